//! New accounts: of who was invited, or of anybody who reads the mail of an address.
//!
//! With an invitation the account is made and let in within one transaction; its token has shown whose the address is.
//! Without one, and only where that is switched on, nothing is made before a letter was answered: the link in it asks for
//! the password again, so that nobody gets an account whose password a stranger has chosen. The answer to a sign-up is
//! the same for an address that has an account; its owner gets a letter that says so.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Row as _;
use uuid::Uuid;

use super::attempts::{Kind, network};
use super::invitation::{accept, unknown};
use super::opaque::{self, OpaqueToken};
use super::password::{Verdict, require_acceptable, require_hashable};
use super::session::Origin;
use super::{Accounts, parse_address};
use crate::db::{Reads, Statement, WriteScope};
use crate::error::{Error, Result};
use crate::mail::Letter;

/// How long the link of a sign-up is good.
const LIFETIME: TimeDelta = TimeDelta::days(1);
/// Of a display name.
const NAME_MAX: usize = 200;

/// Who may make an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignUps {
    /// Who is invited.
    Invited,
    /// Everybody.
    Open,
}

/// What somebody says who wants an account.
#[derive(Clone, Copy)]
pub struct Newcomer<'a> {
    /// The address.
    pub email: &'a str,
    /// The password.
    pub password: &'a str,
    /// The name that others see.
    pub display_name: &'a str,
    /// The token of an invitation.
    pub invitation: Option<&'a str>,
}

/// A newcomer whose values can be used.
struct Checked {
    email: String,
    display_name: String,
    password_hash: String,
}

impl Accounts {
    /// Makes an account. Returns whether it is there; else the address is to be confirmed by a letter.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a poor password or an address that is none; `FORBIDDEN` where an invitation is needed; what
    /// [`accept_invitation`](Self::accept_invitation) refuses; `CONFLICT` if the invited address has an account;
    /// `RATE_LIMITED` after too many attempts.
    pub async fn sign_up(&self, newcomer: Newcomer<'_>, origin: &Origin) -> Result<bool> {
        let email = parse_address(newcomer.email, "email")?;
        let display_name = display_name(newcomer.display_name)?;
        require_acceptable(newcomer.password, "password")?;
        let token = newcomer.invitation.map(opaque::hash);
        match &token {
            // Hashing is for those who have a token.
            Some(token) => self.require_invited(token, &email).await?,
            None if self.sign_ups == SignUps::Invited => {
                return Err(Error::forbidden("An invitation is needed.").field("invitation"));
            }
            None => {
                self.attempts.take(Kind::SignUp, &email).await?;
                if let Some(ip) = origin.ip {
                    self.attempts.take(Kind::SignUp, &network(ip)).await?;
                }
            }
        }
        let password_hash = self.passwords.enter().await?.hash(newcomer.password).await?;
        let checked = Checked { email, display_name, password_hash };
        match token {
            Some(token) => self.make_invited(&checked, &token).await.map(|()| true),
            None => {
                let accounts = self.clone();
                self.mail.outbox.post(async move { accounts.write_sign_up_letter(&checked).await })?;
                Ok(false)
            }
        }
    }

    /// Makes the account that was asked for, for who has its letter and knows the password.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a token that is unknown, used or expired, and for a wrong password.
    pub async fn confirm_sign_up(&self, token: &str, password: &str) -> Result<()> {
        require_hashable(password, "password")?;
        let hashing = self.passwords.enter().await?;
        let (token, now) = (opaque::hash(token), self.clock.now());
        let statement = Statement::new(
            "select password_hash from auth.sign_ups where token_hash = $1 and expires_at > $2",
        );
        let row =
            self.worker.read(Reads::One).await?.fetch_optional(statement.bind(&token).bind(now)).await?;
        let stored: String = row.ok_or_else(no_such_sign_up)?.try_get("password_hash")?;
        if hashing.check(password, Some(&stored)).await? == Verdict::Wrong {
            return Err(
                Error::bad_user_input("This is not the password that you have chosen.").field("password")
            );
        }
        self.worker
            .transact(async |mut scope| {
                let take = Statement::new(
                    "delete from auth.sign_ups where token_hash = $1 returning email, display_name, password_hash",
                );
                let row = scope.fetch_optional(take.bind(&token)).await?.ok_or_else(no_such_sign_up)?;
                let checked = Checked {
                    email: row.try_get("email")?,
                    display_name: row.try_get("display_name")?,
                    password_hash: row.try_get("password_hash")?,
                };
                insert(&mut scope, &checked, now).await?.ok_or_else(no_such_sign_up)?;
                let others = Statement::new("delete from auth.sign_ups where lower(email) = lower($1)");
                scope.execute(others.bind(&checked.email)).await?;
                scope.commit_with(()).await
            })
            .await
    }

    async fn require_invited(&self, token: &[u8], email: &str) -> Result<()> {
        let statement =
            Statement::new("select from auth.invitations where token_hash = $1 and email = lower($2)");
        let row =
            self.worker.read(Reads::One).await?.fetch_optional(statement.bind(token).bind(email)).await?;
        row.map(drop).ok_or_else(|| unknown().field("invitation"))
    }

    async fn make_invited(&self, checked: &Checked, token: &[u8]) -> Result<()> {
        let now = self.clock.now();
        self.worker
            .transact(async |mut scope| {
                let account_id = insert(&mut scope, checked, now).await?.ok_or_else(|| {
                    Error::conflict(
                        "There is an account with this address. Sign in and accept the invitation.",
                    )
                    .field("email")
                })?;
                accept(&mut scope, account_id, token, now)
                    .await
                    .map_err(|error| error.field("invitation"))?;
                scope.commit_with(()).await
            })
            .await
    }

    async fn write_sign_up_letter(&self, checked: &Checked) -> Result<Option<Letter>> {
        if let Some(known) = self.find(&checked.email).await? {
            return Ok((!known.disabled).then(|| Letter {
                to: known.email,
                subject: "You have an account already".to_owned(),
                text: "Somebody asked for a Workgraph account with this address, which has one already. If it was you, \
                       sign in, or ask for a new password. If it was not you, there is nothing to do.\n"
                    .to_owned(),
            }));
        }
        let (token, now) = (OpaqueToken::generate(), self.clock.now());
        self.worker
            .transact(async |mut scope| {
                let clean = Statement::new("delete from auth.sign_ups where expires_at <= $1");
                scope.execute(clean.bind(now)).await?;
                let note = Statement::new(
                    "insert into auth.sign_ups (token_hash, email, display_name, password_hash, created_at, expires_at) \
                     values ($1, $2, $3, $4, $5, $6)",
                );
                let note = note.bind(&token.hash).bind(&checked.email).bind(&checked.display_name);
                let note = note.bind(&checked.password_hash).bind(now).bind(now + LIFETIME);
                scope.execute(note).await?;
                scope.commit_with(()).await
            })
            .await?;
        let link = self.mail.link("confirm-sign-up", &format!("token={}", token.text));
        Ok(Some(Letter {
            to: checked.email.clone(),
            subject: "Confirm your address".to_owned(),
            text: format!(
                "Somebody asked for a Workgraph account with this address. If it was you, confirm it here within a day; \
                 your password will be asked for:\n\n{link}\n\nIf it was not you, there is nothing to do.\n"
            ),
        }))
    }
}

/// The new account, unless the address has one.
async fn insert(scope: &mut WriteScope, checked: &Checked, now: DateTime<Utc>) -> Result<Option<Uuid>> {
    let statement = Statement::new(
        "insert into auth.users (email, display_name, password_hash, created_at, updated_at) \
         values ($1, $2, $3, $4, $4) on conflict (lower(email)) do nothing returning id",
    );
    let statement = statement.bind(&checked.email).bind(&checked.display_name).bind(&checked.password_hash);
    let row = scope.fetch_optional(statement.bind(now)).await?;
    Ok(row.map(|row| row.try_get("id")).transpose()?)
}

fn display_name(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > NAME_MAX || text.chars().any(char::is_control) {
        let message = format!("A name has 1 to {NAME_MAX} characters, in one line.");
        return Err(Error::bad_user_input(message).field("displayName").with("max", NAME_MAX));
    }
    Ok(text.to_owned())
}

fn no_such_sign_up() -> Error {
    Error::bad_user_input("The link has expired or was used. Sign up again.").field("token")
}
