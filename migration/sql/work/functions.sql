-- What the words of each system mean in the words that all share. Immutable, and replaced by their CASE when a query is
-- planned, so that a condition on the shared word costs no call.
--
--   state of a task        OPEN         not begun
--                          IN_PROGRESS  being worked on
--                          WAITING      begun, and in other hands or blocked
--                          DONE         finished
--                          CANCELLED    given up
--   urgency                LOW, NORMAL, HIGH, URGENT
--   state of an approval   PENDING, APPROVED, REJECTED, EXPIRED, CANCELLED
--
-- Nothing is ever null, not even for a value that the documents do not name: such a task is open, such an approval
-- pending, such an urgency normal. What nobody understands is shown, not hidden.

-- Tasks
CREATE FUNCTION work.internal_task_state(status internal.pm_issue_status) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE status
    WHEN 'in_progress' THEN 'IN_PROGRESS'
    WHEN 'in_review'   THEN 'WAITING'
    WHEN 'blocked'     THEN 'WAITING'
    WHEN 'done'        THEN 'DONE'
    WHEN 'cancelled'   THEN 'CANCELLED'
    ELSE                    'OPEN'          -- backlog, todo, ai_queue
END;

CREATE FUNCTION work.assist_task_state(status text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE status
    WHEN 'planning'    THEN 'IN_PROGRESS'
    WHEN 'in_progress' THEN 'IN_PROGRESS'
    WHEN 'waiting'     THEN 'WAITING'
    WHEN 'blocked'     THEN 'WAITING'
    WHEN 'paused'      THEN 'WAITING'
    WHEN 'completed'   THEN 'DONE'
    WHEN 'done'        THEN 'DONE'
    WHEN 'cancelled'   THEN 'CANCELLED'
    WHEN 'archived'    THEN 'CANCELLED'
    ELSE                    'OPEN'          -- active; the document names only active and planning
END;

CREATE FUNCTION work.taskjuggler_task_state(status text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE status
    WHEN 'in_progress' THEN 'IN_PROGRESS'
    WHEN 'completed'   THEN 'DONE'
    WHEN 'cancelled'   THEN 'CANCELLED'
    ELSE                    'OPEN'          -- pending
END;

CREATE FUNCTION work.scaliyo_strategy_task_state(status text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE status
    WHEN 'in_progress' THEN 'IN_PROGRESS'
    WHEN 'done'        THEN 'DONE'
    ELSE                    'OPEN'          -- todo
END;

-- A card has no status, and what a list of a board means is its owner's affair.
CREATE FUNCTION work.scaliyo_teamhub_card_state(is_archived boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN is_archived THEN 'DONE' ELSE 'OPEN' END;

CREATE FUNCTION work.internal_task_urgency(priority internal.pm_issue_priority) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE priority WHEN 'critical' THEN 'URGENT' WHEN 'high' THEN 'HIGH' WHEN 'low' THEN 'LOW' ELSE 'NORMAL' END;

CREATE FUNCTION work.assist_task_urgency(priority text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE priority WHEN 'urgent' THEN 'URGENT' WHEN 'high' THEN 'HIGH' WHEN 'low' THEN 'LOW' ELSE 'NORMAL' END;

CREATE FUNCTION work.taskjuggler_task_urgency(priority text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE priority WHEN 'urgent' THEN 'URGENT' WHEN 'high' THEN 'HIGH' WHEN 'low' THEN 'LOW' ELSE 'NORMAL' END;

CREATE FUNCTION work.scaliyo_strategy_task_urgency(priority text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE priority WHEN 'urgent' THEN 'URGENT' WHEN 'high' THEN 'HIGH' WHEN 'low' THEN 'LOW' ELSE 'NORMAL' END;

CREATE FUNCTION work.scaliyo_teamhub_card_urgency(priority text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE priority WHEN 'high' THEN 'HIGH' WHEN 'low' THEN 'LOW' ELSE 'NORMAL' END;

-- Approvals
CREATE FUNCTION work.internal_approval_request_state(status text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE status
    WHEN 'approved'      THEN 'APPROVED'
    WHEN 'auto_approved' THEN 'APPROVED'
    WHEN 'rejected'      THEN 'REJECTED'
    WHEN 'expired'       THEN 'EXPIRED'
    WHEN 'cancelled'     THEN 'CANCELLED'
    ELSE                      'PENDING'     -- pending, escalated; the document names only pending and auto_approved
END;

-- A decision chooses among options, so that deciding it is the consent that was asked for.
CREATE FUNCTION work.core_decision_state(status text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE status
    WHEN 'DECIDED'     THEN 'APPROVED'
    WHEN 'IMPLEMENTED' THEN 'APPROVED'
    WHEN 'CANCELLED'   THEN 'CANCELLED'
    ELSE                    'PENDING'       -- NEEDS_INPUT, UNDER_DISCUSSION, DEFERRED
END;

CREATE FUNCTION work.internal_approval_request_urgency(risk_level text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE risk_level WHEN 'critical' THEN 'URGENT' WHEN 'high' THEN 'HIGH' WHEN 'low' THEN 'LOW' ELSE 'NORMAL' END;

CREATE FUNCTION work.core_decision_urgency(priority text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE priority WHEN 'BLOCKING' THEN 'URGENT' WHEN 'HIGH' THEN 'HIGH' WHEN 'LOW' THEN 'LOW' ELSE 'NORMAL' END;

-- A day without an hour is due when it ends, in UTC.
CREATE FUNCTION work.end_of_day(day date) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (day + time '23:59:59') AT TIME ZONE 'UTC';

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA work FROM PUBLIC;
GRANT  EXECUTE ON ALL FUNCTIONS IN SCHEMA work TO authenticated, service_role;
