select t."email" from "auth"."users" t where t."id" = $1 limit 1;

select t."full_name" from "internal"."team_members" t where t."user_id" = $1 limit 1;

select t."title" from "core"."users" t where t."id" = $1 limit 1;

select t."id" from "internal"."tasks" t where t."deleted_at" is null order by t."id" limit 51;

select count(*) from "internal"."tasks" t where t."deleted_at" is null;

select t."id", t."deleted_at", t."title" from "internal"."tasks" t where t."id" = $1;

select t."slug" from "core"."tenants" t order by t."id" limit 51;

select count(*) from "core"."tenants" t;

select count(*) from "core"."decisions" t;

select count(*) from "taskjuggler"."tasks" t where t."deleted_at" is null;

select count(*) from "taskjuggler"."notifications" t;

select count(*) from "assist"."tasks" t where t."deleted_at" is null;
