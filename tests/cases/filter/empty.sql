select count(*) from "internal"."tasks" t where t."issue_number" = any($1);

select count(*) from "internal"."tasks" t where t."issue_number" <> all($1);

select count(*) from "internal"."tasks" t;

select count(*) from "internal"."tasks" t where false;

select count(*) from "internal"."tasks" t;
