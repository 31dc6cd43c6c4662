-- Who may do what in Assist: so far, who sees what stands behind the tasks. Nothing is written through the API.
--
--   users                   oneself and the own organizations
--   organizations           the own ones
--   spaces, areas, tasks    their owner
--   all else                nobody: privileges without a policy, so that a list is empty and not refused

ALTER TABLE assist.area_memberships        ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.areas                   ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.arena_battle_models     ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.arena_battles           ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.audit_events            ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.conversations           ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.document_area_shares    ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.documents               ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.email_logs              ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.focus_areas             ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.group_memberships       ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.groups                  ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.llm_usage               ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.model_rankings          ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.org_memberships         ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.organizations           ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.page_conversations      ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.page_group_shares       ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.page_user_shares        ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.page_versions           ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.pages                   ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.password_reset_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.password_reset_tokens   ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.related_tasks           ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.routing_decisions       ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.space_memberships       ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.spaces                  ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.task_documents          ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.tasks                   ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.tool_result_cache       ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.user_id_mappings        ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.users                   ENABLE ROW LEVEL SECURITY;

-- For nobody: password_reset_attempts, password_reset_tokens, tool_result_cache, user_id_mappings.
-- The readable columns of users are listed, without password_hash; such a list must name xmin, the version of a row.

GRANT SELECT ON assist.area_memberships, assist.areas, assist.arena_battle_models, assist.arena_battles,
                assist.audit_events, assist.conversations, assist.document_area_shares, assist.documents,
                assist.email_logs, assist.focus_areas, assist.group_memberships, assist.groups, assist.llm_usage,
                assist.model_rankings, assist.org_memberships, assist.organizations, assist.page_conversations,
                assist.page_group_shares, assist.page_user_shares, assist.page_versions, assist.pages,
                assist.related_tasks, assist.routing_decisions, assist.space_memberships, assist.spaces,
                assist.task_documents, assist.tasks TO authenticated;
GRANT SELECT (xmin, id, organization_id, email, username, display_name, status, last_login_at, settings, created_at, updated_at, deleted_at, preferences, first_name, last_name)
                ON assist.users TO authenticated;

CREATE POLICY users_select_organization  ON assist.users         FOR SELECT TO authenticated USING (id = (SELECT auth.uid()) OR organization_id = ANY ((SELECT assist.organization_ids())::uuid[]));
CREATE POLICY organizations_select_own   ON assist.organizations FOR SELECT TO authenticated USING (id = ANY ((SELECT assist.organization_ids())::uuid[]));
CREATE POLICY spaces_select_own          ON assist.spaces        FOR SELECT TO authenticated USING (user_uuid = (SELECT auth.uid()));
CREATE POLICY areas_select_own           ON assist.areas         FOR SELECT TO authenticated USING (user_uuid = (SELECT auth.uid()));
CREATE POLICY tasks_select_own           ON assist.tasks         FOR SELECT TO authenticated USING (user_uuid = (SELECT auth.uid()));
