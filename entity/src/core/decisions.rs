//! @generated from the database by `migration entities`. Do not edit.
//!
//! Decisions (can link to outcomes/hypotheses)

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "decisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub context: Option<String>,
    /// JSON array of options
    #[sea_orm(column_type = "Text")]
    pub options: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub status: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub priority: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub decision_type: Option<String>,
    pub owner_id: Option<Uuid>,
    pub assigned_to_id: Option<Uuid>,
    pub outcome_id: Option<Uuid>,
    pub hypothesis_id: Option<Uuid>,
    pub team_id: Option<Uuid>,
    pub sla_hours: Option<i32>,
    pub due_at: Option<DateTimeUtc>,
    pub escalation_level: Option<i32>,
    pub escalated_at: Option<DateTimeUtc>,
    pub escalated_to_id: Option<Uuid>,
    pub decided_by_id: Option<Uuid>,
    pub decided_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub decision_rationale: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub selected_option: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub blocked_items: Option<String>,
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
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::OwnerId", to = "super::users::Column::Id")]
    Owner,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::AssignedToId",
        to = "super::users::Column::Id"
    )]
    AssignedTo,
    #[sea_orm(
        belongs_to = "super::outcomes::Entity",
        from = "Column::OutcomeId",
        to = "super::outcomes::Column::Id"
    )]
    Outcome,
    #[sea_orm(
        belongs_to = "super::hypotheses::Entity",
        from = "Column::HypothesisId",
        to = "super::hypotheses::Column::Id"
    )]
    Hypothesis,
    #[sea_orm(belongs_to = "super::teams::Entity", from = "Column::TeamId", to = "super::teams::Column::Id")]
    Team,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::EscalatedToId",
        to = "super::users::Column::Id"
    )]
    EscalatedTo,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::DecidedById",
        to = "super::users::Column::Id"
    )]
    DecidedBy,
    #[sea_orm(has_many = "super::decision_comments::Entity")]
    DecisionComments,
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

impl Related<super::hypotheses::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Hypothesis.def()
    }
}

impl Related<super::teams::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Team.def()
    }
}

impl Related<super::decision_comments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::DecisionComments.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core" delete: "Decisions (can link to outcomes/hypotheses)";
    published "tenant:{tenant_id}";
    rule "decisions_assigned_to_id_fkey" on "assigned_to_id";
    rule "decisions_decided_by_id_fkey" on "decided_by_id";
    rule "decisions_escalated_to_id_fkey" on "escalated_to_id";
    rule "decisions_hypothesis_id_fkey" on "hypothesis_id";
    rule "decisions_outcome_id_fkey" on "outcome_id";
    rule "decisions_owner_id_fkey" on "owner_id";
    rule "decisions_pkey" on "id";
    rule "decisions_team_id_fkey" on "team_id";
    rule "decisions_tenant_id_fkey" on "tenant_id";
    caller "created_by_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" insert update;
    column "tenant_id" "uuid" insert update;
    column "title" "character varying(500)" insert update;
    column "description" "text" insert update;
    column "context" "text" insert update;
    column "options" "text" insert update: "JSON array of options";
    column "status" "character varying(255)" insert update;
    column "priority" "character varying(255)" insert update;
    column "decision_type" "character varying(255)" insert update;
    column "owner_id" "uuid" insert update;
    column "assigned_to_id" "uuid" insert update;
    column "outcome_id" "uuid" insert update;
    column "hypothesis_id" "uuid" insert update;
    column "team_id" "uuid" insert update;
    column "sla_hours" "integer" insert update;
    column "due_at" "timestamp with time zone" insert update;
    column "escalation_level" "integer" insert update;
    column "escalated_at" "timestamp with time zone" insert update;
    column "escalated_to_id" "uuid" insert update;
    column "decided_by_id" "uuid" insert update;
    column "decided_at" "timestamp with time zone" insert update;
    column "decision_rationale" "text" insert update;
    column "selected_option" "text" insert update: "JSON";
    column "blocked_items" "text" insert update: "JSON";
    column "external_refs" "text" insert update: "JSON";
    column "tags" "text" insert update: "JSON";
    column "created_at" "timestamp with time zone" insert update;
    column "updated_at" "timestamp with time zone" insert update;
    column "created_by_id" "uuid" insert update;
}
