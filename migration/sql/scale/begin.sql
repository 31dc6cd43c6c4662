-- Data by the million, for measuring and for pages that need many rows. It comes in units, each one transaction between
-- this script and end.sql; scale N is the units 1 to N, so that a larger scale adds to a smaller one.
--
-- A row is a function of its table and its number: ids and values come from a hash of the two, and all times lie around
-- 1 November 2026. The clock is not asked: two databases with the same units are equal whenever they were loaded, and a
-- load that goes on tomorrow goes on with the same clock. So nothing is ever due today; that is what demo data is for.
--
-- Each unit brings four accounts and one group: a team, a tenant, an organization, a board. The rows of unit u belong to
-- one of the groups that are there with it, the two of the demo data first, and the earlier the likelier: most groups
-- are small, a few are large, and Harbour Works has the most. Accounts have no password; a token can be made for them.
--
-- Told by the caller: scale.unit, the number of the unit, and scale.rows, how many rows a unit has, by table.

SET LOCAL TimeZone = 'UTC';
SELECT set_config('scale.' || relation, rows, true) FROM jsonb_each_text(current_setting('scale.rows')::jsonb) AS each (relation, rows);

-- The functions are single expressions, and no more immutable than what they call: so that a query takes them in as its
-- own, where calling them would take most of the time.

CREATE FUNCTION pg_temp.unit() RETURNS bigint
LANGUAGE sql STABLE
RETURN current_setting('scale.unit')::bigint;

-- So many rows of a table are in a unit.
CREATE FUNCTION pg_temp.per_unit(relation text) RETURNS bigint
LANGUAGE sql STABLE
RETURN current_setting('scale.' || relation)::bigint;

-- The id of a row.
CREATE FUNCTION pg_temp.id(relation text, number bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN overlay(overlay(left(encode(sha256(('id ' || relation || ' ' || number::text)::bytea), 'hex'), 32) PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid;

-- The id of a row of the demo data.
CREATE FUNCTION pg_temp.demo(kind integer, number bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN (lpad(kind::text, 8, '0') || '-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid;

CREATE FUNCTION pg_temp.demo_account(number bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN ('aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaa' || lpad(number::text, 3, '0'))::uuid;

-- The nth draw of a hash in hexadecimal digits.
CREATE FUNCTION pg_temp.draw(hash text, nth integer) RETURNS float8
LANGUAGE sql IMMUTABLE
RETURN ('x' || substr(hash, 8 * nth - 7, 8))::bit(32)::bigint / 4294967296.0::float8;

-- The rows of a table in this unit: number, place within the unit, id, and eight draws from [0, 1). Volatile, lest it be
-- unfolded into its callers and hash anew for each draw.
CREATE FUNCTION pg_temp.rows(relation text)
RETURNS TABLE (number bigint, place bigint, id uuid, d1 float8, d2 float8, d3 float8, d4 float8, d5 float8, d6 float8, d7 float8, d8 float8)
LANGUAGE sql VOLATILE
BEGIN ATOMIC
    SELECT counted.number, counted.place, pg_temp.id(relation, counted.number),
           pg_temp.draw(hash, 1), pg_temp.draw(hash, 2), pg_temp.draw(hash, 3), pg_temp.draw(hash, 4),
           pg_temp.draw(hash, 5), pg_temp.draw(hash, 6), pg_temp.draw(hash, 7), pg_temp.draw(hash, 8)
    FROM (
        SELECT (pg_temp.unit() - 1) * pg_temp.per_unit(relation) + place AS number, place
        FROM generate_series(1, pg_temp.per_unit(relation)) AS place
    ) AS counted
    CROSS JOIN LATERAL (SELECT encode(sha256((relation || ' ' || counted.number::text)::bytea), 'hex') AS hash OFFSET 0) AS hashed;
END;

-- One of the numbers 1 to `many`; the smaller, the likelier.
CREATE FUNCTION pg_temp.skewed(draw float8, many bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE
RETURN 1 + floor(draw * draw * many)::bigint;

-- The id of one of this unit's rows of another table; the first of them are named the most.
CREATE FUNCTION pg_temp.one_id(relation text, draw float8) RETURNS uuid
LANGUAGE sql STABLE
RETURN pg_temp.id(relation, (pg_temp.unit() - 1) * pg_temp.per_unit(relation) + pg_temp.skewed(draw, pg_temp.per_unit(relation)));

CREATE FUNCTION pg_temp.one_of(list text[], draw float8) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN list[1 + floor(draw * cardinality(list))::integer];

-- One of some people; the first of them does the most.
CREATE FUNCTION pg_temp.person(list uuid[], draw float8) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN list[pg_temp.skewed(draw, cardinality(list))];

-- The last two years, mostly the last months.
CREATE FUNCTION pg_temp.past(draw float8) RETURNS timestamptz
LANGUAGE sql STABLE
RETURN timestamptz '2026-11-01 00:00+00' - make_interval(mins => (draw * draw * 1051200)::integer);

CREATE FUNCTION pg_temp.later(moment timestamptz, draw float8, days integer) RETURNS timestamptz
LANGUAGE sql STABLE
RETURN moment + make_interval(mins => (draw * days * 1440)::integer);

CREATE FUNCTION pg_temp.title(what float8, place float8) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN pg_temp.one_of(ARRAY[
    'Check the wiring', 'Replace the lamp', 'Send the invoice', 'Order a new rope', 'Call the owner back', 'Measure the depth', 'Book the crane',
    'Clean the filter', 'Move the boat', 'Print the tickets', 'Repair the ladder', 'Write to the authority', 'Compare three offers', 'Paint the number',
    'Réviser le contrat', 'Prüfung der Anlage', 'Añadir una señal', '係船料の確認', 'Проверить насос', 'Draft the advertisement', 'Count what is left',
    'Ask for a reference', 'Close the old account', 'Explain the new price'], what)
    || ' ' || pg_temp.one_of(ARRAY[
    'at pier one', 'at pier two', 'in the winter hall', 'for the Albatross', 'for Lund Ferries', 'at the fuel pier', 'for berth 41', 'in the office',
    'for the boat show', 'at the north gate', 'for the Kittiwake', 'på Bryggen', 'in Kiel', 'zu Ostern', 'before the season', 'after the storm',
    'for Mrs O''Neill', 'of last year'], place);

CREATE FUNCTION pg_temp.sentence(which float8) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN pg_temp.one_of(ARRAY[
    
    'On my way.', 'Done, photograph attached.', 'Can you do it before the weekend?', 'I need a part first; it comes on Thursday.', 'Which of the two?',
    'The key is in the office, second drawer from the top, behind the tickets.', 'The customer called again.', 'Will do.', '👍',
    'It was worse than it looked: the line is wet from the hut to the gate, and took two hours to dry.', 'Tomorrow morning.', 'Merci beaucoup – à demain!',
    'Schöne Grüße von der Brücke.', 'ありがとうございます。明日伺います。', 'Готово.', 'No hurry with this one.', 'As agreed on the telephone.',
    'The same as last year, please; nobody complained, and it cost less than the year before.', 'Ask before you order anything.',
    'Waits for the answer of the authority.', 'Measured it: 340 ms before, 28 ms after.', 'Who has the address?', 'They want it in blue.', '…'], which);

-- A sentence; one time in fifty a page of them.
CREATE FUNCTION pg_temp.prose(which float8, length float8) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN length < 0.02 THEN repeat(pg_temp.sentence(which) || E'\n', 2 + (length * 1500)::integer)
            WHEN length < 0.4 THEN pg_temp.sentence(which) || ' Thank you!'
            ELSE pg_temp.sentence(which) END;

-- The groups that are there with this unit, and who is in them, by system: the two of the demo data, then one for each unit.
CREATE TEMPORARY TABLE scale_groups ON COMMIT DROP AS
SELECT 1 AS number, pg_temp.demo(3005, 1) AS team, ARRAY[pg_temp.demo_account(1), pg_temp.demo_account(2), pg_temp.demo_account(3)] AS jugglers,
       ARRAY[pg_temp.demo(3006, 1), pg_temp.demo(3006, 2), pg_temp.demo(3006, 3)] AS seats,
       '11111111-1111-1111-1111-111111111111'::uuid AS tenant,
       ARRAY[pg_temp.demo_account(1), pg_temp.demo_account(3), pg_temp.demo_account(2), pg_temp.demo_account(4), pg_temp.demo_account(5)] AS deciders,
       ARRAY[pg_temp.demo_account(1), pg_temp.demo_account(3)] AS sellers
UNION ALL
SELECT 2, pg_temp.demo(3005, 2), ARRAY[pg_temp.demo_account(6), pg_temp.demo_account(7)], ARRAY[pg_temp.demo(3006, 4), pg_temp.demo(3006, 5)],
       '22222222-2222-2222-2222-222222222222', ARRAY[pg_temp.demo_account(6), pg_temp.demo_account(7)], ARRAY[pg_temp.demo_account(6)]
UNION ALL
SELECT 2 + unit, pg_temp.id('taskjuggler.teams', unit), people.ids, people.seats, pg_temp.id('core.tenants', unit), people.ids, people.ids
FROM generate_series(1, pg_temp.unit()) AS unit
CROSS JOIN LATERAL (
    SELECT array_agg(pg_temp.id('auth.users', 4 * (unit - 1) + place) ORDER BY place) AS ids,
           array_agg(pg_temp.id('taskjuggler.team_members', 6 * (unit - 1) + place) ORDER BY place) AS seats
    FROM generate_series(1, 4) AS place
) AS people;

CREATE FUNCTION pg_temp.group_of(draw float8) RETURNS bigint
LANGUAGE sql STABLE
RETURN pg_temp.skewed(draw, pg_temp.unit() + 2);

-- A million events would be written to the log that nobody reads: the tables say nothing meanwhile, and end.sql says for
-- each of them that its rows must be read anew. Writers wait, so that nothing of theirs goes unsaid; readers do not.
DO $$
DECLARE
    loaded regclass;
BEGIN
    FOR loaded IN
        SELECT trigger.tgrelid
        FROM jsonb_object_keys(current_setting('scale.rows')::jsonb) AS relation
        JOIN pg_trigger trigger ON trigger.tgrelid = relation::regclass AND trigger.tgname = 'stream_insert'
        ORDER BY trigger.tgrelid
    LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER stream_insert', loaded);
    END LOOP;
END
$$;
