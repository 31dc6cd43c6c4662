-- Roles. They belong to the cluster, not to this database: created if absent, never dropped or altered.
--
--   anon, authenticated   what a request runs as: before and after sign-in
--   restricted            authenticated, for those with fewer rights than their account; restricted.sql narrows it
--   service_role          jobs and the relay
--   workgraph_api         login of the server; may become anon, authenticated or restricted, nothing else
--   workgraph_worker      login of the jobs; may become service_role
--
-- The logins inherit nothing: until they have become someone, they may do nothing. The server sets their passwords.
-- Databases of one cluster can be migrated at the same moment, and an advisory lock does not reach across databases:
-- whoever comes second finds the role or the membership there, and goes on.

DO $$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN
        SELECT * FROM (VALUES
            ('anon',             'NOLOGIN'),
            ('authenticated',    'NOLOGIN'),
            ('restricted',       'NOLOGIN INHERIT'),
            ('service_role',     'NOLOGIN'),
            ('workgraph_api',    'LOGIN NOINHERIT'),
            ('workgraph_worker', 'LOGIN NOINHERIT')
        ) AS roles (name, options)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I %s', wanted.name, wanted.options);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
    END LOOP;

    FOR wanted IN
        SELECT * FROM (VALUES
            ('anon',          'workgraph_api'),
            ('authenticated', 'workgraph_api'),
            ('authenticated', 'restricted'),
            ('restricted',    'workgraph_api'),
            ('service_role',  'workgraph_worker')
        ) AS memberships (role, member)
    LOOP
        IF NOT EXISTS (
            SELECT FROM pg_auth_members
            WHERE roleid = wanted.role::regrole AND member = wanted.member::regrole
        ) THEN
            BEGIN
                EXECUTE format('GRANT %I TO %I', wanted.role, wanted.member);
            EXCEPTION WHEN unique_violation THEN
                NULL;
            END;
        END IF;
    END LOOP;

    EXECUTE format('GRANT CONNECT ON DATABASE %I TO workgraph_api, workgraph_worker', current_database());
END
$$;
