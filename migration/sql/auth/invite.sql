-- How invitations are made, used and taken back. Nobody reads or writes auth.invitations but through these.
--
-- The right to invite is asked twice: when inviting, and in the inviter's name when the invitation is accepted. Who has
-- lost the right meanwhile lets nobody in, and so does a disabled account.
-- A refusal is a word, since a client is told why; it undoes what came before it.

CREATE FUNCTION auth.may_invite(kind text, target uuid, role text) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN coalesce(CASE kind
        WHEN 'internal'         THEN internal.may_invite(target)
        WHEN 'core'             THEN core.may_invite(target, role)
        WHEN 'assist'           THEN assist.may_invite(target, role)
        WHEN 'scaliyo_team'     THEN scaliyo.may_invite_to_team(target, role)
        WHEN 'scaliyo_board'    THEN scaliyo.may_invite_to_board(target, role)
        WHEN 'taskjuggler_team' THEN taskjuggler.may_invite_to_team(target, role)
        WHEN 'taskjuggler_task' THEN taskjuggler.may_invite_to_task(target)
    END, false);
END
$$;

-- Who made an invitation may take it back, and so may whoever governs the place that it is to.
CREATE FUNCTION auth.may_revoke(invitation auth.invitations) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN coalesce(invitation.invited_by = auth.uid(), false) OR coalesce(CASE invitation.kind
        WHEN 'scaliyo_team'     THEN scaliyo.may_invite_to_team(invitation.target, 'admin')
        WHEN 'taskjuggler_task' THEN taskjuggler.may_clear_task(invitation.target)
        ELSE auth.may_invite(invitation.kind, invitation.target, invitation.role)
    END, false);
END
$$;

CREATE FUNCTION auth.inviter_may(invitation auth.invitations) RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    claims text;
    may    boolean;
BEGIN
    IF NOT EXISTS (SELECT FROM auth.users inviter WHERE inviter.id = invitation.invited_by AND inviter.disabled_at IS NULL) THEN
        RETURN false;
    END IF;
    claims := auth.speak_for(invitation.invited_by);
    may := auth.may_invite(invitation.kind, invitation.target, invitation.role);
    PERFORM set_config('request.jwt.claims', claims, true);
    RETURN may;
END
$$;

-- Of simultaneous invitations by one account each waits for the one before, so that their number is known.
CREATE FUNCTION auth.invite(
    kind text, target uuid, email text, role text, details jsonb, token_hash bytea, at timestamptz,
    OUT id uuid, OUT expires_at timestamptz, OUT refusal text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    account    constant uuid := auth.uid();
    address    constant text := lower(invite.email);
    invitation auth.invitations;
BEGIN
    IF account IS NULL OR NOT auth.permits(split_part(kind, '_', 1), 'write') OR NOT auth.may_invite(kind, target, role) THEN
        refusal := 'forbidden';
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('invite ' || account, 0));
    SELECT CASE
        WHEN count(*) FILTER (WHERE i.target = invite.target AND i.accepted_at IS NULL AND i.revoked_at IS NULL
                                AND i.expires_at > at AND i.email <> address) >= 100                                  THEN 'open'
        WHEN sum(i.letters) FILTER (WHERE i.created_at > at - interval '1 day') >= 200                                THEN 'letters'
        WHEN sum(i.letters) FILTER (WHERE i.created_at > at - interval '1 day' AND i.email = address) >= 10           THEN 'letters'
    END INTO refusal
    FROM auth.invitations i
    WHERE i.invited_by = account AND i.created_at > at - interval '30 days';
    IF refusal IS NOT NULL THEN
        RETURN;
    END IF;

    SELECT * INTO invitation FROM auth.invitations i
    WHERE i.target = invite.target AND i.kind = invite.kind AND i.email = address AND i.accepted_at IS NULL AND i.revoked_at IS NULL
    FOR UPDATE;
    IF invitation.id IS NOT NULL AND NOT auth.may_revoke(invitation) THEN
        refusal := 'others';
        RETURN;
    END IF;
    INSERT INTO auth.invitations AS known (kind, target, email, role, details, token_hash, invited_by, created_at, expires_at)
    VALUES (kind, target, address, role, details, token_hash, account, at, at + interval '7 days')
    ON CONFLICT (target, kind, email) WHERE accepted_at IS NULL AND revoked_at IS NULL DO UPDATE SET
        role       = excluded.role,
        details    = excluded.details,
        token_hash = excluded.token_hash,
        invited_by = excluded.invited_by,
        letters    = CASE WHEN known.created_at > at - interval '1 day' THEN known.letters + 1 ELSE 1 END,
        created_at = excluded.created_at,
        expires_at = excluded.expires_at
    RETURNING * INTO invitation;
    CASE invitation.kind
        WHEN 'internal'         THEN -- A place is for one: the address was wrong, or it is for somebody else now.
            UPDATE auth.invitations i SET revoked_at = at
            WHERE i.target = invitation.target AND i.kind = 'internal' AND i.id <> invitation.id AND i.accepted_at IS NULL AND i.revoked_at IS NULL;
        WHEN 'scaliyo_team'     THEN PERFORM scaliyo.note_team_invite(invitation);
        WHEN 'scaliyo_board'    THEN PERFORM scaliyo.note_board_invite(invitation);
        WHEN 'taskjuggler_team' THEN PERFORM taskjuggler.note_team_invitation(invitation);
        WHEN 'taskjuggler_task' THEN PERFORM taskjuggler.note_task_invitation(invitation);
        ELSE NULL;
    END CASE;
    id := invitation.id;
    expires_at := invitation.expires_at;
END
$$;

-- Lets an account in. What is wrong with an invitation is told to those who show that its address is theirs; to all
-- others it is unknown. Of two who accept at the same moment the second waits for the row, and finds it accepted.
-- Who comes in does so by the right of the inviter, in whose name the audit logs note it.
CREATE FUNCTION auth.accept_invitation(token_hash bytea, account uuid, at timestamptz, OUT kind text, OUT refusal text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    invitation auth.invitations;
    newcomer   auth.users;
    claims     text;
BEGIN
    SELECT * INTO newcomer   FROM auth.users u       WHERE u.id = account FOR SHARE;
    SELECT * INTO invitation FROM auth.invitations i WHERE i.token_hash = accept_invitation.token_hash FOR UPDATE;
    kind := invitation.kind;
    refusal := CASE
        WHEN newcomer.id IS NULL OR newcomer.disabled_at IS NOT NULL                   THEN 'disabled'
        WHEN invitation.id IS NULL OR invitation.email <> lower(newcomer.email)        THEN 'unknown'
        WHEN invitation.accepted_at IS NOT NULL                                        THEN 'used'
        WHEN invitation.revoked_at IS NOT NULL OR NOT auth.inviter_may(invitation)     THEN 'revoked'
        WHEN invitation.expires_at <= at                                               THEN 'expired'
    END;
    IF refusal IS NOT NULL THEN
        RETURN;
    END IF;
    claims := auth.speak_for(invitation.invited_by);
    refusal := CASE invitation.kind
        WHEN 'internal'         THEN internal.admit(invitation, newcomer, at)
        WHEN 'core'             THEN core.admit(invitation, newcomer, at)
        WHEN 'assist'           THEN assist.admit(invitation, newcomer, at)
        WHEN 'scaliyo_team'     THEN scaliyo.admit_to_team(invitation, newcomer, at)
        WHEN 'scaliyo_board'    THEN scaliyo.admit_to_board(invitation, newcomer, at)
        WHEN 'taskjuggler_team' THEN taskjuggler.admit_to_team(invitation, newcomer, at)
        WHEN 'taskjuggler_task' THEN taskjuggler.admit_to_task(invitation, newcomer, at)
    END;
    PERFORM set_config('request.jwt.claims', claims, true);
    UPDATE auth.invitations i SET accepted_at = at, accepted_by = account WHERE i.id = invitation.id AND refusal IS NULL;
END
$$;

-- Takes an open invitation back, or what an accepted one to a task gives. False if there is none, or it is not the
-- caller's to take back.
CREATE FUNCTION auth.revoke_invitation(id uuid, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    invitation auth.invitations;
BEGIN
    SELECT * INTO invitation FROM auth.invitations i WHERE i.id = revoke_invitation.id FOR UPDATE;
    IF invitation.id IS NULL OR auth.uid() IS NULL OR invitation.revoked_at IS NOT NULL
        OR (invitation.accepted_at IS NOT NULL AND invitation.kind <> 'taskjuggler_task')
        OR NOT auth.permits(split_part(invitation.kind, '_', 1), 'write') OR NOT auth.may_revoke(invitation)
    THEN
        RETURN false;
    END IF;
    UPDATE auth.invitations i SET revoked_at = at WHERE i.id = invitation.id;
    CASE invitation.kind
        WHEN 'scaliyo_team'     THEN DELETE FROM scaliyo.team_invites i         WHERE i.team_id = invitation.target AND lower(i.email) = invitation.email AND i.status = 'pending';
        WHEN 'scaliyo_board'    THEN DELETE FROM scaliyo.teamhub_invites i      WHERE i.flow_id = invitation.target AND lower(i.email) = invitation.email AND i.status = 'pending';
        WHEN 'taskjuggler_team' THEN DELETE FROM taskjuggler.team_invitations i WHERE i.id = invitation.id;
        WHEN 'taskjuggler_task' THEN DELETE FROM taskjuggler.task_invitations i WHERE i.id = invitation.id;
        ELSE NULL;
    END CASE;
    RETURN true;
END
$$;

COMMENT ON FUNCTION auth.may_invite(text, uuid, text)          IS 'Whether the caller may invite to a place, in a role.';
COMMENT ON FUNCTION auth.may_revoke(auth.invitations)          IS 'Whether the caller may take an invitation back.';
COMMENT ON FUNCTION auth.inviter_may(auth.invitations)         IS 'Whether who made an invitation may still invite so.';
COMMENT ON FUNCTION auth.invite(text, uuid, text, text, jsonb, bytea, timestamptz) IS 'Makes or renews an invitation in the caller''s name. Past the policies: nobody writes auth.invitations.';
COMMENT ON FUNCTION auth.accept_invitation(bytea, uuid, timestamptz) IS 'Lets an account into what an invitation is to.';
COMMENT ON FUNCTION auth.revoke_invitation(uuid, timestamptz)  IS 'Takes an invitation back in the caller''s name. Past the policies: nobody writes auth.invitations.';

REVOKE EXECUTE ON FUNCTION
    auth.may_invite(text, uuid, text), auth.may_revoke(auth.invitations), auth.inviter_may(auth.invitations),
    auth.invite(text, uuid, text, text, jsonb, bytea, timestamptz), auth.accept_invitation(bytea, uuid, timestamptz),
    auth.revoke_invitation(uuid, timestamptz)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    auth.invite(text, uuid, text, text, jsonb, bytea, timestamptz), auth.revoke_invitation(uuid, timestamptz)
TO authenticated;
GRANT EXECUTE ON FUNCTION
    auth.may_invite(text, uuid, text), auth.inviter_may(auth.invitations), auth.accept_invitation(bytea, uuid, timestamptz)
TO service_role;
