//! Tables of Selify internal. The two tables of documentation are read through a search operation.

use crate::domain::table::{Annotation, table};

/// In the order of their names.
pub const TABLES: &[Annotation] = &[
    table("approval_requests").published().server_kept(&[
        "status",
        "resolved_by",
        "resolved_at",
        "auto_approved_at",
        "escalated_at",
        "current_approvals",
    ]),
    table("documentation_chunks").unexposed(),
    table("documentation_manifest").unexposed(),
    table("errors").server_kept(&["status", "resolved_by", "occurrence_count", "user_count"]),
    table("git_repos").server_kept(&["total_commits", "total_branches", "last_push_at"]),
    table("incidents").server_kept(&["status", "resolved_by", "total_downtime_seconds", "checks_failed"]),
    table("task_comments").server_kept(&["edited_at", "edit_count"]),
    table("tasks")
        .published()
        // The expression of an index: the documented one has a COALESCE, which keeps it from serving under policies.
        .searched("to_tsvector('english', {t}.title || ' ' || CASE WHEN {t}.description IS NULL THEN '' ELSE {t}.description END)")
        .server_kept(&[
            "issue_number",
            "started_at",
            "completed_at",
            "sla_breached",
            "ai_attempts",
            "ai_last_error",
            "deleted_by",
        ])
        .writable(&[
            "title",
            "description",
            "issue_type",
            "status",
            "priority",
            "labels",
            "assignee_id",
            "assignee_type",
            "parent_id",
            "due_date",
            "story_points",
            "estimated_hours",
            "actual_hours",
            "environment",
            "watchers",
            "resolution",
            "resolution_type",
            "backlog_position",
        ]),
    table("team_capabilities").values("category", &["admin", "team", "ops", "infra"]),
    table("team_email_accounts").hidden(&["password_encrypted"]).server_kept(&["last_sync_at", "sync_error"]),
    table("team_members")
        .server_kept(&["status", "onboarded_at", "last_login_at", "suspended_at", "offboarded_at"])
        .values("status", &["pending", "active", "suspended", "offboarded"]),
];
