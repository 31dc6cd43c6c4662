//! A feed: what one reader gets, from a place in the log on and without end.
//!
//! It joins two sources without a gap and without doubles: the log up to where this node stands, then the queue that the
//! broker fills from there. A reader who falls behind loses the queue and is led through the log again. Both sources
//! bear positions, and a feed drops what is not behind its own.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Weak};

use uuid::Uuid;

use super::Streams;
use super::broker::{Live, Subscription};
use super::cursor::{Cursor, LogId, Position, resync_required};
use super::event::{Event, Kind, Relation};
use super::index::Watch;
use super::log::{Filter, Parent, Published, Reader};
use super::prefetch::Prefetch;
use super::queue::Next;
use super::sight::{Sight, Whose};
use super::snapshot::Snapshot;
use crate::error::{Error, Result};
use crate::telemetry::metric::{self, Resync};

/// Which events, and for whom.
#[derive(Debug, Clone)]
pub struct Interest {
    /// The tables.
    pub relations: Vec<Relation>,
    /// Also changes that are addressed to others, in tables whose audience is not who may see the row. For those who only
    /// need to know that there was a change.
    pub of_others: bool,
    /// The reader; `None` is nobody signed in, who gets only what concerns everybody.
    pub account_id: Option<Uuid>,
    /// What the reader shares with others, who are woken together once it has been read.
    pub prefetch: Option<Weak<dyn Prefetch>>,
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

/// How often the keys of an account are asked for before its memberships have to rest for a moment.
const ATTEMPTS_MAX: usize = 10;

/// Events in order, for one reader.
pub struct Feed {
    streams: Streams,
    log: LogId,
    published: Arc<HashMap<Relation, Published>>,
    /// What the reader asked for.
    relations: Vec<Relation>,
    /// The tables on whose rows it rests who sees the rows of those.
    parents: Vec<Parent>,
    watch: Arc<Watch>,
    sight: Arc<Sight>,
    prefetch: Option<Weak<dyn Prefetch>>,
    /// Shown to the reader already.
    seen: Option<Snapshot>,
    /// Everything up to here is done with.
    position: Position,
    /// While behind: the way through the log, and the tick up to which it leads.
    behind: Option<Box<(Reader, i64)>>,
    subscription: Subscription,
}

impl Feed {
    pub(super) async fn open(streams: Streams, interest: Interest, start: Start) -> Result<Self> {
        let live = match &start {
            Start::After(cursor) => streams.live_in(cursor.log).await?,
            Start::Live | Start::Snapshot(_) => streams.live().await?,
        };
        let start_position = match &start {
            Start::Live => None,
            Start::After(cursor) if cursor.within_snapshot => return Err(resync_required()),
            Start::After(cursor) => Some(cursor.position_in(live.log)?),
            Start::Snapshot(snapshot) => {
                Some(streams.log.before(snapshot).await?.ok_or_else(resync_required)?)
            }
        };
        // What is behind the place from which the reader goes on is not told any more. So this node must have come as far
        // before the reader's sight is looked up: what has moved it until then is then part of it.
        if let Some(position) = start_position {
            let newest = streams.log.take_tick().await?;
            if position.tick > newest {
                return Err(resync_required());
            }
            let known = if let Start::Snapshot(_) = start { Position::end_of(newest) } else { position };
            streams.caught_up(&Cursor::new(live.log, known)).await?;
        }

        let published = live.published;
        let relations = interest.relations;
        let parents = relations.iter().filter_map(|relation| published.get(relation));
        let parents: Vec<Parent> = parents.flat_map(|published| &published.parents).cloned().collect();
        let has_readers = |relation: &Relation| published.get(relation).is_none_or(|it| it.has_readers);
        let whole = relations.iter().filter(|relation| interest.of_others && !has_readers(relation));
        let watch = Arc::new(Watch {
            whole: whole.cloned().collect(),
            relations: relations
                .iter()
                .chain(parents.iter().map(|parent| &parent.relation))
                .cloned()
                .collect(),
        });
        let schemas = relations.iter().map(|relation| relation.schema().to_owned()).collect();
        let whose = Whose { account_id: interest.account_id, schemas };
        let prefetch = interest.prefetch;
        let (sight, subscription, now) = subscribe(&streams, &whose, &watch, prefetch.as_ref()).await?;
        if now.log != live.log {
            return Err(resync_required());
        }
        let seen = if let Start::Snapshot(snapshot) = start { Some(snapshot) } else { None };
        let mut feed = Self {
            streams,
            log: now.log,
            published,
            relations,
            parents,
            watch,
            sight,
            prefetch,
            seen,
            position: start_position.unwrap_or(now.position),
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
            let (upto, mut deliveries) = match self.behind.as_deref_mut() {
                Some((reader, tick)) => {
                    // On the heap, so that a feed which waits is small.
                    let events = Box::pin(reader.next(*tick)).await?;
                    let upto = reader.position();
                    if events.is_empty() {
                        self.behind = None;
                    }
                    (upto, events.iter().map(|event| self.deliver(event)).collect())
                }
                None => match self.subscription.next().await {
                    Next::Batch(batch) => (batch.upto, batch.deliveries),
                    Next::Lagging => {
                        metric::fall_back();
                        self.rejoin()?;
                        continue;
                    }
                    Next::Resync => {
                        metric::resync(Resync::Log);
                        return Err(resync_required());
                    }
                },
            };
            deliveries.retain(|delivery| self.is_new(&delivery.event));
            self.position = self.position.max(upto);
            if deliveries.iter().any(|delivery| self.changes_sight(delivery)) {
                metric::resync(Resync::Sight);
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
        Cursor::new(self.log, event.position)
    }

    /// Whether the reader is in the audience of a row, as it was at a time up to which all changes of sight have been told.
    ///
    /// # Errors
    /// `RESYNC_REQUIRED` once the reader's own sight has moved: then nobody knows.
    pub fn is_among(&self, audience: &[String]) -> Result<bool> {
        if self.sight.has_moved() {
            metric::resync(Resync::Sight);
            return Err(resync_required());
        }
        Ok(self.sight.has_any(audience))
    }

    /// Where the feed stands. A feed that starts after it gets what this one has not returned yet; after a start with a
    /// snapshot perhaps also what the snapshot has shown.
    pub fn here(&self) -> Cursor {
        Cursor::new(self.log, self.position)
    }

    fn read_up_to(&mut self, live: Position) {
        if self.position < live {
            let of_sight = self.published.iter().filter(|(relation, published)| {
                published.sight.is_some() && self.sight.whose.rests_on(relation.schema())
            });
            let relations = self.watch.relations.iter().chain(of_sight.map(|(relation, _)| relation));
            let filter = Filter {
                relations: relations.map(|relation| relation.as_str().to_owned()).collect(),
                audience: self.watch.whole.is_empty().then(|| self.sight.keys.iter().cloned().collect()),
            };
            let reader = Reader::new(self.streams.log.clone(), Some(filter), self.position);
            self.behind = Some(Box::new((reader, live.tick)));
        }
    }

    fn rejoin(&mut self) -> Result<()> {
        let again = self.streams.broker.subscribe(&self.sight, &self.watch, self.prefetch.clone())?;
        let (subscription, now) = again.ok_or_else(resync_required)?;
        if now.log != self.log {
            return Err(resync_required());
        }
        self.subscription = subscription;
        self.read_up_to(now.position);
        Ok(())
    }

    fn deliver(&self, event: &Arc<Event>) -> Delivery {
        Delivery {
            event: event.clone(),
            before: self.sight.has_any(event.audience_before.iter().flatten()),
            after: self.sight.has_any(event.audience_after.iter().flatten()),
        }
    }

    fn is_new(&self, event: &Event) -> bool {
        event.position > self.position && !self.seen.as_ref().is_some_and(|seen| seen.sees(event.xid))
    }

    fn changes_sight(&self, delivery: &Delivery) -> bool {
        self.sight.is_moved_by(&delivery.event, &self.published)
            || self.parents.iter().any(|parent| self.is_moved_by(parent, &delivery.event))
    }

    /// Whether the rows below a row came into sight, or went out of it, with a change of that row. Rows that are new bring
    /// theirs along as events of their own, and so do those that are gone.
    fn is_moved_by(&self, parent: &Parent, event: &Event) -> bool {
        let is_among = |keys: &Option<Vec<String>>| {
            let of_prefix =
                |key: &&String| parent.prefix.as_ref().is_none_or(|prefix| key.starts_with(prefix));
            self.sight.has_any(keys.iter().flatten().filter(of_prefix))
        };
        event.relation == parent.relation
            && event.kind == Kind::Updated
            && is_among(&event.audience_before) != is_among(&event.audience_after)
    }
}

/// Subscribes with the sight of somebody, which is asked for where it is not known.
async fn subscribe(
    streams: &Streams,
    whose: &Whose,
    watch: &Arc<Watch>,
    prefetch: Option<&Weak<dyn Prefetch>>,
) -> Result<(Arc<Sight>, Subscription, Live)> {
    for _ in 0..ATTEMPTS_MAX {
        let sight = match streams.broker.sight(whose) {
            Some(sight) => sight,
            None => {
                // Asked for before the keys: what changes them comes after it in the log.
                let since = streams.live().await?;
                let keys = match whose.account_id {
                    Some(account_id) => streams.log.audience_of(account_id).await?.into_iter().collect(),
                    None => HashSet::new(),
                };
                match streams.broker.learn(whose.clone(), keys, &since) {
                    Some(sight) => sight,
                    None => continue,
                }
            }
        };
        if let Some((subscription, live)) = streams.broker.subscribe(&sight, watch, prefetch.cloned())? {
            return Ok((sight, subscription, live));
        }
    }
    Err(Error::try_again("What you may see is changing at the moment. Try again."))
}
