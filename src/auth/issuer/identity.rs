//! Which account belongs to a subject of another issuer: rows of `auth.identities`.
//!
//! What was found is remembered while the change log is read, as in `revocation`. An account is made for a newcomer only
//! with a verified address that no account has: an existing account is never taken over by whoever can show its address.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use moka::sync::Cache;
use sqlx::Row as _;
use uuid::Uuid;

use crate::auth::revocation::Revocation;
use crate::clock::Clock;
use crate::db::{Door, Reads, Statement};
use crate::error::{Error, Result};
use crate::stream::{Event, Kind, Observer};

const RELATION: &str = "auth.identities";
const REMEMBERED_MAX: u64 = 50_000;
const EMAIL_LENGTH_MAX: usize = 320;
const NAME_LENGTH_MAX: usize = 200;

/// Accounts by issuer and subject. Cheap to clone.
#[derive(Clone)]
pub struct Identities(Arc<Inner>);

struct Inner {
    worker: Door,
    clock: Clock,
    revocation: Revocation,
    /// Replaced as a whole when an identity changes: an answer that was under way then goes into the old one.
    remembered: RwLock<Cache<(String, String), Uuid>>,
}

/// Somebody who comes for the first time.
pub(super) struct Newcomer<'a> {
    /// Verified by the issuer.
    pub(super) email: &'a str,
    pub(super) name: &'a str,
}

impl Identities {
    pub(super) fn new(worker: Door, clock: Clock, revocation: Revocation) -> Self {
        let remembered = RwLock::new(Cache::new(REMEMBERED_MAX));
        Self(Arc::new(Inner { worker, clock, revocation, remembered }))
    }

    pub(super) async fn find(&self, issuer: &str, subject: &str) -> Result<Option<Uuid>> {
        let key = (issuer.to_owned(), subject.to_owned());
        let remembered = self.0.remembered.read().unwrap_or_else(PoisonError::into_inner).clone();
        if self.0.revocation.follows_the_log()
            && let Some(account_id) = remembered.get(&key)
        {
            return Ok(Some(account_id));
        }
        let statement =
            Statement::new("select account_id from auth.identities where issuer = $1 and subject = $2");
        let statement = statement.bind(issuer).bind(subject);
        let Some(row) = self.0.worker.read(Reads::One).await?.fetch_optional(statement).await? else {
            return Ok(None);
        };
        let account_id = row.try_get("account_id")?;
        remembered.insert(key, account_id);
        Ok(Some(account_id))
    }

    /// Makes an account for a newcomer. Of two requests at the same moment one makes it, and both get it.
    pub(super) async fn create(&self, issuer: &str, subject: &str, newcomer: &Newcomer<'_>) -> Result<Uuid> {
        let email = newcomer.email.trim();
        if !email.contains('@') || email.chars().count() > EMAIL_LENGTH_MAX || email.contains('\0') {
            return Err(Error::forbidden("The address of this identity cannot be used."));
        }
        match self.insert(issuer, subject, email, newcomer.name).await {
            Ok(account_id) => Ok(account_id),
            Err(Error::UniqueViolation(_)) => self.find(issuer, subject).await?.ok_or_else(|| {
                Error::forbidden("There is an account with this address already. It has to be linked to this identity first.")
            }),
            Err(error) => Err(error),
        }
    }

    async fn insert(&self, issuer: &str, subject: &str, email: &str, name: &str) -> Result<Uuid> {
        let (now, account_id) = (self.0.clock.now(), Uuid::new_v4());
        let name: String = name.chars().filter(|char| *char != '\0').take(NAME_LENGTH_MAX).collect();
        let account = Statement::new(
            "insert into auth.users (id, email, display_name, created_at, updated_at) values ($1, $2, $3, $4, $4)",
        )
        .bind(account_id)
        .bind(email)
        .bind(name)
        .bind(now);
        let identity = Statement::new(
            "insert into auth.identities (issuer, subject, account_id, created_at) values ($1, $2, $3, $4)",
        )
        .bind(issuer)
        .bind(subject)
        .bind(account_id)
        .bind(now);
        self.0
            .worker
            .transact(async |mut scope| {
                scope.execute(account.clone()).await?;
                scope.execute(identity.clone()).await?;
                scope.commit_with(account_id).await
            })
            .await
    }

    fn forget(&self) {
        *self.0.remembered.write().unwrap_or_else(PoisonError::into_inner) = Cache::new(REMEMBERED_MAX);
    }
}

impl Observer for Identities {
    fn observe(&self, events: &[Arc<Event>]) {
        let counts = |event: &Event| event.relation.as_str() == RELATION && event.kind != Kind::Created;
        if events.iter().any(|event| counts(event)) {
            self.forget();
        }
    }

    fn caught_up(&self, _: Instant) {}

    fn reset(&self) {
        self.forget();
    }

    fn beat(&self) {}
}
