select t."issue_number", t."priority", t."story_points" from "internal"."tasks" t where t."deleted_at" is null order by t."priority" desc, t."story_points", t."id" limit 5;
