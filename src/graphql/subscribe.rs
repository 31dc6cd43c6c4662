//! Streams as subscription fields: events of the change log in, items out, each row re-read as its reader.
//!
//! The log says that a row changed and whom it may concern; this file reads the row in the reader's scope and says nothing
//! of what row level security hides. So the entity of an item is the row at or after the event, and steps in between may
//! be merged. A removal is told only to those who could see the row before: by the event's audience, where that is exact,
//! else to those whom this very subscription has shown the row.

use std::collections::HashSet;
use std::sync::Arc;

use async_graphql::Value;
use futures::{StreamExt as _, stream};

use super::catalog::{Table, TableId};
use super::document::Prepared;
use super::json::Writer;
use super::model::{FieldDef, Source};
use super::patience::Patience;
use super::plan::{Member, Object, ReadId, Record, Slot};
use super::planner::Planner;
use super::response::{self, FieldError};
use super::scalar::Param;
use super::selection::Selected;
use super::snapshot;
use super::{Inner, Items, Response, execute, id, input, live};
use crate::cost::Part;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stream::{Cursor, Delivery, Feed, Interest, Kind, Relation, Start};

/// Events that are answered from one read.
const BATCH_MAX: usize = 200;
/// Rows that a subscription remembers having shown; beyond, it ends and asks for a new snapshot.
const SHOWN_MAX: usize = 20_000;

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
    let tables = engine.followed[index].tables.clone();
    let relations = tables.iter().map(|id| relation(&engine.model.catalog.tables[*id])).collect();
    let interest = Interest { relations, of_others: false, account_id: ctx.principal.account_id() };
    let after = match arguments.get("after") {
        Some(Value::String(text)) => Some(text.parse::<Cursor>().map_err(|error| error.field("after"))?),
        _ => None,
    };
    let wants_snapshot = arguments.get("snapshot") == Some(&Value::Boolean(true));
    if after.is_some() && wants_snapshot {
        return Err(Error::bad_user_input("Give either after or snapshot.").field("snapshot"));
    }
    let mut subscriber =
        Subscriber { engine, ctx, prepared, index, shown: HashSet::new(), exact: HashSet::new() };
    let streams = subscriber.engine.streams.clone();
    let (feed, first) = if wants_snapshot {
        let taken = snapshot::take(&subscriber.engine, &subscriber.ctx, &tables).await?;
        let feed = streams.feed(interest, Start::Snapshot(taken.snapshot.clone())).await?;
        subscriber.learn(&feed, &tables);
        let first = subscriber.snapshot(taken, feed.here()).await?;
        (feed, first)
    } else {
        let feed = streams.feed(interest, after.map_or(Start::Live, Start::After)).await?;
        subscriber.learn(&feed, &tables);
        (feed, Vec::new())
    };
    Ok(Box::pin(stream::iter(first).chain(subscriber.follow(feed))))
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
    /// Rows that were shown, of tables whose audience is not exact.
    shown: HashSet<(TableId, String)>,
    /// Tables whose audience is precisely who may see the row.
    exact: HashSet<Relation>,
}

/// An item to be written: what is known of it before the row is read.
pub struct Item {
    /// The row's table.
    pub table: TableId,
    /// The row's key, as the log has it.
    pub key: String,
    /// The members that are known.
    pub record: Record,
    /// The event, unless the item is of a snapshot.
    pub delivery: Option<Delivery>,
}

impl Subscriber {
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

    /// Learns from the feed whose audience is exact.
    fn learn(&mut self, feed: &Feed, tables: &[TableId]) {
        let relations = tables.iter().map(|id| relation(&self.engine.model.catalog.tables[*id]));
        self.exact = relations.filter(|relation| feed.is_exact(relation)).collect();
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
            let mut items = Vec::with_capacity(batch.len());
            for delivery in batch {
                items.extend(self.item(feed, delivery)?);
            }
            responses.append(&mut self.write(items).await?);
        }
        Ok(responses)
    }

    fn item(&self, feed: &Feed, delivery: &Delivery) -> Result<Option<Item>> {
        let event = &delivery.event;
        let catalog = &self.engine.model.catalog;
        match event.kind {
            Kind::Touched => return Ok(None),
            Kind::Resync => {
                return Err(Error::resync_required(
                    "The table was emptied. Subscribe again with a snapshot.",
                ));
            }
            Kind::Created | Kind::Updated | Kind::Removed => {}
        }
        let Some(id) = catalog.table_named(event.relation.schema(), event.relation.table()) else {
            return Ok(None);
        };
        let table = &catalog.tables[id];
        let changed = table
            .columns
            .iter()
            .filter(|column| column.expression.is_none() && event.changed.contains(&column.name));
        let changed: Vec<_> = changed.filter_map(|column| column.field.clone()).collect();
        let record = vec![
            ("cursor", Member::Json(feed.cursor(event).to_string().into())),
            ("kind", Member::Late),
            ("at", Member::Json(event.at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true).into())),
            ("entityId", Member::Json(entity_id(table, &event.key)?.into())),
            ("changedFields", Member::Json(changed.into())),
            (self.entity(), Member::Row(id, key_of(table, &event.key)?)),
        ];
        Ok(Some(Item { table: id, key: event.key.clone(), record, delivery: Some(delivery.clone()) }))
    }

    fn entity(&self) -> &'static str {
        self.engine.followed[self.index].entity
    }

    async fn snapshot(&mut self, taken: snapshot::Taken, here: Cursor) -> Result<Vec<Response>> {
        let cursor = serde_json::Value::from(here.to_string());
        let at = serde_json::Value::from(self.ctx.now().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
        let mut responses = Vec::with_capacity(taken.keys.len());
        let mut items = Vec::with_capacity(taken.keys.len());
        for (id, key) in taken.keys {
            let table = &self.engine.model.catalog.tables[id];
            let record = vec![
                ("cursor", Member::Json(cursor.clone())),
                ("kind", Member::Late),
                ("at", Member::Json(at.clone())),
                ("entityId", Member::Json(entity_id(table, &key)?.into())),
                ("changedFields", Member::Json(serde_json::Value::Array(Vec::new()))),
                (self.entity(), Member::Row(id, key_of(table, &key)?)),
            ];
            items.push(Item { table: id, key, record, delivery: None });
        }
        let mut scope = taken.scope;
        while !items.is_empty() {
            let batch = items.drain(..items.len().min(BATCH_MAX)).collect();
            let planned = self.ctx.meter().time(Part::Plan, || self.plan(batch))?;
            let loaded = super::select::load(&self.engine.model.catalog, &planned.plan, &mut scope).await?;
            responses.append(&mut self.respond(&planned, &loaded)?);
        }
        scope.finish();
        Ok(responses)
    }

    async fn write(&mut self, items: Vec<Item>) -> Result<Vec<Response>> {
        if items.is_empty() {
            return Ok(Vec::new());
        }
        // Items that are read together tell the cost of all.
        self.ctx.watch.meter = self.ctx.meter().anew();
        let planned = self.ctx.meter().time(Part::Plan, || self.plan(items))?;
        let mut patience = Patience::default();
        let mut loaded = loop {
            match execute::load(&self.engine, &self.ctx, &planned.plan).await {
                Ok(loaded) => break loaded,
                Err(error) => patience.wait(error).await?,
            }
        };
        self.forget_archived(&planned, &mut loaded);
        self.respond(&planned, &loaded)
    }

    /// Plans many items as one, so that their rows are read together.
    fn plan(&self, items: Vec<Item>) -> Result<Planned> {
        let mut planner = Planner::new(&self.engine.model, &self.prepared.variables, self.ctx.principal);
        let selection = self.selected()?.selections.first();
        let selection = selection.ok_or_else(|| Error::internal("a change without fields"))?;
        let mut planned = Vec::with_capacity(items.len());
        for item in items {
            let key = key_of(&self.engine.model.catalog.tables[item.table], &item.key)?;
            let probe = planner.probe(item.table, key);
            planned.push((planner.record(selection, &item.record), probe, item));
        }
        Ok(Planned { plan: planner.finish(), items: planned })
    }

    fn selected(&self) -> Result<&Selected> {
        self.prepared
            .selection
            .fields
            .first()
            .ok_or_else(|| Error::internal("a subscription without a field"))
    }

    /// To streams a row that is archived is one that is gone.
    fn forget_archived(&self, planned: &Planned, loaded: &mut [super::select::Loaded]) {
        for (_, (read, row), item) in &planned.items {
            let Some(archived) = self.engine.model.catalog.tables[item.table].archived else { continue };
            let slots = &planned.plan.reads[*read].slots;
            let slot = slots.iter().position(|slot| *slot == Slot::Column(archived));
            let found = &mut loaded[*read];
            let group = slot.zip(found.groups.get(row).copied());
            if group.is_some_and(|(slot, group)| found.value(group.start, slot).is_some()) {
                found.groups.remove(row);
            }
        }
    }

    fn respond(&mut self, planned: &Planned, loaded: &[super::select::Loaded]) -> Result<Vec<Response>> {
        let key = self.selected()?.key.clone();
        let mut responses = Vec::with_capacity(planned.items.len());
        for (object, (read, row), item) in &planned.items {
            let visible = loaded[*read].groups.contains_key(row);
            let Some(kind) = self.kind(item, visible)? else { continue };
            let late = [("kind".to_owned(), format!("\"{kind}\""))];
            let body = self.ctx.meter().time(Part::Write, || {
                let mut writer = Writer::new(&self.engine.model.catalog, &planned.plan, loaded).with(&late);
                writer.out.extend_from_slice(format!("{{\"{key}\":").as_bytes());
                let written = writer.field(&key, object);
                writer.out.push(b'}');
                let data = if written { writer.out.as_slice() } else { b"null".as_slice() };
                response::envelope(Some(data), &writer.errors, &self.ctx.request_id).into()
            });
            responses.push(response::with_cost(Response { body, executed: true }, self.ctx.meter()));
        }
        Ok(responses)
    }

    /// What the reader is told; `None`: nothing.
    fn kind(&mut self, item: &Item, visible: bool) -> Result<Option<&'static str>> {
        let Some(delivery) = &item.delivery else {
            if visible {
                self.show(item)?;
            }
            return Ok(visible.then_some("SNAPSHOT"));
        };
        let shown = (item.table, item.key.clone());
        let knew = if self.exact.contains(&delivery.event.relation) {
            delivery.before
        } else {
            self.shown.contains(&shown)
        };
        if visible && delivery.event.kind != Kind::Removed {
            self.show(item)?;
            let new = delivery.event.kind == Kind::Created || !knew && !delivery.before;
            return Ok(Some(if new { "CREATED" } else { "UPDATED" }));
        }
        if delivery.event.kind == Kind::Removed && visible {
            // Deleted, and made again under the same key since: its own event will tell.
            return Ok(None);
        }
        self.shown.remove(&shown);
        Ok(knew.then_some("REMOVED"))
    }

    fn show(&mut self, item: &Item) -> Result<()> {
        let table = &self.engine.model.catalog.tables[item.table];
        if self.exact.contains(&relation(table)) {
            return Ok(());
        }
        if self.shown.len() >= SHOWN_MAX {
            return Err(Error::resync_required(
                "This subscription has shown more rows than it can remember. Subscribe again with a snapshot.",
            ));
        }
        self.shown.insert((item.table, item.key.clone()));
        Ok(())
    }
}

struct Planned {
    plan: super::plan::Plan,
    items: Vec<(Object, (ReadId, Vec<u8>), Item)>,
}

/// The parts of a key as the log writes them.
fn key_parts(table: &Table, key: &str) -> Result<Vec<String>> {
    if table.single_key().is_some() {
        return Ok(vec![key.to_owned()]);
    }
    let parts: Vec<serde_json::Value> = serde_json::from_str(key).map_err(Error::internal)?;
    Ok(parts.into_iter().map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned)).collect())
}

fn key_of(table: &Table, key: &str) -> Result<Vec<Param>> {
    let parts = key_parts(table, key)?;
    table.key.iter().zip(parts).map(|(at, part)| Param::parse(table.columns[*at].ty.wire, &part)).collect()
}

fn entity_id(table: &Table, key: &str) -> Result<String> {
    let parts = key_parts(table, key)?;
    Ok(id::encode(&table.names.type_name, &parts.iter().map(String::as_str).collect::<Vec<_>>()))
}
