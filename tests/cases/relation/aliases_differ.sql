select t."issue_number", t."id" from "internal"."tasks" t where t."deleted_at" is null order by t."issue_number", t."id" limit 3;

select c.c0, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select t."author_name" as c0 from "internal"."task_comments" t where t."issue_id" = p.key and t."deleted_at" is null order by t."created_at", t."id" limit 2) c limit 100001;

select c.c0, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select t."author_name" as c0 from "internal"."task_comments" t where t."issue_id" = p.key and t."deleted_at" is null order by t."created_at" desc, t."id" limit 2) c limit 100001;
