-- Assist, what is counted: the arena, what models cost, letters sent, who did what. Row kinds: 4004 usage, 4005 routing
-- decisions, 4006 letters, 4007 events; the other ids are text.

INSERT INTO assist.arena_battles (id, user_id, user_uuid, prompt, models, responses, settings, status, pinned, created_at, updated_at)
SELECT 'battle_' || lpad(number::text, 3, '0'), pg_temp.who(who), pg_temp.who(who), prompt,
       '[{"id": "quick-1", "displayName": "Quick", "provider": "north"}, {"id": "deep-3", "displayName": "Deep", "provider": "south"}]',
       CASE status WHEN 'completed' THEN jsonb_build_array(
           jsonb_build_object('id', 'r1', 'modelId', 'quick-1', 'content', 'A short answer.', 'durationMs', 900 + 10 * number),
           jsonb_build_object('id', 'r2', 'modelId', 'deep-3', 'content', 'A long answer, with reasons.', 'durationMs', 4200 + 90 * number)) ELSE '[]' END,
       jsonb_build_object('webSearchEnabled', number % 2 = 0, 'blindMode', true, 'temperature', 0.7), status, number = 1, pg_temp.day(-days),
       pg_temp.day(-days) + interval '1 minute'
FROM (VALUES
    (1, 'ada',   'Explain tides to a child',           'completed', 21.0),
    (2, 'ada',   'A name for the new ferry',           'completed', 13.0),
    (3, 'ben',   'Which grease for a crane?',          'completed', 10.0),
    (4, 'ben',   'Translate the crane''s warning plate', 'pending', 0.2),
    (5, 'chloe', 'An invitation to the boat show',     'completed', 6.0),
    (6, 'iris',  'Una frase per il manifesto',         'completed', 4.0)
) AS battle (number, who, prompt, status, days);

INSERT INTO assist.arena_battle_models (battle_id, model_id, position)
SELECT battle.id, model, position FROM assist.arena_battles battle CROSS JOIN (VALUES ('quick-1', 0), ('deep-3', 1)) AS entry (model, position);

-- Wins of one are losses of the other.
INSERT INTO assist.model_rankings (user_id, user_uuid, model_id, wins, losses, ties, total_battles, user_wins, user_losses, ai_wins, ai_losses, elo_rating, created_at, updated_at)
SELECT pg_temp.who(who), pg_temp.who(who), model, wins, losses, 0, wins + losses, wins, losses, 0, 0, 1500 + 16 * (wins - losses), pg_temp.day(-21), pg_temp.day(-4)
FROM (VALUES
    ('ada', 'quick-1', 0, 2), ('ada', 'deep-3', 2, 0), ('ben', 'quick-1', 1, 0), ('ben', 'deep-3', 0, 1),
    ('chloe', 'quick-1', 1, 0), ('chloe', 'deep-3', 0, 1), ('iris', 'quick-1', 0, 1), ('iris', 'deep-3', 1, 0)
) AS ranking (who, model, wins, losses);

INSERT INTO assist.llm_usage (id, organization_id, user_id, conversation_id, model, request_type, prompt_tokens, completion_tokens, total_tokens, cache_creation_tokens, cache_read_tokens, estimated_cost_millicents, created_at)
SELECT pg_temp.row_id(4004, n), member.organization_id, member.id,
       CASE WHEN type = 'chat' THEN (SELECT min(talk.id) FROM assist.conversations talk WHERE talk.user_uuid = member.id) END,
       pg_temp.pick('{quick-1,steady-2,deep-3}', n), type, prompt, completion, prompt + completion, prompt / 10, prompt / 3,
       (prompt + 4 * completion) * (1 + n % 3)::integer, pg_temp.day(-n * 0.45)
FROM (
    SELECT n, pg_temp.pick('{ada,ben,chloe,ada,dan,iris,jonas}', n) AS who, pg_temp.pick('{chat,chat,arena,chat,second-opinion}', n) AS type,
           (400 + n * 137 % 2600)::integer AS prompt, (80 + n * 53 % 900)::integer AS completion
    FROM generate_series(1, 70) AS n
) AS request
JOIN assist.users member ON member.id = pg_temp.who(who);

INSERT INTO assist.routing_decisions (id, user_id, organization_id, provider, conversation_turn, selected_model, tier, score, confidence, reasoning, query_length, request_succeeded, response_tokens, estimated_cost_millicents, created_at)
SELECT pg_temp.row_id(4005, n), member.id, member.organization_id, pg_temp.pick('{north,south}', n), 1 + n % 4,
       CASE tier WHEN 'simple' THEN 'quick-1' WHEN 'medium' THEN 'steady-2' ELSE 'deep-3' END, tier, score, 0.55 + score / 250.0,
       CASE tier WHEN 'simple' THEN 'A short question' WHEN 'medium' THEN 'Asks for a text' ELSE 'Several steps and a table' END,
       (20 + n * 31 % 600)::integer, n % 13 <> 0, CASE WHEN n % 13 <> 0 THEN (90 + n * 47 % 800)::integer END, (200 + n * 61 % 4000)::integer,
       pg_temp.day(-n * 0.8)
FROM (
    SELECT n, pg_temp.pick('{ada,ben,dan,chloe,iris}', n) AS who, pg_temp.pick('{simple,complex,medium,simple}', n) AS tier, (5 + n * 29 % 95)::integer AS score
    FROM generate_series(1, 30) AS n
) AS decision
JOIN assist.users member ON member.id = pg_temp.who(who);

INSERT INTO assist.email_logs (id, org_id, user_id, email_type, recipient_email, subject, sendgrid_message_id, status, error_message, metadata, created_at, sent_at)
SELECT pg_temp.row_id(4006, n), member.organization_id, member.id, type, recipient, subject, CASE WHEN letter.status = 'sent' THEN 'demo-' || n END, letter.status,
       CASE WHEN letter.status = 'failed' THEN 'The mailbox does not exist' END, '{}', pg_temp.day(-days), CASE WHEN letter.status = 'sent' THEN pg_temp.day(-days) END
FROM (VALUES
    (1, 'ada',   'invitation',     'chloe@example.com', 'Ada invites you to Harbour Works', 'sent',    310.0),
    (2, 'chloe', 'area_share',     'ada@example.com',   'Chloé has shared a document with you', 'sent', 14.0),
    (3, 'ben',   'page_share',     'dan@example.com',   'Ben has shared a page with you',   'sent',    20.0),
    (4, 'ada',   'invitation',     'nils@example.org',  'Ada invites you to Harbour Works', 'failed',  5.0),
    (5, 'ada',   'budget_alert',   'ada@example.com',   'Four fifths of the budget are used', 'sent',  2.0),
    (6, 'iris',  'invitation',     'jonas@example.com', 'Iris ti invita in Lumen Studio',   'sent',    170.0),
    (7, 'iris',  'page_share',     'jonas@example.com', 'Iris ha condiviso una pagina',     'pending', 0.1)
) AS letter (n, who, type, recipient, subject, status, days)
JOIN assist.users member ON member.id = pg_temp.who(who);

INSERT INTO assist.audit_events (id, user_id, event_type, resource_type, resource_id, action, created_at)
SELECT pg_temp.row_id(4007, n), pg_temp.who(who), event, resource, resource_id, action, pg_temp.day(-days)
FROM (VALUES
    (1, 'ada',   'membership', 'organization',  pg_temp.row_id(4001, 1)::text, 'member_added',   310.0),
    (2, 'chloe', 'share',      'document',      'doc_007',                      'shared',         14.0),
    (3, 'ben',   'share',      'page',          'page_004',                     'shared',         20.0),
    (4, 'ada',   'membership', 'user',          pg_temp.who('grace')::text,     'user_suspended', 14.0),
    (5, 'chloe', 'membership', 'area',          'area_018',                     'member_added',   70.0),
    (6, 'dan',   'access',     'page',          'page_006',                     'exported',       2.0),
    (7, 'iris',  'delete',     'document',      'doc_009',                      'deleted',        6.0),
    (8, 'iris',  'membership', 'organization',  pg_temp.row_id(4001, 2)::text, 'member_added',   170.0)
) AS event (n, who, event, resource, resource_id, action, days);
