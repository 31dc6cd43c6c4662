//! Streams: from a change of a row, by whomever, to the readers whom it may concern.
//!
//! The path of a change. A trigger appends an [`Event`] to `stream.events` in the writer's own transaction. After the
//! commit a node takes a *tick*, a snapshot that closes a batch of the log (`relay`, `log`). Every node reads the batches in
//! the same order and hands them to its `broker`, which knows by audience key (`index`) which [`Feed`]s an event concerns.
//! What a reader gets to see of the row is not decided here: the engine reads the row again, in the reader's name or for
//! everybody who is in its audience. Nothing in this room knows GraphQL or a policy.
//!
//! An audience says what the policies say: who sees the row. So it may be told to all of an audience that a row is gone. Tests
//! compare audiences with policies for every table.
//!
//! The server's own memory of rows (who may still use a token) is kept true by an [`Observer`], which the relay tells first.
//!
//! The guarantee. A feed gets every event of its relations under its audience keys after the place it starts from, none
//! twice, and in an order that is the same on every node: changes of one row and causes before effects in the order
//! they happened. It may be late; it has no gaps. Where that cannot be kept, it ends with `RESYNC_REQUIRED`: the log no
//! longer reaches back that far, was started anew, or the reader's sight has changed.
//!
//! *Sight* is what an account may see at all (`sight`). It rests on tables of memberships and roles, which are published with
//! the columns that count, and for rows with a parent on that parent. Such a change ends the feeds of those it concerns,
//! because rows came into sight or went out of it without having changed. It comes through the log like any other event, so a
//! feed that resumes finds it as well.

mod broker;
mod cursor;
mod event;
mod feed;
mod figures;
mod index;
mod log;
mod observer;
mod prefetch;
mod queue;
mod recency;
mod relay;
mod sight;
mod snapshot;

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

pub use self::cursor::{Cursor, LogId, Position};
pub use self::event::{Event, Kind, Relation};
pub use self::feed::{Delivery, Feed, Interest, Start};
pub use self::figures::LogFigures;
pub use self::observer::Observer;
pub use self::prefetch::Prefetch;
pub use self::snapshot::Snapshot;

use self::broker::{Broker, Live};
use self::log::Log;
use self::relay::Relay;
use crate::db::{Db, Mark};
use crate::error::{Error, Result};
use crate::telemetry::metric::{self, Resync};

/// How long somebody waits for this node to read further.
const MOVED_TIMEOUT: Duration = Duration::from_millis(250);
/// How long a new feed waits for the relay to have opened the log.
const OPEN_TIMEOUT: Duration = Duration::from_secs(5);

/// The streams of this node. Clones share them.
#[derive(Clone)]
pub struct Streams {
    log: Log,
    broker: Arc<Broker>,
    wake: Arc<Notify>,
    /// How long somebody waits for this node to catch up.
    catch_up_timeout: Duration,
}

impl Streams {
    /// Nothing flows before [`relay`](Self::relay) runs.
    pub fn new(db: Db, catch_up_timeout: Duration) -> Self {
        Self { log: Log::new(db), broker: Arc::default(), wake: Arc::default(), catch_up_timeout }
    }

    /// With a replica, from which answers may be so old. To be called before the relay runs.
    #[must_use]
    pub fn with_replica(self, lag_max: Duration) -> Self {
        Self { broker: Arc::new(Broker::new(Some(lag_max))), ..self }
    }

    /// Carries the log to the feeds of this node, and keeps up its partitions, until `stop`. Run it once.
    pub async fn relay(&self, stop: CancellationToken) {
        let relay = Relay::new(self.log.clone(), self.broker.clone(), self.wake.clone());
        tokio::join!(
            relay.run(stop.clone()),
            Relay::beat(self.broker.clone(), stop.clone()),
            Relay::tidy(self.log.clone(), stop)
        );
    }

    /// Tells `observer` of every event that the relay reads. To be called before the relay runs.
    pub fn add_observer(&self, observer: Arc<dyn Observer>) {
        self.broker.observers.add(observer);
    }

    /// To be called after each commit of this node, so that its changes need not wait for the next poll.
    pub fn committed(&self) {
        self.wake.notify_one();
    }

    /// The events that `interest` describes, from `start` on.
    pub async fn feed(&self, interest: Interest, start: Start) -> Result<Feed> {
        let opened = Feed::open(self.clone(), interest, start).await;
        opened.inspect_err(|error| {
            if matches!(error, Error::ResyncRequired(_)) {
                metric::resync(Resync::Cursor);
            }
        })
    }

    /// Where a committed transaction of this node stands in the log; `None` if the log has nothing of it. `xid` is what
    /// `pg_current_xact_id()` returned in it.
    pub async fn position_of(&self, xid: u64) -> Result<Option<Cursor>> {
        let log = self.live().await?.log;
        let position = self.log.position_of(xid).await?;
        self.committed();
        Ok(position.map(|position| Cursor::new(log, position)))
    }

    /// Returns once this node has read the log up to the cursor. No connection of the database is held while it waits.
    ///
    /// # Errors
    /// `TIMEOUT` when that takes longer than is allowed; `RESYNC_REQUIRED` for a place in another log.
    pub async fn caught_up(&self, cursor: &Cursor) -> Result<()> {
        let live = self.live().await?;
        let position = cursor.position_in(live.log)?;
        if live.position < position {
            self.committed();
        }
        let reached = self.broker.reached(live.log, position);
        tokio::time::timeout(self.catch_up_timeout, reached).await.map_err(|_elapsed| {
            Error::timeout("This node has not caught up with the cursor in time. Ask again, or without it.")
        })?
    }

    /// What a replica must show to be read from: nothing there is older than is allowed, and a write of which somebody has the
    /// cursor is there. `None` if that cannot be said, so that it is the primary's to answer.
    pub fn mark(&self, at_least: Option<&Cursor>) -> Option<Mark> {
        self.broker.mark(at_least)
    }

    /// Up to which tick this node has told of every change of sight.
    ///
    /// # Errors
    /// `TRY_AGAIN` where the log is not open.
    pub async fn told(&self) -> Result<i64> {
        let position = self.live().await?.position;
        // A batch that has been read in part may hold more of them.
        Ok(if position.is_end() { position.tick } else { position.tick - 1 })
    }

    /// Whether who sees what may have changed since a tick. Rows that were read before this is answered with no may be shown
    /// to everybody whom [`Feed::is_among`] finds in their audience.
    ///
    /// # Errors
    /// What the database says.
    pub async fn sight_moved(&self, tick: i64) -> Result<bool> {
        self.log.sight_moved(tick).await
    }

    /// Returns when this node has read further, or after a while.
    pub async fn moved(&self) {
        let mut moved = self.broker.moved();
        self.committed();
        tokio::time::timeout(MOVED_TIMEOUT, moved.changed()).await.ok();
    }

    /// Returns once the relay has opened the log: what is written from then on has its place there.
    ///
    /// # Errors
    /// `TRY_AGAIN` when it has not within some seconds.
    pub async fn ready(&self) -> Result<()> {
        self.live().await.map(drop)
    }

    /// How many events wait for readers on this node, in all queues and in the longest.
    pub fn queued(&self) -> (usize, usize) {
        self.broker.queued()
    }

    /// For how many seconds the oldest transaction that changes something has been open while the log went on.
    pub async fn horizon_age(&self) -> Result<f64> {
        self.log.horizon_age().await
    }

    /// Where this node stands, in this log if that is the database's.
    ///
    /// # Errors
    /// `TRY_AGAIN` while this node has not noticed yet that the database has begun it.
    async fn live_in(&self, log: LogId) -> Result<Live> {
        let mut live = self.live().await?;
        if live.log == log || self.log.open().await?.0 != log {
            return Ok(live);
        }
        let until = Instant::now() + OPEN_TIMEOUT;
        while live.log != log {
            if Instant::now() > until {
                return Err(Error::try_again("This node is about to follow the database. Try again."));
            }
            self.moved().await;
            live = self.live().await?;
        }
        Ok(live)
    }

    async fn live(&self) -> Result<Live> {
        tokio::time::timeout(OPEN_TIMEOUT, self.broker.live())
            .await
            .map_err(|_elapsed| Error::try_again("Streams are not available at the moment. Try again."))
    }
}
