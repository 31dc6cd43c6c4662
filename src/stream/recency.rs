//! What a replica must show so that what is read there is not too old.
//!
//! Ticks tell it, since they are in the database that is copied: who shows one shows all that had been committed before it.
//! The age of a replica is therefore not measured, which cannot be done well where nothing is written, but bounded. Whenever
//! the relay has read everything, the newest tick stands for all that had been written by then; the one of `within` ago is
//! the least that a replica must have. While nothing is written the tick stays, and with it what a replica has. A node that
//! does not hear of ticks itself knows of none that is young enough, so that nothing is read from a replica.
//!
//! Positions in the WAL would do the same, but the log's cursors have none, and a snapshot cannot be asked which one it
//! shows. What they would see and ticks do not: what is done to tables, policies and privileges, until the next write.
//!
//! What somebody may see at all is never older than this node knows: a replica must show the last change of sight
//! (`sight`) as well.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Ticks that are remembered for each span of the limit.
const SAMPLES: u32 = 16;

/// Which ticks a replica must show.
#[derive(Default)]
pub(super) struct Recency {
    /// How old an answer may be; `None` where there is no replica, and nothing to remember.
    within: Option<Duration>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// When the relay had read everything, and the newest tick then; the oldest first.
    samples: VecDeque<(Instant, i64)>,
    /// The last tick that changed what somebody may see.
    sight: i64,
}

impl Recency {
    pub(super) fn new(within: Option<Duration>) -> Self {
        Self { within, known: Mutex::default() }
    }

    /// Whether anybody asks.
    pub(super) fn is_asked(&self) -> bool {
        self.within.is_some()
    }

    /// Everything that was committed before this time is in the batches up to that of `tick`.
    pub(super) fn caught_up(&self, at: Instant, tick: i64) {
        let Some(within) = self.within else { return };
        let samples = &mut self.known().samples;
        if samples.back().is_some_and(|(last, _)| at.duration_since(*last) < within / SAMPLES) {
            return;
        }
        while samples.front().is_some_and(|(oldest, _)| at.duration_since(*oldest) > within) {
            samples.pop_front();
        }
        samples.push_back((at, tick));
    }

    /// What somebody may see has changed with this tick.
    pub(super) fn sight_moved(&self, tick: i64) {
        let mut known = self.known();
        known.sight = known.sight.max(tick);
    }

    /// The log begins anew, and its ticks with it.
    pub(super) fn reset(&self) {
        *self.known() = Known::default();
    }

    /// The tick of `within` ago, and the one that has to be shown now; `None` if this node does not know.
    pub(super) fn ticks(&self, now: Instant) -> Option<(i64, i64)> {
        let within = self.within?;
        let known = self.known();
        let is_young = |at: &Instant| now.duration_since(*at) <= within;
        let (_, oldest) = known.samples.iter().find(|(at, _)| is_young(at))?;
        Some((*oldest, known.sight.max(*oldest)))
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tick_of_the_limit_ago_is_the_least() {
        let recency = Recency::new(Some(Duration::from_secs(16)));
        let begin = Instant::now();
        let at = |seconds| begin + Duration::from_secs(seconds);
        assert_eq!(recency.ticks(begin), None);
        for second in 0..40 {
            recency.caught_up(at(second), 100 + i64::try_from(second).unwrap());
        }
        assert_eq!(recency.ticks(at(39)), Some((123, 123)));
        assert_eq!(recency.ticks(at(50)), Some((134, 134)));
        assert_eq!(recency.ticks(at(56)), None, "a node that hears nothing knows nothing");
        recency.sight_moved(130);
        assert_eq!(recency.ticks(at(39)), Some((123, 130)));
        assert_eq!(recency.ticks(at(50)), Some((134, 134)));
        recency.reset();
        assert_eq!(recency.ticks(at(39)), None);
    }

    #[test]
    fn few_ticks_are_remembered_and_none_without_a_replica() {
        let begin = Instant::now();
        let fill = |recency: &Recency| {
            for ms in 0..10_000 {
                recency.caught_up(begin + Duration::from_millis(ms), 1);
            }
            recency.known().samples.len()
        };
        assert!(fill(&Recency::new(Some(Duration::from_secs(1)))) <= SAMPLES as usize + 2);
        assert_eq!(fill(&Recency::default()), 0);
    }
}
