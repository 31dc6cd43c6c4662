//! Traces: what a request did, and how long each part of it took, as spans of OpenTelemetry.
//!
//! A [`Trace`] is the span of a request. It travels with the request's [`Meter`](crate::cost::Meter), which makes parts of
//! the work its children, and `db` makes one of each statement. Where nobody collects traces there is none: then nothing is
//! allocated, and no clock is read. `export` sends spans away.
//!
//! A span says what was run, under the names of OpenTelemetry's conventions, and nothing of what it was run with: no
//! variables, no arguments of statements, no document, no token. Statements are told with their texts, which come from
//! shapes of queries and hold `$1` where there was a value.

use std::sync::OnceLock;

use opentelemetry::propagation::{Extractor, TextMapPropagator as _};
use opentelemetry::trace::{Span as _, SpanKind, Status, TraceContextExt as _, Tracer as _};
use opentelemetry::{Context, KeyValue, Value};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracer;

use crate::error::CODES;

/// The longest name of an operation in the name of a span.
const NAME_BYTES_MAX: usize = 100;

/// Makes spans, once somebody collects them.
pub(super) static TRACER: OnceLock<SdkTracer> = OnceLock::new();

/// The span of a request, if it is traced. Clones are the same one; it ends with the last of them, or with
/// [`end`](Self::end).
#[derive(Debug, Clone, Default)]
pub struct Trace(Option<Context>);

/// The span of a part of a request. Ends when it is dropped.
#[derive(Debug)]
pub struct Span(Option<opentelemetry_sdk::trace::Span>);

impl Trace {
    /// A request that goes on where its caller's trace is, if `header` finds a `traceparent`. Whether it is traced is the
    /// caller's decision then, else one of chance.
    pub fn begin<'a>(request_id: &str, header: impl Fn(&str) -> Option<&'a str>) -> Self {
        let Some(tracer) = TRACER.get() else { return Self::default() };
        let caller =
            TraceContextPropagator::new().extract_with_context(&Context::new(), &Sent(HEADERS.map(header)));
        let span = tracer
            .span_builder("GraphQL Operation")
            .with_kind(SpanKind::Server)
            .with_attributes([KeyValue::new("workgraph.request_id", request_id.to_owned())])
            .start_with_context(tracer, &caller);
        // Whoever is not traced is spared everything else.
        Self(span.is_recording().then(|| Context::new().with_span(span)))
    }

    /// Whether there is one.
    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// The id of the whole trace, by which the log is found.
    pub fn id(&self) -> Option<String> {
        self.0.as_ref().map(|context| context.span().span_context().trace_id().to_string())
    }

    /// Says something of the request.
    pub fn set(&self, name: &'static str, value: impl Into<Value>) {
        if let Some(context) = &self.0 {
            context.span().set_attribute(KeyValue::new(name, value));
        }
    }

    /// What the request turned out to be.
    pub fn operation(&self, kind: &'static str, name: Option<&str>) {
        let Some(context) = &self.0 else { return };
        let span = context.span();
        span.set_attribute(KeyValue::new("graphql.operation.type", kind));
        let Some(name) = name.filter(|name| !name.is_empty() && name.len() <= NAME_BYTES_MAX) else {
            return span.update_name(kind);
        };
        span.set_attribute(KeyValue::new("graphql.operation.name", name.to_owned()));
        span.update_name(format!("{kind} {name}"));
    }

    /// The caller was told of an error. What is no fault of the caller's is one of the span's.
    pub fn fail(&self, code: &str) {
        let Some(context) = &self.0 else { return };
        let span = context.span();
        span.set_attribute(KeyValue::new("error.type", code.to_owned()));
        if is_fault_of_ours(code) {
            span.set_status(Status::error(code.to_owned()));
        }
    }

    /// Ends it, whoever holds it still.
    pub fn end(&self) {
        if let Some(context) = &self.0 {
            context.span().end();
        }
    }

    /// A part of the request, from now on.
    pub fn part(&self, name: &'static str) -> Span {
        self.child(|| (name.to_owned(), SpanKind::Internal, Vec::new()))
    }

    /// A statement of the request, from now on. Its text must hold no values.
    pub fn statement(&self, sql: &str) -> Span {
        self.child(|| {
            let verb = sql.split_whitespace().next().unwrap_or("statement").to_owned();
            let attributes = vec![
                KeyValue::new("db.system.name", "postgresql"),
                KeyValue::new("db.operation.name", verb.clone()),
                KeyValue::new("db.query.text", sql.to_owned()),
            ];
            (verb, SpanKind::Client, attributes)
        })
    }

    fn child(&self, describe: impl FnOnce() -> (String, SpanKind, Vec<KeyValue>)) -> Span {
        let (Some(tracer), Some(context)) = (TRACER.get(), &self.0) else { return Span(None) };
        // What a subscription does after its start is no part of that.
        if !context.span().is_recording() {
            return Span(None);
        }
        let (name, kind, attributes) = describe();
        let builder = tracer.span_builder(name).with_kind(kind).with_attributes(attributes);
        Span(Some(builder.start_with_context(tracer, context)))
    }
}

impl Span {
    /// Ends it with the number of rows that a statement has brought.
    pub fn bring(mut self, rows: usize) {
        if let Some(span) = &mut self.0 {
            let rows = i64::try_from(rows).unwrap_or(i64::MAX);
            span.set_attribute(KeyValue::new("db.response.returned_rows", rows));
        }
    }

    /// Ends it with an error: the SQLSTATE of a statement that was refused. Nothing that the database says of values.
    pub fn fail(mut self, code: &str) {
        if let Some(span) = &mut self.0 {
            span.set_attribute(KeyValue::new("error.type", code.to_owned()));
            span.set_status(Status::error(code.to_owned()));
        }
    }
}

fn is_fault_of_ours(code: &str) -> bool {
    CODES.iter().any(|known| known.name == code && known.status >= 500)
}

/// The headers of a trace, wherever a transport has them.
const HEADERS: [&str; 2] = ["traceparent", "tracestate"];

/// What a caller has sent of them.
struct Sent<'a>([Option<&'a str>; 2]);

impl Extractor for Sent<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        HEADERS.iter().position(|header| *header == key).and_then(|at| self.0[at])
    }

    fn keys(&self) -> Vec<&str> {
        HEADERS.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_a_fault_where_the_caller_has_none() {
        assert!(is_fault_of_ours("TIMEOUT") && is_fault_of_ours("INTERNAL_SERVER_ERROR"));
        assert!(!is_fault_of_ours("NOT_FOUND") && !is_fault_of_ours("nonsense"));
    }

    #[test]
    fn where_nobody_collects_there_are_no_spans() {
        let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        let trace = Trace::begin("1", |name| (name == "traceparent").then_some(parent));
        assert!(!trace.is_on() && trace.id().is_none());
        assert!(trace.part("plan").0.is_none() && trace.statement("select 1").0.is_none());
    }
}
