//! The roll of this node: who is connected, and which subscriptions run for whom.
//!
//! Both transports enter here what they begin, so that one account cannot take all the room, however it connects. Whoever
//! is not signed in counts by address. An entry is a value that strikes itself off when it is dropped: what is on the roll
//! is what there is. Operators read the roll and end subscriptions by it; other nodes have rolls of their own.

use std::collections::HashMap;
use std::collections::hash_map::Entry as MapEntry;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use chrono::{DateTime, Utc};
use futures::task::AtomicWaker;
use uuid::Uuid;

use crate::auth::{Origin, Principal};
use crate::error::{Error, Result};
use crate::stream::Cursor;

/// The roll. Clones are the same one.
#[derive(Clone, Default)]
pub struct Roll(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    seats: HashMap<Holder, usize>,
    sockets: usize,
    event_streams: usize,
    subscriptions: HashMap<Holder, usize>,
    running: HashMap<Uuid, Arc<Running>>,
}

/// Who is answerable for something on the roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    /// An account, with all its sessions and tokens.
    Account(Uuid),
    /// Everybody at an address who has not signed in.
    Address(Option<IpAddr>),
}

impl Holder {
    /// Who is answerable for what a caller does.
    pub fn of(principal: &Principal, origin: &Origin) -> Self {
        principal.account_id().map_or(Self::Address(origin.ip), Self::Account)
    }
}

/// How a subscription is delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// graphql-transport-ws.
    Websocket,
    /// `text/event-stream`.
    EventStream,
}

/// What a subscription is: known when it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// For whom it runs.
    pub holder: Holder,
    /// How it is delivered.
    pub transport: Transport,
    /// The name of its operation.
    pub operation: Option<String>,
    /// The root field.
    pub field: Option<String>,
    /// Whether it is a query that is asked again, and no stream of changes.
    pub is_live: bool,
    /// Since when it runs.
    pub since: DateTime<Utc>,
}

/// A subscription that runs.
#[derive(Debug)]
pub struct Running {
    /// Its id, of which no other node has the same; later ones are greater.
    pub id: Uuid,
    /// What it is.
    pub about: About,
    sent: AtomicU64,
    reached: Mutex<Option<Reached>>,
    is_ended: AtomicBool,
    waker: AtomicWaker,
}

/// How far a stream has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reached {
    /// Everything up to here has been made into items.
    pub cursor: Cursor,
    /// When the last of it was changed.
    pub at: DateTime<Utc>,
    /// When it was read for this subscription.
    pub read_at: DateTime<Utc>,
}

impl Running {
    /// How many items have been sent.
    pub fn sent(&self) -> u64 {
        self.sent.load(Relaxed)
    }

    /// One more item is sent.
    pub fn count(&self) {
        self.sent.fetch_add(1, Relaxed);
    }

    /// How far it has come; nothing before its first item, and for what has no place in the change log.
    pub fn reached(&self) -> Option<Reached> {
        *self.reached.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ready when it is to end.
    pub fn poll_ended(&self, cx: &Context<'_>) -> Poll<()> {
        self.waker.register(cx.waker());
        if self.is_ended.load(SeqCst) { Poll::Ready(()) } else { Poll::Pending }
    }

    fn end(&self) {
        self.is_ended.store(true, SeqCst);
        self.waker.wake();
    }
}

/// Where a stream says how far it has come, if anybody wants to know.
#[derive(Debug, Clone, Default)]
pub struct Progress(Option<Arc<Running>>);

impl Progress {
    /// Everything up to the cursor is about to be sent.
    pub fn reach(&self, reached: Reached) {
        if let Some(running) = &self.0 {
            *running.reached.lock().unwrap_or_else(PoisonError::into_inner) = Some(reached);
        }
    }
}

impl Roll {
    /// A socket or an event stream of a holder who has fewer than `max` of both.
    ///
    /// # Errors
    /// `RATE_LIMITED` for one too many.
    pub fn seat(&self, transport: Transport, holder: Holder, max: usize) -> Result<Seat> {
        let mut state = self.state();
        take(&mut state.seats, holder, max).map_err(|()| {
            Error::rate_limited(format!("At most {max} sockets and event streams may be open at a time."))
                .with("max", max)
        })?;
        *state.open(transport) += 1;
        Ok(Seat { roll: self.clone(), transport, holder })
    }

    /// How many connections of a kind are open.
    pub fn open(&self, transport: Transport) -> usize {
        *self.state().open(transport)
    }

    /// A subscription of a holder who has fewer than `max`.
    ///
    /// # Errors
    /// `RATE_LIMITED` for one too many.
    pub fn enter(&self, about: About, max: usize) -> Result<Entry> {
        let mut state = self.state();
        take(&mut state.subscriptions, about.holder, max).map_err(|()| {
            Error::rate_limited(format!("At most {max} subscriptions may run at a time.")).with("max", max)
        })?;
        let running = Arc::new(Running {
            id: Uuid::now_v7(),
            about,
            sent: AtomicU64::new(0),
            reached: Mutex::new(None),
            is_ended: AtomicBool::new(false),
            waker: AtomicWaker::new(),
        });
        state.running.insert(running.id, running.clone());
        Ok(Entry { roll: self.clone(), running })
    }

    /// The subscriptions that run, in the order in which they began.
    pub fn running(&self) -> Vec<Arc<Running>> {
        let mut running: Vec<_> = self.state().running.values().cloned().collect();
        running.sort_unstable_by_key(|running| running.id);
        running
    }

    /// Has the subscription of this id end with an error, if there is one.
    pub fn end(&self, id: Uuid) -> Option<Arc<Running>> {
        let running = self.state().running.get(&id).cloned()?;
        running.end();
        Some(running)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn open(&mut self, transport: Transport) -> &mut usize {
        match transport {
            Transport::Websocket => &mut self.sockets,
            Transport::EventStream => &mut self.event_streams,
        }
    }
}

/// A socket or an event stream on the roll, as long as this lives.
pub struct Seat {
    roll: Roll,
    transport: Transport,
    holder: Holder,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut state = self.roll.state();
        *state.open(self.transport) -= 1;
        give_back(&mut state.seats, self.holder);
    }
}

/// A subscription on the roll, as long as this lives.
pub struct Entry {
    roll: Roll,
    running: Arc<Running>,
}

impl Entry {
    /// The subscription.
    pub fn running(&self) -> &Running {
        &self.running
    }

    /// Where it says how far it has come.
    pub fn progress(&self) -> Progress {
        Progress(Some(self.running.clone()))
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        let mut state = self.roll.state();
        state.running.remove(&self.running.id);
        give_back(&mut state.subscriptions, self.running.about.holder);
    }
}

fn take(counts: &mut HashMap<Holder, usize>, holder: Holder, max: usize) -> Result<(), ()> {
    let count = counts.get(&holder).copied().unwrap_or_default();
    if count >= max {
        return Err(());
    }
    counts.insert(holder, count + 1);
    Ok(())
}

fn give_back(counts: &mut HashMap<Holder, usize>, holder: Holder) {
    if let MapEntry::Occupied(mut count) = counts.entry(holder) {
        *count.get_mut() -= 1;
        if *count.get() == 0 {
            count.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;
    use futures::future::poll_fn;

    use super::*;

    const ADA: Holder = Holder::Account(Uuid::from_u128(1));
    const NOBODY: Holder = Holder::Address(None);

    fn about() -> About {
        About {
            holder: NOBODY,
            transport: Transport::Websocket,
            operation: None,
            field: None,
            is_live: false,
            since: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_holder_has_so_many_seats_and_takes_none_from_others() {
        let roll = Roll::default();
        let seat = |holder, transport| roll.seat(transport, holder, 1);
        let first = seat(ADA, Transport::Websocket).unwrap();
        assert_eq!(seat(ADA, Transport::EventStream).err().unwrap().code(), "RATE_LIMITED");
        assert!(seat(NOBODY, Transport::Websocket).is_ok());
        assert_eq!((roll.open(Transport::Websocket), roll.open(Transport::EventStream)), (1, 0));
        drop(first);
        assert!(seat(ADA, Transport::EventStream).is_ok());
        assert!(roll.state().seats.is_empty());
    }

    #[test]
    fn a_subscription_is_on_the_roll_as_long_as_it_lives() {
        let roll = Roll::default();
        let entry = roll.enter(about(), 1).unwrap();
        assert_eq!(roll.enter(about(), 1).err().unwrap().code(), "RATE_LIMITED");
        assert_eq!(roll.running().len(), 1);
        let id = entry.running().id;
        drop(entry);
        assert!(roll.running().is_empty() && roll.state().subscriptions.is_empty() && roll.end(id).is_none());
    }

    #[tokio::test]
    async fn a_subscription_that_is_ended_learns_it() {
        let roll = Roll::default();
        let (first, second) = (roll.enter(about(), 2).unwrap(), roll.enter(about(), 2).unwrap());
        let ended = |entry: &Entry| poll_fn(|cx| entry.running().poll_ended(cx)).now_or_never().is_some();
        assert!(!ended(&first));
        assert!(roll.end(first.running().id).is_some());
        assert!(ended(&first) && !ended(&second));
    }
}
