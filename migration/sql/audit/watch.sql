-- What is audited, one line for each table, and who may do what with the logs.

-- Selify internal: what administers the team, and what machines may do by themselves
SELECT audit.watch('internal.team_members',      'team_member');
SELECT audit.watch('internal.team_roles',        'team_role');
SELECT audit.watch('internal.team_capabilities', 'team_capability');
SELECT audit.watch('internal.approval_policies', 'approval_policy');
SELECT audit.watch('internal.git_trust_config',  'git_trust');
SELECT audit.watch('internal.saved_views',       'saved_view', of_columns => 'owner_id');

-- CodeOps: everything that its people write
SELECT audit.watch('core.tenants',           'tenant');
SELECT audit.watch('core.users',             'user');
SELECT audit.watch('core.roles',             'role');
SELECT audit.watch('core.role_permissions',  'role', 'role_id');
SELECT audit.watch('core.teams',             'team');
SELECT audit.watch('core.team_members',      'team', 'team_id');
SELECT audit.watch('core.outcomes',          'outcome');
SELECT audit.watch('core.hypotheses',        'hypothesis');
SELECT audit.watch('core.decisions',         'decision');
SELECT audit.watch('core.decision_comments', 'decision', 'decision_id');
SELECT audit.watch('core.stakeholders',      'stakeholder');

-- Assist: who belongs where, what is shared with whom, and what is handed to somebody else
SELECT audit.watch('assist.organizations',        'organization');
SELECT audit.watch('assist.org_memberships',      'organization', 'organization_id');
SELECT audit.watch('assist.users',                'user');
SELECT audit.watch('assist.groups',               'group');
SELECT audit.watch('assist.group_memberships',    'group', 'group_id');
SELECT audit.watch('assist.spaces',               'space');
SELECT audit.watch('assist.space_memberships',    'space', 'space_id');
SELECT audit.watch('assist.areas',                'area');
SELECT audit.watch('assist.area_memberships',     'area', 'area_id');
SELECT audit.watch('assist.document_area_shares', 'document', 'document_id');
SELECT audit.watch('assist.page_user_shares',     'page', 'page_id');
SELECT audit.watch('assist.page_group_shares',    'page', 'page_id');
SELECT audit.watch('assist.tasks',                'task',     of_columns => 'user_id');
SELECT audit.watch('assist.pages',                'page',     of_columns => 'user_id');
SELECT audit.watch('assist.documents',            'document', of_columns => 'user_id');

-- Scaliyo: teams (a member reads the notes of the team, so only what members see), whose work is what, and what an account
-- connects and bills
SELECT audit.watch('scaliyo.teams',                  'team');
SELECT audit.watch('scaliyo.team_members',           'team_member');
SELECT audit.watch('scaliyo.profiles',               'profile');
SELECT audit.watch('scaliyo.integrations',           'integration');
SELECT audit.watch('scaliyo.webhooks',               'webhook');
SELECT audit.watch('scaliyo.sender_accounts',        'sender_account');
SELECT audit.watch('scaliyo.email_provider_configs', 'email_provider');
SELECT audit.watch('scaliyo.invoices',               'invoice');
SELECT audit.watch('scaliyo.strategy_tasks',         'strategy_task', of_columns => 'assigned_to, team_id');

-- What is noted stays. Only the owner of the tables can change it, and with it the references that name an account or a team
-- which is gone.
REVOKE UPDATE, DELETE, TRUNCATE ON
    internal.team_audit_log, internal.ai_audit_log, core.audit_logs, assist.audit_events, scaliyo.audit_logs, scaliyo.support_audit_logs
FROM PUBLIC, anon, authenticated, restricted, service_role;
