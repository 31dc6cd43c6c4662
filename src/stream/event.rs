//! An event: that a row changed, when, and whom it may concern. It has no contents of the row.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::cursor::Position;

/// One row of the change log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The batch that it belongs to, and its place there.
    pub position: Position,
    /// The transaction that made the change.
    pub xid: u64,
    /// When the statement ran.
    pub at: DateTime<Utc>,
    /// The table.
    pub relation: Relation,
    /// What happened.
    pub kind: Kind,
    /// The primary key as text, a JSON array if it has several columns. Empty for [`Kind::Touched`] and
    /// [`Kind::Resync`], which are not about one row.
    pub key: String,
    /// The columns that an update changed, also those that the API does not show.
    pub changed: Vec<String>,
    /// Keys of those who may have seen the row before; none if there was no row.
    pub audience_before: Option<Vec<String>>,
    /// Keys of those who may see the row now; none if there is no row.
    pub audience_after: Option<Vec<String>>,
}

impl Event {
    /// Whether it is about everybody who watches the relation.
    pub fn is_for_all(&self) -> bool {
        self.audience_before.is_none() && self.audience_after.is_none()
    }
}

/// What happened to a row or a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The row is new.
    Created,
    /// Some columns of the row changed.
    Updated,
    /// The row is gone.
    Removed,
    /// Rows of a table that is not published row by row changed. Comes once for each transaction.
    Touched,
    /// The table was emptied; whoever follows its rows has to read them anew.
    Resync,
}

impl Kind {
    pub(super) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "created" => Self::Created,
            "updated" => Self::Updated,
            "removed" => Self::Removed,
            "touched" => Self::Touched,
            "resync" => Self::Resync,
            _ => return None,
        })
    }
}

/// A table, as `schema.table`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Relation(Arc<str>);

impl Relation {
    /// The table of that name.
    pub fn new(schema: &str, table: &str) -> Self {
        Self(format!("{schema}.{table}").into())
    }

    pub(super) fn parse(name: &str) -> Self {
        Self(name.into())
    }

    /// The schema.
    pub fn schema(&self) -> &str {
        self.0.split_once('.').map_or("", |(schema, _)| schema)
    }

    /// The table without its schema.
    pub fn table(&self) -> &str {
        self.0.split_once('.').map_or(&*self.0, |(_, table)| table)
    }

    /// `schema.table`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
