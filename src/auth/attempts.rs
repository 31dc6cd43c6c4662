//! How often something may be tried: sign-ins by address and by e-mail, passwords and codes by account.
//!
//! Counts are kept in the database, so that all nodes share them, and in a bounded number of rows: a subject is counted
//! in one of a fixed number of buckets, whether or not there is such an account. So nobody can fill the table, and a limit
//! tells nothing of who exists. Two subjects in one bucket share their limit; that is rare and ends by itself.
//!
//! An attempt is taken before it is made and given back if it was right, so that simultaneous guesses count as well. It is
//! never set back to nothing: who can sign in to one account would buy guesses at another one in its bucket.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use moka::sync::Cache;
use sqlx::Row as _;

use crate::clock::Clock;
use crate::db::{Door, Statement};
use crate::error::{Error, Result};

/// Subjects that this node remembers as having no attempts left.
const EXHAUSTED_MAX: u64 = 10_000;

/// Counted by hash, in one of 2^18 buckets. The database says what is the same in small letters, as it does when it looks
/// for an account: else an address could be spelt anew for each attempt. It may hash otherwise after an upgrade; then
/// counting begins anew.
const BUCKET: &str = "(hashtextextended(lower($2), 0) & 262143)::integer";

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Signing in from a network address, with success or without.
    Address,
    /// Signing in with an e-mail address.
    Email,
    /// Guessing the password of a session's account.
    Password,
    /// Guessing the second factor of an account.
    Code,
    /// Asking for an account, for an e-mail address or from a network address.
    SignUp,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Email => "email",
            Self::Password => "password",
            Self::Code => "code",
            Self::SignUp => "sign_up",
        }
    }

    /// How many attempts in how long. Of a million codes three are right at a time: at this pace, and with the password
    /// known, one is found by chance after some years.
    fn limit(self) -> (i32, TimeDelta) {
        match self {
            Self::Address => (200, TimeDelta::minutes(15)),
            Self::Email | Self::Password => (10, TimeDelta::minutes(15)),
            Self::Code | Self::SignUp => (10, TimeDelta::hours(1)),
        }
    }
}

/// The counts. Cheap to clone.
#[derive(Clone)]
pub(super) struct Attempts {
    worker: Door,
    clock: Clock,
    /// Until when; so that a storm is refused without the database.
    exhausted: Cache<(Kind, String), DateTime<Utc>>,
}

impl Attempts {
    pub(super) fn new(worker: Door, clock: Clock) -> Self {
        Self { worker, clock, exhausted: Cache::new(EXHAUSTED_MAX) }
    }

    /// Asks nobody, so that a storm that has used up its attempts costs nothing.
    ///
    /// # Errors
    /// `RATE_LIMITED` if this node remembers that there is no attempt left.
    pub(super) fn require_left(&self, kind: Kind, subject: &str) -> Result<()> {
        let now = self.clock.now();
        let until = self.exhausted.get(&(kind, subject.trim().to_owned()));
        until.filter(|until| *until > now).map_or(Ok(()), |until| Err(too_many(until - now)))
    }

    /// Takes an attempt.
    ///
    /// # Errors
    /// `RATE_LIMITED` if there is none left.
    pub(super) async fn take(&self, kind: Kind, subject: &str) -> Result<()> {
        self.require_left(kind, subject)?;
        let (now, key) = (self.clock.now(), (kind, subject.trim().to_owned()));
        let (max, window) = kind.limit();
        let statement = Statement::new(format!(
            "insert into auth.attempts as counted (kind, bucket, count, ends_at) values ($1, {BUCKET}, 1, $4) \
             on conflict (kind, bucket) do update set \
                 count   = case when counted.ends_at > $3 then least(counted.count, $5) + 1 else 1 end, \
                 ends_at = case when counted.ends_at > $3 then counted.ends_at else excluded.ends_at end \
             returning count, ends_at"
        ));
        let statement = statement.bind(kind.name()).bind(&key.1).bind(now).bind(now + window).bind(max);
        let (count, ends_at): (i32, DateTime<Utc>) = self
            .worker
            .transact(async |mut scope| {
                let row = scope.fetch_optional(statement.clone()).await?;
                let row = row.ok_or_else(|| Error::internal("an attempt was not counted"))?;
                scope.commit_with((row.try_get("count")?, row.try_get("ends_at")?)).await
            })
            .await?;
        if count > max {
            tracing::info!(kind = kind.name(), "too many attempts");
            self.exhausted.insert(key, ends_at);
            return Err(too_many(ends_at - now));
        }
        Ok(())
    }

    /// Gives an attempt back that was right. What it was for has happened, so a failure is for the log alone.
    pub(super) async fn give_back(&self, kind: Kind, subject: &str) {
        let statement = Statement::new(format!(
            "update auth.attempts set count = count - 1 where kind = $1 and bucket = {BUCKET} and count > 0"
        ));
        let statement = statement.bind(kind.name()).bind(subject.trim());
        let given_back = self.worker.transact(async |mut scope| {
            scope.execute(statement.clone()).await?;
            scope.commit_with(()).await
        });
        if let Err(error) = given_back.await {
            tracing::warn!(?error, kind = kind.name(), "an attempt was not given back");
        }
    }
}

/// The network that an address stands for. One customer has a whole network of IPv6.
pub(super) fn network(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// The error, with the time to wait in whole seconds.
pub(super) fn too_many(wait: TimeDelta) -> Error {
    let seconds = wait.num_seconds().max(0) + 1;
    Error::rate_limited("Too many attempts. Try again later.").with("retryAfterSeconds", seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_of_ipv6_counts_once() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
    }
}
