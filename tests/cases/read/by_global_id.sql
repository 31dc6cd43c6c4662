select t."id", t."deleted_at", t."title" from "internal"."tasks" t where t."id" = any($1);
