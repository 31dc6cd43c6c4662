//! What a request asks for beside its document, in `extensions`: that its write happens once, and that this node has caught up
//! before it runs. Transports put the headers of the same meaning there.

use serde_json::{Value, json};

use super::document::Prepared;
use super::{Kind, Request};
use crate::auth::Principal;
use crate::error::{Error, Result};
use crate::idempotency::Key;
use crate::stream::Cursor;

/// Names a write, so that it happens once.
pub const IDEMPOTENCY_KEY: &str = "idempotencyKey";
/// The place in the change log that this node must have come to.
pub const AT_LEAST: &str = "atLeast";

/// The key of a mutation. A query may be asked twice without one: its key means nothing.
///
/// # Errors
/// `BAD_USER_INPUT` for something that is no key, and for a key of several root fields: it could keep but one answer.
pub fn key(request: &Request, prepared: &Prepared, principal: &Principal) -> Result<Option<Key>> {
    let Some(text) = text(request, IDEMPOTENCY_KEY)? else { return Ok(None) };
    if prepared.kind != Kind::Mutation {
        return Ok(None);
    }
    if prepared.selection.fields.len() != 1 {
        let message = "An idempotency key is for one root field. Send each in a request of its own.";
        return Err(Error::bad_user_input(message).field(IDEMPOTENCY_KEY));
    }
    // Who holds fewer rights than the account is not to be told what was answered to somebody with more.
    let abilities = match principal {
        Principal::Restricted { abilities, .. } => Some(abilities.names()),
        Principal::Account { .. } | Principal::Anonymous => None,
    };
    let Request { query, operation_name, variables, .. } = request;
    Key::new(text, &json!([query, operation_name, variables, abilities])).map(Some)
}

/// The place that this node must have come to before the operation runs.
///
/// # Errors
/// `CURSOR_INVALID` for something that is no cursor of the change log.
pub fn at_least(request: &Request) -> Result<Option<Cursor>> {
    let cursor = text(request, AT_LEAST)?.map(str::parse).transpose();
    cursor.map_err(|error: Error| error.field(AT_LEAST))
}

fn text<'a>(request: &'a Request, name: &'static str) -> Result<Option<&'a str>> {
    match request.extensions.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Error::bad_user_input(format!("{name} must be a string.")).field(name)),
    }
}
