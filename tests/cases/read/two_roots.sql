select t."issue_number" from "internal"."tasks" t where t."deleted_at" is null order by t."issue_number" desc, t."id" limit 2;

select t."slug" from "core"."tenants" t order by t."id" limit 51;
