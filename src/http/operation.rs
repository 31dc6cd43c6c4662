//! Starting an operation of any kind, for the transports that carry all of them: sockets and event streams.
//!
//! A query or a mutation is a stream of one answer, so that transports need not tell kinds apart. A subscription goes on
//! the roll, within the limits of its holder, for as long as its stream is held; from there it can be ended as well.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use futures::{FutureExt as _, Stream, StreamExt as _, future, stream::once};
use tokio::time::{Instant, sleep_until, timeout};

use super::{Caller, Edge, refusal::Refusal, report::Report};
use crate::{
    auth::Principal,
    error::{Error, Result},
    graphql::{Items, Kind, Request, Response},
    roll::{About, Entry, Holder, Transport},
    telemetry::metric,
};

/// What the request would do. A document that it names is put into it, and the name of its operation.
///
/// # Errors
/// The response to a request that is not valid.
pub fn kind(edge: &Edge, caller: &Caller, request: &mut Request) -> Result<Kind, Response> {
    let kind = edge.api.kind(caller, request);
    let trace = caller.meter.trace();
    match &kind {
        Ok(kind) => trace.operation(kind.name(), request.operation_name.as_deref()),
        Err(response) => {
            metric::request(None, false);
            if trace.is_on() {
                trace.fail(&response.code().unwrap_or_default());
            }
        }
    }
    kind
}

/// Runs a query or a mutation.
pub fn execute(
    edge: &Edge,
    kind: Kind,
    caller: Caller,
    request: Request,
) -> impl Future<Output = Response> + Send + use<> {
    let report = Report::begin(kind, &caller, &request);
    let request_id = caller.request_id.clone();
    // What a mutation has committed by then must be told, so that one has the time that its statements have.
    let patience = (kind == Kind::Query).then_some(edge.settings.query_timeout);
    let answer = edge.api.execute(caller, request);
    let answer = async move {
        let Some(patience) = patience else { return answer.await };
        // Dropping the rest cancels its statement.
        timeout(patience, answer).await.unwrap_or_else(|_elapsed| {
            let error = Error::timeout("This took longer than a query may. Ask for less.");
            let error = error.with("limit", "queryTimeoutMs");
            let max = u64::try_from(patience.as_millis()).unwrap_or(u64::MAX);
            Refusal::from(error.with("max", max)).response(&request_id)
        })
    };
    answer.inspect(move |response| report.answered(response))
}

/// Starts an operation. Dropping its answers ends it.
///
/// # Errors
/// `RATE_LIMITED` for a subscription too many.
pub fn start(
    edge: &Edge,
    transport: Transport,
    kind: Kind,
    mut caller: Caller,
    request: Request,
) -> Result<Items> {
    let api = &edge.api;
    let trace = caller.meter.trace();
    if kind != Kind::Subscription {
        return Ok(once(execute(edge, kind, caller, request)).boxed());
    }
    let outline = api.outline(&caller, &request);
    let about = About {
        holder: Holder::of(&caller.principal, &caller.origin),
        transport,
        operation: outline.operation,
        field: outline.field,
        is_live: outline.is_live,
        since: edge.clock.now(),
    };
    let entry = edge.roll.enter(about, edge.settings.subscriptions_max);
    let entry = entry.inspect_err(|error| {
        metric::request(Some(kind.name()), false);
        trace.fail(error.code());
    })?;
    let report = Report::begin(kind, &caller, &request);
    caller.progress = entry.progress();
    let request_id = caller.request_id.clone();
    let started = api.subscribe(caller, request);
    let started = started.inspect(move |started| report.started(started.as_ref().err()));
    let items = once(started).flat_map(|started| started.unwrap_or_else(alone)).boxed();
    Ok(Followed { entry, items: Some(items), request_id }.boxed())
}

/// The items of a subscription that is on the roll.
struct Followed {
    entry: Entry,
    /// Gone when it has ended.
    items: Option<Items>,
    request_id: Arc<str>,
}

impl Stream for Followed {
    type Item = Response;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Response>> {
        let this = &mut *self;
        let Some(items) = &mut this.items else { return Poll::Ready(None) };
        if this.entry.running().poll_ended(cx).is_ready() {
            this.items = None;
            let error = Error::subscription_ended("An operator has ended this subscription.");
            return Poll::Ready(Some(Refusal::from(error).response(&this.request_id)));
        }
        let item = ready!(items.poll_next_unpin(cx));
        match item {
            Some(_) => {
                let running = this.entry.running();
                running.count();
                metric::item(running.about.is_live);
            }
            None => this.items = None,
        }
        Poll::Ready(item)
    }
}

/// An answer that nothing follows.
pub fn alone(response: Response) -> Items {
    once(future::ready(response)).boxed()
}

/// When a caller's token ends, if it does by itself.
pub fn deadline(edge: &Edge, principal: &Principal) -> Option<Instant> {
    let left = principal.expires_at()? - edge.clock.now();
    Instant::now().checked_add(left.to_std().unwrap_or_default())
}

/// Waits until then; for ever without a time.
pub async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => sleep_until(deadline).await,
        None => future::pending().await,
    }
}
