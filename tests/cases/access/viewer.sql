select t."email", t."display_name" from "auth"."users" t where t."id" = $1 limit 1;

select t."full_name", t."role_id" from "internal"."team_members" t where t."user_id" = $1 limit 1;

select t."email" from "assist"."users" t where t."id" = $1 limit 1;

select t."title", t."tenant_id" from "core"."users" t where t."id" = $1 limit 1;

select t."email" from "scaliyo"."profiles" t where t."id" = $1 limit 1;

select t."name" from "taskjuggler"."users" t where t."id" = $1 limit 1;

select t."id", t."name" from "internal"."team_roles" t where t."id" = $1;

select t."id", t."slug" from "core"."tenants" t where t."id" = $1;
