-- Assist, what people write: documents, conversations, pages, and who may read them. All ids are text.

-- Private ones, one for the members of its space, some for areas; the last but one lies in the restricted area.
INSERT INTO assist.documents (id, user_id, user_uuid, filename, mime_type, file_size, char_count, page_count, content, content_hash, truncated, visibility, space_id, created_at, updated_at, deleted_at)
SELECT 'doc_' || lpad(number::text, 3, '0'), pg_temp.who(who), pg_temp.who(who), filename, mime_type, 900 * number + length(content), length(content),
       CASE WHEN mime_type = 'application/pdf' THEN 1 + number % 4 END, content, encode(sha256(convert_to(content, 'UTF8')), 'hex'), false, visibility,
       space, pg_temp.day(-days), pg_temp.day(-days / 2), CASE WHEN number = 9 THEN pg_temp.day(-6) END
FROM (VALUES
    (1, 'ada',   'berth-prices.csv',         'text/csv',        'private', 'space_001', 40, E'berth,metres,price\n41,12,1800\n42,14,2100\n43,9,1250'),
    (2, 'ada',   'rules-of-the-harbour.pdf', 'application/pdf', 'space',   'space_002', 120, E'1. Speed in the harbour is three knots.\n2. Fuel is sold until six.\n3. Whoever leaves a rope on the pier finds it in the office.'),
    (3, 'ben',   'crane-manual.pdf',         'application/pdf', 'areas',   'space_003', 90, E'The crane lifts 20 t at 6 m.\nNobody stands under the load.\nCheck the brake each morning.'),
    (4, 'ben',   'fuses.md',                 'text/markdown',   'space',   'space_003', 30, E'# Fuses of pier two\n\n- 16 A: lamps\n- 32 A: winter hall'),
    (5, 'dan',   'figures.csv',              'text/csv',        'private', 'space_004', 25, E'month,nights,income\n6,412,30900\n7,733,58100\n8,781,63400'),
    (6, 'chloe', 'season-plan.md',           'text/markdown',   'space',   'space_006', 20, E'# The season\n\nOpen on 1 April, boat show on 12 May, close on 15 October.'),
    (7, 'chloe', 'contract-lund-ferries.pdf', 'application/pdf', 'areas',  'space_006', 15, E'Lund Ferries may use berths 1 to 3 from April to October.\nPrice: as agreed on 4 March.'),
    (8, 'iris',  'tour-rider.pdf',           'application/pdf', 'space',   'space_005', 35, E'Power: 2 × 63 A, three phases.\nStage: 12 × 8 m, black.\nCaffè: molto.'),
    (9, 'iris',  'old-rider.pdf',            'application/pdf', 'private', 'space_005', 80, E'Power: 1 × 32 A.'),
    (10, 'jonas', 'cables.csv',              'text/csv',        'private', 'space_007', 12, E'length,plug,number\n10,CEE16,24\n25,CEE32,8')
) AS document (number, who, filename, mime_type, visibility, space, days, content);

INSERT INTO assist.document_area_shares (id, document_id, area_id, shared_by, shared_at, notifications_sent)
VALUES
    ('share_001', 'doc_003', 'area_007', pg_temp.who('ben'),   pg_temp.day(-88), true),
    ('share_002', 'doc_003', 'area_009', pg_temp.who('ben'),   pg_temp.day(-87), true),
    ('share_003', 'doc_007', 'area_018', pg_temp.who('chloe'), pg_temp.day(-14), true),
    ('share_004', 'doc_006', 'area_017', pg_temp.who('chloe'), pg_temp.day(-3),  false);

-- One document for every fourth task of the same person.
INSERT INTO assist.task_documents (id, task_id, document_id, context_role, context_note, created_at)
SELECT 'td_' || lpad(row_number() OVER (ORDER BY task.id)::text, 3, '0'), task.id, document.id,
       pg_temp.pick('{reference,input,output}', row_number() OVER (ORDER BY task.id)),
       CASE WHEN right(task.id, 1) IN ('4', '8') THEN 'See the second page' END, task.created_at + interval '2 hours'
FROM assist.tasks task
JOIN assist.documents document ON document.user_id = task.user_id AND document.id IN ('doc_001', 'doc_004', 'doc_005', 'doc_008')
WHERE right(task.id, 3)::integer % 4 = 0;

-- Questions and answers, each conversation with the task that it led to; the eighth goes on from the first.
INSERT INTO assist.conversations (
    id, user_id, user_uuid, title, model, messages, pinned, continued_from_id, continuation_summary, tags, space_id, focus_area_id, task_id,
    last_viewed_at, created_at, updated_at, deleted_at)
SELECT 'conv_' || lpad(number::text, 3, '0'), pg_temp.who(who), pg_temp.who(who), title, pg_temp.pick('{quick-1,steady-2,deep-3}', number),
       jsonb_build_array(
           jsonb_build_object('id', 'm1', 'role', 'user', 'content', question, 'timestamp', pg_temp.day(-days)),
           jsonb_build_object('id', 'm2', 'role', 'assistant', 'content', answer, 'timestamp', pg_temp.day(-days) + interval '20 seconds')),
       number IN (1, 6), CASE number WHEN 8 THEN 'conv_001' END, CASE number WHEN 8 THEN 'A letter to the authority about the north pier' END,
       ARRAY[tag], space, area, task, pg_temp.day(-days / 3), pg_temp.day(-days), pg_temp.day(-days / 2),
       CASE WHEN number = 12 THEN pg_temp.day(-1) END
FROM (VALUES
    (1,  'ada',   'space_001', 'area_001', 'task_004', 12.0, 'letter',  'Letter to the authority',   'We need leave to rebuild the north pier. Draft the letter.',      'Here is a draft of one page. Two facts are missing: the length of the pier and the date of the last survey.'),
    (2,  'ada',   'space_001', NULL,       'task_005', 9.0,  'prices',  'Three offers for a crane',  'Compare these three offers for a crane.',                         'The second is the cheapest over ten years; the first lifts more.'),
    (3,  'ada',   'space_002', 'area_004', NULL,       7.0,  'board',   'Agenda of the board',       'What should the board decide in spring?',                         'Three things: the prices, the second designer, the winter hall.'),
    (4,  'ben',   'space_003', 'area_007', 'task_002', 6.0,  'repair',  'Why the fuse blows',        'The 32 A fuse of the winter hall blows when it rains.',           'Look for water in the outlet next to the gate; it is the lowest point of the line.'),
    (5,  'ben',   'space_003', NULL,       NULL,       5.0,  'repair',  'Crane brake',               'How do I test the brake without a load?',                         'Not at all: the manual asks for a tenth of the load.'),
    (6,  'dan',   'space_004', 'area_010', 'task_003', 8.0,  'figures', 'Nights by month',           'Make a table of the nights by month.',                            'June 412, July 733, August 781.'),
    (7,  'dan',   'space_004', NULL,       NULL,       2.0,  'figures', 'Forecast',                  'What if July is as wet as two years ago?',                        'Then a fifth less, if the ferries still run.'),
    (8,  'ada',   'space_001', 'area_001', 'task_004', 3.0,  'letter',  'Letter to the authority (2)', 'The pier is 84 m long, the survey was in May.',                  'Thank you; both are in the letter now.'),
    (9,  'chloe', 'space_006', 'area_017', NULL,       4.0,  'prices',  'Prices of the season',      'Raise every price by four per cent and round to five.',           'Done: 1,870, 2,185 and 1,300. The third is rounded down.'),
    (10, 'chloe', 'space_006', 'area_018', NULL,       3.5,  'contract', 'Lund Ferries',             'Is there a date by which they may cancel?',                       'No. That is unusual; ask before you sign.'),
    (11, 'iris',  'space_005', 'area_013', 'task_036', 10.0, 'tour',    'Luci per Teatro Verdi',     'Quanti proiettori per un palco di 12 × 8 m?',                     'Ventiquattro, di cui sei in controluce.'),
    (12, 'iris',  'space_005', NULL,       NULL,       20.0, 'tour',    'Try-out',                   'Is this thing on?',                                               'Yes.'),
    (13, 'jonas', 'space_007', 'area_019', NULL,       1.5,  'cables',  'Voltage drop',              'Voltage drop over 75 m of 2.5 mm² at 10 A?',                      'About ten volts at 230 V: too much for the desk.')
) AS talk (number, who, space, area, task, days, tag, title, question, answer);

INSERT INTO assist.pages (id, user_id, area_id, title, content, page_type, visibility, word_count, task_id, created_at, updated_at, deleted_at)
SELECT 'page_' || lpad(number::text, 3, '0'), pg_temp.who(who), area, title,
       jsonb_build_object('type', 'doc', 'content', jsonb_build_array(
           jsonb_build_object('type', 'heading', 'attrs', jsonb_build_object('level', 1), 'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', title))),
           jsonb_build_object('type', 'paragraph', 'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', body))))),
       page_type, visibility, cardinality(string_to_array(body, ' ')), task, pg_temp.day(-days), pg_temp.day(-days / 4),
       CASE WHEN number = 10 THEN pg_temp.day(-2) END
FROM (VALUES
    (1,  'ada',   'area_001', 'Ideas for the winter',        'general',         'private', NULL,       30.0, 'Heated storage, a café in the hall, skates.'),
    (2,  'ada',   'area_004', 'Board of the spring',         'meeting_notes',   'shared',  NULL,       14.0, 'Present: Ada, Chloé. The prices go up by four per cent.'),
    (3,  'ada',   'area_002', 'Why we keep the old crane',   'decision_record', 'shared',  'task_005', 9.0,  'It lifts enough, and a new one would need a new foundation.'),
    (4,  'ben',   'area_007', 'Lamps of pier two',           'technical_spec',  'shared',  'task_002', 25.0, 'Twelve lamps, two lines, one switch in the hut.'),
    (5,  'ben',   'area_009', 'What the insurance asked',    'general',         'private', NULL,       11.0, 'They want photographs of every rope.'),
    (6,  'dan',   'area_010', 'Figures of the week',         'weekly_update',   'private', NULL,       3.0,  'Income as planned, one berth unpaid.'),
    (7,  'chloe', 'area_016', 'The season at a glance',      'project_brief',   'shared',  NULL,       20.0, 'From 1 April to 15 October, with the boat show in May.'),
    (8,  'chloe', 'area_018', 'Offer to Lund Ferries',       'proposal',        'shared',  NULL,       8.0,  'Three berths at the price of two and a half.'),
    (9,  'iris',  'area_013', 'Stages of the tour',          'project_brief',   'shared',  'task_036', 16.0, 'Roma, Bologna, Verona, Kiel.'),
    (10, 'iris',  'area_014', 'Bin this',                    'general',         'private', NULL,       28.0, 'Really.'),
    (11, 'jonas', 'area_019', 'Where the cables are',        'general',         'private', NULL,       6.0,  'Case 4, except the long ones.')
) AS page (number, who, area, title, page_type, visibility, task, days, body);

INSERT INTO assist.page_versions (id, page_id, content, content_text, title, word_count, created_by, version_number, change_summary, created_at)
SELECT 'version_' || right(page.id, 3) || '_' || number, page.id, page.content, page.title || ': as of version ' || number, page.title,
       greatest(page.word_count - 2 * (2 - number), 1), page.user_id, number, CASE number WHEN 1 THEN 'First draft' ELSE 'Shortened' END,
       page.created_at + (number - 1) * interval '1 day'
FROM assist.pages page CROSS JOIN generate_series(1, 2) AS number
WHERE page.deleted_at IS NULL;

INSERT INTO assist.page_conversations (id, page_id, conversation_id, relationship, created_at)
VALUES
    ('pc_001', 'page_002', 'conv_003', 'source',     pg_temp.day(-7)),
    ('pc_002', 'page_003', 'conv_002', 'source',     pg_temp.day(-8)),
    ('pc_003', 'page_004', 'conv_004', 'discussion', pg_temp.day(-6)),
    ('pc_004', 'page_006', 'conv_006', 'reference',  pg_temp.day(-3)),
    ('pc_005', 'page_007', 'conv_009', 'reference',  pg_temp.day(-4)),
    ('pc_006', 'page_008', 'conv_010', 'discussion', pg_temp.day(-3)),
    ('pc_007', 'page_009', 'conv_011', 'source',     pg_temp.day(-10)),
    ('pc_008', 'page_011', 'conv_013', 'discussion', pg_temp.day(-1));

-- Ada's ideas go to Ben by name and to the office as a group; Ben's list of lamps to Dan.
INSERT INTO assist.page_user_shares (id, page_id, user_id, permission, shared_by, shared_at, created_at)
VALUES
    ('pus_001', 'page_001', pg_temp.who('ben'),   'viewer', pg_temp.who('ada'),   pg_temp.day(-9),  pg_temp.day(-9)),
    ('pus_002', 'page_004', pg_temp.who('dan'),   'editor', pg_temp.who('ben'),   pg_temp.day(-20), pg_temp.day(-20)),
    ('pus_003', 'page_006', pg_temp.who('ada'),   'viewer', pg_temp.who('dan'),   pg_temp.day(-2),  pg_temp.day(-2)),
    ('pus_004', 'page_009', pg_temp.who('jonas'), 'editor', pg_temp.who('iris'),  pg_temp.day(-15), pg_temp.day(-15));

INSERT INTO assist.page_group_shares (id, page_id, group_id, permission, shared_by, shared_at, created_at)
VALUES
    ('pgs_001', 'page_001', pg_temp.row_id(4003, 1), 'viewer', pg_temp.who('ada'),   pg_temp.day(-8),  pg_temp.day(-8)),
    ('pgs_002', 'page_007', pg_temp.row_id(4003, 2), 'editor', pg_temp.who('chloe'), pg_temp.day(-18), pg_temp.day(-18)),
    ('pgs_003', 'page_009', pg_temp.row_id(4003, 3), 'viewer', pg_temp.who('iris'),  pg_temp.day(-12), pg_temp.day(-12));
