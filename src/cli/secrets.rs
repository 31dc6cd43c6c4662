//! `secrets`: the keys with which secrets are sealed.

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use super::database::Database;
use crate::config::Config;
use crate::db::Db;
use crate::domain::reseal::{Resealed, reseal};

#[derive(Debug, Clone, Copy, Subcommand)]
pub(super) enum Step {
    /// Seal again, with the first key of WORKGRAPH_SECRET_KEY, whatever another one has sealed
    ///
    /// A line for each column. The exit code is 0 only if no other key is needed any more. Servers may go on running; all of
    /// them must have the new key by then.
    Rotate,
}

pub(super) async fn run(config: &Config, step: Step) -> Result<ExitCode> {
    let Step::Rotate = step;
    let database = Database::join(&config.database).await?;
    let done = rotate(config, &database).await;
    database.close().await?;
    let done = done?;
    for Resealed { column, sealed, left } in &done {
        let left = if *left == 0 { String::new() } else { format!(", {left} that no key opens") };
        println!("{column}: {sealed} sealed again{left}");
    }
    let is_done = done.iter().all(|column| column.left == 0);
    Ok(if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn rotate(config: &Config, database: &Database) -> Result<Vec<Resealed>> {
    let db = Db::new(&database.settings(config).await?)?;
    let done = reseal(&db.worker(), &config.secrets).await;
    db.close().await;
    Ok(done?)
}
