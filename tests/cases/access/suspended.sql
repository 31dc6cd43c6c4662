select count(*) from "internal"."tasks" t where t."deleted_at" is null;

select count(*) from "internal"."team_members" t;

select t."full_name" from "internal"."team_members" t where t."user_id" = $1 limit 1;
