-- The world of the matrix: five people, and what rows need as parents. `matrix.tsv` says who they are.
-- Every row is called by a name, and its key is made of that.

CREATE FUNCTION public.id(name text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN md5(name)::uuid;

INSERT INTO auth.users (id, email)
SELECT id(who), who || '@example.org' FROM unnest(ARRAY['stranger', 'member', 'owner', 'admin']) who;

-- internal: a seat is a place in the team.
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

-- core: the stranger belongs to the other tenant.
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
    (id('stranger'), id('other tenant'), 'stranger', 'x', 'x', 'x', id('everything'), true),
    (id('member'),   id('tenant'),       'member',   'x', 'x', 'x', id('comments'),   true),
    (id('owner'),    id('tenant'),       'owner',    'x', 'x', 'x', id('comments'),   true),
    (id('admin'),    id('tenant'),       'admin',    'x', 'x', 'x', id('everything'), true);
INSERT INTO core.outcomes (id, tenant_id, title, status, priority, owner_id)
VALUES (id('outcome'), id('tenant'), 'x', 'DRAFT', 'LOW', id('owner'));
INSERT INTO core.decisions (id, tenant_id, title, status, priority, owner_id)
VALUES (id('decision'), id('tenant'), 'x', 'NEEDS_INPUT', 'LOW', id('owner'));
INSERT INTO core.teams (id, tenant_id, name, slug) VALUES (id('core team'), id('tenant'), 'x', 'x');

-- taskjuggler: the other side of what is between two is always the member.
INSERT INTO taskjuggler.users (id, email, password, name)
SELECT id(who), who, 'x', who FROM unnest(ARRAY['stranger', 'member', 'owner', 'admin']) who;
INSERT INTO taskjuggler.teams (id, name, created_by) VALUES (id('team'), 'x', id('owner'));
INSERT INTO taskjuggler.team_members (id, team_id, user_id, is_admin)
SELECT id('place of ' || who), id('team'), id(who), who <> 'member' FROM unnest(ARRAY['member', 'owner', 'admin']) who;
-- Two people have an actor and a vendor; in the rows of the others those of the owner stand.
INSERT INTO taskjuggler.actors (id, actor_type, display_name, user_id)
SELECT id('actor of ' || who), 'HUMAN', who, id(who) FROM unnest(ARRAY['owner', 'member']) who;
INSERT INTO taskjuggler.marketplace_vendors (id, vendor_type, user_id, name)
SELECT id('vendor of ' || who), 'human', id(who), who FROM unnest(ARRAY['owner', 'member']) who;
INSERT INTO taskjuggler.tasks (id, title, requestor_id, team_id) VALUES (id('task'), 'x', id('owner'), id('team'));
INSERT INTO taskjuggler.task_messages (id, task_id, user_id, message) VALUES (id('message'), id('task'), id('owner'), 'x');
INSERT INTO taskjuggler.marketplace_listings (id, title, requestor_id) VALUES (id('listing'), 'x', id('owner'));
INSERT INTO taskjuggler.marketplace_bids (id, listing_id, vendor_id, amount) VALUES (id('bid'), id('listing'), id('vendor of member'), 1);
INSERT INTO taskjuggler.ai_tool_configs (id, vendor_id, tool_name, tool_type, config) VALUES (id('tool'), id('vendor of owner'), 'x', 'api', '{}');
INSERT INTO taskjuggler.contact_lists (id, user_id, name) VALUES (id('contacts'), id('owner'), 'x');
INSERT INTO taskjuggler.sites (id, user_id, name, url) VALUES (1, id('owner'), 'x', 'x');
INSERT INTO taskjuggler.scans (id, site_id, started_at) VALUES (1, 1, now());
SELECT setval('taskjuggler.sites_id_seq', 1), setval('taskjuggler.scans_id_seq', 1);
INSERT INTO taskjuggler.relationships (id, actor_a_id, actor_b_id, relationship_type, established_via)
VALUES (id('relationship'), id('actor of owner'), id('actor of member'), 'PEER', 'API');
INSERT INTO taskjuggler.conversations (id, actor_a_id, actor_b_id) VALUES (id('conversation'), id('actor of owner'), id('actor of member'));
INSERT INTO taskjuggler.appointment_types (id, user_id, name, booking_slug) VALUES (id('appointment type'), id('owner'), 'x', 'x');
INSERT INTO taskjuggler.appointments (id, appointment_type_id, user_id, start_time, end_time)
VALUES (id('appointment'), id('appointment type'), id('member'), '2026-01-01', '2026-01-01');
