-- Budgets of organizations are for their administrators alone. A privilege on a column cannot tell them from members, so the
-- columns are granted to nobody, and these two functions are the way to them.

CREATE FUNCTION assist.organization_budget(organization uuid)
RETURNS TABLE (monthly_budget numeric, alert_threshold integer, hard_limit boolean)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT own.monthly_budget, own.budget_alert_threshold, coalesce(own.budget_hard_limit, false)
    FROM assist.organizations own
    WHERE own.id = organization
      AND own.id = ANY ((SELECT assist.organization_ids('admin'))::uuid[])
      AND auth.permits('assist', 'read')
$$;

-- Changes what the keys of changes name: monthlyBudget (null: no limit), alertThreshold, hardLimit. False: not there, or not
-- the caller's to change.
CREATE FUNCTION assist.set_organization_budget(organization uuid, changes jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE assist.organizations own
    SET monthly_budget         = CASE WHEN changes ? 'monthlyBudget'  THEN (changes ->> 'monthlyBudget')::numeric  ELSE own.monthly_budget         END,
        budget_alert_threshold = CASE WHEN changes ? 'alertThreshold' THEN (changes ->> 'alertThreshold')::integer ELSE own.budget_alert_threshold END,
        budget_hard_limit      = CASE WHEN changes ? 'hardLimit'      THEN (changes ->> 'hardLimit')::boolean      ELSE own.budget_hard_limit      END,
        updated_at             = now()
    WHERE own.id = organization
      AND own.id = ANY (assist.organization_ids('admin'))
      AND auth.permits('assist', 'write');
    RETURN FOUND;
END
$$;

COMMENT ON FUNCTION assist.organization_budget(uuid)            IS 'The budget of an organization that the caller administers.';
COMMENT ON FUNCTION assist.set_organization_budget(uuid, jsonb) IS 'Changes the budget of an organization that the caller administers.';

REVOKE EXECUTE ON FUNCTION assist.organization_budget(uuid), assist.set_organization_budget(uuid, jsonb) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION assist.organization_budget(uuid), assist.set_organization_budget(uuid, jsonb) TO authenticated;
