select t."title", t."requestor_id", t."task_id" from "taskjuggler"."marketplace_listings" t order by t."id" limit 4;

select t."id", t."name" from "taskjuggler"."users" t where t."id" = any((select $1)::uuid[]);

select t."id", t."title" from "taskjuggler"."tasks" t where t."id" = any((select $1)::uuid[]);
