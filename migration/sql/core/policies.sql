-- Who may do what in CodeOps. The documents are silent: everybody reads the own tenant, the audit log by permission
-- only; who owns an outcome, hypothesis or decision, or is to decide it, works on it; all else is written by permission
-- of the own role (permissions.code):
--
--   outcomes.manage     make, change and delete outcomes
--   hypotheses.manage   make, change and delete hypotheses
--   decisions.manage    make, change and delete decisions, delete comments
--   decisions.comment   comment on decisions, change and delete own comments
--   stakeholders.manage make, change and delete stakeholders
--   teams.manage        make and change teams, add and remove their members
--   users.manage        change users, up to the own permissions
--   roles.manage        define roles of the own tenant, up to the own permissions
--   tenant.manage       change name, logo and settings of the tenant
--   audit.view          read the audit log
--
-- Without WITH CHECK, USING also holds for what is written.
-- Foreign keys are checked without row level security, so each row that is written asks whether its parents are in sight:
-- nothing of one tenant may point into another.

ALTER TABLE core.audit_logs        ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.decision_comments ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.decisions         ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.hypotheses        ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.outcomes          ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.permissions       ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.role_permissions  ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.roles             ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.stakeholders      ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.team_members      ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.teams             ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.tenants           ENABLE ROW LEVEL SECURITY;
ALTER TABLE core.users             ENABLE ROW LEVEL SECURITY;

-- Privileges: what a policy may open at all. Users are made with their accounts, by an operation; they are deactivated,
-- never deleted. The readable columns of users are listed, without password_hash and refresh_token; such a list must
-- name xmin, the version of a row.

GRANT SELECT                         ON core.permissions, core.tenants                                      TO authenticated;
GRANT SELECT, INSERT                 ON core.audit_logs                                                     TO authenticated;
GRANT SELECT, INSERT, UPDATE         ON core.teams                                                          TO authenticated;
GRANT SELECT, INSERT, DELETE         ON core.role_permissions                                               TO authenticated;
GRANT SELECT, INSERT, UPDATE, DELETE ON core.decision_comments, core.decisions, core.hypotheses, core.outcomes,
                                        core.roles, core.stakeholders, core.team_members                    TO authenticated;
GRANT SELECT (xmin, id, tenant_id, email, first_name, last_name, title, department, avatar_url, role_id, manager_id, is_active,
              last_login_at, created_at, updated_at)                                          ON core.users TO authenticated;
GRANT UPDATE (first_name, last_name, title, department, avatar_url, role_id, manager_id, is_active, updated_at) ON core.users TO authenticated;
GRANT UPDATE (name, logo_url, settings, updated_at)                                         ON core.tenants TO authenticated;

-- The tenant and its people. Nobody gives away what they do not hold, or changes a user who holds more than they do.
CREATE POLICY tenants_select_own               ON core.tenants FOR SELECT TO authenticated USING (id = ANY ((SELECT core.tenant_ids())::uuid[]));
CREATE POLICY tenants_update_permission        ON core.tenants FOR UPDATE TO authenticated USING (id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('tenant.manage')));

CREATE POLICY users_select_tenant              ON core.users FOR SELECT TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]));
CREATE POLICY users_update_permission          ON core.users FOR UPDATE TO authenticated
    USING      (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('users.manage')) AND role_id = ANY ((SELECT core.grantable_role_ids())::uuid[]))
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('users.manage')) AND role_id = ANY ((SELECT core.grantable_role_ids())::uuid[])
        AND (manager_id IS NULL OR manager_id = ANY ((SELECT core.colleague_ids())::uuid[])));

CREATE POLICY teams_select_tenant              ON core.teams FOR SELECT TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]));
CREATE POLICY teams_insert_permission          ON core.teams FOR INSERT TO authenticated
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('teams.manage')) AND (lead_id IS NULL OR EXISTS (SELECT FROM core.users u WHERE u.id = teams.lead_id)));
CREATE POLICY teams_update_permission          ON core.teams FOR UPDATE TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('teams.manage')))
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('teams.manage')) AND (lead_id IS NULL OR EXISTS (SELECT FROM core.users u WHERE u.id = teams.lead_id)));

CREATE POLICY team_members_select_team         ON core.team_members FOR SELECT TO authenticated USING (EXISTS (SELECT FROM core.teams t WHERE t.id = team_members.team_id));
CREATE POLICY team_members_all_permission      ON core.team_members FOR ALL    TO authenticated
    USING      ((SELECT core.can('teams.manage')) AND EXISTS (SELECT FROM core.teams t WHERE t.id = team_members.team_id))
    WITH CHECK ((SELECT core.can('teams.manage')) AND EXISTS (SELECT FROM core.teams t WHERE t.id = team_members.team_id) AND EXISTS (SELECT FROM core.users u WHERE u.id = team_members.user_id));

-- Roles. A system role has no tenant and is fixed.
CREATE POLICY roles_select_tenant              ON core.roles FOR SELECT TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) OR (tenant_id IS NULL AND (SELECT core.tenant_ids()) <> '{}'));
CREATE POLICY roles_all_permission             ON core.roles FOR ALL    TO authenticated
    USING      (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND is_system_role IS NOT TRUE AND (SELECT core.can('roles.manage')) AND id = ANY ((SELECT core.grantable_role_ids())::uuid[]))
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND is_system_role IS NOT TRUE AND (SELECT core.can('roles.manage')));
CREATE POLICY permissions_select_tenant        ON core.permissions FOR SELECT TO authenticated USING ((SELECT core.tenant_ids()) <> '{}');
CREATE POLICY role_permissions_select_role     ON core.role_permissions FOR SELECT TO authenticated USING (EXISTS (SELECT FROM core.roles r WHERE r.id = role_permissions.role_id));
CREATE POLICY role_permissions_all_permission  ON core.role_permissions FOR ALL    TO authenticated
    USING ((SELECT core.can('roles.manage')) AND EXISTS (SELECT FROM core.roles r WHERE r.id = role_permissions.role_id AND r.tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND r.is_system_role IS NOT TRUE)
        AND EXISTS (SELECT FROM core.permissions p WHERE p.id = role_permissions.permission_id AND p.code = ANY ((SELECT core.permissions())::text[])));

-- Outcomes
CREATE POLICY outcomes_select_tenant           ON core.outcomes FOR SELECT TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]));
CREATE POLICY outcomes_insert_permission       ON core.outcomes FOR INSERT TO authenticated
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('outcomes.manage')) AND created_by_id = (SELECT auth.uid())
        AND (team_id IS NULL           OR EXISTS (SELECT FROM core.teams t WHERE t.id = outcomes.team_id))
        AND (owner_id IS NULL          OR EXISTS (SELECT FROM core.users u WHERE u.id = outcomes.owner_id))
        AND (validated_by_id IS NULL   OR EXISTS (SELECT FROM core.users u WHERE u.id = outcomes.validated_by_id))
        AND (invalidated_by_id IS NULL OR EXISTS (SELECT FROM core.users u WHERE u.id = outcomes.invalidated_by_id)));
CREATE POLICY outcomes_update_permission_or_owner ON core.outcomes FOR UPDATE TO authenticated
    USING      (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (owner_id = (SELECT auth.uid()) OR (SELECT core.can('outcomes.manage'))))
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[])
        AND (team_id IS NULL           OR EXISTS (SELECT FROM core.teams t WHERE t.id = outcomes.team_id))
        AND (owner_id IS NULL          OR EXISTS (SELECT FROM core.users u WHERE u.id = outcomes.owner_id))
        AND (validated_by_id IS NULL   OR EXISTS (SELECT FROM core.users u WHERE u.id = outcomes.validated_by_id))
        AND (invalidated_by_id IS NULL OR EXISTS (SELECT FROM core.users u WHERE u.id = outcomes.invalidated_by_id)));
CREATE POLICY outcomes_delete_permission       ON core.outcomes FOR DELETE TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('outcomes.manage')));

-- Hypotheses
CREATE POLICY hypotheses_select_tenant         ON core.hypotheses FOR SELECT TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]));
CREATE POLICY hypotheses_insert_permission     ON core.hypotheses FOR INSERT TO authenticated
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('hypotheses.manage')) AND created_by_id = (SELECT auth.uid())
        AND EXISTS (SELECT FROM core.outcomes o WHERE o.id = hypotheses.outcome_id)
        AND (owner_id IS NULL        OR EXISTS (SELECT FROM core.users u WHERE u.id = hypotheses.owner_id))
        AND (concluded_by_id IS NULL OR EXISTS (SELECT FROM core.users u WHERE u.id = hypotheses.concluded_by_id)));
CREATE POLICY hypotheses_update_permission_or_owner ON core.hypotheses FOR UPDATE TO authenticated
    USING      (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (owner_id = (SELECT auth.uid()) OR (SELECT core.can('hypotheses.manage'))))
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[])
        AND EXISTS (SELECT FROM core.outcomes o WHERE o.id = hypotheses.outcome_id)
        AND (owner_id IS NULL        OR EXISTS (SELECT FROM core.users u WHERE u.id = hypotheses.owner_id))
        AND (concluded_by_id IS NULL OR EXISTS (SELECT FROM core.users u WHERE u.id = hypotheses.concluded_by_id)));
CREATE POLICY hypotheses_delete_permission     ON core.hypotheses FOR DELETE TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('hypotheses.manage')));

-- Decisions. Who is to decide is one of assigned_to_id, escalated_to_id and owner_id; each of them works on the row.
CREATE POLICY decisions_select_tenant          ON core.decisions FOR SELECT TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]));
CREATE POLICY decisions_insert_permission      ON core.decisions FOR INSERT TO authenticated
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('decisions.manage')) AND created_by_id = (SELECT auth.uid())
        AND (owner_id IS NULL        OR EXISTS (SELECT FROM core.users u      WHERE u.id = decisions.owner_id))
        AND (assigned_to_id IS NULL  OR EXISTS (SELECT FROM core.users u      WHERE u.id = decisions.assigned_to_id))
        AND (escalated_to_id IS NULL OR EXISTS (SELECT FROM core.users u      WHERE u.id = decisions.escalated_to_id))
        AND (decided_by_id IS NULL   OR EXISTS (SELECT FROM core.users u      WHERE u.id = decisions.decided_by_id))
        AND (outcome_id IS NULL      OR EXISTS (SELECT FROM core.outcomes o   WHERE o.id = decisions.outcome_id))
        AND (hypothesis_id IS NULL   OR EXISTS (SELECT FROM core.hypotheses h WHERE h.id = decisions.hypothesis_id))
        AND (team_id IS NULL         OR EXISTS (SELECT FROM core.teams t      WHERE t.id = decisions.team_id)));
CREATE POLICY decisions_update_permission_or_party ON core.decisions FOR UPDATE TO authenticated
    USING      (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[])
        AND (owner_id = (SELECT auth.uid()) OR assigned_to_id = (SELECT auth.uid()) OR escalated_to_id = (SELECT auth.uid()) OR (SELECT core.can('decisions.manage'))))
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[])
        AND (owner_id IS NULL        OR EXISTS (SELECT FROM core.users u      WHERE u.id = decisions.owner_id))
        AND (assigned_to_id IS NULL  OR EXISTS (SELECT FROM core.users u      WHERE u.id = decisions.assigned_to_id))
        AND (escalated_to_id IS NULL OR EXISTS (SELECT FROM core.users u      WHERE u.id = decisions.escalated_to_id))
        AND (decided_by_id IS NULL   OR EXISTS (SELECT FROM core.users u      WHERE u.id = decisions.decided_by_id))
        AND (outcome_id IS NULL      OR EXISTS (SELECT FROM core.outcomes o   WHERE o.id = decisions.outcome_id))
        AND (hypothesis_id IS NULL   OR EXISTS (SELECT FROM core.hypotheses h WHERE h.id = decisions.hypothesis_id))
        AND (team_id IS NULL         OR EXISTS (SELECT FROM core.teams t      WHERE t.id = decisions.team_id)));
CREATE POLICY decisions_delete_permission      ON core.decisions FOR DELETE TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('decisions.manage')));

CREATE POLICY decision_comments_select_decision ON core.decision_comments FOR SELECT TO authenticated USING (EXISTS (SELECT FROM core.decisions d WHERE d.id = decision_comments.decision_id));
CREATE POLICY decision_comments_insert_own     ON core.decision_comments FOR INSERT TO authenticated
    WITH CHECK (author_id = (SELECT auth.uid()) AND (SELECT core.can('decisions.comment')) AND EXISTS (SELECT FROM core.decisions d WHERE d.id = decision_comments.decision_id)
        AND (parent_id IS NULL OR core.sees_comment(parent_id, decision_id)));
CREATE POLICY decision_comments_delete_own     ON core.decision_comments FOR DELETE TO authenticated USING (author_id = (SELECT auth.uid()) AND (SELECT core.can('decisions.comment')));
CREATE POLICY decision_comments_update_own     ON core.decision_comments FOR UPDATE TO authenticated
    USING      (author_id = (SELECT auth.uid()) AND (SELECT core.can('decisions.comment')))
    WITH CHECK (author_id = (SELECT auth.uid()) AND (SELECT core.can('decisions.comment')) AND EXISTS (SELECT FROM core.decisions d WHERE d.id = decision_comments.decision_id)
        AND (parent_id IS NULL OR core.sees_comment(parent_id, decision_id)));
CREATE POLICY decision_comments_delete_permission ON core.decision_comments FOR DELETE TO authenticated USING ((SELECT core.can('decisions.manage')) AND EXISTS (SELECT FROM core.decisions d WHERE d.id = decision_comments.decision_id));

-- Stakeholders
CREATE POLICY stakeholders_select_tenant       ON core.stakeholders FOR SELECT TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]));
CREATE POLICY stakeholders_insert_permission   ON core.stakeholders FOR INSERT TO authenticated
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('stakeholders.manage')) AND created_by_id = (SELECT auth.uid())
        AND (user_id IS NULL OR EXISTS (SELECT FROM core.users u WHERE u.id = stakeholders.user_id)));
CREATE POLICY stakeholders_delete_permission   ON core.stakeholders FOR DELETE TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('stakeholders.manage')));
CREATE POLICY stakeholders_update_permission   ON core.stakeholders FOR UPDATE TO authenticated
    USING      (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('stakeholders.manage')))
    WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('stakeholders.manage')) AND (user_id IS NULL OR EXISTS (SELECT FROM core.users u WHERE u.id = stakeholders.user_id)));

-- The audit log: operations add to it in the name of their caller; nobody changes it.
CREATE POLICY audit_logs_select_permission     ON core.audit_logs FOR SELECT TO authenticated USING (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND (SELECT core.can('audit.view')));
CREATE POLICY audit_logs_insert_own            ON core.audit_logs FOR INSERT TO authenticated WITH CHECK (tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]) AND actor_id = (SELECT auth.uid()));
