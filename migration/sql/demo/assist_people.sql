-- Assist, who works together. Row kind 4003: groups; the other ids are text.
-- In Harbour, Ada owns the organization, Chloé administers it, Ben and Dan are members, Grace is suspended; in Lumen,
-- Iris owns, Jonas is a member. Space 6 has somebody in every role, and an area that not all of them may enter.

INSERT INTO assist.users (id, organization_id, email, username, display_name, password_hash, status, last_login_at, settings, preferences, first_name, last_name, created_at, updated_at)
SELECT account.id, pg_temp.row_id(4001, organization), account.email, who, account.display_name, pg_temp.bcrypt(), status,
       pg_temp.day(-seen), '{}', '{"theme": "light", "homePage": "tasks"}',
       split_part(account.display_name, ' ', 1), split_part(account.display_name, ' ', 2), account.created_at, pg_temp.day(-seen)
FROM (VALUES ('chloe', 1, 'active', 0.4), ('grace', 1, 'suspended', 14.0), ('jonas', 2, 'active', 1.2)) AS person (who, organization, status, seen)
JOIN auth.users account ON account.id = pg_temp.who(who);

INSERT INTO assist.org_memberships (id, organization_id, user_id, role, created_at, updated_at)
VALUES
    (pg_temp.row_id(4002, 5), pg_temp.row_id(4001, 1), pg_temp.who('chloe'), 'admin',  pg_temp.day(-310), pg_temp.day(-90)),
    (pg_temp.row_id(4002, 6), pg_temp.row_id(4001, 1), pg_temp.who('grace'), 'member', pg_temp.day(-330), pg_temp.day(-14)),
    (pg_temp.row_id(4002, 7), pg_temp.row_id(4001, 2), pg_temp.who('jonas'), 'member', pg_temp.day(-170), pg_temp.day(-170));

INSERT INTO assist.groups (id, organization_id, name, description, system_prompt, allowed_tiers, settings, created_at, updated_at)
VALUES
    (pg_temp.row_id(4003, 1), pg_temp.row_id(4001, 1), 'Office',     'Letters, prices, contracts',    'Write as the harbour office does: short, with a date.', '{basic,standard,premium}', '{"language": "en"}', pg_temp.day(-200), pg_temp.day(-30)),
    (pg_temp.row_id(4003, 2), pg_temp.row_id(4001, 1), 'Pier crew',  'Cranes, ropes, lamps',          NULL,                                                    '{basic,standard}',         '{}',                 pg_temp.day(-180), pg_temp.day(-25)),
    (pg_temp.row_id(4003, 3), pg_temp.row_id(4001, 2), 'Stage crew', 'Who travels with the lights',   'Answer in Italian unless asked otherwise.',             '{basic}',                  '{"language": "it"}', pg_temp.day(-120), pg_temp.day(-20));

INSERT INTO assist.group_memberships (group_id, user_id, role, joined_at)
SELECT pg_temp.row_id(4003, number), pg_temp.who(who), role, pg_temp.day(-days)
FROM (VALUES
    (1, 'chloe', 'admin', 200), (1, 'dan',   'member', 150), (1, 'grace', 'member', 190),
    (2, 'ben',   'admin', 180), (2, 'ada',   'member', 170),
    (3, 'iris',  'admin', 120), (3, 'jonas', 'member', 110)
) AS member (number, who, role, days);

INSERT INTO assist.spaces (id, user_id, user_uuid, name, type, slug, order_index, space_type, organization_id, created_at, updated_at)
VALUES
    ('space_006', pg_temp.who('chloe'), pg_temp.who('chloe'), 'The season',    'work',     'the-season',    6, 'project',  pg_temp.row_id(4001, 1), pg_temp.day(-100), pg_temp.day(-1)),
    ('space_007', pg_temp.who('jonas'), pg_temp.who('jonas'), 'Jonas'' notes', 'personal', 'jonas-notes',   7, 'personal', NULL,                    pg_temp.day(-90),  pg_temp.day(-3));

-- By account and by group; the suspended Grace is still listed, and sees nothing.
INSERT INTO assist.space_memberships (id, space_id, user_id, group_id, role, invited_by, created_at, updated_at)
SELECT 'sm_' || lpad(number::text, 3, '0'), space, pg_temp.who(who), CASE WHEN team IS NOT NULL THEN pg_temp.row_id(4003, team) END, role,
       pg_temp.who(inviter), pg_temp.day(-days), pg_temp.day(-days)
FROM (VALUES
    (1,  'space_006', 'chloe', NULL, 'owner',  NULL,    100),
    (2,  'space_006', 'ada',   NULL, 'admin',  'chloe', 100),
    (3,  'space_006', 'dan',   NULL, 'guest',  'chloe', 60),
    (4,  'space_006', 'grace', NULL, 'member', 'chloe', 95),
    (5,  'space_006', NULL,    2,    'member', 'ada',   80),
    (6,  'space_003', 'ben',   NULL, 'owner',  NULL,    155),
    (7,  'space_003', 'ada',   NULL, 'member', 'ben',   150),
    (8,  'space_003', NULL,    1,    'guest',  'ben',   120),
    (9,  'space_005', 'iris',  NULL, 'owner',  NULL,    150),
    (10, 'space_005', NULL,    3,    'member', 'iris',  110)
) AS member (number, space, who, team, role, inviter, days);

INSERT INTO assist.areas (id, space_id, name, order_index, user_id, user_uuid, is_general, slug, is_restricted, created_by, created_at, updated_at)
VALUES
    ('area_016', 'space_006', 'General',   1, pg_temp.who('chloe'), pg_temp.who('chloe'), true,  'general',   false, pg_temp.who('chloe'), pg_temp.day(-100), pg_temp.day(-1)),
    ('area_017', 'space_006', 'Prices',    2, pg_temp.who('chloe'), pg_temp.who('chloe'), false, 'prices',    false, pg_temp.who('chloe'), pg_temp.day(-99),  pg_temp.day(-2)),
    ('area_018', 'space_006', 'Contracts', 3, pg_temp.who('chloe'), pg_temp.who('chloe'), false, 'contracts', true,  pg_temp.who('chloe'), pg_temp.day(-98),  pg_temp.day(-4)),
    ('area_019', 'space_007', 'General',   1, pg_temp.who('jonas'), pg_temp.who('jonas'), true,  'general',   false, pg_temp.who('jonas'), pg_temp.day(-90),  pg_temp.day(-3));

-- Contracts: Ada by name, the office as a group; Ben, who is in the space through his group, stays outside.
INSERT INTO assist.area_memberships (id, area_id, user_id, group_id, role, invited_by, created_at)
SELECT 'am_' || lpad(number::text, 3, '0'), area, pg_temp.who(who), CASE WHEN team IS NOT NULL THEN pg_temp.row_id(4003, team) END, role,
       pg_temp.who(inviter), pg_temp.day(-days)
FROM (VALUES
    (1, 'area_018', 'chloe', NULL, 'owner',  'chloe', 98),
    (2, 'area_018', 'ada',   NULL, 'admin',  'chloe', 98),
    (3, 'area_018', NULL,    1,    'viewer', 'chloe', 70),
    (4, 'area_017', 'dan',   NULL, 'viewer', 'chloe', 60),
    (5, 'area_009', 'ada',   NULL, 'member', 'ben',   140),
    (6, 'area_015', 'jonas', NULL, 'member', 'iris',  100)
) AS member (number, area, who, team, role, inviter, days);

-- What areas were called before they could be restricted.
INSERT INTO assist.focus_areas (id, space_id, name, order_index, user_id, is_general, slug, created_at, updated_at)
SELECT 'focus_' || lpad(row_number() OVER (ORDER BY space.id, place)::text, 3, '0'), space.id, focus.name, place, space.user_id, place = 1, lower(focus.name),
       space.created_at, space.updated_at
FROM assist.spaces space CROSS JOIN (VALUES (1, 'General'), (2, 'Later')) AS focus (place, name)
WHERE space.id IN ('space_001', 'space_003', 'space_005');
