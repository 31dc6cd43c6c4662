-- What the caller is part of in Assist. The functions run as their owner, so that they may read tables whose policies ask
-- them; they take no row, return arrays that an index can be searched with, and say nothing about anybody but the caller.
-- None is used by a policy of a table that it reads without that policy also looking at the row itself: a row that is
-- just being inserted is not yet seen by a helper.
--
-- All rest on assist.user_id(): who is not an active user of Assist is part of nothing. What is marked deleted (an
-- organization, a space, an area) leads nobody anywhere, and neither does a group once its member has left its organization.
--
-- Roles have an order, and `lowest` is the least that counts:
--
--   organization, group   owner, admin, member           any other word is a member
--   space                 owner, admin, member, guest    any other word is nobody
--   area                  owner, admin, member, viewer   any other word is nobody
--   page                  editor, viewer                 any other word is a viewer

CREATE FUNCTION assist.user_id() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    account constant uuid := auth.uid();
BEGIN
    RETURN (SELECT me.id FROM assist.users me WHERE me.id = account AND me.status = 'active' AND me.deleted_at IS NULL);
END
$$;

CREATE FUNCTION assist.own_ids() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me constant uuid := assist.user_id();
BEGIN
    RETURN ARRAY (
        SELECT me::text WHERE me IS NOT NULL
        UNION ALL
        SELECT former.legacy_id FROM assist.user_id_mappings former WHERE former.user_id = me
    );
END
$$;

-- Every user is a member of the organization of its row, also without a membership.
CREATE FUNCTION assist.organization_ids(lowest text) RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me constant uuid := assist.user_id();
BEGIN
    RETURN ARRAY (
        SELECT organization.id
        FROM assist.users member
        JOIN assist.organizations organization ON organization.id = member.organization_id AND organization.deleted_at IS NULL
        WHERE member.id = me AND lowest = 'member'
        UNION
        SELECT organization.id
        FROM assist.org_memberships member
        JOIN assist.organizations organization ON organization.id = member.organization_id AND organization.deleted_at IS NULL
        WHERE member.user_id = me
          AND (lowest = 'member' OR member.role = 'owner' OR (lowest = 'admin' AND member.role = 'admin'))
    );
END
$$;

CREATE FUNCTION assist.group_ids(lowest text) RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    me            constant uuid   := assist.user_id();
    organizations constant uuid[] := assist.organization_ids('member');
BEGIN
    RETURN ARRAY (
        SELECT team.id
        FROM assist.group_memberships member
        JOIN assist.groups team ON team.id = member.group_id AND team.organization_id = ANY (organizations)
        WHERE member.user_id = me AND (lowest = 'member' OR member.role IN ('owner', 'admin'))
    );
END
$$;

-- A personal space has its owner and nobody else. In a space of the organization its members are members of the space,
-- its administrators administrators.
CREATE FUNCTION assist.space_ids(lowest text) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ranks         constant text[] := '{owner,admin,member,guest}';
    counting      constant text[] := ranks[:array_position(ranks, lowest)];
    me            constant uuid   := assist.user_id();
    own           constant text[] := assist.own_ids();
    groups        constant uuid[] := assist.group_ids('member');
    organizations constant uuid[] := CASE
        WHEN lowest IN ('member', 'guest') THEN assist.organization_ids('member')
        WHEN lowest = 'admin'              THEN assist.organization_ids('admin')
        ELSE '{}'
    END;
BEGIN
    RETURN ARRAY (
        SELECT space.id FROM assist.spaces space WHERE space.user_id = ANY (own) AND space.deleted_at IS NULL
        UNION
        SELECT space.id
        FROM assist.space_memberships member
        JOIN assist.spaces space ON space.id = member.space_id
        WHERE (member.user_id = me OR member.group_id = ANY (groups)) AND member.role = ANY (counting)
          AND space.space_type <> 'personal' AND space.deleted_at IS NULL
        UNION
        SELECT space.id
        FROM assist.spaces space
        WHERE space.organization_id = ANY (organizations) AND space.space_type = 'organization' AND space.deleted_at IS NULL
    );
END
$$;

-- An area is open to the members of its space (not to guests), administrators among them, unless it is restricted; a
-- membership of its own opens any. Whoever made it owns it for as long as its space is theirs to work in.
CREATE FUNCTION assist.area_ids(lowest text) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    ranks       constant text[] := '{owner,admin,member,viewer}';
    counting    constant text[] := ranks[:array_position(ranks, lowest)];
    own         constant text[] := assist.own_ids();
    groups      constant uuid[] := assist.group_ids('member');
    spaces      constant text[] := assist.space_ids('member');
    open_spaces constant text[] := CASE
        WHEN lowest IN ('member', 'viewer') THEN spaces
        WHEN lowest = 'admin'               THEN assist.space_ids('admin')
        ELSE '{}'
    END;
BEGIN
    RETURN ARRAY (
        SELECT area.id FROM assist.areas area WHERE area.space_id = ANY (open_spaces) AND NOT area.is_restricted AND area.deleted_at IS NULL
        UNION
        SELECT area.id
        FROM assist.areas area
        WHERE (area.user_id = ANY (own) OR area.created_by = ANY (own)) AND area.space_id = ANY (spaces) AND area.deleted_at IS NULL
        UNION
        SELECT area.id
        FROM assist.area_memberships member
        JOIN assist.areas area   ON area.id = member.area_id    AND area.deleted_at IS NULL
        JOIN assist.spaces space ON space.id = area.space_id    AND space.deleted_at IS NULL
        WHERE (member.user_id = ANY (own) OR member.group_id = ANY (groups)) AND member.role = ANY (counting)
    );
END
$$;

CREATE FUNCTION assist.document_ids() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN ARRAY (SELECT share.document_id FROM assist.document_area_shares share WHERE share.area_id = ANY ((SELECT assist.area_ids('viewer'))::text[]));
END
$$;

CREATE FUNCTION assist.page_ids(lowest text) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own    constant text[] := assist.own_ids();
    groups constant uuid[] := assist.group_ids('member');
BEGIN
    RETURN ARRAY (
        SELECT share.page_id FROM assist.page_user_shares share WHERE share.user_id = ANY (own) AND (lowest = 'viewer' OR share.permission = 'editor')
        UNION
        SELECT share.page_id FROM assist.page_group_shares share WHERE share.group_id = ANY (groups) AND (lowest = 'viewer' OR share.permission = 'editor')
    );
END
$$;

-- For policies on users, beside the users of the caller's organizations.
CREATE FUNCTION assist.outside_user_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    organizations constant uuid[] := assist.organization_ids('member');
BEGIN
    RETURN ARRAY (
        SELECT person.id
        FROM assist.org_memberships member
        JOIN assist.users person ON person.id = member.user_id
        WHERE member.organization_id = ANY (organizations) AND person.organization_id <> ALL (organizations)
        UNION
        SELECT person.id
        FROM assist.space_memberships member
        JOIN assist.users person ON person.id = member.user_id
        WHERE member.space_id = ANY ((SELECT assist.space_ids('member'))::text[]) AND person.organization_id <> ALL (organizations)
    );
END
$$;

CREATE FUNCTION assist.audited_ids() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    organizations constant uuid[] := assist.organization_ids('admin');
BEGIN
    RETURN ARRAY (
        SELECT person.id::text FROM assist.users person WHERE person.organization_id = ANY (organizations)
        UNION ALL
        SELECT former.legacy_id
        FROM assist.users person
        JOIN assist.user_id_mappings former ON former.user_id = person.id
        WHERE person.organization_id = ANY (organizations)
    );
END
$$;

-- Questions about one row, for the few rows that are written: a policy cannot look into its own table, and a text that
-- names a user cannot be compared with the users' ids without knowing that it is one. They run as the caller, so that
-- policies answer. They find rows as these were before the statement, which is how a policy compares a row with itself.

CREATE FUNCTION assist.sees_user(who text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF who !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
        RETURN false;
    END IF;
    RETURN EXISTS (SELECT FROM assist.users person WHERE person.id = who::uuid);
END
$$;

CREATE FUNCTION assist.sees_task(task_id text) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM assist.tasks task WHERE task.id = task_id);
END
$$;

CREATE FUNCTION assist.area_of_task(task_id text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT task.area_id FROM assist.tasks task WHERE task.id = task_id);
END
$$;

CREATE FUNCTION assist.visibility_of_page(page_id text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT page.visibility FROM assist.pages page WHERE page.id = page_id);
END
$$;

COMMENT ON FUNCTION assist.user_id()                IS 'The caller, if an active user of Assist.';
COMMENT ON FUNCTION assist.own_ids()                IS 'What the caller is called in columns that name a user by text: its id, and its former ids.';
COMMENT ON FUNCTION assist.organization_ids(text)   IS 'Organizations in which the caller is at least this: owner, admin, member.';
COMMENT ON FUNCTION assist.group_ids(text)          IS 'Groups in which the caller is at least this: admin, member.';
COMMENT ON FUNCTION assist.space_ids(text)          IS 'Spaces in which the caller is at least this: owner, admin, member, guest.';
COMMENT ON FUNCTION assist.area_ids(text)           IS 'Areas in which the caller is at least this: owner, admin, member, viewer.';
COMMENT ON FUNCTION assist.document_ids()           IS 'Documents that are shared with an area of the caller.';
COMMENT ON FUNCTION assist.page_ids(text)           IS 'Pages that are shared with the caller or a group of the caller, to be at least this: editor, viewer.';
COMMENT ON FUNCTION assist.outside_user_ids()       IS 'Users of other organizations who are members of an organization or a space of the caller.';
COMMENT ON FUNCTION assist.audited_ids()            IS 'What users of the organizations that the caller administers are called in columns that name a user by text.';
COMMENT ON FUNCTION assist.sees_user(text)          IS 'Whether the caller sees a user.';
COMMENT ON FUNCTION assist.sees_task(text)          IS 'Whether the caller sees a task.';
COMMENT ON FUNCTION assist.area_of_task(text)       IS 'The area of a task, as it was before the statement.';
COMMENT ON FUNCTION assist.visibility_of_page(text) IS 'The visibility of a page, as it was before the statement.';

REVOKE EXECUTE ON FUNCTION
    assist.user_id(), assist.own_ids(), assist.organization_ids(text), assist.group_ids(text), assist.space_ids(text),
    assist.area_ids(text), assist.document_ids(), assist.page_ids(text), assist.outside_user_ids(), assist.audited_ids(),
    assist.sees_user(text), assist.sees_task(text), assist.area_of_task(text), assist.visibility_of_page(text)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    assist.user_id(), assist.own_ids(), assist.organization_ids(text), assist.group_ids(text), assist.space_ids(text),
    assist.area_ids(text), assist.document_ids(), assist.page_ids(text), assist.outside_user_ids(), assist.audited_ids(),
    assist.sees_user(text), assist.sees_task(text), assist.area_of_task(text), assist.visibility_of_page(text)
TO authenticated, service_role;
