select t."id", t."deleted_at", t."title" from "internal"."tasks" t where t."id" = $1;
