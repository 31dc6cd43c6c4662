-- Who may do what in Selify internal. Policies add up: a row is open when one of them opens it.
-- Without WITH CHECK, USING also holds for what is written.
--
-- Active members of the team read everything but mailboxes, the audit logs and other people's private views. They write
-- by capability, from team_roles.capabilities and team_members.custom_capabilities:
--
--   ops.tasks.edit          make and change tasks and links; write comments, time entries, attachments of their own
--   ops.tasks.manage        delete tasks, change and delete what others wrote at them
--   ops.approvals.decide    vote on approval requests, decide them in their own name, record outcomes
--   ops.approvals.manage    make, correct and delete approval requests
--   ops.errors.manage       work on errors
--   ops.incidents.manage    work on incidents
--   infra.services.manage   set up monitored services, clear their checks
--   infra.git.manage        say how far a repository trusts the AI
--   team.members.manage     add and change members, up to their own capabilities
--   team.roles.manage       define roles, up to their own capabilities; name capabilities
--   admin.audit.view        read both audit logs
--
-- Policies whose names have spaces or "service" are the documents'; so is each …_access, …_team_access and …_team_all,
-- which is for those who manage the table. What the documents do not name is ours: …_team_select, …_team_insert, ….

ALTER TABLE internal.ai_audit_log           ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.approval_outcomes      ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.approval_policies      ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.approval_requests      ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.approval_votes         ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.confidence_calibration ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.error_occurrences      ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.errors                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.git_events             ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.git_repos              ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.git_trust_config       ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.health_checks          ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.incidents              ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.monitored_services     ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.saved_views            ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.task_activities        ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.task_attachments       ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.task_comments          ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.task_links             ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.task_time_entries      ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.tasks                  ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.team_audit_log         ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.team_capabilities      ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.team_email_accounts    ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.team_members           ENABLE ROW LEVEL SECURITY;
ALTER TABLE internal.team_roles             ENABLE ROW LEVEL SECURITY;

-- Privileges: what a policy may open at all. Logs are only added to; members are offboarded, never deleted.
-- documentation_chunks and documentation_manifest have no row level security, as documented, and are for nobody.

GRANT SELECT                         ON internal.ai_audit_log, internal.approval_policies, internal.confidence_calibration,
                                        internal.git_events, internal.git_repos                                TO authenticated;
GRANT SELECT, INSERT                 ON internal.task_activities, internal.team_audit_log                      TO authenticated;
GRANT SELECT, INSERT, UPDATE         ON internal.approval_outcomes, internal.team_members                      TO authenticated;
GRANT SELECT, INSERT, UPDATE, DELETE ON internal.approval_requests, internal.approval_votes,
                                        internal.error_occurrences, internal.errors, internal.git_trust_config,
                                        internal.health_checks, internal.incidents, internal.monitored_services,
                                        internal.saved_views, internal.task_attachments, internal.task_comments,
                                        internal.task_links, internal.task_time_entries, internal.tasks,
                                        internal.team_capabilities, internal.team_roles                        TO authenticated;

-- Mailboxes: everything but the password, which can be set and not read. (A list of columns must name xmin, the version of a row.)
GRANT INSERT, UPDATE, DELETE ON internal.team_email_accounts TO authenticated;
GRANT SELECT (
    xmin, id, user_id, email, display_name, color, imap_host, imap_port, imap_secure, smtp_host, smtp_port, smtp_secure,
    is_active, last_sync_at, sync_error, created_at, updated_at
) ON internal.team_email_accounts TO authenticated;

-- Audit logs
CREATE POLICY ai_audit_log_access                     ON internal.ai_audit_log FOR ALL    TO authenticated USING ((SELECT internal.can('admin.audit.view'))) WITH CHECK (false);
CREATE POLICY "Service role select on ai_audit_log"   ON internal.ai_audit_log FOR SELECT TO service_role  USING (true);
CREATE POLICY "Service role insert on ai_audit_log"   ON internal.ai_audit_log FOR INSERT TO service_role  WITH CHECK (true);
CREATE POLICY team_audit_log_access                   ON internal.team_audit_log FOR ALL  TO authenticated USING ((SELECT internal.can('admin.audit.view'))) WITH CHECK (actor_id = (SELECT internal.member_id()));

-- Approvals
CREATE POLICY approval_policies_team_select           ON internal.approval_policies FOR SELECT TO authenticated USING ((SELECT internal.is_member()));

CREATE POLICY approval_requests_team_select           ON internal.approval_requests FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY approval_requests_team_update           ON internal.approval_requests FOR UPDATE TO authenticated USING ((SELECT internal.can('ops.approvals.decide')))
                                                      WITH CHECK ((SELECT internal.can('ops.approvals.decide')) AND (resolved_by IS NULL OR resolved_by = (SELECT internal.member_id())));
CREATE POLICY approval_requests_access                ON internal.approval_requests FOR ALL    TO authenticated USING ((SELECT internal.can('ops.approvals.manage')))
                                                      WITH CHECK ((SELECT internal.can('ops.approvals.manage')) AND (resolved_by IS NULL OR resolved_by = (SELECT internal.member_id())));
CREATE POLICY approval_requests_service_insert        ON internal.approval_requests FOR INSERT TO service_role  WITH CHECK (true);
CREATE POLICY "Service role full access on approval_requests"
                                                      ON internal.approval_requests FOR ALL    TO service_role  USING (true);

CREATE POLICY approval_votes_team_select              ON internal.approval_votes FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY approval_votes_team_all                 ON internal.approval_votes FOR ALL    TO authenticated USING (voter_id = (SELECT internal.member_id()) AND (SELECT internal.can('ops.approvals.decide')));

CREATE POLICY approval_outcomes_team_select           ON internal.approval_outcomes FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY approval_outcomes_team_insert           ON internal.approval_outcomes FOR INSERT TO authenticated WITH CHECK ((SELECT internal.can('ops.approvals.decide')) AND human_decision_by = (SELECT internal.member_id()));
CREATE POLICY approval_outcomes_team_update           ON internal.approval_outcomes FOR UPDATE TO authenticated USING ((SELECT internal.can('ops.approvals.decide')));
CREATE POLICY approval_outcomes_service_insert        ON internal.approval_outcomes FOR INSERT TO service_role  WITH CHECK (true);

CREATE POLICY confidence_calibration_team_select      ON internal.confidence_calibration FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY confidence_calibration_service_all      ON internal.confidence_calibration FOR ALL    TO service_role  USING (true);

-- Errors, incidents, services
CREATE POLICY errors_team_select                      ON internal.errors FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY errors_team_access                      ON internal.errors FOR ALL    TO authenticated USING ((SELECT internal.can('ops.errors.manage')));
CREATE POLICY errors_service_access                   ON internal.errors FOR ALL    TO service_role  USING (true);

CREATE POLICY error_occurrences_team_select           ON internal.error_occurrences FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY error_occurrences_team_access           ON internal.error_occurrences FOR ALL    TO authenticated USING ((SELECT internal.can('ops.errors.manage')));
CREATE POLICY error_occurrences_service_access        ON internal.error_occurrences FOR ALL    TO service_role  USING (true);

CREATE POLICY incidents_team_select                   ON internal.incidents FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY incidents_team_access                   ON internal.incidents FOR ALL    TO authenticated USING ((SELECT internal.can('ops.incidents.manage')));
CREATE POLICY incidents_service_access                ON internal.incidents FOR ALL    TO service_role  USING (true);

CREATE POLICY monitored_services_team_select          ON internal.monitored_services FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY monitored_services_team_access          ON internal.monitored_services FOR ALL    TO authenticated USING ((SELECT internal.can('infra.services.manage')));
CREATE POLICY monitored_services_service_access       ON internal.monitored_services FOR ALL    TO service_role  USING (true);

CREATE POLICY health_checks_team_select               ON internal.health_checks FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY health_checks_team_access               ON internal.health_checks FOR ALL    TO authenticated USING ((SELECT internal.can('infra.services.manage')));
CREATE POLICY health_checks_service_access            ON internal.health_checks FOR ALL    TO service_role  USING (true);

-- Git
CREATE POLICY git_repos_team_select                   ON internal.git_repos FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY git_repos_service_all                   ON internal.git_repos FOR ALL    TO service_role  USING (true);

CREATE POLICY git_events_team_select                  ON internal.git_events FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY git_events_service_all                  ON internal.git_events FOR ALL    TO service_role  USING (true);

CREATE POLICY git_trust_team_select                   ON internal.git_trust_config FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY git_trust_team_all                      ON internal.git_trust_config FOR ALL    TO authenticated USING ((SELECT internal.can('infra.git.manage')));
CREATE POLICY git_trust_service_all                   ON internal.git_trust_config FOR ALL    TO service_role  USING (true);

-- Tasks. Every member sees all tasks, so the parent of a new row needs no question of its own.
CREATE POLICY tasks_team_select                       ON internal.tasks FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY tasks_team_insert                       ON internal.tasks FOR INSERT TO authenticated WITH CHECK ((SELECT internal.can('ops.tasks.edit')));
CREATE POLICY tasks_team_update                       ON internal.tasks FOR UPDATE TO authenticated USING ((SELECT internal.can('ops.tasks.edit')));
CREATE POLICY tasks_team_access                       ON internal.tasks FOR ALL    TO authenticated USING ((SELECT internal.can('ops.tasks.manage')));

CREATE POLICY task_links_team_select                  ON internal.task_links FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY task_links_team_access                  ON internal.task_links FOR ALL    TO authenticated USING ((SELECT internal.can('ops.tasks.edit')));

CREATE POLICY task_activities_team_select             ON internal.task_activities FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY task_activities_team_access             ON internal.task_activities FOR ALL    TO authenticated USING (actor_type = 'human' AND actor_id = (SELECT internal.member_id()))
                                                                                                         WITH CHECK (actor_type = 'human' AND actor_id = (SELECT internal.member_id()) AND (SELECT internal.can('ops.tasks.edit')));

CREATE POLICY task_comments_team_select               ON internal.task_comments FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY task_comments_team_access               ON internal.task_comments FOR ALL    TO authenticated USING (author_type = 'human' AND author_id = (SELECT internal.member_id()) AND (SELECT internal.can('ops.tasks.edit')));
CREATE POLICY task_comments_team_update               ON internal.task_comments FOR UPDATE TO authenticated USING ((SELECT internal.can('ops.tasks.manage')));
CREATE POLICY task_comments_team_delete               ON internal.task_comments FOR DELETE TO authenticated USING ((SELECT internal.can('ops.tasks.manage')));

CREATE POLICY task_attachments_team_select            ON internal.task_attachments FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY task_attachments_team_access            ON internal.task_attachments FOR ALL    TO authenticated USING (uploaded_by = (SELECT internal.member_id()) AND (SELECT internal.can('ops.tasks.edit')));
CREATE POLICY task_attachments_team_delete            ON internal.task_attachments FOR DELETE TO authenticated USING ((SELECT internal.can('ops.tasks.manage')));

CREATE POLICY task_time_entries_team_select           ON internal.task_time_entries FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY task_time_entries_team_access           ON internal.task_time_entries FOR ALL    TO authenticated USING (user_type = 'human' AND user_id = (SELECT auth.uid()) AND (SELECT internal.can('ops.tasks.edit')));
CREATE POLICY task_time_entries_team_update           ON internal.task_time_entries FOR UPDATE TO authenticated USING ((SELECT internal.can('ops.tasks.manage')));
CREATE POLICY task_time_entries_team_delete           ON internal.task_time_entries FOR DELETE TO authenticated USING ((SELECT internal.can('ops.tasks.manage')));

CREATE POLICY saved_views_access                      ON internal.saved_views FOR ALL    TO authenticated USING (owner_id = (SELECT internal.member_id()));
CREATE POLICY saved_views_public_select               ON internal.saved_views FOR SELECT TO authenticated USING (is_public AND (SELECT internal.is_member()));

-- The team. Nobody gives away what they do not hold, or changes a member or a role that holds more than they do.
CREATE POLICY team_members_team_select                ON internal.team_members FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY team_members_access                     ON internal.team_members FOR ALL    TO authenticated
    USING ((SELECT internal.can('team.members.manage')) AND (role_id IS NULL OR role_id = ANY ((SELECT internal.grantable_role_ids())::uuid[])) AND coalesce(custom_capabilities, '{}') <@ (SELECT internal.capabilities()));

CREATE POLICY team_roles_team_select                  ON internal.team_roles FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY team_roles_access                       ON internal.team_roles FOR ALL    TO authenticated
    USING ((SELECT internal.can('team.roles.manage')) AND is_system IS NOT TRUE AND capabilities <@ (SELECT internal.capabilities()));
CREATE POLICY service_role_access                     ON internal.team_roles FOR ALL    TO service_role  USING (true);

CREATE POLICY team_capabilities_team_select           ON internal.team_capabilities FOR SELECT TO authenticated USING ((SELECT internal.is_member()));
CREATE POLICY team_capabilities_access                ON internal.team_capabilities FOR ALL    TO authenticated USING ((SELECT internal.can('team.roles.manage')));
CREATE POLICY service_role_access                     ON internal.team_capabilities FOR ALL    TO service_role  USING (true);

CREATE POLICY "Team members can view own email accounts"   ON internal.team_email_accounts FOR SELECT TO authenticated USING (user_id = (SELECT auth.uid()) AND (SELECT internal.is_member()));
CREATE POLICY "Team members can insert own email accounts" ON internal.team_email_accounts FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT auth.uid()) AND (SELECT internal.is_member()));
CREATE POLICY "Team members can update own email accounts" ON internal.team_email_accounts FOR UPDATE TO authenticated USING (user_id = (SELECT auth.uid()) AND (SELECT internal.is_member()));
CREATE POLICY "Team members can delete own email accounts" ON internal.team_email_accounts FOR DELETE TO authenticated USING (user_id = (SELECT auth.uid()) AND (SELECT internal.is_member()));
CREATE POLICY "Service role full access"                   ON internal.team_email_accounts FOR ALL    TO service_role  USING (true);
