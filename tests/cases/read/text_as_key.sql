select t."id", t."title" from "assist"."tasks" t where t."deleted_at" is null order by t."id" limit 3;
