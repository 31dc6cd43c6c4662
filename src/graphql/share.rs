//! Rows of events, read once for all readers who see the same of them.
//!
//! Where only columns of the row itself are asked for, anybody in its audience sees the same: the row is read once in the
//! server's name, together with its audience as it is then, and shown to those alone who are in it. That is as good as asking
//! row level security for each of them, because an audience says what the policies say (tests compare them), and because the
//! answer is taken only if nothing has happened, up to the moment of reading, that changes who sees what and that this node
//! has not told its readers. Whatever else is asked for is read in the reader's own name, once for all its subscriptions.
//!
//! Whoever comes first reads for those who wait, so a burst of events is one statement. What was read is kept for those who
//! come later. Reads are numbered in their order, and nobody is shown an older one after a newer one, nor one from before the
//! own subscription: a row never goes back.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use bytes::Bytes;
use futures::future::BoxFuture;

use super::condition::Condition;
use super::document::Prepared;
use super::item::{self, Found, Item, Planned, Questions};
use super::model::{Model, Source};
use super::select::{self, Loaded};
use super::selection::{Selected, Selection};
use super::shared::{Registry, Same, without_session};
use super::{Inner, Response, response};
use crate::cost::{Meter, Part};
use crate::ctx::Ctx;
use crate::db::{ReadScope, Reads};
use crate::error::{Error, Result};
use crate::stream::{Cursor, Event, Position, Prefetch};

/// Events whose rows are read together.
const BATCH_MAX: usize = 200;
/// Events that are kept for those who come later.
const KEPT_MAX: usize = 1_024;
/// How often rows are read again because somebody's sight has moved meanwhile.
const ATTEMPTS_MAX: usize = 20;

/// The shares of this node.
pub type Shares = Registry<Share>;

/// What one operation tells of events.
pub struct Share {
    engine: Arc<Inner>,
    prepared: Prepared,
    stream: usize,
    /// Which rows are wanted at all.
    filter: Option<Condition>,
    eyes: Eyes,
    kept: Mutex<Kept>,
    /// Held by whoever reads.
    reading: tokio::sync::Mutex<()>,
    /// The number of the last read.
    reads: AtomicU64,
}

/// How new a read has to be for a reader.
#[derive(Debug)]
pub struct Floor(u64);

/// In whose name rows are read.
enum Eyes {
    /// In that of the server, for whoever is in their audience.
    Audience(Ctx),
    /// In that of one reader.
    Reader(Ctx),
}

#[derive(Default)]
struct Kept {
    /// Not read yet, with their cursors.
    wanted: BTreeMap<Position, (Arc<Event>, Cursor)>,
    told: BTreeMap<Position, Arc<Told>>,
}

/// What is told of one event.
pub struct Told {
    batch: Arc<Batch>,
    at: usize,
    /// What was found of the row; `None`: it is not there.
    pub found: Option<Found>,
    /// The answers that somebody has asked for already, by kind and whether they have the row.
    answers: [OnceLock<Answer>; 3],
}

/// Rows that were read together.
struct Batch {
    number: u64,
    share: SelectedOf,
    planned: Planned,
    loaded: Vec<Loaded>,
    meter: Meter,
}

/// The field of a subscription, kept alive with what it belongs to.
#[derive(Clone)]
struct SelectedOf {
    engine: Arc<Inner>,
    selection: Arc<Selection>,
}

impl SelectedOf {
    fn get(&self) -> Result<&Selected> {
        self.selection.fields.first().ok_or_else(|| Error::internal("a subscription without a field"))
    }
}

/// An answer, whole where it is the same for everybody.
enum Answer {
    Whole(Bytes),
    /// With errors, which name the request of their reader.
    Faulty(item::Written),
}

/// What a reader is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Created,
    Updated,
    /// Without the row.
    Removed,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Created => "CREATED",
            Self::Updated => "UPDATED",
            Self::Removed => "REMOVED",
        }
    }
}

impl Share {
    /// Joins those who ask for the same, or begins.
    ///
    /// # Errors
    /// See [`Same::new`].
    pub fn join(
        engine: &Arc<Inner>,
        ctx: &Ctx,
        prepared: &Prepared,
        stream: usize,
        filter: Option<Condition>,
    ) -> Result<Arc<Self>> {
        let mut ctx = ctx.clone();
        ctx.principal = without_session(ctx.principal);
        let own_columns = prepared.selection.fields.iter().all(|selected| {
            selected
                .selections
                .iter()
                .all(|change| is_shown_to_all(&engine.model, change, engine.followed[stream].entity))
        });
        let is_for_all = own_columns
            && !ctx.principal.is_restricted()
            && filter.as_ref().is_none_or(|filter| !filter.leads_elsewhere());
        let same = Same::new(prepared, (!is_for_all).then_some(&ctx.principal))?;
        Ok(engine.shares.join(same, || Self {
            engine: Arc::clone(engine),
            prepared: prepared.clone(),
            stream,
            filter,
            eyes: if is_for_all { Eyes::Audience(ctx) } else { Eyes::Reader(ctx) },
            kept: Mutex::default(),
            reading: tokio::sync::Mutex::new(()),
            reads: AtomicU64::new(0),
        }))
    }

    /// For a reader who begins now: what was read before may be older than what the reader knows.
    pub fn floor(&self) -> Floor {
        Floor(self.reads.load(Ordering::Acquire) + 1)
    }

    /// So that its readers are woken when their rows are there.
    pub fn prefetched(self: &Arc<Self>) -> Weak<dyn Prefetch> {
        let shared: Arc<dyn Prefetch> = self.clone();
        Arc::downgrade(&shared)
    }

    /// Which rows are wanted at all.
    pub fn filter(&self) -> Option<&Condition> {
        self.filter.as_ref()
    }

    /// What is told of these events, each with its cursor, in the order of the log. Those that are about no row are left out.
    ///
    /// # Errors
    /// What the database says.
    pub async fn tell(
        self: &Arc<Self>,
        events: &[(Arc<Event>, Cursor)],
        floor: &mut Floor,
    ) -> Result<HashMap<Position, Arc<Told>>> {
        let mut told = HashMap::with_capacity(events.len());
        let rest = self.take(events, floor, &mut told);
        if rest.is_empty() {
            return Ok(told);
        }
        self.kept().wanted.extend(rest.iter().map(|wanted| (wanted.0.position, wanted.clone())));
        let _reading = self.reading.lock().await;
        // Others may have read it meanwhile.
        let rest = self.take(rest, floor, &mut told);
        if rest.is_empty() {
            return Ok(told);
        }
        let number = self.reads.fetch_add(1, Ordering::AcqRel) + 1;
        for (position, each) in self.read(&self.wanted(rest), number).await? {
            if rest.iter().any(|(event, _)| event.position == position) {
                told.insert(position, Arc::clone(&each));
            }
            self.keep(position, each);
        }
        floor.0 = number;
        Ok(told)
    }

    /// Takes what is kept of the first events; gives those from the first on that is not there, or too old.
    fn take<'e>(
        &self,
        events: &'e [(Arc<Event>, Cursor)],
        floor: &mut Floor,
        told: &mut HashMap<Position, Arc<Told>>,
    ) -> &'e [(Arc<Event>, Cursor)] {
        let kept = self.kept();
        for (at, (event, _)) in events.iter().enumerate() {
            match kept.told.get(&event.position) {
                Some(each) if each.batch.number >= floor.0 => {
                    floor.0 = each.batch.number;
                    told.insert(event.position, Arc::clone(each));
                }
                _ => return &events[at..],
            }
        }
        &[]
    }

    /// Somebody's events, and of those that others wait for as many as fit.
    fn wanted(&self, events: &[(Arc<Event>, Cursor)]) -> Vec<(Arc<Event>, Cursor)> {
        let mut kept = self.kept();
        let mut wanted = events.to_vec();
        wanted.iter().for_each(|(event, _)| drop(kept.wanted.remove(&event.position)));
        while wanted.len() < BATCH_MAX
            && let Some((_, other)) = kept.wanted.pop_first()
        {
            wanted.push(other);
        }
        wanted
    }

    fn keep(self: &Arc<Self>, position: Position, told: Arc<Told>) {
        // Nobody else is there to come for it.
        if Arc::strong_count(self) == 1 {
            return;
        }
        let mut kept = self.kept();
        kept.told.insert(position, told);
        while kept.told.len() > KEPT_MAX {
            kept.told.pop_first();
        }
    }

    async fn read(&self, wanted: &[(Arc<Event>, Cursor)], number: u64) -> Result<Vec<(Position, Arc<Told>)>> {
        let catalog = &self.engine.model.catalog;
        let entity = self.engine.followed[self.stream].entity;
        let (mut items, mut positions) = (Vec::new(), Vec::new());
        for (event, cursor) in wanted {
            if let Some(item) = Item::of_event(catalog, entity, event, cursor)? {
                items.push(item);
                positions.push(event.position);
            }
        }
        if items.is_empty() {
            return Ok(Vec::new());
        }
        let batch = Arc::new(self.load(&items, number).await?);
        let told = positions.into_iter().enumerate().map(|(at, position)| {
            let found = batch.planned.found(catalog, &batch.loaded, at);
            (position, Arc::new(Told { batch: Arc::clone(&batch), at, found, answers: Default::default() }))
        });
        Ok(told.collect())
    }

    async fn load(&self, items: &[Item], number: u64) -> Result<Batch> {
        let share =
            SelectedOf { engine: Arc::clone(&self.engine), selection: Arc::clone(&self.prepared.selection) };
        let (Eyes::Audience(ctx) | Eyes::Reader(ctx)) = &self.eyes;
        let mut ctx = ctx.clone();
        ctx.watch.meter = ctx.meter().anew();
        let audience = matches!(self.eyes, Eyes::Audience(_));
        let questions = Questions { filter: self.filter.as_ref(), audience };
        let planned = ctx.meter().time(Part::Plan, || {
            let asked = (share.get()?, &self.prepared.variables);
            item::plan(&self.engine, asked, ctx.principal, items, questions)
        })?;
        let reads = if select::statements(&planned.plan) > 1 { Reads::Many } else { Reads::One };
        for _ in 0..ATTEMPTS_MAX {
            let told = if audience { Some(self.engine.streams.told().await?) } else { None };
            let mut scope: ReadScope = match &self.eyes {
                Eyes::Audience(_) => ctx.db.worker().watched(ctx.watch.clone()).read(reads).await?,
                Eyes::Reader(_) => ctx.read(reads).await?,
            };
            let loaded = select::load(&self.engine, &planned.plan, &mut scope).await?;
            scope.finish();
            match told {
                Some(tick) if self.engine.streams.sight_moved(tick).await? => {
                    self.engine.streams.moved().await;
                }
                _ => return Ok(Batch { number, share, planned, loaded, meter: ctx.watch.meter }),
            }
        }
        Err(Error::try_again("Who may see what is changing at the moment. Try again."))
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Prefetch for Share {
    fn prefetch(self: Arc<Self>, events: Vec<(Arc<Event>, Cursor)>) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            // An error is for the readers, who come upon it themselves.
            self.tell(&events, &mut Floor(0)).await.ok();
        })
    }
}

impl Told {
    /// The item as a reader gets it.
    ///
    /// # Errors
    /// Never; a subscription has a field.
    pub fn response(&self, kind: Kind, request_id: &str) -> Result<Response> {
        let Batch { share, planned, loaded, meter, .. } = &*self.batch;
        let selected = share.get()?;
        let answer = self.answers[kind as usize].get_or_init(|| {
            let catalog = &share.engine.model.catalog;
            let written = meter.time(Part::Write, || {
                planned.write(catalog, (selected, loaded), self.at, kind.name(), kind != Kind::Removed)
            });
            if written.1.is_empty() {
                Answer::Whole(response::envelope(Some(&written.0), &[], "").into())
            } else {
                Answer::Faulty(written)
            }
        });
        let body = match answer {
            Answer::Whole(body) => body.clone(),
            Answer::Faulty((data, errors)) => response::envelope(Some(data), errors, request_id).into(),
        };
        Ok(response::with_cost(Response::of(body), meter))
    }
}

/// Whether everybody who sees the row of a change sees the same of what is asked.
fn is_shown_to_all(model: &Model, change: &Selection, entity: &str) -> bool {
    let rows = change.fields.iter().filter(|selected| selected.name == entity);
    rows.flat_map(|selected| &selected.selections).all(|row| {
        row.fields.iter().all(|selected| match selected.definition(model, row) {
            Some(field) => matches!(
                field.source,
                Source::Column(_) | Source::RowVersion | Source::GlobalId | Source::System
            ),
            None => selected.name == "__typename",
        })
    })
}
