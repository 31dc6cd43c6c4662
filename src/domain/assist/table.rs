//! Tables of Assist. The tiers of organizations and groups have no list: those columns are arrays.
//!
//! What an organization may spend is for its administrators, whom a column cannot tell from its members: it has no field.
//! Lists of ids (the documents of a space, the conversations of a task) are kept by the server, which looks at each.

use crate::domain::table::{Annotation, table};

/// In the order of their names.
pub const TABLES: &[Annotation] = &[
    table("area_memberships").values("role", &["owner", "admin", "member", "viewer"]),
    table("areas").server_kept(&["is_general"]),
    table("arena_battles").owns(&[("arena_battle_models", &[("battle_id", "id")])]).server_kept(&[
        "responses",
        "status",
        "team_id",
    ]),
    table("audit_events").operated("The record of what was done is written with it."),
    table("conversations").server_kept(&[
        "messages",
        "continued_from_id",
        "continuation_summary",
        "refreshed_at",
        "team_id",
    ]),
    table("document_area_shares").server_kept(&["shared_at", "notifications_sent"]),
    table("documents")
        .owns(&[("document_area_shares", &[("document_id", "id")])])
        .values("visibility", &["private", "areas", "space"]),
    table("group_memberships"),
    table("groups").owns(&[("group_memberships", &[("group_id", "id")])]).server_kept(&["litellm_team_id"]),
    table("llm_usage").values("request_type", &["chat", "arena", "second-opinion"]),
    table("org_memberships"),
    table("organizations").made("Who makes one becomes its owner, by an operation.").hidden(&[
        "monthly_budget",
        "budget_alert_threshold",
        "budget_hard_limit",
    ]),
    table("page_conversations").values("relationship", &["source", "discussion", "reference"]),
    table("page_group_shares").server_kept(&["shared_at"]),
    table("page_user_shares").server_kept(&["shared_at"]),
    table("pages")
        .owns(&[
            ("page_user_shares", &[("page_id", "id")]),
            ("page_group_shares", &[("page_id", "id")]),
            ("page_conversations", &[("page_id", "id")]),
        ])
        .server_kept(&["word_count"])
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
    table("space_memberships").values("role", &["owner", "admin", "member", "guest"]),
    table("spaces")
        .server_kept(&["context_document_ids"])
        .values("space_type", &["personal", "organization", "project"]),
    table("task_documents").values("context_role", &["reference", "input", "output"]),
    table("tasks")
        .owns(&[("related_tasks", &[("source_task_id", "id")]), ("task_documents", &[("task_id", "id")])])
        .server_kept(&[
            "completed_at",
            "last_activity_at",
            "source_assist_id",
            "linked_conversation_ids",
            "planning_data",
        ])
        .values("estimated_effort", &["quick", "short", "medium", "long", "multi_day"]),
    table("tool_result_cache").unexposed(),
    table("user_id_mappings").unexposed(),
    table("users").hidden(&["password_hash"]).server_kept(&["status", "last_login_at"]),
];
