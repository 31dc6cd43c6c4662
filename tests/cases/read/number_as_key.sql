select t."id", t."display_name", t."type" from "taskjuggler"."profiles" t order by t."id" limit 3;
