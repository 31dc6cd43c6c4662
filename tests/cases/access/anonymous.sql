select t."id" from "internal"."tasks" t order by t."id" limit 51;
