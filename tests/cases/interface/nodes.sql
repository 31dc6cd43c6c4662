select t."id", t."issue_number" from "internal"."tasks" t where t."id" = any($1);

select t."id", t."slug" from "core"."tenants" t where t."id" = any($1);
