//! What the server itself must know of changes: told by the relay, before any feed, and without a queue that could lag.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::event::Event;

/// Somebody who keeps in memory what rests on rows, and has to forget it when they change.
///
/// Called from the relay of this node, so it must not wait for anything. What is known when [`reset`](Self::reset) has
/// been called, and no event since has spoken of, was true at the time of the last [`caught_up`](Self::caught_up).
pub trait Observer: Send + Sync {
    /// Events in the order of the log.
    fn observe(&self, events: &[Arc<Event>]);

    /// Every event that was committed before this time has been observed.
    fn caught_up(&self, at: Instant);

    /// The log begins anew: what was changed before is not going to be told.
    fn reset(&self);

    /// Time passes, whether the log can be read or not. Comes several times a second.
    fn beat(&self);
}

/// Those who observe the log of this node.
#[derive(Default)]
pub(super) struct Observers(Mutex<Vec<Arc<dyn Observer>>>);

impl Observers {
    pub(super) fn add(&self, observer: Arc<dyn Observer>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(observer);
    }

    pub(super) fn tell(&self, news: impl Fn(&dyn Observer)) {
        for observer in &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            news(observer.as_ref());
        }
    }
}
