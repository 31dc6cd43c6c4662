select t."title", t."id" from "internal"."tasks" t order by t."id" limit 1;
