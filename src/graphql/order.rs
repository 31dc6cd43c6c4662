//! Ordering inputs. The client's order counts, and the key is always last, so that every order is total and a cursor has
//! one place in it.

use async_graphql::Value;
use indexmap::IndexMap;

use super::catalog::Table;
use super::model::{EnumValue, InputDef, Model, TypeDef};
use super::scalar::Scalar;
use crate::error::{Error, Result};

/// The most keys an order may have, the table's own not counted.
pub const KEYS_MAX: usize = 8;

/// One key of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OrderKey {
    /// The column's index in its table.
    pub column: usize,
    /// Largest first.
    pub descending: bool,
    /// Rows without a value come first.
    pub nulls_first: bool,
}

impl OrderKey {
    /// The same order read from its end.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { descending: !self.descending, nulls_first: !self.nulls_first, ..self }
    }
}

const DIRECTIONS: &[(&str, bool, bool, &str)] = &[
    ("ASC", false, false, "Smallest first, rows without a value last."),
    ("DESC", true, true, "Largest first, rows without a value before them."),
    ("ASC_NULLS_FIRST", false, true, "Smallest first, rows without a value before them."),
    ("ASC_NULLS_LAST", false, false, "Smallest first, rows without a value last."),
    ("DESC_NULLS_FIRST", true, true, "Largest first, rows without a value before them."),
    ("DESC_NULLS_LAST", true, false, "Largest first, rows without a value last."),
];

/// Adds the direction enum and an input for each table.
///
/// # Errors
/// When a name is taken.
pub fn types(model: &mut Model) -> anyhow::Result<()> {
    let values = DIRECTIONS.iter().map(|(name, .., meaning)| EnumValue {
        name: (*name).to_owned(),
        description: (*meaning).to_owned(),
    });
    model.add(
        "OrderDirection",
        TypeDef::Enum {
            description: "In which direction a list is ordered.".into(),
            values: values.collect(),
        },
    )?;
    for at in 0..model.catalog.tables.len() {
        let table = &model.catalog.tables[at];
        let mut fields = IndexMap::new();
        if table.single_key().is_some() {
            fields.insert("id".to_owned(), InputDef::new("OrderDirection", "By the key."));
        }
        for column in table.columns.iter().filter(|column| orderable(column.ty.list, column.ty.scalar)) {
            let Some(field) = &column.field else { continue };
            fields.insert(field.clone(), InputDef::new("OrderDirection", column.description.clone()));
        }
        let description = format!(
            "One key of an order of {}: give exactly one field, and a list of these for several keys.",
            table.names.many
        );
        model.add(name(table), TypeDef::Input { description, fields })?;
    }
    Ok(())
}

/// The name of a table's ordering input.
pub fn name(table: &Table) -> String {
    format!("{}OrderBy", table.names.type_name)
}

/// Reads an order, and ends it in the key.
///
/// # Errors
/// `BAD_USER_INPUT` for an item with no or several fields, and for more than [`KEYS_MAX`] of them.
pub fn keys(table: &Table, order: Option<&Value>) -> Result<Vec<OrderKey>> {
    let mut keys = Vec::new();
    if let Some(Value::List(items)) = order {
        if items.len() > KEYS_MAX {
            return Err(Error::bad_user_input(format!("An order has at most {KEYS_MAX} keys."))
                .field("orderBy")
                .with("max", KEYS_MAX));
        }
        for item in items {
            let Value::Object(fields) = item else { continue };
            let mut given = fields.iter().filter(|(_, direction)| **direction != Value::Null);
            let (Some((field, Value::Enum(direction))), None) = (given.next(), given.next()) else {
                return Err(
                    Error::bad_user_input("Each item of orderBy names exactly one field.").field("orderBy")
                );
            };
            let column = match (field.as_str(), table.single_key()) {
                ("id", Some(key)) => Some(key),
                _ => table.column_of(field),
            };
            let direction = DIRECTIONS.iter().find(|(name, ..)| name == direction);
            let (Some(column), Some((_, descending, nulls_first, _))) = (column, direction) else { continue };
            keys.push(OrderKey { column, descending: *descending, nulls_first: *nulls_first });
        }
    }
    for column in &table.key {
        if !keys.iter().any(|key: &OrderKey| key.column == *column) {
            keys.push(OrderKey { column: *column, descending: false, nulls_first: false });
        }
    }
    Ok(keys)
}

fn orderable(list: bool, scalar: Scalar) -> bool {
    !list && scalar != Scalar::Json
}
