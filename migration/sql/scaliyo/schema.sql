-- Scaliyo: leads, email, automation, invoicing, social media, blog, teams, kanban, support.
-- Four columns have mixed-case names and must be quoted: profiles."businessProfile" and "createdAt",
-- leads."lastActivity" and "knowledgeBase".

CREATE SCHEMA scaliyo;
COMMENT ON SCHEMA scaliyo IS 'Scaliyo: leads, email, automation, invoicing, social media, blog, teams, kanban, support.';

-- Jobs work on every row of every table; what everybody else may touch is said by the policies.
GRANT USAGE ON SCHEMA scaliyo TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA scaliyo GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO service_role;
