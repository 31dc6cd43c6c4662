//! Streams as subscription fields: events of the change log in, items out.
//!
//! The log says that a row changed and whom that concerns; `share` reads the row, for all readers who see the same of it at
//! once. So the entity of an item is the row at or after the event, and steps in between may be merged. A removal is told to
//! those who were in the audience before it, which is precisely those who could see the row.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::Value;
use futures::{StreamExt as _, stream};

use super::catalog::{Table, TableId};
use super::condition::{self, Condition};
use super::document::Prepared;
use super::item::{self, Found, Item, Questions};
use super::model::{FieldDef, Source};
use super::patience::Patience;
use super::price;
use super::response::{self, FieldError};
use super::select;
use super::selection::Selected;
use super::share::{Floor, Kind, Share, Told};
use super::snapshot;
use super::{Inner, Items, Response, execute, input, live};
use crate::cost::Part;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::roll::Reached;
use crate::stream::{self as log, Cursor, Delivery, Feed, Interest, Relation, Start};
use crate::telemetry::metric::{self, Resync};

/// Items that are answered from one read.
const BATCH_MAX: usize = 200;

/// Starts a subscription.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that do not fit, `CURSOR_INVALID` and `RESYNC_REQUIRED` for cursors.
pub async fn start(engine: Arc<Inner>, ctx: Ctx, prepared: Prepared) -> Result<Items> {
    // Nothing that is streamed is open to everybody.
    ctx.principal.require_account()?;
    let selected =
        prepared.selection.fields.first().ok_or_else(|| Error::internal("a subscription without a field"))?;
    let field = selected.definition(&engine.model, &prepared.selection);
    if field.is_some_and(|field| field.source == Source::Live) {
        return live::start(&engine, &ctx, prepared);
    }
    let Some(FieldDef { source: Source::Stream(index), arguments, .. }) = field else {
        return Err(Error::internal("a subscription field without a stream"));
    };
    let index = *index;
    let arguments = input::arguments(&engine.model, arguments, &selected.arguments, &prepared.variables)?;
    let asked = Asked::read(&engine, index, &arguments)?;
    let tables = engine.followed[index].tables.clone();
    let relations = tables.iter().map(|id| &engine.model.catalog.tables[*id]);
    let relations = relations.filter(|table| ctx.principal.may_read(table.schema)).map(relation).collect();
    // Charged once, as for one item: what changes is not the caller's to answer for.
    let items = tables.iter().map(|table| Item::of_no_row(engine.followed[index].entity, *table));
    let (asked_for, items) = ((selected, &prepared.variables), items.collect::<Vec<_>>());
    let planned = item::plan(&engine, asked_for, ctx.principal, &items, Questions::default())?;
    price::charge(&planned.plan, &engine.limits, &ctx)?;
    let share = Share::join(&engine, &ctx, &prepared, index, asked.filter)?;
    let floor = share.floor();
    let interest = Interest {
        relations,
        of_others: false,
        account_id: ctx.principal.account_id(),
        prefetch: Some(share.prefetched()),
    };
    let subscriber = Subscriber { engine, ctx, prepared, index, share, floor };
    let mut patience = Patience::default();
    let (feed, first) = loop {
        match subscriber.begin(&tables, &interest, &asked.since).await {
            Ok(begun) => break begun,
            // What took its whole time would take it again.
            Err(error @ Error::Timeout(_)) => return Err(error),
            // Nothing has been told yet, so that all of it can be done again.
            Err(error) => patience.wait(error).await?,
        }
    };
    Ok(Box::pin(stream::iter(first).chain(subscriber.follow(feed))))
}

/// What the arguments of a stream say.
struct Asked {
    filter: Option<Condition>,
    since: Since,
}

/// Where a stream begins.
enum Since {
    Now,
    Cursor(Cursor),
    Snapshot,
}

impl Asked {
    fn read(engine: &Inner, index: usize, arguments: &HashMap<String, Value>) -> Result<Self> {
        let catalog = &engine.model.catalog;
        let filter = match (arguments.get("filter"), engine.followed[index].tables.as_slice()) {
            (Some(filter @ Value::Object(_)), [table]) => {
                let filter = condition::condition(catalog, &catalog.tables[*table], filter);
                Some(filter.map_err(|error| error.within("filter"))?)
            }
            _ => None,
        };
        let after = match arguments.get("after") {
            Some(Value::String(text)) => Some(text.parse::<Cursor>().map_err(|error| error.field("after"))?),
            _ => None,
        };
        let snapshot = arguments.get("snapshot") == Some(&Value::Boolean(true));
        let since = match (after, snapshot) {
            (None, false) => Since::Now,
            (Some(cursor), false) => Since::Cursor(cursor),
            (None, true) => Since::Snapshot,
            (Some(_), true) => {
                return Err(Error::bad_user_input("Give either after or snapshot.").field("snapshot"));
            }
        };
        Ok(Self { filter, since })
    }
}

fn relation(table: &Table) -> Relation {
    Relation::new(table.schema, table.name)
}

/// One subscription while it lives.
struct Subscriber {
    engine: Arc<Inner>,
    ctx: Ctx,
    prepared: Prepared,
    index: usize,
    share: Arc<Share>,
    floor: Floor,
}

impl Subscriber {
    /// Where it follows the log from, and the items of its snapshot.
    async fn begin(
        &self,
        tables: &[TableId],
        interest: &Interest,
        since: &Since,
    ) -> Result<(Feed, Vec<Response>)> {
        let start = match since {
            Since::Snapshot => {
                let taken = snapshot::take(&self.engine, &self.ctx, tables, self.share.filter()).await?;
                let start = Start::Snapshot(taken.snapshot.clone());
                let feed = self.engine.streams.feed(interest.clone(), start).await?;
                let first = self.snapshot(taken, feed.here()).await?;
                return Ok((feed, first));
            }
            Since::Cursor(cursor) => Start::After(*cursor),
            Since::Now => Start::Live,
        };
        Ok((self.engine.streams.feed(interest.clone(), start).await?, Vec::new()))
    }

    /// Items for as long as there are events; an error is the last item.
    fn follow(self, feed: Feed) -> impl futures::Stream<Item = Response> + Send {
        let steps = stream::unfold(Some((self, feed)), |state| async move {
            let (mut subscriber, mut feed) = state?;
            match subscriber.step(&mut feed).await {
                Ok(items) => Some((items, Some((subscriber, feed)))),
                Err(error) => {
                    let errors = [FieldError::new(&error, Vec::new(), Vec::new())];
                    let last = execute::refused(&errors, &subscriber.ctx.request_id);
                    Some((vec![last], None))
                }
            }
        });
        steps.flat_map(stream::iter)
    }

    /// The next items. A database that is away for a moment delays them: the feed stands where it stood, and rows that
    /// could not be read are read again.
    async fn step(&mut self, feed: &mut Feed) -> Result<Vec<Response>> {
        let mut patience = Patience::default();
        let deliveries = loop {
            match feed.next().await {
                Ok(deliveries) => break deliveries,
                Err(error) => patience.wait(error).await?,
            }
        };
        let mut responses = Vec::with_capacity(deliveries.len());
        for batch in deliveries.chunks(BATCH_MAX) {
            if batch.iter().any(|delivery| delivery.event.kind == log::Kind::Resync) {
                metric::resync(Resync::Table);
                return Err(Error::resync_required(
                    "The table was emptied. Subscribe again with a snapshot.",
                ));
            }
            let events: Vec<_> = batch.iter().map(|it| (it.event.clone(), feed.cursor(&it.event))).collect();
            let mut patience = Patience::default();
            let told = loop {
                // On the heap, so that a stream which waits is small.
                match Box::pin(self.share.tell(&events, &mut self.floor)).await {
                    Ok(told) => break told,
                    Err(error) => patience.wait(error).await?,
                }
            };
            for delivery in batch {
                let Some(told) = told.get(&delivery.event.position) else { continue };
                if let Some(kind) = self.kind(feed, delivery, told)? {
                    responses.push(told.response(kind, &self.ctx.request_id)?);
                }
            }
        }
        if let Some(last) = deliveries.last() {
            let (cursor, at) = (feed.cursor(&last.event), last.event.at);
            self.ctx.progress.reach(Reached { cursor, at, read_at: self.ctx.now() });
        }
        Ok(responses)
    }

    /// What the reader is told; `None`: nothing.
    fn kind(&self, feed: &Feed, delivery: &Delivery, told: &Told) -> Result<Option<Kind>> {
        let Delivery { event, before, after } = delivery;
        let found = match &told.found {
            Some(Found { audience: Some(audience), .. }) if !feed.is_among(audience)? => None,
            found => found.as_ref(),
        };
        let was_archived = self.archiving(event);
        Ok(match found {
            Some(found) if !found.archived => {
                if event.kind == log::Kind::Removed {
                    // Deleted, and made again under the same key since: its own event will tell.
                    return Ok(None);
                }
                let is_new = event.kind == log::Kind::Created || !before || was_archived;
                if found.meets {
                    Some(if is_new { Kind::Created } else { Kind::Updated })
                } else {
                    // It met the filter before only if a column changed that the filter looks at.
                    (!is_new && self.may_have_met(event)).then_some(Kind::Removed)
                }
            }
            // Gone with this event. If with a later one, that will tell.
            gone => {
                let is_last = event.kind == log::Kind::Removed || !after || gone.is_some() && was_archived;
                (*before && is_last).then_some(Kind::Removed)
            }
        })
    }

    /// Whether an event archives a row or brings it back.
    fn archiving(&self, event: &log::Event) -> bool {
        let catalog = &self.engine.model.catalog;
        let table = catalog.table_named(event.relation.schema(), event.relation.table());
        let table = table.map(|id| &catalog.tables[id]);
        let column = table.and_then(|table| table.archived.map(|at| &table.columns[at].name));
        column.is_some_and(|column| event.changed.contains(column))
    }

    fn may_have_met(&self, event: &log::Event) -> bool {
        let catalog = &self.engine.model.catalog;
        let table = catalog.table_named(event.relation.schema(), event.relation.table());
        let (Some(filter), Some(id)) = (self.share.filter(), table) else { return false };
        match filter.columns() {
            Some(columns) => {
                columns.iter().any(|at| event.changed.contains(&catalog.tables[id].columns[*at].name))
            }
            None => true,
        }
    }

    async fn snapshot(&self, taken: snapshot::Taken, here: Cursor) -> Result<Vec<Response>> {
        let catalog = &self.engine.model.catalog;
        let (entity, now) = (self.engine.followed[self.index].entity, self.ctx.now());
        let selected = self.selected()?;
        let mut scope = taken.scope;
        let mut responses = Vec::with_capacity(taken.keys.len());
        let within = Cursor { within_snapshot: true, ..here };
        for (at, rows) in taken.keys.chunks(BATCH_MAX).enumerate() {
            let items = (at * BATCH_MAX..).zip(rows).map(|(at, (id, key))| {
                // Only the last one says that nothing of the snapshot is missing.
                let cursor = if at + 1 == taken.keys.len() { &here } else { &within };
                Item::of_row(catalog, entity, *id, key, cursor, &now)
            });
            let items = items.collect::<Result<Vec<_>>>()?;
            let planned = self.ctx.meter().time(Part::Plan, || {
                let asked = (selected, &self.prepared.variables);
                item::plan(&self.engine, asked, self.ctx.principal, &items, Questions::default())
            })?;
            let loaded = select::load(&self.engine, &planned.plan, &mut scope).await?;
            for at in (0..planned.len()).filter(|at| planned.found(catalog, &loaded, *at).is_some()) {
                let (data, errors) = self
                    .ctx
                    .meter()
                    .time(Part::Write, || planned.write(catalog, (selected, &loaded), at, "SNAPSHOT", true));
                let body = response::envelope(Some(&data), &errors, &self.ctx.request_id);
                responses.push(response::with_cost(Response::of(body), self.ctx.meter()));
            }
        }
        scope.finish();
        Ok(responses)
    }

    fn selected(&self) -> Result<&Selected> {
        self.prepared
            .selection
            .fields
            .first()
            .ok_or_else(|| Error::internal("a subscription without a field"))
    }
}
