//! Keeps the keys of a running server up to date: when the change log tells of a change, and every minute besides, so that a
//! node that cannot read the log has a new key long before it signs.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::keys::Keys;
use super::token::Tokens;
use crate::clock::Clock;
use crate::db::Door;
use crate::secret::Secrets;
use crate::stream::{Event, Observer};

const RELATION: &str = "auth.signing_keys";
const EVERY: Duration = Duration::from_secs(60);

/// Reads keys anew for [`Tokens`]. Cheap to clone.
#[derive(Clone)]
pub struct Keeper(Arc<Inner>);

struct Inner {
    worker: Door,
    clock: Clock,
    secrets: Secrets,
    tokens: Tokens,
    /// One read at a time.
    reading: AtomicBool,
    read_at: Mutex<Instant>,
}

impl Keeper {
    /// For tokens whose keys have just been read. `worker` is the door of the server's own work.
    pub fn new(worker: Door, clock: Clock, secrets: Secrets, tokens: Tokens) -> Self {
        let (reading, read_at) = (AtomicBool::new(false), Mutex::new(Instant::now()));
        Self(Arc::new(Inner { worker, clock, secrets, tokens, reading, read_at }))
    }

    fn read(&self) {
        if self.0.reading.swap(true, Ordering::SeqCst) {
            // The read that is under way may have begun before the change: the next beat reads again.
            self.set_read_at(None);
            return;
        }
        self.set_read_at(Some(Instant::now()));
        let inner = Arc::clone(&self.0);
        tokio::spawn(async move {
            match Keys::load_or_create(&inner.worker, &inner.clock, &inner.secrets).await {
                Ok(keys) => inner.tokens.set_keys(&keys),
                Err(error) => tracing::warn!(?error, "the signing keys cannot be read; those known go on"),
            }
            inner.reading.store(false, Ordering::SeqCst);
        });
    }

    fn set_read_at(&self, at: Option<Instant>) {
        let long_ago = || Instant::now().checked_sub(EVERY).unwrap_or_else(Instant::now);
        *self.0.read_at.lock().unwrap_or_else(PoisonError::into_inner) = at.unwrap_or_else(long_ago);
    }
}

impl Observer for Keeper {
    fn observe(&self, events: &[Arc<Event>]) {
        if events.iter().any(|event| event.relation.as_str() == RELATION) {
            self.read();
        }
    }

    fn caught_up(&self, _: Instant) {}

    fn reset(&self) {
        self.read();
    }

    fn beat(&self) {
        let due = self.0.read_at.lock().unwrap_or_else(PoisonError::into_inner).elapsed() >= EVERY;
        if due {
            self.read();
        }
    }
}
