//! @generated from the database by `migration entities`. Do not edit.
//!
//! Business outcomes to achieve

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "outcomes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub success_criteria: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub target_metrics: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub current_metrics: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub status: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub priority: String,
    pub team_id: Option<Uuid>,
    pub owner_id: Option<Uuid>,
    pub target_date: Option<Date>,
    pub started_at: Option<DateTimeUtc>,
    pub validated_at: Option<DateTimeUtc>,
    pub invalidated_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub validation_notes: Option<String>,
    pub validated_by_id: Option<Uuid>,
    pub invalidated_by_id: Option<Uuid>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub external_refs: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub tags: Option<String>,
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
    #[sea_orm(belongs_to = "super::teams::Entity", from = "Column::TeamId", to = "super::teams::Column::Id")]
    Team,
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::OwnerId", to = "super::users::Column::Id")]
    Owner,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::ValidatedById",
        to = "super::users::Column::Id"
    )]
    ValidatedBy,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::InvalidatedById",
        to = "super::users::Column::Id"
    )]
    InvalidatedBy,
    #[sea_orm(has_many = "super::decisions::Entity")]
    Decisions,
    #[sea_orm(has_many = "super::hypotheses::Entity")]
    Hypotheses,
}

impl Related<super::tenants::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tenant.def()
    }
}

impl Related<super::teams::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Team.def()
    }
}

impl Related<super::decisions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Decisions.def()
    }
}

impl Related<super::hypotheses::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Hypotheses.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core" delete: "Business outcomes to achieve";
    published "tenant:{tenant_id}";
    rule "outcomes_invalidated_by_id_fkey" on "invalidated_by_id";
    rule "outcomes_owner_id_fkey" on "owner_id";
    rule "outcomes_pkey" on "id";
    rule "outcomes_team_id_fkey" on "team_id";
    rule "outcomes_tenant_id_fkey" on "tenant_id";
    rule "outcomes_validated_by_id_fkey" on "validated_by_id";
    caller "created_by_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" insert update;
    column "tenant_id" "uuid" insert update;
    column "title" "character varying(500)" insert update;
    column "description" "text" insert update;
    column "success_criteria" "text" insert update;
    column "target_metrics" "text" insert update: "JSON";
    column "current_metrics" "text" insert update: "JSON";
    column "status" "character varying(255)" insert update;
    column "priority" "character varying(255)" insert update;
    column "team_id" "uuid" insert update;
    column "owner_id" "uuid" insert update;
    column "target_date" "date" insert update;
    column "started_at" "timestamp with time zone" insert update;
    column "validated_at" "timestamp with time zone" insert update;
    column "invalidated_at" "timestamp with time zone" insert update;
    column "validation_notes" "text" insert update;
    column "validated_by_id" "uuid" insert update;
    column "invalidated_by_id" "uuid" insert update;
    column "external_refs" "text" insert update: "JSON";
    column "tags" "text" insert update: "JSON";
    column "created_at" "timestamp with time zone" insert update;
    column "updated_at" "timestamp with time zone" insert update;
    column "created_by_id" "uuid" insert update;
}
