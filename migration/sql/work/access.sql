-- Who may ask why somebody else does, or does not, see a row: the administrators of the row's system. What they are told
-- is still about rows that they see themselves.

CREATE FUNCTION work.administers(system text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN coalesce(CASE system
        WHEN 'internal'    THEN internal.can('team.roles.manage')
        WHEN 'core'        THEN core.can('roles.manage')
        WHEN 'taskjuggler' THEN cardinality(taskjuggler.admin_team_ids()) > 0
        WHEN 'assist'      THEN cardinality(assist.organization_ids('admin')) > 0
        WHEN 'scaliyo'     THEN EXISTS (
            SELECT FROM scaliyo.profiles person
            WHERE person.id = auth.uid() AND person.role = 'ADMIN' AND person.status = 'active')
        END, false);
END
$$;

COMMENT ON FUNCTION work.administers(text) IS 'Whether the caller administers a system, or a team or organization in it.';

REVOKE EXECUTE ON FUNCTION work.administers(text) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION work.administers(text) TO authenticated;
