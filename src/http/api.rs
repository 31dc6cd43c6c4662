//! The server behind the edge: what `App` has to say to the transports.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::Value;
use uuid::Uuid;

use super::{Api, Caller};
use crate::app::App;
use crate::auth::{Principal, SupportSessions};
use crate::cost::Meter;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::graphql::{Engine, Items, Kind, Outline, Request, Response, refuse_one};
use crate::roll::Holder;

impl Api for App {
    fn authenticate(&self, token: String) -> BoxFuture<'static, Result<Principal>> {
        let bearers = self.bearers.clone();
        async move { bearers.authenticate(&token).await }.boxed()
    }

    fn ended(&self, principal: Principal) -> BoxFuture<'static, ()> {
        let bearers = self.bearers.clone();
        async move { bearers.ended(principal).await }.boxed()
    }

    fn meter(&self) -> Meter {
        if self.shows_cost { Meter::running() } else { Meter::default() }
    }

    fn key_set(&self) -> Value {
        // A set of keys that we made ourselves always serializes.
        serde_json::to_value(self.tokens.key_set()).unwrap_or_default()
    }

    fn find(&self, caller: &Caller, request: &mut Request) -> Result<(), Response> {
        self.engine.find(&self.ctx_of(caller.clone()), request)
    }

    fn kind(&self, caller: &Caller, request: &Request) -> Result<Kind, Response> {
        self.engine.kind(&self.ctx_of(caller.clone()), request)
    }

    fn outline(&self, caller: &Caller, request: &Request) -> Outline {
        self.engine.outline(&self.ctx_of(caller.clone()), request)
    }

    fn execute(&self, caller: Caller, request: Request) -> BoxFuture<'static, Response> {
        let (engine, trace, ctx) = (self.engine.clone(), self.trace(&caller.principal), self.ctx_of(caller));
        async move {
            match note(trace, &engine, &ctx, &request).await {
                Ok(()) => engine.execute(&ctx, request).await,
                Err(response) => response,
            }
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
