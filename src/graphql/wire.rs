//! Values in PostgreSQL's binary formats, as JSON and as text. `scalar::Wire` says which format a column has.

use std::io::Write as _;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Timelike as _};

use super::scalar::{Param, Wire};

/// Microseconds between 1970 and 2000, where PostgreSQL's time begins.
const EPOCH_US: i64 = 946_684_800_000_000;
/// The sign of a numeric below zero.
const NEGATIVE: u16 = 0x4000;

/// Writes a value that is no enum as JSON; `false`: its bytes are not what its type promises, or JSON has no such value.
/// Then something may have been written.
pub fn scalar(out: &mut Vec<u8>, wire: Wire, value: &[u8]) -> bool {
    match wire {
        Wire::Json => {
            out.extend_from_slice(value);
            true
        }
        Wire::Jsonb => {
            // The first byte is the format's version.
            out.extend_from_slice(value.get(1..).unwrap_or_default());
            true
        }
        Wire::Bool | Wire::Int2 | Wire::Int4 | Wire::Float4 | Wire::Float8 => text(out, wire, value),
        Wire::Text | Wire::Uuid | Wire::Int8 | Wire::Timestamp | Wire::Date | Wire::Numeric => {
            quoted(out, wire, value)
        }
    }
}

/// Writes a value that can be a part of a key as a JSON string; see [`scalar`].
pub fn quoted(out: &mut Vec<u8>, wire: Wire, value: &[u8]) -> bool {
    if wire == Wire::Text {
        return std::str::from_utf8(value).is_ok_and(|text| serde_json::to_writer(out, text).is_ok());
    }
    out.push(b'"');
    let done = text(out, wire, value);
    out.push(b'"');
    done
}

/// The text form of a value that can be a part of a key; empty if its bytes are not what its type promises.
pub fn key_text(wire: Wire, value: &[u8]) -> String {
    let mut out = Vec::with_capacity(40);
    if text(&mut out, wire, value) { String::from_utf8(out).unwrap_or_default() } else { String::new() }
}

/// Writes the plain text of a value.
fn text(out: &mut Vec<u8>, wire: Wire, value: &[u8]) -> bool {
    let done = match wire {
        Wire::Text => {
            out.extend_from_slice(value);
            Some(())
        }
        Wire::Uuid => uuid::Uuid::from_slice(value).ok().map(|value| {
            out.extend_from_slice(
                value.hyphenated().encode_lower(&mut uuid::Uuid::encode_buffer()).as_bytes(),
            );
        }),
        Wire::Int2 => value.try_into().ok().map(|value| integer(out, i16::from_be_bytes(value))),
        Wire::Int4 => value.try_into().ok().map(|value| integer(out, i32::from_be_bytes(value))),
        Wire::Int8 => value.try_into().ok().map(|value| integer(out, i64::from_be_bytes(value))),
        Wire::Bool => {
            out.extend_from_slice(if value == [1] { b"true" } else { b"false" });
            Some(())
        }
        Wire::Timestamp => timestamp(out, value),
        Wire::Date => date(out, value),
        Wire::Float4 | Wire::Float8 => float(value).map(|text| out.extend_from_slice(text.as_bytes())),
        Wire::Numeric => numeric(out, value),
        Wire::Json | Wire::Jsonb => None,
    };
    done.is_some()
}

fn integer(out: &mut Vec<u8>, value: impl itoa::Integer) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Writes a number below ten to the power of `digits` with that many digits.
fn digits(out: &mut Vec<u8>, value: u32, digits: u32) {
    for place in (0..digits).rev() {
        // A digit always fits.
        out.push(b'0' + u8::try_from(value / 10_u32.pow(place) % 10).unwrap_or_default());
    }
}

/// RFC 3339 in UTC, with as many of milliseconds and microseconds as there are.
fn timestamp(out: &mut Vec<u8>, value: &[u8]) -> Option<()> {
    let us = i64::from_be_bytes(value.try_into().ok()?).checked_add(EPOCH_US)?;
    let time = DateTime::from_timestamp_micros(us)?.naive_utc();
    calendar(out, time.date())?;
    let (seconds, us) = (time.num_seconds_from_midnight(), time.nanosecond() / 1_000);
    for (mark, part) in [(b'T', seconds / 3600), (b':', seconds / 60 % 60), (b':', seconds % 60)] {
        out.push(mark);
        digits(out, part, 2);
    }
    if us > 0 {
        out.push(b'.');
        if us % 1_000 == 0 { digits(out, us / 1_000, 3) } else { digits(out, us, 6) }
    }
    out.push(b'Z');
    Some(())
}

fn date(out: &mut Vec<u8>, value: &[u8]) -> Option<()> {
    let days = i32::from_be_bytes(value.try_into().ok()?);
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 1)?;
    let span = Days::new(u64::from(days.unsigned_abs()));
    let date = if days < 0 { epoch.checked_sub_days(span) } else { epoch.checked_add_days(span) };
    calendar(out, date?)
}

/// A day as ISO 8601 writes it. Years outside of four digits have a sign, as chrono writes and reads them.
fn calendar(out: &mut Vec<u8>, date: NaiveDate) -> Option<()> {
    match u32::try_from(date.year()) {
        Ok(year @ 0..=9_999) => {
            digits(out, year, 4);
            out.push(b'-');
            digits(out, date.month(), 2);
            out.push(b'-');
            digits(out, date.day(), 2);
            Some(())
        }
        _ => write!(out, "{date}").ok(),
    }
}

/// A decimal number of any length, in groups of four digits: how many groups, how many of them before the point less
/// one, the sign, how many decimal places, the groups.
fn numeric(out: &mut Vec<u8>, value: &[u8]) -> Option<()> {
    let word = |at: usize| Some(u16::from_be_bytes(value.get(2 * at..2 * at + 2)?.try_into().ok()?));
    let (count, weight) = (i32::from(word(0)?), i32::from(word(1)?.cast_signed()));
    let (sign, places) = (word(2)?, u32::from(word(3)?));
    match sign {
        0 => {}
        NEGATIVE => out.push(b'-'),
        // Infinite, or no number.
        _ => return None,
    }
    let group = |place: i32| match usize::try_from(place) {
        Ok(at) if place < count => word(4 + at).map(u32::from),
        _ => Some(0),
    };
    if weight < 0 {
        out.push(b'0');
    }
    for place in 0..=weight {
        if place == 0 { integer(out, group(0)?) } else { digits(out, group(place)?, 4) }
    }
    if places > 0 {
        out.push(b'.');
        let end = out.len() + places as usize;
        let mut place = weight + 1;
        while out.len() < end {
            digits(out, group(place)?, 4);
            place += 1;
        }
        out.truncate(end);
    }
    Some(())
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
    fn a_day_is_written_as_chrono_reads_it() {
        for days in [-730_500, -730_119, 0, 59, 2_921_939, 2_921_940, 40_000_000] {
            let expected =
                NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::TimeDelta::days(days.into());
            assert_eq!(json(Wire::Date, &i32::to_be_bytes(days)), format!("\"{expected}\""));
        }
    }

    #[test]
    fn a_numeric_keeps_all_its_digits() {
        let numeric = |words: &[i32]| {
            let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()[2..].to_vec()).collect();
            json(Wire::Numeric, &bytes)
        };
        assert_eq!(numeric(&[0, 0, 0, 0]), "\"0\"");
        assert_eq!(numeric(&[0, 0, 0, 2]), "\"0.00\"");
        assert_eq!(numeric(&[2, 0, 0x4000, 2, 12, 3_400]), "\"-12.34\"");
        assert_eq!(numeric(&[1, -1, 0, 3, 50]), "\"0.005\"");
        assert_eq!(numeric(&[1, -2, 0, 6, 1_200]), "\"0.000012\"");
        assert_eq!(numeric(&[1, 2, 0, 1, 7]), "\"700000000.0\"");
        assert_eq!(numeric(&[3, 2, 0, 0, 1, 0, 20]), "\"100000020\"");
    }

    #[test]
    fn what_json_cannot_hold_is_refused() {
        let mut out = Vec::new();
        assert!(!scalar(&mut out, Wire::Timestamp, &i64::MAX.to_be_bytes()));
        assert!(!scalar(&mut out, Wire::Float8, &f64::NAN.to_be_bytes()));
        assert!(!scalar(&mut out, Wire::Int4, &[0; 3]));
        assert!(!scalar(&mut out, Wire::Numeric, &[0, 0, 0, 0, 0xc0, 0, 0, 0]));
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
