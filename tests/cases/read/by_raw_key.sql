select t."id", t."deleted_at", t."title", t."status" from "internal"."tasks" t where t."id" = $1;
