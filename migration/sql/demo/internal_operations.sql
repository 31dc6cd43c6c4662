-- Selify internal, what work comes from. Row kinds: 1301 services, 1302 health checks, 1303 incidents, 1304 errors,
-- 1305 occurrences, 1306 repositories, 1307 git events, 1308 trust, 1309 documentation.

INSERT INTO internal.monitored_services (
    id, name, display_name, description, check_type, check_url, check_host, check_port, check_query, check_interval_seconds, alert_channels,
    category, priority, tags, is_active, is_critical, created_at, updated_at)
SELECT pg_temp.row_id(1301, number), name, display_name, description, check_type,
       CASE WHEN check_type = 'http' THEN 'https://' || name || '.selify.example/health' END,
       CASE WHEN check_type <> 'http' THEN name || '.internal.example' END,
       CASE check_type WHEN 'tcp' THEN 25 WHEN 'postgres' THEN 5432 END, CASE check_type WHEN 'postgres' THEN 'SELECT 1' END,
       period, '{email,chat}', category, 1 + (NOT critical)::integer, jsonb_build_object('owner', owner), active, critical,
       pg_temp.day(-300), pg_temp.day(-20)
FROM (VALUES
    (1, 'gateway',  'Gateway',         'Takes every request',              'http',     30,  'edge',     'ben',   true,  true),
    (2, 'accounts', 'Accounts',        'Sign-in and sessions',             'http',     30,  'internal', 'ada',   true,  true),
    (3, 'billing',  'Billing',         'Invoices and payments',            'http',     60,  'internal', 'ben',   true,  true),
    (4, 'search',   'Search',          'Index and queries',                'http',     60,  'internal', 'ben',   true,  false),
    (5, 'mailer',   'Mail server',     'Takes mail in and sends it',       'tcp',      120, 'internal', 'chloe', true,  false),
    (6, 'database', 'Main database',   'PostgreSQL, with two replicas',    'postgres', 30,  'storage',  'chloe', true,  true),
    (7, 'payments', 'Payment company', 'Not ours; we watch what we need',  'http',     300, 'external', 'chloe', true,  false),
    (8, 'reports',  'Old reports',     'Switched off after the migration', 'http',     600, 'internal', 'ada',   false, false)
) AS service (number, name, display_name, description, check_type, period, category, owner, active, critical);

-- Two days of checks every three hours for the services that are watched. Search is slow just now, the mail server down.
INSERT INTO internal.health_checks (id, service_id, status, status_code, response_time_ms, error_message, error_details, metrics, checked_at)
SELECT pg_temp.row_id(1302, 16 * (service - 1) + place), pg_temp.row_id(1301, service), status,
       CASE WHEN service <> 5 AND service <> 6 THEN CASE status WHEN 'healthy' THEN 200 WHEN 'degraded' THEN 200 ELSE 503 END END,
       CASE status WHEN 'healthy' THEN 40 + service * 7 + place WHEN 'degraded' THEN 1800 + place * 35 ELSE NULL END,
       CASE status WHEN 'unhealthy' THEN 'Connection refused' WHEN 'unknown' THEN 'The check itself failed' END,
       CASE WHEN status = 'unhealthy' THEN '{"attempts": 3}'::jsonb END, jsonb_build_object('region', pg_temp.pick('{north,south}', place)),
       pg_temp.day(-0.125 * (place - 1) - 0.004 * service)
FROM (
    SELECT service, place,
           CASE WHEN service = 4 AND place <= 3 THEN 'degraded' WHEN service = 5 AND place <= 2 THEN 'unhealthy' WHEN service = 7 AND place = 9 THEN 'unknown'
                                WHEN service = 3 AND place BETWEEN 10 AND 11 THEN 'unhealthy' ELSE 'healthy' END AS status
    FROM generate_series(1, 7) AS service, generate_series(1, 16) AS place
) AS result;

INSERT INTO internal.incidents (
    id, service_id, title, description, severity, status, started_at, identified_at, resolved_at, resolved_by, resolution_notes, root_cause,
    task_id, ai_analysis, auto_resolved,
    total_downtime_seconds, checks_failed, created_at, updated_at)
SELECT pg_temp.row_id(1303, number), pg_temp.row_id(1301, service), title, description, severity, status, pg_temp.day(-days),
       CASE WHEN status <> 'investigating' THEN pg_temp.day(-days + 0.02) END,
       CASE WHEN status IN ('resolved', 'closed') THEN pg_temp.day(-days + 0.1) END,
       CASE WHEN status IN ('resolved', 'closed') AND NOT by_itself THEN pg_temp.member('chloe') END, notes, cause,
       pg_temp.row_id(1201, task), jsonb_build_object('likely_cause', coalesce(cause, 'unknown yet')),
       by_itself, CASE WHEN status IN ('resolved', 'closed') THEN 1800 + 60 * number END, 2 + number, pg_temp.day(-days),
       pg_temp.day(-days + 0.1)
FROM (VALUES
    (1, 5, 'Mail server refuses connections',      'Nothing comes in and nothing goes out.',        'critical', 'investigating', 0.26,  false, NULL,                             NULL,                                 146),
    (2, 4, 'Search answers slowly',                'Two seconds instead of fifty milliseconds.',    'high',     'identified',    0.40,  false, NULL,                             'The nightly index build did not end', 145),
    (3, 7, 'Payments are confirmed late',          'The payment company says it works on it.',      'medium',   'monitoring',    1.20,  false, NULL,                             'A fault at the payment company',      140),
    (4, 3, 'Billing was down',                     'No invoices for half an hour.',                 'critical', 'resolved',      1.35,  false, 'Started with the old settings',  'A setting was renamed in one place',  139),
    (5, 1, 'Gateway lost a third of its requests', 'Customers saw errors and tried again.',         'high',     'resolved',      12,    false, 'Took the faulty machine out',    'One machine without disk space',      120),
    (6, 2, 'Sign-in took minutes',                 'Only for accounts with very many sessions.',    'medium',   'closed',        33,    false, 'Old sessions are now removed',   'A list that only grew',               98),
    (7, 6, 'A replica fell behind',                'Reports showed yesterday''s figures.',          'low',      'closed',        51,    true,  'Caught up by itself',            'A long report held it up',            74),
    (8, 4, 'Search found nothing for an hour',     'The index was replaced by an empty one.',       'critical', 'closed',        88,    false, 'Put the old index back',         'The build did not check its result',  33)
) AS incident (number, service, title, description, severity, status, days, by_itself, notes, cause, task);

INSERT INTO internal.errors (
    id, fingerprint, title, culprit, error_type, service, environment, platform, release, status, resolved_at, resolved_by, task_id,
    auto_resolved, ai_analysis, suggested_fix,
    occurrence_count, user_count, first_seen, last_seen, tags, created_at, updated_at)
SELECT pg_temp.row_id(1304, n), md5('error ' || n), type || ': ' || message, service || '/' || place, type, service,
       pg_temp.pick('{production,staging,production}', n), pg_temp.pick('{rust,javascript,python}', n), '2.' || n % 9,
       status, CASE WHEN status = 'resolved' THEN seen + interval '4 days' END,
       CASE WHEN status = 'resolved' AND n % 8 <> 2 THEN pg_temp.member(pg_temp.pick('{dan,ben}', n)) END,
       CASE WHEN n % 2 = 0 THEN pg_temp.row_id(1201, 150 - 3 * n) END, status = 'resolved' AND n % 8 = 2,
       jsonb_build_object('cause', pg_temp.pick(ARRAY['a missing check', 'a slow neighbour', 'an unexpected null'], n)),
       pg_temp.pick(ARRAY['Check the value before it is used', 'Try again with a pause', 'Give the field a default'], n), 5, 1 + n % 4,
       seen, seen + interval '3 days', jsonb_build_object('browser', pg_temp.pick('{Firefox,Chrome,Safari}', n)), seen,
       seen + interval '4 days'
FROM (
    SELECT n, pg_temp.day(-n * 1.1 - 4) AS seen,
           pg_temp.pick('{unresolved,resolved,unresolved,ignored,in_progress,resolved}', n - 1) AS status,
           pg_temp.pick('{TypeError,TimeoutError,DatabaseError,PermissionError,ParseError}', n) AS type,
           pg_temp.pick('{search,billing,accounts,mailer,gateway,reports}', n) AS service,
           pg_temp.pick(ARRAY['cannot read the total of an invoice', 'no answer within 30 seconds', 'a row appeared twice',
               'this mailbox is not yours', 'unexpected end of the file', 'the list has no first entry', 'unknown currency'], n) AS message,
           pg_temp.pick('{invoice.rs,list.tsx,import.py,session.rs}', n) AS place
    FROM generate_series(1, 40) AS n
) AS error;

INSERT INTO internal.error_occurrences (
    id, error_id, event_id, message, stacktrace, user_id, user_email, user_ip, request_url, request_method, request_headers, browser,
    browser_version, os, device, breadcrumbs, created_at)
SELECT pg_temp.row_id(1305, n), error.id, md5('event ' || n), error.title, jsonb_build_array(error.culprit || ':' || 10 + n % 90, 'main:1'),
       'customer-' || n % 25, 'customer' || n % 25 || '@example.org', '198.51.100.' || 1 + n % 250,
       'https://app.selify.example/' || error.service, pg_temp.pick('{GET,POST}', n), '{"accept": "application/json"}',
       pg_temp.pick('{Firefox,Chrome,Safari}', n), (120 + n % 10)::text, pg_temp.pick('{Linux,Windows,macOS,Android}', n),
       pg_temp.pick('{desktop,desktop,phone}', n), '[{"message": "clicked Save"}]', error.first_seen + (n % 5) * interval '18 hours'
FROM (SELECT n, pg_temp.row_id(1304, 1 + (n - 1) / 5) AS error_id FROM generate_series(1, 200) AS n) AS occurrence
JOIN internal.errors error ON error.id = error_id;

INSERT INTO internal.git_repos (id, name, description, created_at, updated_at, created_by, last_push_at, total_commits, total_branches, has_claude_md)
SELECT pg_temp.row_id(1306, number), name, description, pg_temp.day(-390), pg_temp.day(-number * 0.4), pg_temp.member('ben'),
       pg_temp.day(-number * 0.4), 900 - 100 * number, 3 + number, number <> 4
FROM (VALUES
    (1, 'gateway', 'Takes every request'), (2, 'accounts', 'Sign-in and sessions'), (3, 'billing', 'Invoices and payments'),
    (4, 'search', 'Index and queries'), (5, 'handbook', 'How we work')
) AS repository (number, name, description);

INSERT INTO internal.git_trust_config (id, repo_id, branch_pattern, trust_level, max_files_changed, max_lines_changed, blocked_paths, created_by, created_at, updated_at)
VALUES
    (pg_temp.row_id(1308, 1), pg_temp.row_id(1306, 1), '*',      'ai_recommend',   50, 500, '{deploy/*}',     pg_temp.member('ben'), pg_temp.day(-300), pg_temp.day(-30)),
    (pg_temp.row_id(1308, 2), pg_temp.row_id(1306, 1), 'main',   'human_only',     50, 500, '{}',             pg_temp.member('ada'), pg_temp.day(-300), pg_temp.day(-30)),
    (pg_temp.row_id(1308, 3), pg_temp.row_id(1306, 3), '*',      'human_only',     20, 200, '{migrations/*}', pg_temp.member('ada'), pg_temp.day(-280), pg_temp.day(-50)),
    (pg_temp.row_id(1308, 4), pg_temp.row_id(1306, 4), 'deps/*', 'ai_auto_notify', 10, 800, '{}',             pg_temp.member('ben'), pg_temp.day(-200), pg_temp.day(-20)),
    (pg_temp.row_id(1308, 5), pg_temp.row_id(1306, 5), '*',      'ai_autonomous',  99, 999, '{}',             pg_temp.member('ada'), pg_temp.day(-150), pg_temp.day(-10));

INSERT INTO internal.git_events (
    id, created_at, repo_id, repo_name, event_type, ref, branch, old_rev, new_rev, commit_count, commit_message, author_name, author_email,
    files_changed, lines_added, lines_removed,
    ai_analysis, ai_risk_level, ai_confidence, ai_recommendation, trust_level_applied, auto_approved, approval_request_id, outcome,
    outcome_at, outcome_by)
SELECT pg_temp.row_id(1307, n), at, repository.id, repository.name, kind,
       CASE WHEN kind = 'tag' THEN 'refs/tags/v2.' || n ELSE 'refs/heads/' || branch END, CASE WHEN kind <> 'tag' THEN branch END,
       CASE WHEN kind <> 'branch_created' THEN md5('rev ' || n - 1) END, md5('rev ' || n), 1 + n % 4,
       pg_temp.pick(ARRAY['Retry uploads that time out', 'Index the foreign keys', 'Say which field is wrong', 'Upgrade the parser',
           'Close connections that idle', 'Test the roll-back'], n),
       pg_temp.pick(ARRAY['Ben Okafor', 'Ada Lindqvist', 'Dependency bot'], n),
       pg_temp.pick('{ben@selify.example,ada@selify.example,bot@selify.example}', n), 1 + n % 12, 10 * (1 + n % 20), 3 * (n % 15),
       jsonb_build_object('summary', 'A contained change'), pg_temp.pick('{low,medium,low,high}', n), 0.60 + (n % 38) * 0.01,
       CASE WHEN n % 7 = 0 THEN 'reject' ELSE 'approve' END,
       pg_temp.pick('{ai_recommend,human_only,ai_auto_notify,ai_autonomous}', n)::internal.trust_level, outcome = 'auto_approved',
       CASE WHEN n <= 40 AND outcome <> 'auto_approved' THEN pg_temp.row_id(1102, n) END, outcome,
       CASE WHEN outcome <> 'pending' THEN at + interval '5 hours' END,
       CASE WHEN outcome IN ('approved', 'rejected') THEN pg_temp.member(pg_temp.pick('{ada,ben}', n)) END
FROM (
    SELECT n, pg_temp.day(-n * 0.8) AS at, pg_temp.pick('{push,pull_request,merge,push,tag,branch_created}', n) AS kind,
           CASE WHEN n % 3 = 0 THEN 'main' ELSE 'task-' || 150 - n END AS branch,
           pg_temp.pick('{pending,approved,auto_approved,rejected,approved}', n) AS outcome
    FROM generate_series(1, 80) AS n
) AS event
JOIN internal.git_repos repository ON repository.id = pg_temp.row_id(1306, 1 + n % 5);

UPDATE internal.tasks SET git_event_id = pg_temp.row_id(1307, 150 - issue_number) WHERE issue_number BETWEEN 110 AND 149 AND source = 'git';

-- Texts for the search in the handbook; without vectors, which a model makes.
INSERT INTO internal.documentation_manifest (file_path, content_hash, doc_type, category, generator, chunk_count, file_size_bytes, generated_at, updated_at)
SELECT 'handbook/' || name || '.md', left(md5(name), 16), 'guide', category, 'handbook', 1, 2400, pg_temp.day(-20), pg_temp.day(-20)
FROM (VALUES ('on-call', 'operations'), ('releases', 'engineering'), ('customers', 'support')) AS page (name, category);

INSERT INTO internal.documentation_chunks (id, file_path, section_path, chunk_index, title, content, content_hash, doc_type, category, tags, source_updated_at, indexed_at)
VALUES
    (pg_temp.row_id(1309, 1), 'handbook/on-call.md',   'First minutes', 0, 'First minutes of an incident', 'Say that you are on it, look at the last release, take it back if in doubt. Find the cause afterwards.', left(md5('on-call'), 16),   'guide', 'operations',  '{incident}', pg_temp.day(-20), pg_temp.day(-20)),
    (pg_temp.row_id(1309, 2), 'handbook/releases.md',  'When',          0, 'When to release',              'Every day before three. Never a migration on a Friday.',                                                   left(md5('releases'), 16),  'guide', 'engineering', '{release}',  pg_temp.day(-20), pg_temp.day(-20)),
    (pg_temp.row_id(1309, 3), 'handbook/customers.md', 'Tone',          0, 'How we write to customers',    'Short, plain, true. Say what we know, what we do not know, and when we write again.',                      left(md5('customers'), 16), 'guide', 'support',     '{writing}',  pg_temp.day(-20), pg_temp.day(-20));
