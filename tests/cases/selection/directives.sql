select t."issue_number", t."status" from "internal"."tasks" t order by t."issue_number", t."id" limit 2;
