select t."id", t."deleted_at", t."issue_number" from "internal"."tasks" t where t."id" = any((select $1)::uuid[]);

select t."id", t."slug" from "core"."tenants" t where t."id" = $1;
