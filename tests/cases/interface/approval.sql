select t."id", coalesce(t.title, t.action), work.internal_approval_request_state(t.status), work.internal_approval_request_urgency(t.risk_level), null::uuid from "internal"."approval_requests" t where t."id" = $1;

select t."id", t."title", work.core_decision_state(t.status), work.core_decision_urgency(t.priority), coalesce(t.escalated_to_id, t.assigned_to_id, t.owner_id) from "core"."decisions" t where t."id" = $1;

select t."id", t."display_name" from "auth"."users" t where t."id" = $1;
