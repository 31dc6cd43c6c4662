-- Scaliyo, around the boards: a third board, templates, activity, integrations, support, audit. Row kinds beyond those of scaliyo.sql: 5401 templates, 5402 activity, 5403 leads of cards, 5404 integrations,
-- 5405 webhooks, 5406 support sessions, 5407 what was done in them, 5408 audit log.

INSERT INTO scaliyo.teamhub_flow_templates (id, name, type, structure_json, created_by, created_at)
VALUES
    (pg_temp.row_id(5401, 1), 'Basic Workflow',   'system', '{"lists": ["To do", "Doing", "Done"]}',                        NULL,                  pg_temp.day(-300)),
    (pg_temp.row_id(5401, 2), 'Sales Sprint',     'system', '{"lists": ["Leads", "Called", "Offer", "Won", "Lost"]}',       NULL,                  pg_temp.day(-300)),
    (pg_temp.row_id(5401, 3), 'Project Delivery', 'system', '{"lists": ["Planned", "Built", "Checked", "Delivered"]}',      NULL,                  pg_temp.day(-300)),
    (pg_temp.row_id(5401, 4), 'Boat show',        'user',   '{"lists": ["Before", "At the stand", "After"]}',               pg_temp.who('chloe'),  pg_temp.day(-35));

INSERT INTO scaliyo.teamhub_boards (id, workspace_id, name, created_by, template_id, created_at, updated_at)
VALUES (pg_temp.row_id(5101, 3), pg_temp.who('chloe'), 'Boat show', pg_temp.who('chloe'), pg_temp.row_id(5401, 4), pg_temp.day(-30), pg_temp.day(-1));

-- Ada is not on it: who administers the system is not thereby a member of every board.
INSERT INTO scaliyo.teamhub_flow_members (id, flow_id, user_id, role, created_at, updated_at)
VALUES
    (pg_temp.row_id(5106, 6), pg_temp.row_id(5101, 3), pg_temp.who('chloe'), 'owner',  pg_temp.day(-30), pg_temp.day(-30)),
    (pg_temp.row_id(5106, 7), pg_temp.row_id(5101, 3), pg_temp.who('kira'),  'member', pg_temp.day(-28), pg_temp.day(-28));

INSERT INTO scaliyo.teamhub_invites (id, flow_id, email, role, invited_by, status, created_at)
VALUES (pg_temp.row_id(5107, 4), pg_temp.row_id(5101, 3), 'hugo@example.com', 'viewer', pg_temp.who('chloe'), 'pending', pg_temp.day(-1));

-- Kira, who works for Harbour, is wanted by Lumen as well; Hugo has an account and is not in the system yet.
INSERT INTO scaliyo.team_invites (id, team_id, email, invited_by, role, status, created_at, expires_at)
VALUES
    (pg_temp.row_id(5006, 4), pg_temp.row_id(5004, 2), 'kira@example.com', pg_temp.who('iris'), 'member', 'pending', pg_temp.day(-1), pg_temp.day(6)),
    (pg_temp.row_id(5006, 5), pg_temp.row_id(5004, 1), 'hugo@example.com', pg_temp.who('ada'),  'member', 'pending', pg_temp.day(-9), pg_temp.day(-2));

INSERT INTO scaliyo.teamhub_lists (id, board_id, name, position, created_at, updated_at)
SELECT pg_temp.row_id(5102, 6 + n), pg_temp.row_id(5101, 3), pg_temp.pick(ARRAY['Before', 'At the stand', 'After'], n - 1), n - 1, pg_temp.day(-30), pg_temp.day(-30)
FROM generate_series(1, 3) AS n;

INSERT INTO scaliyo.teamhub_cards (id, board_id, list_id, title, description, position, due_date, priority, labels, created_by, card_color, created_at, updated_at)
SELECT pg_temp.row_id(5103, number), pg_temp.row_id(5101, 3), pg_temp.row_id(5102, list), title, description, number - 30, pg_temp.day(due)::date, priority,
       jsonb_build_array('show'), pg_temp.who(maker), 'lime', pg_temp.day(-29), pg_temp.day(-35 + number)
FROM (VALUES
    (31, 7, 'Rent the carpet',           'Blue, 40 m²',                      5.0,  'medium', 'chloe'),
    (32, 7, 'Print the price list',      NULL,                               -1.0, 'high',   'kira'),
    (33, 8, 'Who is at the stand when',  'Two at a time, also at noon.',     NULL, 'high',   'chloe'),
    (34, 9, 'Write to all who asked',    'Within a week, with a photograph.', 40.0, 'low',   'kira')
) AS card (number, list, title, description, due, priority, maker);

INSERT INTO scaliyo.teamhub_card_members (id, card_id, user_id, created_at)
VALUES
    (pg_temp.row_id(5105, 31), pg_temp.row_id(5103, 31), pg_temp.who('chloe'), pg_temp.day(-20)),
    (pg_temp.row_id(5105, 32), pg_temp.row_id(5103, 32), pg_temp.who('kira'),  pg_temp.day(-20)),
    (pg_temp.row_id(5105, 33), pg_temp.row_id(5103, 34), pg_temp.who('kira'),  pg_temp.day(-19));

INSERT INTO scaliyo.teamhub_comments (id, card_id, user_id, body, created_at, updated_at)
VALUES
    (pg_temp.row_id(5104, 61), pg_temp.row_id(5103, 32), pg_temp.who('kira'),  'The printer needs it by Tuesday.', pg_temp.day(-3), pg_temp.day(-3)),
    (pg_temp.row_id(5104, 62), pg_temp.row_id(5103, 32), pg_temp.who('chloe'), 'The prices are final now.',        pg_temp.day(-2), pg_temp.day(-2));

-- Each card was made; some were moved since.
INSERT INTO scaliyo.teamhub_activity (id, board_id, card_id, user_id, action, details, created_at)
SELECT pg_temp.row_id(5402, row_number() OVER (ORDER BY card.id, step.number)), card.board_id, card.id, card.created_by, step.action,
       CASE step.action WHEN 'card_moved' THEN jsonb_build_object('to', list.name) ELSE jsonb_build_object('title', card.title) END,
       card.created_at + step.number * interval '2 days'
FROM scaliyo.teamhub_cards card
JOIN scaliyo.teamhub_lists list ON list.id = card.list_id
JOIN (VALUES (0, 'card_created'), (1, 'card_moved')) AS step (number, action) ON step.number = 0 OR list.position > 0;

-- A lead is on one card at a time.
INSERT INTO scaliyo.teamhub_item_leads (id, item_id, lead_id, is_active, created_at)
SELECT pg_temp.row_id(5403, number), pg_temp.row_id(5103, card), pg_temp.row_id(5003, lead), active, pg_temp.day(-days)
FROM (VALUES (1, 3, 2, true, 30.0), (2, 5, 4, true, 28.0), (3, 9, 6, false, 50.0), (4, 11, 6, true, 20.0), (5, 26, 33, true, 15.0), (6, 34, 5, true, 6.0))
     AS link (number, card, lead, active, days);

INSERT INTO scaliyo.integrations (id, owner_id, provider, category, status, metadata, created_at, updated_at)
VALUES
    (pg_temp.row_id(5404, 1), pg_temp.who('ada'),   'calendar', 'productivity', 'connected',    '{"calendar": "Pier"}',          pg_temp.day(-110), pg_temp.day(-4)),
    (pg_temp.row_id(5404, 2), pg_temp.who('ada'),   'payments', 'billing',      'error',        '{"error": "The key expired"}',  pg_temp.day(-100), pg_temp.day(-1)),
    (pg_temp.row_id(5404, 3), pg_temp.who('chloe'), 'chat',     'messaging',    'connected',    '{"channel": "sales"}',          pg_temp.day(-90),  pg_temp.day(-3)),
    (pg_temp.row_id(5404, 4), pg_temp.who('iris'),  'calendar', 'productivity', 'disconnected', '{}',                            pg_temp.day(-80),  pg_temp.day(-40));

INSERT INTO scaliyo.webhooks (id, owner_id, name, url, trigger_event, is_active, last_fired, success_rate, fire_count, fail_count, created_at, updated_at)
VALUES
    (pg_temp.row_id(5405, 1), pg_temp.who('ada'),   'Leads to the ledger', 'https://ledger.example.org/hooks/leads', 'lead.created',  true,  pg_temp.day(-0.3), 97.5, 40, 1, pg_temp.day(-100), pg_temp.day(-0.3)),
    (pg_temp.row_id(5405, 2), pg_temp.who('ada'),   'Paid',                'https://ledger.example.org/hooks/paid',  'invoice.paid',  true,  pg_temp.day(-4),   100,  9,  0, pg_temp.day(-90),  pg_temp.day(-4)),
    (pg_temp.row_id(5405, 3), pg_temp.who('chloe'), 'Old newsletter',      'https://news.example.org/hook',          'email.opened',  false, pg_temp.day(-60),  20,   10, 8, pg_temp.day(-140), pg_temp.day(-60)),
    (pg_temp.row_id(5405, 4), pg_temp.who('iris'),  'Nuovi teatri',        'https://lumen.example.org/hook',         'lead.created',  true,  NULL,              100,  0,  0, pg_temp.day(-5),   pg_temp.day(-5));

-- Ada, who administers the system, looked into the accounts of others, and said why.
INSERT INTO scaliyo.support_sessions (id, admin_id, target_user_id, reason, access_level, started_at, expires_at, ended_at, is_active, created_at)
VALUES
    (pg_temp.row_id(5406, 1), pg_temp.who('ada'), pg_temp.who('iris'),  'Her import stops at row 3',           'debug',     pg_temp.day(-19), pg_temp.day(-19) + interval '2 hours', pg_temp.day(-19) + interval '35 minutes', false, pg_temp.day(-19)),
    (pg_temp.row_id(5406, 2), pg_temp.who('ada'), pg_temp.who('chloe'), 'Mail account asks for its password',  'read_only', pg_temp.day(-6),  pg_temp.day(-6) + interval '2 hours',  NULL,                                     false, pg_temp.day(-6));

INSERT INTO scaliyo.support_audit_logs (id, session_id, admin_id, target_user_id, action, resource_type, resource_id, details, created_at)
SELECT pg_temp.row_id(5407, number), session.id, session.admin_id, session.target_user_id, action, resource, resource_id, '{}', session.started_at + number * interval '4 minutes'
FROM (VALUES
    (1, 1, 'session_started', NULL,            NULL), (2, 1, 'viewed', 'import_batch', pg_temp.row_id(5201, 4)::text), (3, 1, 'session_ended', NULL, NULL),
    (4, 2, 'session_started', NULL,            NULL), (5, 2, 'viewed', 'sender_account', pg_temp.row_id(5204, 3)::text)
) AS deed (number, session, action, resource, resource_id)
JOIN scaliyo.support_sessions session ON session.id = pg_temp.row_id(5406, session);

INSERT INTO scaliyo.audit_logs (id, user_id, team_id, action, details, created_at)
SELECT pg_temp.row_id(5408, number), pg_temp.who(who), CASE WHEN team IS NOT NULL THEN pg_temp.row_id(5004, team) END, action, details, pg_temp.day(-days)
FROM (VALUES
    (1, 'ada',   1,    'team_created',    'Harbour sales',                     200.0),
    (2, 'ada',   1,    'member_added',    'chloe@example.com as admin',        190.0),
    (3, 'chloe', 1,    'member_added',    'kira@example.com as member',        50.0),
    (4, 'ada',   NULL, 'sender_connected', 'bills@harbour.example.org',        150.0),
    (5, 'chloe', NULL, 'import_finished', 'hotels.xlsx: 18 rows',              33.0),
    (6, 'ada',   NULL, 'account_disabled', 'jonas@example.com',                25.0),
    (7, 'iris',  2,    'team_created',    'Lumen sales',                       150.0),
    (8, 'iris',  NULL, 'import_finished', 'teatri.csv: 25 rows, 2 left out',   20.0),
    (9, 'kira',  1,    'lead_exported',   '12 rows',                           2.0)
) AS entry (number, who, team, action, details, days);
