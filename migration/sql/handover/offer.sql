-- Handing a row to somebody else: whose it is, who does it, which team has it.
--
-- PostgreSQL refuses an UPDATE after which the writer does not see the row any more, whatever WITH CHECK says. So the columns
-- that decide who sees a row have no privilege to be updated, and a function past the policies changes them: one for each
-- table, handover.<system>_<table>(id, wanted, expected), written by handover.offer(). The rules, one for each table, are in
-- rules.sql.
--
-- A function changes the columns that it was made for and no others. It asks, in this order:
--   giver      over the row as it is: whether the caller may hand it on
--   expected   whether the row still has this version, if one is given
--   target     over the row as it would be, beside old_row, as it is: whether the caller may hand it there
--   receiver   over the row as it would be, in the name of who gets it, by the first column: whether it could be theirs
-- It gives the word of what refused, or null when it is done. An absent row reads like one that is not the caller's to hand on,
-- an absent receiver like one who could not have it.

CREATE SCHEMA handover;
COMMENT ON SCHEMA handover IS 'What hands rows to somebody else, past the policies.';
REVOKE ALL ON SCHEMA handover FROM PUBLIC;
GRANT USAGE ON SCHEMA handover TO authenticated;

-- `also` is done as well, if something changes: it reads old_row and new_row.
CREATE FUNCTION handover.offer(
    of regclass, columns text[], giver text, target text DEFAULT 'true', receiver text DEFAULT NULL, also text DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $offer$
DECLARE
    system   text;
    name     text;
    key_type text;
    touched  text;
BEGIN
    SELECT n.nspname, c.relname, a.atttypid::regtype INTO STRICT system, name, key_type
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id'
    WHERE c.oid = of;
    touched := CASE WHEN EXISTS (SELECT FROM pg_attribute WHERE attrelid = of AND attname = 'updated_at') THEN ', updated_at = now()' ELSE '' END;
    EXECUTE format($create$
        CREATE FUNCTION handover.%1$I(row_id text, wanted jsonb, expected text) RETURNS text
        LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp
        AS $body$
        DECLARE
            old_row %2$s;
            new_row %2$s;
            claims  text;
            holds   boolean;
        BEGIN
            IF auth.permits(%3$L, 'write') THEN
                SELECT * INTO old_row FROM %2$s t WHERE t.id = row_id::%4$s FOR UPDATE;
            END IF;
            SELECT %5$s INTO holds FROM (SELECT (old_row).*) AS %6$I;
            IF holds IS NOT TRUE THEN
                RETURN 'giver';
            ELSIF NOT EXISTS (SELECT FROM %2$s t WHERE t.id = old_row.id AND t.xmin::text = coalesce(expected, t.xmin::text)) THEN
                RETURN 'expected';
            END IF;
            new_row := jsonb_populate_record(old_row, (
                SELECT coalesce(jsonb_object_agg(w.key, w.value), '{}') FROM jsonb_each(wanted) w WHERE w.key = ANY (%7$L::text[])));
            IF new_row IS NOT DISTINCT FROM old_row THEN
                RETURN NULL;
            END IF;
            SELECT %8$s INTO holds FROM (SELECT (new_row).*) AS %6$I;
            IF holds IS NOT TRUE THEN
                RETURN 'target';
            END IF;
            %9$s
            UPDATE %2$s t SET %10$s WHERE t.id = old_row.id;
            %11$s
            RETURN NULL;
        END
        $body$
        $create$,
        system || '_' || name, of, system, key_type, giver, name, columns, target,
        CASE WHEN receiver IS NOT NULL THEN format($receiver$
            claims := auth.speak_for((wanted ->> %L)::uuid);
            SELECT %s INTO holds FROM (SELECT (new_row).*) AS %I;
            PERFORM set_config('request.jwt.claims', claims, true);
            IF holds IS NOT TRUE THEN
                RETURN 'receiver';
            END IF;
            $receiver$, columns[1], receiver, name)
        END,
        (SELECT string_agg(format('%1$I = new_row.%1$I', c), ', ') FROM unnest(columns) c) || touched,
        also);
    EXECUTE format('COMMENT ON FUNCTION handover.%I(text, jsonb, text) IS %L', system || '_' || name,
        format('Hands a row of %s to somebody else: changes %s and nothing else. Gives the word of what refused, or null.', of, array_to_string(columns, ', ')));
    EXECUTE format('REVOKE ALL ON FUNCTION handover.%I(text, jsonb, text) FROM PUBLIC', system || '_' || name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION handover.%I(text, jsonb, text) TO authenticated', system || '_' || name);
END
$offer$;

COMMENT ON FUNCTION handover.offer(regclass, text[], text, text, text, text) IS 'Makes the function that hands rows of a table to somebody else.';
REVOKE ALL ON FUNCTION handover.offer(regclass, text[], text, text, text, text) FROM PUBLIC;
