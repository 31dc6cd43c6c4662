//! Reads of a plan as SQL. The engine's only SQL that reads.
//!
//! One statement for each read, whatever the number of parents: for one parent by `= $1`, for several by one array, to-many
//! pages then by `LATERAL`, so that each parent's page is cut in the database. Values and lists travel as arguments, lists
//! as one array; only names, operators and page sizes are text.
//!
//! Batches are levels. A level is complete before the next begins, so that a batch needs neither a timer nor yielding to
//! find out who else wants rows, which a loader for single keys does: for 1,000 keys that alone took 3.5 ms, where
//! collecting them here takes 0.08 ms.

use std::collections::HashMap;
use std::ops::Range;

use sqlx::Row as _;

use super::Inner;
use super::catalog::Catalog;
use super::page::Page;
use super::plan::{Link, Plan, Read, Slot};
use super::scalar::{Param, Wire};
use super::statement;
use super::wire::push_key_part;
use crate::db::{ReadScope, Rows, Scope, Statement, WriteScope};
use crate::error::{Error, Result};

/// Bytes of values that one answer may be made of.
pub const BYTES_MAX: usize = 64 * 1024 * 1024;

/// The rows of a read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The rows as they came.
    rows: Rows,
    /// Which of them make the answer, in its order.
    order: Vec<u32>,
    /// Where each parent's or key's rows are.
    pub groups: HashMap<Vec<u8>, Group>,
    /// The only page of a read without parents.
    pub page: Group,
    /// How many rows there are in all, for each parent.
    pub counts: HashMap<Vec<u8>, i64>,
    /// How many rows there are in all, without parents.
    pub total: i64,
}

impl Loaded {
    /// How many rows make the answer.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// The wire form of a value of the nth row of the answer; `None` for null.
    pub fn value(&self, row: usize, slot: usize) -> Option<&[u8]> {
        self.rows.value(*self.order.get(row)? as usize, slot)
    }
}

/// Rows that belong together.
#[derive(Debug, Clone, Copy, Default)]
pub struct Group {
    /// Index of the first row.
    pub start: usize,
    /// Index behind the last row.
    pub end: usize,
    /// Whether there are more in the direction of fetching.
    pub more: bool,
}

/// Runs all reads of a plan in one scope.
///
/// # Errors
/// `QUERY_TOO_COMPLEX` for more rows than an answer may have, and what the database says; the scope is then of no more use.
pub async fn load<K>(engine: &Inner, plan: &Plan, scope: &mut Scope<K>) -> Result<Vec<Loaded>> {
    let (catalog, rows_max) = (&engine.model.catalog, engine.limits.rows);
    let mut loaded: Vec<Loaded> = plan.reads.iter().map(|_| Loaded::default()).collect();
    let (mut total, mut bytes) = (0, 0);
    let levels = plan.reads.iter().map(|read| read.level + 1).max().unwrap_or(0);
    for level in 0..levels {
        for (at, read) in plan.reads.iter().enumerate().filter(|(_, read)| read.level == level) {
            let parents = parent_values(catalog, read, plan, &loaded)?;
            if parents.as_ref().is_some_and(|(_, values)| values.is_empty()) {
                continue;
            }
            if read.rows {
                let statement = statement::rows(catalog, read, parents.as_ref(), rows_max)?;
                let rows = scope.fetch_rows(statement, BYTES_MAX - bytes).await;
                let rows = rows.map_err(|error| blame_time_zone(read, error))?;
                total += rows.len();
                bytes += rows.bytes();
                if total > rows_max {
                    let message = format!("The answer has more than {rows_max} rows. Ask for smaller pages.");
                    return Err(Error::query_too_complex(message)
                        .with("limit", "rows")
                        .with("max", rows_max));
                }
                loaded[at] = group(catalog, read, rows)?;
            }
            if read.count || read.more_than.is_some() {
                let statement = statement::count(catalog, read, parents.as_ref())?;
                let counts = scope.fetch_rows(statement, BYTES_MAX).await?;
                for row in 0..counts.len() {
                    let count = counts.value(row, 0).and_then(|count| count.try_into().ok());
                    let count = count.map(i64::from_be_bytes).unwrap_or_default();
                    match &parents {
                        None => loaded[at].total = count,
                        Some(_) => {
                            let parent = counts.value(row, 1).unwrap_or_default();
                            loaded[at].counts.insert(parent.to_vec(), count);
                        }
                    }
                }
            }
        }
    }
    Ok(loaded)
}

/// PostgreSQL alone knows the names of time zones. All other values of such a read have been checked before.
fn blame_time_zone(read: &Read, error: Error) -> Error {
    let in_zone = read.groups.as_ref().is_some_and(|groups| groups.by.iter().any(|key| key.bucket.is_some()));
    match error {
        Error::BadUserInput(_) if in_zone => error.field("timeZone"),
        error => error,
    }
}

/// How many statements a plan may run: one is its own snapshot.
pub fn statements(plan: &Plan) -> usize {
    plan.reads
        .iter()
        .map(|read| usize::from(read.rows) + usize::from(read.count || read.more_than.is_some()))
        .sum()
}

/// What a scope sees, as the change log compares it.
///
/// # Errors
/// What the database says.
pub async fn snapshot(scope: &mut ReadScope) -> Result<String> {
    let row = scope.fetch_optional(Statement::new("select pg_current_snapshot()::text")).await?;
    Ok(row.ok_or_else(|| Error::internal("the database has no snapshot"))?.try_get(0)?)
}

/// The transaction's number, if it wrote anything.
///
/// # Errors
/// What the database says.
pub async fn transaction(scope: &mut WriteScope) -> Result<Option<u64>> {
    let row = scope.fetch_optional(Statement::new("select pg_current_xact_id_if_assigned()::text")).await?;
    let xid: Option<String> = row.map(|row| row.try_get(0)).transpose()?.flatten();
    Ok(xid.and_then(|xid| xid.parse().ok()))
}

/// The key under which a row by key is found: each part and its length.
fn row_key(slots: &[usize], rows: &Rows, row: usize) -> Vec<u8> {
    let mut key = Vec::with_capacity(20 * slots.len());
    for slot in slots {
        push_key_part(&mut key, rows.value(row, *slot).unwrap_or_default());
    }
    key
}

/// Brings fetched rows into the answer's order and notes whose they are.
fn group(catalog: &Catalog, read: &Read, rows: Rows) -> Result<Loaded> {
    let slot_of = |column: &usize| {
        let slot = read.slots.iter().position(|slot| *slot == Slot::Column(*column));
        slot.ok_or_else(|| Error::internal("a read without its key"))
    };
    let single = |row| Group { start: row, end: row + 1, more: false };
    let mut loaded = Loaded { order: Vec::with_capacity(rows.len()), ..Loaded::default() };
    match &read.link {
        Link::Table | Link::Call(_) | Link::Value(..) => {
            loaded.page = loaded.cut(read.page.as_ref(), 0..rows.len());
        }
        Link::Keys(_) => {
            let key = catalog.tables[read.table].key.iter().map(slot_of).collect::<Result<Vec<_>>>()?;
            for row in 0..rows.len() {
                loaded.groups.insert(row_key(&key, &rows, row), single(row));
            }
            loaded.cut(None, 0..rows.len());
        }
        Link::One(column, _) => {
            let slot = slot_of(column)?;
            for row in 0..rows.len() {
                if let Some(key) = rows.value(row, slot) {
                    loaded.groups.entry(key.to_vec()).or_insert(single(row));
                }
            }
            loaded.cut(None, 0..rows.len());
        }
        Link::Many(..) => {
            let slot = read.slots.len();
            let mut first = 0;
            while first < rows.len() {
                let key = rows.value(first, slot);
                let end = (first + 1..rows.len()).find(|row| rows.value(*row, slot) != key);
                let end = end.unwrap_or(rows.len());
                let group = loaded.cut(read.page.as_ref(), first..end);
                loaded.groups.insert(key.unwrap_or_default().to_vec(), group);
                first = end;
            }
        }
    }
    loaded.rows = rows;
    Ok(loaded)
}

impl Loaded {
    /// Takes rows into the answer: without the one that was fetched to see whether more follow, and a page from the end
    /// turned around.
    fn cut(&mut self, page: Option<&Page>, rows: Range<usize>) -> Group {
        let size = page.map_or(usize::MAX, |page| usize::try_from(page.size).unwrap_or(usize::MAX));
        let more = rows.len() > size;
        let start = self.order.len();
        // There are no more of them than an answer may have.
        self.order.extend(rows.take(size).map(|row| u32::try_from(row).unwrap_or(u32::MAX)));
        if page.is_some_and(|page| page.backward) {
            self.order[start..].reverse();
        }
        Group { start, end: self.order.len(), more }
    }
}

/// The distinct values by which children are found, of all parents.
pub type Parents = (Wire, Vec<Param>);

fn parent_values(catalog: &Catalog, read: &Read, plan: &Plan, loaded: &[Loaded]) -> Result<Option<Parents>> {
    let (Link::One(column, parents) | Link::Many(column, parents)) = &read.link else { return Ok(None) };
    let wire = catalog.tables[read.table].columns[*column].ty.wire;
    let mut seen = std::collections::HashSet::new();
    let mut values = Vec::new();
    for (parent, slot) in parents {
        debug_assert!(plan.reads[*parent].level < read.level, "a read before its parents");
        let parent = &loaded[*parent];
        for row in 0..parent.len() {
            if let Some(value) = parent.value(row, *slot)
                && seen.insert(value)
            {
                values.push(key_param(wire, value)?);
            }
        }
    }
    Ok(Some((wire, values)))
}

/// A key in its wire form as an argument of the next statement.
///
/// # Errors
/// `INTERNAL_SERVER_ERROR` for bytes that are no key.
pub fn key_param(wire: Wire, value: &[u8]) -> Result<Param> {
    let bad = || Error::internal("a key of an unexpected length");
    Ok(match wire {
        Wire::Uuid => Param::Uuid(uuid::Uuid::from_slice(value).map_err(|_| bad())?),
        Wire::Text => Param::Text(String::from_utf8(value.to_vec()).map_err(|_| bad())?),
        Wire::Int2 => Param::Int(i16::from_be_bytes(value.try_into().map_err(|_| bad())?).into()),
        Wire::Int4 => Param::Int(i32::from_be_bytes(value.try_into().map_err(|_| bad())?).into()),
        Wire::Int8 => Param::Int(i64::from_be_bytes(value.try_into().map_err(|_| bad())?)),
        other => return Err(Error::internal(format!("{other:?} cannot be a key"))),
    })
}
