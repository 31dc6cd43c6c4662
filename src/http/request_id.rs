//! Each request has an id: the client's own where it sends one, else a new one. It is in the answer's headers, in every
//! error and in the log, so that a report by a user leads to the cause.

use std::sync::Arc;

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use uuid::Uuid;

/// The header, both ways.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of the request in hand, kept in its extensions.
#[derive(Debug, Clone)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// The id of a request that went through [`assign`].
    pub fn find(request: &Request) -> Arc<str> {
        let id = request.extensions().get::<Self>().and_then(|id| id.0.to_str().ok());
        id.unwrap_or_default().into()
    }

    /// Takes the client's id if it is short and plain: it is repeated in headers, answers and logs.
    fn of(request: &Request) -> Self {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:/=+".contains(byte);
        let sent = request.headers().get(HEADER);
        match sent.filter(|id| (1..=128).contains(&id.len()) && id.as_bytes().iter().all(plain)) {
            Some(id) => Self(id.clone()),
            None => Self::new(),
        }
    }

    fn new() -> Self {
        let mut buffer = Uuid::encode_buffer();
        let id: &str = Uuid::now_v7().as_hyphenated().encode_lower(&mut buffer);
        Self(HeaderValue::from_str(id).unwrap_or(HeaderValue::from_static("unknown")))
    }
}

/// The middleware: outermost, so that all other layers find the id.
pub async fn assign(mut request: Request, next: Next) -> Response {
    let id = RequestId::of(&request);
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).await;
    response.headers_mut().insert(HEADER, id.0);
    response
}
