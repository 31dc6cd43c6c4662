select t."issue_number" from "internal"."tasks" t order by t."issue_number" desc, t."id" desc limit 3;
