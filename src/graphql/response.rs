//! A response around its data: errors with their places, the envelope, and what it took. `json` writes the data.

use async_graphql::Pos;

use super::Response;
use crate::cost::Meter;
use crate::error::Error;
use crate::telemetry::metric;

/// One entry of `errors`, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// `message`.
    pub message: String,
    /// `extensions`.
    pub extensions: serde_json::Map<String, serde_json::Value>,
    /// `path`.
    pub path: Vec<serde_json::Value>,
    /// `locations`.
    pub positions: Vec<Pos>,
    /// The HTTP status of a request that fails as a whole with it.
    pub status: u16,
}

impl FieldError {
    /// An error at a place; an internal one leaves its cause in the log.
    pub fn new(error: &Error, path: Vec<serde_json::Value>, positions: Vec<Pos>) -> Self {
        error.log();
        metric::error(error.code());
        let (message, extensions) = (error.message().to_owned(), error.extensions());
        Self { message, extensions, path, positions, status: error.status() }
    }

    fn json(&self, request_id: &str) -> serde_json::Value {
        let mut json = serde_json::Map::new();
        json.insert("message".into(), self.message.clone().into());
        if !self.positions.is_empty() {
            let locations =
                self.positions.iter().map(|pos| serde_json::json!({"line": pos.line, "column": pos.column}));
            json.insert("locations".into(), locations.collect());
        }
        if !self.path.is_empty() {
            json.insert("path".into(), self.path.clone().into());
        }
        let mut extensions = self.extensions.clone();
        extensions.insert("requestId".into(), request_id.into());
        json.insert("extensions".into(), extensions.into());
        json.into()
    }
}

/// A whole response: the data that was written, and the errors.
pub fn envelope(data: Option<&[u8]>, errors: &[FieldError], request_id: &str) -> Vec<u8> {
    let mut body = Vec::with_capacity(data.map_or(0, <[u8]>::len) + 32);
    body.push(b'{');
    if !errors.is_empty() {
        let errors: serde_json::Value = errors.iter().map(|error| error.json(request_id)).collect();
        body.extend_from_slice(b"\"errors\":");
        body.extend_from_slice(errors.to_string().as_bytes());
        if data.is_some() {
            body.push(b',');
        }
    }
    if let Some(data) = data {
        body.extend_from_slice(b"\"data\":");
        body.extend_from_slice(data);
    }
    body.push(b'}');
    body
}

/// The response, and in `extensions.cost` what it took, if its caller is told. What did not run cost nothing to tell of.
pub fn with_cost(response: Response, meter: &Meter) -> Response {
    let (true, Some(cost)) = (response.executed, meter.told()) else { return response };
    let extensions = serde_json::json!({ "cost": cost });
    let mut body = Vec::from(response.body);
    // The envelope's own end.
    body.pop();
    body.extend_from_slice(format!(",\"extensions\":{extensions}}}").as_bytes());
    Response::of(body)
}
