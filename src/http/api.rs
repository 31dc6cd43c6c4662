//! The server behind the edge: what `App` has to say to the transports.

use std::time::{Duration, Instant};

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::Value;
use uuid::Uuid;

use super::{Api, Caller};
use crate::app::App;
use crate::auth::{Principal, SupportSessions};
use crate::ctx::Ctx;
use crate::db::Trail;
use crate::error::Result;
use crate::graphql::{Engine, Items, Kind, Outline, Request, Response, refuse_one};
use crate::roll::Holder;
use crate::telemetry::metric;

impl Api for App {
    fn authenticate(&self, token: String) -> BoxFuture<'static, Result<Principal>> {
        let bearers = self.bearers.clone();
        async move { bearers.authenticate(&token).await }.boxed()
    }

    fn ended(&self, principal: Principal) -> BoxFuture<'static, ()> {
        let bearers = self.bearers.clone();
        async move { bearers.ended(principal).await }.boxed()
    }

    fn shows_cost(&self) -> bool {
        self.shows_cost
    }

    fn key_set(&self) -> Value {
        // A set of keys that we made ourselves always serializes.
        serde_json::to_value(self.tokens.key_set()).unwrap_or_default()
    }

    fn kind(&self, caller: &Caller, request: &mut Request) -> Result<Kind, Response> {
        let ctx = self.ctx_of(caller.clone());
        self.engine.find(&ctx, request)?;
        self.engine.kind(&ctx, request)
    }

    fn outline(&self, caller: &Caller, request: &Request) -> Outline {
        self.engine.outline(&self.ctx_of(caller.clone()), request)
    }

    fn execute(&self, caller: Caller, request: Request) -> BoxFuture<'static, Response> {
        let (engine, trace, ctx) = (self.engine.clone(), self.trace(&caller.principal), self.ctx_of(caller));
        let slow = self.slow.map(|limit| Slow::begin(limit, &request));
        let ctx = slow.iter().fold(ctx, |ctx, slow| ctx.with_trail(slow.trail.clone()));
        async move {
            let response = match note(trace, &engine, &ctx, &request).await {
                Ok(()) => engine.execute(&ctx, request).await,
                Err(response) => response,
            };
            if let Some(slow) = slow {
                slow.end(&ctx.request_id);
            }
            response
        }
        .boxed()
    }

    fn subscribe(&self, caller: Caller, request: Request) -> BoxFuture<'static, Result<Items, Response>> {
        let (engine, trace, ctx) = (self.engine.clone(), self.trace(&caller.principal), self.ctx_of(caller));
        async move {
            note(trace, &engine, &ctx, &request).await?;
            engine.subscribe(&ctx, request).await
        }
        .boxed()
    }
}

/// Statements that the log has of a slow operation.
const TOLD_MAX: usize = 5;

/// An operation that is told of in the log if it takes long.
struct Slow {
    limit: Duration,
    began: Instant,
    operation: Option<String>,
    trail: Trail,
}

impl Slow {
    fn begin(limit: Duration, request: &Request) -> Self {
        let operation = request.operation_name.clone();
        Self { limit, began: Instant::now(), operation, trail: Trail::default() }
    }

    /// Statements are told without what they were asked with.
    fn end(self, request_id: &str) {
        let time = self.began.elapsed();
        if time < self.limit {
            return;
        }
        let statements = self.trail.longest(TOLD_MAX);
        let sql: Vec<_> =
            statements.iter().map(|(text, time)| format!("{} ms: {text}", time.as_millis())).collect();
        tracing::warn!(
            request_id,
            operation = &*metric::told_apart(self.operation.as_deref()),
            seconds = time.as_secs_f64(),
            limit_seconds = self.limit.as_secs_f64(),
            sql = sql.join("\n"),
            "slow operation"
        );
    }
}

impl App {
    fn ctx_of(&self, caller: Caller) -> Ctx {
        let holder = Holder::of(&caller.principal, &caller.origin);
        self.ctx(caller.principal, caller.request_id)
            .with_budget(self.budgets.of(holder))
            .with_origin(caller.origin)
            .with_meter(caller.meter)
            .with_progress(caller.progress)
            .with_explain(self.explain)
    }

    /// The support session that a principal acts in, and where its trace is written.
    fn trace(&self, principal: &Principal) -> Option<(SupportSessions, Uuid)> {
        principal.support().map(|(session_id, _)| (self.support.clone(), session_id))
    }
}

/// Writes the trace of a support session before anything is answered in it; what leaves no trace is refused.
async fn note(
    trace: Option<(SupportSessions, Uuid)>,
    engine: &Engine,
    ctx: &Ctx,
    request: &Request,
) -> Result<(), Response> {
    let Some((support, session_id)) = trace else { return Ok(()) };
    let action = engine.action(ctx, request)?;
    let noted = support.note_request(session_id, &action, &ctx.request_id).await;
    noted.map_err(|error| {
        error.log();
        refuse_one(&error, ctx)
    })
}
