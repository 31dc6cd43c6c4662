//! Signing in, staying signed in, signing out. All of it is the server's own work, in the worker's scope: the caller
//! has no rights yet, and no policy opens `auth.*` to anybody.
//!
//! An access token is short-lived and checked without its text being stored; the refresh token that renews it is kept
//! in `session`.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;
use sqlx::Row as _;
use uuid::Uuid;

use super::Principal;
use super::password::{PASSWORD_LENGTH_MAX, Passwords, Verdict};
use super::session::{self, Exchanged, Origin, REFRESH_LIFETIME, RefreshToken, sign_in_again};
use super::token::Tokens;
use super::watch::{Key, Watch};
use crate::clock::Clock;
use crate::db::{Db, Door, Reads, Statement};
use crate::error::{Error, Result};

const ACCESS_LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// From the sign-in, whatever is exchanged in between.
const SESSION_LIFETIME: TimeDelta = TimeDelta::days(180);
/// How long a session is believed to be alive after it was looked up: what a revocation takes to be felt everywhere.
const BELIEVED_FOR: TimeDelta = TimeDelta::seconds(1);
/// Sessions that are remembered as alive.
const BELIEVED_MAX: u64 = 50_000;

/// Accounts and their sessions. Cheap to clone.
#[derive(Clone)]
pub struct Accounts {
    worker: Door,
    clock: Clock,
    tokens: Tokens,
    passwords: Passwords,
    /// When a session was last found alive.
    alive: Cache<Key, DateTime<Utc>>,
    /// Sessions that open sockets rest on.
    pub(super) watch: Arc<Watch>,
}

/// What a sign-in or a refresh gives.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who it is.
    pub account_id: Uuid,
    /// The session that the tokens belong to.
    pub session_id: Uuid,
    /// To be sent with each request.
    pub access_token: String,
    /// When the access token ends.
    pub access_expires_at: DateTime<Utc>,
    /// To be exchanged, once, for new tokens.
    pub refresh_token: String,
    /// When the refresh token ends.
    pub refresh_expires_at: DateTime<Utc>,
}

/// An account as far as signing in is concerned.
struct Found {
    id: Uuid,
    password_hash: Option<String>,
    disabled: bool,
}

impl Accounts {
    /// Over the worker's door of `db`.
    pub fn new(db: &Db, clock: Clock, tokens: Tokens, passwords: Passwords) -> Self {
        let (alive, watch) = (Cache::new(BELIEVED_MAX), Arc::default());
        Self { worker: db.worker(), clock, tokens, passwords, alive, watch }
    }

    /// Opens a session. An unknown address, a wrong password and an account without one read the same and take the
    /// same time.
    pub async fn sign_in(&self, email: &str, password: &str, origin: &Origin) -> Result<SignedIn> {
        if password.len() > PASSWORD_LENGTH_MAX {
            return Err(Error::bad_user_input("The password is too long.")
                .field("password")
                .with("max", PASSWORD_LENGTH_MAX));
        }
        let found = self.find(email).await?;
        // No connection is held while hashing.
        let stored = found.as_ref().and_then(|account| account.password_hash.clone());
        let verdict = self.passwords.check(password.to_owned(), stored).await?;
        let (Some(account), false) = (found, verdict == Verdict::Wrong) else {
            return Err(Error::unauthenticated("The address or the password is wrong."));
        };
        if account.disabled {
            return Err(Error::forbidden("This account is disabled."));
        }
        if verdict == Verdict::RightButOutdated {
            self.replace_hash(&account, password).await?;
        }
        self.open_session(account.id, origin).await
    }

    /// Exchanges a refresh token for new tokens.
    pub async fn refresh(&self, refresh_token: &str) -> Result<SignedIn> {
        let now = self.clock.now();
        let (used, next) = (session::hash(refresh_token), RefreshToken::generate());
        let exchanged = self
            .worker
            .transact(async |mut scope| {
                let exchanged = session::exchange(&mut scope, &used, &next, now).await?;
                scope.commit_with(exchanged).await
            })
            .await?;
        match exchanged {
            Exchanged::Next { account_id, session_id, refresh_expires_at } => {
                self.tokens_for(account_id, session_id, next.text, refresh_expires_at)
            }
            Exchanged::Reused { session_id } => {
                tracing::warn!(%session_id, "a used refresh token came again; its session has ended");
                Err(sign_in_again())
            }
            Exchanged::Unknown => Err(sign_in_again()),
        }
    }

    /// Ends a session. Its access tokens are refused from then on, within a second on all nodes.
    pub async fn sign_out(&self, session_id: Uuid) -> Result<()> {
        let now = self.clock.now();
        let revoked = self
            .worker
            .transact(async |mut scope| {
                let revoked = session::revoke(&mut scope, session_id, now).await?;
                scope.commit_with(revoked).await
            })
            .await?;
        if let Some(account_id) = revoked {
            self.alive.invalidate(&(account_id, Some(session_id)));
        }
        Ok(())
    }

    /// Whom an access token stands for, if its session still lives.
    ///
    /// The token proves itself without the database. Whether its session was revoked or its account disabled since is
    /// looked up at most once a second for each session.
    pub async fn authenticate(&self, access_token: &str) -> Result<Principal> {
        let principal = self.tokens.verify(access_token, self.clock.now())?;
        self.require_alive(&principal).await?;
        Ok(principal)
    }

    /// Refuses a principal whose token has expired, whose session has ended or whose account is disabled. For
    /// connections that live longer than a request.
    pub async fn require_alive(&self, principal: &Principal) -> Result<()> {
        let Principal::Account { account_id, session_id, expires_at } = *principal else { return Ok(()) };
        let now = self.clock.now();
        if expires_at <= now {
            return Err(Error::unauthenticated("The access token has expired."));
        }
        let key = (account_id, session_id);
        if self.alive.get(&key).is_some_and(|seen_at| now - seen_at < BELIEVED_FOR) {
            return Ok(());
        }
        if !self.is_alive(account_id, session_id, now).await? {
            return Err(Error::unauthenticated("The session has ended. Sign in again."));
        }
        self.alive.insert(key, now);
        Ok(())
    }

    /// An access token for an account, with a session of its own but no refresh token. For development, by whoever
    /// may run the server's commands.
    pub async fn issue_for(&self, email: &str, lifetime: TimeDelta) -> Result<String> {
        let account = self
            .find(email)
            .await?
            .ok_or_else(|| Error::not_found("There is no account with this address."))?;
        if account.disabled {
            return Err(Error::forbidden("This account is disabled."));
        }
        let now = self.clock.now();
        let origin = Origin { user_agent: Some("workgraph token".to_owned()), ip: None };
        let session_id = Uuid::new_v4();
        self.worker
            .transact(async |mut scope| {
                session::insert(&mut scope, session_id, account.id, &origin, now, now + lifetime).await?;
                scope.commit_with(()).await
            })
            .await?;
        self.tokens.issue(account.id, Some(session_id), now, now + lifetime)
    }

    async fn find(&self, email: &str) -> Result<Option<Found>> {
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

    async fn is_alive(&self, account_id: Uuid, session_id: Option<Uuid>, now: DateTime<Utc>) -> Result<bool> {
        let mut scope = self.worker.read(Reads::One).await?;
        let statement = Statement::new(
            "select from auth.users u \
             where u.id = $1 and u.disabled_at is null \
               and ($2::uuid is null or exists (select from auth.sessions s \
                    where s.id = $2 and s.account_id = u.id and s.revoked_at is null and s.expires_at > $3))",
        );
        let row = scope.fetch_optional(statement.bind(account_id).bind(session_id).bind(now)).await?;
        Ok(row.is_some())
    }

    /// Those of the sessions that have ended, in one look.
    pub(super) async fn find_ended(&self, keys: &[Key]) -> Result<Vec<Key>> {
        let (accounts, sessions): (Vec<Uuid>, Vec<Option<Uuid>>) = keys.iter().copied().unzip();
        let statement = Statement::new(
            "select w.account_id, w.session_id from unnest($1::uuid[], $2::uuid[]) as w(account_id, session_id) \
             where not exists (select from auth.users u \
                               where u.id = w.account_id and u.disabled_at is null) \
                or (w.session_id is not null and not exists (select from auth.sessions s \
                    where s.id = w.session_id and s.account_id = w.account_id \
                      and s.revoked_at is null and s.expires_at > $3))",
        );
        let statement = statement.bind(accounts).bind(sessions).bind(self.clock.now());
        let rows = self.worker.read(Reads::One).await?.fetch(statement).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }

    /// Unless the password has been changed meanwhile.
    async fn replace_hash(&self, account: &Found, password: &str) -> Result<()> {
        let new = self.passwords.hash(password.to_owned()).await?;
        let statement =
            Statement::new("update auth.users set password_hash = $1 where id = $2 and password_hash = $3")
                .bind(new)
                .bind(account.id)
                .bind(account.password_hash.as_deref());
        self.worker
            .transact(async |mut scope| {
                scope.execute(statement.clone()).await?;
                scope.commit_with(()).await
            })
            .await
    }

    async fn open_session(&self, account_id: Uuid, origin: &Origin) -> Result<SignedIn> {
        let now = self.clock.now();
        let (session_id, refresh) = (Uuid::new_v4(), RefreshToken::generate());
        let refresh_expires_at = now + REFRESH_LIFETIME;
        self.worker
            .transact(async |mut scope| {
                let ends_at = now + SESSION_LIFETIME;
                session::insert(&mut scope, session_id, account_id, origin, now, ends_at).await?;
                session::insert_token(&mut scope, &refresh.hash, session_id, now, refresh_expires_at).await?;
                let seen = Statement::new("update auth.users set last_sign_in_at = $1 where id = $2");
                scope.execute(seen.bind(now).bind(account_id)).await?;
                scope.commit_with(()).await
            })
            .await?;
        self.tokens_for(account_id, session_id, refresh.text, refresh_expires_at)
    }

    fn tokens_for(
        &self,
        account_id: Uuid,
        session_id: Uuid,
        refresh_token: String,
        refresh_expires_at: DateTime<Utc>,
    ) -> Result<SignedIn> {
        let now = self.clock.now();
        let access_expires_at = now + ACCESS_LIFETIME;
        let access_token = self.tokens.issue(account_id, Some(session_id), now, access_expires_at)?;
        Ok(SignedIn {
            account_id,
            session_id,
            access_token,
            access_expires_at,
            refresh_token,
            refresh_expires_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compiles only if requests can be served on any thread.
    #[expect(dead_code, reason = "to be compiled, not run")]
    fn its_futures_may_move_between_threads(accounts: &Accounts, origin: &Origin) {
        fn is_send(_: impl Send) {}
        is_send(accounts.sign_in("", "", origin));
        is_send(accounts.refresh(""));
        is_send(accounts.sign_out(Uuid::nil()));
        is_send(accounts.authenticate(""));
        is_send(accounts.issue_for("", ACCESS_LIFETIME));
    }
}
