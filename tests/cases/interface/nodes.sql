select t."id", t."deleted_at", t."issue_number" from "internal"."tasks" t where t."id" = any($1);

select t."id", t."slug" from "core"."tenants" t where t."id" = any($1);
