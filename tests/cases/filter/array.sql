select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."labels" @> $1::text[]);

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."labels" @> $1::text[]);

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."labels" <@ $1::text[]);

select t."labels" from "internal"."tasks" t where (t."deleted_at" is null and t."labels" && $1::text[]) order by t."issue_number", t."id" limit 3;

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."labels" && $1::text[]);

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."labels" is null);
