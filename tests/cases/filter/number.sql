select t."issue_number" from "internal"."tasks" t where (t."deleted_at" is null and (t."issue_number" < $1 and t."issue_number" >= $2)) order by t."issue_number", t."id" limit 51;

select t."issue_number", t."estimated_hours" from "internal"."tasks" t where (t."deleted_at" is null and (t."issue_number" < $1 and t."estimated_hours" > $2)) order by t."issue_number", t."id" limit 51;
