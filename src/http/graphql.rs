//! GraphQL over HTTP: a request becomes a principal and a document, an answer becomes a status and a body.
//!
//! Queries come by POST or GET, mutations by POST alone, subscriptions over the websocket. Statuses follow the GraphQL
//! over HTTP specification: a request that was not understood is 4xx; one that was understood but did not pass
//! validation is 400, or 200 for clients that asked for plain `application/json`; one that ran is 200, whatever its
//! fields brought up.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request as HttpRequest, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response as HttpResponse},
};
use serde_json::Value;
use tokio::time::timeout;

use super::{
    Caller, Edge, negotiate, negotiate::MediaType, origin, params, refusal::Refusal, request_id::RequestId,
};
use crate::{
    auth::Principal,
    error::{Error, Result},
    graphql::{Kind, Request, Response},
};

/// Answers a GET or a POST.
pub async fn handle(State(edge): State<Arc<Edge>>, request: HttpRequest) -> HttpResponse {
    let id = RequestId::find(&request);
    let media_type = MediaType::accepted(request.headers());
    let answer = match media_type {
        Some(_) => answer(&edge, &id, request).await,
        None => Err(Refusal::bad_request(
            StatusCode::NOT_ACCEPTABLE,
            "Answers are `application/graphql-response+json` or `application/json`; accept one of them.",
        )),
    };
    let media_type = media_type.unwrap_or(MediaType::Json);
    match answer {
        Ok(response) => {
            let status = match media_type {
                MediaType::GraphqlResponse if !response.executed => StatusCode::BAD_REQUEST,
                _ => StatusCode::OK,
            };
            respond(status, media_type, response.body)
        }
        Err(refusal) => refuse(&refusal, media_type, &id),
    }
}

async fn answer(edge: &Edge, id: &Arc<str>, request: HttpRequest) -> Result<Response, Refusal> {
    let by_get = request.method() != Method::POST;
    let origin = origin::of(&request);
    // Who calls is known before the body is read: a refused token costs nobody a megabyte.
    let principal = authenticate(edge, request.headers()).await?;
    let headers = request.headers().clone();
    let request = if by_get {
        params::from_uri(request.uri()).map_err(Error::bad_user_input)?
    } else {
        read(edge, request).await?
    };
    let request = params::with_headers(request, &headers)?;
    let caller = Caller { principal, request_id: id.clone(), origin, meter: edge.api.meter() };
    let kind = match edge.api.kind(&caller, &request) {
        Ok(kind) => kind,
        Err(response) => return Ok(response),
    };
    match kind {
        Kind::Mutation if by_get => {
            Err(Refusal::bad_request(StatusCode::METHOD_NOT_ALLOWED, "Mutations are sent by POST."))
        }
        Kind::Subscription => Err(Error::bad_user_input(
            "Subscriptions run over a websocket, at the same path, with the protocol graphql-transport-ws.",
        )
        .into()),
        Kind::Query | Kind::Mutation => Ok(edge.api.execute(caller, request).await),
    }
}

/// The principal of a request's `Authorization` header; nobody in particular without one.
async fn authenticate(edge: &Edge, headers: &HeaderMap) -> Result<Principal> {
    match bearer(headers)? {
        None => Ok(Principal::Anonymous),
        Some(token) => edge.api.authenticate(token).await,
    }
}

/// The token in `Authorization: Bearer …`.
pub fn bearer(headers: &HeaderMap) -> Result<Option<String>> {
    match headers.get(header::AUTHORIZATION) {
        None => Ok(None),
        Some(value) => value.to_str().ok().and_then(token).map(Some).ok_or_else(not_a_bearer),
    }
}

/// The token in `Bearer …`, the scheme in any case.
pub fn token(authorization: &str) -> Option<String> {
    let (scheme, token) = authorization.trim().split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.to_owned())
}

fn not_a_bearer() -> Error {
    Error::unauthenticated("The authorization must be `Bearer` and a token.")
}

async fn read(edge: &Edge, request: HttpRequest) -> Result<Request, Refusal> {
    if !negotiate::is_json(request.headers()) {
        return Err(Refusal::bad_request(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "The content type must be `application/json`, in UTF-8.",
        ));
    }
    if request.headers().get(header::CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        return Err(Refusal::bad_request(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "The body must not be compressed.",
        ));
    }
    let body = match timeout(edge.settings.body_timeout, Bytes::from_request(request, &())).await {
        Ok(Ok(body)) => body,
        Ok(Err(rejection)) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            let max = edge.settings.body_bytes_max;
            return Err(Refusal {
                status: StatusCode::PAYLOAD_TOO_LARGE,
                error: Error::bad_user_input(format!("The body is larger than {max} bytes."))
                    .with("max", max),
            });
        }
        Ok(Err(_)) => return Err(Error::bad_user_input("The body ended too early.").into()),
        Err(_) => {
            return Err(Refusal::bad_request(
                StatusCode::REQUEST_TIMEOUT,
                "The body took too long to arrive.",
            ));
        }
    };
    match serde_json::from_slice(&body) {
        Ok(Value::Object(object)) => Ok(params::from_json(object).map_err(Error::bad_user_input)?),
        Ok(Value::Array(_)) => Err(Error::bad_user_input(
            "Batches are not supported: send one operation in each request; several root fields are one operation.",
        )
        .into()),
        Ok(_) => Err(Error::bad_user_input("The body must be a JSON object.").into()),
        Err(_) => Err(Error::bad_user_input("The body is not valid JSON.").into()),
    }
}

/// A refusal as an HTTP response.
pub fn refuse(refusal: &Refusal, media_type: MediaType, request_id: &str) -> HttpResponse {
    let mut response = respond(refusal.status, media_type, refusal.body(request_id));
    let headers = response.headers_mut();
    match refusal.status {
        // The one refusal of a method here is that of a mutation by GET.
        StatusCode::METHOD_NOT_ALLOWED => headers.insert(header::ALLOW, HeaderValue::from_static("POST")),
        StatusCode::UNAUTHORIZED => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
        }
        _ => None,
    };
    response
}

fn respond(status: StatusCode, media_type: MediaType, body: Bytes) -> HttpResponse {
    let headers = [
        (header::CONTENT_TYPE, media_type.content_type()),
        // What a caller may see is the caller's alone.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, body).into_response()
}
