//! The replica: a second server to read from, used while it keeps up and left alone for a while when it does not.
//!
//! A scope on it is asked, in itself and before anything is read, how far its server has come ([`Mark`]). So it makes no
//! difference whether the URL leads to one server or to several. The connection remembers the answer: a server never goes
//! back, and another one has another connection. It is asked again when more is wanted, and when the answer is a second old,
//! since the server may have gone without a word or taken the primary's place. Behind a pooler that deals out transactions each
//! one is asked.
//!
//! Nobody waits for a replica to catch up or to come back. Whoever finds it away, late or in trouble reads from the primary
//! instead, and so does everybody else until a trial in the background has succeeded; trials come at first soon, then less
//! often. That is also how it begins, so that a server starts without its replica.
//!
//! What is not known here: which reads may be older than the last write. That is for those who read to say.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::time::timeout;

use super::connection::Identity;
use super::pool::Pool;
use super::scope::ReadScope;
use super::watch::Watch;
use super::{Door, Reads};
use crate::auth::Principal;
use crate::error::{Error, Result};
use crate::telemetry::metric::{self, Miss};

/// How long a scope may take to begin: the wait for a connection, making one, and the question how far the server is.
pub(super) const OPEN_TIMEOUT: Duration = Duration::from_secs(1);
/// For which a connection's answer is believed.
pub(super) const BELIEVED_FOR: Duration = Duration::from_secs(1);
/// How long it is left alone at first, and at most.
const PAUSE_MIN: Duration = Duration::from_millis(250);
const PAUSE_MAX: Duration = Duration::from_secs(5);

/// What a replica must show to be read from: a place in the change log, so that it shows all that was written before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Which log: the system, its timeline and the database.
    pub log: (i64, i32, i64),
    /// The tick that has to be there.
    pub tick: i64,
    /// The oldest tick with which it still keeps up.
    pub oldest: i64,
}

/// How far a server has come, as it says itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) log: (i64, i32, i64),
    pub(super) tick: Option<i64>,
    pub(super) is_replica: bool,
}

impl Shown {
    /// What keeps it from being read from, if anything does.
    fn fault(&self, mark: &Mark) -> Option<Fault> {
        if !self.is_replica {
            Some(Fault::NoReplica)
        } else if self.log != mark.log {
            Some(Fault::OtherLog)
        } else if self.tick < Some(mark.oldest) {
            Some(Fault::Late)
        } else if self.tick < Some(mark.tick) {
            Some(Fault::Behind)
        } else {
            None
        }
    }

    /// Whether all of the mark is there.
    pub(super) fn has(&self, mark: &Mark) -> bool {
        self.fault(mark).is_none()
    }
}

/// Why a server is not read from, though it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Fault {
    #[error("it is not a replica; DATABASE_REPLICA_URL leads to a server that takes writes")]
    NoReplica,
    #[error("it does not have the change log of this database, or not yet")]
    OtherLog,
    #[error("it is further behind than DATABASE_REPLICA_LAG_MS allows")]
    Late,
    /// It keeps up, but has not come to a place that somebody has named.
    #[error("it has not come that far yet")]
    Behind,
}

/// Whether it is used.
#[derive(Debug, Clone, Copy)]
enum State {
    Used,
    /// Left alone until then; `is_tried` while somebody finds out whether that is over.
    Away {
        until: Instant,
        pause: Duration,
        is_tried: bool,
    },
}

/// The replica of a database. Clones are the same one.
#[derive(Clone)]
pub(super) struct Replica {
    pub(super) pool: Pool,
    state: Arc<Mutex<State>>,
}

impl Replica {
    pub(super) fn new(pool: Pool) -> Self {
        let state = State::Away { until: Instant::now(), pause: PAUSE_MIN, is_tried: false };
        Self { pool, state: Arc::new(Mutex::new(state)) }
    }

    pub(super) fn is_used(&self) -> bool {
        matches!(*self.state(), State::Used)
    }

    /// A scope that shows what `mark` says, opened as `door` would; `None`: read from the primary.
    pub(super) async fn read(&self, door: &Door, reads: Reads, mark: &Mark) -> Option<ReadScope> {
        if !self.is_used() {
            self.try_in_background(*mark);
            metric::replica_missed(Miss::Away);
            return None;
        }
        let door = Door { pool: self.pool.clone(), ..door.clone() };
        match open(&door, reads, mark).await {
            Ok(Ok(scope)) => return Some(scope),
            Ok(Err(Fault::Behind)) => metric::replica_missed(Miss::Behind),
            Ok(Err(fault)) => {
                metric::replica_missed(if fault == Fault::Late { Miss::Late } else { Miss::Away });
                self.leave(&fault.to_string());
            }
            Err(error) => self.leave_for(&error),
        }
        None
    }

    /// Whether an error in one of its scopes is its own affair: then the primary can be asked instead. It is left alone for a
    /// while.
    pub(super) fn failed(&self, error: &Error) -> bool {
        // Statements cancelled in favour of replay, lost connections, a table that a migration has made and that is not
        // there yet. Everything else is an answer, which the primary would give as well.
        let is_own = matches!(error, Error::TryAgain(_) | Error::Internal(_));
        if is_own {
            self.leave_for(error);
        }
        is_own
    }

    fn leave_for(&self, error: &Error) {
        metric::replica_missed(Miss::Failed);
        self.leave(&cause(error));
    }

    /// Uses it no longer, until a trial has succeeded.
    fn leave(&self, cause: &str) {
        let mut state = self.state();
        if let State::Used = *state {
            *state = State::Away { until: Instant::now() + PAUSE_MIN, pause: PAUSE_MIN, is_tried: false };
            drop(state);
            // They may lead to a server that has gone, or to the one that is late.
            self.pool.forget_idle();
            tracing::warn!(cause, "the replica is not used for a while; queries are read from the primary");
        }
    }

    /// Finds out whether it can be used again, if it is time and nobody else does.
    fn try_in_background(&self, mark: Mark) {
        let mut state = self.state();
        let State::Away { until, is_tried, .. } = &mut *state else { return };
        if *is_tried || Instant::now() < *until {
            return;
        }
        *is_tried = true;
        drop(state);
        let replica = self.clone();
        self.pool.runtime().spawn(async move { replica.try_again(mark).await });
    }

    async fn try_again(&self, mark: Mark) {
        let identity = Identity::Principal(Principal::Anonymous);
        let (pool, watch) = (self.pool.clone(), Watch::default());
        let door = Door { pool, identity, watch, asked: None, replica: None };
        let cause = match open(&door, Reads::One, &mark).await {
            Ok(Ok(_) | Err(Fault::Behind)) => {
                *self.state() = State::Used;
                tracing::info!("queries are read from the replica");
                return;
            }
            Ok(Err(fault)) => fault.to_string(),
            Err(error) => cause(&error),
        };
        self.pool.forget_idle();
        let mut state = self.state();
        if let State::Away { until, pause, is_tried } = &mut *state {
            let is_first = *pause == PAUSE_MIN;
            (*until, *is_tried) = (Instant::now() + *pause, false);
            *pause = (*pause * 2).min(PAUSE_MAX);
            drop(state);
            if is_first {
                tracing::warn!(cause, "the replica cannot be used; it is tried again now and then");
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A scope through `door`, or why its server is not to be read from.
async fn open(door: &Door, reads: Reads, mark: &Mark) -> Result<Result<ReadScope, Fault>> {
    let opened = timeout(OPEN_TIMEOUT, ReadScope::open_on_replica(door, reads, mark)).await;
    let (scope, shown) =
        opened.map_err(|_elapsed| Error::try_again("The replica does not answer in time."))??;
    Ok(match shown.fault(mark) {
        None => Ok(scope),
        Some(fault) => Err(fault),
    })
}

/// For the log.
fn cause(error: &Error) -> String {
    match error {
        Error::Internal(cause) => format!("{cause:#}"),
        other => other.message().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_read_from_only_if_it_is_a_replica_that_shows_the_mark() {
        let log = (1, 2, 3);
        let shown = Shown { log, tick: Some(10), is_replica: true };
        let fault = |shown: Shown, oldest, tick| shown.fault(&Mark { log, tick, oldest });
        assert_eq!(fault(shown, 10, 10), None);
        assert_eq!(fault(shown, 9, 11), Some(Fault::Behind));
        assert_eq!(fault(shown, 11, 11), Some(Fault::Late));
        assert_eq!(fault(Shown { tick: None, ..shown }, 1, 1), Some(Fault::Late));
        assert_eq!(fault(Shown { log: (1, 3, 3), ..shown }, 1, 1), Some(Fault::OtherLog));
        assert_eq!(fault(Shown { is_replica: false, ..shown }, 1, 1), Some(Fault::NoReplica));
    }
}
