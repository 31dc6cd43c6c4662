-- TaskJuggler, the work. Row kinds: 3001 profiles, 3002 channels, 3003 inbox items, 3004 routing rules, 3005 teams, 3006 team members,
-- 3007 team invitations, 3101 tasks, 3102 messages, 3103 reads, 3104 actions, 3105 task invitations.
-- Tasks 1 to 120 are Harbour's, 121 to 150 Lumen's, 151 to 160 Farid's own.

INSERT INTO taskjuggler.users (id, email, password, name, phone, timezone, plan, plan_expires_at, settings, created_at, updated_at)
SELECT pg_temp.who(who), account.email, pg_temp.bcrypt(), account.display_name, '+47 55 00 01 ' || 10 + number, zone, plan,
       CASE WHEN plan <> 'free' THEN pg_temp.day(200) END, '{"digest": "daily"}', account.created_at, pg_temp.day(-number)
FROM (VALUES
    (1, 'ada', 'Europe/Oslo', 'enterprise'), (2, 'ben', 'Europe/Oslo', 'pro'), (3, 'chloe', 'Europe/Paris', 'pro'),
    (4, 'iris', 'Europe/Rome', 'pro'), (5, 'jonas', 'Europe/Berlin', 'free'), (6, 'farid', 'Europe/London', 'free')
) AS person (number, who, zone, plan)
JOIN auth.users account ON account.id = pg_temp.who(who);

INSERT INTO taskjuggler.profiles (id, user_id, type, display_name, bio, website, metadata, created_at, updated_at)
VALUES
    (pg_temp.row_id(3001, 1), pg_temp.who('ada'),   'personal',     'Ada Lindqvist',        'Sails, and owns a harbour',              NULL,                          '{}', pg_temp.day(-399), pg_temp.day(-9)),
    (pg_temp.row_id(3001, 2), pg_temp.who('ada'),   'organization', 'Harbour Works',        'Berths, ferries, winter storage',        'https://harbour.example.org', '{}', pg_temp.day(-399), pg_temp.day(-9)),
    (pg_temp.row_id(3001, 3), pg_temp.who('ben'),   'personal',     'Ben Okafor',           'Repairs what is broken',                 NULL,                          '{}', pg_temp.day(-379), pg_temp.day(-8)),
    (pg_temp.row_id(3001, 4), pg_temp.who('chloe'), 'personal',     'Chloé Martin',         'Knows everybody on the pier',            NULL,                          '{}', pg_temp.day(-309), pg_temp.day(-7)),
    (pg_temp.row_id(3001, 5), pg_temp.who('iris'),  'organization', 'Lumen Studio',         'Light and sound for theatres',           'https://lumen.example.org',   '{}', pg_temp.day(-199), pg_temp.day(-6)),
    (pg_temp.row_id(3001, 6), pg_temp.who('jonas'), 'personal',     'Jonas Weber',          'Cables, desks, and the code behind them', NULL,                         '{}', pg_temp.day(-189), pg_temp.day(-5)),
    (pg_temp.row_id(3001, 7), pg_temp.who('farid'), 'company',      'Haddad Boat Electrics', 'Two people and a van',                  'https://haddad.example.org',  '{}', pg_temp.day(-149), pg_temp.day(-4));

INSERT INTO taskjuggler.teams (id, name, description, created_by, created_at, updated_at)
VALUES
    (pg_temp.row_id(3005, 1), 'Harbour Works', 'Everything between the pier and the office', pg_temp.who('ada'),  pg_temp.day(-390), pg_temp.day(-12)),
    (pg_temp.row_id(3005, 2), 'Lumen Studio',  'Stages from Rome to Berlin',                 pg_temp.who('iris'), pg_temp.day(-180), pg_temp.day(-11));

INSERT INTO taskjuggler.team_members (id, team_id, user_id, is_admin, joined_at, created_at, updated_at)
SELECT pg_temp.row_id(3006, number), pg_temp.row_id(3005, team), pg_temp.who(who), admin, pg_temp.day(-days), pg_temp.day(-days),
       pg_temp.day(-days)
FROM (VALUES (1, 1, 'ada', true, 390), (2, 1, 'ben', false, 379), (3, 1, 'chloe', true, 309), (4, 2, 'iris', true, 180), (5, 2, 'jonas', false, 175)) AS member (number, team, who, admin, days);

INSERT INTO taskjuggler.team_invitations (id, team_id, email, phone, invite_code, invited_by, status, expires_at, created_at, updated_at)
SELECT pg_temp.row_id(3007, number), pg_temp.row_id(3005, team), email, phone, md5('team invitation ' || number), pg_temp.who(who), status,
       pg_temp.day(7 - days), pg_temp.day(-days), pg_temp.day(-days + 1)
FROM (VALUES
    (1, 1, 'rolf@example.org',  NULL,              'ada',   'pending',  2),
    (2, 1, 'chloe@example.com', NULL,              'ada',   'accepted', 310),
    (3, 1, NULL,                '+47 55 00 02 01', 'chloe', 'declined', 40),
    (4, 1, 'petra@example.org', NULL,              'chloe', 'expired',  60),
    (5, 2, 'paolo@example.org', NULL,              'iris',  'pending',  1)
) AS invitation (number, team, email, phone, who, status, days);

INSERT INTO taskjuggler.assistant_channels (id, user_id, channel_type, phone_number, email_address, is_active, greeting_message, voicemail_greeting, created_at)
VALUES
    (pg_temp.row_id(3002, 1), pg_temp.who('ada'),  'phone', '+47 55 00 03 01', NULL,                         true,  'Harbour Works, good day', 'We are on the water. Leave a word.', pg_temp.day(-380)),
    (pg_temp.row_id(3002, 2), pg_temp.who('ada'),  'email', NULL,              'desk@harbour.example.org',   true,  NULL, NULL, pg_temp.day(-380)),
    (pg_temp.row_id(3002, 3), pg_temp.who('ada'),  'sms',   '+47 55 00 03 02', NULL,                         true,  NULL, NULL, pg_temp.day(-300)),
    (pg_temp.row_id(3002, 4), pg_temp.who('iris'), 'email', NULL,              'hello@lumen.example.org',    true,  NULL, NULL, pg_temp.day(-170)),
    (pg_temp.row_id(3002, 5), pg_temp.who('iris'), 'phone', '+39 06 00 00 01', NULL,                         false, 'Lumen Studio', NULL, pg_temp.day(-170));

INSERT INTO taskjuggler.routing_rules (id, user_id, name, description, priority, is_active, conditions, actions, times_matched, last_matched_at, created_at, updated_at)
VALUES
    (pg_temp.row_id(3004, 1), pg_temp.who('ada'),  'Storm',        'Anything about weather is urgent', 10,  true,  '{"body_contains": ["storm", "flood"]}',      '{"priority": "urgent", "team": "Harbour Works"}', 12, pg_temp.day(-1),  pg_temp.day(-300), pg_temp.day(-1)),
    (pg_temp.row_id(3004, 2), pg_temp.who('ada'),  'Invoices',     'To Chloé',                         50,  true,  '{"subject_contains": ["invoice"]}',          '{"assign": "chloe@example.com"}',                 31, pg_temp.day(-2),  pg_temp.day(-290), pg_temp.day(-2)),
    (pg_temp.row_id(3004, 3), pg_temp.who('ada'),  'Newsletters',  'Away with them',                   100, false, '{"from_contains": ["newsletter"]}',          '{"dismiss": true}',                               88, pg_temp.day(-50), pg_temp.day(-280), pg_temp.day(-50)),
    (pg_temp.row_id(3004, 4), pg_temp.who('iris'), 'Theatres',     'To Jonas',                         10,  true,  '{"from_contains": ["teatro", "theatre"]}',   '{"assign": "jonas@example.com"}',                 9,  pg_temp.day(-3),  pg_temp.day(-160), pg_temp.day(-3));

-- The newest last. Each is for whom its team works with: who asks, who owns.
INSERT INTO taskjuggler.tasks (
    id, title, description, status, priority, requestor_id, owner_id, team_id, team_member_id, source_type, source_channel_id,
    source_channel, metadata, tags, due_date, started_at, completed_at, created_at, updated_at)
SELECT pg_temp.row_id(3101, n), what || ' ' || place,
       pg_temp.pick(ARRAY['As agreed on the telephone.', 'The same as last year, please.', 'Bring the long ladder.',
           'Ask before you order anything.', 'The customer is there until noon.'], n),
       status, pg_temp.pick('{normal,high,low,normal,urgent,normal}', n + n / 6), pg_temp.who(requestor), pg_temp.who(owner),
       CASE WHEN n % 5 <> 0 THEN team END, CASE WHEN n % 6 = 0 AND team IS NOT NULL THEN seat END,
       pg_temp.pick('{web,email,phone,sms,api}', n),
       CASE WHEN requestor = 'ada' THEN CASE n % 5 WHEN 1 THEN pg_temp.row_id(3002, 2) WHEN 2 THEN pg_temp.row_id(3002, 1) WHEN 3 THEN pg_temp.row_id(3002, 3) END END,
       pg_temp.pick('{web,email,phone,sms,api}', n), jsonb_build_object('order', 7000 + n),
       jsonb_build_array(pg_temp.pick('{repair,office,customer,season}', n)),
       CASE WHEN n % 5 <> 3 THEN CASE WHEN status IN ('completed', 'cancelled') THEN created + interval '8 days' ELSE pg_temp.day(n % 11 - 3) END END,
       CASE WHEN status IN ('in_progress', 'completed') THEN created + interval '8 hours' END,
       CASE WHEN status = 'completed' THEN least(created + make_interval(days => 2 + n % 6), pg_temp.day(-0.1)) END, created,
       greatest(created, pg_temp.day(-(n % 5) - 0.3))
FROM (
    SELECT n, pg_temp.day((CASE WHEN n <= 120 THEN n - 121 WHEN n <= 150 THEN 4 * (n - 151) ELSE 6 * (n - 161) END) * 0.9) AS created,
           pg_temp.pick('{pending,in_progress,completed,pending,completed,in_progress,cancelled}', n) AS status,
           CASE WHEN n <= 120 THEN pg_temp.pick('{ada,chloe,ben,ada}', n) WHEN n <= 150 THEN 'iris' ELSE 'farid' END AS requestor,
           CASE WHEN n <= 120 THEN pg_temp.pick('{ben,ada,chloe,ben,ada}', n) WHEN n <= 150 THEN pg_temp.pick('{jonas,iris}', n) ELSE 'farid' END AS owner,
           CASE WHEN n <= 120 THEN pg_temp.row_id(3005, 1) WHEN n <= 150 THEN pg_temp.row_id(3005, 2) END AS team,
           CASE WHEN n <= 120 THEN pg_temp.row_id(3006, 2 + n / 6 % 2) ELSE pg_temp.row_id(3006, 5) END AS seat,
           CASE WHEN n <= 120 OR n > 150 THEN pg_temp.pick(ARRAY['Check the wiring', 'Replace the lamp', 'Send the invoice',
               'Paint the number', 'Order a new rope', 'Call the owner back', 'Measure the depth', 'Book the crane', 'Clean the filter',
               'Move the boat', 'Read the meter', 'Print the tickets', 'Repair the ladder'], n)
                ELSE pg_temp.pick(ARRAY['Draw the light plan', 'Pack the desk', 'Rent a truck', 'Test the microphones', 'Write the offer',
                    'Hang the curtain'], n) END AS what,
           CASE WHEN n <= 120 OR n > 150 THEN pg_temp.pick(ARRAY['at pier one', 'at pier two', 'in the winter hall', 'for the Albatross',
               'for Lund Ferries', 'at the fuel pier', 'for berth 41', 'in the office', 'for the boat show', 'at the north gate',
               'for the Kittiwake'], n)
                ELSE pg_temp.pick(ARRAY['for Teatro Verdi', 'in Berlin', 'for the open air', 'for the second stage',
                    'in Rome'], n) END AS place
    FROM generate_series(1, 160) AS n
) AS task;

UPDATE taskjuggler.tasks SET deleted_at = pg_temp.day(-2) WHERE id = pg_temp.row_id(3101, 60);

-- Two messages on each task, from both sides.
INSERT INTO taskjuggler.task_messages (id, task_id, user_id, message, attachments, created_at, updated_at)
SELECT pg_temp.row_id(3102, n), task.id, CASE WHEN n % 2 = 1 THEN task.requestor_id ELSE task.owner_id END,
       CASE WHEN n % 2 = 1 THEN pg_temp.pick(ARRAY['Can you do it before the weekend?', 'The key is in the office.',
           'Please take a photograph when it is done.', 'The customer called again.', 'No hurry with this one.',
           'It is the one next to the crane.'], n / 2)
       ELSE pg_temp.pick(ARRAY['On my way.', 'Done, photograph attached.', 'I need a part first, it comes on Thursday.', 'Which of the two?',
           'Will do.', 'It was worse than it looked; took two hours.', 'Tomorrow morning.'], n / 2) END,
       CASE WHEN n % 14 = 0 THEN '[{"name": "photo.jpg", "size": 48213}]'::jsonb ELSE '[]' END,
       task.created_at + make_interval(hours => (4 * (n - 2 * number) + 12)::integer),
       task.created_at + make_interval(hours => (4 * (n - 2 * number) + 12)::integer)
FROM (SELECT n, (n + 1) / 2 AS number FROM generate_series(1, 320) AS n) AS message
JOIN taskjuggler.tasks task ON task.id = pg_temp.row_id(3101, number);

INSERT INTO taskjuggler.task_message_reads (id, message_id, user_id, read_at)
SELECT pg_temp.row_id(3103, n), message.id, reader.id, message.created_at + interval '20 minutes'
FROM generate_series(1, 280) AS n
JOIN taskjuggler.task_messages message ON message.id = pg_temp.row_id(3102, n)
JOIN taskjuggler.tasks task ON task.id = message.task_id,
LATERAL (SELECT CASE WHEN message.user_id = task.owner_id THEN task.requestor_id ELSE task.owner_id END AS id) AS reader;

-- Every task was made; then one more thing, each kind in turn.
INSERT INTO taskjuggler.task_actions (id, task_id, user_id, action_type, action_data, created_at)
SELECT pg_temp.row_id(3104, 2 * n - 1), task.id, task.requestor_id, 'created', '{}'::jsonb, task.created_at
FROM generate_series(1, 160) AS n JOIN taskjuggler.tasks task ON task.id = pg_temp.row_id(3101, n)
UNION ALL
SELECT pg_temp.row_id(3104, 2 * n), task.id, task.owner_id, kind,
       CASE kind WHEN 'status_changed' THEN jsonb_build_object('from', 'pending', 'to', task.status) WHEN 'assigned' THEN jsonb_build_object('to', task.owner_id) ELSE '{}' END,
       task.created_at + interval '8 hours'
FROM generate_series(1, 160) AS n JOIN taskjuggler.tasks task ON task.id = pg_temp.row_id(3101, n),
LATERAL (SELECT pg_temp.pick('{assigned,status_changed,commented}', n) AS kind) AS action;

INSERT INTO taskjuggler.task_invitations (id, task_id, email, phone, invite_code, invited_by, status, expires_at, created_at, updated_at)
SELECT pg_temp.row_id(3105, n), task.id,
       CASE WHEN n % 3 <> 0 THEN pg_temp.pick('{rolf@example.org,petra@example.org,oscar@example.org}', n) END,
       CASE WHEN n % 3 = 0 THEN '+47 55 00 04 ' || 10 + n END, md5('task invitation ' || n), task.requestor_id,
       pg_temp.pick('{pending,accepted,declined,expired}', n - 1), task.created_at + interval '7 days', task.created_at,
       task.created_at + interval '1 hour'
FROM generate_series(1, 16) AS n JOIN taskjuggler.tasks task ON task.id = pg_temp.row_id(3101, 121 - n);

INSERT INTO taskjuggler.inbox_items (
    id, user_id, source_type, source_id, channel_id, from_identifier, from_name, subject, body, extracted_data, processing_status,
    processing_error, routed_to_task_id, routing_rule_id, auto_response_sent, auto_response_text, status, received_at, processed_at,
    created_at)
SELECT pg_temp.row_id(3003, n), pg_temp.who(who), kind, kind || '-' || n, channel,
       CASE kind WHEN 'email' THEN pg_temp.pick('{rolf@example.org,petra@example.org,paolo@example.org}', n) ELSE '+47 55 00 05 ' || 10 + n END,
       pg_temp.pick(ARRAY['Rolf Haugen', 'Petra Lund', 'Paolo Conti'], n),
       CASE WHEN kind = 'email' THEN pg_temp.pick(ARRAY['Question about the invoice', 'Berth for a night', 'The lamp again'], n) END,
       pg_temp.pick(ARRAY['Is there a berth for twelve metres tomorrow night?', 'The lamp at our pier is dark again.',
           'The storm has taken one of the fenders.', 'We paid twice, could you look?', 'Please call me back before four.'], n),
       CASE WHEN step = 'completed' THEN jsonb_build_object('intent', pg_temp.pick('{booking,repair,invoice}', n), 'confidence', 0.9) END,
       step, CASE WHEN step = 'failed' THEN 'The recording could not be understood' END,
       CASE WHEN status = 'created_task' AND who = 'ada' THEN pg_temp.row_id(3101, 4 * n) END,
       CASE WHEN n % 4 = 0 AND who = 'ada' THEN pg_temp.row_id(3004, 1 + n % 2) END,
       n % 3 = 0, CASE WHEN n % 3 = 0 THEN 'Thank you, we have it and will answer today.' END, status, pg_temp.day(-n * 0.3),
       CASE WHEN status <> 'unprocessed' THEN pg_temp.day(-n * 0.3 + 0.1) END, pg_temp.day(-n * 0.3)
FROM (
    SELECT n, CASE WHEN n <= 30 THEN 'ada' ELSE 'iris' END AS who,
           CASE WHEN n <= 30 THEN pg_temp.pick('{phone,email,sms}', n) ELSE 'email' END AS kind,
           CASE WHEN n <= 30 THEN pg_temp.row_id(3002, 1 + n % 3) ELSE pg_temp.row_id(3002, 4) END AS channel,
           pg_temp.pick('{pending,processing,completed,failed,completed,completed,completed}', n - 1) AS step,
           pg_temp.pick('{unprocessed,unprocessed,created_task,unprocessed,processed,dismissed,created_task}', n - 1) AS status
    FROM generate_series(1, 40) AS n
) AS item;

-- The hashes are of no token: these cannot be used.
INSERT INTO taskjuggler.personal_access_tokens (tokenable_type, tokenable_id, name, token, abilities, last_used_at, expires_at, created_at, updated_at)
SELECT 'account', pg_temp.who(who), name, encode(sha256(name::bytea), 'hex'), abilities, pg_temp.day(used), pg_temp.day(ends), pg_temp.day(made), pg_temp.day(made)
FROM (VALUES
    ('ada',  'Weekly report',    '{read}'::text[],                           -2, 90,   -40),
    ('ada',  'Import of orders', '{taskjuggler:read,taskjuggler:write}',     -9, -1,  -100),
    ('ben',  'Status light',     '{internal:read}',                        -0.1, NULL, -20)
) AS token (who, name, abilities, used, ends, made);
