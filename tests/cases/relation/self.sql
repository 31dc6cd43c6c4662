select t."id", t."deleted_at", t."issue_number", t."parent_id" from "internal"."tasks" t where t."id" = any($1);

select t."id", t."issue_number", t."title" from "internal"."tasks" t where t."id" = any($1);

select c.c0, p.key from unnest($1) as p(key) cross join lateral (select t."issue_number" as c0 from "internal"."tasks" t where t."parent_id" = p.key and t."deleted_at" is null order by t."issue_number", t."id" limit 3) c limit 100001;
