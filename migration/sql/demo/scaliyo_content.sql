-- Scaliyo, publishing: social media, blog, prompts, guests. Row kinds: 5301 social accounts, 5302 posts, 5303 their targets,
-- 5304 their events, 5305 tracking links, 5306 clicks, 5307 blog categories, 5308 blog posts, 5309 prompts of the house,
-- 5310 prompts, 5311 their versions, 5312 outreach, 5313 contributors.

INSERT INTO scaliyo.social_accounts (id, user_id, provider, meta_page_id, meta_page_name, meta_ig_user_id, meta_ig_username, linkedin_member_urn, linkedin_org_urn, linkedin_org_name, token_expires_at, created_at)
VALUES
    (pg_temp.row_id(5301, 1), pg_temp.who('ada'),   'meta',     'demo-page-1', 'Harbour Works', 'demo-ig-1', 'harbourworks', NULL, NULL, NULL, pg_temp.day(40), pg_temp.day(-100)),
    (pg_temp.row_id(5301, 2), pg_temp.who('chloe'), 'linkedin', NULL, NULL, NULL, NULL, 'urn:li:person:demo1', 'urn:li:organization:demo1', 'Harbour Works', pg_temp.day(-2), pg_temp.day(-95)),
    (pg_temp.row_id(5301, 3), pg_temp.who('iris'),  'meta',     'demo-page-2', 'Lumen Studio',  'demo-ig-2', 'lumen.studio', NULL, NULL, NULL, pg_temp.day(20), pg_temp.day(-80));

INSERT INTO scaliyo.social_posts (id, user_id, content_text, link_url, media_paths, scheduled_at, timezone, status, created_at)
SELECT pg_temp.row_id(5302, number), pg_temp.who(who), text, 'https://harbour.example.org/news/' || number,
       CASE WHEN number % 2 = 0 THEN jsonb_build_array('posts/' || number || '.jpg') END, pg_temp.day(due), 'Europe/Oslo', status, pg_temp.day(least(due, 0) - 2)
FROM (VALUES
    (1, 'ada',   'The north pier has a new lamp. It can be seen from the island. 💡', -12.0, 'completed'),
    (2, 'ada',   'Three berths are free for the winter.',                             -5.0,  'completed'),
    (3, 'ada',   'Boat show in May: see you there!',                                  3.0,   'scheduled'),
    (4, 'chloe', 'We are looking for a second designer.',                             -7.0,  'failed'),
    (5, 'chloe', 'How a crane is tested, in four pictures.',                          NULL,  'draft'),
    (6, 'iris',  'Stasera: Teatro Verdi. 🎭',                                         -2.0,  'completed'),
    (7, 'iris',  'Domani si parte per Verona.',                                       0.5,   'scheduled')
) AS post (number, who, text, due, status);

INSERT INTO scaliyo.social_post_targets (id, post_id, user_id, channel, target_id, target_label, status, remote_post_id, error_code, error_message, published_at, created_at)
SELECT pg_temp.row_id(5303, row_number() OVER (ORDER BY post.id, channel)), post.id, post.user_id, channel, 'demo-target-' || channel,
       CASE WHEN post.user_id = pg_temp.who('iris') THEN 'Lumen Studio' ELSE 'Harbour Works' END,
       CASE post.status WHEN 'completed' THEN 'published' WHEN 'draft' THEN 'pending' ELSE post.status END,
       CASE post.status WHEN 'completed' THEN 'remote-' || right(post.id::text, 2) || '-' || channel END,
       CASE post.status WHEN 'failed' THEN 'token_expired' END, CASE post.status WHEN 'failed' THEN 'The account must be connected again' END,
       CASE post.status WHEN 'completed' THEN post.scheduled_at + interval '5 seconds' END, post.created_at
FROM scaliyo.social_posts post
JOIN (VALUES ('chloe', 'linkedin_org'), ('chloe', 'linkedin_member'), ('ada', 'facebook_page'), ('ada', 'instagram'), ('iris', 'instagram')) AS target (who, channel)
  ON pg_temp.who(target.who) = post.user_id;

INSERT INTO scaliyo.social_post_events (id, user_id, post_id, target_id, event_type, payload, created_at)
SELECT pg_temp.row_id(5304, row_number() OVER (ORDER BY target.id, step.number)), target.user_id, target.post_id, target.id, step.type,
       CASE step.type WHEN 'failed' THEN jsonb_build_object('code', target.error_code) ELSE '{}' END, target.created_at + step.number * interval '1 minute'
FROM scaliyo.social_post_targets target
JOIN (VALUES (1, 'scheduled', '{scheduled,published,failed}'::text[]), (2, 'started', '{published,failed}'), (3, 'published', '{published}'),
             (3, 'failed', '{failed}'), (4, 'retry', '{failed}')) AS step (number, type, states)
  ON target.status = ANY (states);

INSERT INTO scaliyo.tracking_links (id, user_id, post_id, slug, destination_url, channel, created_at)
SELECT pg_temp.row_id(5305, row_number() OVER (ORDER BY post.id)), post.user_id, post.id, 'demo-' || right(post.id::text, 2), post.link_url,
       CASE WHEN post.user_id = pg_temp.who('chloe') THEN 'linkedin_org' ELSE 'instagram' END, post.created_at
FROM scaliyo.social_posts post WHERE post.status <> 'draft';

INSERT INTO scaliyo.tracking_events (id, link_id, user_id, referrer, user_agent, ip_hash, created_at)
SELECT pg_temp.row_id(5306, n), link.id, link.user_id, pg_temp.pick(ARRAY['https://social.example.org/', NULL, 'https://news.example.org/'], n), 'Mozilla/5.0',
       md5('visitor ' || n % 17), link.created_at + n * interval '50 minutes'
FROM generate_series(1, 36) AS n
JOIN scaliyo.tracking_links link ON link.id = pg_temp.row_id(5305, pg_temp.pick('{1,2,5,1,2}', n)::integer);

INSERT INTO scaliyo.blog_categories (id, name, slug, description, created_at)
VALUES
    (pg_temp.row_id(5307, 1), 'On the water', 'on-the-water', 'Boats and those who sail them', pg_temp.day(-150)),
    (pg_temp.row_id(5307, 2), 'On land',      'on-land',      'The hall, the crane, the café', pg_temp.day(-150)),
    (pg_temp.row_id(5307, 3), 'On stage',     'on-stage',     'Light and sound',               pg_temp.day(-120));

INSERT INTO scaliyo.guest_contributors (id, user_id, name, email, bio, website, status, posts_submitted, posts_published, invited_at, created_at, updated_at)
VALUES
    (pg_temp.row_id(5313, 1), pg_temp.who('ada'),   'Rolf Haugen', 'rolf@example.org',  'Harbour master of Bergvik', 'https://bergvik.example.org', 'active',   2, 1, pg_temp.day(-60), pg_temp.day(-60), pg_temp.day(-9)),
    (pg_temp.row_id(5313, 2), pg_temp.who('ada'),   'Signe Dahl',  'signe@example.org', NULL,                        NULL,                          'invited',  0, 0, pg_temp.day(-4),  pg_temp.day(-4),  pg_temp.day(-4)),
    (pg_temp.row_id(5313, 3), pg_temp.who('iris'),  'Paolo Conti', 'paolo@example.org', 'Direttore di scena',        NULL,                          'inactive', 1, 0, pg_temp.day(-70), pg_temp.day(-70), pg_temp.day(-30));

-- What is published, everybody may read; the rest is for those who write it.
INSERT INTO scaliyo.blog_posts (id, author_id, category_id, contributor_id, title, slug, content, excerpt, status, visibility, seo_settings, published_at, created_at, updated_at)
SELECT pg_temp.row_id(5308, number), pg_temp.who(who), pg_temp.row_id(5307, category), CASE WHEN guest IS NOT NULL THEN pg_temp.row_id(5313, guest) END, title,
       trim(BOTH '-' FROM regexp_replace(lower(title), '[^a-z0-9]+', '-', 'g')), body, left(body, 40) || '…', status, 'public',
       jsonb_build_object('description', left(body, 60)), CASE WHEN status IN ('published', 'archived') THEN pg_temp.day(-days) END, pg_temp.day(-days - 3),
       pg_temp.day(-days)
FROM (VALUES
    (1, 'ada',   1, NULL, 'A lamp for the north pier',      'published',      60.0, 'It is not every year that a pier gets a new lamp. This one can be seen from the island, and from the kitchen of the harbour master.'),
    (2, 'ada',   2, 1,    'Forty winters',                  'published',      20.0, 'Rolf Haugen remembers the year in which the sea froze, and the one in which it did not.'),
    (3, 'ada',   2, NULL, 'The hall is full',               'archived',       90.0, 'Sorry: no room for another boat before spring.'),
    (4, 'chloe', 1, NULL, 'What a berth costs, and why',    'pending_review', 2.0,  'Power, water, a watchman, and the dredger every third year.'),
    (5, 'chloe', 1, NULL, 'Boat show: who comes',           'draft',          1.0,  'List of names to follow.'),
    (6, 'iris',  3, NULL, 'Light for Verdi',                'published',      30.0, 'Twenty-four lamps, six of them from behind: how the storm in the last act is made.')
) AS post (number, who, category, guest, title, status, days, body);

INSERT INTO scaliyo.ai_prompts (id, name, template, version, is_active, created_at)
VALUES
    (pg_temp.row_id(5309, 1), 'lead_summary', 'Say in two sentences who {{lead}} is.',               2, true,  pg_temp.day(-50)),
    (pg_temp.row_id(5309, 2), 'lead_summary', 'Who is {{lead}}?',                                    1, false, pg_temp.day(-150)),
    (pg_temp.row_id(5309, 3), 'blog_outline', 'Five headings for a post about {{topic}}.',           1, true,  pg_temp.day(-120));

INSERT INTO scaliyo.user_prompts (id, owner_id, prompt_key, category, display_name, description, system_instruction, prompt_template, version, is_active, is_default, last_tested_at, test_result, created_at, updated_at)
SELECT pg_temp.row_id(5310, number), pg_temp.who(who), key, category, display_name, description, 'Write plainly.', template, version, true, who IS NULL,
       CASE WHEN who IS NOT NULL THEN pg_temp.day(-number) END, CASE WHEN who IS NOT NULL THEN 'Reads well' END, pg_temp.day(-100), pg_temp.day(-number)
FROM (VALUES
    (1, NULL,    'first_letter',  'sales_outreach', 'First letter',      'To somebody we do not know yet', 'Write to {{first_name}} of {{company}}.',        1),
    (2, NULL,    'post_outline',  'blog',           'Outline of a post', 'Headings only',                  'Five headings about {{topic}}.',                 1),
    (3, 'ada',   'first_letter',  'sales_outreach', 'Our first letter',  'With a word about the weather',  'Write to {{first_name}}; mention the weather.',  2),
    (4, 'chloe', 'show_letter',   'email',          'Boat show letter',  '',                               'Invite {{first_name}} to stand 12.',             1),
    (5, 'iris',  'first_letter',  'sales_outreach', 'Prima lettera',     'In italiano',                    'Scrivi a {{first_name}}.',                       3)
) AS prompt (number, who, key, category, display_name, description, template, version);

INSERT INTO scaliyo.user_prompt_versions (id, prompt_id, owner_id, version, system_instruction, prompt_template, change_note, created_at)
SELECT pg_temp.row_id(5311, row_number() OVER (ORDER BY prompt.id, past.version)), prompt.id, prompt.owner_id, past.version, prompt.system_instruction,
       CASE WHEN past.version = prompt.version THEN prompt.prompt_template ELSE 'Write to {{first_name}}.' END,
       CASE past.version WHEN 1 THEN 'First version' ELSE 'Friendlier' END, prompt.created_at + past.version * interval '10 days'
FROM scaliyo.user_prompts prompt CROSS JOIN LATERAL generate_series(1, prompt.version) AS past (version)
WHERE prompt.owner_id IS NOT NULL;

INSERT INTO scaliyo.guest_post_outreach (id, user_id, blog_name, blog_url, contact_name, contact_email, domain_authority, monthly_traffic, status, pitch_subject, pitch_body, notes, target_publish_date, published_url, created_at, updated_at)
SELECT pg_temp.row_id(5312, number), pg_temp.who(who), blog, 'https://' || lower(replace(blog, ' ', '-')) || '.example.org', contact, lower(split_part(contact, ' ', 1)) || '@example.org',
       authority, traffic, status, CASE WHEN status <> 'researching' THEN 'A story from the pier' END, CASE WHEN status <> 'researching' THEN 'Would your readers like to know how a crane is tested?' END,
       NULL, CASE WHEN status IN ('accepted', 'writing') THEN pg_temp.day(21)::date END,
       CASE status WHEN 'published' THEN 'https://' || lower(replace(blog, ' ', '-')) || '.example.org/pier' END, pg_temp.day(-10 * number), pg_temp.day(-number)
FROM (VALUES
    (1, 'ada',   'North Sea Sailing', 'Tove Strand', 54, '40k', 'published'), (2, 'ada',   'Rope and Tar', 'Oscar Vik',   31, '6k',  'pitched'),
    (3, 'chloe', 'Hotels by Sea',     'Marta Lund',  47, NULL,  'accepted'),  (4, 'chloe', 'Slow Ferries', NULL,          22, '2k',  'researching'),
    (5, 'ada',   'Crane Weekly',      'Signe Dahl',  18, '900', 'rejected'),  (6, 'iris',  'Dietro le Quinte', 'Paolo Conti', 39, '12k', 'writing')
) AS outreach (number, who, blog, contact, authority, traffic, status);
