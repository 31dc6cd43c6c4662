//! `/livez` and `/readyz`: should this process be restarted, and should it get requests.
//!
//! Live means that it answers at all; it must not depend on the database, or a database that is down would have every
//! server restarted. Ready asks whatever the server cannot work without. Answers name the check and not the cause: the
//! address may be public, the cause is in the log.

use std::{fmt, sync::Arc, time::Duration};

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use futures::future::{BoxFuture, FutureExt, join_all};
use serde_json::{Map, Value, json};
use tokio::time::timeout;

use super::Edge;

/// A load balancer asks every few seconds and gives up soon.
const CHECK_TIMEOUT: Duration = Duration::from_secs(2);

type Run = dyn Fn() -> BoxFuture<'static, anyhow::Result<()>> + Send + Sync;

/// Something that has to be in order before requests are taken.
#[derive(Clone)]
pub struct Check {
    name: &'static str,
    run: Arc<Run>,
}

impl Check {
    /// `run` is called for each question and must be cheap.
    pub fn new<F, R>(name: &'static str, run: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        Self { name, run: Arc::new(move || run().boxed()) }
    }

    async fn passes(&self) -> bool {
        match timeout(CHECK_TIMEOUT, (self.run)()).await {
            Ok(Ok(())) => true,
            Ok(Err(cause)) => {
                tracing::warn!(check = self.name, error = format!("{cause:#}"), "not ready");
                false
            }
            Err(_) => {
                tracing::warn!(check = self.name, "not ready: no answer in time");
                false
            }
        }
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Check").field(&self.name).finish()
    }
}

/// `/livez`
pub async fn live() -> &'static str {
    "ok"
}

/// `/readyz`
pub async fn ready(State(edge): State<Arc<Edge>>) -> Response {
    let results = join_all(edge.checks.iter().map(Check::passes)).await;
    // A server that is stopping still works, but should be given nothing new.
    let ready = results.iter().all(|passed| *passed) && !edge.shutdown.is_cancelled();
    let checks: Map<String, Value> = edge
        .checks
        .iter()
        .zip(results)
        .map(|(check, passed)| (check.name.to_owned(), if passed { "ok" } else { "failed" }.into()))
        .collect();
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({"ready": ready, "checks": checks}))).into_response()
}
