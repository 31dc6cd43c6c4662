//! `keys`: the keys that sign access tokens.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use super::database::Database;
use crate::auth::Keys;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;

#[derive(Debug, Clone, Copy, Subcommand)]
pub(super) enum Step {
    /// Make a new key. Running servers publish it at once and sign with it some minutes later; the old one goes on
    /// verifying until its last token has expired
    Rotate,
}

pub(super) async fn run(config: &Config, step: Step) -> Result<ExitCode> {
    let Step::Rotate = step;
    let database = Database::join(&config.database).await?;
    let rotated = rotate(config, &database).await;
    database.close().await?;
    println!("{}", rotated?);
    Ok(ExitCode::SUCCESS)
}

async fn rotate(config: &Config, database: &Database) -> Result<String> {
    let db = Db::new(&database.settings(config).await?)?;
    let rotated = Keys::rotate(&db.worker(), &Clock::system(), &config.secrets).await;
    db.close().await;
    let (kid, signs_from) = rotated?;
    Ok(format!("{kid} signs from {}", signs_from.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)))
}
