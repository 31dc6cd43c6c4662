-- Assist: the first organization that lets an account in is where its user belongs; others make it a member. A member
-- keeps the role; who left joins anew. Who is suspended or marked deleted comes back by those who did that.

CREATE FUNCTION assist.may_invite(organization uuid, role text) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE role
        WHEN 'owner'  THEN organization = ANY (assist.organization_ids('owner'))
        WHEN 'admin'  THEN organization = ANY (assist.organization_ids('admin'))
        WHEN 'member' THEN organization = ANY (assist.organization_ids('admin'))
    END;
END
$$;

CREATE FUNCTION assist.admit(invitation auth.invitations, newcomer auth.users, at timestamptz) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known assist.users;
    short constant text := split_part(newcomer.email, '@', 1);
BEGIN
    SELECT * INTO known FROM assist.users u WHERE u.id = newcomer.id FOR UPDATE;
    IF known.id IS NULL THEN
        INSERT INTO assist.users (id, organization_id, email, username, display_name, status, created_at, updated_at)
        VALUES (newcomer.id, invitation.target, newcomer.email,
                CASE WHEN EXISTS (SELECT FROM assist.users u WHERE u.organization_id = invitation.target AND u.username = short)
                     THEN newcomer.email ELSE short END,
                newcomer.display_name, 'active', at, at);
    ELSIF known.status IS DISTINCT FROM 'active' OR known.deleted_at IS NOT NULL THEN
        RETURN 'suspended';
    END IF;
    INSERT INTO assist.org_memberships (organization_id, user_id, role, created_at, updated_at)
    VALUES (invitation.target, newcomer.id, invitation.role, at, at)
    ON CONFLICT (organization_id, user_id) DO NOTHING;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION assist.may_invite(uuid, text) IS 'Whether the caller may invite somebody to an organization, in a role.';
COMMENT ON FUNCTION assist.admit(auth.invitations, auth.users, timestamptz) IS 'Makes an account a member of an organization.';

REVOKE EXECUTE ON FUNCTION assist.may_invite(uuid, text), assist.admit(auth.invitations, auth.users, timestamptz) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION assist.may_invite(uuid, text), assist.admit(auth.invitations, auth.users, timestamptz) TO service_role;
