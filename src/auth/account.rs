//! Accounts: what all that concerns them shares. All of it is the server's own work, in the worker's scope: the caller
//! may have no rights yet, and no policy opens the tables of `auth` for writing.
//!
//! What can be done with an account is said in the rooms that bear its name: `sign_up`, `sign_in`, `sign_out`, `change`, `reset`,
//! `second_factor`, `alive`.

use sqlx::Row as _;
use url::Url;
use uuid::Uuid;

use super::attempts::Attempts;
use super::gate::Gate;
use super::password::Passwords;
use super::revocation::Revocation;
use super::session::sign_in_again;
use super::sign_up::SignUps;
use super::token::Tokens;
use crate::clock::Clock;
use crate::db::{Db, Door, Reads, Statement};
use crate::error::Result;
use crate::mail::{Letter, Outbox};
use crate::secret::Secrets;

const FOUND: &str = "select u.id, u.email, u.password_hash, u.disabled_at is not null as disabled, \
     exists (select from auth.second_factors f where f.account_id = u.id and f.confirmed_at is not null) as has_second_factor \
     from auth.users u";

const RESETS_WAITING_MAX: usize = 64;

/// Accounts and their sessions. Cheap to clone.
#[derive(Clone)]
pub struct Accounts {
    pub(super) worker: Door,
    pub(super) clock: Clock,
    pub(super) tokens: Tokens,
    pub(super) passwords: Passwords,
    pub(super) attempts: Attempts,
    pub(super) secrets: Secrets,
    pub(super) mail: Mail,
    /// Requests for the reset of a password are counted one at a time.
    pub(super) resets: Gate,
    /// Who may still be served.
    pub(super) revocation: Revocation,
    pub(super) sign_ups: SignUps,
}

/// Letters to the owners of accounts, and where their links lead.
#[derive(Clone)]
pub struct Mail {
    /// Takes the letters.
    pub outbox: Outbox,
    /// The web application.
    pub public_url: Url,
}

impl Mail {
    /// Where a page of the web application begins, with what it needs to know after a `#`. Browsers keep that part to
    /// themselves, so a token in it gets into no server's log and no `Referer`.
    pub(super) fn link(&self, page: &str, fragment: &str) -> String {
        format!("{}/{page}#{fragment}", self.public_url.as_str().trim_end_matches('/'))
    }
}

/// An account as far as signing in is concerned.
pub(super) struct Found {
    pub(super) id: Uuid,
    pub(super) email: String,
    pub(super) password_hash: Option<String>,
    pub(super) disabled: bool,
    /// Whether a code is asked for beside the password.
    pub(super) has_second_factor: bool,
}

impl Accounts {
    /// Over the worker's door of `db`.
    pub fn new(
        db: &Db,
        clock: Clock,
        tokens: Tokens,
        passwords: Passwords,
        secrets: Secrets,
        mail: Mail,
    ) -> Self {
        let worker = db.worker();
        Self {
            attempts: Attempts::new(worker.clone(), clock.clone()),
            revocation: Revocation::new(worker.clone(), clock.clone()),
            resets: Gate::new(1, RESETS_WAITING_MAX),
            worker,
            clock,
            tokens,
            passwords,
            secrets,
            mail,
            sign_ups: SignUps::Invited,
        }
    }

    /// Who may make an account.
    #[must_use]
    pub fn with_sign_ups(self, sign_ups: SignUps) -> Self {
        Self { sign_ups, ..self }
    }

    /// What this node knows of revocations. It has to observe the change log.
    pub fn revocation(&self) -> &Revocation {
        &self.revocation
    }

    pub(super) async fn find(&self, email: &str) -> Result<Option<Found>> {
        let statement = Statement::new(format!("{FOUND} where lower(u.email) = lower($1)"));
        self.fetch_found(statement.bind(email.trim())).await
    }

    /// The caller's account.
    pub(super) async fn find_own(&self, account_id: Uuid) -> Result<Found> {
        let statement = Statement::new(format!("{FOUND} where u.id = $1"));
        self.fetch_found(statement.bind(account_id)).await?.ok_or_else(sign_in_again)
    }

    async fn fetch_found(&self, statement: Statement) -> Result<Option<Found>> {
        let row = self.worker.read(Reads::One).await?.fetch_optional(statement).await?;
        row.map(|row| {
            Ok(Found {
                id: row.try_get("id")?,
                email: row.try_get("email")?,
                password_hash: row.try_get("password_hash")?,
                disabled: row.try_get("disabled")?,
                has_second_factor: row.try_get("has_second_factor")?,
            })
        })
        .transpose()
    }

    /// Tells the owner of an account. It has happened already, so a full outbox is no reason to fail.
    pub(super) fn notify(&self, letter: Letter) {
        if let Err(error) = self.mail.outbox.post(async { Ok(Some(letter)) }) {
            tracing::error!(code = error.code(), "the owner of an account was not told");
        }
    }
}
