//! The servers under test, scripted and real, and clients for them.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures::{
    FutureExt, StreamExt,
    future::{BoxFuture, pending, ready},
    stream::{iter, repeat_with},
};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use tokio::{net::TcpListener, process::Command, sync::Notify};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use workgraph::{
    auth::Principal,
    clock::Clock,
    error::{Error, Result},
    graphql::{Items, Kind, Request, Response},
    http::{Api, Caller, Check, Edge, Tls, serve},
};

use crate::support::{Events, Socket, TestApp, web};

/// An engine that does what the document's root field says.
#[derive(Default)]
pub struct Script {
    /// Answers taken from streams so far.
    pub pulled: Arc<AtomicUsize>,
    /// Told when a mutation has come to its end.
    pub written: Arc<Notify>,
    /// Cancelled when sessions are to end.
    pub revoked: CancellationToken,
}

pub fn data(value: Value) -> Response {
    Response::of(json!({"data": value}).to_string())
}

pub fn errors(message: &str) -> Response {
    let body = json!({"errors": [{"message": message}]}).to_string();
    Response { executed: false, status: 400, ..Response::of(body) }
}

impl Api for Script {
    fn authenticate(&self, token: String) -> BoxFuture<'static, Result<Principal>> {
        let lasts_ms = match token.as_str() {
            "good" | "other" => 3_600_000,
            "short" => 50,
            _ => return ready(Err(Error::unauthenticated("The token is not valid."))).boxed(),
        };
        let expires_at = Clock::system().now() + Duration::from_millis(lasts_ms);
        let account_id = Uuid::from_u128(u128::from(token == "other"));
        ready(Ok(Principal::Account { account_id, session_id: None, expires_at })).boxed()
    }

    fn ended(&self, principal: Principal) -> BoxFuture<'static, ()> {
        match principal {
            Principal::Anonymous => pending().boxed(),
            _ => self.revoked.clone().cancelled_owned().boxed(),
        }
    }

    fn key_set(&self) -> Value {
        json!({"keys": []})
    }

    fn kind(&self, _: &Caller, request: &mut Request) -> Result<Kind, Response> {
        match request.query.split_whitespace().next() {
            _ if request.query.contains("unknown") => Err(errors("No such field.")),
            Some("mutation") => Ok(Kind::Mutation),
            Some("subscription") => Ok(Kind::Subscription),
            Some(start) if start.starts_with(['{', 'q']) => Ok(Kind::Query),
            _ => Err(errors("Not GraphQL.")),
        }
    }

    fn execute(&self, caller: Caller, request: Request) -> BoxFuture<'static, Response> {
        if request.query.contains("panic") {
            return async { panic!("as asked") }.boxed();
        }
        if request.query.contains("never") {
            return pending().boxed();
        }
        if request.query.contains("write") {
            let written = self.written.clone();
            return async move {
                // Long enough for the socket of a client that does not read to be full.
                tokio::time::sleep(Duration::from_millis(100)).await;
                written.notify_one();
                data(json!({"write": true}))
            }
            .boxed();
        }
        let signed_in = caller.principal.account_id().is_some();
        ready(data(json!({"signedIn": signed_in, "variables": request.variables}))).boxed()
    }

    fn subscribe(&self, _: Caller, request: Request) -> BoxFuture<'static, Result<Items, Response>> {
        let pulled = self.pulled.clone();
        let items: Items = if request.query.contains("refused") {
            return ready(Err(errors("Not for you."))).boxed();
        } else if request.query.contains("three") {
            iter(1..=3).map(|n| data(json!({"n": n}))).boxed()
        } else if request.query.contains("breaks") {
            iter([data(json!({"n": 1})), errors("Start again.")]).boxed()
        } else if request.query.contains("flood") {
            repeat_with(move || {
                pulled.fetch_add(1, Ordering::SeqCst);
                data(json!({"text": "x".repeat(64 * 1024)}))
            })
            .boxed()
        } else {
            futures::stream::pending().boxed()
        };
        ready(Ok(items)).boxed()
    }
}

/// A running server; dropping it stops it.
pub struct Server {
    pub address: String,
    pub edge: Arc<Edge>,
    pub pulled: Arc<AtomicUsize>,
    pub written: Arc<Notify>,
    pub revoked: CancellationToken,
    pub task: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Server {
    pub async fn start() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(adjust: impl FnOnce(&mut Edge)) -> Self {
        Self::listen(adjust, None).await
    }

    /// One that speaks https alone.
    pub async fn with_tls(tls: Tls) -> Self {
        Self::listen(|edge| edge.settings.over_tls = true, Some(tls)).await
    }

    async fn listen(adjust: impl FnOnce(&mut Edge), tls: Option<Tls>) -> Self {
        let script = Script::default();
        let (pulled, written) = (script.pulled.clone(), script.written.clone());
        let revoked = script.revoked.clone();
        let mut edge = Edge::new(Arc::new(script));
        edge.checks.push(Check::new("database", || async { Ok(()) }));
        adjust(&mut edge);
        let edge = Arc::new(edge);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let task = tokio::spawn(serve(listener, edge.clone(), tls, Duration::from_secs(5)));
        Self { address, edge, pulled, written, revoked, task }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A socket that has not said anything yet.
    pub async fn connect(&self) -> Socket {
        Socket::connect(&self.address).await
    }

    /// A socket whose handshake has one header more, or instead of the subprotocol.
    pub async fn connect_with(&self, name: &'static str, value: &str) -> Result<Socket, u16> {
        Socket::connect_with(&self.address, name, value).await
    }

    /// A socket after its handshake, without a token.
    pub async fn open(&self) -> Socket {
        self.open_with(json!({})).await
    }

    /// A socket of the bearer of a token.
    pub async fn open_as(&self, token: &str) -> Socket {
        self.open_with(json!({"authorization": format!("Bearer {token}")})).await
    }

    async fn open_with(&self, payload: Value) -> Socket {
        let mut socket = self.connect().await;
        socket.send(json!({"type": "connection_init", "payload": payload})).await;
        assert_eq!(socket.receive().await, json!({"type": "connection_ack"}));
        socket
    }

    /// A request for a stream of events.
    pub fn stream(&self, query: &str) -> RequestBuilder {
        web().post(self.url("/graphql")).json(&json!({"query": query}))
    }

    /// A stream of events.
    pub async fn follow(&self, query: &str) -> Events {
        Events::of(self.stream(query)).await
    }

    /// Returns once the server has no socket any more.
    pub async fn all_sockets_ended(&self) {
        self.edge.sockets.close();
        let ended = tokio::time::timeout(Duration::from_secs(10), self.edge.sockets.wait());
        ended.await.expect("a socket stays open");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A server on a port of its own before an app that goes on without it.
pub struct Door {
    pub address: String,
    stop: CancellationToken,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Door {
    pub async fn open(app: &TestApp, address: &str) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let mut edge = Edge::new(Arc::new(app.app.clone()));
        edge.clock = app.clock.clone();
        edge.roll = app.app.roll.clone();
        let stop = edge.shutdown.clone();
        let task = tokio::spawn(serve(listener, Arc::new(edge), None, Duration::from_secs(5)));
        Self { address, stop, task }
    }

    pub async fn close(self) -> String {
        self.stop.cancel();
        self.task.await.unwrap().unwrap();
        self.address
    }
}

/// A program of `tests/clients`, with its one argument.
pub fn program_of_clients(name: &str, argument: &Value) -> Command {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
    assert!(folder.join("node_modules").exists(), "run `npm ci` in {}, or `make test`", folder.display());
    let mut command = Command::new("node");
    command.arg(name).arg(argument.to_string()).current_dir(folder).kill_on_drop(true);
    command
}
