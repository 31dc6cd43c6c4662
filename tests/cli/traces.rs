//! Traces, with a collector that takes them and without one.

use std::collections::HashMap;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value as Any;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message as _;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;

use crate::support::{Asker, Directory};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);
const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
const PARENT: &str = "b7ad6b7169203331";
/// The trace goes on, and is sampled.
const TRACEPARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const TASKS: &str = "query Tasks($title: String!) { internalTasks(filter: {title: {ne: $title}}) { totalCount nodes { title } } }";

/// What `/metrics` says of spans that nobody took.
const LOST: &str = r#"workgraph_spans_total{outcome="lost"} "#;

/// Takes what servers send.
struct Collector {
    endpoint: String,
    taken: UnboundedReceiver<(HeaderMap, Bytes)>,
    spans: Vec<Span>,
    /// All that came, to look for what must not be in it.
    bytes: Vec<u8>,
    services: Vec<String>,
}

impl Collector {
    async fn start() -> Self {
        async fn take(
            State(taken): State<UnboundedSender<(HeaderMap, Bytes)>>,
            headers: HeaderMap,
            body: Bytes,
        ) {
            taken.send((headers, body)).unwrap();
        }
        let (sender, taken) = unbounded_channel();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let router = axum::Router::new().route("/v1/traces", post(take)).with_state(sender);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { endpoint, taken, spans: Vec::new(), bytes: Vec::new(), services: Vec::new() }
    }

    fn note(&mut self, (headers, body): (HeaderMap, Bytes)) {
        assert_eq!(headers["api-key"], "top=secret");
        self.bytes.extend_from_slice(&body);
        for resource in ExportTraceServiceRequest::decode(body).unwrap().resource_spans {
            let attributes = resource.resource.unwrap().attributes;
            let service = attributes.into_iter().find(|attribute| attribute.key == "service.name");
            self.services.push(text(service.unwrap().value.unwrap().value.unwrap()));
            self.spans.extend(resource.scope_spans.into_iter().flat_map(|scope| scope.spans));
        }
    }

    /// The span of this name, once it has come.
    async fn span(&mut self, name: &str) -> Span {
        loop {
            if let Some(span) = self.spans.iter().find(|span| span.name == name) {
                return span.clone();
            }
            let taken = timeout(PATIENCE, self.taken.recv()).await;
            self.note(taken.unwrap_or_else(|_| panic!("no span {name} among {:?}", self.names())).unwrap());
        }
    }

    fn names(&self) -> Vec<&str> {
        self.spans.iter().map(|span| span.name.as_str()).collect()
    }

    /// The parts of a request.
    fn children(&self, parent: &Span) -> Vec<&Span> {
        self.spans.iter().filter(|span| span.parent_span_id == parent.span_id).collect()
    }
}

fn text(value: Any) -> String {
    match value {
        Any::StringValue(text) => text,
        Any::IntValue(number) => number.to_string(),
        other => panic!("{other:?}"),
    }
}

fn attributes(span: &Span) -> HashMap<&str, String> {
    let attributes = span.attributes.iter();
    attributes
        .map(|attribute| (attribute.key.as_str(), text(attribute.value.clone().unwrap().value.unwrap())))
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_gets_requests_with_their_statements_and_without_their_values() {
    let directory = Directory::new();
    let mut collector = Collector::start().await;
    let server = directory.serve_with(&[
        ("OTEL_EXPORTER_OTLP_ENDPOINT", &collector.endpoint),
        ("OTEL_EXPORTER_OTLP_HEADERS", "api-key=top%3Dsecret"),
        ("OTEL_SERVICE_NAME", "graph"),
        ("OTEL_BSP_SCHEDULE_DELAY", "100"),
    ]);
    let ada = Asker::new(&directory, &server);
    let headers = [("traceparent", TRACEPARENT), ("x-request-id", "asked-1")];
    let tasks = json!({"query": TASKS, "operationName": "Tasks", "variables": {"title": "a-secret-value"}});
    let answer: Value = ada.ask(&tasks, &headers).await.json().await.unwrap();
    assert!(answer["data"]["internalTasks"]["totalCount"].as_u64() > Some(0), "{answer:#}");

    let request = collector.span("query Tasks").await;
    assert_eq!((hex(&request.trace_id).as_str(), hex(&request.parent_span_id).as_str()), (TRACE, PARENT));
    let said = attributes(&request);
    for (name, expected) in [
        ("graphql.operation.type", "query"),
        ("graphql.operation.name", "Tasks"),
        ("http.request.method", "POST"),
        ("http.route", "/graphql"),
        ("http.response.status_code", "200"),
        ("workgraph.request_id", "asked-1"),
        ("workgraph.outcome", "whole"),
        ("workgraph.statements", "2"),
    ] {
        assert_eq!(said[name], expected, "{name} in {said:?}");
    }
    let parts = collector.children(&request);
    let statements: Vec<_> = parts.iter().filter(|span| span.name == "select").collect();
    assert_eq!(statements.len(), 2, "{:?}", collector.names());
    for statement in statements {
        let said = attributes(statement);
        assert_eq!(said["db.system.name"], "postgresql");
        assert!(
            said["db.query.text"].contains("internal") && said["db.query.text"].contains("$1"),
            "{said:?}"
        );
        assert!(said.contains_key("db.response.returned_rows"));
    }
    for part in ["plan", "scope", "write"] {
        assert!(parts.iter().any(|span| span.name == part), "{part} is not in {:?}", collector.names());
    }

    // A stream has a span for its start, and is not waited for.
    let follow =
        json!({"query": "subscription Follow { internalTaskChanged { cursor } }", "operationName": "Follow"});
    let stream = ada.ask(&follow, &[("accept", "text/event-stream"), headers[0]]).await;
    assert_eq!(hex(&collector.span("subscription Follow").await.parent_span_id), PARENT);

    // What is refused has the code, and its span has no fault: it is the caller's. Nobody began that trace before.
    let refused = json!({"query": "query Wrong { nonsense }", "operationName": "Wrong"});
    ada.ask(&refused, &[]).await;
    let refused = collector.span("GraphQL Operation").await;
    assert_eq!(attributes(&refused)["error.type"], "GRAPHQL_VALIDATION_FAILED");
    assert!(refused.parent_span_id.is_empty() && refused.status.is_none_or(|status| status.code == 0));

    // What is queued when the server is told to stop is sent.
    drop(stream);
    let last = json!({"query": "query Last { errorCodes }", "operationName": "Last"});
    ada.ask(&last, &[]).await;
    let token = ada.token.clone();
    assert!(server.terminate());
    collector.span("query Last").await;
    assert!(collector.services.iter().all(|service| service == "graph"));
    for secret in ["a-secret-value", token.as_str(), "top=secret"] {
        assert!(!has(&collector.bytes, secret), "{secret} was told");
    }
    assert!(has(&collector.bytes, "query Last"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_collector_a_server_answers_and_says_so_once() {
    let directory = Directory::new();
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let server = directory.serve_with(&[
        ("OTEL_EXPORTER_OTLP_ENDPOINT", &format!("http://{gone}")),
        ("OTEL_BSP_SCHEDULE_DELAY", "100"),
    ]);
    let ada = Asker::new(&directory, &server);
    let mut figures = vec!["0".to_owned()];
    while figures.len() < 4 {
        let answer = ada.ask(&json!({"query": "{ errorCodes }"}), &[]).await;
        assert_eq!(answer.status(), 200);
        let text = ada.figures().await;
        let lost = text.lines().find_map(|line| line.strip_prefix(LOST)).unwrap().to_owned();
        if figures.last() != Some(&lost) {
            figures.push(lost);
        }
    }
    let (is_in_order, log) = server.terminate_with_log();
    assert!(is_in_order);
    assert_eq!(log.matches("traces cannot be exported").count(), 1, "{log}");
}
