-- Indexes. idx_… are those of the documents; …_idx are ours: one for every foreign key without a usable index
-- (a partial one does not serve a cascade) and for columns that the policies ask for.

-- subscriptions
CREATE INDEX idx_subscriptions_user_id ON scaliyo.subscriptions (user_id);

-- leads
CREATE INDEX leads_client_id_id_idx    ON scaliyo.leads (client_id, id);
CREATE INDEX idx_leads_client_id       ON scaliyo.leads (client_id);
CREATE INDEX idx_leads_score           ON scaliyo.leads (score DESC);
CREATE INDEX idx_leads_client_created  ON scaliyo.leads (client_id, created_at DESC);
CREATE INDEX idx_leads_client_email    ON scaliyo.leads (client_id, lower(primary_email)) WHERE primary_email IS NOT NULL;
CREATE INDEX idx_leads_client_linkedin ON scaliyo.leads (client_id, lower(linkedin_url)) WHERE linkedin_url IS NOT NULL;
CREATE INDEX leads_import_batch_id_idx ON scaliyo.leads (import_batch_id, id);

-- import_batches
CREATE INDEX import_batches_workspace_id_idx ON scaliyo.import_batches (workspace_id);

-- lead_stage_colors
CREATE INDEX idx_lead_stage_colors_owner ON scaliyo.lead_stage_colors (owner_id);

-- lead_color_overrides
CREATE INDEX idx_lead_color_overrides_owner ON scaliyo.lead_color_overrides (owner_id);
CREATE INDEX idx_lead_color_overrides_lead  ON scaliyo.lead_color_overrides (lead_id);

-- sender_accounts
CREATE INDEX idx_sender_accounts_workspace ON scaliyo.sender_accounts (workspace_id);
CREATE INDEX idx_sender_accounts_lookup    ON scaliyo.sender_accounts (workspace_id, status, use_for_outreach);
CREATE INDEX idx_sender_accounts_default   ON scaliyo.sender_accounts (workspace_id) WHERE is_default = true;

-- email_messages
CREATE INDEX email_messages_owner_id_id_idx ON scaliyo.email_messages (owner_id, id);
CREATE INDEX idx_email_messages_owner ON scaliyo.email_messages (owner_id);
CREATE INDEX idx_email_messages_lead  ON scaliyo.email_messages (lead_id);

-- email_links
CREATE INDEX idx_email_links_message ON scaliyo.email_links (message_id);

-- email_events
CREATE INDEX email_events_message_id_id_idx ON scaliyo.email_events (message_id, id);
CREATE INDEX idx_email_events_message ON scaliyo.email_events (message_id);
CREATE INDEX idx_email_events_type    ON scaliyo.email_events (event_type);
CREATE INDEX email_events_link_id_idx ON scaliyo.email_events (link_id, id);

-- email_templates
CREATE INDEX idx_email_templates_owner    ON scaliyo.email_templates (owner_id);
CREATE INDEX idx_email_templates_category ON scaliyo.email_templates (category);
CREATE INDEX email_templates_is_default_idx ON scaliyo.email_templates (id) WHERE is_default;

-- scheduled_emails
CREATE INDEX idx_scheduled_emails_status_scheduled ON scaliyo.scheduled_emails (status, scheduled_at) WHERE status = 'pending';
CREATE INDEX scheduled_emails_owner_id_idx         ON scaliyo.scheduled_emails (owner_id);
CREATE INDEX scheduled_emails_lead_id_idx          ON scaliyo.scheduled_emails (lead_id);

-- workflows
CREATE INDEX idx_workflows_user_id ON scaliyo.workflows (user_id);
CREATE INDEX idx_workflows_status  ON scaliyo.workflows (status);
CREATE INDEX workflows_team_id_idx ON scaliyo.workflows (team_id);

-- workflow_executions
CREATE INDEX idx_workflow_executions_workflow_id ON scaliyo.workflow_executions (workflow_id);
CREATE INDEX idx_workflow_executions_user_id     ON scaliyo.workflow_executions (user_id);
CREATE INDEX idx_workflow_executions_lead_id     ON scaliyo.workflow_executions (lead_id);
CREATE INDEX idx_workflow_executions_status      ON scaliyo.workflow_executions (status);

-- workspace_ai_usage
CREATE INDEX idx_workspace_ai_usage_lookup ON scaliyo.workspace_ai_usage (workspace_id, month_year);

-- workspace_usage_counters
CREATE INDEX idx_workspace_usage_workspace_month ON scaliyo.workspace_usage_counters (workspace_id, month_key);

-- ai_usage_logs
CREATE INDEX idx_ai_usage_logs_user_id ON scaliyo.ai_usage_logs (user_id);

-- invoices
CREATE INDEX idx_invoices_owner          ON scaliyo.invoices (owner_id);
CREATE INDEX idx_invoices_lead           ON scaliyo.invoices (lead_id);
CREATE INDEX idx_invoices_stripe_invoice ON scaliyo.invoices (stripe_invoice_id);

-- invoice_line_items
CREATE INDEX idx_invoice_line_items_invoice ON scaliyo.invoice_line_items (invoice_id);

-- invoice_packages
CREATE INDEX idx_invoice_packages_owner ON scaliyo.invoice_packages (owner_id);

-- invoice_package_items
CREATE INDEX idx_invoice_package_items_package ON scaliyo.invoice_package_items (package_id);

-- social_accounts
CREATE INDEX idx_social_accounts_user     ON scaliyo.social_accounts (user_id);
CREATE INDEX idx_social_accounts_provider ON scaliyo.social_accounts (user_id, provider);

-- social_posts
CREATE INDEX idx_social_posts_user      ON scaliyo.social_posts (user_id);
CREATE INDEX idx_social_posts_status    ON scaliyo.social_posts (status);
CREATE INDEX idx_social_posts_scheduled ON scaliyo.social_posts (status, scheduled_at) WHERE status = 'scheduled';

-- social_post_targets
CREATE INDEX idx_social_post_targets_post   ON scaliyo.social_post_targets (post_id);
CREATE INDEX idx_social_post_targets_user   ON scaliyo.social_post_targets (user_id);
CREATE INDEX idx_social_post_targets_status ON scaliyo.social_post_targets (status);

-- social_post_events
CREATE INDEX idx_social_post_events_post      ON scaliyo.social_post_events (post_id);
CREATE INDEX idx_social_post_events_user      ON scaliyo.social_post_events (user_id);
CREATE INDEX social_post_events_target_id_idx ON scaliyo.social_post_events (target_id);

-- tracking_links
CREATE INDEX idx_tracking_links_slug ON scaliyo.tracking_links (slug);
CREATE INDEX idx_tracking_links_user ON scaliyo.tracking_links (user_id);
CREATE INDEX idx_tracking_links_post ON scaliyo.tracking_links (post_id);

-- tracking_events
CREATE INDEX idx_tracking_events_link ON scaliyo.tracking_events (link_id);
CREATE INDEX idx_tracking_events_user ON scaliyo.tracking_events (user_id);

-- blog_posts
CREATE INDEX idx_blog_posts_slug           ON scaliyo.blog_posts (slug);
CREATE INDEX idx_blog_posts_status         ON scaliyo.blog_posts (status);
CREATE INDEX idx_blog_posts_author_created ON scaliyo.blog_posts (author_id, created_at DESC);
CREATE INDEX idx_blog_posts_contributor    ON scaliyo.blog_posts (contributor_id);
CREATE INDEX blog_posts_category_id_idx    ON scaliyo.blog_posts (category_id);

-- user_prompts
CREATE INDEX        idx_user_prompts_owner         ON scaliyo.user_prompts (owner_id);
CREATE INDEX        idx_user_prompts_key           ON scaliyo.user_prompts (prompt_key);
CREATE INDEX        idx_user_prompts_category      ON scaliyo.user_prompts (category);
CREATE UNIQUE INDEX idx_user_prompts_active_unique ON scaliyo.user_prompts (owner_id, prompt_key) WHERE is_active = true;
CREATE INDEX        user_prompts_is_default_idx    ON scaliyo.user_prompts (id) WHERE is_default;

-- user_prompt_versions
CREATE INDEX idx_user_prompt_versions_prompt   ON scaliyo.user_prompt_versions (prompt_id);
CREATE INDEX user_prompt_versions_owner_id_idx ON scaliyo.user_prompt_versions (owner_id);

-- guest_post_outreach
CREATE INDEX idx_guest_post_outreach_user   ON scaliyo.guest_post_outreach (user_id);
CREATE INDEX idx_guest_post_outreach_status ON scaliyo.guest_post_outreach (user_id, status);

-- guest_contributors
CREATE INDEX idx_guest_contributors_user   ON scaliyo.guest_contributors (user_id);
CREATE INDEX idx_guest_contributors_status ON scaliyo.guest_contributors (user_id, status);

-- teams
CREATE INDEX idx_teams_owner_id ON scaliyo.teams (owner_id);

-- team_members
CREATE INDEX idx_team_members_team_id ON scaliyo.team_members (team_id);
CREATE INDEX idx_team_members_user_id ON scaliyo.team_members (user_id);

-- team_invites
CREATE INDEX team_invites_invited_by_idx ON scaliyo.team_invites (invited_by);
CREATE INDEX team_invites_email_idx      ON scaliyo.team_invites (lower(email));

-- teamhub_boards
CREATE INDEX idx_teamhub_boards_created_by  ON scaliyo.teamhub_boards (created_by);
CREATE INDEX idx_teamhub_boards_workspace   ON scaliyo.teamhub_boards (workspace_id);
CREATE INDEX teamhub_boards_template_id_idx ON scaliyo.teamhub_boards (template_id);

-- teamhub_lists
CREATE INDEX idx_teamhub_lists_board ON scaliyo.teamhub_lists (board_id);

-- teamhub_cards
CREATE INDEX idx_teamhub_cards_list       ON scaliyo.teamhub_cards (list_id);
CREATE INDEX teamhub_cards_list_id_id_idx  ON scaliyo.teamhub_cards (list_id, id);
CREATE INDEX teamhub_cards_board_id_id_idx ON scaliyo.teamhub_cards (board_id, id);
CREATE INDEX idx_teamhub_cards_board      ON scaliyo.teamhub_cards (board_id);
CREATE INDEX idx_teamhub_cards_archived   ON scaliyo.teamhub_cards (is_archived);
CREATE INDEX teamhub_cards_created_by_idx ON scaliyo.teamhub_cards (created_by);

-- teamhub_comments
CREATE INDEX teamhub_comments_card_id_id_idx ON scaliyo.teamhub_comments (card_id, id);
CREATE INDEX idx_teamhub_comments_card    ON scaliyo.teamhub_comments (card_id);
CREATE INDEX teamhub_comments_user_id_idx ON scaliyo.teamhub_comments (user_id, id);

-- teamhub_activity
CREATE INDEX idx_teamhub_activity_board   ON scaliyo.teamhub_activity (board_id, created_at DESC);
CREATE INDEX idx_teamhub_activity_card    ON scaliyo.teamhub_activity (card_id);
CREATE INDEX teamhub_activity_user_id_idx ON scaliyo.teamhub_activity (user_id);

-- teamhub_card_members
CREATE INDEX idx_teamhub_card_members_user ON scaliyo.teamhub_card_members (user_id);

-- teamhub_flow_members
CREATE INDEX idx_teamhub_flow_members_flow ON scaliyo.teamhub_flow_members (flow_id);
CREATE INDEX idx_teamhub_flow_members_user ON scaliyo.teamhub_flow_members (user_id);

-- teamhub_invites
CREATE INDEX teamhub_invites_invited_by_idx ON scaliyo.teamhub_invites (invited_by);
CREATE INDEX teamhub_invites_email_idx      ON scaliyo.teamhub_invites (lower(email));

-- teamhub_item_leads
CREATE UNIQUE INDEX idx_item_leads_active_item     ON scaliyo.teamhub_item_leads (item_id) WHERE is_active;
CREATE UNIQUE INDEX idx_item_leads_active_lead     ON scaliyo.teamhub_item_leads (lead_id) WHERE is_active;
CREATE INDEX        teamhub_item_leads_item_id_idx ON scaliyo.teamhub_item_leads (item_id);
CREATE INDEX        teamhub_item_leads_lead_id_idx ON scaliyo.teamhub_item_leads (lead_id);

-- teamhub_flow_templates
CREATE INDEX teamhub_flow_templates_created_by_idx ON scaliyo.teamhub_flow_templates (created_by);
CREATE INDEX teamhub_flow_templates_type_idx       ON scaliyo.teamhub_flow_templates (type);

-- integrations
CREATE INDEX idx_integrations_owner ON scaliyo.integrations (owner_id);

-- webhooks
CREATE INDEX idx_webhooks_owner ON scaliyo.webhooks (owner_id);

-- strategy_tasks
CREATE INDEX idx_strategy_tasks_user_id     ON scaliyo.strategy_tasks (user_id);
CREATE INDEX idx_strategy_tasks_status      ON scaliyo.strategy_tasks (status);
CREATE INDEX strategy_tasks_assigned_to_idx ON scaliyo.strategy_tasks (assigned_to);
CREATE INDEX strategy_tasks_team_id_idx     ON scaliyo.strategy_tasks (team_id);

-- strategy_notes
CREATE INDEX idx_strategy_notes_user_id ON scaliyo.strategy_notes (user_id);
CREATE INDEX strategy_notes_team_id_idx ON scaliyo.strategy_notes (team_id);

-- support_sessions
CREATE INDEX support_sessions_admin_id_idx       ON scaliyo.support_sessions (admin_id);
CREATE INDEX support_sessions_target_user_id_idx ON scaliyo.support_sessions (target_user_id);

-- support_audit_logs
CREATE INDEX support_audit_logs_session_id_idx     ON scaliyo.support_audit_logs (session_id);
CREATE INDEX support_audit_logs_admin_id_idx       ON scaliyo.support_audit_logs (admin_id);
CREATE INDEX support_audit_logs_target_user_id_idx ON scaliyo.support_audit_logs (target_user_id);

-- audit_logs
CREATE INDEX idx_audit_logs_user_id      ON scaliyo.audit_logs (user_id);
CREATE INDEX idx_audit_logs_created_at   ON scaliyo.audit_logs (created_at DESC);
CREATE INDEX idx_audit_logs_user_created ON scaliyo.audit_logs (user_id, created_at DESC);
CREATE INDEX audit_logs_team_id_idx      ON scaliyo.audit_logs (team_id);
