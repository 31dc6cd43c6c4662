select t."full_name", t."id" from "internal"."team_members" t order by t."full_name", t."id" limit 5;

select c.c0, c.c1, p.key from unnest((select $1)::uuid[]) as p(key) cross join lateral (select t."issue_number" as c0, t."status" as c1 from "internal"."tasks" t where t."assignee_id" = p.key and (t."deleted_at" is null and t."status" = $2::internal.pm_issue_status) order by t."issue_number", t."id" limit 3) c limit 100001;

select count(*), t."assignee_id" from "internal"."tasks" t where t."assignee_id" = any((select $1)::uuid[]) and (t."deleted_at" is null and t."status" = $2::internal.pm_issue_status) group by 2;
