-- How far a replica has come. A request that is to be read there asks this in its own scope, as its caller, before it reads:
-- behind an address that leads to several replicas no other connection could answer for the one that reads.
--
-- The rows are those that the primary has written, as this server shows them. A tick is written after everything that it sees
-- was committed, and a replica replays commits in their order: what shows a tick shows all of that.
--
-- It stands in auth because callers have no way into the schema of the log.
CREATE FUNCTION auth.replayed(OUT system bigint, OUT timeline integer, OUT database bigint, OUT tick bigint, OUT replica boolean)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT l.system, l.timeline, l.database, (SELECT max(t.id) FROM stream.ticks t), pg_is_in_recovery()
    FROM stream.log l
    LIMIT 1;
END;

COMMENT ON FUNCTION auth.replayed() IS 'Which change log this server has, its newest tick here, and whether it is a replica.';

REVOKE ALL ON FUNCTION auth.replayed() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.replayed() TO anon, authenticated;
