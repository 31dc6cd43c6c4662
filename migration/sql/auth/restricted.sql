-- The role restricted is for those who act for an account with fewer rights than it has: personal access tokens, support
-- sessions. It inherits from authenticated, so every policy of the systems holds for it as well. These come on top, for it
-- alone: whatever a table opens is opened to it only as far as its abilities go. Nobody else pays for them.

DO $$
DECLARE
    target record;
BEGIN
    FOR target IN
        SELECT class.oid::regclass AS name, class.relnamespace::regnamespace::text AS system
        FROM pg_class class
        WHERE class.relnamespace IN (
                'auth'::regnamespace, 'internal'::regnamespace, 'assist'::regnamespace,
                'core'::regnamespace, 'scaliyo'::regnamespace, 'taskjuggler'::regnamespace)
          AND class.relkind = 'r' AND class.relrowsecurity
        ORDER BY class.oid
    LOOP
        EXECUTE format('CREATE POLICY restricted_select ON %1$s AS RESTRICTIVE FOR SELECT TO restricted USING      ((SELECT auth.permits(%2$L, ''read'')));
                        CREATE POLICY restricted_insert ON %1$s AS RESTRICTIVE FOR INSERT TO restricted WITH CHECK ((SELECT auth.permits(%2$L, ''write'')));
                        CREATE POLICY restricted_update ON %1$s AS RESTRICTIVE FOR UPDATE TO restricted USING      ((SELECT auth.permits(%2$L, ''write'')));
                        CREATE POLICY restricted_delete ON %1$s AS RESTRICTIVE FOR DELETE TO restricted USING      ((SELECT auth.permits(%2$L, ''write'')));',
                       target.name, target.system);
    END LOOP;
END
$$;
