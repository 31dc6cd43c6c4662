select t."id", t."title", t."status" from "internal"."tasks" t where t."id" = any($1);
