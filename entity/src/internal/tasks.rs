//! @generated from the database by `migration entities`. Do not edit.
//!
//! Tasks and issues of the internal team, created by people, errors, incidents, git events or mail.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "tasks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub issue_number: i32,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(
        column_type = "custom(\"internal.pm_issue_type\")",
        select_as = "text",
        save_as = "internal.pm_issue_type"
    )]
    pub issue_type: String,
    #[sea_orm(
        column_type = "custom(\"internal.pm_issue_status\")",
        select_as = "text",
        save_as = "internal.pm_issue_status"
    )]
    pub status: String,
    #[sea_orm(
        column_type = "custom(\"internal.pm_issue_priority\")",
        select_as = "text",
        save_as = "internal.pm_issue_priority"
    )]
    pub priority: String,
    pub labels: Option<Vec<String>>,
    pub assignee_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub assignee_type: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub ai_agent_id: Option<String>,
    pub reporter_id: Option<Uuid>,
    #[sea_orm(
        column_type = "custom(\"internal.pm_issue_source\")",
        select_as = "text",
        save_as = "internal.pm_issue_source"
    )]
    pub source: String,
    #[sea_orm(column_type = "Text")]
    pub source_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub source_url: Option<String>,
    pub parent_id: Option<Uuid>,
    pub due_date: Option<DateTimeUtc>,
    pub started_at: Option<DateTimeUtc>,
    pub completed_at: Option<DateTimeUtc>,
    pub sla_deadline: Option<DateTimeUtc>,
    pub sla_breached: Option<bool>,
    pub story_points: Option<i32>,
    #[sea_orm(column_type = "Decimal(Some((6, 2)))")]
    pub estimated_hours: Option<Decimal>,
    #[sea_orm(column_type = "Decimal(Some((6, 2)))")]
    pub actual_hours: Option<Decimal>,
    #[sea_orm(column_type = "Text")]
    pub branch_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub pr_url: Option<String>,
    pub pr_number: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub pr_status: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub commit_sha: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub ai_analysis: Option<Json>,
    #[sea_orm(column_type = "Decimal(Some((3, 2)))")]
    pub ai_confidence: Option<Decimal>,
    #[sea_orm(column_type = "Text")]
    pub ai_summary: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub ai_suggested_fix: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub ai_estimated_complexity: Option<String>,
    pub ai_automatable: Option<bool>,
    pub ai_requires_human: Option<bool>,
    pub ai_attempts: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub ai_last_error: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub custom_fields: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
    pub watchers: Option<Vec<Uuid>>,
    #[sea_orm(column_type = "Text")]
    pub environment: Option<String>,
    pub affected_services: Option<Vec<String>>,
    pub affected_repos: Option<Vec<String>>,
    #[sea_orm(column_type = "Text")]
    pub resolution: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub resolution_type: Option<String>,
    pub duplicate_of: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub deleted_at: Option<DateTimeUtc>,
    pub deleted_by: Option<Uuid>,
    pub git_event_id: Option<Uuid>,
    /// Position in backlog priority queue. Lower = higher priority. NULL for non-backlog tasks.
    pub backlog_position: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::AssigneeId",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    Assignee,
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::ReporterId",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    Reporter,
    #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::Id", on_delete = "SetNull")]
    Parent,
    #[sea_orm(belongs_to = "Entity", from = "Column::DuplicateOf", to = "Column::Id", on_delete = "SetNull")]
    DuplicateOf,
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::DeletedBy",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    DeletedBy,
    #[sea_orm(
        belongs_to = "super::git_events::Entity",
        from = "Column::GitEventId",
        to = "super::git_events::Column::Id",
        on_delete = "SetNull"
    )]
    GitEvent,
    #[sea_orm(has_many = "super::errors::Entity")]
    Errors,
    #[sea_orm(has_many = "super::incidents::Entity")]
    Incidents,
    #[sea_orm(has_many = "super::task_activities::Entity")]
    TaskActivities,
    #[sea_orm(has_many = "super::task_attachments::Entity")]
    TaskAttachments,
    #[sea_orm(has_many = "super::task_comments::Entity")]
    TaskComments,
    #[sea_orm(has_many = "super::task_time_entries::Entity")]
    TaskTimeEntries,
}

impl Related<super::git_events::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::GitEvent.def()
    }
}

impl Related<super::errors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Errors.def()
    }
}

impl Related<super::incidents::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Incidents.def()
    }
}

impl Related<super::task_activities::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskActivities.def()
    }
}

impl Related<super::task_attachments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskAttachments.def()
    }
}

impl Related<super::task_comments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskComments.def()
    }
}

impl Related<super::task_time_entries::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskTimeEntries.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Tasks and issues of the internal team, created by people, errors, incidents, git events or mail.";
    published "internal:members";
    unique "issue_number";
    rule "pm_issues_issue_number_key" on "issue_number";
    rule "pm_issues_pkey" on "id";
    rule "tasks_assignee_id_fkey" on "assignee_id";
    rule "tasks_deleted_by_fkey" on "deleted_by";
    rule "tasks_duplicate_of_fkey" on "duplicate_of";
    rule "tasks_git_event_id_fkey" on "git_event_id";
    rule "tasks_parent_id_fkey" on "parent_id";
    rule "tasks_reporter_id_fkey" on "reporter_id";
    column "id" "uuid" default insert update;
    column "issue_number" "integer" default insert update;
    column "title" "text" insert update;
    column "description" "text" insert update;
    column "issue_type" "internal.pm_issue_type" default insert update;
    column "status" "internal.pm_issue_status" default insert update;
    column "priority" "internal.pm_issue_priority" default insert update;
    column "labels" "text[]" default insert update;
    column "assignee_id" "uuid" insert update;
    column "assignee_type" "text" default insert update;
    column "ai_agent_id" "text" insert update;
    column "reporter_id" "uuid" insert update;
    column "source" "internal.pm_issue_source" default insert update;
    column "source_id" "text" insert update;
    column "source_url" "text" insert update;
    column "parent_id" "uuid" insert update;
    column "due_date" "timestamp with time zone" insert update;
    column "started_at" "timestamp with time zone" insert update;
    column "completed_at" "timestamp with time zone" insert update;
    column "sla_deadline" "timestamp with time zone" insert update;
    column "sla_breached" "boolean" default insert update;
    column "story_points" "integer" insert update;
    column "estimated_hours" "numeric(6,2)" insert update;
    column "actual_hours" "numeric(6,2)" insert update;
    column "branch_name" "text" insert update;
    column "pr_url" "text" insert update;
    column "pr_number" "integer" insert update;
    column "pr_status" "text" insert update;
    column "commit_sha" "text" insert update;
    column "ai_analysis" "jsonb" default insert update;
    column "ai_confidence" "numeric(3,2)" insert update;
    column "ai_summary" "text" insert update;
    column "ai_suggested_fix" "text" insert update;
    column "ai_estimated_complexity" "text" insert update;
    column "ai_automatable" "boolean" insert update;
    column "ai_requires_human" "boolean" default insert update;
    column "ai_attempts" "integer" default insert update;
    column "ai_last_error" "text" insert update;
    column "custom_fields" "jsonb" default insert update;
    column "metadata" "jsonb" default insert update;
    column "watchers" "uuid[]" default insert update;
    column "environment" "text" insert update;
    column "affected_services" "text[]" insert update;
    column "affected_repos" "text[]" insert update;
    column "resolution" "text" insert update;
    column "resolution_type" "text" insert update;
    column "duplicate_of" "uuid" insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
    column "deleted_at" "timestamp with time zone" insert update;
    column "deleted_by" "uuid" insert update;
    column "git_event_id" "uuid" insert update;
    column "backlog_position" "integer" insert update: "Position in backlog priority queue. Lower = higher priority. NULL for non-backlog tasks.";
}
