select least(a.f0, 2147483647)::integer from (select date_trunc('day', t."created_at", $1) as k0, count(*) as f0 from "internal"."tasks" t group by 1) a order by a.k0 nulls last limit 1000;
