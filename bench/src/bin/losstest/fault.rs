//! What goes wrong, when, and how it is put right again.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, bail};
use bench::cluster::{Cluster, Home, connect};
use nix::sys::signal::Signal;
use rand::Rng as _;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use tokio::sync::mpsc;
use tokio::time::sleep;
use tokio_postgres::Client;
use workgraph::stream::LogId;

use crate::fleet::Fleet;
use crate::forward::Forwarder;
use crate::subscriber::Order;
use crate::truth::Truth;

/// The name by which the primary knows its standby.
pub const STANDBY: &str = "standby";
/// How long the steps of a failover may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// What is not told is asked for so often.
const POLL: Duration = Duration::from_millis(20);
/// A shorter stall might be over before it is felt.
const STALL_MIN: Duration = Duration::from_secs(4);
/// All rows of the team whose readers stall, so often in turn: more events than a queue of the server holds.
const BURSTS: usize = 8;
const BURST: &str = "update taskjuggler.tasks set title = 'burst' where team_id = loss.id(2, 7)";

/// One thing that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// SIGKILL of a node.
    NodeKilled,
    /// SIGQUIT of PostgreSQL: all its processes end at once, as in a crash.
    PostgresStopped,
    /// SIGKILL of its first process.
    PostgresKilled,
    /// Clients lose their connections.
    SocketsCut,
    /// Clients do not read while much is written.
    ReadersStalled,
    /// The primary dies and the standby takes its place.
    Failover,
    /// What the change log keeps is dropped.
    LogDropped,
}

/// Those that may happen any number of times.
const COMMON: [Fault; 5] = [
    Fault::NodeKilled,
    Fault::PostgresStopped,
    Fault::PostgresKilled,
    Fault::SocketsCut,
    Fault::ReadersStalled,
];

/// What goes wrong in which order: first each kind once, those that may come but once among them, then any.
pub struct Plan {
    first: VecDeque<Fault>,
}

impl Plan {
    /// By chance, with or without what may come but once.
    pub fn new(fails_over: bool, drops_log: bool, random: &mut StdRng) -> Self {
        let mut first = COMMON.to_vec();
        first.extend(fails_over.then_some(Fault::Failover));
        first.extend(drops_log.then_some(Fault::LogDropped));
        first.shuffle(random);
        Self { first: first.into() }
    }

    /// Whether there is something that has to come yet.
    pub fn is_due(&self) -> bool {
        !self.first.is_empty()
    }

    /// The next.
    pub fn next(&mut self, random: &mut StdRng) -> Fault {
        self.first.pop_front().unwrap_or_else(|| COMMON[random.random_range(0..COMMON.len())])
    }
}

/// A time of which the accountant has to know.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Its begin.
    pub from: SystemTime,
    /// Its end.
    pub to: SystemTime,
}

/// A log of which something was dropped.
#[derive(Debug, Clone, Copy)]
pub struct Dropped {
    /// Which.
    pub log: LogId,
    /// When.
    pub span: Span,
    /// The first tick that is left.
    pub horizon: i64,
}

/// What went wrong.
#[derive(Debug, Default)]
pub struct Record {
    /// How often each kind.
    pub counts: BTreeMap<Fault, usize>,
    /// Everything, from its begin to when it was put right.
    pub spans: Vec<Span>,
    /// The failover.
    pub failover: Option<Span>,
    /// The times when the log was cut.
    pub dropped: Option<Dropped>,
}

/// Where a subscriber takes orders.
pub struct Reader {
    /// Its end of them.
    pub orders: mpsc::UnboundedSender<Order>,
    /// Whether it may be made to stall.
    pub is_slow: bool,
}

/// Everything that can be broken.
pub struct Scene {
    /// Where the clusters are.
    pub home: Home,
    /// The one that is written.
    pub primary: Cluster,
    /// The one that follows it, until it takes its place.
    pub standby: Option<Cluster>,
    /// How the one that is written is reached.
    pub forwarder: Forwarder,
    /// The servers.
    pub fleet: Fleet,
    /// The subscribers.
    pub readers: Vec<Reader>,
    /// What is read of the log before it ends.
    pub truth: Truth,
    /// What went wrong so far.
    pub record: Record,
}

impl Scene {
    /// The owner's URL, which stays the same.
    pub fn url(&self) -> String {
        self.home.url(self.forwarder.port())
    }

    /// Breaks something and puts it right.
    ///
    /// # Errors
    /// When it cannot be put right.
    pub async fn suffer(&mut self, fault: Fault, random: &mut StdRng) -> Result<()> {
        let from = SystemTime::now();
        let down = Duration::from_millis(random.random_range(0..2_000));
        match fault {
            Fault::NodeKilled => {
                let node = random.random_range(0..self.fleet.len());
                self.fleet.kill(node).await?;
                sleep(down).await;
                self.fleet.revive(node).await?;
            }
            Fault::PostgresStopped | Fault::PostgresKilled => {
                let signal = if fault == Fault::PostgresStopped { Signal::SIGQUIT } else { Signal::SIGKILL };
                self.primary.crash(signal).await?;
                sleep(down).await;
                self.primary.start(&self.home).await?;
            }
            Fault::SocketsCut => {
                for reader in self.readers.iter().filter(|_| random.random_ratio(1, 4)) {
                    reader.orders.send(Order::Cut).ok();
                }
            }
            Fault::ReadersStalled => self.stall(STALL_MIN + down).await?,
            Fault::Failover => {
                self.fail_over().await?;
                self.record.failover = Some(Span { from, to: SystemTime::now() });
            }
            Fault::LogDropped => {
                let horizon = self.drop_log().await?;
                let log = self.truth.logs.last().context("no log was read")?.id;
                self.record.dropped =
                    Some(Dropped { log, span: Span { from, to: SystemTime::now() }, horizon });
            }
        }
        self.record.spans.push(Span { from, to: SystemTime::now() });
        *self.record.counts.entry(fault).or_default() += 1;
        Ok(())
    }

    async fn stall(&self, length: Duration) -> Result<()> {
        for reader in self.readers.iter().filter(|reader| reader.is_slow) {
            reader.orders.send(Order::Stall(length)).ok();
        }
        let since = Instant::now();
        let client = connect(&self.url()).await?;
        for _ in 0..BURSTS {
            client.batch_execute(BURST).await.context("the rows of the slow team cannot be written")?;
        }
        sleep(length.saturating_sub(since.elapsed())).await;
        Ok(())
    }

    /// The standby follows without holding anybody up until it is needed: only then the primary waits for it at each commit,
    /// and it has all that was acknowledged before the primary dies.
    async fn fail_over(&mut self) -> Result<()> {
        let standby = self.standby.take().context("there is no standby")?;
        let primary = connect(&self.home.url(self.primary.port())).await?;
        primary.batch_execute(&format!("alter system set synchronous_standby_names = '{STANDBY}'")).await?;
        primary.batch_execute("select pg_reload_conf()").await?;
        let synchronous = "exists (select from pg_stat_replication where sync_state = 'sync')";
        until(&primary, synchronous).await.context("the standby does not follow")?;
        // The process that tells all others reads its settings before it does this.
        primary.batch_execute("checkpoint").await?;
        let row =
            primary.query_one("select pg_current_wal_lsn()::text, max(number) from loss.writes", &[]).await?;
        let (lsn, number): (String, i64) = (row.get(0), row.get(1));
        let followed = format!("exists (select from pg_stat_replication where replay_lsn >= '{lsn}')");
        until(&primary, &followed).await.context("the standby does not catch up")?;
        let written = format!("(select max(number) from loss.writes) > {}", number + 20);
        until(&primary, &written).await.context("nothing is written while the standby counts")?;

        self.primary.crash(Signal::SIGKILL).await?;
        self.forwarder.point_to(None);
        standby.promote(&self.home).await?;
        // Nobody gets here before the address leads here: the log of the old timeline is still whole.
        self.truth.read_log(&connect(&self.home.url(standby.port())).await?).await?;
        self.forwarder.point_to(Some(standby.port()));
        self.primary = standby;
        // It has a log of its own as soon as a node has opened it.
        let opened = "(select timeline = loss.timeline() from stream.log)";
        until(&connect(&self.url()).await?, opened).await.context("no node opens the new log")
    }

    /// Drops all of the log that has been read by anybody who keeps up; the first tick that is left.
    async fn drop_log(&mut self) -> Result<i64> {
        let client = connect(&self.url()).await?;
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            // Writers that hold a row and wait here may stand in the way of others: PostgreSQL then ends one of them or us.
            match self.try_drop_log(&client).await {
                Ok(Some(horizon)) => return Ok(horizon),
                Ok(None) => {}
                Err(error) => {
                    let code =
                        error.downcast_ref::<tokio_postgres::Error>().and_then(|error| error.code().cloned());
                    if code.is_none_or(|code| !["40P01", "55P03"].contains(&code.code())) {
                        return Err(error);
                    }
                }
            }
            client.batch_execute("rollback").await?;
            sleep(POLL).await;
        }
        bail!("the log cannot be dropped")
    }

    async fn try_drop_log(&mut self, client: &Client) -> Result<Option<i64>> {
        client.batch_execute("begin; set local lock_timeout = '5s'").await?;
        client.batch_execute("lock table stream.events in share row exclusive mode").await?;
        client.batch_execute("select stream.take_tick()").await?;
        self.truth.read_log(client).await?;
        client.batch_execute("select stream.drop_partitions('-10 days'), stream.make_partitions()").await?;
        let row = client
            .query_one("select min(id), exists (select from stream.events) from stream.ticks", &[])
            .await?;
        let (horizon, is_left): (i64, bool) = (row.get(0), row.get(1));
        if is_left {
            return Ok(None);
        }
        client.batch_execute("commit").await?;
        Ok(Some(horizon))
    }
}

/// Returns once the condition holds.
///
/// # Errors
/// When it does not within a minute.
pub async fn until(client: &Client, condition: &str) -> Result<()> {
    let since = Instant::now();
    let sql = format!("select coalesce({condition}, false)");
    while since.elapsed() < PATIENCE {
        if client.query_one(&sql, &[]).await?.get(0) {
            return Ok(());
        }
        sleep(POLL).await;
    }
    bail!("never: {condition}")
}
