select t."id", t."deleted_at", t."issue_number", t."parent_id" from "internal"."tasks" t where t."id" = $1;

select t."id", t."issue_number", t."title" from "internal"."tasks" t where t."id" = $1;

select t."issue_number", t."parent_id" from "internal"."tasks" t where t."parent_id" = $1 and t."deleted_at" is null order by t."issue_number", t."id" limit 3;
