-- The one trigger that the document names, what makes a board or a team its maker's, and the function behind the board policies.

CREATE FUNCTION scaliyo.update_workflows_updated_at() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION scaliyo.update_workflows_updated_at() IS 'Sets updated_at of a changed workflow.';

CREATE TRIGGER update_workflows_updated_at
    BEFORE UPDATE ON scaliyo.workflows
    FOR EACH ROW EXECUTE FUNCTION scaliyo.update_workflows_updated_at();

-- A board without an owner could be seen by nobody, and nobody may add an owner. Who fills boards for others, past the
-- policies, says who owns them.
CREATE FUNCTION scaliyo.own_board() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO scaliyo.teamhub_flow_members (flow_id, user_id, role)
    SELECT NEW.id, NEW.created_by, 'owner'
    WHERE NEW.created_by = (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION scaliyo.own_board() IS 'Makes who makes a board its owner.';

REVOKE ALL ON FUNCTION scaliyo.own_board() FROM PUBLIC;

CREATE TRIGGER own_board
    AFTER INSERT ON scaliyo.teamhub_boards
    FOR EACH ROW EXECUTE FUNCTION scaliyo.own_board();

-- The same for teams: who owns one is also a member of it.
CREATE FUNCTION scaliyo.own_team() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO scaliyo.team_members (team_id, user_id, role)
    SELECT NEW.id, NEW.owner_id, 'owner'
    WHERE NEW.owner_id = (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION scaliyo.own_team() IS 'Makes who makes a team a member of it, as its owner.';

REVOKE ALL ON FUNCTION scaliyo.own_team() FROM PUBLIC;

CREATE TRIGGER own_team
    AFTER INSERT ON scaliyo.teams
    FOR EACH ROW EXECUTE FUNCTION scaliyo.own_team();

-- Reads the caller from the claims itself: the schema's tables come before the functions that read them for policies.
CREATE FUNCTION scaliyo.teamhub_user_flow_role(flow_id uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT member.role
    FROM scaliyo.teamhub_flow_members member
    JOIN scaliyo.profiles profile ON profile.id = member.user_id AND profile.status = 'active'
    WHERE member.flow_id = teamhub_user_flow_role.flow_id
      AND member.user_id = (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid;
END;

COMMENT ON FUNCTION scaliyo.teamhub_user_flow_role(uuid) IS 'The caller''s role in a flow; null for those who are not members, or not active.';

REVOKE ALL ON FUNCTION scaliyo.teamhub_user_flow_role(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scaliyo.teamhub_user_flow_role(uuid) TO authenticated, service_role;
