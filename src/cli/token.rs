//! `token`: access tokens for accounts, without their passwords. For development.

use std::process::ExitCode;

use anyhow::{Result, bail};
use chrono::TimeDelta;

use super::database::Database;
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Mode};

const LIFETIME: TimeDelta = TimeDelta::days(1);

pub(super) async fn run(config: &Config, emails: &[String]) -> Result<ExitCode> {
    if config.mode == Mode::Production {
        bail!("`token` is for development; WORKGRAPH_ENV says production");
    }
    let database = Database::join(&config.database).await?;
    let tokens = issue(config, &database, emails).await;
    database.close().await?;
    println!("{}", tokens?.join("\n"));
    Ok(ExitCode::SUCCESS)
}

async fn issue(config: &Config, database: &Database, emails: &[String]) -> Result<Vec<String>> {
    let app = App::build(&database.app_settings(config).await?, Clock::system()).await?;
    let mut tokens = Vec::with_capacity(emails.len());
    for email in emails {
        tokens.push(app.accounts.issue_for(email, LIFETIME).await?);
    }
    app.close().await;
    Ok(tokens)
}
