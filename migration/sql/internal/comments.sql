-- What tables and columns hold, in the words of the documents. The API shows these texts.

COMMENT ON TABLE internal.ai_audit_log IS 'Immutable audit log of all AI actions';

COMMENT ON TABLE internal.approval_outcomes IS 'Track approval decisions for ML learning loop';

COMMENT ON TABLE internal.approval_policies IS 'Configurable rules for approval routing based on context type and risk';

COMMENT ON TABLE internal.approval_requests IS 'AI-first workflow approval queue with human checkpoints. Temporal workflows pause here awaiting human approval.';

COMMENT ON TABLE internal.approval_votes IS 'Individual votes on approval requests from team members.';

COMMENT ON TABLE internal.confidence_calibration IS 'Track AI confidence accuracy over time for threshold tuning';

COMMENT ON TABLE internal.documentation_chunks IS 'Embedded documentation sections for semantic search. Auto-populated by DocumentationWorkflow.';
COMMENT ON COLUMN internal.documentation_chunks.content_hash IS 'SHA256 hash (first 16 chars) for detecting content changes';
COMMENT ON COLUMN internal.documentation_chunks.embedding IS 'Vector embedding from Modal BGE model (bge-small-en-v1.5, padded to 1536 dims)';

COMMENT ON TABLE internal.documentation_manifest IS 'Tracks document hashes for change detection. Used by generators to skip unchanged content.';

COMMENT ON TABLE internal.error_occurrences IS 'Each time an error was reported, with its stack trace, request and browser.';

COMMENT ON TABLE internal.errors IS 'Application errors, grouped by fingerprint, with their AI analysis and state of resolution.';

COMMENT ON TABLE internal.git_events IS 'Audit log of all git events with AI analysis results';

COMMENT ON TABLE internal.git_repos IS 'Registry of git repositories managed by git-api service';

COMMENT ON TABLE internal.git_trust_config IS 'Trust level configuration per repo/branch for AI autonomy';

COMMENT ON TABLE internal.health_checks IS 'Results of the checks of monitored services.';

COMMENT ON TABLE internal.incidents IS 'Outages and degradations of monitored services, from detection to root cause.';

COMMENT ON TABLE internal.monitored_services IS 'Services under watch: how, how often and when to alert.';

COMMENT ON TABLE internal.saved_views IS 'Named filters and column sets of the task list, private or shared.';

COMMENT ON TABLE internal.task_activities IS 'History of a task: every change, comment and automated step.';

COMMENT ON TABLE internal.task_attachments IS 'Files attached to a task or to one of its comments.';

COMMENT ON TABLE internal.task_comments IS 'Comments on tasks, threaded, by people or AI agents.';

COMMENT ON TABLE internal.task_links IS 'Links from a task to another task or to an address outside.';

COMMENT ON TABLE internal.task_time_entries IS 'Time logged on tasks by people or AI agents.';

COMMENT ON TABLE internal.tasks IS 'Tasks and issues of the internal team, created by people, errors, incidents, git events or mail.';
COMMENT ON COLUMN internal.tasks.backlog_position IS 'Position in backlog priority queue. Lower = higher priority. NULL for non-backlog tasks.';

COMMENT ON TABLE internal.team_audit_log IS 'Audit trail for all admin actions';
COMMENT ON COLUMN internal.team_audit_log.action IS 'Action type: member.created, member.role_changed, workspace.impersonated, etc.';
COMMENT ON COLUMN internal.team_audit_log.target_type IS 'What was affected: team_member, workspace, billing, etc.';

COMMENT ON TABLE internal.team_capabilities IS 'Available permissions for internal team members';
COMMENT ON COLUMN internal.team_capabilities.name IS 'Capability identifier (e.g., admin.workspaces.view)';
COMMENT ON COLUMN internal.team_capabilities.category IS 'Grouping: admin, team, ops, infra';

COMMENT ON TABLE internal.team_email_accounts IS 'Team member email accounts for webmail. Provisioned during onboarding.';

COMMENT ON TABLE internal.team_members IS 'Internal Selify team members';
COMMENT ON COLUMN internal.team_members.email IS '@selify.ai email address';
COMMENT ON COLUMN internal.team_members.personal_email IS 'Personal email for onboarding credentials';
COMMENT ON COLUMN internal.team_members.custom_capabilities IS 'Additional capabilities beyond role';
COMMENT ON COLUMN internal.team_members.status IS 'pending=awaiting onboarding, active=can login, suspended=temp disabled, offboarded=removed';

COMMENT ON TABLE internal.team_roles IS 'Named bundles of capabilities for convenience';
COMMENT ON COLUMN internal.team_roles.capabilities IS 'Array of capability names from team_capabilities';
COMMENT ON COLUMN internal.team_roles.is_system IS 'System roles cannot be deleted';
