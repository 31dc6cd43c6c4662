//! Signing in, staying signed in, signing out.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Deserialize;
use serde_json::Value;

use crate::auth::{Accounts, Credentials, SignedIn};
use crate::ctx::Ctx;
use crate::domain::operation::{
    Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required,
};
use crate::error::{Error, Result};

const TOKENS: &[Parameter] = &[
    required("accessToken", Kind::Text(4_000), "To be sent as `Authorization: Bearer …` with each request."),
    required("accessExpiresAt", Kind::Time, "When the access token ends."),
    required("refreshToken", Kind::Text(200), "To be exchanged, once, for new tokens. Keep it secret."),
    required("refreshExpiresAt", Kind::Time, "When the refresh token ends."),
];

const CREDENTIALS: &[Parameter] = &[
    required("email", Kind::Text(320), "The account's address."),
    required("password", Kind::Text(1_000), "Its password."),
    optional(
        "code",
        Kind::Text(64),
        "Where the account has a second factor: a code of it, or a recovery code.",
    ),
];

const REFRESH: &[Parameter] =
    &[required("refreshToken", Kind::Text(200), "The refresh token of the last exchange.")];

const SIGNED_OUT: &[Parameter] = &[required("signedOut", Kind::Boolean, "True.")];

const EVERYWHERE: &[Parameter] = &[optional("keepThis", Kind::Boolean, "Whether this session goes on.")];

const ENDED: &[Parameter] = &[required("ended", Kind::Int, "How many sessions have ended.")];

#[derive(Deserialize)]
struct SignIn {
    email: String,
    password: String,
    code: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Refresh {
    refresh_token: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Everywhere {
    keep_this: Option<bool>,
}

/// `signIn`, `tokenRefresh`, `signOut`, `signOutEverywhere`.
pub(super) fn operations(accounts: &Accounts) -> Vec<Operation> {
    vec![
        Operation {
            name: "signIn",
            description: "Signs in and opens a session. An unknown address and a wrong password read the same. \
                          `SECOND_FACTOR_REQUIRED`: ask again with a code. `RATE_LIMITED`: too many attempts.",
            input: CREDENTIALS,
            form: Form::Arguments,
            output: TOKENS,
            run: Run::alone(accounts, sign_in),
        },
        Operation {
            name: "tokenRefresh",
            description: "Exchanges a refresh token for new tokens. A token that comes a second time ends its session.",
            input: REFRESH,
            form: Form::Arguments,
            output: TOKENS,
            run: Run::alone(accounts, refresh),
        },
        Operation {
            name: "signOut",
            description: "Ends the session of the token that the request is made with.",
            input: &[],
            form: Form::Arguments,
            output: SIGNED_OUT,
            run: Run::alone(accounts, sign_out),
        },
        Operation {
            name: "signOutEverywhere",
            description: "Ends all sessions of your account.",
            input: EVERYWHERE,
            form: Form::Arguments,
            output: ENDED,
            run: Run::alone(accounts, sign_out_everywhere),
        },
    ]
}

async fn sign_in(accounts: Accounts, ctx: Ctx, input: Input) -> Result<Output> {
    let SignIn { email, password, code } = input.read()?;
    let credentials = Credentials { email: &email, password: &password, code: code.as_deref() };
    Ok(tokens(accounts.sign_in(credentials, &ctx.origin).await?))
}

async fn refresh(accounts: Accounts, _: Ctx, input: Input) -> Result<Output> {
    let Refresh { refresh_token } = input.read()?;
    Ok(tokens(accounts.refresh(&refresh_token).await?))
}

async fn sign_out(accounts: Accounts, ctx: Ctx, _: Input) -> Result<Output> {
    let session_id = ctx.principal.session_id();
    let session_id = session_id.ok_or_else(|| Error::unauthenticated("There is no session to end."))?;
    accounts.sign_out(session_id).await?;
    Ok(vec![("signedOut", Given::Value(true.into()))])
}

async fn sign_out_everywhere(accounts: Accounts, ctx: Ctx, input: Input) -> Result<Output> {
    let Everywhere { keep_this } = input.read()?;
    let account_id = ctx.principal.require_account()?;
    let except = ctx.principal.session_id().filter(|_| keep_this.unwrap_or(false));
    let ended = accounts.sign_out_everywhere(account_id, except).await?;
    Ok(vec![("ended", Given::Value(ended.into()))])
}

fn tokens(signed_in: SignedIn) -> Output {
    let time = |at: DateTime<Utc>| Value::from(at.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    vec![
        ("accessToken", Given::Value(signed_in.access_token.into())),
        ("accessExpiresAt", Given::Value(time(signed_in.access_expires_at))),
        ("refreshToken", Given::Value(signed_in.refresh_token.into())),
        ("refreshExpiresAt", Given::Value(time(signed_in.refresh_expires_at))),
    ]
}
