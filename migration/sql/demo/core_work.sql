-- CodeOps, the work. Row kinds: 2101 outcomes, 2102 hypotheses, 2103 decisions, 2104 comments, 2105 audit log.
-- Outcomes 1 to 10, hypotheses 1 to 27 and decisions 1 to 48 are Harbour's, the rest Lumen's.

INSERT INTO core.outcomes (
    id, tenant_id, title, description, success_criteria, target_metrics, current_metrics, status, priority, team_id, owner_id, target_date,
    started_at, validated_at, invalidated_at,
    validation_notes, validated_by_id, invalidated_by_id, tags, created_at, updated_at, created_by_id)
SELECT pg_temp.row_id(2101, number),
       (CASE WHEN number <= 10 THEN '11111111-1111-1111-1111-111111111111' ELSE '22222222-2222-2222-2222-222222222222' END)::uuid, title,
       description,
       'Measured over four weeks, by people who did not build it.', jsonb_build_object('target', 20 + number * 5)::text,
       jsonb_build_object('now', 10 + number * 4)::text, status, priority,
       pg_temp.row_id(2003, team), pg_temp.who(owner), pg_temp.day(days)::date,
       CASE WHEN status NOT IN ('DRAFT', 'NOT_STARTED') THEN pg_temp.day(-number * 2 - CASE WHEN number <= 10 THEN 87 ELSE -15 END) END,
       CASE WHEN status = 'VALIDATED' THEN pg_temp.day(-9) END, CASE WHEN status = 'INVALIDATED' THEN pg_temp.day(-15) END,
       CASE status WHEN 'VALIDATED' THEN 'Reached, and still so a month later' WHEN 'INVALIDATED' THEN 'No difference to be seen' END,
       CASE WHEN status = 'VALIDATED' THEN pg_temp.who('ada') END, CASE WHEN status = 'INVALIDATED' THEN pg_temp.who('chloe') END,
       jsonb_build_array(lower(priority))::text, pg_temp.day(-number * 2 - CASE WHEN number <= 10 THEN 90 ELSE -12 END),
       pg_temp.day(-number * 0.5), pg_temp.who(owner)
FROM (VALUES
    (1,  'Half of all berths are booked without a call',     'Skippers book at night, when nobody answers the telephone.',  'IN_PROGRESS', 'CRITICAL', 1, 'chloe', 30),
    (2,  'Ferry tickets in under a minute',                  'From opening the page to the ticket in the hand.',            'VALIDATING',  'HIGH',     1, 'chloe', 10),
    (3,  'No night without a release',                       'What is finished reaches people the same day.',               'IN_PROGRESS', 'MEDIUM',   2, 'ben',   60),
    (4,  'Fewer wrong invoices',                             'One in forty is corrected by hand.',                          'NOT_STARTED', 'HIGH',     1, 'ada',   90),
    (5,  'A harbour map that is true',                       'Depths and free berths as they are now.',                     'DRAFT',       'LOW',      1, 'emi',   120),
    (6,  'Winter storage pays for itself',                   'The halls were empty for two winters.',                       'VALIDATED',   'MEDIUM',   1, 'ada',   -10),
    (7,  'Skippers recommend us to each other',              'A small thank-you for a recommendation.',                     'INVALIDATED', 'LOW',      1, 'chloe', -20),
    (8,  'A telephone that talks',                           'Too early for the machines of today.',                        'ABANDONED',   'BACKLOG',  2, 'ben',   -40),
    (9,  'The crane is never idle on a Saturday',            'Half of all work is asked for at the weekend.',               'NOT_STARTED', 'BACKLOG',  1, 'dan',   150),
    (10, 'Nobody waits at the fuel pier',                    'The queue is seen before one is in it.',                      'IN_PROGRESS', 'HIGH',     1, 'dan',   -3),
    (11, 'Stages are up an hour earlier',                    'The crews wait for plans that exist already.',                'IN_PROGRESS', 'HIGH',     4, 'jonas', 20),
    (12, 'Light plans are drawn once',                       'Theatres draw again what we have drawn before.',              'DRAFT',       'MEDIUM',   4, 'iris',  45)
) AS outcome (number, title, description, status, priority, team, owner, days);

INSERT INTO core.hypotheses (
    id, tenant_id, outcome_id, title, belief, expected_result, measurement_criteria, status, priority, owner_id, experiment_config,
    experiment_results, blocked_reason, conclusion_notes,
    tags, started_at, deployed_at, measuring_started_at, concluded_at, concluded_by_id, created_at, updated_at, created_by_id)
SELECT pg_temp.row_id(2102, n), outcome.tenant_id, outcome.id, idea, 'We believe: ' || lower(left(idea, 1)) || substr(idea, 2) || '.',
       pg_temp.pick(ARRAY['Ten in a hundred more', 'A third fewer calls', 'Half the time', 'Nobody asks again'], n),
       'Four weeks, two harbours, one of them as before.', stage, weight, outcome.owner_id,
       jsonb_build_object('share', 10 * (1 + n % 5), 'weeks', 4)::text,
       CASE WHEN measured THEN jsonb_build_object('before', 100, 'after', 100 - 3 * (n % 9))::text END,
       CASE WHEN stage = 'BLOCKED' THEN 'Waits for the answer of the harbour authority' END,
       CASE stage WHEN 'VALIDATED' THEN 'Clear enough to keep' WHEN 'INVALIDATED' THEN 'Within what happens by chance' WHEN 'ABANDONED' THEN 'The law forbids it' END,
       '["experiment"]',
       CASE WHEN begun THEN outcome.created_at + interval '3 days' END, CASE WHEN deployed THEN outcome.created_at + interval '10 days' END,
       CASE WHEN measured THEN outcome.created_at + interval '12 days' END,
       CASE WHEN closed THEN outcome.created_at + interval '40 days' END, CASE WHEN closed THEN outcome.owner_id END,
       outcome.created_at + make_interval(hours => n), outcome.updated_at, outcome.owner_id
FROM (
    SELECT n, CASE WHEN n <= 27 THEN 1 + (n - 1) % 10 ELSE 11 + n % 2 END AS place,
           pg_temp.pick('{DRAFT,READY,BLOCKED,BUILDING,DEPLOYED,MEASURING,VALIDATED,INVALIDATED,ABANDONED}', n - 1) AS stage,
           pg_temp.pick('{HIGH,MEDIUM,CRITICAL,LOW}', n) AS weight,
           pg_temp.pick(ARRAY['A picture of the berth makes people book', 'Nobody reads the second page',
               'A message the evening before prevents no-shows', 'One price is better than four', 'People pay first if asked first',
               'A map needs no legend', 'Saturday is the new Monday', 'A name at the top makes people answer',
               'Fewer fields, fewer mistakes', 'Those who saw the plan ask less'], n) AS idea
    FROM generate_series(1, 33) AS n
) AS hypothesis
JOIN core.outcomes outcome ON outcome.id = pg_temp.row_id(2101, place),
LATERAL (SELECT stage NOT IN ('DRAFT', 'READY') AS begun, stage IN ('DEPLOYED', 'MEASURING', 'VALIDATED', 'INVALIDATED') AS deployed,
                stage IN ('MEASURING', 'VALIDATED', 'INVALIDATED') AS measured,
                stage IN ('VALIDATED', 'INVALIDATED', 'ABANDONED') AS closed) AS state;

INSERT INTO core.decisions (
    id, tenant_id, title, description, context, options, status, priority, decision_type, owner_id, assigned_to_id, outcome_id,
    hypothesis_id, team_id, sla_hours, due_at, escalation_level, escalated_at, escalated_to_id,
    decided_by_id, decided_at, decision_rationale, selected_option, blocked_items, tags, created_at, updated_at, created_by_id)
SELECT pg_temp.row_id(2103, n), tenant, question, 'Asked by the people who have to live with the answer.',
       pg_temp.pick(ARRAY['The contract ends this month.', 'Two customers asked for it.', 'We have put it off twice.'], n),
       '[{"id": "a", "title": "' || first || '"}, {"id": "b", "title": "' || second || '"}]', status, priority,
       pg_temp.pick('{PRODUCT,UX,TECHNICAL,ARCHITECTURAL,STRATEGIC,OPERATIONAL,RESOURCE,SCOPE,TIMELINE}', n),
       pg_temp.who(owner), pg_temp.who(assignee), CASE WHEN n % 2 = 0 THEN pg_temp.row_id(2101, place) END,
       CASE WHEN n % 4 = 0 THEN pg_temp.row_id(2102, CASE WHEN n <= 48 THEN place ELSE 28 + place % 2 END) END,
       CASE WHEN n <= 48 THEN pg_temp.row_id(2003, 1 + n % 2) ELSE pg_temp.row_id(2003, 4) END, 24 * (1 + n % 3),
       CASE WHEN status IN ('NEEDS_INPUT', 'UNDER_DISCUSSION') THEN pg_temp.day(n % 9 - 2.5) ELSE asked + 24 * (1 + n % 3) * interval '1 hour' END,
       escalated::integer, CASE WHEN escalated THEN asked + interval '30 hours' END, CASE WHEN escalated THEN pg_temp.who(boss) END,
       CASE WHEN settled THEN pg_temp.who(assignee) END, CASE WHEN settled THEN asked + interval '20 hours' END,
       CASE WHEN settled THEN 'The cheaper of two good ways, and it can be taken back.' END,
       CASE WHEN settled THEN '{"id": "' || (ARRAY['a', 'b'])[1 + n % 2] || '"}' END,
       CASE WHEN priority = 'BLOCKING' THEN '["the next release"]' END, '["' || lower(priority) || '"]', asked, asked + interval '21 hours',
       pg_temp.who(owner)
FROM (
    SELECT n, CASE WHEN n <= 48 THEN '11111111-1111-1111-1111-111111111111' ELSE '22222222-2222-2222-2222-222222222222' END::uuid AS tenant,
           pg_temp.day(-0.4 - (CASE WHEN n <= 48 THEN n * 0.7 ELSE (n - 48) * 0.8 END)) AS asked,
           CASE WHEN n <= 48 THEN 1 + n % 10 ELSE 11 + n % 2 END AS place,
           pg_temp.pick('{NEEDS_INPUT,UNDER_DISCUSSION,DECIDED,IMPLEMENTED,NEEDS_INPUT,DEFERRED,CANCELLED}', n - 1) AS status,
           pg_temp.pick('{NORMAL,HIGH,BLOCKING,NORMAL,LOW}', n) AS priority,
           CASE WHEN n <= 48 THEN pg_temp.pick('{chloe,ben,ada}', n) ELSE 'iris' END AS owner,
           CASE WHEN n <= 48 THEN pg_temp.pick('{ada,emi,ben,dan,ada,chloe}', n) ELSE pg_temp.pick('{jonas,iris}', n) END AS assignee,
           CASE WHEN n <= 48 THEN 'ada' ELSE 'iris' END AS boss,
           pg_temp.pick(ARRAY['Which payment company?', 'Map or list first?', 'Do we support telephones of 2016?',
               'One database or one for each harbour?', 'Do we open in the south this year?', 'Who is on call at Easter?',
               'A second designer?',
               'Is the crane part of the first version?', 'Before or after the boat show?', 'Paper tickets, yes or no?',
               'Do guests need an account?'], n) AS question,
           pg_temp.pick(ARRAY['The one we know', 'Map', 'Yes', 'One', 'Yes', 'Two of us', 'Now', 'Yes', 'Before', 'Yes', 'No'], n) AS first,
           pg_temp.pick(ARRAY['The cheaper one', 'List', 'No', 'One for each', 'Next year', 'A company', 'After summer', 'Later', 'After',
               'No', 'Only to pay'], n) AS second
    FROM generate_series(1, 56) AS n
) AS decision,
LATERAL (SELECT status IN ('DECIDED', 'IMPLEMENTED') AS settled, status = 'NEEDS_INPUT' AND n % 3 = 0 AS escalated) AS state;

-- Three comments on each decision, the third an answer to the first.
INSERT INTO core.decision_comments (id, decision_id, author_id, parent_id, content, option_id, is_edited, created_at, updated_at)
SELECT pg_temp.row_id(2104, n), pg_temp.row_id(2103, decision),
       pg_temp.who(CASE WHEN decision <= 48 THEN pg_temp.pick('{emi,dan,chloe,ben,ada}', n) ELSE pg_temp.pick('{jonas,iris}', n) END),
       CASE WHEN part = 3 THEN pg_temp.row_id(2104, n - 2) END,
       CASE part WHEN 3 THEN pg_temp.pick(ARRAY['Good point, I had not thought of that.', 'We can still change it later.', 'Agreed.',
           'Then who tells the customers?'], decision)
       ELSE pg_temp.pick(ARRAY['I am for the first: we know what it costs.', 'The second is what customers ask for.',
           'Could we try it in one harbour?', 'Let us not decide this before we have the figures.',
           'Either is fine with me, but soon, please.',
           'The authority will want to see this in writing.', 'Last year we tried the second, and took it back.'], n) END,
       CASE WHEN part < 3 THEN (ARRAY['a', 'b'])[part] END, n % 10 = 0, created_at + make_interval(hours => 2 * part),
       created_at + make_interval(hours => 2 * part)
FROM (SELECT n, 1 + (n - 1) / 3 AS decision, 1 + (n - 1) % 3 AS part FROM generate_series(1, 168) AS n) AS comment
JOIN core.decisions ON decisions.id = pg_temp.row_id(2103, decision);

INSERT INTO core.audit_logs (
    id, tenant_id, actor_id, actor_name, actor_email, action, entity_type, entity_id, entity_title, description, old_values, new_values,
    ip_address, user_agent, request_id, timestamp)
SELECT pg_temp.row_id(2105, n),
       CASE WHEN n <= 69 THEN '11111111-1111-1111-1111-111111111111' ELSE '22222222-2222-2222-2222-222222222222' END::uuid, actor.id,
       actor.display_name, actor.email, action, kind,
       CASE kind WHEN 'OUTCOME' THEN pg_temp.row_id(2101, place) WHEN 'HYPOTHESIS' THEN pg_temp.row_id(2102, CASE WHEN n <= 69 THEN place ELSE 28 END) WHEN 'DECISION' THEN pg_temp.row_id(2103, CASE WHEN n <= 69 THEN place ELSE 49 END)
                 WHEN 'TEAM' THEN pg_temp.row_id(2003, CASE WHEN n <= 69 THEN 1 ELSE 4 END) ELSE actor.id END,
       initcap(kind) || ' ' || place, initcap(replace(action, '_', ' ')), CASE WHEN action LIKE '%CHANGE%' THEN '{"status": "DRAFT"}' END,
       CASE WHEN action LIKE '%CHANGE%' THEN '{"status": "IN_PROGRESS"}' END,
       '192.0.2.' || n, 'Mozilla/5.0', 'req-' || lpad(n::text, 6, '0'), pg_temp.day(-n * 0.25)
FROM (
    SELECT n, action, CASE WHEN n <= 69 THEN 1 + n % 10 ELSE 11 + n % 2 END AS place,
           CASE WHEN n <= 69 THEN pg_temp.pick('{ada,ben,chloe,dan}', n) ELSE pg_temp.pick('{iris,jonas}', n) END AS who,
           CASE WHEN action LIKE 'OUTCOME%' OR action IN ('CREATE', 'READ', 'UPDATE', 'DELETE', 'STATUS_CHANGE') THEN 'OUTCOME' WHEN action LIKE 'HYPOTHESIS%' THEN 'HYPOTHESIS' WHEN action LIKE 'DECISION%' THEN 'DECISION'
                WHEN action LIKE 'TEAM%' THEN 'TEAM' ELSE 'USER' END AS kind
    FROM generate_series(1, 92) AS n,
    LATERAL (SELECT pg_temp.pick('{CREATE,READ,UPDATE,DELETE,STATUS_CHANGE,DECISION_RESOLVED,DECISION_ESCALATED,DECISION_ASSIGNED,DECISION_COMMENTED,OUTCOME_VALIDATED,OUTCOME_INVALIDATED,HYPOTHESIS_TRANSITIONED,HYPOTHESIS_CONCLUDED,HYPOTHESIS_BLOCKED,HYPOTHESIS_UNBLOCKED,LOGIN,LOGOUT,PASSWORD_CHANGED,USER_CREATED,USER_DEACTIVATED,ROLE_ASSIGNED,TEAM_MEMBER_ADDED,TEAM_MEMBER_REMOVED}', n - 1) AS action) AS kind
) AS entry
JOIN auth.users actor ON actor.id = pg_temp.who(who);
