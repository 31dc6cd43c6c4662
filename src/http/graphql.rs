//! GraphQL over HTTP: a request becomes a principal and a document, an answer becomes a status and a body.
//!
//! Queries come by POST or GET, mutations by POST alone, subscriptions over the websocket or as a stream of events
//! (`event_stream.rs`). Statuses follow the GraphQL
//! over HTTP specification: a request that was not understood is 4xx; one that was understood but did not pass
//! validation is 400, or 200 for clients that asked for plain `application/json`; one that ran is 200, whatever its
//! fields brought up.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request as HttpRequest, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response as HttpResponse},
};
use serde_json::Value;
use tokio::time::timeout;

use super::{
    Caller, Edge, event_stream, negotiate, negotiate::MediaType, operation, origin, params, refusal::Refusal,
    report, request_id::RequestId,
};
use crate::{
    auth::Principal,
    error::{Error, Result},
    graphql::{Kind, Request, Response},
    roll::Holder,
    telemetry::{metric, trace::Trace},
};

/// Answers a GET or a POST.
pub async fn handle(State(edge): State<Arc<Edge>>, request: HttpRequest) -> HttpResponse {
    let id = RequestId::find(&request);
    let Some(media_type) = MediaType::accepted(request.headers()) else {
        let refusal = Refusal::bad_request(
            StatusCode::NOT_ACCEPTABLE,
            "Answers are `application/graphql-response+json`, `application/json` or `text/event-stream`; accept one of them.",
        );
        return refuse(&refusal, MediaType::Json, &id);
    };
    let trace = traced(&edge, &id, &request);
    let answer = match Call::receive(&edge, &id, &trace, request).await {
        Ok(call) if media_type == MediaType::EventStream => event_stream::answer(&edge, call),
        Ok(call) => answer(&edge, media_type, call).await,
        Err(refusal) => Err(refusal),
    };
    // What is refused before there is a stream is refused as it is to everybody.
    let media_type = if media_type == MediaType::EventStream { MediaType::Json } else { media_type };
    let response = answer.unwrap_or_else(|refusal| {
        trace.fail(refusal.error.code());
        refuse(&refusal, media_type, &id)
    });
    trace.set("http.response.status_code", i64::from(response.status().as_u16()));
    response
}

/// The trace of a request. Not its query string, which may hold variables, and nothing of who calls.
fn traced(edge: &Edge, id: &str, request: &HttpRequest) -> Trace {
    let trace = Trace::begin(id, |name| request.headers().get(name)?.to_str().ok());
    if trace.is_on() {
        trace.set("http.request.method", request.method().to_string());
        trace.set("http.route", "/graphql");
        trace.set("url.path", "/graphql");
        trace.set("url.scheme", if edge.settings.over_tls { "https" } else { "http" });
    }
    trace
}

/// A request that has been read, and for whom it is to run.
pub struct Call {
    /// For whom.
    pub caller: Caller,
    /// What is asked.
    pub request: Request,
    by_get: bool,
}

impl Call {
    async fn receive(
        edge: &Edge,
        id: &Arc<str>,
        trace: &Trace,
        request: HttpRequest,
    ) -> Result<Self, Refusal> {
        let by_get = request.method() != Method::POST;
        let origin = origin::of(&request, &edge.settings.proxies);
        // Who calls is known before the body is read: a refused token costs nobody a megabyte.
        let principal = authenticate(edge, request.headers()).await?;
        edge.budgets.request(Holder::of(&principal, &origin))?;
        let headers = request.headers().clone();
        let request = if by_get {
            params::from_uri(request.uri()).map_err(Error::bad_user_input)?
        } else {
            read(edge, request).await?
        };
        let request = params::with_headers(request, &headers)?;
        let caller = Caller::new(principal, id.clone(), origin, report::meter(edge, trace.clone()));
        Ok(Self { caller, request, by_get })
    }

    /// What the request would do; a response where it is not valid.
    pub fn kind(&mut self, edge: &Edge) -> Result<Result<Kind, Response>, Refusal> {
        match operation::kind(edge, &self.caller, &mut self.request) {
            Ok(kind @ Kind::Mutation) if self.by_get => {
                metric::request(Some(kind.name()), false);
                Err(Refusal::bad_request(StatusCode::METHOD_NOT_ALLOWED, "Mutations are sent by POST."))
            }
            kind => Ok(kind),
        }
    }
}

async fn answer(edge: &Edge, media_type: MediaType, mut call: Call) -> Result<HttpResponse, Refusal> {
    let response = match call.kind(edge)? {
        Ok(kind @ Kind::Subscription) => {
            metric::request(Some(kind.name()), false);
            return Err(Error::bad_user_input(
                "Subscriptions run at the same path over a websocket, with the protocol graphql-transport-ws, or as a \
                 stream of events: accept `text/event-stream`.",
            )
            .into());
        }
        Ok(kind @ (Kind::Query | Kind::Mutation)) => {
            operation::execute(edge, kind, call.caller, call.request).await
        }
        Err(response) => response,
    };
    let status = match (media_type, response.status) {
        // The old contract: what is wrong with a document is told in the body.
        (MediaType::Json | MediaType::EventStream, 400) => StatusCode::OK,
        (_, status) => StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
    };
    Ok(respond(status, media_type, response.body.into()))
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
    let mut response = respond(refusal.status, media_type, refusal.body(request_id).into());
    let headers = response.headers_mut();
    match refusal.status {
        // The one refusal of a method here is that of a mutation by GET.
        StatusCode::METHOD_NOT_ALLOWED => headers.insert(header::ALLOW, HeaderValue::from_static("POST")),
        StatusCode::TOO_MANY_REQUESTS => {
            let extensions = refusal.error.extensions();
            let seconds = extensions.get("retryAfterSeconds").and_then(Value::as_u64);
            seconds.and_then(|seconds| headers.insert(header::RETRY_AFTER, seconds.into()))
        }
        StatusCode::UNAUTHORIZED => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
        }
        _ => None,
    };
    response
}

/// A response of a type, not to be kept by anybody.
pub fn respond(status: StatusCode, media_type: MediaType, body: Body) -> HttpResponse {
    let headers = [
        (header::CONTENT_TYPE, media_type.content_type()),
        // What a caller may see is the caller's alone.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, body).into_response()
}
