-- The change log: one row for each change of a published table, one for each transaction that touched another table.
--
-- Triggers append to it in the writer's own transaction (capture.sql), so a change and its event are kept or lost
-- together. It has no order that could be read behind a moving end: a lower number can become visible after a higher
-- one. ticks.sql gives it an order; nothing else should read it.
--
-- An event holds no contents of its row. Readers fetch the row under their own rights, so the log has nothing to leak.

CREATE SCHEMA stream;
COMMENT ON SCHEMA stream IS 'The change log. For the server alone.';

-- Taken one by one: a session that kept some in reserve would number a later change of a row below an earlier one.
CREATE SEQUENCE stream.event_number CACHE 1;

CREATE TABLE stream.events (
    xid             xid8        NOT NULL DEFAULT pg_current_xact_id(),
    seq             bigint      NOT NULL DEFAULT nextval('stream.event_number'),
    at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    relation        text        NOT NULL, -- schema.table
    operation       text        NOT NULL,
    key             text,
    changed         text[],
    audience_before text[],
    audience_after  text[],

    CONSTRAINT events_operation_check CHECK (operation IN ('created', 'updated', 'removed', 'touched', 'resync'))
) PARTITION BY RANGE (at);

-- A batch is found by its transactions, and paged by number when it is large.
CREATE INDEX events_xid_idx ON stream.events (xid);
CREATE INDEX events_seq_idx ON stream.events (seq);
-- Whom a row concerned that is gone: its children ask.
CREATE INDEX events_removed_idx ON stream.events (key) WHERE operation = 'removed';

COMMENT ON TABLE  stream.events IS 'Changes of all systems, in no order that could be read as it stands.';
COMMENT ON COLUMN stream.events.xid IS 'The transaction that made the change.';
COMMENT ON COLUMN stream.events.seq IS 'Rises with each change of one row.';
COMMENT ON COLUMN stream.events.at IS 'When the statement ran.';
COMMENT ON COLUMN stream.events.relation IS 'The table, as schema.table.';
COMMENT ON COLUMN stream.events.operation IS 'created, updated, removed: one row; touched: a table that is not published; resync: a table emptied by TRUNCATE.';
COMMENT ON COLUMN stream.events.key IS 'Primary key as text, as a JSON array if it has several columns; null for touched and resync.';
COMMENT ON COLUMN stream.events.changed IS 'The columns that an update changed.';
COMMENT ON COLUMN stream.events.audience_before IS 'Keys of those who may have seen the row before; null if there was none.';
COMMENT ON COLUMN stream.events.audience_after IS 'Keys of those who may see the row now; null if there is none.';

-- Takes the events of a day that has no partition. Without it, a chore that nobody ran would refuse every write of
-- five systems; with it the chore is merely late, and stream.days_ahead() tells so.
CREATE TABLE stream.events_default PARTITION OF stream.events DEFAULT;

-- Makes the partitions of today and of the days to come. They are attached, which unlike PARTITION OF does not wait
-- for writers. A day that has rows in the default partition already leaves them there.
CREATE FUNCTION stream.make_partitions(days integer DEFAULT 7) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '2s'
AS $$
DECLARE
    today CONSTANT timestamptz := date_trunc('day', now(), 'UTC');
    day   timestamptz;
    part  text;
BEGIN
    -- Nodes do this on their own; one at a time is enough.
    IF NOT pg_try_advisory_xact_lock(hashtext('stream'), hashtext('partitions')) THEN
        RETURN;
    END IF;
    FOR ahead IN 0 .. days LOOP
        day  := today + ahead * interval '24 hours';
        part := 'events_' || to_char(day AT TIME ZONE 'UTC', 'YYYYMMDD');
        CONTINUE WHEN to_regclass('stream.' || part) IS NOT NULL
            OR EXISTS (SELECT FROM stream.events_default WHERE at >= day AND at < day + interval '24 hours');
        EXECUTE format('CREATE TABLE stream.%I (LIKE stream.events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part);
        EXECUTE format('ALTER TABLE stream.events ATTACH PARTITION stream.%I FOR VALUES FROM (%L) TO (%L)',
                       part, day, day + interval '24 hours');
    END LOOP;
END
$$;

COMMENT ON FUNCTION stream.make_partitions(integer) IS 'Makes the partitions of today and of the next days; run it daily.';

-- The days of the log, each with its partition.
CREATE FUNCTION stream.partitions(OUT part regclass, OUT day date) RETURNS SETOF record
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT c.oid::regclass, to_date(substr(c.relname, length('events_') + 1), 'YYYYMMDD')
    FROM pg_inherits i
    JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'stream.events'::regclass AND c.oid <> 'stream.events_default'::regclass;
END;

CREATE FUNCTION stream.days_ahead() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(max(day) - (now() AT TIME ZONE 'UTC')::date, -1) FROM stream.partitions();
END;

COMMENT ON FUNCTION stream.days_ahead() IS 'For how many days after today there are partitions; less than one calls for make_partitions.';
