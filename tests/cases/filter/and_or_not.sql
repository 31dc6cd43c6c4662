select t."issue_number" from "internal"."tasks" t where (t."issue_number" = $1 or (t."issue_number" > $2 and (t."issue_number" = $3) is not true)) order by t."issue_number", t."id" limit 51;
