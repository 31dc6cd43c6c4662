//! One request over HTTP, on a connection of its own.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1;
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Asks a server in somebody's name. A key makes sure that a write which is sent twice happens once.
///
/// # Errors
/// When there is no answer; one that tells of errors is an answer.
pub async fn ask(
    addr: &str,
    token: &str,
    document: &str,
    variables: Value,
    key: Option<&str>,
) -> Result<Value> {
    timeout(TIMEOUT, send(addr, token, &json!({"query": document, "variables": variables}), key))
        .await
        .context("the server does not answer")?
}

/// The data of an answer.
///
/// # Errors
/// When there is no answer, or one with errors.
pub async fn data(addr: &str, token: &str, document: &str, variables: Value) -> Result<Value> {
    let mut answer = ask(addr, token, document, variables, None).await?;
    ensure!(answer.get("errors").is_none(), "{}", answer["errors"]);
    Ok(answer["data"].take())
}

/// The code of the first error of an answer; `None` if it has none.
pub fn code(answer: &Value) -> Option<&str> {
    let error = answer.get("errors")?.get(0)?;
    Some(error["extensions"]["code"].as_str().unwrap_or("without a code"))
}

async fn send(addr: &str, token: &str, body: &Value, key: Option<&str>) -> Result<Value> {
    let stream = TcpStream::connect(addr).await.context("cannot connect to the server")?;
    stream.set_nodelay(true)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let mut request = Request::post("/graphql")
        .header(header::HOST, addr)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/graphql-response+json");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    let request = request.body(Full::<Bytes>::from(serde_json::to_vec(body)?))?;
    let response = sender.send_request(request).await?;
    let body = response.into_body().collect().await?.to_bytes();
    connection.abort();
    serde_json::from_slice(&body).context("an answer is not JSON")
}
