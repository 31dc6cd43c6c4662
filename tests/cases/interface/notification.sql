select t."title", t."message", coalesce(t.is_read, false), t."user_id" from "taskjuggler"."notifications" t order by t."id" limit 3;

select t."id", t."display_name" from "auth"."users" t where t."id" = $1;
