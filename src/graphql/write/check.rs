//! Values of an input against what is known of their columns: the one place where that is done.
//!
//! All that is wrong with an input is found before anything is written, and told at once, each fault with its place. What
//! only the database can know (other rows, policies) is left to it.

use async_graphql::{Name, Value};
use indexmap::IndexMap;

use super::shape;
use crate::error::{Error, Result};
use crate::graphql::catalog::{Catalog, Column, Table};
use crate::graphql::condition;
use crate::graphql::faults::Faults;
use crate::graphql::scalar::Param;

/// Values by column.
pub type Values = Vec<(usize, Param)>;

/// The value that a column is given.
pub fn given(values: &Values, column: usize) -> Option<Param> {
    let value = values.iter().find(|(at, _)| *at == column).map(|(_, value)| value.clone());
    value.filter(|value| *value != Param::Null)
}

/// A new row, some values of which follow from other rows.
pub fn row(
    catalog: &Catalog,
    table: &Table,
    input: &Value,
    tied: Values,
    place: &str,
    faults: &mut Faults,
) -> Values {
    let mut values = columns(catalog, table, &table.writes.create, input, place, faults);
    // Null for such a column says as little as leaving it out.
    values.retain(|(at, _)| !tied.iter().any(|(tied, _)| tied == at));
    values.extend(tied);
    for at in &table.writes.required {
        if !values.iter().any(|(given, _)| given == at) {
            let field = table.input_field(*at);
            let own = format!("{place}.{field}");
            if !faults.covers(&own) {
                faults.add(own, Error::bad_user_input(format!("{field} must have a value.")));
            }
        }
    }
    if let Some(key) = table.writes.random
        && given(&values, key).is_none()
    {
        values.retain(|(at, _)| *at != key);
        let random = uuid::Uuid::new_v4();
        let is_uuid = table.columns[key].ty.scalar == crate::graphql::scalar::Scalar::Uuid;
        values.push((key, if is_uuid { Param::Uuid(random) } else { Param::Text(random.to_string()) }));
    }
    values
}

/// New values of a row that is there.
pub fn update(catalog: &Catalog, table: &Table, input: &Value, faults: &mut Faults) -> Values {
    columns(catalog, table, &table.writes.update, input, "input", faults)
}

fn columns(
    catalog: &Catalog,
    table: &Table,
    allowed: &[usize],
    input: &Value,
    place: &str,
    faults: &mut Faults,
) -> Values {
    let none = IndexMap::<Name, Value>::new();
    let input = if let Value::Object(input) = input { input } else { &none };
    let mut values = Vec::with_capacity(input.len());
    for (field, given) in input {
        if table.nested_of(field).is_some() {
            continue;
        }
        let at = allowed.iter().copied().find(|at| table.input_field(*at) == field.as_str());
        let checked = match at {
            Some(at) => value(catalog, table, at, given).map(|value| (at, value)),
            None => Err(Error::bad_user_input(format!("\"{field}\" cannot be written."))),
        };
        match checked {
            Ok(value) => values.push(value),
            Err(error) => faults.add(format!("{place}.{field}"), error),
        }
    }
    values
}

/// One value for a column.
///
/// # Errors
/// `BAD_USER_INPUT` when the column cannot have it.
pub fn value(catalog: &Catalog, table: &Table, at: usize, value: &Value) -> Result<Param> {
    let column = &table.columns[at];
    match value {
        Value::Null if !column.nullable => {
            Err(Error::bad_user_input(format!("{} must have a value.", table.input_field(at))))
        }
        Value::Null => Ok(Param::Null),
        Value::List(items) if column.ty.list => {
            if items.len() > condition::LIST_MAX {
                let message = format!("A list may have at most {} items.", condition::LIST_MAX);
                return Err(Error::bad_user_input(message).with("max", condition::LIST_MAX));
            }
            let items = items.iter().map(|item| element(catalog, table, at, item));
            Ok(Param::List(column.ty.wire, items.collect::<Result<_>>()?))
        }
        value => element(catalog, table, at, value),
    }
}

/// One value for a column, or for an item of it.
fn element(catalog: &Catalog, table: &Table, at: usize, value: &Value) -> Result<Param> {
    let param = condition::param(catalog, table, at, value)?;
    shape::check(&table.columns[at], &param)?;
    if let Some((_, least, greatest)) = table.writes.ranges.iter().find(|(column, ..)| *column == at) {
        let number = shape::number(&param);
        if number.is_some_and(|number| !(*least..=*greatest).contains(&number)) {
            let field = table.input_field(at);
            return Err(Error::bad_user_input(format!("{field} is a number from {least} to {greatest}.")));
        }
    }
    Ok(param)
}

/// What a value of the column has to be beyond its type, in words; for descriptions.
pub fn words(column: &Column) -> Option<String> {
    shape::words(column)
}
