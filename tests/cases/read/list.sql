select t."issue_number", t."title" from "internal"."tasks" t order by t."issue_number", t."id" limit 4;
