//! Ordering inputs. The client's order counts, and the key is always last, so that every order is total and a cursor has
//! one place in it.

use async_graphql::{Name, Value};
use indexmap::IndexMap;

use super::catalog::{Cardinality, Catalog, Table};
use super::model::{EnumValue, InputDef, Model, TypeDef};
use super::scalar::Scalar;
use super::term::{Figure, Term};
use crate::error::{Error, Result};

/// The most keys an order may have, the table's own not counted.
pub const KEYS_MAX: usize = 8;
/// The most relations that a key of an order may follow.
const RELATIONS_MAX: usize = 4;

/// One key of an order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OrderKey {
    /// What counts.
    pub term: Term,
    /// Largest first.
    pub descending: bool,
    /// Rows without a value come first.
    pub nulls_first: bool,
}

impl OrderKey {
    /// The same order read from its end.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { term: self.term.clone(), descending: !self.descending, nulls_first: !self.nulls_first }
    }
}

/// The name of the directions' enum.
pub const DIRECTION: &str = "OrderDirection";

const DIRECTIONS: &[(&str, bool, bool, &str)] = &[
    ("ASC", false, false, "Smallest first, rows without a value last."),
    ("DESC", true, true, "Largest first, rows without a value before them."),
    ("ASC_NULLS_FIRST", false, true, "Smallest first, rows without a value before them."),
    ("ASC_NULLS_LAST", false, false, "Smallest first, rows without a value last."),
    ("DESC_NULLS_FIRST", true, true, "Largest first, rows without a value before them."),
    ("DESC_NULLS_LAST", true, false, "Largest first, rows without a value last."),
];

/// The figures over rows that lead to a row.
const FIGURES: &[(Figure, &str)] = &[
    (Figure::Count, "By their number."),
    (Figure::Sum, "By the sum of a column of theirs; one that holds numbers."),
    (Figure::Avg, "By the mean of a column of theirs; one that holds numbers."),
    (Figure::Min, "By the smallest value of a column of theirs; one that holds numbers, texts or times."),
    (Figure::Max, "By the largest value of a column of theirs; one that holds numbers, texts or times."),
];

/// Adds the direction enum, and inputs for each table: for its rows, and for figures over its rows.
///
/// # Errors
/// When a name is taken.
pub fn types(model: &mut Model) -> anyhow::Result<()> {
    let values = DIRECTIONS.iter().map(|(name, .., meaning)| EnumValue {
        name: (*name).to_owned(),
        description: (*meaning).to_owned(),
    });
    let description = "In which direction a list is ordered.".into();
    model.add(DIRECTION, TypeDef::Enum { description, values: values.collect() })?;
    for at in 0..model.catalog.tables.len() {
        let table = &model.catalog.tables[at];
        if table.found {
            continue;
        }
        let mut fields = IndexMap::new();
        if table.single_key().is_some() {
            fields.insert("id".to_owned(), InputDef::new(DIRECTION, "By the key."));
        }
        for column in table.columns.iter().filter(|column| orderable(column.ty.list, column.ty.scalar)) {
            let Some(field) = &column.field else { continue };
            fields.insert(field.clone(), InputDef::new(DIRECTION, column.description.clone()));
        }
        for relation in &table.relations {
            let target = &model.catalog.tables[relation.target];
            let ty = match relation.cardinality {
                Cardinality::One => name(target),
                Cardinality::Many => list_name(target),
            };
            fields.insert(relation.field.clone(), InputDef::new(&ty, relation.description.clone()));
        }
        let description = format!(
            "One key of an order of {}: give exactly one field, and a list of these for several keys.",
            table.names.many
        );
        let figures = FIGURES.iter().map(|(figure, meaning)| {
            let ty = if *figure == Figure::Count { DIRECTION.to_owned() } else { name(table) };
            (figure.name().to_owned(), InputDef::new(&ty, *meaning))
        });
        let list = TypeDef::Input {
            description: format!(
                "A figure over the {} that belong to a row, to order by: give exactly one field.",
                table.names.many
            ),
            fields: figures.collect(),
        };
        let is_listed = model.catalog.tables.iter().flat_map(|table| &table.relations);
        let is_listed = is_listed.filter(|r| r.cardinality == Cardinality::Many).any(|r| r.target == at);
        let (name, list_name) = (name(table), list_name(table));
        model.add(name, TypeDef::Input { description, fields })?;
        if is_listed {
            model.add(list_name, list)?;
        }
    }
    Ok(())
}

/// The name of a table's ordering input.
pub fn name(table: &Table) -> String {
    format!("{}OrderBy", table.names.type_name)
}

fn list_name(table: &Table) -> String {
    format!("{}ListOrderBy", table.names.type_name)
}

/// Reads an order, and ends it in the key.
///
/// # Errors
/// `BAD_USER_INPUT` for an item with no or several fields, for more than [`KEYS_MAX`] of them, and for figures over
/// columns that have none.
pub fn keys(catalog: &Catalog, table: &Table, order: Option<&Value>) -> Result<Vec<OrderKey>> {
    let mut keys = Vec::new();
    if let Some(Value::List(items)) = order {
        if items.len() > KEYS_MAX {
            return Err(Error::bad_user_input(format!("An order has at most {KEYS_MAX} keys."))
                .field("orderBy")
                .with("max", KEYS_MAX));
        }
        for item in items {
            keys.push(key(catalog, table, item).map_err(|error| error.field("orderBy"))?);
        }
    }
    for column in &table.key {
        let term = Term::Column(*column);
        if !keys.iter().any(|key: &OrderKey| key.term == term) {
            keys.push(OrderKey { term, descending: false, nulls_first: false });
        }
    }
    Ok(keys)
}

/// One key of an order.
///
/// # Errors
/// `BAD_USER_INPUT` for an item with no or several fields, and for figures over columns that have none.
pub fn key(catalog: &Catalog, table: &Table, item: &Value) -> Result<OrderKey> {
    let (term, name) = term(catalog, table, item, RELATIONS_MAX)?;
    let (descending, nulls_first) = direction(name)?;
    Ok(OrderKey { term, descending, nulls_first })
}

/// Whether a direction means largest first, and whether rows without a value come first.
///
/// # Errors
/// `BAD_USER_INPUT` for what is no direction.
pub fn direction(name: &Name) -> Result<(bool, bool)> {
    let known = DIRECTIONS.iter().find(|(own, ..)| own == name);
    known.map(|(_, descending, nulls_first, _)| (*descending, *nulls_first)).ok_or_else(one_field)
}

fn one_field() -> Error {
    Error::bad_user_input("Each item names exactly one field.")
}

/// The only field of an item that is given.
pub fn only(item: &Value) -> Result<(&str, &Value)> {
    let Value::Object(fields) = item else { return Err(one_field()) };
    let mut given = fields.iter().filter(|(_, value)| **value != Value::Null);
    match (given.next(), given.next()) {
        (Some((field, value)), None) => Ok((field.as_str(), value)),
        _ => Err(one_field()),
    }
}

/// What an item orders by, and in which direction.
fn term<'v>(
    catalog: &Catalog,
    table: &Table,
    item: &'v Value,
    relations_left: usize,
) -> Result<(Term, &'v Name)> {
    let (field, value) = only(item)?;
    if let Value::Enum(direction) = value {
        let column = match (field, table.single_key()) {
            ("id", Some(key)) => key,
            _ => table.column_of(field).ok_or_else(one_field)?,
        };
        return Ok((Term::Column(column), direction));
    }
    let at = table.relation_of(field).ok_or_else(one_field)?;
    if relations_left == 0 {
        let message = format!("A key of an order may follow at most {RELATIONS_MAX} relations.");
        return Err(Error::bad_user_input(message).with("max", RELATIONS_MAX));
    }
    let relation = &table.relations[at];
    let target = &catalog.tables[relation.target];
    if relation.cardinality == Cardinality::One {
        let (inner, direction) = term(catalog, target, value, relations_left - 1)?;
        return Ok((Term::One(at, Box::new(inner)), direction));
    }
    let (word, value) = only(value)?;
    let (figure, _) = FIGURES.iter().find(|(figure, _)| figure.name() == word).ok_or_else(one_field)?;
    if let Value::Enum(direction) = value {
        return Ok((Term::Many(at, *figure, None), direction));
    }
    let (inner, direction) = term(catalog, target, value, 0)?;
    match inner {
        Term::Column(column) if figure.takes(&target.columns[column].ty) => {
            Ok((Term::Many(at, *figure, Some(column)), direction))
        }
        _ => Err(Error::bad_user_input(format!("There is no {word} of {}.", only(value)?.0))),
    }
}

fn orderable(list: bool, scalar: Scalar) -> bool {
    !list && scalar != Scalar::Json
}
