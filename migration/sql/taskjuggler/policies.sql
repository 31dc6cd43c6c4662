-- Who may do what in TaskJuggler. The documents are silent: this follows ownership, teams, vendors and relationships.
--
--   tasks                  requestor, owner, team, assigned vendor; who was invited, to see them; messages, actions and
--                          invitations with their task
--   listings               everybody signed in while open, then requestor and assigned vendor; bids for both sides
--   actors, conversations  those in the relationship
--   appointments           host and guest; types that are public, and their slots, for everybody, signed in or not
--   users, profiles        oneself, one's teams, the other side of one's tasks and appointments
--   all else               its user
--
-- Without WITH CHECK, USING also holds for what is written.
-- What decides who sees a row (requestor, owner, team, vendor, assignment), money and trust has no privilege to be
-- updated: handing a row on is an operation of its own, since a policy cannot compare a row with what it was.

ALTER TABLE taskjuggler.actors                ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.ai_tool_configs       ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.ai_tool_executions    ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.appointment_types     ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.appointments          ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.assistant_channels    ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.availability_slots    ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.cache                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.cache_locks           ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.claim_codes           ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.contact_list_members  ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.contact_lists         ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.conversations         ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.delegation_rules      ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.direct_messages       ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.inbox_items           ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.issues                ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.job_batches           ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.jobs                  ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.marketplace_bids      ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.marketplace_listings  ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.marketplace_vendors   ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.messages              ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.notifications         ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.password_reset_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.personal_access_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.profiles              ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.relationship_history  ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.relationships         ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.routing_rules         ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.scans                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.scheduled_scans       ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.sessions              ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.sites                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.task_actions          ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.task_invitations      ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.task_message_reads    ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.task_messages         ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.tasks                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.team_invitations      ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.team_members          ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.teams                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.transactions          ENABLE ROW LEVEL SECURITY;
ALTER TABLE taskjuggler.users                 ENABLE ROW LEVEL SECURITY;

-- For nobody: cache, cache_locks, job_batches, jobs, password_reset_tokens, sessions.

-- Privileges: what a policy may open at all. Where a table keeps a secret, the readable columns are listed; such a list
-- must name xmin, the version of a row.

GRANT SELECT                         ON taskjuggler.ai_tool_executions, taskjuggler.issues, taskjuggler.relationship_history,
                                        taskjuggler.transactions                                               TO authenticated;
GRANT SELECT, INSERT                 ON taskjuggler.appointments, taskjuggler.conversations, taskjuggler.messages,
                                        taskjuggler.scans, taskjuggler.task_actions, taskjuggler.task_message_reads
                                                                                                               TO authenticated;
GRANT SELECT, DELETE                 ON taskjuggler.inbox_items, taskjuggler.notifications, taskjuggler.relationships
                                                                                                               TO authenticated;
GRANT SELECT, INSERT, DELETE         ON taskjuggler.direct_messages, taskjuggler.marketplace_bids,
                                        taskjuggler.marketplace_listings, taskjuggler.tasks, taskjuggler.team_members,
                                        taskjuggler.teams                                                      TO authenticated;
GRANT SELECT, INSERT, UPDATE, DELETE ON taskjuggler.appointment_types, taskjuggler.assistant_channels,
                                        taskjuggler.availability_slots, taskjuggler.contact_list_members,
                                        taskjuggler.contact_lists, taskjuggler.delegation_rules, taskjuggler.profiles,
                                        taskjuggler.routing_rules, taskjuggler.scheduled_scans,
                                        taskjuggler.task_messages                                              TO authenticated;
GRANT INSERT, DELETE                 ON taskjuggler.task_invitations, taskjuggler.team_invitations             TO authenticated;
GRANT INSERT, UPDATE, DELETE         ON taskjuggler.ai_tool_configs, taskjuggler.sites                         TO authenticated;
GRANT SELECT                         ON taskjuggler.appointment_types, taskjuggler.availability_slots          TO anon;

GRANT SELECT (xmin, id, actor_type, display_name, capabilities, contact_methods, metadata, status, organization_id, user_id, created_at, updated_at)
    ON taskjuggler.actors TO authenticated;
GRANT SELECT (xmin, id, vendor_id, tool_name, tool_type, is_active, created_at, updated_at)
    ON taskjuggler.ai_tool_configs TO authenticated;
GRANT SELECT (xmin, id, actor_id, claimed_by_user_id, expires_at, is_used, created_at)
    ON taskjuggler.claim_codes TO authenticated;
GRANT SELECT (xmin, id, vendor_type, user_id, business_name, ai_provider, name, description, logo_url, categories, services, address, pricing_model,
              base_rate, currency, is_active, is_verified, total_jobs, completed_jobs, average_rating, created_at, updated_at)
    ON taskjuggler.marketplace_vendors TO authenticated;
GRANT SELECT (xmin, id, user_id, name, url, auth_type, max_pages, checks, last_scan_at, created_at, updated_at)
    ON taskjuggler.sites TO authenticated;
GRANT SELECT (xmin, id, task_id, email, phone, invited_by, status, expires_at, created_at, updated_at)
    ON taskjuggler.task_invitations TO authenticated;
GRANT SELECT (xmin, id, team_id, email, phone, invited_by, status, expires_at, created_at, updated_at)
    ON taskjuggler.team_invitations TO authenticated;
GRANT SELECT (xmin, id, name, abilities, last_used_at, expires_at, created_at, updated_at)
    ON taskjuggler.personal_access_tokens TO authenticated;
GRANT SELECT (xmin, id, email, name, phone, timezone, plan, plan_expires_at, created_at, updated_at)
    ON taskjuggler.users TO authenticated;

GRANT INSERT (id, actor_type, display_name, capabilities, contact_methods, metadata, organization_id, user_id) ON taskjuggler.actors TO authenticated;
GRANT INSERT (id, vendor_type, user_id, business_name, name, description, logo_url, categories, services, address, pricing_model, base_rate, currency, is_active)
    ON taskjuggler.marketplace_vendors TO authenticated;

GRANT UPDATE (display_name, capabilities, contact_methods, metadata, status, updated_at)                   ON taskjuggler.actors               TO authenticated;
GRANT UPDATE (start_time, end_time, status, notes, cancelled_at, cancellation_reason, updated_at)          ON taskjuggler.appointments         TO authenticated;
GRANT UPDATE (subject, status, updated_at)                                                                 ON taskjuggler.conversations        TO authenticated;
GRANT UPDATE (is_read, read_at, updated_at)                                                                ON taskjuggler.direct_messages      TO authenticated;
GRANT UPDATE (routed_to_task_id, routing_rule_id, status, processed_at)                                    ON taskjuggler.inbox_items          TO authenticated;
GRANT UPDATE (status, updated_at)                                                                          ON taskjuggler.issues               TO authenticated;
GRANT UPDATE (amount, currency, message, estimated_completion_days, updated_at)                            ON taskjuggler.marketplace_bids     TO authenticated;
GRANT UPDATE (title, description, category, location_required, location, location_radius_miles, budget_type, budget_min, budget_max,
              needed_by, expires_at, updated_at)                                                           ON taskjuggler.marketplace_listings TO authenticated;
GRANT UPDATE (business_name, name, description, logo_url, categories, services, address, pricing_model, base_rate, currency,
              is_active, updated_at)                                                                       ON taskjuggler.marketplace_vendors  TO authenticated;
GRANT UPDATE (is_read, read_at)                                                                            ON taskjuggler.notifications        TO authenticated;
GRANT UPDATE (title, description, status, priority, metadata, tags, process_id, process_step_id, project_id, due_date,
              started_at, completed_at, updated_at, deleted_at)                                            ON taskjuggler.tasks                TO authenticated;
GRANT UPDATE (is_admin, updated_at)                                                                        ON taskjuggler.team_members         TO authenticated;
GRANT UPDATE (name, description, avatar_url, updated_at)                                                   ON taskjuggler.teams                TO authenticated;
GRANT UPDATE (name, phone, timezone, updated_at)                                                           ON taskjuggler.users                TO authenticated;

-- People
CREATE POLICY users_select_contact                 ON taskjuggler.users    FOR SELECT TO authenticated USING (id = (SELECT auth.uid()) OR id = ANY ((SELECT taskjuggler.team_mate_ids())::uuid[]) OR id = ANY ((SELECT taskjuggler.contact_ids())::uuid[]));
CREATE POLICY users_update_own                     ON taskjuggler.users    FOR UPDATE TO authenticated USING (id = (SELECT auth.uid()));
CREATE POLICY personal_access_tokens_select_own    ON taskjuggler.personal_access_tokens FOR SELECT TO authenticated USING (tokenable_type = 'account' AND tokenable_id = (SELECT auth.uid()));
CREATE POLICY profiles_select_contact              ON taskjuggler.profiles FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()) OR user_id = ANY ((SELECT taskjuggler.team_mate_ids())::uuid[]) OR user_id = ANY ((SELECT taskjuggler.contact_ids())::uuid[]));
CREATE POLICY profiles_all_own                     ON taskjuggler.profiles FOR ALL    TO authenticated USING (user_id = (SELECT auth.uid()));

-- Teams. Their creator stays in charge; an administrator adds whom he already knows, all others come by invitation.
CREATE POLICY teams_select_member                  ON taskjuggler.teams FOR SELECT TO authenticated USING (created_by = (SELECT auth.uid()) OR id = ANY ((SELECT taskjuggler.team_ids())::uuid[]));
CREATE POLICY teams_insert_own                     ON taskjuggler.teams FOR INSERT TO authenticated WITH CHECK (created_by = (SELECT auth.uid()));
CREATE POLICY teams_update_admin                   ON taskjuggler.teams FOR UPDATE TO authenticated USING (id = ANY ((SELECT taskjuggler.admin_team_ids())::uuid[]));
CREATE POLICY teams_delete_creator                 ON taskjuggler.teams FOR DELETE TO authenticated USING (created_by = (SELECT auth.uid()));
CREATE POLICY team_members_select_member           ON taskjuggler.team_members FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()) OR team_id = ANY ((SELECT taskjuggler.team_ids())::uuid[]));
CREATE POLICY team_members_insert_creator          ON taskjuggler.team_members FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()) AND EXISTS (SELECT FROM taskjuggler.teams t WHERE t.id = team_members.team_id AND t.created_by = (SELECT auth.uid())));
CREATE POLICY team_members_insert_admin            ON taskjuggler.team_members FOR INSERT TO authenticated WITH CHECK (team_id = ANY ((SELECT taskjuggler.admin_team_ids())::uuid[]) AND user_id = ANY ((SELECT taskjuggler.contact_ids())::uuid[]));
CREATE POLICY team_members_update_admin            ON taskjuggler.team_members FOR UPDATE TO authenticated USING (team_id = ANY ((SELECT taskjuggler.admin_team_ids())::uuid[]));
CREATE POLICY team_members_delete_admin_or_own     ON taskjuggler.team_members FOR DELETE TO authenticated USING (user_id = (SELECT auth.uid()) OR team_id = ANY ((SELECT taskjuggler.admin_team_ids())::uuid[]));
CREATE POLICY team_invitations_select_admin        ON taskjuggler.team_invitations FOR SELECT TO authenticated USING (invited_by = (SELECT auth.uid()) OR team_id = ANY ((SELECT taskjuggler.admin_team_ids())::uuid[]));
CREATE POLICY team_invitations_insert_admin        ON taskjuggler.team_invitations FOR INSERT TO authenticated WITH CHECK (invited_by = (SELECT auth.uid()) AND team_id = ANY ((SELECT taskjuggler.admin_team_ids())::uuid[]));
CREATE POLICY team_invitations_delete_admin        ON taskjuggler.team_invitations FOR DELETE TO authenticated USING (team_id = ANY ((SELECT taskjuggler.admin_team_ids())::uuid[]));

-- Tasks. What a task is given at birth must be in sight; a vendor is assigned by an operation.
CREATE POLICY tasks_select_party                   ON taskjuggler.tasks FOR SELECT TO authenticated
    USING (requestor_id = (SELECT auth.uid()) OR owner_id = (SELECT auth.uid())
        OR team_id = ANY ((SELECT taskjuggler.team_ids())::uuid[]) OR team_member_id = ANY ((SELECT taskjuggler.team_member_ids())::uuid[])
        OR marketplace_vendor_id = ANY ((SELECT taskjuggler.vendor_ids())::uuid[]) OR id = ANY ((SELECT taskjuggler.shared_task_ids())::uuid[]));
CREATE POLICY tasks_update_party                   ON taskjuggler.tasks FOR UPDATE TO authenticated
    USING (requestor_id = (SELECT auth.uid()) OR owner_id = (SELECT auth.uid())
        OR team_id = ANY ((SELECT taskjuggler.team_ids())::uuid[]) OR team_member_id = ANY ((SELECT taskjuggler.team_member_ids())::uuid[])
        OR marketplace_vendor_id = ANY ((SELECT taskjuggler.vendor_ids())::uuid[]));
CREATE POLICY tasks_insert_requestor               ON taskjuggler.tasks FOR INSERT TO authenticated
    WITH CHECK (requestor_id = (SELECT auth.uid()) AND marketplace_vendor_id IS NULL
        AND (owner_id IS NULL OR owner_id = ANY ((SELECT taskjuggler.contact_ids())::uuid[]))
        AND (team_id IS NULL OR team_id = ANY ((SELECT taskjuggler.team_ids())::uuid[]))
        AND (team_member_id IS NULL OR EXISTS (SELECT FROM taskjuggler.team_members m WHERE m.id = tasks.team_member_id))
        AND (marketplace_listing_id IS NULL OR EXISTS (SELECT FROM taskjuggler.marketplace_listings l WHERE l.id = tasks.marketplace_listing_id AND l.requestor_id = (SELECT auth.uid())))
        AND (source_channel_id IS NULL OR EXISTS (SELECT FROM taskjuggler.assistant_channels c WHERE c.id = tasks.source_channel_id)));
CREATE POLICY tasks_delete_requestor               ON taskjuggler.tasks FOR DELETE TO authenticated USING (requestor_id = (SELECT auth.uid()));

CREATE POLICY task_messages_select_task            ON taskjuggler.task_messages FOR SELECT TO authenticated USING (EXISTS (SELECT FROM taskjuggler.tasks t WHERE t.id = task_messages.task_id));
CREATE POLICY task_messages_insert_own             ON taskjuggler.task_messages FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()) AND EXISTS (SELECT FROM taskjuggler.tasks t WHERE t.id = task_messages.task_id));
CREATE POLICY task_messages_update_own             ON taskjuggler.task_messages FOR UPDATE TO authenticated USING (user_id = (SELECT auth.uid()))
    WITH CHECK (user_id = (SELECT auth.uid()) AND EXISTS (SELECT FROM taskjuggler.tasks t WHERE t.id = task_messages.task_id));
CREATE POLICY task_messages_delete_own             ON taskjuggler.task_messages FOR DELETE TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY task_message_reads_select_message    ON taskjuggler.task_message_reads FOR SELECT TO authenticated USING (EXISTS (SELECT FROM taskjuggler.task_messages m WHERE m.id = task_message_reads.message_id));
CREATE POLICY task_message_reads_insert_own        ON taskjuggler.task_message_reads FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()) AND EXISTS (SELECT FROM taskjuggler.task_messages m WHERE m.id = task_message_reads.message_id));
CREATE POLICY task_actions_select_task             ON taskjuggler.task_actions FOR SELECT TO authenticated USING (EXISTS (SELECT FROM taskjuggler.tasks t WHERE t.id = task_actions.task_id));
CREATE POLICY task_actions_insert_own              ON taskjuggler.task_actions FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()) AND EXISTS (SELECT FROM taskjuggler.tasks t WHERE t.id = task_actions.task_id));
CREATE POLICY task_invitations_select_task         ON taskjuggler.task_invitations FOR SELECT TO authenticated USING (EXISTS (SELECT FROM taskjuggler.tasks t WHERE t.id = task_invitations.task_id));
CREATE POLICY task_invitations_insert_own          ON taskjuggler.task_invitations FOR INSERT TO authenticated WITH CHECK (invited_by = (SELECT auth.uid()) AND EXISTS (SELECT FROM taskjuggler.tasks t WHERE t.id = task_invitations.task_id));
CREATE POLICY task_invitations_delete_own          ON taskjuggler.task_invitations FOR DELETE TO authenticated USING (invited_by = (SELECT auth.uid()) AND EXISTS (SELECT FROM taskjuggler.tasks t WHERE t.id = task_invitations.task_id));

-- Receptionist
CREATE POLICY assistant_channels_all_own           ON taskjuggler.assistant_channels FOR ALL TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY routing_rules_all_own                ON taskjuggler.routing_rules      FOR ALL TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY inbox_items_select_own               ON taskjuggler.inbox_items FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY inbox_items_update_own               ON taskjuggler.inbox_items FOR UPDATE TO authenticated USING (user_id = (SELECT auth.uid()))
    WITH CHECK (user_id = (SELECT auth.uid())
        AND (routed_to_task_id IS NULL OR EXISTS (SELECT FROM taskjuggler.tasks t WHERE t.id = inbox_items.routed_to_task_id))
        AND (routing_rule_id IS NULL OR EXISTS (SELECT FROM taskjuggler.routing_rules r WHERE r.id = inbox_items.routing_rule_id)));
CREATE POLICY inbox_items_delete_own               ON taskjuggler.inbox_items FOR DELETE TO authenticated USING (user_id = (SELECT auth.uid()));

-- Marketplace
CREATE POLICY marketplace_vendors_select_active    ON taskjuggler.marketplace_vendors FOR SELECT TO authenticated USING (is_active OR user_id = (SELECT auth.uid()));
CREATE POLICY marketplace_vendors_insert_own       ON taskjuggler.marketplace_vendors FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()));
CREATE POLICY marketplace_vendors_update_own       ON taskjuggler.marketplace_vendors FOR UPDATE TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY ai_tool_configs_all_vendor           ON taskjuggler.ai_tool_configs     FOR ALL    TO authenticated USING (vendor_id = ANY ((SELECT taskjuggler.vendor_ids())::uuid[]));
CREATE POLICY ai_tool_executions_select_party      ON taskjuggler.ai_tool_executions  FOR SELECT TO authenticated USING (vendor_id = ANY ((SELECT taskjuggler.vendor_ids())::uuid[]) OR EXISTS (SELECT FROM taskjuggler.tasks t WHERE t.id = ai_tool_executions.task_id));
CREATE POLICY marketplace_listings_select_party    ON taskjuggler.marketplace_listings FOR SELECT TO authenticated USING (status = 'open' OR requestor_id = (SELECT auth.uid()) OR assigned_vendor_id = ANY ((SELECT taskjuggler.vendor_ids())::uuid[]));
CREATE POLICY marketplace_listings_insert_own      ON taskjuggler.marketplace_listings FOR INSERT TO authenticated
    WITH CHECK (requestor_id = (SELECT auth.uid()) AND status = 'open' AND assigned_vendor_id IS NULL
        AND (task_id IS NULL OR EXISTS (SELECT FROM taskjuggler.tasks t WHERE t.id = marketplace_listings.task_id AND t.requestor_id = (SELECT auth.uid()))));
CREATE POLICY marketplace_listings_update_own      ON taskjuggler.marketplace_listings FOR UPDATE TO authenticated USING (requestor_id = (SELECT auth.uid()));
CREATE POLICY marketplace_listings_delete_own      ON taskjuggler.marketplace_listings FOR DELETE TO authenticated USING (requestor_id = (SELECT auth.uid()) AND status = 'open');
CREATE POLICY marketplace_bids_select_party        ON taskjuggler.marketplace_bids FOR SELECT TO authenticated
    USING (vendor_id = ANY ((SELECT taskjuggler.vendor_ids())::uuid[]) OR EXISTS (SELECT FROM taskjuggler.marketplace_listings l WHERE l.id = marketplace_bids.listing_id AND l.requestor_id = (SELECT auth.uid())));
CREATE POLICY marketplace_bids_insert_vendor       ON taskjuggler.marketplace_bids FOR INSERT TO authenticated
    WITH CHECK (vendor_id = ANY ((SELECT taskjuggler.vendor_ids())::uuid[]) AND status = 'pending' AND EXISTS (SELECT FROM taskjuggler.marketplace_listings l WHERE l.id = marketplace_bids.listing_id AND l.status = 'open'));
CREATE POLICY marketplace_bids_update_vendor       ON taskjuggler.marketplace_bids FOR UPDATE TO authenticated USING (vendor_id = ANY ((SELECT taskjuggler.vendor_ids())::uuid[]) AND status = 'pending');
CREATE POLICY marketplace_bids_delete_vendor       ON taskjuggler.marketplace_bids FOR DELETE TO authenticated USING (vendor_id = ANY ((SELECT taskjuggler.vendor_ids())::uuid[]) AND status = 'pending');
CREATE POLICY transactions_select_party            ON taskjuggler.transactions     FOR SELECT TO authenticated USING (requestor_id = (SELECT auth.uid()) OR vendor_id = ANY ((SELECT taskjuggler.vendor_ids())::uuid[]));

-- Contacts
CREATE POLICY contact_lists_all_own                ON taskjuggler.contact_lists        FOR ALL TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY contact_list_members_all_list        ON taskjuggler.contact_list_members FOR ALL TO authenticated USING (EXISTS (SELECT FROM taskjuggler.contact_lists l WHERE l.id = contact_list_members.contact_list_id));

-- Site health
CREATE POLICY sites_all_own                        ON taskjuggler.sites           FOR ALL    TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY scans_select_site                    ON taskjuggler.scans           FOR SELECT TO authenticated USING (EXISTS (SELECT FROM taskjuggler.sites s WHERE s.id = scans.site_id));
CREATE POLICY scans_insert_site                    ON taskjuggler.scans           FOR INSERT TO authenticated WITH CHECK (status = 'pending' AND EXISTS (SELECT FROM taskjuggler.sites s WHERE s.id = scans.site_id));
CREATE POLICY issues_select_site                   ON taskjuggler.issues          FOR SELECT TO authenticated USING (EXISTS (SELECT FROM taskjuggler.sites s WHERE s.id = issues.site_id));
CREATE POLICY issues_update_site                   ON taskjuggler.issues          FOR UPDATE TO authenticated USING (EXISTS (SELECT FROM taskjuggler.sites s WHERE s.id = issues.site_id));
CREATE POLICY scheduled_scans_all_site             ON taskjuggler.scheduled_scans FOR ALL    TO authenticated USING (EXISTS (SELECT FROM taskjuggler.sites s WHERE s.id = scheduled_scans.site_id));

-- Actors. A relationship makes the other side visible, so nobody makes one here; it can only be ended.
CREATE POLICY actors_select_related                ON taskjuggler.actors FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()) OR organization_id = ANY ((SELECT taskjuggler.profile_ids())::uuid[]) OR id = ANY ((SELECT taskjuggler.related_actor_ids())::uuid[]));
CREATE POLICY actors_insert_own                    ON taskjuggler.actors FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()) AND (organization_id IS NULL OR organization_id = ANY ((SELECT taskjuggler.profile_ids())::uuid[])));
CREATE POLICY actors_update_own                    ON taskjuggler.actors FOR UPDATE TO authenticated USING (user_id = (SELECT auth.uid()) OR organization_id = ANY ((SELECT taskjuggler.profile_ids())::uuid[]));
CREATE POLICY relationships_select_party           ON taskjuggler.relationships FOR SELECT TO authenticated USING (actor_a_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]) OR actor_b_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]));
CREATE POLICY relationships_delete_party           ON taskjuggler.relationships FOR DELETE TO authenticated USING (actor_a_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]) OR actor_b_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]));
CREATE POLICY relationship_history_select_party    ON taskjuggler.relationship_history FOR SELECT TO authenticated USING (EXISTS (SELECT FROM taskjuggler.relationships r WHERE r.id = relationship_history.relationship_id));
CREATE POLICY conversations_select_party           ON taskjuggler.conversations FOR SELECT TO authenticated USING (actor_a_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]) OR actor_b_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]));
CREATE POLICY conversations_update_party           ON taskjuggler.conversations FOR UPDATE TO authenticated USING (actor_a_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]) OR actor_b_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]));
CREATE POLICY conversations_insert_related         ON taskjuggler.conversations FOR INSERT TO authenticated
    WITH CHECK ((actor_a_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]) AND EXISTS (SELECT FROM taskjuggler.actors a WHERE a.id = conversations.actor_b_id))
             OR (actor_b_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]) AND EXISTS (SELECT FROM taskjuggler.actors a WHERE a.id = conversations.actor_a_id)));
CREATE POLICY messages_select_conversation         ON taskjuggler.messages FOR SELECT TO authenticated USING (EXISTS (SELECT FROM taskjuggler.conversations c WHERE c.id = messages.conversation_id));
CREATE POLICY messages_insert_own                  ON taskjuggler.messages FOR INSERT TO authenticated WITH CHECK (sender_actor_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]) AND EXISTS (SELECT FROM taskjuggler.conversations c WHERE c.id = messages.conversation_id));
CREATE POLICY delegation_rules_select_delegatee    ON taskjuggler.delegation_rules FOR SELECT TO authenticated USING (delegatee_actor_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]));
CREATE POLICY delegation_rules_all_delegator       ON taskjuggler.delegation_rules FOR ALL    TO authenticated USING (delegator_actor_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]))
    WITH CHECK (delegator_actor_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]) AND EXISTS (SELECT FROM taskjuggler.actors a WHERE a.id = delegation_rules.delegatee_actor_id));
CREATE POLICY claim_codes_select_actor             ON taskjuggler.claim_codes FOR SELECT TO authenticated USING (claimed_by_user_id = (SELECT auth.uid()) OR actor_id = ANY ((SELECT taskjuggler.actor_ids())::uuid[]));

-- Appointments
CREATE POLICY appointment_types_select_public      ON taskjuggler.appointment_types  FOR SELECT TO anon, authenticated USING (is_public AND is_active);
CREATE POLICY appointment_types_all_own            ON taskjuggler.appointment_types  FOR ALL    TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY availability_slots_select_type       ON taskjuggler.availability_slots FOR SELECT TO anon, authenticated USING (EXISTS (SELECT FROM taskjuggler.appointment_types t WHERE t.id = availability_slots.appointment_type_id));
CREATE POLICY availability_slots_all_host          ON taskjuggler.availability_slots FOR ALL    TO authenticated USING (EXISTS (SELECT FROM taskjuggler.appointment_types t WHERE t.id = availability_slots.appointment_type_id AND t.user_id = (SELECT auth.uid())));
CREATE POLICY appointments_select_party            ON taskjuggler.appointments FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()) OR EXISTS (SELECT FROM taskjuggler.appointment_types t WHERE t.id = appointments.appointment_type_id AND t.user_id = (SELECT auth.uid())));
CREATE POLICY appointments_insert_guest            ON taskjuggler.appointments FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()) AND status = 'scheduled' AND EXISTS (SELECT FROM taskjuggler.appointment_types t WHERE t.id = appointments.appointment_type_id));
CREATE POLICY appointments_update_party            ON taskjuggler.appointments FOR UPDATE TO authenticated USING (user_id = (SELECT auth.uid()) OR EXISTS (SELECT FROM taskjuggler.appointment_types t WHERE t.id = appointments.appointment_type_id AND t.user_id = (SELECT auth.uid())));

-- Messages, notifications
CREATE POLICY direct_messages_select_party         ON taskjuggler.direct_messages FOR SELECT TO authenticated USING (sender_id = (SELECT auth.uid()) OR recipient_id = (SELECT auth.uid()));
CREATE POLICY direct_messages_insert_sender        ON taskjuggler.direct_messages FOR INSERT TO authenticated WITH CHECK (sender_id = (SELECT auth.uid()) AND recipient_id = ANY ((SELECT taskjuggler.contact_ids())::uuid[]));
CREATE POLICY direct_messages_update_recipient     ON taskjuggler.direct_messages FOR UPDATE TO authenticated USING (recipient_id = (SELECT auth.uid()));
CREATE POLICY direct_messages_delete_sender        ON taskjuggler.direct_messages FOR DELETE TO authenticated USING (sender_id = (SELECT auth.uid()));
CREATE POLICY notifications_select_own             ON taskjuggler.notifications FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY notifications_update_own             ON taskjuggler.notifications FOR UPDATE TO authenticated USING (user_id = (SELECT auth.uid()));
CREATE POLICY notifications_delete_own             ON taskjuggler.notifications FOR DELETE TO authenticated USING (user_id = (SELECT auth.uid()));

-- For contact_ids(): the other side of the caller's tasks, from the index alone.
CREATE INDEX tasks_requestor_id_owner_id_idx ON taskjuggler.tasks (requestor_id, owner_id);
CREATE INDEX tasks_owner_id_requestor_id_idx ON taskjuggler.tasks (owner_id, requestor_id);
