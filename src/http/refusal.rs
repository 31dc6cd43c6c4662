//! A request that is answered without being run: the same `{"errors": […]}` as any other, whatever layer refused it.
//!
//! Clients have one way to read errors, and no text of a framework reaches them.

use axum::http::StatusCode;
use bytes::Bytes;
use serde_json::{Value, json};

use crate::{error::Error, graphql::Response, telemetry::metric};

/// An error and the HTTP status that it has where there is one.
#[derive(Debug)]
pub struct Refusal {
    /// Mostly the error's own; a transport knows some that GraphQL has no code for (405, 406, 413, 415).
    pub status: StatusCode,
    /// What is told.
    pub error: Error,
}

impl Refusal {
    /// The request is malformed in a way that HTTP has a status for.
    pub fn bad_request(status: StatusCode, message: impl Into<std::borrow::Cow<'static, str>>) -> Self {
        Self { status, error: Error::bad_user_input(message) }
    }

    /// The response's body.
    pub fn body(&self, request_id: &str) -> Bytes {
        self.error.log();
        metric::error(self.error.code());
        let mut extensions = self.error.extensions();
        extensions.insert("requestId".into(), request_id.into());
        let body: Value = json!({"errors": [{"message": self.error.message(), "extensions": extensions}]});
        body.to_string().into()
    }

    /// As a transport without statuses sends it.
    pub fn response(&self, request_id: &str) -> Response {
        Response { body: self.body(request_id), executed: false, status: self.status.as_u16() }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self { status, error }
    }
}
