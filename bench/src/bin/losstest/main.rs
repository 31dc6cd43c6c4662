//! A loss test that anyone can run: `cargo run --bin losstest -- --writers 8 --subscribers 200 --minutes 2`.
//!
//! Real servers behind a load balancer, over a throwaway PostgreSQL, with subscribers on real sockets and writers of every
//! kind, while nodes are killed, PostgreSQL is killed, connections are lost, readers stall, a standby takes over and the log is
//! cut. In the end each subscriber's account is compared with what really happened: nothing missing, nothing twice, no row's
//! changes out of order, nothing of rows that are not the reader's, and `RESYNC_REQUIRED` where it is due and nowhere else.
//!
//! It needs nothing that is installed: PostgreSQL is the one that `make postgres` fetches. Chance is seeded, so that the same
//! things go wrong in the same order; when exactly, depends on the machine.
//!
//! Rooms: `course` is the course of a test. `world` are the people and rows, over `table` and `kind`; `subscriber` reads and
//! keeps `line`s; `writer`, `author`, `sight` and `pulse` write; `fault` breaks `fleet`, which is behind a `balancer`, `forward`
//! and the clusters. `truth` is read past the server and put in order by `books`; `accountant`, `resync` and `promise` compare,
//! `report` tells.

mod accountant;
mod author;
mod balancer;
mod books;
mod course;
mod fault;
mod fleet;
mod forward;
mod kind;
mod line;
mod promise;
mod pulse;
mod report;
mod resync;
mod sight;
mod subscriber;
mod table;
mod truth;
mod world;
mod writer;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

/// Tries to make Workgraph's streams lose something.
#[derive(Debug, Parser)]
pub struct Arguments {
    /// Programs that write with SQL; two more write through the API
    #[arg(long, default_value_t = 8)]
    writers: usize,
    /// Sockets with a subscription each
    #[arg(long, default_value_t = 200)]
    subscribers: usize,
    /// How long things go wrong
    #[arg(long, default_value_t = 2.0)]
    minutes: f64,
    /// Servers
    #[arg(long, default_value_t = 2)]
    nodes: usize,
    /// Where chance begins; any by default
    #[arg(long)]
    seed: Option<u64>,
    /// Whether a standby takes over; by default in runs of more than a minute
    #[arg(long, num_args = 0..=1, default_missing_value = "true")]
    failover: Option<bool>,
    /// Whether the change log is cut; by default in runs of more than a minute
    #[arg(long, num_args = 0..=1, default_missing_value = "true")]
    retention: Option<bool>,
    /// Seconds between two faults, at most
    #[arg(long, default_value_t = 5.0)]
    every: f64,
    /// Milliseconds between two transactions of a writer, at most
    #[arg(long, default_value_t = 400)]
    pause: u64,
    /// Keep the logs of the servers and the files of PostgreSQL
    #[arg(long)]
    keep: bool,
    /// The cargo that builds the server first; that which runs this program, if there is one
    #[arg(long, env = "CARGO", hide = true)]
    cargo: Option<PathBuf>,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start threads")?;
    runtime.block_on(async {
        tokio::select! {
            passed = course::run(&arguments) => Ok(if passed? { ExitCode::SUCCESS } else { ExitCode::FAILURE }),
            _ = tokio::signal::ctrl_c() => Ok(ExitCode::FAILURE),
        }
    })
}
