//! Changing a password, and setting a new one by a link in a mail.

use serde::Deserialize;

use super::{DONE, done};
use crate::auth::Accounts;
use crate::ctx::Ctx;
use crate::domain::operation::{Form, Input, Kind, Operation, Output, Parameter, Run, required};
use crate::error::Result;

const NEW: Parameter = required("new", Kind::Text(1_000), "The new password, of at least 10 characters.");

const CHANGE: &[Parameter] = &[required("current", Kind::Text(1_000), "The current password."), NEW];

const REQUEST: &[Parameter] = &[required("email", Kind::Text(320), "The account's address.")];

const RESET: &[Parameter] = &[required("token", Kind::Text(200), "The token of the link."), NEW];

#[derive(Deserialize)]
struct Change {
    current: String,
    new: String,
}

#[derive(Deserialize)]
struct Request {
    email: String,
}

#[derive(Deserialize)]
struct Reset {
    token: String,
    new: String,
}

/// `passwordChange`, `passwordResetRequest`, `passwordReset`.
pub(super) fn operations(accounts: &Accounts) -> Vec<Operation> {
    vec![
        Operation {
            name: "passwordChange",
            description: "Changes your password. Your other sessions end.",
            input: CHANGE,
            form: Form::Arguments,
            output: DONE,
            run: Run::alone(accounts, change),
        },
        Operation {
            name: "passwordResetRequest",
            description: "Sends a link to set a new password, if there is an account with this address. The answer does \
                          not tell whether there is. `RATE_LIMITED`: too many requests.",
            input: REQUEST,
            form: Form::Arguments,
            output: DONE,
            run: Run::alone(accounts, request),
        },
        Operation {
            name: "passwordReset",
            description: "Sets a new password by the token of a link, once and within the hour. All sessions of the \
                          account end. A second factor stays.",
            input: RESET,
            form: Form::Arguments,
            output: DONE,
            run: Run::alone(accounts, reset),
        },
    ]
}

async fn change(accounts: Accounts, ctx: Ctx, input: Input) -> Result<Output> {
    let Change { current, new } = input.read()?;
    let account_id = ctx.principal.require_account()?;
    accounts.change_password(account_id, ctx.principal.session_id(), &current, &new).await?;
    Ok(done())
}

async fn request(accounts: Accounts, ctx: Ctx, input: Input) -> Result<Output> {
    let Request { email } = input.read()?;
    accounts.request_password_reset(&email, &ctx.origin).await?;
    Ok(done())
}

async fn reset(accounts: Accounts, _: Ctx, input: Input) -> Result<Output> {
    let Reset { token, new } = input.read()?;
    accounts.reset_password(&token, &new).await?;
    Ok(done())
}
