//! The engine: SeaORM metadata in, one GraphQL schema and the answers to its operations out.

use std::pin::Pin;

use bytes::Bytes;
use futures::Stream;

/// One GraphQL request as a transport hands it over, unparsed.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The document's text.
    pub query: String,
    /// Which operation of the document to run; needed when it has several.
    pub operation_name: Option<String>,
    /// Values of the operation's variables.
    pub variables: serde_json::Map<String, serde_json::Value>,
    /// Protocol extensions, such as an idempotency key.
    pub extensions: serde_json::Map<String, serde_json::Value>,
}

/// What an operation does; transports allow some kinds only (GET: queries).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Reads.
    Query,
    /// Writes.
    Mutation,
    /// Streams.
    Subscription,
}

/// A complete GraphQL response, already JSON text.
#[derive(Debug, Clone)]
pub struct Response {
    /// `{"data": …, "errors": …}`.
    pub body: Bytes,
    /// False for request errors (no `data` key): the operation did not run.
    pub executed: bool,
}

/// The items of a subscription: each a complete response. The stream's end is the subscription's end; an item whose
/// response has no `data` (`executed == false`) is the last one and is sent as `error`.
pub type Items = Pin<Box<dyn Stream<Item = Response> + Send>>;
