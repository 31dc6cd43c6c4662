//! Tables of Assist. The tiers of organizations and groups have no list: those columns are arrays.
//!
//! What an organization may spend is for its administrators, whom a column cannot tell from its members: it has no field.
//! Lists of ids (the documents of a space, the conversations of a task) are kept by the server, which looks at each.

use crate::domain::table::{Annotation, table};

/// In the order of their names.
pub const TABLES: &[Annotation] = &[
    table("area_memberships").writable(&["role"]).values("role", &["owner", "admin", "member", "viewer"]),
    table("areas").server_kept(&["is_general"]).writable(&["name", "order_index", "slug", "is_restricted"]),
    table("arena_battles").server_kept(&["responses", "status", "team_id"]).writable(&["pinned"]),
    table("conversations")
        .server_kept(&["messages", "continued_from_id", "continuation_summary", "refreshed_at", "team_id"])
        .writable(&[
            "title",
            "model",
            "pinned",
            "tags",
            "last_viewed_at",
            "space_id",
            "focus_area_id",
            "task_id",
        ]),
    table("document_area_shares").server_kept(&["shared_at", "notifications_sent"]),
    table("documents")
        .writable(&["filename", "visibility", "space_id"])
        .values("visibility", &["private", "areas", "space"]),
    table("group_memberships").writable(&["role"]),
    table("groups").server_kept(&["litellm_team_id"]).writable(&[
        "name",
        "description",
        "system_prompt",
        "allowed_tiers",
        "settings",
    ]),
    table("llm_usage").values("request_type", &["chat", "arena", "second-opinion"]),
    table("org_memberships").writable(&["role"]),
    table("organizations")
        .hidden(&["monthly_budget", "budget_alert_threshold", "budget_hard_limit"])
        .writable(&["name", "settings", "system_prompt", "allowed_tiers", "model_tier_assignments"]),
    table("page_conversations").values("relationship", &["source", "discussion", "reference"]),
    table("page_group_shares").server_kept(&["shared_at"]).writable(&["permission"]),
    table("page_user_shares").server_kept(&["shared_at"]).writable(&["permission"]),
    table("pages")
        .server_kept(&["word_count"])
        .writable(&["title", "content", "page_type", "visibility"])
        .values(
            "page_type",
            &[
                "general",
                "meeting_notes",
                "decision_record",
                "proposal",
                "project_brief",
                "weekly_update",
                "technical_spec",
            ],
        )
        .values("visibility", &["private", "shared"]),
    table("password_reset_attempts").unexposed(),
    table("password_reset_tokens").unexposed(),
    table("related_tasks").values("relationship_type", &["related", "blocks", "depends_on", "informs"]),
    table("routing_decisions").values("tier", &["simple", "medium", "complex"]),
    table("space_memberships").writable(&["role"]).values("role", &["owner", "admin", "member", "guest"]),
    table("spaces")
        .server_kept(&["context_document_ids"])
        .writable(&["name", "slug", "order_index"])
        .values("space_type", &["personal", "organization", "project"]),
    table("task_documents")
        .writable(&["context_role", "context_note"])
        .values("context_role", &["reference", "input", "output"]),
    table("tasks")
        .published()
        .server_kept(&[
            "completed_at",
            "last_activity_at",
            "source_assist_id",
            "linked_conversation_ids",
            "planning_data",
        ])
        .writable(&[
            "title",
            "status",
            "priority",
            "color",
            "due_date",
            "due_date_type",
            "completion_notes",
            "subtask_order",
            "context_summary",
            "area_id",
            "description",
            "stale_dismissed_at",
            "estimated_effort",
            "approach_chosen_at",
        ])
        .values("estimated_effort", &["quick", "short", "medium", "long", "multi_day"]),
    table("tool_result_cache").unexposed(),
    table("user_id_mappings").unexposed(),
    table("users").hidden(&["password_hash"]).server_kept(&["status", "last_login_at"]).writable(&[
        "display_name",
        "first_name",
        "last_name",
        "settings",
        "preferences",
    ]),
];
