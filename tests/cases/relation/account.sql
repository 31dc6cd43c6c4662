select t."user_id" from "internal"."team_members" t where t."email" = $1 order by t."id" limit 51;

select t."id" from "core"."users" t where t."email" = $1 order by t."id" limit 51;

select t."id", t."display_name" from "auth"."users" t where t."id" = $1;
