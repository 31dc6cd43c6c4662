-- Selify internal: tasks with what is said and done at them. Numbers of tasks start at a million, far from those that are
-- counted up.

-- Members of the team who may be given work: the five active ones of the demo data, then one for each unit.
CREATE FUNCTION pg_temp.staff(draw float8) RETURNS uuid
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN number <= 5 THEN pg_temp.demo(1001, number) ELSE pg_temp.id('internal.team_members', number - 5) END
    FROM (SELECT pg_temp.skewed(draw, 5 + pg_temp.unit()) AS number) AS chosen;
END;

INSERT INTO internal.tasks (
    id, issue_number, title, description, issue_type, status, priority, labels, assignee_id, assignee_type, reporter_id, source, due_date, started_at, completed_at,
    story_points, estimated_hours, actual_hours, environment, affected_services, resolution, resolution_type, created_at, updated_at, backlog_position)
SELECT id, 1000000 + number, pg_temp.title(d1, d2), CASE WHEN d3 < 0.85 THEN pg_temp.prose(d2, d4) END,
       pg_temp.one_of('{bug,bug,task,task,task,feature,improvement,story,incident}', d3)::internal.pm_issue_type, status::internal.pm_issue_status,
       pg_temp.one_of('{medium,medium,medium,medium,high,high,low,low,critical}', d4)::internal.pm_issue_priority,
       ARRAY[component, pg_temp.one_of('{customer,quality,security,cost}', d1)], CASE WHEN d7 < 0.85 THEN pg_temp.staff(d7 / 0.85) END, 'human', pg_temp.staff(d8),
       pg_temp.one_of('{manual,manual,error,email,git,api}', d8)::internal.pm_issue_source, CASE WHEN d2 < 0.6 THEN pg_temp.later(created, 0.3 + d2, 40) END,
       CASE WHEN status NOT IN ('backlog', 'todo') THEN pg_temp.later(created, d1, 5) END, CASE status WHEN 'done' THEN pg_temp.later(created, 0.4 + d1, 20) END,
       CASE WHEN d3 < 0.7 THEN (ARRAY[1, 2, 3, 5, 8])[1 + floor(d4 * 5)::integer] END, CASE WHEN d3 < 0.7 THEN floor(d2 * 40)::numeric / 2 END,
       CASE WHEN status = 'done' THEN floor(d4 * 50)::numeric / 2 END, pg_temp.one_of('{production,production,staging,development}', d7), ARRAY[component],
       CASE status WHEN 'done' THEN 'Done and released' WHEN 'cancelled' THEN 'Solved by another change' END, CASE status WHEN 'done' THEN 'fixed' WHEN 'cancelled' THEN 'wont_fix' END,
       created, pg_temp.later(created, 0.5 + d1, 20), CASE WHEN status = 'backlog' THEN number END
FROM (
    SELECT *, pg_temp.past(d6) AS created, pg_temp.one_of('{search,billing,accounts,mailer,gateway,reports,imports}', d5) AS component,
           CASE WHEN d5 < 0.25 + 0.6 * d6 THEN 'done' ELSE pg_temp.one_of('{backlog,backlog,todo,in_progress,in_progress,in_review,blocked,cancelled}', d7) END AS status
    FROM pg_temp.rows('internal.tasks')
) AS task;

INSERT INTO internal.task_comments (id, issue_id, author_id, author_type, author_name, content, reactions, edited_at, edit_count, created_at, updated_at)
SELECT comment.id, task.id, author.id, 'human', author.display_name, pg_temp.prose(d3, d4), CASE WHEN d5 < 0.1 THEN '{"thumbs_up": 2}'::jsonb ELSE '{}' END,
       CASE WHEN d5 > 0.95 THEN said + interval '1 hour' END, CASE WHEN d5 > 0.95 THEN 1 ELSE 0 END, said, said
FROM (SELECT *, pg_temp.staff(d2) AS author_id FROM pg_temp.rows('internal.task_comments')) AS comment
JOIN internal.tasks task ON task.id = pg_temp.one_id('internal.tasks', d1)
JOIN internal.team_members author ON author.id = comment.author_id,
LATERAL (SELECT pg_temp.later(task.created_at, d6, 20) AS said) AS moment;

INSERT INTO internal.task_activities (id, issue_id, actor_id, actor_type, actor_name, activity_type, field_name, old_value, new_value, content, metadata, created_at)
SELECT activity.id, task.id, actor.id, 'human', actor.display_name, type::internal.pm_activity_type, CASE type WHEN 'status_changed' THEN 'status' WHEN 'priority_changed' THEN 'priority' END,
       CASE type WHEN 'status_changed' THEN 'todo' WHEN 'priority_changed' THEN 'low' END, CASE type WHEN 'status_changed' THEN task.status::text WHEN 'priority_changed' THEN task.priority::text END,
       CASE type WHEN 'created' THEN 'Made the task' WHEN 'updated' THEN 'Corrected the title' END, '{}', pg_temp.later(task.created_at, d4, 20)
FROM (SELECT *, pg_temp.staff(d2) AS actor_id, pg_temp.one_of('{created,updated,status_changed,status_changed,priority_changed,assigned,commented}', d3) AS type FROM pg_temp.rows('internal.task_activities')) AS activity
JOIN internal.tasks task ON task.id = pg_temp.one_id('internal.tasks', d1)
JOIN internal.team_members actor ON actor.id = activity.actor_id;

DROP FUNCTION pg_temp.staff(float8);
