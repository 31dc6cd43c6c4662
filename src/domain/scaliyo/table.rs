//! Tables of Scaliyo. Secrets of senders lie in a table that is for nobody.
//!
//! Whose a row is, and where it belongs, is said once: no such column is writable.

use crate::domain::table::{Annotation, table};

/// In the order of their names.
pub const TABLES: &[Annotation] = &[
    table("ai_prompts").writable(&["name", "template", "version", "is_active"]),
    table("blog_categories").writable(&["name", "slug", "description"]),
    table("blog_posts")
        .server_kept(&["status", "ai_metadata", "published_at"])
        .writable(&[
            "category_id",
            "title",
            "slug",
            "content",
            "excerpt",
            "featured_image",
            "visibility",
            "seo_settings",
        ])
        .values("status", &["draft", "pending_review", "published", "archived"]),
    table("config_settings").writable(&["value"]),
    table("email_events")
        .values("event_type", &["open", "click", "delivered", "bounced", "unsubscribe", "spam_report"]),
    table("email_messages")
        .server_kept(&["provider_message_id", "status"])
        .values("provider", &["sendgrid", "mailchimp", "gmail", "smtp", "manual"])
        .values("status", &["sent", "delivered", "bounced", "failed"]),
    table("email_provider_configs").hidden(&["api_key"]).writable(&["is_active", "from_email", "smtp_host"]),
    table("email_templates")
        .server_kept(&["is_default"])
        .writable(&["name", "category", "subject_template", "body_template"])
        .values("category", &["welcome", "follow_up", "case_study", "demo_invite", "nurture", "custom"]),
    table("guest_contributors")
        .server_kept(&["posts_submitted", "posts_published", "invited_at"])
        .writable(&["name", "email", "bio", "website", "status"])
        .values("status", &["invited", "active", "inactive"]),
    table("guest_post_outreach")
        .writable(&[
            "blog_name",
            "blog_url",
            "contact_name",
            "contact_email",
            "domain_authority",
            "monthly_traffic",
            "status",
            "pitch_subject",
            "pitch_body",
            "notes",
            "target_publish_date",
            "published_url",
        ])
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
        .writable(&["category", "metadata"])
        .values("status", &["connected", "disconnected", "error"]),
    table("invoice_line_items").writable(&["description", "quantity", "unit_price_cents", "amount_cents"]),
    table("invoice_package_items").writable(&["description", "quantity", "unit_price_cents"]),
    table("invoice_packages").writable(&["name", "description"]),
    table("invoices")
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
        .writable(&["invoice_number", "currency", "due_date", "notes"])
        .values("status", &["draft", "open", "paid", "void", "uncollectible"]),
    table("lead_color_overrides").writable(&["color_token"]),
    table("lead_stage_colors").writable(&["stage", "color_token"]),
    table("leads")
        .server_kept(&["lastActivity", "insights", "knowledgeBase", "import_batch_id", "imported_at"])
        .writable(&[
            "name",
            "email",
            "first_name",
            "last_name",
            "company",
            "title",
            "score",
            "status",
            "primary_email",
            "emails",
            "primary_phone",
            "phones",
            "linkedin_url",
            "location",
            "source",
            "industry",
            "company_size",
            "custom_fields",
        ])
        .values("status", &["New", "Contacted", "Qualified", "Converted", "Lost"]),
    table("outbound_usage")
        .values("channel", &["email", "linkedin"])
        .values("period_type", &["daily", "monthly"]),
    table("plans").writable(&["name", "price", "credits", "description", "features"]),
    table("profiles")
        .server_kept(&["role", "status", "plan", "credits_total", "credits_used", "is_super_admin"])
        .writable(&["name", "businessProfile", "ui_preferences"])
        .values("role", &["ADMIN", "CLIENT", "GUEST"])
        .values("status", &["active", "disabled"]),
    table("scheduled_emails")
        .server_kept(&["status", "error_message", "sent_at"])
        .writable(&["to_email", "subject", "html_body", "scheduled_at", "block_index", "sequence_id"])
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
        .writable(&["display_name", "from_name", "is_default", "use_for_outreach", "warmup_enabled"])
        .values("provider", &["gmail", "smtp", "sendgrid", "mailchimp"])
        .values("status", &["connected", "needs_reauth", "disabled"]),
    table("social_accounts")
        .hidden(&["meta_page_access_token_encrypted", "linkedin_access_token_encrypted"])
        .values("provider", &["meta", "linkedin"]),
    table("social_post_events")
        .values("event_type", &["scheduled", "started", "published", "failed", "retry"]),
    table("social_post_targets")
        .server_kept(&["status", "remote_post_id", "error_code", "error_message", "published_at"])
        .writable(&["target_label"])
        .values("channel", &["facebook_page", "instagram", "linkedin_member", "linkedin_org"])
        .values("status", &["pending", "scheduled", "processing", "published", "failed"]),
    table("social_posts")
        .server_kept(&["status"])
        .writable(&["content_text", "link_url", "media_paths", "scheduled_at", "timezone"])
        .values("status", &["draft", "scheduled", "processing", "completed", "failed"]),
    table("strategy_notes").server_kept(&["author_name"]).writable(&["content", "lead_name", "card_color"]),
    table("strategy_tasks")
        .published()
        .writable(&["title", "priority", "deadline", "completed", "status", "card_color"])
        .values("priority", &["urgent", "high", "normal", "low"])
        .values("status", &["todo", "in_progress", "done"]),
    table("subscriptions").server_kept(&["status"]).values("status", &["active", "past_due", "canceled"]),
    table("support_sessions").values("access_level", &["read_only", "debug"]),
    table("team_invites")
        .server_kept(&["status", "expires_at"])
        .values("status", &["pending", "accepted", "declined"]),
    table("team_members").server_kept(&["joined_at"]).values("role", &["owner", "admin", "member"]),
    table("teamhub_boards").writable(&["name"]),
    table("teamhub_cards")
        .published()
        .writable(&[
            "list_id",
            "title",
            "description",
            "position",
            "due_date",
            "priority",
            "labels",
            "is_archived",
            "card_color",
        ])
        .values("priority", &["low", "medium", "high"]),
    table("teamhub_comments").writable(&["body"]),
    table("teamhub_flow_members").values("role", &["owner", "admin", "member", "viewer"]),
    table("teamhub_flow_templates").writable(&["name", "structure_json"]).values("type", &["system", "user"]),
    table("teamhub_invites")
        .server_kept(&["status"])
        .values("role", &["admin", "member", "viewer"])
        .values("status", &["pending", "accepted"]),
    table("teamhub_lists").writable(&["name", "position"]),
    table("teams").writable(&["name"]),
    table("tracking_links").writable(&["destination_url", "channel"]),
    table("user_prompts")
        .server_kept(&["version", "is_default", "last_tested_at", "test_result"])
        .writable(&[
            "category",
            "display_name",
            "description",
            "system_instruction",
            "prompt_template",
            "temperature",
            "top_p",
            "is_active",
        ])
        .values(
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
    table("webhooks")
        .hidden(&["secret"])
        .server_kept(&["last_fired", "success_rate", "fire_count", "fail_count"])
        .writable(&["name", "url", "trigger_event", "is_active"]),
    table("workflow_executions")
        .server_kept(&["status"])
        .values("status", &["running", "success", "failed", "skipped"]),
    table("workflows")
        .server_kept(&["stats"])
        .writable(&["name", "description", "status", "nodes"])
        .values("status", &["active", "paused", "draft"]),
];
