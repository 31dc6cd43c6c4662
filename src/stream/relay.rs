//! The relay: carries the log to the broker of this node.
//!
//! It takes a tick as soon as this node has committed something, a hundred in a second at most, and asks every few
//! milliseconds for what others have written, less often while there is nothing. There is no `NOTIFY` because that takes a
//! lock of the whole instance at each commit. Every node runs a relay; they take ticks in turns and read the same batches.
//!
//! A lost connection costs nothing but time: the relay goes on where the broker stands.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::broker::{Broker, Live};
use super::cursor::Position;
use super::log::{Log, Reader};
use crate::error::{Error, Result};

/// Own commits that follow one another faster than this share a tick: a batch costs nearly the same for one event as for a
/// hundred.
const TICK_GAP: Duration = Duration::from_millis(10);
const POLL_MIN: Duration = Duration::from_millis(2);
const POLL_MAX: Duration = Duration::from_millis(50);
const RETRY_MIN: Duration = Duration::from_millis(100);
const RETRY_MAX: Duration = Duration::from_secs(1);
const BEAT: Duration = Duration::from_millis(250);
/// Partitions are made a week ahead and kept a day, so that a failure now and then does no harm.
const TIDY_EVERY: Duration = Duration::from_secs(3600);

pub(super) struct Relay {
    log: Log,
    broker: Arc<Broker>,
    wake: Arc<Notify>,
    retry: Duration,
}

impl Relay {
    pub(super) fn new(log: Log, broker: Arc<Broker>, wake: Arc<Notify>) -> Self {
        Self { log, broker, wake, retry: RETRY_MIN }
    }

    pub(super) async fn run(mut self, stop: CancellationToken) {
        let work = async {
            loop {
                let Err(error) = self.follow().await;
                tracing::warn!(error = ?error, retry_ms = self.retry.as_millis(), "the change log cannot be read");
                if matches!(error, Error::ResyncRequired(_)) {
                    self.broker.close();
                }
                sleep(self.retry).await;
                self.retry = (self.retry * 2).min(RETRY_MAX);
            }
        };
        stop.run_until_cancelled(work).await.unwrap_or(());
    }

    /// Partitions, until `stop`.
    pub(super) async fn tidy(log: Log, stop: CancellationToken) {
        let work = async {
            loop {
                match log.tidy().await {
                    Ok(()) => {}
                    // Somebody reads what would be dropped; the next round takes it.
                    Err(Error::TryAgain(_)) => tracing::debug!("partitions of the change log are in use"),
                    Err(error) => {
                        tracing::warn!(error = ?error, "the partitions of the change log could not be kept up");
                    }
                }
                sleep(TIDY_EVERY).await;
            }
        };
        stop.run_until_cancelled(work).await.unwrap_or(());
    }

    /// Tells the observers that time passes, until `stop`.
    pub(super) async fn beat(broker: Arc<Broker>, stop: CancellationToken) {
        let work = async {
            loop {
                sleep(BEAT).await;
                broker.observers.tell(|observer| observer.beat());
            }
        };
        stop.run_until_cancelled(work).await.unwrap_or(());
    }

    /// Returns only with an error.
    async fn follow(&mut self) -> Result<Infallible> {
        let mut reader = self.open().await?;
        let mut poll = POLL_MIN;
        let mut own_commit = true;
        loop {
            let asked_at = Instant::now();
            let tick = self.newest_tick(own_commit).await?;
            let before = reader.position();
            loop {
                let events = reader.next(tick).await?;
                self.broker.publish(&events, reader.position());
                if events.is_empty() {
                    break;
                }
            }
            self.broker.observers.tell(|observer| observer.caught_up(asked_at));
            self.broker.recency.caught_up(asked_at, tick);
            self.retry = RETRY_MIN;
            poll = if reader.position() > before { POLL_MIN } else { (poll * 3 / 2).min(POLL_MAX) };
            own_commit = tokio::select! {
                () = self.wake.notified() => {
                    sleep(TICK_GAP.saturating_sub(asked_at.elapsed())).await;
                    true
                }
                () = sleep(poll) => false,
            };
        }
    }

    /// From where the broker stands, if that is in this log; else from now on.
    async fn open(&self) -> Result<Reader> {
        let (log, tick) = self.log.open().await?;
        let position = match self.broker.position_in(log) {
            Some(position) => position,
            None => {
                let position = Position::end_of(tick);
                let published = Arc::new(self.log.published().await?);
                self.broker.open(Live { log, position, published });
                tracing::info!(tick, "the change log is open");
                position
            }
        };
        Ok(Reader::new(self.log.clone(), None, position))
    }

    /// Takes a tick at once where this node knows of something new; else looks first.
    async fn newest_tick(&self, own_commit: bool) -> Result<i64> {
        if own_commit {
            return self.log.take_tick().await;
        }
        let look = self.log.look().await?;
        if look.news { self.log.take_tick().await } else { Ok(look.tick) }
    }
}
