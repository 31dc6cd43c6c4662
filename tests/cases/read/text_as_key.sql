select t."id", t."title" from "assist"."tasks" t order by t."id" limit 3;
