//! Log lines for machines have the fields that the README lists, and mean by them what metrics mean.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use workgraph::telemetry::LOG_FIELDS;

use crate::support::{Asker, Directory};

const TASKS: &str =
    "query Tasks($first: Int!) { internalTasks(first: $first) { totalCount nodes { title } } }";

#[tokio::test(flavor = "multi_thread")]
async fn each_operation_has_a_line_with_the_documented_fields() {
    let directory = Directory::new();
    let server = directory.serve_with(&[
        ("WORKGRAPH_LOG_FORMAT", "json"),
        ("WORKGRAPH_LOG", "info,workgraph::operation=debug"),
        ("WORKGRAPH_SLOW_MS", "1"),
        ("WORKGRAPH_COST", "false"),
        // Nobody is there; spans have ids all the same.
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"),
    ]);
    let ada = Asker::new(&directory, &server);
    let ask = async |query: &str, name: Option<&str>, variables: Value, id: &str| {
        let body = json!({"query": query, "operationName": name, "variables": variables});
        ada.ask(&body, &[("x-request-id", id)]).await.json::<Value>().await.unwrap()
    };
    let whole = ask(TASKS, Some("Tasks"), json!({"first": 2}), "asked-1").await;
    assert!(whole["data"].is_object() && whole.get("extensions").is_none(), "{whole:#}");
    ask(TASKS, Some("Tasks"), json!({"first": "two"}), "asked-2").await;
    let partial = "query Gone { internalTask(id: \"no-id\") { title } }";
    // Named in the document alone.
    ask(partial, None, json!({}), "asked-3").await;
    let series = ada.figures().await;
    let (is_in_order, log) = server.terminate_with_log();
    assert!(is_in_order);

    let lines: Vec<Value> = log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let told =
        |message: &str| -> Vec<&Value> { lines.iter().filter(|line| line["message"] == message).collect() };
    let operations = told("operation");
    let of = |id: &str| operations.iter().find(|line| line["request_id"] == id).unwrap();
    for (id, operation, outcome, code, statements) in [
        ("asked-1", "Tasks", "whole", json!(null), 2),
        ("asked-2", "Tasks", "refused", json!("BAD_USER_INPUT"), 0),
        ("asked-3", "Gone", "partial", json!("BAD_USER_INPUT"), 0),
    ] {
        let line = of(id);
        assert_eq!((&line["operation"], &line["outcome"]), (&operation.into(), &outcome.into()), "{line:#}");
        assert_eq!((&line["kind"], &line["code"]), (&"query".into(), &code), "{line:#}");
        assert_eq!(line["statements"], statements, "{line:#}");
        assert!(line["seconds"].as_f64().is_some_and(|seconds| seconds > 0.0 && seconds < 60.0), "{line:#}");
        let figure =
            format!("workgraph_operations_total{{operation=\"{operation}\",outcome=\"{outcome}\"}} 1");
        assert!(series.lines().any(|line| line == figure), "{figure} is not in {series}");
    }
    // The count, and one task more than was asked for, which says whether there are others.
    assert_eq!(of("asked-1")["rows"], 4);
    assert!(of("asked-1")["points"].as_u64() > Some(2));

    let lines = operations.into_iter().chain(told("slow operation"));
    let keys: BTreeSet<_> =
        lines.flat_map(|line| line.as_object().unwrap().keys().map(String::as_str)).collect();
    assert_eq!(keys, LOG_FIELDS.iter().map(|field| field.name).collect());
}
