//! Tables of Selify internal. The two tables of documentation are read through a search operation.

use crate::domain::table::{Annotation, table};

/// The expression of an index: the documented one has a COALESCE, which keeps it from serving under policies.
const WORDS: &str = "to_tsvector('english', {t}.title || ' ' || \
                     CASE WHEN {t}.description IS NULL THEN '' ELSE {t}.description END)";

/// In the order of their names.
pub const TABLES: &[Annotation] = &[
    table("approval_outcomes")
        .server_kept(&[
            "approval_request_id",
            "ai_recommendation",
            "ai_confidence",
            "ai_tier_assigned",
            "ai_reasoning",
            "human_decision",
            "human_decision_at",
            "human_decision_by",
            "was_override",
        ])
        .made("What came of a request is recorded when it is decided."),
    table("approval_requests")
        .given_once(&["workspace_id", "request_type", "source_system", "source_id"])
        .server_kept(&[
            "tier",
            "policy_id",
            "override_window_ends",
            "escalation_reason",
            "required_approvals",
            "temporal_workflow_id",
            "temporal_run_id",
            "status",
            "resolved_by",
            "resolved_at",
            "auto_approved_at",
            "escalated_at",
            "current_approvals",
        ]),
    table("approval_votes").operated("A vote is cast by an operation, which counts it."),
    table("documentation_chunks").unexposed(),
    table("documentation_manifest").unexposed(),
    table("error_occurrences").given_once(&["error_id", "event_id"]),
    table("errors").given_once(&["fingerprint"]).server_kept(&[
        "resolved_at",
        "auto_resolved",
        "status",
        "resolved_by",
        "occurrence_count",
        "user_count",
    ]),
    table("git_repos").server_kept(&["total_commits", "total_branches", "last_push_at"]),
    table("git_trust_config").given_once(&["repo_id", "created_by"]),
    table("health_checks").given_once(&["service_id", "checked_at"]),
    table("incidents").given_once(&["service_id", "started_at"]).server_kept(&[
        "identified_at",
        "resolved_at",
        "auto_resolved",
        "status",
        "resolved_by",
        "total_downtime_seconds",
        "checks_failed",
    ]),
    table("saved_views").given_once(&["owner_id"]),
    table("task_activities").operated("History is written with what it tells of."),
    table("task_attachments").given_once(&["issue_id", "comment_id", "uploaded_by", "storage_path"]),
    table("task_comments")
        .owns(&[("task_attachments", &[("comment_id", "id"), ("issue_id", "issue_id")])])
        .given_once(&["issue_id", "author_id", "author_type", "parent_id"])
        .server_kept(&["edited_at", "edit_count"]),
    table("task_links").given_once(&["source_issue_id", "created_by"]),
    table("task_time_entries").given_once(&["issue_id", "user_id", "user_type"]),
    table("tasks")
        .owns(&[
            ("task_links", &[("source_issue_id", "id")]),
            ("task_attachments", &[("issue_id", "id")]),
            ("task_comments", &[("issue_id", "id")]),
            ("task_time_entries", &[("issue_id", "id")]),
        ])
        .given_once(&["reporter_id", "source", "source_id", "source_url"])
        .searched(WORDS)
        .archived_by("deleted_by", "(select internal.member_id())")
        .server_kept(&[
            "ai_analysis",
            "ai_confidence",
            "ai_summary",
            "ai_suggested_fix",
            "ai_estimated_complexity",
            "ai_automatable",
            "ai_requires_human",
            "sla_deadline",
            "git_event_id",
            "issue_number",
            "started_at",
            "completed_at",
            "sla_breached",
            "ai_attempts",
            "ai_last_error",
            "deleted_by",
        ]),
    table("team_audit_log").operated("The record of what was done is written with it."),
    table("team_capabilities").values("category", &["admin", "team", "ops", "infra"]),
    table("team_email_accounts")
        .given_once(&["user_id"])
        .hidden(&["password_encrypted"])
        .server_kept(&["last_sync_at", "sync_error"]),
    table("team_members")
        .made("People come into the team by invitation.")
        .given_once(&["user_id", "created_by"])
        .server_kept(&["status", "onboarded_at", "last_login_at", "suspended_at", "offboarded_at"])
        .values("status", &["pending", "active", "suspended", "offboarded"]),
    table("team_roles").server_kept(&["is_system"]),
];
