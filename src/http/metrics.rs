//! `/metrics`: what is counted, in the text format of Prometheus.
//!
//! Figures tell what others do, so they are not for everybody. With a token set, its bearer gets them and nobody else.
//! Without one everybody gets them in development, and in production whoever asks from the machine itself; a request that
//! came through a proxy did not, wherever the proxy stands.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::{ConnectInfo, Request as HttpRequest, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response as HttpResponse},
};
use futures::future::BoxFuture;
use sha2::{Digest as _, Sha256};
use tokio::time::timeout;

use super::{Edge, graphql, negotiate::MediaType, refusal::Refusal, request_id::RequestId};
use crate::{
    error::{Error, Result},
    roll::Transport,
    telemetry::metric::{self, Sample},
};

/// How often the rest of the server is asked at most.
const ASK_EVERY: Duration = Duration::from_secs(5);
/// Figures are late rather than absent.
const ASK_TIMEOUT: Duration = Duration::from_secs(1);
/// What proxies say of those whom they let through.
const PROXIED: [HeaderName; 2] =
    [HeaderName::from_static("forwarded"), HeaderName::from_static("x-forwarded-for")];

/// Who gets the figures.
#[derive(Clone, PartialEq, Eq)]
pub enum Readers {
    /// Everybody.
    All,
    /// Whoever asks from this machine.
    Local,
    /// The bearer of a token.
    Bearer(String),
}

/// Keeps the token from logs.
impl std::fmt::Debug for Readers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::All => "All",
            Self::Local => "Local",
            Self::Bearer(_) => "Bearer(…)",
        })
    }
}

type Ask = dyn Fn() -> BoxFuture<'static, ()> + Send + Sync;

/// Has the rest of the server say what is not counted where it happens; not too often.
#[derive(Default)]
pub struct Gauges {
    ask: Option<Box<Ask>>,
    asked_at: Mutex<Option<Instant>>,
}

impl Gauges {
    /// Asked by this function.
    pub fn new(ask: impl Fn() -> BoxFuture<'static, ()> + Send + Sync + 'static) -> Self {
        Self { ask: Some(Box::new(ask)), asked_at: Mutex::new(None) }
    }

    async fn take(&self) {
        let Some(ask) = &self.ask else { return };
        {
            let mut asked_at = self.asked_at.lock().unwrap_or_else(PoisonError::into_inner);
            if asked_at.is_some_and(|at| at.elapsed() < ASK_EVERY) {
                return;
            }
            *asked_at = Some(Instant::now());
        }
        if timeout(ASK_TIMEOUT, ask()).await.is_err() {
            tracing::warn!("some figures are old: the database does not answer in time");
        }
    }
}

/// `/metrics`
pub async fn answer(State(edge): State<Arc<Edge>>, request: HttpRequest) -> HttpResponse {
    if let Err(error) = permit(&edge.settings.metrics_for, &request) {
        let id = RequestId::find(&request);
        return graphql::refuse(&Refusal::from(error), MediaType::Json, &id);
    }
    edge.gauges.take().await;
    metric::connections(sample(&edge));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::OK, headers, metric::render()).into_response()
}

fn permit(readers: &Readers, request: &HttpRequest) -> Result<()> {
    match readers {
        Readers::All => Ok(()),
        Readers::Local => {
            let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
            let is_local = peer.is_some_and(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback());
            let is_proxied = PROXIED.iter().any(|name| request.headers().contains_key(name));
            if is_local && !is_proxied {
                return Ok(());
            }
            Err(Error::forbidden(
                "Figures are told on the machine itself, or to the bearer of a token that is set there.",
            ))
        }
        Readers::Bearer(token) => {
            let given = graphql::bearer(request.headers())?;
            // Digests, so that the time it takes says nothing of the token.
            if given.is_some_and(|given| Sha256::digest(given) == Sha256::digest(token)) {
                return Ok(());
            }
            Err(Error::unauthenticated("Figures are told to the bearer of their token."))
        }
    }
}

fn sample(edge: &Edge) -> Sample {
    let open = |transport| edge.roll.open(transport);
    let (sockets, event_streams) = (open(Transport::Websocket), open(Transport::EventStream));
    let connections = edge.connections.open();
    let mut sample = Sample { connections, sockets, event_streams, ..Sample::default() };
    for running in edge.roll.running() {
        *(if running.about.is_live { &mut sample.lives } else { &mut sample.streams }) += 1;
    }
    sample
}
