//! A code of an authenticator app beside the password.

use serde::Deserialize;

use super::{DONE, done};
use crate::auth::{Accounts, Proof};
use crate::ctx::Ctx;
use crate::domain::operation::{
    Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required,
};
use crate::error::{Error, Result};

const PASSWORD: &[Parameter] = &[required("password", Kind::Text(1_000), "Your password.")];

const ENROLMENT: &[Parameter] = &[
    required("secret", Kind::Text(100), "To be typed into an authenticator app. Keep it secret."),
    required("uri", Kind::Text(2_000), "The same as `otpauth://…`, to be shown as a QR code."),
];

const CODE: &[Parameter] = &[required("code", Kind::Text(64), "The code that the app shows.")];

const RECOVERY_CODES: &[Parameter] = &[required(
    "recoveryCodes",
    Kind::Texts(20, 10),
    "Each stands in once for a code of the app. They are shown this once.",
)];

const PROOF: &[Parameter] = &[
    optional("password", Kind::Text(1_000), "Your password."),
    optional("code", Kind::Text(64), "A code of the app, or a recovery code."),
];

#[derive(Deserialize)]
struct Enrol {
    password: String,
}

#[derive(Deserialize)]
struct Confirm {
    code: String,
}

#[derive(Deserialize)]
struct Disable {
    password: Option<String>,
    code: Option<String>,
}

/// `secondFactorEnrol`, `secondFactorConfirm`, `secondFactorDisable`.
pub(super) fn operations(accounts: &Accounts) -> Vec<Operation> {
    vec![
        Operation {
            name: "secondFactorEnrol",
            description: "Begins with a second factor for your account: a secret for an authenticator app. It is asked for \
                          once a first code has confirmed it.",
            input: PASSWORD,
            form: Form::Arguments,
            output: ENROLMENT,
            run: Run::alone(accounts, enrol),
        },
        Operation {
            name: "secondFactorConfirm",
            description: "Confirms the second factor with its first code. From then on signing in takes a code.",
            input: CODE,
            form: Form::Arguments,
            output: RECOVERY_CODES,
            run: Run::alone(accounts, confirm),
        },
        Operation {
            name: "secondFactorDisable",
            description: "Does away with your second factor and its recovery codes. Takes your password or a code.",
            input: PROOF,
            form: Form::Arguments,
            output: DONE,
            run: Run::alone(accounts, disable),
        },
    ]
}

async fn enrol(accounts: Accounts, ctx: Ctx, input: Input) -> Result<Output> {
    let Enrol { password } = input.read()?;
    let enrolment = accounts.enrol_second_factor(ctx.principal.require_account()?, &password).await?;
    Ok(vec![("secret", Given::Value(enrolment.secret.into())), ("uri", Given::Value(enrolment.uri.into()))])
}

async fn confirm(accounts: Accounts, ctx: Ctx, input: Input) -> Result<Output> {
    let Confirm { code } = input.read()?;
    let codes = accounts.confirm_second_factor(ctx.principal.require_account()?, &code).await?;
    Ok(vec![("recoveryCodes", Given::Value(codes.into()))])
}

async fn disable(accounts: Accounts, ctx: Ctx, input: Input) -> Result<Output> {
    let Disable { password, code } = input.read()?;
    let proof = match (&password, &code) {
        (Some(password), None) => Proof::Password(password),
        (None, Some(code)) => Proof::Code(code),
        _ => return Err(Error::bad_user_input("Give either your password or a code.")),
    };
    accounts.disable_second_factor(ctx.principal.require_account()?, proof).await?;
    Ok(done())
}
