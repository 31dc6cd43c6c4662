-- TaskJuggler, the surroundings. Row kinds: 3301 contact lists, 3302 contacts, 3303 actors, 3304 relationships, 3305 conversations,
-- 3306 messages, 3307 history, 3308 delegation, 3309 claim codes, 3401 appointment types, 3402 slots, 3403 appointments,
-- 3404 direct messages, 3405 notifications. Sites, scans and their issues have numbers of their own, from 1.

INSERT INTO taskjuggler.contact_lists (id, user_id, name, description, created_at, updated_at)
VALUES
    (pg_temp.row_id(3301, 1), pg_temp.who('ada'),  'Skippers',  'Guests of the last season', pg_temp.day(-200), pg_temp.day(-3)),
    (pg_temp.row_id(3301, 2), pg_temp.who('ada'),  'Suppliers', NULL,                        pg_temp.day(-190), pg_temp.day(-4)),
    (pg_temp.row_id(3301, 3), pg_temp.who('iris'), 'Theatres',  'From Palermo to Kiel',      pg_temp.day(-150), pg_temp.day(-5));

INSERT INTO taskjuggler.contact_list_members (id, contact_list_id, name, email, phone, notes, created_at)
SELECT pg_temp.row_id(3302, n), pg_temp.row_id(3301, 1 + n % 3), first || ' ' || last, lower(first) || n || '@example.org',
       '+47 55 01 ' || 10 + n, CASE WHEN n % 4 = 0 THEN 'Calls rather than writes' END, pg_temp.day(-150 + n)
FROM (SELECT n, pg_temp.pick('{Rolf,Petra,Oscar,Signe,Tove,Paolo,Marta}', n) AS first, pg_temp.pick('{Haugen,Lund,Vik,Dahl,Strand}', n) AS last FROM generate_series(1, 36) AS n) AS contact;

INSERT INTO taskjuggler.sites (id, user_id, name, url, auth_type, auth_config, max_pages, checks, last_scan_at, created_at, updated_at)
VALUES
    (1, pg_temp.who('ada'),   'Harbour Works',  'https://harbour.example.org',         'none',   NULL,                     200, '["seo", "accessibility"]',               pg_temp.day(-0.5), pg_temp.day(-300), pg_temp.day(-0.5)),
    (2, pg_temp.who('ada'),   'Berth booking',  'https://booking.harbour.example.org', 'cookie', NULL,  500, '["performance", "security"]',            pg_temp.day(-2),   pg_temp.day(-200), pg_temp.day(-2)),
    (3, pg_temp.who('chloe'), 'Test booking',   'https://test.harbour.example.org',    'basic',  NULL,  50,  '["accessibility"]',                      pg_temp.day(-6),   pg_temp.day(-100), pg_temp.day(-6)),
    (4, pg_temp.who('iris'),  'Lumen Studio',   'https://lumen.example.org',           'bearer', NULL,  100, '["seo", "performance"]',                 pg_temp.day(-1),   pg_temp.day(-90),  pg_temp.day(-1));

INSERT INTO taskjuggler.scans (id, site_id, status, started_at, completed_at, pages_scanned, total_pages, health_score, category_scores, issue_count, error, created_at, updated_at)
SELECT n, site, status, begun, CASE WHEN status IN ('completed', 'failed') THEN begun + interval '7 minutes' END,
       CASE status WHEN 'completed' THEN 40 WHEN 'running' THEN 11 ELSE 0 END, 40,
       CASE WHEN status = 'completed' THEN 70 + n % 25 ELSE 0 END,
       CASE WHEN status = 'completed' THEN json_build_object('seo', 80 + n % 15, 'security', 90 - n % 20) END,
       CASE WHEN status = 'completed' THEN 8 ELSE 0 END, CASE WHEN status = 'failed' THEN 'The site did not answer' END, begun,
       begun + interval '7 minutes'
FROM (SELECT n, 1 + (n - 1) % 4 AS site, CASE n WHEN 17 THEN 'failed' WHEN 18 THEN 'failed' WHEN 19 THEN 'running' WHEN 20 THEN 'pending' ELSE 'completed' END AS status, pg_temp.day(-(21 - n) * 1.5) AS begun FROM generate_series(1, 20) AS n) AS scan;

INSERT INTO taskjuggler.issues (id, scan_id, site_id, category, severity, status, title, message, page_url, selector, html_context, wcag_criteria, fix_code, fix_explanation, fix_confidence, created_at, updated_at)
SELECT n, scan.id, scan.site_id, category, pg_temp.pick('{high,medium,critical,low}', n + n / 4),
       pg_temp.pick('{open,fixed,open,ignored,open,false_positive}', n), title, title || ' on this page.', site.url || '/page-' || n % 12,
       'main > ' || pg_temp.pick('{img,a,h2,form}', n), '<div>…</div>',
       CASE WHEN category = 'accessibility' THEN '["1.1.1"]'::json END, CASE WHEN n % 2 = 0 THEN 'alt="The north pier"' END,
       CASE WHEN n % 2 = 0 THEN 'Say what is to be seen' END, CASE WHEN n % 2 = 0 THEN 60 + n % 40 END,
       scan.started_at + interval '5 minutes', scan.started_at + interval '1 day'
FROM (SELECT n, 1 + (n - 1) / 8 AS scan_id, pg_temp.pick('{accessibility,seo,performance,security}', n - 1) AS category, pg_temp.pick(ARRAY['An image has no text', 'Two pages have the same title', 'A picture is larger than the screen', 'A form is sent unencrypted'], n - 1) AS title FROM generate_series(1, 128) AS n) AS issue
JOIN taskjuggler.scans scan ON scan.id = scan_id
JOIN taskjuggler.sites site ON site.id = scan.site_id;

INSERT INTO taskjuggler.scheduled_scans (id, site_id, schedule_type, schedule_config, is_active, next_scan_at, last_run_at, created_at, updated_at)
VALUES
    (1, 1, 'daily',   '{"at": "03:00"}',             true,  pg_temp.day(0.5), pg_temp.day(-0.5), pg_temp.day(-300), pg_temp.day(-0.5)),
    (2, 2, 'weekly',  '{"day": "monday"}',           true,  pg_temp.day(5),   pg_temp.day(-2),   pg_temp.day(-200), pg_temp.day(-2)),
    (3, 3, 'custom',  '{"every_hours": 72}',         false, NULL,             pg_temp.day(-6),   pg_temp.day(-100), pg_temp.day(-6)),
    (4, 4, 'monthly', '{"day": 1}',                  true,  pg_temp.day(20),  pg_temp.day(-1),   pg_temp.day(-90),  pg_temp.day(-1));

SELECT setval('taskjuggler.sites_id_seq', 4), setval('taskjuggler.scans_id_seq', 20), setval('taskjuggler.issues_id_seq', 128),
       setval('taskjuggler.scheduled_scans_id_seq', 4);

-- Actors 1 to 8 are around Harbour, 9 to 11 around Lumen.
INSERT INTO taskjuggler.actors (id, actor_type, display_name, capabilities, contact_methods, status, organization_id, user_id, created_at, updated_at)
SELECT pg_temp.row_id(3303, number), type, name, jsonb_build_array(capability), json_build_array(json_build_object('kind', 'app')), status,
       CASE WHEN profile IS NOT NULL THEN pg_temp.row_id(3001, profile) END, pg_temp.who(who), pg_temp.day(-250), pg_temp.day(-number)
FROM (VALUES
    (1,  'HUMAN',       'Ada',                'decide',   'ACTIVE',        2,    'ada'),
    (2,  'HUMAN',       'Ben',                'repair',   'ACTIVE',        2,    'ben'),
    (3,  'HUMAN',       'Chloé',              'organize', 'ACTIVE',        2,    'chloe'),
    (4,  'AI_AGENT',    'Desk assistant',     'answer',   'ACTIVE',        2,    NULL),
    (5,  'TEAM',        'Pier crew',          'repair',   'ACTIVE',        2,    NULL),
    (6,  'IOT_DEVICE',  'Depth sounder 3',    'measure',  'SUSPENDED',     2,    NULL),
    (7,  'IOT_GATEWAY', 'North pier gateway', 'collect',  'PENDING_CLAIM', 2,    NULL),
    (8,  'HUMAN',       'Farid',              'electrics', 'ACTIVE',       7,    'farid'),
    (9,  'HUMAN',       'Iris',               'decide',   'ACTIVE',        5,    'iris'),
    (10, 'HUMAN',       'Jonas',              'cables',   'ACTIVE',        5,    'jonas'),
    (11, 'IOT_DEVICE',  'Old light desk',     'light',    'DELETED',       5,    NULL)
) AS actor (number, type, name, capability, status, profile, who);

INSERT INTO taskjuggler.relationships (id, actor_a_id, actor_b_id, relationship_type, permissions, established_via, trust_score, task_count, expires_at, created_at, updated_at)
SELECT pg_temp.row_id(3304, number), pg_temp.row_id(3303, a), pg_temp.row_id(3303, b), type, json_build_object('assign', type <> 'WATCHER'),
       via, 50 + 4 * number, 3 * number, CASE WHEN type = 'VENDOR' THEN pg_temp.day(300) END, pg_temp.day(-240), pg_temp.day(-number)
FROM (VALUES
    (1, 1, 2, 'PEER', 'ORGANIZATION'), (2, 1, 3, 'DELEGATE', 'ORGANIZATION'), (3, 1, 4, 'OWNER', 'API'), (4, 3, 5, 'OWNER', 'INVITATION'),
    (5, 2, 6, 'OWNER', 'CLAIM_CODE'),
    (6, 1, 7, 'WATCHER', 'CLAIM_CODE'), (7, 1, 8, 'VENDOR', 'INVITATION'), (8, 9, 10, 'PEER', 'ORGANIZATION'),
    (9, 9, 11, 'OWNER', 'CLAIM_CODE')
) AS tie (number, a, b, type, via);

INSERT INTO taskjuggler.relationship_history (id, relationship_id, changed_by_actor_id, change_type, old_values, new_values, created_at)
SELECT pg_temp.row_id(3307, n), pg_temp.row_id(3304, number), actor_a_id,
       pg_temp.pick('{created,updated,permissions_changed,trust_updated}', n - 1),
       CASE WHEN n % 4 <> 1 THEN '{"trust_score": 50}'::json END, json_build_object('trust_score', trust_score), pg_temp.day(-240 + 6 * n)
FROM (SELECT n, 1 + (n - 1) / 4 AS number FROM generate_series(1, 36) AS n) AS change
JOIN taskjuggler.relationships ON relationships.id = pg_temp.row_id(3304, number);

INSERT INTO taskjuggler.conversations (id, actor_a_id, actor_b_id, subject, status, created_at, updated_at)
SELECT pg_temp.row_id(3305, number), pg_temp.row_id(3303, a), pg_temp.row_id(3303, b), subject, status, pg_temp.day(-30),
       pg_temp.day(-0.1 * number)
FROM (VALUES
    (1, 1, 2, 'The lamps of pier two', 'active'), (2, 1, 3, 'Boat show', 'active'), (3, 1, 4, 'Mail of the night', 'archived'),
    (4, 1, 8, 'New wiring for the winter hall', 'active'), (5, 2, 3, 'Spare parts', 'closed'), (6, 9, 10, 'Teatro Verdi', 'active')
) AS talk (number, a, b, subject, status);

INSERT INTO taskjuggler.messages (id, conversation_id, sender_actor_id, message_type, content, metadata, created_at)
SELECT pg_temp.row_id(3306, n), talk.id, CASE WHEN n % 2 = 0 THEN talk.actor_a_id ELSE talk.actor_b_id END,
       pg_temp.pick('{text,text,task,file,text,system}', n),
       pg_temp.pick(ARRAY['When can you start?', 'On Monday, if the parts are there.', 'I have made a task of it.', 'Here is the drawing.',
           'Too expensive; is there another way?', 'The conversation was joined.'], n),
       '{}', talk.created_at + n * interval '4 hours'
FROM generate_series(1, 120) AS n JOIN taskjuggler.conversations talk ON talk.id = pg_temp.row_id(3305, 1 + n % 6);

INSERT INTO taskjuggler.delegation_rules (id, delegator_actor_id, delegatee_actor_id, conditions, is_active, priority, created_at, updated_at)
VALUES
    (pg_temp.row_id(3308, 1), pg_temp.row_id(3303, 1), pg_temp.row_id(3303, 3),  '{"absent": true}',        true,  10,  pg_temp.day(-100), pg_temp.day(-10)),
    (pg_temp.row_id(3308, 2), pg_temp.row_id(3303, 1), pg_temp.row_id(3303, 4),  '{"kind": "mail"}',        true,  50,  pg_temp.day(-90),  pg_temp.day(-9)),
    (pg_temp.row_id(3308, 3), pg_temp.row_id(3303, 9), pg_temp.row_id(3303, 10), '{"tag": "cables"}',       false, 100, pg_temp.day(-80),  pg_temp.day(-8));

INSERT INTO taskjuggler.claim_codes (id, actor_id, code, claimed_by_user_id, expires_at, is_used, created_at)
VALUES
    (pg_temp.row_id(3309, 1), pg_temp.row_id(3303, 6),  md5('claim code 1'), pg_temp.who('ben'),  pg_temp.day(-200), true,  pg_temp.day(-230)),
    (pg_temp.row_id(3309, 2), pg_temp.row_id(3303, 7),  md5('claim code 2'), NULL,                pg_temp.day(3),    false, pg_temp.day(-4)),
    (pg_temp.row_id(3309, 3), pg_temp.row_id(3303, 11), md5('claim code 3'), pg_temp.who('iris'), pg_temp.day(-100), true,  pg_temp.day(-130));

INSERT INTO taskjuggler.appointment_types (id, user_id, name, description, duration_minutes, color, price, booking_slug, is_active, is_public, created_at, updated_at)
VALUES
    (pg_temp.row_id(3401, 1), pg_temp.who('ada'),   'A walk on the pier',  'For those who think of a berth', 30, '#3B82F6', NULL,   'harbour-walk',    true,  true,  pg_temp.day(-200), pg_temp.day(-20)),
    (pg_temp.row_id(3401, 2), pg_temp.who('chloe'), 'Planning the season', NULL,                             60, '#22C55E', NULL,   'harbour-season',  true,  false, pg_temp.day(-190), pg_temp.day(-19)),
    (pg_temp.row_id(3401, 3), pg_temp.who('farid'), 'Looking at wiring',   'With the boat in the water',     45, '#F97316', 60.00,  'haddad-wiring',   true,  true,  pg_temp.day(-120), pg_temp.day(-18)),
    (pg_temp.row_id(3401, 4), pg_temp.who('iris'),  'Light rehearsal',     'In your theatre',                90, '#EAB308', 180.00, 'lumen-rehearsal', false, true,  pg_temp.day(-110), pg_temp.day(-17));

INSERT INTO taskjuggler.availability_slots (id, appointment_type_id, start_time, end_time, is_available, is_recurring, recurrence_pattern, created_at, updated_at)
SELECT pg_temp.row_id(3402, n), type.id, pg_temp.day(n / 3), pg_temp.day(n / 3) + make_interval(mins => type.duration_minutes), n % 5 <> 0,
       n % 4 = 0, CASE WHEN n % 4 = 0 THEN '{"every": "week"}'::json END, pg_temp.day(-10), pg_temp.day(-10)
FROM generate_series(1, 40) AS n JOIN taskjuggler.appointment_types type ON type.id = pg_temp.row_id(3401, 1 + n % 4);

INSERT INTO taskjuggler.appointments (id, appointment_type_id, user_id, start_time, end_time, status, notes, cancelled_at, cancellation_reason, created_at, updated_at)
SELECT pg_temp.row_id(3403, n), type.id, pg_temp.who(guest), at, at + make_interval(mins => type.duration_minutes), status,
       pg_temp.pick(ARRAY['Brings the drawings', 'By telephone', NULL], n), CASE WHEN status = 'cancelled' THEN at - interval '1 day' END,
       CASE WHEN status = 'cancelled' THEN 'The ferry did not sail' END, least(at - interval '9 days', pg_temp.day(-0.5)),
       least(at - interval '1 day', pg_temp.day(-0.5))
FROM (
    SELECT n, CASE WHEN n <= 24 THEN 1 + n % 3 ELSE 4 END AS number,
           CASE WHEN n <= 24 THEN pg_temp.pick('{ben,ada,ada}', n) ELSE 'jonas' END AS guest,
           CASE WHEN n % 5 < 2 THEN 'scheduled' ELSE pg_temp.pick('{completed,cancelled,no_show,completed}', n) END AS status,
           pg_temp.day(CASE WHEN n % 5 < 2 THEN n * 0.4 ELSE -n * 1.3 END) AS at
    FROM generate_series(1, 30) AS n
) AS booking
JOIN taskjuggler.appointment_types type ON type.id = pg_temp.row_id(3401, number);

INSERT INTO taskjuggler.direct_messages (id, sender_id, recipient_id, message, is_read, read_at, created_at, updated_at)
SELECT pg_temp.row_id(3404, n), pg_temp.who(sender), pg_temp.who(recipient),
       pg_temp.pick(ARRAY['Coffee at ten?', 'The crane is free again.', 'Did you see the figures?', 'I am on the ferry, back at two.',
           'Thank you for yesterday.'], n),
       n > 12, CASE WHEN n > 12 THEN pg_temp.day(-n * 0.4 + 0.1) END, pg_temp.day(-n * 0.4), pg_temp.day(-n * 0.4)
FROM (SELECT n, CASE WHEN n <= 40 THEN pg_temp.pick('{ada,ben,chloe}', n) ELSE pg_temp.pick('{iris,jonas}', n) END AS sender, CASE WHEN n <= 40 THEN pg_temp.pick('{ben,chloe,ada}', n) ELSE pg_temp.pick('{jonas,iris}', n) END AS recipient FROM generate_series(1, 50) AS n) AS letter;

-- The newest first; a third of them unread.
INSERT INTO taskjuggler.notifications (id, user_id, type, title, message, data, is_read, read_at, created_at)
SELECT pg_temp.row_id(3405, n), pg_temp.who(who), type,
       CASE type WHEN 'task_assigned' THEN 'A task for you' WHEN 'task_completed' THEN 'A task is done' WHEN 'message' THEN 'A message' ELSE 'A bid for your listing' END,
       CASE type WHEN 'task_assigned' THEN 'You have been given: ' || task.title WHEN 'task_completed' THEN 'Done: ' || task.title WHEN 'message' THEN 'Somebody wrote at: ' || task.title ELSE 'Somebody offers to do: ' || task.title END,
       jsonb_build_object('task_id', task.id), n % 3 <> 0, CASE WHEN n % 3 <> 0 THEN pg_temp.day(-n * 0.11 + 0.05) END,
       pg_temp.day(-n * 0.11)
FROM (
    SELECT n,
           CASE n % 10 WHEN 8 THEN 'iris' WHEN 9 THEN CASE WHEN n % 20 = 9 THEN 'jonas' ELSE 'farid' END ELSE pg_temp.pick('{ada,ben,chloe,ada,ada,ben,chloe,ada}', n % 10) END AS who,
           pg_temp.pick('{task_assigned,message,task_completed,message,marketplace_bid}', n) AS type
    FROM generate_series(1, 220) AS n
) AS notice
JOIN taskjuggler.tasks task ON task.id = pg_temp.row_id(3101, CASE who WHEN 'iris' THEN 121 + n % 30 WHEN 'jonas' THEN 121 + n % 30 WHEN 'farid' THEN 151 + n % 10 ELSE 1 + n % 120 END);
