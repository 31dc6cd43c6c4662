//! Rows that are to be written, looked at first: whether they are there for the caller, how many they are, and whether they
//! are as the caller thinks. Hidden rows and absent ones read the same.

use sqlx::Row as _;

use super::row;
use crate::db::{Rows, WriteScope};
use crate::error::{Error, Result};
use crate::graphql::catalog::{Catalog, Key, Table, TableId};
use crate::graphql::condition::Condition;
use crate::graphql::scalar::{Param, Wire};
use crate::graphql::select::{BYTES_MAX, key_param};
use crate::graphql::sql::{Sql, sql_column};

/// Rows, and their versions when they were found.
#[derive(Debug)]
pub struct Found {
    /// Their keys.
    pub keys: Vec<Vec<Param>>,
    /// What their versions were.
    pub versions: Vec<String>,
}

impl Found {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Rows that are still as they were found.
    fn unchanged(&self, table: &Table, sql: &mut Sql) -> Result<()> {
        let versions = self.versions.iter().cloned().map(Param::Text).collect();
        let mut columns = Vec::with_capacity(table.key.len() + 1);
        let mut lists = Vec::with_capacity(table.key.len() + 1);
        for (at, column) in table.key.iter().enumerate() {
            let values = self.keys.iter().map(|key| key.get(at).cloned().unwrap_or(Param::Null));
            columns.push(sql_column(table, *column));
            lists.push(sql.bind(Param::List(table.columns[*column].ty.wire, values.collect()))?);
        }
        columns.push("t.xmin::text".to_owned());
        lists.push(sql.bind(Param::List(Wire::Text, versions))?);
        let test = format!("({}) in (select * from unnest({}))", columns.join(", "), lists.join(", "));
        sql.text.push_str(&test);
        Ok(())
    }
}

/// Rows that are to be removed as soon as they have been read.
#[derive(Debug)]
pub struct Removal {
    /// Their table.
    pub table: TableId,
    /// Which.
    pub found: Found,
}

impl Removal {
    /// Removes them, all or none.
    ///
    /// # Errors
    /// `FORBIDDEN` if some may not be removed, `FOREIGN_KEY_VIOLATION` if others refer to them, `TRY_AGAIN` if somebody else
    /// changed one meanwhile.
    pub async fn run(&self, catalog: &Catalog, scope: &mut WriteScope) -> Result<()> {
        let table = &catalog.tables[self.table];
        let mut sql = Sql::default();
        sql.text = format!("delete from {} t where ", table.sql());
        self.found.unchanged(table, &mut sql)?;
        let removed = scope.execute(sql.statement()).await?;
        if usize::try_from(removed).is_ok_and(|removed| removed == self.found.keys.len()) {
            return Ok(());
        }
        Err(why_not_all(table, &self.found, "remove", scope).await?)
    }
}

/// The version of a row; or, if it is not the expected one, the conflict.
///
/// # Errors
/// `NOT_FOUND` if the row is not there for the caller.
pub async fn look(
    table: &Table,
    key: &[Param],
    expected: Option<&str>,
    scope: &mut WriteScope,
) -> Result<Result<String, Error>> {
    let mut sql = Sql::default();
    sql.text = format!("select t.xmin::text from {} t where ", table.sql());
    row::match_columns(table, &table.key, key, &mut sql)?;
    let Some(found) = scope.fetch_optional(sql.statement()).await? else { return Err(Error::no_such_row()) };
    let version: String = found.try_get(0)?;
    Ok(match expected {
        Some(expected) if expected != version => {
            let conflict = Error::conflict("The row was changed meanwhile. Read it again.");
            Err(conflict.field("expectedVersion").with("currentVersion", version))
        }
        _ => Ok(version),
    })
}

/// The rows that meet a condition, if they are not more than so many.
///
/// # Errors
/// `BAD_USER_INPUT` if they are more.
pub async fn matching(
    catalog: &Catalog,
    table: &Table,
    filter: &Condition,
    at_most: usize,
    scope: &mut WriteScope,
) -> Result<Found> {
    let key: Vec<_> = table.key.iter().map(|at| sql_column(table, *at)).collect();
    let key = key.join(", ");
    let mut sql = Sql::default();
    sql.text = format!("select {key}, t.xmin::text from {} t", table.sql());
    sql.condition(catalog, table, filter, false)?;
    let limit = i64::try_from(at_most + 1).unwrap_or(i64::MAX);
    let limit = sql.bind(Param::Int(limit))?;
    // In the order of the key, in which all who write many rows meet them.
    sql.text.push_str(&format!(" order by {key} limit {limit}"));
    let rows = scope.fetch_rows(sql.statement(), BYTES_MAX).await?;
    if rows.len() > at_most {
        let message = format!("More than {at_most} rows meet the filter. Nothing was written.");
        return Err(Error::bad_user_input(message).field("atMost").with("max", at_most));
    }
    let version = |row| {
        let version = rows.value(row, table.key.len()).unwrap_or_default();
        String::from_utf8_lossy(version).into_owned()
    };
    Ok(Found { keys: keys_of(table, &rows)?, versions: (0..rows.len()).map(version).collect() })
}

/// Why fewer rows were written than were found.
///
/// # Errors
/// What the database says.
pub async fn why_not_all(table: &Table, found: &Found, what: &str, scope: &mut WriteScope) -> Result<Error> {
    let mut sql = Sql::default();
    sql.text = format!("select from {} t where ", table.sql());
    found.unchanged(table, &mut sql)?;
    sql.text.push_str(" limit 1");
    Ok(match scope.fetch_optional(sql.statement()).await? {
        Some(_) if found.keys.len() == 1 => {
            Error::forbidden(format!("You may see this row, but not {what} it."))
        }
        Some(_) => Error::forbidden(format!("You may see these rows, but not {what} all of them.")),
        None => Error::try_again("Others changed the same rows at the same time. Try again."),
    })
}

/// Why a row could neither be made nor changed: its key is taken.
///
/// # Errors
/// What the database says.
pub async fn why_taken(table: &Table, key: &Key, values: &[Param], scope: &mut WriteScope) -> Result<Error> {
    let mut sql = Sql::default();
    sql.text = format!("select from {} t where ", table.sql());
    row::match_key(table, key, values, &mut sql)?;
    Ok(match scope.fetch_optional(sql.statement()).await? {
        Some(_) => Error::forbidden("You may see the row that is there, but not change it."),
        None => Error::unique_violation("Another row has this value already.").field("onConflict"),
    })
}

/// The keys of rows that begin with the key's columns.
///
/// # Errors
/// `INTERNAL_SERVER_ERROR` for a key that is none.
pub fn keys_of(table: &Table, rows: &Rows) -> Result<Vec<Vec<Param>>> {
    let key = |row| {
        let parts = table.key.iter().enumerate().map(|(slot, at)| {
            let part = rows.value(row, slot).ok_or_else(|| Error::internal("a key without a value"))?;
            key_param(table.columns[*at].ty.wire, part)
        });
        parts.collect()
    };
    (0..rows.len()).map(key).collect()
}
