-- What tables and columns hold, in the words of the documents. The API shows these texts.

COMMENT ON TABLE scaliyo.profiles IS 'User accounts and workspace configuration.';
COMMENT ON COLUMN scaliyo.profiles."businessProfile" IS 'Company info from onboarding';

COMMENT ON TABLE scaliyo.subscriptions IS 'Stripe-backed subscription tracking.';

COMMENT ON TABLE scaliyo.plans IS 'Available subscription plans.';

COMMENT ON TABLE scaliyo.config_settings IS 'Global platform configuration.';

COMMENT ON TABLE scaliyo.leads IS 'Sales pipeline contacts.';
COMMENT ON COLUMN scaliyo.leads."knowledgeBase" IS 'AI research data: { aiResearchBrief, aiResearchedAt, title, industry, talkingPoints }';

COMMENT ON TABLE scaliyo.import_batches IS 'CSV/Apollo import tracking.';

COMMENT ON TABLE scaliyo.lead_stage_colors IS 'Per-user stage color mapping.';

COMMENT ON TABLE scaliyo.lead_color_overrides IS 'Per-lead color override.';

COMMENT ON TABLE scaliyo.sender_accounts IS 'Connected email sending accounts.';
COMMENT ON COLUMN scaliyo.sender_accounts.health_score IS '0-100';

COMMENT ON TABLE scaliyo.sender_account_secrets IS 'Encrypted credentials for sender accounts. No client-readable RLS policy.';

COMMENT ON TABLE scaliyo.email_messages IS 'Sent email records.';

COMMENT ON TABLE scaliyo.email_links IS 'Tracked links within emails.';

COMMENT ON TABLE scaliyo.email_events IS 'Open/click/bounce/unsubscribe events.';

COMMENT ON TABLE scaliyo.email_provider_configs IS 'Legacy email provider credentials.';

COMMENT ON TABLE scaliyo.email_templates IS 'Reusable email templates.';

COMMENT ON TABLE scaliyo.scheduled_emails IS 'Email sequences and scheduled sends.';

COMMENT ON TABLE scaliyo.workflows IS 'Automation pipelines.';

COMMENT ON TABLE scaliyo.workflow_executions IS 'Execution history and logs.';

COMMENT ON TABLE scaliyo.workspace_ai_usage IS 'Monthly AI credit tracking per workspace.';
COMMENT ON COLUMN scaliyo.workspace_ai_usage.month_year IS 'e.g. ''2026-03''';

COMMENT ON TABLE scaliyo.workspace_usage_counters IS 'Consolidated daily/monthly usage counters.';
COMMENT ON COLUMN scaliyo.workspace_usage_counters.month_key IS 'e.g. ''2026-03''';

COMMENT ON TABLE scaliyo.outbound_usage IS 'Legacy per-inbox outbound tracking.';

COMMENT ON TABLE scaliyo.ai_usage_logs IS 'Per-request AI token tracking.';

COMMENT ON TABLE scaliyo.invoices IS 'Invoices to leads, sent and collected through Stripe.';

COMMENT ON TABLE scaliyo.invoice_line_items IS 'Lines of an invoice.';

COMMENT ON TABLE scaliyo.invoice_packages IS 'Reusable service bundles.';

COMMENT ON TABLE scaliyo.invoice_package_items IS 'Lines of a reusable service bundle.';

COMMENT ON TABLE scaliyo.social_accounts IS 'Connected social profiles.';

COMMENT ON TABLE scaliyo.social_posts IS 'Scheduled and published posts.';

COMMENT ON TABLE scaliyo.social_post_targets IS 'Per-platform target for each post.';

COMMENT ON TABLE scaliyo.social_post_events IS 'Publishing audit log.';

COMMENT ON TABLE scaliyo.tracking_links IS 'Short URL click tracking for social posts.';

COMMENT ON TABLE scaliyo.tracking_events IS 'Click/visit events for tracking links.';

COMMENT ON TABLE scaliyo.blog_categories IS 'Categories of blog posts.';

COMMENT ON TABLE scaliyo.blog_posts IS 'Blog posts with their state of publication and search settings.';

COMMENT ON TABLE scaliyo.ai_prompts IS 'System-level AI prompts.';

COMMENT ON TABLE scaliyo.user_prompts IS 'User-customizable AI prompts.';

COMMENT ON TABLE scaliyo.user_prompt_versions IS 'Prompt version history.';

COMMENT ON TABLE scaliyo.guest_post_outreach IS 'Pitches to blogs for guest posts and what became of them.';

COMMENT ON TABLE scaliyo.guest_contributors IS 'People invited to write guest posts.';

COMMENT ON TABLE scaliyo.teams IS 'Teams, each with one owner.';

COMMENT ON TABLE scaliyo.team_members IS 'Members of teams and their roles.';

COMMENT ON TABLE scaliyo.team_invites IS 'Invitations to join a team, by email.';

COMMENT ON TABLE scaliyo.teamhub_boards IS 'Kanban boards, also called flows.';

COMMENT ON TABLE scaliyo.teamhub_lists IS 'Columns of a board, in order.';

COMMENT ON TABLE scaliyo.teamhub_cards IS 'Cards of a board: the items of work.';

COMMENT ON TABLE scaliyo.teamhub_comments IS 'Card comments.';

COMMENT ON TABLE scaliyo.teamhub_activity IS 'Activity audit log.';

COMMENT ON TABLE scaliyo.teamhub_card_members IS 'Card member assignment.';

COMMENT ON TABLE scaliyo.teamhub_flow_members IS 'Flow-level RBAC.';

COMMENT ON TABLE scaliyo.teamhub_invites IS 'Invitations to join a flow, by email.';

COMMENT ON TABLE scaliyo.teamhub_item_leads IS 'Link leads to kanban cards.';

COMMENT ON TABLE scaliyo.teamhub_flow_templates IS 'Board templates (system + user-created).';

COMMENT ON TABLE scaliyo.integrations IS 'Connected outside services and their encrypted credentials.';

COMMENT ON TABLE scaliyo.webhooks IS 'Addresses called on events, with their success counts.';

COMMENT ON TABLE scaliyo.strategy_tasks IS 'Tasks of the strategy hub, own or assigned.';

COMMENT ON TABLE scaliyo.strategy_notes IS 'Notes of the strategy hub.';

COMMENT ON TABLE scaliyo.support_sessions IS 'Time-limited access of a super admin to the data of a customer.';

COMMENT ON TABLE scaliyo.support_audit_logs IS 'What was looked at or done during a support session.';

COMMENT ON TABLE scaliyo.audit_logs IS 'Who did what, for users and teams.';
