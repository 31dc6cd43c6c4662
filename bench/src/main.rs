//! Workgraph beside the floor: the same rows by hand-written, prepared SQL behind a bare axum handler.
//!
//! Both serve the same database to the same clients in turns, so that a machine which is slower for a while is slower for
//! both; what counts is the ratio within a round. The floor asks nobody who they are and has no row level security: it
//! connects as the owner. Workgraph is measured with one signed-in account and with 500 different ones.
//!
//! `make bench` runs it on a throwaway PostgreSQL. With `DATABASE_URL` it uses that database, which must belong to it
//! alone: it is migrated and filled first, where that has not been done.
//!
//! Rooms: `case` says what is asked of both, `floor` answers as well as it can be done by hand, `people` are the accounts and what
//! each may ask for, `load` asks, `report` writes the table.

mod case;
mod floor;
mod load;
mod people;
mod report;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use bench::process::{self, Postgres, Server};
use clap::{Parser, Subcommand};

use crate::case::Case;
use crate::load::Round;
use crate::people::People;
use crate::report::Figures;

/// Measures Workgraph against hand-written SQL.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The database, as its owner
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: String,
    /// Units of data, as `workgraph seed --scale` counts them
    #[arg(long, default_value_t = 100)]
    scale: u32,
    /// Seconds of a round
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
    /// Rounds of each case
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Connections that ask at the same time
    #[arg(long, default_value_t = 16)]
    connections: usize,
    /// Only these cases, such as `q1`
    #[arg(long)]
    only: Vec<String>,
    /// Write the table into this file as well
    #[arg(long)]
    write: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the floor
    Floor,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut runtime = match arguments.command {
        Some(Command::Floor) => tokio::runtime::Builder::new_multi_thread(),
        // One thread asks, so that it cannot take the processors from those who answer.
        None => tokio::runtime::Builder::new_current_thread(),
    };
    let runtime = runtime.enable_all().build().context("cannot start threads")?;
    runtime.block_on(async {
        match arguments.command {
            Some(Command::Floor) => floor::serve(&arguments.database_url).await,
            None => measure(&arguments).await,
        }
    })
}

async fn measure(arguments: &Arguments) -> Result<()> {
    process::workgraph(&["migrate", "up"]).await?;
    process::workgraph(&["seed", "--scale", &arguments.scale.to_string()]).await?;
    let mut people = People::prepare(&arguments.database_url).await?;
    let postgres = Postgres::of(&arguments.database_url).await?;
    let cases: Vec<&Case> = case::CASES.iter().filter(|case| wanted(arguments, case)).collect();
    let telling = Server::workgraph(true).await?;
    load::find_places(&telling, &mut people.dispatcher).await?;
    for account in &mut people.accounts {
        // Whoever sees less than the dispatcher asks for the same range.
        account.places.clone_from(&people.dispatcher.places);
    }
    let mut statements = Vec::with_capacity(cases.len());
    for case in &cases {
        statements.push(load::statements(case, &telling, &people).await?);
    }
    telling.end().await?;
    let floor = Server::floor().await?;
    let workgraph = Server::workgraph(false).await?;
    let mut report = report::Report::new(&workgraph, arguments)?;
    for (case, statements) in cases.into_iter().zip(statements) {
        let mut figures = Figures::new(case, statements);
        for round in 0..=arguments.rounds {
            // The first one warms up.
            let seconds = if round == 0 { 1.0 } else { arguments.seconds };
            let length = Duration::from_secs_f64(seconds);
            for (variant, server, accounts) in
                [(0, &floor, 1), (1, &workgraph, 1), (2, &workgraph, people.accounts.len())]
            {
                let asked =
                    Round { case, server, people: &people, accounts, connections: arguments.connections };
                let figure = asked.run(length, &postgres).await?;
                if round > 0 {
                    figures.add(variant, figure);
                }
            }
        }
        report.add(figures);
    }
    let text = report.text();
    println!("{text}");
    if let Some(path) = &arguments.write {
        std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn wanted(arguments: &Arguments, case: &Case) -> bool {
    arguments.only.is_empty() || arguments.only.iter().any(|name| name == case.name)
}
