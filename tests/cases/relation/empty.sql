select t."assignee_id", t."id" from "internal"."tasks" t where (t."deleted_at" is null and t."issue_number" < $1) order by t."id" limit 51;

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."issue_number" < $1);
