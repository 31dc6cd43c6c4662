//! Who gets an event: an index from relation and audience key to the subscriptions of this node.
//!
//! Publishing touches only those whom an event can concern, and never waits for a reader. Each subscription has a queue
//! of bounded length; one that is full is closed and marked as lagging, and its reader goes back to the log. So memory
//! is bounded, and a slow reader costs the others nothing.
//!
//! Invariant: a subscription gets, in order, all matching events after the [`Live`] position at which it began.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::cursor::{LogId, Position, resync_required};
use super::event::{Event, Relation};
use super::feed::Delivery;
use super::log::Published;
use super::observer::Observers;
use super::queue::{Batch, Next, Queue};
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
}

#[derive(Default)]
struct State {
    live: Option<Live>,
    next_id: u64,
    queues: HashMap<u64, Arc<Queue>>,
    index: HashMap<Relation, Watchers>,
}

/// The subscriptions to one relation.
#[derive(Default)]
struct Watchers {
    all: HashSet<u64>,
    by_key: HashMap<String, HashSet<u64>>,
    /// Those who get every event, whomever it is addressed to.
    whole: HashSet<u64>,
}

impl Broker {
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
        state.live = live;
        state.index.clear();
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
        let mut concerned: HashMap<u64, Vec<Delivery>> = HashMap::new();
        for event in events {
            if let Some(watchers) = state.index.get(&event.relation) {
                watchers.match_event(event, &mut concerned);
            }
        }
        for (id, deliveries) in concerned {
            if let Some(queue) = state.queues.get(&id) {
                queue.push(Batch { upto, deliveries });
            }
        }
        if let Some(live) = &mut state.live
            && live.position != upto
        {
            live.position = upto;
            drop(state);
            self.moved.send_replace(());
        }
    }

    /// Everything in `relations` under `keys`, and everything in those of them that are in `whole`, that comes after the
    /// position returned.
    pub(super) fn subscribe(
        self: &Arc<Self>,
        relations: &HashSet<Relation>,
        keys: &HashSet<String>,
        whole: &HashSet<Relation>,
    ) -> Result<(Subscription, Live)> {
        let mut state = self.state();
        let live = state.live.clone().ok_or_else(resync_required)?;
        let id = state.next_id;
        state.next_id += 1;
        let queue = Arc::<Queue>::default();
        state.queues.insert(id, queue.clone());
        for relation in relations {
            let watchers = state.index.entry(relation.clone()).or_default();
            watchers.all.insert(id);
            if whole.contains(relation) {
                watchers.whole.insert(id);
            }
            for key in keys {
                watchers.by_key.entry(key.clone()).or_default().insert(id);
            }
        }
        let (relations, keys) = (relations.clone(), keys.clone());
        Ok((Subscription { broker: self.clone(), id, relations, keys, queue }, live))
    }

    fn unsubscribe(&self, subscription: &Subscription) {
        let mut state = self.state();
        if state.queues.remove(&subscription.id).is_none() {
            return;
        }
        for relation in &subscription.relations {
            let Some(watchers) = state.index.get_mut(relation) else { continue };
            watchers.remove(subscription.id, &subscription.keys);
            if watchers.all.is_empty() {
                state.index.remove(relation);
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watchers {
    fn match_event(&self, event: &Arc<Event>, concerned: &mut HashMap<u64, Vec<Delivery>>) {
        let mut hits: HashMap<u64, Delivery> = HashMap::new();
        let mut hit = |ids: &HashSet<u64>, mark: fn(&mut Delivery)| {
            for &id in ids {
                mark(hits.entry(id).or_insert_with(|| Delivery::of(event)));
            }
        };
        hit(if event.is_for_all() { &self.all } else { &self.whole }, |_| ());
        for ids in event.audience_before.iter().flatten().filter_map(|key| self.by_key.get(key)) {
            hit(ids, |delivery| delivery.before = true);
        }
        for ids in event.audience_after.iter().flatten().filter_map(|key| self.by_key.get(key)) {
            hit(ids, |delivery| delivery.after = true);
        }
        for (id, delivery) in hits {
            concerned.entry(id).or_default().push(delivery);
        }
    }

    fn remove(&mut self, id: u64, keys: &HashSet<String>) {
        self.all.remove(&id);
        self.whole.remove(&id);
        for key in keys {
            if let Some(ids) = self.by_key.get_mut(key) {
                ids.remove(&id);
                if ids.is_empty() {
                    self.by_key.remove(key);
                }
            }
        }
    }
}

/// The reading end of a queue. Dropping it ends the subscription.
pub(super) struct Subscription {
    broker: Arc<Broker>,
    id: u64,
    relations: HashSet<Relation>,
    keys: HashSet<String>,
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
    use super::*;
    use crate::stream::event::Kind;
    use crate::stream::queue::QUEUE_MAX;

    const LOG: LogId = LogId { system: 1, timeline: 1, database: 1 };

    fn broker() -> Arc<Broker> {
        let broker = Arc::<Broker>::default();
        broker.open(Live { log: LOG, position: Position::end_of(10), published: Arc::default() });
        broker
    }

    fn subscribe(broker: &Arc<Broker>, table: &str, keys: &[&str]) -> Subscription {
        let keys = keys.iter().map(|&key| key.to_owned()).collect();
        broker.subscribe(&HashSet::from([Relation::new("s", table)]), &keys, &HashSet::new()).unwrap().0
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
        assert_eq!(broker.state().index[&Relation::new("s", "tasks")].by_key.len(), 1);
        drop(bob);
        assert!(broker.state().index.is_empty() && broker.state().queues.is_empty());
    }
}
