select t."name", t."id" from "scaliyo"."blog_categories" t order by t."id" limit 2;

select t."name", t."user_id", t."id" from "taskjuggler"."appointment_types" t order by t."id" limit 3;

select count(*) from "scaliyo"."plans" t;

select count(*), t."appointment_type_id" from "taskjuggler"."availability_slots" t where t."appointment_type_id" = any((select $1)::uuid[]) group by 2;
