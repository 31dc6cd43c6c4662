//! The queue between the broker, which never waits, and one reader.
//!
//! It is bounded by the number of events. When the next batch does not fit, the queue closes: what it holds can still be
//! read, what follows is in the log.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::Notify;

use super::cursor::Position;
use super::feed::Delivery;
use super::prefetch::Prefetch;

/// Events that a queue holds.
pub(super) const QUEUE_MAX: usize = 1_024;

/// What a subscription has for its reader.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    Batch(Batch),
    /// The reader was too slow. What follows the last batch must be read from the log.
    Lagging,
    /// The log has come to an end for everybody.
    Resync,
}

/// Events that came together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Batch {
    /// Everything up to here has been handed out.
    pub(super) upto: Position,
    pub(super) deliveries: Vec<Delivery>,
}

pub(super) struct Queue {
    /// What the reader shares with others.
    pub(super) prefetch: Option<Weak<dyn Prefetch>>,
    held: Mutex<Held>,
    ready: Notify,
}

#[derive(Default)]
struct Held {
    batches: VecDeque<Batch>,
    events: usize,
    end: Option<End>,
}

#[derive(Clone, Copy)]
enum End {
    Lagging,
    Resync,
}

impl Queue {
    pub(super) fn new(prefetch: Option<Weak<dyn Prefetch>>) -> Self {
        Self { prefetch, held: Mutex::default(), ready: Notify::new() }
    }

    /// Adds a batch, or closes the queue if there is no room for it. The reader is to be [woken](Self::wake) afterwards.
    pub(super) fn push(&self, batch: Batch) {
        let mut held = self.held();
        if held.end.is_some() {
            return;
        }
        if held.events + batch.deliveries.len() > QUEUE_MAX {
            held.end = Some(End::Lagging);
        } else {
            held.events += batch.deliveries.len();
            held.batches.push_back(batch);
        }
    }

    /// Wakes the reader.
    pub(super) fn wake(&self) {
        self.ready.notify_one();
    }

    /// Closes the queue for good; what it holds is worthless.
    pub(super) fn end(&self) {
        let mut held = self.held();
        held.batches.clear();
        held.end = Some(End::Resync);
        self.wake();
    }

    /// Waits for something. May be dropped while waiting; nothing is lost. One reader at a time.
    pub(super) async fn next(&self) -> Next {
        loop {
            if let Some(next) = self.take() {
                return next;
            }
            self.woken().await;
        }
    }

    pub(super) async fn woken(&self) {
        self.ready.notified().await;
    }

    pub(super) fn take(&self) -> Option<Next> {
        let mut held = self.held();
        if let Some(batch) = held.batches.pop_front() {
            held.events -= batch.deliveries.len();
            return Some(Next::Batch(batch));
        }
        held.end.map(|end| match end {
            End::Lagging => Next::Lagging,
            End::Resync => Next::Resync,
        })
    }

    /// How many events wait.
    pub(super) fn len(&self) -> usize {
        self.held().events
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
