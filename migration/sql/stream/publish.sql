-- What is streamed, and to whom. One line publishes a table.
--
-- Keys: user: an account; group:, space:, area:, organization: of Assist; tenant: of CodeOps; seat: in a tenant, whatever its
-- state; team:, vendor:, member: (a place in a team) and task: of TaskJuggler; profile: (an active one), crew: (a team) and board: of
-- Scaliyo; role: of internal or CodeOps; internal:members, who are active in the internal team. What is exact shares no prefix
-- with another system: who may choose an id there would listen here.

-- Work, approvals, notifications
SELECT stream.publish('internal.tasks',             audience => ARRAY['internal:members'], exact => true);
SELECT stream.publish('internal.approval_requests', audience => ARRAY['internal:members'], exact => true);
SELECT stream.publish('assist.tasks',               audience => ARRAY['user:{user_id}', 'space:{space_id}', 'area:{area_id}']);
SELECT stream.publish('core.decisions',             audience => ARRAY['tenant:{tenant_id}'], exact => true);
SELECT stream.publish('taskjuggler.tasks',          audience => ARRAY['user:{requestor_id}', 'user:{owner_id}', 'team:{team_id}', 'member:{team_member_id}', 'vendor:{marketplace_vendor_id}', 'task:{id}'], exact => true);
SELECT stream.publish('taskjuggler.notifications',  audience => ARRAY['user:{user_id}'], exact => true);
SELECT stream.publish('scaliyo.strategy_tasks',     audience => ARRAY['profile:{user_id}', 'crew:{team_id}'], exact => true);
SELECT stream.publish('scaliyo.teamhub_cards',      audience => ARRAY['board:{board_id}'], exact => true);

-- Sight: the tables on which the policies rest. The row says whom a change concerns, the columns which changes count.
SELECT stream.publish('internal.team_members',           ARRAY['user:{user_id}'],                            sight => ARRAY['user_id', 'status', 'role_id', 'custom_capabilities']);
SELECT stream.publish('internal.team_roles',             ARRAY['role:{id}'],                                 sight => ARRAY['capabilities']);
SELECT stream.publish('assist.users',                    ARRAY['user:{id}'],                                 sight => ARRAY['organization_id', 'status', 'deleted_at']);
SELECT stream.publish('assist.user_id_mappings',         ARRAY['user:{user_id}'],                            sight => ARRAY['legacy_id', 'user_id']);
SELECT stream.publish('assist.organizations',            ARRAY['organization:{id}'],                         sight => ARRAY['deleted_at']);
SELECT stream.publish('assist.org_memberships',          ARRAY['user:{user_id}'],                            sight => ARRAY['organization_id', 'user_id', 'role']);
SELECT stream.publish('assist.groups',                   ARRAY['group:{id}'],                                sight => ARRAY['organization_id']);
SELECT stream.publish('assist.group_memberships',        ARRAY['user:{user_id}'],                            sight => ARRAY['group_id', 'user_id', 'role']);
SELECT stream.publish('assist.space_memberships',        ARRAY['user:{user_id}', 'group:{group_id}'],        sight => ARRAY['space_id', 'user_id', 'group_id', 'role']);
SELECT stream.publish('assist.area_memberships',         ARRAY['user:{user_id}', 'group:{group_id}'],        sight => ARRAY['area_id', 'user_id', 'group_id', 'role']);
SELECT stream.publish('assist.spaces',                   ARRAY['user:{user_id}', 'space:{id}', 'organization:{organization_id}'], sight => ARRAY['user_id', 'space_type', 'organization_id', 'deleted_at']);
SELECT stream.publish('assist.areas',                    ARRAY['user:{user_id}', 'user:{created_by}', 'space:{space_id}', 'area:{id}'], sight => ARRAY['user_id', 'created_by', 'space_id', 'is_restricted', 'deleted_at']);
SELECT stream.publish('core.users',                      ARRAY['user:{id}'],                                 sight => ARRAY['tenant_id', 'role_id', 'is_active']);
SELECT stream.publish('core.tenants',                    ARRAY['seat:{id}'],                                 sight => ARRAY['status']);
SELECT stream.publish('core.role_permissions',           ARRAY['role:{role_id}'],                            sight => ARRAY['role_id', 'permission_id']);
SELECT stream.publish('taskjuggler.team_members',        ARRAY['user:{user_id}'],                            sight => ARRAY['team_id', 'user_id', 'is_admin']);
SELECT stream.publish('auth.invitations',                ARRAY['user:{accepted_by}'],                        sight => ARRAY['accepted_by', 'revoked_at']);
SELECT stream.publish('taskjuggler.marketplace_vendors', ARRAY['user:{user_id}'],                            sight => ARRAY['user_id']);
SELECT stream.publish('scaliyo.profiles',                ARRAY['user:{id}'],                                 sight => ARRAY['status', 'role', 'is_super_admin']);
SELECT stream.publish('scaliyo.teams',                   ARRAY['user:{owner_id}'],                           sight => ARRAY['owner_id']);
SELECT stream.publish('scaliyo.team_members',            ARRAY['user:{user_id}'],                            sight => ARRAY['team_id', 'user_id', 'role']);
SELECT stream.publish('scaliyo.teamhub_flow_members',    ARRAY['user:{user_id}'],                            sight => ARRAY['flow_id', 'user_id', 'role']);

-- For the server alone: what ends a token, and what signs them. No reader has the keys account: and server:, so no stream
-- of the API delivers these.
SELECT stream.publish('auth.users',                         ARRAY['account:{id}'], readers => false);
SELECT stream.publish('auth.sessions',                      ARRAY['account:{account_id}'], readers => false);
SELECT stream.publish('taskjuggler.personal_access_tokens', ARRAY['account:{tokenable_id}'], readers => false);
SELECT stream.publish('scaliyo.support_sessions',           ARRAY['account:{target_user_id}', 'account:{admin_id}'], readers => false);
SELECT stream.publish('auth.identities',                    ARRAY['account:{account_id}'], readers => false);
SELECT stream.publish('auth.signing_keys',                  ARRAY['server:keys'], readers => false);

-- Everything else can carry live queries, save what nobody reads through the API.
SELECT stream.watch(
    ARRAY['internal', 'assist', 'core', 'scaliyo', 'taskjuggler'],
    except_tables => ARRAY[
        'assist.password_reset_attempts', 'assist.password_reset_tokens', 'assist.tool_result_cache',
        'scaliyo.sender_account_secrets',
        'taskjuggler.password_reset_tokens', 'taskjuggler.sessions',
        'taskjuggler.cache', 'taskjuggler.cache_locks', 'taskjuggler.jobs', 'taskjuggler.job_batches']);

-- The audience keys of an account: every key under which an event may concern it. Where a table is published as exact,
-- they say what the helpers of its policies say. role: and seat: are there for the sight tables alone.
CREATE FUNCTION stream.audience_of(account uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH member AS (
        SELECT m.role_id, m.status FROM internal.team_members m WHERE m.user_id = account
    ),
    organization AS (
        SELECT u.organization_id AS id FROM assist.users u WHERE u.id = account
        UNION SELECT m.organization_id FROM assist.org_memberships m WHERE m.user_id = account
    ),
    team_group AS (
        SELECT m.group_id AS id FROM assist.group_memberships m WHERE m.user_id = account
    ),
    profile AS (
        SELECT p.id FROM scaliyo.profiles p WHERE p.id = account AND p.status = 'active'
    ),
    called (id) AS (
        SELECT account::text UNION SELECT m.legacy_id FROM assist.user_id_mappings m WHERE m.user_id = account
    ),
    keys (key) AS (
        SELECT 'user:' || id FROM called
        UNION SELECT 'internal:members' FROM member WHERE status = 'active'
        UNION SELECT 'role:' || role_id FROM member

        UNION SELECT 'organization:' || id FROM organization
        UNION SELECT 'group:' || id FROM team_group
        UNION SELECT 'space:' || s.id FROM assist.spaces s
              WHERE s.user_id IN (SELECT id FROM called) OR s.organization_id IN (SELECT id FROM organization)
        UNION SELECT 'space:' || m.space_id FROM assist.space_memberships m
              WHERE m.user_id = account OR m.group_id IN (SELECT id FROM team_group)
        UNION SELECT 'area:' || a.id FROM assist.areas a
              WHERE a.user_id IN (SELECT id FROM called) OR a.created_by IN (SELECT id FROM called)
        UNION SELECT 'area:' || m.area_id FROM assist.area_memberships m
              WHERE m.user_id IN (SELECT id FROM called) OR m.group_id IN (SELECT id FROM team_group)

        UNION SELECT 'tenant:' || u.tenant_id FROM core.users u JOIN core.tenants t ON t.id = u.tenant_id
              WHERE u.id = account AND u.is_active AND t.status IN ('ACTIVE', 'TRIAL')
        UNION SELECT 'seat:' || u.tenant_id FROM core.users u WHERE u.id = account
        UNION SELECT 'role:' || u.role_id FROM core.users u WHERE u.id = account

        UNION SELECT 'team:' || m.team_id FROM taskjuggler.team_members m WHERE m.user_id = account
        UNION SELECT 'member:' || m.id FROM taskjuggler.team_members m WHERE m.user_id = account
        UNION SELECT 'task:' || i.target FROM auth.invitations i
              WHERE i.accepted_by = account AND i.kind = 'taskjuggler_task' AND i.revoked_at IS NULL
        UNION SELECT 'vendor:' || v.id FROM taskjuggler.marketplace_vendors v WHERE v.user_id = account

        UNION SELECT 'profile:' || p.id FROM profile p
        UNION SELECT 'crew:' || m.team_id FROM scaliyo.team_members m JOIN profile p ON p.id = m.user_id
              WHERE m.role IN ('owner', 'admin', 'member')
        UNION SELECT 'crew:' || t.id FROM scaliyo.teams t JOIN profile p ON p.id = t.owner_id
        UNION SELECT 'board:' || m.flow_id FROM scaliyo.teamhub_flow_members m JOIN profile p ON p.id = m.user_id
              WHERE m.role IN ('owner', 'admin', 'member', 'viewer')
    )
    SELECT array_agg(key ORDER BY key) FROM keys WHERE key IS NOT NULL;
END;

COMMENT ON FUNCTION stream.audience_of(uuid) IS 'The audience keys of an account.';
