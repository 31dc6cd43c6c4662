select t."issue_number" from "internal"."tasks" t where t."deleted_at" is null order by t."issue_number", t."id" limit 3 offset $1;
