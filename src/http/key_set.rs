//! `/.well-known/jwks.json`: the public keys of our access tokens, for other programs that verify them.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response as HttpResponse},
};

use super::Edge;

/// Shorter than a new key is published before it signs.
const CACHEABLE: HeaderValue = HeaderValue::from_static("public, max-age=300");

/// Answers with the set. It is the same for everybody and no secret.
pub async fn answer(State(edge): State<Arc<Edge>>) -> HttpResponse {
    ([(header::CACHE_CONTROL, CACHEABLE)], Json(edge.api.key_set())).into_response()
}
