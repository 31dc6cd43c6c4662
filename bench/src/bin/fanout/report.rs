//! The tables that come of it.

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::Result;

use crate::Arguments;
use crate::load::Told;

/// What one case of a turn came to.
pub struct Case {
    /// What the sockets got.
    pub told: Told,
    /// Microseconds of processor time that the server took for one delivery.
    pub server_us: f64,
    /// Microseconds of processor time that PostgreSQL took for one delivery.
    pub postgres_us: f64,
    /// Transactions of the server for one change.
    pub transactions: f64,
}

impl Case {
    /// Of so many changes: what came of them, and seconds of processor time and transactions that all of them took.
    #[expect(clippy::cast_precision_loss, reason = "a few million at most")]
    pub fn new(told: Told, changes: usize, server: f64, postgres: f64, transactions: f64) -> Self {
        let deliveries = told.deliveries as f64;
        Self {
            told,
            server_us: server * 1e6 / deliveries,
            postgres_us: postgres * 1e6 / deliveries,
            transactions: transactions / changes as f64,
        }
    }
}

/// What one turn came to.
pub struct Turn {
    /// How many sockets there were.
    pub sockets: usize,
    /// How long they took to begin.
    pub gathered: Duration,
    /// Bytes of the server's memory for each of them, while it was idle.
    pub memory_each: f64,
    /// Transactions in a second while nothing changed.
    pub idle_per_second: f64,
    /// The row that all see.
    pub hot: Case,
    /// Rows of which each is one socket's own.
    pub own: Case,
}

/// A page in the making.
pub struct Report {
    text: String,
    turns: String,
    rest: String,
}

impl Report {
    /// The head of the page.
    ///
    /// # Errors
    /// When the machine does not tell what it has.
    pub fn new(arguments: &Arguments) -> Result<Self> {
        let mut text =
            String::from("# Changes on their way to many sockets\n\nWritten by `make fanout`.\n\n");
        writeln!(
            text,
            "{} cores for the server, PostgreSQL and the process with the sockets. Each socket is another account's, with one \
             subscription to the tasks of all systems. *hot*: {} changes of a row that all see, each told to all before the next. \
             *own*: {} changes in a second of rows that one socket sees each. Times are from the commit to the receipt.\n",
            std::thread::available_parallelism()?,
            arguments.hot,
            arguments.rate,
        )?;
        Ok(Self { text, turns: String::new(), rest: String::new() })
    }

    /// The lines of a turn.
    pub fn turn(&mut self, turn: &Turn) {
        for (name, case) in [("hot", &turn.hot), ("own", &turn.own)] {
            let Told { deliveries, missing, merged, twice, p50_ms, p99_ms } = case.told;
            let _infallible = writeln!(
                self.turns,
                "| {} | {name} | {deliveries} | {p50_ms:.1} | {p99_ms:.1} | {:.0} | {:.0} | {:.1} | {missing} | {merged} | {twice} |",
                turn.sockets, case.server_us, case.postgres_us, case.transactions,
            );
        }
        let _infallible = writeln!(
            self.rest,
            "- {} idle subscriptions: {:.1} KiB of the server's memory each, {:.1} transactions in a second for all of them \
             together; they began within {:.1} s.",
            turn.sockets,
            turn.memory_each / 1024.0,
            turn.idle_per_second,
            turn.gathered.as_secs_f64(),
        );
    }

    /// One change at a time: by SQL, and through the API.
    pub fn idle(&mut self, told: &[Told; 2]) {
        for (how, told) in ["by SQL", "through the API"].iter().zip(told) {
            let _infallible = writeln!(
                self.rest,
                "- One change at a time, {how}, to one socket: p50 {:.1} ms, p99 {:.1} ms; {} missing, {} merged, {} twice.",
                told.p50_ms, told.p99_ms, told.missing, told.merged, told.twice,
            );
        }
    }

    /// Live queries, while nothing changes.
    pub fn live(&mut self, arguments: &Arguments, without: f64, with: f64) {
        let _infallible = writeln!(
            self.rest,
            "- {} live queries, while nothing changes: {with:.1} transactions in a second; {without:.1} without any.",
            arguments.live,
        );
    }

    /// The whole page.
    pub fn text(&self) -> String {
        format!(
            "{}| sockets | | deliveries | p50 ms | p99 ms | server µs each | PostgreSQL µs each | transactions for a change | missing | merged | \
             twice |\n|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n{}\n{}",
            self.text, self.turns, self.rest
        )
    }
}
