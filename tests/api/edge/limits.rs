//! What one caller may take at a time, and that it is taken from nobody else.

use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use workgraph::budget::Budgets;
use workgraph::limits::Limits;

use super::support::Server;
use crate::support::{Events, web};

#[tokio::test]
async fn a_socket_too_many_of_an_account_is_told_to_come_later() {
    let server = Server::with(|edge| edge.settings.sockets_max = 2).await;
    let (first, _second) = (server.open_as("good").await, server.open_as("good").await);
    let mut third = server.connect().await;
    third.send(json!({"type": "connection_init", "payload": {"authorization": "Bearer good"}})).await;
    assert_eq!(third.closed().await, 1013);
    server.open_as("other").await;
    server.open().await;
    drop(first);
    // It is struck off when the server has seen that it is gone.
    loop {
        let mut again = server.connect().await;
        again.send(json!({"type": "connection_init", "payload": {"authorization": "Bearer good"}})).await;
        if let Message::Text(_) = again.frame().await {
            return;
        }
    }
}

#[tokio::test]
async fn an_address_has_so_many_sockets_of_which_nobody_has_said_who_calls() {
    let server = Server::with(|edge| edge.settings.address_sockets_max = 1).await;
    let mut first = server.connect().await;
    assert_eq!(
        server.connect_with("user-agent", "x").await.err(),
        Some(StatusCode::TOO_MANY_REQUESTS.as_u16())
    );
    first.send(json!({"type": "connection_init", "payload": {"authorization": "Bearer good"}})).await;
    assert_eq!(first.receive().await, json!({"type": "connection_ack"}));
    assert!(server.connect_with("user-agent", "x").await.is_ok());
}

#[tokio::test]
async fn subscriptions_of_an_account_are_counted_over_sockets_and_streams_together() {
    const SILENT: &str = "subscription { silent }";
    let server = Server::with(|edge| edge.settings.subscriptions_max = 2).await;
    let mut socket = server.open_as("good").await;
    socket.subscribe("a", SILENT).await;
    socket.send(json!({"type": "ping"})).await;
    assert_eq!(socket.receive().await, json!({"type": "pong"}));
    let stream = || server.stream(SILENT).bearer_auth("good").header("accept", "text/event-stream");
    let _events = Events::of(stream()).await;
    socket.subscribe("b", SILENT).await;
    let refused = socket.receive().await;
    assert_eq!((&refused["id"], &refused["type"]), (&json!("b"), &json!("error")));
    assert_eq!(refused["payload"][0]["extensions"]["code"], "RATE_LIMITED");
    assert_eq!(stream().send().await.unwrap().status(), StatusCode::TOO_MANY_REQUESTS);
    server.open_as("other").await.subscribe("a", SILENT).await;
    socket.send(json!({"id": "a", "type": "complete"})).await;
    socket.subscribe("b", "subscription { three }").await;
    assert_eq!(socket.receive().await["type"], "next");
}

#[tokio::test]
async fn thousands_of_operations_are_refused_one_by_one_and_others_feel_nothing() {
    let server = Server::with(|edge| edge.settings.operations_per_second = 1).await;
    let (mut hasty, mut calm) = (server.open().await, server.open().await);
    let mut refused = 0;
    for round in 0..60 {
        for n in 0..50 {
            hasty.subscribe(&format!("{round}-{n}"), "{ a }").await;
        }
        let mut ended = 0;
        while ended < 50 {
            let message = hasty.receive().await;
            if message["type"] == "error" {
                assert_eq!(message["payload"][0]["extensions"]["code"], "RATE_LIMITED");
                refused += 1;
            }
            ended += usize::from(message["type"] != "next");
        }
        if round == 30 {
            calm.subscribe("a", "{ a }").await;
            assert_eq!(calm.receive().await["type"], "next");
        }
    }
    assert!((2950..3000).contains(&refused), "{refused} of 3000 were refused");
}

#[tokio::test]
async fn requests_beyond_the_pace_are_told_when_to_come_again_over_every_transport() {
    let limits = Limits::parse("requestsPerMinute=2").unwrap();
    let server = Server::with(|edge| edge.budgets = Budgets::new(&limits)).await;
    let ask = |token: &'static str| {
        let request = web().post(server.url("/graphql")).json(&json!({"query": "{ a }"}));
        async move { request.bearer_auth(token).send().await.unwrap() }
    };
    let mut socket = server.open_as("good").await;
    for _ in 0..2 {
        assert_eq!(ask("good").await.status(), StatusCode::OK);
    }
    let refused = ask("good").await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    let seconds: u64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    let body: Value = refused.json().await.unwrap();
    let extensions = &body["errors"][0]["extensions"];
    assert_eq!(
        (&extensions["code"], &extensions["limit"]),
        (&json!("RATE_LIMITED"), &json!("requestsPerMinute"))
    );
    assert_eq!((&extensions["max"], &extensions["retryAfterSeconds"]), (&json!(2), &json!(seconds)));
    socket.subscribe("a", "subscription { silent }").await;
    let refused = socket.receive().await;
    assert_eq!((&refused["id"], &refused["type"]), (&json!("a"), &json!("error")));
    assert_eq!(refused["payload"][0]["extensions"]["code"], "RATE_LIMITED");
    assert_eq!(
        server.stream("subscription { silent }").bearer_auth("good").send().await.unwrap().status(),
        429
    );
    assert_eq!(ask("other").await.status(), StatusCode::OK);
}
