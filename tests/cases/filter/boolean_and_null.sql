select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."sla_breached" = $1);

select t."issue_number", t."duplicate_of" from "internal"."tasks" t where (t."deleted_at" is null and t."duplicate_of" is not null) order by t."id" limit 51;

select count(*) from "internal"."tasks" t where t."deleted_at" is null;

select t."id", t."issue_number" from "internal"."tasks" t where t."id" = $1;
