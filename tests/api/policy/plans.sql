-- Enough rows that it matters how they are found: twenty thousand in each table of the usual lists, most of them other
-- people's. Every five hundredth is the owner's.

CREATE FUNCTION public.person(n bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN id(CASE n % 500 WHEN 0 THEN 'owner' ELSE 'person ' || n % 500 END);

INSERT INTO auth.users (id, email) SELECT person(n), n || '@example.org' FROM generate_series(1, 499) n;

-- TaskJuggler: five hundred people in fifty teams.
INSERT INTO taskjuggler.users (id, email, password, name) SELECT person(n), n, 'x', n FROM generate_series(1, 499) n;
INSERT INTO taskjuggler.teams (id, name, created_by) SELECT id('team ' || n), n, person(n) FROM generate_series(1, 50) n;
INSERT INTO taskjuggler.team_members (team_id, user_id) SELECT id('team ' || n % 50 + 1), person(n) FROM generate_series(1, 499) n;
INSERT INTO taskjuggler.tasks (id, title, requestor_id, owner_id, team_id, status, created_at)
SELECT id('task ' || n), n, person(n), person(n * 7), CASE n % 3 WHEN 0 THEN id('team ' || n % 50 + 1) END,
       (ARRAY['pending', 'in_progress', 'completed', 'cancelled'])[1 + n % 4], now() - n * interval '1 minute'
FROM generate_series(1, 20000) n;
INSERT INTO taskjuggler.task_messages (task_id, user_id, message, created_at)
SELECT id('task ' || n % 2000 * 10), person(n), n, now() - n * interval '1 minute' FROM generate_series(1, 20000) n WHERE n % 2000 > 0;
INSERT INTO taskjuggler.notifications (user_id, type, title, message, is_read, created_at)
SELECT person(n), 'x', n, 'x', n % 3 > 0, now() - n * interval '1 minute' FROM generate_series(1, 20000) n;

-- Selify internal: a team of forty, who see everything.
INSERT INTO internal.team_members (id, user_id, email, full_name, role_id, status)
SELECT id('seat ' || n), person(n), n, n, id('role of member'), 'active' FROM generate_series(1, 40) n;
INSERT INTO internal.tasks (title, assignee_id, status, created_at)
SELECT n, id(CASE n % 40 WHEN 0 THEN 'seat of owner' ELSE 'seat ' || n % 40 END),
       (enum_range(NULL::internal.pm_issue_status))[1 + n % cardinality(enum_range(NULL::internal.pm_issue_status))],
       now() - n * interval '1 minute'
FROM generate_series(1, 20000) n;

-- CodeOps: fifty tenants.
INSERT INTO core.tenants (id, name, slug, status) SELECT id('tenant ' || n), n, n, 'ACTIVE' FROM generate_series(1, 50) n;
INSERT INTO core.decisions (id, tenant_id, title, status, priority, created_at)
SELECT id('decision ' || n), id(CASE n % 50 WHEN 0 THEN 'tenant' ELSE 'tenant ' || n % 50 END), n,
       (ARRAY['NEEDS_INPUT', 'UNDER_DISCUSSION', 'DECIDED', 'IMPLEMENTED'])[1 + n % 4], 'LOW', now() - n * interval '1 minute'
FROM generate_series(1, 20000) n;

-- Scaliyo: everybody has leads.
INSERT INTO scaliyo.leads (client_id, name, created_at)
SELECT person(n), n, now() - n * interval '1 minute' FROM generate_series(1, 20000) n;

-- And fifty boards and teams work with cards and on strategy.
INSERT INTO scaliyo.profiles (id, email) SELECT person(n), n FROM generate_series(1, 499) n;
INSERT INTO scaliyo.teams (id, name, owner_id) SELECT id('crew ' || n), n, person(n) FROM generate_series(1, 49) n;
INSERT INTO scaliyo.team_members (team_id, user_id) SELECT id('crew ' || n % 49 + 1), person(n) FROM generate_series(1, 499) n;
INSERT INTO scaliyo.strategy_tasks (title, user_id, team_id, status, created_at)
SELECT n, person(n), CASE n % 50 WHEN 0 THEN id('crew') ELSE id('crew ' || n % 50) END, (ARRAY['todo', 'done'])[1 + n % 2], now() - n * interval '1 minute'
FROM generate_series(1, 20000) n;
INSERT INTO scaliyo.teamhub_boards (id, created_by) SELECT id('board ' || n), person(n) FROM generate_series(1, 49) n;
INSERT INTO scaliyo.teamhub_lists (id, board_id) SELECT id('list ' || n), id('board ' || n) FROM generate_series(1, 49) n;
INSERT INTO scaliyo.teamhub_flow_members (flow_id, user_id) SELECT id('board ' || n % 49 + 1), person(n) FROM generate_series(1, 499) n;
INSERT INTO scaliyo.teamhub_cards (id, title, board_id, list_id, created_by, created_at)
SELECT id('card ' || n), n, id(CASE n % 50 WHEN 0 THEN 'board' ELSE 'board ' || n % 50 END), id(CASE n % 50 WHEN 0 THEN 'list' ELSE 'list ' || n % 50 END),
       person(n), now() - n * interval '1 minute'
FROM generate_series(1, 20000) n;
INSERT INTO scaliyo.teamhub_comments (card_id, user_id, body) SELECT id('card ' || n), person(n), n FROM generate_series(1, 20000) n;

-- Assist: everybody has a space.
INSERT INTO assist.organizations (id, name, slug) VALUES (id('crowd'), 'x', 'crowd');
INSERT INTO assist.users (id, organization_id, email, username) SELECT person(n), id('crowd'), n, n FROM generate_series(1, 500) n ON CONFLICT DO NOTHING;
INSERT INTO assist.spaces (id, user_id, user_uuid, name, type, slug)
SELECT 'space ' || n, person(n), person(n), n, 'personal', n FROM generate_series(1, 500) n;
INSERT INTO assist.tasks (id, title, color, space_id, user_id, user_uuid, created_at)
SELECT n, n, 'x', 'space ' || n % 500 + 1, person(n + 1), person(n + 1), now() - n * interval '1 minute' FROM generate_series(1, 20000) n;

ANALYZE;
