-- TaskJuggler: tasks, inbox, routing, marketplace, site health, actors, appointments, notifications.
-- tasks and marketplace_listings refer to each other, so foreign keys come after the tables (keys.sql).

CREATE SCHEMA taskjuggler;
COMMENT ON SCHEMA taskjuggler IS 'TaskJuggler: tasks, inbox, routing, marketplace, site health, actors, appointments, notifications.';

-- Jobs work on every row of every table; what everybody else may touch is said by the policies.
GRANT USAGE ON SCHEMA taskjuggler TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA taskjuggler GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA taskjuggler GRANT USAGE ON SEQUENCES TO authenticated, service_role;
