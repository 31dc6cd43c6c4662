//! `extensions.atLeast`: a node that has not read the log up to the cursor waits before it answers, and not for ever.

use std::pin::pin;
use std::time::Duration;

use futures::StreamExt as _;
use serde_json::{Value, json};
use tokio::select;
use tokio_util::sync::CancellationToken;
use workgraph::app::{App, Settings};
use workgraph::auth::Principal;
use workgraph::db;
use workgraph::graphql::Request;
use workgraph::stream::Cursor;

use crate::support::make::row_id;
use crate::support::{ADA, TestApp};

const QUESTION: &str = "{ viewer { __typename } }";
const FOLLOW: &str = "subscription { taskChanged { kind } }";

/// Another node over the same database, which has opened the log and then stands still.
async fn node_behind(app: &TestApp, catch_up_timeout: Duration) -> App {
    let database = db::Settings { api_size: 1, ..app.database.settings.clone() };
    let settings = Settings { catch_up_timeout, ..Settings::new(database) };
    let node = App::build(&settings, app.clock.clone()).await.unwrap();
    let stop = CancellationToken::new();
    let (streams, ended) = (node.streams.clone(), stop.clone());
    let relay = tokio::spawn(async move { streams.relay(ended).await });
    node.streams.ready().await.unwrap();
    stop.cancel();
    relay.await.unwrap();
    node
}

/// Writes, and gives the cursor.
async fn write(app: &TestApp, title: &str) -> String {
    let answer = app.client(&ADA).run(&rename(title)).await;
    answer["internalTaskUpdate"]["cursor"].as_str().unwrap().to_owned()
}

fn rename(title: &str) -> String {
    let id = row_id(1201, 7);
    format!("mutation {{ internalTaskUpdate(id: \"{id}\", input: {{title: \"{title}\"}}) {{ cursor }} }}")
}

fn request(query: &str, at_least: &Value) -> Request {
    let extensions = json!({ "atLeast": at_least }).as_object().cloned().unwrap();
    Request { query: query.to_owned(), extensions, ..Request::default() }
}

fn ada() -> Principal {
    Principal::Account { account_id: ADA.id, session_id: None, expires_at: chrono::DateTime::UNIX_EPOCH }
}

async fn ask(node: &App, query: &str, at_least: &Value) -> Value {
    let response = node.engine.execute(&node.ctx(ada(), "at least"), request(query, at_least)).await;
    serde_json::from_slice(&response.body).unwrap()
}

fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_else(|| panic!("no error: {answer:#}"))
}

#[tokio::test]
async fn a_node_that_is_behind_answers_when_it_has_caught_up() {
    let app = TestApp::demo().await;
    let node = node_behind(&app, Duration::from_secs(60)).await;
    let cursor = json!(write(&app, "caught up").await);

    let ctx = node.ctx(ada(), "at least");
    let mut query = pin!(ask(&node, QUESTION, &cursor));
    let mut follow = pin!(node.engine.subscribe(&ctx, request(FOLLOW, &cursor)));
    // Nothing lets the node catch up, and who waits holds nothing: the one connection is there for others.
    let other = select! {
        biased;
        _ = &mut query => panic!("answered too early"),
        _ = &mut follow => panic!("began too early"),
        other = ask(&node, QUESTION, &Value::Null) => other,
    };
    assert_eq!(other["errors"], Value::Null, "{other:#}");

    let stop = CancellationToken::new();
    let (streams, ended) = (node.streams.clone(), stop.clone());
    tokio::spawn(async move { streams.relay(ended).await });
    let answer = query.await;
    assert_eq!(answer["errors"], Value::Null, "{answer:#}");
    let mut items = follow.await.unwrap_or_else(|refused| panic!("{refused:?}"));
    // It began after the write that it waited for.
    write(&app, "later").await;
    let item: Value = serde_json::from_slice(&items.next().await.unwrap().body).unwrap();
    assert_eq!(item["data"]["taskChanged"]["kind"], "UPDATED");
    stop.cancel();
}

#[tokio::test]
async fn waiting_has_an_end_and_not_every_cursor_can_be_waited_for() {
    let app = TestApp::demo().await;
    let node = node_behind(&app, Duration::from_millis(20)).await;
    let cursor = write(&app, "before").await;
    assert_eq!(code(&ask(&node, QUESTION, &json!(cursor)).await), "TIMEOUT");
    let late = ask(&node, &rename("never"), &json!(cursor)).await;
    assert_eq!((code(&late), &late["data"]), ("TIMEOUT", &Value::Null));
    let written = app.as_owner("select from internal.tasks where title = 'never'").await;
    assert!(written.is_empty(), "a mutation that waited in vain has written nothing");

    let mut elsewhere: Cursor = cursor.parse().unwrap();
    elsewhere.log.timeline += 1;
    assert_eq!(code(&ask(&node, QUESTION, &json!(elsewhere.to_string())).await), "RESYNC_REQUIRED");
    assert_eq!(code(&ask(&node, QUESTION, &json!("nonsense")).await), "CURSOR_INVALID");
    assert_eq!(code(&ask(&node, QUESTION, &json!(7)).await), "BAD_USER_INPUT");

    let client = app.client(&ADA);
    let body = json!({ "query": QUESTION });
    client.send(&body, &[("workgraph-at-least", &cursor)]).await.data();
    let refused = client.send(&body, &[("workgraph-at-least", "nonsense")]).await;
    assert_eq!(
        (refused.code(), &refused.error()["extensions"]["field"]),
        ("CURSOR_INVALID", &json!("atLeast"))
    );
}
