//! Reads of a plan as SQL. The engine's only SQL that reads.
//!
//! One statement for each read, whatever the number of parents: to-one by `= any($1)`, pages of children by `LATERAL`, so
//! that each parent's page is cut in the database. Values and lists travel as arguments, lists as one array; only names,
//! operators and page sizes are text.
//!
//! Batches are levels. A level is complete before the next begins, so that a batch needs neither a timer nor yielding to
//! find out who else wants rows, which a loader for single keys does: for 1,000 keys that alone took 3.5 ms, where
//! collecting them here takes 0.08 ms.

use std::collections::HashMap;

use sqlx::postgres::PgRow;
use sqlx::{Row as _, ValueRef as _};

use super::catalog::{Catalog, Table};
use super::page::Page;
use super::plan::{Link, Plan, Read, Slot};
use super::scalar::{Param, Wire};
use super::statement;
use super::wire::push_key_part;
use crate::db::{ReadScope, Scope, Statement, WriteScope};
use crate::error::{Error, Result};

/// Rows that one answer may be made of.
pub const ROWS_MAX: usize = 100_000;

/// The rows of a read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Rows in the order of the answer.
    pub rows: Vec<PgRow>,
    /// Where each parent's or key's rows are.
    pub groups: HashMap<Vec<u8>, Group>,
    /// The only page of a read without parents.
    pub page: Group,
    /// How many rows there are in all, for each parent.
    pub counts: HashMap<Vec<u8>, i64>,
    /// How many rows there are in all, without parents.
    pub total: i64,
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
/// `QUERY_TOO_COMPLEX` for more than [`ROWS_MAX`] rows, and what the database says; the scope is then of no more use.
pub async fn load<K>(catalog: &Catalog, plan: &Plan, scope: &mut Scope<K>) -> Result<Vec<Loaded>> {
    let mut loaded: Vec<Loaded> = plan.reads.iter().map(|_| Loaded::default()).collect();
    let mut total = 0;
    let levels = plan.reads.iter().map(|read| read.level + 1).max().unwrap_or(0);
    for level in 0..levels {
        for (at, read) in plan.reads.iter().enumerate().filter(|(_, read)| read.level == level) {
            let parents = parent_values(catalog, read, plan, &loaded)?;
            if parents.as_ref().is_some_and(|(_, values)| values.is_empty()) {
                continue;
            }
            if read.rows {
                let rows = scope.fetch(statement::rows(catalog, read, parents.as_ref())?).await?;
                total += rows.len();
                if total > ROWS_MAX {
                    let message = format!("The answer has more than {ROWS_MAX} rows. Ask for smaller pages.");
                    return Err(Error::query_too_complex(message)
                        .with("limit", "rows")
                        .with("max", ROWS_MAX));
                }
                loaded[at] = group(catalog, read, rows)?;
            }
            if read.count || read.more_than.is_some() {
                let rows = scope.fetch(statement::count(catalog, read, parents.as_ref())?).await?;
                for row in rows {
                    let count = row.try_get::<i64, _>(0)?;
                    match &parents {
                        None => loaded[at].total = count,
                        Some(_) => {
                            loaded[at].counts.insert(bytes(&row, 1).unwrap_or_default().to_vec(), count);
                        }
                    }
                }
            }
        }
    }
    Ok(loaded)
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

/// The wire form of a value; `None` for null.
pub fn bytes(row: &PgRow, slot: usize) -> Option<&[u8]> {
    let value = row.try_get_raw(slot).ok()?;
    if value.is_null() { None } else { value.as_bytes().ok() }
}

/// The key under which a row by key is found: each part and its length.
fn row_key(table: &Table, read: &Read, row: &PgRow) -> Vec<u8> {
    let mut key = Vec::with_capacity(20 * table.key.len());
    for column in &table.key {
        let slot = read.slots.iter().position(|slot| *slot == Slot::Column(*column));
        let part = slot.and_then(|slot| bytes(row, slot)).unwrap_or_default();
        push_key_part(&mut key, part);
    }
    key
}

/// Brings fetched rows into the answer's order and notes whose they are.
fn group(catalog: &Catalog, read: &Read, rows: Vec<PgRow>) -> Result<Loaded> {
    let table = &catalog.tables[read.table];
    let mut loaded = Loaded::default();
    match &read.link {
        Link::Table | Link::Call(_) | Link::Value(..) => {
            let (rows, group) = cut(read.page.as_ref(), rows, 0);
            loaded.page = group;
            loaded.rows = rows;
        }
        Link::Keys(_) => {
            for (at, row) in rows.iter().enumerate() {
                loaded
                    .groups
                    .insert(row_key(table, read, row), Group { start: at, end: at + 1, more: false });
            }
            loaded.rows = rows;
        }
        Link::One(column, _) => {
            let slot = read.slots.iter().position(|slot| *slot == Slot::Column(*column));
            let slot = slot.ok_or_else(|| Error::internal("a to-one read without its key"))?;
            for (at, row) in rows.iter().enumerate() {
                if let Some(key) = bytes(row, slot) {
                    let group = Group { start: at, end: at + 1, more: false };
                    loaded.groups.entry(key.to_vec()).or_insert(group);
                }
            }
            loaded.rows = rows;
        }
        Link::Many(..) => {
            let key_slot = read.slots.len();
            let mut rows = rows.into_iter().peekable();
            while let Some(first) = rows.next() {
                let key = bytes(&first, key_slot).unwrap_or_default().to_vec();
                let mut run = vec![first];
                while let Some(next) = rows.next_if(|row| bytes(row, key_slot) == Some(&key)) {
                    run.push(next);
                }
                let (mut run, group) = cut(read.page.as_ref(), run, loaded.rows.len());
                loaded.rows.append(&mut run);
                loaded.groups.insert(key, group);
            }
        }
    }
    Ok(loaded)
}

/// Drops the row that was fetched to see whether more follow, and turns a page from the end around.
fn cut(page: Option<&Page>, mut rows: Vec<PgRow>, start: usize) -> (Vec<PgRow>, Group) {
    let mut more = false;
    if let Some(page) = page {
        let size = usize::try_from(page.size).unwrap_or(usize::MAX);
        more = rows.len() > size;
        rows.truncate(size);
        if page.backward {
            rows.reverse();
        }
    }
    let end = start + rows.len();
    (rows, Group { start, end, more })
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
        for row in &loaded[*parent].rows {
            if let Some(value) = bytes(row, *slot)
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
