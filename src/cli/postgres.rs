//! `postgres`: a throwaway database for the time of one command.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Context, Result};
use tokio::process::Command;

use super::database::Database;
use crate::config::Config;

/// Runs the command to its end and passes its exit code on. The database goes away even if this process is killed.
pub(super) async fn run(config: &Config, command: &[OsString]) -> Result<ExitCode> {
    let (program, arguments) = command.split_first().context("a command is needed")?;
    let database = Database::throwaway(&config.database).await?;
    let status = Command::new(program)
        .args(arguments)
        .env("DATABASE_URL", &database.owner_url)
        .status()
        .await
        .with_context(|| format!("cannot run {}", program.display()))?;
    database.close().await?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
