//! Making an account, by invitation or, where it is switched on, of one's own accord.

use serde::Deserialize;

use super::{DONE, done};
use crate::auth::{Accounts, Newcomer};
use crate::ctx::Ctx;
use crate::domain::operation::{
    Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required,
};
use crate::error::Result;

const NEWCOMER: &[Parameter] = &[
    required("email", Kind::Text(254), "The address; that of the invitation, if there is one."),
    required("password", Kind::Text(1_000), "A password, of at least 10 characters."),
    required("displayName", Kind::Text(200), "The name that others see."),
    optional("invitation", Kind::Text(200), "The token of an invitation."),
];

const SIGNED_UP: &[Parameter] = &[required(
    "mustConfirm",
    Kind::Boolean,
    "Whether the address is to be confirmed first, by the link in a letter. Else sign in.",
)];

const CONFIRM: &[Parameter] = &[
    required("token", Kind::Text(200), "The token of the letter."),
    required("password", Kind::Text(1_000), "The password that was chosen."),
];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignUp {
    email: String,
    password: String,
    display_name: String,
    invitation: Option<String>,
}

#[derive(Deserialize)]
struct Confirm {
    token: String,
    password: String,
}

/// `signUp`, `signUpConfirm`.
pub(super) fn operations(accounts: &Accounts) -> Vec<Operation> {
    vec![
        Operation {
            name: "signUp",
            description: "Makes an account. With an invitation it is accepted at once; without one, which may be switched \
                          off, a letter asks to confirm the address. The answer does not tell whether there is an \
                          account with it.",
            input: NEWCOMER,
            form: Form::Arguments,
            output: SIGNED_UP,
            run: Run::alone(accounts, sign_up),
        },
        Operation {
            name: "signUpConfirm",
            description: "Confirms the address of a sign-up by the token of a letter, once and within a day.",
            input: CONFIRM,
            form: Form::Arguments,
            output: DONE,
            run: Run::alone(accounts, confirm),
        },
    ]
}

async fn sign_up(accounts: Accounts, ctx: Ctx, input: Input) -> Result<Output> {
    let SignUp { email, password, display_name, invitation } = input.read()?;
    let newcomer = Newcomer {
        email: &email,
        password: &password,
        display_name: &display_name,
        invitation: invitation.as_deref(),
    };
    let is_there = accounts.sign_up(newcomer, &ctx.origin).await?;
    Ok(vec![("mustConfirm", Given::Value((!is_there).into()))])
}

async fn confirm(accounts: Accounts, _: Ctx, input: Input) -> Result<Output> {
    let Confirm { token, password } = input.read()?;
    accounts.confirm_sign_up(&token, &password).await?;
    Ok(done())
}
