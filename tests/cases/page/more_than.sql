select count(*) from (select from "internal"."tasks" t where t."deleted_at" is null limit 151) a;

select count(*) from (select from "internal"."tasks" t where (t."deleted_at" is null and t."status" = $1::internal.pm_issue_status) limit 501) a;

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and t."status" = $1::internal.pm_issue_status);

select t."full_name", t."id" from "internal"."team_members" t order by t."full_name", t."id" limit 4;

select (select count(*) from (select from "internal"."tasks" t where t."assignee_id" = p.key and t."deleted_at" is null limit 21) a), p.key from unnest((select $1)::uuid[]) as p(key);
