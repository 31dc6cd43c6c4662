//! Domain operations as root fields: their inputs and payloads as types, their values to and from plain JSON.

use std::collections::HashMap;

use async_graphql::Value;
use indexmap::IndexMap;

use super::catalog::Catalog;
use super::model::{EnumValue, FieldDef, InputDef, Model, ObjectDef, Source, TypeDef};
use super::plan::{Member, Record};
use super::scalar::Param;
use super::write::{CURSOR, cursor_field};
use super::{id, naming};
use crate::domain::operation::{Form, Given, Input, Kind, Operation, Output, Parameter, Run};
use crate::error::{Error, Result};

/// Root fields by name.
type Fields = IndexMap<String, FieldDef>;

/// Adds inputs, payloads and choices of all operations, and gives the fields of `Query` and those of `Mutation`.
///
/// # Errors
/// When a name is taken, or an operation names a table that has no type.
pub fn fields(model: &mut Model, operations: &[Operation]) -> anyhow::Result<(Fields, Fields)> {
    let (mut queries, mut mutations) = (Fields::new(), Fields::new());
    for (at, operation) in operations.iter().enumerate() {
        let stem = naming::operation_type(operation.name);
        let asks = matches!(operation.run, Run::Query(_));
        let input_name = format!("{stem}Input");
        let (payload_name, description) = if asks {
            (format!("{stem}Result"), "The answer.")
        } else {
            (format!("{stem}Payload"), "What the operation gives back.")
        };
        let taken = inputs(model, operation.input)?;
        let mut payload = object(model, description, operation.output)?;
        if operation.run.is_transaction() {
            payload.fields.insert(CURSOR.to_owned(), cursor_field());
        }
        let mut field = FieldDef::new(&payload_name, Source::Operation(at), operation.description);
        if operation.form == Form::Arguments {
            field.arguments.extend(taken);
        } else if !operation.input.is_empty() {
            field = field.argument("input", &format!("{input_name}!"), "What the operation needs to know.");
            let description = format!("The input of `{}`.", operation.name);
            model.add(input_name, TypeDef::Input { description, fields: taken })?;
        }
        let fields = if asks { &mut queries } else { &mut mutations };
        fields.insert(operation.name.to_owned(), field);
        model.add(payload_name, TypeDef::Object(payload))?;
    }
    Ok((queries, mutations))
}

/// What is taken, by name, with the types that it needs.
fn inputs(model: &mut Model, parameters: &[Parameter]) -> anyhow::Result<IndexMap<String, InputDef>> {
    let inputs = parameters.iter().map(|parameter| {
        add_type(model, parameter)?;
        let ty = type_of(&model.catalog, parameter, true)?;
        Ok((parameter.name.to_owned(), InputDef::new(&ty, parameter.description)))
    });
    inputs.collect()
}

/// An object of these values, with the types that they need.
fn object(model: &mut Model, description: &str, parameters: &[Parameter]) -> anyhow::Result<ObjectDef> {
    let mut object = ObjectDef { description: description.to_owned(), ..ObjectDef::default() };
    for parameter in parameters {
        add_type(model, parameter)?;
        let ty = type_of(&model.catalog, parameter, false)?;
        let field = FieldDef::new(&ty, Source::Member, parameter.description);
        object.fields.insert(parameter.name.to_owned(), field);
    }
    Ok(object)
}

/// The checked input of an operation.
///
/// # Errors
/// `BAD_USER_INPUT` for texts that are too long and ids that are none.
pub fn input(catalog: &Catalog, operation: &Operation, arguments: &HashMap<String, Value>) -> Result<Input> {
    let mut input = Input::default();
    for parameter in operation.input {
        let (value, place) = match (operation.form, arguments.get("input")) {
            (Form::Arguments, _) => (arguments.get(parameter.name), parameter.name.to_owned()),
            (Form::Input, Some(Value::Object(given))) => {
                (given.get(parameter.name), format!("input.{}", parameter.name))
            }
            (Form::Input, _) => (None, String::new()),
        };
        if let Some(value) = value {
            input.0.insert(parameter.name.to_owned(), checked(catalog, parameter, value, &place)?);
        }
    }
    Ok(input)
}

/// A value that a parameter takes, as plain JSON.
fn checked(
    catalog: &Catalog,
    parameter: &Parameter,
    value: &Value,
    place: &str,
) -> Result<serde_json::Value> {
    let (name, at) = (parameter.name, || place.to_owned());
    Ok(match (parameter.kind, value) {
        (Kind::Text(max), Value::String(text)) if text.chars().count() > max => {
            let message = format!("{name} has at most {max} characters.");
            return Err(Error::bad_user_input(message).field(at()).with("max", max));
        }
        (Kind::Text(_), Value::String(text)) => {
            Param::text(text).map_err(|error| error.field(at()))?;
            text.clone().into()
        }
        (Kind::Texts(length_max, count_max), Value::List(texts)) => {
            let fits =
                |text: &Value| matches!(text, Value::String(text) if text.chars().count() <= length_max);
            if texts.len() > count_max || !texts.iter().all(fits) {
                let message =
                    format!("{name} has at most {count_max} texts of at most {length_max} characters.");
                return Err(Error::bad_user_input(message).field(at()).with("max", count_max));
            }
            value.clone().into_json().map_err(Error::internal)?
        }
        (Kind::Floats(max), Value::List(numbers)) if numbers.len() > max => {
            let message = format!("{name} has at most {max} numbers.");
            return Err(Error::bad_user_input(message).field(at()).with("max", max));
        }
        (Kind::Fields(_, _, parameters), Value::Object(given)) => {
            let fields = parameters.iter().filter_map(|parameter| {
                let value = given.get(parameter.name)?;
                let place = format!("{place}.{}", parameter.name);
                let value = checked(catalog, parameter, value, &place);
                Some(value.map(|value| (parameter.name.to_owned(), value)))
            });
            serde_json::Value::Object(fields.collect::<Result<_>>()?)
        }
        (Kind::Json(bytes_max), Value::Object(_)) => {
            let json = value.clone().into_json().map_err(Error::internal)?;
            if json.to_string().len() > bytes_max {
                let message = format!("{name} has at most {bytes_max} bytes.");
                return Err(Error::bad_user_input(message).field(at()).with("max", bytes_max));
            }
            json
        }
        (Kind::Json(_), value) if !matches!(value, Value::Null) => {
            return Err(Error::bad_user_input(format!("{name} is a JSON object.")).field(at()));
        }
        (Kind::Choice(_, _, values), Value::Enum(name)) => {
            values.iter().find(|value| naming::enum_value(value) == name.as_str()).copied().into()
        }
        (Kind::Id(schema, table), Value::String(text)) => {
            let table = catalog.table_named(schema, table).map(|id| &catalog.tables[id]);
            let table =
                table.ok_or_else(|| Error::internal("an operation takes an id of an unknown table"))?;
            key_text(id::key_param(table, text).map_err(|error| error.field(at()))?)
        }
        (Kind::Node, Value::String(text)) => {
            let (table, key) = id::locate(catalog, text).map_err(|error| error.field(at()))?;
            let table = &catalog.tables[table];
            let key: Vec<_> = key.into_iter().map(key_text).collect();
            serde_json::json!([table.schema, table.name, key])
        }
        (_, value) => value.clone().into_json().map_err(Error::internal)?,
    })
}

/// An operation's output as the members of its payload.
///
/// # Errors
/// `INTERNAL_SERVER_ERROR` when the output is not what was announced.
pub fn record(catalog: &Catalog, operation: &Operation, output: Output) -> Result<Record> {
    let mut record = members(catalog, operation.output, output)?;
    if operation.run.is_transaction() {
        record.push((CURSOR, Member::Late));
    }
    Ok(record)
}

/// The members of a payload as they may be at most, to find out what reading it costs. Not to be read.
pub fn foretold(catalog: &Catalog, operation: &Operation) -> Record {
    let rows = operation.output.iter().filter_map(|parameter| match parameter.kind {
        Kind::Row(schema, table) => {
            let table = catalog.table_named(schema, table)?;
            Some((parameter.name, Member::Row(table, Vec::new())))
        }
        _ => None,
    });
    rows.collect()
}

fn members(catalog: &Catalog, parameters: &[Parameter], output: Output) -> Result<Record> {
    let mut record = Record::with_capacity(output.len() + 1);
    for (name, given) in output {
        let parameter = parameters.iter().find(|parameter| parameter.name == name);
        let member = match (given, parameter.map(|parameter| parameter.kind)) {
            (Given::Value(value), Some(Kind::Choice(..))) => {
                Member::Json(value.as_str().map(naming::enum_value).into())
            }
            (Given::Value(value), Some(_)) => Member::Json(value),
            (Given::Row(parts), Some(kind @ (Kind::Row(schema, table) | Kind::Id(schema, table)))) => {
                let row = catalog.table_named(schema, table);
                let row =
                    row.ok_or_else(|| Error::internal("an operation gives a row of an unknown table"))?;
                let described = &catalog.tables[row];
                let key = described.key.iter().zip(&parts);
                let key = key.map(|(at, part)| Param::parse(described.columns[*at].ty.wire, part));
                let key = key.collect::<Result<Vec<_>>>()?;
                match kind {
                    Kind::Id(..) => Member::Json(id::of_key(described, &key).into()),
                    _ => Member::Row(row, key),
                }
            }
            (Given::Items(items), Some(Kind::Items(_, _, parameters))) => {
                let items = items.into_iter().map(|item| members(catalog, parameters, item));
                Member::Items(items.collect::<Result<_>>()?)
            }
            _ => return Err(Error::internal(format!("an operation gives an unannounced {name}"))),
        };
        record.push((name, member));
    }
    Ok(record)
}

fn key_text(key: Param) -> serde_json::Value {
    match key {
        Param::Uuid(value) => value.to_string().into(),
        Param::Text(value) => value.into(),
        Param::Int(value) => value.into(),
        _ => serde_json::Value::Null,
    }
}

/// Adds the types that a parameter names, unless another has.
fn add_type(model: &mut Model, parameter: &Parameter) -> anyhow::Result<()> {
    let (name, def) = match parameter.kind {
        Kind::Choice(name, description, values) => {
            let values = values.iter().map(|value| EnumValue {
                name: naming::enum_value(value),
                description: format!("{}.", naming::words(value)),
            });
            (name, TypeDef::Enum { description: description.to_owned(), values: values.collect() })
        }
        Kind::Fields(name, description, parameters) => {
            let fields = inputs(model, parameters)?;
            (name, TypeDef::Input { description: description.to_owned(), fields })
        }
        Kind::Items(name, description, parameters) => {
            (name, TypeDef::Object(object(model, description, parameters)?))
        }
        _ => return Ok(()),
    };
    if model.types.contains_key(name) {
        return Ok(());
    }
    model.add(name, def)
}

fn type_of(catalog: &Catalog, parameter: &Parameter, is_input: bool) -> anyhow::Result<String> {
    let name = match parameter.kind {
        Kind::Text(_) => "String".to_owned(),
        Kind::Texts(..) => "[String!]".to_owned(),
        Kind::Boolean => "Boolean".to_owned(),
        Kind::Int => "Int".to_owned(),
        Kind::Decimal => "Decimal".to_owned(),
        Kind::Json(_) => "JSON".to_owned(),
        Kind::Float => "Float".to_owned(),
        Kind::Floats(_) => "[Float!]".to_owned(),
        Kind::Time => "DateTime".to_owned(),
        Kind::Choice(name, ..) | Kind::Fields(name, ..) => name.to_owned(),
        Kind::Id(..) | Kind::Node => "ID".to_owned(),
        Kind::Items(name, ..) => format!("[{name}!]"),
        Kind::Row(schema, table) => {
            let id = catalog.table_named(schema, table);
            let id = id.ok_or_else(|| {
                anyhow::anyhow!("{} names {schema}.{table}, which has no type", parameter.name)
            })?;
            catalog.tables[id].names.type_name.clone()
        }
    };
    // A row may be out of the caller's sight after the operation.
    let nullable = !parameter.required || (!is_input && matches!(parameter.kind, Kind::Row(..)));
    Ok(if nullable { name } else { format!("{name}!") })
}
