-- Indexes. idx_… are those of the documents; …_idx are ours: one for every foreign key without a usable index
-- (a partial one does not serve a cascade) and for columns that the policies ask for.

-- role_permissions
CREATE INDEX role_permissions_permission_id_idx ON core.role_permissions (permission_id);

-- users
CREATE INDEX users_email_idx      ON core.users (email);
CREATE INDEX users_role_id_idx    ON core.users (role_id);
CREATE INDEX users_manager_id_idx ON core.users (manager_id);

-- teams
CREATE INDEX teams_lead_id_idx ON core.teams (lead_id);

-- team_members
CREATE INDEX team_members_user_id_idx ON core.team_members (user_id);

-- outcomes
CREATE INDEX outcomes_tenant_id_idx         ON core.outcomes (tenant_id, id);
CREATE INDEX outcomes_team_id_idx           ON core.outcomes (team_id, id);
CREATE INDEX outcomes_owner_id_idx          ON core.outcomes (owner_id, id);
CREATE INDEX outcomes_validated_by_id_idx   ON core.outcomes (validated_by_id, id);
CREATE INDEX outcomes_invalidated_by_id_idx ON core.outcomes (invalidated_by_id, id);

-- hypotheses
CREATE INDEX hypotheses_tenant_id_idx       ON core.hypotheses (tenant_id, id);
CREATE INDEX hypotheses_outcome_id_idx      ON core.hypotheses (outcome_id, id);
CREATE INDEX hypotheses_owner_id_idx        ON core.hypotheses (owner_id, id);
CREATE INDEX hypotheses_concluded_by_id_idx ON core.hypotheses (concluded_by_id, id);

-- decisions
CREATE INDEX decisions_tenant_id_idx       ON core.decisions (tenant_id, id);
CREATE INDEX decisions_owner_id_idx        ON core.decisions (owner_id, id);
CREATE INDEX decisions_assigned_to_id_idx  ON core.decisions (assigned_to_id, id);
CREATE INDEX decisions_outcome_id_idx      ON core.decisions (outcome_id, id);
CREATE INDEX decisions_hypothesis_id_idx   ON core.decisions (hypothesis_id, id);
CREATE INDEX decisions_team_id_idx         ON core.decisions (team_id, id);
CREATE INDEX decisions_escalated_to_id_idx ON core.decisions (escalated_to_id, id);
CREATE INDEX decisions_decided_by_id_idx   ON core.decisions (decided_by_id, id);

-- decision_comments
CREATE INDEX decision_comments_decision_id_idx ON core.decision_comments (decision_id, id);
CREATE INDEX decision_comments_author_id_idx   ON core.decision_comments (author_id, id);
CREATE INDEX decision_comments_parent_id_idx   ON core.decision_comments (parent_id, id);

-- stakeholders
CREATE INDEX stakeholders_tenant_id_idx ON core.stakeholders (tenant_id);
CREATE INDEX stakeholders_user_id_idx   ON core.stakeholders (user_id);

-- audit_logs
CREATE INDEX audit_logs_tenant_id_idx ON core.audit_logs (tenant_id);
CREATE INDEX audit_logs_actor_id_idx  ON core.audit_logs (actor_id);
