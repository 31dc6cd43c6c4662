//! The subscriptions of this node, for operators: who follows what, how far it has come, and an end to it.
//!
//! They are not rows, so no policy stands before them: the caller's capabilities in Selify internal do, asked of the
//! database as the caller. Whose account it is, is a row, and shown as far as the caller may see it.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;

use super::operation::{Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required};
use crate::ctx::Ctx;
use crate::db::{Reads, Statement};
use crate::error::{Error, Result};
use crate::roll::{Holder, Roll, Running, Transport};

/// Who may end a subscription: those who look after what runs.
const END: &[&str] = &["infra.services.manage"];
/// Who may look: they, and those who read what others did.
const LOOK: &[&str] = &["infra.services.manage", "admin.audit.view"];

const RUNNING: &[Parameter] = &[
    required("id", Kind::Text(36), "Its id. No other node has the same."),
    optional("accountId", Kind::Text(36), "Whose it is. Null for somebody who has not signed in."),
    optional("account", Kind::Row("auth", "users"), "The account, as far as you may see it."),
    required(
        "transport",
        Kind::Choice(
            "SubscriptionTransport",
            "How a subscription is delivered.",
            &["websocket", "event_stream"],
        ),
        "How it is delivered.",
    ),
    optional("operationName", Kind::Text(1_000), "The name of its operation, if it has one."),
    optional("field", Kind::Text(200), "What is followed: the root field."),
    required("since", Kind::Time, "When it was started."),
    required("sent", Kind::Int, "How many items have been sent."),
    optional(
        "cursor",
        Kind::Text(200),
        "How far it has come in the change log. Null before its first change, and for live queries.",
    ),
    optional("changedAt", Kind::Time, "When the last change that it was sent was made."),
    optional("delayMs", Kind::Int, "How long after that the change was on its way."),
];

const SUBSCRIPTIONS: &[Parameter] = &[required(
    "running",
    Kind::Items("RunningSubscription", "A subscription that runs on this node.", RUNNING),
    "The subscriptions of this node, in the order in which they were started.",
)];

const SUBSCRIPTION: &[Parameter] = &[required("id", Kind::Text(36), "Its id, as `subscriptions` tells it.")];

const ENDED: &[Parameter] = &[required("ended", Kind::Boolean, "True.")];

/// `subscriptions`, `subscriptionEnd`.
pub fn operations(roll: &Roll) -> Vec<Operation> {
    vec![
        Operation {
            name: "subscriptions",
            description: "The subscriptions that run on the node that answers, and on no other. Takes the capability \
                          `infra.services.manage` or `admin.audit.view` in Selify internal.",
            input: &[],
            form: Form::Arguments,
            output: SUBSCRIPTIONS,
            run: Run::query(roll, list),
        },
        Operation {
            name: "subscriptionEnd",
            description: "Ends a subscription of the node that answers; its reader gets `SUBSCRIPTION_ENDED`. \
                          `NOT_FOUND`: no such subscription runs on this node. Takes the capability \
                          `infra.services.manage` in Selify internal.",
            input: SUBSCRIPTION,
            form: Form::Arguments,
            output: ENDED,
            run: Run::alone(roll, end),
        },
    ]
}

async fn list(roll: Roll, ctx: Ctx, _: Input) -> Result<Output> {
    require(&ctx, LOOK).await?;
    let running = roll.running().iter().map(|running| told(running)).collect();
    Ok(vec![("running", Given::Items(running))])
}

async fn end(roll: Roll, ctx: Ctx, input: Input) -> Result<Output> {
    require(&ctx, END).await?;
    let id = input.text("id").and_then(|id| id.parse().ok());
    let none = || Error::not_found("No such subscription runs on this node.").field("id");
    let running = id.and_then(|id| roll.end(id)).ok_or_else(none)?;
    let (by, of) = (ctx.principal.account_id(), running.about.holder);
    tracing::info!(request_id = %ctx.request_id, ?by, ?of, field = ?running.about.field, "a subscription was ended");
    Ok(vec![("ended", Given::Value(true.into()))])
}

/// Refuses callers with none of these capabilities. What is not theirs to see is told to nobody who acts with fewer rights either.
async fn require(ctx: &Ctx, capabilities: &[&'static str]) -> Result<()> {
    ctx.principal.require_account()?;
    ctx.principal.require_unrestricted()?;
    let mut scope = ctx.read(Reads::One).await?;
    let sql = "select coalesce(bool_or(internal.can(asked)), false) as can from unnest($1::text[]) asked";
    let capabilities: Vec<_> = capabilities.iter().map(|&capability| capability.to_owned()).collect();
    let asked = Statement::new(sql).bind(capabilities);
    let row = scope.fetch_optional(asked).await?.ok_or_else(|| Error::internal("no answer"))?;
    scope.finish();
    if sqlx::Row::try_get(&row, "can")? {
        return Ok(());
    }
    Err(Error::forbidden("This takes a capability that you do not have."))
}

fn told(running: &Running) -> Output {
    let about = &running.about;
    let mut told = vec![
        ("id", Given::Value(running.id.to_string().into())),
        (
            "transport",
            Given::Value(match about.transport {
                Transport::Websocket => "websocket".into(),
                Transport::EventStream => "event_stream".into(),
            }),
        ),
        ("operationName", Given::Value(about.operation.clone().into())),
        ("field", Given::Value(about.field.clone().into())),
        ("since", time(about.since)),
        ("sent", Given::Value(i32::try_from(running.sent()).unwrap_or(i32::MAX).into())),
    ];
    if let Holder::Account(account_id) = about.holder {
        told.push(("accountId", Given::Value(account_id.to_string().into())));
        told.push(("account", Given::Row(vec![account_id.to_string()])));
    }
    if let Some(reached) = running.reached() {
        let delay = (reached.read_at - reached.at).num_milliseconds();
        told.push(("cursor", Given::Value(reached.cursor.to_string().into())));
        told.push(("changedAt", time(reached.at)));
        told.push(("delayMs", Given::Value(delay.clamp(0, i32::MAX.into()).into())));
    }
    told
}

fn time(at: DateTime<Utc>) -> Given {
    Given::Value(Value::from(at.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
}
