//! Budgets: how much somebody may ask for in a minute, on this node.
//!
//! Requests and points (`graphql::price`) are counted for each account, and for each address together for those who have not
//! signed in. A budget fills up again evenly, so that whoever has used it up waits for a moment and not for the minute's end.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{NotUntil, Quota, RateLimiter};

use crate::error::{Error, Result};
use crate::limits::Limits;
use crate::roll::Holder;

/// So many holders are remembered before those are forgotten whose budgets are full again.
const REMEMBERED_MAX: usize = 100_000;

type Keyed = RateLimiter<Holder, DefaultKeyedStateStore<Holder>, DefaultClock, StateInformationMiddleware>;

/// The budgets of everybody. Clones share them.
#[derive(Clone, Default)]
pub struct Budgets(Arc<Kinds>);

#[derive(Default)]
struct Kinds {
    requests: Option<Kind>,
    points: Option<Kind>,
}

struct Kind {
    limit: &'static str,
    max: u32,
    keyed: Keyed,
}

/// What one holder has. Without limits by default.
#[derive(Clone, Default)]
pub struct Budget(Option<(Budgets, Holder)>);

impl std::fmt::Debug for Budget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Budget").field(&self.0.as_ref().map(|(_, holder)| holder)).finish()
    }
}

impl Budgets {
    /// Full ones.
    pub fn new(limits: &Limits) -> Self {
        Self(Arc::new(Kinds {
            requests: Kind::new("requestsPerMinute", limits.requests_per_minute),
            points: Kind::new("pointsPerMinute", limits.points_per_minute),
        }))
    }

    /// What a holder has.
    pub fn of(&self, holder: Holder) -> Budget {
        Budget(Some((self.clone(), holder)))
    }

    /// Counts a request.
    ///
    /// # Errors
    /// `RATE_LIMITED` for one too many.
    pub fn request(&self, holder: Holder) -> Result<()> {
        self.0.requests.as_ref().map_or(Ok(()), |kind| kind.take(holder, 1).map(drop))
    }
}

impl Budget {
    /// Takes points, and says how many are left; `None` where they are not counted.
    ///
    /// # Errors
    /// `RATE_LIMITED` where they are not there.
    pub fn spend(&self, points: u64) -> Result<Option<u32>> {
        let Some((budgets, holder)) = &self.0 else { return Ok(None) };
        let Some(kind) = &budgets.0.points else { return Ok(None) };
        kind.take(*holder, u32::try_from(points).unwrap_or(u32::MAX)).map(Some)
    }
}

impl Kind {
    fn new(limit: &'static str, max: usize) -> Option<Self> {
        let max = NonZeroU32::new(u32::try_from(max).unwrap_or(u32::MAX))?;
        let keyed = RateLimiter::keyed(Quota::per_minute(max)).with_middleware();
        Some(Self { limit, max: max.get(), keyed })
    }

    fn take(&self, holder: Holder, count: u32) -> Result<u32> {
        if self.keyed.len() > REMEMBERED_MAX {
            self.keyed.retain_recent();
        }
        // Nothing is free of charge, and what is more than a whole budget waits for a full one.
        let count = NonZeroU32::new(count.clamp(1, self.max)).unwrap_or(NonZeroU32::MIN);
        match self.keyed.check_key_n(&holder, count) {
            Ok(Ok(state)) => Ok(state.remaining_burst_capacity()),
            Ok(Err(not_until)) => Err(self.refusal(&not_until)),
            Err(_) => Err(Error::internal("a whole budget is more than a budget")),
        }
    }

    fn refusal(&self, not_until: &NotUntil<<DefaultClock as governor::clock::Clock>::Instant>) -> Error {
        let wait = not_until.wait_time_from(DefaultClock::default().now());
        let seconds = (wait + Duration::from_millis(999)).as_secs().max(1);
        Error::rate_limited("This is more than is allowed in a minute. Wait for a moment.")
            .with("limit", self.limit)
            .with("max", self.max)
            .with("retryAfterSeconds", seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budgets(text: &str) -> Budgets {
        Budgets::new(&Limits::parse(text).unwrap())
    }

    const ADA: Holder = Holder::Account(uuid::Uuid::from_u128(1));
    const BEN: Holder = Holder::Account(uuid::Uuid::from_u128(2));

    #[test]
    fn a_request_too_many_is_refused_and_those_of_others_are_not() {
        let budgets = budgets("requestsPerMinute=3");
        for _ in 0..3 {
            budgets.request(ADA).unwrap();
        }
        let refusal = budgets.request(ADA).unwrap_err().extensions();
        assert_eq!(
            (&refusal["code"], &refusal["limit"]),
            (&"RATE_LIMITED".into(), &"requestsPerMinute".into())
        );
        assert!((1..=20).contains(&refusal["retryAfterSeconds"].as_u64().unwrap()), "{refusal:?}");
        budgets.request(BEN).unwrap();
    }

    #[test]
    fn points_are_taken_and_what_is_left_is_told() {
        let ada = budgets("pointsPerMinute=1000").of(ADA);
        assert_eq!(ada.spend(400).unwrap(), Some(600));
        assert_eq!(ada.spend(700).unwrap_err().code(), "RATE_LIMITED");
        assert!(ada.spend(500).unwrap().is_some_and(|left| (100..110).contains(&left)));
    }

    #[test]
    fn what_costs_more_than_a_whole_budget_is_served_from_a_full_one() {
        let ada = budgets("pointsPerMinute=1000").of(ADA);
        assert_eq!(ada.spend(u64::MAX).unwrap(), Some(0));
    }

    #[test]
    fn without_limits_nothing_is_counted() {
        let budgets = budgets("requestsPerMinute=0,pointsPerMinute=0");
        budgets.request(ADA).unwrap();
        assert_eq!(budgets.of(ADA).spend(5).unwrap(), None);
        assert_eq!(Budget::default().spend(5).unwrap(), None);
    }
}
