//! @generated from the database by `migration entities`. Do not edit.
//!
//! Hypotheses linked to outcomes

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "hypotheses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    pub outcome_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub belief: String,
    #[sea_orm(column_type = "Text")]
    pub expected_result: String,
    #[sea_orm(column_type = "Text")]
    pub measurement_criteria: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub status: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub priority: String,
    pub owner_id: Option<Uuid>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub experiment_config: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub experiment_results: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub blocked_reason: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub conclusion_notes: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub external_refs: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub tags: Option<String>,
    pub started_at: Option<DateTimeUtc>,
    pub deployed_at: Option<DateTimeUtc>,
    pub measuring_started_at: Option<DateTimeUtc>,
    pub concluded_at: Option<DateTimeUtc>,
    pub concluded_by_id: Option<Uuid>,
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
    #[sea_orm(
        belongs_to = "super::outcomes::Entity",
        from = "Column::OutcomeId",
        to = "super::outcomes::Column::Id"
    )]
    Outcome,
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::OwnerId", to = "super::users::Column::Id")]
    Owner,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::ConcludedById",
        to = "super::users::Column::Id"
    )]
    ConcludedBy,
    #[sea_orm(has_many = "super::decisions::Entity")]
    Decisions,
}

impl Related<super::tenants::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tenant.def()
    }
}

impl Related<super::outcomes::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Outcome.def()
    }
}

impl Related<super::decisions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Decisions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core" delete: "Hypotheses linked to outcomes";
    published "tenant:{tenant_id}";
    rule "hypotheses_concluded_by_id_fkey" on "concluded_by_id";
    rule "hypotheses_outcome_id_fkey" on "outcome_id";
    rule "hypotheses_owner_id_fkey" on "owner_id";
    rule "hypotheses_pkey" on "id";
    rule "hypotheses_tenant_id_fkey" on "tenant_id";
    caller "created_by_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" insert update;
    column "tenant_id" "uuid" insert update;
    column "outcome_id" "uuid" insert update;
    column "title" "character varying(500)" insert update;
    column "belief" "text" insert update;
    column "expected_result" "text" insert update;
    column "measurement_criteria" "text" insert update;
    column "status" "character varying(255)" insert update;
    column "priority" "character varying(255)" insert update;
    column "owner_id" "uuid" insert update;
    column "experiment_config" "text" insert update: "JSON";
    column "experiment_results" "text" insert update: "JSON";
    column "blocked_reason" "text" insert update;
    column "conclusion_notes" "text" insert update;
    column "external_refs" "text" insert update: "JSON";
    column "tags" "text" insert update: "JSON";
    column "started_at" "timestamp with time zone" insert update;
    column "deployed_at" "timestamp with time zone" insert update;
    column "measuring_started_at" "timestamp with time zone" insert update;
    column "concluded_at" "timestamp with time zone" insert update;
    column "concluded_by_id" "uuid" insert update;
    column "created_at" "timestamp with time zone" insert update;
    column "updated_at" "timestamp with time zone" insert update;
    column "created_by_id" "uuid" insert update;
}
