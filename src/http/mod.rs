//! The edge: everything that speaks HTTP, event streams included, or websocket, and nothing else.
//!
//! A transport turns bytes into a principal and a [`Request`], and a [`Response`] into bytes. It knows no table, no policy
//! and no connection: what lies behind is the calls of [`Api`]. Nothing imports this module but the command line.
//!
//! Invariants: no text of a framework or of the database reaches a client; every queue, body and wait here is bounded;
//! a client that is slow or gone costs no connection of the database.

mod api;
mod connections;
mod event_stream;
mod graphql;
mod health;
mod key_set;
mod listen;
mod metrics;
mod negotiate;
mod operation;
mod origin;
mod outbox;
mod page;
mod params;
mod protocol;
mod refusal;
mod report;
mod request_id;
mod websocket;

use std::{fmt, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request as HttpRequest, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response as HttpResponse},
    routing::get,
};
use futures::future::{BoxFuture, FutureExt};
use ipnet::IpNet;
use serde_json::Value;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceBuilder;
use tower_http::{
    CompressionLevel,
    compression::CompressionLayer,
    cors::{AllowOrigin, CorsLayer},
    set_header::SetResponseHeaderLayer,
    trace::TraceLayer,
};

use self::{negotiate::MediaType, refusal::Refusal, request_id::RequestId};
use crate::{
    auth::{Origin, Principal},
    budget::Budgets,
    clock::Clock,
    cost::Meter,
    error::{Error, Result},
    graphql::{Items, Kind, Outline, Request, Response},
    roll::{Progress, Roll},
};

pub use self::connections::Connections;
pub use self::health::Check;
pub use self::listen::{Tls, serve};
pub use self::metrics::{Gauges, Readers};

/// What the transports ask of the rest of the server.
///
/// Futures own what they need: an operation on a socket outlives the call that started it. Dropping one cancels it.
pub trait Api: Send + Sync + 'static {
    /// Who the bearer of this token is. [`Error::Unauthenticated`] for a token that is wrong, expired or revoked.
    fn authenticate(&self, token: String) -> BoxFuture<'static, Result<Principal>>;

    /// Returns when the caller is no longer to be served though the token still runs: the session was revoked, or the
    /// account disabled. Never for anonymous callers.
    fn ended(&self, principal: Principal) -> BoxFuture<'static, ()>;

    /// Whether callers are told what an operation took.
    fn shows_cost(&self) -> bool {
        false
    }

    /// The public keys of our access tokens, as a JWK set.
    fn key_set(&self) -> Value;

    /// What the request would do; a response where it is not a valid request. A document that it names is put into it, and
    /// the name of its operation.
    fn kind(&self, caller: &Caller, request: &mut Request) -> Result<Kind, Response>;

    /// What there is to say of a subscription before it runs; nothing where the request is not valid.
    fn outline(&self, _: &Caller, _: &Request) -> Outline {
        Outline::default()
    }

    /// Runs a query or a mutation.
    fn execute(&self, caller: Caller, request: Request) -> BoxFuture<'static, Response>;

    /// Starts a subscription.
    fn subscribe(&self, caller: Caller, request: Request) -> BoxFuture<'static, Result<Items, Response>>;
}

/// Whom an operation is run for, and under which id it is found in the log.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The caller.
    pub principal: Principal,
    /// The request's id; all operations of a socket share the one of its handshake.
    pub request_id: Arc<str>,
    /// Where the call comes from.
    pub origin: Origin,
    /// Adds up what the operation takes.
    pub meter: Meter,
    /// Where a subscription says how far it has come.
    pub progress: Progress,
}

impl Caller {
    /// A caller whose operation nobody follows.
    fn new(principal: Principal, request_id: Arc<str>, origin: Origin, meter: Meter) -> Self {
        Self { principal, request_id, origin, meter, progress: Progress::default() }
    }
}

/// The limits of the edge. The defaults suit production.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whether connections are encrypted here.
    pub over_tls: bool,
    /// How long a new connection may take for its first request, not counting the body.
    pub first_request_timeout: Duration,
    /// The largest body of a POST and the largest message of a socket.
    pub body_bytes_max: usize,
    /// How long a body may take to arrive.
    pub body_timeout: Duration,
    /// How long a query may take.
    pub query_timeout: Duration,
    /// Origins whose pages may call, such as `https://app.example.com`, besides the server's own.
    pub allowed_origins: Vec<String>,
    /// How long a new socket may be silent before `connection_init`.
    pub init_timeout: Duration,
    /// How often a socket is pinged; one that is silent for twice as long is dropped. How often an event stream gets a
    /// comment.
    pub keep_alive: Duration,
    /// How long a socket or an event stream may take to accept a message.
    pub write_timeout: Duration,
    /// How many operations may run on one socket at a time.
    pub operations_max: usize,
    /// How many operations a socket may start in a second, for more than a few seconds.
    pub operations_per_second: u32,
    /// How many connections may be open, of whatever kind.
    pub connections_max: usize,
    /// How many of them from one address that is no proxy.
    pub address_connections_max: usize,
    /// Proxies, whose `X-Forwarded-For` is believed.
    pub proxies: Vec<IpNet>,
    /// How many sockets and event streams an account may have open.
    pub sockets_max: usize,
    /// How many an address may have open, of which nobody has said who calls.
    pub address_sockets_max: usize,
    /// How many subscriptions an account may have running, on sockets and event streams together.
    pub subscriptions_max: usize,
    /// Who gets the figures of `/metrics`.
    pub metrics_for: Readers,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            over_tls: false,
            first_request_timeout: Duration::from_secs(10),
            body_bytes_max: 1024 * 1024,
            body_timeout: Duration::from_secs(30),
            query_timeout: Duration::from_secs(30),
            allowed_origins: Vec::new(),
            init_timeout: Duration::from_secs(10),
            keep_alive: Duration::from_secs(20),
            write_timeout: Duration::from_secs(30),
            operations_max: 100,
            operations_per_second: 100,
            connections_max: 20_000,
            address_connections_max: 12_000,
            proxies: Vec::new(),
            sockets_max: 1_000,
            address_sockets_max: 10_000,
            subscriptions_max: 10_000,
            metrics_for: Readers::Local,
        }
    }
}

/// What all handlers share.
pub struct Edge {
    /// The server behind the transports.
    pub api: Arc<dyn Api>,
    /// What `/readyz` asks.
    pub checks: Vec<Check>,
    /// Limits.
    pub settings: Settings,
    /// Tells when a token ends.
    pub clock: Clock,
    /// Cancelled when the server stops: sockets are closed, `/readyz` says no.
    pub shutdown: CancellationToken,
    /// How many connections are open.
    pub connections: Connections,
    /// The open sockets and event streams, which are no longer part of their HTTP request.
    pub sockets: TaskTracker,
    /// Who has them, and which subscriptions run.
    pub roll: Roll,
    /// How much they may ask for.
    pub budgets: Budgets,
    /// What `/metrics` tells beside what is counted where it happens.
    pub gauges: Gauges,
}

impl Edge {
    /// An edge before `api` with default settings.
    pub fn new(api: Arc<dyn Api>) -> Self {
        Self {
            api,
            checks: Vec::new(),
            settings: Settings::default(),
            clock: Clock::system(),
            shutdown: CancellationToken::new(),
            connections: Connections::default(),
            sockets: TaskTracker::new(),
            roll: Roll::default(),
            budgets: Budgets::default(),
            gauges: Gauges::default(),
        }
    }
}

impl fmt::Debug for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Edge")
            .field("checks", &self.checks)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// All paths and layers.
pub fn router(edge: Arc<Edge>) -> Router {
    // Outermost first.
    let layers = ServiceBuilder::new()
        // Everything below names the request by its id.
        .layer(from_fn(request_id::assign))
        // Sees what every inner layer answers, with its duration.
        .layer(TraceLayer::new_for_http().make_span_with(span))
        // A panic is a fault of ours in one request; it is answered like one and ends nothing else.
        .layer(from_fn(survive))
        // No answer is ever to be guessed to be a script.
        .layer(SetResponseHeaderLayer::overriding(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        // What is here is shown in no frame of others, and tells no other site where somebody came from.
        .layer(SetResponseHeaderLayer::overriding(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")))
        .layer(SetResponseHeaderLayer::overriding(
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ))
        // Whoever has come by https does not come by http any more.
        .option_layer(edge.settings.over_tls.then(|| {
            SetResponseHeaderLayer::overriding(
                header::STRICT_TRANSPORT_SECURITY,
                HeaderValue::from_static("max-age=31536000"),
            )
        }))
        // Answers a browser's question whether a page of another host may call; sockets ask in the handshake.
        .layer(cors(&edge.settings.allowed_origins))
        // Inside the trace, so that its time counts. The fastest level: answers are made once and read once. Event streams
        // stay as they are, or their events would wait in the compressor.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    Router::new()
        .route("/graphql", get(get_or_upgrade).post(graphql::handle))
        // Only `/graphql` reads bodies; the limit is axum's, the answer beyond it ours.
        .layer(DefaultBodyLimit::max(edge.settings.body_bytes_max))
        .route("/graphiql", get(page::index))
        .route("/graphiql/", get(page::index))
        .route("/graphiql/{name}", get(page::asset))
        .route("/.well-known/jwks.json", get(key_set::answer))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::answer))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(layers)
        .with_state(edge)
}

/// Tokens travel in a header that pages set themselves, never in a cookie, so no page can borrow a visitor's session.
fn cors(allowed_origins: &[String]) -> CorsLayer {
    let origins = allowed_origins.iter().filter_map(|origin| HeaderValue::from_str(origin).ok());
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            request_id::HEADER,
            params::IDEMPOTENCY_KEY,
            params::AT_LEAST,
        ])
        .expose_headers([request_id::HEADER])
        .max_age(Duration::from_secs(3600))
}

async fn get_or_upgrade(State(edge): State<Arc<Edge>>, request: HttpRequest) -> HttpResponse {
    if request.headers().contains_key(header::UPGRADE) {
        websocket::upgrade(edge, request).await
    } else {
        graphql::handle(State(edge), request).await
    }
}

async fn not_found(request: HttpRequest) -> HttpResponse {
    refuse(&request, &Error::not_found("There is nothing at this path. The API is at `/graphql`.").into())
}

async fn method_not_allowed(request: HttpRequest) -> HttpResponse {
    refuse(
        &request,
        &Refusal::bad_request(StatusCode::METHOD_NOT_ALLOWED, "This path does not take this method."),
    )
}

fn refuse(request: &HttpRequest, refusal: &Refusal) -> HttpResponse {
    let id = RequestId::find(request);
    (refusal.status, [(header::CONTENT_TYPE, MediaType::Json.content_type())], refusal.body(&id))
        .into_response()
}

async fn survive(request: HttpRequest, next: Next) -> HttpResponse {
    let id = RequestId::find(&request);
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => {
            graphql::refuse(&Error::internal("a request handler panicked").into(), MediaType::Json, &id)
        }
    }
}

fn span(request: &HttpRequest) -> tracing::Span {
    let id = RequestId::find(request);
    tracing::info_span!("http", request_id = %id, method = %request.method(), path = request.uri().path())
}
