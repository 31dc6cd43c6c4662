select t."id", t."deleted_at", t."title", work.internal_task_state(t.status), work.internal_task_urgency(t.priority), (select m.user_id from internal.team_members m where m.id = t.assignee_id), t."issue_number" from "internal"."tasks" t where t."id" = $1;

select t."id", t."deleted_at", t."title", work.taskjuggler_task_state(t.status), work.taskjuggler_task_urgency(t.priority), t."owner_id" from "taskjuggler"."tasks" t where t."id" = $1;

select t."id", t."deleted_at", t."title", work.assist_task_state(t.status), work.assist_task_urgency(t.priority), t."user_uuid" from "assist"."tasks" t where t."id" = $1;

select t."id", t."display_name" from "auth"."users" t where t."id" = any((select $1)::uuid[]);

select t."id", t."name" from "taskjuggler"."users" t where t."id" = $1;
