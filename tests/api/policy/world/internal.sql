-- Selify internal: a seat is a place in the team. There is one team, so the rival has none.

INSERT INTO internal.team_roles (id, name, display_name, capabilities)
VALUES
    (id('role of member'), 'member', 'x', '{}'),
    (id('role of owner'),  'owner',  'x', '{ops.tasks.edit, ops.approvals.decide}'),
    (id('role of admin'),  'admin',  'x', '{ops.tasks.edit, ops.tasks.manage, ops.approvals.decide, ops.approvals.manage, ops.errors.manage,
                                            ops.incidents.manage, infra.services.manage, infra.git.manage, team.members.manage, team.roles.manage, admin.audit.view}');
INSERT INTO internal.team_members (id, user_id, email, full_name, role_id, status)
SELECT id('seat of ' || who), id(who), who, who, id('role of ' || who), 'active' FROM unnest(ARRAY['member', 'owner', 'admin']) who;
INSERT INTO internal.tasks (id, title, assignee_id) VALUES (id('internal task'), 'x', id('seat of owner'));
INSERT INTO internal.approval_requests (id, workspace_id, action, context, reason)
VALUES (id('request'), id('x'), 'x', '{}', 'x'), (id('request of owner'), id('x'), 'x', '{}', 'x');
INSERT INTO internal.errors (id, fingerprint, title, error_type, service) VALUES (id('error'), 'x', 'x', 'x', 'x');
INSERT INTO internal.monitored_services (id, name, display_name) VALUES (id('service'), 'x', 'x');
INSERT INTO internal.git_repos (id, name) VALUES (id('repository'), 'x');
