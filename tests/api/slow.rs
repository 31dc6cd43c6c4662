//! Operations that take long are told of in the log, with what they asked the database.

use std::time::Duration;

use serde_json::json;

use crate::support::{ADA, Lines, TestApp};

const TASKS: &str =
    "query Tasks($title: String!) { internalTasks(filter: {title: {ne: $title}}) { totalCount } }";
const TOLD: &str = "slow operation";

#[tokio::test]
async fn a_slow_operation_is_told_of_with_its_statements_and_without_their_arguments() {
    let app = TestApp::with_slow(Duration::from_nanos(1)).await;
    let ada = app.client(&ADA);
    ada.token().await;
    let (lines, _kept) = Lines::keep();
    let body = json!({"query": TASKS, "operationName": "Tasks", "variables": {"title": "a secret"}});
    ada.send(&body, &[]).await.data();
    let log = lines.text();
    let line = log.lines().find(|line| line.contains(TOLD)).unwrap();
    for expected in ["operation=\"Tasks\"", "request_id=", "seconds=", "select count(*)"] {
        assert!(line.contains(expected), "{expected} is not in {line}");
    }
    assert!(!line.contains("a secret"), "{line}");
}

#[tokio::test]
async fn what_is_quick_is_not_told_of() {
    let app = TestApp::with_slow(Duration::from_secs(600)).await;
    let ada = app.client(&ADA);
    ada.token().await;
    let (lines, _kept) = Lines::keep();
    ada.run_with(TASKS, json!({"title": "x"})).await.data();
    assert!(!lines.text().contains(TOLD));
}
