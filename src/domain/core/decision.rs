//! Decisions of CodeOps: discussed, escalated, decided. `codeops.md` lists the states, who decided what and why, and to whom
//! it went up when nobody did.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Deserialize;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::domain::operation::{
    Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required,
};
use crate::domain::transition::{Stamp, Transition};
use crate::error::{Error, Result};

const OPEN: &[&str] = &["NEEDS_INPUT", "UNDER_DISCUSSION"];
const STATES: &[&str] =
    &["NEEDS_INPUT", "UNDER_DISCUSSION", "DECIDED", "IMPLEMENTED", "DEFERRED", "CANCELLED"];
const ID: Parameter = required("id", Kind::Id("core", "decisions"), "The decision.");
const OUTPUT: &[Parameter] =
    &[required("coreDecision", Kind::Row("core", "decisions"), "The decision after the change.")];

/// `coreDecisionDecide`, `coreDecisionTransition`.
pub static TRANSITIONS: [Transition; 2] = [
    Transition {
        name: "coreDecisionDecide",
        description: "Decides what is open. For the owner, for whom it is assigned or escalated to, and with `decisions.manage`. Refused with CONFLICT when it is no longer open.",
        table: "core.decisions",
        key: "uuid",
        caller: "auth.uid()",
        input: &[
            ID,
            required("rationale", Kind::Text(10_000), "Why."),
            optional("selectedOption", Kind::Text(10_000), "The option that was chosen, as in `options`."),
        ],
        output: OUTPUT,
        moves: &[("DECIDED", OPEN)],
        needs: &[],
        stamps: &[
            (&[], "decided_at", Stamp::Now),
            (&[], "decided_by_id", Stamp::Caller),
            (&[], "decision_rationale", Stamp::Input("rationale")),
            (&[], "selected_option", Stamp::Input("selectedOption")),
        ],
    },
    Transition {
        name: "coreDecisionTransition",
        description: "Takes a decision to another state; `coreDecisionDecide` decides it. For the same people. Refused with CONFLICT when that state does not follow: NEEDS_INPUT and UNDER_DISCUSSION lead to each other, to DEFERRED and to CANCELLED; what is DEFERRED is taken up again; what is DECIDED becomes IMPLEMENTED.",
        table: "core.decisions",
        key: "uuid",
        caller: "auth.uid()",
        input: &[
            ID,
            required(
                "status",
                Kind::Choice("CoreDecisionStatus", "States of decisions.", STATES),
                "The state to be reached.",
            ),
        ],
        output: OUTPUT,
        moves: &[
            ("NEEDS_INPUT", &["UNDER_DISCUSSION", "DEFERRED"]),
            ("UNDER_DISCUSSION", &["NEEDS_INPUT", "DEFERRED"]),
            ("DEFERRED", OPEN),
            ("CANCELLED", &["NEEDS_INPUT", "UNDER_DISCUSSION", "DEFERRED"]),
            ("IMPLEMENTED", &["DECIDED"]),
        ],
        needs: &[],
        stamps: &[],
    },
];

/// Takes a decision up to somebody who is to decide it.
pub const ESCALATE: Operation = Operation {
    name: "coreDecisionEscalate",
    description: "Takes an open decision one level up, to somebody who is to decide it. For the same people as `coreDecisionDecide`. Refused with CONFLICT when it is no longer open.",
    input: &[ID, required("to", Kind::Id("core", "users"), "Who is to decide it.")],
    form: Form::Input,
    output: OUTPUT,
    run: Run::Transaction(escalate),
};

#[derive(Deserialize)]
struct Escalate {
    id: Uuid,
    to: Uuid,
}

fn escalate<'a>(ctx: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Output>> {
    async move {
        let Escalate { id, to } = input.read()?;
        let seen = Statement::new("select from core.users where id = $1").bind(to);
        if scope.fetch_optional(seen).await?.is_none() {
            return Err(Error::no_such_row().field("input.to"));
        }
        let update = "update core.decisions set escalation_level = coalesce(escalation_level, 0) + 1, \
                      escalated_at = $3, escalated_to_id = $2, updated_at = $3 \
                      where id = $1 and status in ('NEEDS_INPUT', 'UNDER_DISCUSSION')";
        if scope.execute(Statement::new(update).bind(id).bind(to).bind(ctx.now())).await? > 0 {
            return Ok(vec![("coreDecision", Given::Row(vec![id.to_string()]))]);
        }
        let open = "select status in ('NEEDS_INPUT', 'UNDER_DISCUSSION') from core.decisions where id = $1";
        let row =
            scope.fetch_optional(Statement::new(open).bind(id)).await?.ok_or_else(Error::no_such_row)?;
        Err(if sqlx::Row::try_get(&row, 0)? {
            Error::forbidden("You may see this decision, but not escalate it.")
        } else {
            Error::conflict("The decision is no longer open.")
        })
    }
    .boxed()
}
