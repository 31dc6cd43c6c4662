-- Who may do what in Assist. The documents are silent but for the words of their columns:
--
--   organizations, groups    their members read, administrators write; budgets are not read here at all
--   users                    oneself, the own organizations, and who works in them or in a common space
--   spaces                   owner; members, themselves or by a group; the organization, if the space is its own
--   areas                    with their space, but restricted ones for the area's members alone
--   tasks                    owner; who is in the area, without an area in the space
--   pages                    owner; if shared, who is in the area; whom they are shared with, as viewer or editor
--   documents                owner; by visibility the space, or the areas that they are shared with
--   conversations, arena, routing
--                            owner alone: nothing says with whom they would be shared
--   usage                    the user, and administrators of the organization
--   audit, e-mail log        administrators of the organization
--   links between two rows   who sees both
--
-- Viewers and guests read, members write, administrators manage; nobody gives a role above the own. What decides who
-- sees a row (its user, space, page, group, kind of space) is set when it is made and has no privilege to be updated,
-- save where the new value can be judged for itself. Who edits a row of others neither moves it nor shares it nor marks it
-- deleted.
--
-- Some tables name a user twice, as text and as uuid. The text counts: it is never null, the documents' indexes begin with it,
-- and half of the tables have nothing else; user_uuid is null where nobody filled it in, and becomes null. Rows that are made
-- here have both alike.
--
-- Spaces and areas are marked deleted and never removed: a cascade would take rows of others, and tasks of a restricted area
-- would fall back to the whole space.
--
-- Without WITH CHECK, USING also holds for what is written. Foreign keys are checked without row level security, so each
-- row that is written asks whether its parents are in sight.

ALTER TABLE assist.area_memberships        ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.areas                   ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.arena_battle_models     ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.arena_battles           ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.audit_events            ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.conversations           ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.document_area_shares    ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.documents               ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.email_logs              ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.focus_areas             ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.group_memberships       ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.groups                  ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.llm_usage               ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.model_rankings          ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.org_memberships         ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.organizations           ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.page_conversations      ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.page_group_shares       ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.page_user_shares        ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.page_versions           ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.pages                   ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.password_reset_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.password_reset_tokens   ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.related_tasks           ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.routing_decisions       ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.space_memberships       ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.spaces                  ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.task_documents          ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.tasks                   ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.tool_result_cache       ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.user_id_mappings        ENABLE ROW LEVEL SECURITY;
ALTER TABLE assist.users                   ENABLE ROW LEVEL SECURITY;

-- For nobody: password_reset_attempts, password_reset_tokens, tool_result_cache, user_id_mappings.

-- Privileges: what a policy may open at all. Where columns are for nobody, the readable ones are listed; such a list must
-- name xmin, the version of a row. What a row may be made with and what may be changed is listed always: the rest is kept
-- by the server.

GRANT SELECT ON assist.area_memberships, assist.areas, assist.arena_battle_models, assist.arena_battles,
                assist.audit_events, assist.conversations, assist.document_area_shares, assist.documents,
                assist.email_logs, assist.focus_areas, assist.group_memberships, assist.groups, assist.llm_usage,
                assist.model_rankings, assist.org_memberships, assist.page_conversations, assist.page_group_shares,
                assist.page_user_shares, assist.page_versions, assist.pages, assist.related_tasks,
                assist.routing_decisions, assist.space_memberships, assist.spaces, assist.task_documents,
                assist.tasks TO authenticated;
GRANT SELECT (xmin, id, name, slug, settings, created_at, updated_at, deleted_at, system_prompt, allowed_tiers, model_tier_assignments)
                ON assist.organizations TO authenticated;
GRANT SELECT (xmin, id, organization_id, email, username, display_name, status, last_login_at, settings, created_at, updated_at, deleted_at, preferences, first_name, last_name)
                ON assist.users TO authenticated;

GRANT INSERT (id, area_id, user_id, group_id, role, invited_by)                                              ON assist.area_memberships     TO authenticated;
GRANT INSERT (id, space_id, name, order_index, user_id, user_uuid, slug, is_restricted, created_by)          ON assist.areas                TO authenticated;
GRANT INSERT (battle_id, model_id, position)                                                                 ON assist.arena_battle_models  TO authenticated;
GRANT INSERT (id, prompt, models, settings, pinned, user_id, user_uuid)                                      ON assist.arena_battles        TO authenticated;
GRANT INSERT (id, user_id, event_type, resource_type, resource_id, action)                                   ON assist.audit_events         TO authenticated;
GRANT INSERT (id, user_id, user_uuid, title, model, pinned, tags, space_id, focus_area_id, task_id)          ON assist.conversations        TO authenticated;
GRANT INSERT (id, document_id, area_id, shared_by)                                                           ON assist.document_area_shares TO authenticated;
GRANT INSERT (id, user_id, user_uuid, filename, mime_type, file_size, char_count, page_count, content, content_hash, truncated,
              visibility, space_id)                                                                          ON assist.documents            TO authenticated;
GRANT INSERT (group_id, user_id, role)                                                                       ON assist.group_memberships    TO authenticated;
GRANT INSERT (id, organization_id, name, description, system_prompt, allowed_tiers, settings)                ON assist.groups               TO authenticated;
GRANT INSERT (id, organization_id, user_id, role)                                                            ON assist.org_memberships      TO authenticated;
GRANT INSERT (id, page_id, conversation_id, relationship)                                                    ON assist.page_conversations   TO authenticated;
GRANT INSERT (id, page_id, group_id, permission, shared_by)                                                  ON assist.page_group_shares    TO authenticated;
GRANT INSERT (id, page_id, user_id, permission, shared_by)                                                   ON assist.page_user_shares     TO authenticated;
GRANT INSERT (id, page_id, content, content_text, title, word_count, created_by, version_number, change_summary) ON assist.page_versions    TO authenticated;
GRANT INSERT (id, user_id, area_id, title, content, page_type, visibility, task_id)                          ON assist.pages                TO authenticated;
GRANT INSERT (id, source_task_id, target_task_id, relationship_type)                                         ON assist.related_tasks        TO authenticated;
GRANT INSERT (id, space_id, user_id, group_id, role, invited_by)                                             ON assist.space_memberships    TO authenticated;
GRANT INSERT (id, user_id, user_uuid, name, type, slug, order_index, space_type, organization_id)            ON assist.spaces               TO authenticated;
GRANT INSERT (id, task_id, document_id, context_role, context_note)                                          ON assist.task_documents       TO authenticated;
GRANT INSERT (id, title, status, priority, color, due_date, due_date_type, completion_notes, source_type, source_conversation_id,
              parent_task_id, subtask_type, subtask_order, context_summary, area_id, space_id, user_id, user_uuid, description,
              estimated_effort)                                                                              ON assist.tasks                TO authenticated;

GRANT UPDATE (role)                                                                                          ON assist.area_memberships     TO authenticated;
GRANT UPDATE (name, order_index, slug, is_restricted, updated_at, deleted_at)                                ON assist.areas                TO authenticated;
GRANT UPDATE (pinned, updated_at, deleted_at)                                                                ON assist.arena_battles        TO authenticated;
GRANT UPDATE (title, model, pinned, tags, last_viewed_at, space_id, focus_area_id, task_id, updated_at, deleted_at) ON assist.conversations TO authenticated;
GRANT UPDATE (filename, visibility, space_id, updated_at, deleted_at)                                        ON assist.documents            TO authenticated;
GRANT UPDATE (role)                                                                                          ON assist.group_memberships    TO authenticated;
GRANT UPDATE (name, description, system_prompt, allowed_tiers, settings, updated_at)                         ON assist.groups               TO authenticated;
GRANT UPDATE (role, updated_at)                                                                              ON assist.org_memberships      TO authenticated;
GRANT UPDATE (name, settings, system_prompt, allowed_tiers, model_tier_assignments, updated_at)              ON assist.organizations        TO authenticated;
GRANT UPDATE (permission)                                                                                    ON assist.page_group_shares    TO authenticated;
GRANT UPDATE (permission)                                                                                    ON assist.page_user_shares     TO authenticated;
GRANT UPDATE (title, content, page_type, visibility, updated_at, deleted_at)                                 ON assist.pages                TO authenticated;
GRANT UPDATE (role, updated_at)                                                                              ON assist.space_memberships    TO authenticated;
GRANT UPDATE (name, slug, order_index, updated_at, deleted_at)                                               ON assist.spaces               TO authenticated;
GRANT UPDATE (context_role, context_note)                                                                    ON assist.task_documents       TO authenticated;
GRANT UPDATE (title, status, priority, color, due_date, due_date_type, completion_notes, subtask_order, context_summary, area_id,
              description, stale_dismissed_at, estimated_effort, approach_chosen_at, updated_at, deleted_at) ON assist.tasks                TO authenticated;
GRANT UPDATE (display_name, settings, preferences, first_name, last_name, updated_at)                        ON assist.users                TO authenticated;

GRANT DELETE ON assist.area_memberships, assist.arena_battles, assist.conversations, assist.document_area_shares,
                assist.documents, assist.group_memberships, assist.groups, assist.org_memberships,
                assist.page_conversations, assist.page_group_shares, assist.page_user_shares, assist.pages,
                assist.related_tasks, assist.space_memberships, assist.task_documents, assist.tasks TO authenticated;

-- Users. Who is not active sees the own row and nothing else.
CREATE POLICY users_select_organization                  ON assist.users                FOR SELECT TO authenticated USING (id = (SELECT auth.uid()) OR organization_id = ANY ((SELECT assist.organization_ids('member'))::uuid[]) OR id = ANY ((SELECT assist.outside_user_ids())::uuid[]));
CREATE POLICY users_update_own                           ON assist.users                FOR UPDATE TO authenticated USING (id = (SELECT assist.user_id()));

-- Organizations. Administrators manage all but owners; whom they add they see already, others come by invitation.
CREATE POLICY organizations_select_member                ON assist.organizations        FOR SELECT TO authenticated USING (id = ANY ((SELECT assist.organization_ids('member'))::uuid[]));
CREATE POLICY organizations_update_admin                 ON assist.organizations        FOR UPDATE TO authenticated USING (id = ANY ((SELECT assist.organization_ids('admin'))::uuid[]));
CREATE POLICY org_memberships_select_member              ON assist.org_memberships      FOR SELECT TO authenticated USING (user_id = (SELECT assist.user_id()) OR organization_id = ANY ((SELECT assist.organization_ids('member'))::uuid[]));
CREATE POLICY org_memberships_insert_admin               ON assist.org_memberships      FOR INSERT TO authenticated
    WITH CHECK ((organization_id = ANY ((SELECT assist.organization_ids('owner'))::uuid[]) OR organization_id = ANY ((SELECT assist.organization_ids('admin'))::uuid[]) AND role IS DISTINCT FROM 'owner')
        AND EXISTS (SELECT FROM assist.users u WHERE u.id = org_memberships.user_id));
CREATE POLICY org_memberships_update_admin               ON assist.org_memberships      FOR UPDATE TO authenticated USING (organization_id = ANY ((SELECT assist.organization_ids('owner'))::uuid[]) OR organization_id = ANY ((SELECT assist.organization_ids('admin'))::uuid[]) AND role IS DISTINCT FROM 'owner');
CREATE POLICY org_memberships_delete_admin               ON assist.org_memberships      FOR DELETE TO authenticated USING (organization_id = ANY ((SELECT assist.organization_ids('owner'))::uuid[]) OR organization_id = ANY ((SELECT assist.organization_ids('admin'))::uuid[]) AND role IS DISTINCT FROM 'owner');

-- Groups. Their administrators say who belongs to them, those of the organization also what they are.
CREATE POLICY groups_select_member                       ON assist.groups               FOR SELECT TO authenticated USING (organization_id = ANY ((SELECT assist.organization_ids('member'))::uuid[]));
CREATE POLICY groups_all_admin                           ON assist.groups               FOR ALL    TO authenticated USING (organization_id = ANY ((SELECT assist.organization_ids('admin'))::uuid[]));
CREATE POLICY group_memberships_select_group             ON assist.group_memberships    FOR SELECT TO authenticated USING (EXISTS (SELECT FROM assist.groups g WHERE g.id = group_memberships.group_id));
CREATE POLICY group_memberships_insert_admin             ON assist.group_memberships    FOR INSERT TO authenticated
    WITH CHECK ((group_id = ANY ((SELECT assist.group_ids('admin'))::uuid[]) OR EXISTS (SELECT FROM assist.groups g WHERE g.id = group_memberships.group_id AND g.organization_id = ANY ((SELECT assist.organization_ids('admin'))::uuid[])))
        AND EXISTS (SELECT FROM assist.users u WHERE u.id = group_memberships.user_id));
CREATE POLICY group_memberships_update_admin             ON assist.group_memberships    FOR UPDATE TO authenticated USING (group_id = ANY ((SELECT assist.group_ids('admin'))::uuid[]) OR EXISTS (SELECT FROM assist.groups g WHERE g.id = group_memberships.group_id AND g.organization_id = ANY ((SELECT assist.organization_ids('admin'))::uuid[])));
CREATE POLICY group_memberships_delete_admin_or_own      ON assist.group_memberships    FOR DELETE TO authenticated USING (user_id = (SELECT assist.user_id()) OR group_id = ANY ((SELECT assist.group_ids('admin'))::uuid[]) OR EXISTS (SELECT FROM assist.groups g WHERE g.id = group_memberships.group_id AND g.organization_id = ANY ((SELECT assist.organization_ids('admin'))::uuid[])));

-- Spaces. A personal one has no members; one for the whole organization is made by its administrators.
CREATE POLICY spaces_select_member                       ON assist.spaces               FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR id = ANY ((SELECT assist.space_ids('guest'))::text[]));
CREATE POLICY spaces_insert_own                          ON assist.spaces               FOR INSERT TO authenticated
    WITH CHECK (user_id = (SELECT assist.user_id())::text
        AND user_uuid = (SELECT assist.user_id())
        AND (space_type IN ('personal', 'project') AND (organization_id IS NULL OR organization_id = ANY ((SELECT assist.organization_ids('member'))::uuid[])) OR space_type = 'organization' AND organization_id = ANY ((SELECT assist.organization_ids('admin'))::uuid[])));
CREATE POLICY spaces_update_owner                        ON assist.spaces               FOR UPDATE TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR id = ANY ((SELECT assist.space_ids('owner'))::text[]));
CREATE POLICY spaces_update_admin                        ON assist.spaces               FOR UPDATE TO authenticated USING (deleted_at IS NULL AND id = ANY ((SELECT assist.space_ids('admin'))::text[]));
CREATE POLICY space_memberships_select_member            ON assist.space_memberships    FOR SELECT TO authenticated USING (user_id = (SELECT assist.user_id()) OR group_id = ANY ((SELECT assist.group_ids('member'))::uuid[]) OR space_id = ANY ((SELECT assist.space_ids('member'))::text[]));
CREATE POLICY space_memberships_insert_admin             ON assist.space_memberships    FOR INSERT TO authenticated
    WITH CHECK ((space_id = ANY ((SELECT assist.space_ids('owner'))::text[]) OR space_id = ANY ((SELECT assist.space_ids('admin'))::text[]) AND role <> 'owner')
        AND invited_by = (SELECT assist.user_id())
        AND EXISTS (SELECT FROM assist.spaces s WHERE s.id = space_memberships.space_id AND s.space_type <> 'personal')
        AND (user_id IS NULL OR EXISTS (SELECT FROM assist.users u WHERE u.id = space_memberships.user_id))
        AND (group_id IS NULL OR EXISTS (SELECT FROM assist.groups g WHERE g.id = space_memberships.group_id)));
CREATE POLICY space_memberships_update_admin             ON assist.space_memberships    FOR UPDATE TO authenticated USING (space_id = ANY ((SELECT assist.space_ids('owner'))::text[]) OR space_id = ANY ((SELECT assist.space_ids('admin'))::text[]) AND role <> 'owner');
CREATE POLICY space_memberships_delete_admin_or_own      ON assist.space_memberships    FOR DELETE TO authenticated USING (user_id = (SELECT assist.user_id()) OR space_id = ANY ((SELECT assist.space_ids('owner'))::text[]) OR space_id = ANY ((SELECT assist.space_ids('admin'))::text[]) AND role <> 'owner');

-- Areas; focus_areas is what they were before, and is read alone.
CREATE POLICY areas_select_member                        ON assist.areas                FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR created_by = ANY ((SELECT assist.own_ids())::text[]) OR id = ANY ((SELECT assist.area_ids('viewer'))::text[]));
CREATE POLICY areas_insert_own                           ON assist.areas                FOR INSERT TO authenticated
    WITH CHECK (user_id = (SELECT assist.user_id())::text
        AND user_uuid = (SELECT assist.user_id())
        AND (created_by IS NULL OR created_by = (SELECT assist.user_id())::text)
        AND space_id = ANY ((SELECT assist.space_ids('member'))::text[]));
CREATE POLICY areas_update_owner                         ON assist.areas                FOR UPDATE TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) AND space_id = ANY ((SELECT assist.space_ids('member'))::text[]) OR id = ANY ((SELECT assist.area_ids('owner'))::text[]));
CREATE POLICY areas_update_admin                         ON assist.areas                FOR UPDATE TO authenticated USING (deleted_at IS NULL AND id = ANY ((SELECT assist.area_ids('admin'))::text[]));
CREATE POLICY area_memberships_select_member             ON assist.area_memberships     FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR group_id = ANY ((SELECT assist.group_ids('member'))::uuid[]) OR area_id = ANY ((SELECT assist.area_ids('viewer'))::text[]));
CREATE POLICY area_memberships_insert_admin              ON assist.area_memberships     FOR INSERT TO authenticated
    WITH CHECK ((area_id = ANY ((SELECT assist.area_ids('owner'))::text[]) OR area_id = ANY ((SELECT assist.area_ids('admin'))::text[]) AND role <> 'owner')
        AND invited_by = (SELECT assist.user_id())::text
        AND (user_id IS NULL OR assist.sees_user(user_id))
        AND (group_id IS NULL OR EXISTS (SELECT FROM assist.groups g WHERE g.id = area_memberships.group_id)));
CREATE POLICY area_memberships_update_admin              ON assist.area_memberships     FOR UPDATE TO authenticated USING (area_id = ANY ((SELECT assist.area_ids('owner'))::text[]) OR area_id = ANY ((SELECT assist.area_ids('admin'))::text[]) AND role <> 'owner');
CREATE POLICY area_memberships_delete_admin_or_own       ON assist.area_memberships     FOR DELETE TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR area_id = ANY ((SELECT assist.area_ids('owner'))::text[]) OR area_id = ANY ((SELECT assist.area_ids('admin'))::text[]) AND role <> 'owner');
CREATE POLICY focus_areas_select_space                   ON assist.focus_areas          FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR space_id = ANY ((SELECT assist.space_ids('member'))::text[]));

-- Tasks. The place of a task is its area, without one its space. Its owner moves it, within its space. Nobody puts it under
-- another task later: whoever removes that would remove both.
CREATE POLICY tasks_select_place                         ON assist.tasks                FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR area_id = ANY ((SELECT assist.area_ids('viewer'))::text[]) OR area_id IS NULL AND space_id = ANY ((SELECT assist.space_ids('member'))::text[]));
CREATE POLICY tasks_insert_own                           ON assist.tasks                FOR INSERT TO authenticated
    WITH CHECK (user_id = (SELECT assist.user_id())::text
        AND user_uuid = (SELECT assist.user_id())
        AND (area_id = ANY ((SELECT assist.area_ids('member'))::text[]) OR area_id IS NULL AND space_id = ANY ((SELECT assist.space_ids('member'))::text[]))
        AND (area_id IS NULL OR EXISTS (SELECT FROM assist.areas a WHERE a.id = tasks.area_id AND a.space_id = tasks.space_id))
        AND (parent_task_id IS NULL OR assist.sees_task(parent_task_id))
        AND (source_conversation_id IS NULL OR EXISTS (SELECT FROM assist.conversations c WHERE c.id = tasks.source_conversation_id)));
CREATE POLICY tasks_update_own                           ON assist.tasks                FOR UPDATE TO authenticated
    USING      (user_id = ANY ((SELECT assist.own_ids())::text[]))
    WITH CHECK (user_id = ANY ((SELECT assist.own_ids())::text[])
        AND (area_id = ANY ((SELECT assist.area_ids('member'))::text[]) OR area_id IS NULL AND space_id = ANY ((SELECT assist.space_ids('member'))::text[]))
        AND (area_id IS NULL OR EXISTS (SELECT FROM assist.areas a WHERE a.id = tasks.area_id AND a.space_id = tasks.space_id)));
CREATE POLICY tasks_update_member                        ON assist.tasks                FOR UPDATE TO authenticated
    USING      (deleted_at IS NULL AND (area_id = ANY ((SELECT assist.area_ids('member'))::text[]) OR area_id IS NULL AND space_id = ANY ((SELECT assist.space_ids('member'))::text[])))
    WITH CHECK (deleted_at IS NULL
        AND area_id IS NOT DISTINCT FROM assist.area_of_task(id)
        AND (area_id = ANY ((SELECT assist.area_ids('member'))::text[]) OR area_id IS NULL AND space_id = ANY ((SELECT assist.space_ids('member'))::text[])));
CREATE POLICY tasks_update_admin                         ON assist.tasks                FOR UPDATE TO authenticated
    USING      (area_id = ANY ((SELECT assist.area_ids('admin'))::text[]) OR area_id IS NULL AND space_id = ANY ((SELECT assist.space_ids('admin'))::text[]))
    WITH CHECK ((area_id = ANY ((SELECT assist.area_ids('admin'))::text[]) OR area_id IS NULL AND space_id = ANY ((SELECT assist.space_ids('admin'))::text[]))
        AND area_id IS NOT DISTINCT FROM assist.area_of_task(id));
CREATE POLICY tasks_delete_own_or_admin                  ON assist.tasks                FOR DELETE TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR area_id = ANY ((SELECT assist.area_ids('admin'))::text[]) OR area_id IS NULL AND space_id = ANY ((SELECT assist.space_ids('admin'))::text[]));
CREATE POLICY related_tasks_select_both                  ON assist.related_tasks        FOR SELECT TO authenticated USING (EXISTS (SELECT FROM assist.tasks t WHERE t.id = related_tasks.source_task_id) AND EXISTS (SELECT FROM assist.tasks t WHERE t.id = related_tasks.target_task_id));
CREATE POLICY related_tasks_insert_editor                ON assist.related_tasks        FOR INSERT TO authenticated
    WITH CHECK (EXISTS (SELECT FROM assist.tasks t WHERE t.id = related_tasks.source_task_id AND (t.user_id = ANY ((SELECT assist.own_ids())::text[]) OR t.area_id = ANY ((SELECT assist.area_ids('member'))::text[]) OR t.area_id IS NULL AND t.space_id = ANY ((SELECT assist.space_ids('member'))::text[])))
        AND EXISTS (SELECT FROM assist.tasks t WHERE t.id = related_tasks.target_task_id));
CREATE POLICY related_tasks_delete_editor                ON assist.related_tasks        FOR DELETE TO authenticated USING (EXISTS (SELECT FROM assist.tasks t WHERE t.id = related_tasks.source_task_id AND (t.user_id = ANY ((SELECT assist.own_ids())::text[]) OR t.area_id = ANY ((SELECT assist.area_ids('member'))::text[]) OR t.area_id IS NULL AND t.space_id = ANY ((SELECT assist.space_ids('member'))::text[]))));
CREATE POLICY task_documents_select_both                 ON assist.task_documents       FOR SELECT TO authenticated USING (EXISTS (SELECT FROM assist.tasks t WHERE t.id = task_documents.task_id) AND EXISTS (SELECT FROM assist.documents d WHERE d.id = task_documents.document_id));
CREATE POLICY task_documents_insert_editor               ON assist.task_documents       FOR INSERT TO authenticated
    WITH CHECK (EXISTS (SELECT FROM assist.tasks t WHERE t.id = task_documents.task_id AND (t.user_id = ANY ((SELECT assist.own_ids())::text[]) OR t.area_id = ANY ((SELECT assist.area_ids('member'))::text[]) OR t.area_id IS NULL AND t.space_id = ANY ((SELECT assist.space_ids('member'))::text[])))
        AND EXISTS (SELECT FROM assist.documents d WHERE d.id = task_documents.document_id));
CREATE POLICY task_documents_update_editor               ON assist.task_documents       FOR UPDATE TO authenticated USING (EXISTS (SELECT FROM assist.tasks t WHERE t.id = task_documents.task_id AND (t.user_id = ANY ((SELECT assist.own_ids())::text[]) OR t.area_id = ANY ((SELECT assist.area_ids('member'))::text[]) OR t.area_id IS NULL AND t.space_id = ANY ((SELECT assist.space_ids('member'))::text[]))));
CREATE POLICY task_documents_delete_editor               ON assist.task_documents       FOR DELETE TO authenticated USING (EXISTS (SELECT FROM assist.tasks t WHERE t.id = task_documents.task_id AND (t.user_id = ANY ((SELECT assist.own_ids())::text[]) OR t.area_id = ANY ((SELECT assist.area_ids('member'))::text[]) OR t.area_id IS NULL AND t.space_id = ANY ((SELECT assist.space_ids('member'))::text[]))));

-- Pages. Their owner shares them; an editor changes what they say, not who reads them.
CREATE POLICY pages_select_shared                        ON assist.pages                FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR id = ANY ((SELECT assist.page_ids('viewer'))::text[]) OR visibility = 'shared' AND area_id = ANY ((SELECT assist.area_ids('viewer'))::text[]));
CREATE POLICY pages_insert_own                           ON assist.pages                FOR INSERT TO authenticated
    WITH CHECK (user_id = (SELECT assist.user_id())::text
        AND area_id = ANY ((SELECT assist.area_ids('member'))::text[])
        AND (task_id IS NULL OR EXISTS (SELECT FROM assist.tasks t WHERE t.id = pages.task_id)));
CREATE POLICY pages_update_own                           ON assist.pages                FOR UPDATE TO authenticated
    USING      (user_id = ANY ((SELECT assist.own_ids())::text[]))
    WITH CHECK (user_id = ANY ((SELECT assist.own_ids())::text[]) AND (visibility = 'private' OR area_id = ANY ((SELECT assist.area_ids('member'))::text[])));
CREATE POLICY pages_update_editor                        ON assist.pages                FOR UPDATE TO authenticated
    USING      (deleted_at IS NULL AND id = ANY ((SELECT assist.page_ids('editor'))::text[]))
    WITH CHECK (deleted_at IS NULL AND id = ANY ((SELECT assist.page_ids('editor'))::text[]) AND visibility = assist.visibility_of_page(id));
CREATE POLICY pages_update_admin                         ON assist.pages                FOR UPDATE TO authenticated
    USING      (visibility = 'shared' AND area_id = ANY ((SELECT assist.area_ids('admin'))::text[]))
    WITH CHECK (visibility = 'shared' AND area_id = ANY ((SELECT assist.area_ids('admin'))::text[]) AND visibility = assist.visibility_of_page(id));
CREATE POLICY pages_delete_own                           ON assist.pages                FOR DELETE TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]));
CREATE POLICY page_user_shares_select_party              ON assist.page_user_shares     FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR EXISTS (SELECT FROM assist.pages p WHERE p.id = page_user_shares.page_id AND p.user_id = ANY ((SELECT assist.own_ids())::text[])));
CREATE POLICY page_user_shares_insert_owner              ON assist.page_user_shares     FOR INSERT TO authenticated
    WITH CHECK (shared_by = (SELECT assist.user_id())::text
        AND EXISTS (SELECT FROM assist.pages p WHERE p.id = page_user_shares.page_id AND p.user_id = ANY ((SELECT assist.own_ids())::text[]))
        AND assist.sees_user(user_id));
CREATE POLICY page_user_shares_update_owner              ON assist.page_user_shares     FOR UPDATE TO authenticated USING (EXISTS (SELECT FROM assist.pages p WHERE p.id = page_user_shares.page_id AND p.user_id = ANY ((SELECT assist.own_ids())::text[])));
CREATE POLICY page_user_shares_delete_party              ON assist.page_user_shares     FOR DELETE TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR EXISTS (SELECT FROM assist.pages p WHERE p.id = page_user_shares.page_id AND p.user_id = ANY ((SELECT assist.own_ids())::text[])));
CREATE POLICY page_group_shares_select_party             ON assist.page_group_shares    FOR SELECT TO authenticated USING (group_id = ANY ((SELECT assist.group_ids('member'))::uuid[]) OR EXISTS (SELECT FROM assist.pages p WHERE p.id = page_group_shares.page_id AND p.user_id = ANY ((SELECT assist.own_ids())::text[])));
CREATE POLICY page_group_shares_insert_owner             ON assist.page_group_shares    FOR INSERT TO authenticated
    WITH CHECK (shared_by = (SELECT assist.user_id())::text
        AND EXISTS (SELECT FROM assist.pages p WHERE p.id = page_group_shares.page_id AND p.user_id = ANY ((SELECT assist.own_ids())::text[]))
        AND EXISTS (SELECT FROM assist.groups g WHERE g.id = page_group_shares.group_id));
CREATE POLICY page_group_shares_update_owner             ON assist.page_group_shares    FOR UPDATE TO authenticated USING (EXISTS (SELECT FROM assist.pages p WHERE p.id = page_group_shares.page_id AND p.user_id = ANY ((SELECT assist.own_ids())::text[])));
CREATE POLICY page_group_shares_delete_owner             ON assist.page_group_shares    FOR DELETE TO authenticated USING (EXISTS (SELECT FROM assist.pages p WHERE p.id = page_group_shares.page_id AND p.user_id = ANY ((SELECT assist.own_ids())::text[])));
CREATE POLICY page_versions_select_page                  ON assist.page_versions        FOR SELECT TO authenticated USING (EXISTS (SELECT FROM assist.pages p WHERE p.id = page_versions.page_id));
CREATE POLICY page_versions_insert_editor                ON assist.page_versions        FOR INSERT TO authenticated
    WITH CHECK (created_by = (SELECT assist.user_id())::text
        AND EXISTS (SELECT FROM assist.pages p WHERE p.id = page_versions.page_id AND (p.user_id = ANY ((SELECT assist.own_ids())::text[]) OR p.id = ANY ((SELECT assist.page_ids('editor'))::text[]))));
CREATE POLICY page_conversations_all_both                ON assist.page_conversations   FOR ALL    TO authenticated USING (EXISTS (SELECT FROM assist.pages p WHERE p.id = page_conversations.page_id) AND EXISTS (SELECT FROM assist.conversations c WHERE c.id = page_conversations.conversation_id));

-- Documents. A share with an area counts while the document's visibility is that of its areas.
CREATE POLICY documents_select_visible                   ON assist.documents            FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]) OR visibility = 'space' AND space_id = ANY ((SELECT assist.space_ids('member'))::text[]) OR visibility = 'areas' AND id = ANY ((SELECT assist.document_ids())::text[]));
CREATE POLICY documents_insert_own                       ON assist.documents            FOR INSERT TO authenticated
    WITH CHECK (user_id = (SELECT assist.user_id())::text
        AND user_uuid = (SELECT assist.user_id())
        AND (space_id IS NULL OR space_id = ANY ((SELECT assist.space_ids('member'))::text[])));
CREATE POLICY documents_update_own                       ON assist.documents            FOR UPDATE TO authenticated
    USING      (user_id = ANY ((SELECT assist.own_ids())::text[]))
    WITH CHECK (user_id = ANY ((SELECT assist.own_ids())::text[]) AND (space_id IS NULL OR space_id = ANY ((SELECT assist.space_ids('member'))::text[])));
CREATE POLICY documents_delete_own                       ON assist.documents            FOR DELETE TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]));
CREATE POLICY document_area_shares_select_document       ON assist.document_area_shares FOR SELECT TO authenticated USING (EXISTS (SELECT FROM assist.documents d WHERE d.id = document_area_shares.document_id AND (d.user_id = ANY ((SELECT assist.own_ids())::text[]) OR document_area_shares.area_id = ANY ((SELECT assist.area_ids('viewer'))::text[]))));
CREATE POLICY document_area_shares_insert_owner          ON assist.document_area_shares FOR INSERT TO authenticated
    WITH CHECK (shared_by = (SELECT assist.user_id())::text
        AND area_id = ANY ((SELECT assist.area_ids('member'))::text[])
        AND EXISTS (SELECT FROM assist.documents d WHERE d.id = document_area_shares.document_id AND d.user_id = ANY ((SELECT assist.own_ids())::text[])));
CREATE POLICY document_area_shares_delete_owner_or_admin ON assist.document_area_shares FOR DELETE TO authenticated USING (area_id = ANY ((SELECT assist.area_ids('admin'))::text[]) OR EXISTS (SELECT FROM assist.documents d WHERE d.id = document_area_shares.document_id AND d.user_id = ANY ((SELECT assist.own_ids())::text[])));

-- Conversations
CREATE POLICY conversations_select_own                   ON assist.conversations        FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]));
CREATE POLICY conversations_insert_own                   ON assist.conversations        FOR INSERT TO authenticated
    WITH CHECK (user_id = (SELECT assist.user_id())::text
        AND user_uuid = (SELECT assist.user_id())
        AND (space_id IS NULL OR space_id = ANY ((SELECT assist.space_ids('member'))::text[]))
        AND (focus_area_id IS NULL OR focus_area_id = ANY ((SELECT assist.area_ids('member'))::text[]))
        AND (task_id IS NULL OR EXISTS (SELECT FROM assist.tasks t WHERE t.id = conversations.task_id)));
CREATE POLICY conversations_update_own                   ON assist.conversations        FOR UPDATE TO authenticated
    USING      (user_id = ANY ((SELECT assist.own_ids())::text[]))
    WITH CHECK (user_id = ANY ((SELECT assist.own_ids())::text[])
        AND (space_id IS NULL OR space_id = ANY ((SELECT assist.space_ids('member'))::text[]))
        AND (focus_area_id IS NULL OR focus_area_id = ANY ((SELECT assist.area_ids('member'))::text[]))
        AND (task_id IS NULL OR EXISTS (SELECT FROM assist.tasks t WHERE t.id = conversations.task_id)));
CREATE POLICY conversations_delete_own                   ON assist.conversations        FOR DELETE TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]));

-- Arena and routing
CREATE POLICY arena_battles_select_own                   ON assist.arena_battles        FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]));
CREATE POLICY arena_battles_insert_own                   ON assist.arena_battles        FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT assist.user_id())::text AND user_uuid = (SELECT assist.user_id()));
CREATE POLICY arena_battles_update_own                   ON assist.arena_battles        FOR UPDATE TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]));
CREATE POLICY arena_battles_delete_own                   ON assist.arena_battles        FOR DELETE TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]));
CREATE POLICY arena_battle_models_all_battle             ON assist.arena_battle_models  FOR ALL    TO authenticated USING (EXISTS (SELECT FROM assist.arena_battles b WHERE b.id = arena_battle_models.battle_id));
CREATE POLICY model_rankings_select_own                  ON assist.model_rankings       FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.own_ids())::text[]));
CREATE POLICY routing_decisions_select_own               ON assist.routing_decisions    FOR SELECT TO authenticated USING (user_id = (SELECT assist.user_id()));

-- Usage and logs. Operations add to the audit log in the name of their caller; nobody changes it.
CREATE POLICY llm_usage_select_own_or_admin              ON assist.llm_usage            FOR SELECT TO authenticated USING (user_id = (SELECT assist.user_id()) OR organization_id = ANY ((SELECT assist.organization_ids('admin'))::uuid[]));
CREATE POLICY email_logs_select_admin                    ON assist.email_logs           FOR SELECT TO authenticated USING (org_id = ANY ((SELECT assist.organization_ids('admin'))::uuid[]));
CREATE POLICY audit_events_select_admin                  ON assist.audit_events         FOR SELECT TO authenticated USING (user_id = ANY ((SELECT assist.audited_ids())::text[]));
CREATE POLICY audit_events_insert_own                    ON assist.audit_events         FOR INSERT TO authenticated WITH CHECK (user_id = (SELECT assist.user_id())::text);
