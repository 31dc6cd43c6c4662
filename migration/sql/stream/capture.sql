-- Capture: the triggers that append to the log.
--
-- stream.publish() writes a trigger function for one table, in plain SQL over its columns: four times as fast as one
-- function for all that would put its statement together at each call. All triggers are per statement, so that a change
-- of many rows is one insert into the log. They run as the owner of the log; a writer needs no right to it.
--
-- Not captured, as by any trigger: sessions with session_replication_role = replica, ALTER TABLE … DISABLE TRIGGER, and
-- what logical replication applies.

CREATE TABLE stream.published (
    relation text   NOT NULL,
    audience text[] NOT NULL,
    sight    text[],
    readers  boolean NOT NULL,
    parents  text[] NOT NULL,
    finder   text   NOT NULL,

    CONSTRAINT published_pkey PRIMARY KEY (relation)
);

COMMENT ON TABLE  stream.published IS 'The tables whose changes are streamed row by row; filled by stream.publish().';
COMMENT ON COLUMN stream.published.relation IS 'The table, as schema.table.';
COMMENT ON COLUMN stream.published.audience IS 'Whom a change of a row concerns: audience keys, with {column} for values of the row.';
COMMENT ON COLUMN stream.published.sight IS 'Columns on which the sight of other tables of the schema rests; null if policies do not read this table.';
COMMENT ON COLUMN stream.published.readers IS 'Whether the audience is precisely who may see the row.';
COMMENT ON COLUMN stream.published.parents IS 'The tables whose audiences are part of this one, as schema.table or schema.table/prefix.';
COMMENT ON COLUMN stream.published.finder IS 'A query that finds rows by the array of keys $1: their keys and whom they concern.';

-- Audience keys as an SQL expression over the row `alias`. A term is one of
--
--   prefix:{column}               a value of the row's own; an array gives one key for each of its values
--   prefix:word                   a fixed group
--   @schema.table={column}        everybody whom the row of that table concerns whose key the column has
--   @schema.table/prefix={column} those of them whose keys have that prefix
--
-- and each may end in ` if condition`, which names columns as {column}.
--
-- What `@` refers to is looked up when the log is read, never when it is written: a writer need not look, and two who change
-- a row and its parent at the same moment cannot leave behind an audience that holds for neither. Such an audience has the
-- key `@` as well, by which readers find what they have to look up.
CREATE FUNCTION stream.audience_expression(target regclass, audience text[], alias text) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    term      text;
    part      text[];
    condition text;
    is_array  boolean;
    scalars   text[] := '{}';
    arrays    text   := '';
BEGIN
    FOREACH term IN ARRAY audience LOOP
        part := regexp_match(term, '^(@[a-z_]+\.[a-z_]+(?:/[a-z-]+)?=|[a-z-]+:)(?:\{(\w+)\}|(\w+))(?: if (.+))?$');
        IF part IS NULL THEN
            RAISE EXCEPTION 'audience % of % is no term of an audience', quote_literal(term), target;
        END IF;
        condition := regexp_replace(part[4], '\{(\w+)\}', format('%I.\1', alias), 'g');
        IF part[2] IS NULL THEN
            scalars := scalars || CASE WHEN condition IS NULL THEN quote_literal(part[1] || part[3])
                                       ELSE format('CASE WHEN %s THEN %L END', condition, part[1] || part[3]) END;
            CONTINUE;
        END IF;
        SELECT t.typcategory = 'A' INTO is_array
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = target AND a.attname = part[2] AND NOT a.attisdropped;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'audience % names a column that % does not have', quote_literal(term), target;
        END IF;
        IF is_array THEN
            arrays := arrays || format(' || ARRAY(SELECT %L || value::text FROM unnest(%I.%I) AS value WHERE value IS NOT NULL AND (%s))',
                                       part[1], alias, part[2], coalesce(condition, 'true'));
        ELSIF condition IS NULL THEN
            scalars := scalars || format('%L || %I.%I::text', part[1], alias, part[2]);
        ELSE
            scalars := scalars || format('CASE WHEN %s THEN %L || %I.%I::text END', condition, part[1], alias, part[2]);
        END IF;
    END LOOP;
    IF '@' = ANY (SELECT left(term_of, 1) FROM unnest(audience) AS term_of) THEN
        scalars := scalars || quote_literal('@');
    END IF;
    RETURN format('array_remove(ARRAY[%s]::text[], NULL)%s', array_to_string(scalars, ', '), arrays);
END
$$;

-- The names of the columns in which the rows `o` and `n` differ, as an SQL expression. Types without an equality that
-- can be found here (json, types of extensions) are compared as text.
CREATE FUNCTION stream.changed_expression(target regclass) RETURNS text
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT format(E'array_remove(ARRAY[\n            %s], NULL)', string_agg(
        format('CASE WHEN n.%1$I%2$s IS DISTINCT FROM o.%1$I%2$s THEN %1$L END', a.attname,
               CASE WHEN (t.typnamespace = 'pg_catalog'::regnamespace AND t.typname NOT IN ('json', '_json', 'xml', '_xml'))
                      OR t.typtype = 'e' THEN '' ELSE '::text' END),
        E',\n            ' ORDER BY a.attnum))
    FROM pg_attribute a
    JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = target AND a.attnum > 0 AND NOT a.attisdropped;
END;

-- Attaches a trigger function to a table. It finds the rows as they were in old_rows and, `with_rows`, as they are in
-- new_rows. Without, a statement that inserts is not made to collect its rows.
CREATE FUNCTION stream.attach(target regclass, handler text, with_rows boolean) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE TRIGGER stream_insert AFTER INSERT ON %s %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
                   target, CASE WHEN with_rows THEN 'REFERENCING NEW TABLE AS new_rows' ELSE '' END, handler);
    EXECUTE format('CREATE OR REPLACE TRIGGER stream_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
                   target, CASE WHEN with_rows THEN 'NEW TABLE AS new_rows' ELSE '' END, handler);
    EXECUTE format('CREATE OR REPLACE TRIGGER stream_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION %s()',
                   target, handler);
    EXECUTE format('CREATE OR REPLACE TRIGGER stream_truncate AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
                   target, handler);
END
$$;

-- Whom the rows that references name concern. A row that is gone concerns those whom its removal concerned.
CREATE FUNCTION stream.resolve(refs text[], OUT reference text, OUT audience text[]) RETURNS SETOF record
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parent record;
BEGIN
    FOR parent IN
        SELECT p.relation, p.finder, array_agg(DISTINCT substr(ref, strpos(ref, '=') + 1)) AS keys
        FROM unnest(refs) AS ref
        JOIN stream.published p ON p.relation = split_part(split_part(substr(ref, 2), '=', 1), '/', 1)
        WHERE ref LIKE '@_%'
        GROUP BY p.relation, p.finder
    LOOP
        RETURN QUERY EXECUTE format($sql$
            WITH found (key, audience) AS MATERIALIZED (%s),
            gone (key, audience) AS (
                SELECT DISTINCT ON (e.key) e.key, e.audience_before
                FROM stream.events e
                WHERE e.operation = 'removed' AND e.relation = $2
                  AND e.key = ANY (ARRAY(SELECT unnest($1) EXCEPT SELECT f.key FROM found f))
                ORDER BY e.key, e.seq DESC
            )
            SELECT ref, CASE WHEN prefix = '' THEN known.audience
                             ELSE ARRAY(SELECT k FROM unnest(known.audience) AS k WHERE starts_with(k, prefix || ':')) END
            FROM unnest($3) AS ref
            CROSS JOIN LATERAL (SELECT split_part(split_part(ref, '=', 1), '/', 2)) AS p (prefix)
            JOIN (TABLE found UNION ALL TABLE gone) AS known ON known.key = substr(ref, strpos(ref, '=') + 1)
            WHERE split_part(split_part(substr(ref, 2), '=', 1), '/', 1) = $2
            $sql$, parent.finder)
        USING parent.keys, parent.relation, refs;
    END LOOP;
END
$$;

COMMENT ON FUNCTION stream.resolve(text[]) IS 'The audience of each row that these references name, as far as it is known.';

-- An audience with what its references stand for.
CREATE FUNCTION stream.resolved(whom text[]) RETURNS text[]
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
RETURN (
    SELECT array_agg(DISTINCT key)
    FROM (
        SELECT key FROM unnest(whom) AS key WHERE left(key, 1) <> '@'
        UNION ALL
        SELECT unnest(r.audience) FROM stream.resolve(whom) r
    ) AS keys
);

-- Publishes a table: from now on each change of a row is an event.
--
--   audience   precisely who may see a row, see stream.audience_expression(): its removal is told to all of them, and what was
--              read for one of them is shown to the others. stream.audience_of() gives a reader's keys. A test compares it
--              with the policies.
--   sight      columns on which the policies of other tables rest. Such a table has no stream of its own: a change of these
--              columns ends the streams of those whom the row concerns, and the audience is whoever that may be.
--   readers    false: the audience is not who may see the row, but whose affair its change is.
--
-- The functions that this writes name the table's columns, so a migration that adds or drops one ends with
-- stream.publish_again().
CREATE FUNCTION stream.publish(target regclass, audience text[], sight text[] DEFAULT NULL, readers boolean DEFAULT true) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    relation text;
    handler  text;
    key_of   text; -- with %1$s for the row
    same_key text;
    any_key  text; -- a column that no row leaves null
    key_type text;
    parents  CONSTANT text[] := ARRAY(SELECT (regexp_match(term, '^@([^=]+)='))[1] FROM unnest(audience) AS term WHERE left(term, 1) = '@');
    whom     CONSTANT text   := stream.audience_expression(target, audience, 't');
    parent   text;
BEGIN
    SELECT n.nspname || '.' || c.relname, format('stream.%I', 'capture_' || n.nspname || '_' || c.relname)
    INTO relation, handler
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = target;

    SELECT CASE count(*) WHEN 1 THEN min(format('%%1$s.%I::text', a.attname))
                ELSE format('jsonb_build_array(%s)::text', string_agg(format('%%1$s.%I', a.attname), ', ' ORDER BY k.position)) END,
           string_agg(format('n.%1$I = o.%1$I', a.attname), ' AND '),
           min(a.attname),
           min(format_type(a.atttypid, NULL))
    INTO key_of, same_key, any_key, key_type
    FROM pg_index i
    CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k (attnum, position)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
    WHERE i.indrelid = target AND i.indisprimary;
    IF same_key IS NULL THEN
        RAISE EXCEPTION '% has no primary key to tell its rows apart', relation;
    END IF;
    FOREACH parent IN ARRAY parents LOOP
        IF NOT EXISTS (SELECT FROM stream.published p WHERE p.relation = split_part(parent, '/', 1) AND p.parents = '{}') THEN
            RAISE EXCEPTION '% cannot have the audience of %, which is not published or has a parent itself', relation, parent;
        END IF;
    END LOOP;

    -- The full join pairs old and new rows by hashing whatever their number, and a changed key comes out as one row gone
    -- and another come.
    EXECUTE format($template$
CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    CASE tg_op
    WHEN 'INSERT' THEN
        INSERT INTO stream.events (relation, operation, key, audience_after)
        SELECT %2$L, 'created', %3$s, %5$s
        FROM new_rows n;
    WHEN 'UPDATE' THEN
        INSERT INTO stream.events (relation, operation, key, changed, audience_before, audience_after)
        SELECT %2$L,
               CASE WHEN o.%9$I IS NULL THEN 'created' WHEN n.%9$I IS NULL THEN 'removed' ELSE 'updated' END,
               CASE WHEN n.%9$I IS NULL THEN %4$s ELSE %3$s END,
               CASE WHEN o.%9$I IS NOT NULL AND n.%9$I IS NOT NULL THEN d.changed END,
               CASE WHEN o.%9$I IS NOT NULL THEN %6$s END,
               CASE WHEN n.%9$I IS NOT NULL THEN %5$s END
        FROM old_rows o
        FULL JOIN new_rows n ON %7$s
        CROSS JOIN LATERAL (SELECT %8$s) AS d (changed)
        WHERE d.changed <> '{}';
    WHEN 'DELETE' THEN
        INSERT INTO stream.events (relation, operation, key, audience_before)
        SELECT %2$L, 'removed', %4$s, %6$s
        FROM old_rows o;
    WHEN 'TRUNCATE' THEN
        INSERT INTO stream.events (relation, operation) VALUES (%2$L, 'resync');
    END CASE;
    RETURN NULL;
END
$body$ $template$,
        handler, relation, format(key_of, 'n'), format(key_of, 'o'),
        stream.audience_expression(target, audience, 'n'), stream.audience_expression(target, audience, 'o'),
        same_key, stream.changed_expression(target), any_key);
    EXECUTE format('REVOKE ALL ON FUNCTION %s() FROM PUBLIC', handler);

    EXECUTE format('CREATE OR REPLACE FUNCTION stream.audience(t %s) RETURNS text[] LANGUAGE sql STABLE AS %L', target,
                   'SELECT ' || CASE WHEN parents = '{}' THEN whom ELSE format('stream.resolved(%s)', whom) END);
    EXECUTE format('REVOKE ALL ON FUNCTION stream.audience(%s) FROM PUBLIC', target);
    EXECUTE format('GRANT EXECUTE ON FUNCTION stream.audience(%s) TO service_role', target);

    PERFORM stream.attach(target, handler, with_rows => true);
    INSERT INTO stream.published
    VALUES (relation, audience, sight, readers AND sight IS NULL, parents,
            format('SELECT %s, stream.audience(t) FROM %s t WHERE t.%I = ANY ($1::%s[])', format(key_of, 't'), target, any_key, key_type))
    ON CONFLICT ON CONSTRAINT published_pkey
    DO UPDATE SET audience = excluded.audience, sight = excluded.sight, readers = excluded.readers, parents = excluded.parents, finder = excluded.finder;
END
$$;

COMMENT ON FUNCTION stream.publish(regclass, text[], text[], boolean) IS 'Streams the changes of a table row by row, to the audience named.';

CREATE FUNCTION stream.publish_again() RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- Parents first.
    SELECT stream.publish(relation::regclass, audience, sight, readers)
    FROM (SELECT * FROM stream.published ORDER BY cardinality(parents), relation) AS known;
END;

COMMENT ON FUNCTION stream.publish_again() IS 'Renews capture after columns were added or dropped.';

-- For tables that are not published: says once in a transaction that the table was touched. A statement that found no
-- rows says nothing, as most of the statements that a cascade runs. The note of what has been said is local to the
-- transaction, and taken back with it or with a savepoint.
CREATE FUNCTION stream.capture_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    relation CONSTANT text := tg_table_schema || '.' || tg_table_name;
    said     CONSTANT text := coalesce(current_setting('stream.touched', true), '');
BEGIN
    IF tg_op = 'TRUNCATE' THEN
        INSERT INTO stream.events (relation, operation) VALUES (relation, 'resync');
        RETURN NULL;
    END IF;
    IF tg_op <> 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM old_rows) THEN
            RETURN NULL;
        END IF;
    END IF;
    IF strpos(said, ' ' || relation || ' ') = 0 THEN
        INSERT INTO stream.events (relation, operation) VALUES (relation, 'touched');
        PERFORM set_config('stream.touched', said || ' ' || relation || ' ', true);
    END IF;
    RETURN NULL;
END
$$;

-- Watches every table of these schemas that is not published; they can carry live queries. `except` names those that
-- nobody reads through the API: their writers need not pay.
CREATE FUNCTION stream.watch(schemas text[], except_tables text[] DEFAULT '{}') RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT stream.attach(c.oid, 'stream.capture_touch', with_rows => false)
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (schemas)
      AND n.nspname || '.' || c.relname <> ALL (except_tables)
      AND NOT EXISTS (SELECT FROM stream.published p WHERE p.relation = n.nspname || '.' || c.relname);
END;

COMMENT ON FUNCTION stream.watch(text[], text[]) IS 'Notes each transaction that touches a table of the schemas which is not published.';
