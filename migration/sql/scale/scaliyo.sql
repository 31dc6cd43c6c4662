-- Scaliyo: leads and their mail, boards and their cards.

INSERT INTO scaliyo.leads (
    id, client_id, name, email, first_name, last_name, company, title, score, status, "lastActivity", insights, primary_email, emails, phones, location, source, industry, company_size,
    custom_fields, created_at, updated_at)
SELECT lead.id, pg_temp.person(crew.sellers, d2), first || ' ' || last, 'lead' || lead.number || '@example.org', first, last, company, CASE WHEN d8 < 0.7 THEN pg_temp.one_of('{Owner,Buyer,Director,Skipper}', d8) END,
       floor(100 * d7)::integer, pg_temp.one_of('{New,New,New,Contacted,Contacted,Qualified,Converted,Lost,Lost}', d5), '', CASE WHEN d4 < 0.3 THEN pg_temp.prose(d5, d4) ELSE '' END,
       'lead' || lead.number || '@example.org', ARRAY['lead' || lead.number || '@example.org'], '{}', pg_temp.one_of('{Bergvik,Rome,Kiel,Ålesund,東京,São Luís}', d4),
       pg_temp.one_of('{manual,website,import,import}', d7), pg_temp.one_of('{boats,theatre,hotels}', d8), CASE WHEN d3 < 0.4 THEN '1-10' END, '{}', created, pg_temp.later(created, d3, 60)
FROM (
    SELECT *, pg_temp.past(d6) AS created, pg_temp.one_of('{Marta,Nils,Olga,Pavel,Quinn,Rosa,Sven,Yūki,Zoë}', d3) AS first, pg_temp.one_of('{Berg,Costa,Fjell,Hall,Moreau,Šimek,Øverland}', d4) AS last,
           pg_temp.one_of('{Hotel Fjord,Blue Sails,Teatro Nuovo,Coast Charter,Café Śliwka}', d7) AS company
    FROM pg_temp.rows('scaliyo.leads')
) AS lead
JOIN scale_groups crew ON crew.number = pg_temp.group_of(d1);

INSERT INTO scaliyo.email_messages (id, lead_id, owner_id, provider, provider_message_id, subject, to_email, from_email, status, track_opens, track_clicks, created_at, updated_at)
SELECT message.id, lead.id, lead.client_id, pg_temp.one_of('{gmail,gmail,smtp,sendgrid,manual}', d2), 'scale-' || number, pg_temp.title(d3, d4), lead.email, 'office@example.org',
       pg_temp.one_of('{delivered,delivered,delivered,delivered,sent,bounced,failed}', d5), true, d5 < 0.8, pg_temp.later(lead.created_at, d6, 60), pg_temp.later(lead.created_at, d6, 60)
FROM pg_temp.rows('scaliyo.email_messages') AS message
JOIN scaliyo.leads lead ON lead.id = pg_temp.one_id('scaliyo.leads', d1);

INSERT INTO scaliyo.email_events (id, message_id, event_type, ip_address, user_agent, is_bot, is_apple_privacy, metadata, created_at)
SELECT event.id, message.id, pg_temp.one_of('{delivered,delivered,open,open,open,click,bounced}', d2), '192.0.2.' || 1 + floor(d3 * 250)::integer, 'Mozilla/5.0', d4 < 0.1, d4 > 0.8, '{}',
       pg_temp.later(message.created_at, d5, 7)
FROM pg_temp.rows('scaliyo.email_events') AS event
JOIN scaliyo.email_messages message ON message.id = pg_temp.one_id('scaliyo.email_messages', d1);

INSERT INTO scaliyo.teamhub_boards (id, workspace_id, name, created_by, created_at, updated_at)
SELECT id, owner, 'Board ' || number, owner, pg_temp.past(0.94), pg_temp.past(d1)
FROM pg_temp.rows('scaliyo.teamhub_boards'), LATERAL (SELECT pg_temp.id('auth.users', 4 * number - 3) AS owner) AS person;

INSERT INTO scaliyo.teamhub_flow_members (id, flow_id, user_id, role, created_at, updated_at)
SELECT id, pg_temp.id('scaliyo.teamhub_boards', pg_temp.unit()), pg_temp.id('auth.users', number), (ARRAY['owner', 'admin', 'member', 'viewer'])[place], pg_temp.past(0.94), pg_temp.past(0.94)
FROM pg_temp.rows('scaliyo.teamhub_flow_members');

INSERT INTO scaliyo.teamhub_lists (id, board_id, name, position, created_at, updated_at)
SELECT id, pg_temp.id('scaliyo.teamhub_boards', pg_temp.unit()), (ARRAY['To do', 'Doing', 'Done'])[place], place - 1, pg_temp.past(0.94), pg_temp.past(0.94)
FROM pg_temp.rows('scaliyo.teamhub_lists');

-- The boards that are there with this unit: two of the demo data, then one for each unit.
CREATE TEMPORARY TABLE scale_boards ON COMMIT DROP AS
SELECT known.number, board.id, board.created_by AS maker, list.ids AS lists, member.ids AS members
FROM (
    SELECT number, pg_temp.demo(5101, number) AS id FROM generate_series(1, 2) AS number
    UNION ALL
    SELECT 2 + unit, pg_temp.id('scaliyo.teamhub_boards', unit) FROM generate_series(1, pg_temp.unit()) AS unit
) AS known
JOIN scaliyo.teamhub_boards board USING (id)
CROSS JOIN LATERAL (SELECT array_agg(list.id ORDER BY list.position, list.id) AS ids FROM scaliyo.teamhub_lists list WHERE list.board_id = board.id) AS list
CROSS JOIN LATERAL (SELECT array_agg(member.user_id ORDER BY member.id) AS ids FROM scaliyo.teamhub_flow_members member WHERE member.flow_id = board.id AND member.role <> 'viewer') AS member;

INSERT INTO scaliyo.teamhub_cards (id, board_id, list_id, title, description, position, due_date, priority, labels, is_archived, created_by, card_color, created_at, updated_at)
SELECT card.id, board.id, pg_temp.person(board.lists, d2), pg_temp.title(d3, d4), CASE WHEN d5 < 0.6 THEN pg_temp.prose(d4, d5) END, place, CASE WHEN d4 < 0.5 THEN pg_temp.later(created, d3, 40)::date END,
       CASE WHEN d7 < 0.8 THEN pg_temp.one_of('{medium,medium,low,high}', d7) END, jsonb_build_array(pg_temp.one_of('{print,call,show}', d3)), d7 > 0.95, pg_temp.person(board.members, d8),
       pg_temp.one_of('{sky,rose,lime}', d8), created, pg_temp.later(created, d3, 30)
FROM (SELECT *, pg_temp.past(d6) AS created FROM pg_temp.rows('scaliyo.teamhub_cards')) AS card
JOIN scale_boards board ON board.number = pg_temp.group_of(d1);

-- Who is on a card, one for each.
INSERT INTO scaliyo.teamhub_card_members (id, card_id, user_id, created_at)
SELECT member.id, card.id, pg_temp.person(board.members, d1), card.created_at
FROM pg_temp.rows('scaliyo.teamhub_card_members') AS member
JOIN scaliyo.teamhub_cards card ON card.id = pg_temp.id('scaliyo.teamhub_cards', number)
JOIN scale_boards board ON board.id = card.board_id;

INSERT INTO scaliyo.teamhub_comments (id, card_id, user_id, body, created_at, updated_at)
SELECT comment.id, card.id, pg_temp.person(board.members, d2), pg_temp.prose(d3, d4), pg_temp.later(card.created_at, d5, 20), pg_temp.later(card.created_at, d5, 20)
FROM pg_temp.rows('scaliyo.teamhub_comments') AS comment
JOIN scaliyo.teamhub_cards card ON card.id = pg_temp.one_id('scaliyo.teamhub_cards', d1)
JOIN scale_boards board ON board.id = card.board_id;
