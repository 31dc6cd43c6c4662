-- Who may do what in Scaliyo. The names are those of the document or follow it; the rules are its own: rows belong to
-- their user, boards (flows) to their members, and a few tables are open to everybody, signed in or not.
-- Without WITH CHECK, USING also holds for what is written.
-- Where the document asks for a team membership that it does not define, nobody passes yet; the rule stands beside it.
--
-- So far nothing is written through the API: the policies for writing are there, the privileges are not. They come with
-- the question whether the parents of a new row are in sight, which foreign keys do not ask.

ALTER TABLE scaliyo.ai_prompts               ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.ai_usage_logs            ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.audit_logs               ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.blog_categories          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.blog_posts               ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.config_settings          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.email_events             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.email_links              ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.email_messages           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.email_provider_configs   ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.email_templates          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.guest_contributors       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.guest_post_outreach      ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.import_batches           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.integrations             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.invoice_line_items       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.invoice_package_items    ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.invoice_packages         ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.invoices                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.lead_color_overrides     ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.lead_stage_colors        ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.leads                    ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.outbound_usage           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.plans                    ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.profiles                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.scheduled_emails         ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.sender_account_secrets   ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.sender_accounts          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.social_accounts          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.social_post_events       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.social_post_targets      ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.social_posts             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.strategy_notes           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.strategy_tasks           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.subscriptions            ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.support_audit_logs       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.support_sessions         ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.team_invites             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.team_members             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_activity         ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_boards           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_card_members     ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_cards            ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_comments         ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_flow_members     ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_flow_templates   ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_invites          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_item_leads       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_lists            ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teams                    ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.tracking_events          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.tracking_links           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.user_prompt_versions     ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.user_prompts             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.webhooks                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.workflow_executions      ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.workflows                ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.workspace_ai_usage       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.workspace_usage_counters ENABLE ROW LEVEL SECURITY;

-- For nobody: sender_account_secrets, and the materialized view email_analytics_summary, which knows no row level security.
-- Where a table keeps a secret, the readable columns are listed; such a list must name xmin, the version of a row.

GRANT SELECT ON scaliyo.ai_prompts, scaliyo.ai_usage_logs, scaliyo.audit_logs, scaliyo.blog_categories,
                scaliyo.blog_posts, scaliyo.config_settings, scaliyo.email_events, scaliyo.email_links,
                scaliyo.email_messages, scaliyo.email_templates, scaliyo.guest_contributors,
                scaliyo.guest_post_outreach, scaliyo.import_batches, scaliyo.invoice_line_items,
                scaliyo.invoice_package_items, scaliyo.invoice_packages, scaliyo.invoices,
                scaliyo.lead_color_overrides, scaliyo.lead_stage_colors, scaliyo.leads, scaliyo.outbound_usage,
                scaliyo.plans, scaliyo.profiles, scaliyo.scheduled_emails, scaliyo.sender_accounts,
                scaliyo.social_post_events, scaliyo.social_post_targets, scaliyo.social_posts,
                scaliyo.strategy_notes, scaliyo.strategy_tasks, scaliyo.subscriptions, scaliyo.support_audit_logs,
                scaliyo.support_sessions, scaliyo.team_invites, scaliyo.team_members, scaliyo.teamhub_activity,
                scaliyo.teamhub_boards, scaliyo.teamhub_card_members, scaliyo.teamhub_cards,
                scaliyo.teamhub_comments, scaliyo.teamhub_flow_members, scaliyo.teamhub_flow_templates,
                scaliyo.teamhub_invites, scaliyo.teamhub_item_leads, scaliyo.teamhub_lists, scaliyo.teams,
                scaliyo.tracking_events, scaliyo.tracking_links, scaliyo.user_prompt_versions,
                scaliyo.user_prompts, scaliyo.workflow_executions, scaliyo.workflows, scaliyo.workspace_ai_usage,
                scaliyo.workspace_usage_counters TO authenticated;
GRANT SELECT ON scaliyo.blog_categories, scaliyo.blog_posts, scaliyo.email_templates, scaliyo.plans,
                scaliyo.teamhub_flow_templates, scaliyo.user_prompts TO anon;
GRANT SELECT (xmin, id, owner_id, provider, is_active, from_email, smtp_host)
                ON scaliyo.email_provider_configs TO authenticated;
GRANT SELECT (xmin, id, user_id, provider, meta_page_id, meta_page_name, meta_ig_user_id, meta_ig_username, linkedin_member_urn, linkedin_org_urn, linkedin_org_name, token_expires_at, created_at)
                ON scaliyo.social_accounts TO authenticated;
GRANT SELECT (xmin, id, owner_id, provider, category, status, metadata, created_at, updated_at)
                ON scaliyo.integrations TO authenticated;
GRANT SELECT (xmin, id, owner_id, name, url, trigger_event, is_active, last_fired, success_rate, fire_count, fail_count, created_at, updated_at)
                ON scaliyo.webhooks TO authenticated;

-- Accounts, plans
CREATE POLICY "Users can view own profile"          ON scaliyo.profiles                 FOR SELECT TO authenticated USING (id = (SELECT auth.uid()));
CREATE POLICY "Users can update own profile"        ON scaliyo.profiles                 FOR UPDATE TO authenticated USING (id = (SELECT auth.uid()));
CREATE POLICY "Users can insert own profile"        ON scaliyo.profiles                 FOR INSERT TO authenticated WITH CHECK (id = (SELECT auth.uid()));
CREATE POLICY subscriptions_select_own              ON scaliyo.subscriptions            FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY subscriptions_insert_own              ON scaliyo.subscriptions            FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()));
CREATE POLICY subscriptions_update_own              ON scaliyo.subscriptions            FOR UPDATE TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY plans_select_all                      ON scaliyo.plans                    FOR SELECT TO anon, authenticated USING (true);
CREATE POLICY plans_insert_admin                    ON scaliyo.plans                    FOR INSERT TO authenticated WITH CHECK (EXISTS (SELECT FROM scaliyo.profiles p WHERE p.id = (SELECT auth.uid()) AND p.role = 'ADMIN'));
CREATE POLICY plans_update_admin                    ON scaliyo.plans                    FOR UPDATE TO authenticated USING (EXISTS (SELECT FROM scaliyo.profiles p WHERE p.id = (SELECT auth.uid()) AND p.role = 'ADMIN'));
CREATE POLICY plans_delete_admin                    ON scaliyo.plans                    FOR DELETE TO authenticated USING (EXISTS (SELECT FROM scaliyo.profiles p WHERE p.id = (SELECT auth.uid()) AND p.role = 'ADMIN'));
CREATE POLICY config_settings_all_admin             ON scaliyo.config_settings          FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.profiles p WHERE p.id = (SELECT auth.uid()) AND p.role = 'ADMIN'));

-- Leads
CREATE POLICY leads_select_own                      ON scaliyo.leads                    FOR SELECT TO authenticated USING (client_id = (SELECT auth.uid()));
CREATE POLICY leads_insert_own                      ON scaliyo.leads                    FOR INSERT TO authenticated WITH CHECK (client_id = (SELECT auth.uid()));
CREATE POLICY leads_update_own                      ON scaliyo.leads                    FOR UPDATE TO authenticated USING (client_id = (SELECT auth.uid()));
CREATE POLICY leads_delete_own                      ON scaliyo.leads                    FOR DELETE TO authenticated USING (client_id = (SELECT auth.uid()));
CREATE POLICY import_batches_all_own                ON scaliyo.import_batches           FOR ALL    TO authenticated USING (workspace_id = (SELECT auth.uid()));
CREATE POLICY lead_stage_colors_select_own          ON scaliyo.lead_stage_colors        FOR SELECT TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY lead_stage_colors_insert_own          ON scaliyo.lead_stage_colors        FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT auth.uid()));
CREATE POLICY lead_stage_colors_update_own          ON scaliyo.lead_stage_colors        FOR UPDATE TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY lead_stage_colors_delete_own          ON scaliyo.lead_stage_colors        FOR DELETE TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY lead_color_overrides_select_own       ON scaliyo.lead_color_overrides     FOR SELECT TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY lead_color_overrides_insert_own       ON scaliyo.lead_color_overrides     FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT auth.uid()));
CREATE POLICY lead_color_overrides_update_own       ON scaliyo.lead_color_overrides     FOR UPDATE TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY lead_color_overrides_delete_own       ON scaliyo.lead_color_overrides     FOR DELETE TO authenticated USING (owner_id = (SELECT auth.uid()));

-- Email
CREATE POLICY sender_accounts_select_own            ON scaliyo.sender_accounts          FOR SELECT TO authenticated USING (workspace_id = (SELECT auth.uid()));
CREATE POLICY sender_accounts_insert_own            ON scaliyo.sender_accounts          FOR INSERT TO authenticated WITH CHECK (workspace_id = (SELECT auth.uid()));
CREATE POLICY sender_accounts_update_own            ON scaliyo.sender_accounts          FOR UPDATE TO authenticated USING (workspace_id = (SELECT auth.uid()));
CREATE POLICY sender_accounts_delete_own            ON scaliyo.sender_accounts          FOR DELETE TO authenticated USING (workspace_id = (SELECT auth.uid()));
CREATE POLICY email_messages_select_own             ON scaliyo.email_messages           FOR SELECT TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY email_messages_insert_own             ON scaliyo.email_messages           FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT auth.uid()));
CREATE POLICY email_messages_update_own             ON scaliyo.email_messages           FOR UPDATE TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY email_links_select_own                ON scaliyo.email_links              FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.email_messages x WHERE x.id = email_links.message_id AND x.owner_id = (SELECT auth.uid())));
CREATE POLICY email_events_select_own               ON scaliyo.email_events             FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.email_messages x WHERE x.id = email_events.message_id AND x.owner_id = (SELECT auth.uid())));
CREATE POLICY email_provider_configs_all_own        ON scaliyo.email_provider_configs   FOR ALL    TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY email_templates_select_default        ON scaliyo.email_templates          FOR SELECT TO anon, authenticated USING (is_default = true);
CREATE POLICY email_templates_all_own               ON scaliyo.email_templates          FOR ALL    TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY scheduled_emails_select_own           ON scaliyo.scheduled_emails         FOR SELECT TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY scheduled_emails_insert_own           ON scaliyo.scheduled_emails         FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT auth.uid()));
CREATE POLICY scheduled_emails_update_own           ON scaliyo.scheduled_emails         FOR UPDATE TO authenticated USING (owner_id = (SELECT auth.uid()));

-- Automation
CREATE POLICY workflows_select_own                  ON scaliyo.workflows                FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY workflows_insert_own                  ON scaliyo.workflows                FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()));
CREATE POLICY workflows_update_own                  ON scaliyo.workflows                FOR UPDATE TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY workflows_delete_own                  ON scaliyo.workflows                FOR DELETE TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY workflow_executions_select_own        ON scaliyo.workflow_executions      FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY workflow_executions_insert_own        ON scaliyo.workflow_executions      FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()));

-- Usage
CREATE POLICY workspace_ai_usage_select_own         ON scaliyo.workspace_ai_usage       FOR SELECT TO authenticated USING (workspace_id = (SELECT auth.uid()));
CREATE POLICY workspace_ai_usage_insert_own         ON scaliyo.workspace_ai_usage       FOR INSERT TO authenticated WITH CHECK (workspace_id = (SELECT auth.uid()));
CREATE POLICY workspace_ai_usage_update_own         ON scaliyo.workspace_ai_usage       FOR UPDATE TO authenticated USING (workspace_id = (SELECT auth.uid()));
CREATE POLICY workspace_usage_counters_select_own   ON scaliyo.workspace_usage_counters FOR SELECT TO authenticated USING (workspace_id = (SELECT auth.uid()));
CREATE POLICY workspace_usage_counters_insert_own   ON scaliyo.workspace_usage_counters FOR INSERT TO authenticated WITH CHECK (workspace_id = (SELECT auth.uid()));
CREATE POLICY workspace_usage_counters_update_own   ON scaliyo.workspace_usage_counters FOR UPDATE TO authenticated USING (workspace_id = (SELECT auth.uid()));
CREATE POLICY outbound_usage_select_own             ON scaliyo.outbound_usage           FOR SELECT TO authenticated USING (workspace_id = (SELECT auth.uid()));
CREATE POLICY outbound_usage_insert_own             ON scaliyo.outbound_usage           FOR INSERT TO authenticated WITH CHECK (workspace_id = (SELECT auth.uid()));
CREATE POLICY outbound_usage_update_own             ON scaliyo.outbound_usage           FOR UPDATE TO authenticated USING (workspace_id = (SELECT auth.uid()));
CREATE POLICY ai_usage_logs_select_own              ON scaliyo.ai_usage_logs            FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY ai_usage_logs_insert_own              ON scaliyo.ai_usage_logs            FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()));

-- Invoices
CREATE POLICY invoices_select_own                   ON scaliyo.invoices                 FOR SELECT TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY invoices_insert_own                   ON scaliyo.invoices                 FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT auth.uid()));
CREATE POLICY invoices_update_own                   ON scaliyo.invoices                 FOR UPDATE TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY invoice_line_items_all_own            ON scaliyo.invoice_line_items       FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.invoices x WHERE x.id = invoice_line_items.invoice_id AND x.owner_id = (SELECT auth.uid())));
CREATE POLICY invoice_packages_all_own              ON scaliyo.invoice_packages         FOR ALL    TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY invoice_package_items_all_own         ON scaliyo.invoice_package_items    FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.invoice_packages x WHERE x.id = invoice_package_items.package_id AND x.owner_id = (SELECT auth.uid())));

-- Social media
CREATE POLICY social_accounts_all_own               ON scaliyo.social_accounts          FOR ALL    TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY social_posts_all_own                  ON scaliyo.social_posts             FOR ALL    TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY social_post_targets_all_own           ON scaliyo.social_post_targets      FOR ALL    TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY social_post_events_select_own         ON scaliyo.social_post_events       FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY tracking_links_all_own                ON scaliyo.tracking_links           FOR ALL    TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY tracking_events_select_own            ON scaliyo.tracking_events          FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));

-- Blog, prompts
CREATE POLICY blog_categories_select_all            ON scaliyo.blog_categories          FOR SELECT TO anon, authenticated USING (true);
CREATE POLICY blog_categories_all_admin             ON scaliyo.blog_categories          FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.profiles p WHERE p.id = (SELECT auth.uid()) AND p.role = 'ADMIN'));
CREATE POLICY blog_posts_select_published           ON scaliyo.blog_posts               FOR SELECT TO anon, authenticated USING (status = 'published');
CREATE POLICY blog_posts_all_own                    ON scaliyo.blog_posts               FOR ALL    TO authenticated USING (author_id = (SELECT auth.uid()));
CREATE POLICY ai_prompts_select_active              ON scaliyo.ai_prompts               FOR SELECT TO authenticated USING (is_active = true);
CREATE POLICY ai_prompts_all_admin                  ON scaliyo.ai_prompts               FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.profiles p WHERE p.id = (SELECT auth.uid()) AND p.role = 'ADMIN'));
CREATE POLICY user_prompts_select_default           ON scaliyo.user_prompts             FOR SELECT TO anon, authenticated USING (is_default = true);
CREATE POLICY user_prompts_all_own                  ON scaliyo.user_prompts             FOR ALL    TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY user_prompt_versions_select_own       ON scaliyo.user_prompt_versions     FOR SELECT TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY user_prompt_versions_insert_own       ON scaliyo.user_prompt_versions     FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT auth.uid()));
CREATE POLICY guest_post_outreach_all_own           ON scaliyo.guest_post_outreach      FOR ALL    TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY guest_contributors_all_own            ON scaliyo.guest_contributors       FOR ALL    TO authenticated USING (user_id = (SELECT auth.uid()));

-- Teams
CREATE POLICY teams_select_member                   ON scaliyo.teams                    FOR SELECT TO authenticated USING (false);  -- Team members can SELECT
CREATE POLICY teams_update_owner                    ON scaliyo.teams                    FOR UPDATE TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY team_members_select_member            ON scaliyo.team_members             FOR SELECT TO authenticated USING (false);  -- Team members can SELECT
CREATE POLICY team_members_insert_member            ON scaliyo.team_members             FOR INSERT TO authenticated WITH CHECK (false);  -- Team members can INSERT
CREATE POLICY team_members_delete_member            ON scaliyo.team_members             FOR DELETE TO authenticated USING (false);  -- Team members can DELETE
CREATE POLICY team_invites_select_party             ON scaliyo.team_invites             FOR SELECT TO authenticated USING (false);  -- Inviters/invitees can SELECT
CREATE POLICY team_invites_insert_member            ON scaliyo.team_invites             FOR INSERT TO authenticated WITH CHECK (false);  -- Team members can INSERT
CREATE POLICY team_invites_update_invitee           ON scaliyo.team_invites             FOR UPDATE TO authenticated USING (false);  -- Invitees can UPDATE

-- Boards
CREATE POLICY teamhub_boards_select_member          ON scaliyo.teamhub_boards           FOR SELECT TO authenticated USING (id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_boards_update_admin           ON scaliyo.teamhub_boards           FOR UPDATE TO authenticated USING (id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]));
CREATE POLICY teamhub_boards_delete_owner           ON scaliyo.teamhub_boards           FOR DELETE TO authenticated USING (id = ANY ((SELECT scaliyo.flow_ids('owner'))::uuid[]));
CREATE POLICY teamhub_lists_select_member           ON scaliyo.teamhub_lists            FOR SELECT TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_lists_insert_admin            ON scaliyo.teamhub_lists            FOR INSERT TO authenticated WITH CHECK (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]));
CREATE POLICY teamhub_lists_update_admin            ON scaliyo.teamhub_lists            FOR UPDATE TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]));
CREATE POLICY teamhub_lists_delete_admin            ON scaliyo.teamhub_lists            FOR DELETE TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]));
CREATE POLICY teamhub_cards_select_member           ON scaliyo.teamhub_cards            FOR SELECT TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_cards_insert_member           ON scaliyo.teamhub_cards            FOR INSERT TO authenticated WITH CHECK (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY teamhub_cards_update_member           ON scaliyo.teamhub_cards            FOR UPDATE TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY teamhub_cards_delete_member           ON scaliyo.teamhub_cards            FOR DELETE TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY teamhub_comments_select_member        ON scaliyo.teamhub_comments         FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_comments.card_id AND c.board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[])));
CREATE POLICY teamhub_comments_all_editor           ON scaliyo.teamhub_comments         FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_comments.card_id AND c.board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[])));
CREATE POLICY teamhub_activity_select_member        ON scaliyo.teamhub_activity         FOR SELECT TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_activity_insert_editor        ON scaliyo.teamhub_activity         FOR INSERT TO authenticated WITH CHECK (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY teamhub_card_members_select_member    ON scaliyo.teamhub_card_members     FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_card_members.card_id AND c.board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[])));
CREATE POLICY teamhub_card_members_all_editor       ON scaliyo.teamhub_card_members     FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_card_members.card_id AND c.board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[])));
CREATE POLICY teamhub_flow_members_select_member    ON scaliyo.teamhub_flow_members     FOR SELECT TO authenticated USING (flow_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_flow_members_all_admin        ON scaliyo.teamhub_flow_members     FOR ALL    TO authenticated USING (flow_id = ANY ((SELECT scaliyo.flow_ids('owner'))::uuid[]) OR (role <> 'owner' AND flow_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[])));  -- an administrator neither makes nor unmakes an owner
CREATE POLICY teamhub_invites_select_member         ON scaliyo.teamhub_invites          FOR SELECT TO authenticated USING (flow_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_invites_all_admin             ON scaliyo.teamhub_invites          FOR ALL    TO authenticated USING (flow_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]));
CREATE POLICY teamhub_item_leads_select_member      ON scaliyo.teamhub_item_leads       FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_item_leads.item_id AND c.board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[])));
CREATE POLICY teamhub_item_leads_all_editor         ON scaliyo.teamhub_item_leads       FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_item_leads.item_id AND c.board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[])));
CREATE POLICY teamhub_flow_templates_select_system  ON scaliyo.teamhub_flow_templates   FOR SELECT TO anon, authenticated USING (type = 'system');
CREATE POLICY teamhub_flow_templates_all_own        ON scaliyo.teamhub_flow_templates   FOR ALL    TO authenticated USING (type = 'user' AND created_by = (SELECT auth.uid()));

-- Integrations
CREATE POLICY integrations_all_own                  ON scaliyo.integrations             FOR ALL    TO authenticated USING (owner_id = (SELECT auth.uid()));
CREATE POLICY webhooks_all_own                      ON scaliyo.webhooks                 FOR ALL    TO authenticated USING (owner_id = (SELECT auth.uid()));

-- Strategy
CREATE POLICY strategy_tasks_all_own                ON scaliyo.strategy_tasks           FOR ALL    TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY strategy_tasks_select_team            ON scaliyo.strategy_tasks           FOR SELECT TO authenticated USING (false);  -- Team members can view team tasks
CREATE POLICY strategy_tasks_update_team            ON scaliyo.strategy_tasks           FOR UPDATE TO authenticated USING (false);  -- Team members can update team tasks
CREATE POLICY strategy_notes_all_own                ON scaliyo.strategy_notes           FOR ALL    TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY strategy_notes_select_team            ON scaliyo.strategy_notes           FOR SELECT TO authenticated USING (false);  -- Team members can view team notes
CREATE POLICY strategy_notes_insert_team            ON scaliyo.strategy_notes           FOR INSERT TO authenticated WITH CHECK (false);  -- Team members can insert team notes

-- Support, audit
CREATE POLICY support_sessions_all_super_admin      ON scaliyo.support_sessions         FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.profiles p WHERE p.id = (SELECT auth.uid()) AND p.is_super_admin));
CREATE POLICY support_audit_logs_select_super_admin ON scaliyo.support_audit_logs       FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.profiles p WHERE p.id = (SELECT auth.uid()) AND p.is_super_admin));
CREATE POLICY support_audit_logs_insert_super_admin ON scaliyo.support_audit_logs       FOR INSERT TO authenticated WITH CHECK (EXISTS (SELECT FROM scaliyo.profiles p WHERE p.id = (SELECT auth.uid()) AND p.is_super_admin));
CREATE POLICY audit_logs_select_own                 ON scaliyo.audit_logs               FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY audit_logs_insert_own                 ON scaliyo.audit_logs               FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()));
CREATE POLICY audit_logs_select_team                ON scaliyo.audit_logs               FOR SELECT TO authenticated USING (false);  -- Team members can view team audit logs
