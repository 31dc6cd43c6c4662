-- Scaliyo, a little of it: people, leads, teams, boards, strategy. Row kinds: 5001 subscriptions, 5002 plans, 5003 leads, 5004 teams,
-- 5005 team members, 5006 team invites, 5101 boards, 5102 lists, 5103 cards, 5104 comments, 5105 card members,
-- 5106 board members, 5107 board invites, 5108 strategy tasks, 5109 strategy notes.

INSERT INTO scaliyo.plans (id, name, price, credits, description, features)
VALUES
    (pg_temp.row_id(5002, 1), 'Starter',  '$0',  100,   'To look around',      '{leads}'),
    (pg_temp.row_id(5002, 2), 'Growth',   '$29', 2000,  'For a small team',    '{leads,boards,email}'),
    (pg_temp.row_id(5002, 3), 'Business', '$99', 10000, 'Everything',          '{leads,boards,email,automation}');

INSERT INTO scaliyo.profiles (id, email, name, role, status, plan, credits_total, credits_used, is_super_admin, created_at, "createdAt", updated_at)
SELECT account.id, account.email, account.display_name, role, status, plan, credits, credits / 3, who = 'ada', account.created_at,
       account.created_at, pg_temp.day(-2)
FROM (VALUES
    ('ada', 'ADMIN', 'active', 'Business', 10000), ('chloe', 'CLIENT', 'active', 'Growth', 2000),
    ('iris', 'CLIENT', 'active', 'Growth', 2000), ('jonas', 'CLIENT', 'disabled', 'Starter', 100),
    ('kira', 'GUEST', 'active', 'Starter', 100)
) AS person (who, role, status, plan, credits)
JOIN auth.users account ON account.id = pg_temp.who(who);

INSERT INTO scaliyo.subscriptions (id, user_id, plan_name, plan, status, created_at, expires_at)
SELECT pg_temp.row_id(5001, row_number() OVER (ORDER BY id)), id, plan, plan,
       CASE WHEN status = 'disabled' THEN 'canceled' WHEN role = 'GUEST' THEN 'past_due' ELSE 'active' END, created_at, pg_temp.day(25)
FROM scaliyo.profiles;

INSERT INTO scaliyo.leads (id, client_id, name, email, first_name, last_name, company, title, score, status, primary_email, source, industry, location, created_at, updated_at)
SELECT pg_temp.row_id(5003, n), pg_temp.who(CASE WHEN n <= 30 THEN pg_temp.pick('{ada,chloe}', n) ELSE 'iris' END), first || ' ' || last,
       lower(first) || n || '@example.org', first, last, company, pg_temp.pick(ARRAY['Owner', 'Buyer', 'Director'], n), 30 + n * 7 % 70,
       pg_temp.pick('{New,Contacted,Qualified,Converted,Lost}', n), lower(first) || n || '@example.org',
       pg_temp.pick('{manual,website,import}', n), pg_temp.pick('{boats,theatre,hotels}', n), pg_temp.pick('{Bergvik,Rome,Kiel}', n),
       pg_temp.day(-n * 2), pg_temp.day(-n)
FROM (SELECT n, pg_temp.pick('{Marta,Nils,Olga,Pavel,Quinn,Rosa,Sven}', n) AS first, pg_temp.pick('{Berg,Costa,Fjell,Hall,Moreau}', n) AS last, pg_temp.pick(ARRAY['Hotel Fjord', 'Blue Sails', 'Teatro Nuovo', 'Coast Charter'], n) AS company FROM generate_series(1, 40) AS n) AS lead;

INSERT INTO scaliyo.teams (id, name, owner_id, created_at)
VALUES (pg_temp.row_id(5004, 1), 'Harbour sales', pg_temp.who('ada'), pg_temp.day(-200)),
(pg_temp.row_id(5004, 2), 'Lumen sales', pg_temp.who('iris'), pg_temp.day(-150));

INSERT INTO scaliyo.team_members (id, team_id, user_id, role, joined_at)
VALUES
    (pg_temp.row_id(5005, 1), pg_temp.row_id(5004, 1), pg_temp.who('ada'),   'owner',  pg_temp.day(-200)),
    (pg_temp.row_id(5005, 2), pg_temp.row_id(5004, 1), pg_temp.who('chloe'), 'admin',  pg_temp.day(-190)),
    (pg_temp.row_id(5005, 3), pg_temp.row_id(5004, 1), pg_temp.who('kira'),  'member', pg_temp.day(-50)),
    (pg_temp.row_id(5005, 4), pg_temp.row_id(5004, 2), pg_temp.who('iris'),  'owner',  pg_temp.day(-150));

INSERT INTO scaliyo.team_invites (id, team_id, email, invited_by, role, status, created_at, expires_at)
VALUES
    (pg_temp.row_id(5006, 1), pg_temp.row_id(5004, 1), 'nils@example.org',  pg_temp.who('ada'),  'member', 'pending',  pg_temp.day(-2),  pg_temp.day(5)),
    (pg_temp.row_id(5006, 2), pg_temp.row_id(5004, 1), 'kira@example.com',  pg_temp.who('ada'),  'member', 'accepted', pg_temp.day(-51), pg_temp.day(-44)),
    (pg_temp.row_id(5006, 3), pg_temp.row_id(5004, 2), 'pavel@example.org', pg_temp.who('iris'), 'admin',  'declined', pg_temp.day(-20), pg_temp.day(-13));

INSERT INTO scaliyo.teamhub_boards (id, workspace_id, name, created_by, created_at, updated_at)
VALUES
    (pg_temp.row_id(5101, 1), pg_temp.who('ada'),  'Spring season', pg_temp.who('ada'),  pg_temp.day(-80), pg_temp.day(-1)),
    (pg_temp.row_id(5101, 2), pg_temp.who('iris'), 'Tour',          pg_temp.who('iris'), pg_temp.day(-70), pg_temp.day(-2));

INSERT INTO scaliyo.teamhub_flow_members (id, flow_id, user_id, role, created_at, updated_at)
VALUES
    (pg_temp.row_id(5106, 1), pg_temp.row_id(5101, 1), pg_temp.who('ada'),   'owner',  pg_temp.day(-80), pg_temp.day(-80)),
    (pg_temp.row_id(5106, 2), pg_temp.row_id(5101, 1), pg_temp.who('chloe'), 'admin',  pg_temp.day(-79), pg_temp.day(-79)),
    (pg_temp.row_id(5106, 3), pg_temp.row_id(5101, 1), pg_temp.who('kira'),  'viewer', pg_temp.day(-50), pg_temp.day(-50)),
    (pg_temp.row_id(5106, 4), pg_temp.row_id(5101, 2), pg_temp.who('iris'),  'owner',  pg_temp.day(-70), pg_temp.day(-70)),
    (pg_temp.row_id(5106, 5), pg_temp.row_id(5101, 2), pg_temp.who('jonas'), 'member', pg_temp.day(-69), pg_temp.day(-69));

INSERT INTO scaliyo.teamhub_invites (id, flow_id, email, role, invited_by, status, created_at)
VALUES
    (pg_temp.row_id(5107, 1), pg_temp.row_id(5101, 1), 'nils@example.org',  'member', pg_temp.who('ada'),  'pending',  pg_temp.day(-2)),
    (pg_temp.row_id(5107, 2), pg_temp.row_id(5101, 1), 'kira@example.com',  'viewer', pg_temp.who('ada'),  'accepted', pg_temp.day(-51)),
    (pg_temp.row_id(5107, 3), pg_temp.row_id(5101, 2), 'pavel@example.org', 'admin',  pg_temp.who('iris'), 'pending',  pg_temp.day(-1));

INSERT INTO scaliyo.teamhub_lists (id, board_id, name, position, created_at, updated_at)
SELECT pg_temp.row_id(5102, n), pg_temp.row_id(5101, 1 + (n - 1) / 3), pg_temp.pick('{Ideas,Doing,Done}', n - 1), (n - 1) % 3,
       pg_temp.day(-70), pg_temp.day(-70)
FROM generate_series(1, 6) AS n;

-- Cards 1 to 24 are on Harbour's board, 25 to 30 on Lumen's.
INSERT INTO scaliyo.teamhub_cards (id, board_id, list_id, title, description, position, due_date, priority, labels, is_archived, created_by, card_color, created_at, updated_at)
SELECT pg_temp.row_id(5103, n), list.board_id, list.id,
       pg_temp.pick(ARRAY['Flags for pier one', 'Newsletter to skippers', 'Offer for Hotel Fjord', 'Photographs of the new hall',
           'Call Blue Sails', 'Price list', 'Stand at the boat show', 'Thank-you letters'], n),
       'See the notes of the last meeting.', n,
       CASE WHEN n % 4 <> 0 THEN pg_temp.day(n % 12 - 3)::date END, pg_temp.pick('{low,medium,high,medium}', n),
       jsonb_build_array(pg_temp.pick('{print,call,show}', n)), n % 9 = 0, board.created_by, pg_temp.pick('{sky,rose,lime}', n),
       pg_temp.day(-60 + n), pg_temp.day(-n * 0.5)
FROM generate_series(1, 30) AS n
JOIN scaliyo.teamhub_lists list ON list.id = pg_temp.row_id(5102, CASE WHEN n <= 24 THEN 1 + n % 3 ELSE 4 + n % 3 END)
JOIN scaliyo.teamhub_boards board ON board.id = list.board_id;

INSERT INTO scaliyo.teamhub_card_members (id, card_id, user_id, created_at)
SELECT pg_temp.row_id(5105, n), pg_temp.row_id(5103, n),
       pg_temp.who(CASE WHEN n <= 24 THEN pg_temp.pick('{ada,chloe,ada,chloe}', n) ELSE pg_temp.pick('{iris,jonas}', n) END),
       pg_temp.day(-40 + n)
FROM generate_series(1, 30) AS n WHERE n % 6 <> 0;

INSERT INTO scaliyo.teamhub_comments (id, card_id, user_id, body, created_at, updated_at)
SELECT pg_temp.row_id(5104, n), pg_temp.row_id(5103, (n + 1) / 2),
       pg_temp.who(CASE WHEN n <= 48 THEN pg_temp.pick('{chloe,ada}', n) ELSE pg_temp.pick('{jonas,iris}', n) END),
       pg_temp.pick(ARRAY['Who has the address?', 'Done by Friday.', 'They want it in blue.', 'Waits for the printer.', 'Looks good.'], n),
       pg_temp.day(-30 + n * 0.4), pg_temp.day(-30 + n * 0.4)
FROM generate_series(1, 60) AS n;

INSERT INTO scaliyo.strategy_tasks (id, user_id, title, priority, deadline, completed, lead_id, assigned_to, team_id, status, card_color, created_at)
SELECT pg_temp.row_id(5108, n), pg_temp.who(who),
       pg_temp.pick(ARRAY['Write to the lead again', 'Prepare the offer', 'Ask for a reference', 'Book a table', 'Send the contract',
           'Update the forecast'], n),
       pg_temp.pick('{normal,high,urgent,low}', n), CASE WHEN n % 5 <> 0 THEN pg_temp.day(n % 10 - 3)::date END, status = 'done',
       pg_temp.row_id(5003, CASE WHEN who = 'iris' THEN 30 + n % 10 + 1 ELSE n END),
       pg_temp.who(CASE WHEN who = 'iris' THEN 'iris' ELSE pg_temp.pick('{chloe,ada,ada}', n) END),
       CASE WHEN n % 2 = 0 THEN pg_temp.row_id(5004, CASE WHEN who = 'iris' THEN 2 ELSE 1 END) END, status,
       pg_temp.pick('{sky,rose,lime}', n), pg_temp.day(-n)
FROM (SELECT n, CASE WHEN n <= 24 THEN pg_temp.pick('{ada,chloe}', n) ELSE 'iris' END AS who, pg_temp.pick('{todo,in_progress,done}', n) AS status FROM generate_series(1, 30) AS n) AS task;

INSERT INTO scaliyo.strategy_notes (id, user_id, content, lead_name, team_id, author_name, card_color, created_at)
SELECT pg_temp.row_id(5109, n), pg_temp.who(who),
       pg_temp.pick(ARRAY['Prefers the telephone.', 'Knows Petra Lund.', 'Wants to see the hall first.', 'Decides in March.'], n),
       pg_temp.pick(ARRAY['Marta Berg', 'Nils Costa', NULL], n), pg_temp.row_id(5004, CASE who WHEN 'iris' THEN 2 ELSE 1 END), initcap(who),
       'sky', pg_temp.day(-n)
FROM (SELECT n, CASE WHEN n <= 9 THEN pg_temp.pick('{ada,chloe}', n) ELSE 'iris' END AS who FROM generate_series(1, 12) AS n) AS note;
