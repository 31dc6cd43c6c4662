-- TaskJuggler: tasks with what is written and told about them. The first tasks of a unit are talked about the most, and
-- some not at all. Old ones are mostly done.

INSERT INTO taskjuggler.tasks (
    id, title, description, status, priority, requestor_id, owner_id, team_id, team_member_id, source_type, source_channel, metadata, tags, due_date, started_at, completed_at,
    created_at, updated_at, deleted_at)
SELECT task.id, pg_temp.title(d7, d8), CASE WHEN d8 < 0.8 THEN pg_temp.prose(d5, d3) END, status,
       pg_temp.one_of('{normal,normal,normal,normal,normal,low,low,high,high,urgent}', d7 * 17 - floor(d7 * 17)), pg_temp.person(crew.jugglers, d2),
       CASE WHEN d3 < 0.9 THEN pg_temp.person(crew.jugglers, d4) END, CASE WHEN d3 > 0.2 THEN crew.team END, CASE WHEN d3 BETWEEN 0.3 AND 0.5 THEN pg_temp.person(crew.seats, d4) END,
       pg_temp.one_of('{web,web,email,phone,sms,api}', d8), pg_temp.one_of('{web,web,email,phone,sms,api}', d8), jsonb_build_object('order', task.number),
       CASE WHEN d5 < 0.3 THEN '[]'::jsonb ELSE jsonb_build_array(pg_temp.one_of('{repair,office,customer,season,büro}', d2)) END,
       CASE WHEN d4 < 0.7 THEN pg_temp.later(created, 0.2 + d4, 40) END, CASE WHEN status IN ('in_progress', 'completed') THEN pg_temp.later(created, d4, 3) END,
       CASE status WHEN 'completed' THEN pg_temp.later(created, 0.1 + d4, 20) END, created, pg_temp.later(created, 0.2 + d4, 20), CASE WHEN d2 > 0.99 THEN pg_temp.later(created, 1, 21) END
FROM (
    SELECT *, pg_temp.past(d6) AS created, CASE WHEN d5 < 0.08 THEN 'cancelled' WHEN d5 < 0.2 + 0.75 * d6 THEN 'completed' WHEN d5 < 0.4 + 0.55 * d6 THEN 'in_progress' ELSE 'pending' END AS status
    FROM pg_temp.rows('taskjuggler.tasks')
) AS task
JOIN scale_groups crew ON crew.number = pg_temp.group_of(d1);

INSERT INTO taskjuggler.task_messages (id, task_id, user_id, message, attachments, created_at, updated_at)
SELECT message.id, task.id, CASE WHEN d2 < 0.5 THEN task.requestor_id ELSE coalesce(task.owner_id, task.requestor_id) END, pg_temp.prose(d3, d4),
       CASE WHEN d5 < 0.04 THEN '[{"name": "photo.jpg", "size": 48213}]'::jsonb ELSE '[]' END, pg_temp.later(task.created_at, d6, 20), pg_temp.later(task.created_at, d6, 20)
FROM pg_temp.rows('taskjuggler.task_messages') AS message
JOIN taskjuggler.tasks task ON task.id = pg_temp.one_id('taskjuggler.tasks', d1);

INSERT INTO taskjuggler.task_actions (id, task_id, user_id, action_type, action_data, created_at)
SELECT action.id, task.id, task.requestor_id, pg_temp.one_of('{created,assigned,status_changed,commented}', d2), '{}', pg_temp.later(task.created_at, d3, 20)
FROM pg_temp.rows('taskjuggler.task_actions') AS action
JOIN taskjuggler.tasks task ON task.id = pg_temp.one_id('taskjuggler.tasks', d1);

INSERT INTO taskjuggler.notifications (id, user_id, type, title, message, data, is_read, read_at, created_at)
SELECT notice.id, coalesce(task.owner_id, task.requestor_id), type, CASE type WHEN 'task_assigned' THEN 'A task for you' WHEN 'message' THEN 'A message' ELSE 'A task is done' END,
       CASE type WHEN 'task_assigned' THEN 'You have been given: ' WHEN 'message' THEN 'Somebody wrote at: ' ELSE 'Done: ' END || task.title, jsonb_build_object('task_id', task.id),
       d3 < 0.7, CASE WHEN d3 < 0.7 THEN pg_temp.later(told, d4, 3) END, told
FROM (SELECT *, pg_temp.one_of('{task_assigned,message,message,task_completed}', d2) AS type FROM pg_temp.rows('taskjuggler.notifications')) AS notice
JOIN taskjuggler.tasks task ON task.id = pg_temp.one_id('taskjuggler.tasks', d1),
LATERAL (SELECT pg_temp.later(task.created_at, d5, 20) AS told) AS moment;
