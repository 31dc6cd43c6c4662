//! `seed`: loads the demo data. For development: its accounts have a password that everybody knows.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use migration::demo::{DEMO_EMAIL, DEMO_PASSWORD, Outcome};
use sea_orm::DatabaseConnection;

use super::database::Database;
use crate::config::{Config, Mode};

pub(super) async fn run(config: &Config) -> Result<ExitCode> {
    if config.mode == Mode::Production {
        bail!("`seed` is for development; WORKGRAPH_ENV says production");
    }
    let database = Database::join(&config.database).await?;
    let loaded = join(&database).await;
    database.close().await?;
    match loaded? {
        Outcome::Loaded => eprintln!("loaded; sign in as {DEMO_EMAIL} with the password {DEMO_PASSWORD}"),
        Outcome::AlreadyThere => eprintln!("the demo data is there already; nothing was changed"),
        Outcome::OtherAccounts => bail!("the database has accounts; demo data is for an empty one"),
    }
    Ok(ExitCode::SUCCESS)
}

async fn join(database: &Database) -> Result<Outcome> {
    let connection =
        migration::connect(&database.owner_url).await.context("cannot connect to the database")?;
    if migration::status(&connection).await?.iter().any(|(_, applied)| !applied) {
        bail!("the database has no tables for it yet; run `workgraph migrate up` first");
    }
    let outcome = load(&connection).await?;
    connection.close().await.context("cannot close a connection")?;
    Ok(outcome)
}

/// Loads the data where there is no account yet, with progress for a person who waits.
pub(super) async fn load(connection: &DatabaseConnection) -> Result<Outcome> {
    let tell = |name: &str| eprintln!("loading demo data: {name}");
    migration::demo::demo(connection, tell).await.context("the demo data cannot be loaded")
}
