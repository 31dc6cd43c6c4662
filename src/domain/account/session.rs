//! Signing in, staying signed in, signing out.

use futures::FutureExt as _;
use serde::Deserialize;
use serde_json::Value;

use crate::auth::{Accounts, Origin, SignedIn};
use crate::domain::operation::{Form, Given, Kind, Operation, Output, Parameter, Run, required};
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
];

const REFRESH: &[Parameter] =
    &[required("refreshToken", Kind::Text(200), "The refresh token of the last exchange.")];

const SIGNED_OUT: &[Parameter] = &[required("signedOut", Kind::Boolean, "True.")];

#[derive(Deserialize)]
struct Credentials {
    email: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Refresh {
    refresh_token: String,
}

/// `signIn`, `signOut`, `tokenRefresh`.
pub(super) fn operations(accounts: &Accounts) -> Vec<Operation> {
    let (signing_in, refreshing, signing_out) = (accounts.clone(), accounts.clone(), accounts.clone());
    vec![
        Operation {
            name: "signIn",
            description: "Signs in and opens a session. An unknown address and a wrong password read the same.",
            input: CREDENTIALS,
            form: Form::Arguments,
            output: TOKENS,
            run: Run::Alone(Box::new(move |_, input| {
                let accounts = signing_in.clone();
                async move {
                    let Credentials { email, password } = input.read()?;
                    Ok(tokens(accounts.sign_in(&email, &password, &Origin::default()).await?))
                }
                .boxed()
            })),
        },
        Operation {
            name: "tokenRefresh",
            description: "Exchanges a refresh token for new tokens. A token that comes a second time ends its session.",
            input: REFRESH,
            form: Form::Arguments,
            output: TOKENS,
            run: Run::Alone(Box::new(move |_, input| {
                let accounts = refreshing.clone();
                async move {
                    let Refresh { refresh_token } = input.read()?;
                    Ok(tokens(accounts.refresh(&refresh_token).await?))
                }
                .boxed()
            })),
        },
        Operation {
            name: "signOut",
            description: "Ends the session of the token that the request is made with.",
            input: &[],
            form: Form::Arguments,
            output: SIGNED_OUT,
            run: Run::Alone(Box::new(move |ctx, _| {
                let accounts = signing_out.clone();
                async move { sign_out(&accounts, ctx.principal.session_id()).await }.boxed()
            })),
        },
    ]
}

async fn sign_out(accounts: &Accounts, session_id: Option<uuid::Uuid>) -> Result<Output> {
    let session_id = session_id.ok_or_else(|| Error::unauthenticated("There is no session to end."))?;
    accounts.sign_out(session_id).await?;
    Ok(vec![("signedOut", Given::Value(true.into()))])
}

fn tokens(signed_in: SignedIn) -> Output {
    let time = |at: chrono::DateTime<chrono::Utc>| {
        Value::from(at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    };
    vec![
        ("accessToken", Given::Value(signed_in.access_token.into())),
        ("accessExpiresAt", Given::Value(time(signed_in.access_expires_at))),
        ("refreshToken", Given::Value(signed_in.refresh_token.into())),
        ("refreshExpiresAt", Given::Value(time(signed_in.refresh_expires_at))),
    ]
}
