-- Where the caller belongs in CodeOps, and what its role permits. The functions run as their owner, so that a policy on
-- users may ask them without asking itself; they take no row and say nothing about anybody but the caller.
-- A user who is not marked active, or whose tenant is neither active nor on trial, has no tenant and no permissions.

CREATE FUNCTION core.tenant_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (
        SELECT member.tenant_id
        FROM core.users member
        JOIN core.tenants tenant ON tenant.id = member.tenant_id
        WHERE member.id = auth.uid() AND member.is_active AND tenant.status IN ('ACTIVE', 'TRIAL')
    );
END
$$;

CREATE FUNCTION core.permissions() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (
        SELECT permission.code
        FROM core.users member
        JOIN core.role_permissions given ON given.role_id = member.role_id
        JOIN core.permissions permission ON permission.id = given.permission_id
        WHERE member.id = auth.uid() AND member.tenant_id = ANY (core.tenant_ids())
    );
END
$$;

-- For the manager of a user: a policy on users cannot look into users itself.
CREATE FUNCTION core.colleague_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (SELECT colleague.id FROM core.users colleague WHERE colleague.tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]));
END
$$;

CREATE FUNCTION core.grantable_role_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (
        SELECT role.id
        FROM core.roles role
        WHERE (role.tenant_id IS NULL OR role.tenant_id = ANY ((SELECT core.tenant_ids())::uuid[]))
          AND NOT EXISTS (
              SELECT FROM core.role_permissions given
              JOIN core.permissions permission ON permission.id = given.permission_id
              WHERE given.role_id = role.id AND permission.code <> ALL ((SELECT core.permissions())::text[])
          )
    );
END
$$;

-- A shorthand for the policies; the planner replaces it by what it stands for.
CREATE FUNCTION core.can(permission text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN permission = ANY (core.permissions());

-- For a comment that answers another: a policy on comments cannot look into comments itself. Runs as the caller, so that
-- the policies answer.
CREATE FUNCTION core.sees_comment(comment uuid, decision uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM core.decision_comments known WHERE known.id = comment AND known.decision_id = decision);
END
$$;

COMMENT ON FUNCTION core.tenant_ids()         IS 'The tenant of the caller, or nothing.';
COMMENT ON FUNCTION core.permissions()        IS 'Codes of the permissions of the caller''s role.';
COMMENT ON FUNCTION core.colleague_ids()      IS 'Users of the caller''s tenant.';
COMMENT ON FUNCTION core.grantable_role_ids() IS 'Roles whose permissions the caller holds, all of them: those that may be given to somebody.';
COMMENT ON FUNCTION core.can(text)            IS 'Whether the caller holds a permission.';
COMMENT ON FUNCTION core.sees_comment(uuid, uuid) IS 'Whether the caller sees a comment on a decision.';

REVOKE EXECUTE ON FUNCTION core.tenant_ids(), core.permissions(), core.colleague_ids(), core.grantable_role_ids(), core.can(text), core.sees_comment(uuid, uuid) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION core.tenant_ids(), core.permissions(), core.colleague_ids(), core.grantable_role_ids(), core.can(text), core.sees_comment(uuid, uuid) TO authenticated, service_role;
