-- Assist, what stands behind the tasks. Row kinds: 4001 organizations, 4002 their memberships. Ids of the others are text.
-- Tasks 1 to 32 are of Harbour's people, each in a space of the own; 33 to 40 are Iris', in Lumen.

INSERT INTO assist.organizations (id, name, slug, settings, system_prompt, allowed_tiers, monthly_budget, created_at, updated_at)
VALUES
    (pg_temp.row_id(4001, 1), 'Harbour Works', 'harbour', '{"language": "en"}', 'Answer briefly.', '{basic,standard,premium}', 400.00, pg_temp.day(-390), pg_temp.day(-9)),
    (pg_temp.row_id(4001, 2), 'Lumen Studio',  'lumen',   '{"language": "it"}', NULL,              '{basic}',                  50.00,  pg_temp.day(-180), pg_temp.day(-8));

INSERT INTO assist.users (id, organization_id, email, username, display_name, password_hash, status, last_login_at, settings, preferences, first_name, last_name, created_at, updated_at)
SELECT account.id, pg_temp.row_id(4001, organization), account.email, who, account.display_name, pg_temp.bcrypt(), 'active',
       pg_temp.day(-organization), '{}', '{"theme": "dark"}',
       split_part(account.display_name, ' ', 1), split_part(account.display_name, ' ', 2), account.created_at, pg_temp.day(-3)
FROM (VALUES ('ada', 1), ('ben', 1), ('dan', 1), ('iris', 2)) AS person (who, organization)
JOIN auth.users account ON account.id = pg_temp.who(who);

INSERT INTO assist.org_memberships (id, organization_id, user_id, role, created_at, updated_at)
SELECT pg_temp.row_id(4002, row_number() OVER (ORDER BY id)), organization_id, id,
       CASE WHEN username IN ('ada', 'iris') THEN 'owner' ELSE 'member' END, created_at, updated_at
FROM assist.users;

INSERT INTO assist.spaces (id, user_id, user_uuid, name, type, slug, order_index, space_type, organization_id, created_at, updated_at)
SELECT 'space_' || lpad(number::text, 3, '0'), pg_temp.who(who), pg_temp.who(who), name, 'work', lower(replace(name, ' ', '-')), number,
       kind, CASE WHEN kind = 'organization' THEN pg_temp.row_id(4001, CASE who WHEN 'iris' THEN 2 ELSE 1 END) END,
       pg_temp.day(-160 + number), pg_temp.day(-number)
FROM (VALUES (1, 'ada', 'My desk', 'personal'), (2, 'ada', 'The board', 'organization'), (3, 'ben', 'Workshop', 'project'), (4, 'dan', 'Figures', 'personal'), (5, 'iris', 'On tour', 'project')) AS space (number, who, name, kind);

INSERT INTO assist.areas (id, space_id, name, order_index, user_id, user_uuid, is_general, slug, is_restricted, created_by, created_at, updated_at)
SELECT 'area_' || lpad(n::text, 3, '0'), space.id, area.name, place, space.user_id, space.user_uuid, place = 1, lower(area.name), place = 3,
       space.user_id, space.created_at, space.updated_at
FROM (SELECT n, 1 + (n - 1) / 3 AS number, 1 + (n - 1) % 3 AS place, pg_temp.pick('{General,Drafts,Closed}', n - 1) AS name FROM generate_series(1, 15) AS n) AS area
JOIN assist.spaces space ON space.id = 'space_' || lpad(number::text, 3, '0');

INSERT INTO assist.tasks (
    id, title, description, status, priority, color, due_date, due_date_type, completed_at, completion_notes, source_type, parent_task_id,
    subtask_type, subtask_order, context_summary, area_id, space_id, user_id, user_uuid,
    last_activity_at, created_at, updated_at, estimated_effort, planning_data)
SELECT 'task_' || lpad(n::text, 3, '0'), title, 'Started from a conversation.', status, pg_temp.pick('{normal,high,low,urgent,normal}', n),
       pg_temp.pick('{blue,green,amber,violet}', n),
       CASE WHEN n % 4 <> 0 THEN pg_temp.day(n % 9 - 2) END, CASE WHEN n % 4 <> 0 THEN pg_temp.pick('{soft,hard}', n) END,
       CASE WHEN status = 'completed' THEN pg_temp.day(-n * 0.6) END, CASE WHEN status = 'completed' THEN 'Sent' END,
       CASE WHEN n % 6 = 0 THEN 'document' ELSE 'manual' END, CASE WHEN n % 8 = 7 THEN 'task_' || lpad((n - 5)::text, 3, '0') END,
       'conversation', n % 3, 'What matters: ' || lower(title) || '.', 'area_' || lpad((3 * number - 2 + n % 2)::text, 3, '0'), space.id,
       space.user_id, space.user_uuid,
       pg_temp.day(-n * 0.5), pg_temp.day(-n * 1.5 - 2), pg_temp.day(-n * 0.5), pg_temp.pick('{quick,short,medium,long,multi_day}', n),
       CASE WHEN status = 'planning' THEN '{"steps": ["read", "ask", "write"]}'::jsonb END
FROM (
    SELECT n, CASE WHEN n <= 32 THEN (ARRAY[1, 2, 3, 4, 1])[1 + n % 5] ELSE 5 END AS number,
           pg_temp.pick('{active,planning,in_progress,waiting,completed,active,cancelled}', n) AS status,
           pg_temp.pick(ARRAY['Write the letter to the authority', 'Compare three offers', 'Summarize the season',
               'Prepare the board meeting', 'Translate the rules of the harbour', 'Draft the advertisement for a second designer',
               'Check the sums of the budget', 'Answer the journalist', 'Plan the boat show'], n) AS title
    FROM generate_series(1, 40) AS n
) AS task
JOIN assist.spaces space ON space.id = 'space_' || lpad(number::text, 3, '0');

INSERT INTO assist.related_tasks (id, source_task_id, target_task_id, relationship_type, created_at)
SELECT 'related_' || lpad(n::text, 3, '0'), 'task_' || lpad(n::text, 3, '0'), 'task_' || lpad((n + 5)::text, 3, '0'),
       pg_temp.pick('{related,blocks,depends_on,informs}', n), pg_temp.day(-n)
FROM generate_series(1, 12) AS n;
