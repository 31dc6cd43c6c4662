//! graphql-transport-ws, failure paths first.

use std::{sync::atomic::Ordering, time::Duration};

use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use super::support::Server;

#[tokio::test]
async fn another_subprotocol_closes_with_4406() {
    let server = Server::start().await;
    let mut request =
        tokio_tungstenite::connect_async(format!("ws://{}/graphql", server.address)).await.unwrap().0;
    let frame = futures::StreamExt::next(&mut request).await.unwrap().unwrap();
    assert!(matches!(frame, Message::Close(Some(frame)) if u16::from(frame.code) == 4406));
}

#[tokio::test]
async fn silence_closes_with_4408() {
    let server = Server::with(|edge| edge.settings.init_timeout = Duration::from_millis(20)).await;
    assert_eq!(server.connect().await.closed().await, 4408);
}

#[tokio::test]
async fn a_second_init_closes_with_4429() {
    let server = Server::start().await;
    let mut socket = server.open().await;
    socket.send(json!({"type": "connection_init"})).await;
    assert_eq!(socket.closed().await, 4429);
}

#[tokio::test]
async fn an_invalid_message_closes_with_4400() {
    let server = Server::start().await;
    for message in [
        Message::text("nonsense"),
        Message::binary(br#"{"type":"ping"}"#.to_vec()),
        Message::text(r#"{"type":"subscribe","id":"","payload":{"query":"{ a }"}}"#),
        Message::text(r#"{"type":"subscribe","payload":{"query":"{ a }"}}"#),
    ] {
        let mut socket = server.open().await;
        socket.send_raw(message).await;
        assert_eq!(socket.closed().await, 4400);
    }
}

#[tokio::test]
async fn a_message_that_is_too_big_closes_with_1009() {
    let server = Server::with(|edge| edge.settings.body_bytes_max = 1000).await;
    let mut socket = server.open().await;
    socket.subscribe("a", &" ".repeat(1500)).await;
    assert_eq!(socket.closed().await, 1009);
}

#[tokio::test]
async fn an_operation_before_the_handshake_closes_with_4401() {
    let server = Server::start().await;
    let mut socket = server.connect().await;
    socket.subscribe("a", "{ a }").await;
    assert_eq!(socket.closed().await, 4401);
}

#[tokio::test]
async fn a_refused_token_closes_with_4403() {
    let server = Server::start().await;
    for payload in [
        json!({"authorization": "Bearer bad"}),
        json!({"Authorization": "Bearer bad"}),
        json!({"headers": {"authorization": "Bearer bad"}}),
        json!({"authorization": "good"}),
        json!({"authorization": 1}),
    ] {
        let mut socket = server.connect().await;
        socket.send(json!({"type": "connection_init", "payload": payload})).await;
        assert_eq!(socket.closed().await, 4403);
    }
}

#[tokio::test]
async fn a_token_that_expires_closes_with_4403() {
    let server = Server::start().await;
    let mut socket = server.open_as("short").await;
    socket.subscribe("a", "subscription { silent }").await;
    assert_eq!(socket.closed().await, 4403);
}

#[tokio::test]
async fn a_session_that_is_revoked_closes_with_4403() {
    let server = Server::start().await;
    let mut socket = server.open_as("good").await;
    socket.subscribe("a", "subscription { silent }").await;
    server.revoked.cancel();
    assert_eq!(socket.closed().await, 4403);
}

#[tokio::test]
async fn a_token_is_taken_from_the_payload_or_the_handshake() {
    let server = Server::start().await;
    let payloads =
        [json!({"authorization": "Bearer good"}), json!({"headers": {"Authorization": "bearer good"}})];
    let mut sockets = Vec::new();
    for payload in payloads {
        let mut socket = server.connect().await;
        socket.send(json!({"type": "connection_init", "payload": payload})).await;
        sockets.push(socket);
    }
    let mut socket = server.connect_with("authorization", "Bearer good").await.unwrap();
    socket.send(json!({"type": "connection_init"})).await;
    sockets.push(socket);
    for mut socket in sockets {
        assert_eq!(socket.receive().await, json!({"type": "connection_ack"}));
        socket.subscribe("a", "{ a }").await;
        assert_eq!(socket.receive().await["payload"]["data"]["signedIn"], json!(true));
    }
}

#[tokio::test]
async fn an_id_in_use_closes_with_4409() {
    let server = Server::start().await;
    let mut socket = server.open().await;
    socket.subscribe("a", "subscription { silent }").await;
    socket.subscribe("a", "subscription { silent }").await;
    assert_eq!(socket.closed().await, 4409);
}

#[tokio::test]
async fn a_page_of_another_host_is_refused() {
    let server = Server::with(|edge| edge.settings.allowed_origins = vec!["https://app.test".into()]).await;
    let own = format!("http://{}", server.address);
    for (origin, allowed) in
        [("https://evil.test", false), ("null", false), (&own, true), ("https://app.test", true)]
    {
        let connected = server.connect_with("origin", origin).await;
        assert_eq!(connected.err(), (!allowed).then_some(403), "{origin}");
    }
}

#[tokio::test]
async fn shutdown_closes_with_1012_and_waits_for_it() {
    let mut server = Server::start().await;
    let mut socket = server.open().await;
    socket.subscribe("a", "subscription { silent }").await;
    server.edge.shutdown.cancel();
    assert_eq!(socket.closed().await, 1012);
    (&mut server.task).await.unwrap().unwrap();
}

#[tokio::test]
async fn queries_and_mutations_run_over_the_socket() {
    let server = Server::start().await;
    let mut socket = server.open().await;
    for query in ["{ a }", "mutation { a }"] {
        socket.subscribe("a", query).await;
        let next = socket.receive().await;
        assert_eq!(next["type"], "next");
        assert_eq!(next["payload"]["data"]["signedIn"], json!(false));
        assert_eq!(socket.receive().await, json!({"id": "a", "type": "complete"}));
    }
}

#[tokio::test]
async fn a_stream_is_delivered_and_completed() {
    let server = Server::start().await;
    let mut socket = server.open().await;
    socket.subscribe("a", "subscription { three }").await;
    for n in 1..=3 {
        let expected = json!({"id": "a", "type": "next", "payload": {"data": {"n": n}}});
        assert_eq!(socket.receive().await, expected);
    }
    assert_eq!(socket.receive().await, json!({"id": "a", "type": "complete"}));
}

#[tokio::test]
async fn an_operation_that_is_refused_or_breaks_off_ends_with_an_error() {
    let server = Server::start().await;
    let mut socket = server.open().await;
    for (query, message) in [
        ("{ unknown }", "No such field."),
        ("subscription { refused }", "Not for you."),
        ("?", "Not GraphQL."),
    ] {
        socket.subscribe("a", query).await;
        let expected = json!({"id": "a", "type": "error", "payload": [{"message": message}]});
        assert_eq!(socket.receive().await, expected);
    }
    socket.subscribe("a", "subscription { breaks }").await;
    assert_eq!(socket.receive().await["type"], "next");
    assert_eq!(socket.receive().await["payload"][0]["message"], "Start again.");
    socket.send(json!({"type": "ping"})).await;
    assert_eq!(socket.receive().await, json!({"type": "pong"}));
}

#[tokio::test]
async fn a_stream_that_is_completed_by_the_client_says_nothing_more() {
    let server = Server::start().await;
    let mut socket = server.open().await;
    socket.subscribe("a", "subscription { flood }").await;
    assert_eq!(socket.receive().await["type"], "next");
    socket.send(json!({"id": "a", "type": "complete"})).await;
    socket.subscribe("b", "{ b }").await;
    loop {
        let message = socket.receive().await;
        if message["id"] == "b" && message["type"] == "complete" {
            break;
        }
        assert_eq!(message["type"], "next");
    }
    socket.send(json!({"type": "ping"})).await;
    assert_eq!(socket.receive().await, json!({"type": "pong"}));
}

#[tokio::test]
async fn too_many_operations_are_refused_one_by_one() {
    let server = Server::with(|edge| edge.settings.operations_max = 1).await;
    let mut socket = server.open().await;
    socket.subscribe("a", "subscription { silent }").await;
    socket.subscribe("b", "subscription { silent }").await;
    let refused = socket.receive().await;
    assert_eq!((&refused["id"], &refused["type"]), (&json!("b"), &json!("error")));
    assert_eq!(refused["payload"][0]["extensions"]["code"], "RATE_LIMITED");
    socket.send(json!({"id": "a", "type": "complete"})).await;
    socket.subscribe("b", "subscription { three }").await;
    assert_eq!(socket.receive().await["type"], "next");
}

#[tokio::test]
async fn a_busy_stream_leaves_room_for_the_others() {
    let server = Server::start().await;
    let mut socket = server.open().await;
    socket.subscribe("busy", "subscription { flood }").await;
    assert_eq!(socket.receive().await["id"], "busy");
    socket.subscribe("calm", "subscription { three }").await;
    let mut calm = 0;
    for _ in 0..1000 {
        let message = socket.receive().await;
        if message["id"] == "calm" {
            calm += 1;
        }
        if calm == 4 {
            return;
        }
    }
    panic!("the calm stream got {calm} of 4 turns");
}

#[tokio::test]
async fn a_socket_that_is_not_read_stops_its_streams_and_is_dropped() {
    let server = Server::with(|edge| edge.settings.write_timeout = Duration::from_millis(200)).await;
    let mut socket = server.open().await;
    for id in ["a", "b"] {
        socket.subscribe(id, "subscription { flood }").await;
    }
    server.all_sockets_ended().await;
    let pulled = server.pulled.load(Ordering::SeqCst);
    assert!(pulled < 1000, "{pulled} answers of 64 KiB were made for a client that reads none");
}

#[tokio::test]
async fn a_mutation_comes_to_its_end_though_the_socket_is_not_read() {
    let server = Server::start().await;
    let mut socket = server.open().await;
    for id in ["a", "b"] {
        socket.subscribe(id, "subscription { flood }").await;
    }
    socket.subscribe("c", "mutation { write }").await;
    let written = tokio::time::timeout(Duration::from_secs(10), server.written.notified());
    written.await.expect("the mutation hangs");
}

#[tokio::test]
async fn an_idle_socket_is_pinged_and_dropped_when_it_does_not_answer() {
    let server = Server::with(|edge| edge.settings.keep_alive = Duration::from_millis(200)).await;
    let mut socket = server.open().await;
    assert!(matches!(socket.frame().await, Message::Ping(_)));
    // A client that does not read does not answer pings either.
    server.all_sockets_ended().await;
    drop(socket);
}

#[tokio::test]
async fn a_ping_is_answered_before_the_handshake() {
    let server = Server::start().await;
    let mut socket = server.connect().await;
    socket.send(json!({"type": "ping", "payload": {"n": 1}})).await;
    assert_eq!(socket.receive().await, json!({"type": "pong", "payload": {"n": 1}}));
    socket.send_raw(Message::Ping(b"x".to_vec().into())).await;
    assert_eq!(socket.frame().await, Message::Pong(b"x".to_vec().into()));
}
