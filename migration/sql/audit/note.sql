-- The audit logs of four systems are written here, by triggers: whoever changes a row of a watched table, by whatever path,
-- leaves a note of it in the same transaction. What no column holds is not kept: Assist notes who did what, and no values.
--
-- Who: the account of the claims; nobody for the server's own work. From where: the setting request.origin, which the server
-- makes for each transaction that writes in somebody's name: {"requestId", "ip", "userAgent"} in UTF-8, as hexadecimal digits.
--
-- A change without any claims is not noted: it is made by the owner of the tables with psql, a migration or demo data, who
-- could change the log as well.
--
-- It costs about 60 µs for a row that is inserted and 90 µs for one that is updated. The plans are generic because making
-- them anew each time costs three times that.

CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'What writes the audit logs of the systems.';
REVOKE ALL ON SCHEMA audit FROM PUBLIC;

-- tg_argv: what a row is, the column with the key of what the note is about, and the columns that are not to be told.
CREATE FUNCTION audit.note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    noun    CONSTANT text := tg_argv[0];
    account CONSTANT uuid := auth.uid();
    origin  CONSTANT jsonb := coalesce(nullif(convert_from(decode(current_setting('request.origin', true), 'hex'), 'UTF8'), ''), '{}');
    verb    CONSTANT text := CASE tg_op WHEN 'INSERT' THEN 'created' WHEN 'UPDATE' THEN 'updated' ELSE 'deleted' END;
    before  jsonb;
    after   jsonb;
    target  text;
    subject jsonb;
BEGIN
    IF auth.jwt() = '{}' THEN
        RETURN NULL;
    END IF;
    before  := CASE WHEN tg_op <> 'INSERT' THEN to_jsonb(old) - 'updated_at' END;
    after   := CASE WHEN tg_op <> 'DELETE' THEN to_jsonb(new) - 'updated_at' END;
    subject := coalesce(after, before);
    target  := subject ->> tg_argv[1];
    IF tg_op = 'UPDATE' THEN
        -- That a secret has changed is noted, without saying to what.
        IF before = after THEN
            RETURN NULL;
        END IF;
        SELECT jsonb_object_agg(key, was), jsonb_object_agg(key, now.value) INTO before, after
        FROM jsonb_each(after) AS now
        CROSS JOIN LATERAL (SELECT before -> key) AS past (was)
        WHERE now.value IS DISTINCT FROM was;
    END IF;
    before := before - tg_argv[2]::text[];
    after  := after  - tg_argv[2]::text[];

    CASE tg_table_schema
    WHEN 'internal' THEN
        INSERT INTO internal.team_audit_log (actor_id, action, target_id, target_type, details, ip_address, user_agent)
        VALUES ((SELECT member.id FROM internal.team_members member WHERE member.user_id = account),
                replace(noun, 'team_', '') || '.' || CASE
                    WHEN noun = 'team_member' AND tg_op = 'UPDATE' AND after ? 'status' THEN
                        CASE WHEN after ->> 'status' = 'active' THEN CASE before ->> 'status' WHEN 'suspended' THEN 'reinstated' ELSE 'onboarded' END
                             ELSE after ->> 'status' END
                    WHEN noun = 'team_member' AND tg_op = 'UPDATE' AND after ? 'role_id' THEN 'role_changed'
                    ELSE verb
                END,
                target::uuid, noun, jsonb_build_object('before', before, 'after', after, 'requestId', origin ->> 'requestId'),
                (origin ->> 'ip')::inet, origin ->> 'userAgent');

    WHEN 'core' THEN
        -- Some rows have no tenant, or none any more because their parent goes in the same statement: then the actor's.
        INSERT INTO core.audit_logs (id, tenant_id, actor_id, actor_name, actor_email, action, entity_type, entity_id, entity_title,
                                     old_values, new_values, ip_address, user_agent, request_id, timestamp)
        SELECT gen_random_uuid(), coalesce(place.tenant_id, actor.tenant_id), account, left(concat_ws(' ', actor.first_name, actor.last_name), 255), actor.email,
               CASE
                   WHEN noun = 'user' AND tg_op = 'INSERT'                                    THEN 'USER_CREATED'
                   WHEN noun = 'user' AND tg_op = 'UPDATE' AND after -> 'is_active' = 'false' THEN 'USER_DEACTIVATED'
                   WHEN noun = 'user' AND tg_op = 'UPDATE' AND after ? 'role_id'              THEN 'ROLE_ASSIGNED'
                   WHEN noun = 'team' AND tg_table_name = 'team_members'                      THEN
                       CASE tg_op WHEN 'INSERT' THEN 'TEAM_MEMBER_ADDED' WHEN 'DELETE' THEN 'TEAM_MEMBER_REMOVED' ELSE 'UPDATE' END
                   WHEN noun = 'decision' AND tg_table_name = 'decision_comments' AND tg_op = 'INSERT' THEN 'DECISION_COMMENTED'
                   WHEN tg_op = 'UPDATE' AND noun = 'decision' AND tg_argv[1] = 'id' AND after ? 'escalated_to_id' THEN 'DECISION_ESCALATED'
                   WHEN tg_op = 'UPDATE' AND noun = 'decision' AND tg_argv[1] = 'id' AND after ? 'assigned_to_id'  THEN 'DECISION_ASSIGNED'
                   WHEN tg_op = 'UPDATE' AND after ? 'status' THEN
                       CASE noun
                           WHEN 'decision'   THEN CASE after ->> 'status' WHEN 'DECIDED' THEN 'DECISION_RESOLVED' ELSE 'STATUS_CHANGE' END
                           WHEN 'outcome'    THEN CASE after ->> 'status' WHEN 'VALIDATED' THEN 'OUTCOME_VALIDATED' WHEN 'INVALIDATED' THEN 'OUTCOME_INVALIDATED' ELSE 'STATUS_CHANGE' END
                           WHEN 'hypothesis' THEN CASE
                               WHEN after  ->> 'status' IN ('VALIDATED', 'INVALIDATED', 'ABANDONED') THEN 'HYPOTHESIS_CONCLUDED'
                               WHEN after  ->> 'status' = 'BLOCKED'                                  THEN 'HYPOTHESIS_BLOCKED'
                               WHEN before ->> 'status' = 'BLOCKED'                                  THEN 'HYPOTHESIS_UNBLOCKED'
                               ELSE 'HYPOTHESIS_TRANSITIONED' END
                           ELSE 'STATUS_CHANGE'
                       END
                   -- What belongs to something is a change of that.
                   WHEN tg_argv[1] <> 'id'                                                    THEN 'UPDATE'
                   WHEN tg_op = 'INSERT'                                                      THEN 'CREATE'
                   ELSE tg_op
               END,
               upper(noun), target::uuid, left(coalesce(subject ->> 'title', subject ->> 'name', subject ->> 'email'), 255),
               before::text, after::text, origin ->> 'ip', left(origin ->> 'userAgent', 255), left(origin ->> 'requestId', 255), now()
        FROM (SELECT CASE tg_table_name
                  WHEN 'tenants'           THEN target::uuid
                  WHEN 'team_members'      THEN (SELECT team.tenant_id     FROM core.teams team         WHERE team.id = target::uuid)
                  WHEN 'decision_comments' THEN (SELECT decision.tenant_id FROM core.decisions decision WHERE decision.id = target::uuid)
                  WHEN 'role_permissions'  THEN (SELECT role.tenant_id     FROM core.roles role         WHERE role.id = target::uuid)
                  ELSE (subject ->> 'tenant_id')::uuid
              END) AS place (tenant_id)
        LEFT JOIN core.users actor ON actor.id = account
        WHERE coalesce(place.tenant_id, actor.tenant_id) IS NOT NULL;

    WHEN 'assist' THEN
        INSERT INTO assist.audit_events (user_id, event_type, resource_type, resource_id, action)
        SELECT coalesce(account::text, 'server'), kind, noun, target,
               CASE kind
                   WHEN 'membership' THEN CASE tg_op WHEN 'INSERT' THEN 'member_added' WHEN 'UPDATE' THEN 'member_changed' ELSE 'member_removed' END
                   WHEN 'share'      THEN CASE tg_op WHEN 'INSERT' THEN 'shared'       WHEN 'UPDATE' THEN 'share_changed'  ELSE 'unshared'       END
                   ELSE CASE WHEN tg_op = 'UPDATE' AND after ? 'user_id' THEN 'handed_over' ELSE verb END
               END
        FROM (SELECT CASE WHEN tg_table_name LIKE '%memberships' THEN 'membership' WHEN tg_table_name LIKE '%shares' THEN 'share' ELSE 'change' END) AS event (kind);

    WHEN 'scaliyo' THEN
        INSERT INTO scaliyo.audit_logs (user_id, team_id, action, details)
        VALUES ((SELECT known.id FROM auth.users known WHERE known.id = account),
                (SELECT team.id FROM scaliyo.teams team WHERE team.id = (CASE noun WHEN 'team' THEN target ELSE subject ->> 'team_id' END)::uuid),
                noun || '.' || verb,
                jsonb_build_object('id', target, 'before', before, 'after', after, 'requestId', origin ->> 'requestId')::text);
    END CASE;
    RETURN NULL;
END
$$;

-- Watches a table: `noun` is what a row is, `key` names what the note is about. What nobody who is signed in may read is not
-- told; a migration that changes that for a column watches the table again. `of_columns`: only changes of these.
CREATE FUNCTION audit.watch(target regclass, noun text, key text DEFAULT 'id', of_columns text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE TRIGGER audit AFTER %s ON %s FOR EACH ROW EXECUTE FUNCTION audit.note(%L, %L, %L)',
        coalesce('UPDATE OF ' || of_columns, 'INSERT OR UPDATE OR DELETE'), target, noun, key,
        ARRAY(SELECT a.attname FROM pg_attribute a
              WHERE a.attrelid = target AND a.attnum > 0 AND NOT a.attisdropped
                AND NOT has_column_privilege('authenticated', target, a.attnum, 'SELECT')
              ORDER BY a.attname));
END
$$;

COMMENT ON FUNCTION audit.note() IS 'Notes a change of a row in the audit log of its system.';
COMMENT ON FUNCTION audit.watch(regclass, text, text, text) IS 'Has every change of a table, or of some of its columns, noted in the audit log of its system.';

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
