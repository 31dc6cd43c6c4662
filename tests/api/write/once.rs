//! Writes with an idempotency key: done once, whatever happens to client, server and database meanwhile.

use std::time::Duration;

use futures::future::join_all;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use workgraph::app::{App, Settings};
use workgraph::auth::{Abilities, Grant, Principal};
use workgraph::graphql::Request;
use workgraph::idempotency;

use crate::support::make::row_id;
use crate::support::{ADA, Answer, BEN, Client, TestApp};

const COMMENT: &str = "mutation ($input: InternalTaskCommentCreateInput!) {
    internalTaskCommentCreate(input: $input) { internalTaskComment { rowId content } cursor place: cursor }
}";
const DAY: Duration = Duration::from_secs(24 * 3600);

async fn member(app: &TestApp, account: Uuid) -> Uuid {
    let sql = format!("select id from internal.team_members where user_id = '{account}'");
    sqlx::Row::get(&app.as_owner(&sql).await[0], 0)
}

/// A comment by Ada.
async fn comment(app: &TestApp, content: &str) -> Value {
    let author = member(app, ADA.id).await;
    let input =
        json!({"issueId": row_id(1201, 7), "authorId": author, "authorType": "human", "content": content});
    json!({"query": COMMENT, "variables": {"input": input}})
}

async fn stored(app: &TestApp, content: &str) -> usize {
    app.as_owner(&format!("select from internal.task_comments where content = '{content}'")).await.len()
}

async fn send(client: &Client, body: &Value, key: &str) -> Answer {
    client.send(body, &[("idempotency-key", key)]).await
}

#[tokio::test]
async fn two_hundred_who_send_the_same_write_once_and_read_the_same() {
    let app = TestApp::demo().await;
    let (ada, body) = (app.client(&ADA), comment(&app, "once").await);
    ada.token().await;
    let answers = join_all((0..200).map(|_| send(&ada, &body, "k-1"))).await;
    let first = &answers[0];
    assert_eq!(first["internalTaskCommentCreate"]["internalTaskComment"]["content"], "once");
    let cursor = first["internalTaskCommentCreate"]["cursor"].as_str().unwrap();
    assert_eq!(first["internalTaskCommentCreate"]["place"], cursor);
    for answer in &answers {
        assert_eq!(answer.body, first.body);
    }
    assert_eq!(stored(&app, "once").await, 1);

    // The header's own form has quotes, and sockets have no headers.
    assert_eq!(send(&ada, &body, "\"k-1\"").await.body, first.body);
    let mut socket = ada.connect().await;
    assert_eq!(socket.receive().await["type"], "connection_ack");
    let mut payload = body.clone();
    payload["extensions"] = json!({"idempotencyKey": "k-1"});
    socket.send(json!({"id": "1", "type": "subscribe", "payload": payload})).await;
    assert_eq!(socket.receive().await["payload"], first.body);

    // Another node, and a server that has just been started, know it as well.
    let other = App::build(&Settings::new(app.database.settings.clone()), app.clock.clone()).await.unwrap();
    let principal =
        Principal::Account { account_id: ADA.id, session_id: None, expires_at: chrono::DateTime::UNIX_EPOCH };
    let (streams, stop) = (other.streams.clone(), CancellationToken::new());
    let _stop = stop.clone().drop_guard();
    tokio::spawn(async move { streams.relay(stop).await });
    assert_eq!(ask(&other, principal, &payload).await, first.body);
    assert_eq!(stored(&app, "once").await, 1);

    // A token with fewer rights is not told what was answered to the account.
    let token = Principal::Restricted {
        account_id: ADA.id,
        by: Grant::PersonalToken(1),
        abilities: Abilities::parse(&["write"]).unwrap(),
        expires_at: None,
    };
    let refused = ask(&app.app, token, &payload).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "CONFLICT", "{refused:#}");
}

async fn ask(app: &App, principal: Principal, body: &Value) -> Value {
    let object = |name: &str| body[name].as_object().cloned().unwrap_or_default();
    let request = Request {
        document_id: None,
        query: body["query"].as_str().unwrap().to_owned(),
        variables: object("variables"),
        extensions: object("extensions"),
        operation_name: None,
    };
    serde_json::from_slice(&app.engine.execute(&app.ctx(principal, "once"), request).await.body).unwrap()
}

#[tokio::test]
async fn a_key_stands_for_one_request_of_one_account_for_a_day() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let (one, two) = (comment(&app, "one").await, comment(&app, "two").await);
    let first = send(&ada, &one, "k").await;
    first.data();
    assert_eq!(send(&ada, &two, "k").await.code(), "CONFLICT");
    let mut named = one.clone();
    named["operationName"] = json!("X");
    named["query"] = json!(COMMENT.replacen("mutation", "mutation X", 1));
    assert_eq!(send(&ada, &named, "k").await.code(), "CONFLICT");
    assert_eq!((stored(&app, "one").await, stored(&app, "two").await), (1, 0));

    let mut by_ben = two.clone();
    by_ben["variables"]["input"]["authorId"] = json!(member(&app, BEN.id).await);
    send(&app.client(&BEN), &by_ben, "k").await.data();
    assert_eq!(stored(&app, "two").await, 1);

    app.clock.advance(DAY - Duration::from_secs(1));
    assert_eq!(idempotency::forget(&app.app.db.worker(), app.clock.now()).await.unwrap(), 0);
    app.clock.advance(Duration::from_secs(1));
    // A session of its own: the one from yesterday is over.
    send(&app.client(&ADA), &two, "k").await.data();
    assert_eq!(stored(&app, "two").await, 2, "a key that has ended is free");
    assert_eq!(idempotency::forget(&app.app.db.worker(), app.clock.now()).await.unwrap(), 1, "Ben's");
}

#[tokio::test]
async fn a_write_that_failed_is_tried_again() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let body = comment(&app, "again").await;
    let mut refused = body.clone();
    refused["variables"]["input"]["issueId"] = json!(row_id(1201, 99_999));
    assert_eq!(send(&ada, &refused, "k").await.code(), "FOREIGN_KEY_VIOLATION");
    send(&ada, &body, "k").await.data();

    // A dry run keeps nothing either.
    let mut dry = comment(&app, "dry").await;
    let query = COMMENT.replace("(input: $input)", "(input: $input, dryRun: true)");
    let wet = std::mem::replace(&mut dry["query"], json!(query));
    let tried = send(&ada, &dry, "dry").await;
    assert_eq!(tried["internalTaskCommentCreate"]["cursor"], Value::Null);
    assert_eq!(stored(&app, "dry").await, 0);
    dry["query"] = wet;
    send(&ada, &dry, "dry").await.data();
    assert_eq!(stored(&app, "dry").await, 1);

    // The process that writes dies with the row written and nothing committed: neither write nor key is there.
    let slow = "create function pg_temp.wait() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(77); return new; end $$;
                create constraint trigger wait after insert on internal.task_comments deferrable initially deferred
                for each row execute function pg_temp.wait()";
    let slow = slow.replace("pg_temp.wait", "public.wait");
    app.database.try_as_owner(&slow).await.unwrap();
    app.as_owner("select pg_advisory_lock(77)").await;
    let body = comment(&app, "killed").await;
    let killing = async {
        app.database.until_running("commit", 1).await;
        app.as_owner(
            "select pg_terminate_backend(pid) from pg_stat_activity \
             where datname = current_database() and query = 'commit' and state = 'active'",
        )
        .await;
    };
    let (answer, ()) = tokio::join!(send(&ada, &body, "killed"), killing);
    assert_eq!(answer.codes().len(), 1, "{:#}", answer.body);
    app.as_owner("select pg_advisory_unlock(77)").await;
    assert_eq!(stored(&app, "killed").await, 0);
    let first = send(&ada, &body, "killed").await;
    assert_eq!(send(&ada, &body, "killed").await.data(), first.data());
    assert_eq!(stored(&app, "killed").await, 1);
}

#[tokio::test]
async fn keys_that_cannot_be_kept_are_refused() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let body = comment(&app, "refused").await;
    let long = "k".repeat(256);
    for key in ["", "a b", "a\\b", "\u{e9}", &long] {
        let answer = send(&ada, &body, key).await;
        assert_eq!(answer.code(), "BAD_USER_INPUT", "{key:?}");
        assert_eq!(answer.error()["extensions"]["field"], "idempotencyKey");
    }
    for extension in [json!(1), json!("other"), json!({"a": "k"})] {
        let mut two = body.clone();
        two["extensions"] = json!({"idempotencyKey": extension});
        assert_eq!(send(&ada, &two, "k").await.code(), "BAD_USER_INPUT", "{extension}");
    }
    let twice = ada.send(&body, &[("idempotency-key", "a"), ("idempotency-key", "b")]).await;
    assert_eq!(twice.code(), "BAD_USER_INPUT");

    let mut several = body.clone();
    let fields = "a: internalTaskCommentCreate(input: $input) { cursor } b: internalTaskCommentCreate(input: $input) { cursor }";
    several["query"] = json!(format!("mutation ($input: InternalTaskCommentCreateInput!) {{ {fields} }}"));
    assert_eq!(send(&ada, &several, "k").await.code(), "BAD_USER_INPUT");
    // What runs outside the transaction, and may answer with a secret.
    let token = json!({"query": "mutation { signOutEverywhere { __typename } }"});
    assert_eq!(send(&ada, &token, "k").await.code(), "BAD_USER_INPUT");
    assert_eq!(send(&app.anonymous(), &body, "k").await.code(), "UNAUTHENTICATED");
    assert_eq!(stored(&app, "refused").await, 0);
    assert_eq!(app.as_owner("select from auth.idempotency_keys").await.len(), 0);
    // A query may be asked twice without one.
    send(&ada, &json!({"query": "{ viewer { __typename } }"}), "k").await.data();
}
