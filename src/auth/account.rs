//! Signing in, staying signed in, signing out. All of it is the server's own work, in the worker's scope: the caller
//! has no rights yet, and no policy opens `auth.*` to anybody.
//!
//! An access token is short-lived and checked without its text being stored. A refresh token is random, stored as a
//! hash, and good for one use: it is exchanged for the next one. A used one that comes again has been copied by
//! somebody, so its session ends, for the thief and for the owner.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;
use rand::Rng as _;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;
use uuid::Uuid;

use super::Principal;
use super::password::{PASSWORD_LENGTH_MAX, Passwords, Verdict};
use super::token::Tokens;
use crate::clock::Clock;
use crate::db::{Db, Door, Reads, Statement, WriteScope};
use crate::error::{Error, Result};

const ACCESS_LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// From its issue; each exchange gives a new one.
const REFRESH_LIFETIME: TimeDelta = TimeDelta::days(30);
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
    alive: Cache<(Uuid, Option<Uuid>), DateTime<Utc>>,
}

/// Where a sign-in comes from, for the account's list of sessions.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The program, as it calls itself.
    pub user_agent: Option<String>,
    /// Its address.
    pub ip: Option<std::net::IpAddr>,
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
        Self { worker: db.worker(), clock, tokens, passwords, alive: Cache::new(BELIEVED_MAX) }
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
        let (used, next) = (hash(refresh_token), RefreshToken::generate());
        let exchanged = self.worker.transact(async |scope| exchange(scope, &used, &next, now).await).await?;
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
        let revoked = self.worker.transact(async |scope| revoke(scope, session_id, now).await).await?;
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
        let opened = self.worker.transact(async |scope| {
            insert_session(scope, session_id, account.id, &origin, now, now + lifetime).await
        });
        if !opened.await? {
            return Err(sign_in_again());
        }
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

    /// Unless the password has been changed meanwhile.
    async fn replace_hash(&self, account: &Found, password: &str) -> Result<()> {
        let new = self.passwords.hash(password.to_owned()).await?;
        let statement =
            Statement::new("update auth.users set password_hash = $1 where id = $2 and password_hash = $3")
                .bind(new)
                .bind(account.id)
                .bind(account.password_hash.as_deref());
        self.worker.transact(async |scope| scope.execute(statement.clone()).await).await?;
        Ok(())
    }

    async fn open_session(&self, account_id: Uuid, origin: &Origin) -> Result<SignedIn> {
        let now = self.clock.now();
        let (session_id, refresh) = (Uuid::new_v4(), RefreshToken::generate());
        let refresh_expires_at = now + REFRESH_LIFETIME;
        let opened = self.worker.transact(async |scope| {
            let opened =
                insert_session(scope, session_id, account_id, origin, now, now + SESSION_LIFETIME).await?;
            if opened {
                insert_refresh_token(scope, &refresh.hash, session_id, now, refresh_expires_at).await?;
                let seen = Statement::new("update auth.users set last_sign_in_at = $1 where id = $2");
                scope.execute(seen.bind(now).bind(account_id)).await?;
            }
            Ok(opened)
        });
        if !opened.await? {
            return Err(sign_in_again());
        }
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

fn sign_in_again() -> Error {
    Error::unauthenticated("The session has ended. Sign in again.")
}

struct RefreshToken {
    /// Leaves the server once and is not kept.
    text: String,
    hash: Vec<u8>,
}

impl RefreshToken {
    fn generate() -> Self {
        let text = BASE64_URL_SAFE_NO_PAD.encode(rand::rng().random::<[u8; 32]>());
        Self { hash: hash(&text), text }
    }
}

/// A plain hash will do: a random token cannot be guessed from it.
fn hash(refresh_token: &str) -> Vec<u8> {
    Sha256::digest(refresh_token).to_vec()
}

enum Exchanged {
    Next { account_id: Uuid, session_id: Uuid, refresh_expires_at: DateTime<Utc> },
    Reused { session_id: Uuid },
    Unknown,
}

/// Marks the token as used and stores the next one. Of two simultaneous uses the row lock lets one through.
async fn exchange(
    scope: &mut WriteScope,
    used: &[u8],
    next: &RefreshToken,
    now: DateTime<Utc>,
) -> Result<Exchanged> {
    let use_up = Statement::new(
        "update auth.refresh_tokens set used_at = $2, replaced_by = $3 \
         where hash = $1 and used_at is null and expires_at > $2 returning session_id",
    );
    let Some(row) = scope.fetch_optional(use_up.bind(used).bind(now).bind(&next.hash)).await? else {
        return end_if_reused(scope, used, now).await;
    };
    let session_id: Uuid = row.try_get("session_id")?;
    let touch = Statement::new(
        "update auth.sessions s set last_used_at = $2 from auth.users u \
         where s.id = $1 and s.revoked_at is null and s.expires_at > $2 and u.id = s.account_id and u.disabled_at is null \
         returning s.account_id, s.expires_at",
    );
    let Some(row) = scope.fetch_optional(touch.bind(session_id).bind(now)).await? else {
        // An error, so that the token is not marked as replaced by one that does not exist.
        return Err(sign_in_again());
    };
    let session_expires_at: DateTime<Utc> = row.try_get("expires_at")?;
    let refresh_expires_at = session_expires_at.min(now + REFRESH_LIFETIME);
    insert_refresh_token(scope, &next.hash, session_id, now, refresh_expires_at).await?;
    Ok(Exchanged::Next { account_id: row.try_get("account_id")?, session_id, refresh_expires_at })
}

async fn end_if_reused(scope: &mut WriteScope, used: &[u8], now: DateTime<Utc>) -> Result<Exchanged> {
    let statement =
        Statement::new("select session_id from auth.refresh_tokens where hash = $1 and used_at is not null")
            .bind(used);
    let Some(row) = scope.fetch_optional(statement).await? else { return Ok(Exchanged::Unknown) };
    let session_id = row.try_get("session_id")?;
    revoke(scope, session_id, now).await?;
    Ok(Exchanged::Reused { session_id })
}

/// Returns whose session it was, if it was alive.
async fn revoke(scope: &mut WriteScope, session_id: Uuid, now: DateTime<Utc>) -> Result<Option<Uuid>> {
    let statement = Statement::new(
        "update auth.sessions set revoked_at = $2 where id = $1 and revoked_at is null returning account_id",
    );
    let row = scope.fetch_optional(statement.bind(session_id).bind(now)).await?;
    Ok(row.map(|row| row.try_get("account_id")).transpose()?)
}

/// False if the account has been disabled or deleted meanwhile.
async fn insert_session(
    scope: &mut WriteScope,
    session_id: Uuid,
    account_id: Uuid,
    origin: &Origin,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<bool> {
    let statement = Statement::new(
        "insert into auth.sessions (id, account_id, created_at, last_used_at, expires_at, user_agent, ip) \
         select $1, u.id, $3, $3, $4, $5, $6::text::inet from auth.users u where u.id = $2 and u.disabled_at is null",
    )
    .bind(session_id)
    .bind(account_id)
    .bind(now)
    .bind(expires_at)
    .bind(origin.user_agent.as_deref())
    .bind(origin.ip.map(|ip| ip.to_string()));
    Ok(scope.execute(statement).await? == 1)
}

async fn insert_refresh_token(
    scope: &mut WriteScope,
    hash: &[u8],
    session_id: Uuid,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let statement = Statement::new(
        "insert into auth.refresh_tokens (hash, session_id, issued_at, expires_at) values ($1, $2, $3, $4)",
    );
    scope.execute(statement.bind(hash).bind(session_id).bind(now).bind(expires_at)).await?;
    Ok(())
}
