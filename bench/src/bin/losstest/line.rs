//! What a subscriber has been told, kept for the accountant.
//!
//! A *line* begins with a snapshot or after the cursor of a write, and goes on over any number of connections, each resumed
//! after the last cursor, until the server asks for a resync.

use std::time::SystemTime;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use uuid::Uuid;
use workgraph::stream::Cursor;

use crate::table::{Row, TABLES};

/// What an item says has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Change {
    /// The row as it is.
    Snapshot,
    /// The row is new.
    Created,
    /// The row changed.
    Updated,
    /// The row is gone, or out of sight.
    Removed,
}

/// One item.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// Its place.
    pub cursor: Cursor,
    /// What happened.
    pub change: Change,
    /// To what.
    pub row: Row,
    /// The number in the row's title; `None` without a row.
    pub number: Option<u64>,
    /// When it came.
    pub at: SystemTime,
}

/// Why a line is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The test was over.
    Final,
    /// `RESYNC_REQUIRED`.
    Resync,
    /// The connection broke before it was certain that the snapshot was complete.
    Cut,
}

/// An unbroken account of some rows.
#[derive(Debug)]
pub struct Line {
    /// Whose, as an index into the accounts.
    pub account: usize,
    /// Of what, as an index into the kinds.
    pub kind: usize,
    /// The cursor that it began after; `None`: with a snapshot.
    pub after: Option<Cursor>,
    /// When it was asked for.
    pub begun_at: SystemTime,
    /// The cursors after which it was resumed, and when.
    pub resumed: Vec<(Cursor, SystemTime)>,
    /// What came.
    pub items: Vec<Item>,
    /// How it ended, and when.
    pub end: Option<(End, SystemTime)>,
}

impl Line {
    /// One that begins now.
    pub fn begin(account: usize, kind: usize, after: Option<Cursor>) -> Self {
        let begun_at = SystemTime::now();
        Self { account, kind, after, begun_at, resumed: Vec::new(), items: Vec::new(), end: None }
    }

    /// Where to go on; `None` where that is not certain. All rows of a snapshot bear the same cursor, and nothing says which is
    /// the last of them: only an item of another kind shows that the snapshot is complete.
    pub fn place(&self) -> Option<Cursor> {
        match self.items.last() {
            Some(item) => (item.change != Change::Snapshot).then_some(item.cursor),
            None => self.after,
        }
    }

    /// The last place that is known to have been reached.
    pub fn reached(&self) -> Option<Cursor> {
        self.items.last().map(|item| item.cursor).or(self.after)
    }

    /// The place from which on there must be no gap.
    pub fn start(&self) -> Option<Cursor> {
        self.after.or_else(|| self.items.first().map(|item| item.cursor))
    }
}

#[derive(Deserialize)]
struct Answer {
    data: Option<std::collections::HashMap<String, Told>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    cursor: String,
    kind: Change,
    entity_id: String,
    entity: Option<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    title: Option<String>,
}

/// Reads the payload of a message.
///
/// # Errors
/// When it is not an item.
pub fn read(payload: &str) -> Result<Item> {
    let at = SystemTime::now();
    let answer: Answer = serde_json::from_str(payload).with_context(|| format!("not an item: {payload}"))?;
    let told = answer.data.and_then(|data| data.into_values().next());
    let told = told.with_context(|| format!("an item without data: {payload}"))?;
    let number = match &told.entity {
        Some(entity) => Some(number(entity.title.as_deref().unwrap_or_default())?),
        None => None,
    };
    let cursor = told.cursor.parse().map_err(|_| anyhow::anyhow!("not a cursor: {}", told.cursor))?;
    Ok(Item { cursor, change: told.kind, row: row(&told.entity_id)?, number, at })
}

/// The number in a title.
///
/// # Errors
/// When it has none.
pub fn number(title: &str) -> Result<u64> {
    let number = title.rsplit_once(" #").and_then(|(_, number)| number.parse().ok());
    number.with_context(|| format!("a title without a number: {title}"))
}

/// The row of a global id. Clients need not know what is in one; who keeps accounts does.
///
/// # Errors
/// When it is not of one of our tables.
pub fn row(global_id: &str) -> Result<Row> {
    let parts = global_id.strip_prefix("wg_").and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
    let parts: Option<(String, Uuid)> = parts.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let (name, id) = parts.with_context(|| format!("not the id of a row: {global_id}"))?;
    let table = TABLES.iter().position(|table| table.type_name == name);
    Ok(Row { table: table.with_context(|| format!("a row of type {name}"))?, id })
}
