-- Organizations are made by who will own them, and their administrators say who is active in them. Nobody could make the
-- first membership of an organization, nor an administrator change the row of a user, by policies; these functions do. They
-- give the word of what refused, or null.

-- Whoever has no user in Assist yet gets one, which belongs to the new organization.
CREATE FUNCTION assist.create_organization(organization uuid, name text, slug text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    account auth.users;
BEGIN
    SELECT * INTO account FROM auth.users u WHERE u.id = auth.uid() FOR UPDATE;
    IF account.id IS NULL OR NOT auth.permits('assist', 'write')
        OR EXISTS (SELECT FROM assist.users u WHERE u.id = account.id AND (u.status IS DISTINCT FROM 'active' OR u.deleted_at IS NOT NULL)) THEN
        RETURN 'forbidden';
    ELSIF (SELECT count(*) FROM assist.org_memberships m WHERE m.user_id = account.id AND m.role = 'owner') >= 20 THEN
        RETURN 'many';
    END IF;
    INSERT INTO assist.organizations (id, name, slug) VALUES (organization, name, slug);
    INSERT INTO assist.users (id, organization_id, email, username, display_name, status)
    VALUES (account.id, organization, account.email, split_part(account.email, '@', 1), account.display_name, 'active')
    ON CONFLICT (id) DO NOTHING;
    INSERT INTO assist.org_memberships (organization_id, user_id, role) VALUES (organization, account.id, 'owner');
    RETURN NULL;
END
$$;

-- Nobody does it to themselves, and none but owners to an owner.
CREATE FUNCTION assist.set_user_status(person uuid, status text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known assist.users;
BEGIN
    SELECT * INTO known FROM assist.users u WHERE u.id = person FOR UPDATE;
    IF NOT auth.permits('assist', 'write') OR known.id = auth.uid() OR (known.organization_id = ANY (assist.organization_ids('admin'))) IS NOT TRUE
        OR (EXISTS (SELECT FROM assist.org_memberships m WHERE m.user_id = person AND m.organization_id = known.organization_id AND m.role = 'owner')
            AND (known.organization_id = ANY (assist.organization_ids('owner'))) IS NOT TRUE) THEN
        RETURN 'forbidden';
    ELSIF known.status IS NOT DISTINCT FROM set_user_status.status OR set_user_status.status NOT IN ('active', 'suspended') THEN
        RETURN 'conflict';
    END IF;
    UPDATE assist.users u SET status = set_user_status.status, updated_at = now() WHERE u.id = person;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION assist.create_organization(uuid, text, text) IS 'Makes an organization that the caller owns.';
COMMENT ON FUNCTION assist.set_user_status(uuid, text) IS 'Suspends a user of an organization that the caller administers, or ends that.';

REVOKE EXECUTE ON FUNCTION assist.create_organization(uuid, text, text), assist.set_user_status(uuid, text) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION assist.create_organization(uuid, text, text), assist.set_user_status(uuid, text) TO authenticated;
