//! Whether a principal may still be served, known without asking the database for each request.
//!
//! What a token rests on (account, session, personal token, support session) is asked of the database once, remembered,
//! and forgotten when the change log tells of a change. Nothing has to be loaded at start, and a row that was deleted is as
//! good as a row that was revoked.
//!
//! Memory is believed only while the change log is being read: if this node has not caught up with it for [`STALE_AFTER`],
//! every request asks the database, by primary key, until the log is read again; if the database does not answer either,
//! requests are refused. So a revocation is felt by the next request on the node that made it, and after at most
//! [`STALE_AFTER`] on any other.
//!
//! Open sockets wait in `holds`. They are looked at when the log tells of their account, and all of them several times a
//! second while the log cannot be read, in one statement for many.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use moka::sync::Cache;
use uuid::Uuid;

use super::Principal;
use super::holds::Holds;
use super::standing::{self, Credential, Key, Standing, keys_of};
use crate::clock::Clock;
use crate::db::Door;
use crate::error::{Error, Result};
use crate::stream::{Event, Kind, Observer};

/// How long memory is believed after the change log was last read to its end.
const STALE_AFTER: Duration = Duration::from_millis(500);
/// Accounts that are remembered.
const ACCOUNTS_MAX: u64 = 100_000;
/// Credentials that are remembered of one account.
const CREDENTIALS_MAX: usize = 64;
/// Sockets that are looked at in one statement.
const LOOK_MAX: usize = 1_000;
const RETRY: Duration = Duration::from_millis(250);

/// The tables whose changes may end a token, with the columns that count.
const RELATIONS: [(&str, &[&str]); 5] = [
    ("auth.users", &["disabled_at"]),
    ("auth.sessions", &["account_id", "revoked_at", "expires_at"]),
    ("taskjuggler.personal_access_tokens", &["tokenable_id", "token", "abilities", "expires_at"]),
    ("scaliyo.support_sessions", &["target_user_id", "admin_id", "is_active", "ended_at", "expires_at"]),
    ("scaliyo.profiles", &["role", "status"]),
];

/// What this node knows of revocations. Cheap to clone.
#[derive(Clone)]
pub struct Revocation(Arc<Inner>);

struct Inner {
    worker: Door,
    clock: Clock,
    known: Cache<Uuid, Arc<Known>>,
    /// When the change log was last known to be read to its end.
    caught_up: Mutex<Option<Instant>>,
    holds: Holds,
    /// All sockets are being looked at.
    sweeping: AtomicBool,
}

/// What is known of one account's credentials.
///
/// An answer of the database goes into the value that was in the cache when it was asked for. If the account has been
/// forgotten meanwhile, so is the answer.
#[derive(Default)]
struct Known(Mutex<Vec<(Credential, Standing)>>);

impl Known {
    fn get(&self, credential: Credential) -> Option<Standing> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|(of, _)| *of == credential).map(|(_, standing)| *standing)
    }

    fn put(&self, credential: Credential, standing: Standing) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(of, _)| *of != credential);
        if known.len() >= CREDENTIALS_MAX {
            known.remove(0);
        }
        known.push((credential, standing));
    }
}

impl Revocation {
    /// `worker` is the door of the server's own work. Believes nothing until it observes the change log.
    pub fn new(worker: Door, clock: Clock) -> Self {
        Self(Arc::new(Inner {
            worker,
            clock,
            known: Cache::new(ACCOUNTS_MAX),
            caught_up: Mutex::default(),
            holds: Holds::default(),
            sweeping: AtomicBool::new(false),
        }))
    }

    /// Refuses a principal whose token has expired, whose session has ended or whose account is disabled.
    pub async fn require_alive(&self, principal: &Principal) -> Result<()> {
        if principal.expires_at().is_some_and(|at| at <= self.0.clock.now()) {
            return Err(Error::unauthenticated("The access token has expired."));
        }
        for key in keys_of(principal) {
            if !self.standing(key).await?.holds_at(self.0.clock.now()) {
                return Err(Error::unauthenticated("The session has ended. Sign in again."));
            }
        }
        Ok(())
    }

    /// Returns within a second of the principal's end by revocation; never for anybody not signed in. While neither the
    /// change log nor the database can be read, nobody is taken to have ended before their token expires.
    pub async fn ended(&self, principal: Principal) {
        let mut holds: Vec<_> = keys_of(&principal).map(|key| self.0.holds.hold(key)).collect();
        if holds.is_empty() {
            return std::future::pending().await;
        }
        for hold in &holds {
            // It may have ended between being let in and being held.
            match self.standing(hold.key()).await {
                Ok(standing) if standing.holds_at(self.0.clock.now()) => {}
                Ok(_) => return,
                Err(_) => self.look_at(vec![hold.key()]),
            }
        }
        futures::future::select_all(holds.iter_mut().map(|hold| Box::pin(hold.ended()))).await;
    }

    /// This node has ended a session or disabled the account: what is known of it is asked anew at once.
    pub fn forget(&self, account_id: Uuid) {
        self.0.known.invalidate(&account_id);
        self.look_at(self.0.holds.of(account_id));
    }

    async fn standing(&self, (account_id, credential): Key) -> Result<Standing> {
        let known = self.0.known.get_with(account_id, Arc::default);
        if self.follows_the_log()
            && let Some(standing) = known.get(credential)
        {
            return Ok(standing);
        }
        let answer = standing::ask(&self.0.worker, &[(account_id, credential)]).await?;
        let standing = answer.first().copied().unwrap_or(Standing::Ended);
        known.put(credential, standing);
        Ok(standing)
    }

    pub(super) fn follows_the_log(&self) -> bool {
        let caught_up = self.0.caught_up.lock().unwrap_or_else(PoisonError::into_inner);
        caught_up.is_some_and(|at| at.elapsed() < STALE_AFTER)
    }

    fn look_at(&self, keys: Vec<Key>) {
        if !keys.is_empty() {
            let this = self.clone();
            tokio::spawn(async move { this.look(keys).await });
        }
    }

    /// Asks the database about open sockets until it answers, and ends those that have to.
    async fn look(&self, keys: Vec<Key>) {
        for keys in keys.chunks(LOOK_MAX) {
            while keys.iter().any(|key| self.0.holds.has(*key)) {
                match standing::ask(&self.0.worker, keys).await {
                    Ok(standings) => {
                        let now = self.0.clock.now();
                        let ended = keys.iter().zip(standings).filter(|(_, it)| !it.holds_at(now));
                        self.0.holds.end(ended.map(|(key, _)| *key));
                        break;
                    }
                    Err(error) => tracing::warn!(?error, "cannot look at the sessions of open sockets"),
                }
                tokio::time::sleep(RETRY).await;
            }
        }
    }
}

impl Observer for Revocation {
    fn observe(&self, events: &[Arc<Event>]) {
        for event in events {
            let columns = RELATIONS.iter().find(|(name, _)| *name == event.relation.as_str());
            let Some((_, columns)) = columns else { continue };
            match event.kind {
                Kind::Created => {}
                Kind::Updated if event.changed.iter().all(|column| !columns.contains(&column.as_str())) => {}
                Kind::Updated | Kind::Removed => {
                    let audience = [&event.audience_before, &event.audience_after];
                    for key in audience.into_iter().flatten().flatten() {
                        match key.split_once(':').map(|(_, id)| id.parse()) {
                            Some(Ok(account_id)) => self.forget(account_id),
                            _ => tracing::error!(key, "an event of an account without its key"),
                        }
                    }
                }
                Kind::Touched | Kind::Resync => self.reset(),
            }
        }
    }

    fn caught_up(&self, at: Instant) {
        *self.0.caught_up.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }

    fn reset(&self) {
        self.0.known.invalidate_all();
        self.look_at(self.0.holds.all());
    }

    fn beat(&self) {
        if self.follows_the_log() || self.0.sweeping.swap(true, Ordering::SeqCst) {
            return;
        }
        let this = self.clone();
        tokio::spawn(async move {
            this.look(this.0.holds.all()).await;
            this.0.sweeping.store(false, Ordering::SeqCst);
        });
    }
}
