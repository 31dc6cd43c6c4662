select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."issue_number" = any($1));

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."issue_number" <> all($1));

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and ((t."due_date" is not null and t."due_date" <> all($1)) and t."due_date" is null));

select count(*) from "internal"."tasks" t where t."deleted_at" is null;

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and false);

select count(*) from "internal"."tasks" t where t."deleted_at" is null;
