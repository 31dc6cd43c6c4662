-- CodeOps, tenants and people. Row kinds: 2001 roles, 2002 permissions, 2003 teams, 2004 team members, 2005 stakeholders.

INSERT INTO core.tenants (id, name, slug, settings, status, created_at, updated_at)
VALUES
    ('11111111-1111-1111-1111-111111111111', 'Harbour Works', 'harbour', '{"timezone": "Europe/Oslo", "sla_hours": 48}',  'ACTIVE',    pg_temp.day(-400), pg_temp.day(-12)),
    ('22222222-2222-2222-2222-222222222222', 'Lumen Studio',  'lumen',   '{"timezone": "Europe/Rome", "sla_hours": 72}',  'TRIAL',     pg_temp.day(-20),  pg_temp.day(-2)),
    ('33333333-3333-3333-3333-333333333333', 'Old Mill',      'old-mill', '{"timezone": "Europe/London"}',                'SUSPENDED', pg_temp.day(-300), pg_temp.day(-30)),
    ('44444444-4444-4444-4444-444444444444', 'Tin Can Radio', 'tin-can', '{"timezone": "America/Denver"}',                'CANCELLED', pg_temp.day(-350), pg_temp.day(-100));

-- All that the policies ask for.
INSERT INTO core.permissions (id, code, name, description, category)
SELECT pg_temp.row_id(2002, number), code, name, description, split_part(code, '.', 1)
FROM (VALUES
    (1,  'outcomes.manage',     'Manage outcomes',     'Make, change and delete outcomes'),
    (2,  'hypotheses.manage',   'Manage hypotheses',   'Make, change and delete hypotheses'),
    (3,  'decisions.manage',    'Manage decisions',    'Make, change and delete decisions, delete comments'),
    (4,  'decisions.comment',   'Comment decisions',   'Comment on decisions, change and delete own comments'),
    (5,  'stakeholders.manage', 'Manage stakeholders', 'Make, change and delete stakeholders'),
    (6,  'teams.manage',        'Manage teams',        'Make and change teams, add and remove their members'),
    (7,  'users.manage',        'Manage users',        'Change users, up to the own permissions'),
    (8,  'roles.manage',        'Manage roles',        'Define roles of the own tenant, up to the own permissions'),
    (9,  'tenant.manage',       'Manage the tenant',   'Change name, logo and settings of the tenant'),
    (10, 'audit.view',          'Read the audit log',  'See who did what')
) AS permission (number, code, name, description);

-- System roles for every tenant, then three of Harbour's and one of Lumen's.
INSERT INTO core.roles (id, tenant_id, code, name, description, category, level, is_system_role, created_at)
SELECT pg_temp.row_id(2001, number), tenant, code, name, description, category, level, tenant IS NULL, pg_temp.day(-400)
FROM (VALUES
    (1,  NULL::uuid, 'OWNER',       'Owner',               'Everything',                              'SYSTEM',      'L9_OWNER'),
    (2,  NULL,       'EXECUTIVE',   'Executive',           'Decides what the others cannot',          'EXECUTIVE',   'L8_CXXX'),
    (3,  NULL,       'PRODUCT',     'Product manager',     'Outcomes, hypotheses, decisions',         'PRODUCT',     'L4_MANAGER'),
    (4,  NULL,       'ENGINEERING', 'Engineering lead',    'Hypotheses and decisions',                'ENGINEERING', 'L3_LEAD'),
    (5,  NULL,       'DESIGN',      'Designer',            'Takes part in decisions',                 'UX',          'L2_SENIOR'),
    (6,  NULL,       'TESTER',      'Tester',              'Takes part in decisions',                 'QA',          'L1_INDIVIDUAL'),
    (7,  NULL,       'ANALYST',     'Analyst',             'Takes part in decisions, reads the log',  'DATA',        'L2_SENIOR'),
    (8,  NULL,       'BUSINESS',    'Head of business',    'Outcomes and stakeholders',               'BUSINESS',    'L6_VP'),
    (9,  NULL,       'STAKEHOLDER', 'Stakeholder',         'Reads and comments',                      'STAKEHOLDER', 'L5_SENIOR_MANAGER'),
    (10, '11111111-1111-1111-1111-111111111111', 'FLEET', 'Head of the fleet',   'Harbour''s own', 'CUSTOM', 'L7_SVP'),
    (11, '22222222-2222-2222-2222-222222222222', 'STAGE', 'Head of the stages',  'Lumen''s own',   'CUSTOM', 'L4_MANAGER')
) AS role (number, tenant, code, name, description, category, level);

INSERT INTO core.role_permissions (role_id, permission_id)
SELECT role.id, permission.id
FROM (VALUES
    ('OWNER',       ARRAY['outcomes', 'hypotheses', 'decisions', 'stakeholders', 'teams', 'users', 'roles', 'tenant', 'audit']),
    ('EXECUTIVE',   ARRAY['outcomes', 'decisions', 'stakeholders', 'teams', 'audit']),
    ('PRODUCT',     ARRAY['outcomes', 'hypotheses', 'decisions', 'stakeholders']),
    ('ENGINEERING', ARRAY['hypotheses', 'decisions']),
    ('DESIGN',      ARRAY['comment']),
    ('TESTER',      ARRAY['comment']),
    ('ANALYST',     ARRAY['comment', 'audit']),
    ('BUSINESS',    ARRAY['outcomes', 'stakeholders', 'comment']),
    ('STAKEHOLDER', ARRAY['comment']),
    ('FLEET',       ARRAY['teams', 'comment']),
    ('STAGE',       ARRAY['teams', 'comment'])
) AS given (code, areas)
JOIN core.roles role USING (code)
JOIN core.permissions permission ON permission.category = ANY (given.areas) OR permission.code = 'decisions.comment' AND 'comment' = ANY (given.areas);

INSERT INTO core.users (id, tenant_id, email, password_hash, first_name, last_name, title, department, role_id, manager_id, is_active, last_login_at, created_at, updated_at)
SELECT pg_temp.who(who),
       (CASE tenant WHEN 'harbour' THEN '11111111-1111-1111-1111-111111111111' ELSE '22222222-2222-2222-2222-222222222222' END)::uuid,
       who || '@example.com', pg_temp.bcrypt(),
       split_part(account.display_name, ' ', 1), split_part(account.display_name, ' ', 2), title, department, role.id, pg_temp.who(manager),
       true, pg_temp.day(-0.3 * length(who)), pg_temp.day(-days), pg_temp.day(-5)
FROM (VALUES
    ('ada',   'harbour', 'Founder',          'Board',       'OWNER',       NULL,    400),
    ('ben',   'harbour', 'Engineering lead', 'Engineering', 'ENGINEERING', 'ada',   380),
    ('chloe', 'harbour', 'Product manager',  'Product',     'PRODUCT',     'ada',   310),
    ('dan',   'harbour', 'Analyst',          'Product',     'ANALYST',     'chloe', 250),
    ('emi',   'harbour', 'Designer',         'Product',     'DESIGN',      'chloe', 240),
    ('iris',  'lumen',   'Managing partner', 'Board',       'OWNER',       NULL,    20),
    ('jonas', 'lumen',   'Developer',        'Engineering', 'ENGINEERING', 'iris',  19)
) AS person (who, tenant, title, department, role_code, manager, days)
JOIN core.roles role ON role.code = role_code AND role.tenant_id IS NULL
JOIN auth.users account ON account.id = pg_temp.who(who);

INSERT INTO core.teams (id, tenant_id, name, slug, description, color, lead_id, is_active, settings, created_at, updated_at)
VALUES
    (pg_temp.row_id(2003, 1), '11111111-1111-1111-1111-111111111111', 'Booking',   'booking',  'Berths, ferries, tickets',    '#0ea5e9', pg_temp.who('chloe'), true,  '{"stand_up": "09:30"}', pg_temp.day(-350), pg_temp.day(-20)),
    (pg_temp.row_id(2003, 2), '11111111-1111-1111-1111-111111111111', 'Platform',  'platform', 'What the others stand on',    '#8b5cf6', pg_temp.who('ben'),   true,  '{"stand_up": "09:45"}', pg_temp.day(-350), pg_temp.day(-20)),
    (pg_temp.row_id(2003, 3), '11111111-1111-1111-1111-111111111111', 'Freight',   'freight',  'Dissolved in the spring',     '#64748b', NULL,                 false, NULL,                    pg_temp.day(-340), pg_temp.day(-150)),
    (pg_temp.row_id(2003, 4), '22222222-2222-2222-2222-222222222222', 'Stages',    'stages',   'Light and sound on the road', '#f59e0b', pg_temp.who('jonas'), true,  '{}',                    pg_temp.day(-18),  pg_temp.day(-2));

INSERT INTO core.team_members (id, team_id, user_id, team_role, joined_at, added_by_id)
SELECT pg_temp.row_id(2004, number), pg_temp.row_id(2003, team), pg_temp.who(name), team_role, pg_temp.day(-days), pg_temp.who(adder)
FROM (VALUES
    (1, 1, 'chloe', 'LEAD',     310, 'ada'), (2, 1, 'emi', 'MEMBER', 240, 'chloe'), (3, 1, 'dan', 'MEMBER', 250, 'chloe'),
    (4, 1, 'ada', 'OBSERVER', 310, 'chloe'),
    (5, 2, 'ben',   'LEAD',     350, 'ada'), (6, 2, 'dan', 'OBSERVER', 200, 'ben'), (7, 2, 'ada', 'MEMBER', 350, 'ada'),
    (8, 4, 'jonas', 'LEAD',     18, 'iris'), (9, 4, 'iris', 'MEMBER', 18, 'iris')
) AS member (number, team, name, team_role, days, adder);

INSERT INTO core.stakeholders (
    id, tenant_id, name, email, title, organization, phone, type, user_id, expertise, preferred_contact_method, availability_notes,
    timezone,
    decisions_pending, decisions_completed, decisions_escalated, avg_response_time_hours, last_decision_at, is_active, notes, created_at,
    updated_at, created_by_id)
SELECT pg_temp.row_id(2005, number),
       (CASE WHEN number < 9 THEN '11111111-1111-1111-1111-111111111111' ELSE '22222222-2222-2222-2222-222222222222' END)::uuid, name,
       email, title, organization,
       '+47 55 00 00 ' || 10 + number, type, pg_temp.who(account), expertise, pg_temp.pick('{email,phone,chat}', number), 'Not on Fridays',
       'Europe/Oslo',
       number % 3, 2 + number, number % 2, 6.5 + number, pg_temp.day(-number), number <> 6, NULL, pg_temp.day(-200), pg_temp.day(-number),
       CASE WHEN number < 9 THEN pg_temp.who('chloe') ELSE pg_temp.who('iris') END
FROM (VALUES
    (1,  'Ada Lindqvist',   'ada@example.com',       'Founder',           'Harbour Works',   'EXECUTIVE',  'ada',  '["money", "people"]'),
    (2,  'Ben Okafor',      'ben@example.com',       'Engineering lead',  'Harbour Works',   'TECHNICAL',  'ben',  '["databases", "releases"]'),
    (3,  'Emi Tanaka',      'emi@example.com',       'Designer',          'Harbour Works',   'INTERNAL',   'emi',  '["forms", "signage"]'),
    (4,  'Rolf Haugen',     'rolf@example.org',      'Harbour master',    'Port of Bergvik', 'CUSTOMER',   NULL,   '["berths"]'),
    (5,  'Petra Lund',      'petra@example.org',     'Ferry operator',    'Lund Ferries',    'CUSTOMER',   NULL,   '["timetables"]'),
    (6,  'Oscar Vik',       'oscar@example.org',     'Consultant',        'Vik and Daughter', 'EXTERNAL',  NULL,   '["contracts"]'),
    (7,  'Signe Dahl',      'signe@example.org',     'Inspector',         'Harbour Authority', 'REGULATORY', NULL, '["safety"]'),
    (8,  'Tove Strand',     'tove@example.org',      'Network engineer',  'Coast Net',       'TECHNICAL',  NULL,   '["networks"]'),
    (9,  'Iris Castellano', 'iris@example.com',      'Managing partner',  'Lumen Studio',    'EXECUTIVE',  'iris', '["stages"]'),
    (10, 'Paolo Conti',     'paolo@example.org',     'Theatre director',  'Teatro Verdi',    'CUSTOMER',   NULL,   '["light"]')
) AS stakeholder (number, name, email, title, organization, type, account, expertise);
