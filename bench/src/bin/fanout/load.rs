//! The process that holds the sockets. It is told what to do on its standard input, and answers on its standard output, a line
//! of JSON each.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::Ipv4Addr;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail, ensure};
use bench::socket::{Options, Said, Socket};
use futures::{StreamExt as _, stream};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines, Stdin};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout, timeout_at};

/// Sockets that are opened at the same time.
const OPENED_AT_ONCE: usize = 64;
/// Sockets from one address: it has some 28,000 ports.
const PER_ADDRESS: usize = 20_000;
/// How long a socket may take for its first answers.
const START_TIMEOUT: Duration = Duration::from_secs(600);

/// What a server says that is busy.
const PASSING: [&str; 4] = ["1013", "TRY_AGAIN", "TIMEOUT", "INTERNAL_SERVER_ERROR"];
/// Before a socket that was put off comes again.
const PAUSE: Duration = Duration::from_millis(200);

/// What the process is told.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Say when so many deliveries of changes with this mark have come, or when the time is over.
    Wait {
        /// The first word of the title.
        mark: String,
        /// Only changes from this number on.
        from: u64,
        /// How many.
        count: usize,
        /// How long.
        seconds: f64,
    },
    /// Say what came of changes, and forget them.
    Tell {
        /// The first word of the title.
        mark: String,
        /// When each was committed, in seconds since 1970.
        commits: HashMap<u64, f64>,
        /// How many sockets see each of them; none: each is one socket's own.
        sockets: Option<usize>,
    },
}

/// What it answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// All sockets have their first answers.
    Ready,
    /// So many have come.
    Came(usize),
    /// What came of changes.
    Told(Told),
}

/// What came of changes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Told {
    /// Deliveries to sockets.
    pub deliveries: usize,
    /// Changes that did not come to a socket, nor a later state of the row.
    pub missing: usize,
    /// Changes of which only a later state of the row came to a socket.
    pub merged: usize,
    /// Deliveries that came more than once.
    pub twice: usize,
    /// Half of them took no longer than this from the commit, in milliseconds.
    pub p50_ms: f64,
    /// 99 of 100 took no longer.
    pub p99_ms: f64,
}

/// A change that has come to a socket.
struct Receipt {
    socket: usize,
    mark: &'static str,
    number: u64,
    /// Tells its cursor from others.
    cursor: u64,
    at: SystemTime,
}

/// What a socket reports.
enum News {
    Came(Receipt),
    Ended(usize, String),
}

/// The marks of titles.
pub const MARKS: [&str; 2] = ["hot", "own"];

/// Opens a socket for each token on standard input, and obeys.
///
/// # Errors
/// When a socket is lost.
pub async fn run(addr: &str, document: &str, first: usize) -> Result<()> {
    let mut input = BufReader::new(tokio::io::stdin()).lines();
    let mut tokens = Vec::new();
    while let Some(token) = input.next_line().await?.filter(|line| !line.is_empty()) {
        tokens.push(token);
    }
    let (news, heard) = mpsc::unbounded_channel();
    let mut crowd = Crowd { heard, receipts: Vec::new(), counts: HashMap::new() };
    let opening = stream::iter(tokens.into_iter().enumerate()).map(|(number, token)| {
        let news = news.clone();
        async move {
            let source =
                Ipv4Addr::from(u32::from(Ipv4Addr::LOCALHOST) + u32::try_from(number / PER_ADDRESS)?);
            let options = Options { receive_buffer: None, source: Some(source) };
            let socket = timeout(START_TIMEOUT, open(addr, &token, options, document, first)).await;
            let socket = socket.with_context(|| format!("socket {number} has no first answers"))??;
            tokio::spawn(listen(socket, number, news));
            anyhow::Ok(())
        }
    });
    let mut opening = opening.buffer_unordered(OPENED_AT_ONCE);
    while let Some(opened) = opening.next().await {
        opened?;
    }
    say(&Answer::Ready)?;
    crowd.obey(&mut input).await
}

/// A socket that has its first answers. A server that is busy asks to come again later.
async fn open(addr: &str, token: &str, options: Options, document: &str, first: usize) -> Result<Socket> {
    loop {
        match begin(addr, token, options, document, first).await {
            Err(error) if PASSING.iter().any(|passing| format!("{error:#}").contains(passing)) => {
                sleep(PAUSE).await
            }
            begun => return begun,
        }
    }
}

async fn begin(addr: &str, token: &str, options: Options, document: &str, first: usize) -> Result<Socket> {
    let mut socket = Socket::open(addr, token, options).await?;
    socket.subscribe("1", document, json!({})).await?;
    for _ in 0..first {
        match socket.next().await? {
            Said::Next(_) => {}
            other => bail!("it has ended: {other:?}"),
        }
    }
    Ok(socket)
}

async fn listen(mut socket: Socket, number: usize, news: mpsc::UnboundedSender<News>) {
    let end = loop {
        match socket.next().await {
            Ok(Said::Next(payload)) => {
                let at = SystemTime::now();
                if let Some((mark, change)) = find(&payload) {
                    let cursor = cursor(&payload);
                    let receipt = Receipt { socket: number, mark, number: change, cursor, at };
                    if news.send(News::Came(receipt)).is_err() {
                        return;
                    }
                }
            }
            Ok(other) => break format!("{other:?}"),
            Err(error) => break format!("{error:#}"),
        }
    };
    news.send(News::Ended(number, end)).ok();
}

/// Mark and number in a title. Parsing all of each message would take the processors from the server.
fn find(payload: &str) -> Option<(&'static str, u64)> {
    MARKS.iter().find_map(|mark| {
        let (_, rest) = payload.split_once(&format!("\"{mark} #"))?;
        let (number, _) = rest.split_once('"')?;
        Some((*mark, number.parse().ok()?))
    })
}

fn cursor(payload: &str) -> u64 {
    let text = payload.split_once("\"cursor\":\"").and_then(|(_, rest)| rest.split_once('"'));
    let mut hasher = DefaultHasher::new();
    text.map(|(cursor, _)| cursor).hash(&mut hasher);
    hasher.finish()
}

fn say(answer: &Answer) -> Result<()> {
    println!("{}", serde_json::to_string(answer)?);
    Ok(())
}

/// All sockets together.
struct Crowd {
    heard: mpsc::UnboundedReceiver<News>,
    receipts: Vec<Receipt>,
    /// By mark and number.
    counts: HashMap<&'static str, BTreeMap<u64, usize>>,
}

impl Crowd {
    async fn obey(&mut self, input: &mut Lines<BufReader<Stdin>>) -> Result<()> {
        loop {
            tokio::select! {
                Some(news) = self.heard.recv() => self.note(news)?,
                line = input.next_line() => match line? {
                    None => return Ok(()),
                    Some(line) => {
                        let answer = self.answer(serde_json::from_str(&line)?).await?;
                        say(&answer)?;
                    }
                },
            }
        }
    }

    async fn answer(&mut self, order: Order) -> Result<Answer> {
        match order {
            Order::Wait { mark, from, count, seconds } => {
                let deadline = Instant::now() + Duration::from_secs_f64(seconds);
                while self.count(&mark, from) < count {
                    let Ok(news) = timeout_at(deadline, self.heard.recv()).await else { break };
                    self.note(news.context("all sockets have ended")?)?;
                }
                Ok(Answer::Came(self.count(&mark, from)))
            }
            Order::Tell { mark, commits, sockets } => Ok(Answer::Told(self.tell(&mark, &commits, sockets)?)),
        }
    }

    fn count(&self, mark: &str, from: u64) -> usize {
        let counts = self.counts.get(mark).into_iter();
        counts.flat_map(|counts| counts.range(from..)).map(|(_, count)| count).sum()
    }

    fn note(&mut self, news: News) -> Result<()> {
        match news {
            News::Ended(number, end) => bail!("socket {number} has ended: {end}"),
            News::Came(receipt) => {
                *self.counts.entry(receipt.mark).or_default().entry(receipt.number).or_default() += 1;
                self.receipts.push(receipt);
            }
        }
        Ok(())
    }

    fn tell(&mut self, mark: &str, commits: &HashMap<u64, f64>, sockets: Option<usize>) -> Result<Told> {
        let mut times = Vec::with_capacity(self.receipts.len());
        let mut cursors = HashSet::with_capacity(self.receipts.len());
        let mut numbers: HashMap<usize, BTreeSet<u64>> = HashMap::new();
        let mut twice = 0;
        for receipt in self.receipts.iter().filter(|receipt| receipt.mark == mark) {
            // What is no change of this turn is one that was told late.
            let Some(commit) = commits.get(&receipt.number) else { continue };
            if !cursors.insert((receipt.socket, receipt.cursor)) {
                twice += 1;
                continue;
            }
            if numbers.entry(receipt.socket).or_default().insert(receipt.number) {
                times.push((receipt.at.duration_since(SystemTime::UNIX_EPOCH)?.as_secs_f64() - commit) * 1e3);
            }
        }
        self.receipts.clear();
        self.counts.clear();
        ensure!(!times.is_empty(), "nothing of the {mark} changes has come");
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        let (p50_ms, p99_ms) = (at(50), at(99));
        let seen: usize = numbers.values().map(BTreeSet::len).sum();
        // A later state of a row that is seen by all covers those before.
        let covered = match sockets {
            Some(_) => numbers
                .values()
                .filter_map(BTreeSet::last)
                .map(|last| commits.keys().filter(|k| *k <= last).count())
                .sum(),
            None => seen,
        };
        let missing = (commits.len() * sockets.unwrap_or(1)).saturating_sub(covered);
        Ok(Told {
            deliveries: cursors.len(),
            missing,
            merged: covered.saturating_sub(seen),
            twice,
            p50_ms,
            p99_ms,
        })
    }
}
