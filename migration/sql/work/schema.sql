-- What looks across the five systems: one list of tasks, of approvals, of notifications, and one search. Row level
-- security of the tables beneath decides, so there are no rules of access here.

CREATE SCHEMA work;
COMMENT ON SCHEMA work IS 'Tasks, approvals and notifications of all five systems in one shape, and a search over them.';

GRANT USAGE ON SCHEMA work TO authenticated, service_role;
