//! @generated from the database by `migration entities`. Do not edit.
//!
//! Teams within a tenant

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "teams")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub slug: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub description: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub icon_url: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub color: Option<String>,
    pub lead_id: Option<Uuid>,
    pub is_active: Option<bool>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub settings: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::tenants::Entity",
        from = "Column::TenantId",
        to = "super::tenants::Column::Id"
    )]
    Tenant,
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::LeadId", to = "super::users::Column::Id")]
    Lead,
    #[sea_orm(has_many = "super::decisions::Entity")]
    Decisions,
    #[sea_orm(has_many = "super::outcomes::Entity")]
    Outcomes,
    #[sea_orm(has_many = "super::team_members::Entity")]
    TeamMembers,
}

impl Related<super::tenants::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tenant.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Lead.def()
    }
}

impl Related<super::decisions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Decisions.def()
    }
}

impl Related<super::outcomes::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Outcomes.def()
    }
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamMembers.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core": "Teams within a tenant";
    unique "tenant_id" "slug";
    rule "teams_lead_id_fkey" on "lead_id";
    rule "teams_pkey" on "id";
    rule "teams_tenant_id_fkey" on "tenant_id";
    rule "teams_tenant_id_slug_key" on "tenant_id" "slug";
    column "id" "uuid" insert update;
    column "tenant_id" "uuid" insert update;
    column "name" "character varying(255)" insert update;
    column "slug" "character varying(255)" insert update;
    column "description" "character varying(255)" insert update;
    column "icon_url" "character varying(255)" insert update;
    column "color" "character varying(255)" insert update;
    column "lead_id" "uuid" insert update;
    column "is_active" "boolean" insert update;
    column "settings" "text" insert update: "JSON";
    column "created_at" "timestamp with time zone" insert update;
    column "updated_at" "timestamp with time zone" insert update;
}
