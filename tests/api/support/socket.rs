//! A client's end of a graphql-transport-ws socket. Waiting has an end: a server that says nothing fails the test.

use std::time::Duration;

use futures::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

pub struct Socket(pub WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// One that has not said anything yet.
    pub async fn connect(address: &str) -> Self {
        Self::connect_with(address, "sec-websocket-protocol", "graphql-transport-ws").await.unwrap()
    }

    /// Its handshake has one header more, or instead of the subprotocol. Else the status of the refusal.
    pub async fn connect_with(address: &str, name: &'static str, value: &str) -> Result<Self, u16> {
        let mut request = format!("ws://{address}/graphql").into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert("sec-websocket-protocol", HeaderValue::from_static("graphql-transport-ws"));
        headers.insert(name, value.parse().unwrap());
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    pub async fn send(&mut self, message: Value) {
        self.send_raw(Message::text(message.to_string())).await;
    }

    pub async fn send_raw(&mut self, message: Message) {
        self.0.send(message).await.unwrap();
    }

    pub async fn subscribe(&mut self, id: &str, query: &str) {
        self.send(json!({"id": id, "type": "subscribe", "payload": {"query": query}})).await;
    }

    /// The next message of the protocol.
    pub async fn receive(&mut self) -> Value {
        loop {
            match self.frame().await {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Ping(_) => {}
                other => panic!("expected a message, got {other:?}"),
            }
        }
    }

    /// The close code; messages before it are passed over.
    pub async fn closed(&mut self) -> u16 {
        loop {
            if let Message::Close(frame) = self.frame().await {
                return frame.unwrap().code.into();
            }
        }
    }

    pub async fn frame(&mut self) -> Message {
        let next = tokio::time::timeout(Duration::from_secs(10), self.0.next());
        next.await.expect("the server says nothing").expect("the server is gone").unwrap()
    }
}
