//! Rows of `auth.sessions` and `auth.refresh_tokens`, written in the worker's scope. When to write them is for `account`.
//!
//! A refresh token is random, stored as a hash, and good for one use: it is exchanged for the next one. A used one
//! that comes again has been copied by somebody, so its session ends, for the thief and for the owner.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Row as _;
use uuid::Uuid;

use super::opaque::OpaqueToken;
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};

/// How long a refresh token can be exchanged.
pub(super) const REFRESH_LIFETIME: TimeDelta = TimeDelta::days(30);

/// Where a sign-in comes from, for the account's list of sessions.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The program, as it calls itself.
    pub user_agent: Option<String>,
    /// Its address.
    pub ip: Option<std::net::IpAddr>,
}

/// The session has ended, or there never was one.
pub(super) fn sign_in_again() -> Error {
    Error::unauthenticated("The session has ended. Sign in again.")
}

/// What became of a refresh token.
pub(super) enum Exchanged {
    /// It was good, and the next one is stored.
    Next { account_id: Uuid, session_id: Uuid, refresh_expires_at: DateTime<Utc> },
    /// It had been used before; its session has been revoked.
    Reused { session_id: Uuid },
    /// There is none, or it has expired.
    Unknown,
}

/// Marks the token as used and stores the next one. Of two simultaneous uses the row lock lets one through.
pub(super) async fn exchange(
    scope: &mut WriteScope,
    used: &[u8],
    next: &OpaqueToken,
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
    insert_token(scope, &next.hash, session_id, now, refresh_expires_at).await?;
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
pub(super) async fn revoke(
    scope: &mut WriteScope,
    session_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<Uuid>> {
    let statement = Statement::new(
        "update auth.sessions set revoked_at = $2 where id = $1 and revoked_at is null returning account_id",
    );
    let row = scope.fetch_optional(statement.bind(session_id).bind(now)).await?;
    Ok(row.map(|row| row.try_get("account_id")).transpose()?)
}

/// Ends all sessions of an account, except one. Returns how many.
pub(super) async fn revoke_all(
    scope: &mut WriteScope,
    account_id: Uuid,
    except: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<u64> {
    let statement = Statement::new(
        "update auth.sessions set revoked_at = $3 \
         where account_id = $1 and id is distinct from $2 and revoked_at is null and expires_at > $3",
    );
    scope.execute(statement.bind(account_id).bind(except).bind(now)).await
}

/// Refused if the account has been disabled or deleted meanwhile.
pub(super) async fn insert(
    scope: &mut WriteScope,
    session_id: Uuid,
    account_id: Uuid,
    origin: &Origin,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
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
    if scope.execute(statement).await? == 0 { Err(sign_in_again()) } else { Ok(()) }
}

pub(super) async fn insert_token(
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
