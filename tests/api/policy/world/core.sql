-- CodeOps: the rival may do everything in the other tenant; the stranger is in none.

INSERT INTO core.tenants (id, name, slug, status) VALUES (id('tenant'), 'x', 'x', 'ACTIVE'), (id('other tenant'), 'y', 'y', 'ACTIVE');
INSERT INTO core.permissions (id, code, name, category)
SELECT id(code), code, 'x', 'x'
FROM unnest(ARRAY['outcomes.manage', 'hypotheses.manage', 'decisions.manage', 'decisions.comment', 'stakeholders.manage',
                  'teams.manage', 'users.manage', 'roles.manage', 'tenant.manage', 'audit.view']) code;
INSERT INTO core.roles (id, code, name, category, level, tenant_id, is_system_role)
VALUES
    (id('everything'), 'everything', 'x', 'CUSTOM', 'L1_INDIVIDUAL', NULL,         true),
    (id('comments'),   'comments',   'x', 'CUSTOM', 'L1_INDIVIDUAL', NULL,         true),
    (id('own role'),   'own',        'x', 'CUSTOM', 'L1_INDIVIDUAL', id('tenant'), false);
INSERT INTO core.role_permissions (role_id, permission_id)
SELECT id('everything'), permission.id FROM core.permissions permission
UNION ALL SELECT id('comments'), id('decisions.comment');
INSERT INTO core.users (id, tenant_id, email, password_hash, first_name, last_name, role_id, is_active)
VALUES
    (id('rival'),  id('other tenant'), 'rival',  'x', 'x', 'x', id('everything'), true),
    (id('member'), id('tenant'),       'member', 'x', 'x', 'x', id('comments'),   true),
    (id('owner'),  id('tenant'),       'owner',  'x', 'x', 'x', id('comments'),   true),
    (id('admin'),  id('tenant'),       'admin',  'x', 'x', 'x', id('everything'), true);
INSERT INTO core.outcomes (id, tenant_id, title, status, priority, owner_id)
VALUES (id('outcome'), id('tenant'), 'x', 'DRAFT', 'LOW', id('owner'));
INSERT INTO core.decisions (id, tenant_id, title, status, priority, owner_id)
VALUES (id('decision'), id('tenant'), 'x', 'NEEDS_INPUT', 'LOW', id('owner'));
INSERT INTO core.teams (id, tenant_id, name, slug) VALUES (id('core team'), id('tenant'), 'x', 'x');
