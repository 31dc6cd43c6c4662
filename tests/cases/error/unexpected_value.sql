select t."display_name", t."status" from "taskjuggler"."actors" t order by t."id" limit 4;
