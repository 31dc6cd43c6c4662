-- What the caller takes part in. The functions run as their owner, so that they may read tables whose policies ask them;
-- they take no row, return arrays that an index can be searched with, and say nothing about anybody but the caller.
-- None is used by a policy of a table that it reads without that policy also looking at the row itself: a row that is
-- just being inserted is not yet seen by a helper.

CREATE FUNCTION taskjuggler.team_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (SELECT member.team_id FROM taskjuggler.team_members member WHERE member.user_id = auth.uid());
END
$$;

CREATE FUNCTION taskjuggler.admin_team_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (SELECT member.team_id FROM taskjuggler.team_members member WHERE member.user_id = auth.uid() AND member.is_admin);
END
$$;

CREATE FUNCTION taskjuggler.team_member_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (SELECT member.id FROM taskjuggler.team_members member WHERE member.user_id = auth.uid());
END
$$;

CREATE FUNCTION taskjuggler.shared_task_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (
        SELECT invitation.target
        FROM auth.invitations invitation
        WHERE invitation.accepted_by = auth.uid() AND invitation.kind = 'taskjuggler_task' AND invitation.revoked_at IS NULL
    );
END
$$;

CREATE FUNCTION taskjuggler.vendor_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (SELECT vendor.id FROM taskjuggler.marketplace_vendors vendor WHERE vendor.user_id = auth.uid());
END
$$;

CREATE FUNCTION taskjuggler.profile_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (SELECT profile.id FROM taskjuggler.profiles profile WHERE profile.user_id = auth.uid());
END
$$;

CREATE FUNCTION taskjuggler.actor_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (
        SELECT actor.id
        FROM taskjuggler.actors actor
        WHERE actor.user_id = auth.uid()
           OR actor.organization_id IN (SELECT profile.id FROM taskjuggler.profiles profile WHERE profile.user_id = auth.uid())
    );
END
$$;

CREATE FUNCTION taskjuggler.related_actor_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mine constant uuid[] := taskjuggler.actor_ids();
BEGIN
    RETURN ARRAY (
        SELECT tie.actor_b_id FROM taskjuggler.relationships tie WHERE tie.actor_a_id = ANY (mine)
        UNION
        SELECT tie.actor_a_id FROM taskjuggler.relationships tie WHERE tie.actor_b_id = ANY (mine)
        UNION
        SELECT talk.actor_b_id FROM taskjuggler.conversations talk WHERE talk.actor_a_id = ANY (mine)
        UNION
        SELECT talk.actor_a_id FROM taskjuggler.conversations talk WHERE talk.actor_b_id = ANY (mine)
    );
END
$$;

CREATE FUNCTION taskjuggler.team_mate_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (
        SELECT mate.user_id
        FROM taskjuggler.team_members mine
        JOIN taskjuggler.team_members mate ON mate.team_id = mine.team_id
        WHERE mine.user_id = auth.uid()
    );
END
$$;

-- Policies ask for this one last: most people who are looked at are team mates, and what comes first is then enough.
-- The other sides of the caller's tasks are found by going from one to the next in the index: somebody with ten thousand
-- tasks and twenty contacts takes twenty steps. A contact may be in the array more than once.
CREATE FUNCTION taskjuggler.contact_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me constant uuid := auth.uid();
BEGIN
    RETURN me || taskjuggler.team_mate_ids() || ARRAY (
        WITH RECURSIVE owner AS (
            (SELECT task.owner_id AS id FROM taskjuggler.tasks task
             WHERE task.requestor_id = me AND task.owner_id IS NOT NULL ORDER BY task.owner_id LIMIT 1)
            UNION ALL
            SELECT (SELECT task.owner_id FROM taskjuggler.tasks task
                    WHERE task.requestor_id = me AND task.owner_id > owner.id ORDER BY task.owner_id LIMIT 1)
            FROM owner WHERE owner.id IS NOT NULL
        )
        SELECT owner.id FROM owner WHERE owner.id IS NOT NULL
    ) || ARRAY (
        WITH RECURSIVE requestor AS (
            (SELECT task.requestor_id AS id FROM taskjuggler.tasks task
             WHERE task.owner_id = me ORDER BY task.requestor_id LIMIT 1)
            UNION ALL
            SELECT (SELECT task.requestor_id FROM taskjuggler.tasks task
                    WHERE task.owner_id = me AND task.requestor_id > requestor.id ORDER BY task.requestor_id LIMIT 1)
            FROM requestor WHERE requestor.id IS NOT NULL
        )
        SELECT requestor.id FROM requestor WHERE requestor.id IS NOT NULL
    ) || ARRAY (
        SELECT type.user_id
        FROM taskjuggler.appointments booking
        JOIN taskjuggler.appointment_types type ON type.id = booking.appointment_type_id
        WHERE booking.user_id = me
    ) || ARRAY (
        SELECT booking.user_id
        FROM taskjuggler.appointment_types type
        JOIN taskjuggler.appointments booking ON booking.appointment_type_id = type.id
        WHERE type.user_id = me AND booking.user_id IS NOT NULL
    );
END
$$;

COMMENT ON FUNCTION taskjuggler.team_ids()          IS 'Teams of the caller.';
COMMENT ON FUNCTION taskjuggler.team_mate_ids()     IS 'Users in the caller''s teams.';
COMMENT ON FUNCTION taskjuggler.admin_team_ids()    IS 'Teams that the caller administers.';
COMMENT ON FUNCTION taskjuggler.team_member_ids()   IS 'The caller''s rows in team_members.';
COMMENT ON FUNCTION taskjuggler.shared_task_ids()   IS 'Tasks that the caller was invited to collaborate on.';
COMMENT ON FUNCTION taskjuggler.vendor_ids()        IS 'The caller''s vendors.';
COMMENT ON FUNCTION taskjuggler.profile_ids()       IS 'The caller''s profiles.';
COMMENT ON FUNCTION taskjuggler.actor_ids()         IS 'Actors that the caller speaks for: its own and those of its organizations.';
COMMENT ON FUNCTION taskjuggler.related_actor_ids() IS 'Actors that those of the caller have a relationship or a conversation with.';
COMMENT ON FUNCTION taskjuggler.contact_ids()       IS 'Users whom the caller may see: itself, its teams, the other side of its tasks and appointments.';

REVOKE EXECUTE ON FUNCTION
    taskjuggler.team_ids(), taskjuggler.team_mate_ids(), taskjuggler.admin_team_ids(), taskjuggler.team_member_ids(),
    taskjuggler.shared_task_ids(), taskjuggler.vendor_ids(), taskjuggler.profile_ids(), taskjuggler.actor_ids(), taskjuggler.related_actor_ids(), taskjuggler.contact_ids()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    taskjuggler.team_ids(), taskjuggler.team_mate_ids(), taskjuggler.admin_team_ids(), taskjuggler.team_member_ids(),
    taskjuggler.shared_task_ids(), taskjuggler.vendor_ids(), taskjuggler.profile_ids(), taskjuggler.actor_ids(), taskjuggler.related_actor_ids(), taskjuggler.contact_ids()
TO authenticated, service_role;
