//! Fan-out: what it costs to tell many sockets of a change, and how long it takes.
//!
//! One server in release mode on a throwaway PostgreSQL, and the sockets in a process of their own, so that each can be
//! watched by itself. Each socket is that of another account, with one subscription to tasks of all systems. It sees two rows:
//! a *hot* one, which all see, and one of its *own*. Then what an idle system takes for one change, by SQL and through the
//! API, and what live queries cost while nothing changes.
//!
//! A delivery is timed from the commit, as PostgreSQL notes it (`track_commit_timestamp`), to its receipt; both processes have
//! the same clock. `make fanout` runs it and writes bench/FANOUT.md.
//!
//! Rooms: `load` is the process with the sockets, `crowd` talks to it, `measure` is what is measured, `report` writes the tables.

mod crowd;
mod load;
mod measure;
mod report;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// Measures how changes reach many sockets.
#[derive(Debug, Parser)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// How many sockets there are, with commas between several turns
    #[arg(long, value_delimiter = ',', default_value = "2000,10000")]
    sockets: Vec<usize>,
    /// Changes of the hot row in each turn; each is told to all sockets before the next
    #[arg(long, default_value_t = 100)]
    hot: usize,
    /// Changes of rows of which each is one socket's own, in each turn
    #[arg(long, default_value_t = 2000)]
    own: usize,
    /// How many of these in a second
    #[arg(long, default_value_t = 200.0)]
    rate: f64,
    /// Changes in an idle system, of each kind
    #[arg(long, default_value_t = 300)]
    idle: usize,
    /// Live queries that wait while nothing changes
    #[arg(long, default_value_t = 1000)]
    live: usize,
    /// Seconds for which something is watched that does nothing
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// Keep the log of the server and the files of PostgreSQL
    #[arg(long)]
    keep: bool,
    /// Write the tables into this file as well
    #[arg(long)]
    write: Option<PathBuf>,
    /// The cargo that builds the server first; that which runs this program, if there is one
    #[arg(long, env = "CARGO", hide = true)]
    cargo: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Hold the sockets
    Load {
        /// Where the server is
        #[arg(long)]
        addr: String,
        /// What each socket subscribes to
        #[arg(long)]
        document: String,
        /// How many answers each gets before anything changes
        #[arg(long)]
        first: usize,
    },
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    raise_limit()?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start threads")?;
    runtime.block_on(async {
        match &arguments.command {
            Some(Command::Load { addr, document, first }) => load::run(addr, document, *first).await,
            None => tokio::select! {
                done = measure::run(&arguments) => done,
                _ = tokio::signal::ctrl_c() => Ok(()),
            },
        }
    })
}

/// Each socket is an open file, here and in the server, which inherits the limit.
fn raise_limit() -> Result<()> {
    let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE).context("cannot read the limit of open files")?;
    setrlimit(Resource::RLIMIT_NOFILE, hard, hard).context("cannot raise the limit of open files")
}
