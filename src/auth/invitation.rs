//! Invitations into the systems: made in the inviter's name, accepted by the account of their address.
//!
//! Who may invite, and what an invitation gives, is decided in the database (`migration/sql/auth/invite.sql`): when the
//! invitation is made and, in the inviter's name, once more when it is accepted. Here are the token, which stands in the
//! mail alone and is kept as a hash, the letter, and what a refusal says.
//!
//! Nothing tells an inviter whether the address has an account: the answer and the letter are the same.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::Row as _;
use uuid::Uuid;

use super::Accounts;
use super::opaque::{self, OpaqueToken};
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};
use crate::mail::Letter;

/// Whom to let in, and where.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// One of the kinds that the table names.
    pub kind: &'static str,
    /// The row that it is to.
    pub target: Uuid,
    /// What it is to, for people: "a team in Scaliyo". Nothing that a user wrote: mail carries no texts of strangers.
    pub place: &'static str,
    /// For whom.
    pub email: String,
    /// What they will be there.
    pub role: Option<String>,
    /// What the inviter says of them.
    pub details: Value,
}

/// An invitation that was written. Once its transaction is committed, the letter is to be sent.
#[must_use]
#[derive(Clone)]
pub struct Invited {
    /// Its key.
    pub id: Uuid,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    letter: Letter,
}

impl Accounts {
    /// Makes an invitation or renews it, in the scope of the inviter.
    ///
    /// # Errors
    /// `FORBIDDEN` for who may not invite there or give this role, `RATE_LIMITED` after too many, `CONFLICT` if the address
    /// was invited by somebody else.
    pub async fn write_invitation(&self, scope: &mut WriteScope, invitation: &Invitation) -> Result<Invited> {
        let token = OpaqueToken::generate();
        let statement = Statement::new(
            "select made.id, made.expires_at, made.refusal, \
                    (select email from auth.users where id = (select auth.uid())) as inviter \
             from auth.invite($1, $2, $3, $4, $5::text::jsonb, $6, $7) as made",
        );
        let statement = statement
            .bind(invitation.kind)
            .bind(invitation.target)
            .bind(&invitation.email)
            .bind(invitation.role.as_deref())
            .bind(invitation.details.to_string())
            .bind(&token.hash)
            .bind(self.clock.now());
        let row = scope.fetch_optional(statement).await?;
        let row = row.ok_or_else(|| Error::internal("an invitation was neither made nor refused"))?;
        if let Some(refusal) = row.try_get::<Option<String>, _>("refusal")? {
            return Err(not_invited(&refusal));
        }
        let expires_at: DateTime<Utc> = row.try_get("expires_at")?;
        let inviter: String = row.try_get("inviter")?;
        let link = self.mail.link("invitation", &format!("token={}", token.text));
        let letter = Letter {
            to: invitation.email.clone(),
            subject: "You are invited".to_owned(),
            text: format!(
                "{inviter} invites you to {}. Sign in with this address, or make an account with it, and accept here \
                 until {}:\n\n{link}\n\nIf you do not know what this is about, there is nothing to do.\n",
                invitation.place,
                expires_at.format("%-d %B %Y, %H:%M UTC"),
            ),
        };
        Ok(Invited { id: row.try_get("id")?, expires_at, letter })
    }

    /// Sends the letter.
    ///
    /// # Errors
    /// `TRY_AGAIN` when too many letters are waiting. Inviting again renews the invitation.
    pub fn send_invitation(&self, invited: Invited) -> Result<()> {
        self.mail.outbox.post(async move { Ok(Some(invited.letter)) })
    }

    /// Lets an account into what the invitation is to; returns its kind.
    ///
    /// # Errors
    /// `NOT_FOUND` for a token that is unknown or of another address, `CONFLICT` for an invitation that was used, was
    /// taken back or has expired, and for an account that cannot be let in.
    pub async fn accept_invitation(&self, account_id: Uuid, token: &str) -> Result<String> {
        let (token, now) = (opaque::hash(token), self.clock.now());
        self.worker
            .transact(async |mut scope| {
                let kind = accept(&mut scope, account_id, &token, now).await?;
                scope.commit_with(kind).await
            })
            .await
    }

    /// Takes an invitation back, in the scope of who may.
    ///
    /// # Errors
    /// `NOT_FOUND` if it is not there, not open, or not the caller's to take back.
    pub async fn revoke_invitation(&self, scope: &mut WriteScope, id: Uuid) -> Result<()> {
        let statement =
            Statement::new("select auth.revoke_invitation($1, $2)").bind(id).bind(self.clock.now());
        let row = scope.fetch_optional(statement).await?.ok_or_else(Error::no_such_row)?;
        if row.try_get(0)? { Ok(()) } else { Err(Error::no_such_row()) }
    }
}

/// In the worker's scope. A refusal must end the transaction.
pub(super) async fn accept(
    scope: &mut WriteScope,
    account_id: Uuid,
    token: &[u8],
    now: DateTime<Utc>,
) -> Result<String> {
    let statement = Statement::new("select kind, refusal from auth.accept_invitation($1, $2, $3)");
    let row = scope.fetch_optional(statement.bind(token).bind(account_id).bind(now)).await?;
    let row = row.ok_or_else(unknown)?;
    match row.try_get::<Option<String>, _>("refusal")? {
        None => Ok(row.try_get("kind")?),
        Some(refusal) => Err(not_accepted(&refusal)),
    }
}

/// An invitation that there is not, or not for the caller's address.
pub(super) fn unknown() -> Error {
    Error::not_found("There is no invitation with this token for your address.").field("token")
}

fn not_invited(refusal: &str) -> Error {
    match refusal {
        "forbidden" => Error::forbidden("You may not invite to this, or not in this role."),
        "open" => {
            Error::rate_limited("Too many of your invitations to this are open. Wait, or take some back.")
                .with("retryAfterSeconds", 3_600)
        }
        "letters" => {
            Error::rate_limited("Too many invitations within a day.").with("retryAfterSeconds", 3_600)
        }
        "others" => Error::conflict("Somebody else has invited this address already."),
        other => Error::internal(format!("an invitation was refused for {other}")),
    }
}

fn not_accepted(refusal: &str) -> Error {
    match refusal {
        "unknown" => unknown(),
        "disabled" => Error::forbidden("This account is disabled."),
        "used" => Error::conflict("This invitation was accepted already.").field("token"),
        "revoked" => Error::conflict("This invitation was taken back. Ask for a new one.").field("token"),
        "expired" => Error::conflict("This invitation has expired. Ask for a new one.").field("token"),
        "elsewhere" => Error::conflict("Your account belongs elsewhere in this system already."),
        "suspended" => {
            Error::conflict("Your account is suspended in this system. Its administrators can change that.")
        }
        other => Error::internal(format!("an invitation was not accepted for {other}")),
    }
}
