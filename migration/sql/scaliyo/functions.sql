-- Who the caller is in Scaliyo, and where it belongs. The functions run as their owner, so that policies on the tables
-- they read may ask them; they take no row and say nothing about anybody but the caller.
-- An account whose profile is missing or not active is nobody here: every helper goes through account_id().

CREATE FUNCTION scaliyo.account_id() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT profile.id FROM scaliyo.profiles profile WHERE profile.id = auth.uid() AND profile.status = 'active');
END
$$;

CREATE FUNCTION scaliyo.is_admin() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM scaliyo.profiles profile WHERE profile.id = scaliyo.account_id() AND profile.role = 'ADMIN');
END
$$;

CREATE FUNCTION scaliyo.is_super_admin() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM scaliyo.profiles profile WHERE profile.id = scaliyo.account_id() AND profile.is_super_admin);
END
$$;

-- Who is invited may have no profile yet, so this asks whether the profile is shut, not whether it is there. The address
-- is the account's: the one in a profile was written by its user.
CREATE FUNCTION scaliyo.email() RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT lower(account.email)
        FROM auth.users account
        WHERE account.id = auth.uid()
          AND NOT EXISTS (SELECT FROM scaliyo.profiles profile WHERE profile.id = account.id AND profile.status <> 'active')
    );
END
$$;

-- A team's owner is its owner whether or not there is a row of it among the members.
CREATE FUNCTION scaliyo.team_ids(VARIADIC roles text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (
        SELECT member.team_id
        FROM scaliyo.team_members member
        WHERE member.user_id = scaliyo.account_id() AND member.role = ANY (roles)
        UNION
        SELECT team.id
        FROM scaliyo.teams team
        WHERE team.owner_id = scaliyo.account_id() AND 'owner' = ANY (roles)
    );
END
$$;

-- The policies search with it instead of calling teamhub_user_flow_role for every row.
CREATE FUNCTION scaliyo.flow_ids(VARIADIC roles text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (
        SELECT member.flow_id
        FROM scaliyo.teamhub_flow_members member
        WHERE member.user_id = scaliyo.account_id() AND member.role = ANY (roles)
    );
END
$$;

CREATE FUNCTION scaliyo.colleague_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (
        SELECT scaliyo.account_id()
        UNION
        SELECT mate.user_id
        FROM scaliyo.team_members mate
        WHERE mate.team_id = ANY (scaliyo.team_ids('owner', 'admin', 'member'))
        UNION
        SELECT team.owner_id
        FROM scaliyo.teams team
        WHERE team.id = ANY (scaliyo.team_ids('owner', 'admin', 'member'))
        UNION
        SELECT mate.user_id
        FROM scaliyo.teamhub_flow_members mate
        WHERE mate.flow_id = ANY (scaliyo.flow_ids('owner', 'admin', 'member', 'viewer'))
    );
END
$$;

COMMENT ON FUNCTION scaliyo.account_id()     IS 'The caller''s account, if its profile is active; else null.';
COMMENT ON FUNCTION scaliyo.is_admin()       IS 'Whether the caller administers the platform.';
COMMENT ON FUNCTION scaliyo.is_super_admin() IS 'Whether the caller may give support in the name of others.';
COMMENT ON FUNCTION scaliyo.email()          IS 'The address under which the caller is invited, in lower case; null if its profile is not active.';
COMMENT ON FUNCTION scaliyo.team_ids(text[]) IS 'Teams in which the caller has one of these roles.';
COMMENT ON FUNCTION scaliyo.flow_ids(text[]) IS 'Flows (boards) in which the caller has one of these roles.';
COMMENT ON FUNCTION scaliyo.colleague_ids()  IS 'Accounts that share a team or a flow with the caller, and the caller.';

REVOKE EXECUTE ON FUNCTION
    scaliyo.account_id(), scaliyo.is_admin(), scaliyo.is_super_admin(), scaliyo.email(),
    scaliyo.team_ids(text[]), scaliyo.flow_ids(text[]), scaliyo.colleague_ids()
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    scaliyo.account_id(), scaliyo.is_admin(), scaliyo.is_super_admin(), scaliyo.email(),
    scaliyo.team_ids(text[]), scaliyo.flow_ids(text[]), scaliyo.colleague_ids()
TO authenticated, service_role;
