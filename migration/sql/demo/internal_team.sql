-- Selify internal, the team. Row kinds: 1001 members, 1002 roles, 1003 capabilities, 1004 audit log, 1005 mailboxes.

-- The row in team_members of a person, by first name.
CREATE FUNCTION pg_temp.member(name text) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN pg_temp.row_id(1001, array_position(ARRAY['ada', 'ben', 'chloe', 'dan', 'hugo', 'grace', 'lena', 'marco'], name));

-- All that the policies ask for, and the one that the documents give as an example.
INSERT INTO internal.team_capabilities (id, name, category, description, created_at)
SELECT pg_temp.row_id(1003, number), name, split_part(name, '.', 1), description, pg_temp.day(-400)
FROM (VALUES
    (1,  'ops.tasks.edit',         'Make and change tasks; write comments, time entries, attachments of one''s own'),
    (2,  'ops.tasks.manage',       'Delete tasks; change and delete what others wrote at them'),
    (3,  'ops.approvals.decide',   'Vote on approval requests, decide them, record outcomes'),
    (4,  'ops.approvals.manage',   'Make, correct and delete approval requests'),
    (5,  'ops.errors.manage',      'Work on errors'),
    (6,  'ops.incidents.manage',   'Work on incidents'),
    (7,  'infra.services.manage',  'Set up monitored services, clear their checks'),
    (8,  'infra.git.manage',       'Say how far a repository trusts the AI'),
    (9,  'team.members.manage',    'Add and change members'),
    (10, 'team.roles.manage',      'Define roles, name capabilities'),
    (11, 'admin.audit.view',       'Read the audit logs'),
    (12, 'admin.workspaces.view',  'See the workspaces of customers')
) AS capability (number, name, description);

INSERT INTO internal.team_roles (id, name, display_name, description, capabilities, is_system, created_at, updated_at)
VALUES
    (pg_temp.row_id(1002, 1), 'owner', 'Owner', 'Everything', (SELECT array_agg(name ORDER BY id) FROM internal.team_capabilities),
     true, pg_temp.day(-400), pg_temp.day(-400)),
    (pg_temp.row_id(1002, 2), 'engineer', 'Engineer', 'Builds and repairs',
     '{ops.tasks.edit,ops.tasks.manage,ops.approvals.decide,ops.errors.manage,infra.git.manage}', true, pg_temp.day(-400),
     pg_temp.day(-90)),
    (pg_temp.row_id(1002, 3), 'operator', 'Operator', 'Keeps the services up and decides what the AI asks for',
     '{ops.tasks.edit,ops.approvals.decide,ops.approvals.manage,ops.errors.manage,ops.incidents.manage,infra.services.manage}', true,
     pg_temp.day(-400), pg_temp.day(-30)),
    (pg_temp.row_id(1002, 4), 'support', 'Support', 'Answers customers', '{ops.tasks.edit,admin.workspaces.view}', false, pg_temp.day(-200), pg_temp.day(-200)),
    (pg_temp.row_id(1002, 5), 'viewer', 'Viewer', 'Reads', '{}', true, pg_temp.day(-400), pg_temp.day(-400));

-- Lena has no account yet, Marco no longer has one.
INSERT INTO internal.team_members (
    id, user_id, email, personal_email, full_name, display_name, role_id, role_name, custom_capabilities, github_username, modal_access,
    cloudflare_access, status, onboarded_at, last_login_at, suspended_at, offboarded_at, notes, created_by, created_at, updated_at)
SELECT pg_temp.member(who), pg_temp.who(who), who || '@selify.example', who || '@example.com', full_name, initcap(who),
       role.id, role.name, custom, who || '-selify', role.name IN ('owner', 'engineer'), role.name IN ('owner', 'operator'),
       status, pg_temp.day(-joined + 2), CASE WHEN status = 'active' THEN pg_temp.day(-0.1 * length(who)) END,
       CASE WHEN status = 'suspended' THEN pg_temp.day(-14) END, CASE WHEN status = 'offboarded' THEN pg_temp.day(-45) END,
       notes, CASE WHEN who <> 'ada' THEN pg_temp.member('ada') END, pg_temp.day(-joined), pg_temp.day(-10)
FROM (VALUES
    ('ada',   'Ada Lindqvist', 'owner',    '{}'::text[],          'active',     400, NULL),
    ('ben',   'Ben Okafor',    'engineer', '{}',                  'active',     380, NULL),
    ('chloe', 'Chloé Martin',  'operator', '{}',                  'active',     310, 'On call every second week'),
    ('dan',   'Dan Whitaker',  'viewer',   '{ops.errors.manage}', 'active',     250, 'Looks after the error reports until a second engineer is found'),
    ('hugo',  'Hugo Pereira',  'support',  '{}',                  'active',     120, NULL),
    ('grace', 'Grace Mbeki',   'engineer', '{}',                  'suspended',  330, 'On sabbatical until spring'),
    ('lena',  'Lena Voss',     'engineer', '{}',                  'pending',      3, 'Starts on Monday'),
    ('marco', 'Marco Bianchi', 'operator', '{}',                  'offboarded', 390, 'Left for a sailing trip; mailbox forwarded to Chloé')
) AS person (who, full_name, role_name, custom, status, joined, notes)
JOIN internal.team_roles role ON role.name = person.role_name;

UPDATE internal.team_members SET onboarded_at = NULL WHERE status = 'pending';

INSERT INTO internal.team_email_accounts (id, user_id, email, display_name, color, password_encrypted, is_active, last_sync_at, sync_error, created_at, updated_at)
VALUES
    (pg_temp.row_id(1005, 1), pg_temp.who('ada'),   'ada@selify.example',    'Ada',     '#8b5cf6', '', true,  pg_temp.day(-0.01), NULL, pg_temp.day(-398), pg_temp.day(-0.01)),
    (pg_temp.row_id(1005, 2), pg_temp.who('ada'),   'office@selify.example', 'Office',  '#0ea5e9', '', true,  pg_temp.day(-0.01), NULL, pg_temp.day(-300), pg_temp.day(-0.01)),
    (pg_temp.row_id(1005, 3), pg_temp.who('ben'),   'ben@selify.example',    'Ben',     '#22c55e', '', true,  pg_temp.day(-0.02), NULL, pg_temp.day(-378), pg_temp.day(-0.02)),
    (pg_temp.row_id(1005, 4), pg_temp.who('chloe'), 'chloe@selify.example',  'Chloé',   '#f97316', '', true,  pg_temp.day(-3),    'The mail server refused the password', pg_temp.day(-308), pg_temp.day(-3)),
    (pg_temp.row_id(1005, 5), pg_temp.who('grace'), 'grace@selify.example',  'Grace',   '#64748b', '', false, pg_temp.day(-14),   NULL, pg_temp.day(-328), pg_temp.day(-14));

INSERT INTO internal.team_audit_log (id, actor_id, action, target_id, target_type, details, ip_address, user_agent, created_at)
SELECT pg_temp.row_id(1004, number), pg_temp.member('ada'), action, target, target_type, details::jsonb, '192.0.2.10', 'Mozilla/5.0',
       pg_temp.day(-days)
FROM (VALUES
    (1,  'member.created',         pg_temp.member('ben'),   'team_member', '{"role": "engineer"}',                     380),
    (2,  'member.created',         pg_temp.member('chloe'), 'team_member', '{"role": "support"}',                      310),
    (3,  'member.role_changed',    pg_temp.member('chloe'), 'team_member', '{"from": "support", "to": "operator"}',    290),
    (4,  'member.created',         pg_temp.member('dan'),   'team_member', '{"role": "viewer"}',                       250),
    (5,  'member.created',         pg_temp.member('hugo'),  'team_member', '{"role": "support"}',                      120),
    (6,  'billing.plan_changed',   NULL,                    'billing',     '{"from": "team", "to": "business"}',       75),
    (7,  'workspace.impersonated', '11111111-1111-1111-1111-111111111111', 'workspace', '{"reason": "Customer asked for help with an import", "minutes": 12}', 52),
    (8,  'member.offboarded',      pg_temp.member('marco'), 'team_member', '{"mailbox": "forwarded"}',                 45),
    (9,  'member.suspended',       pg_temp.member('grace'), 'team_member', '{"until": "spring"}',                      14),
    (10, 'member.created',         pg_temp.member('lena'),  'team_member', '{"role": "engineer"}',                     3)
) AS entry (number, action, target, target_type, details, days);
