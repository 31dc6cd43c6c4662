//! What the generic writes do with a table: which columns they take, by which keys they find rows.
//!
//! The rule is one: what privileges and policies let somebody do, less what the server and operations keep to themselves.
//! The entities carry the first, annotations the second; so a table that is opened in the database is opened here.

use anyhow::{Context as _, Result};
use entity::{ColumnMeta, TableMeta};

use super::{Column, Nested};
use crate::domain::Annotation;

/// Columns that note when something happened to a row: the server writes them.
const TIMES: [&str; 3] = ["created_at", "updated_at", ARCHIVED];
/// The column that says when a row was archived.
pub(super) const ARCHIVED: &str = "deleted_at";

/// What the generic writes do with a table. Columns are indexes.
#[derive(Debug, Default)]
pub struct Writes {
    /// Columns that a new row may be given; empty: no rows are made.
    pub create: Vec<usize>,
    /// Those that it must be given.
    pub required: Vec<usize>,
    /// Columns that may be changed.
    pub update: Vec<usize>,
    /// Whether rows may be removed.
    pub delete: bool,
    /// Whether rows may be archived and restored.
    pub archive: bool,
    /// What tells its rows apart, where all of it can be given to a new row.
    pub keys: Vec<Key>,
    /// The key, where a new row without one is given a random one.
    pub random: Option<usize>,
    /// What every new row begins with beside what it is given, as SQL.
    pub initial: Vec<(usize, String)>,
    /// Columns that hold the caller where a new row is not given them, and the caller in SQL.
    pub callers: Vec<(usize, &'static str)>,
    /// Notes who archives a row: the column, and the caller in SQL.
    pub archived_by: Option<(usize, &'static str)>,
    /// Notes the time of a change.
    pub touched: Option<usize>,
    /// Rows that a new row may come with.
    pub nested: Vec<Nested>,
    /// What can refuse a row, and the columns that it is about.
    pub rules: &'static [entity::meta::Rule],
    /// Bounds of numbers: column, least and greatest value.
    pub ranges: Vec<(usize, f64, f64)>,
}

/// Columns of which no two rows have the same values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The columns.
    pub columns: Vec<usize>,
    /// Which rows that holds for, in SQL, if not for all. Every new row that is given the columns is one of them.
    pub predicate: Option<&'static str>,
}

impl Writes {
    /// Whether a row may be made or, if it is there already, changed.
    pub fn upsert(&self) -> bool {
        !self.keys.is_empty() && self.update.iter().any(|at| self.create.contains(at))
    }

    /// Reads it from the facts of a table.
    pub(super) fn of(meta: &TableMeta, annotation: Option<&Annotation>, columns: &[Column]) -> Result<Self> {
        let known = |name: &str| columns.iter().position(|column| column.name == name);
        let kept = annotation.map_or(&[][..], |annotation| annotation.server_kept);
        let once = annotation.map_or(&[][..], |annotation| annotation.given_once);
        let operated = annotation.is_some_and(|annotation| annotation.operated.is_some());
        let made = operated || annotation.is_some_and(|annotation| annotation.made.is_some());
        let is_random = |column: &ColumnMeta| {
            let is_reference = meta.foreign_keys.iter().any(|key| key.columns.contains(&column.name));
            // A sequence counts; any other id is as good as that of the database, and is known beforehand.
            let is_counted = column.has_default && column.sql_type != "uuid";
            column.name == "id" && meta.primary_key == ["id"] && !is_counted && !is_reference
        };
        let (mut writes, mut can_be_made) = (Self { rules: meta.rules, ..Self::default() }, !made);
        for column in &meta.columns {
            let at = known(column.name).filter(|_| !kept.contains(&column.name));
            let at = at.filter(|_| !TIMES.contains(&column.name));
            if let Some(at) = at {
                if column.insertable && !made {
                    writes.create.push(at);
                    let caller = meta.callers.iter().find(|(name, _)| *name == column.name);
                    if is_random(column) {
                        writes.random = Some(at);
                    } else if let Some((_, caller)) =
                        caller.filter(|_| !meta.primary_key.contains(&column.name))
                    {
                        writes.callers.push((at, caller));
                    } else if !column.nullable && !column.has_default {
                        writes.required.push(at);
                    }
                }
                let is_key = meta.primary_key.contains(&column.name);
                if column.updatable && !is_key && !operated && !once.contains(&column.name) {
                    writes.update.push(at);
                }
            }
            let begins = annotation.and_then(|annotation| annotation.initial);
            let begins = begins.filter(|(name, _)| *name == column.name);
            let is_time = ["created_at", "updated_at"].contains(&column.name);
            match known(column.name).filter(|_| column.insertable && !made) {
                Some(at) if begins.is_some() => {
                    writes.initial.extend(begins.map(|(_, value)| (at, format!("'{value}'"))));
                }
                Some(at) if is_time && !column.has_default => writes.initial.push((at, "now()".to_owned())),
                _ if !column.nullable && !column.has_default && !column.generated => {
                    can_be_made &= writes.create.iter().any(|at| columns[*at].name == column.name);
                }
                _ => {}
            }
        }
        if !can_be_made {
            writes.create.clear();
            writes.required.clear();
            writes.callers.clear();
            writes.random = None;
        }
        let updatable = |name: &str| {
            let column = meta.columns.iter().find(|column| column.name == name && column.updatable);
            column.and_then(|column| known(column.name)).filter(|_| !operated)
        };
        writes.delete = meta.deletable && !operated;
        writes.archive = updatable(ARCHIVED).is_some();
        let by = annotation.and_then(|annotation| annotation.archived_by);
        writes.archived_by = by.and_then(|(column, caller)| Some((updatable(column)?, caller)));
        writes.touched = updatable("updated_at");
        let whole = std::iter::once(&meta.primary_key).chain(&meta.unique).map(|key| (key.as_slice(), None));
        let partial = meta.partial.iter().map(|(key, predicate)| (*key, Some(*predicate)));
        let partial = partial.filter(|(key, predicate)| predicate.is_some_and(|rows| covers_new(key, rows)));
        let keys = whole.chain(partial).filter_map(|(key, predicate)| {
            let columns = key.iter().map(|name| known(name)).collect::<Option<Vec<_>>>()?;
            Some(Key { columns, predicate })
        });
        writes.keys = keys.filter(|key| key.columns.iter().all(|at| writes.create.contains(at))).collect();
        for (name, least, greatest) in meta.ranges {
            let at = known(name).with_context(|| format!("{} bounds a hidden column", meta.name))?;
            writes.ranges.push((at, least.parse()?, greatest.parse()?));
        }
        Ok(writes)
    }
}

/// Whether an index over some rows is about every new row that is given its columns: what is given is not null, and nothing
/// new is archived. Of any other it could not be said beforehand whether it would find the row.
fn covers_new(columns: &[&str], predicate: &str) -> bool {
    predicate == format!("({ARCHIVED} IS NULL)")
        || columns.iter().any(|column| predicate == format!("({column} IS NOT NULL)"))
}
