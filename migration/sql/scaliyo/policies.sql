-- Who may do what in Scaliyo. The names are those of the document or follow it, and so do the rules: rows belong to their
-- user, teams and boards (flows) to their members, and a few tables are open to everybody, signed in or not.
--
--   own rows               scaliyo.account_id(), which is null unless the profile is active: who is disabled keeps the own
--                          profile and what is public
--   teams                  nobody adds or removes above the own role (owner, admin, member); an owner is neither added nor
--                          removed; invitations for who invites and who is invited
--   boards                 owner and admin shape them, member works on cards, viewer looks; comments belong to who wrote them
--   plans, settings,       platform administrators (profiles.role = 'ADMIN')
--   categories, prompts
--   support                super administrators (profiles.is_super_admin)
--
-- Without WITH CHECK, USING also holds for what is written.
-- Foreign keys are checked without row level security, so a new row asks whether its parents are in sight: the policies
-- called ..._insert_parents, restrictive, so that they hold beside whatever else allows the row. Afterwards a row stays
-- where it is: the columns that say whose it is have no privilege to be updated, since a policy cannot compare a row with
-- what it was.

-- Accounts, plans. A profile is seen by its user whatever its state; it bears the address of the account.
CREATE POLICY "Users can view own profile"          ON scaliyo.profiles                 FOR SELECT TO authenticated USING (id = (SELECT auth.uid()));
CREATE POLICY "Users can update own profile"        ON scaliyo.profiles                 FOR UPDATE TO authenticated USING (id = (SELECT scaliyo.account_id()));
CREATE POLICY "Users can insert own profile"        ON scaliyo.profiles                 FOR INSERT TO authenticated WITH CHECK (id = (SELECT auth.uid()) AND lower(email) = (SELECT scaliyo.email()));
CREATE POLICY subscriptions_select_own              ON scaliyo.subscriptions            FOR SELECT TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY subscriptions_insert_own              ON scaliyo.subscriptions            FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY subscriptions_update_own              ON scaliyo.subscriptions            FOR UPDATE TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY plans_select_all                      ON scaliyo.plans                    FOR SELECT TO anon, authenticated USING (true);
CREATE POLICY plans_insert_admin                    ON scaliyo.plans                    FOR INSERT TO authenticated WITH CHECK ((SELECT scaliyo.is_admin()));
CREATE POLICY plans_update_admin                    ON scaliyo.plans                    FOR UPDATE TO authenticated USING ((SELECT scaliyo.is_admin()));
CREATE POLICY plans_delete_admin                    ON scaliyo.plans                    FOR DELETE TO authenticated USING ((SELECT scaliyo.is_admin()));
CREATE POLICY config_settings_all_admin             ON scaliyo.config_settings          FOR ALL    TO authenticated USING ((SELECT scaliyo.is_admin()));

-- Leads
CREATE POLICY leads_select_own                      ON scaliyo.leads                    FOR SELECT TO authenticated USING (client_id = (SELECT scaliyo.account_id()));
CREATE POLICY leads_insert_own                      ON scaliyo.leads                    FOR INSERT TO authenticated WITH CHECK (client_id = (SELECT scaliyo.account_id()));
CREATE POLICY leads_update_own                      ON scaliyo.leads                    FOR UPDATE TO authenticated USING (client_id = (SELECT scaliyo.account_id()));
CREATE POLICY leads_delete_own                      ON scaliyo.leads                    FOR DELETE TO authenticated USING (client_id = (SELECT scaliyo.account_id()));
CREATE POLICY import_batches_all_own                ON scaliyo.import_batches           FOR ALL    TO authenticated USING (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY lead_stage_colors_select_own          ON scaliyo.lead_stage_colors        FOR SELECT TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY lead_stage_colors_insert_own          ON scaliyo.lead_stage_colors        FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY lead_stage_colors_update_own          ON scaliyo.lead_stage_colors        FOR UPDATE TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY lead_stage_colors_delete_own          ON scaliyo.lead_stage_colors        FOR DELETE TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY lead_color_overrides_select_own       ON scaliyo.lead_color_overrides     FOR SELECT TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY lead_color_overrides_insert_own       ON scaliyo.lead_color_overrides     FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY lead_color_overrides_update_own       ON scaliyo.lead_color_overrides     FOR UPDATE TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY lead_color_overrides_delete_own       ON scaliyo.lead_color_overrides     FOR DELETE TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY lead_color_overrides_insert_parents   ON scaliyo.lead_color_overrides     AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (EXISTS (SELECT FROM scaliyo.leads l WHERE l.id = lead_color_overrides.lead_id));

-- Email. What goes out through a provider is recorded by who sends it; by hand, only what was sent by hand. A mail is
-- changed until it is taken up for sending.
CREATE POLICY sender_accounts_select_own            ON scaliyo.sender_accounts          FOR SELECT TO authenticated USING (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY sender_accounts_insert_own            ON scaliyo.sender_accounts          FOR INSERT TO authenticated WITH CHECK (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY sender_accounts_update_own            ON scaliyo.sender_accounts          FOR UPDATE TO authenticated USING (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY sender_accounts_delete_own            ON scaliyo.sender_accounts          FOR DELETE TO authenticated USING (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY email_messages_select_own             ON scaliyo.email_messages           FOR SELECT TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY email_messages_insert_own             ON scaliyo.email_messages           FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY email_messages_update_own             ON scaliyo.email_messages           FOR UPDATE TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY email_messages_insert_manual          ON scaliyo.email_messages           AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (provider = 'manual');
CREATE POLICY email_messages_insert_parents         ON scaliyo.email_messages           AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (EXISTS (SELECT FROM scaliyo.leads l WHERE l.id = email_messages.lead_id));
CREATE POLICY email_links_select_own                ON scaliyo.email_links              FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.email_messages m WHERE m.id = email_links.message_id));
CREATE POLICY email_links_insert_own                ON scaliyo.email_links              FOR INSERT TO authenticated WITH CHECK (EXISTS (SELECT FROM scaliyo.email_messages m WHERE m.id = email_links.message_id AND m.provider = 'manual'));
CREATE POLICY email_events_select_own               ON scaliyo.email_events             FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.email_messages m WHERE m.id = email_events.message_id));
CREATE POLICY email_provider_configs_all_own        ON scaliyo.email_provider_configs   FOR ALL    TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY email_templates_select_default        ON scaliyo.email_templates          FOR SELECT TO anon, authenticated USING (is_default);
CREATE POLICY email_templates_all_own               ON scaliyo.email_templates          FOR ALL    TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY scheduled_emails_select_own           ON scaliyo.scheduled_emails         FOR SELECT TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY scheduled_emails_insert_own           ON scaliyo.scheduled_emails         FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY scheduled_emails_update_own           ON scaliyo.scheduled_emails         FOR UPDATE TO authenticated USING (owner_id = (SELECT scaliyo.account_id()) AND status = 'pending') WITH CHECK (owner_id = (SELECT scaliyo.account_id()) AND status IN ('pending', 'cancelled'));
CREATE POLICY scheduled_emails_insert_parents       ON scaliyo.scheduled_emails         AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (lead_id IS NULL OR EXISTS (SELECT FROM scaliyo.leads l WHERE l.id = scheduled_emails.lead_id));

-- Automation
CREATE POLICY workflows_select_own                  ON scaliyo.workflows                FOR SELECT TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY workflows_insert_own                  ON scaliyo.workflows                FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY workflows_update_own                  ON scaliyo.workflows                FOR UPDATE TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY workflows_delete_own                  ON scaliyo.workflows                FOR DELETE TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY workflows_insert_parents              ON scaliyo.workflows                AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (team_id IS NULL OR team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY workflow_executions_select_own        ON scaliyo.workflow_executions      FOR SELECT TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY workflow_executions_insert_own        ON scaliyo.workflow_executions      FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT scaliyo.account_id()));

-- Usage
CREATE POLICY workspace_ai_usage_select_own         ON scaliyo.workspace_ai_usage       FOR SELECT TO authenticated USING (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY workspace_ai_usage_insert_own         ON scaliyo.workspace_ai_usage       FOR INSERT TO authenticated WITH CHECK (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY workspace_ai_usage_update_own         ON scaliyo.workspace_ai_usage       FOR UPDATE TO authenticated USING (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY workspace_usage_counters_select_own   ON scaliyo.workspace_usage_counters FOR SELECT TO authenticated USING (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY workspace_usage_counters_insert_own   ON scaliyo.workspace_usage_counters FOR INSERT TO authenticated WITH CHECK (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY workspace_usage_counters_update_own   ON scaliyo.workspace_usage_counters FOR UPDATE TO authenticated USING (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY outbound_usage_select_own             ON scaliyo.outbound_usage           FOR SELECT TO authenticated USING (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY outbound_usage_insert_own             ON scaliyo.outbound_usage           FOR INSERT TO authenticated WITH CHECK (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY outbound_usage_update_own             ON scaliyo.outbound_usage           FOR UPDATE TO authenticated USING (workspace_id = (SELECT scaliyo.account_id()));
CREATE POLICY ai_usage_logs_select_own              ON scaliyo.ai_usage_logs            FOR SELECT TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY ai_usage_logs_insert_own              ON scaliyo.ai_usage_logs            FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT scaliyo.account_id()));

-- Invoices. What has been sent stays as it was sent.
CREATE POLICY invoices_select_own                   ON scaliyo.invoices                 FOR SELECT TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY invoices_insert_own                   ON scaliyo.invoices                 FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY invoices_update_own                   ON scaliyo.invoices                 FOR UPDATE TO authenticated USING (owner_id = (SELECT scaliyo.account_id()) AND status = 'draft');
CREATE POLICY invoices_insert_parents               ON scaliyo.invoices                 AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (EXISTS (SELECT FROM scaliyo.leads l WHERE l.id = invoices.lead_id));
CREATE POLICY invoice_line_items_select_own         ON scaliyo.invoice_line_items       FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.invoices i WHERE i.id = invoice_line_items.invoice_id));
CREATE POLICY invoice_line_items_all_own            ON scaliyo.invoice_line_items       FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.invoices i WHERE i.id = invoice_line_items.invoice_id AND i.status = 'draft'));
CREATE POLICY invoice_packages_all_own              ON scaliyo.invoice_packages         FOR ALL    TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY invoice_package_items_all_own         ON scaliyo.invoice_package_items    FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.invoice_packages p WHERE p.id = invoice_package_items.package_id));

-- Social media
CREATE POLICY social_accounts_all_own               ON scaliyo.social_accounts          FOR ALL    TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY social_posts_all_own                  ON scaliyo.social_posts             FOR ALL    TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY social_post_targets_all_own           ON scaliyo.social_post_targets      FOR ALL    TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY social_post_targets_insert_parents    ON scaliyo.social_post_targets      AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (EXISTS (SELECT FROM scaliyo.social_posts p WHERE p.id = social_post_targets.post_id));
CREATE POLICY social_post_events_select_own         ON scaliyo.social_post_events       FOR SELECT TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY tracking_links_all_own                ON scaliyo.tracking_links           FOR ALL    TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY tracking_links_insert_parents         ON scaliyo.tracking_links           AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (post_id IS NULL OR EXISTS (SELECT FROM scaliyo.social_posts p WHERE p.id = tracking_links.post_id));
CREATE POLICY tracking_events_select_own            ON scaliyo.tracking_events          FOR SELECT TO authenticated USING (user_id = (SELECT scaliyo.account_id()));

-- Blog, prompts
CREATE POLICY blog_categories_select_all            ON scaliyo.blog_categories          FOR SELECT TO anon, authenticated USING (true);
CREATE POLICY blog_categories_all_admin             ON scaliyo.blog_categories          FOR ALL    TO authenticated USING ((SELECT scaliyo.is_admin()));
CREATE POLICY blog_posts_select_published           ON scaliyo.blog_posts               FOR SELECT TO anon, authenticated USING (status = 'published' AND visibility = 'public');
CREATE POLICY blog_posts_all_own                    ON scaliyo.blog_posts               FOR ALL    TO authenticated USING (author_id = (SELECT scaliyo.account_id()));
CREATE POLICY blog_posts_insert_parents             ON scaliyo.blog_posts               AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (contributor_id IS NULL OR EXISTS (SELECT FROM scaliyo.guest_contributors g WHERE g.id = blog_posts.contributor_id));
CREATE POLICY ai_prompts_select_active              ON scaliyo.ai_prompts               FOR SELECT TO authenticated USING (is_active AND (SELECT scaliyo.account_id()) IS NOT NULL);
CREATE POLICY ai_prompts_all_admin                  ON scaliyo.ai_prompts               FOR ALL    TO authenticated USING ((SELECT scaliyo.is_admin()));
CREATE POLICY user_prompts_select_default           ON scaliyo.user_prompts             FOR SELECT TO anon, authenticated USING (is_default);
CREATE POLICY user_prompts_all_own                  ON scaliyo.user_prompts             FOR ALL    TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY user_prompt_versions_select_own       ON scaliyo.user_prompt_versions     FOR SELECT TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY user_prompt_versions_insert_own       ON scaliyo.user_prompt_versions     FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY user_prompt_versions_insert_parents   ON scaliyo.user_prompt_versions     AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (EXISTS (SELECT FROM scaliyo.user_prompts p WHERE p.id = user_prompt_versions.prompt_id AND p.owner_id = (SELECT scaliyo.account_id())));
CREATE POLICY guest_post_outreach_all_own           ON scaliyo.guest_post_outreach      FOR ALL    TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY guest_contributors_all_own            ON scaliyo.guest_contributors       FOR ALL    TO authenticated USING (user_id = (SELECT scaliyo.account_id()));

-- Teams. Who makes one owns it (see triggers.sql). Members add whom they already work with; all others come by invitation, and may decline it here: accepting it is
-- an operation.
CREATE POLICY teams_select_member                   ON scaliyo.teams                    FOR SELECT TO authenticated USING (owner_id = (SELECT scaliyo.account_id()) OR id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY teams_insert_own                      ON scaliyo.teams                    FOR INSERT TO authenticated WITH CHECK (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY teams_update_owner                    ON scaliyo.teams                    FOR UPDATE TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY team_members_select_member            ON scaliyo.team_members             FOR SELECT TO authenticated USING (team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY team_members_insert_member            ON scaliyo.team_members             FOR INSERT TO authenticated WITH CHECK ((role = 'member' AND team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[])) OR (role = 'admin' AND team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin'))::uuid[])));
CREATE POLICY team_members_delete_member            ON scaliyo.team_members             FOR DELETE TO authenticated USING ((role = 'member' AND team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[])) OR (role = 'admin' AND team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin'))::uuid[])));
CREATE POLICY team_members_insert_parents           ON scaliyo.team_members             AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (user_id = ANY ((SELECT scaliyo.colleague_ids())::uuid[]));
CREATE POLICY team_invites_select_party             ON scaliyo.team_invites             FOR SELECT TO authenticated USING (invited_by = (SELECT scaliyo.account_id()) OR lower(email) = (SELECT scaliyo.email()));
CREATE POLICY team_invites_insert_member            ON scaliyo.team_invites             FOR INSERT TO authenticated WITH CHECK (invited_by = (SELECT scaliyo.account_id()) AND ((role = 'member' AND team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[])) OR (role = 'admin' AND team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin'))::uuid[]))));
CREATE POLICY team_invites_update_invitee           ON scaliyo.team_invites             FOR UPDATE TO authenticated USING (lower(email) = (SELECT scaliyo.email()) AND status = 'pending') WITH CHECK (lower(email) = (SELECT scaliyo.email()) AND status IN ('pending', 'declined'));

-- Boards. Who makes one owns it (see triggers.sql); nobody makes or unmakes an owner otherwise, and everybody else may leave.
CREATE POLICY teamhub_boards_select_member          ON scaliyo.teamhub_boards           FOR SELECT TO authenticated USING (id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_boards_insert_own             ON scaliyo.teamhub_boards           FOR INSERT TO authenticated WITH CHECK (created_by = (SELECT scaliyo.account_id()) AND (workspace_id IS NULL OR workspace_id = created_by));
CREATE POLICY teamhub_boards_insert_parents         ON scaliyo.teamhub_boards           AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (template_id IS NULL OR EXISTS (SELECT FROM scaliyo.teamhub_flow_templates t WHERE t.id = teamhub_boards.template_id));
CREATE POLICY teamhub_boards_update_admin           ON scaliyo.teamhub_boards           FOR UPDATE TO authenticated USING (id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]));
CREATE POLICY teamhub_boards_delete_owner           ON scaliyo.teamhub_boards           FOR DELETE TO authenticated USING (id = ANY ((SELECT scaliyo.flow_ids('owner'))::uuid[]));
CREATE POLICY teamhub_lists_select_member           ON scaliyo.teamhub_lists            FOR SELECT TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_lists_insert_admin            ON scaliyo.teamhub_lists            FOR INSERT TO authenticated WITH CHECK (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]));
CREATE POLICY teamhub_lists_update_admin            ON scaliyo.teamhub_lists            FOR UPDATE TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]));
CREATE POLICY teamhub_lists_delete_admin            ON scaliyo.teamhub_lists            FOR DELETE TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]));
CREATE POLICY teamhub_cards_select_member           ON scaliyo.teamhub_cards            FOR SELECT TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_cards_insert_member           ON scaliyo.teamhub_cards            FOR INSERT TO authenticated WITH CHECK (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[]) AND created_by = (SELECT scaliyo.account_id()));
CREATE POLICY teamhub_cards_update_member           ON scaliyo.teamhub_cards            FOR UPDATE TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[]))
    WITH CHECK (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[]) AND EXISTS (SELECT FROM scaliyo.teamhub_lists l WHERE l.id = teamhub_cards.list_id AND l.board_id = teamhub_cards.board_id));
CREATE POLICY teamhub_cards_delete_member           ON scaliyo.teamhub_cards            FOR DELETE TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY teamhub_cards_insert_parents          ON scaliyo.teamhub_cards            AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (EXISTS (SELECT FROM scaliyo.teamhub_lists l WHERE l.id = teamhub_cards.list_id AND l.board_id = teamhub_cards.board_id));
CREATE POLICY teamhub_comments_select_member        ON scaliyo.teamhub_comments         FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_comments.card_id));
CREATE POLICY teamhub_comments_all_editor           ON scaliyo.teamhub_comments         FOR ALL    TO authenticated USING (user_id = (SELECT scaliyo.account_id()) AND EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_comments.card_id AND c.board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[])));
CREATE POLICY teamhub_comments_delete_admin         ON scaliyo.teamhub_comments         FOR DELETE TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_comments.card_id AND c.board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[])));
CREATE POLICY teamhub_activity_select_member        ON scaliyo.teamhub_activity         FOR SELECT TO authenticated USING (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_activity_insert_editor        ON scaliyo.teamhub_activity         FOR INSERT TO authenticated WITH CHECK (board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[]) AND user_id = (SELECT scaliyo.account_id()));
CREATE POLICY teamhub_activity_insert_parents       ON scaliyo.teamhub_activity         AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (card_id IS NULL OR EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_activity.card_id AND c.board_id = teamhub_activity.board_id));
CREATE POLICY teamhub_card_members_select_member    ON scaliyo.teamhub_card_members     FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_card_members.card_id));
CREATE POLICY teamhub_card_members_all_editor       ON scaliyo.teamhub_card_members     FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_card_members.card_id AND c.board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[])));
CREATE POLICY teamhub_card_members_insert_parents   ON scaliyo.teamhub_card_members     AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (EXISTS (SELECT FROM scaliyo.teamhub_cards c JOIN scaliyo.teamhub_flow_members m ON m.flow_id = c.board_id WHERE c.id = teamhub_card_members.card_id AND m.user_id = teamhub_card_members.user_id));
CREATE POLICY teamhub_flow_members_select_member    ON scaliyo.teamhub_flow_members     FOR SELECT TO authenticated USING (flow_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_flow_members_all_admin        ON scaliyo.teamhub_flow_members     FOR ALL    TO authenticated USING (role <> 'owner' AND flow_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]));
CREATE POLICY teamhub_flow_members_delete_own       ON scaliyo.teamhub_flow_members     FOR DELETE TO authenticated USING (role <> 'owner' AND user_id = (SELECT scaliyo.account_id()));
CREATE POLICY teamhub_flow_members_insert_parents   ON scaliyo.teamhub_flow_members     AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (user_id = ANY ((SELECT scaliyo.colleague_ids())::uuid[]));
CREATE POLICY teamhub_invites_select_member         ON scaliyo.teamhub_invites          FOR SELECT TO authenticated USING (flow_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))::uuid[]));
CREATE POLICY teamhub_invites_select_invitee        ON scaliyo.teamhub_invites          FOR SELECT TO authenticated USING (lower(email) = (SELECT scaliyo.email()));
CREATE POLICY teamhub_invites_all_admin             ON scaliyo.teamhub_invites          FOR ALL    TO authenticated USING (flow_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]))
    WITH CHECK (flow_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin'))::uuid[]) AND invited_by = (SELECT scaliyo.account_id()) AND role IN ('admin', 'member', 'viewer'));
CREATE POLICY teamhub_item_leads_select_member      ON scaliyo.teamhub_item_leads       FOR SELECT TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_item_leads.item_id));
CREATE POLICY teamhub_item_leads_all_editor         ON scaliyo.teamhub_item_leads       FOR ALL    TO authenticated USING (EXISTS (SELECT FROM scaliyo.teamhub_cards c WHERE c.id = teamhub_item_leads.item_id AND c.board_id = ANY ((SELECT scaliyo.flow_ids('owner', 'admin', 'member'))::uuid[])));
CREATE POLICY teamhub_item_leads_insert_parents     ON scaliyo.teamhub_item_leads       AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (EXISTS (SELECT FROM scaliyo.leads l WHERE l.id = teamhub_item_leads.lead_id));
CREATE POLICY teamhub_flow_templates_select_system  ON scaliyo.teamhub_flow_templates   FOR SELECT TO anon, authenticated USING (type = 'system');
CREATE POLICY teamhub_flow_templates_all_own        ON scaliyo.teamhub_flow_templates   FOR ALL    TO authenticated USING (type = 'user' AND created_by = (SELECT scaliyo.account_id()));

-- Integrations
CREATE POLICY integrations_all_own                  ON scaliyo.integrations             FOR ALL    TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));
CREATE POLICY webhooks_all_own                      ON scaliyo.webhooks                 FOR ALL    TO authenticated USING (owner_id = (SELECT scaliyo.account_id()));

-- Strategy
CREATE POLICY strategy_tasks_all_own                ON scaliyo.strategy_tasks           FOR ALL    TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY strategy_tasks_select_team            ON scaliyo.strategy_tasks           FOR SELECT TO authenticated USING (team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY strategy_tasks_update_team            ON scaliyo.strategy_tasks           FOR UPDATE TO authenticated USING (team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY strategy_tasks_insert_parents         ON scaliyo.strategy_tasks           AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK ((lead_id IS NULL OR EXISTS (SELECT FROM scaliyo.leads l WHERE l.id = strategy_tasks.lead_id)) AND (assigned_to IS NULL OR assigned_to = ANY ((SELECT scaliyo.colleague_ids())::uuid[])) AND (team_id IS NULL OR team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[])));
CREATE POLICY strategy_notes_all_own                ON scaliyo.strategy_notes           FOR ALL    TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY strategy_notes_select_team            ON scaliyo.strategy_notes           FOR SELECT TO authenticated USING (team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY strategy_notes_insert_team            ON scaliyo.strategy_notes           FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT scaliyo.account_id()) AND team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY strategy_notes_insert_parents         ON scaliyo.strategy_notes           AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (team_id IS NULL OR team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[]));

-- Support, audit
CREATE POLICY support_sessions_all_super_admin      ON scaliyo.support_sessions         FOR ALL    TO authenticated USING ((SELECT scaliyo.is_super_admin()));
CREATE POLICY support_audit_logs_select_super_admin ON scaliyo.support_audit_logs       FOR SELECT TO authenticated USING ((SELECT scaliyo.is_super_admin()));
CREATE POLICY support_audit_logs_insert_super_admin ON scaliyo.support_audit_logs       FOR INSERT TO authenticated WITH CHECK ((SELECT scaliyo.is_super_admin()));
CREATE POLICY audit_logs_select_own                 ON scaliyo.audit_logs               FOR SELECT TO authenticated USING (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY audit_logs_insert_own                 ON scaliyo.audit_logs               FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT scaliyo.account_id()));
CREATE POLICY audit_logs_select_team                ON scaliyo.audit_logs               FOR SELECT TO authenticated USING (team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[]));
CREATE POLICY audit_logs_insert_parents             ON scaliyo.audit_logs               AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (team_id IS NULL OR team_id = ANY ((SELECT scaliyo.team_ids('owner', 'admin', 'member'))::uuid[]));

-- The figures of the email dashboard. A materialized view knows no row level security: this view is its policy.
CREATE VIEW scaliyo.email_analytics WITH (security_barrier) AS
SELECT owner_id, analytics_date, total_sent, unique_opens, unique_clicks, total_open_events, total_click_events
FROM scaliyo.email_analytics_summary
WHERE owner_id = (SELECT scaliyo.account_id()) AND (SELECT auth.permits('scaliyo', 'read'));

COMMENT ON VIEW scaliyo.email_analytics IS 'The caller''s email figures, by day.';

GRANT SELECT ON scaliyo.email_analytics TO authenticated;
