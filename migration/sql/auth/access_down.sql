-- Takes access back: policies, row level security, privileges, then the functions that the policies called.

DO $$
DECLARE
    schemas constant regnamespace[] := '{auth, internal, assist, core, scaliyo, taskjuggler}';
    gone record;
BEGIN
    FOR gone IN
        SELECT policy.polname AS name, class.oid::regclass AS on_table
        FROM pg_policy policy
        JOIN pg_class class ON class.oid = policy.polrelid
        WHERE class.relnamespace = ANY (schemas)
    LOOP
        EXECUTE format('DROP POLICY %I ON %s', gone.name, gone.on_table);
    END LOOP;

    FOR gone IN
        SELECT oid::regclass AS on_table FROM pg_class
        WHERE relnamespace = ANY (schemas) AND relkind = 'r' AND relrowsecurity
    LOOP
        EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', gone.on_table);
    END LOOP;
END
$$;

REVOKE ALL ON ALL TABLES IN SCHEMA auth, internal, assist, core, scaliyo, taskjuggler FROM anon, authenticated;

DROP VIEW scaliyo.email_analytics;

DROP INDEX taskjuggler.tasks_requestor_id_owner_id_idx, taskjuggler.tasks_owner_id_requestor_id_idx;

DROP FUNCTION
    assist.set_user_status(uuid, text), assist.create_organization(uuid, text, text),
    assist.set_organization_budget(uuid, jsonb), assist.organization_budget(uuid),
    taskjuggler.end_listing(uuid, text), taskjuggler.decide_bid(uuid, text),
    internal.can(text), internal.is_member(), internal.grantable_role_ids(), internal.capabilities(), internal.member_id(),
    assist.visibility_of_page(text), assist.area_of_task(text), assist.sees_task(text), assist.sees_user(text),
    assist.audited_ids(), assist.outside_user_ids(), assist.page_ids(text), assist.document_ids(), assist.area_ids(text),
    assist.space_ids(text), assist.group_ids(text), assist.organization_ids(text), assist.own_ids(), assist.user_id(),
    core.sees_comment(uuid, uuid), core.can(text), core.grantable_role_ids(), core.colleague_ids(), core.permissions(), core.tenant_ids(),
    scaliyo.colleague_ids(), scaliyo.flow_ids(text[]), scaliyo.team_ids(text[]), scaliyo.email(), scaliyo.is_super_admin(),
    scaliyo.is_admin(), scaliyo.account_id(),
    taskjuggler.contact_ids(), taskjuggler.related_actor_ids(), taskjuggler.actor_ids(), taskjuggler.profile_ids(),
    taskjuggler.vendor_ids(), taskjuggler.shared_task_ids(), taskjuggler.team_member_ids(), taskjuggler.admin_team_ids(), taskjuggler.team_mate_ids(), taskjuggler.team_ids(),
    auth.speak_for(uuid), auth.permits(text, text), auth.role(), auth.uid(), auth.jwt();
