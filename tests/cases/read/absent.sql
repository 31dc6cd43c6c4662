select t."id", t."title" from "internal"."tasks" t where t."id" = any($1);
