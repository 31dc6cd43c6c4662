select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."created_at" < $1);

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."created_at" >= $1);

select count(*) from "core"."outcomes" t where t."target_date" > $1;
