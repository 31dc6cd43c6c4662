select t."assignee_id", t."id" from "internal"."tasks" t where t."deleted_at" is null order by t."issue_number", t."id" limit 3;

select t."id", t."full_name", t."email" from "internal"."team_members" t where t."id" = any((select $1)::uuid[]);

select c.c0, c.c1, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select t."id" as c0, t."author_name" as c1 from "internal"."task_comments" t where t."issue_id" = p.key and t."deleted_at" is null order by t."id" limit 2) c limit 100001;
