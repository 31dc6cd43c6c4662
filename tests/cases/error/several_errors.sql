select count(*) from "internal"."tasks" t where t."deleted_at" is null;
