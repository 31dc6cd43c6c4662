//! The server behind the edge: what `App` has to say to the transports.

use futures::FutureExt as _;
use futures::future::BoxFuture;

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
