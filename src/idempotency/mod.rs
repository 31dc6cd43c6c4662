//! Writes that happen once however often they are sent: the client names each with a key of its own choice.
//!
//! A key belongs to an account. Its row is made at the beginning of the write's own transaction and the answer is put into
//! it at the end: both are kept or lost together, and of two who send the same at the same moment the second waits for the
//! first at the primary key. A write that failed leaves no key, so sending it again tries it again.
//!
//! In memory (`gate`) those of one process wait for each other before they ask for a connection.
//!
//! What a request is and what an answer looks like is not known here: one is a fingerprint, the other bytes. The table and
//! the two functions that a caller may use are in `migration/sql/auth/idempotency.sql`.

mod gate;

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::db::{Door, Statement, WriteScope};
use crate::error::{Error, Result};

pub use self::gate::{Gate, Turn};

/// The longest key.
const KEY_MAX: usize = 255;
/// The longest answer that is kept. The table has the same limit.
const ANSWER_BYTES_MAX: usize = 1024 * 1024;
/// Keys that are kept for an account at a time.
const KEYS_MAX: i32 = 10_000;
/// How often keys that have ended are removed.
const TIDY_EVERY: Duration = Duration::from_secs(3600);
/// So many at once.
const TIDY_ROWS: i64 = 10_000;

/// A key, and what it was sent with.
#[derive(Debug, Clone)]
pub struct Key {
    text: String,
    fingerprint: [u8; 32],
}

/// An answer that was given before.
#[derive(Debug)]
pub struct Given {
    /// The bytes that were kept.
    pub answer: Vec<u8>,
    /// The transaction that wrote.
    pub writer: u64,
}

impl Key {
    /// The key that a client sent with a request. Quotes around it, as the header has them, are not part of it.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a key that is too long or holds other than visible ASCII characters.
    pub fn new(text: &str, request: &Value) -> Result<Self> {
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\');
        if !(1..=KEY_MAX).contains(&inner.len()) || !inner.bytes().all(plain) {
            let message = format!(
                "An idempotency key has 1 to {KEY_MAX} visible ASCII characters, without quotes and backslashes."
            );
            return Err(Error::bad_user_input(message).field("idempotencyKey").with("max", KEY_MAX));
        }
        let mut hasher = Sha256::new();
        digest(request, &mut hasher);
        Ok(Self { text: inner.to_owned(), fingerprint: hasher.finalize().into() })
    }

    /// Takes the key in the transaction of its write. If it is taken, waits for whoever has it and gives their answer.
    ///
    /// # Errors
    /// `CONFLICT` if it was taken for another request, `RATE_LIMITED` if the account has too many.
    pub async fn claim(&self, scope: &mut WriteScope, at: DateTime<Utc>) -> Result<Option<Given>> {
        let claim = "select claimed, answer, writer::text::bigint as writer, free_at from auth.claim_key($1, $2, $3, $4)";
        let statement = Statement::new(claim).bind(&self.text).bind(self.fingerprint.as_slice());
        let statement = statement.bind(at).bind(KEYS_MAX);
        let row = scope.fetch_optional(statement).await?;
        let row = row.ok_or_else(|| Error::internal("claiming a key brought no row"))?;
        if let Some(free_at) = row.try_get::<Option<DateTime<Utc>>, _>("free_at")? {
            let message = format!("An account has at most {KEYS_MAX} idempotency keys within a day.");
            return Err(Error::rate_limited(message)
                .field("idempotencyKey")
                .with("max", KEYS_MAX)
                .with("retryAfterSeconds", (free_at - at).num_seconds().max(1)));
        }
        if row.try_get("claimed")? {
            return Ok(None);
        }
        match (row.try_get("answer")?, row.try_get::<Option<i64>, _>("writer")?) {
            (Some(answer), Some(writer)) => {
                let writer = u64::try_from(writer).map_err(anyhow::Error::from)?;
                Ok(Some(Given { answer, writer }))
            }
            _ => Err(Error::conflict("This idempotency key was sent with another request. Make a new one.")
                .field("idempotencyKey")),
        }
    }

    /// Keeps the answer with the key. Gives the transaction that writes.
    ///
    /// # Errors
    /// `QUERY_TOO_COMPLEX` for an answer that is too long to be kept.
    pub async fn keep(&self, scope: &mut WriteScope, answer: &[u8]) -> Result<u64> {
        if answer.len() > ANSWER_BYTES_MAX {
            let message = format!(
                "With an idempotency key an answer has at most {ANSWER_BYTES_MAX} bytes. Select fewer fields."
            );
            return Err(Error::query_too_complex(message).with("max", ANSWER_BYTES_MAX));
        }
        let keep = "select writer::text::bigint as writer from auth.keep_answer($1, $2)";
        let row = scope.fetch_optional(Statement::new(keep).bind(&self.text).bind(answer)).await?;
        let row = row.ok_or_else(|| Error::internal("keeping an answer brought no row"))?;
        Ok(u64::try_from(row.try_get::<i64, _>("writer")?).map_err(anyhow::Error::from)?)
    }
}

/// Feeds a value into a hash, so that equal values are equal whatever the order of their keys, and no two others are.
fn digest(value: &Value, hasher: &mut Sha256) {
    let mut part = |kind: u8, text: &str| {
        hasher.update([kind]);
        hasher.update(text.len().to_be_bytes());
        hasher.update(text);
    };
    match value {
        Value::Null => part(b'0', ""),
        Value::Bool(value) => part(b'b', if *value { "1" } else { "0" }),
        Value::Number(number) => part(b'n', &number.to_string()),
        Value::String(text) => part(b's', text),
        Value::Array(items) => {
            part(b'a', &items.len().to_string());
            items.iter().for_each(|item| digest(item, hasher));
        }
        Value::Object(entries) => {
            part(b'o', &entries.len().to_string());
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_unstable_by_key(|(name, _)| *name);
            for (name, value) in entries {
                digest(&Value::from(name.as_str()), hasher);
                digest(value, hasher);
            }
        }
    }
}

/// Removes keys that have ended, until `stop`. Nodes may do so at the same time.
pub async fn tidy(worker: Door, clock: Clock, stop: CancellationToken) {
    let work = async {
        loop {
            match forget(&worker, clock.now()).await {
                Ok(count) => tracing::debug!(count, "idempotency keys have ended"),
                Err(error) => tracing::warn!(?error, "idempotency keys that have ended could not be removed"),
            }
            tokio::time::sleep(TIDY_EVERY).await;
        }
    };
    stop.run_until_cancelled(work).await.unwrap_or(());
}

/// Removes the keys that have ended by then, and says how many.
///
/// # Errors
/// What the database says.
pub async fn forget(worker: &Door, at: DateTime<Utc>) -> Result<u64> {
    let forget = "delete from auth.idempotency_keys where (account_id, key) in (\
                  select account_id, key from auth.idempotency_keys where expires_at <= $1 \
                  limit $2 for update skip locked)";
    let mut forgotten = 0;
    loop {
        let mut scope = worker.write().await?;
        let count = scope.execute(Statement::new(forget).bind(at).bind(TIDY_ROWS)).await?;
        scope.commit().await?;
        forgotten += count;
        if count < TIDY_ROWS.unsigned_abs() {
            return Ok(forgotten);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fingerprint(request: &Value) -> [u8; 32] {
        Key::new("k", request).unwrap().fingerprint
    }

    #[test]
    fn quotes_around_a_key_are_not_part_of_it() {
        assert_eq!(Key::new("\"k-1\"", &json!(1)).unwrap().text, "k-1");
        assert_eq!(Key::new("k-1", &json!(1)).unwrap().text, "k-1");
    }

    #[test]
    fn a_key_that_is_no_key_is_refused() {
        for text in ["", "\"\"", "\"", "a b", "a\"b", "a\\b", "é", "a\n", &"k".repeat(256)] {
            assert_eq!(Key::new(text, &json!(1)).unwrap_err().code(), "BAD_USER_INPUT", "{text:?}");
        }
        assert!(Key::new(&"k".repeat(255), &json!(1)).is_ok());
    }

    #[test]
    fn only_the_same_request_has_the_same_fingerprint() {
        let one = json!({"query": "a", "variables": {"a": 1, "b": [null, "x"]}});
        let other: Value =
            serde_json::from_str(r#"{"variables": {"b": [null, "x"], "a": 1}, "query": "a"}"#).unwrap();
        assert_eq!(fingerprint(&one), fingerprint(&other));
        let different = [
            json!({"query": "a", "variables": {"a": 2, "b": [null, "x"]}}),
            json!({"query": "a", "variables": {"a": "1", "b": [null, "x"]}}),
            json!({"query": "a", "variables": {"a": 1, "b": ["x", null]}}),
            json!({"query": "a", "variables": {"a": 1, "b": [null], "x": 0}}),
            json!({"query": "a", "variables": {"a": 1, "b": [null, "x"], "c": null}}),
        ];
        for request in different {
            assert_ne!(fingerprint(&one), fingerprint(&request), "{request}");
        }
    }
}
