//! Streams of events over HTTP, failure paths first.

use std::{sync::atomic::Ordering, time::Duration};

use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};

use super::support::Server;
use crate::support::{ADA, Event, Events, TestApp, web};

/// What is refused before there is a stream: the status, the type and the code.
async fn refusal(request: RequestBuilder) -> (u16, String) {
    let response = request.header("accept", "text/event-stream").send().await.unwrap();
    let status = response.status().as_u16();
    assert_eq!(response.headers()["content-type"], "application/json; charset=utf-8");
    let body: Value = response.json().await.unwrap();
    (status, body["errors"][0]["extensions"]["code"].as_str().unwrap().to_owned())
}

fn get(server: &Server, query: &str) -> RequestBuilder {
    let escaped: String = query.bytes().map(|byte| format!("%{byte:02x}")).collect();
    web().get(server.url(&format!("/graphql?query={escaped}")))
}

fn n(n: u32) -> Value {
    json!({"data": {"n": n}})
}

#[tokio::test]
async fn what_http_has_a_status_for_is_refused_before_there_is_a_stream() {
    let server = Server::with(|edge| edge.settings.subscriptions_max = 1).await;
    let stream = || server.stream("subscription { silent }");
    let post = || web().post(server.url("/graphql"));
    assert_eq!(refusal(stream().bearer_auth("bad")).await, (401, "UNAUTHENTICATED".into()));
    assert_eq!(refusal(get(&server, "mutation { a }")).await, (405, "BAD_USER_INPUT".into()));
    assert_eq!(refusal(post().body("query")).await, (415, "BAD_USER_INPUT".into()));
    assert_eq!(refusal(post().json(&json!([]))).await, (400, "BAD_USER_INPUT".into()));
    let _taken = server.follow("subscription { silent }").await;
    assert_eq!(refusal(stream()).await, (429, "RATE_LIMITED".into()));
}

#[tokio::test]
async fn what_graphql_refuses_is_an_answer_and_the_end() {
    let server = Server::start().await;
    for (query, message) in [
        ("{ unknown }", "No such field."),
        ("subscription { refused }", "Not for you."),
        ("?", "Not GraphQL."),
    ] {
        let mut events = server.follow(query).await;
        assert_eq!(events.next().await, json!({"errors": [{"message": message}]}));
        assert_eq!((events.receive().await, events.receive().await), (Some(Event::Complete), None));
    }
}

#[tokio::test]
async fn a_stream_that_breaks_off_ends_with_its_error() {
    let server = Server::start().await;
    let mut events = server.follow("subscription { breaks }").await;
    assert_eq!(events.next().await, n(1));
    assert_eq!(events.next().await, json!({"errors": [{"message": "Start again."}]}));
    assert_eq!(events.receive().await, Some(Event::Complete));
}

#[tokio::test]
async fn a_stream_ends_with_the_token_of_its_caller() {
    let server = Server::start().await;
    let mut expiring = Events::of(server.stream("subscription { silent }").bearer_auth("short")).await;
    assert_eq!(expiring.ended().await, "UNAUTHENTICATED");
    let mut revoked = Events::of(server.stream("subscription { silent }").bearer_auth("good")).await;
    let mut anonymous = server.follow("subscription { flood }").await;
    server.revoked.cancel();
    assert_eq!(revoked.ended().await, "UNAUTHENTICATED");
    anonymous.next().await;
}

#[tokio::test]
async fn shutdown_ends_the_connection_without_a_word_so_that_clients_come_again() {
    let mut server = Server::start().await;
    let mut events = server.follow("subscription { silent }").await;
    server.edge.shutdown.cancel();
    assert_eq!(events.receive().await, None);
    (&mut server.task).await.unwrap().unwrap();
}

#[tokio::test]
async fn shutdown_lets_a_mutation_come_to_its_end() {
    let mut server = Server::start().await;
    let mut events = server.follow("mutation { write }").await;
    server.edge.shutdown.cancel();
    assert_eq!(events.next().await, json!({"data": {"write": true}}));
    assert_eq!(events.receive().await, Some(Event::Complete));
    (&mut server.task).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_client_that_goes_away_frees_what_it_held() {
    let server = Server::start().await;
    let events = server.follow("subscription { silent }").await;
    assert_eq!(server.edge.roll.running().len(), 1);
    drop(events);
    server.all_sockets_ended().await;
    assert!(server.edge.roll.running().is_empty());
}

#[tokio::test]
async fn a_client_that_does_not_read_stops_its_stream_and_is_dropped() {
    let server = Server::with(|edge| edge.settings.write_timeout = Duration::from_millis(200)).await;
    let _unread = server.follow("subscription { flood }").await;
    let mut read = server.follow("subscription { silent }").await;
    let open = || server.edge.roll.running().len();
    while open() == 2 {
        tokio::task::yield_now().await;
    }
    let pulled = server.pulled.load(Ordering::SeqCst);
    assert!(pulled < 1000, "{pulled} answers of 64 KiB were made for a client that reads none");
    server.edge.shutdown.cancel();
    assert_eq!(read.receive().await, None);
}

#[tokio::test]
async fn a_silent_stream_gets_comments() {
    let server = Server::with(|edge| edge.settings.keep_alive = Duration::from_millis(20)).await;
    let mut events = server.follow("subscription { silent }").await;
    for _ in 0..3 {
        assert_eq!(events.receive().await, Some(Event::Comment));
    }
}

#[tokio::test]
async fn operations_of_all_kinds_are_answered_and_completed() {
    let server = Server::start().await;
    let anonymous = json!({"data": {"signedIn": false, "variables": {}}});
    for request in [server.stream("{ a }"), server.stream("mutation { a }"), get(&server, "{ a }")] {
        let mut events = Events::of(request.header("accept-encoding", "gzip")).await;
        assert_eq!(events.next().await, anonymous);
        assert_eq!((events.receive().await, events.receive().await), (Some(Event::Complete), None));
    }
    for request in [server.stream("subscription { three }"), get(&server, "subscription { three }")] {
        let mut events = Events::of(request.header("accept-encoding", "gzip")).await;
        assert_eq!([events.next().await, events.next().await, events.next().await], [n(1), n(2), n(3)]);
        assert_eq!((events.receive().await, events.receive().await), (Some(Event::Complete), None));
    }
}

#[tokio::test]
async fn whoever_names_another_type_first_gets_that() {
    let server = Server::start().await;
    let request = server.stream("{ a }").header("accept", "text/event-stream;q=0.5, application/json");
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "application/json; charset=utf-8");
}

#[tokio::test]
async fn changes_are_followed_and_resumed_until_the_session_ends() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let rename = async |title: &str| {
        app.as_owner(&format!("insert into internal.tasks (title) values ('{title}')")).await;
    };
    let follow = async |after: &str| {
        let query = format!("subscription {{ taskChanged{after} {{ cursor task {{ headline }} }} }}");
        ada.follow(&query).await
    };
    let headline =
        |answer: &Value| answer["data"]["taskChanged"]["task"]["headline"].as_str().unwrap().to_owned();
    let mut events = follow("(snapshot: true)").await;
    // The snapshot has been taken once something of it is there.
    events.next().await;
    rename("one").await;
    let first = loop {
        let answer = events.next().await;
        if headline(&answer) == "one" {
            break answer;
        }
    };
    drop(events);
    rename("two").await;
    let cursor = first["data"]["taskChanged"]["cursor"].as_str().unwrap();
    let mut events = follow(&format!("(after: \"{cursor}\")")).await;
    rename("three").await;
    assert_eq!(headline(&events.next().await), "two");
    assert_eq!(headline(&events.next().await), "three");
    assert_eq!(ada.run("mutation { signOut { signedOut } }").await["signOut"]["signedOut"], true);
    assert_eq!(events.ended().await, "UNAUTHENTICATED");
}
