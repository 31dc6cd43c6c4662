//! The statements that write. Values travel as arguments; the text depends on the table and on which columns are given, never
//! on how many rows.

use std::collections::BTreeMap;

use super::check::Values;
use super::found::{Found, keys_of};
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};
use crate::graphql::catalog::{Catalog, Key, Table};
use crate::graphql::condition::Condition;
use crate::graphql::scalar::{Param, Wire};
use crate::graphql::select::{BYTES_MAX, key_param};
use crate::graphql::sql::{Sql, quoted, sql_column};

/// What becomes of a column.
#[derive(Debug, Clone)]
pub enum Set {
    /// It has this value.
    Value(usize, Param),
    /// So much is added to it.
    Add(usize, Param),
    /// It loses these items, and gets those.
    Items { column: usize, remove: Option<Param>, append: Option<Param> },
    /// It loses these keys, and gets those of this object.
    Keys { column: usize, remove: Option<Param>, merge: Option<Param> },
    /// It notes the time; when a row was archived, only once.
    Now(usize),
    /// It has the value of this SQL, unless it has one already.
    Once(usize, &'static str),
}

impl Set {
    /// The column.
    pub fn column(&self) -> usize {
        match self {
            Self::Value(column, _) | Self::Add(column, _) | Self::Now(column) => *column,
            Self::Once(column, _) => *column,
            Self::Items { column, .. } | Self::Keys { column, .. } => *column,
        }
    }
}

/// Puts a row away, or takes it out again.
///
/// # Errors
/// `INTERNAL_SERVER_ERROR` for a table that knows no such thing.
pub fn archive(table: &Table, away: bool) -> Result<Vec<Set>> {
    let at = table.archived.ok_or_else(|| Error::internal("a table without an archive"))?;
    let by = table.writes.archived_by;
    if !away {
        return Ok(std::iter::once(at)
            .chain(by.map(|(by, _)| by))
            .map(|at| Set::Value(at, Param::Null))
            .collect());
    }
    Ok(std::iter::once(Set::Now(at)).chain(by.map(|(by, who)| Set::Once(by, who))).collect())
}

/// Makes a row, and gives its key.
///
/// # Errors
/// What the database says.
pub async fn insert(table: &Table, values: Values, scope: &mut WriteScope) -> Result<Vec<Param>> {
    let made = insert_with(table, values, "", scope).await?;
    made.ok_or_else(|| Error::internal("a row was made and not given"))
}

/// Makes a row unless there is one with the same values in these columns; gives its key if it was made.
///
/// # Errors
/// What the database says.
pub async fn insert_new(
    table: &Table,
    values: Values,
    key: &Key,
    scope: &mut WriteScope,
) -> Result<Option<Vec<Param>>> {
    let target: Vec<_> = key.columns.iter().map(|at| quoted(&table.columns[*at].name)).collect();
    let rows = key.predicate.map(|rows| format!(" where {rows}")).unwrap_or_default();
    insert_with(table, values, &format!(" on conflict ({}){rows} do nothing", target.join(", ")), scope).await
}

async fn insert_with(
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
pub async fn insert_many(
    table: &Table,
    rows: Vec<Values>,
    scope: &mut WriteScope,
) -> Result<Vec<Vec<Param>>> {
    if rows.len() == 1 {
        let mut keys = Vec::with_capacity(1);
        for values in rows {
            keys.push(insert(table, values, scope).await?);
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
        for (at, key) in places.into_iter().zip(insert_alike(table, &columns, rows, scope).await?) {
            keys[at] = Some(key);
        }
    }
    let keys: Option<Vec<_>> = keys.into_iter().collect();
    keys.ok_or_else(|| Error::internal("rows were made and not given"))
}

/// Makes rows of the same columns.
async fn insert_alike(
    table: &Table,
    columns: &[usize],
    rows: Vec<Values>,
    scope: &mut WriteScope,
) -> Result<Vec<Vec<Param>>> {
    if columns.is_empty() {
        let mut keys = Vec::with_capacity(rows.len());
        for values in rows {
            keys.push(insert(table, values, scope).await?);
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

/// Changes the row of a key, if it has this version; gives how many rows it changed.
///
/// # Errors
/// What the database says.
pub async fn update(
    table: &Table,
    key: &[Param],
    version: Option<&str>,
    set: Vec<Set>,
    scope: &mut WriteScope,
) -> Result<u64> {
    let mut sql = begin_update(table, set)?;
    match_columns(table, &table.key, key, &mut sql)?;
    if let Some(version) = version {
        let version = sql.bind(Param::Text(version.to_owned()))?;
        sql.text.push_str(&format!(" and t.xmin::text = {version}"));
    }
    scope.execute(sql.statement()).await
}

/// Changes rows that were found by a condition and still meet it; gives how many.
///
/// # Errors
/// What the database says.
pub async fn update_many(
    catalog: &Catalog,
    table: &Table,
    found: &Found,
    filter: &Condition,
    set: Vec<Set>,
    scope: &mut WriteScope,
) -> Result<u64> {
    let mut sql = begin_update(table, set)?;
    sql.keys(table, &found.keys)?;
    sql.condition(catalog, table, filter, true)?;
    scope.execute(sql.statement()).await
}

/// Changes the row that has these values; gives its key if there is one to be changed.
///
/// # Errors
/// What the database says.
pub async fn update_at(
    table: &Table,
    key: &Key,
    values: &[Param],
    set: Vec<Set>,
    scope: &mut WriteScope,
) -> Result<Option<Vec<Param>>> {
    let mut sql = if set.is_empty() {
        let mut sql = Sql::default();
        sql.text = format!("select {} from {} t where ", key_columns(table, "t."), table.sql());
        sql
    } else {
        begin_update(table, set.clone())?
    };
    match_key(table, key, values, &mut sql)?;
    if !set.is_empty() {
        sql.text.push_str(&format!(" returning {}", key_columns(table, "t.")));
    }
    let rows = scope.fetch_rows(sql.statement(), BYTES_MAX).await?;
    Ok(keys_of(table, &rows)?.pop())
}

fn begin_update(table: &Table, mut set: Vec<Set>) -> Result<Sql> {
    let mut sql = Sql::default();
    set.extend(table.writes.touched.map(Set::Now));
    let assignments = set.into_iter().map(|set| {
        let name = quoted(&table.columns[set.column()].name);
        Ok(format!("{name} = {}", value_sql(table, set, &mut sql)?))
    });
    let assignments = assignments.collect::<Result<Vec<_>>>()?.join(", ");
    sql.text = format!("update {} t set {assignments} where ", table.sql());
    Ok(sql)
}

/// What a column becomes, over the row `t` as it is when its turn comes: nothing that others wrote meanwhile is lost.
fn value_sql(table: &Table, set: Set, sql: &mut Sql) -> Result<String> {
    let ty = &table.columns[set.column()].ty;
    let old = sql_column(table, set.column());
    Ok(match set {
        Set::Value(at, value) => sql.bind_for(table, at, value)?,
        Set::Add(_, value) => format!("coalesce({old}, 0) + {}", sql.bind(value)?),
        Set::Now(at) if table.archived == Some(at) => format!("coalesce({old}, now())"),
        Set::Now(_) => "now()".to_owned(),
        Set::Once(_, value) => format!("coalesce({old}, {value})"),
        Set::Items { remove, append, .. } => {
            let kept = match remove {
                None => format!("coalesce({old}, '{{}}')"),
                Some(items) => {
                    let items = sql.bind(items)?;
                    format!(
                        "array(select u.item from unnest({old}) with ordinality as u(item, place) \
                         where (u.item = any({items}::{})) is not true order by u.place)",
                        ty.sql
                    )
                }
            };
            match append {
                None => kept,
                Some(items) => format!("{kept} || {}::{}", sql.bind(items)?, ty.sql),
            }
        }
        Set::Keys { remove, merge, .. } => {
            let mut value =
                format!("case when jsonb_typeof({old}::jsonb) = 'object' then {old}::jsonb else '{{}}' end");
            if let Some(names) = remove {
                value = format!("({value}) - {}::text[]", sql.bind(names)?);
            }
            if let Some(object) = merge {
                value = format!("({value}) || {}::jsonb", sql.bind(object)?);
            }
            format!("({value})::{}", ty.sql)
        }
    })
}

/// The condition that columns have these values.
///
/// # Errors
/// What encoding the arguments says.
pub fn match_columns(table: &Table, columns: &[usize], values: &[Param], sql: &mut Sql) -> Result<()> {
    for (at, (column, value)) in columns.iter().zip(values).enumerate() {
        let value = sql.bind_for(table, *column, value.clone())?;
        let and = if at > 0 { " and " } else { "" };
        sql.text.push_str(&format!("{and}{} = {value}", sql_column(table, *column)));
    }
    Ok(())
}

/// The condition that a row has these values, and is one of those that they tell apart.
///
/// # Errors
/// As [`match_columns`].
pub fn match_key(table: &Table, key: &Key, values: &[Param], sql: &mut Sql) -> Result<()> {
    match_columns(table, &key.columns, values, sql)?;
    sql.text.extend(key.predicate.map(|rows| format!(" and {rows}")));
    Ok(())
}

fn key_columns(table: &Table, row: &str) -> String {
    let columns = table.key.iter().map(|at| format!("{row}{}", quoted(&table.columns[*at].name)));
    columns.collect::<Vec<_>>().join(", ")
}

/// The key, where all of it is given.
fn key_given(table: &Table, values: &Values) -> Option<Vec<Param>> {
    table.key.iter().map(|at| super::check::given(values, *at)).collect()
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
