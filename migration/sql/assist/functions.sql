-- Where the caller belongs in Assist. The function runs as its owner, so that the policy on users may ask it.

CREATE FUNCTION assist.organization_ids() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog
AS $$
BEGIN
    RETURN ARRAY (
        SELECT member.organization_id FROM assist.users member WHERE member.id = auth.uid() AND member.deleted_at IS NULL
        UNION
        SELECT member.organization_id FROM assist.org_memberships member WHERE member.user_id = auth.uid()
    );
END
$$;

COMMENT ON FUNCTION assist.organization_ids() IS 'Organizations of the caller.';

REVOKE EXECUTE ON FUNCTION assist.organization_ids() FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION assist.organization_ids() TO authenticated, service_role;
