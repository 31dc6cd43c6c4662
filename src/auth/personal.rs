//! Personal access tokens: for programs that act for an account, with a part of its rights and without a session.
//!
//! A token is `wgp_`, random letters, and a checksum of them, so that programs that look for leaked secrets can recognise
//! one and a mistyped one costs no question to the database. It is shown once; `taskjuggler.personal_access_tokens` keeps
//! its hash. What is read of a token is remembered while the change log is read, as in `revocation`. When it was used is
//! noted off the request's path, at most once a minute.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;
use rand::Rng as _;
use rand::distr::Alphanumeric;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;
use uuid::Uuid;

use super::revocation::Revocation;
use super::{Abilities, Grant, Principal};
use crate::clock::Clock;
use crate::db::{Door, Reads, Statement};
use crate::error::{Error, Result};
use crate::stream::{Event, Kind, Observer};

/// What every token begins with.
pub(super) const PREFIX: &str = "wgp_";
const RANDOM_LENGTH: usize = 32;
const CHECKSUM_LENGTH: usize = 6;
const RELATION: &str = "taskjuggler.personal_access_tokens";
/// Whose token it is, in the words of the table, which others may use for their own.
const OWNER_TYPE: &str = "account";
/// Tokens of one account.
const TOKENS_MAX: i64 = 100;
const NAME_LENGTH_MAX: usize = 255;
const REMEMBERED_MAX: u64 = 50_000;
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// The personal access tokens of all accounts. Cheap to clone.
#[derive(Clone)]
pub struct PersonalTokens(Arc<Inner>);

struct Inner {
    worker: Door,
    clock: Clock,
    revocation: Revocation,
    /// By hash. Replaced as a whole when a token changes: an answer that was under way then goes into the old one.
    remembered: RwLock<Cache<[u8; 32], Found>>,
    /// When the last use of a token was noted.
    noted: Cache<i64, DateTime<Utc>>,
}

/// A stored token.
#[derive(Debug, Clone, Copy)]
struct Found {
    id: i64,
    account_id: Uuid,
    abilities: Abilities,
    expires_at: Option<DateTime<Utc>>,
}

impl PersonalTokens {
    /// `worker` is the door of the server's own work.
    pub fn new(worker: Door, clock: Clock, revocation: Revocation) -> Self {
        let (remembered, noted) = (RwLock::new(Cache::new(REMEMBERED_MAX)), Cache::new(REMEMBERED_MAX));
        Self(Arc::new(Inner { worker, clock, revocation, remembered, noted }))
    }

    /// Makes a token for an account; its id, and its text, which is not kept.
    pub async fn create(
        &self,
        account_id: Uuid,
        name: &str,
        abilities: Abilities,
        expires_at: Option<DateTime<Utc>>,
    ) -> Result<(i64, String)> {
        let now = self.0.clock.now();
        let name = name.trim();
        if name.is_empty() || name.chars().count() > NAME_LENGTH_MAX {
            let message = format!("A token needs a name of at most {NAME_LENGTH_MAX} characters.");
            return Err(Error::bad_user_input(message).field("name").with("max", NAME_LENGTH_MAX));
        }
        if expires_at.is_some_and(|at| at <= now) {
            return Err(Error::bad_user_input("A token expires in the future.").field("expiresAt"));
        }
        let text = generate();
        let statement = Statement::new(
            "insert into taskjuggler.personal_access_tokens \
                 (tokenable_type, tokenable_id, name, token, abilities, expires_at, created_at, updated_at) \
             select $1, u.id, $3, $4, $5, $6, $7, $7 from auth.users u where u.id = $2 and u.disabled_at is null \
               and (select count(*) from taskjuggler.personal_access_tokens t where t.tokenable_id = u.id) < $8 \
             returning id",
        )
        .bind(OWNER_TYPE)
        .bind(account_id)
        .bind(name)
        .bind(hex(&hash(&text)))
        .bind(abilities.names())
        .bind(expires_at)
        .bind(now)
        .bind(TOKENS_MAX);
        let id = self
            .0
            .worker
            .transact(async |mut scope| {
                let row = scope.fetch_optional(statement.clone()).await?;
                let id: Option<i64> = row.map(|row| row.try_get("id")).transpose()?;
                scope.commit_with(id).await
            })
            .await?;
        let too_many = || {
            let message = format!("An account has at most {TOKENS_MAX} tokens. Revoke one first.");
            Error::conflict(message).with("max", TOKENS_MAX)
        };
        Ok((id.ok_or_else(too_many)?, text))
    }

    /// Ends a token of an account.
    pub async fn revoke(&self, account_id: Uuid, id: i64) -> Result<()> {
        let statement = Statement::new(
            "delete from taskjuggler.personal_access_tokens \
             where id = $1 and tokenable_id = $2 and tokenable_type = $3",
        );
        let statement = statement.bind(id).bind(account_id).bind(OWNER_TYPE);
        let deleted = self
            .0
            .worker
            .transact(async |mut scope| {
                let deleted = scope.execute(statement.clone()).await?;
                scope.commit_with(deleted).await
            })
            .await?;
        if deleted == 0 {
            return Err(Error::no_such_row());
        }
        self.forget();
        self.0.revocation.forget(account_id);
        Ok(())
    }

    /// Whom a token stands for.
    pub(super) async fn authenticate(&self, text: &str) -> Result<Principal> {
        let invalid = || Error::unauthenticated("The personal access token is not valid.");
        if !is_well_formed(text) {
            return Err(invalid());
        }
        let Found { id, account_id, abilities, expires_at } = self.find(text).await?.ok_or_else(invalid)?;
        let principal =
            Principal::Restricted { account_id, by: Grant::PersonalToken(id), abilities, expires_at };
        self.0.revocation.require_alive(&principal).await?;
        self.note_use(id);
        Ok(principal)
    }

    async fn find(&self, text: &str) -> Result<Option<Found>> {
        let hash = hash(text);
        let remembered = self.0.remembered.read().unwrap_or_else(PoisonError::into_inner).clone();
        if self.0.revocation.follows_the_log()
            && let Some(found) = remembered.get(&hash)
        {
            return Ok(Some(found));
        }
        let statement = Statement::new(
            "select id, tokenable_id, abilities, expires_at from taskjuggler.personal_access_tokens \
             where token = $1 and tokenable_type = $2",
        );
        let statement = statement.bind(hex(&hash)).bind(OWNER_TYPE);
        let Some(row) = self.0.worker.read(Reads::One).await?.fetch_optional(statement).await? else {
            return Ok(None);
        };
        let abilities: Option<Vec<String>> = row.try_get("abilities")?;
        let found = Found {
            id: row.try_get("id")?,
            account_id: row.try_get("tokenable_id")?,
            abilities: Abilities::known_in(&abilities.unwrap_or_default()),
            expires_at: row.try_get("expires_at")?,
        };
        remembered.insert(hash, found);
        Ok(Some(found))
    }

    fn note_use(&self, id: i64) {
        let now = self.0.clock.now();
        if self.0.noted.get(&id).is_some_and(|at| now - at < NOTED_EVERY) {
            return;
        }
        self.0.noted.insert(id, now);
        let this = self.clone();
        tokio::spawn(async move {
            if let Err(error) = this.write_use(id, now).await {
                tracing::warn!(?error, id, "the use of a personal access token could not be noted");
            }
        });
    }

    /// Unless another node has noted a use within the minute.
    async fn write_use(&self, id: i64, now: DateTime<Utc>) -> Result<()> {
        let statement = Statement::new(
            "update taskjuggler.personal_access_tokens set last_used_at = $2 \
             where id = $1 and (last_used_at is null or last_used_at <= $3)",
        );
        let statement = statement.bind(id).bind(now).bind(now - NOTED_EVERY);
        self.0
            .worker
            .transact(async |mut scope| {
                scope.execute(statement.clone()).await?;
                scope.commit_with(()).await
            })
            .await
    }

    fn forget(&self) {
        *self.0.remembered.write().unwrap_or_else(PoisonError::into_inner) = Cache::new(REMEMBERED_MAX);
    }
}

impl Observer for PersonalTokens {
    fn observe(&self, events: &[Arc<Event>]) {
        let counts = |event: &Event| match event.kind {
            Kind::Created => false,
            Kind::Updated => event.changed.iter().any(|column| column != "last_used_at"),
            Kind::Removed | Kind::Touched | Kind::Resync => true,
        };
        if events.iter().any(|event| event.relation.as_str() == RELATION && counts(event)) {
            self.forget();
        }
    }

    fn caught_up(&self, _: Instant) {}

    fn reset(&self) {
        self.forget();
    }

    fn beat(&self) {}
}

fn generate() -> String {
    let random = rand::rng().sample_iter(Alphanumeric).take(RANDOM_LENGTH).map(char::from);
    let body = random.collect::<String>();
    let checksum = checksum(&body);
    format!("{PREFIX}{body}{checksum}")
}

/// Tells a token from a text that only looks like one. No protection: everybody can compute it.
fn checksum(body: &str) -> String {
    hex(&Sha256::digest(body)[..CHECKSUM_LENGTH / 2])
}

fn is_well_formed(text: &str) -> bool {
    let body = text.strip_prefix(PREFIX).filter(|rest| rest.len() == RANDOM_LENGTH + CHECKSUM_LENGTH);
    let parts = body.and_then(|rest| rest.split_at_checked(RANDOM_LENGTH));
    parts.is_some_and(|(body, sum)| {
        body.bytes().all(|byte| byte.is_ascii_alphanumeric()) && checksum(body) == sum
    })
}

/// A plain hash will do: a random token cannot be guessed from it.
fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_recognised_and_a_mistyped_one_is_not() {
        let text = generate();
        assert!(is_well_formed(&text) && generate() != text);
        let cut = &text[..text.len() - 1];
        let other = if text.ends_with('0') { "1" } else { "0" };
        for wrong in
            [cut, &format!("{cut}{other}"), &format!("{text}0"), "wgp_", "", &text[4..], &"wgp_ä".repeat(9)]
        {
            assert!(!is_well_formed(wrong), "{wrong}");
        }
    }
}
