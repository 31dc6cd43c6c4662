//! Where requests of one key wait for each other within this process: in memory, so that those who wait hold no connection.
//!
//! The database alone decides who is first, and between processes it also makes the others wait. Here it is only that a
//! process asks it for a key once at a time: whoever comes next finds the answer kept, or, if the write failed, tries it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::OwnedMutexGuard;
use uuid::Uuid;

use super::Key;
use crate::error::{Error, Result};

/// How long a request waits for its turn.
const WAIT_MAX: Duration = Duration::from_secs(30);
/// Requests of one key that wait, at most.
const WAITING_MAX: usize = 1_000;

/// The account and its key.
type Place = (Uuid, String);
/// Held by whoever has the turn; kept by all who want it.
type Line = tokio::sync::Mutex<()>;

/// The requests with keys that are under way in this process.
#[derive(Debug, Default)]
pub struct Gate(Mutex<HashMap<Place, Weak<Line>>>);

impl Gate {
    /// Waits until nobody else here writes with the account's key.
    ///
    /// # Errors
    /// `RATE_LIMITED` when too many wait already, `TRY_AGAIN` when it takes too long.
    pub async fn enter(&self, account: Uuid, key: &Key) -> Result<Turn<'_>> {
        let place = (account, key.text.clone());
        let line = {
            let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let known = lines.get(&place).and_then(Weak::upgrade);
            let line = known.unwrap_or_default();
            lines.insert(place.clone(), Arc::downgrade(&line));
            line
        };
        // From here on the line is left when this is dropped, also by who goes away while waiting.
        let mut turn = Turn { gate: self, place, line: Some(Arc::clone(&line)), guard: None };
        if Arc::strong_count(&line) > 2 * WAITING_MAX {
            return Err(Error::rate_limited("Too many requests wait with this idempotency key.")
                .with("max", WAITING_MAX)
                .with("retryAfterSeconds", WAIT_MAX.as_secs()));
        }
        match tokio::time::timeout(WAIT_MAX, line.lock_owned()).await {
            Ok(guard) => turn.guard = Some(guard),
            Err(_elapsed) => {
                return Err(Error::try_again("The same write is still under way. Send it again."));
            }
        }
        Ok(turn)
    }
}

/// The right to write with a key, until it is dropped.
#[derive(Debug)]
pub struct Turn<'g> {
    gate: &'g Gate,
    place: Place,
    line: Option<Arc<Line>>,
    guard: Option<OwnedMutexGuard<()>>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut lines = self.gate.0.lock().unwrap_or_else(PoisonError::into_inner);
        drop((self.guard.take(), self.line.take()));
        if lines.get(&self.place).is_some_and(|line| line.strong_count() == 0) {
            lines.remove(&self.place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key::new(text, &serde_json::json!(1)).unwrap()
    }

    #[tokio::test]
    async fn one_at_a_time_has_the_turn_and_nothing_is_left_of_those_who_went() {
        let gate = Gate::default();
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let first = gate.enter(one, &key("k")).await.unwrap();
        drop((gate.enter(two, &key("k")).await.unwrap(), gate.enter(one, &key("l")).await.unwrap()));
        let same = key("k");
        let mut second = Box::pin(gate.enter(one, &same));
        assert!(futures::poll!(&mut second).is_pending());
        {
            let mut third = Box::pin(gate.enter(one, &same));
            assert!(futures::poll!(&mut third).is_pending());
        }
        drop(first);
        let second = second.await.unwrap();
        assert_eq!(gate.0.lock().unwrap().len(), 1);
        drop(second);
        assert!(gate.0.lock().unwrap().is_empty());
    }
}
