//! @generated from the database by `migration entities`. Do not edit.
//!
//! Track approval decisions for ML learning loop

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "approval_outcomes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub created_at: DateTimeUtc,
    pub approval_request_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub ai_recommendation: Option<String>,
    #[sea_orm(column_type = "Decimal(Some((3, 2)))")]
    pub ai_confidence: Option<Decimal>,
    pub ai_tier_assigned: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub ai_reasoning: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub human_decision: Option<String>,
    pub human_decision_at: Option<DateTimeUtc>,
    pub human_decision_by: Option<Uuid>,
    pub was_override: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub override_reason: Option<String>,
    pub outcome_correct: Option<bool>,
    pub outcome_verified_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub outcome_verification_notes: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::approval_requests::Entity",
        from = "Column::ApprovalRequestId",
        to = "super::approval_requests::Column::Id",
        on_delete = "Cascade"
    )]
    ApprovalRequest,
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::HumanDecisionBy",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    HumanDecisionBy,
}

impl Related<super::approval_requests::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ApprovalRequest.def()
    }
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::HumanDecisionBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "Track approval decisions for ML learning loop";
    unique "approval_request_id";
    rule "approval_outcomes_approval_request_id_fkey" on "approval_request_id";
    rule "approval_outcomes_approval_request_id_key" on "approval_request_id";
    rule "approval_outcomes_human_decision_by_fkey" on "human_decision_by";
    rule "approval_outcomes_pkey" on "id";
    caller "human_decision_by" "( SELECT internal.member_id() AS member_id)";
    column "id" "uuid" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "approval_request_id" "uuid" insert update;
    column "ai_recommendation" "text" insert update;
    column "ai_confidence" "numeric(3,2)" insert update;
    column "ai_tier_assigned" "integer" insert update;
    column "ai_reasoning" "text" insert update;
    column "human_decision" "text" insert update;
    column "human_decision_at" "timestamp with time zone" insert update;
    column "human_decision_by" "uuid" insert update;
    column "was_override" "boolean" default insert update;
    column "override_reason" "text" insert update;
    column "outcome_correct" "boolean" insert update;
    column "outcome_verified_at" "timestamp with time zone" insert update;
    column "outcome_verification_notes" "text" insert update;
    column "metadata" "jsonb" default insert update;
}
