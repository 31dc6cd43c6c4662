select case when t.system = 'internal' and t.entity = 'tasks' then t.row_id::uuid end, case when t.system = 'assist' and t.entity = 'tasks' then t.row_id::text end, case when t.system = 'taskjuggler' and t.entity = 'tasks' then t.row_id::uuid end, case when t.system = 'scaliyo' and t.entity = 'strategy_tasks' then t.row_id::uuid end, case when t.system = 'scaliyo' and t.entity = 'teamhub_cards' then t.row_id::uuid end from "work"."tasks" t where (t."work_state" = any($1) and t."urgency" = $2 and coalesce(t.assigned_account_id = (select auth.uid()), false) = $3) order by t."headline", t."system", t."entity", t."row_id" limit 5;

select count(*) from "work"."tasks" t where (t."work_state" = any($1) and t."urgency" = $2 and coalesce(t.assigned_account_id = (select auth.uid()), false) = $3);

select case when t.system = 'internal' and t.entity = 'approval_requests' then t.row_id::uuid end, case when t.system = 'core' and t.entity = 'decisions' then t.row_id::uuid end from "work"."approvals" t where t."work_state" = $1 order by t."headline", t."system", t."entity", t."row_id" limit 4;

select case when t.system = 'taskjuggler' and t.entity = 'notifications' then t.row_id::uuid end from "work"."notifications" t where t."is_read" = $1 order by t."headline", t."system", t."entity", t."row_id" limit 3;

select count(*) from "work"."notifications" t where t."is_read" = $1;

select t."id", t."title", work.taskjuggler_task_state(t.status), work.taskjuggler_task_urgency(t.priority), t."owner_id", (select coalesce(((((requestor_id = ( SELECT auth.uid() AS uid)) OR (owner_id = ( SELECT auth.uid() AS uid)) OR (team_id = ANY (( SELECT taskjuggler.team_ids() AS team_ids)::uuid[])) OR (team_member_id = ANY (( SELECT taskjuggler.team_member_ids() AS team_member_ids)::uuid[])) OR (marketplace_vendor_id = ANY (( SELECT taskjuggler.vendor_ids() AS vendor_ids)::uuid[]))))) and (current_user <> all (array['restricted']) or (( SELECT auth.permits('taskjuggler'::text, 'write'::text) AS permits))), false) from (select t."id", t."requestor_id", t."owner_id", t."team_id", t."team_member_id", t."marketplace_vendor_id") "tasks"), (select coalesce((((requestor_id = ( SELECT auth.uid() AS uid)))) and (current_user <> all (array['restricted']) or (( SELECT auth.permits('taskjuggler'::text, 'write'::text) AS permits))), false) from (select t."id", t."requestor_id", t."owner_id", t."team_id", t."team_member_id", t."marketplace_vendor_id") "tasks") from "taskjuggler"."tasks" t where t."id" = any((select $1)::uuid[]);

select t."id", t."title", work.core_decision_state(t.status) from "core"."decisions" t where t."id" = any((select $1)::uuid[]);

select t."id", t."title", t."message" from "taskjuggler"."notifications" t where t."id" = any((select $1)::uuid[]);

select t."id", t."email" from "auth"."users" t where t."id" = $1;

select t."id", t."name" from "taskjuggler"."users" t where t."id" = $1;
