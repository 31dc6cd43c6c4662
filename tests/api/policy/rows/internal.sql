-- One line for each table: a row in the name of who inserts it, under the parents of the world. Where the row that all
-- try to reach is one of the world, a second line finds that: the inserted one would not be the owner's, or nobody's to see.
--
-- $me     who inserts
-- $new    a text that no row has yet

INSERT INTO internal.ai_audit_log (workspace_id, action) VALUES (id('$me'), 'x');
INSERT INTO internal.approval_outcomes (approval_request_id, human_decision_by) VALUES (id(CASE WHEN '$me' = 'owner' THEN 'request' ELSE 'request of owner' END), id('seat of $me'));
INSERT INTO internal.approval_policies (name, context_type) VALUES ('$new', 'x');
INSERT INTO internal.approval_requests (workspace_id, action, context, reason) VALUES (id('$me'), 'x', '{}', 'x');
INSERT INTO internal.approval_votes (request_id, voter_id, vote) VALUES (id('request'), id('seat of $me'), 'approve');
INSERT INTO internal.confidence_calibration (context_type, period_start, period_end) VALUES ('$new', '2026-01-01', '2026-01-01');
INSERT INTO internal.error_occurrences (error_id, event_id) VALUES (id('error'), '$new');
INSERT INTO internal.errors (fingerprint, title, error_type, service) VALUES ('$new', 'x', 'x', 'x');
INSERT INTO internal.git_events (repo_name, event_type) VALUES ('x', 'x');
INSERT INTO internal.git_repos (name) VALUES ('$new');
INSERT INTO internal.git_trust_config (repo_id, branch_pattern) VALUES (id('repository'), '$new');
INSERT INTO internal.health_checks (service_id, status) VALUES (id('service'), 'up');
INSERT INTO internal.incidents (service_id, title) VALUES (id('service'), 'x');
INSERT INTO internal.monitored_services (name, display_name) VALUES ('$new', 'x');
INSERT INTO internal.saved_views (owner_id, name) VALUES (id('seat of $me'), 'x');
INSERT INTO internal.task_activities (issue_id, actor_id, activity_type) VALUES (id('internal task'), id('seat of $me'), 'updated');
INSERT INTO internal.task_attachments (issue_id, uploaded_by, filename, storage_path) VALUES (id('internal task'), id('seat of $me'), 'x', 'x');
INSERT INTO internal.task_comments (issue_id, author_id, content) VALUES (id('internal task'), id('seat of $me'), 'x');
INSERT INTO internal.task_links (source_issue_id, link_type) VALUES (id('internal task'), 'x');
INSERT INTO internal.task_time_entries (issue_id, user_id, hours) VALUES (id('internal task'), id('$me'), 1);
INSERT INTO internal.tasks (title, assignee_id) VALUES ('x', id('seat of owner'));
INSERT INTO internal.team_audit_log (actor_id, action) VALUES (id('seat of $me'), 'x');
INSERT INTO internal.team_capabilities (name, category) VALUES ('$new', 'x');
INSERT INTO internal.team_email_accounts (user_id, email, password_encrypted) VALUES (id('$me'), '$new', 'x');
INSERT INTO internal.team_members (email, full_name, role_id) VALUES ('$new', 'x', id('role of member'));
SELECT * FROM internal.team_members WHERE id = id('seat of owner');
INSERT INTO internal.team_roles (name, display_name, capabilities) VALUES ('$new', 'x', '{}');
