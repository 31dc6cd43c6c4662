//! The commands. Each is a file; this one parses, sets up what all of them need, and calls it.
//!
//! Standard output carries what a command was asked for and nothing else; progress and log lines go to standard error.

mod backup;
mod database;
mod doctor;
mod import;
mod keys;
mod migrate;
mod postgres;
mod restore;
mod schema;
mod secrets;
mod seed;
mod serve;
mod token;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::config::{self, Config};
use crate::telemetry;

/// One GraphQL API over the work of five systems, with live streams that lose nothing.
#[derive(Debug, Parser)]
#[command(name = "workgraph", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server
    Serve,
    /// Change the tables of the database
    Migrate {
        #[command(subcommand)]
        step: migrate::Step,
    },
    /// Print the GraphQL schema
    Schema,
    /// Load demo data into a database without accounts; for development
    Seed {
        /// Then load N units of fifteen thousand rows beside it, always the same ones
        ///
        /// 100 units are 1.5 million rows, among them 200,000 tasks, 600,000 messages and 200,000 notifications of
        /// TaskJuggler; they take a few minutes and half a gigabyte. What is there already is kept: an interrupted load
        /// goes on, and a larger number adds.
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(migration::scale::MAX)))]
        scale: Option<u32>,
    },
    /// Take over accounts of another system
    Import {
        #[command(subcommand)]
        what: import::What,
    },
    /// Print access tokens for accounts, each in a line; for development
    Token {
        /// The account's address; may be given several times
        #[arg(long = "as", value_name = "EMAIL", required = true)]
        emails: Vec<String>,
    },
    /// Change the keys that sign access tokens
    Keys {
        #[command(subcommand)]
        step: keys::Step,
    },
    /// Change the keys with which secrets are sealed
    Secrets {
        #[command(subcommand)]
        step: secrets::Step,
    },
    /// Write the database to a new file; servers may go on running
    Backup {
        /// Where to write it
        file: PathBuf,
    },
    /// Make an empty or new database from a file that `backup` wrote
    Restore {
        /// What to read
        file: PathBuf,
        /// Put it in the place of what the private database holds now
        #[arg(long)]
        replace: bool,
    },
    /// Look at the configuration and the database, and say what is wrong; changes nothing
    ///
    /// A line for each check: ok, warning or failed. The exit code is 0 only if nothing failed.
    Doctor {
        /// Print the same as JSON
        #[arg(long)]
        json: bool,
    },
    /// Run a command with the URL of an empty throwaway database in DATABASE_URL; for tests
    Postgres {
        /// The command and its arguments
        #[arg(required = true, trailing_var_arg = true)]
        command: Vec<std::ffi::OsString>,
    },
}

/// Reads the arguments; ends the process where they are wrong or ask for help.
pub fn parse() -> Arguments {
    let mut command = Arguments::command().after_help(config::help());
    let matches = command.get_matches_mut();
    Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.format(&mut command).exit())
}

/// Runs the command that the arguments name.
pub fn run(arguments: Arguments) -> Result<ExitCode> {
    let config = Config::from_env();
    if let Ok(config) = &config {
        telemetry::init(config);
    }
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start threads")?;
    runtime.block_on(async {
        match arguments.command {
            // It is there to say what is wrong with a configuration, among others.
            Command::Doctor { json } => doctor::run(&config, json).await,
            Command::Serve => serve::run(&config?).await,
            Command::Migrate { step } => migrate::run(&config?, step).await,
            Command::Schema => schema::run(),
            Command::Seed { scale } => seed::run(&config?, scale).await,
            Command::Import { what } => import::run(&config?, what).await,
            Command::Token { emails } => token::run(&config?, &emails).await,
            Command::Keys { step } => keys::run(&config?, step).await,
            Command::Secrets { step } => secrets::run(&config?, step).await,
            Command::Backup { file } => backup::run(&config?, &file).await,
            Command::Restore { file, replace } => restore::run(&config?, &file, replace).await,
            Command::Postgres { command } => postgres::run(&config?, &command).await,
        }
    })
}
