-- What has happened to a task or a card, for those who see it: internal.task_activities, taskjuggler.task_actions,
-- scaliyo.teamhub_activity. Written here, with the change and by whatever path it comes, as the audit logs are; a change
-- without claims is not noted, for the same reason. Values are told where they are short; nothing of a cascade is, because
-- what it was about is gone.

-- Selify internal: one row for each column that somebody changes. What the server keeps is passed over.
CREATE FUNCTION audit.task_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    subject CONSTANT jsonb := to_jsonb(CASE tg_op WHEN 'DELETE' THEN old ELSE new END);
    task    CONSTANT uuid := coalesce(subject ->> 'issue_id', subject ->> 'source_issue_id', subject ->> 'id')::uuid;
    before  jsonb;
    member  internal.team_members;
BEGIN
    IF auth.jwt() = '{}' THEN
        RETURN NULL;
    END IF;
    SELECT * INTO member FROM internal.team_members m WHERE m.user_id = auth.uid();
    IF tg_table_name = 'tasks' AND tg_op = 'UPDATE' THEN
        before := to_jsonb(old);
        INSERT INTO internal.task_activities (issue_id, actor_id, actor_type, actor_name, activity_type, field_name, old_value, new_value)
        SELECT task, member.id, CASE WHEN member.id IS NULL THEN 'system' ELSE 'human' END, coalesce(member.display_name, member.full_name),
               CASE now.key
                   WHEN 'status'      THEN 'status_changed'
                   WHEN 'priority'    THEN 'priority_changed'
                   WHEN 'assignee_id' THEN CASE WHEN new.assignee_id IS NULL THEN 'unassigned' ELSE 'assigned' END
                   WHEN 'labels'      THEN 'labeled'
                   WHEN 'deleted_at'  THEN CASE WHEN new.deleted_at IS NULL THEN 'restored' ELSE 'deleted' END
                   ELSE 'updated'
               END::internal.pm_activity_type,
               now.key,
               CASE WHEN now.key IN ('status', 'priority', 'assignee_id', 'title', 'due_date', 'parent_id', 'labels') THEN before ->> now.key END,
               CASE WHEN now.key IN ('status', 'priority', 'assignee_id', 'title', 'due_date', 'parent_id', 'labels') THEN subject ->> now.key END
        FROM jsonb_each(subject) AS now
        WHERE now.value IS DISTINCT FROM before -> now.key
          AND now.key NOT IN ('updated_at', 'deleted_by', 'started_at', 'completed_at', 'sla_breached', 'backlog_position')
          AND now.key NOT LIKE 'ai\_%';
        RETURN NULL;
    END IF;
    INSERT INTO internal.task_activities (issue_id, actor_id, actor_type, actor_name, activity_type, content, metadata)
    SELECT known.id, member.id, CASE WHEN member.id IS NULL THEN 'system' ELSE 'human' END, coalesce(member.display_name, member.full_name),
           CASE tg_table_name
               WHEN 'tasks'             THEN 'created'
               WHEN 'task_comments'     THEN 'commented'
               WHEN 'task_links'        THEN CASE tg_op WHEN 'DELETE' THEN 'unlinked' ELSE 'linked' END
               WHEN 'task_attachments'  THEN 'attachment_added'
               WHEN 'task_time_entries' THEN 'time_logged'
           END::internal.pm_activity_type,
           coalesce(subject ->> 'filename', subject ->> 'hours' || ' hours'),
           CASE tg_table_name WHEN 'tasks' THEN '{}' ELSE jsonb_build_object('id', subject -> 'id') END
    FROM internal.tasks known WHERE known.id = task;
    RETURN NULL;
END
$$;

-- TaskJuggler: made, given to somebody, its state, what was written at it.
CREATE FUNCTION audit.action_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    actor uuid;
BEGIN
    IF auth.jwt() = '{}' THEN
        RETURN NULL;
    END IF;
    actor := (SELECT known.id FROM taskjuggler.users known WHERE known.id = auth.uid());
    IF tg_table_name = 'task_messages' THEN
        INSERT INTO taskjuggler.task_actions (task_id, user_id, action_type, action_data)
        VALUES (new.task_id, actor, 'commented', jsonb_build_object('message', new.id));
    ELSIF tg_op = 'INSERT' THEN
        INSERT INTO taskjuggler.task_actions (task_id, user_id, action_type) VALUES (new.id, actor, 'created');
    ELSE
        INSERT INTO taskjuggler.task_actions (task_id, user_id, action_type, action_data)
        SELECT new.id, actor, happened.what, happened.data
        FROM (VALUES
            ('status_changed', old.status IS DISTINCT FROM new.status, jsonb_build_object('from', old.status, 'to', new.status)),
            ('assigned', (old.owner_id, old.team_id, old.team_member_id, old.marketplace_vendor_id)
                 IS DISTINCT FROM (new.owner_id, new.team_id, new.team_member_id, new.marketplace_vendor_id),
             jsonb_strip_nulls(jsonb_build_object('to', new.owner_id, 'team', new.team_id, 'teamMember', new.team_member_id, 'vendor', new.marketplace_vendor_id))),
            (CASE WHEN new.deleted_at IS NULL THEN 'restored' ELSE 'archived' END, (old.deleted_at IS NULL) <> (new.deleted_at IS NULL), '{}'::jsonb)
        ) AS happened (what, is_so, data)
        WHERE happened.is_so;
    END IF;
    RETURN NULL;
END
$$;

-- Boards of Scaliyo: cards that are made, moved, put away, removed, talked about, and who works on them.
CREATE FUNCTION audit.board_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    subject CONSTANT jsonb := to_jsonb(CASE tg_op WHEN 'DELETE' THEN old ELSE new END);
    actor   uuid;
BEGIN
    IF auth.jwt() = '{}' THEN
        RETURN NULL;
    END IF;
    actor := (SELECT known.id FROM auth.users known WHERE known.id = auth.uid());
    IF tg_table_name <> 'teamhub_cards' THEN
        INSERT INTO scaliyo.teamhub_activity (board_id, card_id, user_id, action, details)
        SELECT card.board_id, card.id, actor, CASE tg_table_name WHEN 'teamhub_comments' THEN 'commented' ELSE 'card_assigned' END,
               CASE tg_table_name WHEN 'teamhub_comments' THEN '{}' ELSE jsonb_build_object('to', subject -> 'user_id') END
        FROM scaliyo.teamhub_cards card WHERE card.id = (subject ->> 'card_id')::uuid;
        RETURN NULL;
    END IF;
    INSERT INTO scaliyo.teamhub_activity (board_id, card_id, user_id, action, details)
    SELECT board.id, CASE WHEN tg_op <> 'DELETE' THEN (subject ->> 'id')::uuid END, actor, happened.what, happened.data
    FROM (VALUES
        ('card_created', tg_op = 'INSERT', jsonb_build_object('title', subject -> 'title')),
        ('card_deleted', tg_op = 'DELETE', jsonb_build_object('title', subject -> 'title')),
        ('card_moved', tg_op = 'UPDATE' AND old.list_id IS DISTINCT FROM new.list_id,
         jsonb_build_object('to', (SELECT list.name FROM scaliyo.teamhub_lists list WHERE list.id = (subject ->> 'list_id')::uuid))),
        (CASE WHEN (subject ->> 'is_archived')::boolean THEN 'card_archived' ELSE 'card_restored' END,
         tg_op = 'UPDATE' AND old.is_archived <> new.is_archived, '{}'::jsonb)
    ) AS happened (what, is_so, data)
    JOIN scaliyo.teamhub_boards board ON board.id = (subject ->> 'board_id')::uuid
    WHERE happened.is_so;
    RETURN NULL;
END
$$;

CREATE TRIGGER history AFTER INSERT OR UPDATE ON internal.tasks             FOR EACH ROW EXECUTE FUNCTION audit.task_history();
CREATE TRIGGER history AFTER INSERT           ON internal.task_comments     FOR EACH ROW EXECUTE FUNCTION audit.task_history();
CREATE TRIGGER history AFTER INSERT OR DELETE ON internal.task_links        FOR EACH ROW EXECUTE FUNCTION audit.task_history();
CREATE TRIGGER history AFTER INSERT           ON internal.task_attachments  FOR EACH ROW EXECUTE FUNCTION audit.task_history();
CREATE TRIGGER history AFTER INSERT           ON internal.task_time_entries FOR EACH ROW EXECUTE FUNCTION audit.task_history();
CREATE TRIGGER history AFTER INSERT OR UPDATE ON taskjuggler.tasks          FOR EACH ROW EXECUTE FUNCTION audit.action_history();
CREATE TRIGGER history AFTER INSERT           ON taskjuggler.task_messages  FOR EACH ROW EXECUTE FUNCTION audit.action_history();
CREATE TRIGGER history AFTER INSERT OR UPDATE OR DELETE ON scaliyo.teamhub_cards        FOR EACH ROW EXECUTE FUNCTION audit.board_history();
CREATE TRIGGER history AFTER INSERT                     ON scaliyo.teamhub_comments     FOR EACH ROW EXECUTE FUNCTION audit.board_history();
CREATE TRIGGER history AFTER INSERT                     ON scaliyo.teamhub_card_members FOR EACH ROW EXECUTE FUNCTION audit.board_history();

COMMENT ON FUNCTION audit.task_history()   IS 'Notes a change of a task of Selify internal, or of what hangs from it, in its history.';
COMMENT ON FUNCTION audit.action_history() IS 'Notes a change of a task of TaskJuggler, or a message at it, in its history.';
COMMENT ON FUNCTION audit.board_history()  IS 'Notes a change of a card of Scaliyo, or of what hangs from it, in the history of its board.';

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
