//! Tables of TaskJuggler. Personal access tokens and invitation codes are given out once, by operations.

use crate::domain::table::{Annotation, table};

/// In the order of their names.
pub const TABLES: &[Annotation] = &[
    table("actors")
        .hidden(&["authentication"])
        .values("actor_type", &["HUMAN", "AI_AGENT", "TEAM", "IOT_DEVICE", "IOT_GATEWAY"])
        .values("status", &["PENDING_CLAIM", "ACTIVE", "SUSPENDED", "DELETED"]),
    table("ai_tool_configs")
        .given_once(&["vendor_id"])
        .hidden(&["config"])
        .values("tool_type", &["api", "webhook", "function"]),
    table("ai_tool_executions").values("status", &["pending", "running", "completed", "failed"]),
    table("appointment_types")
        .owns(&[("availability_slots", &[("appointment_type_id", "id")])])
        .given_once(&["user_id"]),
    table("appointments").values("status", &["scheduled", "completed", "cancelled", "no_show"]),
    table("assistant_channels")
        .server_kept(&["twilio_sid"])
        .given_once(&["user_id"])
        .values("channel_type", &["phone", "email", "sms"]),
    table("availability_slots").given_once(&["appointment_type_id"]),
    table("cache").unexposed(),
    table("cache_locks").unexposed(),
    table("claim_codes").hidden(&["code"]).server_kept(&["claimed_by_user_id", "is_used"]),
    table("contact_list_members").given_once(&["contact_list_id"]),
    table("contact_lists")
        .owns(&[("contact_list_members", &[("contact_list_id", "id")])])
        .given_once(&["user_id"]),
    table("conversations")
        .owns(&[("messages", &[("conversation_id", "id")])])
        .values("status", &["active", "archived", "closed"]),
    table("delegation_rules").given_once(&["delegator_actor_id"]),
    table("inbox_items")
        .values("source_type", &["phone", "email", "sms"])
        .values("processing_status", &["pending", "processing", "completed", "failed"])
        .values("status", &["unprocessed", "processed", "dismissed", "created_task"]),
    table("issues")
        .values("category", &["accessibility", "seo", "performance", "security"])
        .values("severity", &["critical", "high", "medium", "low"])
        .values("status", &["open", "fixed", "ignored", "false_positive"]),
    table("job_batches").unexposed(),
    table("jobs").unexposed(),
    table("marketplace_bids")
        .server_kept(&["status"])
        .values("status", &["pending", "accepted", "rejected", "withdrawn"]),
    table("marketplace_listings")
        .brings(&["task_id"])
        .server_kept(&["assigned_vendor_id", "assigned_at", "status"])
        .values("budget_type", &["fixed", "hourly", "quote"])
        .values("status", &["open", "assigned", "completed", "cancelled"]),
    table("marketplace_vendors")
        .hidden(&["ai_config", "stripe_account_id"])
        .server_kept(&["is_verified", "total_jobs", "completed_jobs", "average_rating"])
        .values("vendor_type", &["human", "ai", "hybrid"])
        .values("ai_provider", &["internal", "botjob", "alphasite", "external"])
        .values("pricing_model", &["fixed", "hourly", "quote", "per_task"]),
    table("messages").values("message_type", &["text", "task", "file", "system"]),
    table("notifications").server_kept(&["is_read", "read_at"]),
    table("password_reset_tokens").unexposed(),
    table("personal_access_tokens").hidden(&["token", "tokenable_id", "tokenable_type"]),
    table("profiles").given_once(&["user_id"]).values("type", &["personal", "organization", "company"]),
    table("relationship_history")
        .values("change_type", &["created", "updated", "permissions_changed", "trust_updated"]),
    table("relationships")
        .values("relationship_type", &["OWNER", "PEER", "DELEGATE", "WATCHER", "VENDOR"])
        .values("established_via", &["CLAIM_CODE", "INVITATION", "ORGANIZATION", "API"]),
    table("routing_rules").server_kept(&["times_matched", "last_matched_at"]).given_once(&["user_id"]),
    table("scans")
        .operated("A scan is begun by an operation, and the scanner reports it.")
        .server_kept(&["status"])
        .values("status", &["pending", "running", "completed", "failed"]),
    table("scheduled_scans")
        .server_kept(&["next_scan_at", "last_run_at"])
        .given_once(&["site_id"])
        .values("schedule_type", &["daily", "weekly", "monthly", "custom"]),
    table("sessions").unexposed(),
    table("sites")
        .given_once(&["user_id"])
        .hidden(&["auth_config"])
        .server_kept(&["last_scan_at"])
        .values("auth_type", &["none", "basic", "bearer", "cookie"]),
    table("task_actions").operated("History is written with what it tells of."),
    table("task_invitations")
        .made("An invitation is sent by an operation.")
        .hidden(&["invite_code"])
        .values("status", &["pending", "accepted", "declined", "expired"]),
    table("task_messages").given_once(&["task_id", "user_id"]),
    table("tasks")
        .owns(&[("task_messages", &[("task_id", "id")])])
        .server_kept(&[
            "owner_id",
            "team_member_id",
            "marketplace_vendor_id",
            "marketplace_listing_id",
            "started_at",
            "completed_at",
        ])
        .values("status", &["pending", "in_progress", "completed", "cancelled"])
        .values("priority", &["low", "normal", "high", "urgent"])
        .values("source_type", &["phone", "email", "sms", "web", "api"]),
    table("team_invitations")
        .made("An invitation is sent by an operation.")
        .hidden(&["invite_code"])
        .values("status", &["pending", "accepted", "declined", "expired"]),
    table("teams").owns(&[("team_members", &[("team_id", "id")])]),
    table("transactions")
        .server_kept(&["status"])
        .values("payment_method", &["stripe_connect", "stripe", "manual"])
        .values("status", &["pending", "processing", "completed", "failed", "refunded"]),
    table("users")
        .hidden(&["password", "settings", "stripe_customer_id"])
        .server_kept(&["plan", "plan_expires_at"])
        .values("plan", &["free", "pro", "enterprise"]),
];
