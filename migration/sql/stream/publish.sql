-- What is streamed, and to whom. One line publishes a table.
--
-- Keys: user: an account; tenant: of CodeOps; team:, vendor:, member: (a place in a team), task: and actor: (somebody or a
-- business) of TaskJuggler, market: everybody; person:, area-reader:, space-reader: and page-reader: of Assist, who may see
-- what is there; profile: (an active one), crew: (a team) and board: of Scaliyo; internal:members, who are active in the
-- internal team. Of sight alone, and wider: group:, space:, area:, organization: of Assist; seat: in a tenant, whatever its
-- state; business: a profile of TaskJuggler; role: of internal or CodeOps. A key shares its prefix with no other system, save
-- that of accounts: who may choose an id there would listen here.

-- Work, approvals, notifications
SELECT stream.publish('internal.tasks',                   ARRAY['internal:members']);
SELECT stream.publish('internal.approval_requests',       ARRAY['internal:members']);
SELECT stream.publish('assist.tasks',                     ARRAY['person:{user_id}', 'area-reader:{area_id}', 'space-reader:{space_id} if {area_id} IS NULL']);
SELECT stream.publish('core.decisions',                   ARRAY['tenant:{tenant_id}']);
SELECT stream.publish('taskjuggler.tasks',                ARRAY['user:{requestor_id}', 'user:{owner_id}', 'team:{team_id}', 'member:{team_member_id}', 'vendor:{marketplace_vendor_id}', 'task:{id}']);
SELECT stream.publish('taskjuggler.notifications',        ARRAY['user:{user_id}']);
SELECT stream.publish('scaliyo.strategy_tasks',           ARRAY['profile:{user_id}', 'crew:{team_id}']);
SELECT stream.publish('scaliyo.teamhub_cards',            ARRAY['board:{board_id}']);

-- What is said and done about them
SELECT stream.publish('internal.task_comments',           ARRAY['internal:members']);
SELECT stream.publish('internal.task_activities',         ARRAY['internal:members']);
SELECT stream.publish('internal.approval_votes',          ARRAY['internal:members']);
SELECT stream.publish('core.decision_comments',           ARRAY['@core.decisions={decision_id}']);
SELECT stream.publish('taskjuggler.task_messages',        ARRAY['@taskjuggler.tasks={task_id}']);
SELECT stream.publish('taskjuggler.task_actions',         ARRAY['@taskjuggler.tasks={task_id}']);
SELECT stream.publish('scaliyo.teamhub_comments',         ARRAY['@scaliyo.teamhub_cards={card_id}']);
SELECT stream.publish('scaliyo.teamhub_activity',         ARRAY['board:{board_id}']);

-- Operations
SELECT stream.publish('internal.incidents',               ARRAY['internal:members']);
SELECT stream.publish('internal.health_checks',           ARRAY['internal:members']);
SELECT stream.publish('internal.errors',                  ARRAY['internal:members']);

-- What is decided
SELECT stream.publish('core.outcomes',                    ARRAY['tenant:{tenant_id}']);
SELECT stream.publish('core.hypotheses',                  ARRAY['tenant:{tenant_id}']);

-- What people write to one another
SELECT stream.publish('taskjuggler.direct_messages',      ARRAY['user:{sender_id}', 'user:{recipient_id}']);
SELECT stream.publish('taskjuggler.conversations',        ARRAY['actor:{actor_a_id}', 'actor:{actor_b_id}']);
SELECT stream.publish('taskjuggler.messages',             ARRAY['@taskjuggler.conversations={conversation_id}']);
SELECT stream.publish('taskjuggler.inbox_items',          ARRAY['user:{user_id}']);
SELECT stream.publish('assist.conversations',             ARRAY['person:{user_id}']);
SELECT stream.publish('assist.pages',                     ARRAY['person:{user_id}', 'page-reader:{id}', 'area-reader:{area_id} if {visibility} = ''shared''']);

-- Markets and sales
SELECT stream.publish('taskjuggler.marketplace_listings', ARRAY['market:everybody if {status} = ''open''', 'user:{requestor_id}', 'vendor:{assigned_vendor_id}']);
SELECT stream.publish('taskjuggler.marketplace_bids',     ARRAY['vendor:{vendor_id}', '@taskjuggler.marketplace_listings/user={listing_id}']);
SELECT stream.publish('scaliyo.leads',                    ARRAY['profile:{client_id}']);
SELECT stream.publish('scaliyo.workflow_executions',      ARRAY['profile:{user_id}']);
SELECT stream.publish('scaliyo.scheduled_emails',         ARRAY['profile:{owner_id}']);
SELECT stream.publish('scaliyo.social_posts',             ARRAY['profile:{user_id}']);

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
SELECT stream.publish('assist.page_user_shares',         ARRAY['user:{user_id}'],                            sight => ARRAY['page_id', 'user_id']);
SELECT stream.publish('assist.page_group_shares',        ARRAY['group:{group_id}'],                          sight => ARRAY['page_id', 'group_id']);
SELECT stream.publish('core.users',                      ARRAY['user:{id}'],                                 sight => ARRAY['tenant_id', 'role_id', 'is_active']);
SELECT stream.publish('core.tenants',                    ARRAY['seat:{id}'],                                 sight => ARRAY['status']);
SELECT stream.publish('core.role_permissions',           ARRAY['role:{role_id}'],                            sight => ARRAY['role_id', 'permission_id']);
SELECT stream.publish('taskjuggler.team_members',        ARRAY['user:{user_id}'],                            sight => ARRAY['team_id', 'user_id', 'is_admin']);
SELECT stream.publish('auth.invitations',                ARRAY['user:{accepted_by}'],                        sight => ARRAY['accepted_by', 'revoked_at']);
SELECT stream.publish('taskjuggler.marketplace_vendors', ARRAY['user:{user_id}'],                            sight => ARRAY['user_id']);
SELECT stream.publish('taskjuggler.actors',              ARRAY['user:{user_id}', 'business:{organization_id}'], sight => ARRAY['user_id', 'organization_id']);
SELECT stream.publish('taskjuggler.profiles',            ARRAY['user:{user_id}'],                            sight => ARRAY['user_id']);
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

-- The audience keys of an account: every key under which an event may concern it. Those that say who may see a row are what
-- the helpers of the policies say; the wider ones for sight are looked up here.
CREATE FUNCTION stream.audience_of(account uuid) RETURNS text[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    claims CONSTANT text := auth.speak_for(account);
    keys   text[];
BEGIN
    WITH organization AS (
        SELECT u.organization_id AS id FROM assist.users u WHERE u.id = account
        UNION SELECT m.organization_id FROM assist.org_memberships m WHERE m.user_id = account
    ),
    team_group AS (
        SELECT m.group_id AS id FROM assist.group_memberships m WHERE m.user_id = account
    ),
    called (id) AS (
        SELECT account::text UNION SELECT m.legacy_id FROM assist.user_id_mappings m WHERE m.user_id = account
    ),
    known (key) AS (
        SELECT 'internal:members' WHERE internal.is_member()
        UNION ALL SELECT 'person:'       || unnest(assist.own_ids())
        UNION ALL SELECT 'area-reader:'  || unnest(assist.area_ids('viewer'))
        UNION ALL SELECT 'space-reader:' || unnest(assist.space_ids('member'))
        UNION ALL SELECT 'page-reader:'  || unnest(assist.page_ids('viewer'))
        UNION ALL SELECT 'tenant:'       || unnest(core.tenant_ids())
        UNION ALL SELECT 'team:'         || unnest(taskjuggler.team_ids())
        UNION ALL SELECT 'member:'       || unnest(taskjuggler.team_member_ids())
        UNION ALL SELECT 'task:'         || unnest(taskjuggler.shared_task_ids())
        UNION ALL SELECT 'vendor:'       || unnest(taskjuggler.vendor_ids())
        UNION ALL SELECT 'actor:'        || unnest(taskjuggler.actor_ids())
        UNION ALL SELECT 'market:everybody'
        UNION ALL SELECT 'profile:'      || scaliyo.account_id()
        UNION ALL SELECT 'crew:'         || unnest(scaliyo.team_ids('owner', 'admin', 'member'))
        UNION ALL SELECT 'board:'        || unnest(scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))

        UNION ALL SELECT 'user:' || id FROM called
        UNION ALL SELECT 'role:' || m.role_id FROM internal.team_members m WHERE m.user_id = account
        UNION ALL SELECT 'role:' || u.role_id FROM core.users u WHERE u.id = account
        UNION ALL SELECT 'seat:' || u.tenant_id FROM core.users u WHERE u.id = account
        UNION ALL SELECT 'business:' || unnest(taskjuggler.profile_ids())
        UNION ALL SELECT 'organization:' || id FROM organization
        UNION ALL SELECT 'group:' || id FROM team_group
        UNION ALL SELECT 'space:' || s.id FROM assist.spaces s
                  WHERE s.user_id IN (SELECT id FROM called) OR s.organization_id IN (SELECT id FROM organization)
        UNION ALL SELECT 'space:' || m.space_id FROM assist.space_memberships m
                  WHERE m.user_id = account OR m.group_id IN (SELECT id FROM team_group)
        UNION ALL SELECT 'area:' || a.id FROM assist.areas a
                  WHERE a.user_id IN (SELECT id FROM called) OR a.created_by IN (SELECT id FROM called)
        UNION ALL SELECT 'area:' || m.area_id FROM assist.area_memberships m
                  WHERE m.user_id IN (SELECT id FROM called) OR m.group_id IN (SELECT id FROM team_group)
    )
    SELECT array_agg(DISTINCT key ORDER BY key) INTO keys FROM known WHERE key IS NOT NULL;
    PERFORM set_config('request.jwt.claims', claims, true);
    RETURN keys;
END
$$;

COMMENT ON FUNCTION stream.audience_of(uuid) IS 'The audience keys of an account.';
