//! Changes that build on what is there: `change: {position: {add: 1}, labels: {append: ["x"]}, metadata: {merge: {…}}}`. The
//! database computes them, row by row, so that simultaneous ones all count.

use async_graphql::Value;
use indexmap::IndexMap;

use super::check;
use super::row::Set;
use super::shape;
use crate::error::{Error, Result};
use crate::graphql::catalog::{Catalog, Column, Table};
use crate::graphql::faults::Faults;
use crate::graphql::model::{InputDef, TypeDef};
use crate::graphql::naming;
use crate::graphql::object;
use crate::graphql::scalar::{Param, Scalar, Wire};

/// The input for changes of a column, if what it holds can be built upon.
pub fn input_of(catalog: &Catalog, column: &Column) -> Option<(String, TypeDef)> {
    let element = object::element_type(catalog, column);
    if column.ty.list {
        let list = format!("[{element}!]");
        let fields = [
            ("remove", InputDef::new(&list, "Takes these items out, wherever they stand.")),
            ("append", InputDef::new(&list, "Then adds these at the end, even if they are there already.")),
        ];
        return Some((naming::list_change(&element), def("a list", fields)));
    }
    match column.ty.scalar {
        Scalar::Int | Scalar::BigInt | Scalar::Float | Scalar::Decimal if !column.reference => {
            let add =
                InputDef::new(&element, "Adds this; a negative number takes away. No value counts as 0.");
            Some((naming::change(&element), def("a number", [("add", add)])))
        }
        Scalar::Json => {
            let fields = [
                ("remove", InputDef::new("[String!]", "Takes these keys out.")),
                ("merge", InputDef::new("JSON", "Then sets the keys of this object, the others stay.")),
            ];
            Some((naming::change(&element), def("a JSON object", fields)))
        }
        _ => None,
    }
}

fn def<const N: usize>(what: &str, fields: [(&str, InputDef); N]) -> TypeDef {
    let fields: IndexMap<_, _> = fields.into_iter().map(|(name, field)| (name.to_owned(), field)).collect();
    let description =
        format!("How to change {what}, whatever it is by then: changes made at the same time all count.");
    TypeDef::Input { description, fields }
}

/// Reads changes, and notes what is wrong with them.
pub fn read(catalog: &Catalog, table: &Table, changes: &Value, set: &mut Vec<Set>, faults: &mut Faults) {
    let Value::Object(changes) = changes else { return };
    for (field, change) in changes.iter().filter(|(_, change)| **change != Value::Null) {
        let at = table.writes.update.iter().copied().find(|at| table.input_field(*at) == field.as_str());
        let read = match at {
            None => Err(Error::bad_user_input(format!("\"{field}\" cannot be changed."))),
            Some(at) if set.iter().any(|other| other.column() == at) => {
                Err(Error::bad_user_input(format!("{field} has a new value already.")))
            }
            Some(at) => change_of(catalog, table, at, change),
        };
        match read {
            Ok(change) => set.extend(change),
            Err(error) => faults.add(format!("change.{field}"), error),
        }
    }
}

fn change_of(catalog: &Catalog, table: &Table, at: usize, change: &Value) -> Result<Option<Set>> {
    let Value::Object(words) = change else { return Ok(None) };
    let word = |name: &str| words.get(name).filter(|value| **value != Value::Null);
    let column = &table.columns[at];
    if column.ty.list {
        let items = |name| word(name).map(|items| check::value(catalog, table, at, items)).transpose();
        let (remove, append) = (items("remove")?, items("append")?);
        return Ok((remove.is_some() || append.is_some()).then_some(Set::Items {
            column: at,
            remove,
            append,
        }));
    }
    if column.ty.scalar == Scalar::Json {
        let remove = word("remove").map(names).transpose()?;
        let merge = word("merge").map(object_of).transpose()?;
        return Ok((remove.is_some() || merge.is_some()).then_some(Set::Keys { column: at, remove, merge }));
    }
    let add = word("add").map(|add| check::value(catalog, table, at, add)).transpose()?;
    Ok(add.map(|add| Set::Add(at, add)))
}

fn names(names: &Value) -> Result<Param> {
    let Value::List(names) = names else { return Ok(Param::Null) };
    let texts = names.iter().filter_map(|name| match name {
        Value::String(name) => Some(Param::text(name)),
        _ => None,
    });
    Ok(Param::List(Wire::Text, texts.collect::<Result<_>>()?))
}

fn object_of(value: &Value) -> Result<Param> {
    let json = value.clone().into_json().map_err(Error::internal)?;
    if !json.is_object() {
        return Err(Error::bad_user_input("Only an object has keys to be set."));
    }
    shape::check_json(&json)?;
    Ok(Param::Json(json))
}
