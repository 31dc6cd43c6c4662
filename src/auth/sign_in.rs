//! Signing in and staying signed in: what opens a session, and what renews its tokens.
//!
//! What is promised to those who have an account, against those who look for one: an unknown address, a wrong password,
//! an account without a password and, until the password is right, a disabled account read the same. They also take the
//! same time as long as the server is not overloaded: a hash is computed in any case, and no refusal is sent before
//! [`REFUSED_AFTER`], which covers imported accounts, whose bcrypt takes longer than our own hash. A right password without
//! its second factor is told apart, since people have to be asked for the code.
//!
//! An access token is short-lived and checked without its text being stored; the refresh token that renews it is kept
//! in `session`.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use super::Accounts;
use super::account::Found;
use super::attempts::{Kind, network};
use super::opaque::{self, OpaqueToken};
use super::password::{Verdict, require_hashable};
use super::session::{self, Exchanged, Origin, REFRESH_LIFETIME, sign_in_again};
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};

const ACCESS_LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// From the sign-in, whatever is exchanged in between.
const SESSION_LIFETIME: TimeDelta = TimeDelta::days(180);
/// How long a refusal takes at least.
const REFUSED_AFTER: Duration = Duration::from_millis(400);

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

/// What somebody signs in with.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// The account's address.
    pub email: &'a str,
    /// Its password.
    pub password: &'a str,
    /// A code of its second factor.
    pub code: Option<&'a str>,
}

impl Accounts {
    /// Opens a session.
    ///
    /// # Errors
    /// `UNAUTHENTICATED` for a wrong address, password or code, `SECOND_FACTOR_REQUIRED` without a code where one is
    /// needed, `FORBIDDEN` for a disabled account, `RATE_LIMITED` after too many attempts, `TRY_AGAIN` in a storm.
    pub async fn sign_in(&self, credentials: Credentials<'_>, origin: &Origin) -> Result<SignedIn> {
        let not_before = Instant::now() + REFUSED_AFTER;
        let result = self.try_sign_in(credentials, origin).await;
        if let Err(Error::Unauthenticated(_)) = result {
            sleep_until(not_before).await;
        }
        result
    }

    async fn try_sign_in(&self, credentials: Credentials<'_>, origin: &Origin) -> Result<SignedIn> {
        let Credentials { email, password, code } = credentials;
        require_hashable(password, "password")?;
        let network = origin.ip.map(network);
        let counted = network.iter().map(|network| (Kind::Address, network.as_str()));
        let counted: Vec<_> = counted.chain([(Kind::Email, email)]).collect();
        for (kind, subject) in &counted {
            self.attempts.require_left(*kind, subject)?;
        }
        let hashing = self.passwords.enter().await?;
        for (kind, subject) in &counted {
            self.attempts.take(*kind, subject).await?;
        }
        let found = self.find(email).await?;
        let stored = found.as_ref().and_then(|account| account.password_hash.as_deref());
        // No connection is held while hashing.
        let verdict = hashing.check(password, stored).await?;
        let (Some(account), false) = (found, verdict == Verdict::Wrong) else {
            return Err(Error::unauthenticated("The address or the password is wrong."));
        };
        if account.disabled {
            return Err(Error::forbidden("This account is disabled."));
        }
        let new_hash = match verdict {
            Verdict::RightButOutdated => Some(hashing.hash(password).await?),
            Verdict::Right | Verdict::Wrong => None,
        };
        drop(hashing);
        let opened = self.open_session(&account, new_hash.as_deref(), code, origin).await;
        if let Ok(_) | Err(Error::SecondFactorRequired(_)) = opened {
            self.attempts.give_back(Kind::Email, email).await;
        }
        opened
    }

    /// Exchanges a refresh token for new tokens.
    pub async fn refresh(&self, refresh_token: &str) -> Result<SignedIn> {
        let now = self.clock.now();
        let (used, next) = (opaque::hash(refresh_token), OpaqueToken::generate());
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

    /// Opens a session for an account whose password has proved right. A code of the second factor is used up only if
    /// the session is opened.
    async fn open_session(
        &self,
        account: &Found,
        new_hash: Option<&str>,
        code: Option<&str>,
        origin: &Origin,
    ) -> Result<SignedIn> {
        let code = self.take_code(account, code).await?;
        let now = self.clock.now();
        let (session_id, refresh) = (Uuid::new_v4(), OpaqueToken::generate());
        let refresh_expires_at = now + REFRESH_LIFETIME;
        self.worker
            .transact(async |mut scope| {
                enter(&mut scope, account, new_hash, now).await?;
                if let Some(code) = &code
                    && !self.use_code(&mut scope, account.id, code, now).await?
                {
                    return Err(Error::unauthenticated("The code is wrong or was used before.").field("code"));
                }
                let ends_at = now + SESSION_LIFETIME;
                session::insert(&mut scope, session_id, account.id, origin, now, ends_at).await?;
                session::insert_token(&mut scope, &refresh.hash, session_id, now, refresh_expires_at).await?;
                scope.commit_with(()).await
            })
            .await?;
        if code.is_some() {
            self.attempts.give_back(Kind::Code, &account.id.to_string()).await;
        }
        self.tokens_for(account.id, session_id, refresh.text, refresh_expires_at)
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

/// Locks the account for the rest of the transaction, provided that its password is still the one that was checked: a
/// change of the password waits, and then ends the session that is being opened, or comes first and stops it.
async fn enter(
    scope: &mut WriteScope,
    account: &Found,
    new_hash: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    let statement = Statement::new(
        "update auth.users set last_sign_in_at = $1, password_hash = coalesce($2, password_hash) \
         where id = $3 and password_hash = $4 and disabled_at is null",
    );
    let statement =
        statement.bind(now).bind(new_hash).bind(account.id).bind(account.password_hash.as_deref());
    match scope.execute(statement).await? {
        0 => Err(Error::conflict("The account was changed at the same moment. Sign in again.")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compiles only if requests can be served on any thread.
    #[expect(dead_code, reason = "to be compiled, not run")]
    fn its_futures_may_move_between_threads(
        accounts: &Accounts,
        credentials: Credentials<'_>,
        origin: &Origin,
    ) {
        fn is_send(_: impl Send) {}
        is_send(accounts.sign_in(credentials, origin));
        is_send(accounts.refresh(""));
        is_send(accounts.sign_out(Uuid::nil()));
        is_send(accounts.authenticate(""));
        is_send(accounts.issue_for("", ACCESS_LIFETIME));
    }
}
