-- Onboarding: a place in the team is made first, pending; who accepts the invitation takes it. The place says what the
-- newcomer may do; only who holds all of it may invite to it.
-- Who was offboarded comes back by a new invitation; who is suspended, by those who suspended them.

CREATE FUNCTION internal.may_invite(place uuid) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN internal.can('team.members.manage')
       AND EXISTS (
           SELECT FROM internal.team_members member
           WHERE member.id = place AND coalesce(member.status, 'pending') IN ('pending', 'offboarded')
             AND (member.role_id IS NULL OR member.role_id = ANY (internal.grantable_role_ids()))
             AND coalesce(member.custom_capabilities, '{}') <@ internal.capabilities());
END
$$;

CREATE FUNCTION internal.admit(invitation auth.invitations, newcomer auth.users, at timestamptz) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM FROM internal.team_members place WHERE place.id = invitation.target FOR UPDATE;
    IF EXISTS (SELECT FROM internal.team_members other WHERE other.user_id = newcomer.id AND other.id <> invitation.target) THEN
        RETURN 'elsewhere';
    END IF;
    UPDATE internal.team_members place SET
        user_id       = newcomer.id,
        status        = 'active',
        onboarded_at  = at,
        offboarded_at = NULL,
        updated_at    = at
    WHERE place.id = invitation.target AND coalesce(place.status, 'pending') IN ('pending', 'offboarded')
      AND (place.user_id IS NULL OR place.user_id = newcomer.id OR place.status = 'offboarded');
    IF NOT FOUND THEN
        RETURN 'revoked';
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION internal.may_invite(uuid) IS 'Whether the caller may invite somebody to a place in the team.';
COMMENT ON FUNCTION internal.admit(auth.invitations, auth.users, timestamptz) IS 'Gives an account its place in the team.';

REVOKE EXECUTE ON FUNCTION internal.may_invite(uuid), internal.admit(auth.invitations, auth.users, timestamptz) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION internal.may_invite(uuid), internal.admit(auth.invitations, auth.users, timestamptz) TO service_role;
