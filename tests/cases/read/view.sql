select t."total_sent", t."unique_opens", false, false from "scaliyo"."email_analytics" t order by t."analytics_date" desc, t."owner_id" limit 3;

select count(*) from "scaliyo"."email_analytics" t;

select least(a.f0, 2147483647)::integer, a.f1 from (select count(*) as f0, sum(t."total_sent")::numeric as f1 from "scaliyo"."email_analytics" t) a limit 1000;
