-- CodeOps: tenants, outcomes, hypotheses, decisions, stakeholders.
-- No column has a default: ids and times come from the application. JSON is kept in text columns.

CREATE SCHEMA core;
COMMENT ON SCHEMA core IS 'CodeOps: tenants, outcomes, hypotheses, decisions, stakeholders.';

-- Jobs work on every row of every table; what everybody else may touch is said by the policies.
GRANT USAGE ON SCHEMA core TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA core GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO service_role;
