-- Selify internal: tasks, approvals, errors, git events, monitoring, the team.
-- The keys of tasks and its children are still called pm_issues_…, their name before it became tasks.
-- documentation_chunks.embedding is an array here; vectors.sql makes it a vector where the server has pgvector.

CREATE SCHEMA internal;
COMMENT ON SCHEMA internal IS 'Selify internal: tasks, approvals, errors, git events, monitoring, the team.';

-- Jobs work on every row of every table; what everybody else may touch is said by the policies.
GRANT USAGE ON SCHEMA internal TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA internal GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA internal GRANT USAGE ON SEQUENCES TO authenticated, service_role;

CREATE TYPE internal.trust_level AS ENUM ('human_only', 'ai_recommend', 'ai_auto_notify', 'ai_autonomous');
CREATE TYPE internal.pm_activity_type AS ENUM (
    'created', 'updated', 'status_changed', 'priority_changed', 'assigned', 'unassigned',
    'commented', 'labeled', 'linked', 'unlinked', 'attachment_added', 'time_logged',
    'ai_analysis', 'git_event', 'deleted', 'restored'
);
CREATE TYPE internal.pm_issue_type AS ENUM ('task', 'bug', 'feature', 'improvement', 'story', 'epic', 'incident');
CREATE TYPE internal.pm_issue_status AS ENUM (
    'backlog', 'todo', 'ai_queue', 'in_progress', 'in_review', 'blocked', 'done', 'cancelled'
);
CREATE TYPE internal.pm_issue_priority AS ENUM ('critical', 'high', 'medium', 'low');
CREATE TYPE internal.pm_issue_source AS ENUM ('manual', 'error', 'incident', 'git', 'email', 'api', 'ai');

CREATE SEQUENCE internal.pm_issues_issue_number_seq AS integer;
