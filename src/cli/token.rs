//! `token`: an access token for an account, without its password. For development.

use std::process::ExitCode;

use anyhow::{Result, bail};
use chrono::TimeDelta;

use super::database::Database;
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Mode};

const LIFETIME: TimeDelta = TimeDelta::days(1);

pub(super) async fn run(config: &Config, email: &str) -> Result<ExitCode> {
    if config.mode == Mode::Production {
        bail!("`token` is for development; WORKGRAPH_ENV says production");
    }
    let database = Database::join(&config.database).await?;
    let token = issue(config, &database, email).await;
    database.close().await?;
    println!("{}", token?);
    Ok(ExitCode::SUCCESS)
}

async fn issue(config: &Config, database: &Database, email: &str) -> Result<String> {
    let app = App::build(&database.app_settings(config).await?, Clock::system()).await?;
    let token = app.accounts.issue_for(email, LIFETIME).await;
    app.close().await;
    Ok(token?)
}
