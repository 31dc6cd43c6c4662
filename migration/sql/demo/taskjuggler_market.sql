-- TaskJuggler, the marketplace. Row kinds: 3201 vendors, 3202 listings, 3203 bids, 3204 tools, 3205 runs of tools,
-- 3206 transactions.

INSERT INTO taskjuggler.marketplace_vendors (
    id, vendor_type, user_id, business_name, ai_provider, ai_config, name, description, categories, services, address, pricing_model,
    base_rate, currency, is_active, is_verified, total_jobs, completed_jobs, average_rating, created_at, updated_at)
SELECT pg_temp.row_id(3201, number), type, pg_temp.who(who), business, provider,
       CASE WHEN provider IS NOT NULL THEN '{"model": "demo"}'::jsonb END, name, description, jsonb_build_array(category),
       jsonb_build_array(jsonb_build_object('name', category, 'hours', 2)),
       CASE WHEN type <> 'ai' THEN '1 Harbour Street' END, pricing, rate, 'USD', active, number <> 5, 10 * number, 9 * number,
       4.9 - number * 0.1, pg_temp.day(-140), pg_temp.day(-number)
FROM (VALUES
    (1, 'human',  'farid', 'Haddad Boat Electrics', NULL,        'Farid Haddad',  'Wiring, batteries, lights',         'electrics', 'hourly',   75.00, true),
    (2, 'human',  'jonas', 'Weber Cables',          NULL,        'Jonas Weber',   'Cables of any length',              'cables',    'fixed',    240.00, true),
    (3, 'ai',     NULL,    NULL,                    'internal',  'Letter writer', 'Answers simple mail',               'writing',   'per_task', 0.40, true),
    (4, 'ai',     NULL,    NULL,                    'botjob',    'Form filler',   'Fills in the forms of authorities', 'forms',     'per_task', 1.20, true),
    (5, 'ai',     NULL,    NULL,                    'alphasite', 'Site doctor',   'Repairs small faults of websites',  'websites',  'quote',    NULL, true),
    (6, 'hybrid', 'ben',   'Okafor and Machine',    'external',  'Ben and his machine', 'Reports, checked by a person', 'reports',  'hourly',   60.00, false)
) AS vendor (number, type, who, business, provider, name, description, category, pricing, rate, active);

INSERT INTO taskjuggler.marketplace_listings (
    id, task_id, requestor_id, title, description, category, location_required, location, location_radius_miles, budget_type, budget_min,
    budget_max, status, assigned_vendor_id, assigned_at, needed_by, expires_at, created_at, updated_at)
SELECT pg_temp.row_id(3202, n), pg_temp.row_id(3101, task), requestor_id, title,
       'Wanted: somebody who has done this before. ' || coalesce(description, ''), pg_temp.pick('{electrics,writing,cables,forms}', n),
       n % 2 = 0,
       CASE WHEN n % 2 = 0 THEN '{"city": "Bergvik"}'::jsonb END, CASE WHEN n % 2 = 0 THEN 25 END, pg_temp.pick('{fixed,hourly,quote}', n),
       50 * n, 90 * n, state, CASE WHEN state IN ('assigned', 'completed') THEN pg_temp.row_id(3201, 1) END,
       CASE WHEN state IN ('assigned', 'completed') THEN pg_temp.day(-n) END, pg_temp.day(20 - n), pg_temp.day(30 - n), pg_temp.day(-n - 3),
       pg_temp.day(-n)
FROM (SELECT n, CASE WHEN n <= 9 THEN 100 + n ELSE 130 + n END AS task, pg_temp.pick('{open,assigned,completed,cancelled}', n - 1) AS state FROM generate_series(1, 12) AS n) AS listing
JOIN taskjuggler.tasks ON tasks.id = pg_temp.row_id(3101, task);

UPDATE taskjuggler.tasks
SET marketplace_listing_id = listing.id, marketplace_vendor_id = listing.assigned_vendor_id
FROM taskjuggler.marketplace_listings listing
WHERE listing.task_id = tasks.id;

INSERT INTO taskjuggler.marketplace_bids (id, listing_id, vendor_id, amount, message, estimated_completion_days, status, created_at, updated_at)
SELECT pg_temp.row_id(3203, n), listing.id, vendor.id, 60 + 7 * n,
       pg_temp.pick(ARRAY['I could start on Monday.', 'Done this a dozen times.', 'Price includes the parts.'], n), 1 + n % 5,
       CASE WHEN listing.status = 'open' THEN CASE WHEN n % 3 = 0 THEN 'withdrawn' ELSE 'pending' END WHEN vendor.id = listing.assigned_vendor_id THEN 'accepted' ELSE 'rejected' END,
       listing.created_at + interval '5 hours', listing.updated_at
FROM generate_series(1, 24) AS n
JOIN taskjuggler.marketplace_listings listing ON listing.id = pg_temp.row_id(3202, (n + 1) / 2)
JOIN taskjuggler.marketplace_vendors vendor ON vendor.id = pg_temp.row_id(3201, 1 + n % 2);

-- How a tool is called is sealed by the server, so that here it is empty.
INSERT INTO taskjuggler.ai_tool_configs (id, vendor_id, tool_name, tool_type, config, is_active, created_at, updated_at)
VALUES
    (pg_temp.row_id(3204, 1), pg_temp.row_id(3201, 3), 'write_answer', 'function', '{}', true,  pg_temp.day(-100), pg_temp.day(-10)),
    (pg_temp.row_id(3204, 2), pg_temp.row_id(3201, 4), 'fill_form',    'api',      '{}', true,  pg_temp.day(-90),  pg_temp.day(-9)),
    (pg_temp.row_id(3204, 3), pg_temp.row_id(3201, 5), 'repair_page',  'webhook',  '{}', false, pg_temp.day(-80),  pg_temp.day(-8));

INSERT INTO taskjuggler.ai_tool_executions (id, task_id, tool_config_id, vendor_id, status, input_data, output_data, error_message, started_at, completed_at, created_at, updated_at)
SELECT pg_temp.row_id(3205, n), pg_temp.row_id(3101, 5 * n), pg_temp.row_id(3204, 1 + n % 3), pg_temp.row_id(3201, 3 + n % 3), status,
       jsonb_build_object('task', 5 * n), CASE WHEN status = 'completed' THEN '{"text": "Dear Ms Lund, the lamp is on again."}'::jsonb END,
       CASE WHEN status = 'failed' THEN 'The form has changed' END, CASE WHEN status <> 'pending' THEN pg_temp.day(-n) END,
       CASE WHEN status IN ('completed', 'failed') THEN pg_temp.day(-n + 0.01) END, pg_temp.day(-n), pg_temp.day(-n + 0.01)
FROM (SELECT n, pg_temp.pick('{pending,running,completed,failed,completed}', n - 1) AS status FROM generate_series(1, 20) AS n) AS run;

-- A vendor who is a person lets one of the machines look up his parts.
INSERT INTO taskjuggler.ai_tool_configs (id, vendor_id, tool_name, tool_type, config, is_active, created_at, updated_at)
VALUES (pg_temp.row_id(3204, 4), pg_temp.row_id(3201, 1), 'find_part', 'api', '{}', true, pg_temp.day(-70), pg_temp.day(-7));

INSERT INTO taskjuggler.transactions (id, task_id, listing_id, vendor_id, requestor_id, amount, payment_method, stripe_payment_intent_id, status, metadata, created_at, updated_at)
SELECT pg_temp.row_id(3206, n), task_id, id, coalesce(assigned_vendor_id, pg_temp.row_id(3201, 1)), requestor_id, 85 + 12.50 * n,
       pg_temp.pick('{stripe_connect,stripe,manual}', n), CASE WHEN n % 3 <> 2 THEN 'pi_demo_' || n END,
       pg_temp.pick('{completed,pending,processing,failed,refunded}', n), '{"invoice": true}', pg_temp.day(-n), pg_temp.day(-n + 0.5)
FROM (SELECT row_number() OVER (ORDER BY id) AS n, * FROM taskjuggler.marketplace_listings WHERE status <> 'open') AS listing;
