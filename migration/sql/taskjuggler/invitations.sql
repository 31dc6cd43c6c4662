-- TaskJuggler: the first invitation gives an account its user. A member of a team keeps the role; who left joins anew.
--
-- An invitation to a task is one to collaborate on it: who accepted sees the task with its messages and actions, and
-- writes such, until the invitation is taken back or deleted. Changing the task stays with those whom it belongs to.
--
-- team_invitations and task_invitations are what the API shows; their rows bear the invitation's id and are asked as
-- well. Their invite_code opens nothing: the token does, and it stands in the mail alone.

CREATE FUNCTION taskjuggler.may_invite_to_team(team uuid, role text) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN role IN ('admin', 'member') AND team = ANY (taskjuggler.admin_team_ids());
END
$$;

-- Those who may change the task, see tasks_update_party.
CREATE FUNCTION taskjuggler.may_invite_to_task(task uuid) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM taskjuggler.tasks t
        WHERE t.id = task AND t.deleted_at IS NULL
          AND (auth.uid() IN (t.requestor_id, t.owner_id)
            OR t.team_id = ANY (taskjuggler.team_ids()) OR t.team_member_id = ANY (taskjuggler.team_member_ids())
            OR t.marketplace_vendor_id = ANY (taskjuggler.vendor_ids())));
END
$$;

CREATE FUNCTION taskjuggler.may_clear_task(task uuid) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM taskjuggler.tasks t
        WHERE t.id = task AND (t.requestor_id = auth.uid() OR t.team_id = ANY (taskjuggler.admin_team_ids())));
END
$$;

CREATE FUNCTION taskjuggler.note_team_invitation(invitation auth.invitations) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO taskjuggler.team_invitations (id, team_id, email, invite_code, invited_by, status, expires_at, created_at, updated_at)
    VALUES (invitation.id, invitation.target, invitation.email, replace(invitation.id::text, '-', ''), invitation.invited_by, 'pending',
            invitation.expires_at, invitation.created_at, invitation.created_at)
    ON CONFLICT (id) DO UPDATE SET
        invited_by = excluded.invited_by, status = 'pending', expires_at = excluded.expires_at, updated_at = excluded.updated_at;
END;

CREATE FUNCTION taskjuggler.note_task_invitation(invitation auth.invitations) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO taskjuggler.task_invitations (id, task_id, email, invite_code, invited_by, status, expires_at, created_at, updated_at)
    VALUES (invitation.id, invitation.target, invitation.email, replace(invitation.id::text, '-', ''), invitation.invited_by, 'pending',
            invitation.expires_at, invitation.created_at, invitation.created_at)
    ON CONFLICT (id) DO UPDATE SET
        invited_by = excluded.invited_by, status = 'pending', expires_at = excluded.expires_at, updated_at = excluded.updated_at;
END;

-- The column for a password is never asked, but may not be null.
CREATE FUNCTION taskjuggler.make_user(newcomer auth.users, at timestamptz) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO taskjuggler.users (id, email, password, name, created_at, updated_at)
    VALUES (newcomer.id, newcomer.email, '', left(newcomer.display_name, 255), at, at)
    ON CONFLICT (id) DO NOTHING;
END;

CREATE FUNCTION taskjuggler.admit_to_team(invitation auth.invitations, newcomer auth.users, at timestamptz) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE taskjuggler.team_invitations i SET status = 'accepted', updated_at = at WHERE i.id = invitation.id AND i.status = 'pending';
    IF NOT FOUND THEN
        RETURN 'revoked';
    END IF;
    PERFORM taskjuggler.make_user(newcomer, at);
    INSERT INTO taskjuggler.team_members (team_id, user_id, is_admin, joined_at, created_at, updated_at)
    VALUES (invitation.target, newcomer.id, invitation.role = 'admin', at, at, at)
    ON CONFLICT (team_id, user_id) DO NOTHING;
    RETURN NULL;
END
$$;

CREATE FUNCTION taskjuggler.admit_to_task(invitation auth.invitations, newcomer auth.users, at timestamptz) RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE taskjuggler.task_invitations i SET status = 'accepted', updated_at = at WHERE i.id = invitation.id AND i.status = 'pending';
    IF NOT FOUND THEN
        RETURN 'revoked';
    END IF;
    PERFORM taskjuggler.make_user(newcomer, at);
    RETURN NULL;
END
$$;

-- Whoever deletes the row that is shown takes the invitation back, and what it gave.
CREATE FUNCTION taskjuggler.forget_invitations() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE auth.invitations i SET revoked_at = now() FROM gone WHERE i.id = gone.id AND i.revoked_at IS NULL;
    RETURN NULL;
END
$$;

CREATE TRIGGER forget_invitations AFTER DELETE ON taskjuggler.team_invitations
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION taskjuggler.forget_invitations();
CREATE TRIGGER forget_invitations AFTER DELETE ON taskjuggler.task_invitations
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION taskjuggler.forget_invitations();

COMMENT ON FUNCTION taskjuggler.may_invite_to_team(uuid, text) IS 'Whether the caller may invite somebody to a team, in a role.';
COMMENT ON FUNCTION taskjuggler.may_invite_to_task(uuid)       IS 'Whether the caller may invite somebody to collaborate on a task.';
COMMENT ON FUNCTION taskjuggler.may_clear_task(uuid)           IS 'Whether the caller may take back everybody''s invitations to a task.';
COMMENT ON FUNCTION taskjuggler.note_team_invitation(auth.invitations) IS 'Shows an invitation in team_invitations.';
COMMENT ON FUNCTION taskjuggler.note_task_invitation(auth.invitations) IS 'Shows an invitation in task_invitations.';
COMMENT ON FUNCTION taskjuggler.make_user(auth.users, timestamptz) IS 'Gives an account its user, if it has none.';
COMMENT ON FUNCTION taskjuggler.admit_to_team(auth.invitations, auth.users, timestamptz) IS 'Makes an account a member of a team.';
COMMENT ON FUNCTION taskjuggler.admit_to_task(auth.invitations, auth.users, timestamptz) IS 'Lets an account collaborate on a task.';
COMMENT ON FUNCTION taskjuggler.forget_invitations()           IS 'Takes invitations back whose rows were deleted. Past the policies: nobody writes auth.invitations.';

REVOKE EXECUTE ON FUNCTION
    taskjuggler.may_invite_to_team(uuid, text), taskjuggler.may_invite_to_task(uuid), taskjuggler.may_clear_task(uuid),
    taskjuggler.note_team_invitation(auth.invitations), taskjuggler.note_task_invitation(auth.invitations),
    taskjuggler.make_user(auth.users, timestamptz), taskjuggler.admit_to_team(auth.invitations, auth.users, timestamptz),
    taskjuggler.admit_to_task(auth.invitations, auth.users, timestamptz), taskjuggler.forget_invitations()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    taskjuggler.may_invite_to_team(uuid, text), taskjuggler.may_invite_to_task(uuid), taskjuggler.make_user(auth.users, timestamptz),
    taskjuggler.admit_to_team(auth.invitations, auth.users, timestamptz), taskjuggler.admit_to_task(auth.invitations, auth.users, timestamptz)
TO service_role;
