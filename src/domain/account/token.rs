//! Personal access tokens: made, and ended.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::auth::{Abilities, PersonalTokens};
use crate::ctx::Ctx;
use crate::domain::operation::{
    Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required,
};
use crate::error::Result;

const CREATE: &[Parameter] = &[
    required("name", Kind::Text(255), "What it is for; for your own list."),
    required(
        "abilities",
        Kind::Texts(40, 20),
        "What it may do, at most what you may: `*`, `read`, `write`, or of one system such as `taskjuggler:read`, `core:write`.",
    ),
    optional("expiresAt", Kind::Time, "When it ends by itself. Absent: when it is revoked."),
];

const CREATED: &[Parameter] = &[
    required("token", Kind::Text(100), "The token, shown once. To be sent as `Authorization: Bearer …`."),
    required(
        "personalToken",
        Kind::Row("taskjuggler", "personal_access_tokens"),
        "What your list of tokens says of it.",
    ),
];

const REVOKE: &[Parameter] = &[required(
    "id",
    Kind::Id("taskjuggler", "personal_access_tokens"),
    "The token, by the id in your list.",
)];

const REVOKED: &[Parameter] = &[required("revoked", Kind::Boolean, "True.")];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Create {
    name: String,
    abilities: Vec<String>,
    expires_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct Revoke {
    id: i64,
}

/// `personalTokenCreate`, `personalTokenRevoke`.
pub(super) fn operations(personal: &PersonalTokens) -> Vec<Operation> {
    vec![
        Operation {
            name: "personalTokenCreate",
            description: "Makes a token for a program that acts for you with a part of your rights.",
            input: CREATE,
            form: Form::Arguments,
            output: CREATED,
            run: Run::alone(personal, create),
        },
        Operation {
            name: "personalTokenRevoke",
            description: "Ends a token of yours. Requests with it are refused at once, its open sockets are closed.",
            input: REVOKE,
            form: Form::Arguments,
            output: REVOKED,
            run: Run::alone(personal, revoke),
        },
    ]
}

async fn create(personal: PersonalTokens, ctx: Ctx, input: Input) -> Result<Output> {
    let account_id = ctx.principal.require_account()?;
    let Create { name, abilities, expires_at } = input.read()?;
    let abilities = Abilities::parse(&abilities)?;
    let (id, text) = personal.create(account_id, &name, abilities, expires_at).await?;
    Ok(vec![("token", Given::Value(text.into())), ("personalToken", Given::Row(vec![id.to_string()]))])
}

async fn revoke(personal: PersonalTokens, ctx: Ctx, input: Input) -> Result<Output> {
    let account_id = ctx.principal.require_account()?;
    let Revoke { id } = input.read()?;
    personal.revoke(account_id, id).await?;
    Ok(vec![("revoked", Given::Value(true.into()))])
}
