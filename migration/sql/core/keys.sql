-- Foreign keys, after all tables exist. Without ON DELETE the parent may not go while it is referred to.
-- The key to auth.users ties the row to the account that signs in.

ALTER TABLE core.roles
    ADD CONSTRAINT roles_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenants (id);

ALTER TABLE core.role_permissions
    ADD CONSTRAINT role_permissions_role_id_fkey       FOREIGN KEY (role_id)       REFERENCES core.roles (id),
    ADD CONSTRAINT role_permissions_permission_id_fkey FOREIGN KEY (permission_id) REFERENCES core.permissions (id);

ALTER TABLE core.users
    ADD CONSTRAINT users_id_fkey         FOREIGN KEY (id)         REFERENCES auth.users (id)   ON DELETE CASCADE,
    ADD CONSTRAINT users_tenant_id_fkey  FOREIGN KEY (tenant_id)  REFERENCES core.tenants (id),
    ADD CONSTRAINT users_role_id_fkey    FOREIGN KEY (role_id)    REFERENCES core.roles (id),
    ADD CONSTRAINT users_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES core.users (id);

ALTER TABLE core.teams
    ADD CONSTRAINT teams_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenants (id),
    ADD CONSTRAINT teams_lead_id_fkey   FOREIGN KEY (lead_id)   REFERENCES core.users (id);

ALTER TABLE core.team_members
    ADD CONSTRAINT team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES core.teams (id),
    ADD CONSTRAINT team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES core.users (id);

ALTER TABLE core.outcomes
    ADD CONSTRAINT outcomes_tenant_id_fkey         FOREIGN KEY (tenant_id)         REFERENCES core.tenants (id),
    ADD CONSTRAINT outcomes_team_id_fkey           FOREIGN KEY (team_id)           REFERENCES core.teams (id),
    ADD CONSTRAINT outcomes_owner_id_fkey          FOREIGN KEY (owner_id)          REFERENCES core.users (id),
    ADD CONSTRAINT outcomes_validated_by_id_fkey   FOREIGN KEY (validated_by_id)   REFERENCES core.users (id),
    ADD CONSTRAINT outcomes_invalidated_by_id_fkey FOREIGN KEY (invalidated_by_id) REFERENCES core.users (id);

ALTER TABLE core.hypotheses
    ADD CONSTRAINT hypotheses_tenant_id_fkey       FOREIGN KEY (tenant_id)       REFERENCES core.tenants (id),
    ADD CONSTRAINT hypotheses_outcome_id_fkey      FOREIGN KEY (outcome_id)      REFERENCES core.outcomes (id),
    ADD CONSTRAINT hypotheses_owner_id_fkey        FOREIGN KEY (owner_id)        REFERENCES core.users (id),
    ADD CONSTRAINT hypotheses_concluded_by_id_fkey FOREIGN KEY (concluded_by_id) REFERENCES core.users (id);

ALTER TABLE core.decisions
    ADD CONSTRAINT decisions_tenant_id_fkey       FOREIGN KEY (tenant_id)       REFERENCES core.tenants (id),
    ADD CONSTRAINT decisions_owner_id_fkey        FOREIGN KEY (owner_id)        REFERENCES core.users (id),
    ADD CONSTRAINT decisions_assigned_to_id_fkey  FOREIGN KEY (assigned_to_id)  REFERENCES core.users (id),
    ADD CONSTRAINT decisions_outcome_id_fkey      FOREIGN KEY (outcome_id)      REFERENCES core.outcomes (id),
    ADD CONSTRAINT decisions_hypothesis_id_fkey   FOREIGN KEY (hypothesis_id)   REFERENCES core.hypotheses (id),
    ADD CONSTRAINT decisions_team_id_fkey         FOREIGN KEY (team_id)         REFERENCES core.teams (id),
    ADD CONSTRAINT decisions_escalated_to_id_fkey FOREIGN KEY (escalated_to_id) REFERENCES core.users (id),
    ADD CONSTRAINT decisions_decided_by_id_fkey   FOREIGN KEY (decided_by_id)   REFERENCES core.users (id);

ALTER TABLE core.decision_comments
    ADD CONSTRAINT decision_comments_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES core.decisions (id),
    ADD CONSTRAINT decision_comments_author_id_fkey   FOREIGN KEY (author_id)   REFERENCES core.users (id),
    ADD CONSTRAINT decision_comments_parent_id_fkey   FOREIGN KEY (parent_id)   REFERENCES core.decision_comments (id);

ALTER TABLE core.stakeholders
    ADD CONSTRAINT stakeholders_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES core.tenants (id),
    ADD CONSTRAINT stakeholders_user_id_fkey   FOREIGN KEY (user_id)   REFERENCES core.users (id);
