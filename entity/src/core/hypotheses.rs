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
    table "core": "Hypotheses linked to outcomes";
    column "id" "uuid";
    column "tenant_id" "uuid";
    column "outcome_id" "uuid";
    column "title" "character varying(500)";
    column "belief" "text";
    column "expected_result" "text";
    column "measurement_criteria" "text";
    column "status" "character varying(255)";
    column "priority" "character varying(255)";
    column "owner_id" "uuid";
    column "experiment_config" "text": "JSON";
    column "experiment_results" "text": "JSON";
    column "blocked_reason" "text";
    column "conclusion_notes" "text";
    column "external_refs" "text": "JSON";
    column "tags" "text": "JSON";
    column "started_at" "timestamp with time zone";
    column "deployed_at" "timestamp with time zone";
    column "measuring_started_at" "timestamp with time zone";
    column "concluded_at" "timestamp with time zone";
    column "concluded_by_id" "uuid";
    column "created_at" "timestamp with time zone";
    column "updated_at" "timestamp with time zone";
    column "created_by_id" "uuid";
}
