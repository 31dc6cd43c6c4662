select t."issue_number", t."id" from "internal"."tasks" t where t."deleted_at" is null order by t."issue_number", t."id" limit 4;

select c.c0, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select t."author_name" as c0 from "internal"."task_comments" t where t."issue_id" = p.key and t."deleted_at" is null order by t."created_at" desc, t."id" limit 2) c limit 100001;

select count(*), t."issue_id" from "internal"."task_comments" t where t."issue_id" = any((select $1)::uuid[]) and t."deleted_at" is null group by 2;
