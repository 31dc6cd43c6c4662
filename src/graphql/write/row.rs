//! The statements that change rows. Values travel as arguments; the text depends on the table and on which columns are
//! given, never on how many rows.

use super::found::{Found, keys_of};
use crate::db::WriteScope;
use crate::error::{Error, Result};
use crate::graphql::catalog::{Catalog, Key, Table};
use crate::graphql::condition::Condition;
use crate::graphql::scalar::Param;
use crate::graphql::select::BYTES_MAX;
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

/// The columns of the key, of the row that stands before them.
pub fn key_columns(table: &Table, row: &str) -> String {
    let columns = table.key.iter().map(|at| format!("{row}{}", quoted(&table.columns[*at].name)));
    columns.collect::<Vec<_>>().join(", ")
}
