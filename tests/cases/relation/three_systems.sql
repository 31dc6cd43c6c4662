select t."title", t."assignee_id", t."id" from "internal"."tasks" t where (t."deleted_at" is null and t."assignee_id" is not null) order by t."issue_number", t."id" limit 3;

select t."title", t."owner_id", t."id" from "taskjuggler"."tasks" t where (t."deleted_at" is null and t."owner_id" is not null) order by t."id" limit 3;

select t."title", t."user_uuid" from "assist"."tasks" t where t."deleted_at" is null order by t."id" limit 3;

select t."id", t."full_name" from "internal"."team_members" t where t."id" = any((select $1)::uuid[]);

select c.c0, c.c1, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select t."author_name" as c0, t."content" as c1 from "internal"."task_comments" t where t."issue_id" = p.key and t."deleted_at" is null order by t."id" limit 3) c limit 100001;

select t."id", t."name" from "taskjuggler"."users" t where t."id" = any((select $1)::uuid[]);

select c.c0, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select t."message" as c0 from "taskjuggler"."task_messages" t where t."task_id" = p.key order by t."id" limit 3) c limit 100001;

select t."id", t."email" from "assist"."users" t where t."id" = any((select $1)::uuid[]);
