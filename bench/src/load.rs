//! Asks one server one case from several connections for a while, each connection as soon as it has its answer.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use bench::process::{Postgres, Server};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use rand::rngs::SmallRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::case::Case;
use crate::people::{Account, People};

/// Every answer with this number is read for errors; all of them would keep the asking thread busy.
const READ_EVERY: usize = 50;
/// How many places are found in a list.
const PLACES: usize = 20;

/// One turn of one server.
pub struct Round<'a> {
    /// What is asked.
    pub case: &'a Case,
    /// Who is asked.
    pub server: &'a Server,
    /// Who asks.
    pub people: &'a People,
    /// How many of them.
    pub accounts: usize,
    /// Questions at the same time.
    pub connections: usize,
}

/// What came of a round.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Answers in a second.
    pub rate: f64,
    /// Half of the answers took no longer, in milliseconds.
    pub p50_ms: f64,
    /// 99 of 100 answers took no longer, in milliseconds.
    pub p99_ms: f64,
    /// Microseconds of processor time that the server took for one answer.
    pub server_us: f64,
    /// Microseconds of processor time that PostgreSQL took for one answer.
    pub postgres_us: f64,
}

impl Round<'_> {
    /// Asks for so long.
    ///
    /// # Errors
    /// When an answer is not what was asked for.
    pub async fn run(&self, length: Duration, postgres: &Postgres) -> Result<Figure> {
        let (server_before, postgres_before) = (self.server.cpu()?, postgres.cpu()?);
        let since = Instant::now();
        let clients = (0..self.connections).map(|number| self.client(number, since + length));
        let times = futures::future::try_join_all(clients).await?;
        let seconds = since.elapsed().as_secs_f64();
        let (server_after, postgres_after) = (self.server.cpu()?, postgres.cpu()?);
        let mut times: Vec<Duration> = times.into_iter().flatten().collect();
        times.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
        #[expect(clippy::cast_precision_loss, reason = "a few million at most")]
        let answers = times.len() as f64;
        Ok(Figure {
            rate: answers / seconds,
            p50_ms: at(50),
            p99_ms: at(99),
            server_us: (server_after - server_before) * 1e6 / answers,
            postgres_us: (postgres_after - postgres_before) * 1e6 / answers,
        })
    }

    async fn client(&self, number: usize, until: Instant) -> Result<Vec<Duration>> {
        // The same questions in each round.
        let mut random = SmallRng::seed_from_u64(number as u64);
        let mut connection = connect(&self.server.addr).await?;
        let mut times = Vec::with_capacity(1 << 16);
        while times.is_empty() || Instant::now() < until {
            let request = self.request(&mut random)?;
            let asked = Instant::now();
            let body = answer(&mut connection, request).await.with_context(|| self.case.name)?;
            times.push(asked.elapsed());
            if times.len() % READ_EVERY == 1 {
                let value: Value = serde_json::from_slice(&body).context("an answer is not JSON")?;
                ensure!(value.get("errors").is_none(), "{}: {}", self.case.name, value["errors"]);
                let found = match &value["data"] {
                    Value::Object(fields) => fields.values().all(|value| !value.is_null()),
                    data => !data.is_null(),
                };
                ensure!(found, "{}: found nothing", self.case.name);
            }
        }
        Ok(times)
    }

    fn request(&self, random: &mut SmallRng) -> Result<Request<Full<Bytes>>> {
        let account = match self.accounts {
            1 if self.case.wide => &self.people.dispatcher,
            accounts => &self.people.accounts[random.random_range(0..accounts)],
        };
        let ask = (self.case.ask)(account, random);
        if !self.server.is_floor {
            return graphql(self.server, account, self.case.document, ask.variables);
        }
        let path = format!("/{}?{}", self.case.name, ask.query);
        Ok(Request::get(path).header(header::HOST, &self.server.addr).body(Full::default())?)
    }
}

fn graphql(
    server: &Server,
    account: &Account,
    document: &str,
    variables: Value,
) -> Result<Request<Full<Bytes>>> {
    let body = json!({"query": document, "variables": variables});
    Ok(Request::post("/graphql")
        .header(header::HOST, &server.addr)
        .header(header::AUTHORIZATION, format!("Bearer {}", account.token))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/graphql-response+json")
        .body(Full::from(serde_json::to_vec(&body)?))?)
}

async fn connect(addr: &str) -> Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(addr).await.context("cannot connect to the server")?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

async fn answer(connection: &mut SendRequest<Full<Bytes>>, request: Request<Full<Bytes>>) -> Result<Bytes> {
    let response = connection.send_request(request).await?;
    let status = response.status();
    let body = response.into_body().collect().await?.to_bytes();
    ensure!(status == StatusCode::OK, "{status}: {}", String::from_utf8_lossy(&body));
    Ok(body)
}

/// One question of a kind of its own.
async fn once(server: &Server, account: &Account, document: &str, variables: Value) -> Result<Value> {
    let request = graphql(server, account, document, variables)?;
    let body = answer(&mut connect(&server.addr).await?, request).await?;
    let value: Value = serde_json::from_slice(&body)?;
    ensure!(value.get("errors").is_none(), "{}", value["errors"]);
    Ok(value)
}

/// How many statements an answer of Workgraph takes, as it says itself.
///
/// # Errors
/// When it does not say.
pub async fn statements(case: &Case, server: &Server, people: &People) -> Result<u64> {
    let account = if case.wide { &people.dispatcher } else { &people.accounts[0] };
    let ask = (case.ask)(account, &mut SmallRng::seed_from_u64(0));
    let value = once(server, account, case.document, ask.variables).await?;
    value["extensions"]["cost"]["statements"].as_u64().context("the answer does not say what it took")
}

/// Finds places in an account's list of all tasks.
///
/// # Errors
/// When Workgraph does not answer.
pub async fn find_places(server: &Server, account: &mut Account) -> Result<()> {
    const LIST: &str = "query Places($offset: Int) { taskjugglerTasks(first: 1, offset: $offset) { edges { cursor node { rowId } } } }";
    for step in 0..PLACES {
        let value = once(server, account, LIST, json!({"offset": step * 4_000})).await?;
        for edge in value["data"]["taskjugglerTasks"]["edges"].as_array().into_iter().flatten() {
            let cursor = edge["cursor"].as_str().context("an edge without a cursor")?;
            let id = edge["node"]["rowId"].as_str().context("a task without a key")?;
            account.places.push((cursor.to_owned(), id.parse()?));
        }
    }
    ensure!(!account.places.is_empty(), "an account has no tasks");
    Ok(())
}
