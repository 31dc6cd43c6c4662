//! What is told of an operation when it has been answered: figures, a line of the log, and what its span says. One word for
//! one thing in all three.
//!
//! The line is at level `debug`, since there are as many as requests: `WORKGRAPH_LOG=info,workgraph::operation=debug` has
//! them. What nobody wants to know is not found out.

use std::{borrow::Cow, sync::Arc};

use tokio::time::Instant;

use super::{Caller, Edge};
use crate::{
    cost::Meter,
    graphql::{Kind, Request, Response},
    telemetry::{metric, trace::Trace},
};

/// The target of lines about operations.
macro_rules! target {
    () => {
        "workgraph::operation"
    };
}

/// What adds up what an operation takes, if anybody wants to know.
pub fn meter(edge: &Edge, trace: Trace) -> Meter {
    let is_told = edge.api.shows_cost();
    let is_logged = tracing::enabled!(target: target!(), tracing::Level::DEBUG);
    if is_told || is_logged || trace.is_on() { Meter::begin(is_told, trace) } else { Meter::default() }
}

/// An operation that is being answered.
pub struct Report {
    kind: Kind,
    name: Cow<'static, str>,
    began: Instant,
    request_id: Arc<str>,
    meter: Meter,
}

impl Report {
    /// From now on.
    pub fn begin(kind: Kind, caller: &Caller, request: &Request) -> Self {
        Self {
            kind,
            name: metric::told_apart(request.operation_name.as_deref()),
            began: Instant::now(),
            request_id: caller.request_id.clone(),
            meter: caller.meter.clone(),
        }
    }

    /// A query or a mutation has been answered.
    pub fn answered(self, response: &Response) {
        metric::request(Some(self.kind.name()), response.executed);
        let outcome = metric::outcome(response.executed, response.has_errors());
        metric::operation(self.kind.name(), &self.name, outcome, self.began.elapsed());
        self.tell(outcome, Some(response));
    }

    /// A subscription has started, or was refused with this response.
    pub fn started(self, refusal: Option<&Response>) {
        metric::request(Some(self.kind.name()), refusal.is_none());
        let outcome = if refusal.is_none() { "run" } else { "refused" };
        self.tell(outcome, refusal);
        // What it does from here on takes as long as its client likes.
        self.meter.trace().end();
    }

    fn tell(&self, outcome: &'static str, response: Option<&Response>) {
        let Some(cost) = self.meter.cost() else { return };
        let (trace, code) = (self.meter.trace(), response.and_then(Response::code));
        tracing::debug!(
            target: target!(),
            request_id = &*self.request_id,
            trace_id = trace.id(),
            kind = self.kind.name(),
            operation = &*self.name,
            outcome,
            code = code.as_deref(),
            seconds = self.began.elapsed().as_secs_f64(),
            points = cost.points,
            statements = cost.statements,
            rows = cost.rows,
            "operation"
        );
        let figure = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        trace.set("workgraph.outcome", outcome);
        trace.set("workgraph.points", figure(cost.points));
        trace.set("workgraph.statements", figure(cost.statements));
        trace.set("workgraph.rows", figure(cost.rows));
        if let Some(code) = code {
            trace.fail(&code);
        }
    }
}
