//! Figures over groups of rows: `xsAggregate` at the root and on every relation to many rows.
//!
//! Always a list of groups; without `groupBy` all rows are one group. A group is made of values that its rows have in
//! common: columns, columns of a row that they lead to, and times rounded down to a span. Rows that the caller may not see
//! are in no group, since a group is read like any list.

mod types;

use std::collections::HashMap;

use async_graphql::Value;

pub use self::types::{field, types};

use super::catalog::{Catalog, Column, Table, TableId};
use super::condition::{self, Operator};
use super::filter::{EQUALITY, ORDERED};
use super::order;
use super::plan::{FigureOf, GroupKey, GroupOrder, Groups, Test};
use super::scalar::{Param, clip};
use super::term::{Figure, Term};
use crate::error::{Error, Result};

/// The most values that groups are made of.
const KEYS_MAX: usize = 8;
/// The most groups of an answer, and as many as there are if the client does not say.
const SIZE_MAX: u32 = 1_000;
/// The most groups that may be left out.
const OFFSET_MAX: i64 = 100_000;

/// Spans of time, as the API and as PostgreSQL name them.
const BUCKETS: &[(&str, &str, &str)] = &[
    ("EXACT", "", "The time itself."),
    ("MINUTE", "minute", "The minute that it is in."),
    ("HOUR", "hour", "The hour that it is in."),
    ("DAY", "day", "The day that it is in."),
    ("WEEK", "week", "The week that it is in, from Monday."),
    ("MONTH", "month", "The month that it is in."),
    ("QUARTER", "quarter", "The quarter of the year that it is in."),
    ("YEAR", "year", "The year that it is in."),
];

/// The kinds of figures that are objects, by field: the figure, and what it means.
const FIGURES: &[(Figure, &str)] = &[
    (Figure::Sum, "Sums of columns; null where no row has a value."),
    (Figure::Avg, "Means of columns; null where no row has a value."),
    (Figure::Min, "Smallest values of columns; null where no row has one."),
    (Figure::Max, "Largest values of columns; null where no row has one."),
];

/// Columns with a field: index, field, column. A key that has none of its own is `rowId`, as everywhere.
fn columns(table: &Table) -> impl Iterator<Item = (usize, &str, &Column)> {
    let single = table.single_key();
    table.columns.iter().enumerate().filter_map(move |(at, column)| {
        let field = column.field.as_deref().or((single == Some(at)).then_some("rowId"));
        field.map(|field| (at, field, column))
    })
}

/// Reads the arguments of an aggregate.
///
/// # Errors
/// `BAD_USER_INPUT` for too many keys, sizes out of range, time zones that can be none, and orders by what is not there.
pub fn groups(catalog: &Catalog, id: TableId, arguments: &HashMap<String, Value>) -> Result<Groups> {
    let table = &catalog.tables[id];
    let number = |name: &'static str, max: i64| match arguments.get(name) {
        Some(Value::Number(number)) => match number.as_i64() {
            Some(value) if (0..=max).contains(&value) => Ok(Some(value)),
            _ => Err(Error::bad_user_input(format!("{name} is a number from 0 to {max}."))
                .field(name)
                .with("max", max)),
        },
        _ => Ok(None),
    };
    let size = number("first", i64::from(SIZE_MAX))?.and_then(|size| u32::try_from(size).ok());
    let mut groups = Groups {
        by: Vec::new(),
        figures: Vec::new(),
        having: Vec::new(),
        order: Vec::new(),
        size: size.unwrap_or(SIZE_MAX),
        offset: number("offset", OFFSET_MAX)?.unwrap_or(0),
    };
    let zone = zone(arguments.get("timeZone"))?;
    if let Some(Value::List(items)) = arguments.get("groupBy") {
        if items.len() > KEYS_MAX {
            let message = format!("Groups have at most {KEYS_MAX} values in common.");
            return Err(Error::bad_user_input(message).field("groupBy").with("max", KEYS_MAX));
        }
        for item in items {
            groups.by.extend(key(catalog, table, item, &zone).map_err(|error| error.field("groupBy"))?);
        }
    }
    if let Some(Value::Object(conditions)) = arguments.get("having") {
        for (word, value) in conditions {
            tests(&mut groups, catalog, table, word, value).map_err(|error| error.field("having"))?;
        }
    }
    if let Some(Value::List(items)) = arguments.get("orderBy") {
        if items.len() > order::KEYS_MAX {
            let message = format!("An order has at most {} keys.", order::KEYS_MAX);
            return Err(Error::bad_user_input(message).field("orderBy").with("max", order::KEYS_MAX));
        }
        for item in items {
            sort(&mut groups, catalog, table, item).map_err(|error| error.field("orderBy"))?;
        }
    }
    for at in 0..groups.by.len() {
        if !groups.order.iter().any(|key| !key.by_figure && key.at == at) {
            groups.order.push(GroupOrder { by_figure: false, at, descending: false, nulls_first: false });
        }
    }
    Ok(groups)
}

/// PostgreSQL knows the names of time zones; what cannot be one is refused here, with its place.
fn zone(given: Option<&Value>) -> Result<String> {
    match given {
        Some(Value::String(zone)) => {
            let is_name = zone.len() <= 64
                && zone.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-:".contains(&byte))
                && !zone.is_empty();
            if is_name {
                return Ok(zone.clone());
            }
            let message = format!("\"{}\" is not the name of a time zone.", clip(zone));
            Err(Error::bad_user_input(message).field("timeZone"))
        }
        _ => Ok("UTC".to_owned()),
    }
}

/// A value that the rows of a group have in common; none for `false`.
fn key(catalog: &Catalog, table: &Table, item: &Value, zone: &str) -> Result<Option<GroupKey>> {
    let (field, value) = order::only(item)?;
    if let Some(at) = table.relation_of(field) {
        let inner = key(catalog, &catalog.tables[table.relations[at].target], value, zone)?;
        return Ok(inner.map(|key| GroupKey { term: Term::One(at, Box::new(key.term)), ..key }));
    }
    let term = Term::Column(column(table, field)?);
    Ok(match value {
        Value::Enum(span) => {
            let span = BUCKETS.iter().find(|(name, ..)| *name == span.as_str()).map(|(_, span, _)| *span);
            let bucket = span.filter(|span| !span.is_empty()).map(|span| (span, zone.to_owned()));
            Some(GroupKey { term, bucket })
        }
        Value::Boolean(true) => Some(GroupKey { term, bucket: None }),
        _ => None,
    })
}

fn column(table: &Table, field: &str) -> Result<usize> {
    let found = columns(table).find(|(_, own, _)| *own == field || (field == "id" && *own == "rowId"));
    found.map(|(at, ..)| at).ok_or_else(|| Error::bad_user_input(format!("There is no column {field}.")))
}

/// The index of a figure, which is added if it is not there yet.
pub fn figure(groups: &mut Groups, wanted: FigureOf) -> usize {
    match groups.figures.iter().position(|figure| *figure == wanted) {
        Some(at) => at,
        None => {
            groups.figures.push(wanted);
            groups.figures.len() - 1
        }
    }
}

fn figure_named(word: &str) -> Result<Figure> {
    let known = FIGURES.iter().map(|(figure, _)| *figure).chain([Figure::Count]);
    let found = known.into_iter().find(|figure| figure.name() == word);
    found.ok_or_else(|| Error::bad_user_input(format!("There is no figure {word}.")))
}

fn tests(groups: &mut Groups, catalog: &Catalog, table: &Table, word: &str, value: &Value) -> Result<()> {
    let (Value::Object(fields), kind) = (value, figure_named(word)?) else { return Ok(()) };
    if kind == Figure::Count {
        return compare(
            groups,
            catalog,
            table,
            FigureOf { figure: kind, column: None, distinct: false },
            value,
        );
    }
    for (field, conditions) in fields {
        let wanted = FigureOf { figure: kind, column: Some(column(table, field)?), distinct: false };
        compare(groups, catalog, table, wanted, conditions)?;
    }
    Ok(())
}

fn compare(
    groups: &mut Groups,
    catalog: &Catalog,
    table: &Table,
    wanted: FigureOf,
    conditions: &Value,
) -> Result<()> {
    let Value::Object(words) = conditions else { return Ok(()) };
    let ty = wanted.figure.ty(wanted.column.map(|at| &table.columns[at].ty));
    let param = |value: &Value| match value {
        value if matches!(wanted.figure, Figure::Min | Figure::Max) => {
            condition::param(catalog, table, wanted.column.unwrap_or_default(), value)
        }
        Value::String(text) => Param::parse(ty.wire, text),
        other => Param::parse(ty.wire, &other.to_string()),
    };
    for (word, value) in words.iter().filter(|(_, value)| **value != Value::Null) {
        let test = match value {
            Value::Boolean(null) if word == "isNull" => Test::IsNull(*null),
            value => {
                let mut known = EQUALITY.iter().chain(ORDERED);
                let operator = known.find(|(own, ..)| own == word).map(|(_, operator, _)| *operator);
                let operator = operator.ok_or_else(|| {
                    Error::bad_user_input(format!("A figure cannot be compared by {word}."))
                })?;
                match (operator, value) {
                    (Operator::In | Operator::NotIn, Value::List(items)) => {
                        condition::bounded(items)?;
                        let items = items.iter().map(param).collect::<Result<_>>()?;
                        Test::Compare(operator, Param::List(ty.wire, items))
                    }
                    (_, value) => Test::Compare(operator, param(value)?),
                }
            }
        };
        let at = figure(groups, wanted);
        groups.having.push((at, test));
    }
    Ok(())
}

fn sort(groups: &mut Groups, catalog: &Catalog, table: &Table, item: &Value) -> Result<()> {
    let (word, value) = order::only(item)?;
    if word == "group" {
        let key = order::key(catalog, table, value)?;
        let at = groups.by.iter().position(|group| group.term == key.term);
        let at = at.ok_or_else(|| Error::bad_user_input("An order by group names a value of groupBy."))?;
        let (descending, nulls_first) = (key.descending, key.nulls_first);
        groups.order.push(GroupOrder { by_figure: false, at, descending, nulls_first });
        return Ok(());
    }
    let kind = figure_named(word)?;
    let (column, descending, nulls_first) = match value {
        Value::Enum(name) => {
            let (descending, nulls_first) = order::direction(name)?;
            (None, descending, nulls_first)
        }
        value => {
            let key = order::key(catalog, table, value)?;
            match key.term {
                Term::Column(at) if kind.takes(&table.columns[at].ty) => {
                    (Some(at), key.descending, key.nulls_first)
                }
                _ => return Err(Error::bad_user_input(format!("There is no such {word}."))),
            }
        }
    };
    let at = figure(groups, FigureOf { figure: kind, column, distinct: false });
    groups.order.push(GroupOrder { by_figure: true, at, descending, nulls_first });
    Ok(())
}
