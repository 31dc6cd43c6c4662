-- One line for each table: a row in the name of who inserts it, under the parents of the world. Where the row that all
-- try to reach is one of the world, a second line finds that: the inserted one would not be the owner's, or nobody's to see.
--
-- $me     who inserts
-- $new    a text that no row has yet

INSERT INTO core.audit_logs (id, tenant_id, actor_id, action, entity_type, entity_id, timestamp) VALUES (id('$new'), id('tenant'), id('$me'), 'READ', 'x', id('$me'), '2026-01-01');
INSERT INTO core.decision_comments (id, decision_id, author_id, content) VALUES (id('$new'), id('decision'), id('$me'), 'x');
INSERT INTO core.decisions (id, tenant_id, title, status, priority, owner_id, created_by_id) VALUES (id('$new'), id('tenant'), 'x', 'NEEDS_INPUT', 'LOW', id('owner'), id('$me'));
INSERT INTO core.hypotheses (id, tenant_id, outcome_id, title, belief, expected_result, status, priority, owner_id, created_by_id) VALUES (id('$new'), id('tenant'), id('outcome'), 'x', 'x', 'x', 'DRAFT', 'LOW', id('owner'), id('$me'));
INSERT INTO core.outcomes (id, tenant_id, title, status, priority, owner_id, created_by_id) VALUES (id('$new'), id('tenant'), 'x', 'DRAFT', 'LOW', id('owner'), id('$me'));
INSERT INTO core.permissions (id, code, name, category) VALUES (id('$new'), '$new', 'x', 'x');
INSERT INTO core.role_permissions (role_id, permission_id) VALUES (id('own role'), id(CASE WHEN '$me' = 'owner' THEN 'decisions.comment' ELSE 'audit.view' END));
INSERT INTO core.roles (id, tenant_id, code, name, category, level) VALUES (id('$new'), id('tenant'), '$new', 'x', 'CUSTOM', 'L1_INDIVIDUAL');
INSERT INTO core.stakeholders (id, tenant_id, name, email, type, user_id, created_by_id) VALUES (id('$new'), id('tenant'), 'x', 'x', 'INTERNAL', id('owner'), id('$me'));
INSERT INTO core.team_members (id, team_id, user_id, team_role) VALUES (id('$new'), id('core team'), id(CASE WHEN '$me' = 'owner' THEN 'owner' ELSE 'member' END), 'MEMBER');
INSERT INTO core.teams (id, tenant_id, name, slug) VALUES (id('$new'), id('tenant'), 'x', '$new');
INSERT INTO core.tenants (id, name, slug) VALUES (id('$new'), '$new', '$new');
SELECT * FROM core.tenants WHERE id = id('tenant');
INSERT INTO core.users (id, tenant_id, email, password_hash, first_name, last_name, role_id) VALUES (id('$new'), id('tenant'), '$new', 'x', 'x', 'x', id('comments'));
SELECT * FROM core.users WHERE id = id('owner');
