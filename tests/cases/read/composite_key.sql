select t."role_id", t."permission_id" from "core"."role_permissions" t order by t."role_id", t."permission_id" limit 3;

select t."id", t."code" from "core"."roles" t where t."id" = $1;

select t."id", t."code" from "core"."permissions" t where t."id" = any((select $1)::uuid[]);
