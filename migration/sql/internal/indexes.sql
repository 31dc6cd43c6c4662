-- Indexes. idx_… are those of the documents; …_idx are ours: one for every foreign key without a usable index
-- (a partial one does not serve a cascade), for columns that the policies ask for, and for the usual lists of tasks.

-- ai_audit_log
CREATE INDEX idx_ai_audit_workspace       ON internal.ai_audit_log (workspace_id, created_at DESC);
CREATE INDEX idx_ai_audit_log_persona_id  ON internal.ai_audit_log (persona_id);
CREATE INDEX idx_ai_audit_log_approval_id ON internal.ai_audit_log (approval_id);

-- approval_outcomes
CREATE INDEX idx_approval_outcomes_request           ON internal.approval_outcomes (approval_request_id);
CREATE INDEX idx_approval_outcomes_override          ON internal.approval_outcomes (was_override) WHERE was_override = true;
CREATE INDEX idx_approval_outcomes_unverified        ON internal.approval_outcomes (outcome_correct) WHERE outcome_correct IS NULL;
CREATE INDEX approval_outcomes_human_decision_by_idx ON internal.approval_outcomes (human_decision_by);

-- approval_policies
CREATE INDEX idx_approval_policies_context    ON internal.approval_policies (context_type, is_active);
CREATE INDEX idx_approval_policies_active     ON internal.approval_policies (is_active) WHERE is_active = true;
CREATE INDEX approval_policies_created_by_idx ON internal.approval_policies (created_by);

-- approval_requests
CREATE INDEX idx_approval_requests_pending         ON internal.approval_requests (workspace_id, status) WHERE status = 'pending';
CREATE INDEX idx_approval_requests_status          ON internal.approval_requests (status);
CREATE INDEX idx_approval_requests_created         ON internal.approval_requests (created_at DESC);
CREATE INDEX idx_approval_requests_batch           ON internal.approval_requests (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX idx_approval_requests_tier            ON internal.approval_requests (tier, status);
CREATE INDEX idx_approval_requests_override_window ON internal.approval_requests (override_window_ends) WHERE override_window_ends IS NOT NULL AND status = 'auto_approved';
CREATE INDEX approval_requests_workspace_id_idx    ON internal.approval_requests (workspace_id);
CREATE INDEX approval_requests_resolved_by_idx     ON internal.approval_requests (resolved_by);
CREATE INDEX approval_requests_policy_id_idx       ON internal.approval_requests (policy_id);

-- approval_votes
CREATE INDEX idx_approval_votes_request  ON internal.approval_votes (request_id);
CREATE INDEX approval_votes_voter_id_idx ON internal.approval_votes (voter_id);

-- confidence_calibration
CREATE INDEX idx_confidence_calibration_context ON internal.confidence_calibration (context_type, computed_at DESC);

-- documentation_chunks
CREATE INDEX idx_doc_chunks_category  ON internal.documentation_chunks (category) WHERE category IS NOT NULL;
CREATE INDEX idx_doc_chunks_tags      ON internal.documentation_chunks USING gin (tags);
CREATE INDEX idx_doc_chunks_file_path ON internal.documentation_chunks (file_path);
CREATE INDEX idx_doc_chunks_doc_type  ON internal.documentation_chunks (doc_type);
CREATE INDEX idx_doc_chunks_search    ON internal.documentation_chunks USING gin (to_tsvector('english', title || ' ' || content));

-- error_occurrences
CREATE INDEX idx_occurrences_error_id   ON internal.error_occurrences (error_id);
CREATE INDEX idx_occurrences_created_at ON internal.error_occurrences (created_at DESC);
CREATE INDEX idx_occurrences_user_id    ON internal.error_occurrences (user_id) WHERE user_id IS NOT NULL;

-- errors
CREATE INDEX idx_errors_service     ON internal.errors (service);
CREATE INDEX idx_errors_status      ON internal.errors (status);
CREATE INDEX idx_errors_last_seen   ON internal.errors (last_seen DESC);
CREATE INDEX idx_errors_environment ON internal.errors (environment);
CREATE INDEX idx_errors_task_id     ON internal.errors (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX idx_errors_fingerprint ON internal.errors (fingerprint);
CREATE INDEX idx_errors_resolved_by ON internal.errors (resolved_by);

-- git_events
CREATE INDEX idx_git_events_repo                ON internal.git_events (repo_name, created_at DESC);
CREATE INDEX idx_git_events_type                ON internal.git_events (event_type);
CREATE INDEX idx_git_events_workflow            ON internal.git_events (temporal_workflow_id);
CREATE INDEX idx_git_events_pending             ON internal.git_events (outcome) WHERE outcome = 'pending';
CREATE INDEX git_events_repo_id_idx             ON internal.git_events (repo_id);
CREATE INDEX git_events_approval_request_id_idx ON internal.git_events (approval_request_id);
CREATE INDEX git_events_outcome_by_idx          ON internal.git_events (outcome_by);

-- git_repos
CREATE INDEX idx_git_repos_name       ON internal.git_repos (name);
CREATE INDEX idx_git_repos_updated    ON internal.git_repos (updated_at DESC);
CREATE INDEX git_repos_created_by_idx ON internal.git_repos (created_by);

-- git_trust_config
CREATE INDEX idx_git_trust_repo              ON internal.git_trust_config (repo_id);
CREATE INDEX git_trust_config_created_by_idx ON internal.git_trust_config (created_by);

-- health_checks
CREATE INDEX idx_health_checks_service_id   ON internal.health_checks (service_id);
CREATE INDEX idx_health_checks_checked_at   ON internal.health_checks (checked_at DESC);
CREATE INDEX idx_health_checks_status       ON internal.health_checks (status);
CREATE INDEX idx_health_checks_service_time ON internal.health_checks (service_id, checked_at DESC);

-- incidents
CREATE INDEX idx_incidents_service_id  ON internal.incidents (service_id);
CREATE INDEX idx_incidents_status      ON internal.incidents (status);
CREATE INDEX idx_incidents_started_at  ON internal.incidents (started_at DESC);
CREATE INDEX idx_incidents_task_id     ON internal.incidents (task_id);
CREATE INDEX idx_incidents_resolved_by ON internal.incidents (resolved_by);

-- saved_views
CREATE INDEX idx_saved_views_owner_id ON internal.saved_views (owner_id);

-- task_activities
CREATE INDEX task_activities_issue_id_id_idx ON internal.task_activities (issue_id, id);
CREATE INDEX idx_pm_activities_issue ON internal.task_activities (issue_id, created_at DESC);
CREATE INDEX idx_pm_activities_actor ON internal.task_activities (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX idx_pm_activities_type  ON internal.task_activities (activity_type);

-- task_attachments
CREATE INDEX idx_pm_attachments_issue         ON internal.task_attachments (issue_id);
CREATE INDEX idx_task_attachments_comment_id  ON internal.task_attachments (comment_id);
CREATE INDEX idx_task_attachments_uploaded_by ON internal.task_attachments (uploaded_by);

-- task_comments
CREATE INDEX idx_pm_comments_issue       ON internal.task_comments (issue_id, created_at DESC) WHERE deleted_at IS NULL;
CREATE INDEX idx_pm_comments_author      ON internal.task_comments (author_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_task_comments_parent_id ON internal.task_comments (parent_id);
CREATE INDEX task_comments_issue_id_idx  ON internal.task_comments (issue_id, id);

-- task_links
CREATE INDEX idx_pm_links_source       ON internal.task_links (source_issue_id);
CREATE INDEX idx_pm_links_target       ON internal.task_links (target_issue_id) WHERE target_issue_id IS NOT NULL;
CREATE INDEX idx_task_links_created_by ON internal.task_links (created_by);

-- task_time_entries
CREATE INDEX idx_task_time_entries_issue_id ON internal.task_time_entries (issue_id);
CREATE INDEX idx_task_time_entries_user_id  ON internal.task_time_entries (user_id);

-- tasks
CREATE INDEX idx_pm_issues_status       ON internal.tasks (status) WHERE deleted_at IS NULL;
CREATE INDEX idx_pm_issues_priority     ON internal.tasks (priority) WHERE deleted_at IS NULL;
CREATE INDEX idx_pm_issues_type         ON internal.tasks (issue_type) WHERE deleted_at IS NULL;
CREATE INDEX idx_pm_issues_assignee     ON internal.tasks (assignee_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_pm_issues_reporter     ON internal.tasks (reporter_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_pm_issues_parent       ON internal.tasks (parent_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_pm_issues_source       ON internal.tasks (source, source_id);
CREATE INDEX idx_pm_issues_created      ON internal.tasks (created_at DESC) WHERE deleted_at IS NULL;
CREATE INDEX idx_pm_issues_due          ON internal.tasks (due_date) WHERE deleted_at IS NULL AND due_date IS NOT NULL;
CREATE INDEX idx_pm_issues_labels       ON internal.tasks USING gin (labels) WHERE deleted_at IS NULL;
CREATE INDEX idx_pm_issues_ai_queue     ON internal.tasks (status, ai_automatable) WHERE status = 'ai_queue' AND deleted_at IS NULL;
-- Serves readers under policies, which idx_pm_issues_search with its COALESCE cannot (see auth/leakproof.sql).
CREATE INDEX tasks_search_idx            ON internal.tasks USING gin (to_tsvector('english', title || ' ' || CASE WHEN description IS NULL THEN '' ELSE description END));
CREATE INDEX idx_pm_issues_search       ON internal.tasks USING gin (to_tsvector('english', coalesce(title, '') || ' ' || coalesce(description, ''))) WHERE deleted_at IS NULL;
CREATE INDEX idx_tasks_duplicate_of     ON internal.tasks (duplicate_of);
CREATE INDEX idx_tasks_deleted_by       ON internal.tasks (deleted_by);
CREATE INDEX idx_tasks_git_event_id     ON internal.tasks (git_event_id) WHERE git_event_id IS NOT NULL;
CREATE INDEX idx_tasks_backlog_position ON internal.tasks (backlog_position) WHERE status = 'backlog' AND deleted_at IS NULL;
CREATE INDEX idx_tasks_parent_id        ON internal.tasks (parent_id) WHERE deleted_at IS NULL;
CREATE INDEX tasks_assignee_id_idx      ON internal.tasks (assignee_id, id);
CREATE INDEX tasks_reporter_id_idx      ON internal.tasks (reporter_id, id);
CREATE INDEX tasks_parent_id_idx        ON internal.tasks (parent_id, id);
CREATE INDEX tasks_created_at_idx       ON internal.tasks (created_at DESC, id);
CREATE INDEX tasks_status_created_at_idx ON internal.tasks (status, created_at DESC, id);

-- team_audit_log
CREATE INDEX idx_team_audit_log_actor   ON internal.team_audit_log (actor_id);
CREATE INDEX idx_team_audit_log_action  ON internal.team_audit_log (action);
CREATE INDEX idx_team_audit_log_created ON internal.team_audit_log (created_at DESC);
CREATE INDEX idx_team_audit_log_target  ON internal.team_audit_log (target_type, target_id);

-- team_email_accounts
CREATE INDEX idx_team_email_accounts_user_id ON internal.team_email_accounts (user_id);
CREATE INDEX idx_team_email_accounts_email   ON internal.team_email_accounts (email);

-- team_members
CREATE INDEX idx_team_members_email      ON internal.team_members (email);
CREATE INDEX idx_team_members_status     ON internal.team_members (status);
CREATE INDEX idx_team_members_role       ON internal.team_members (role_id);
CREATE INDEX idx_team_members_created_by ON internal.team_members (created_by);
