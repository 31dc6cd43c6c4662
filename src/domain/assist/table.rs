//! Tables of Assist. The tiers of organizations and groups have no list: those columns are arrays.

use crate::domain::table::{Annotation, table};

/// In the order of their names.
pub const TABLES: &[Annotation] = &[
    table("area_memberships").values("role", &["owner", "admin", "member", "viewer"]),
    table("documents").values("visibility", &["private", "areas", "space"]),
    table("llm_usage").values("request_type", &["chat", "arena", "second-opinion"]),
    table("page_conversations").values("relationship", &["source", "discussion", "reference"]),
    table("pages")
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
    table("spaces").values("space_type", &["personal", "organization", "project"]),
    table("task_documents").values("context_role", &["reference", "input", "output"]),
    table("tasks")
        .published()
        .server_kept(&["completed_at", "last_activity_at"])
        .values("estimated_effort", &["quick", "short", "medium", "long", "multi_day"]),
    table("tool_result_cache").unexposed(),
    table("user_id_mappings").unexposed(),
    table("users").hidden(&["password_hash"]).server_kept(&["last_login_at"]),
];
