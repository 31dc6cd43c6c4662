select least(a.f0, 2147483647)::integer from (select count(*) as f0 from "internal"."tasks" t where t."deleted_at" is null) a limit 1000;

select least(a.f0, 2147483647)::integer from (select count(*) as f0 from "internal"."tasks" t where t."deleted_at" is null) a limit 1000;
