select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."assignee_id" = $1);

select t."issue_number" from "internal"."tasks" t where (t."deleted_at" is null and t."id" = any($1)) order by t."issue_number", t."id" limit 51;
