-- Ends a unit. In the same transaction as its rows: a reader is told of them, or they are not there.

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
        EXECUTE format('ALTER TABLE %s ENABLE TRIGGER stream_insert', loaded);
        INSERT INTO stream.events (relation, operation)
        SELECT n.nspname || '.' || c.relname, 'resync' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = loaded;
    END LOOP;
END
$$;

-- The scripts' own functions would outlive the transaction.
DROP FUNCTION
    pg_temp.group_of(float8), pg_temp.prose(float8, float8), pg_temp.sentence(float8), pg_temp.title(float8, float8), pg_temp.later(timestamptz, float8, integer),
    pg_temp.past(float8), pg_temp.person(uuid[], float8), pg_temp.one_of(text[], float8), pg_temp.one_id(text, float8),
    pg_temp.skewed(float8, bigint),
    pg_temp.rows(text), pg_temp.draw(text, integer), pg_temp.demo_account(bigint), pg_temp.demo(integer, bigint),
    pg_temp.id(text, bigint), pg_temp.per_unit(text), pg_temp.unit();
