-- Ticks give the log its order, as PgQ does.
--
-- A tick is a snapshot. Batch n is what tick n sees and tick n - 1 did not: transactions that ended in between, whatever
-- their numbers. Ticks are taken one at a time, so every event is in exactly one batch, and every node reads the same
-- batches. Inside a batch the order is that of `seq`. Two changes of one row come in their order, because the second
-- writer waits for the first; so does an effect after a cause that its writer has read. A transaction that stays open
-- delays only itself.
--
-- A position in the log is (tick, seq). It can be read on from as long as the ticks it needs are kept.

CREATE TABLE stream.ticks (
    id       bigint      NOT NULL,
    snapshot pg_snapshot NOT NULL,
    given    bigint      NOT NULL,
    xid      xid8        NOT NULL DEFAULT pg_current_xact_id(),
    at       timestamptz NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT ticks_pkey PRIMARY KEY (id)
);

CREATE INDEX ticks_xmax_idx ON stream.ticks (pg_snapshot_xmax(snapshot), id);

COMMENT ON TABLE  stream.ticks IS 'Snapshots that cut the log into batches.';
COMMENT ON COLUMN stream.ticks.id IS 'Without gaps. The first of a log is its time in microseconds, so that no later log has the same.';
COMMENT ON COLUMN stream.ticks.snapshot IS 'The transactions that had ended.';
COMMENT ON COLUMN stream.ticks.given IS 'The last event number given out before the snapshot.';
COMMENT ON COLUMN stream.ticks.xid IS 'A transaction number given out between the two.';

-- Numbers of transactions and ticks mean something in one database on one timeline only: a failover or a restore
-- reissues them. One row.
CREATE TABLE stream.log (
    system   bigint  NOT NULL,
    timeline integer NOT NULL,
    database bigint  NOT NULL
);

COMMENT ON TABLE stream.log IS 'Where the events in this log were written: system identifier, timeline, database.';

CREATE FUNCTION stream.here() RETURNS stream.log
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    -- The timeline is read from the name of the current WAL file: the control file learns it only some time after a
    -- promotion.
    SELECT system.system_identifier,
           ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer,
           database.oid::bigint
    FROM pg_control_system() system, pg_database database
    WHERE database.datname = current_database();
END;

-- The last event number given out.
CREATE FUNCTION stream.given() RETURNS bigint
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM stream.event_number;
END;

-- Held while a tick is taken, until its transaction has ended.
CREATE FUNCTION stream.lock() RETURNS void
LANGUAGE sql VOLATILE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT pg_advisory_xact_lock(hashtext('stream'), hashtext('tick'));
END;

-- The newest tick, and whether the next would see something new. Costs a few index reads; a node polls it.
--
-- There is something new only if an event number was given out since the last tick, or if a writer has ended that had
-- one by then and was not seen. A writer has its transaction number before it takes an event number, and the tick takes
-- its own after reading the last event number. So those writers are below the tick's transaction: either listed in its
-- snapshot as under way, or at or above its xmax, where a snapshot lists nobody.
CREATE FUNCTION stream.look(OUT tick bigint, OUT given bigint, OUT news boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    last stream.ticks;
    now  pg_snapshot;
BEGIN
    SELECT * INTO last FROM stream.ticks t ORDER BY t.id DESC LIMIT 1;
    tick  := last.id;
    given := stream.given();
    now   := pg_current_snapshot();
    news  := tick IS NOT NULL AND NOT pg_is_in_recovery() AND (
        given <> last.given
        OR EXISTS (
            SELECT FROM (
                SELECT listed.xid FROM pg_snapshot_xip(last.snapshot) AS listed (xid)
                UNION ALL
                SELECT unlisted.number::text::xid8
                FROM generate_series(pg_snapshot_xmax(last.snapshot)::text::bigint, last.xid::text::bigint - 1) AS unlisted (number)
            ) AS writer
            CROSS JOIN LATERAL (SELECT FROM stream.events e WHERE e.xid = writer.xid LIMIT 1) AS written
            WHERE pg_visible_in_snapshot(writer.xid, now)));
END
$$;

COMMENT ON FUNCTION stream.look() IS 'The newest tick, and whether there is something new since.';

-- Takes a tick if there is something new; returns the newest tick.
CREATE FUNCTION stream.take_tick() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    seen record;
BEGIN
    SELECT * INTO seen FROM stream.look();
    IF NOT seen.news THEN
        RETURN seen.tick;
    END IF;
    IF current_setting('transaction_isolation') <> 'read committed' OR pg_current_xact_id_if_assigned() IS NOT NULL THEN
        RAISE EXCEPTION 'a tick needs a fresh snapshot and a fresh transaction number: take it in READ COMMITTED, before any write';
    END IF;

    -- Again under the lock: another node may have taken the tick meanwhile.
    PERFORM stream.lock();
    SELECT * INTO seen FROM stream.look();
    IF NOT seen.news THEN
        RETURN seen.tick;
    END IF;
    -- A tick must outlive a crash, since clients hold its cursors. Written through, it takes with it all that it sees.
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'local', true);
    END IF;
    PERFORM pg_current_xact_id();
    INSERT INTO stream.ticks (id, snapshot, given) VALUES (seen.tick + 1, pg_current_snapshot(), seen.given);
    RETURN seen.tick + 1;
END
$$;

COMMENT ON FUNCTION stream.take_tick() IS 'Takes a tick if there is something new; returns the newest one.';

-- Called when a node connects. A log that was written elsewhere (a restored dump, a promoted replica) is emptied, since
-- its transaction numbers mean nothing here; cursors into it are then refused.
CREATE FUNCTION stream.open(OUT system bigint, OUT timeline integer, OUT database bigint, OUT tick bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    here CONSTANT stream.log := stream.here();
BEGIN
    SELECT here.* INTO system, timeline, database;
    IF NOT EXISTS (SELECT FROM stream.log l WHERE l = here) THEN
        PERFORM stream.lock();
    END IF;
    IF EXISTS (SELECT FROM stream.log l WHERE l = here) THEN
        tick := stream.take_tick();
        RETURN;
    END IF;
    TRUNCATE stream.events, stream.ticks, stream.log;
    INSERT INTO stream.log SELECT here.*;
    -- No event has the number -1: there is always something new after the first tick.
    INSERT INTO stream.ticks (id, snapshot, given)
    VALUES (extract(epoch FROM clock_timestamp()) * 1000000, pg_current_snapshot(), -1)
    RETURNING ticks.id INTO tick;
END
$$;

COMMENT ON FUNCTION stream.open() IS 'The identity of the log and its newest tick; starts the log where there is none.';

-- The last tick that sees nothing but what `seen` sees: who has read at that snapshot goes on from the end of its batch,
-- skipping what `seen` sees already. Null if the log does not reach back that far.
CREATE FUNCTION stream.tick_before(seen pg_snapshot) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.id
    FROM stream.ticks t
    WHERE pg_snapshot_xmax(t.snapshot) <= pg_snapshot_xmax(seen)
      AND NOT EXISTS (SELECT FROM pg_snapshot_xip(seen) xid WHERE pg_visible_in_snapshot(xid, t.snapshot))
    ORDER BY pg_snapshot_xmax(t.snapshot) DESC, t.id DESC
    LIMIT 1;
END;

-- Where a committed transaction stands in the log: the position of its last event, so that a client which has read up to
-- there has seen its own write. Null if it wrote nothing to the log.
CREATE FUNCTION stream.position_of(writer xid8, OUT tick bigint, OUT seq bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT t.id, (SELECT max(e.seq) FROM stream.events e WHERE e.xid = writer)
    FROM stream.ticks t
    WHERE pg_snapshot_xmax(t.snapshot) > writer AND pg_visible_in_snapshot(writer, t.snapshot)
    ORDER BY pg_snapshot_xmax(t.snapshot), t.id
    LIMIT 1;
END;

-- Drops what is older than `keep`, and with it the ticks that would need it, so that their cursors are refused instead
-- of being answered with a gap. The rows go at once: TRUNCATE waits only for transactions that still write to that day.
-- The empty partition goes when no writer is in the way for a moment; else it stays, and the next call tries again.
CREATE FUNCTION stream.drop_partitions(keep interval DEFAULT '24 hours') RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '200ms'
AS $$
DECLARE
    cutoff  CONSTANT timestamptz := now() - keep;
    old     regclass;
    newest  xid8;
    horizon bigint;
BEGIN
    -- Nodes do this on their own; one at a time is enough.
    IF NOT pg_try_advisory_xact_lock(hashtext('stream'), hashtext('partitions')) THEN
        RETURN;
    END IF;
    -- What has been written so far is in a batch; a partition with later rows is left for the next call.
    PERFORM stream.take_tick();
    FOREACH old IN ARRAY ARRAY(
        SELECT p.part FROM stream.partitions() p WHERE (p.day + 1)::timestamp AT TIME ZONE 'UTC' <= cutoff
        UNION ALL
        SELECT 'stream.events_default' FROM stream.events_default HAVING max(at) <= cutoff)
    LOOP
        BEGIN
            EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', old);
            EXECUTE format('SELECT xid FROM %s ORDER BY xid DESC LIMIT 1', old) INTO newest;
            IF newest IS NOT NULL THEN
                -- The first tick that sees all of it is the first whose cursors do not need it.
                EXECUTE format($sql$
                    SELECT t.id FROM stream.ticks t
                    WHERE pg_snapshot_xmax(t.snapshot) > $1
                      AND NOT EXISTS (SELECT FROM pg_snapshot_xip(t.snapshot) writer JOIN %s e ON e.xid = writer)
                    ORDER BY pg_snapshot_xmax(t.snapshot), t.id
                    LIMIT 1
                    $sql$, old) INTO horizon USING newest;
                CONTINUE WHEN horizon IS NULL;
                DELETE FROM stream.ticks WHERE id < horizon;
            END IF;
            EXECUTE format('TRUNCATE %s', old);
            IF old <> 'stream.events_default'::regclass THEN
                BEGIN
                    EXECUTE format('DROP TABLE %s', old);
                EXCEPTION WHEN lock_not_available THEN
                    RAISE NOTICE '% is empty, but writers are in the way of dropping it', old;
                END;
            END IF;
        EXCEPTION WHEN lock_not_available THEN
            RAISE NOTICE '% is still in use', old;
        END;
    END LOOP;
    DELETE FROM stream.ticks WHERE at < cutoff AND id < (SELECT max(id) FROM stream.ticks);
END
$$;

COMMENT ON FUNCTION stream.drop_partitions(interval) IS 'Drops events and ticks older than the interval; run it daily.';
