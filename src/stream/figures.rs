//! What operators are told of the reading of the change log.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::event::Event;
use super::observer::Observer;
use crate::telemetry::metric;

/// Counts what the relay reads, and knows when it last had read everything. Clones are the same one.
#[derive(Clone, Default)]
pub struct LogFigures(Arc<Mutex<Option<Instant>>>);

impl LogFigures {
    /// How long ago that was; `None` before the first time.
    pub fn lag(&self) -> Option<Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).map(|at| at.elapsed())
    }
}

impl Observer for LogFigures {
    fn observe(&self, events: &[Arc<Event>]) {
        metric::events_read(events.len());
    }

    fn caught_up(&self, at: Instant) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }

    fn reset(&self) {}

    fn beat(&self) {}
}
