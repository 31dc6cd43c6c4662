//! Reads of a plan as SQL. Values and lists travel as arguments, lists as one array; only names, operators and page sizes
//! are text, so that the statements of one query stay the same whatever it is asked with.

use super::catalog::Catalog;
use super::plan::{FigureOf, GroupOrder, Groups, Link, Read, Slot};
use super::scalar::{Param, Wire};
use super::select::Parents;
use super::sql::{Sql, sql_column};
use super::term::Figure;
use crate::access::Action;
use crate::db::Statement;
use crate::error::Result;

/// The rows of a read, with the parent's value last where there are parents.
///
/// # Errors
/// What encoding the arguments says.
pub fn rows(catalog: &Catalog, read: &Read, parents: Option<&Parents>, rows_max: usize) -> Result<Statement> {
    let table = &catalog.tables[read.table];
    if let Some(groups) = &read.groups {
        return grouped(catalog, read, groups, parents, rows_max);
    }
    let mut sql = Sql::of(table, read);
    let mut selected: Vec<String> = read.slots.iter().map(|slot| sql_slot(catalog, read, slot)).collect();
    for (slot, text) in read.slots.iter().zip(&mut selected).filter(|(slot, _)| **slot == Slot::Meets) {
        debug_assert!(matches!((slot, &read.link), (Slot::Meets, Link::Keys(_))), "a filter for rows by key");
        *text = sql.answer(catalog, table, &read.filter)?;
    }
    let source = sql.source(table, &read.link)?;
    match (&read.link, parents) {
        (Link::Many(column, _), Some((wire, values))) if values.len() > 1 => {
            let keys = sql.list(*wire, values)?;
            let outer: String = (0..selected.len()).map(|at| format!("c.c{at}, ")).collect();
            let inner: Vec<String> =
                selected.iter().enumerate().map(|(at, slot)| format!("{slot} as c{at}")).collect();
            // A lateral page runs once for each key, in the order of the keys: a key's rows come together and in order.
            sql.text = format!(
                "select {outer}p.key from unnest({keys}) as p(key) cross join lateral (select {} from {source} t where {} = p.key",
                inner.join(", "),
                sql_column(table, *column),
            );
            sql.rest(catalog, read, true)?;
            // One read alone cannot bring more than an answer may have, however many parents there are.
            sql.text.push_str(&format!(") c limit {}", rows_max + 1));
        }
        (Link::Many(column, _) | Link::One(column, _), Some((wire, values))) => {
            let column = sql_column(table, *column);
            let mut selected = selected;
            if matches!(read.link, Link::Many(..)) {
                selected.push(column.clone());
            }
            sql.text = format!("select {} from {source} t where ", selected.join(", "));
            sql.among(&column, *wire, values)?;
            sql.rest(catalog, read, true)?;
        }
        (Link::Keys(keys), _) => {
            sql.text = format!("select {} from {source} t where ", selected.join(", "));
            sql.keys(table, keys)?;
        }
        (Link::Value(column, value), _) => {
            let value = sql.bind(value.clone())?;
            let column = sql_column(table, *column);
            let selected = selected.join(", ");
            sql.text = format!("select {selected} from {source} t where {column} = {value} limit 1");
        }
        _ => {
            sql.text = format!("select {} from {source} t", selected.join(", "));
            sql.rest(catalog, read, false)?;
        }
    }
    Ok(sql.statement())
}

/// How many rows a read has in all, for each parent; up to a bound, if nobody wants the whole number.
///
/// # Errors
/// What encoding the arguments says.
pub fn count(catalog: &Catalog, read: &Read, parents: Option<&Parents>) -> Result<Statement> {
    let table = &catalog.tables[read.table];
    let mut sql = Sql::default();
    if let (Some(bound), false) = (read.more_than, read.count) {
        let limit = format!(" limit {}) a", u64::from(bound) + 1);
        if let (Link::Many(column, _), Some((wire, values))) = (&read.link, parents) {
            let keys = sql.list(*wire, values)?;
            sql.text = format!(
                "select (select count(*) from (select from {} t where {} = p.key",
                table.sql(),
                sql_column(table, *column)
            );
            sql.condition(catalog, table, &read.filter, true)?;
            sql.text.push_str(&format!("{limit}), p.key from unnest({keys}) as p(key)"));
        } else {
            sql.text = format!("select count(*) from (select from {} t", sql.source(table, &read.link)?);
            sql.condition(catalog, table, &read.filter, false)?;
            sql.text.push_str(&limit);
        }
        return Ok(sql.statement());
    }
    match (&read.link, parents) {
        (Link::Many(column, _), Some((wire, values))) => {
            let column = sql_column(table, *column);
            sql.text = format!("select count(*), {column} from {} t where ", table.sql());
            sql.among(&column, *wire, values)?;
            sql.condition(catalog, table, &read.filter, true)?;
            sql.text.push_str(" group by 2");
        }
        _ => {
            sql.text = format!("select count(*) from {} t", sql.source(table, &read.link)?);
            sql.condition(catalog, table, &read.filter, false)?;
        }
    }
    Ok(sql.statement())
}

fn sql_slot(catalog: &Catalog, read: &Read, slot: &Slot) -> String {
    let table = &catalog.tables[read.table];
    match slot {
        Slot::Version => "t.xmin::text".to_owned(),
        // Its condition has arguments of its own: `rows` writes it.
        Slot::Meets => "null".to_owned(),
        Slot::Audience => "stream.audience(t)".to_owned(),
        Slot::May(Action::Update) => table.permissions.update.replace("{t}", "t"),
        Slot::May(Action::Delete) => table.permissions.delete.replace("{t}", "t"),
        // A row that is shown may be seen.
        Slot::May(Action::Read) => "true".to_owned(),
        Slot::Column(at) if table.columns[*at].ty.read_as_text() => {
            format!("{}::text", sql_column(table, *at))
        }
        Slot::Column(at) => sql_column(table, *at),
        Slot::Group(at) => format!("a.k{at}"),
        Slot::Figure(at) => {
            let figure = read.groups.as_ref().and_then(|groups| groups.figures.get(*at));
            match figure {
                // As the schema's Int, which ends there.
                Some(FigureOf { figure: Figure::Count, .. }) => {
                    format!("least(a.f{at}, 2147483647)::integer")
                }
                Some(FigureOf { column: Some(column), .. }) if table.columns[*column].ty.read_as_text() => {
                    format!("a.f{at}::text")
                }
                _ => format!("a.f{at}"),
            }
        }
        Slot::Term(term) => {
            let cast = if term.ty(catalog, table).read_as_text() { "::text" } else { "" };
            format!("{}{cast}", term.sql(catalog, table, "t"))
        }
    }
}

/// Groups of rows and figures over them: grouped first, so that conditions and order speak of what came of it.
fn grouped(
    catalog: &Catalog,
    read: &Read,
    groups: &Groups,
    parents: Option<&Parents>,
    rows_max: usize,
) -> Result<Statement> {
    let table = &catalog.tables[read.table];
    let mut sql = Sql::default();
    let mut selected: Vec<String> = read.slots.iter().map(|slot| sql_slot(catalog, read, slot)).collect();
    let parent = match (&read.link, parents) {
        (Link::Many(column, _), Some((wire, values))) => {
            let keys = sql.list(*wire, values)?;
            selected.push("p.key".to_owned());
            sql.text = format!(
                "select {} from unnest({keys}) as p(key) cross join lateral (select * from (",
                selected.join(", ")
            );
            Some(sql_column(table, *column))
        }
        _ => {
            sql.text = format!("select {} from (", selected.join(", "));
            None
        }
    };
    let mut columns = Vec::with_capacity(groups.by.len() + groups.figures.len());
    for (at, key) in groups.by.iter().enumerate() {
        let term = key.term.sql(catalog, table, "t");
        let wire = key.term.ty(catalog, table).wire;
        columns.push(match &key.bucket {
            None => format!("{term} as k{at}"),
            Some((span, _)) if wire == Wire::Date => {
                format!("date_trunc('{span}', {term}::timestamp)::date as k{at}")
            }
            Some((span, zone)) => {
                let zone = sql.bind(Param::Text(zone.clone()))?;
                format!("date_trunc('{span}', {term}, {zone}) as k{at}")
            }
        });
    }
    for (at, FigureOf { figure, column, distinct }) in groups.figures.iter().enumerate() {
        let column = column.map(|at| (sql_column(table, at), &table.columns[at].ty));
        let figure = match column {
            Some((column, _)) if *distinct => format!("count(distinct {column})"),
            column => figure.sql(column.as_ref().map(|(sql, ty)| (sql.as_str(), *ty))),
        };
        columns.push(format!("{figure} as f{at}"));
    }
    if columns.is_empty() {
        columns.push("count(*)".to_owned());
    }
    sql.text.push_str(&format!("select {} from {} t", columns.join(", "), table.sql()));
    if let Some(column) = &parent {
        sql.text.push_str(&format!(" where {column} = p.key"));
    }
    sql.condition(catalog, table, &read.filter, parent.is_some())?;
    let ordinals: Vec<String> = (1..=groups.by.len()).map(|at| at.to_string()).collect();
    if !ordinals.is_empty() {
        sql.text.push_str(&format!(" group by {}", ordinals.join(", ")));
    }
    sql.text.push_str(") a");
    for (at, (figure, test)) in groups.having.iter().enumerate() {
        sql.text.push_str(if at == 0 { " where " } else { " and " });
        let FigureOf { figure: kind, column, .. } = groups.figures[*figure];
        let ty = kind.ty(column.map(|at| &table.columns[at].ty));
        sql.figure(&format!("a.f{figure}"), &ty, test)?;
    }
    let order: Vec<String> = groups.order.iter().map(group_order).collect();
    if !order.is_empty() {
        sql.text.push_str(&format!(" order by {}", order.join(", ")));
    }
    sql.text.push_str(&format!(" limit {}", groups.size));
    if groups.offset > 0 {
        let offset = sql.bind(Param::Int(groups.offset))?;
        sql.text.push_str(&format!(" offset {offset}"));
    }
    if parent.is_some() {
        sql.text.push_str(&format!(") a limit {}", rows_max + 1));
    }
    Ok(sql.statement())
}

fn group_order(key: &GroupOrder) -> String {
    let name = if key.by_figure { "f" } else { "k" };
    let direction = if key.descending { " desc" } else { "" };
    let nulls = if key.nulls_first { "first" } else { "last" };
    format!("a.{name}{}{direction} nulls {nulls}", key.at)
}
