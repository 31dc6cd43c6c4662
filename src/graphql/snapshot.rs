//! The rows that a subscription begins with, and the point in the change log that fits them.
//!
//! Keys and `pg_current_snapshot()` come from one repeatable-read transaction, which the rows are then read in as well. The
//! feed that follows skips what that snapshot sees: no window, no duplicate.

use super::Inner;
use super::catalog::{Catalog, TableId};
use super::condition::Condition;
use super::order;
use super::page::Page;
use super::plan::{Link, Plan, Read, Slot};
use super::scalar::Param;
use super::select;
use super::wire::key_text;
use crate::ctx::Ctx;
use crate::db::{ReadScope, Reads};
use crate::error::{Error, Result};
use crate::stream::Snapshot;

/// The most rows that a subscription may begin with.
pub const ROWS_MAX: usize = 10_000;
/// Keys read at once.
const PAGE: u32 = 1_000;

/// A snapshot that has been taken; its scope still sees it.
pub struct Taken {
    /// What the scope sees.
    pub snapshot: Snapshot,
    /// Tables and keys of the rows, as the change log writes keys.
    pub keys: Vec<(TableId, String)>,
    /// The scope to read the rows in.
    pub scope: ReadScope,
}

/// Takes a snapshot of all rows of some tables that the caller sees, or of those that meet a filter.
///
/// # Errors
/// `QUERY_TOO_COMPLEX` for more than [`ROWS_MAX`] rows.
pub async fn take(
    engine: &Inner,
    ctx: &Ctx,
    tables: &[TableId],
    filter: Option<&Condition>,
) -> Result<Taken> {
    let catalog = &engine.model.catalog;
    let mut scope = ctx.read(Reads::Many).await?;
    let snapshot = select::snapshot(&mut scope).await?.parse()?;
    let mut keys = Vec::new();
    for table in tables {
        let mut after = None;
        loop {
            let plan = page_of_keys(catalog, *table, filter, after.take())?;
            let loaded = select::load(engine, &plan, &mut scope).await?;
            let Some(page) = loaded.into_iter().next() else { break };
            let described = &catalog.tables[*table];
            for row in 0..page.len() {
                let parts = described.key.iter().enumerate().map(|(slot, column)| {
                    page.value(row, slot)
                        .map(|value| key_text(described.columns[*column].ty.wire, value))
                        .unwrap_or_default()
                });
                let parts: Vec<String> = parts.collect();
                if !page.page.more {
                    after = None;
                } else {
                    let place = described.key.iter().zip(&parts);
                    let place =
                        place.map(|(at, part)| Param::parse(described.columns[*at].ty.wire, part).map(Some));
                    after = Some(place.collect::<Result<Vec<_>>>()?);
                }
                keys.push((
                    *table,
                    match parts.as_slice() {
                        [single] => single.clone(),
                        parts => serde_json::Value::from(parts).to_string(),
                    },
                ));
            }
            if keys.len() > ROWS_MAX {
                let message = format!(
                    "A subscription may begin with at most {ROWS_MAX} rows. Read a list, and subscribe after its time."
                );
                return Err(Error::query_too_complex(message).with("limit", "rows").with("max", ROWS_MAX));
            }
            if after.is_none() {
                break;
            }
        }
    }
    Ok(Taken { snapshot, keys, scope })
}

fn page_of_keys(
    catalog: &Catalog,
    table: TableId,
    filter: Option<&Condition>,
    after: Option<Vec<Option<Param>>>,
) -> Result<Plan> {
    let described = &catalog.tables[table];
    let page = Page {
        size: PAGE,
        offset: 0,
        backward: false,
        order: order::keys(catalog, described, None)?,
        after,
        before: None,
    };
    let slots = described.key.iter().map(|column| Slot::Column(*column)).collect();
    let live = described.archived.map(|at| Condition::IsNull(at, true));
    let filter = Condition::All(live.into_iter().chain(filter.cloned()).collect());
    let read = Read { slots, filter, page: Some(page), rows: true, ..Read::new(table, Link::Table, 0) };
    Ok(Plan { reads: vec![read], errors: Vec::new() })
}
