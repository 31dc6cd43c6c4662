-- What tables and columns hold, in the words of the documents. The API shows these texts.

COMMENT ON TABLE core.tenants IS 'Multi-tenant organizations';
COMMENT ON COLUMN core.tenants.settings IS 'JSON';

COMMENT ON TABLE core.roles IS 'Role definitions with permissions';
COMMENT ON COLUMN core.roles.tenant_id IS 'NULL = system role';

COMMENT ON TABLE core.permissions IS 'Available permissions';

COMMENT ON TABLE core.role_permissions IS 'Many-to-many: roles ↔ permissions';

COMMENT ON TABLE core.users IS 'User accounts (belong to tenant, have role)';
COMMENT ON COLUMN core.users.first_name IS 'Split name fields';

COMMENT ON TABLE core.teams IS 'Teams within a tenant';
COMMENT ON COLUMN core.teams.settings IS 'JSON';

COMMENT ON TABLE core.team_members IS 'Many-to-many: teams ↔ users';

COMMENT ON TABLE core.outcomes IS 'Business outcomes to achieve';
COMMENT ON COLUMN core.outcomes.target_metrics IS 'JSON';
COMMENT ON COLUMN core.outcomes.current_metrics IS 'JSON';
COMMENT ON COLUMN core.outcomes.external_refs IS 'JSON';
COMMENT ON COLUMN core.outcomes.tags IS 'JSON';

COMMENT ON TABLE core.hypotheses IS 'Hypotheses linked to outcomes';
COMMENT ON COLUMN core.hypotheses.experiment_config IS 'JSON';
COMMENT ON COLUMN core.hypotheses.experiment_results IS 'JSON';
COMMENT ON COLUMN core.hypotheses.external_refs IS 'JSON';
COMMENT ON COLUMN core.hypotheses.tags IS 'JSON';

COMMENT ON TABLE core.decisions IS 'Decisions (can link to outcomes/hypotheses)';
COMMENT ON COLUMN core.decisions.options IS 'JSON array of options';
COMMENT ON COLUMN core.decisions.selected_option IS 'JSON';
COMMENT ON COLUMN core.decisions.blocked_items IS 'JSON';
COMMENT ON COLUMN core.decisions.external_refs IS 'JSON';
COMMENT ON COLUMN core.decisions.tags IS 'JSON';

COMMENT ON TABLE core.decision_comments IS 'Comments on decisions';
COMMENT ON COLUMN core.decision_comments.option_id IS 'References an option in decision.options';

COMMENT ON TABLE core.stakeholders IS 'People who make decisions';
COMMENT ON COLUMN core.stakeholders.user_id IS 'NULL if external';
COMMENT ON COLUMN core.stakeholders.expertise IS 'JSON array';
COMMENT ON COLUMN core.stakeholders.external_refs IS 'JSON';

COMMENT ON TABLE core.audit_logs IS 'Audit trail';
COMMENT ON COLUMN core.audit_logs.old_values IS 'JSON';
COMMENT ON COLUMN core.audit_logs.new_values IS 'JSON';
