//! Whether a token's session still lives: asked for each request, answered from memory for a second.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Row as _;
use uuid::Uuid;

use super::watch::Key;
use super::{Accounts, Principal};
use crate::db::{Reads, Statement};
use crate::error::{Error, Result};

/// How long a session is believed to be alive after it was looked up: what a revocation takes to be felt everywhere.
const BELIEVED_FOR: TimeDelta = TimeDelta::seconds(1);
/// Sessions that are remembered as alive.
pub(super) const BELIEVED_MAX: u64 = 50_000;

impl Accounts {
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
}
