select count(*) from "work"."notifications" t where (t."is_read" = $1 and coalesce(t.assigned_account_id = (select auth.uid()), false) = $2);

select count(*) from "work"."approvals" t where (t.work_state = 'PENDING' and coalesce(t.assigned_account_id = (select auth.uid()), true)) = $1;
