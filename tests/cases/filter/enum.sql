select t."issue_number", t."status", t."priority" from "internal"."tasks" t where (t."deleted_at" is null and (t."status" = any($1::internal.pm_issue_status[]) and t."priority" = $2::internal.pm_issue_priority)) order by t."issue_number", t."id" limit 4;

select count(*) from "internal"."tasks" t where (t."deleted_at" is null and (t."status" = any($1::internal.pm_issue_status[]) and t."priority" = $2::internal.pm_issue_priority));
