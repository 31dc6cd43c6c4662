select t."title", t."id" from "internal"."tasks" t where t."deleted_at" is null order by t."id" limit 1;
