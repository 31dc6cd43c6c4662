select t."issue_number" from "internal"."tasks" t where t."deleted_at" is null order by t."issue_number" desc, t."id" desc limit 3;
