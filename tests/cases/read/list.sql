select t."issue_number", t."title" from "internal"."tasks" t where t."deleted_at" is null order by t."issue_number", t."id" limit 4;
