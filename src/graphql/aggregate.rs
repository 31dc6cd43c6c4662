//! Figures over groups of rows: `xsAggregate` at the root and on every relation to many rows.
//!
//! Always a list of groups; without `groupBy` all rows are one group. A group is made of values that its rows have in
//! common: columns, columns of a row that they lead to, and times rounded down to a span. Rows that the caller may not see
//! are in no group, since a group is read like any list.

use std::collections::HashMap;

use async_graphql::Value;
use indexmap::IndexMap;

use super::catalog::{Cardinality, Catalog, Column, Table, TableId};
use super::condition::{self, Operator};
use super::filter::{self, EQUALITY, ORDERED};
use super::model::{EnumValue, FieldDef, InputDef, Model, ObjectDef, Source, TypeDef};
use super::object::column_type;
use super::order::{self, DIRECTION};
use super::plan::{FigureOf, GroupKey, GroupOrder, Groups, Test};
use super::scalar::{Param, Scalar, clip};
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

/// Adds all types of aggregates. Their fields are added to the row types and to `Query` by those who make these.
///
/// # Errors
/// When a name is taken.
pub fn types(model: &mut Model) -> anyhow::Result<()> {
    let values = BUCKETS
        .iter()
        .map(|(name, _, meaning)| EnumValue { name: (*name).to_owned(), description: (*meaning).to_owned() });
    let description = "How times are brought together.".into();
    model.add("TimeBucket", TypeDef::Enum { description, values: values.collect() })?;
    for id in 0..model.catalog.tables.len() {
        let table = &model.catalog.tables[id];
        let name = table.names.type_name.clone();
        let mut types = vec![
            (format!("{name}Group"), TypeDef::Object(group(&model.catalog, table))),
            (format!("{name}GroupBy"), group_by(&model.catalog, table)),
        ];
        // Accounts are grouped by, but not listed.
        let figured: &[_] =
            if table.is_listed() { &[("Figures", Figure::Sum), ("Extremes", Figure::Min)] } else { &[] };
        if table.is_listed() {
            types.extend([
                (format!("{name}Aggregate"), TypeDef::Object(aggregate(table))),
                (format!("{name}Counts"), TypeDef::Object(counts(table))),
                (format!("{name}Having"), having(table)),
                (format!("{name}AggregateOrderBy"), order_by(table)),
            ]);
        }
        for (suffix, figure) in figured {
            if has(table, *figure) {
                types.push((
                    format!("{name}{suffix}"),
                    TypeDef::Object(figures(&model.catalog, table, *figure)),
                ));
                types.push((format!("{name}{suffix}Filter"), figures_filter(&model.catalog, table, *figure)));
            }
        }
        for (name, def) in types {
            model.add(name, def)?;
        }
    }
    Ok(())
}

/// The field of a table's aggregates.
pub fn field(table: &Table, source: Source) -> FieldDef {
    let name = &table.names.type_name;
    // At the root it may be null, so that one that fails leaves the others alone.
    let required = if matches!(source, Source::Aggregate(_)) { "" } else { "!" };
    let description =
        format!("Figures over groups of {}; without groupBy over all of them.", table.names.many);
    FieldDef::new(&format!("[{name}Aggregate!]{required}"), source, description)
        .argument("filter", &filter::filter_name(table), "Which rows to take.")
        .argument("groupBy", &format!("[{name}GroupBy!]"), "What the rows of a group have in common.")
        .argument("having", &format!("{name}Having"), "Which groups to take.")
        .argument(
            "orderBy",
            &format!("[{name}AggregateOrderBy!]"),
            "In which order; by default by what the rows of a group have in common.",
        )
        .argument(
            "first",
            "Int",
            format!("How many groups, {SIZE_MAX} if not given, which is also the most."),
        )
        .argument("offset", "Int", format!("How many groups to leave out, at most {OFFSET_MAX}."))
        .argument(
            "timeZone",
            "String",
            "Where days and other spans of time begin, such as `Europe/Berlin`; by default UTC.",
        )
}

fn has(table: &Table, figure: Figure) -> bool {
    columns(table).any(|(_, _, column)| figure.takes(&column.ty))
}

/// Columns with a field: index, field, column.
fn columns(table: &Table) -> impl Iterator<Item = (usize, &str, &Column)> {
    let single = table.single_key();
    table.columns.iter().enumerate().filter_map(move |(at, column)| {
        let field = if single == Some(at) { Some("rowId") } else { column.field.as_deref() };
        field.map(|field| (at, field, column))
    })
}

/// Columns by which rows can be told apart: index, field, column.
fn groupable(table: &Table) -> impl Iterator<Item = (usize, &str, &Column)> {
    columns(table).filter(|(_, _, column)| column.ty.scalar != Scalar::Json && !column.ty.read_as_text())
}

fn is_time(column: &Column) -> bool {
    matches!(column.ty.scalar, Scalar::DateTime | Scalar::Date) && !column.ty.list
}

/// What stands for a figure's types in names.
fn suffix(figure: Figure) -> &'static str {
    if matches!(figure, Figure::Sum | Figure::Avg) { "Figures" } else { "Extremes" }
}

fn aggregate(table: &Table) -> ObjectDef {
    let name = &table.names.type_name;
    let rows = FigureOf { figure: Figure::Count, column: None, distinct: false };
    let mut fields = IndexMap::from([
        ("count".to_owned(), FieldDef::new("Int!", Source::FigureOf(rows), "How many rows the group has.")),
        (
            "group".to_owned(),
            FieldDef::new(
                &format!("{name}Group!"),
                Source::Group,
                "What the rows of the group have in common.",
            ),
        ),
        (
            "distinct".to_owned(),
            FieldDef::new(
                &format!("{name}Counts!"),
                Source::Figures,
                "How many different values columns have.",
            ),
        ),
    ]);
    for (figure, meaning) in FIGURES.iter().filter(|(figure, _)| has(table, *figure)) {
        let ty = format!("{name}{}!", suffix(*figure));
        fields.insert(figure.name().to_owned(), FieldDef::new(&ty, Source::Figures, *meaning));
    }
    ObjectDef {
        description: format!("A group of {}, and figures over it.", table.names.many),
        fields,
        ..ObjectDef::default()
    }
}

fn group(catalog: &Catalog, table: &Table) -> ObjectDef {
    let mut fields = IndexMap::new();
    for (at, field, column) in groupable(table) {
        let ty = column_type(catalog, column);
        let def =
            FieldDef::new(ty.trim_end_matches('!'), Source::GroupColumn(at), column.description.clone());
        fields.insert(field.to_owned(), def);
    }
    for (at, relation) in table.relations.iter().enumerate() {
        if relation.cardinality == Cardinality::One {
            let ty = format!("{}Group", catalog.tables[relation.target].names.type_name);
            let description = relation.description.clone();
            fields.insert(relation.field.clone(), FieldDef::new(&ty, Source::GroupRelation(at), description));
        }
    }
    ObjectDef {
        description: format!(
            "What the rows of a group of {} have in common: fields named in groupBy.",
            table.names.many
        ),
        fields,
        ..ObjectDef::default()
    }
}

fn counts(table: &Table) -> ObjectDef {
    let fields = groupable(table).map(|(at, field, column)| {
        let figure = FigureOf { figure: Figure::Count, column: Some(at), distinct: true };
        (field.to_owned(), FieldDef::new("Int!", Source::FigureOf(figure), column.description.clone()))
    });
    ObjectDef {
        description: format!(
            "How many different values columns of {} have; rows without one do not count.",
            table.names.many
        ),
        fields: fields.collect(),
        ..ObjectDef::default()
    }
}

fn figures(catalog: &Catalog, table: &Table, figure: Figure) -> ObjectDef {
    let fields =
        columns(table).filter(|(_, _, column)| figure.takes(&column.ty)).map(|(at, field, column)| {
            let ty = match (figure, column.enumeration) {
                (Figure::Min | Figure::Max, Some(_)) => {
                    column_type(catalog, column).trim_end_matches('!').to_owned()
                }
                _ => figure.ty(Some(&column.ty)).scalar.name().to_owned(),
            };
            // Which figure, the field above says.
            let source = Source::FigureOf(FigureOf { figure, column: Some(at), distinct: false });
            (field.to_owned(), FieldDef::new(&ty, source, column.description.clone()))
        });
    ObjectDef {
        description: format!("A figure over columns of {}.", table.names.many),
        fields: fields.collect(),
        ..ObjectDef::default()
    }
}

fn figures_filter(catalog: &Catalog, table: &Table, figure: Figure) -> TypeDef {
    let fields =
        columns(table).filter(|(_, _, column)| figure.takes(&column.ty)).map(|(_, field, column)| {
            let ty = match (figure, column.enumeration) {
                (Figure::Min | Figure::Max, Some(id)) => format!("{}Filter", catalog.enums[id].name),
                _ => format!("{}Filter", figure.ty(Some(&column.ty)).scalar.name()),
            };
            (field.to_owned(), InputDef::new(&ty, column.description.clone()))
        });
    let description =
        format!("Conditions on a figure over columns of {}; all that are given must hold.", table.names.many);
    TypeDef::Input { description, fields: fields.collect() }
}

fn group_by(catalog: &Catalog, table: &Table) -> TypeDef {
    let mut fields = IndexMap::new();
    for (_, field, column) in groupable(table) {
        let ty = if is_time(column) { "TimeBucket" } else { "Boolean" };
        fields.insert(field.to_owned(), InputDef::new(ty, column.description.clone()));
    }
    for relation in table.relations.iter().filter(|relation| relation.cardinality == Cardinality::One) {
        let ty = format!("{}GroupBy", catalog.tables[relation.target].names.type_name);
        fields.insert(relation.field.clone(), InputDef::new(&ty, relation.description.clone()));
    }
    let description = format!(
        "A value that the rows of a group of {} have in common: give exactly one field, `true` or a span of time.",
        table.names.many
    );
    TypeDef::Input { description, fields }
}

fn having(table: &Table) -> TypeDef {
    let name = &table.names.type_name;
    let mut fields =
        IndexMap::from([("count".to_owned(), InputDef::new("IntFilter", "How many rows the group has."))]);
    for (figure, meaning) in FIGURES.iter().filter(|(figure, _)| has(table, *figure)) {
        let ty = format!("{name}{}Filter", suffix(*figure));
        fields.insert(figure.name().to_owned(), InputDef::new(&ty, *meaning));
    }
    TypeDef::Input { description: "Which groups to take; all conditions must hold.".to_owned(), fields }
}

fn order_by(table: &Table) -> TypeDef {
    let mut fields = IndexMap::from([
        ("count".to_owned(), InputDef::new(DIRECTION, "By how many rows the group has.")),
        ("group".to_owned(), InputDef::new(&order::name(table), "By a value that is named in groupBy.")),
    ]);
    for (figure, meaning) in FIGURES.iter().filter(|(figure, _)| has(table, *figure)) {
        fields.insert(figure.name().to_owned(), InputDef::new(&order::name(table), *meaning));
    }
    let description =
        format!("One key of an order of groups of {}: give exactly one field.", table.names.many);
    TypeDef::Input { description, fields }
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
