-- Reading the log: two statements, one for whole batches and one for the rest of a batch.
--
-- `relations` and `audience` narrow what is read; null stands for all. An event without an audience (touched, resync)
-- concerns everybody. Who has the key `@` among its own gets what refers to other rows, and asks stream.resolve() whom it
-- concerns.
--
-- A read that the log cannot answer in full fails with WG410. That is looked at after reading and in a statement of its
-- own: dropping a partition takes its rows from older snapshots too, and its ticks only from newer ones.
--
-- PL/pgSQL for its cache of plans: planning over all partitions costs more than reading a batch.

CREATE TYPE stream.delivery AS (
    tick            bigint,
    seq             bigint,
    xid             bigint,
    at              timestamptz,
    relation        text,
    operation       text,
    key             text,
    changed         text[],
    audience_before text[],
    audience_after  text[]
);

CREATE FUNCTION stream.concerns(event stream.events, relations text[], audience text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE
RETURN (relations IS NULL OR event.relation = ANY (relations))
    AND (audience IS NULL
         OR event.audience_before && audience
         OR event.audience_after && audience
         OR (event.audience_before IS NULL AND event.audience_after IS NULL));

CREATE FUNCTION stream.must_have(tick bigint) RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM stream.ticks t WHERE t.id = tick) THEN
        RAISE EXCEPTION 'the log does not have tick %', tick USING ERRCODE = 'WG410';
    END IF;
END
$$;

-- The first `page` events of the batches after tick `from_tick`, up to and including that of tick `to_tick`.
-- Found by transaction: those that began between the two, and those that were under way at the first.
CREATE FUNCTION stream.read_batches(from_tick bigint, to_tick bigint, relations text[], audience text[], page integer)
RETURNS SETOF stream.delivery
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN QUERY
    WITH span AS MATERIALIZED (
        SELECT t1.snapshot AS before, t2.snapshot AS after
        FROM stream.ticks t1, stream.ticks t2
        WHERE t1.id = from_tick AND t2.id = to_tick
    ),
    found AS MATERIALIZED (
        SELECT e.*
        FROM span, stream.events e
        WHERE e.xid >= pg_snapshot_xmax(before) AND e.xid < pg_snapshot_xmax(after)
          AND pg_visible_in_snapshot(e.xid, after)
          AND stream.concerns(e, relations, audience)
        UNION ALL
        SELECT e.*
        FROM span, pg_snapshot_xip(before) AS open (xid), stream.events e
        WHERE e.xid = open.xid
          AND pg_visible_in_snapshot(e.xid, after)
          AND stream.concerns(e, relations, audience)
    ),
    batched AS (
        SELECT writer.xid, (
            SELECT t.id
            FROM stream.ticks t
            WHERE t.id > from_tick
              AND pg_snapshot_xmax(t.snapshot) > writer.xid AND pg_visible_in_snapshot(writer.xid, t.snapshot)
            ORDER BY pg_snapshot_xmax(t.snapshot), t.id
            LIMIT 1) AS tick
        FROM (SELECT DISTINCT xid FROM found) writer
    )
    SELECT b.tick, f.seq, f.xid::text::bigint, f.at, f.relation, f.operation, f.key, f.changed, f.audience_before, f.audience_after
    FROM found f
    JOIN batched b USING (xid)
    ORDER BY b.tick, f.seq
    LIMIT page;
    PERFORM stream.must_have(from_tick), stream.must_have(to_tick);
END
$$;

COMMENT ON FUNCTION stream.read_batches(bigint, bigint, text[], text[], integer) IS 'The first events after one tick up to another.';

-- The next `page` events of one batch after number `after_seq`.
-- Found by number: linear for a batch of any size, where read_batches would sort all of it for each page. What the batch
-- sees was given out before the next tick looked, which bounds the search.
CREATE FUNCTION stream.read_rest(of_tick bigint, after_seq bigint, relations text[], audience text[], page integer)
RETURNS SETOF stream.delivery
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT of_tick, e.seq, e.xid::text::bigint, e.at, e.relation, e.operation, e.key, e.changed, e.audience_before, e.audience_after
    FROM stream.events e
    WHERE e.seq > after_seq
      AND e.seq <= coalesce((SELECT given FROM stream.ticks WHERE id = of_tick + 1), 9223372036854775807)
      AND pg_visible_in_snapshot(e.xid, (SELECT snapshot FROM stream.ticks WHERE id = of_tick))
      AND NOT pg_visible_in_snapshot(e.xid, (SELECT snapshot FROM stream.ticks WHERE id = of_tick - 1))
      AND stream.concerns(e, relations, audience)
    ORDER BY e.seq
    LIMIT page;
    PERFORM stream.must_have(of_tick - 1), stream.must_have(of_tick);
END
$$;

COMMENT ON FUNCTION stream.read_rest(bigint, bigint, text[], text[], integer) IS 'The next events of a batch that has been read in part.';

-- Whether something has happened since a tick that changes who sees what. What was read for several readers at once may be
-- shown to them only if not: their keys are those of the tick. In doubt, yes.
CREATE FUNCTION stream.sight_moved(since bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN NOT EXISTS (SELECT FROM stream.ticks t WHERE t.id = since) OR EXISTS (
        SELECT
        FROM (
            SELECT e.relation
            FROM stream.events e
            WHERE e.xid >= (SELECT pg_snapshot_xmax(t.snapshot) FROM stream.ticks t WHERE t.id = since)
            UNION ALL
            SELECT e.relation
            FROM stream.ticks t, pg_snapshot_xip(t.snapshot) AS open (xid), stream.events e
            WHERE t.id = since AND e.xid = open.xid
        ) AS later
        JOIN stream.published p USING (relation)
        WHERE p.sight IS NOT NULL);
END
$$;

COMMENT ON FUNCTION stream.sight_moved(bigint) IS 'Whether who sees what has changed since a tick.';
