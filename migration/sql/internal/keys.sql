-- Foreign keys, after all tables exist. Without ON DELETE the parent may not go while it is referred to.
-- Links to auth.users tie the row to the account that signs in.

ALTER TABLE internal.ai_audit_log
    ADD CONSTRAINT ai_audit_log_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES internal.approval_requests (id);

ALTER TABLE internal.approval_outcomes
    ADD CONSTRAINT approval_outcomes_approval_request_id_fkey FOREIGN KEY (approval_request_id) REFERENCES internal.approval_requests (id) ON DELETE CASCADE,
    ADD CONSTRAINT approval_outcomes_human_decision_by_fkey   FOREIGN KEY (human_decision_by)   REFERENCES internal.team_members (id)      ON DELETE SET NULL;

ALTER TABLE internal.approval_policies
    ADD CONSTRAINT approval_policies_created_by_fkey FOREIGN KEY (created_by) REFERENCES internal.team_members (id) ON DELETE SET NULL;

ALTER TABLE internal.approval_requests
    ADD CONSTRAINT approval_requests_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES internal.team_members (id)      ON DELETE SET NULL,
    ADD CONSTRAINT approval_requests_policy_id_fkey   FOREIGN KEY (policy_id)   REFERENCES internal.approval_policies (id) ON DELETE SET NULL;

ALTER TABLE internal.approval_votes
    ADD CONSTRAINT approval_votes_request_id_fkey FOREIGN KEY (request_id) REFERENCES internal.approval_requests (id) ON DELETE CASCADE,
    ADD CONSTRAINT approval_votes_voter_id_fkey   FOREIGN KEY (voter_id)   REFERENCES internal.team_members (id)      ON DELETE CASCADE;

ALTER TABLE internal.error_occurrences
    ADD CONSTRAINT error_occurrences_error_id_fkey FOREIGN KEY (error_id) REFERENCES internal.errors (id) ON DELETE CASCADE;

ALTER TABLE internal.errors
    ADD CONSTRAINT errors_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES internal.team_members (id) ON DELETE SET NULL,
    ADD CONSTRAINT errors_task_id_fkey     FOREIGN KEY (task_id)     REFERENCES internal.tasks (id)        ON DELETE SET NULL;

ALTER TABLE internal.git_events
    ADD CONSTRAINT git_events_repo_id_fkey             FOREIGN KEY (repo_id)             REFERENCES internal.git_repos (id)         ON DELETE SET NULL,
    ADD CONSTRAINT git_events_approval_request_id_fkey FOREIGN KEY (approval_request_id) REFERENCES internal.approval_requests (id) ON DELETE SET NULL,
    ADD CONSTRAINT git_events_outcome_by_fkey          FOREIGN KEY (outcome_by)          REFERENCES internal.team_members (id)      ON DELETE SET NULL;

ALTER TABLE internal.git_repos
    ADD CONSTRAINT git_repos_created_by_fkey FOREIGN KEY (created_by) REFERENCES internal.team_members (id) ON DELETE SET NULL;

ALTER TABLE internal.git_trust_config
    ADD CONSTRAINT git_trust_config_repo_id_fkey    FOREIGN KEY (repo_id)    REFERENCES internal.git_repos (id)    ON DELETE CASCADE,
    ADD CONSTRAINT git_trust_config_created_by_fkey FOREIGN KEY (created_by) REFERENCES internal.team_members (id) ON DELETE SET NULL;

ALTER TABLE internal.health_checks
    ADD CONSTRAINT health_checks_service_id_fkey FOREIGN KEY (service_id) REFERENCES internal.monitored_services (id) ON DELETE CASCADE;

ALTER TABLE internal.incidents
    ADD CONSTRAINT incidents_service_id_fkey  FOREIGN KEY (service_id)  REFERENCES internal.monitored_services (id) ON DELETE CASCADE,
    ADD CONSTRAINT incidents_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES internal.team_members (id)       ON DELETE SET NULL,
    ADD CONSTRAINT incidents_task_id_fkey     FOREIGN KEY (task_id)     REFERENCES internal.tasks (id)              ON DELETE SET NULL;

ALTER TABLE internal.saved_views
    ADD CONSTRAINT saved_views_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES internal.team_members (id) ON DELETE CASCADE;

ALTER TABLE internal.task_activities
    ADD CONSTRAINT task_activities_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES internal.tasks (id) ON DELETE CASCADE;

ALTER TABLE internal.task_attachments
    ADD CONSTRAINT task_attachments_issue_id_fkey    FOREIGN KEY (issue_id)    REFERENCES internal.tasks (id)         ON DELETE CASCADE,
    ADD CONSTRAINT task_attachments_comment_id_fkey  FOREIGN KEY (comment_id)  REFERENCES internal.task_comments (id) ON DELETE SET NULL,
    ADD CONSTRAINT task_attachments_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES internal.team_members (id)  ON DELETE SET NULL;

ALTER TABLE internal.task_comments
    ADD CONSTRAINT task_comments_issue_id_fkey  FOREIGN KEY (issue_id)  REFERENCES internal.tasks (id)         ON DELETE CASCADE,
    ADD CONSTRAINT task_comments_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES internal.task_comments (id) ON DELETE CASCADE;

ALTER TABLE internal.task_links
    ADD CONSTRAINT task_links_source_issue_id_fkey FOREIGN KEY (source_issue_id) REFERENCES internal.tasks (id)        ON DELETE CASCADE,
    ADD CONSTRAINT task_links_target_issue_id_fkey FOREIGN KEY (target_issue_id) REFERENCES internal.tasks (id)        ON DELETE CASCADE,
    ADD CONSTRAINT task_links_created_by_fkey      FOREIGN KEY (created_by)      REFERENCES internal.team_members (id) ON DELETE SET NULL;

ALTER TABLE internal.task_time_entries
    ADD CONSTRAINT task_time_entries_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES internal.tasks (id) ON DELETE CASCADE;

ALTER TABLE internal.tasks
    ADD CONSTRAINT tasks_assignee_id_fkey  FOREIGN KEY (assignee_id)  REFERENCES internal.team_members (id) ON DELETE SET NULL,
    ADD CONSTRAINT tasks_reporter_id_fkey  FOREIGN KEY (reporter_id)  REFERENCES internal.team_members (id) ON DELETE SET NULL,
    ADD CONSTRAINT tasks_parent_id_fkey    FOREIGN KEY (parent_id)    REFERENCES internal.tasks (id)        ON DELETE SET NULL,
    ADD CONSTRAINT tasks_duplicate_of_fkey FOREIGN KEY (duplicate_of) REFERENCES internal.tasks (id)        ON DELETE SET NULL,
    ADD CONSTRAINT tasks_deleted_by_fkey   FOREIGN KEY (deleted_by)   REFERENCES internal.team_members (id) ON DELETE SET NULL,
    ADD CONSTRAINT tasks_git_event_id_fkey FOREIGN KEY (git_event_id) REFERENCES internal.git_events (id)   ON DELETE SET NULL;

ALTER TABLE internal.team_audit_log
    ADD CONSTRAINT team_audit_log_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES internal.team_members (id) ON DELETE SET NULL;

ALTER TABLE internal.team_email_accounts
    ADD CONSTRAINT team_email_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE internal.team_members
    ADD CONSTRAINT team_members_user_id_fkey    FOREIGN KEY (user_id)    REFERENCES auth.users (id)            ON DELETE SET NULL,
    ADD CONSTRAINT team_members_role_id_fkey    FOREIGN KEY (role_id)    REFERENCES internal.team_roles (id),
    ADD CONSTRAINT team_members_created_by_fkey FOREIGN KEY (created_by) REFERENCES internal.team_members (id) ON DELETE SET NULL;
