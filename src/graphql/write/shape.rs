//! What a value has to look like, by the type and the name of its column: lengths, sizes, ranges, addresses.

use chrono::Datelike as _;
use lettre::Address;
use rust_decimal::prelude::ToPrimitive as _;
use url::Url;

use crate::error::{Error, Result};
use crate::graphql::catalog::Column;
use crate::graphql::scalar::{Param, Wire};

/// Characters of a text whose column has no length of its own.
const TEXT_MAX: usize = 500_000;
/// Bytes of a JSON value.
const JSON_BYTES_MAX: usize = 500_000;
/// Levels of a JSON value.
const JSON_LEVELS_MAX: usize = 64;

/// # Errors
/// `BAD_USER_INPUT` when the column cannot have the value.
pub fn check(column: &Column, value: &Param) -> Result<()> {
    match value {
        Param::Text(text) if column.enumeration.is_none() && !column.reference => check_text(column, text),
        Param::Int(number) => check_integer(column, *number),
        Param::Decimal(number) => match digits(column) {
            Some(before) if number.trunc().abs() >= rust_decimal::Decimal::from(10_u64.pow(before)) => {
                let message = format!("The number has at most {before} digits before the point.");
                Err(Error::bad_user_input(message).with("max", before))
            }
            _ => Ok(()),
        },
        Param::Float(number) if column.ty.wire == Wire::Float4 && number.abs() > f64::from(f32::MAX) => {
            Err(Error::bad_user_input("The number is out of range."))
        }
        Param::Date(date) if !(1..=9999).contains(&date.year()) => {
            Err(Error::bad_user_input("The year is one from 1 to 9999."))
        }
        Param::Time(time) if !(1..=9999).contains(&time.year()) => {
            Err(Error::bad_user_input("The year is one from 1 to 9999."))
        }
        Param::Json(json) => check_json(json),
        _ => Ok(()),
    }
}

/// What [`check`] asks of values of the column, where that is more than their type says.
pub fn words(column: &Column) -> Option<String> {
    if column.enumeration.is_some() || column.reference {
        return None;
    }
    if let Some(max) = length(column) {
        return Some(format!("At most {max} characters."));
    }
    if is_address(column) {
        return Some("An e-mail address.".to_owned());
    }
    is_url(column).then(|| "An absolute URL.".to_owned())
}

/// The value as a number, as near as bounds need it.
pub fn number(value: &Param) -> Option<f64> {
    match value {
        Param::Int(number) => number.to_f64(),
        Param::Float(number) => Some(*number),
        Param::Decimal(number) => number.to_f64(),
        _ => None,
    }
}

fn check_text(column: &Column, text: &str) -> Result<()> {
    // What a text needs for its lines is no control character here.
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Error::bad_user_input("Text may not contain control characters."));
    }
    let max = length(column).unwrap_or(TEXT_MAX);
    if text.chars().count() > max {
        return Err(Error::bad_user_input(format!("Text of at most {max} characters.")).with("max", max));
    }
    if column.ty.sql == "inet" && !is_network(text) {
        return Err(Error::bad_user_input("This is no network address."));
    }
    if is_address(column) && text.parse::<Address>().is_err() {
        return Err(Error::bad_user_input("This is no e-mail address."));
    }
    if is_url(column) && !Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
        return Err(Error::bad_user_input("This is no absolute URL of the web."));
    }
    Ok(())
}

/// `192.0.2.1`, `2001:db8::/32`.
fn is_network(text: &str) -> bool {
    let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
    let Ok(address) = address.parse::<std::net::IpAddr>() else { return false };
    let bits_max = if address.is_ipv4() { 32 } else { 128 };
    bits.is_none_or(|bits| bits.parse::<u8>().is_ok_and(|bits| bits <= bits_max))
}

fn check_integer(column: &Column, number: i64) -> Result<()> {
    let fits = match column.ty.wire {
        Wire::Int2 => i16::try_from(number).is_ok(),
        Wire::Int4 => i32::try_from(number).is_ok(),
        _ => true,
    };
    if fits { Ok(()) } else { Err(Error::bad_user_input("The number is out of range.")) }
}

/// # Errors
/// `BAD_USER_INPUT` for one that is too deep or too large, or has a text that PostgreSQL cannot hold.
pub fn check_json(json: &serde_json::Value) -> Result<()> {
    if levels(json, JSON_LEVELS_MAX).is_none() {
        let message = format!("JSON of at most {JSON_LEVELS_MAX} levels.");
        return Err(Error::bad_user_input(message).with("max", JSON_LEVELS_MAX));
    }
    let text = json.to_string();
    if text.len() > JSON_BYTES_MAX {
        let message = format!("JSON of at most {JSON_BYTES_MAX} bytes.");
        return Err(Error::bad_user_input(message).with("max", JSON_BYTES_MAX));
    }
    if has_nul(json) {
        return Err(Error::bad_user_input("Text may not contain the character U+0000."));
    }
    Ok(())
}

/// How many levels are left below the value; `None`: there were too few.
fn levels(json: &serde_json::Value, left: usize) -> Option<usize> {
    match json {
        serde_json::Value::Array(items) => {
            let left = left.checked_sub(1)?;
            items.iter().try_fold(left, |least, item| levels(item, left).map(|left| left.min(least)))
        }
        serde_json::Value::Object(fields) => {
            let left = left.checked_sub(1)?;
            fields.values().try_fold(left, |least, item| levels(item, left).map(|left| left.min(least)))
        }
        _ => Some(left),
    }
}

fn has_nul(json: &serde_json::Value) -> bool {
    match json {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(items) => items.iter().any(has_nul),
        serde_json::Value::Object(fields) => {
            fields.iter().any(|(name, value)| name.contains('\0') || has_nul(value))
        }
        _ => false,
    }
}

/// `varchar(n)` has a length.
fn length(column: &Column) -> Option<usize> {
    let element = column.ty.element_sql();
    let arguments = element.strip_prefix("character varying(").or(element.strip_prefix("character("))?;
    arguments.strip_suffix(')')?.parse().ok()
}

/// `numeric(p, s)` has so many digits before the point. What is beyond those after it is rounded.
fn digits(column: &Column) -> Option<u32> {
    let arguments = column.ty.element_sql().strip_prefix("numeric(")?.strip_suffix(')')?;
    let (all, after) = arguments.split_once(',')?;
    let (all, after): (u32, u32) = (all.trim().parse().ok()?, after.trim().parse().ok()?);
    Some(all.checked_sub(after)?.min(18))
}

/// Columns whose name says that they hold an e-mail address.
fn is_address(column: &Column) -> bool {
    is_plain_text(column)
        && (column.name == "email" || column.name == "email_address" || column.name.ends_with("_email"))
}

/// Columns whose name says that they hold a URL.
fn is_url(column: &Column) -> bool {
    is_plain_text(column) && (column.name == "url" || column.name.ends_with("_url"))
}

fn is_plain_text(column: &Column) -> bool {
    column.ty.wire == Wire::Text && column.expression.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::scalar::ColumnType;

    fn column(name: &str, sql: &str) -> Column {
        Column {
            name: name.to_owned(),
            field: None,
            ty: ColumnType::of(sql, false).unwrap(),
            enumeration: None,
            nullable: true,
            reference: false,
            description: String::new(),
            same_as: None,
            expression: None,
        }
    }

    fn takes(name: &str, sql: &str, text: &str) -> bool {
        check(&column(name, sql), &Param::Text(text.to_owned())).is_ok()
    }

    #[test]
    fn a_text_has_the_length_of_its_column_and_no_control_characters() {
        assert!(
            takes("name", "character varying(3)", "äöü") && !takes("name", "character varying(3)", "abcd")
        );
        assert!(takes("notes", "text", "a\r\n\tb") && !takes("notes", "text", "a\u{7}b"));
    }

    #[test]
    fn a_name_says_what_a_text_looks_like() {
        assert!(takes("to_email", "text", "a@b.example") && !takes("to_email", "text", "a b"));
        assert!(takes("url", "text", "https://a.example/x") && !takes("url", "text", "javascript:x"));
        assert!(takes("ip", "inet", "192.0.2.1/24") && !takes("ip", "inet", "192.0.2.1/99"));
    }

    #[test]
    fn a_number_fits_into_its_column() {
        let decimal =
            |text: &str| check(&column("x", "numeric(3,2)"), &Param::Decimal(text.parse().unwrap()));
        assert!(decimal("9.99").is_ok() && decimal("10").is_err() && decimal("-10").is_err());
        let small = |number| check(&column("x", "smallint"), &Param::Int(number));
        assert!(small(-32_768).is_ok() && small(32_768).is_err());
    }

    #[test]
    fn a_deep_json_value_is_refused() {
        let nested = |levels| (0..levels).fold(serde_json::json!(1), |inner, _| serde_json::json!([inner]));
        assert!(
            check_json(&nested(JSON_LEVELS_MAX)).is_ok() && check_json(&nested(JSON_LEVELS_MAX + 1)).is_err()
        );
        assert!(check_json(&serde_json::json!({"a": ["\0"]})).is_err());
    }
}
