-- CodeOps: outcomes, what is believed about them, what has to be decided. Each stays within one tenant.

INSERT INTO core.outcomes (id, tenant_id, title, description, success_criteria, status, priority, owner_id, target_date, started_at, validated_at, validated_by_id, tags, created_at, updated_at, created_by_id)
SELECT outcome.id, crew.tenant, pg_temp.title(d7, d8), CASE WHEN d8 < 0.8 THEN pg_temp.prose(d7, d3) END, 'Measured over four weeks, by people who did not build it.', status,
       pg_temp.one_of('{MEDIUM,MEDIUM,HIGH,LOW,CRITICAL,BACKLOG}', d3), owner, CASE WHEN d4 < 0.8 THEN pg_temp.later(created, 0.5 + d4, 120)::date END,
       CASE WHEN status NOT IN ('DRAFT', 'NOT_STARTED') THEN pg_temp.later(created, d4, 10) END, CASE status WHEN 'VALIDATED' THEN pg_temp.later(created, 0.3 + d4, 60) END,
       CASE status WHEN 'VALIDATED' THEN owner END, '["scale"]', created, pg_temp.later(created, 0.5 + d4, 60), owner
FROM (
    SELECT *, pg_temp.past(d6) AS created, pg_temp.one_of('{DRAFT,NOT_STARTED,IN_PROGRESS,IN_PROGRESS,IN_PROGRESS,VALIDATING,VALIDATED,ABANDONED}', d5) AS status
    FROM pg_temp.rows('core.outcomes')
) AS outcome
JOIN scale_groups crew ON crew.number = pg_temp.group_of(d1),
LATERAL (SELECT pg_temp.person(crew.deciders, d2) AS owner) AS person;

INSERT INTO core.hypotheses (id, tenant_id, outcome_id, title, belief, expected_result, measurement_criteria, status, priority, owner_id, blocked_reason, tags, started_at, created_at, updated_at, created_by_id)
SELECT hypothesis.id, outcome.tenant_id, outcome.id, pg_temp.title(d2, d3), pg_temp.prose(d3, d4), pg_temp.one_of('{Half the time,A third fewer calls,Nobody asks again}', d5), 'Four weeks', stage,
       pg_temp.one_of('{MEDIUM,HIGH,LOW,CRITICAL}', d5), outcome.owner_id, CASE stage WHEN 'BLOCKED' THEN 'Waits for the answer of the authority' END, '["scale"]',
       CASE WHEN stage NOT IN ('DRAFT', 'READY') THEN pg_temp.later(outcome.created_at, 0.5 + d6, 10) END, pg_temp.later(outcome.created_at, d6, 5), pg_temp.later(outcome.created_at, 1 + d6, 30), outcome.owner_id
FROM (SELECT *, pg_temp.one_of('{DRAFT,READY,BLOCKED,BUILDING,BUILDING,DEPLOYED,MEASURING}', d7) AS stage FROM pg_temp.rows('core.hypotheses')) AS hypothesis
JOIN core.outcomes outcome ON outcome.id = pg_temp.one_id('core.outcomes', d1);

-- Of the tenant of an outcome, and mostly about it.
INSERT INTO core.decisions (
    id, tenant_id, title, description, options, status, priority, decision_type, owner_id, assigned_to_id, outcome_id, sla_hours, due_at, escalation_level, decided_by_id, decided_at,
    decision_rationale, selected_option, tags, created_at, updated_at, created_by_id)
SELECT decision.id, outcome.tenant_id, pg_temp.title(d2, d3) || '?', CASE WHEN d4 < 0.7 THEN pg_temp.prose(d3, d4) END, '[{"id": "a", "title": "Yes"}, {"id": "b", "title": "No"}]', decision.status,
       pg_temp.one_of('{NORMAL,NORMAL,NORMAL,HIGH,LOW,BLOCKING}', d5), pg_temp.one_of('{PRODUCT,UX,TECHNICAL,ARCHITECTURAL,STRATEGIC,OPERATIONAL,RESOURCE,SCOPE,TIMELINE}', d4),
       outcome.owner_id, pg_temp.person(crew.deciders, d8), CASE WHEN d4 < 0.6 THEN outcome.id END, 24 * (1 + floor(d5 * 3)::integer), pg_temp.later(asked, 0.2 + d5, 6), 0,
       CASE WHEN settled THEN outcome.owner_id END, CASE WHEN settled THEN pg_temp.later(asked, d5, 6) END, CASE WHEN settled THEN 'The cheaper of two good ways.' END,
       CASE WHEN settled THEN '{"id": "a"}' END, '["scale"]', asked, pg_temp.later(asked, 0.5 + d5, 6), outcome.owner_id
FROM (
    SELECT *, pg_temp.one_of('{NEEDS_INPUT,NEEDS_INPUT,UNDER_DISCUSSION,DECIDED,DECIDED,DECIDED,IMPLEMENTED,IMPLEMENTED,DEFERRED,CANCELLED}', d7) AS status FROM pg_temp.rows('core.decisions')
) AS decision
JOIN core.outcomes outcome ON outcome.id = pg_temp.one_id('core.outcomes', d1)
JOIN scale_groups crew ON crew.tenant = outcome.tenant_id,
LATERAL (SELECT pg_temp.later(outcome.created_at, d6, 90) AS asked, decision.status IN ('DECIDED', 'IMPLEMENTED') AS settled) AS state;

INSERT INTO core.decision_comments (id, decision_id, author_id, content, is_edited, created_at, updated_at)
SELECT comment.id, decision.id, CASE WHEN d2 < 0.5 THEN decision.owner_id ELSE decision.assigned_to_id END, pg_temp.prose(d3, d4), d5 < 0.05,
       pg_temp.later(decision.created_at, d6, 10), pg_temp.later(decision.created_at, d6, 10)
FROM pg_temp.rows('core.decision_comments') AS comment
JOIN core.decisions decision ON decision.id = pg_temp.one_id('core.decisions', d1);
