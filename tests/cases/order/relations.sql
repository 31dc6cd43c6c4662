select t."issue_number", t."assignee_id", (select t_."full_name" from "internal"."team_members" t_ where t_."id" = t."assignee_id"), t."id" from "internal"."tasks" t where t."deleted_at" is null order by (select t_."full_name" from "internal"."team_members" t_ where t_."id" = t."assignee_id"), t."issue_number" desc, t."id" limit 3;

select t."full_name", t."id" from "internal"."team_members" t order by (select count(*) from "internal"."tasks" t_ where t_."assignee_id" = t."id" and t_."deleted_at" is null) desc, t."id" limit 4;

select t."issue_number" from "internal"."tasks" t where t."deleted_at" is null order by (select max(t_."created_at") from "internal"."task_comments" t_ where t_."issue_id" = t."id" and t_."deleted_at" is null) desc nulls last, t."id" limit 3;

select t."id", t."full_name" from "internal"."team_members" t where t."id" = $1;

select count(*), t."assignee_id" from "internal"."tasks" t where t."assignee_id" = any((select $1)::uuid[]) and t."deleted_at" is null group by 2;
