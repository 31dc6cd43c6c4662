-- Jobs and the relay work on every row. Their login does not bypass row level security, so that each table says so itself:
-- with the policy that its document names, else with this one.

DO $$
DECLARE
    target regclass;
BEGIN
    FOR target IN
        SELECT class.oid
        FROM pg_class class
        WHERE class.relnamespace IN (
                'auth'::regnamespace, 'internal'::regnamespace, 'assist'::regnamespace,
                'core'::regnamespace, 'scaliyo'::regnamespace, 'taskjuggler'::regnamespace)
          AND class.relkind = 'r' AND class.relrowsecurity
          AND NOT EXISTS (
              SELECT FROM pg_policy policy
              WHERE policy.polrelid = class.oid AND policy.polcmd = '*' AND 'service_role'::regrole = ANY (policy.polroles))
        ORDER BY class.oid
    LOOP
        EXECUTE format('CREATE POLICY service_role_access ON %s FOR ALL TO service_role USING (true)', target);
    END LOOP;
END
$$;
