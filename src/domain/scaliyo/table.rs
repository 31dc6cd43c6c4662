//! Tables of Scaliyo. Secrets of senders lie in a table that is for nobody.

use crate::domain::table::{Annotation, table};

/// In the order of their names.
pub const TABLES: &[Annotation] = &[
    table("blog_posts").values("status", &["draft", "pending_review", "published", "archived"]),
    table("email_events")
        .values("event_type", &["open", "click", "delivered", "bounced", "unsubscribe", "spam_report"]),
    table("email_messages")
        .values("provider", &["sendgrid", "mailchimp", "gmail", "smtp", "manual"])
        .values("status", &["sent", "delivered", "bounced", "failed"]),
    table("email_provider_configs").hidden(&["api_key"]),
    table("email_templates")
        .values("category", &["welcome", "follow_up", "case_study", "demo_invite", "nurture", "custom"]),
    table("guest_contributors").values("status", &["invited", "active", "inactive"]),
    table("guest_post_outreach")
        .values("status", &["researching", "pitched", "accepted", "writing", "published", "rejected"]),
    table("integrations").hidden(&["credentials"]).values("status", &["connected", "disconnected", "error"]),
    table("invoices")
        .server_kept(&["status", "sent_at", "paid_at"])
        .values("status", &["draft", "open", "paid", "void", "uncollectible"]),
    table("leads").values("status", &["New", "Contacted", "Qualified", "Converted", "Lost"]),
    table("outbound_usage")
        .values("channel", &["email", "linkedin"])
        .values("period_type", &["daily", "monthly"]),
    table("profiles")
        .server_kept(&["role", "status", "plan", "credits_total", "credits_used", "is_super_admin"])
        .values("role", &["ADMIN", "CLIENT", "GUEST"])
        .values("status", &["active", "disabled"]),
    table("scheduled_emails").values("status", &["pending", "processing", "sent", "failed", "cancelled"]),
    table("sender_account_secrets").unexposed(),
    table("sender_accounts")
        .server_kept(&[
            "status",
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
        .values("channel", &["facebook_page", "instagram", "linkedin_member", "linkedin_org"])
        .values("status", &["pending", "scheduled", "processing", "published", "failed"]),
    table("social_posts").values("status", &["draft", "scheduled", "processing", "completed", "failed"]),
    table("strategy_tasks")
        .published()
        .values("priority", &["urgent", "high", "normal", "low"])
        .values("status", &["todo", "in_progress", "done"]),
    table("subscriptions").server_kept(&["status"]).values("status", &["active", "past_due", "canceled"]),
    table("support_sessions").values("access_level", &["read_only", "debug"]),
    table("team_invites").values("status", &["pending", "accepted", "declined"]),
    table("team_members").values("role", &["owner", "admin", "member"]),
    table("teamhub_cards").published().values("priority", &["low", "medium", "high"]),
    table("teamhub_flow_members").values("role", &["owner", "admin", "member", "viewer"]),
    table("teamhub_flow_templates").values("type", &["system", "user"]),
    table("teamhub_invites")
        .values("role", &["admin", "member", "viewer"])
        .values("status", &["pending", "accepted"]),
    table("user_prompts").values(
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
    table("workflows").values("status", &["active", "paused", "draft"]),
];
