//! Values in PostgreSQL's binary formats, as JSON and as text. `scalar::Wire` says which format a column has.

use std::io::Write as _;

use chrono::{DateTime, Days, NaiveDate, SecondsFormat};

use super::scalar::{Param, Wire};

/// Microseconds between 1970 and 2000, where PostgreSQL's time begins.
const EPOCH_US: i64 = 946_684_800_000_000;

/// Writes a value that is no enum and no numeric as JSON; `false`: its bytes are not what its type promises.
pub fn scalar(out: &mut Vec<u8>, wire: Wire, value: &[u8]) -> bool {
    match wire {
        Wire::Text => match std::str::from_utf8(value) {
            Ok(text) => serde_json::to_writer(out, text).is_ok(),
            Err(_) => false,
        },
        Wire::Json | Wire::Jsonb => {
            out.extend_from_slice(if wire == Wire::Jsonb {
                value.get(1..).unwrap_or_default()
            } else {
                value
            });
            true
        }
        Wire::Bool => {
            out.extend_from_slice(if value == [1] { b"true" } else { b"false" });
            true
        }
        Wire::Float4 | Wire::Float8 => match float(value) {
            Some(text) => {
                out.extend_from_slice(text.as_bytes());
                true
            }
            None => false,
        },
        Wire::Int2 | Wire::Int4 => {
            let text = key_text(wire, value);
            out.extend_from_slice(text.as_bytes());
            !text.is_empty()
        }
        Wire::Uuid | Wire::Int8 | Wire::Timestamp | Wire::Date => {
            let text = key_text(wire, value);
            let _infallible = write!(out, "\"{text}\"");
            !text.is_empty()
        }
        Wire::Numeric => false,
    }
}

/// The text form of a value that can be a part of a key.
pub fn key_text(wire: Wire, value: &[u8]) -> String {
    let text = match wire {
        Wire::Uuid => uuid::Uuid::from_slice(value).ok().map(|value| value.to_string()),
        Wire::Text => std::str::from_utf8(value).ok().map(str::to_owned),
        Wire::Int2 => value.try_into().ok().map(|value| i16::from_be_bytes(value).to_string()),
        Wire::Int4 => value.try_into().ok().map(|value| i32::from_be_bytes(value).to_string()),
        Wire::Int8 => value.try_into().ok().map(|value| i64::from_be_bytes(value).to_string()),
        Wire::Bool => Some((value == [1]).to_string()),
        Wire::Timestamp => timestamp(value),
        Wire::Date => date(value),
        Wire::Float4 | Wire::Float8 | Wire::Numeric | Wire::Json | Wire::Jsonb => None,
    };
    text.unwrap_or_default()
}

fn timestamp(value: &[u8]) -> Option<String> {
    let us = i64::from_be_bytes(value.try_into().ok()?).checked_add(EPOCH_US)?;
    Some(DateTime::from_timestamp_micros(us)?.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

fn date(value: &[u8]) -> Option<String> {
    let days = i32::from_be_bytes(value.try_into().ok()?);
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 1)?;
    let span = Days::new(u64::from(days.unsigned_abs()));
    let date = if days < 0 { epoch.checked_sub_days(span) } else { epoch.checked_add_days(span) };
    Some(date?.to_string())
}

/// The shortest text that reads back as the same number; JSON has none for infinities.
fn float(value: &[u8]) -> Option<String> {
    match value.len() {
        4 => Some(f32::from_be_bytes(value.try_into().ok()?))
            .filter(|value| value.is_finite())
            .map(|value| value.to_string()),
        8 => Some(f64::from_be_bytes(value.try_into().ok()?))
            .filter(|value| value.is_finite())
            .map(|value| value.to_string()),
        _ => None,
    }
}

/// The items of a one-dimensional array in its wire form.
pub fn array(value: &[u8]) -> Option<Vec<Option<&[u8]>>> {
    let int = |at: usize| Some(i32::from_be_bytes(value.get(at..at + 4)?.try_into().ok()?));
    match int(0)? {
        0 => return Some(Vec::new()),
        1 => {}
        _ => return None,
    }
    let count = usize::try_from(int(12)?).ok()?;
    let mut items = Vec::with_capacity(count.min(value.len()));
    let mut at = 20;
    for _ in 0..count {
        let length = int(at)?;
        at += 4;
        match usize::try_from(length) {
            Ok(length) => {
                items.push(Some(value.get(at..at + length)?));
                at += length;
            }
            Err(_) => items.push(None),
        }
    }
    Some(items)
}

/// Appends a part to the key by which rows are found again; parts of any length do not run into one another.
pub fn push_key_part(key: &mut Vec<u8>, part: &[u8]) {
    key.extend_from_slice(part);
    key.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
}

/// A part of a key as PostgreSQL would send it.
pub fn param_bytes(wire: Wire, param: &Param) -> Vec<u8> {
    match (param, wire) {
        (Param::Uuid(value), _) => value.as_bytes().to_vec(),
        (Param::Text(value), _) => value.as_bytes().to_vec(),
        (Param::Int(value), Wire::Int2) => i16::try_from(*value).unwrap_or_default().to_be_bytes().to_vec(),
        (Param::Int(value), Wire::Int4) => i32::try_from(*value).unwrap_or_default().to_be_bytes().to_vec(),
        (Param::Int(value), _) => value.to_be_bytes().to_vec(),
        (Param::Bool(value), _) => vec![u8::from(*value)],
        (Param::Time(value), _) => value.timestamp_micros().saturating_sub(EPOCH_US).to_be_bytes().to_vec(),
        (Param::Date(value), _) => {
            let days = value.signed_duration_since(NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default());
            i32::try_from(days.num_days()).unwrap_or_default().to_be_bytes().to_vec()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(wire: Wire, value: &[u8]) -> String {
        let mut out = Vec::new();
        assert!(scalar(&mut out, wire, value));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn times_begin_in_the_year_2000() {
        assert_eq!(json(Wire::Timestamp, &0_i64.to_be_bytes()), "\"2000-01-01T00:00:00Z\"");
        assert_eq!(json(Wire::Timestamp, &1_500_000_i64.to_be_bytes()), "\"2000-01-01T00:00:01.500Z\"");
        assert_eq!(json(Wire::Date, &(-1_i32).to_be_bytes()), "\"1999-12-31\"");
    }

    #[test]
    fn what_json_cannot_hold_is_refused() {
        let mut out = Vec::new();
        assert!(!scalar(&mut out, Wire::Timestamp, &i64::MAX.to_be_bytes()));
        assert!(!scalar(&mut out, Wire::Float8, &f64::NAN.to_be_bytes()));
        assert!(!scalar(&mut out, Wire::Int4, &[0; 3]));
    }

    #[test]
    fn a_real_is_written_as_short_as_it_is() {
        assert_eq!(json(Wire::Float4, &0.1_f32.to_be_bytes()), "0.1");
    }

    #[test]
    fn an_array_gives_its_items() {
        let mut bytes = Vec::new();
        for number in [1_i32, 1, 25, 2, 1, 1] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        bytes.push(b'a');
        bytes.extend_from_slice(&(-1_i32).to_be_bytes());
        assert_eq!(array(&bytes), Some(vec![Some(&b"a"[..]), None]));
        assert_eq!(array(&bytes[..22]), None);
    }

    #[test]
    fn parts_of_a_key_do_not_run_into_one_another() {
        let key = |parts: [&str; 2]| {
            let mut key = Vec::new();
            parts.iter().for_each(|part| push_key_part(&mut key, part.as_bytes()));
            key
        };
        assert_ne!(key(["ab", "c"]), key(["a", "bc"]));
    }
}
