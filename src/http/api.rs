//! The server behind the edge: what `App` has to say to the transports.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::Value;

use super::{Api, Caller};
use crate::app::App;
use crate::auth::Principal;
use crate::error::Result;
use crate::graphql::{Items, Kind, Request, Response};

impl Api for App {
    fn authenticate(&self, token: String) -> BoxFuture<'static, Result<Principal>> {
        let accounts = self.accounts.clone();
        async move { accounts.authenticate(&token).await }.boxed()
    }

    fn ended(&self, principal: Principal) -> BoxFuture<'static, ()> {
        let accounts = self.accounts.clone();
        async move { accounts.ended(principal).await }.boxed()
    }

    fn key_set(&self) -> Value {
        // A set of keys that we made ourselves always serializes.
        serde_json::to_value(self.tokens.key_set()).unwrap_or_default()
    }

    fn kind(&self, caller: &Caller, request: &Request) -> Result<Kind, Response> {
        self.engine.kind(&self.ctx(caller.principal, caller.request_id.clone()), request)
    }

    fn execute(&self, caller: Caller, request: Request) -> BoxFuture<'static, Response> {
        let (engine, ctx) = (self.engine.clone(), self.ctx(caller.principal, caller.request_id));
        async move { engine.execute(&ctx, request).await }.boxed()
    }

    fn subscribe(&self, caller: Caller, request: Request) -> BoxFuture<'static, Result<Items, Response>> {
        let (engine, ctx) = (self.engine.clone(), self.ctx(caller.principal, caller.request_id));
        async move { engine.subscribe(&ctx, request).await }.boxed()
    }
}
