//! Scans of sites: begun here, carried out and reported by the scanner. `taskjuggler.md` gives a scan's states.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Deserialize;
use sqlx::Row as _;

use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::domain::operation::{Form, Given, Input, Kind, Operation, Output, Run, required};
use crate::error::{Error, Result};

/// Asks for a scan of a site.
pub const START: Operation = Operation {
    name: "taskjugglerScanStart",
    description: "Asks for a scan of a site of yours, which is then pending. Refused with CONFLICT while one is pending or running.",
    input: &[required("site", Kind::Id("taskjuggler", "sites"), "The site.")],
    form: Form::Input,
    output: &[required("taskjugglerScan", Kind::Row("taskjuggler", "scans"), "The scan.")],
    run: Run::Transaction(start),
};

#[derive(Deserialize)]
struct Start {
    site: i64,
}

fn start<'a>(ctx: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Output>> {
    async move {
        let Start { site } = input.read()?;
        // Locked, so that of two at the same moment the second finds the scan of the first.
        let site_row = Statement::new("select from taskjuggler.sites where id = $1 for update").bind(site);
        scope.fetch_optional(site_row).await?.ok_or_else(Error::no_such_row)?;
        let busy = "select from taskjuggler.scans where site_id = $1 and status in ('pending', 'running') limit 1";
        if scope.fetch_optional(Statement::new(busy).bind(site)).await?.is_some() {
            return Err(Error::conflict("A scan of this site is pending or running."));
        }
        let scan = "insert into taskjuggler.scans (site_id, status, started_at) values ($1, 'pending', $2) returning id";
        let scan = scope.fetch_optional(Statement::new(scan).bind(site).bind(ctx.now())).await?;
        let id: i64 = scan.ok_or_else(|| Error::internal("a scan was made and not given"))?.try_get(0)?;
        Ok(vec![("taskjugglerScan", Given::Row(vec![id.to_string()]))])
    }
    .boxed()
}
