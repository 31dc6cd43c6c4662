//! The only source of now, so that tests can move time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};

/// Tells the time, to the microsecond as PostgreSQL keeps it. Clones of a fixed clock move together.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// Microseconds since the epoch, if the clock stands still.
    fixed_us: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands at `at` until it is moved.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self { fixed_us: Some(Arc::new(AtomicI64::new(at.timestamp_micros()))) }
    }

    /// The current time.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.fixed_us {
            Some(us) => DateTime::from_timestamp_micros(us.load(Ordering::SeqCst)).unwrap_or_default(),
            None => system_now(),
        }
    }

    /// Moves a fixed clock forward. The machine's clock cannot be moved and is left alone.
    pub fn advance(&self, by: Duration) {
        if let Some(us) = &self.fixed_us {
            us.fetch_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX), Ordering::SeqCst);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
fn system_now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_moves_for_all_its_clones() {
        let clock = Clock::fixed(DateTime::UNIX_EPOCH);
        let other = clock.clone();
        clock.advance(Duration::from_secs(60));
        assert_eq!(other.now().timestamp(), 60);
    }
}
