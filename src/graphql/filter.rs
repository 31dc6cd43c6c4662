//! Filter inputs and the conditions they mean.
//!
//! `types` announces the inputs, `condition` reads a coerced input back into a [`Condition`]; both go by `operators`, so
//! that no operator is announced and not understood. No SQL here: `select` writes it.

use async_graphql::Value;
use indexmap::IndexMap;

use super::catalog::{Cardinality, Catalog, Column, Table};
use super::id;
use super::model::{InputDef, Model, TypeDef};
use super::scalar::{Param, Scalar, Wire};
use crate::error::{Error, Result};

/// The largest number of values an `in` list may have.
pub const LIST_MAX: usize = 10_000;
/// The most relations that a filter may follow.
pub const RELATIONS_MAX: usize = 20;

/// A condition on one table's rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// All of them; none at all is true.
    All(Vec<Condition>),
    /// At least one of them; none at all is false.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
    /// A comparison of a column.
    Compare(usize, Operator, Param),
    /// Whether a column is null.
    IsNull(usize, bool),
    /// A condition on the rows that a relation leads to.
    Related(usize, Quantifier, Box<Condition>),
}

/// How many of the rows that a relation leads to have to meet a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    /// At least one.
    Some,
    /// None at all.
    None,
    /// All; of no rows, all do.
    Every,
}

const QUANTIFIERS: &[(&str, Quantifier, &str)] = &[
    ("some", Quantifier::Some, "At least one of the rows that you may see meets this."),
    ("none", Quantifier::None, "None of the rows that you may see meets this."),
    (
        "every",
        Quantifier::Every,
        "All of the rows that you may see meet this; so they do where there are none.",
    ),
];

/// How a column is compared with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Eq,
    Ne,
    In,
    NotIn,
    Lt,
    Lte,
    Gt,
    Gte,
    Contains,
    StartsWith,
    EndsWith,
    Like,
    ILike,
}

const EQUALITY: &[(&str, Operator, &str)] = &[
    ("eq", Operator::Eq, "Equal to the value."),
    ("ne", Operator::Ne, "Not equal to the value; rows without a value do not match."),
    ("in", Operator::In, "Equal to one of the values; an empty list matches nothing."),
    ("notIn", Operator::NotIn, "Equal to none of the values; rows without a value do not match."),
];
const ORDERED: &[(&str, Operator, &str)] = &[
    ("lt", Operator::Lt, "Less than the value."),
    ("lte", Operator::Lte, "Less than or equal to the value."),
    ("gt", Operator::Gt, "Greater than the value."),
    ("gte", Operator::Gte, "Greater than or equal to the value."),
];
const TEXT: &[(&str, Operator, &str)] = &[
    ("contains", Operator::Contains, "Contains the text, in any letter case."),
    ("startsWith", Operator::StartsWith, "Begins with the text."),
    ("endsWith", Operator::EndsWith, "Ends with the text."),
    ("like", Operator::Like, "Matches the pattern: `%` stands for any text, `_` for one character."),
    ("iLike", Operator::ILike, "Matches the pattern in any letter case."),
];

/// The kinds of comparison inputs: name, element type, which operators.
const COMPARISONS: &[(&str, &str, bool, bool)] = &[
    ("IDFilter", "ID", false, false),
    ("UUIDFilter", "UUID", false, false),
    ("StringFilter", "String", true, true),
    ("IntFilter", "Int", true, false),
    ("BigIntFilter", "BigInt", true, false),
    ("FloatFilter", "Float", true, false),
    ("DecimalFilter", "Decimal", true, false),
    ("BooleanFilter", "Boolean", false, false),
    ("DateTimeFilter", "DateTime", true, false),
    ("DateFilter", "Date", true, false),
];

/// Adds the filter inputs: one for each scalar and enum, one for each table.
///
/// # Errors
/// When a name is taken.
pub fn types(model: &mut Model) -> anyhow::Result<()> {
    for (name, element, ordered, text) in COMPARISONS {
        let def = comparison(
            &format!("Conditions on a value of type {element}; all that are given must hold."),
            element,
            *ordered,
            *text,
        );
        model.add(*name, def)?;
    }
    let presence = IndexMap::from([is_null()]);
    model.add(
        "PresenceFilter",
        TypeDef::Input { description: "Whether there is a value.".into(), fields: presence },
    )?;
    for at in 0..model.catalog.enums.len() {
        let name = model.catalog.enums[at].name.clone();
        let def = comparison(
            &format!("Conditions on a value of {name}; all that are given must hold."),
            &name,
            false,
            false,
        );
        model.add(format!("{name}Filter"), def)?;
    }
    for at in 0..model.catalog.tables.len() {
        let table = &model.catalog.tables[at];
        let name = filter_name(table);
        let mut fields = IndexMap::new();
        if table.single_key().is_some() {
            fields.insert("id".to_owned(), InputDef::new("IDFilter", "By global id or raw key."));
        }
        for column in &table.columns {
            let Some(field) = &column.field else { continue };
            let ty = comparison_of(&model.catalog, column);
            fields.insert(field.clone(), InputDef::new(&ty, column.description.clone()));
        }
        for relation in &table.relations {
            let target = &model.catalog.tables[relation.target];
            let ty = match relation.cardinality {
                Cardinality::One => filter_name(target),
                Cardinality::Many => list_filter_name(target),
            };
            fields.insert(relation.field.clone(), InputDef::new(&ty, relation.description.clone()));
        }
        let list = format!("[{name}!]");
        fields.insert("and".into(), InputDef::new(&list, "All of these hold."));
        fields.insert(
            "or".into(),
            InputDef::new(&list, "At least one of these holds; an empty list matches nothing."),
        );
        fields.insert("not".into(), InputDef::new(&name, "This does not hold."));
        let description = format!(
            "Which {} to take; all fields that are given must hold, null and absent ones are no condition.",
            table.names.many
        );
        let list_name = list_filter_name(table);
        let quantified =
            QUANTIFIERS.iter().map(|(word, _, meaning)| ((*word).to_owned(), InputDef::new(&name, *meaning)));
        let list_filter = TypeDef::Input {
            description: format!(
                "Conditions on the {} that belong to a row; all that are given must hold.",
                table.names.many
            ),
            fields: quantified.collect(),
        };
        let is_listed = model.catalog.tables.iter().flat_map(|table| &table.relations);
        let is_listed = is_listed.filter(|r| r.cardinality == Cardinality::Many).any(|r| r.target == at);
        model.add(name, TypeDef::Input { description, fields })?;
        if is_listed {
            model.add(list_name, list_filter)?;
        }
    }
    Ok(())
}

/// The name of a table's filter input.
pub fn filter_name(table: &Table) -> String {
    format!("{}Filter", table.names.type_name)
}

fn list_filter_name(table: &Table) -> String {
    format!("{}ListFilter", table.names.type_name)
}

/// Reads a filter into a condition.
///
/// # Errors
/// `BAD_USER_INPUT` for values that are not of the column's type, `QUERY_TOO_COMPLEX` for more than [`RELATIONS_MAX`]
/// relations.
pub fn condition(catalog: &Catalog, table: &Table, filter: &Value) -> Result<Condition> {
    read(catalog, table, filter, &mut 0)
}

fn read(catalog: &Catalog, table: &Table, filter: &Value, relations: &mut usize) -> Result<Condition> {
    let Value::Object(fields) = filter else { return Ok(Condition::All(Vec::new())) };
    let mut all = Vec::with_capacity(fields.len());
    for (name, value) in fields {
        match (name.as_str(), value) {
            (_, Value::Null) => {}
            ("and", Value::List(items)) => all.push(Condition::All(each(catalog, table, items, relations)?)),
            ("or", Value::List(items)) => all.push(Condition::Any(each(catalog, table, items, relations)?)),
            ("not", value) => all.push(Condition::Not(Box::new(read(catalog, table, value, relations)?))),
            (field, value @ Value::Object(operators)) => {
                if let Some(at) = table.relation_of(field) {
                    all.append(&mut related(catalog, table, at, value, relations)?);
                    continue;
                }
                let at = match (field, table.single_key()) {
                    ("id", Some(key)) => key,
                    _ => table
                        .column_of(field)
                        .ok_or_else(|| Error::bad_user_input(format!("There is no filter \"{field}\".")))?,
                };
                for (operator, value) in operators {
                    all.extend(compare(catalog, table, at, operator, value)?);
                }
            }
            (field, _) => {
                return Err(Error::bad_user_input(format!("The filter \"{field}\" takes an object.")));
            }
        }
    }
    Ok(Condition::All(all))
}

fn each(catalog: &Catalog, table: &Table, items: &[Value], relations: &mut usize) -> Result<Vec<Condition>> {
    items.iter().map(|item| read(catalog, table, item, relations)).collect()
}

/// Conditions on the rows that a relation leads to.
fn related(
    catalog: &Catalog,
    table: &Table,
    at: usize,
    value: &Value,
    relations: &mut usize,
) -> Result<Vec<Condition>> {
    *relations += 1;
    if *relations > RELATIONS_MAX {
        let message = format!("A filter may follow at most {RELATIONS_MAX} relations.");
        return Err(Error::query_too_complex(message).with("limit", "relations").with("max", RELATIONS_MAX));
    }
    let relation = &table.relations[at];
    let target = &catalog.tables[relation.target];
    let quantified = match (relation.cardinality, value) {
        (Cardinality::One, value) => vec![(Quantifier::Some, value)],
        (Cardinality::Many, Value::Object(words)) => {
            let known = words.iter().filter(|(_, value)| **value != Value::Null);
            let known = known.filter_map(|(word, value)| {
                QUANTIFIERS
                    .iter()
                    .find(|(own, ..)| *own == word.as_str())
                    .map(|(_, quantifier, _)| (*quantifier, value))
            });
            known.collect()
        }
        (Cardinality::Many, _) => Vec::new(),
    };
    let conditions = quantified.into_iter().map(|(quantifier, value)| {
        let inner = read(catalog, target, value, relations)?;
        Ok(Condition::Related(at, quantifier, Box::new(inner)))
    });
    conditions.collect()
}

fn compare(
    catalog: &Catalog,
    table: &Table,
    at: usize,
    name: &str,
    value: &Value,
) -> Result<Option<Condition>> {
    let column = &table.columns[at];
    match value {
        Value::Null => return Ok(None),
        Value::Boolean(null) if name == "isNull" => return Ok(Some(Condition::IsNull(at, *null))),
        _ => {}
    }
    let operator = EQUALITY
        .iter()
        .chain(ORDERED)
        .chain(TEXT)
        .find(|(own, ..)| *own == name)
        .map(|(_, operator, _)| *operator)
        .ok_or_else(|| Error::bad_user_input(format!("no operator \"{name}\"")))?;
    let parameter = match value {
        Value::List(items) => {
            if items.len() > LIST_MAX {
                return Err(Error::bad_user_input(format!(
                    "a list of values may have at most {LIST_MAX} items"
                ))
                .with("max", LIST_MAX));
            }
            let items = items.iter().map(|item| param(catalog, table, at, item)).collect::<Result<_>>()?;
            Param::List(column.ty.wire, items)
        }
        value => param(catalog, table, at, value)?,
    };
    Ok(Some(Condition::Compare(at, operator, parameter)))
}

/// One value for comparing with, or writing into, a column.
///
/// # Errors
/// `BAD_USER_INPUT` when it is not a value of that column.
pub fn param(catalog: &Catalog, table: &Table, at: usize, value: &Value) -> Result<Param> {
    let column = &table.columns[at];
    let wire = column.ty.wire;
    if let (Some(enumeration), Value::Enum(name)) = (column.enumeration, value) {
        let ty = &catalog.enums[enumeration];
        let stored = ty
            .value_of(name)
            .ok_or_else(|| Error::bad_user_input(format!("{name} is not a value of {}", ty.name)))?;
        return Ok(Param::Text(stored.to_owned()));
    }
    Ok(match value {
        Value::Null => Param::Null,
        Value::String(text) if table.is_single_key(at) => id::key_param(table, text)?,
        Value::String(text) if column.reference => match target(catalog, table, at) {
            Some(target) => id::key_param(target, text)?,
            None => Param::parse(wire, text)?,
        },
        Value::String(text) if wire == Wire::Text => Param::text(text)?,
        Value::String(text) if !matches!(wire, Wire::Json | Wire::Jsonb) => Param::parse(wire, text)?,
        Value::Boolean(value) if wire == Wire::Bool => Param::Bool(*value),
        Value::Number(number) if !matches!(wire, Wire::Json | Wire::Jsonb) => {
            Param::parse(wire, &number.to_string())?
        }
        value if matches!(wire, Wire::Json | Wire::Jsonb) => {
            Param::Json(value.clone().into_json().map_err(Error::internal)?)
        }
        _ => {
            return Err(Error::bad_user_input(format!(
                "{} takes a value of type {}",
                column.name,
                column.ty.scalar.name()
            )));
        }
    })
}

fn target<'a>(catalog: &'a Catalog, table: &Table, column: usize) -> Option<&'a Table> {
    let relation =
        table.relations.iter().find(|r| r.column == column && r.cardinality == Cardinality::One)?;
    Some(&catalog.tables[relation.target])
}

fn comparison_of(catalog: &Catalog, column: &Column) -> String {
    if column.ty.list || column.ty.scalar == Scalar::Json {
        return "PresenceFilter".into();
    }
    match column.enumeration {
        Some(id) => format!("{}Filter", catalog.enums[id].name),
        None if column.reference => "IDFilter".into(),
        None => format!("{}Filter", column.ty.scalar.name()),
    }
}

fn comparison(description: &str, element: &str, ordered: bool, text: bool) -> TypeDef {
    let mut fields = IndexMap::new();
    let groups = [(true, EQUALITY), (ordered, ORDERED), (text, TEXT)];
    for (name, operator, meaning) in groups.into_iter().filter(|(on, _)| *on).flat_map(|(_, group)| group) {
        let list = matches!(operator, Operator::In | Operator::NotIn);
        let ty = if list { format!("[{element}!]") } else { element.to_owned() };
        fields.insert((*name).to_owned(), InputDef::new(&ty, *meaning));
    }
    let (name, def) = is_null();
    fields.insert(name, def);
    TypeDef::Input { description: description.to_owned(), fields }
}

fn is_null() -> (String, InputDef) {
    (
        "isNull".to_owned(),
        InputDef::new("Boolean", "True: only rows without a value. False: only rows with one."),
    )
}
