select a.k0, a.k1, least(a.f0, 2147483647)::integer from (select t."system" as k0, t."work_state" as k1, count(*) as f0 from "work"."tasks" t group by 1, 2) a where a.f0 > ($1) order by a.f0 desc nulls first, a.k0 nulls last, a.k1 nulls last limit 1000;

select least(a.f0, 2147483647)::integer from (select count(*) as f0 from "work"."notifications" t where t."is_read" = $1) a limit 1000;
