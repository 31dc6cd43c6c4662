//! Accounts: what all that concerns them shares. All of it is the server's own work, in the worker's scope: the caller
//! may have no rights yet, and no policy opens the tables of `auth` for writing.
//!
//! What can be done with an account is said in the rooms that bear its name: `sign_in`, `sign_out`, `alive`.

use sqlx::Row as _;
use uuid::Uuid;

use super::password::Passwords;
use super::revocation::Revocation;
use super::token::Tokens;
use crate::clock::Clock;
use crate::db::{Db, Door, Reads, Statement};
use crate::error::Result;

/// Accounts and their sessions. Cheap to clone.
#[derive(Clone)]
pub struct Accounts {
    pub(super) worker: Door,
    pub(super) clock: Clock,
    pub(super) tokens: Tokens,
    pub(super) passwords: Passwords,
    /// Who may still be served.
    pub(super) revocation: Revocation,
}

/// An account as far as signing in is concerned.
pub(super) struct Found {
    pub(super) id: Uuid,
    pub(super) password_hash: Option<String>,
    pub(super) disabled: bool,
}

impl Accounts {
    /// Over the worker's door of `db`.
    pub fn new(db: &Db, clock: Clock, tokens: Tokens, passwords: Passwords) -> Self {
        let revocation = Revocation::new(db.worker(), clock.clone());
        Self { worker: db.worker(), clock, tokens, passwords, revocation }
    }

    /// What this node knows of revocations. It has to observe the change log.
    pub fn revocation(&self) -> &Revocation {
        &self.revocation
    }

    pub(super) async fn find(&self, email: &str) -> Result<Option<Found>> {
        let mut scope = self.worker.read(Reads::One).await?;
        let statement = Statement::new(
            "select id, password_hash, disabled_at is not null as disabled from auth.users where lower(email) = lower($1)",
        );
        let Some(row) = scope.fetch_optional(statement.bind(email.trim())).await? else { return Ok(None) };
        Ok(Some(Found {
            id: row.try_get("id")?,
            password_hash: row.try_get("password_hash")?,
            disabled: row.try_get("disabled")?,
        }))
    }
}
