//! Tables of Scaliyo. Secrets of senders lie in a table that is for nobody.

use crate::domain::table::{Annotation, table};

/// In the order of their names.
pub const TABLES: &[Annotation] = &[
    table("ai_prompts"),
    table("audit_logs").operated("The record of what was done is written with it."),
    table("blog_categories"),
    table("blog_posts")
        .server_kept(&["status", "ai_metadata", "published_at"])
        .values("status", &["draft", "pending_review", "published", "archived"]),
    table("config_settings"),
    table("email_events")
        .values("event_type", &["open", "click", "delivered", "bounced", "unsubscribe", "spam_report"]),
    table("email_links").server_kept(&["click_count"]),
    table("email_messages")
        .owns(&[("email_links", &[("message_id", "id")])])
        .server_kept(&["provider_message_id", "status"])
        .values("provider", &["sendgrid", "mailchimp", "gmail", "smtp", "manual"])
        .values("status", &["sent", "delivered", "bounced", "failed"]),
    table("email_provider_configs").hidden(&["api_key"]),
    table("email_templates")
        .server_kept(&["is_default"])
        .values("category", &["welcome", "follow_up", "case_study", "demo_invite", "nurture", "custom"]),
    table("guest_contributors")
        .server_kept(&["posts_submitted", "posts_published", "invited_at"])
        .values("status", &["invited", "active", "inactive"]),
    table("guest_post_outreach")
        .values("status", &["researching", "pitched", "accepted", "writing", "published", "rejected"]),
    table("import_batches").server_kept(&[
        "total_rows",
        "imported_count",
        "updated_count",
        "skipped_count",
        "skipped_rows",
        "status",
        "completed_at",
    ]),
    table("integrations")
        .hidden(&["credentials"])
        .server_kept(&["status"])
        .values("status", &["connected", "disconnected", "error"]),
    table("invoice_line_items"),
    table("invoice_package_items"),
    table("invoice_packages").owns(&[("invoice_package_items", &[("package_id", "id")])]),
    table("invoices")
        .owns(&[("invoice_line_items", &[("invoice_id", "id")])])
        .server_kept(&[
            "stripe_customer_id",
            "stripe_invoice_id",
            "status",
            "subtotal_cents",
            "total_cents",
            "stripe_hosted_url",
            "stripe_pdf_url",
            "sent_at",
            "sent_via",
            "paid_at",
        ])
        .values("status", &["draft", "open", "paid", "void", "uncollectible"]),
    table("lead_color_overrides"),
    table("lead_stage_colors"),
    table("leads")
        .server_kept(&["lastActivity", "insights", "knowledgeBase", "import_batch_id", "imported_at"])
        .values("status", &["New", "Contacted", "Qualified", "Converted", "Lost"]),
    table("outbound_usage")
        .values("channel", &["email", "linkedin"])
        .values("period_type", &["daily", "monthly"]),
    table("plans"),
    table("profiles")
        .server_kept(&["role", "status", "plan", "credits_total", "credits_used", "is_super_admin"])
        .values("role", &["ADMIN", "CLIENT", "GUEST"])
        .values("status", &["active", "disabled"]),
    table("scheduled_emails")
        .server_kept(&["status", "error_message", "sent_at"])
        .values("status", &["pending", "processing", "sent", "failed", "cancelled"]),
    table("sender_account_secrets").unexposed(),
    table("sender_accounts")
        .server_kept(&[
            "status",
            "metadata",
            "daily_sent_today",
            "daily_sent_date",
            "warmup_daily_sent",
            "last_health_check_at",
            "health_score",
        ])
        .values("provider", &["gmail", "smtp", "sendgrid", "mailchimp"])
        .values("status", &["connected", "needs_reauth", "disabled"]),
    table("social_accounts")
        .hidden(&["meta_page_access_token_encrypted", "linkedin_access_token_encrypted"])
        .values("provider", &["meta", "linkedin"]),
    table("social_post_events")
        .values("event_type", &["scheduled", "started", "published", "failed", "retry"]),
    table("social_post_targets")
        .server_kept(&["status", "remote_post_id", "error_code", "error_message", "published_at"])
        .values("channel", &["facebook_page", "instagram", "linkedin_member", "linkedin_org"])
        .values("status", &["pending", "scheduled", "processing", "published", "failed"]),
    table("social_posts")
        .owns(&[("social_post_targets", &[("post_id", "id")])])
        .server_kept(&["status"])
        .values("status", &["draft", "scheduled", "processing", "completed", "failed"]),
    table("strategy_notes").server_kept(&["author_name"]),
    table("strategy_tasks")
        .values("priority", &["urgent", "high", "normal", "low"])
        .values("status", &["todo", "in_progress", "done"]),
    table("subscriptions").server_kept(&["status"]).values("status", &["active", "past_due", "canceled"]),
    table("support_sessions").values("access_level", &["read_only", "debug"]),
    table("team_invites")
        .made("An invitation is sent by an operation.")
        .server_kept(&["status", "expires_at"])
        .values("status", &["pending", "accepted", "declined"]),
    table("team_members").server_kept(&["joined_at"]).values("role", &["owner", "admin", "member"]),
    table("teamhub_activity").operated("History is written with what it tells of."),
    table("teamhub_boards").owns(&[("teamhub_lists", &[("board_id", "id")])]),
    table("teamhub_cards")
        .owns(&[("teamhub_card_members", &[("card_id", "id")]), ("teamhub_item_leads", &[("item_id", "id")])])
        .values("priority", &["low", "medium", "high"]),
    table("teamhub_comments"),
    table("teamhub_flow_members").values("role", &["owner", "admin", "member", "viewer"]),
    table("teamhub_flow_templates").values("type", &["system", "user"]),
    table("teamhub_invites")
        .made("An invitation is sent by an operation.")
        .server_kept(&["status"])
        .values("role", &["admin", "member", "viewer"])
        .values("status", &["pending", "accepted"]),
    table("teamhub_lists").owns(&[("teamhub_cards", &[("list_id", "id"), ("board_id", "board_id")])]),
    table("teams"),
    table("tracking_links"),
    table("user_prompts").server_kept(&["version", "is_default", "last_tested_at", "test_result"]).values(
        "category",
        &[
            "sales_outreach",
            "analytics",
            "email",
            "content",
            "lead_research",
            "blog",
            "social",
            "automation",
            "strategy",
        ],
    ),
    table("webhooks").hidden(&["secret"]).server_kept(&[
        "last_fired",
        "success_rate",
        "fire_count",
        "fail_count",
    ]),
    table("workflow_executions")
        .server_kept(&["status"])
        .values("status", &["running", "success", "failed", "skipped"]),
    table("workflows").server_kept(&["stats"]).values("status", &["active", "paused", "draft"]),
];
