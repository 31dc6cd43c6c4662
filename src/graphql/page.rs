//! Pages of lists: their arguments, their limits, and cursors.
//!
//! A cursor is a place in an order: a mark of the list and its order, and the values of the order's keys in the row. It
//! survives the row's deletion, and a list in another order refuses it. It says nothing of a database: in another one with
//! the same tables it is the same place.

use std::collections::HashMap;

use async_graphql::Value;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::catalog::{Catalog, Table};
use super::id;
use super::model::FieldDef;
use super::order::OrderKey;
use super::scalar::{Param, clip};
use crate::error::{Error, Result};

/// Rows of a page when the client does not say.
pub const SIZE_DEFAULT: u32 = 50;
/// The largest page.
pub const SIZE_MAX: u32 = 1_000;
/// The largest `offset`; deeper pages are reached by cursor.
pub const OFFSET_MAX: i64 = 100_000;
/// The largest number that `hasMoreThan` compares with.
pub const BOUND_MAX: u32 = 100_000;
/// Longer cursors are not ours.
const CURSOR_MAX: usize = 8_000;

/// Which part of a list is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// How many rows at most.
    pub size: u32,
    /// How many rows to leave out at the start.
    pub offset: i64,
    /// Counted from the end.
    pub backward: bool,
    /// The order.
    pub order: Vec<OrderKey>,
    /// Only rows behind this place.
    pub after: Option<Place>,
    /// Only rows before this place.
    pub before: Option<Place>,
}

/// Values of an order's keys; `None` is null.
pub type Place = Vec<Option<Param>>;

/// The arguments of every list.
#[must_use]
pub fn arguments(field: FieldDef) -> FieldDef {
    field
        .argument(
            "first",
            "Int",
            format!("How many rows from the start, {SIZE_DEFAULT} if not given, at most {SIZE_MAX}."),
        )
        .argument("after", "Cursor", "Only rows behind this cursor.")
        .argument("last", "Int", format!("How many rows from the end, at most {SIZE_MAX}."))
        .argument("before", "Cursor", "Only rows before this cursor.")
        .argument(
            "offset",
            "Int",
            format!("How many rows to leave out, at most {OFFSET_MAX}; cursors reach further."),
        )
}

impl Page {
    /// Reads the arguments of a list.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for sizes out of range, `CURSOR_INVALID` and `CURSOR_MISMATCH` for cursors.
    pub fn read(
        catalog: &Catalog,
        table: &Table,
        order: Vec<OrderKey>,
        arguments: &HashMap<String, Value>,
    ) -> Result<Self> {
        let first = integer(arguments, "first", i64::from(SIZE_MAX))?;
        let last = integer(arguments, "last", i64::from(SIZE_MAX))?;
        let offset = integer(arguments, "offset", OFFSET_MAX)?.unwrap_or(0);
        if first.is_some() && last.is_some() {
            return Err(Error::bad_user_input("Give either first or last.").field("last"));
        }
        if last.is_some() && offset > 0 {
            return Err(Error::bad_user_input("An offset goes with first, not with last.").field("offset"));
        }
        let size = first.or(last).unwrap_or(i64::from(SIZE_DEFAULT));
        let place = |name: &'static str| match arguments.get(name) {
            Some(Value::String(cursor)) => {
                place(catalog, table, &order, cursor).map(Some).map_err(|error| error.field(name))
            }
            _ => Ok(None),
        };
        let (after, before) = (place("after")?, place("before")?);
        Ok(Self {
            size: u32::try_from(size).unwrap_or(SIZE_MAX),
            offset,
            backward: last.is_some(),
            order,
            after,
            before,
        })
    }

    /// The order in which rows are fetched: for a page from the end, the reverse.
    pub fn fetch_order(&self) -> Vec<OrderKey> {
        if self.backward { self.order.iter().map(OrderKey::reversed).collect() } else { self.order.clone() }
    }
}

/// A mark of the list and its order, the first value of every cursor. The same on every node and in every release.
pub fn mark(catalog: &Catalog, table: &Table, order: &[OrderKey]) -> u32 {
    let mut hasher = Sha256::new();
    hasher.update(&table.names.type_name);
    for key in order {
        hasher.update([0, u8::from(key.descending), u8::from(key.nulls_first)]);
        hasher.update(key.term.mark(catalog, table));
    }
    let hash = hasher.finalize();
    u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}

/// Writes the cursor of a place, given as a JSON list: the mark of its order and the values of a row. `false`: it would be
/// longer than what is taken back.
pub fn push_cursor(out: &mut Vec<u8>, json: &[u8]) -> bool {
    let fits = json.len().div_ceil(3) * 4 <= CURSOR_MAX;
    if fits {
        id::push_base64(out, json);
    }
    fits
}

fn place(catalog: &Catalog, table: &Table, order: &[OrderKey], cursor: &str) -> Result<Place> {
    let invalid = || Error::cursor_invalid(format!("\"{}\" is not a cursor.", clip(cursor)));
    if cursor.len() > CURSOR_MAX {
        return Err(invalid());
    }
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| invalid())?;
    let mut values: Vec<serde_json::Value> = serde_json::from_slice(&bytes).map_err(|_| invalid())?;
    if values.first().and_then(serde_json::Value::as_u64).is_none() {
        return Err(invalid());
    }
    if values.remove(0) != mark(catalog, table, order) || values.len() != order.len() {
        return Err(Error::cursor_mismatch("The cursor belongs to another list or another order."));
    }
    let parts = order.iter().zip(values).map(|(key, value)| {
        let wire = key.term.ty(catalog, table).wire;
        match value {
            serde_json::Value::Null => Ok(None),
            serde_json::Value::String(text) => Param::parse(wire, &text).map(Some),
            other => Param::parse(wire, &other.to_string()).map(Some),
        }
    });
    parts.collect::<Result<_>>().map_err(|_| invalid())
}

fn integer(arguments: &HashMap<String, Value>, name: &'static str, max: i64) -> Result<Option<i64>> {
    let Some(Value::Number(number)) = arguments.get(name) else { return Ok(None) };
    match number.as_i64() {
        Some(value) if (0..=max).contains(&value) => Ok(Some(value)),
        _ => Err(Error::bad_user_input(format!("{name} is a number from 0 to {max}."))
            .field(name)
            .with("max", max)),
    }
}
