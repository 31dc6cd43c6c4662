-- The inbox over five systems. security_invoker: each reader sees through a view what the tables beneath show him.
-- (system, entity) is the table, row_id its key as text, row_version the version of the row. Deleted rows are left out.
--
-- Arms of internal ask accounts for their membership once more: as a condition of the query it spares everybody else the
-- scan, which as a policy it does not.

CREATE VIEW work.tasks WITH (security_invoker = true) AS
SELECT 'internal' AS system, 'tasks' AS entity, task.id::text AS row_id, task.title AS headline,
       work.internal_task_state(task.status) AS work_state, work.internal_task_urgency(task.priority) AS urgency,
       task.due_date AS due_time, assignee.user_id AS assigned_account_id, task.created_at, task.xmin::text AS row_version
FROM internal.tasks task
LEFT JOIN internal.team_members assignee ON assignee.id = task.assignee_id
WHERE task.deleted_at IS NULL AND (SELECT auth.uid() IS NULL OR internal.is_member())
UNION ALL
SELECT 'assist', 'tasks', task.id, task.title,
       work.assist_task_state(task.status), work.assist_task_urgency(task.priority),
       task.due_date, task.user_uuid, task.created_at, task.xmin::text
FROM assist.tasks task
WHERE task.deleted_at IS NULL
UNION ALL
SELECT 'taskjuggler', 'tasks', task.id::text, task.title::text,
       work.taskjuggler_task_state(task.status), work.taskjuggler_task_urgency(task.priority),
       task.due_date, task.owner_id, task.created_at, task.xmin::text
FROM taskjuggler.tasks task
WHERE task.deleted_at IS NULL
UNION ALL
SELECT 'scaliyo', 'strategy_tasks', task.id::text, task.title,
       work.scaliyo_strategy_task_state(task.status), work.scaliyo_strategy_task_urgency(task.priority),
       work.end_of_day(task.deadline), task.assigned_to, task.created_at, task.xmin::text
FROM scaliyo.strategy_tasks task
UNION ALL
-- A card may have several members; the first who joined answers for it.
SELECT 'scaliyo', 'teamhub_cards', card.id::text, card.title,
       work.scaliyo_teamhub_card_state(card.is_archived), work.scaliyo_teamhub_card_urgency(card.priority),
       work.end_of_day(card.due_date),
       (SELECT member.user_id FROM scaliyo.teamhub_card_members member WHERE member.card_id = card.id ORDER BY member.created_at, member.id LIMIT 1),
       card.created_at, card.xmin::text
FROM scaliyo.teamhub_cards card;

-- Who shall decide: a request is for everybody who may, so for nobody by name; a decision for whom it was escalated to, else for whom it was
-- assigned to, else for its owner.
CREATE VIEW work.approvals WITH (security_invoker = true) AS
SELECT 'internal' AS system, 'approval_requests' AS entity, request.id::text AS row_id, coalesce(request.title, request.action) AS headline,
       work.internal_approval_request_state(request.status) AS work_state, work.internal_approval_request_urgency(request.risk_level) AS urgency,
       request.expires_at AS due_time, NULL::uuid AS assigned_account_id, request.created_at, request.xmin::text AS row_version
FROM internal.approval_requests request
WHERE (SELECT auth.uid() IS NULL OR internal.is_member())
UNION ALL
SELECT 'core', 'decisions', decision.id::text, decision.title::text,
       work.core_decision_state(decision.status), work.core_decision_urgency(decision.priority),
       decision.due_at, coalesce(decision.escalated_to_id, decision.assigned_to_id, decision.owner_id), decision.created_at, decision.xmin::text
FROM core.decisions decision;

CREATE VIEW work.notifications WITH (security_invoker = true) AS
SELECT 'taskjuggler' AS system, 'notifications' AS entity, notice.id::text AS row_id, notice.title::text AS headline,
       notice.message AS body, coalesce(notice.is_read, false) AS is_read,
       notice.user_id AS assigned_account_id, notice.created_at, notice.xmin::text AS row_version
FROM taskjuggler.notifications notice;

COMMENT ON VIEW work.tasks         IS 'Tasks of all systems that the caller sees.';
COMMENT ON VIEW work.approvals     IS 'Approvals and decisions of all systems that the caller sees.';
COMMENT ON VIEW work.notifications IS 'Notifications of the caller.';

GRANT SELECT ON work.tasks, work.approvals, work.notifications TO authenticated, service_role;
