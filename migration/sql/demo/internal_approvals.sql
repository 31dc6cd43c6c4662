-- Selify internal, approvals. Row kinds: 1101 policies, 1102 requests, 1103 votes, 1104 outcomes, 1105 calibration,
-- 1106 AI audit log; 1199 is the one workspace, which is no table.

INSERT INTO internal.approval_policies (id, name, description, is_active, context_type, context_pattern, base_tier, auto_approve_low_risk, created_by, created_at, updated_at)
VALUES
    (pg_temp.row_id(1101, 1), 'Deployments', 'Anything that reaches customers is seen by a person', true, 'deployment', 'production/*', 3, false, pg_temp.member('ada'), pg_temp.day(-300), pg_temp.day(-20)),
    (pg_temp.row_id(1101, 2), 'Dependencies', 'Patch releases pass by themselves when the tests do', true, 'dependency', '*', 1, true, pg_temp.member('ben'), pg_temp.day(-280), pg_temp.day(-40)),
    (pg_temp.row_id(1101, 3), 'Customer data', 'Exports and deletions need two people', true, 'data', 'customer/*', 3, false, pg_temp.member('ada'), pg_temp.day(-260), pg_temp.day(-60)),
    (pg_temp.row_id(1101, 4), 'Night shift', 'Superseded by Deployments', false, 'deployment', 'night/*', 2, true, pg_temp.member('chloe'), pg_temp.day(-290), pg_temp.day(-120));

-- 40 requests, the newest first. Every state; the documents name pending and auto_approved, the others follow from the columns.
INSERT INTO internal.approval_requests (
    id, workspace_id, action, context, reason, status, resolved_by, resolution_notes, resolved_at, expires_at, created_at, updated_at,
    tier, policy_id, auto_approved_at, override_window_ends, escalated_at, escalation_reason, request_type, title, description,
    source_system, source_id, ai_recommendation, ai_confidence, ai_reasoning, risk_level, required_approvals, current_approvals)
SELECT pg_temp.row_id(1102, n), pg_temp.row_id(1199, 1), action, jsonb_build_object('service', service, 'change', 400 + n), reason, status,
       CASE WHEN by_person THEN pg_temp.member(pg_temp.pick('{ada,chloe,ben}', n)) END,
       CASE status WHEN 'approved' THEN 'Looks right, go ahead' WHEN 'rejected' THEN 'Not before the quarter closes' WHEN 'cancelled' THEN 'No longer needed' END,
       CASE WHEN status IN ('approved', 'rejected', 'cancelled', 'expired', 'auto_approved') THEN asked + interval '5 hours' END,
       CASE WHEN status IN ('pending', 'escalated') THEN pg_temp.day(n * 0.15 - 0.2) ELSE asked + interval '6 hours' END,
       asked, asked + interval '5 hours',
       CASE risk WHEN 'low' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END, pg_temp.row_id(1101, 1 + n % 3),
       CASE WHEN status = 'auto_approved' THEN asked + interval '1 minute' END,
       CASE WHEN status = 'auto_approved' THEN asked + interval '61 minutes' END,
       CASE WHEN status = 'escalated' THEN asked + interval '1 hour' END,
       CASE WHEN status = 'escalated' THEN 'Nobody answered within an hour' END,
       pg_temp.pick('{manual,ai_action,deployment}', n), action || ': ' || service, reason || ' Change ' || 400 + n || '.',
       pg_temp.pick('{git,manual,temporal}', n), 'change-' || 400 + n,
       CASE WHEN status = 'rejected' OR n % 6 = 0 THEN 'reject' ELSE 'approve' END, 0.70 + (n % 30) * 0.01,
       pg_temp.pick(ARRAY['All tests pass and the change is small', 'A similar change went well last week',
           'Touches a table with customer data', 'No test covers the changed path'], n),
       risk, needed, CASE WHEN status = 'approved' THEN needed WHEN status = 'escalated' THEN 1 ELSE 0 END
FROM (
    SELECT n, pg_temp.day(-0.12 - n * 0.9) AS asked,
           pg_temp.pick('{pending,approved,pending,auto_approved,rejected,pending,escalated,expired,approved,cancelled}', n - 1) AS status,
           pg_temp.pick('{low,medium,high,medium,critical,low,high}', n) AS risk,
           1 + (n % 4 = 0)::integer AS needed,
           pg_temp.pick(ARRAY['Deploy to production', 'Upgrade a dependency', 'Export customer data', 'Rotate a key', 'Run a migration',
               'Raise a rate limit', 'Delete an old index'], n) AS action,
           pg_temp.pick('{billing,search,accounts,mailer,gateway}', n) AS service,
           pg_temp.pick(ARRAY['A customer waits for it.', 'The scanner reported a weakness in the present version.',
               'The auditors asked for it.', 'The old one expires this month.', 'Queries on the big table have become slow.'], n) AS reason
    FROM generate_series(1, 40) AS n
) AS request,
LATERAL (SELECT status IN ('approved', 'rejected', 'cancelled') AS by_person) AS decision;

INSERT INTO internal.approval_votes (id, created_at, request_id, voter_id, vote, comment)
SELECT pg_temp.row_id(1103, row_number() OVER (ORDER BY request.id, voter)), request.created_at + interval '2 hours', request.id,
       pg_temp.member(voter),
       CASE WHEN request.status = 'rejected' THEN 'reject' WHEN request.status = 'pending' AND voter = 'ben' THEN 'abstain' ELSE 'approve' END,
       CASE WHEN request.status = 'rejected' THEN 'The tests do not cover the roll-back' WHEN voter = 'ben' THEN 'Read the change, no objection from the code' END
FROM internal.approval_requests request
CROSS JOIN unnest('{ada,ben,chloe}'::text[]) WITH ORDINALITY AS vote (voter, place)
WHERE request.status IN ('approved', 'rejected') AND place <= request.required_approvals
   OR request.status IN ('pending', 'escalated') AND place = 2;

-- What became of decisions, for the calibration of the AI.
INSERT INTO internal.approval_outcomes (
    id, created_at, approval_request_id, ai_recommendation, ai_confidence, ai_tier_assigned, ai_reasoning, human_decision,
    human_decision_at,
    human_decision_by, was_override, override_reason, outcome_correct, outcome_verified_at, outcome_verification_notes)
SELECT pg_temp.row_id(1104, row_number() OVER (ORDER BY request.id)), request.resolved_at, request.id, request.ai_recommendation,
       request.ai_confidence, request.tier,
       request.ai_reasoning, request.status, request.resolved_at, request.resolved_by,
       (request.status = 'rejected') <> (request.ai_recommendation = 'reject'),
       CASE WHEN (request.status = 'rejected') <> (request.ai_recommendation = 'reject') THEN 'Knew more about the customer than the change says' END,
       CASE WHEN request.created_at < pg_temp.day(-10) THEN request.status <> 'rejected' END,
       CASE WHEN request.created_at < pg_temp.day(-10) THEN request.resolved_at + interval '7 days' END,
       CASE WHEN request.created_at < pg_temp.day(-10) THEN 'No incident within a week' END
FROM internal.approval_requests request
WHERE request.status IN ('approved', 'rejected', 'auto_approved');

INSERT INTO internal.confidence_calibration (
    id, computed_at, context_type, context_pattern, period_start, period_end, total_decisions, correct_decisions, false_positives,
    false_negatives,
    human_overrides, calibration_score, accuracy_rate, override_rate, avg_confidence, confidence_distribution)
SELECT pg_temp.row_id(1105, n), pg_temp.day(-7 * ((n - 1) / 3)), pg_temp.pick('{deployment,dependency,data}', n - 1), '*',
       pg_temp.day(-7 * ((n - 1) / 3) - 7), pg_temp.day(-7 * ((n - 1) / 3)), 40, 34 + n % 5, 2, 4 - n % 5, 3,
       0.9000 - n * 0.005, (34 + n % 5) / 40.0, 3 / 40.0, 0.88, '{"0.7": 4, "0.8": 12, "0.9": 24}'
FROM generate_series(1, 12) AS n;

INSERT INTO internal.ai_audit_log (
    id, workspace_id, action, agent_type, input_summary, output_summary, autonomous, approval_required, approval_id, success, error_message,
    tokens_used, cost_micro_units, latency_ms, created_at)
SELECT pg_temp.row_id(1106, n), pg_temp.row_id(1199, 1), pg_temp.pick('{triage_issue,review_change,propose_fix,summarize_incident}', n),
       pg_temp.pick('{triage,reviewer,fixer}', n),
       'Change ' || 400 + n,
       pg_temp.pick(ARRAY['Assigned to the engineers', 'Two remarks', 'A patch of eleven lines', 'Cause: a full disk'], n), n % 3 = 0,
       n % 3 <> 0,
       CASE WHEN n <= 40 AND n % 3 <> 0 THEN pg_temp.row_id(1102, n) END, n % 9 <> 0,
       CASE WHEN n % 9 = 0 THEN 'The model gave no answer within 30 s' END,
       900 + n * 17, 40 + n, 800 + n * 31, pg_temp.day(-n * 0.7)
FROM generate_series(1, 60) AS n;
