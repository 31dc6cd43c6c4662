//! @generated from the database by `migration entities`. Do not edit.
//!
//! Audit log of all git events with AI analysis results

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "git_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub created_at: Option<DateTimeUtc>,
    pub repo_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub repo_name: String,
    #[sea_orm(column_type = "Text")]
    pub event_type: String,
    #[sea_orm(column_type = "Text")]
    pub r#ref: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub branch: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub old_rev: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub new_rev: Option<String>,
    pub commit_count: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub commit_message: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub author_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub author_email: Option<String>,
    pub files_changed: Option<i32>,
    pub lines_added: Option<i32>,
    pub lines_removed: Option<i32>,
    #[sea_orm(column_type = "JsonBinary")]
    pub ai_analysis: Option<Json>,
    #[sea_orm(column_type = "Text")]
    pub ai_risk_level: Option<String>,
    #[sea_orm(column_type = "Decimal(Some((3, 2)))")]
    pub ai_confidence: Option<Decimal>,
    #[sea_orm(column_type = "Text")]
    pub ai_recommendation: Option<String>,
    #[sea_orm(
        column_type = "custom(\"internal.trust_level\")",
        select_as = "text",
        save_as = "internal.trust_level"
    )]
    pub trust_level_applied: Option<String>,
    pub auto_approved: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub temporal_workflow_id: Option<String>,
    pub approval_request_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub outcome: Option<String>,
    pub outcome_at: Option<DateTimeUtc>,
    pub outcome_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::git_repos::Entity",
        from = "Column::RepoId",
        to = "super::git_repos::Column::Id",
        on_delete = "SetNull"
    )]
    Repo,
    #[sea_orm(
        belongs_to = "super::approval_requests::Entity",
        from = "Column::ApprovalRequestId",
        to = "super::approval_requests::Column::Id",
        on_delete = "SetNull"
    )]
    ApprovalRequest,
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::OutcomeBy",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    OutcomeBy,
    #[sea_orm(has_many = "super::tasks::Entity")]
    Tasks,
}

impl Related<super::git_repos::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Repo.def()
    }
}

impl Related<super::approval_requests::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ApprovalRequest.def()
    }
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::OutcomeBy.def()
    }
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tasks.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "Audit log of all git events with AI analysis results";
    rule "git_events_approval_request_id_fkey" on "approval_request_id";
    rule "git_events_outcome_by_fkey" on "outcome_by";
    rule "git_events_pkey" on "id";
    rule "git_events_repo_id_fkey" on "repo_id";
    column "id" "uuid" default;
    column "created_at" "timestamp with time zone" default;
    column "repo_id" "uuid";
    column "repo_name" "text";
    column "event_type" "text";
    column "ref" "text";
    column "branch" "text";
    column "old_rev" "text";
    column "new_rev" "text";
    column "commit_count" "integer";
    column "commit_message" "text";
    column "author_name" "text";
    column "author_email" "text";
    column "files_changed" "integer";
    column "lines_added" "integer";
    column "lines_removed" "integer";
    column "ai_analysis" "jsonb";
    column "ai_risk_level" "text";
    column "ai_confidence" "numeric(3,2)";
    column "ai_recommendation" "text";
    column "trust_level_applied" "internal.trust_level";
    column "auto_approved" "boolean" default;
    column "temporal_workflow_id" "text";
    column "approval_request_id" "uuid";
    column "outcome" "text";
    column "outcome_at" "timestamp with time zone";
    column "outcome_by" "uuid";
}
