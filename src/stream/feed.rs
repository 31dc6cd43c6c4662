//! A feed: what one reader gets, from a place in the log on and without end.
//!
//! It joins two sources without a gap and without doubles: the log up to where this node stands, then the queue that the
//! broker fills from there. A reader who falls behind loses the queue and is led through the log again. Both sources
//! bear positions, and a feed drops what is not behind its own.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use uuid::Uuid;

use super::Streams;
use super::broker::Subscription;
use super::cursor::{Cursor, LogId, Position, resync_required};
use super::event::{Event, Kind, Relation};
use super::log::{Filter, Reader};
use super::queue::Next;
use super::snapshot::Snapshot;
use crate::error::Result;

/// Which events, and for whom.
#[derive(Debug, Clone)]
pub struct Interest {
    /// The tables.
    pub relations: Vec<Relation>,
    /// Also changes that are addressed to others, in tables whose audience is not who may see the row. For readers who only
    /// need to know that there was a change.
    pub of_others: bool,
    /// The reader; `None` is nobody signed in, who gets only what concerns everybody.
    pub account_id: Option<Uuid>,
}

/// From where.
#[derive(Debug, Clone)]
pub enum Start {
    /// From now on.
    Live,
    /// After an event that the reader has had, or a write whose cursor it was given.
    After(Cursor),
    /// After what this snapshot has shown.
    Snapshot(Snapshot),
}

/// An event, and how the reader came to get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The event.
    pub event: Arc<Event>,
    /// The reader was in the audience before the change.
    pub before: bool,
    /// The reader is in the audience after it. Both are false for events about a whole table.
    pub after: bool,
}

impl Delivery {
    pub(super) fn of(event: &Arc<Event>) -> Self {
        Self { event: event.clone(), before: false, after: false }
    }
}

/// Events in order, for one reader.
pub struct Feed {
    streams: Streams,
    log: LogId,
    /// What the reader asked for.
    relations: HashSet<Relation>,
    /// Those of them whose audience is precisely who may see the row.
    exact: HashSet<Relation>,
    /// Those of them whose changes count whomever they are addressed to.
    whole: HashSet<Relation>,
    /// The tables on which the reader's sight of them rests, with the columns that count.
    sight: HashMap<Relation, Vec<String>>,
    keys: HashSet<String>,
    /// Shown to the reader already.
    seen: Option<Snapshot>,
    /// Everything up to here is done with.
    position: Position,
    /// While behind: the way through the log, and the tick up to which it leads.
    behind: Option<(Reader, i64)>,
    subscription: Subscription,
}

impl Feed {
    pub(super) async fn open(streams: Streams, interest: Interest, start: Start) -> Result<Self> {
        // The live position is asked for before the audience: what changes the audience comes after it in the log.
        let live = streams.live().await?;
        let keys: HashSet<String> = match interest.account_id {
            Some(account_id) => streams.log.audience_of(account_id).await?.into_iter().collect(),
            None => HashSet::new(),
        };
        let position = match &start {
            Start::Live => live.position,
            Start::After(cursor) => cursor.position_in(live.log)?,
            Start::Snapshot(snapshot) => streams.log.before(snapshot).await?.ok_or_else(resync_required)?,
        };
        if position.tick > live.position.tick && position.tick > streams.log.take_tick().await? {
            return Err(resync_required());
        }

        let relations: HashSet<Relation> = interest.relations.into_iter().collect();
        let schemas: HashSet<&str> = relations.iter().map(Relation::schema).collect();
        let sight: HashMap<_, _> = live
            .published
            .iter()
            // What is said of accounts can concern every system.
            .filter(|(relation, _)| schemas.contains(relation.schema()) || relation.schema() == "auth")
            .filter_map(|(relation, published)| Some((relation.clone(), published.sight.clone()?)))
            .collect();
        let exact = live.published.iter().filter(|(_, published)| published.is_exact);
        let exact = exact
            .map(|(relation, _)| relation)
            .filter(|relation| relations.contains(relation))
            .cloned()
            .collect();
        let has_readers =
            |relation: &&Relation| live.published.get(*relation).is_none_or(|it| it.has_readers);
        let whole = relations.iter().filter(|relation| interest.of_others && !has_readers(relation));
        let whole: HashSet<Relation> = whole.cloned().collect();
        let watched = relations.iter().chain(sight.keys()).cloned().collect();
        let (subscription, now) = streams.broker.subscribe(&watched, &keys, &whole)?;
        if now.log != live.log {
            return Err(resync_required());
        }
        let seen = if let Start::Snapshot(snapshot) = start { Some(snapshot) } else { None };
        let mut feed = Self {
            streams,
            log: now.log,
            relations,
            exact,
            whole,
            sight,
            keys,
            seen,
            position,
            behind: None,
            subscription,
        };
        feed.read_up_to(now.position);
        Ok(feed)
    }

    /// The next events, never none. Ends with `RESYNC_REQUIRED` where the feed cannot go on without a gap, or where the
    /// reader's sight has changed. May be dropped while waiting; nothing is lost.
    pub async fn next(&mut self) -> Result<Vec<Delivery>> {
        loop {
            let (upto, mut deliveries) = match &mut self.behind {
                Some((reader, tick)) => {
                    let events = reader.next(*tick).await?;
                    let upto = reader.position();
                    if events.is_empty() {
                        self.behind = None;
                    }
                    (upto, events.iter().map(|event| self.deliver(event)).collect())
                }
                None => match self.subscription.next().await {
                    Next::Batch(batch) => (batch.upto, batch.deliveries),
                    Next::Lagging => {
                        self.rejoin()?;
                        continue;
                    }
                    Next::Resync => return Err(resync_required()),
                },
            };
            deliveries.retain(|delivery| self.is_new(&delivery.event));
            self.position = self.position.max(upto);
            if deliveries.iter().any(|delivery| self.changes_sight(delivery)) {
                return Err(resync_required());
            }
            deliveries.retain(|delivery| self.relations.contains(&delivery.event.relation));
            if !deliveries.is_empty() {
                return Ok(deliveries);
            }
        }
    }

    /// The cursor of an event: a feed that starts after it goes on with the next.
    pub fn cursor(&self, event: &Event) -> Cursor {
        Cursor { log: self.log, position: event.position }
    }

    /// Whether having been in the audience means having been allowed to see the row, so that the reader may be told of its
    /// removal. Elsewhere the audience is only wide enough.
    pub fn is_exact(&self, relation: &Relation) -> bool {
        self.exact.contains(relation)
    }

    /// Where the feed stands. A feed that starts after it gets what this one has not returned yet; after a start with a
    /// snapshot perhaps also what the snapshot has shown.
    pub fn here(&self) -> Cursor {
        Cursor { log: self.log, position: self.position }
    }

    fn read_up_to(&mut self, live: Position) {
        if self.position < live {
            let filter = Filter {
                relations: self
                    .relations
                    .iter()
                    .chain(self.sight.keys())
                    .map(|r| r.as_str().to_owned())
                    .collect(),
                audience: self.whole.is_empty().then(|| self.keys.iter().cloned().collect()),
            };
            let reader = Reader::new(self.streams.log.clone(), Some(filter), self.position);
            self.behind = Some((reader, live.tick));
        }
    }

    fn rejoin(&mut self) -> Result<()> {
        let watched = self.relations.iter().chain(self.sight.keys()).cloned().collect();
        let (subscription, now) = self.streams.broker.subscribe(&watched, &self.keys, &self.whole)?;
        if now.log != self.log {
            return Err(resync_required());
        }
        self.subscription = subscription;
        self.read_up_to(now.position);
        Ok(())
    }

    fn deliver(&self, event: &Arc<Event>) -> Delivery {
        let matches = |keys: &Option<Vec<String>>| keys.iter().flatten().any(|key| self.keys.contains(key));
        Delivery {
            event: event.clone(),
            before: matches(&event.audience_before),
            after: matches(&event.audience_after),
        }
    }

    fn is_new(&self, event: &Event) -> bool {
        event.position > self.position && !self.seen.as_ref().is_some_and(|seen| seen.sees(event.xid))
    }

    fn changes_sight(&self, delivery: &Delivery) -> bool {
        let event = &delivery.event;
        let concerns = delivery.before || delivery.after || event.is_for_all();
        concerns
            && self.sight.get(&event.relation).is_some_and(|columns| match event.kind {
                Kind::Updated => event.changed.iter().any(|column| columns.contains(column)),
                Kind::Created | Kind::Removed | Kind::Touched | Kind::Resync => true,
            })
    }
}
