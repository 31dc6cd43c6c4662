-- A unit's people and groups, in all systems. Account n of the unit is u<unit>p<n>@scale.example.com.

INSERT INTO auth.users (id, email, display_name, created_at, updated_at)
SELECT id, 'u' || pg_temp.unit() || 'p' || place || '@scale.example.com',
       pg_temp.one_of('{Anna,Björn,Carlos,Dmitri,Elif,Fatou,Gökçe,Hanako,Ivo,João,Katja,Léa,Mei,Nuno,Olu,Þóra}', d1) || ' '
       || pg_temp.one_of('{Aalto,Berg,Castillo,Diallo,Eriksen,Fonseca,Gruber,Haddad,Ito,Jansen,Kowalska,Lund,Moreau,Núñez,O''Neill,Petrov}', d2),
       pg_temp.past(0.9 + d3 / 10), pg_temp.past(0.9 + d3 / 10)
FROM pg_temp.rows('auth.users');

-- One in every unit works for Selify.
INSERT INTO internal.team_members (id, user_id, email, full_name, display_name, role_id, role_name, status, onboarded_at, created_at, updated_at)
SELECT member.id, account.id, 'u' || pg_temp.unit() || '@selify.example', account.display_name, split_part(account.display_name, ' ', 1), role.id, role.name,
       'active', account.created_at, account.created_at, account.created_at
FROM pg_temp.rows('internal.team_members') AS member
JOIN auth.users account ON account.id = pg_temp.id('auth.users', 4 * pg_temp.unit())
JOIN internal.team_roles role ON role.name = CASE WHEN member.d1 < 0.7 THEN 'viewer' ELSE 'engineer' END;

INSERT INTO core.tenants (id, name, slug, settings, status, created_at, updated_at)
SELECT id, pg_temp.one_of('{North,East,South,West}', d1) || ' Pier ' || number, 'pier-' || number, '{}', CASE WHEN d2 < 0.9 THEN 'ACTIVE' ELSE 'TRIAL' END,
       pg_temp.past(0.95), pg_temp.past(d3)
FROM pg_temp.rows('core.tenants');

INSERT INTO core.users (id, tenant_id, email, password_hash, first_name, last_name, title, department, role_id, manager_id, is_active, created_at, updated_at)
SELECT account.id, pg_temp.id('core.tenants', pg_temp.unit()), account.email, '(none)', split_part(account.display_name, ' ', 1), split_part(account.display_name, ' ', 2),
       CASE place WHEN 1 THEN 'Owner' WHEN 2 THEN 'Product manager' END, CASE WHEN place > 2 THEN 'Engineering' END, role.id,
       CASE WHEN place > 1 THEN pg_temp.id('auth.users', number - place + 1) END, true, account.created_at, account.updated_at
FROM pg_temp.rows('core.users')
JOIN auth.users account ON account.id = pg_temp.id('auth.users', number)
JOIN core.roles role ON role.tenant_id IS NULL AND role.code = CASE place WHEN 1 THEN 'OWNER' WHEN 2 THEN 'PRODUCT' WHEN 3 THEN 'ENGINEERING' ELSE 'TESTER' END
ORDER BY place;

INSERT INTO taskjuggler.users (id, email, password, name, timezone, plan, settings, created_at, updated_at)
SELECT account.id, account.email, '(none)', account.display_name, pg_temp.one_of('{Europe/Oslo,Europe/Rome,Asia/Tokyo,America/Denver}', d1),
       pg_temp.one_of('{free,free,free,pro,enterprise}', d2), '{}', account.created_at, account.updated_at
FROM pg_temp.rows('taskjuggler.users')
JOIN auth.users account ON account.id = pg_temp.id('auth.users', number);

INSERT INTO taskjuggler.teams (id, name, description, created_by, created_at, updated_at)
SELECT id, 'Crew ' || number, CASE WHEN d1 < 0.5 THEN pg_temp.title(d2, d3) END, pg_temp.id('auth.users', 4 * number - 3), pg_temp.past(0.95), pg_temp.past(d4)
FROM pg_temp.rows('taskjuggler.teams');

-- The four, and two of them in a team of others as well.
INSERT INTO taskjuggler.team_members (id, team_id, user_id, is_admin, joined_at, created_at, updated_at)
SELECT member.id, crew.team, pg_temp.id('auth.users', 4 * (pg_temp.unit() - 1) + CASE WHEN place <= 4 THEN place ELSE place - 4 END), place = 1,
       pg_temp.past(d2), pg_temp.past(d2), pg_temp.past(d2)
FROM pg_temp.rows('taskjuggler.team_members') AS member
JOIN scale_groups crew ON crew.number = CASE WHEN place <= 4 THEN pg_temp.unit() + 2 ELSE pg_temp.skewed(d1, pg_temp.unit() + 1) END;

INSERT INTO assist.organizations (id, name, slug, settings, monthly_budget, created_at, updated_at)
SELECT id, 'Pier ' || number, 'pier-' || number, '{}', CASE WHEN d1 < 0.6 THEN (100 + floor(d2 * 900))::numeric END, pg_temp.past(0.95), pg_temp.past(d3)
FROM pg_temp.rows('assist.organizations');

INSERT INTO assist.users (id, organization_id, email, username, display_name, status, settings, preferences, first_name, last_name, created_at, updated_at)
SELECT account.id, pg_temp.id('assist.organizations', pg_temp.unit()), account.email, 'p' || place, account.display_name, CASE WHEN d1 < 0.97 THEN 'active' ELSE 'suspended' END,
       '{}', '{}', split_part(account.display_name, ' ', 1), split_part(account.display_name, ' ', 2), account.created_at, account.updated_at
FROM pg_temp.rows('assist.users')
JOIN auth.users account ON account.id = pg_temp.id('auth.users', number);

INSERT INTO assist.org_memberships (id, organization_id, user_id, role, created_at, updated_at)
SELECT id, pg_temp.id('assist.organizations', pg_temp.unit()), pg_temp.id('auth.users', number), CASE place WHEN 1 THEN 'owner' ELSE 'member' END, pg_temp.past(0.94), pg_temp.past(0.94)
FROM pg_temp.rows('assist.org_memberships');

INSERT INTO scaliyo.profiles (id, email, name, role, status, plan, credits_total, credits_used, ui_preferences, "createdAt", created_at, updated_at)
SELECT account.id, account.email, account.display_name, 'CLIENT', CASE WHEN d1 < 0.97 THEN 'active' ELSE 'disabled' END, pg_temp.one_of('{Starter,Starter,Growth,Business}', d2),
       2000, floor(2000 * d3 * d3)::integer, '{}', account.created_at, account.created_at, account.updated_at
FROM pg_temp.rows('scaliyo.profiles')
JOIN auth.users account ON account.id = pg_temp.id('auth.users', number);

INSERT INTO scaliyo.teams (id, name, owner_id, created_at)
SELECT id, 'Sales ' || number, pg_temp.id('auth.users', 4 * number - 3), pg_temp.past(0.95)
FROM pg_temp.rows('scaliyo.teams');

INSERT INTO scaliyo.team_members (id, team_id, user_id, role, joined_at)
SELECT id, pg_temp.id('scaliyo.teams', pg_temp.unit()), pg_temp.id('auth.users', number), CASE place WHEN 1 THEN 'owner' WHEN 2 THEN 'admin' ELSE 'member' END, pg_temp.past(0.94)
FROM pg_temp.rows('scaliyo.team_members');
