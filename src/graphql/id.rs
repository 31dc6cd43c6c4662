//! Global ids: `wg_` and, in base64url, the type's name and the key's parts as JSON. Opaque to clients.
//!
//! Wherever a type is known beforehand, the raw key is taken as well.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::catalog::{Catalog, Table, TableId};
use super::scalar::{Param, clip};
use crate::error::{Error, Result};

const PREFIX: &str = "wg_";
/// Longer ones are not ours: keys are short.
const LENGTH_MAX: usize = 2_000;

/// The id of a row: its type's name and the parts of its key.
pub fn encode(type_name: &str, key: &[&str]) -> String {
    let mut parts = Vec::with_capacity(1 + key.len());
    parts.push(type_name);
    parts.extend_from_slice(key);
    let mut text = Vec::new();
    push(&mut text, serde_json::Value::from(parts).to_string().as_bytes());
    String::from_utf8(text).unwrap_or_default()
}

/// Writes the id of what is a JSON list already: the type's name and the parts of the key, as strings.
pub fn push(out: &mut Vec<u8>, json: &[u8]) {
    out.extend_from_slice(PREFIX.as_bytes());
    push_base64(out, json);
}

/// Writes bytes in the letters of URLs.
pub fn push_base64(out: &mut Vec<u8>, bytes: &[u8]) {
    let start = out.len();
    out.resize(start + bytes.len().div_ceil(3) * 4, 0);
    // The room is enough, which is the only thing that can be wrong.
    let length = URL_SAFE_NO_PAD.encode_slice(bytes, &mut out[start..]).unwrap_or_default();
    out.truncate(start + length);
}

/// The global id of a row of this table.
pub fn of_key(table: &Table, key: &[Param]) -> String {
    let parts: Vec<_> = key.iter().map(Param::to_text).collect();
    encode(&table.names.type_name, &parts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Reads a global id. `None`: the text is not one.
pub fn decode(text: &str) -> Option<(String, Vec<String>)> {
    let encoded = text.strip_prefix(PREFIX).filter(|encoded| encoded.len() <= LENGTH_MAX)?;
    let mut parts: Vec<String> = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(encoded).ok()?).ok()?;
    if parts.len() < 2 {
        return None;
    }
    let type_name = parts.remove(0);
    Some((type_name, parts))
}

/// Finds table and key of a global id.
///
/// # Errors
/// `BAD_USER_INPUT` when the text is not a global id of this API.
pub fn locate(catalog: &Catalog, text: &str) -> Result<(TableId, Vec<Param>)> {
    let refused = || Error::bad_user_input(format!("\"{}\" is not an id of this API", clip(text)));
    let (type_name, parts) = decode(text).ok_or_else(refused)?;
    let id = catalog.table_of_type(&type_name).ok_or_else(refused)?;
    Ok((id, key_params(&catalog.tables[id], &parts).map_err(|_| refused())?))
}

/// The key of a row of this table, from its global id or, where the key is one column, from the raw key.
///
/// # Errors
/// `BAD_USER_INPUT` for an id of another type or a malformed key.
pub fn key(table: &Table, text: &str) -> Result<Vec<Param>> {
    if let Some((type_name, parts)) = decode(text) {
        if type_name != table.names.type_name {
            return Err(Error::bad_user_input(format!(
                "expected an id of {}, found one of {}",
                table.names.type_name,
                clip(&type_name)
            )));
        }
        return key_params(table, &parts).map_err(|_| malformed(table, text));
    }
    key_params(table, &[text.to_owned()]).map_err(|_| malformed(table, text))
}

/// [`key`] for a table whose key is one column.
///
/// # Errors
/// As [`key`].
pub fn key_param(table: &Table, text: &str) -> Result<Param> {
    key(table, text)?.pop().ok_or_else(|| malformed(table, text))
}

fn key_params(table: &Table, parts: &[String]) -> Result<Vec<Param>> {
    if parts.len() != table.key.len() {
        return Err(malformed(table, &parts.join(" ")));
    }
    table.key.iter().zip(parts).map(|(at, part)| Param::parse(table.columns[*at].ty.wire, part)).collect()
}

fn malformed(table: &Table, text: &str) -> Error {
    Error::bad_user_input(format!(
        "\"{}\" is neither an id nor a key of {}",
        clip(text),
        table.names.type_name
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_says_which_row_of_which_type() {
        let id = encode("InternalTask", &["a", "b"]);
        assert!(id.starts_with("wg_"));
        assert_eq!(decode(&id), Some(("InternalTask".into(), vec!["a".into(), "b".into()])));
    }

    #[test]
    fn other_texts_are_not_ids() {
        for text in ["", "wg_", "wg_!!", "wg_W10", "7d444840-9dc0-11d1-b245-5ffdce74fad2"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
