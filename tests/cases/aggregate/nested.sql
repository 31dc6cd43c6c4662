select t."full_name", t."id" from "internal"."team_members" t order by t."full_name", t."id" limit 5;

select a.k0, least(a.f0, 2147483647)::integer, a.f1, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select * from (select t."status" as k0, count(*) as f0, avg(t."story_points")::numeric as f1 from "internal"."tasks" t where t."assignee_id" = p.key and t."deleted_at" is null group by 1) a order by a.f0 desc nulls first, a.k0 nulls last limit 2) a limit 100001;

select least(a.f0, 2147483647)::integer, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select * from (select count(*) as f0 from "internal"."tasks" t where t."assignee_id" = p.key and t."deleted_at" is null) a limit 1000) a limit 100001;
