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
    table "internal" delete: "AI-first workflow approval queue with human checkpoints. Temporal workflows pause here awaiting human approval.";
    published "internal:members";
    rule "approval_requests_pkey" on "id";
    rule "approval_requests_policy_id_fkey" on "policy_id";
    rule "approval_requests_resolved_by_fkey" on "resolved_by";
    column "id" "uuid" default insert update;
    column "workspace_id" "uuid" insert update;
    column "action" "text" insert update;
    column "context" "jsonb" insert update;
    column "reason" "text" insert update;
    column "status" "text" default insert update;
    column "resolved_by" "uuid" insert update;
    column "resolution_notes" "text" insert update;
    column "resolved_at" "timestamp with time zone" insert update;
    column "expires_at" "timestamp with time zone" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "tier" "integer" default insert update;
    column "policy_id" "uuid" insert update;
    column "auto_approved_at" "timestamp with time zone" insert update;
    column "override_window_ends" "timestamp with time zone" insert update;
    column "escalated_at" "timestamp with time zone" insert update;
    column "escalation_reason" "text" insert update;
    column "batch_id" "uuid" insert update;
    column "request_type" "text" default insert update;
    column "title" "text" insert update;
    column "description" "text" insert update;
    column "source_system" "text" default insert update;
    column "source_id" "text" insert update;
    column "source_url" "text" insert update;
    column "ai_recommendation" "text" insert update;
    column "ai_confidence" "numeric(4,3)" insert update;
    column "ai_reasoning" "text" insert update;
    column "ai_metadata" "jsonb" default insert update;
    column "risk_level" "text" default insert update;
    column "required_approvals" "integer" default insert update;
    column "current_approvals" "integer" default insert update;
    column "temporal_workflow_id" "text" insert update;
    column "temporal_run_id" "text" insert update;
    column "action_payload" "jsonb" default insert update;
    column "metadata" "jsonb" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
