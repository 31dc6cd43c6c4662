select t."issue_number", t."id" from "internal"."tasks" t order by t."issue_number", t."id" limit 2;
