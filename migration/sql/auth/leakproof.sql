-- A policy comes first: an index serves a reader's own condition only if the condition's functions are known to tell
-- nothing about the rows that they look at, by an error or otherwise. PostgreSQL marks comparisons of text, numbers,
-- times and uuids so, but not the following. They were reviewed: none fails on, or reports, a value of a row.
-- (to_tsvector names the length of a text that is too long to be searched, more than a megabyte of words; that is accepted.)
-- COALESCE is never taken to be safe: an index over it, like idx_pm_issues_search, serves the owner of the tables alone.
--
-- Only a superuser may mark functions. For anybody else this does nothing, and such conditions are slow on large tables.
-- Taking migrations back leaves the marks.

DO $$
DECLARE
    reviewed regprocedure;
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RETURN;
    END IF;

    FOREACH reviewed IN ARRAY ARRAY[
        -- LIKE, NOT LIKE, ILIKE, NOT ILIKE, ^@, lower, upper, ||
        'textlike(text, text)', 'textnlike(text, text)', 'texticlike(text, text)', 'texticnlike(text, text)',
        'starts_with(text, text)', 'lower(text)', 'upper(text)', 'textcat(text, text)',
        -- enums
        'enum_eq(anyenum, anyenum)', 'enum_ne(anyenum, anyenum)', 'enum_lt(anyenum, anyenum)',
        'enum_le(anyenum, anyenum)', 'enum_gt(anyenum, anyenum)', 'enum_ge(anyenum, anyenum)',
        -- numeric
        'numeric_eq(numeric, numeric)', 'numeric_ne(numeric, numeric)', 'numeric_lt(numeric, numeric)',
        'numeric_le(numeric, numeric)', 'numeric_gt(numeric, numeric)', 'numeric_ge(numeric, numeric)',
        -- arrays: @>, <@, &&, =, <>
        'arraycontains(anyarray, anyarray)', 'arraycontained(anyarray, anyarray)', 'arrayoverlap(anyarray, anyarray)',
        'array_eq(anyarray, anyarray)', 'array_ne(anyarray, anyarray)',
        -- jsonb: @>, <@, ?, ?|, ?&, =
        'jsonb_contains(jsonb, jsonb)', 'jsonb_contained(jsonb, jsonb)', 'jsonb_exists(jsonb, text)',
        'jsonb_exists_any(jsonb, text[])', 'jsonb_exists_all(jsonb, text[])', 'jsonb_eq(jsonb, jsonb)',
        -- full text: @@
        'ts_match_vq(tsvector, tsquery)', 'ts_match_qv(tsquery, tsvector)', 'to_tsvector(regconfig, text)'
    ]::regprocedure[]
    LOOP
        EXECUTE format('ALTER FUNCTION %s LEAKPROOF', reviewed);
    END LOOP;
END
$$;
