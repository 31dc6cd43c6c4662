select count(*) from "internal"."tasks" t where t."assignee_id" = $1;

select t."issue_number" from "internal"."tasks" t where t."id" = any($1) order by t."issue_number", t."id" limit 51;
