select t."issue_number" from "internal"."tasks" t where (t."deleted_at" is null and t."issue_number" <= $1) order by t."issue_number", t."id" limit 51;

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."priority" = $1::internal.pm_issue_priority);
