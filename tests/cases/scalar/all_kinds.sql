select t."id", t."deleted_at", t."issue_number", t."ai_confidence", t."estimated_hours", t."sla_breached", t."labels", t."watchers", t."custom_fields", t."affected_services", t."status" from "internal"."tasks" t where t."id" = $1;

select t."target_date" from "core"."outcomes" t where t."target_date" is null order by t."id" limit 2;

select t."reactions" from "internal"."task_comments" t where (t."deleted_at" is null and t."edit_count" = $1) order by t."id" limit 2;

select t."price", t."duration_minutes", t."is_public" from "taskjuggler"."appointment_types" t order by t."id" limit 51;
