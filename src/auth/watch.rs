//! Sessions on which open sockets rest. They are looked at together and by whoever is awake first, so that what it costs
//! does not grow with the number of sockets, and is nothing when there are none.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::{Accounts, Principal};

/// How often sessions are looked at. With the look itself a revocation is felt within a second.
const INTERVAL: Duration = Duration::from_millis(400);

/// An account and the session it came by.
pub(super) type Key = (Uuid, Option<Uuid>);

/// The sessions that are watched on this node.
#[derive(Default)]
pub(super) struct Watch {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    held: HashMap<Key, Held>,
    looked_at: Option<Instant>,
}

#[derive(Default)]
struct Held {
    holders: usize,
    ended: bool,
}

impl Accounts {
    /// Returns within a second of the session's end, or of the account being disabled; never for anybody not signed in.
    /// While the database cannot be asked, nobody is taken to have ended.
    pub async fn ended(&self, principal: Principal) {
        let Principal::Account { account_id, session_id, .. } = principal else {
            return std::future::pending().await;
        };
        let hold = Hold::new(&self.watch, (account_id, session_id));
        while !hold.has_ended() {
            sleep(INTERVAL).await;
            if let Some(keys) = self.watch.due() {
                match self.find_ended(&keys).await {
                    Ok(ended) => self.watch.mark(&ended),
                    Err(error) => tracing::warn!(?error, "cannot look at the sessions of open sockets"),
                }
            }
        }
    }
}

impl Watch {
    /// The sessions to look at, if it is time; for one caller of an interval.
    fn due(&self) -> Option<Vec<Key>> {
        let mut state = self.lock();
        let now = Instant::now();
        if state.looked_at.is_some_and(|at| now - at < INTERVAL) {
            return None;
        }
        state.looked_at = Some(now);
        Some(state.held.keys().copied().collect())
    }

    fn mark(&self, ended: &[Key]) {
        let mut state = self.lock();
        for key in ended {
            if let Some(held) = state.held.get_mut(key) {
                held.ended = true;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps a session watched for as long as it lives.
struct Hold {
    watch: Arc<Watch>,
    key: Key,
}

impl Hold {
    fn new(watch: &Arc<Watch>, key: Key) -> Self {
        watch.lock().held.entry(key).or_default().holders += 1;
        Self { watch: Arc::clone(watch), key }
    }

    fn has_ended(&self) -> bool {
        self.watch.lock().held.get(&self.key).is_none_or(|held| held.ended)
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let mut state = self.watch.lock();
        if let Some(held) = state.held.get_mut(&self.key) {
            held.holders -= 1;
            if held.holders == 0 {
                state.held.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_watched_as_long_as_somebody_holds_it() {
        let watch = Arc::new(Watch::default());
        let key = (Uuid::from_u128(1), None);
        let first = Hold::new(&watch, key);
        let second = Hold::new(&watch, key);
        watch.mark(&[key, (Uuid::from_u128(2), None)]);
        drop(first);
        assert!(second.has_ended());
        drop(second);
        assert!(watch.lock().held.is_empty());
        assert!(!Hold::new(&watch, key).has_ended());
    }

    #[test]
    fn one_caller_of_an_interval_looks() {
        let watch = Watch::default();
        assert_eq!(watch.due(), Some(Vec::new()));
        assert_eq!(watch.due(), None);
    }
}
