//! Signing in and staying signed in: what opens a session, and what renews its tokens.
//!
//! An access token is short-lived and checked without its text being stored; the refresh token that renews it is kept
//! in `session`.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::Accounts;
use super::account::Found;
use super::password::{PASSWORD_LENGTH_MAX, Verdict};
use super::session::{self, Exchanged, Origin, REFRESH_LIFETIME, RefreshToken, sign_in_again};
use crate::db::Statement;
use crate::error::{Error, Result};

const ACCESS_LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// From the sign-in, whatever is exchanged in between.
const SESSION_LIFETIME: TimeDelta = TimeDelta::days(180);

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

impl Accounts {
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
