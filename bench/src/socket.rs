//! A client's end of a graphql-transport-ws socket.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use futures::{SinkExt as _, StreamExt as _};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// How long a greeting may take.
const TIMEOUT: Duration = Duration::from_secs(20);
/// The server pings every twenty seconds; one that says nothing for so long is gone.
const SILENCE_MAX: Duration = Duration::from_secs(60);

/// How a socket is opened.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// What the system keeps of what has not been read, in bytes; small for readers that shall be felt.
    pub receive_buffer: Option<u32>,
    /// Where to come from: one address has some ten thousand ports for one server.
    pub source: Option<Ipv4Addr>,
}

/// What a server says.
#[derive(Debug)]
pub enum Said {
    /// An answer of an operation.
    Next(String),
    /// An operation has ended with this code.
    Error(String),
    /// An operation has ended.
    Complete,
    /// The socket has ended; by a code if the server said one.
    Closed(Option<u16>),
}

#[derive(Deserialize)]
struct Incoming<'a> {
    r#type: &'a str,
    #[serde(borrow)]
    payload: Option<&'a RawValue>,
}

/// A socket that has been greeted.
pub struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    /// Connects and says who it is.
    ///
    /// # Errors
    /// When the server is not there, or does not want us.
    pub async fn open(addr: &str, token: &str, options: Options) -> Result<Self> {
        timeout(TIMEOUT, Self::greet(addr, token, options)).await.context("the server does not greet")?
    }

    async fn greet(addr: &str, token: &str, options: Options) -> Result<Self> {
        let address: SocketAddr = addr.parse()?;
        let tcp = TcpSocket::new_v4()?;
        if let Some(bytes) = options.receive_buffer {
            tcp.set_recv_buffer_size(bytes)?;
        }
        if let Some(source) = options.source {
            tcp.bind((source, 0).into())?;
        }
        let tcp = tcp.connect(address).await.context("cannot connect to the server")?;
        tcp.set_nodelay(true)?;
        let mut request = format!("ws://{addr}/graphql").into_client_request()?;
        let protocol = HeaderValue::from_static("graphql-transport-ws");
        request.headers_mut().insert("sec-websocket-protocol", protocol);
        // The usual buffers would be most of what ten thousand sockets take of our memory.
        let config = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
        let (stream, _) = client_async_with_config(request, tcp, Some(config)).await?;
        let mut socket = Self(stream);
        let payload = json!({"authorization": format!("Bearer {token}")});
        socket.send(&json!({"type": "connection_init", "payload": payload})).await?;
        loop {
            match socket.0.next().await.context("the socket has ended")?? {
                Message::Text(_) => return Ok(socket),
                Message::Close(frame) => bail!("refused with {:?}", frame.map(|frame| u16::from(frame.code))),
                _ => {}
            }
        }
    }

    /// Starts an operation.
    ///
    /// # Errors
    /// When the socket has ended.
    pub async fn subscribe(&mut self, id: &str, document: &str, variables: Value) -> Result<()> {
        let payload = json!({"query": document, "variables": variables});
        self.send(&json!({"id": id, "type": "subscribe", "payload": payload})).await
    }

    /// The next message. May be dropped while waiting; nothing is lost.
    ///
    /// # Errors
    /// When a message is not one of the protocol.
    pub async fn next(&mut self) -> Result<Said> {
        loop {
            let Ok(frame) = timeout(SILENCE_MAX, self.0.next()).await else { return Ok(Said::Closed(None)) };
            let text = match frame {
                None | Some(Err(_)) => return Ok(Said::Closed(None)),
                Some(Ok(Message::Close(frame))) => {
                    return Ok(Said::Closed(frame.map(|frame| frame.code.into())));
                }
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(_)) => continue,
            };
            let incoming: Incoming<'_> = serde_json::from_str(&text).context("a message is not JSON")?;
            let payload = incoming.payload.map(RawValue::get).unwrap_or_default();
            match incoming.r#type {
                "next" => return Ok(Said::Next(payload.to_owned())),
                "error" => {
                    let errors: Value = serde_json::from_str(payload).context("errors are not JSON")?;
                    let code = errors[0]["extensions"]["code"].as_str().unwrap_or("without a code");
                    return Ok(Said::Error(code.to_owned()));
                }
                "complete" => return Ok(Said::Complete),
                _ => {}
            }
        }
    }

    /// Ends the connection without a word, as a client does that has lost its network.
    pub fn cut(self) {
        drop(self.0.into_inner());
    }

    async fn send(&mut self, message: &Value) -> Result<()> {
        Ok(self.0.send(Message::text(message.to_string())).await?)
    }
}
