//! `/metrics`: for whom it is, and that what happens is counted.

use reqwest::RequestBuilder;
use serde_json::json;
use workgraph::http::Readers;
use workgraph::telemetry::metric::METRICS;

use super::support::Server;
use crate::support::{ADA, TestApp, web};

const TOKEN: &str = "0123456789abcdef";

async fn status(request: RequestBuilder) -> u16 {
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn figures_are_for_the_machine_itself_and_for_nobody_behind_a_proxy() {
    let server = Server::start().await;
    let ask = || web().get(server.url("/metrics"));
    assert_eq!(status(ask()).await, 200);
    assert_eq!(status(ask().header("x-forwarded-for", "192.0.2.1")).await, 403);
    assert_eq!(status(ask().header("forwarded", "for=192.0.2.1")).await, 403);
}

#[tokio::test]
async fn a_token_is_needed_where_one_is_set() {
    let server = Server::with(|edge| edge.settings.metrics_for = Readers::Bearer(TOKEN.into())).await;
    let ask = || web().get(server.url("/metrics"));
    for refused in [ask(), ask().bearer_auth("good"), ask().header("authorization", TOKEN)] {
        assert_eq!(status(refused).await, 401);
    }
    assert_eq!(status(ask().bearer_auth(TOKEN)).await, 200);
    assert_eq!(status(ask().bearer_auth(TOKEN).header("x-forwarded-for", "192.0.2.1")).await, 200);
}

#[tokio::test]
async fn everybody_gets_them_where_that_is_wanted() {
    let server = Server::with(|edge| edge.settings.metrics_for = Readers::All).await;
    assert_eq!(status(web().get(server.url("/metrics")).header("x-forwarded-for", "192.0.2.1")).await, 200);
}

/// What one series says.
fn figure(text: &str, series: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {series} in {text}")).parse().unwrap()
}

#[tokio::test]
async fn what_happens_is_counted() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    ada.send(&json!({"query": "query Mine { viewer { overdueTasks } }", "operationName": "Mine"}), &[])
        .await
        .data();
    assert_eq!(
        ada.run("{ internalTask(id: \"nothing\") { id } viewer { overdueTasks } }").await.codes().len(),
        1
    );
    assert_eq!(ada.run("{ nothing }").await.code(), "GRAPHQL_VALIDATION_FAILED");
    let mut stream = ada.subscribe("subscription { taskChanged(snapshot: true) { kind } }").await;
    let mut live = ada.follow("subscription { live { viewer { overdueTasks } } }").await;
    stream.next().await;
    live.next().await;
    // A transaction that stays open, and one that goes on beside it.
    let mut slow = app.database.connect().await;
    sqlx::raw_sql("begin; update internal.tasks set title = title").execute(&mut slow).await.unwrap();
    ada.run("mutation { internalTaskCreate(input: {title: \"New\"}) { cursor } }").await.data();
    let text = web().get(format!("http://{}/metrics", app.address)).send().await.unwrap();
    assert_eq!(text.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    let text = text.text().await.unwrap();
    for metric in &METRICS {
        assert!(text.contains(&format!("# HELP {} {}", metric.name, metric.meaning)), "{}", metric.name);
    }
    for (series, least) in [
        ("workgraph_sockets", 1.0),
        ("workgraph_event_streams", 1.0),
        ("workgraph_subscriptions{kind=\"stream\"}", 1.0),
        ("workgraph_subscriptions{kind=\"live\"}", 1.0),
        ("workgraph_requests_total{kind=\"query\",outcome=\"run\"}", 1.0),
        ("workgraph_requests_total{kind=\"mutation\",outcome=\"run\"}", 1.0),
        ("workgraph_requests_total{kind=\"subscription\",outcome=\"run\"}", 2.0),
        ("workgraph_requests_total{kind=\"invalid\",outcome=\"refused\"}", 1.0),
        ("workgraph_operations_total{operation=\"Mine\",outcome=\"whole\"}", 1.0),
        ("workgraph_operations_total{operation=\"(none)\",outcome=\"partial\"}", 1.0),
        ("workgraph_operation_seconds_count{kind=\"query\"}", 2.0),
        ("workgraph_errors_total{code=\"GRAPHQL_VALIDATION_FAILED\"}", 1.0),
        ("workgraph_statement_seconds_count", 3.0),
        ("workgraph_statement_seconds_sum", f64::MIN_POSITIVE),
        ("workgraph_rows_total", 1.0),
        ("workgraph_pool_connections{login=\"api\",state=\"idle\"}", 1.0),
        ("workgraph_items_sent_total{kind=\"stream\"}", 1.0),
        ("workgraph_items_sent_total{kind=\"live\"}", 1.0),
        ("workgraph_events_read_total", 1.0),
        ("workgraph_live_runs_total", 1.0),
        ("workgraph_relay_lag_seconds", 0.0),
        ("workgraph_queued_events", 0.0),
        ("workgraph_horizon_age_seconds", f64::MIN_POSITIVE),
    ] {
        let figure = figure(&text, series);
        assert!((least..1e6).contains(&figure), "{series} is {figure}");
    }
}
