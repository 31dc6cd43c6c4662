-- Rows that the engine and graphql-js are both asked about, seen by Ada. Small, but with every case that an answer can
-- meet: nulls, empty lists, rows that Ada may not see, values that the schema does not list.

INSERT INTO auth.users (id, email, display_name) VALUES
    ('00000000-0000-4000-8000-00000000000a', 'ada@example.org', 'Ada'),
    ('00000000-0000-4000-8000-00000000000b', 'bob@example.org', 'Bob "the \ builder"'),
    ('00000000-0000-4000-8000-00000000000e', 'eve@example.org', 'Eve');

INSERT INTO internal.team_roles (id, name, display_name, capabilities) VALUES
    ('00000000-0000-4000-8000-0000000000d1', 'developer', 'Developer', '{ops.tasks.edit}');
INSERT INTO internal.team_members (id, user_id, email, full_name, role_id, status, notes, created_by) VALUES
    ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-00000000000a', 'ada@example.org', 'Ada Lovelace', '00000000-0000-4000-8000-0000000000d1', 'active', NULL, NULL),
    ('00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-00000000000b', 'bob@example.org', 'Bob',          '00000000-0000-4000-8000-0000000000d1', 'pending', E'line one\nline two\t\u2028 ☂', '00000000-0000-4000-8000-0000000000a1'),
    -- A status that the schema does not list: null with an error.
    ('00000000-0000-4000-8000-0000000000a3', NULL,                                   'bot@example.org', 'Bot',          NULL, 'retired', '', '00000000-0000-4000-8000-0000000000a1');

INSERT INTO internal.tasks (id, issue_number, title, description, status, priority, labels, assignee_id, reporter_id, parent_id, due_date, story_points, estimated_hours, metadata, watchers, duplicate_of, created_at) VALUES
    ('00000000-0000-4000-8000-000000000001', 1, 'First',    'What to do', 'todo',        'high',     '{a,b}', '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2', NULL, '2026-01-31 09:30:00.123456+00', 3, 1.50, '{"b": [1, {"a": null}], "a": "x"}', NULL, NULL, '2026-01-01 00:00:00+00'),
    ('00000000-0000-4000-8000-000000000002', 2, 'Second',   NULL,         'in_progress', 'critical', '{}',    '00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-000000000001', NULL, 0, NULL, NULL, '{00000000-0000-4000-8000-0000000000a1}', NULL, '2026-01-02 00:00:00+00'),
    ('00000000-0000-4000-8000-000000000003', 3, 'Third',    '',           'backlog',     'medium',   NULL,    '00000000-0000-4000-8000-0000000000a3', NULL, '00000000-0000-4000-8000-000000000001', NULL, NULL, 0.25, '[]', '{}', NULL, '2026-01-03 00:00:00+00'),
    ('00000000-0000-4000-8000-000000000004', 4, 'Fourth',   NULL,         'done',        'low',      '{a}',   NULL, NULL, '00000000-0000-4000-8000-000000000003', NULL, 8, NULL, '"text"', NULL, '00000000-0000-4000-8000-000000000001', '2026-01-04 00:00:00+00'),
    ('00000000-0000-4000-8000-000000000005', 5, 'Fifth',    NULL,         'backlog',     'medium',   '{}',    '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a1', NULL, NULL, NULL, NULL, '{}', NULL, '00000000-0000-4000-8000-000000000001', '2026-01-05 00:00:00+00'),
    -- A time that has no form in JSON, where the schema allows no null: the object around it is null.
    ('00000000-0000-4000-8000-000000000006', 6, 'Timeless', NULL,         'backlog',     'medium',   '{}',    NULL, NULL, '00000000-0000-4000-8000-000000000001', 'infinity', NULL, NULL, '{}', NULL, NULL, 'infinity');

INSERT INTO internal.task_comments (id, issue_id, author_id, content, parent_id) VALUES
    ('00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000a1', 'one',   NULL),
    ('00000000-0000-4000-8000-0000000000c2', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000a2', 'two',   '00000000-0000-4000-8000-0000000000c1'),
    ('00000000-0000-4000-8000-0000000000c3', '00000000-0000-4000-8000-000000000001', NULL,                                   'three', '00000000-0000-4000-8000-0000000000c2'),
    ('00000000-0000-4000-8000-0000000000c4', '00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-0000000000a1', 'four',  NULL),
    ('00000000-0000-4000-8000-0000000000c5', '00000000-0000-4000-8000-000000000006', NULL,                                   'five',  NULL);

INSERT INTO taskjuggler.users (id, email, password, name, plan) VALUES
    ('00000000-0000-4000-8000-00000000000a', 'ada@example.org', '', 'Ada', 'pro'),
    ('00000000-0000-4000-8000-00000000000b', 'bob@example.org', '', 'Bob', 'gratis'),
    ('00000000-0000-4000-8000-00000000000e', 'eve@example.org', '', 'Eve', 'free');
INSERT INTO taskjuggler.teams (id, name) VALUES ('00000000-0000-4000-8000-0000000000f1', 'Team');
INSERT INTO taskjuggler.team_members (team_id, user_id) VALUES
    ('00000000-0000-4000-8000-0000000000f1', '00000000-0000-4000-8000-00000000000a');
INSERT INTO taskjuggler.tasks (id, title, status, priority, requestor_id, owner_id, team_id, tags) VALUES
    ('00000000-0000-4000-8000-000000000011', 'Call',    'pending',     'high',   '00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b', NULL, '["x"]'),
    ('00000000-0000-4000-8000-000000000012', 'Write',   'in_progress', 'urgent', '00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-00000000000a', NULL, '[]'),
    ('00000000-0000-4000-8000-000000000013', 'Wait',    'someday',     NULL,     '00000000-0000-4000-8000-00000000000a', NULL, NULL, NULL),
    -- Of a team of Ada's, from somebody whom she does not know: a relation to a row that is not hers to see.
    ('00000000-0000-4000-8000-000000000014', 'Ask',     'completed',   'low',    '00000000-0000-4000-8000-00000000000e', NULL, '00000000-0000-4000-8000-0000000000f1', '{}'),
    ('00000000-0000-4000-8000-000000000015', 'Hidden',  'pending',     'low',    '00000000-0000-4000-8000-00000000000e', NULL, NULL, '{}');
