-- The log belongs to the server: service_role reads it and takes ticks, nobody else sees it. Writers need nothing, since
-- the triggers run as their owner.

REVOKE ALL ON SCHEMA stream FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA stream FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA stream FROM PUBLIC;

GRANT USAGE ON SCHEMA stream TO service_role;
GRANT SELECT ON stream.events, stream.ticks, stream.log, stream.published TO service_role;
GRANT EXECUTE ON FUNCTION
    stream.open(), stream.look(), stream.take_tick(), stream.tick_before(pg_snapshot), stream.position_of(xid8),
    stream.read_batches(bigint, bigint, text[], text[], integer), stream.read_rest(bigint, bigint, text[], text[], integer),
    stream.audience_of(uuid), stream.resolve(text[]), stream.resolved(text[]), stream.sight_moved(bigint),
    stream.make_partitions(integer), stream.drop_partitions(interval), stream.days_ahead()
TO service_role;

SELECT stream.make_partitions(7);
