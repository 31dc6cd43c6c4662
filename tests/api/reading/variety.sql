-- More rows in every table of the demo data: copies of its rows, some columns of which are null, and some at the ends of what
-- they can hold. What a rule of a table does not allow is left out. The same every time.

CREATE FUNCTION pg_temp.roll(faces integer, VARIADIC names text[]) RETURNS integer
LANGUAGE sql IMMUTABLE
RETURN (hashtext(array_to_string(names, ' '))::bigint + 2147483648) % faces;

-- A value at an end of a type, or NULL where a type has none.
CREATE FUNCTION pg_temp.extreme(type text, side integer) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE
    WHEN type = 'smallint'              THEN (ARRAY['-32768', '32767', '0'])[side]
    WHEN type = 'integer'               THEN (ARRAY['-2147483648', '2147483647', '0'])[side]
    WHEN type = 'bigint'                THEN (ARRAY['-9223372036854775808', '9223372036854775807', '9007199254740993'])[side]
    WHEN type IN ('real', 'double precision') THEN (ARRAY['-1e30', '0.1', '-0'])[side]
    WHEN type LIKE 'numeric%'           THEN (ARRAY['-1', '0', '1'])[side]
    WHEN type LIKE 'timestamp%'         THEN (ARRAY['0001-01-01 00:00:00.000001+00', '9999-12-31 23:59:59.999999+00', '1969-12-31 23:59:59.999999+00'])[side]
    WHEN type = 'date'                  THEN (ARRAY['0001-01-01', '9999-12-31', '1969-12-31'])[side]
    WHEN type IN ('text', 'character varying(255)') THEN (ARRAY['', E'100%_\\"\n', 'é ☂ 𝄞'])[side]
    WHEN type = 'jsonb'                 THEN (ARRAY['null', '{"a": {"b": [1, null, "x"]}, "n": 1.50}', '[1, "a", {"a": null}]'])[side]
    WHEN type = 'text[]'                THEN (ARRAY['{}', '{a,a,b}', '{""}'])[side]
END;

-- `listed` are the columns whose values come from a list that only the API knows.
CREATE FUNCTION pg_temp.vary(target regclass, listed text[]) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    sources tid[];
    made    integer := 0;
    columns text;
    fresh   text;
BEGIN
    EXECUTE format('SELECT array_agg(ctid) FROM (SELECT ctid FROM %s ORDER BY ctid LIMIT 5) first', target) INTO sources;
    FOR copy IN 1..5 LOOP
        -- $1 is the row that is copied, $2 the number of the copy.
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
               string_agg(CASE
                   WHEN is_key AND type = 'uuid' THEN format('md5(%L || $2)::uuid', concat(target, attname))
                   WHEN is_key AND type IN ('integer', 'bigint', 'smallint') THEN '20000 + $2'
                   WHEN is_key THEN format('%I || ''-'' || $2', attname)
                   WHEN NOT attnotnull AND pg_temp.roll(3, target::text, attname, copy::text) = 0 THEN 'NULL'
                   WHEN copy > 2 AND NOT is_foreign AND attname <> ALL (listed) AND pg_temp.roll(4, target::text, attname, copy::text) = 1
                        AND pg_temp.extreme(type, copy - 2) IS NOT NULL
                   THEN format('%L::%s', pg_temp.extreme(type, copy - 2), type)
                   ELSE quote_ident(attname)
               END, ', ' ORDER BY attnum)
        INTO columns, fresh
        FROM (
            SELECT attname, attnum, attnotnull, format_type(atttypid, atttypmod) AS type,
                   EXISTS (SELECT FROM pg_constraint WHERE conrelid = target AND contype = 'f' AND attnum = ANY (conkey)) AS is_foreign,
                   EXISTS (SELECT FROM pg_index WHERE indrelid = target AND indisunique AND indkey[0] = attnum AND indnkeyatts = 1)
                       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = target AND contype = 'f' AND attnum = ANY (conkey)) AS is_key
            FROM pg_attribute WHERE attrelid = target AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
        ) described;
        FOR source IN 1..coalesce(cardinality(sources), 0) LOOP
            BEGIN
                EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %1$s WHERE ctid = $1', target, columns, fresh)
                USING sources[source], 10 * copy + source;
                made := made + 1;
            EXCEPTION WHEN integrity_constraint_violation OR data_exception OR raise_exception THEN
                NULL;
            END;
        END LOOP;
    END LOOP;
    RETURN made;
END $$;

-- Streams and rules of writing are tested elsewhere.
SET session_replication_role = replica;
