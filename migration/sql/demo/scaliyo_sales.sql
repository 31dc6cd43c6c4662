-- Scaliyo, selling: imports, colours, mail, automation, usage, invoices. A person's account is the workspace. Row kinds:
-- 5201 imports, 5202 stage colours, 5203 lead colours, 5204 sender accounts, 5205 messages, 5206 links, 5207 mail events,
-- 5208 providers, 5209 templates, 5210 scheduled mail, 5211 workflows, 5212 executions, 5213 to 5216 usage, 5217 invoices,
-- 5218 their lines, 5219 packages, 5220 their items.

INSERT INTO scaliyo.config_settings (key, value, updated_at)
VALUES
    ('signup_open',       'false',             pg_temp.day(-100)),
    ('support_address',   'help@example.org',  pg_temp.day(-90)),
    ('trial_days',        '14',                pg_temp.day(-80)),
    ('maintenance_notice', NULL,               pg_temp.day(-1));

INSERT INTO scaliyo.import_batches (id, workspace_id, file_name, file_type, total_rows, imported_count, updated_count, skipped_count, skipped_rows, column_mapping, options, status, created_at, completed_at)
VALUES
    (pg_temp.row_id(5201, 1), pg_temp.who('ada'),   'boat-show.csv',    'csv',  42, 36, 4, 2, '[{"row": 7, "reason": "No address"}, {"row": 31, "reason": "Twice in the file"}]', '{"Name": "name", "Mail": "email"}', '{"update": true}', 'completed',  pg_temp.day(-61),   pg_temp.day(-61) + interval '9 seconds'),
    (pg_temp.row_id(5201, 2), pg_temp.who('chloe'), 'hotels.xlsx',      'xlsx', 18, 18, 0, 0, '[]', '{"Hotel": "company"}', '{}', 'completed',  pg_temp.day(-33),   pg_temp.day(-33) + interval '4 seconds'),
    (pg_temp.row_id(5201, 3), pg_temp.who('chloe'), 'skippers.csv',     'csv',  90, 0,  0, 0, '[]', '{}', '{}', 'failed',     pg_temp.day(-3),    NULL),
    (pg_temp.row_id(5201, 4), pg_temp.who('iris'),  'teatri.csv',       'csv',  27, 25, 0, 2, '[{"row": 3, "reason": "No address"}, {"row": 4, "reason": "No address"}]', '{"Teatro": "company"}', '{}', 'completed', pg_temp.day(-20), pg_temp.day(-20) + interval '5 seconds'),
    (pg_temp.row_id(5201, 5), pg_temp.who('iris'),  'festival.csv',     'csv',  0,  0,  0, 0, '[]', '{}', '{}', 'pending',    pg_temp.day(-0.01), NULL);

INSERT INTO scaliyo.lead_stage_colors (id, owner_id, stage, color_token, updated_at)
SELECT pg_temp.row_id(5202, row_number() OVER (ORDER BY who, stage)), pg_temp.who(who), stage, color, pg_temp.day(-40)
FROM (VALUES ('ada'), ('iris')) AS person (who)
CROSS JOIN (VALUES ('New', 'sky'), ('Contacted', 'amber'), ('Qualified', 'violet'), ('Converted', 'lime'), ('Lost', 'slate')) AS stage (stage, color);

INSERT INTO scaliyo.lead_color_overrides (id, owner_id, lead_id, color_token, created_at)
SELECT pg_temp.row_id(5203, row_number() OVER (ORDER BY lead.id)), lead.client_id, lead.id, 'rose', lead.created_at + interval '1 day'
FROM scaliyo.leads lead WHERE lead.id IN (pg_temp.row_id(5003, 2), pg_temp.row_id(5003, 7), pg_temp.row_id(5003, 12), pg_temp.row_id(5003, 33));

INSERT INTO scaliyo.sender_accounts (id, workspace_id, provider, display_name, from_email, from_name, status, is_default, use_for_outreach, daily_sent_today, daily_sent_date, warmup_enabled, warmup_daily_sent, last_health_check_at, health_score, created_at, updated_at)
SELECT pg_temp.row_id(5204, number), pg_temp.who(who), provider, display_name, mailbox, from_name, status, first, outreach, sent, pg_temp.day(0)::date,
       warming, CASE WHEN warming THEN 6 ELSE 0 END, CASE WHEN status <> 'disabled' THEN pg_temp.day(-0.2) END, health, pg_temp.day(-days), pg_temp.day(-0.2)
FROM (VALUES
    (1, 'ada',   'gmail',    'Office',     'office@harbour.example.org', 'Harbour Works',      'connected',    true,  true,  14, false, 98,  180),
    (2, 'ada',   'smtp',     'Invoices',   'bills@harbour.example.org',  'Harbour Works',      'connected',    false, false, 3,  false, 100, 150),
    (3, 'chloe', 'gmail',    'Chloé',      'chloe@harbour.example.org',  'Chloé Martin',       'needs_reauth', true,  true,  0,  false, 61,  120),
    (4, 'chloe', 'sendgrid', 'Newsletter', 'news@harbour.example.org',   'Harbour Works news', 'connected',    false, true,  42, true,  87,  60),
    (5, 'iris',  'smtp',     'Lumen',      'hello@lumen.example.org',    'Lumen Studio',       'connected',    true,  true,  7,  false, 95,  140),
    (6, 'jonas', 'gmail',    'Jonas',      'jonas@lumen.example.org',    'Jonas Weber',        'disabled',     true,  false, 0,  false, 40,  130)
) AS sender (number, who, provider, display_name, mailbox, from_name, status, first, outreach, sent, warming, health, days);

INSERT INTO scaliyo.email_provider_configs (id, owner_id, provider, is_active, from_email, smtp_host)
VALUES
    (pg_temp.row_id(5208, 1), pg_temp.who('ada'),   'smtp',     true,  'bills@harbour.example.org', 'mail.harbour.example.org'),
    (pg_temp.row_id(5208, 2), pg_temp.who('chloe'), 'sendgrid', false, 'news@harbour.example.org',  NULL),
    (pg_temp.row_id(5208, 3), pg_temp.who('iris'),  'smtp',     true,  'hello@lumen.example.org',   'mail.lumen.example.org');

-- Templates without an owner are for everybody.
INSERT INTO scaliyo.email_templates (id, owner_id, name, category, subject_template, body_template, is_default, created_at, updated_at)
SELECT pg_temp.row_id(5209, number), pg_temp.who(who), name, category, subject, body, who IS NULL, pg_temp.day(-200), pg_temp.day(-10 * number)
FROM (VALUES
    (1, NULL,    'Welcome',         'welcome',     'Welcome, {{first_name}}',           'Good to have you with us, {{first_name}}.'),
    (2, NULL,    'Follow up',       'follow_up',   'About our talk, {{first_name}}',    'May I call you next week?'),
    (3, NULL,    'A look around',   'demo_invite', 'Come and see it',                   'We show you round whenever you like.'),
    (4, 'ada',   'Berth for winter', 'nurture',    'A dry place for {{company}}',       'The winter hall has room for three more.'),
    (5, 'chloe', 'Boat show',       'custom',      'See you at the boat show?',         'We are at stand 12, next to the crane.'),
    (6, 'chloe', 'Hotel Fjord',     'case_study',  'How Hotel Fjord fills its rooms',   'Forty guests came by boat last summer.'),
    (7, 'iris',  'Preventivo',      'follow_up',   'Il preventivo per {{company}}',     'Come promesso, ecco il preventivo.')
) AS template (number, who, name, category, subject, body);

-- One letter to every other lead, from its owner; later ones were not answered yet.
INSERT INTO scaliyo.email_messages (id, lead_id, owner_id, provider, provider_message_id, subject, to_email, from_email, status, track_opens, track_clicks, created_at, updated_at)
SELECT pg_temp.row_id(5205, n), lead.id, lead.client_id, pg_temp.pick('{gmail,smtp,sendgrid,manual}', n), 'demo-message-' || n,
       pg_temp.pick(ARRAY['A dry place for the winter', 'About our talk', 'The offer you asked for', 'See you at the boat show?'], n), lead.email,
       CASE WHEN lead.client_id = pg_temp.who('iris') THEN 'hello@lumen.example.org' ELSE 'office@harbour.example.org' END,
       pg_temp.pick('{delivered,delivered,sent,delivered,bounced,delivered,failed}', n), true, n % 5 <> 0, pg_temp.day(-n * 0.9), pg_temp.day(-n * 0.9 + 0.1)
FROM generate_series(1, 40) AS n
JOIN scaliyo.leads lead ON lead.id = pg_temp.row_id(5003, n);

INSERT INTO scaliyo.email_links (id, message_id, destination_url, link_label, link_index, click_count, created_at)
SELECT pg_temp.row_id(5206, row_number() OVER (ORDER BY message.created_at DESC, place)), message.id, 'https://harbour.example.org/' || label, initcap(label),
       place, CASE WHEN message.status = 'delivered' THEN place + 1 ELSE 0 END, message.created_at
FROM scaliyo.email_messages message CROSS JOIN (VALUES (0, 'prices'), (1, 'boat-show')) AS link (place, label)
WHERE message.track_clicks;

-- Delivered or not, then opened (by the mail program itself, one time in five), then a link.
INSERT INTO scaliyo.email_events (id, message_id, link_id, event_type, ip_address, user_agent, is_bot, is_apple_privacy, metadata, created_at)
SELECT pg_temp.row_id(5207, row_number() OVER (ORDER BY message.created_at DESC, step.number)), message.id,
       CASE step.type WHEN 'click' THEN (SELECT link.id FROM scaliyo.email_links link WHERE link.message_id = message.id AND link.link_index = 0) END,
       step.type, '192.0.2.' || 20 + message.place, 'Mozilla/5.0', message.place % 5 = 0 AND step.type = 'open', message.place % 7 = 0, '{}',
       message.created_at + step.number * interval '3 hours'
FROM (SELECT message.*, (row_number() OVER (ORDER BY created_at DESC))::integer AS place FROM scaliyo.email_messages message) AS message
JOIN (VALUES (0, 'delivered', 1), (1, 'open', 2), (2, 'click', 3), (3, 'unsubscribe', 11), (0, 'bounced', 0)) AS step (number, type, every)
  ON CASE step.type WHEN 'bounced' THEN message.status = 'bounced' WHEN 'click' THEN message.track_clicks AND message.status = 'delivered' AND message.place % every = 0
                    ELSE message.status = 'delivered' AND message.place % every = 0 END;

INSERT INTO scaliyo.scheduled_emails (id, owner_id, lead_id, to_email, subject, html_body, scheduled_at, status, block_index, sequence_id, error_message, sent_at, created_at, updated_at)
SELECT pg_temp.row_id(5210, n), lead.client_id, lead.id, lead.email, CASE block WHEN 0 THEN 'Before the season' WHEN 1 THEN 'Still a berth free' ELSE 'Our last letter' END,
       '<p>Dear ' || lead.first_name || ',</p>', due, letter.status, block, 'spring', CASE letter.status WHEN 'failed' THEN 'The mail server refused the address' END,
       CASE letter.status WHEN 'sent' THEN due + interval '10 seconds' END, pg_temp.day(-20), least(due, pg_temp.day(-0.1))
FROM (
    SELECT n, (n % 3)::integer AS block, pg_temp.day((n % 3) * 6 - 7 + n * 0.1) AS due,
           CASE n % 3 WHEN 0 THEN pg_temp.pick('{sent,sent,failed,sent}', n / 3) WHEN 1 THEN pg_temp.pick('{sent,cancelled}', n / 3) ELSE 'pending' END AS status
    FROM generate_series(1, 24) AS n
) AS letter
JOIN scaliyo.leads lead ON lead.id = pg_temp.row_id(5003, 16 + n);

INSERT INTO scaliyo.workflows (id, user_id, team_id, name, description, status, nodes, stats, created_at, updated_at)
SELECT pg_temp.row_id(5211, number), pg_temp.who(who), CASE WHEN team IS NOT NULL THEN pg_temp.row_id(5004, team) END, name, description, status,
       '[{"id": "start", "type": "trigger", "next": "wait"}, {"id": "wait", "type": "wait", "days": 2, "next": "mail"}, {"id": "mail", "type": "email"}]',
       jsonb_build_object('leadsProcessed', 4 * number, 'conversionRate', 3 + number, 'timeSavedHrs', 2 * number, 'roi', 0), pg_temp.day(-90 + number), pg_temp.day(-number)
FROM (VALUES
    (1, 'ada',   1,    'New lead',        'A letter two days after a lead came in', 'active'),
    (2, 'ada',   NULL, 'Unpaid invoices', 'Reminds after a week',                   'paused'),
    (3, 'chloe', 1,    'Boat show',       'Invites who came last year',             'active'),
    (4, 'chloe', NULL, 'Idea for autumn', '',                                       'draft'),
    (5, 'iris',  2,    'Teatri',          'Segue ogni preventivo',                  'active')
) AS workflow (number, who, team, name, description, status);

INSERT INTO scaliyo.workflow_executions (id, workflow_id, user_id, lead_id, status, current_node, steps, started_at, completed_at, error_message)
SELECT pg_temp.row_id(5212, n), workflow.id, workflow.user_id, lead.id, run.status, CASE run.status WHEN 'success' THEN NULL WHEN 'running' THEN 'wait' ELSE 'mail' END,
       '[{"node": "start", "ok": true}]', pg_temp.day(-n * 0.7), CASE WHEN run.status <> 'running' THEN pg_temp.day(-n * 0.7) + interval '2 seconds' END,
       CASE run.status WHEN 'failed' THEN 'The sender account must be connected again' END
FROM (
    SELECT n, CASE WHEN n > 24 THEN 5 WHEN n % 2 = 0 THEN 1 ELSE 3 END AS number, CASE WHEN n > 24 THEN n + 6 ELSE n END AS lead_number,
           CASE WHEN n <= 2 THEN 'running' ELSE pg_temp.pick('{success,success,skipped,success,failed}', n) END AS status
    FROM generate_series(1, 32) AS n
) AS run
JOIN scaliyo.workflows workflow ON workflow.id = pg_temp.row_id(5211, number)
JOIN scaliyo.leads lead ON lead.id = pg_temp.row_id(5003, lead_number);

INSERT INTO scaliyo.workspace_ai_usage (id, workspace_id, month_year, credits_used, tokens_used, credits_limit, created_at, updated_at)
SELECT pg_temp.row_id(5213, row_number() OVER (ORDER BY profile.id, ago)), profile.id, to_char(pg_temp.day(0) - make_interval(months => ago), 'YYYY-MM'),
       profile.credits_used / (ago + 1), 1000 * profile.credits_used / (ago + 1), profile.credits_total, pg_temp.day(-30 * ago - 1), pg_temp.day(-30 * ago)
FROM scaliyo.profiles profile CROSS JOIN generate_series(0, 2) AS ago
WHERE profile.status = 'active';

INSERT INTO scaliyo.workspace_usage_counters (id, workspace_id, date_key, month_key, emails_sent, linkedin_actions, ai_credits_used, warmup_emails_sent, updated_at)
SELECT pg_temp.row_id(5214, row_number() OVER (ORDER BY who, ago)), pg_temp.who(who), pg_temp.day(-ago)::date, to_char(pg_temp.day(-ago), 'YYYY-MM'),
       (ago * 7 + length(who)) % 15, ago % 4, 3 * ago % 11, CASE who WHEN 'chloe' THEN 6 ELSE 0 END, pg_temp.day(-ago)
FROM (VALUES ('ada'), ('chloe'), ('iris')) AS person (who) CROSS JOIN generate_series(0, 9) AS ago;

INSERT INTO scaliyo.outbound_usage (id, workspace_id, inbox_id, channel, period_type, period_key, count, updated_at)
SELECT pg_temp.row_id(5215, row_number() OVER (ORDER BY sender.id, kind)), sender.workspace_id, sender.id::text, channel, kind,
       to_char(pg_temp.day(0), CASE kind WHEN 'daily' THEN 'YYYY-MM-DD' ELSE 'YYYY-MM' END), sender.daily_sent_today * weight, pg_temp.day(-0.1)
FROM scaliyo.sender_accounts sender
CROSS JOIN (VALUES ('email', 'daily', 1), ('email', 'monthly', 17)) AS period (channel, kind, weight)
WHERE sender.status <> 'disabled';

INSERT INTO scaliyo.ai_usage_logs (id, user_id, tokens_used, created_at)
SELECT pg_temp.row_id(5216, n), pg_temp.who(pg_temp.pick('{ada,chloe,ada,iris,kira}', n)), (300 + n * 211 % 2700)::integer, pg_temp.day(-n * 0.6)
FROM generate_series(1, 40) AS n;

INSERT INTO scaliyo.invoice_packages (id, owner_id, name, description, created_at, updated_at)
VALUES
    (pg_temp.row_id(5219, 1), pg_temp.who('ada'),   'Winter storage', 'Out of the water, washed, under a roof', pg_temp.day(-150), pg_temp.day(-30)),
    (pg_temp.row_id(5219, 2), pg_temp.who('chloe'), 'Guest berth',    'A night, with power',                    pg_temp.day(-140), pg_temp.day(-20)),
    (pg_temp.row_id(5219, 3), pg_temp.who('iris'),  'One evening',    'Lights, desk, two people',               pg_temp.day(-130), pg_temp.day(-10));

INSERT INTO scaliyo.invoice_package_items (id, package_id, description, quantity, unit_price_cents)
SELECT pg_temp.row_id(5220, number), pg_temp.row_id(5219, package), description, quantity, price
FROM (VALUES
    (1, 1, 'Lifting with the crane', 2, 18000), (2, 1, 'Storage, by the month', 6, 24000), (3, 1, 'Washing', 1, 9000),
    (4, 2, 'Berth, by the night', 1, 4200), (5, 2, 'Power', 1, 600),
    (6, 3, 'Lights', 1, 90000), (7, 3, 'Technician, by the evening', 2, 38000)
) AS item (number, package, description, quantity, price);

-- Numbers are given when an invoice is sent.
INSERT INTO scaliyo.invoices (id, owner_id, lead_id, invoice_number, status, currency, due_date, notes, sent_at, sent_via, paid_at, created_at, updated_at)
SELECT pg_temp.row_id(5217, n), lead.client_id, lead.id, CASE WHEN invoice.status <> 'draft' THEN 'INV-' || 1000 + n END, invoice.status,
       CASE WHEN lead.client_id = pg_temp.who('iris') THEN 'eur' ELSE 'usd' END, (made + interval '14 days')::date,
       CASE n % 4 WHEN 0 THEN 'With thanks for the third season' END, CASE WHEN invoice.status <> 'draft' THEN made + interval '1 hour' END,
       CASE WHEN invoice.status <> 'draft' THEN 'email' END, CASE invoice.status WHEN 'paid' THEN least(made + interval '9 days', pg_temp.day(-0.2)) END, made,
       least(made + interval '9 days', pg_temp.day(-0.2))
FROM (
    SELECT n, CASE WHEN n <= 12 THEN n ELSE n + 20 END AS lead_number, pg_temp.day(-n * 4 + 1) AS made,
           CASE WHEN n = 1 THEN 'draft' ELSE pg_temp.pick('{open,paid,paid,draft,void,paid,uncollectible}', n) END AS status
    FROM generate_series(1, 16) AS n
) AS invoice
JOIN scaliyo.leads lead ON lead.id = pg_temp.row_id(5003, lead_number);

INSERT INTO scaliyo.invoice_line_items (id, invoice_id, description, quantity, unit_price_cents, amount_cents, created_at)
SELECT pg_temp.row_id(5218, row_number() OVER (ORDER BY invoice.id, item.id)), invoice.id, item.description, item.quantity, item.unit_price_cents,
       item.quantity * item.unit_price_cents, invoice.created_at
FROM scaliyo.invoices invoice
JOIN scaliyo.invoice_packages package ON package.owner_id = invoice.owner_id
JOIN scaliyo.invoice_package_items item ON item.package_id = package.id;

UPDATE scaliyo.invoices invoice SET subtotal_cents = line.total, total_cents = line.total
FROM (SELECT invoice_id, sum(amount_cents)::integer AS total FROM scaliyo.invoice_line_items GROUP BY invoice_id) AS line
WHERE line.invoice_id = invoice.id;

REFRESH MATERIALIZED VIEW scaliyo.email_analytics_summary;
