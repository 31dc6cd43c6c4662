//! @generated from the database by `migration entities`. Do not edit.
//!
//! AI-first workflow approval queue with human checkpoints. Temporal workflows pause here awaiting human approval.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "approval_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub action: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub context: Json,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub resolved_by: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub resolution_notes: Option<String>,
    pub resolved_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub tier: Option<i32>,
    pub policy_id: Option<Uuid>,
    pub auto_approved_at: Option<DateTimeUtc>,
    pub override_window_ends: Option<DateTimeUtc>,
    pub escalated_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub escalation_reason: Option<String>,
    pub batch_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub request_type: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub title: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub source_system: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub source_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub source_url: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub ai_recommendation: Option<String>,
    #[sea_orm(column_type = "Decimal(Some((4, 3)))")]
    pub ai_confidence: Option<Decimal>,
    #[sea_orm(column_type = "Text")]
    pub ai_reasoning: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub ai_metadata: Option<Json>,
    #[sea_orm(column_type = "Text")]
    pub risk_level: Option<String>,
    pub required_approvals: Option<i32>,
    pub current_approvals: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub temporal_workflow_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub temporal_run_id: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub action_payload: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::ResolvedBy",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    ResolvedBy,
    #[sea_orm(
        belongs_to = "super::approval_policies::Entity",
        from = "Column::PolicyId",
        to = "super::approval_policies::Column::Id",
        on_delete = "SetNull"
    )]
    Policy,
    #[sea_orm(has_many = "super::ai_audit_log::Entity")]
    AiAuditLog,
    #[sea_orm(has_one = "super::approval_outcomes::Entity")]
    ApprovalOutcomes,
    #[sea_orm(has_many = "super::approval_votes::Entity")]
    ApprovalVotes,
    #[sea_orm(has_many = "super::git_events::Entity")]
    GitEvents,
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ResolvedBy.def()
    }
}

impl Related<super::approval_policies::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Policy.def()
    }
}

impl Related<super::ai_audit_log::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AiAuditLog.def()
    }
}

impl Related<super::approval_outcomes::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ApprovalOutcomes.def()
    }
}

impl Related<super::approval_votes::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ApprovalVotes.def()
    }
}

impl Related<super::git_events::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::GitEvents.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "AI-first workflow approval queue with human checkpoints. Temporal workflows pause here awaiting human approval.";
    column "id" "uuid" default;
    column "workspace_id" "uuid";
    column "action" "text";
    column "context" "jsonb";
    column "reason" "text";
    column "status" "text" default;
    column "resolved_by" "uuid";
    column "resolution_notes" "text";
    column "resolved_at" "timestamp with time zone";
    column "expires_at" "timestamp with time zone" default;
    column "created_at" "timestamp with time zone" default;
    column "tier" "integer" default;
    column "policy_id" "uuid";
    column "auto_approved_at" "timestamp with time zone";
    column "override_window_ends" "timestamp with time zone";
    column "escalated_at" "timestamp with time zone";
    column "escalation_reason" "text";
    column "batch_id" "uuid";
    column "request_type" "text" default;
    column "title" "text";
    column "description" "text";
    column "source_system" "text" default;
    column "source_id" "text";
    column "source_url" "text";
    column "ai_recommendation" "text";
    column "ai_confidence" "numeric(4,3)";
    column "ai_reasoning" "text";
    column "ai_metadata" "jsonb" default;
    column "risk_level" "text" default;
    column "required_approvals" "integer" default;
    column "current_approvals" "integer" default;
    column "temporal_workflow_id" "text";
    column "temporal_run_id" "text";
    column "action_payload" "jsonb" default;
    column "metadata" "jsonb" default;
    column "updated_at" "timestamp with time zone" default;
}
