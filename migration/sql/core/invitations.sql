-- CodeOps: an account is in one tenant. Who was deactivated comes back by a new invitation, in its role; who is active
-- keeps the role: changing roles is not what an invitation is for.

CREATE FUNCTION core.may_invite(tenant uuid, role text) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN tenant = ANY (core.tenant_ids()) AND core.can('users.manage') AND role::uuid = ANY (core.grantable_role_ids());
END
$$;

-- The column for a password is never asked, but may not be null.
CREATE FUNCTION core.admit(invitation auth.invitations, newcomer auth.users, at timestamptz) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known core.users;
BEGIN
    SELECT * INTO known FROM core.users u WHERE u.id = newcomer.id FOR UPDATE;
    IF known.tenant_id <> invitation.target THEN
        RETURN 'elsewhere';
    ELSIF known.id IS NULL THEN
        INSERT INTO core.users (id, tenant_id, email, password_hash, first_name, last_name, title, department, role_id, is_active, created_at, updated_at)
        VALUES (newcomer.id, invitation.target, newcomer.email, '',
                coalesce(invitation.details ->> 'firstName', left(split_part(newcomer.display_name, ' ', 1), 255)),
                coalesce(invitation.details ->> 'lastName',  left(substr(newcomer.display_name, strpos(newcomer.display_name || ' ', ' ') + 1), 255)),
                invitation.details ->> 'title', invitation.details ->> 'department', invitation.role::uuid, true, at, at);
    ELSIF known.is_active IS NOT TRUE THEN
        UPDATE core.users u SET role_id = invitation.role::uuid, is_active = true, updated_at = at WHERE u.id = known.id;
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION core.may_invite(uuid, text) IS 'Whether the caller may invite somebody to a tenant, in a role.';
COMMENT ON FUNCTION core.admit(auth.invitations, auth.users, timestamptz) IS 'Makes an account a user of a tenant.';

REVOKE EXECUTE ON FUNCTION core.may_invite(uuid, text), core.admit(auth.invitations, auth.users, timestamptz) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION core.may_invite(uuid, text), core.admit(auth.invitations, auth.users, timestamptz) TO service_role;
