select a.k0, least(a.f0, 2147483647)::integer from (select t."status" as k0, count(*) as f0 from "internal"."tasks" t where t."deleted_at" is null group by 1) a order by a.f0 desc nulls first, a.k0 nulls last limit 1000;

select a.k1, a.k0, least(a.f0, 2147483647)::integer, a.f1 from (select (select t_."full_name" from "internal"."team_members" t_ where t_."id" = t."assignee_id") as k0, t."priority" as k1, count(*) as f0, sum(t."story_points")::numeric as f1 from "internal"."tasks" t where t."deleted_at" is null group by 1, 2) a where a.f0 >= ($1) and a.f1 > ($2) order by a.f1 desc nulls last, a.k0 nulls last, a.k1 nulls last limit 3;

select a.k0, least(a.f0, 2147483647)::integer from (select work.internal_task_state(t.status) as k0, count(*) as f0 from "internal"."tasks" t where t."deleted_at" is null group by 1) a order by a.k0 nulls last limit 1000;

select a.k0, least(a.f0, 2147483647)::integer from (select date_trunc('year', t."created_at", $1) as k0, count(*) as f0 from "core"."decisions" t where t."tenant_id" is not null group by 1) a order by a.k0 nulls last limit 1 offset $2;
