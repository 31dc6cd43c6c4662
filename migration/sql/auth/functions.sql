-- Who is asking. The server puts the claims of the verified token into request.jwt.claims of its connection; nobody
-- signed in is {"role": "anon"}, and a connection that is nobody's (psql, a migration) has an empty text or none.
--
-- Policies call these and the helpers of the systems as (SELECT f()), so that they run once for a statement and not for
-- every row. The helpers are PL/pgSQL because it keeps their plans: SQL functions that cannot be inlined are planned again
-- by every statement, which costs five times the point read that asks them (59 against 12 µs on top of 11). The price:
-- pg_depend does not know what tables a helper reads. Who changes one looks at the tables of sight in stream/publish.sql.

CREATE FUNCTION auth.jwt() RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb;

-- Nearly every policy asks for it. The server's claims begin with it, where it is found without reading them as JSON, which
-- takes ten times as long; claims in another form are read.
CREATE FUNCTION auth.uid() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE
    WHEN left(current_setting('request.jwt.claims', true), 8) = '{"sub":"' THEN substr(current_setting('request.jwt.claims', true), 9, 36)
    ELSE nullif(auth.jwt() ->> 'sub', '')
END::uuid;

CREATE FUNCTION auth.role() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN auth.jwt() ->> 'role';

-- Whether the caller may read or write ('read', 'write') in a system. Accounts are read by whoever may read in some system:
-- they are shown with its rows. Without abilities among the claims everything is permitted, save on a connection of the
-- role restricted, where something must then have gone wrong.
CREATE FUNCTION auth.permits(system text, command text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE
    WHEN auth.jwt() ? 'abilities' THEN
        auth.jwt() -> 'abilities' ?| ARRAY['*', command, system || ':' || command]
        OR (system = 'auth' AND command = 'read' AND auth.jwt() -> 'abilities' ?| ARRAY[
            'internal:read', 'assist:read', 'core:read', 'scaliyo:read', 'taskjuggler:read'])
    ELSE current_setting('role', true) IS DISTINCT FROM 'restricted'
END;

-- For functions that run as their owner and have to ask what somebody else may do, and for what is done in the name of who
-- allowed it. Until the transaction ends, or the claims that it gives are set again.
CREATE FUNCTION auth.speak_for(account uuid) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    claims constant text := coalesce(current_setting('request.jwt.claims', true), '');
BEGIN
    PERFORM set_config('request.jwt.claims', jsonb_build_object('sub', account, 'role', 'authenticated')::text, true);
    RETURN claims;
END
$$;

COMMENT ON FUNCTION auth.jwt()  IS 'Claims of the caller''s token; {} without one.';
COMMENT ON FUNCTION auth.uid()  IS 'Account of the caller; null for those who are not signed in.';
COMMENT ON FUNCTION auth.role() IS 'Role that the caller''s claims name. Privileges follow the role of the connection, never this.';
COMMENT ON FUNCTION auth.permits(text, text) IS 'Whether the caller may read or write in a system. Restrictive policies ask it, and so must every function that changes rows past the policies.';

COMMENT ON FUNCTION auth.speak_for(uuid) IS 'Makes an account the caller for the rest of the transaction; gives the claims that there were.';

REVOKE EXECUTE ON FUNCTION auth.jwt(), auth.uid(), auth.role(), auth.permits(text, text), auth.speak_for(uuid) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION auth.jwt(), auth.uid(), auth.role(), auth.permits(text, text) TO anon, authenticated, service_role;
GRANT  EXECUTE ON FUNCTION auth.speak_for(uuid) TO service_role;
