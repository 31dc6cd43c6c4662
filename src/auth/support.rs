//! Support sessions: an admin of Scaliyo looks at the data of a customer as that customer, for a stated reason and a
//! limited time, may change nothing, and leaves a trace of every request.
//!
//! The token of a session stands for the customer and names the admin. It ends with the session, with the admin's rights,
//! and with either account. Both levels of access read Scaliyo and nothing else; the level is there for those who review
//! what was done, and stands in every row of the trace.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::Row as _;
use uuid::Uuid;

use super::Tokens;
use super::revocation::Revocation;
use crate::clock::Clock;
use crate::db::{Door, Statement, WriteScope};
use crate::error::{Error, Result};

/// The longest session.
pub const MINUTES_MAX: i64 = 120;
const REASON_LENGTH_MAX: usize = 2_000;
/// What is kept of the description of a request.
const ACTION_LENGTH_MAX: usize = 1_000;

/// Support sessions of Scaliyo. Cheap to clone.
#[derive(Clone)]
pub struct SupportSessions {
    worker: Door,
    clock: Clock,
    tokens: Tokens,
    revocation: Revocation,
}

/// What an admin asks for.
#[derive(Debug, Clone)]
pub struct SupportRequest {
    /// Whose data is to be looked at.
    pub target_id: Uuid,
    /// Why.
    pub reason: String,
    /// `read_only` or `debug`.
    pub access_level: String,
    /// For how long.
    pub minutes: i64,
}

/// A session that has begun.
#[derive(Debug, Clone)]
pub struct SupportSession {
    /// `scaliyo.support_sessions.id`.
    pub id: Uuid,
    /// Shown once.
    pub access_token: String,
    /// When the session and its token end.
    pub expires_at: DateTime<Utc>,
}

impl SupportSessions {
    /// `worker` is the door of the server's own work.
    pub fn new(worker: Door, clock: Clock, tokens: Tokens, revocation: Revocation) -> Self {
        Self { worker, clock, tokens, revocation }
    }

    /// Begins a session of a platform admin.
    ///
    /// # Errors
    /// `FORBIDDEN` for everybody else, and where the target is a platform admin as well; `NOT_FOUND` where there is no such
    /// customer; `BAD_USER_INPUT` without a reason or for too long a time.
    pub async fn start(&self, admin_id: Uuid, request: SupportRequest) -> Result<SupportSession> {
        let reason = request.reason.trim();
        if reason.is_empty() || reason.chars().count() > REASON_LENGTH_MAX {
            let message = format!("Give a reason of at most {REASON_LENGTH_MAX} characters.");
            return Err(Error::bad_user_input(message).field("input.reason").with("max", REASON_LENGTH_MAX));
        }
        if !(1..=MINUTES_MAX).contains(&request.minutes) {
            let message = format!("A session lasts between 1 and {MINUTES_MAX} minutes.");
            return Err(Error::bad_user_input(message).field("input.minutes").with("max", MINUTES_MAX));
        }
        let now = self.clock.now();
        let expires_at = now + TimeDelta::minutes(request.minutes);
        let id = Uuid::new_v4();
        self.worker
            .transact(async |mut scope| {
                require_admin(&mut scope, admin_id).await?;
                require_customer(&mut scope, request.target_id).await?;
                let statement = Statement::new(
                    "insert into scaliyo.support_sessions \
                         (id, admin_id, target_user_id, reason, access_level, started_at, expires_at, created_at) \
                     values ($1, $2, $3, $4, $5, $6, $7, $6)",
                )
                .bind(id)
                .bind(admin_id)
                .bind(request.target_id)
                .bind(reason)
                .bind(&request.access_level)
                .bind(now)
                .bind(expires_at);
                scope.execute(statement).await?;
                note(&mut scope, id, "session started", json!({ "reason": reason }), now).await?;
                scope.commit_with(()).await
            })
            .await?;
        let access_token = self.tokens.issue_for_support(request.target_id, id, admin_id, now, expires_at)?;
        Ok(SupportSession { id, access_token, expires_at })
    }

    /// Ends a session; a platform admin may end any.
    ///
    /// # Errors
    /// `FORBIDDEN` for everybody else; `NOT_FOUND` where no such session is active.
    pub async fn end(&self, admin_id: Uuid, id: Uuid) -> Result<()> {
        let now = self.clock.now();
        let target_id = self
            .worker
            .transact(async |mut scope| {
                require_admin(&mut scope, admin_id).await?;
                note(&mut scope, id, "session ended", json!({ "by": admin_id }), now).await?;
                let statement = Statement::new(
                    "update scaliyo.support_sessions set is_active = false, ended_at = $2 \
                     where id = $1 returning target_user_id",
                );
                let row = scope.fetch_optional(statement.bind(id).bind(now)).await?;
                let target_id: Uuid = row.ok_or_else(Error::no_such_row)?.try_get("target_user_id")?;
                scope.commit_with(target_id).await
            })
            .await?;
        self.revocation.forget(target_id);
        Ok(())
    }

    /// Notes a request that is about to be answered.
    ///
    /// # Errors
    /// Where it cannot be noted; then it must not be answered.
    pub async fn note_request(&self, id: Uuid, action: &str, request_id: &str) -> Result<()> {
        let now = self.clock.now();
        let action: String = action.chars().take(ACTION_LENGTH_MAX).collect();
        self.worker
            .transact(async |mut scope| {
                note(&mut scope, id, &action, json!({ "requestId": request_id }), now).await?;
                scope.commit_with(()).await
            })
            .await
    }
}

/// The share lock keeps the rights as they are until the transaction has ended.
async fn require_admin(scope: &mut WriteScope, admin_id: Uuid) -> Result<()> {
    let statement = Statement::new(
        "select from scaliyo.profiles p join auth.users u on u.id = p.id \
         where p.id = $1 and p.role = 'ADMIN' and p.status = 'active' and u.disabled_at is null for share of p",
    );
    match scope.fetch_optional(statement.bind(admin_id)).await? {
        Some(_) => Ok(()),
        None => Err(Error::forbidden("Support sessions are for platform admins of Scaliyo.")),
    }
}

async fn require_customer(scope: &mut WriteScope, target_id: Uuid) -> Result<()> {
    let statement = Statement::new(
        "select p.role = 'ADMIN' or coalesce(p.is_super_admin, false) as is_admin, u.disabled_at is not null as disabled \
         from scaliyo.profiles p join auth.users u on u.id = p.id where p.id = $1 for share of p",
    );
    let row = scope.fetch_optional(statement.bind(target_id)).await?.ok_or_else(Error::no_such_row)?;
    if row.try_get("is_admin")? {
        return Err(Error::forbidden("A platform admin cannot be looked at in a support session."));
    }
    if row.try_get("disabled")? {
        return Err(Error::conflict("This account is disabled."));
    }
    Ok(())
}

/// Writes a row of the trace, for a session that is active.
async fn note(
    scope: &mut WriteScope,
    id: Uuid,
    action: &str,
    details: serde_json::Value,
    now: DateTime<Utc>,
) -> Result<()> {
    let statement = Statement::new(
        "insert into scaliyo.support_audit_logs (session_id, admin_id, target_user_id, action, details, created_at) \
         select s.id, s.admin_id, s.target_user_id, $2, $3 || jsonb_build_object('accessLevel', s.access_level), $4 \
         from scaliyo.support_sessions s where s.id = $1 and s.is_active and s.ended_at is null and s.expires_at > $4",
    );
    let statement = statement.bind(id).bind(action).bind(details).bind(now);
    if scope.execute(statement).await? == 0 {
        return Err(Error::not_found("There is no such support session, or it has ended."));
    }
    Ok(())
}
