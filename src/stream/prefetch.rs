//! Waking many readers at the right time: when what they share has been read.
//!
//! Readers of one event who need the same rows would all be woken to find that the first of them is reading, sleep again and
//! be woken once more. So what they share is read first, and then they are woken, each once. That changes only when they are
//! woken: their events wait in their queues meanwhile, and whoever is awake anyway takes them and reads for itself.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Weak};
use std::time::Duration;

use futures::future::BoxFuture;

use super::cursor::{Cursor, LogId, Position};
use super::event::Event;
use super::feed::Delivery;
use super::queue::Queue;

/// Readers do not sleep longer than this for it.
const TIMEOUT: Duration = Duration::from_millis(250);

/// What readers of the same events share.
pub trait Prefetch: Send + Sync {
    /// Reads what the readers are going to ask for. Whatever fails is theirs to find.
    fn prefetch(self: Arc<Self>, events: Vec<(Arc<Event>, Cursor)>) -> BoxFuture<'static, ()>;
}

/// The readers of what was just published.
#[derive(Default)]
pub(super) struct Wakeup(HashMap<*const (), Group>);

/// Readers who share.
struct Group {
    prefetch: Weak<dyn Prefetch>,
    queues: Vec<Arc<Queue>>,
    events: BTreeMap<Position, Arc<Event>>,
}

impl Wakeup {
    /// Adds a reader, whose queue holds these now.
    pub(super) fn add(&mut self, queue: &Arc<Queue>, deliveries: &[Delivery]) {
        let Some(prefetch) = &queue.prefetch else { return queue.wake() };
        let group = self.0.entry(prefetch.as_ptr().cast()).or_insert_with(|| Group {
            prefetch: prefetch.clone(),
            queues: Vec::new(),
            events: BTreeMap::new(),
        });
        group.queues.push(queue.clone());
        for Delivery { event, .. } in deliveries {
            group.events.entry(event.position).or_insert_with(|| event.clone());
        }
    }

    /// Wakes them all; those who share something once it has been read.
    pub(super) fn run(self, log: LogId) {
        for group in self.0.into_values() {
            match group.prefetch.upgrade() {
                Some(prefetch) if group.queues.len() > 1 => {
                    let events = group.events.into_values();
                    let events =
                        events.map(|event| (event.clone(), Cursor::new(log, event.position))).collect();
                    tokio::spawn(async move {
                        tokio::time::timeout(TIMEOUT, prefetch.prefetch(events)).await.ok();
                        group.queues.iter().for_each(|queue| queue.wake());
                    });
                }
                _ => group.queues.iter().for_each(|queue| queue.wake()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::sync::Mutex;

    use futures::FutureExt as _;
    use tokio::sync::Notify;
    use tokio::time::Instant;

    use super::*;
    use crate::stream::event::{Kind, Relation};

    const LOG: LogId = LogId { system: 1, timeline: 1, database: 1 };

    /// Reads when it is let, and notes what it read.
    #[derive(Default)]
    struct Rows {
        let_go: Notify,
        read: Mutex<Vec<Position>>,
    }

    impl Prefetch for Rows {
        fn prefetch(self: Arc<Self>, events: Vec<(Arc<Event>, Cursor)>) -> BoxFuture<'static, ()> {
            Box::pin(async move {
                self.let_go.notified().await;
                self.read.lock().unwrap().extend(events.iter().map(|(event, _)| event.position));
            })
        }
    }

    struct Never;

    impl Prefetch for Never {
        fn prefetch(self: Arc<Self>, _: Vec<(Arc<Event>, Cursor)>) -> BoxFuture<'static, ()> {
            Box::pin(pending())
        }
    }

    /// What it shares, and its events.
    type Reader<'a> = (Option<&'a Arc<dyn Prefetch>>, &'a [i64]);

    fn delivery(seq: i64) -> Delivery {
        Delivery::of(&Arc::new(Event {
            position: Position { tick: 1, seq },
            xid: 1,
            at: chrono::DateTime::UNIX_EPOCH,
            relation: Relation::new("s", "tasks"),
            kind: Kind::Updated,
            key: seq.to_string(),
            changed: Vec::new(),
            audience_before: None,
            audience_after: None,
        }))
    }

    /// Publishes these events to a reader of each kind.
    fn publish(readers: &[Reader<'_>]) -> Vec<Arc<Queue>> {
        let mut wakeup = Wakeup::default();
        let queues = readers.iter().map(|(shared, seqs)| {
            let queue = Arc::new(Queue::new(shared.map(Arc::downgrade)));
            let deliveries: Vec<_> = seqs.iter().map(|seq| delivery(*seq)).collect();
            wakeup.add(&queue, &deliveries);
            queue
        });
        let queues = queues.collect();
        wakeup.run(LOG);
        queues
    }

    fn is_woken(queue: &Queue) -> bool {
        queue.woken().now_or_never().is_some()
    }

    #[tokio::test]
    async fn readers_who_share_are_woken_when_all_their_rows_are_there() {
        let rows = Arc::new(Rows::default());
        let shared: Arc<dyn Prefetch> = rows.clone();
        let other: Arc<dyn Prefetch> = Arc::new(Never);
        let queues = publish(&[
            (Some(&shared), &[1, 2]),
            (Some(&shared), &[2, 3]),
            (None, &[1]),
            (Some(&other), &[1]),
        ]);
        assert!(is_woken(&queues[2]) && is_woken(&queues[3]), "who shares with nobody reads");
        tokio::task::yield_now().await;
        assert!(!is_woken(&queues[0]) && !is_woken(&queues[1]));
        rows.let_go.notify_one();
        tokio::join!(queues[0].woken(), queues[1].woken());
        assert_eq!(*rows.read.lock().unwrap(), [1, 2, 3].map(|seq| Position { tick: 1, seq }));
    }

    #[tokio::test]
    async fn readers_are_woken_when_reading_takes_too_long() {
        let shared: Arc<dyn Prefetch> = Arc::new(Never);
        let queues = publish(&[(Some(&shared), &[1]), (Some(&shared), &[1])]);
        let since = Instant::now();
        for queue in &queues {
            queue.woken().await;
        }
        assert!(since.elapsed() >= TIMEOUT);
    }
}
