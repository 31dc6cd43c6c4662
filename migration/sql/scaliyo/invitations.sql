-- Scaliyo: the first invitation gives an account its profile, as a client of the platform. A member keeps the role; who
-- left joins anew. Who is disabled comes back by the platform's administrators.
-- team_invites and teamhub_invites are what the API shows. They are asked as well: who has declined is not let in.

CREATE FUNCTION scaliyo.may_invite_to_team(team uuid, role text) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE role
        WHEN 'admin'  THEN team = ANY (scaliyo.team_ids('owner', 'admin'))
        WHEN 'member' THEN team = ANY (scaliyo.team_ids('owner', 'admin', 'member'))
    END;
END
$$;

CREATE FUNCTION scaliyo.may_invite_to_board(board uuid, role text) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN role IN ('admin', 'member', 'viewer') AND board = ANY (scaliyo.flow_ids('owner', 'admin'));
END
$$;

CREATE FUNCTION scaliyo.note_team_invite(invitation auth.invitations) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO scaliyo.team_invites (id, team_id, email, invited_by, role, status, created_at, expires_at)
    VALUES (invitation.id, invitation.target, invitation.email, invitation.invited_by, invitation.role, 'pending', invitation.created_at, invitation.expires_at)
    ON CONFLICT (team_id, email) DO UPDATE SET
        invited_by = excluded.invited_by, role = excluded.role, status = 'pending', created_at = excluded.created_at, expires_at = excluded.expires_at;
END;

CREATE FUNCTION scaliyo.note_board_invite(invitation auth.invitations) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO scaliyo.teamhub_invites (id, flow_id, email, role, invited_by, status, created_at)
    VALUES (invitation.id, invitation.target, invitation.email, invitation.role, invitation.invited_by, 'pending', invitation.created_at)
    ON CONFLICT (flow_id, email) DO UPDATE SET
        invited_by = excluded.invited_by, role = excluded.role, status = 'pending', created_at = excluded.created_at;
END;

-- Whether the account has a profile that is active, which is made if there is none.
CREATE FUNCTION scaliyo.has_profile(newcomer auth.users, at timestamptz) RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO scaliyo.profiles (id, email, name, role, status, "createdAt", created_at, updated_at)
    VALUES (newcomer.id, newcomer.email, newcomer.display_name, 'CLIENT', 'active', at, at, at)
    ON CONFLICT (id) DO NOTHING;
    RETURN EXISTS (SELECT FROM scaliyo.profiles profile WHERE profile.id = newcomer.id AND profile.status = 'active');
END
$$;

CREATE FUNCTION scaliyo.admit_to_team(invitation auth.invitations, newcomer auth.users, at timestamptz) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE scaliyo.team_invites i SET status = 'accepted'
    WHERE i.team_id = invitation.target AND lower(i.email) = invitation.email AND i.status = 'pending';
    IF NOT FOUND THEN
        RETURN 'revoked';
    ELSIF NOT scaliyo.has_profile(newcomer, at) THEN
        RETURN 'suspended';
    END IF;
    INSERT INTO scaliyo.team_members (team_id, user_id, role, joined_at)
    VALUES (invitation.target, newcomer.id, invitation.role, at)
    ON CONFLICT (team_id, user_id) DO NOTHING;
    RETURN NULL;
END
$$;

CREATE FUNCTION scaliyo.admit_to_board(invitation auth.invitations, newcomer auth.users, at timestamptz) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE scaliyo.teamhub_invites i SET status = 'accepted'
    WHERE i.flow_id = invitation.target AND lower(i.email) = invitation.email AND i.status = 'pending';
    IF NOT FOUND THEN
        RETURN 'revoked';
    ELSIF NOT scaliyo.has_profile(newcomer, at) THEN
        RETURN 'suspended';
    END IF;
    INSERT INTO scaliyo.teamhub_flow_members (flow_id, user_id, role, created_at, updated_at)
    VALUES (invitation.target, newcomer.id, invitation.role, at, at)
    ON CONFLICT (flow_id, user_id) DO NOTHING;
    IF FOUND THEN
        INSERT INTO scaliyo.teamhub_activity (board_id, user_id, action, details, created_at)
        VALUES (invitation.target, newcomer.id, 'member_joined', jsonb_build_object('role', invitation.role), at);
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION scaliyo.may_invite_to_team(uuid, text)  IS 'Whether the caller may invite somebody to a team, in a role.';
COMMENT ON FUNCTION scaliyo.may_invite_to_board(uuid, text) IS 'Whether the caller may invite somebody to a board, in a role.';
COMMENT ON FUNCTION scaliyo.note_team_invite(auth.invitations)  IS 'Shows an invitation in team_invites.';
COMMENT ON FUNCTION scaliyo.note_board_invite(auth.invitations) IS 'Shows an invitation in teamhub_invites.';
COMMENT ON FUNCTION scaliyo.has_profile(auth.users, timestamptz) IS 'Whether an account has an active profile; makes it if there is none.';
COMMENT ON FUNCTION scaliyo.admit_to_team(auth.invitations, auth.users, timestamptz)  IS 'Makes an account a member of a team.';
COMMENT ON FUNCTION scaliyo.admit_to_board(auth.invitations, auth.users, timestamptz) IS 'Makes an account a member of a board.';

REVOKE EXECUTE ON FUNCTION
    scaliyo.may_invite_to_team(uuid, text), scaliyo.may_invite_to_board(uuid, text), scaliyo.note_team_invite(auth.invitations),
    scaliyo.note_board_invite(auth.invitations), scaliyo.has_profile(auth.users, timestamptz),
    scaliyo.admit_to_team(auth.invitations, auth.users, timestamptz), scaliyo.admit_to_board(auth.invitations, auth.users, timestamptz)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    scaliyo.may_invite_to_team(uuid, text), scaliyo.may_invite_to_board(uuid, text), scaliyo.has_profile(auth.users, timestamptz),
    scaliyo.admit_to_team(auth.invitations, auth.users, timestamptz), scaliyo.admit_to_board(auth.invitations, auth.users, timestamptz)
TO service_role;
