//! @generated from the database by `migration entities`. Do not edit.
//!
//! People who make decisions

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "stakeholders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub email: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub title: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub organization: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub phone: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub avatar_url: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub r#type: String,
    /// NULL if external
    pub user_id: Option<Uuid>,
    /// JSON array
    #[sea_orm(column_type = "Text")]
    pub expertise: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub preferred_contact_method: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub availability_notes: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub timezone: Option<String>,
    pub decisions_pending: Option<i32>,
    pub decisions_completed: Option<i32>,
    pub decisions_escalated: Option<i32>,
    pub avg_response_time_hours: Option<f64>,
    pub last_decision_at: Option<DateTimeUtc>,
    pub is_active: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub notes: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub external_refs: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    pub created_by_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::tenants::Entity",
        from = "Column::TenantId",
        to = "super::tenants::Column::Id"
    )]
    Tenant,
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::UserId", to = "super::users::Column::Id")]
    User,
}

impl Related<super::tenants::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tenant.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core" delete: "People who make decisions";
    rule "stakeholders_pkey" on "id";
    rule "stakeholders_tenant_id_fkey" on "tenant_id";
    rule "stakeholders_user_id_fkey" on "user_id";
    caller "created_by_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" insert update;
    column "tenant_id" "uuid" insert update;
    column "name" "character varying(255)" insert update;
    column "email" "character varying(255)" insert update;
    column "title" "character varying(255)" insert update;
    column "organization" "character varying(255)" insert update;
    column "phone" "character varying(255)" insert update;
    column "avatar_url" "character varying(255)" insert update;
    column "type" "character varying(255)" insert update;
    column "user_id" "uuid" insert update: "NULL if external";
    column "expertise" "text" insert update: "JSON array";
    column "preferred_contact_method" "character varying(255)" insert update;
    column "availability_notes" "text" insert update;
    column "timezone" "character varying(255)" insert update;
    column "decisions_pending" "integer" insert update;
    column "decisions_completed" "integer" insert update;
    column "decisions_escalated" "integer" insert update;
    column "avg_response_time_hours" "double precision" insert update;
    column "last_decision_at" "timestamp with time zone" insert update;
    column "is_active" "boolean" insert update;
    column "notes" "text" insert update;
    column "external_refs" "text" insert update: "JSON";
    column "created_at" "timestamp with time zone" insert update;
    column "updated_at" "timestamp with time zone" insert update;
    column "created_by_id" "uuid" insert update;
}
