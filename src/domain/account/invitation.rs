//! Coming into a system: inviting, accepting, taking back.
//!
//! What is invited to is said by each system, see `domain::invitation`. What is the same for all is here: the transaction,
//! the letter once it is committed, the answer. Inviting lets others in for good, so it takes a sign-in: no token with abilities and
//! no support session will do.

use std::sync::Arc;

use chrono::SecondsFormat;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::{DONE, done};
use crate::auth::{Accounts, Invited};
use crate::ctx::Ctx;
use crate::domain::invitation::{Inviting, PLACES};
use crate::domain::operation::{Form, Given, Input, Kind, Operation, Output, Parameter, Run, required};
use crate::domain::{core, internal};
use crate::error::Result;

const INVITED: &[Parameter] = &[
    required("invitationId", Kind::Text(36), "To take the invitation back with."),
    required("expiresAt", Kind::Time, "When the invitation ends. Inviting again renews it."),
];

const TOKEN: &[Parameter] = &[required("token", Kind::Text(200), "The token of the letter.")];

const ID: &[Parameter] = &[required("id", Kind::Text(36), "The `invitationId`.")];

const ACCEPTED: &[Parameter] = &[required(
    "kind",
    Kind::Choice(
        "InvitationKind",
        "What an invitation is to.",
        &[
            "internal",
            "core",
            "assist",
            "scaliyo_team",
            "scaliyo_board",
            "taskjuggler_team",
            "taskjuggler_task",
        ],
    ),
    "What the invitation was to.",
)];

/// Those that ask for more than a place.
const OWN: [Inviting; 2] = [internal::invitation::TEAM_MEMBER, core::invitation::USER];

#[derive(Deserialize)]
struct Accept {
    token: String,
}

#[derive(Deserialize)]
struct Revoke {
    id: Uuid,
}

/// An operation for each kind, `invitationAccept`, `invitationRevoke`.
pub(super) fn operations(accounts: &Accounts) -> Vec<Operation> {
    let inviting = OWN.into_iter().chain(PLACES).map(|inviting| Operation {
        name: inviting.name,
        description: inviting.description,
        input: inviting.input,
        form: Form::Input,
        output: INVITED,
        run: run(accounts, inviting),
    });
    let others = [
        Operation {
            name: "invitationAccept",
            description: "Accepts an invitation to the address of your account. `NOT_FOUND` for a token that is unknown or of \
                          another address, `CONFLICT` for one that was used, was taken back or has expired.",
            input: TOKEN,
            form: Form::Arguments,
            output: ACCEPTED,
            run: Run::alone(accounts, accept),
        },
        Operation {
            name: "invitationRevoke",
            description: "Takes an invitation back: your own, or one to what you administer. An invitation to a task also \
                          after it was accepted, with what it gave.",
            input: ID,
            form: Form::Arguments,
            output: DONE,
            run: Run::alone(accounts, revoke),
        },
    ];
    inviting.chain(others).collect()
}

fn run(accounts: &Accounts, inviting: Inviting) -> Run {
    Run::alone(&(accounts.clone(), inviting), |(accounts, inviting), ctx, input| {
        invite(accounts, inviting, ctx, input)
    })
}

async fn invite(accounts: Accounts, inviting: Inviting, ctx: Ctx, input: Input) -> Result<Output> {
    ctx.principal.require_account()?;
    let (writer, input) = (accounts.clone(), Arc::new(input));
    let invited: Invited = ctx
        .transact(|mut scope| {
            let (accounts, ctx, input) = (writer.clone(), ctx.clone(), Arc::clone(&input));
            async move {
                let invitation = inviting.to.prepare(&ctx, &mut scope, &input).await?;
                let invited = accounts.write_invitation(&mut scope, &invitation).await?;
                scope.commit_with(invited).await
            }
        })
        .await?;
    let expires_at = invited.expires_at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let output = vec![
        ("invitationId", Given::Value(invited.id.to_string().into())),
        ("expiresAt", Given::Value(Value::from(expires_at))),
    ];
    accounts.send_invitation(invited)?;
    Ok(output)
}

async fn accept(accounts: Accounts, ctx: Ctx, input: Input) -> Result<Output> {
    let Accept { token } = input.read()?;
    let kind = accounts.accept_invitation(ctx.principal.require_account()?, &token).await?;
    Ok(vec![("kind", Given::Value(kind.into()))])
}

async fn revoke(accounts: Accounts, ctx: Ctx, input: Input) -> Result<Output> {
    ctx.principal.require_account()?;
    let Revoke { id } = input.read().map_err(|error| error.field("id"))?;
    ctx.transact(|mut scope| {
        let accounts = accounts.clone();
        async move {
            accounts.revoke_invitation(&mut scope, id).await?;
            scope.commit_with(()).await
        }
    })
    .await?;
    Ok(done())
}
