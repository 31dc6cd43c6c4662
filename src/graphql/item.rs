//! A change as an item of a stream: what is known of it from the log, and the answer that is written once its row was read.

use chrono::SecondsFormat;

use super::catalog::{Catalog, Table, TableId};
use super::condition::Condition;
use super::json::Writer;
use super::plan::{Link, Member, Object, Plan, ReadId, Record, Slot};
use super::planner::Planner;
use super::response::FieldError;
use super::scalar::Param;
use super::select::Loaded;
use super::selection::Selected;
use super::wire::array;
use super::{Inner, id};
use crate::auth::Principal;
use crate::error::{Error, Result};
use crate::graphql::input::Variables;
use crate::stream::{Cursor, Event, Kind};

/// A row of a stream, and the members of its item that are known before it is read.
pub struct Item {
    table: TableId,
    key: Vec<Param>,
    record: Record,
}

impl Item {
    /// Of a row as it is.
    ///
    /// # Errors
    /// When the key is not one of the table, which is a fault of ours.
    pub fn of_row(
        catalog: &Catalog,
        entity: &'static str,
        table: TableId,
        key: &str,
        cursor: &Cursor,
        at: &chrono::DateTime<chrono::Utc>,
    ) -> Result<Self> {
        Self::new(catalog, entity, table, key, cursor, at, Vec::new())
    }

    /// Of an event about one row; `None` for those about none, or about a table without a type.
    ///
    /// # Errors
    /// See [`of_row`](Self::of_row).
    pub fn of_event(
        catalog: &Catalog,
        entity: &'static str,
        event: &Event,
        cursor: &Cursor,
    ) -> Result<Option<Self>> {
        if matches!(event.kind, Kind::Touched | Kind::Resync) {
            return Ok(None);
        }
        let Some(table) = catalog.table_named(event.relation.schema(), event.relation.table()) else {
            return Ok(None);
        };
        let columns = catalog.tables[table].columns.iter();
        let columns =
            columns.filter(|column| column.expression.is_none() && event.changed.contains(&column.name));
        let changed = columns.filter_map(|column| column.field.clone()).collect();
        Self::new(catalog, entity, table, &event.key, cursor, &event.at, changed).map(Some)
    }

    fn new(
        catalog: &Catalog,
        entity: &'static str,
        table: TableId,
        key: &str,
        cursor: &Cursor,
        at: &chrono::DateTime<chrono::Utc>,
        changed: Vec<String>,
    ) -> Result<Self> {
        let described = &catalog.tables[table];
        let parts = key_parts(described, key)?;
        let entity_id =
            id::encode(&described.names.type_name, &parts.iter().map(String::as_str).collect::<Vec<_>>());
        let parts = described.key.iter().zip(&parts);
        let key = parts.map(|(at, part)| Param::parse(described.columns[*at].ty.wire, part));
        let key = key.collect::<Result<Vec<_>>>()?;
        let record = vec![
            ("cursor", Member::Json(cursor.to_string().into())),
            ("kind", Member::Late),
            ("at", Member::Json(at.to_rfc3339_opts(SecondsFormat::AutoSi, true).into())),
            ("entityId", Member::Json(entity_id.into())),
            ("changedFields", Member::Json(changed.into())),
            (entity, Member::Row(table, key.clone())),
        ];
        Ok(Self { table, key, record })
    }

    /// To find out what the item of a row costs. It is not to be read.
    pub fn of_no_row(entity: &'static str, table: TableId) -> Self {
        Self { table, key: Vec::new(), record: vec![(entity, Member::Row(table, Vec::new()))] }
    }
}

/// The parts of a key as the log writes them.
fn key_parts(table: &Table, key: &str) -> Result<Vec<String>> {
    if table.single_key().is_some() {
        return Ok(vec![key.to_owned()]);
    }
    let parts: Vec<serde_json::Value> = serde_json::from_str(key).map_err(Error::internal)?;
    Ok(parts.into_iter().map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned)).collect())
}

/// Items whose rows are read together.
pub struct Planned {
    pub plan: Plan,
    items: Vec<PlannedItem>,
}

struct PlannedItem {
    object: Object,
    table: TableId,
    /// Where the row is found if it was there.
    row: (ReadId, Vec<u8>),
}

/// What is to be known of the rows besides what is selected of them.
#[derive(Clone, Copy, Default)]
pub struct Questions<'a> {
    /// Whether they meet a condition.
    pub filter: Option<&'a Condition>,
    /// Whom they concern now.
    pub audience: bool,
}

/// Plans items as one, so that their rows are read together.
pub fn plan(
    engine: &Inner,
    (selected, variables): (&Selected, &Variables),
    principal: Principal,
    items: &[Item],
    questions: Questions<'_>,
) -> Result<Planned> {
    let mut planner = Planner::new(&engine.model, variables, principal);
    let selection = selected.selections.first();
    let selection = selection.ok_or_else(|| Error::internal("a change without fields"))?;
    let planned = items.iter().map(|item| {
        let row = planner.probe(item.table, item.key.clone());
        PlannedItem { object: planner.record(selection, &item.record), table: item.table, row }
    });
    let items = planned.collect();
    let mut plan = planner.finish();
    for read in plan.reads.iter_mut().filter(|read| matches!(read.link, Link::Keys(_))) {
        if let Some(filter) = questions.filter {
            read.filter = filter.clone();
            read.slots.push(Slot::Meets);
        }
        if questions.audience {
            read.slots.push(Slot::Audience);
        }
    }
    Ok(Planned { plan, items })
}

/// What was found of an item's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// It is archived, which to streams is to be gone.
    pub archived: bool,
    /// It meets the filter, or there is none.
    pub meets: bool,
    /// Whom it concerns, if that was asked.
    pub audience: Option<Vec<String>>,
}

/// The answer for an item: data and what went wrong in it.
pub type Written = (Vec<u8>, Vec<FieldError>);

impl Planned {
    /// What was found of the row of an item; `None` if it was not there.
    pub fn found(&self, catalog: &Catalog, loaded: &[Loaded], at: usize) -> Option<Found> {
        let PlannedItem { table, row: (read, key), .. } = &self.items[at];
        let (slots, rows) = (&self.plan.reads[*read].slots, &loaded[*read]);
        let row = rows.groups.get(key)?.start;
        let value = |slot: &Slot| rows.value(row, slots.iter().position(|own| own == slot)?);
        let archived = catalog.tables[*table].archived;
        Some(Found {
            archived: archived.is_some_and(|column| value(&Slot::Column(column)).is_some()),
            meets: !slots.contains(&Slot::Meets) || value(&Slot::Meets) == Some(&[1]),
            audience: slots.contains(&Slot::Audience).then(|| {
                let keys = value(&Slot::Audience).and_then(array).unwrap_or_default();
                keys.into_iter().flatten().map(|key| String::from_utf8_lossy(key).into_owned()).collect()
            }),
        })
    }

    /// Writes the data of an item, with or without its row.
    pub fn write(
        &self,
        catalog: &Catalog,
        (selected, loaded): (&Selected, &[Loaded]),
        at: usize,
        kind: &str,
        with_row: bool,
    ) -> Written {
        let nothing: Vec<Loaded>;
        let loaded = if with_row {
            loaded
        } else {
            nothing = loaded.iter().map(|_| Loaded::default()).collect();
            &nothing
        };
        let late = [("kind".to_owned(), format!("\"{kind}\""))];
        let mut writer = Writer::new(catalog, &self.plan, loaded).with(&late);
        writer.out.extend_from_slice(format!("{{\"{}\":", selected.key).as_bytes());
        if writer.field(&selected.key, &self.items[at].object) {
            writer.out.push(b'}');
            (writer.out, writer.errors)
        } else {
            (b"null".to_vec(), writer.errors)
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }
}
