select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."metadata" @> $1);

select count(*) from "taskjuggler"."actors" t where t."capabilities" ? $1;

select count(*) from "taskjuggler"."actors" t where (t."capabilities" #> $1) is not null;

select count(*) from "taskjuggler"."actors" t where (t."capabilities" #> $1) = $2;

select count(*) from "taskjuggler"."actors" t where (jsonb_typeof((t."capabilities" #> $1)) = jsonb_typeof($2) and (t."capabilities" #> $1) > $2);

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."custom_fields" is null);
