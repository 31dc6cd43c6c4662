select count(*) from "internal"."tasks" t where (t."deleted_at" is null and work.internal_task_state(t.status) = $1);

select count(*) from "taskjuggler"."tasks" t where (t."deleted_at" is null and (work.taskjuggler_task_state(t.status) <> $1 and work.taskjuggler_task_urgency(t.priority) = $2));
