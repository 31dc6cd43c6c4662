select t."issue_number", t."assignee_id", t."reporter_id" from "internal"."tasks" t where t."deleted_at" is null order by t."issue_number", t."id" limit 4;

select t."id", t."full_name", t."role_id" from "internal"."team_members" t where t."id" = any((select $1)::uuid[]);

select t."id", t."name" from "internal"."team_roles" t where t."id" = any((select $1)::uuid[]);
