-- Assist: organizations, spaces, areas, tasks, pages, documents, conversations, arena.
-- areas were called focus_areas; the old table is still part of the system. user_uuid is the typed
-- pointer to users beside user_id, which holds the same id as text.

CREATE SCHEMA assist;
COMMENT ON SCHEMA assist IS 'Assist: organizations, spaces, areas, tasks, pages, documents, conversations, arena.';

-- Jobs work on every row of every table; what everybody else may touch is said by the policies.
GRANT USAGE ON SCHEMA assist TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA assist GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO service_role;
