-- Assist: spaces and what is in them. Ids that are text read task_s<number>; those of the demo data have no s.

INSERT INTO assist.spaces (id, user_id, user_uuid, name, type, slug, order_index, space_type, organization_id, created_at, updated_at)
SELECT 'space_s' || number, owner, owner, CASE place WHEN 1 THEN 'Everything' ELSE 'Projects' END, 'work', 'space-' || number, place,
       CASE place WHEN 1 THEN 'personal' ELSE 'project' END, CASE place WHEN 2 THEN pg_temp.id('assist.organizations', pg_temp.unit()) END, pg_temp.past(0.94), pg_temp.past(d1)
FROM pg_temp.rows('assist.spaces'), LATERAL (SELECT pg_temp.id('auth.users', 4 * (pg_temp.unit() - 1) + place) AS owner) AS person;

INSERT INTO assist.areas (id, space_id, name, order_index, user_id, user_uuid, is_general, slug, is_restricted, created_by, created_at, updated_at)
SELECT 'area_s' || number, space.id, pg_temp.one_of('{General,Drafts,Closed}', slot / 3.0), slot, space.user_id, space.user_uuid, slot = 0, 'area-' || slot, slot = 2, space.user_id,
       space.created_at, space.updated_at
FROM pg_temp.rows('assist.areas'), LATERAL (SELECT (place - 1) % 3 AS slot) AS position
JOIN assist.spaces space ON true
WHERE space.id = 'space_s' || (2 * (pg_temp.unit() - 1) + 1 + (place - 1) / 3);

-- The spaces that are there with this unit, with their owners and areas: five of the demo data, then two for each unit.
CREATE TEMPORARY TABLE scale_spaces ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY place) AS number, space.id, space.user_uuid AS owner, member.organization_id AS organization, area.ids AS areas
FROM (
    SELECT ordinality AS place, id FROM unnest('{space_001,space_003,space_006,space_004,space_005}'::text[]) WITH ORDINALITY AS demo (id, ordinality)
    UNION ALL
    SELECT 5 + number, 'space_s' || number FROM generate_series(1, pg_temp.unit() * pg_temp.per_unit('assist.spaces')) AS number
) AS known
JOIN assist.spaces space USING (id)
JOIN assist.users member ON member.id = space.user_uuid
CROSS JOIN LATERAL (SELECT array_agg(area.id ORDER BY area.id) AS ids FROM assist.areas area WHERE area.space_id = space.id) AS area;

INSERT INTO assist.tasks (
    id, title, description, status, priority, color, due_date, due_date_type, completed_at, source_type, subtask_type, subtask_order, context_summary, area_id, space_id, user_id, user_uuid,
    last_activity_at, created_at, updated_at, estimated_effort)
SELECT 'task_s' || task.number, pg_temp.title(d7, d8), CASE WHEN d8 < 0.6 THEN pg_temp.prose(d7, d3) END, status, pg_temp.one_of('{normal,normal,normal,high,low,urgent}', d3),
       pg_temp.one_of('{blue,green,amber,violet}', d4), CASE WHEN d4 < 0.6 THEN pg_temp.later(created, 0.3 + d4, 40) END, CASE WHEN d4 < 0.6 THEN pg_temp.one_of('{soft,hard}', d3) END,
       CASE status WHEN 'completed' THEN pg_temp.later(created, 0.2 + d4, 20) END, 'manual', 'conversation', 0, CASE WHEN d3 < 0.5 THEN pg_temp.prose(d4, 1) END,
       CASE WHEN d2 < 0.8 THEN pg_temp.one_of(space.areas, d2 / 0.8) END, space.id, space.owner, space.owner, pg_temp.later(created, 0.3 + d4, 20), created, pg_temp.later(created, 0.3 + d4, 20),
       pg_temp.one_of('{quick,short,medium,long,multi_day}', d8)
FROM (
    SELECT *, pg_temp.past(d6) AS created, pg_temp.one_of('{active,active,active,planning,in_progress,waiting,completed,completed,completed,cancelled}', d5) AS status FROM pg_temp.rows('assist.tasks')
) AS task
JOIN scale_spaces space ON space.number = pg_temp.skewed(d1, 5 + pg_temp.unit() * pg_temp.per_unit('assist.spaces'));

INSERT INTO assist.conversations (id, user_id, user_uuid, title, model, messages, pinned, tags, space_id, focus_area_id, last_viewed_at, created_at, updated_at)
SELECT 'conv_s' || talk.number, space.owner, space.owner, pg_temp.title(d2, d3), pg_temp.one_of('{quick-1,steady-2,deep-3}', d4),
       jsonb_build_array(jsonb_build_object('id', 'm1', 'role', 'user', 'content', pg_temp.prose(d3, 1)), jsonb_build_object('id', 'm2', 'role', 'assistant', 'content', pg_temp.prose(d4, d5))),
       d5 > 0.95, ARRAY[pg_temp.one_of('{letter,prices,repair,tour}', d3)], space.id, CASE WHEN d3 < 0.5 THEN space.areas[1] END, pg_temp.later(created, 1, 2), created, pg_temp.later(created, d4, 1)
FROM (SELECT *, pg_temp.past(d6) AS created FROM pg_temp.rows('assist.conversations')) AS talk
JOIN scale_spaces space ON space.number = pg_temp.skewed(d1, 5 + pg_temp.unit() * pg_temp.per_unit('assist.spaces'));

INSERT INTO assist.pages (id, user_id, area_id, title, content, page_type, visibility, word_count, created_at, updated_at)
SELECT 'page_s' || page.number, space.owner, pg_temp.one_of(space.areas, d2), pg_temp.title(d3, d4),
       jsonb_build_object('type', 'doc', 'content', jsonb_build_array(jsonb_build_object('type', 'paragraph', 'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', body))))),
       pg_temp.one_of('{general,general,meeting_notes,decision_record,proposal,project_brief,weekly_update,technical_spec}', d4), CASE WHEN d5 < 0.6 THEN 'private' ELSE 'shared' END,
       cardinality(string_to_array(body, ' ')), created, pg_temp.later(created, d5, 30)
FROM (SELECT *, pg_temp.past(d6) AS created, pg_temp.prose(d7, d8 / 2) AS body FROM pg_temp.rows('assist.pages')) AS page
JOIN scale_spaces space ON space.number = pg_temp.skewed(d1, 5 + pg_temp.unit() * pg_temp.per_unit('assist.spaces'));

INSERT INTO assist.llm_usage (id, organization_id, user_id, model, request_type, prompt_tokens, completion_tokens, total_tokens, cache_creation_tokens, cache_read_tokens, estimated_cost_millicents, created_at)
SELECT usage.id, space.organization, space.owner, pg_temp.one_of('{quick-1,steady-2,deep-3}', d2), pg_temp.one_of('{chat,chat,chat,arena,second-opinion}', d3), prompt, answer, prompt + answer, 0, prompt / 3,
       prompt + 4 * answer, pg_temp.past(d6)
FROM (SELECT *, 100 + floor(8000 * d4 * d4)::integer AS prompt, 20 + floor(1200 * d5 * d5)::integer AS answer FROM pg_temp.rows('assist.llm_usage')) AS usage
JOIN scale_spaces space ON space.number = pg_temp.skewed(d1, 5 + pg_temp.unit() * pg_temp.per_unit('assist.spaces'));
