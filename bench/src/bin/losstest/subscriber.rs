//! A subscriber: an ordinary client that keeps what it is told, and goes on where it was after every break, on any node.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};
use bench::socket::{Options, Said, Socket};
use bench::web;
use rand::Rng as _;
use rand::rngs::StdRng;
use serde_json::json;
use tokio::sync::{mpsc, watch};
use tokio::time::sleep;
use workgraph::stream::{Cursor, LogId, Position};

use crate::kind::{KINDS, Kind};
use crate::line::{self, End, Line};
use crate::table::{Row, named};
use crate::world::{Account, World};

/// What the system keeps for a reader that will not read: little, so that the server feels it soon.
const SMALL_BUFFER: u32 = 4096;
/// A stream that is refused so often in turn is given up.
const REFUSALS_MAX: usize = 200;
/// How often a write may be put off before anything has been broken.
const ATTEMPTS_MAX: usize = 20;
/// Codes of streams that end for a reason which passes.
const PASSING: [&str; 3] = ["TRY_AGAIN", "TIMEOUT", "INTERNAL_SERVER_ERROR"];

/// What may be done to a subscriber.
#[derive(Debug, Clone, Copy)]
pub enum Order {
    /// Its connection is lost.
    Cut,
    /// It does not read for so long.
    Stall(Duration),
}

/// How far the test is.
#[derive(Debug, Clone)]
pub enum Stage {
    /// There is no end in sight.
    Running,
    /// Whoever has got the last change of its mark is done: its log, and the places of all marks in it.
    Last(LogId, Arc<HashMap<Row, Position>>),
    /// Whoever is not done is not going to be.
    Over,
}

/// What a subscriber has to say in the end.
#[derive(Debug, Default)]
pub struct Told {
    /// All its lines.
    pub lines: Vec<Line>,
    /// How often its streams or sockets ended, by code.
    pub ends: BTreeMap<String, usize>,
    /// What ought not to have happened.
    pub faults: Vec<String>,
}

/// One that runs.
pub struct Subscriber {
    world: Arc<World>,
    account: usize,
    kind: usize,
    address: String,
    random: StdRng,
    options: Options,
    orders: mpsc::UnboundedReceiver<Order>,
    stage: watch::Receiver<Stage>,
    /// Counts those that have begun, until this one has.
    begun: Option<watch::Sender<usize>>,
    told: Told,
}

/// Why a connection was left.
enum Left {
    Done,
    Resync,
    Broken(String),
}

impl Subscriber {
    /// One of this account and kind. `is_slow`: it may be made to stall.
    #[expect(clippy::too_many_arguments, reason = "each is another thing that it talks to")]
    pub fn new(
        world: Arc<World>,
        account: usize,
        kind: usize,
        is_slow: bool,
        address: String,
        random: StdRng,
        orders: mpsc::UnboundedReceiver<Order>,
        stage: watch::Receiver<Stage>,
        begun: watch::Sender<usize>,
    ) -> Self {
        let options = Options { receive_buffer: is_slow.then_some(SMALL_BUFFER), source: None };
        let told = Told::default();
        Self { world, account, kind, address, random, options, orders, stage, begun: Some(begun), told }
    }

    /// Subscribes until the test is over.
    pub async fn run(mut self) -> Told {
        let name = format!("{} of account {}", KINDS[self.kind].field, self.account().number);
        if let Err(error) = self.subscribe().await {
            self.begin();
            self.told.faults.push(format!("{name}: {error:#}"));
        }
        self.told
    }

    fn begin(&mut self) {
        if let Some(begun) = self.begun.take() {
            begun.send_modify(|begun| *begun += 1);
        }
    }

    fn account(&self) -> &Account {
        &self.world.accounts[self.account]
    }

    async fn subscribe(&mut self) -> Result<()> {
        let after = if self.random.random() { None } else { Some(self.cursor_of_a_write().await?) };
        let mut line = Line::begin(self.account, self.kind, after);
        let mut refusals = 0;
        loop {
            let before = line.items.len();
            let left = self.follow(&mut line).await?;
            refusals = if line.items.len() > before { 0 } else { refusals + 1 };
            if refusals > REFUSALS_MAX {
                bail!("nothing came on {REFUSALS_MAX} connections; the last ended with {}", reason(&left));
            }
            *self.told.ends.entry(reason(&left).to_owned()).or_default() += 1;
            let end = match &left {
                Left::Done => Some(End::Final),
                Left::Resync => Some(End::Resync),
                Left::Broken(_) if line.place().is_none() && !line.items.is_empty() => Some(End::Cut),
                Left::Broken(_) => None,
            };
            if let Some(end) = end {
                line.end = Some((end, SystemTime::now()));
                self.told.lines.push(line);
                if end == End::Final {
                    return Ok(());
                }
                line = Line::begin(self.account, self.kind, None);
            } else if matches!(*self.stage.borrow(), Stage::Over) {
                self.told.lines.push(line);
                bail!("has not caught up with the last change of its mark");
            }
            // As clients do, lest all of them come back at once.
            let pause = Duration::from_millis(self.random.random_range(20..300));
            sleep(pause).await;
        }
    }

    /// One connection, from its beginning to its end.
    async fn follow(&mut self, line: &mut Line) -> Result<Left> {
        let opened = Socket::open(&self.address, &self.account().token, self.options).await;
        let mut socket = match opened {
            Ok(socket) => socket,
            Err(error) if format!("{error:#}").contains("refused with Some(4") => bail!("{error:#}"),
            Err(error) if format!("{error:#}").contains("refused with") => {
                return Ok(Left::Broken("not let in".to_owned()));
            }
            Err(_) => return Ok(Left::Broken("not connected".to_owned())),
        };
        let kind = &KINDS[self.kind];
        let variables = match line.place() {
            Some(cursor) => {
                if !line.items.is_empty() {
                    line.resumed.push((cursor, SystemTime::now()));
                }
                json!({"after": cursor.to_string()})
            }
            None => json!({"snapshot": true}),
        };
        if socket.subscribe("1", &kind.document(), variables).await.is_err() {
            return Ok(Left::Broken("not subscribed".to_owned()));
        }
        self.begin();
        loop {
            if self.is_done(line, kind) {
                return Ok(Left::Done);
            }
            tokio::select! {
                said = socket.next() => match said? {
                    Said::Next(payload) => line.items.push(line::read(&payload)?),
                    Said::Error(code) if code == "RESYNC_REQUIRED" => return Ok(Left::Resync),
                    Said::Error(code) if PASSING.contains(&code.as_str()) => return Ok(Left::Broken(code)),
                    Said::Error(code) => bail!("the stream ended with {code}"),
                    Said::Complete => bail!("the stream was completed"),
                    Said::Closed(Some(code @ (4400..=4499 | 1011))) => bail!("the socket was closed with {code}"),
                    Said::Closed(Some(code)) => return Ok(Left::Broken(format!("closed with {code}"))),
                    Said::Closed(None) => return Ok(Left::Broken("gone".to_owned())),
                },
                Some(order) = self.orders.recv() => match order {
                    Order::Stall(length) => sleep(length).await,
                    Order::Cut => {
                        socket.cut();
                        return Ok(Left::Broken("cut".to_owned()));
                    }
                },
                Ok(()) = self.stage.changed() => {
                    if matches!(*self.stage.borrow(), Stage::Over) {
                        return Ok(Left::Broken("over".to_owned()));
                    }
                }
            }
        }
    }

    fn is_done(&self, line: &Line, kind: &Kind) -> bool {
        let Stage::Last(log, marks) = &*self.stage.borrow() else { return false };
        let (relation, id) = (kind.mark)(self.account());
        let mark = named(relation).and_then(|table| marks.get(&Row { table, id }));
        let reached = line.place().filter(|reached| reached.log == *log);
        reached.zip(mark).is_some_and(|(reached, mark)| reached.position >= *mark)
    }

    /// A place to begin at without a snapshot, as a client has it that has just written something.
    async fn cursor_of_a_write(&mut self) -> Result<Cursor> {
        const WRITE: &str =
            "mutation ($id: ID!) { taskjugglerTaskUpdate(id: $id, input: {title: \"mark\"}) { cursor } }";
        let variables = json!({"id": crate::table::id(11, self.account().number)});
        for _ in 0..ATTEMPTS_MAX {
            let answer =
                web::ask(&self.address, &self.account().token, WRITE, variables.clone(), None).await?;
            let cursor = answer["data"]["taskjugglerTaskUpdate"]["cursor"].as_str();
            match (cursor, web::code(&answer)) {
                (Some(cursor), _) => {
                    return cursor.parse().map_err(|_| anyhow::anyhow!("not a cursor: {cursor}"));
                }
                (None, Some(code)) if PASSING.contains(&code) => {}
                (None, _) => bail!("a write without a cursor: {answer}"),
            }
        }
        bail!("a write was put off {ATTEMPTS_MAX} times")
    }
}

fn reason(left: &Left) -> &str {
    match left {
        Left::Done => "done",
        Left::Resync => "RESYNC_REQUIRED",
        Left::Broken(reason) => reason,
    }
}
