//! Clients that keep to no protocol: each has an answer, and one that keeps to it beside them feels nothing.

use std::{sync::atomic::Ordering, time::Duration};

use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio_tungstenite::tungstenite::Message;

use super::support::Server;
use crate::support::Socket;

/// A well-behaved client, whose stream goes on and whose questions are answered.
struct Witness(Socket);

impl Witness {
    async fn of(server: &Server) -> Self {
        let mut socket = server.open().await;
        socket.subscribe("stream", "subscription { silent }").await;
        let mut witness = Self(socket);
        witness.is_served().await;
        witness
    }

    async fn is_served(&mut self) {
        self.0.subscribe("query", "{ a }").await;
        assert_eq!(self.0.receive().await["type"], "next");
        assert_eq!(self.0.receive().await, json!({"id": "query", "type": "complete"}));
    }
}

#[tokio::test]
async fn bytes_that_are_no_message_close_with_the_code_that_websockets_have_for_it() {
    let server = Server::with(|edge| edge.settings.body_bytes_max = 1000).await;
    let mut witness = Witness::of(&server).await;
    for (what, bytes, code) in [
        ("not masked", &b"\x81\x02{}"[..], 1002),
        ("an unknown kind of frame", b"\x83\x80\0\0\0\0", 1002),
        ("a reserved bit", b"\xc1\x80\0\0\0\0", 1002),
        ("the rest of nothing", b"\x80\x80\0\0\0\0", 1002),
        ("a ping in pieces", b"\x09\x80\0\0\0\0", 1002),
        ("not UTF-8", b"\x81\x82\0\0\0\0\xff\xfe", 1007),
        ("a terabyte announced", b"\x81\xff\0\0\x01\0\0\0\0\0\0\0\0\0", 1009),
        ("more than twice what is allowed", b"\x81\xfe\x07\xd1\0\0\0\0", 1009),
    ] {
        let mut socket = server.open().await;
        let stream = socket.0.get_mut();
        stream.write_all(bytes).await.unwrap();
        stream.flush().await.unwrap();
        assert_eq!(socket.closed().await, code, "{what}");
        witness.is_served().await;
    }
}

#[tokio::test]
async fn messages_of_no_protocol_close_with_4400() {
    let server = Server::start().await;
    let mut witness = Witness::of(&server).await;
    let deep = format!(r#"{{"type":"ping","payload":{}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    for message in [
        Message::text(""),
        Message::text("{"),
        Message::text("[]"),
        Message::text("\u{0}"),
        Message::text(deep),
        Message::binary(br#"{"type":"ping"}"#.to_vec()),
        Message::text(r#"{"type":"start","id":"a","payload":{"query":"{ a }"}}"#),
        Message::text(r#"{"type":"complete","id":""}"#),
        Message::text(r#"{"type":"subscribe","id":"","payload":{"query":"{ a }"}}"#),
        Message::text(r#"{"type":"subscribe","id":7,"payload":{"query":"{ a }"}}"#),
        Message::text(r#"{"type":"subscribe","id":"a","payload":{"query":null}}"#),
    ] {
        let mut socket = server.open().await;
        socket.send_raw(message.clone()).await;
        assert_eq!(socket.closed().await, 4400, "{message:?}");
        witness.is_served().await;
    }
}

#[tokio::test]
async fn a_client_that_never_reads_stops_only_itself() {
    let server = Server::with(|edge| edge.settings.write_timeout = Duration::from_millis(200)).await;
    let mut witness = Witness::of(&server).await;
    let mut unread = server.open().await;
    for n in 0..20 {
        unread.subscribe(&n.to_string(), "subscription { flood }").await;
    }
    while server.pulled.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    witness.is_served().await;
    while server.edge.roll.running().len() > 1 {
        tokio::task::yield_now().await;
    }
    witness.is_served().await;
    let pulled = server.pulled.load(Ordering::SeqCst);
    assert!(pulled < 1000, "{pulled} answers of 64 KiB were made for a client that reads none");
}

#[tokio::test]
async fn a_client_that_breaks_off_within_a_frame_leaves_nothing_behind() {
    let server = Server::start().await;
    let mut witness = Witness::of(&server).await;
    let mut socket = server.open_as("good").await;
    socket.subscribe("a", "subscription { silent }").await;
    socket.send(json!({"type": "ping"})).await;
    assert_eq!(socket.receive().await, json!({"type": "pong"}));
    assert_eq!(server.edge.roll.running().len(), 2);
    socket.0.get_mut().write_all(b"\x81\xfe\x01\0").await.unwrap();
    drop(socket);
    while server.edge.roll.running().len() > 1 {
        witness.is_served().await;
    }
}
