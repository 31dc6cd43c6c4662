//! Conditions on rows, and how a filter is read into one. No SQL here: `sql` writes it.

use std::collections::HashMap;

use async_graphql::{Name, Value};
use indexmap::IndexMap;

use super::catalog::{Cardinality, Catalog, Table, TableId};
use super::filter::{EQUALITY, JSON, LIST, ORDERED, PATH, QUANTIFIERS, TEXT};
use super::object::INCLUDE_DELETED;
use super::scalar::{Param, Wire};
use super::{id, search};
use crate::error::{Error, Result};

/// The largest number of values an `in` list may have.
pub const LIST_MAX: usize = 10_000;
/// The most steps that a path into a JSON value may have.
const PATH_MAX: usize = 16;
/// The longest text to look for in texts, in characters: in the worst of texts each of them costs a walk through it.
const PATTERN_MAX: usize = 256;
/// The most conditions of a filter, those within others counted.
pub const CONDITIONS_MAX: usize = 1_000;
/// The most relations that a filter may follow.
pub const RELATIONS_MAX: usize = 20;

/// A condition on one table's rows. A comparison with a value that is not there does not hold, whatever it is, and what does
/// not hold is what [`Condition::Not`] takes: there is no third answer.
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
    /// A comparison of what stands in a JSON column at a path.
    Json(usize, Vec<String>, Operator, Param),
    /// Words in what the table's searches look in.
    Words(String),
    /// Whether a column is null.
    IsNull(usize, bool),
    /// A condition on the rows that a relation leads to.
    Related(usize, Quantifier, Box<Condition>),
}

impl Condition {
    /// Adds the tables that it looks into besides the row's own.
    pub fn add_tables(&self, catalog: &Catalog, table: TableId, found: &mut Vec<TableId>) {
        match self {
            Self::All(inner) | Self::Any(inner) => {
                inner.iter().for_each(|inner| inner.add_tables(catalog, table, found));
            }
            Self::Not(inner) => inner.add_tables(catalog, table, found),
            Self::Related(relation, _, inner) => {
                let target = catalog.tables[table].relations[*relation].target;
                found.push(target);
                inner.add_tables(catalog, target, found);
            }
            Self::Compare(..) | Self::Json(..) | Self::Words(_) | Self::IsNull(..) => {}
        }
    }

    /// The row's own columns that it looks at; `None` where it looks at more than some of them.
    pub fn columns(&self) -> Option<Vec<usize>> {
        match self {
            Self::All(inner) | Self::Any(inner) => inner.iter().try_fold(Vec::new(), |mut columns, inner| {
                columns.extend(inner.columns()?);
                Some(columns)
            }),
            Self::Not(inner) => inner.columns(),
            Self::Compare(column, ..) | Self::Json(column, ..) | Self::IsNull(column, _) => {
                Some(vec![*column])
            }
            Self::Words(_) | Self::Related(..) => None,
        }
    }

    /// Whether it looks at rows of other tables, which not everybody sees.
    pub fn leads_elsewhere(&self) -> bool {
        match self {
            Self::All(inner) | Self::Any(inner) => inner.iter().any(Self::leads_elsewhere),
            Self::Not(inner) => inner.leads_elsewhere(),
            Self::Related(..) => true,
            Self::Compare(..) | Self::Json(..) | Self::IsNull(..) | Self::Words(_) => false,
        }
    }

    /// The same for rows that are not archived, unless the arguments ask for these as well.
    pub fn live(self, table: &Table, arguments: &HashMap<String, Value>) -> Self {
        match table.archived {
            Some(at) if arguments.get(INCLUDE_DELETED) != Some(&Value::Boolean(true)) => {
                Self::All(vec![Self::IsNull(at, true), self])
            }
            _ => self,
        }
    }
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
    /// An array or a JSON value has all of the other's items.
    Holds,
    /// All items of an array are among the other's.
    HeldBy,
    /// Two arrays have an item in common.
    Overlaps,
    /// A JSON object has a key.
    HasKey,
    /// Whether a JSON value has anything at a path.
    Exists,
}

/// Reads a filter into a condition.
///
/// # Errors
/// `BAD_USER_INPUT` for values that are not of the column's type, `QUERY_TOO_COMPLEX` for more than [`CONDITIONS_MAX`]
/// conditions or [`RELATIONS_MAX`] relations.
pub fn condition(catalog: &Catalog, table: &Table, filter: &Value) -> Result<Condition> {
    read(catalog, table, filter, &mut Spent::default())
}

/// What a filter has used of what it may have.
#[derive(Default)]
struct Spent {
    conditions: usize,
    relations: usize,
}

impl Spent {
    fn conditions(&mut self, more: usize) -> Result<()> {
        self.conditions += more;
        if self.conditions > CONDITIONS_MAX {
            let message = format!("A filter may have at most {CONDITIONS_MAX} conditions.");
            return Err(Error::query_too_complex(message)
                .with("limit", "conditions")
                .with("max", CONDITIONS_MAX));
        }
        Ok(())
    }

    fn relation(&mut self) -> Result<()> {
        self.relations += 1;
        if self.relations > RELATIONS_MAX {
            let message = format!("A filter may follow at most {RELATIONS_MAX} relations.");
            return Err(Error::query_too_complex(message)
                .with("limit", "relations")
                .with("max", RELATIONS_MAX));
        }
        Ok(())
    }
}

fn read(catalog: &Catalog, table: &Table, filter: &Value, spent: &mut Spent) -> Result<Condition> {
    let Value::Object(fields) = filter else { return Ok(Condition::All(Vec::new())) };
    let mut all = Vec::with_capacity(fields.len());
    for (name, value) in fields.iter().filter(|(_, value)| **value != Value::Null) {
        let conditions = field(catalog, table, name, value, spent);
        all.append(&mut conditions.map_err(|error| error.within(name))?);
    }
    Ok(Condition::All(all))
}

/// What one field of a filter says.
fn field(
    catalog: &Catalog,
    table: &Table,
    name: &str,
    value: &Value,
    spent: &mut Spent,
) -> Result<Vec<Condition>> {
    match (name, value) {
        ("and", Value::List(items)) => Ok(vec![Condition::All(each(catalog, table, items, spent)?)]),
        ("or", Value::List(items)) => Ok(vec![Condition::Any(each(catalog, table, items, spent)?)]),
        ("not", value) => Ok(vec![Condition::Not(Box::new(read(catalog, table, value, spent)?))]),
        ("search", Value::String(text)) => Ok(vec![search::condition(table, text)?]),
        (name, value @ Value::Object(operators)) => {
            if let Some(at) = table.relation_of(name) {
                return related(catalog, table, at, value, spent);
            }
            let at = match (name, table.single_key()) {
                ("id", Some(key)) => key,
                _ => table
                    .column_of(name)
                    .ok_or_else(|| Error::bad_user_input(format!("There is no filter \"{name}\".")))?,
            };
            let comparisons = operators.iter().filter_map(|(operator, value)| {
                let conditions = match (operator.as_str(), value) {
                    ("path", Value::List(paths)) => paths.len(),
                    _ => 1,
                };
                let comparison = spent.conditions(conditions);
                let comparison = comparison.and_then(|()| compare(catalog, table, at, operator, value));
                comparison.map_err(|error| error.within(operator)).transpose()
            });
            comparisons.collect()
        }
        (name, _) => Err(Error::bad_user_input(format!("The filter \"{name}\" takes an object."))),
    }
}

fn each(catalog: &Catalog, table: &Table, items: &[Value], spent: &mut Spent) -> Result<Vec<Condition>> {
    spent.conditions(items.len())?;
    let conditions = items
        .iter()
        .enumerate()
        .map(|(at, item)| read(catalog, table, item, spent).map_err(|error| error.within(&at.to_string())));
    conditions.collect()
}

/// Conditions on the rows that a relation leads to.
fn related(
    catalog: &Catalog,
    table: &Table,
    at: usize,
    value: &Value,
    spent: &mut Spent,
) -> Result<Vec<Condition>> {
    spent.relation()?;
    let relation = &table.relations[at];
    let target = &catalog.tables[relation.target];
    let mut some = |quantifier, value| {
        let inner = read(catalog, target, value, spent)?;
        Ok(Condition::Related(at, quantifier, Box::new(inner)))
    };
    let Cardinality::Many = relation.cardinality else {
        return Ok(vec![some(Quantifier::Some, value)?]);
    };
    let Value::Object(words) = value else { return Ok(Vec::new()) };
    let quantified = words.iter().filter(|(_, value)| **value != Value::Null).filter_map(|(word, value)| {
        let (_, quantifier, _) = QUANTIFIERS.iter().find(|(own, ..)| *own == word.as_str())?;
        Some(some(*quantifier, value).map_err(|error: Error| error.within(word)))
    });
    quantified.collect()
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
    if matches!(column.ty.wire, Wire::Json | Wire::Jsonb) {
        return json(at, name, value).map(Some);
    }
    let groups: &[&[_]] = if column.ty.list { &[LIST] } else { &[EQUALITY, ORDERED, TEXT] };
    let operator = operator(groups, name)?;
    let parameter = match value {
        Value::List(items) => {
            bounded(items)?;
            let items = items.iter().enumerate().map(|(place, item)| {
                param(catalog, table, at, item).map_err(|error| error.within(&place.to_string()))
            });
            Param::List(column.ty.wire, items.collect::<Result<_>>()?)
        }
        Value::String(text) if TEXT.iter().any(|(_, own, _)| *own == operator) => {
            let escapes = text.bytes().rev().take_while(|byte| *byte == b'\\').count();
            if matches!(operator, Operator::Like | Operator::ILike) && escapes % 2 == 1 {
                return Err(Error::bad_user_input(
                    "A pattern does not end in the `\\` that escapes what follows it.",
                ));
            }
            pattern(text)?
        }
        value => param(catalog, table, at, value)?,
    };
    Ok(Some(Condition::Compare(at, operator, parameter)))
}

/// A list of values.
///
/// # Errors
/// `BAD_USER_INPUT` when it is too long.
pub fn bounded(items: &[Value]) -> Result<()> {
    if items.len() > LIST_MAX {
        let message = format!("a list of values may have at most {LIST_MAX} items");
        return Err(Error::bad_user_input(message).with("max", LIST_MAX));
    }
    Ok(())
}

/// A text to look for in texts.
///
/// # Errors
/// `BAD_USER_INPUT` when it is too long.
pub fn pattern(text: &str) -> Result<Param> {
    if text.chars().nth(PATTERN_MAX).is_some() {
        let message = format!("A text to look for in others has at most {PATTERN_MAX} characters.");
        return Err(Error::bad_user_input(message).with("max", PATTERN_MAX));
    }
    Param::text(text)
}

fn operator(groups: &[&[(&str, Operator, &str)]], name: &str) -> Result<Operator> {
    let mut known = groups.iter().flat_map(|group| group.iter());
    let found = known.find(|(own, ..)| *own == name).map(|(_, operator, _)| *operator);
    found.ok_or_else(|| Error::bad_user_input(format!("no operator \"{name}\"")))
}

/// A condition on a JSON column, or on what stands at a path in it.
fn json(at: usize, name: &str, value: &Value) -> Result<Condition> {
    let Value::List(paths) = value else {
        let operator = operator(&[JSON], name)?;
        return Ok(Condition::Json(at, Vec::new(), operator, json_param(value)?));
    };
    if name != "path" {
        return Ok(Condition::Json(at, Vec::new(), operator(&[JSON], name)?, json_param(value)?));
    }
    let mut all = Vec::new();
    for (place, path) in paths.iter().enumerate() {
        let Value::Object(words) = path else { continue };
        let conditions = json_path(at, words).map_err(|error| error.within(&place.to_string()));
        all.append(&mut conditions?);
    }
    Ok(Condition::All(all))
}

/// Conditions on what stands at a path.
fn json_path(at: usize, words: &IndexMap<Name, Value>) -> Result<Vec<Condition>> {
    let steps = json_steps(words.get("at")).map_err(|error| error.within("at"))?;
    let given = words.iter().filter(|(word, value)| *word != "at" && **value != Value::Null);
    let conditions = given.map(|(word, value)| {
        let value = json_param(value).map_err(|error| error.within(word))?;
        Ok(Condition::Json(at, steps.clone(), operator(&[PATH], word)?, value))
    });
    conditions.collect()
}

fn json_steps(path: Option<&Value>) -> Result<Vec<String>> {
    let Some(Value::List(steps)) = path else {
        return Err(Error::bad_user_input("A path names its steps."));
    };
    if steps.is_empty() || steps.len() > PATH_MAX {
        return Err(Error::bad_user_input(format!("A path has 1 to {PATH_MAX} steps.")).with("max", PATH_MAX));
    }
    let steps = steps.iter().filter_map(|step| match step {
        Value::String(step) => Some(Param::text(step).map(|_| step.clone())),
        _ => None,
    });
    steps.collect()
}

/// A value to compare a JSON value with.
fn json_param(value: &Value) -> Result<Param> {
    let json = value.clone().into_json().map_err(Error::internal)?;
    // PostgreSQL's JSON holds no such character either.
    if json.to_string().contains("\\u0000") {
        return Err(Error::bad_user_input("text may not contain the character U+0000"));
    }
    Ok(Param::Json(json))
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
