-- Foreign keys, after all tables exist. Without ON DELETE the parent may not go while it is referred to.
-- Links to auth.users tie the row to the account that signs in.

ALTER TABLE scaliyo.profiles
    ADD CONSTRAINT profiles_id_fkey FOREIGN KEY (id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.subscriptions
    ADD CONSTRAINT subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.leads
    ADD CONSTRAINT leads_client_id_fkey       FOREIGN KEY (client_id)       REFERENCES auth.users (id)             ON DELETE CASCADE,
    ADD CONSTRAINT leads_import_batch_id_fkey FOREIGN KEY (import_batch_id) REFERENCES scaliyo.import_batches (id);

ALTER TABLE scaliyo.import_batches
    ADD CONSTRAINT import_batches_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES scaliyo.profiles (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.lead_stage_colors
    ADD CONSTRAINT lead_stage_colors_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.lead_color_overrides
    ADD CONSTRAINT lead_color_overrides_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id)    ON DELETE CASCADE,
    ADD CONSTRAINT lead_color_overrides_lead_id_fkey  FOREIGN KEY (lead_id)  REFERENCES scaliyo.leads (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.sender_accounts
    ADD CONSTRAINT sender_accounts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES scaliyo.profiles (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.sender_account_secrets
    ADD CONSTRAINT sender_account_secrets_sender_account_id_fkey FOREIGN KEY (sender_account_id) REFERENCES scaliyo.sender_accounts (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.email_messages
    ADD CONSTRAINT email_messages_lead_id_fkey  FOREIGN KEY (lead_id)  REFERENCES scaliyo.leads (id) ON DELETE CASCADE,
    ADD CONSTRAINT email_messages_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id)    ON DELETE CASCADE;

ALTER TABLE scaliyo.email_links
    ADD CONSTRAINT email_links_message_id_fkey FOREIGN KEY (message_id) REFERENCES scaliyo.email_messages (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.email_events
    ADD CONSTRAINT email_events_message_id_fkey FOREIGN KEY (message_id) REFERENCES scaliyo.email_messages (id) ON DELETE CASCADE,
    ADD CONSTRAINT email_events_link_id_fkey    FOREIGN KEY (link_id)    REFERENCES scaliyo.email_links (id)    ON DELETE SET NULL;

ALTER TABLE scaliyo.email_provider_configs
    ADD CONSTRAINT email_provider_configs_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id);

ALTER TABLE scaliyo.email_templates
    ADD CONSTRAINT email_templates_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.scheduled_emails
    ADD CONSTRAINT scheduled_emails_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id)    ON DELETE CASCADE,
    ADD CONSTRAINT scheduled_emails_lead_id_fkey  FOREIGN KEY (lead_id)  REFERENCES scaliyo.leads (id) ON DELETE SET NULL;

ALTER TABLE scaliyo.workflows
    ADD CONSTRAINT workflows_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.workflow_executions
    ADD CONSTRAINT workflow_executions_workflow_id_fkey FOREIGN KEY (workflow_id) REFERENCES scaliyo.workflows (id) ON DELETE CASCADE,
    ADD CONSTRAINT workflow_executions_user_id_fkey     FOREIGN KEY (user_id)     REFERENCES auth.users (id)        ON DELETE CASCADE,
    ADD CONSTRAINT workflow_executions_lead_id_fkey     FOREIGN KEY (lead_id)     REFERENCES scaliyo.leads (id)     ON DELETE SET NULL;

ALTER TABLE scaliyo.workspace_ai_usage
    ADD CONSTRAINT workspace_ai_usage_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES scaliyo.profiles (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.workspace_usage_counters
    ADD CONSTRAINT workspace_usage_counters_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES scaliyo.profiles (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.outbound_usage
    ADD CONSTRAINT outbound_usage_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES scaliyo.profiles (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.ai_usage_logs
    ADD CONSTRAINT ai_usage_logs_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.invoices
    ADD CONSTRAINT invoices_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id)    ON DELETE CASCADE,
    ADD CONSTRAINT invoices_lead_id_fkey  FOREIGN KEY (lead_id)  REFERENCES scaliyo.leads (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.invoice_line_items
    ADD CONSTRAINT invoice_line_items_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES scaliyo.invoices (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.invoice_packages
    ADD CONSTRAINT invoice_packages_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.invoice_package_items
    ADD CONSTRAINT invoice_package_items_package_id_fkey FOREIGN KEY (package_id) REFERENCES scaliyo.invoice_packages (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.social_accounts
    ADD CONSTRAINT social_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.social_posts
    ADD CONSTRAINT social_posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.social_post_targets
    ADD CONSTRAINT social_post_targets_post_id_fkey FOREIGN KEY (post_id) REFERENCES scaliyo.social_posts (id) ON DELETE CASCADE,
    ADD CONSTRAINT social_post_targets_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id)           ON DELETE CASCADE;

ALTER TABLE scaliyo.social_post_events
    ADD CONSTRAINT social_post_events_user_id_fkey   FOREIGN KEY (user_id)   REFERENCES auth.users (id)                  ON DELETE CASCADE,
    ADD CONSTRAINT social_post_events_post_id_fkey   FOREIGN KEY (post_id)   REFERENCES scaliyo.social_posts (id)        ON DELETE CASCADE,
    ADD CONSTRAINT social_post_events_target_id_fkey FOREIGN KEY (target_id) REFERENCES scaliyo.social_post_targets (id) ON DELETE SET NULL;

ALTER TABLE scaliyo.tracking_links
    ADD CONSTRAINT tracking_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id)           ON DELETE CASCADE,
    ADD CONSTRAINT tracking_links_post_id_fkey FOREIGN KEY (post_id) REFERENCES scaliyo.social_posts (id) ON DELETE SET NULL;

ALTER TABLE scaliyo.tracking_events
    ADD CONSTRAINT tracking_events_link_id_fkey FOREIGN KEY (link_id) REFERENCES scaliyo.tracking_links (id) ON DELETE CASCADE,
    ADD CONSTRAINT tracking_events_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id)             ON DELETE CASCADE;

ALTER TABLE scaliyo.blog_posts
    ADD CONSTRAINT blog_posts_author_id_fkey      FOREIGN KEY (author_id)      REFERENCES auth.users (id)                 ON DELETE SET NULL,
    ADD CONSTRAINT blog_posts_category_id_fkey    FOREIGN KEY (category_id)    REFERENCES scaliyo.blog_categories (id)    ON DELETE SET NULL,
    ADD CONSTRAINT blog_posts_contributor_id_fkey FOREIGN KEY (contributor_id) REFERENCES scaliyo.guest_contributors (id) ON DELETE SET NULL;

ALTER TABLE scaliyo.user_prompts
    ADD CONSTRAINT user_prompts_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.user_prompt_versions
    ADD CONSTRAINT user_prompt_versions_prompt_id_fkey FOREIGN KEY (prompt_id) REFERENCES scaliyo.user_prompts (id) ON DELETE CASCADE,
    ADD CONSTRAINT user_prompt_versions_owner_id_fkey  FOREIGN KEY (owner_id)  REFERENCES auth.users (id)           ON DELETE CASCADE;

ALTER TABLE scaliyo.guest_post_outreach
    ADD CONSTRAINT guest_post_outreach_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.guest_contributors
    ADD CONSTRAINT guest_contributors_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.teams
    ADD CONSTRAINT teams_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.team_members
    ADD CONSTRAINT team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES scaliyo.teams (id) ON DELETE CASCADE,
    ADD CONSTRAINT team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id)    ON DELETE CASCADE;

ALTER TABLE scaliyo.team_invites
    ADD CONSTRAINT team_invites_team_id_fkey    FOREIGN KEY (team_id)    REFERENCES scaliyo.teams (id) ON DELETE CASCADE,
    ADD CONSTRAINT team_invites_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES auth.users (id)    ON DELETE CASCADE;

ALTER TABLE scaliyo.teamhub_boards
    ADD CONSTRAINT teamhub_boards_created_by_fkey  FOREIGN KEY (created_by)  REFERENCES auth.users (id)                     ON DELETE CASCADE,
    ADD CONSTRAINT teamhub_boards_template_id_fkey FOREIGN KEY (template_id) REFERENCES scaliyo.teamhub_flow_templates (id) ON DELETE SET NULL;

ALTER TABLE scaliyo.teamhub_lists
    ADD CONSTRAINT teamhub_lists_board_id_fkey FOREIGN KEY (board_id) REFERENCES scaliyo.teamhub_boards (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.teamhub_cards
    ADD CONSTRAINT teamhub_cards_board_id_fkey   FOREIGN KEY (board_id)   REFERENCES scaliyo.teamhub_boards (id) ON DELETE CASCADE,
    ADD CONSTRAINT teamhub_cards_list_id_fkey    FOREIGN KEY (list_id)    REFERENCES scaliyo.teamhub_lists (id)  ON DELETE CASCADE,
    ADD CONSTRAINT teamhub_cards_created_by_fkey FOREIGN KEY (created_by) REFERENCES auth.users (id)             ON DELETE CASCADE;

ALTER TABLE scaliyo.teamhub_comments
    ADD CONSTRAINT teamhub_comments_card_id_fkey FOREIGN KEY (card_id) REFERENCES scaliyo.teamhub_cards (id) ON DELETE CASCADE,
    ADD CONSTRAINT teamhub_comments_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id)            ON DELETE CASCADE;

ALTER TABLE scaliyo.teamhub_activity
    ADD CONSTRAINT teamhub_activity_board_id_fkey FOREIGN KEY (board_id) REFERENCES scaliyo.teamhub_boards (id) ON DELETE CASCADE,
    ADD CONSTRAINT teamhub_activity_card_id_fkey  FOREIGN KEY (card_id)  REFERENCES scaliyo.teamhub_cards (id)  ON DELETE CASCADE,
    ADD CONSTRAINT teamhub_activity_user_id_fkey  FOREIGN KEY (user_id)  REFERENCES auth.users (id)             ON DELETE SET NULL;

ALTER TABLE scaliyo.teamhub_card_members
    ADD CONSTRAINT teamhub_card_members_card_id_fkey FOREIGN KEY (card_id) REFERENCES scaliyo.teamhub_cards (id) ON DELETE CASCADE,
    ADD CONSTRAINT teamhub_card_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id)            ON DELETE CASCADE;

ALTER TABLE scaliyo.teamhub_flow_members
    ADD CONSTRAINT teamhub_flow_members_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES scaliyo.teamhub_boards (id) ON DELETE CASCADE,
    ADD CONSTRAINT teamhub_flow_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id)             ON DELETE CASCADE;

ALTER TABLE scaliyo.teamhub_invites
    ADD CONSTRAINT teamhub_invites_flow_id_fkey    FOREIGN KEY (flow_id)    REFERENCES scaliyo.teamhub_boards (id) ON DELETE CASCADE,
    ADD CONSTRAINT teamhub_invites_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES auth.users (id)             ON DELETE CASCADE;

ALTER TABLE scaliyo.teamhub_item_leads
    ADD CONSTRAINT teamhub_item_leads_item_id_fkey FOREIGN KEY (item_id) REFERENCES scaliyo.teamhub_cards (id) ON DELETE CASCADE,
    ADD CONSTRAINT teamhub_item_leads_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES scaliyo.leads (id)         ON DELETE CASCADE;

ALTER TABLE scaliyo.teamhub_flow_templates
    ADD CONSTRAINT teamhub_flow_templates_created_by_fkey FOREIGN KEY (created_by) REFERENCES scaliyo.profiles (id) ON DELETE SET NULL;

ALTER TABLE scaliyo.integrations
    ADD CONSTRAINT integrations_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.webhooks
    ADD CONSTRAINT webhooks_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.strategy_tasks
    ADD CONSTRAINT strategy_tasks_user_id_fkey     FOREIGN KEY (user_id)     REFERENCES auth.users (id)    ON DELETE CASCADE,
    ADD CONSTRAINT strategy_tasks_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES auth.users (id)    ON DELETE SET NULL,
    ADD CONSTRAINT strategy_tasks_team_id_fkey     FOREIGN KEY (team_id)     REFERENCES scaliyo.teams (id) ON DELETE SET NULL;

ALTER TABLE scaliyo.strategy_notes
    ADD CONSTRAINT strategy_notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id)    ON DELETE CASCADE,
    ADD CONSTRAINT strategy_notes_team_id_fkey FOREIGN KEY (team_id) REFERENCES scaliyo.teams (id) ON DELETE SET NULL;

ALTER TABLE scaliyo.support_sessions
    ADD CONSTRAINT support_sessions_admin_id_fkey       FOREIGN KEY (admin_id)       REFERENCES scaliyo.profiles (id) ON DELETE CASCADE,
    ADD CONSTRAINT support_sessions_target_user_id_fkey FOREIGN KEY (target_user_id) REFERENCES scaliyo.profiles (id) ON DELETE CASCADE;

ALTER TABLE scaliyo.support_audit_logs
    ADD CONSTRAINT support_audit_logs_session_id_fkey     FOREIGN KEY (session_id)     REFERENCES scaliyo.support_sessions (id) ON DELETE SET NULL,
    ADD CONSTRAINT support_audit_logs_admin_id_fkey       FOREIGN KEY (admin_id)       REFERENCES scaliyo.profiles (id)         ON DELETE CASCADE,
    ADD CONSTRAINT support_audit_logs_target_user_id_fkey FOREIGN KEY (target_user_id) REFERENCES scaliyo.profiles (id)         ON DELETE CASCADE;

ALTER TABLE scaliyo.audit_logs
    ADD CONSTRAINT audit_logs_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id)    ON DELETE SET NULL,
    ADD CONSTRAINT audit_logs_team_id_fkey FOREIGN KEY (team_id) REFERENCES scaliyo.teams (id) ON DELETE SET NULL;
