select t."assignee_id" from "internal"."tasks" t where t."deleted_at" is null order by t."issue_number", t."id" limit 2;

select t."id" from "internal"."team_members" t where t."id" = $1;
