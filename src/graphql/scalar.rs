//! Column types and scalars, both ways in one place.
//!
//! A column is known by how its value travels (`Wire`: PostgreSQL's binary formats) and by the scalar that clients see.
//! Values go out by `json::value`, which reads the wire format; they come in by `Param`, which is bound as an argument.
//! SQL text never carries a value.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::Arguments as _;
use sqlx::postgres::PgArguments;
use uuid::Uuid;

use crate::error::{Error, Result};

/// How PostgreSQL sends a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wire {
    /// 16 bytes.
    Uuid,
    /// Text of any kind: `text`, `varchar`, enum labels, and what is read as text (`inet`).
    Text,
    /// `smallint`.
    Int2,
    /// `integer`.
    Int4,
    /// `bigint`.
    Int8,
    /// `real`.
    Float4,
    /// `double precision`.
    Float8,
    /// `numeric`.
    Numeric,
    /// `boolean`.
    Bool,
    /// `timestamptz`, microseconds since 2000-01-01 UTC; `timestamp` is read as UTC.
    Timestamp,
    /// Days since 2000-01-01.
    Date,
    /// `json`: its text.
    Json,
    /// `jsonb`: a version byte and its text.
    Jsonb,
}

impl Wire {
    /// The type of an argument that holds such a value; see [`Param::bind`].
    pub fn argument_sql(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::Text => "text",
            Self::Int2 | Self::Int4 | Self::Int8 => "bigint",
            Self::Float4 | Self::Float8 => "double precision",
            Self::Numeric => "numeric",
            Self::Bool => "boolean",
            Self::Timestamp => "timestamptz",
            Self::Date => "date",
            Self::Json | Self::Jsonb => "jsonb",
        }
    }
}

/// What clients see of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scalar {
    Uuid,
    String,
    Int,
    BigInt,
    Float,
    Decimal,
    Boolean,
    DateTime,
    Date,
    Json,
}

impl Scalar {
    /// The scalar's name in the schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uuid => "UUID",
            Self::String => "String",
            Self::Int => "Int",
            Self::BigInt => "BigInt",
            Self::Float => "Float",
            Self::Decimal => "Decimal",
            Self::Boolean => "Boolean",
            Self::DateTime => "DateTime",
            Self::Date => "Date",
            Self::Json => "JSON",
        }
    }

    /// The scalars of our own and what they mean, for the schema.
    pub const CUSTOM: &[(&str, &str)] = &[
        ("UUID", "A UUID in its hyphenated form, `7d444840-9dc0-11d1-b245-5ffdce74fad2`."),
        ("DateTime", "A point in time, RFC 3339 in UTC with up to six decimals, `2026-01-31T09:30:00Z`."),
        ("Date", "A day of the calendar, `2026-01-31`."),
        ("BigInt", "A 64-bit integer as a string, since JavaScript's numbers end at 2^53."),
        ("Decimal", "An exact decimal number as a string, `12.50`."),
        ("JSON", "Any JSON value."),
        ("Cursor", "A place in a list or in a stream. Opaque: keep it, hand it back, do not read it."),
    ];
}

/// A column's type, all that reading, filtering and writing need to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnType {
    /// How a value (of a list: an element) travels.
    pub wire: Wire,
    /// What clients see of it.
    pub scalar: Scalar,
    /// Whether the column is an array.
    pub list: bool,
    /// The type as SQL names it, for casting parameters.
    pub sql: String,
}

impl ColumnType {
    /// Reads a type as `format_type` prints it. `None`: a type that has no place in the API (vectors).
    pub fn of(sql_type: &str, is_enum: bool) -> Option<Self> {
        let (element, list) = match sql_type.strip_suffix("[]") {
            Some(element) => (element, true),
            None => (sql_type, false),
        };
        let base = element.split('(').next().unwrap_or(element).trim();
        let (wire, scalar) = match base {
            _ if is_enum => (Wire::Text, Scalar::String),
            "uuid" => (Wire::Uuid, Scalar::Uuid),
            "text" | "character varying" | "character" | "citext" | "inet" | "name" => {
                (Wire::Text, Scalar::String)
            }
            "smallint" => (Wire::Int2, Scalar::Int),
            "integer" => (Wire::Int4, Scalar::Int),
            "bigint" => (Wire::Int8, Scalar::BigInt),
            "real" => (Wire::Float4, Scalar::Float),
            "double precision" => (Wire::Float8, Scalar::Float),
            "numeric" => (Wire::Numeric, Scalar::Decimal),
            "boolean" => (Wire::Bool, Scalar::Boolean),
            "date" => (Wire::Date, Scalar::Date),
            "json" => (Wire::Json, Scalar::Json),
            "jsonb" => (Wire::Jsonb, Scalar::Json),
            _ if element.starts_with("timestamp") => (Wire::Timestamp, Scalar::DateTime),
            _ => return None,
        };
        Some(Self { wire, scalar, list, sql: sql_type.to_owned() })
    }

    /// Whether the value has to be cast to text on its way out, because its binary form is not one of `Wire`.
    pub fn read_as_text(&self) -> bool {
        self.sql == "inet"
    }

    /// Whether a parameter has to be cast to the type to be compared with it: `real` compares with `double precision` as the
    /// number that it only comes close to, enum types and addresses do not compare with text.
    pub fn needs_cast(&self) -> bool {
        self.sql.contains('.') || self.sql == "inet" || self.wire == Wire::Float4
    }

    /// The type that a parameter for one element of this column is cast to.
    pub fn element_sql(&self) -> &str {
        self.sql.strip_suffix("[]").unwrap_or(&self.sql)
    }
}

/// A value on its way into a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Param {
    Uuid(Uuid),
    Text(String),
    Int(i64),
    Float(f64),
    Decimal(Decimal),
    Bool(bool),
    Time(DateTime<Utc>),
    Date(NaiveDate),
    Json(serde_json::Value),
    Null,
    List(Wire, Vec<Param>),
}

impl Param {
    /// Reads a key or a cursor's part from its text form.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when the text is not a value of that kind.
    pub fn parse(wire: Wire, text: &str) -> Result<Self> {
        let bad = || Error::bad_user_input(format!("\"{}\" is not a valid value here", clip(text)));
        Ok(match wire {
            Wire::Uuid => Self::Uuid(text.parse().map_err(|_| bad())?),
            Wire::Text => Self::text(text)?,
            Wire::Int2 | Wire::Int4 => Self::Int(i64::from(text.parse::<i32>().map_err(|_| bad())?)),
            Wire::Int8 => Self::Int(text.parse().map_err(|_| bad())?),
            Wire::Float4 | Wire::Float8 => Self::Float(text.parse().map_err(|_| bad())?),
            // Not rounded: the row that is asked for may be the one beside.
            Wire::Numeric => Self::Decimal(Decimal::from_str_exact(text).map_err(|_| bad())?),
            Wire::Bool => Self::Bool(text.parse().map_err(|_| bad())?),
            Wire::Timestamp => {
                Self::Time(DateTime::parse_from_rfc3339(text).map_err(|_| bad())?.with_timezone(&Utc))
            }
            Wire::Date => Self::Date(text.parse().map_err(|_| bad())?),
            Wire::Json | Wire::Jsonb => Self::Json(serde_json::from_str(text).map_err(|_| bad())?),
        })
    }

    /// Text, which PostgreSQL refuses to hold when it has a NUL character.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a NUL character.
    pub fn text(text: &str) -> Result<Self> {
        if text.contains('\0') {
            return Err(Error::bad_user_input("text may not contain the character U+0000"));
        }
        Ok(Self::Text(text.to_owned()))
    }

    /// The value as PostgreSQL would write it; nothing for null.
    pub fn to_text(&self) -> String {
        match self {
            Self::Uuid(value) => value.to_string(),
            Self::Text(value) => value.clone(),
            Self::Int(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::Decimal(value) => value.to_string(),
            Self::Bool(value) => value.to_string(),
            Self::Time(value) => value.to_rfc3339(),
            Self::Date(value) => value.to_string(),
            Self::Json(value) => value.to_string(),
            Self::Null | Self::List(..) => String::new(),
        }
    }

    /// Appends the value to a statement's arguments.
    ///
    /// # Errors
    /// `INTERNAL_SERVER_ERROR` when the driver cannot encode it.
    pub fn bind(self, arguments: &mut PgArguments) -> Result<()> {
        match self {
            Self::Uuid(value) => arguments.add(value),
            Self::Text(value) => arguments.add(value),
            Self::Int(value) => arguments.add(value),
            Self::Float(value) => arguments.add(value),
            Self::Decimal(value) => arguments.add(value),
            Self::Bool(value) => arguments.add(value),
            Self::Time(value) => arguments.add(value),
            Self::Date(value) => arguments.add(value),
            Self::Json(value) => arguments.add(value),
            Self::Null => return Err(Error::internal("null is not an argument")),
            Self::List(wire, items) => return bind_list(wire, items, arguments),
        }
        .map_err(|error| Error::internal(format!("encoding a parameter: {error}")))
    }
}

fn bind_list(wire: Wire, items: Vec<Param>, arguments: &mut PgArguments) -> Result<()> {
    macro_rules! list {
        ($variant:ident) => {
            arguments.add(
                items
                    .into_iter()
                    .map(|item| match item {
                        Param::$variant(value) => Some(value),
                        _ => None,
                    })
                    .collect::<Vec<_>>(),
            )
        };
    }
    match wire {
        Wire::Uuid => list!(Uuid),
        Wire::Text => list!(Text),
        Wire::Int2 | Wire::Int4 | Wire::Int8 => list!(Int),
        Wire::Float4 | Wire::Float8 => list!(Float),
        Wire::Numeric => list!(Decimal),
        Wire::Bool => list!(Bool),
        Wire::Timestamp => list!(Time),
        Wire::Date => list!(Date),
        Wire::Json | Wire::Jsonb => list!(Json),
    }
    .map_err(|error| Error::internal(format!("encoding a list parameter: {error}")))
}

/// A client's text, short enough for an error message.
pub fn clip(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_the_catalog_is_known_but_vectors() {
        for sql in [
            "uuid",
            "character varying(255)",
            "numeric(3,2)",
            "timestamp with time zone",
            "text[]",
            "integer[]",
            "inet",
        ] {
            assert!(ColumnType::of(sql, false).is_some(), "{sql}");
        }
        assert_eq!(ColumnType::of("vector(1536)", false), None);
        assert!(ColumnType::of("internal.trust_level", true).is_some());
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_refused() {
        assert!(Param::parse(Wire::Uuid, "x").is_err());
        assert!(Param::parse(Wire::Int4, "3000000000").is_err());
        assert!(Param::parse(Wire::Text, "a\0b").is_err());
        assert!(Param::parse(Wire::Timestamp, "2026-01-31T09:30:00Z").is_ok());
    }
}
