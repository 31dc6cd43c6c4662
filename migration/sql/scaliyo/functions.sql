-- Where the caller belongs in Scaliyo. The function runs as its owner, so that the policy on teamhub_flow_members may ask it.
-- The policies search with it instead of calling teamhub_user_flow_role for every row.

CREATE FUNCTION scaliyo.flow_ids(VARIADIC roles text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog
AS $$
BEGIN
    RETURN ARRAY (
        SELECT member.flow_id
        FROM scaliyo.teamhub_flow_members member
        WHERE member.user_id = auth.uid() AND member.role = ANY (roles)
    );
END
$$;

COMMENT ON FUNCTION scaliyo.flow_ids(text[]) IS 'Flows (boards) in which the caller has one of these roles.';

REVOKE EXECUTE ON FUNCTION scaliyo.flow_ids(text[]) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION scaliyo.flow_ids(text[]) TO authenticated, service_role;
