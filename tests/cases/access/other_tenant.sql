select t."slug" from "core"."tenants" t order by t."id" limit 51;

select count(*) from "core"."decisions" t where t."tenant_id" = $1;

select t."id", t."title" from "core"."decisions" t where t."id" = $1;

select count(*) from "taskjuggler"."tasks" t where (t."deleted_at" is null and t."id" = $1);
