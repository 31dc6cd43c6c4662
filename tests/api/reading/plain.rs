//! Values as plain Rust has them: what PostgreSQL prints, read back.

use std::cmp::Ordering;

use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;
use workgraph::graphql::catalog::{Catalog, Column};

/// A value that is not null.
#[derive(Debug, Clone, PartialEq)]
pub enum Plain {
    Bool(bool),
    Int(i64),
    Decimal(Decimal),
    Float(f64),
    /// `real`, which compares as what it is.
    Single(f32),
    /// Its place among the column's texts as the database orders them: that depends on its collation.
    Text(String, i64),
    Uuid(Uuid),
    /// Microseconds since 1970.
    Time(i64),
    Date(NaiveDate),
    Json(Value),
    List(Vec<Plain>),
}

/// The column's scalar, or that of its items.
pub fn scalar(column: &Column) -> &'static str {
    column.ty.scalar.name()
}

/// How a column is read as text, and what it is read as.
pub fn printed(column: &Column) -> String {
    let value = column.sql("t");
    match scalar(column) {
        _ if column.ty.list => format!("to_json({value})::text"),
        "DateTime" => format!("(extract(epoch from {value}) * 1000000)::bigint::text"),
        _ => format!("{value}::text"),
    }
}

/// Whether the database says by which place it orders the column's values.
pub fn is_ranked(column: &Column) -> bool {
    scalar(column) == "String" && !column.ty.list
}

impl Plain {
    /// Reads what [`printed`] gave.
    pub fn read(column: &Column, text: &str, rank: i64) -> Self {
        if column.ty.list {
            let Ok(Value::Array(items)) = serde_json::from_str(text) else { panic!("{text} is no array") };
            let items = items.iter().map(|item| match item {
                Value::String(text) => Self::of(column, text, 0),
                other => Self::of(column, &other.to_string(), 0),
            });
            return Self::List(items.collect());
        }
        Self::of(column, text, rank)
    }

    fn of(column: &Column, text: &str, rank: i64) -> Self {
        match scalar(column) {
            "Boolean" => Self::Bool(text == "true"),
            "Int" | "BigInt" => Self::Int(text.parse().unwrap()),
            "Decimal" => Self::Decimal(text.parse().unwrap()),
            "Float" if column.ty.sql.starts_with("real") => Self::Single(text.parse().unwrap()),
            "Float" => Self::Float(text.parse().unwrap()),
            "UUID" => Self::Uuid(text.parse().unwrap()),
            "DateTime" => Self::Time(text.parse().unwrap()),
            "Date" => Self::Date(text.parse().unwrap()),
            "JSON" => Self::Json(serde_json::from_str(text).unwrap()),
            _ => Self::Text(text.to_owned(), rank),
        }
    }

    /// As a key is printed.
    pub fn key(&self) -> String {
        match self {
            Self::Int(value) => value.to_string(),
            Self::Text(text, _) => text.clone(),
            Self::Uuid(value) => value.to_string(),
            Self::Date(value) => value.to_string(),
            other => panic!("{other:?} is no key"),
        }
    }

    /// How two values of one column, or two figures over one, are ordered.
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Bool(one), Self::Bool(two)) => one.cmp(two),
            (Self::Int(one), Self::Int(two)) | (Self::Time(one), Self::Time(two)) => one.cmp(two),
            (Self::Decimal(one), Self::Decimal(two)) => one.cmp(two),
            (Self::Float(one), Self::Float(two)) => one.partial_cmp(two).unwrap(),
            (Self::Single(one), Self::Single(two)) => one.partial_cmp(two).unwrap(),
            (Self::Text(_, one), Self::Text(_, two)) => one.cmp(two),
            (Self::Uuid(one), Self::Uuid(two)) => one.cmp(two),
            (Self::Date(one), Self::Date(two)) => one.cmp(two),
            _ => panic!("{self:?} and {other:?} have no order"),
        }
    }

    /// As a number that sums are made of.
    pub fn number(&self) -> Decimal {
        match self {
            Self::Int(value) => Decimal::from(*value),
            Self::Decimal(value) => *value,
            other => panic!("{other:?} is no exact number"),
        }
    }

    /// The value as a client writes it. Of an enum only listed values have a name.
    pub fn json(&self, catalog: &Catalog, column: &Column) -> Option<Value> {
        Some(match self {
            Self::Bool(value) => json!(value),
            Self::Int(value) if scalar(column) == "BigInt" => json!(value.to_string()),
            Self::Int(value) => json!(value),
            Self::Decimal(value) => json!(value.to_string()),
            Self::Float(value) => json!(value),
            Self::Single(value) => serde_json::from_str(&value.to_string()).unwrap(),
            Self::Text(text, _) => match column.enumeration {
                Some(id) => json!(catalog.enums[id].name_of(text)?),
                None => json!(text),
            },
            Self::Uuid(value) => json!(value.to_string()),
            Self::Time(us) => json!(DateTime::from_timestamp_micros(*us).unwrap().to_rfc3339()),
            Self::Date(value) => json!(value.to_string()),
            Self::Json(value) => value.clone(),
            Self::List(items) => {
                Value::Array(items.iter().map(|item| item.json(catalog, column)).collect::<Option<_>>()?)
            }
        })
    }

    /// Whether an answer says this value.
    pub fn is_said_by(&self, catalog: &Catalog, column: &Column, answer: &Value) -> bool {
        match (self, answer) {
            (Self::Decimal(value), Value::String(text)) => text.parse() == Ok(*value),
            (Self::Single(value), Value::Number(number)) => number.to_string().parse() == Ok(*value),
            (Self::Float(value), Value::Number(number)) => number.as_f64() == Some(*value),
            (Self::Time(us), Value::String(text)) => {
                text.ends_with('Z')
                    && DateTime::parse_from_rfc3339(text).is_ok_and(|time| time.timestamp_micros() == *us)
            }
            (Self::Json(value), answer) => same_json(value, answer),
            _ => self.json(catalog, column).is_some_and(|value| value == *answer),
        }
    }
}

/// Whether two JSON values are the same; numbers are, however they are written.
pub fn same_json(one: &Value, two: &Value) -> bool {
    match (one, two) {
        (Value::Number(one), Value::Number(two)) => one.as_f64() == two.as_f64(),
        (Value::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same_json(one, two))
        }
        (Value::Object(one), Value::Object(two)) => {
            one.len() == two.len()
                && one.iter().all(|(key, value)| two.get(key).is_some_and(|other| same_json(value, other)))
        }
        _ => one == two,
    }
}
