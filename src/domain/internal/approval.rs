//! Approval requests of Selify internal: votes are counted, somebody decides, and what came of it is kept for the calibration
//! of the AI. `selify-internal.md` has `required_approvals` beside `current_approvals`, one vote for each member, and in
//! `approval_outcomes` what the AI recommended beside what a person decided.
//!
//! Each operation locks the request first, so that of two at the same moment the second finds what the first has done.

use chrono::{DateTime, Utc};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Deserialize;
use sqlx::Row as _;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::domain::operation::{
    Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required,
};
use crate::domain::transition::{Stamp, Transition};
use crate::error::{Error, Result};

/// States in which a request waits for somebody.
const OPEN: &[&str] = &["pending", "escalated"];
const REQUEST: Kind = Kind::Row("internal", "approval_requests");
const ID: Parameter = required("id", Kind::Id("internal", "approval_requests"), "The request.");
const NOTES: Parameter = optional("notes", Kind::Text(10_000), "Why.");

/// `internalApprovalRequestCancel`.
pub static TRANSITIONS: [Transition; 1] = [Transition {
    name: "internalApprovalRequestCancel",
    description: "Takes a request back that waits for a decision. With `ops.approvals.decide` or `ops.approvals.manage`. Refused with CONFLICT when it is no longer pending.",
    table: "internal.approval_requests",
    key: "uuid",
    caller: "internal.member_id()",
    input: &[ID, NOTES],
    output: &[required("internalApprovalRequest", REQUEST, "The request, cancelled.")],
    moves: &[("cancelled", OPEN)],
    needs: &[],
    stamps: &[
        (&[], "resolved_by", Stamp::Caller),
        (&[], "resolved_at", Stamp::Now),
        (&[], "resolution_notes", Stamp::Input("notes")),
    ],
}];

/// Decides a request that waits for it.
pub const DECIDE: Operation = Operation {
    name: "internalApprovalRequestDecide",
    description: "Approves or rejects a request. With `ops.approvals.decide`. Refused with CONFLICT when it is no longer pending, and when it needs the approval of more members: those vote.",
    input: &[
        ID,
        required(
            "decision",
            Kind::Choice("InternalApprovalDecision", "How a request is decided.", &["approved", "rejected"]),
            "How it is decided.",
        ),
        NOTES,
    ],
    form: Form::Input,
    output: &[required("internalApprovalRequest", REQUEST, "The request after the decision.")],
    run: Run::Transaction(decide),
};

/// Casts the caller's vote on a request that waits for a decision.
pub const VOTE: Operation = Operation {
    name: "internalApprovalRequestVote",
    description: "Casts your vote on a request, or changes it. With `ops.approvals.decide`. The request is approved as soon as it has the approvals that it needs; to reject it is a decision of its own. Refused with CONFLICT when it is no longer pending.",
    input: &[
        ID,
        required(
            "vote",
            Kind::Choice("InternalApprovalVoteKind", "What a vote says.", &["approve", "reject", "abstain"]),
            "What you say.",
        ),
        optional("comment", Kind::Text(10_000), "Why."),
    ],
    form: Form::Input,
    output: &[
        required("internalApprovalVote", Kind::Row("internal", "approval_votes"), "Your vote."),
        required("internalApprovalRequest", REQUEST, "The request after it."),
    ],
    run: Run::Transaction(vote),
};

#[derive(Deserialize)]
struct Decide {
    id: Uuid,
    decision: String,
    notes: Option<String>,
}

#[derive(Deserialize)]
struct Vote {
    id: Uuid,
    vote: String,
    comment: Option<String>,
}

fn decide<'a>(ctx: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Output>> {
    async move {
        let Decide { id, decision, notes } = input.read()?;
        let needed = lock(scope, id).await?;
        let approvals = if decision == "approved" { approvals_of_others(scope, id).await? + 1 } else { 0 };
        if decision == "approved" && approvals < needed {
            let message = format!("The request needs the approval of {needed} members, and has {approvals}.");
            return Err(Error::conflict(message).with("requiredApprovals", needed));
        }
        resolve(scope, id, &decision, notes.as_deref(), ctx.now()).await?;
        Ok(vec![("internalApprovalRequest", Given::Row(vec![id.to_string()]))])
    }
    .boxed()
}

fn vote<'a>(ctx: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Output>> {
    async move {
        let Vote { id, vote, comment } = input.read()?;
        let needed = lock(scope, id).await?;
        let cast = "insert into internal.approval_votes (request_id, voter_id, vote, comment) \
                    values ($1, internal.member_id(), $2, $3) \
                    on conflict (request_id, voter_id) do update set vote = excluded.vote, comment = excluded.comment \
                    returning id";
        let cast = Statement::new(cast).bind(id).bind(vote.clone()).bind(comment);
        let cast: Uuid = scope.fetch_optional(cast).await?.ok_or_else(Error::no_such_row)?.try_get(0)?;
        let approvals = approvals_of_others(scope, id).await? + i64::from(vote == "approve");
        let count = "update internal.approval_requests set current_approvals = $2, updated_at = $3 where id = $1";
        let approvals_kept = i32::try_from(approvals).unwrap_or(i32::MAX);
        scope.execute(Statement::new(count).bind(id).bind(approvals_kept).bind(ctx.now())).await?;
        if vote == "approve" && approvals >= needed {
            resolve(scope, id, "approved", None, ctx.now()).await?;
        }
        Ok(vec![
            ("internalApprovalVote", Given::Row(vec![cast.to_string()])),
            ("internalApprovalRequest", Given::Row(vec![id.to_string()])),
        ])
    }
    .boxed()
}

/// Locks a request that waits for a decision; gives how many approvals it needs.
async fn lock(scope: &mut WriteScope, id: Uuid) -> Result<i64> {
    let read = "select status, coalesce(required_approvals, 1)::bigint from internal.approval_requests where id = $1";
    let seen = scope.fetch_optional(Statement::new(read).bind(id)).await?.ok_or_else(Error::no_such_row)?;
    // Whoever locks a row must be allowed to change it, say the policies; who waits for it finds what has become of it.
    let locked = scope.fetch_optional(Statement::new(format!("{read} for update")).bind(id)).await?;
    let status: String = locked.as_ref().unwrap_or(&seen).try_get(0)?;
    if !OPEN.contains(&status.as_str()) {
        return Err(Error::conflict("The request has been decided already.").with("status", status));
    }
    let locked = locked.ok_or_else(|| Error::forbidden("You may see this request, but not decide it."))?;
    Ok(locked.try_get(1)?)
}

async fn approvals_of_others(scope: &mut WriteScope, id: Uuid) -> Result<i64> {
    let count = "select count(*) from internal.approval_votes \
                 where request_id = $1 and vote = 'approve' and voter_id <> internal.member_id()";
    let row = scope.fetch_optional(Statement::new(count).bind(id)).await?;
    Ok(row.ok_or_else(Error::no_such_row)?.try_get(0)?)
}

/// Notes the decision, and beside it what the AI would have done.
async fn resolve(
    scope: &mut WriteScope,
    id: Uuid,
    decision: &str,
    notes: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    let update = "update internal.approval_requests set status = $2, resolved_by = internal.member_id(), \
                  resolution_notes = $3, resolved_at = $4, updated_at = $4 where id = $1";
    let update =
        Statement::new(update).bind(id).bind(decision.to_owned()).bind(notes.map(str::to_owned)).bind(now);
    scope.execute(update).await?;
    let outcome = "insert into internal.approval_outcomes (approval_request_id, ai_recommendation, ai_confidence, \
                       ai_tier_assigned, ai_reasoning, human_decision, human_decision_at, human_decision_by, was_override) \
                   select id, ai_recommendation, ai_confidence, tier, ai_reasoning, status, resolved_at, resolved_by, \
                       coalesce((ai_recommendation = 'reject') <> (status = 'rejected'), false) \
                   from internal.approval_requests where id = $1 \
                   on conflict (approval_request_id) do nothing";
    scope.execute(Statement::new(outcome).bind(id)).await?;
    Ok(())
}
