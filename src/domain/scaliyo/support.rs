//! Support sessions of Scaliyo. The rules are in `auth`, because a session is a way to a token.

use serde::Deserialize;
use uuid::Uuid;

use crate::auth::{SupportRequest, SupportSessions};
use crate::ctx::Ctx;
use crate::domain::operation::{Form, Given, Input, Kind, Operation, Output, Parameter, Run, required};
use crate::error::Result;

const START: &[Parameter] = &[
    required("user", Kind::Id("scaliyo", "profiles"), "Whose data is to be looked at."),
    required("reason", Kind::Text(2_000), "Why; kept with the session."),
    required(
        "accessLevel",
        Kind::Choice(
            "ScaliyoSupportAccessLevel",
            "What a support session is for. Both levels may read and nothing else; the level stands in the audit log.",
            &["read_only", "debug"],
        ),
        "What the session is for.",
    ),
    required("minutes", Kind::Int, "How long it lasts, at most 120."),
];

const STARTED: &[Parameter] = &[
    required("accessToken", Kind::Text(4_000), "Stands for the customer, reads Scaliyo and changes nothing."),
    required("expiresAt", Kind::Time, "When session and token end."),
    required("sessionId", Kind::Text(40), "Key of the session."),
    required("session", Kind::Row("scaliyo", "support_sessions"), "The session."),
];

const END: &[Parameter] = &[required("id", Kind::Id("scaliyo", "support_sessions"), "The session.")];

const ENDED: &[Parameter] = &[required("session", Kind::Row("scaliyo", "support_sessions"), "The session.")];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Start {
    user: Uuid,
    reason: String,
    access_level: String,
    minutes: i64,
}

#[derive(Deserialize)]
struct End {
    id: Uuid,
}

/// `scaliyoSupportSessionStart`, `scaliyoSupportSessionEnd`.
pub fn operations(support: &SupportSessions) -> Vec<Operation> {
    vec![
        Operation {
            name: "scaliyoSupportSessionStart",
            description: "For platform admins: a token to look at the data of a customer, who is no platform admin. Every request made with it is logged.",
            input: START,
            form: Form::Input,
            output: STARTED,
            run: Run::alone(support, start),
        },
        Operation {
            name: "scaliyoSupportSessionEnd",
            description: "For platform admins: ends a support session. Its token is refused at once, its open sockets are closed.",
            input: END,
            form: Form::Input,
            output: ENDED,
            run: Run::alone(support, end),
        },
    ]
}

async fn start(support: SupportSessions, ctx: Ctx, input: Input) -> Result<Output> {
    let admin_id = ctx.principal.require_account()?;
    let Start { user, reason, access_level, minutes } = input.read()?;
    let request = SupportRequest { target_id: user, reason, access_level, minutes };
    let session = support.start(admin_id, request).await?;
    let expires_at = session.expires_at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    Ok(vec![
        ("accessToken", Given::Value(session.access_token.into())),
        ("expiresAt", Given::Value(expires_at.into())),
        ("sessionId", Given::Value(session.id.to_string().into())),
        ("session", Given::Row(vec![session.id.to_string()])),
    ])
}

async fn end(support: SupportSessions, ctx: Ctx, input: Input) -> Result<Output> {
    let admin_id = ctx.principal.require_account()?;
    let End { id } = input.read()?;
    support.end(admin_id, id).await?;
    Ok(vec![("session", Given::Row(vec![id.to_string()]))])
}
