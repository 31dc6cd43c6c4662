//! `migrate`: brings the tables of the database up to date, takes them back, or tells how they stand.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Subcommand;

use super::database::Database;
use crate::config::Config;

#[derive(Debug, Clone, Copy, Subcommand)]
pub(super) enum Step {
    /// Apply what is pending
    Up,
    /// Take back migrations, with all data in their tables
    Down {
        /// How many; all if absent
        steps: Option<u32>,
    },
    /// List all migrations; the exit code is 0 only if none is pending
    Status,
}

pub(super) async fn run(config: &Config, step: Step) -> Result<ExitCode> {
    let database = Database::join(&config.database).await?;
    let connection =
        migration::connect(&database.owner_url).await.context("cannot connect to the database")?;
    let mut code = ExitCode::SUCCESS;
    match step {
        Step::Up => {
            let count = migration::up(&connection, tell_up).await.context("a migration failed")?;
            eprintln!("{count} migrations applied");
        }
        Step::Down { steps } => {
            let tell = |name: &str| eprintln!("taking back {name}");
            let count = migration::down(&connection, steps, tell).await.context("a migration failed")?;
            eprintln!("{count} migrations taken back");
        }
        Step::Status => {
            for (name, applied) in migration::status(&connection).await? {
                println!("{} {name}", if applied { "applied" } else { "pending" });
                if !applied {
                    code = ExitCode::FAILURE;
                }
            }
        }
    }
    connection.close().await?;
    database.close().await?;
    Ok(code)
}

/// Progress of a migration, for a person who waits.
pub(super) fn tell_up(name: &str) {
    eprintln!("migrating: {name}");
}
