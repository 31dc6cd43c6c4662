//! Who gets an event: hands what the relay reads to the queues of this node's subscriptions.
//!
//! Publishing touches only those whom an event can concern (`index`), and never waits for a reader. Each subscription has a
//! queue of bounded length; one that is full is closed and marked as lagging, and its reader goes back to the log. So memory
//! is bounded, and a slow reader costs the others nothing.
//!
//! Invariant: a subscription gets, in order, all matching events after the [`Live`] position at which it began.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::cursor::{Cursor, LogId, Position, resync_required};
use super::event::{Event, Relation};
use super::feed::Delivery;
use super::index::{Entry, Index, SubscriptionId, Watch};
use super::log::Published;
use super::observer::Observers;
use super::prefetch::{Prefetch, Wakeup};
use super::queue::{Batch, Next, Queue};
use super::recency::Recency;
use super::sight::{Sight, Whose, is_of_sight};
use crate::db::Mark;
use crate::error::Result;

/// How far this node has read.
#[derive(Debug, Clone)]
pub(super) struct Live {
    pub(super) log: LogId,
    pub(super) position: Position,
    pub(super) published: Arc<HashMap<Relation, Published>>,
}

#[derive(Default)]
pub(super) struct Broker {
    state: Mutex<State>,
    /// Whether there is a live position.
    is_open: watch::Sender<bool>,
    /// Told whenever the live position has moved or ended.
    moved: watch::Sender<()>,
    /// Told of everything before any subscription.
    pub(super) observers: Observers,
    /// What a replica must show.
    pub(super) recency: Recency,
}

#[derive(Default)]
struct State {
    live: Option<Live>,
    queues: HashMap<SubscriptionId, Arc<Queue>>,
    index: Index,
}

impl Broker {
    /// Where replicas are read from, what was read there may be so old.
    pub(super) fn new(replica_lag_max: Option<Duration>) -> Self {
        Self { recency: Recency::new(replica_lag_max), ..Self::default() }
    }

    /// What a replica must show for an answer that is not too old and has `at_least`; `None` if that cannot be said.
    pub(super) fn mark(&self, at_least: Option<&Cursor>) -> Option<Mark> {
        let state = self.state();
        let log = state.live.as_ref()?.log;
        let (oldest, tick) = self.recency.ticks(Instant::now())?;
        let tick = match at_least {
            Some(cursor) => tick.max(cursor.position_in(log).ok()?.tick),
            None => tick,
        };
        Some(Mark { log: (log.system, log.timeline, log.database.into()), tick, oldest })
    }

    /// Where this node stands, as soon as it stands somewhere.
    pub(super) async fn live(&self) -> Live {
        let mut is_open = self.is_open.subscribe();
        loop {
            if let Some(live) = self.state().live.clone() {
                return live;
            }
            // The sender lives as long as `self`.
            let _ = is_open.wait_for(|&is_open| is_open).await;
        }
    }

    /// Returns once this node has read up to a place.
    ///
    /// # Errors
    /// `RESYNC_REQUIRED` when the log ends or begins anew meanwhile.
    pub(super) async fn reached(&self, log: LogId, position: Position) -> Result<()> {
        let mut moved = self.moved.subscribe();
        loop {
            match &self.state().live {
                Some(live) if live.log == log && live.position >= position => return Ok(()),
                Some(live) if live.log == log => {}
                _ => return Err(resync_required()),
            }
            // The sender lives as long as `self`.
            let _ = moved.changed().await;
        }
    }

    /// Told whenever this node has read further.
    pub(super) fn moved(&self) -> watch::Receiver<()> {
        self.moved.subscribe()
    }

    /// Where to go on after the relay lost its connection; `None` if it has to begin anew.
    pub(super) fn position_in(&self, log: LogId) -> Option<Position> {
        self.state().live.as_ref().filter(|live| live.log == log).map(|live| live.position)
    }

    /// Begins at `live`, ending all subscriptions to whatever was before.
    pub(super) fn open(&self, live: Live) {
        self.end_all(Some(live));
        self.is_open.send_replace(true);
    }

    /// Ends all subscriptions; they cannot go on without a gap.
    pub(super) fn close(&self) {
        self.is_open.send_replace(false);
        self.end_all(None);
    }

    fn end_all(&self, live: Option<Live>) {
        self.observers.tell(|observer| observer.reset());
        let mut state = self.state();
        self.recency.reset();
        state.index.clear(live.as_ref().map(|live| live.position).unwrap_or_default());
        state.live = live;
        for (_, queue) in state.queues.drain() {
            queue.end();
        }
        drop(state);
        self.moved.send_replace(());
    }

    /// Hands out events and moves the live position to `upto`, behind the last of them.
    pub(super) fn publish(&self, events: &[Arc<Event>], upto: Position) {
        self.observers.tell(|observer| observer.observe(events));
        let mut state = self.state();
        let Some(Live { log, published, .. }) = state.live.clone() else { return };
        if self.recency.is_asked()
            && let Some(event) = events.iter().rfind(|event| is_of_sight(event, &published))
        {
            self.recency.sight_moved(event.position.tick);
        }
        let mut concerned: HashMap<SubscriptionId, Vec<Delivery>> = HashMap::new();
        for event in events {
            for (id, delivery) in state.index.match_event(event, &published) {
                concerned.entry(id).or_default().push(delivery);
            }
        }
        let mut wakeup = Wakeup::default();
        for (id, deliveries) in concerned {
            if let Some(queue) = state.queues.get(&id) {
                wakeup.add(queue, &deliveries);
                queue.push(Batch { upto, deliveries });
            }
        }
        if let Some(live) = &mut state.live
            && live.position != upto
        {
            live.position = upto;
            drop(state);
            self.moved.send_replace(());
        } else {
            drop(state);
        }
        wakeup.run(log);
    }

    /// The sight of somebody, if it is known and holds.
    pub(super) fn sight(&self, whose: &Whose) -> Option<Arc<Sight>> {
        self.state().index.sight(whose)
    }

    /// Takes the keys of somebody, which were asked for after `since` was live. `None` if what they rest on has moved
    /// meanwhile, so that they have to be asked for again.
    pub(super) fn learn(&self, whose: Whose, keys: HashSet<String>, since: &Live) -> Option<Arc<Sight>> {
        let mut state = self.state();
        let live = state.live.clone().filter(|live| live.log == since.log)?;
        state.index.learn(Sight::new(whose, keys), since.position, &live.published)
    }

    /// What `watch` names and concerns `sight`, from the position returned on. `None` if the sight has moved.
    ///
    /// # Errors
    /// `RESYNC_REQUIRED` where there is no log.
    pub(super) fn subscribe(
        self: &Arc<Self>,
        sight: &Sight,
        watch: &Arc<Watch>,
        prefetch: Option<Weak<dyn Prefetch>>,
    ) -> Result<Option<(Subscription, Live)>> {
        let mut state = self.state();
        let live = state.live.clone().ok_or_else(resync_required)?;
        let Some(entry) = state.index.add(sight, watch) else { return Ok(None) };
        let queue = Arc::new(Queue::new(prefetch));
        state.queues.insert(entry.id, queue.clone());
        Ok(Some((Subscription { broker: self.clone(), entry, watch: watch.clone(), queue }, live)))
    }

    /// How many events wait for readers, in all queues and in the longest.
    pub(super) fn queued(&self) -> (usize, usize) {
        let lengths: Vec<_> = self.state().queues.values().map(|queue| queue.len()).collect();
        (lengths.iter().sum(), lengths.iter().copied().max().unwrap_or_default())
    }

    fn unsubscribe(&self, subscription: &Subscription) {
        let mut state = self.state();
        if state.queues.remove(&subscription.entry.id).is_some() {
            state.index.remove(&subscription.entry, &subscription.watch);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The reading end of a queue. Dropping it ends the subscription.
pub(super) struct Subscription {
    broker: Arc<Broker>,
    entry: Entry,
    watch: Arc<Watch>,
    queue: Arc<Queue>,
}

impl Subscription {
    /// The next events. May be dropped while waiting; nothing is lost.
    pub(super) async fn next(&mut self) -> Next {
        self.queue.next().await
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.broker.unsubscribe(self);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use uuid::Uuid;

    use super::*;
    use crate::stream::event::Kind;
    use crate::stream::queue::QUEUE_MAX;

    const LOG: LogId = LogId { system: 1, timeline: 1, database: 1 };

    fn broker() -> Arc<Broker> {
        let broker = Arc::<Broker>::default();
        broker.open(Live { log: LOG, position: Position::end_of(10), published: Arc::default() });
        broker
    }

    fn sight(broker: &Broker, keys: &[&str]) -> Arc<Sight> {
        let whose = Whose { account_id: Some(Uuid::new_v4()), schemas: BTreeSet::from(["s".to_owned()]) };
        let keys = keys.iter().map(|&key| key.to_owned()).collect();
        let live = broker.state().live.clone().unwrap();
        broker.learn(whose, keys, &live).unwrap()
    }

    fn subscribe_with(broker: &Arc<Broker>, table: &str, sight: &Sight) -> Option<Subscription> {
        let watch = Watch { relations: HashSet::from([Relation::new("s", table)]), whole: HashSet::new() };
        broker.subscribe(sight, &Arc::new(watch), None).unwrap().map(|(subscription, _)| subscription)
    }

    fn subscribe(broker: &Arc<Broker>, table: &str, keys: &[&str]) -> Subscription {
        subscribe_with(broker, table, &sight(broker, keys)).unwrap()
    }

    fn event(seq: i64, table: &str, before: Option<&[&str]>, after: Option<&[&str]>) -> Arc<Event> {
        let keys = |keys: &[&str]| keys.iter().map(|&key| key.to_owned()).collect();
        Arc::new(Event {
            position: Position { tick: 11, seq },
            xid: 1,
            at: chrono::DateTime::UNIX_EPOCH,
            relation: Relation::new("s", table),
            kind: Kind::Updated,
            key: seq.to_string(),
            changed: Vec::new(),
            audience_before: before.map(keys),
            audience_after: after.map(keys),
        })
    }

    fn publish(broker: &Broker, events: &[Arc<Event>]) {
        broker.publish(events, Position::end_of(11));
    }

    /// `seq` of each waiting event, `-` where it matched before, `+` where it matches after.
    fn waiting(subscription: &Subscription) -> Vec<String> {
        let mut seen = Vec::new();
        while let Some(Next::Batch(batch)) = subscription.queue.take() {
            seen.extend(batch.deliveries.iter().map(|delivery| {
                let (before, after) = (delivery.before, delivery.after);
                format!(
                    "{}{}{}",
                    delivery.event.key,
                    if before { "-" } else { "" },
                    if after { "+" } else { "" }
                )
            }));
        }
        seen
    }

    #[test]
    fn an_event_reaches_those_whose_keys_it_bears_before_or_after() {
        let broker = broker();
        let ada = subscribe(&broker, "tasks", &["user:ada", "team:1"]);
        let bob = subscribe(&broker, "tasks", &["user:bob"]);
        let notes = subscribe(&broker, "notes", &["user:ada", "user:bob"]);
        publish(
            &broker,
            &[
                event(1, "tasks", None, Some(&["user:ada", "team:1"])),
                event(2, "tasks", Some(&["user:ada"]), Some(&["user:bob"])),
                event(3, "tasks", Some(&["user:bob"]), None),
                event(4, "tasks", Some(&[]), Some(&[])),
                event(5, "tasks", None, None),
            ],
        );
        assert_eq!(waiting(&ada), ["1+", "2-", "5"]);
        assert_eq!(waiting(&bob), ["2+", "3-", "5"]);
        assert!(waiting(&notes).is_empty());
    }

    #[tokio::test]
    async fn a_full_queue_is_read_to_its_end_and_then_lags() {
        let broker = broker();
        let mut slow = subscribe(&broker, "tasks", &["user:ada"]);
        for seq in 0..QUEUE_MAX as i64 + 2 {
            publish(&broker, &[event(seq, "tasks", None, Some(&["user:ada"]))]);
        }
        for seq in 0..QUEUE_MAX {
            let Next::Batch(batch) = slow.next().await else { panic!("lags too early") };
            assert_eq!(batch.deliveries[0].event.key, seq.to_string());
        }
        assert_eq!(slow.next().await, Next::Lagging);
        publish(&broker, &[event(0, "tasks", None, Some(&["user:ada"]))]);
        assert_eq!(slow.next().await, Next::Lagging);
    }

    #[tokio::test]
    async fn a_new_log_ends_every_subscription() {
        let broker = broker();
        let mut ada = subscribe(&broker, "tasks", &["user:ada"]);
        publish(&broker, &[event(1, "tasks", None, Some(&["user:ada"]))]);
        let promoted = LogId { timeline: 2, ..LOG };
        assert_eq!(broker.position_in(LOG), Some(Position::end_of(11)));
        assert_eq!(broker.position_in(promoted), None);
        broker.open(Live { log: promoted, position: Position::end_of(20), published: Arc::default() });
        assert_eq!(ada.next().await, Next::Resync);
    }

    #[test]
    fn a_dropped_subscription_leaves_nothing_behind() {
        let broker = broker();
        let ada = subscribe(&broker, "tasks", &["user:ada", "team:1"]);
        let bob = subscribe(&broker, "tasks", &["team:1"]);
        drop(ada);
        assert!(!broker.state().index.is_empty());
        drop(bob);
        assert!(broker.state().index.is_empty() && broker.state().queues.is_empty());
    }

    fn with_sight(broker: &Broker) {
        let members = Published { sight: Some(vec!["role".into()]), has_readers: false, parents: Vec::new() };
        let published = HashMap::from([(Relation::new("s", "members"), members)]);
        broker.open(Live { log: LOG, position: Position::end_of(10), published: Arc::new(published) });
    }

    #[test]
    fn a_change_of_sight_reaches_every_subscription_of_those_it_concerns() {
        let broker = broker();
        with_sight(&broker);
        let (ada, bob) = (sight(&broker, &["user:ada"]), sight(&broker, &["user:bob"]));
        let tasks = subscribe_with(&broker, "tasks", &ada).unwrap();
        let notes = subscribe_with(&broker, "notes", &ada).unwrap();
        let others = subscribe_with(&broker, "tasks", &bob).unwrap();
        let mut change = event(1, "members", Some(&["user:ada"]), Some(&["user:ada"]));
        publish(&broker, &[change.clone()]);
        assert!(!ada.has_moved() && waiting(&tasks).is_empty(), "no column that counts");
        Arc::make_mut(&mut change).changed = vec!["role".to_owned()];
        publish(&broker, &[change]);
        assert_eq!((waiting(&tasks).len(), waiting(&notes).len(), waiting(&others).len()), (1, 1, 0));
        assert!(ada.has_moved() && !bob.has_moved());
        assert!(subscribe_with(&broker, "tasks", &ada).is_none());
    }

    #[test]
    fn keys_that_were_asked_for_before_a_change_of_sight_are_not_taken() {
        let broker = broker();
        with_sight(&broker);
        let since = broker.state().live.clone().unwrap();
        let whose = Whose { account_id: None, schemas: BTreeSet::from(["s".to_owned()]) };
        let learn = |key: &str| broker.learn(whose.clone(), HashSet::from([key.to_owned()]), &since);
        let mut change = event(1, "members", None, Some(&["user:ada"]));
        Arc::make_mut(&mut change).changed = vec!["role".to_owned()];
        publish(&broker, &[change]);
        assert!(learn("user:ada").is_none());
        assert!(learn("user:bob").is_some());
    }
}
