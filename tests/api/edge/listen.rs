//! Connections before there is a request: those that say nothing, and those that are encrypted.

use std::time::Duration;

use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use workgraph::budget::Budgets;
use workgraph::http::Tls;
use workgraph::limits::Limits;

use super::support::Server;
use crate::support::web;

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// Says so much on a new connection, and returns what the server said before it hung up.
async fn say(address: &str, text: &str) -> String {
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(text.as_bytes()).await.unwrap();
    let mut heard = Vec::new();
    let closed = timeout(PATIENCE, connection.read_to_end(&mut heard)).await;
    // A connection that is reset has ended as well.
    closed.expect("the connection stays open").ok();
    String::from_utf8_lossy(&heard).into_owned()
}

#[tokio::test]
async fn two_hundred_half_open_connections_are_cut_while_others_are_served() {
    let server = Server::with(|edge| edge.settings.first_request_timeout = Duration::from_millis(500)).await;
    let halves = (0..200).map(|n| {
        let text =
            ["", "P", "POST /graphql HTTP/1.1\r\nHost: a\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"][n % 4];
        say(&server.address, text)
    });
    let others = async {
        for _ in 0..20 {
            assert_eq!(web().get(server.url("/livez")).send().await.unwrap().status(), 200);
        }
    };
    let (cut, ()) = tokio::join!(futures::future::join_all(halves), others);
    assert!(cut.iter().all(|heard| !heard.contains("200 OK")), "nothing was asked");
}

#[tokio::test]
async fn heads_without_end_are_refused() {
    let server = Server::start().await;
    let head = format!("GET /livez HTTP/1.1\r\nHost: a\r\nX-Long: {}\r\n\r\n", "x".repeat(64 * 1024));
    let heard = say(&server.address, &head).await;
    assert!(heard.starts_with("HTTP/1.1 431"), "{heard}");
}

#[tokio::test]
async fn a_certificate_is_used_and_another_one_takes_its_place() {
    let folder = std::env::temp_dir().join(format!("workgraph-tls-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir(&folder).unwrap();
    let (chain, key) = (folder.join("chain.pem"), folder.join("key.pem"));
    let first = certificate(&chain, &key);
    let tls = Tls::load(&chain, &key).await.unwrap();
    let server = Server::with_tls(tls.clone()).await;
    let ask = |trusted: &reqwest::Certificate| {
        let client = reqwest::Client::builder().tls_certs_only([trusted.clone()]).build().unwrap();
        let url = server.url("/livez").replace("http://127.0.0.1", "https://localhost");
        async move {
            let response = client.get(url).send().await?;
            assert_eq!(response.headers()["strict-transport-security"], "max-age=31536000");
            reqwest::Result::Ok(response.status().as_u16())
        }
    };
    assert_eq!(ask(&first).await.unwrap(), 200);
    assert!(web().get(server.url("/livez")).send().await.is_err(), "http is not spoken");

    std::fs::write(&key, "nonsense").unwrap();
    assert!(tls.reload(&chain, &key).await.is_err());
    assert_eq!(ask(&first).await.unwrap(), 200, "the old one stays");

    let second = certificate(&chain, &key);
    tls.reload(&chain, &key).await.unwrap();
    assert!(ask(&first).await.is_err());
    assert_eq!(ask(&second).await.unwrap(), 200);
    std::fs::remove_dir_all(folder).unwrap();
}

/// Makes a certificate of its own for this machine.
fn certificate(chain: &std::path::Path, key: &std::path::Path) -> reqwest::Certificate {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    std::fs::write(chain, made.cert.pem()).unwrap();
    std::fs::write(key, made.signing_key.serialize_pem()).unwrap();
    reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap()
}

/// A connection that has been let in and stays open.
async fn held(server: &Server) -> TcpStream {
    let mut connection = TcpStream::connect(&server.address).await.unwrap();
    ask(&mut connection).await.expect("it is let in");
    connection
}

/// Asks something on a connection that stays open; nothing if there is no answer.
async fn ask(connection: &mut TcpStream) -> Option<()> {
    connection.write_all(b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n").await.ok()?;
    let mut heard = Vec::new();
    while !heard.ends_with(b"ok") {
        let read =
            timeout(PATIENCE, connection.read_buf(&mut heard)).await.expect("it is left waiting").ok()?;
        (read > 0).then_some(())?;
    }
    Some(())
}

/// Returns when so many are open.
async fn open(server: &Server, count: usize) {
    let settled = async {
        while server.edge.connections.open() != count {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, settled).await.expect("connections are not counted as they are");
}

#[tokio::test]
async fn a_connection_too_many_is_closed_at_once_and_those_that_are_open_go_on() {
    let server = Server::with(|edge| edge.settings.connections_max = 3).await;
    let (mut first, second) = (held(&server).await, held(&server).await);
    let socket = server.connect().await;
    open(&server, 3).await;
    for _ in 0..20 {
        assert_eq!(say(&server.address, "").await, "");
    }
    ask(&mut first).await.expect("it goes on");
    // Whoever goes makes room, a socket as well.
    drop(second);
    open(&server, 2).await;
    let _third = held(&server).await;
    drop(socket);
    open(&server, 2).await;
    held(&server).await;
}

#[tokio::test]
async fn an_address_has_so_many_connections_unless_it_is_a_proxy() {
    let server = Server::with(|edge| edge.settings.address_connections_max = 2).await;
    let _held = (held(&server).await, held(&server).await);
    assert_eq!(say(&server.address, "").await, "");
    let proxied = Server::with(|edge| {
        edge.settings.address_connections_max = 2;
        edge.settings.proxies = vec!["127.0.0.0/8".parse().unwrap()];
    });
    let proxied = proxied.await;
    let _held = (held(&proxied).await, held(&proxied).await, held(&proxied).await);
}

#[tokio::test]
async fn behind_a_proxy_each_caller_has_a_budget_of_its_own() {
    let budgets = Budgets::new(&Limits::parse("requestsPerMinute=1").unwrap());
    let ask = async |server: &Server, address: &str| {
        let request = web().post(server.url("/graphql")).header("x-forwarded-for", address);
        let request = request.json(&json!({"query": "{ a }"})).send();
        request.await.unwrap().status().as_u16()
    };
    let proxied = Server::with(|edge| {
        edge.settings.proxies = vec!["127.0.0.1/32".parse().unwrap()];
        edge.budgets = budgets.clone();
    });
    let proxied = proxied.await;
    assert_eq!(ask(&proxied, "192.0.2.1").await, 200);
    assert_eq!(ask(&proxied, "192.0.2.1").await, 429);
    assert_eq!(ask(&proxied, "192.0.2.1, 192.0.2.2").await, 200);
    // Where no proxy is named, nobody is believed.
    let direct = Server::with(|edge| edge.budgets = budgets).await;
    assert_eq!(ask(&direct, "192.0.2.3").await, 200);
    assert_eq!(ask(&direct, "192.0.2.4").await, 429);
}
