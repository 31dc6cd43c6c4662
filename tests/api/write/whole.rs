//! A write happens as a whole or not at all, whoever goes away meanwhile, and takes one connection at a time.

use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use workgraph::app::{App, Settings};
use workgraph::auth::Principal;
use workgraph::db;
use workgraph::graphql::Request;

use crate::support::make::row_id;
use crate::support::{ADA, TestApp};

/// Makes every write to a task wait, after the row was changed, for a lock that the owner holds.
const SLOW: &str = "create function public.wait() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(77); return null; end $$;
                    create trigger wait after update on internal.tasks for each row execute function public.wait()";
const WAITING: &str = "select from pg_locks where locktype = 'advisory' and objid = 77 and not granted \
                       and database = (select oid from pg_database where datname = current_database())";

fn rename(title: &str) -> String {
    let id = row_id(1201, 7);
    format!(
        "mutation {{ internalTaskUpdate(id: \"{id}\", input: {{title: \"{title}\"}}) {{ cursor internalTask {{ title assignee {{ fullName }} }} }} }}"
    )
}

#[tokio::test]
async fn a_client_that_goes_away_leaves_nothing_half_done() {
    let app = TestApp::demo().await;
    app.database.try_as_owner(SLOW).await.unwrap();
    app.as_owner("select pg_advisory_lock(77)").await;
    let ada = app.client(&ADA);
    ada.token().await;

    // The connection is closed.
    let (body, keyed) = (json!({ "query": rename("gone") }), [("idempotency-key", "gone")]);
    tokio::select! {
        answer = ada.send(&body, &keyed) => panic!("answered: {answer:?}"),
        () = app.database.until_rows(WAITING, 1) => {}
    }
    app.database.until_rows(WAITING, 0).await;

    // The operation is taken back on a socket that stays, and the socket is closed.
    let mut socket = ada.connect().await;
    assert_eq!(socket.receive().await["type"], "connection_ack");
    socket.subscribe("1", &rename("gone")).await;
    app.database.until_rows(WAITING, 1).await;
    socket.send(json!({"id": "1", "type": "complete"})).await;
    app.database.until_rows(WAITING, 0).await;
    socket.subscribe("2", &rename("gone")).await;
    app.database.until_rows(WAITING, 1).await;
    socket.0.close(None).await.unwrap();
    app.database.until_rows(WAITING, 0).await;

    app.as_owner("select pg_advisory_unlock(77)").await;
    assert!(app.as_owner("select from internal.tasks where title = 'gone'").await.is_empty());
    assert!(app.as_owner("select from auth.idempotency_keys").await.is_empty());
    // Nobody is in the way of who asks again.
    assert_eq!(ada.send(&body, &keyed).await["internalTaskUpdate"]["internalTask"]["title"], "gone");
}

#[tokio::test]
async fn one_request_takes_one_connection_at_a_time() {
    let app = TestApp::demo().await;
    let database = db::Settings { api_size: 1, worker_size: 1, ..app.database.settings.clone() };
    let node = App::build(&Settings::new(database), app.clock.clone()).await.unwrap();
    let stop = CancellationToken::new();
    let _stop = stop.clone().drop_guard();
    let streams = node.streams.clone();
    tokio::spawn(async move { streams.relay(stop).await });
    node.streams.ready().await.unwrap();

    let two = format!("mutation {{ a: {} b: {} }}", field("one"), field("two"));
    let search = "{ viewer { account { displayName } } tasks(first: 3) { nodes { id } totalCount } \
                  search(text: \"berth\") { nodes { node { id } } } internalTaskAggregate { count } }";
    for (query, key) in [
        (rename("keyed").as_str(), Some("k")),
        (rename("plain").as_str(), None),
        (two.as_str(), None),
        (search, None),
    ] {
        let extensions = json!({ "idempotencyKey": key }).as_object().cloned().unwrap();
        let request = Request { query: query.to_owned(), extensions, ..Request::default() };
        let principal = Principal::Account {
            account_id: ADA.id,
            session_id: None,
            expires_at: chrono::DateTime::UNIX_EPOCH,
        };
        let body = node.engine.execute(&node.ctx(principal, "whole"), request).await.body;
        let answer: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(answer["errors"], Value::Null, "{query}: {answer:#}");
    }
}

/// The root field alone.
fn field(title: &str) -> String {
    let mutation = rename(title);
    let inner = mutation.strip_prefix("mutation {").and_then(|text| text.strip_suffix('}'));
    inner.unwrap().trim().to_owned()
}
