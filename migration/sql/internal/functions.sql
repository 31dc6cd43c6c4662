-- Who the caller is in the team. The functions run as their owner, so that a policy on team_members may ask them
-- without asking itself; they take no row and say nothing about anybody but the caller.

CREATE FUNCTION internal.member_id() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT member.id
        FROM internal.team_members member
        WHERE member.user_id = auth.uid() AND member.status = 'active'
    );
END
$$;

CREATE FUNCTION internal.capabilities() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT coalesce(role.capabilities, '{}') || coalesce(member.custom_capabilities, '{}')
        FROM internal.team_members member
        LEFT JOIN internal.team_roles role ON role.id = member.role_id
        WHERE member.user_id = auth.uid() AND member.status = 'active'
    );
END
$$;

CREATE FUNCTION internal.grantable_role_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT array_agg(role.id)
        FROM internal.team_roles role
        WHERE role.capabilities <@ (SELECT internal.capabilities())
    );
END
$$;

-- Two shorthands for the policies; the planner replaces them by what they stand for.

CREATE FUNCTION internal.is_member() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN internal.member_id() IS NOT NULL;

CREATE FUNCTION internal.can(capability text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN capability = ANY (internal.capabilities());

COMMENT ON FUNCTION internal.member_id()          IS 'The caller''s row in team_members; null unless it is active.';
COMMENT ON FUNCTION internal.capabilities()       IS 'What the caller may do: the capabilities of the role and those of its own. Null unless the member is active.';
COMMENT ON FUNCTION internal.grantable_role_ids() IS 'Roles whose capabilities the caller holds, all of them: those that may be given to somebody. Null when there are none.';
COMMENT ON FUNCTION internal.is_member()          IS 'Whether the caller is an active member of the team.';
COMMENT ON FUNCTION internal.can(text)            IS 'Whether the caller holds a capability.';

REVOKE EXECUTE ON FUNCTION
    internal.member_id(), internal.capabilities(), internal.grantable_role_ids(), internal.is_member(), internal.can(text)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    internal.member_id(), internal.capabilities(), internal.grantable_role_ids(), internal.is_member(), internal.can(text)
TO authenticated, service_role;
