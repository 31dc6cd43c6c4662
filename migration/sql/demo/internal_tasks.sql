-- Selify internal, tasks. Row kinds: 1201 tasks, 1202 comments, 1203 links, 1204 attachments, 1205 time entries,
-- 1206 activities, 1207 saved views. Task n has the issue number n; 1 to 5 are epics, with others as their parts.

INSERT INTO internal.tasks (
    id, issue_number, title, description, issue_type, status, priority, labels, assignee_id, assignee_type, ai_agent_id, reporter_id,
    source,
    parent_id, due_date, started_at, completed_at, sla_deadline, sla_breached, story_points, estimated_hours, actual_hours,
    branch_name, pr_url, pr_number, pr_status, ai_confidence, ai_summary, ai_estimated_complexity, ai_automatable, watchers, environment,
    affected_services, resolution, resolution_type, created_at, updated_at, backlog_position)
SELECT pg_temp.row_id(1201, n), n,
       CASE WHEN n <= 5 THEN (ARRAY['Faster search', 'One sign-in for everything', 'Invoices that explain themselves', 'No more lost mail', 'Ready for twice the load'])[n]
            ELSE phrase || ' in ' || component END,
       pg_temp.pick(ARRAY[
           'Reported by two customers in the same week. Steps are in the first comment.',
           'We said we would do this after the release, and the release is out.',
           'Small, but it is in the way every day.',
           'See the graph in the attachment: it got worse since the last deployment.',
           'Needs a decision about the wording before anybody starts.'], n),
       (CASE WHEN n <= 5 THEN 'epic' ELSE pg_temp.pick('{bug,task,feature,improvement,story,bug,task,incident}', n) END)::internal.pm_issue_type,
       status::internal.pm_issue_status,
       pg_temp.pick('{medium,high,medium,low,critical,medium,high,low}', n + n / 8)::internal.pm_issue_priority,
       ARRAY[component, pg_temp.pick('{customer,quality,security,cost}', n)],
       CASE WHEN human THEN pg_temp.member(assignee) END, CASE WHEN human OR status = 'backlog' THEN 'human' ELSE 'ai' END,
       CASE WHEN human OR status = 'backlog' THEN NULL ELSE 'fixer-1' END,
       pg_temp.member(pg_temp.pick('{chloe,hugo,ada,ben}', n)),
       pg_temp.pick('{manual,error,manual,email,git,incident,ai,manual,api}', n)::internal.pm_issue_source,
       CASE WHEN n > 5 AND n % 3 = 0 THEN pg_temp.row_id(1201, 1 + n % 5) END,
       CASE WHEN n % 4 <> 0 THEN CASE WHEN closed THEN created + interval '9 days' ELSE pg_temp.day(n % 13 - 4) END END,
       CASE WHEN begun THEN created + interval '1 day' END,
       CASE WHEN status = 'done' THEN least(created + make_interval(days => 3 + n % 8), pg_temp.day(-0.1)) END,
       CASE WHEN n % 6 = 0 THEN CASE WHEN closed THEN created + interval '10 days' ELSE pg_temp.day(n % 9 - 3) END END,
       n % 6 = 0 AND NOT closed AND n % 9 < 3,
       (ARRAY[1, 2, 3, 5, 8])[1 + n % 5], 2 + n % 14, CASE WHEN begun THEN 1 + n % 11 + 0.5 END,
       CASE WHEN begun THEN 'task-' || n END, CASE WHEN proposed THEN 'https://git.selify.example/' || component || '/pulls/' || n END,
       CASE WHEN proposed THEN n END,
       CASE status WHEN 'in_review' THEN 'open' WHEN 'done' THEN 'merged' END,
       0.50 + (n % 45) * 0.01,
       'Concerns ' || component || '; ' || pg_temp.pick('{a contained change,several files,needs a migration}', n) || '.',
       pg_temp.pick('{low,medium,high}', n), n % 7 = 0,
       CASE WHEN n % 5 = 0 THEN ARRAY[pg_temp.member('ada'), pg_temp.member('chloe')] ELSE '{}' END,
       pg_temp.pick('{production,staging,production}', n), ARRAY[component],
       CASE status WHEN 'done' THEN 'Done and released' WHEN 'cancelled' THEN 'Solved by another change' END,
       CASE status WHEN 'done' THEN 'fixed' WHEN 'cancelled' THEN 'wont_fix' END,
       created,
       CASE WHEN closed THEN least(created + interval '11 days', pg_temp.day(-0.1)) ELSE greatest(created, pg_temp.day(-n % 6 - 0.2)) END,
       CASE WHEN status = 'backlog' THEN n END
FROM (
    SELECT n, pg_temp.day((n - 152) * 0.9) AS created,
           CASE WHEN n <= 5 THEN 'in_progress'
                ELSE pg_temp.pick('{done,todo,in_progress,backlog,in_review,done,blocked,todo,ai_queue,in_progress,done,backlog,cancelled}', n) END AS status,
           pg_temp.pick('{ada,ben,chloe,ben,ada,dan,hugo}', n) AS assignee,
           pg_temp.pick('{search,billing,accounts,mailer,gateway,reports,imports}', n) AS component,
           pg_temp.pick(ARRAY[
               'Retry what times out', 'Say which field is wrong', 'Page long lists', 'Remove the second spinner',
               'Log who changed a limit',
               'Index the foreign keys', 'Stop sending mail twice', 'Round amounts the same way everywhere',
               'Show times in the reader''s zone', 'Close connections that idle',
               'Explain the empty page', 'Accept dates without a year', 'Survive a missing configuration', 'Count only visible rows',
               'Rename the confusing button',
               'Limit the size of uploads', 'Undo the last deletion', 'Warm the cache after a restart', 'Drop the old endpoint',
               'Test the roll-back',
               'Translate the error pages', 'Cut the memory peak at noon', 'Check certificates a month ahead', 'Sort by the last change',
               'Keep filters in the address',
               'Name the person in the notification', 'Allow two owners', 'Import names with umlauts', 'Answer 404 instead of 500',
               'Move secrets out of the settings',
               'Measure the slowest query'], n) AS phrase
    FROM generate_series(1, 150) AS n
) AS task,
LATERAL (SELECT status IN ('done', 'cancelled') AS closed, status IN ('in_progress', 'in_review', 'blocked', 'done') AS begun, status IN ('in_review', 'done') AS proposed,
                status NOT IN ('ai_queue', 'backlog') OR n % 2 = 0 AND status = 'backlog' AS human) AS state;

-- One that turned out to be another, and one that was deleted.
UPDATE internal.tasks SET duplicate_of = pg_temp.row_id(1201, 24), resolution = 'The same as 24',
resolution_type = 'duplicate' WHERE issue_number = 25;
UPDATE internal.tasks SET deleted_at = pg_temp.day(-3), deleted_by = pg_temp.member('ben') WHERE issue_number = 77;

SELECT setval('internal.pm_issues_issue_number_seq', 150);

-- Two comments on each task; on every third an answer to the first.
INSERT INTO internal.task_comments (id, issue_id, author_id, author_type, author_name, content, parent_id, reactions, edited_at, edit_count, created_at, updated_at)
SELECT pg_temp.row_id(1202, n), task.id,
       CASE WHEN n % 11 <> 0 THEN pg_temp.member(author) END, CASE WHEN n % 11 <> 0 THEN 'human' ELSE 'ai' END,
       CASE WHEN n % 11 <> 0 THEN initcap(author) ELSE 'Triage' END,
       CASE WHEN n > 300 THEN pg_temp.pick(ARRAY['Yes, the same here.', 'Thank you, that helps.', 'Agreed, I will change it.',
           'Let us talk about it tomorrow at ten.'], n)
       ELSE pg_temp.pick(ARRAY[
           'I can reproduce it with the account of the customer.', 'Happens only when the list is longer than one page.',
           'Started with the release of last Tuesday.',
           'The fix is easy, the test is not.', 'Could we ask the customer for the original file?', 'I have a branch, please look at it.',
           'Waits for the decision about the wording.', 'Measured it: 340 ms before, 28 ms after.',
           'This needs a migration, so not on a Friday.',
           'Not urgent for the customer, they have a way around it.', 'Merged; goes out with the next release.',
           'The graph is flat again since noon.', 'Who knows why this limit is 500?'], n) END,
       CASE WHEN n > 300 THEN pg_temp.row_id(1202, 2 * task.issue_number - 1) END,
       CASE WHEN n % 6 = 0 THEN '{"thumbs_up": 2}'::jsonb ELSE '{}' END,
       CASE WHEN n % 17 = 0 THEN task.created_at + interval '30 hours' END, (n % 17 = 0)::integer,
       task.created_at + make_interval(hours => 3 + (n % 20)::integer), task.created_at + make_interval(hours => 3 + (n % 20)::integer)
FROM (
    SELECT n, pg_temp.pick('{ben,chloe,ada,hugo,dan}', n + n / 7) AS author,
           CASE WHEN n <= 300 THEN (n + 1) / 2 ELSE (n - 300) * 3 END AS issue_number
    FROM generate_series(1, 350) AS n
) AS remark
JOIN internal.tasks task USING (issue_number);

INSERT INTO internal.task_links (id, source_issue_id, target_issue_id, target_url, target_title, link_type, created_by, created_at)
SELECT pg_temp.row_id(1203, n), pg_temp.row_id(1201, 3 * n), CASE WHEN n % 5 <> 0 THEN pg_temp.row_id(1201, 3 * n - 2) END,
       CASE WHEN n % 5 = 0 THEN 'https://docs.selify.example/runbooks/' || n END, CASE WHEN n % 5 = 0 THEN 'Runbook ' || n END,
       CASE WHEN n % 5 = 0 THEN 'external' ELSE pg_temp.pick('{blocks,relates_to,duplicates,caused_by}', n) END,
       pg_temp.member(pg_temp.pick('{ben,chloe,ada}', n)), pg_temp.day(-40 + n * 0.7)
FROM generate_series(1, 45) AS n;

INSERT INTO internal.task_attachments (id, issue_id, comment_id, uploaded_by, filename, file_type, file_size, storage_path, width, height, created_at)
SELECT pg_temp.row_id(1204, n), pg_temp.row_id(1201, 4 * n), CASE WHEN n % 2 = 0 THEN pg_temp.row_id(1202, 8 * n) END,
       pg_temp.member(pg_temp.pick('{hugo,ben,chloe}', n)),
       file, CASE WHEN picture THEN 'image/png' WHEN n % 4 = 2 THEN 'text/csv' ELSE 'text/plain' END, 12000 + n * 731,
       'tasks/' || 4 * n || '/' || file,
       CASE WHEN picture THEN 1280 END, CASE WHEN picture THEN 720 END, pg_temp.day(-30 + n * 0.8)
FROM (SELECT n, n % 2 = 1 AS picture, pg_temp.pick('{server.log,screenshot.png,rows.csv,graph.png}', n) AS file FROM generate_series(1, 36) AS n) AS file;

INSERT INTO internal.task_time_entries (id, issue_id, user_id, user_type, hours, started_at, ended_at, description, billable, created_at)
SELECT pg_temp.row_id(1205, n), task.id, CASE WHEN n % 13 <> 0 THEN pg_temp.who(pg_temp.pick('{ben,ada,chloe,ben,hugo}', n)) END,
       CASE WHEN n % 13 <> 0 THEN 'human' ELSE 'ai' END,
       0.25 * (1 + n % 14), begun, begun + 0.25 * (1 + n % 14) * interval '1 hour',
       pg_temp.pick(ARRAY['Finding the cause', 'Writing the test first', 'The change itself', 'Review', 'A call with the customer',
           'Release and watching'], n),
       n % 4 = 0, begun
FROM (SELECT row_number() OVER (ORDER BY issue_number, part) AS n, id, started_at + make_interval(hours => 5 * part) AS begun
      FROM internal.tasks CROSS JOIN generate_series(0, 1) AS part WHERE started_at IS NOT NULL) AS task;

-- What happened: every task was made; then one more thing, each kind in turn.
INSERT INTO internal.task_activities (id, issue_id, actor_id, actor_type, actor_name, activity_type, field_name, old_value, new_value, content, created_at)
SELECT pg_temp.row_id(1206, task.issue_number), task.id, task.reporter_id, 'human', member.display_name, 'created', NULL, NULL, NULL,
       'Made the task', task.created_at
FROM internal.tasks task
JOIN internal.team_members member ON member.id = task.reporter_id;

INSERT INTO internal.task_activities (id, issue_id, actor_id, actor_type, actor_name, activity_type, field_name, old_value, new_value, content, created_at)
SELECT pg_temp.row_id(1206, 150 + task.issue_number), task.id, CASE WHEN human THEN pg_temp.member('ben') END,
       CASE WHEN human THEN 'human' ELSE 'ai' END, CASE WHEN human THEN 'Ben' ELSE 'Triage' END,
       kind::internal.pm_activity_type,
       CASE kind WHEN 'status_changed' THEN 'status' WHEN 'priority_changed' THEN 'priority' WHEN 'assigned' THEN 'assignee_id' WHEN 'unassigned' THEN 'assignee_id' END,
       CASE kind WHEN 'status_changed' THEN 'todo' WHEN 'priority_changed' THEN 'low' END,
       CASE kind WHEN 'status_changed' THEN task.status::text WHEN 'priority_changed' THEN task.priority::text END,
       CASE kind WHEN 'updated' THEN 'Corrected the title' WHEN 'time_logged' THEN '1.5 hours' WHEN 'ai_analysis' THEN 'Probably caused by the last release' WHEN 'git_event' THEN 'A branch was pushed' END,
       task.created_at + interval '1 day'
FROM internal.tasks task,
LATERAL (SELECT pg_temp.pick('{updated,status_changed,priority_changed,assigned,unassigned,commented,labeled,linked,unlinked,attachment_added,time_logged,ai_analysis,git_event,deleted,restored}', task.issue_number) AS kind) AS happened,
LATERAL (SELECT kind NOT IN ('ai_analysis', 'git_event') AS human) AS actor;

INSERT INTO internal.saved_views (id, owner_id, name, description, icon, color, filters, is_public, is_default, position, created_at, updated_at)
VALUES
    (pg_temp.row_id(1207, 1), pg_temp.member('ada'),   'Everything that burns', 'Critical and not done',    'flame', '#ef4444', '{"priority": ["critical"], "open": true}', true,  false, 1, pg_temp.day(-200), pg_temp.day(-10)),
    (pg_temp.row_id(1207, 2), pg_temp.member('ada'),   'My week',               NULL,                       'sun',   '#eab308', '{"assignee": "me", "due": "week"}',        false, true,  2, pg_temp.day(-190), pg_temp.day(-9)),
    (pg_temp.row_id(1207, 3), pg_temp.member('ben'),   'To review',             'Changes that wait for eyes','eye',   '#3b82f6', '{"status": ["in_review"]}',                true,  false, 3, pg_temp.day(-150), pg_temp.day(-8)),
    (pg_temp.row_id(1207, 4), pg_temp.member('ben'),   'Private list',          NULL,                       'lock',  '#64748b', '{"labels": ["quality"]}',                  false, false, 4, pg_temp.day(-120), pg_temp.day(-7)),
    (pg_temp.row_id(1207, 5), pg_temp.member('chloe'), 'From customers',        'Reported by mail',         'inbox', '#22c55e', '{"source": ["email"]}',                    true,  false, 5, pg_temp.day(-90),  pg_temp.day(-6));
