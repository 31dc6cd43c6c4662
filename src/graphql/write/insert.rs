//! The statements that make rows. Values travel as arguments; the text depends on the table and on which columns are given,
//! never on how many rows.

use std::collections::BTreeMap;

use super::check::{self, Values};
use super::found::keys_of;
use super::row::key_columns;
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};
use crate::graphql::catalog::{Key, Table};
use crate::graphql::scalar::{Param, Wire};
use crate::graphql::select::{BYTES_MAX, key_param};
use crate::graphql::sql::{Sql, quoted};

/// Makes a row, and gives its key.
///
/// # Errors
/// What the database says.
pub async fn one(table: &Table, values: Values, scope: &mut WriteScope) -> Result<Vec<Param>> {
    let made = with(table, values, "", scope).await?;
    made.ok_or_else(|| Error::internal("a row was made and not given"))
}

/// Makes a row unless there is one with the same values in these columns; gives its key if it was made.
///
/// # Errors
/// What the database says.
pub async fn unless_there(
    table: &Table,
    values: Values,
    key: &Key,
    scope: &mut WriteScope,
) -> Result<Option<Vec<Param>>> {
    let target: Vec<_> = key.columns.iter().map(|at| quoted(&table.columns[*at].name)).collect();
    let rows = key.predicate.map(|rows| format!(" where {rows}")).unwrap_or_default();
    with(table, values, &format!(" on conflict ({}){rows} do nothing", target.join(", ")), scope).await
}

async fn with(
    table: &Table,
    values: Values,
    conflict: &str,
    scope: &mut WriteScope,
) -> Result<Option<Vec<Param>>> {
    let mut sql = Sql::default();
    let key = key_given(table, &values);
    let given: Vec<_> = values.iter().map(|(at, _)| *at).collect();
    let (mut columns, mut places) = (Vec::new(), Vec::new());
    for (at, value) in values {
        columns.push(quoted(&table.columns[at].name));
        places.push(sql.bind_for(table, at, value)?);
    }
    for (at, value) in follows(table, &given) {
        columns.push(quoted(&table.columns[at].name));
        places.push(value.to_owned());
    }
    let what = match columns.as_slice() {
        [] => "default values".to_owned(),
        columns => format!("({}) values ({})", columns.join(", "), places.join(", ")),
    };
    sql.text = format!("insert into {} {what}{conflict}", table.sql());
    if let Some(key) = key {
        // Asking for the key back would need the right to see the row.
        return Ok((scope.execute(sql.statement()).await? > 0).then_some(key));
    }
    sql.text.push_str(&format!(" returning {}", key_columns(table, "")));
    let rows = scope.fetch_rows(sql.statement(), BYTES_MAX).await?;
    Ok(keys_of(table, &rows)?.pop())
}

/// What a new row has beside what it is given, in SQL.
fn follows<'t>(table: &'t Table, given: &[usize]) -> impl Iterator<Item = (usize, &'t str)> {
    let initial = table.writes.initial.iter().map(|(at, value)| (*at, value.as_str()));
    let callers = table.writes.callers.iter().filter(|(at, _)| !given.contains(at));
    initial.chain(callers.map(|(at, caller)| (*at, *caller)))
}

/// The caller as a column has it, if that is what it holds where it is not given.
///
/// # Errors
/// What the database says.
pub async fn caller(table: &Table, column: usize, scope: &mut WriteScope) -> Result<Option<Param>> {
    let Some((_, caller)) = table.writes.callers.iter().find(|(at, _)| *at == column) else {
        return Ok(None);
    };
    let rows = scope.fetch_rows(Statement::new(format!("select {caller}")), BYTES_MAX).await?;
    rows.value(0, 0).map(|value| key_param(table.columns[column].ty.wire, value)).transpose()
}

/// Makes rows, and gives their keys in the same order. One statement for all that are given the same columns.
///
/// # Errors
/// What the database says; then the transaction can only be undone.
pub async fn many(table: &Table, rows: Vec<Values>, scope: &mut WriteScope) -> Result<Vec<Vec<Param>>> {
    if rows.len() == 1 {
        let mut keys = Vec::with_capacity(1);
        for values in rows {
            keys.push(one(table, values, scope).await?);
        }
        return Ok(keys);
    }
    let mut keys: Vec<Option<Vec<Param>>> = vec![None; rows.len()];
    let mut groups: BTreeMap<Vec<usize>, Vec<(usize, Values)>> = BTreeMap::new();
    for (at, mut values) in rows.into_iter().enumerate() {
        values.sort_by_key(|(column, _)| *column);
        let columns: Vec<_> = values.iter().map(|(column, _)| *column).collect();
        groups.entry(columns).or_default().push((at, values));
    }
    for (columns, rows) in groups {
        let places: Vec<_> = rows.iter().map(|(at, _)| *at).collect();
        let rows: Vec<_> = rows.into_iter().map(|(_, values)| values).collect();
        for (at, key) in places.into_iter().zip(alike(table, &columns, rows, scope).await?) {
            keys[at] = Some(key);
        }
    }
    let keys: Option<Vec<_>> = keys.into_iter().collect();
    keys.ok_or_else(|| Error::internal("rows were made and not given"))
}

/// Makes rows of the same columns.
async fn alike(
    table: &Table,
    columns: &[usize],
    rows: Vec<Values>,
    scope: &mut WriteScope,
) -> Result<Vec<Vec<Param>>> {
    if columns.is_empty() {
        let mut keys = Vec::with_capacity(rows.len());
        for values in rows {
            keys.push(one(table, values, scope).await?);
        }
        return Ok(keys);
    }
    let mut sql = Sql::default();
    let known: Option<Vec<_>> = rows.iter().map(|values| key_given(table, values)).collect();
    let (mut names, mut selected, mut lists) = (Vec::new(), Vec::new(), Vec::new());
    for (place, at) in columns.iter().enumerate() {
        let ty = &table.columns[*at].ty;
        // An array of arrays of unequal lengths is none: they travel as PostgreSQL writes them.
        let (wire, cast) = match (ty.list, ty.needs_cast()) {
            (true, _) => (Wire::Text, format!("::{}", ty.sql)),
            (false, true) => (ty.wire, format!("::{}", ty.element_sql())),
            (false, false) => (ty.wire, String::new()),
        };
        let values = rows.iter().map(|values| values[place].1.clone());
        let values = if ty.list { values.map(array_text).collect() } else { values.collect() };
        names.push(quoted(&table.columns[*at].name));
        selected.push(format!("v.c{place}{cast}"));
        lists.push(sql.bind(Param::List(wire, values))?);
    }
    for (at, value) in follows(table, columns) {
        names.push(quoted(&table.columns[at].name));
        selected.push(value.to_owned());
    }
    let given: Vec<_> = (0..columns.len()).map(|at| format!("c{at}")).collect();
    sql.text = format!(
        "insert into {} ({}) select {} from unnest({}) with ordinality as v({}, place) order by v.place",
        table.sql(),
        names.join(", "),
        selected.join(", "),
        lists.join(", "),
        given.join(", "),
    );
    if let Some(known) = known {
        scope.execute(sql.statement()).await?;
        return Ok(known);
    }
    sql.text.push_str(&format!(" returning {}", key_columns(table, "")));
    let made = scope.fetch_rows(sql.statement(), BYTES_MAX).await?;
    keys_of(table, &made)
}

/// The key, where all of it is given.
fn key_given(table: &Table, values: &Values) -> Option<Vec<Param>> {
    table.key.iter().map(|at| check::given(values, *at)).collect()
}

/// A list as PostgreSQL writes an array.
fn array_text(list: Param) -> Param {
    let Param::List(_, items) = list else { return Param::Null };
    let items = items.into_iter().map(|item| match item {
        Param::Null => "NULL".to_owned(),
        item => format!("\"{}\"", item.to_text().replace('\\', "\\\\").replace('"', "\\\"")),
    });
    Param::Text(format!("{{{}}}", items.collect::<Vec<_>>().join(",")))
}
