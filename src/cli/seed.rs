//! `seed`: loads the demo data, and as much more as is asked for. For development: its accounts have a password that
//! everybody knows.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use migration::demo::{DEMO_EMAIL, DEMO_PASSWORD, Outcome};
use migration::scale::Progress;
use sea_orm::DatabaseConnection;

use super::database::Database;
use crate::config::{Config, Mode};

pub(super) async fn run(config: &Config, scale: Option<u32>) -> Result<ExitCode> {
    if config.mode == Mode::Production {
        bail!("`seed` is for development; WORKGRAPH_ENV says production");
    }
    let database = Database::join(&config.database).await?;
    let loaded = join(&database, scale).await;
    database.close().await?;
    loaded?;
    Ok(ExitCode::SUCCESS)
}

async fn join(database: &Database, scale: Option<u32>) -> Result<()> {
    let connection =
        migration::connect(&database.owner_url).await.context("cannot connect to the database")?;
    if migration::status(&connection).await?.iter().any(|(_, applied)| !applied) {
        bail!("the database has no tables for it yet; run `workgraph migrate up` first");
    }
    match load(&connection).await? {
        Outcome::Loaded => eprintln!("loaded; sign in as {DEMO_EMAIL} with the password {DEMO_PASSWORD}"),
        Outcome::AlreadyThere => eprintln!("the demo data is there already; it was not changed"),
        Outcome::OtherAccounts => bail!("the database has accounts; demo data is for an empty one"),
    }
    if let Some(units) = scale {
        load_scale(&connection, units).await?;
    }
    connection.close().await.context("cannot close a connection")
}

/// Loads the data where there is no account yet, with progress for a person who waits.
pub(super) async fn load(connection: &DatabaseConnection) -> Result<Outcome> {
    let tell = |name: &str| eprintln!("loading demo data: {name}");
    migration::demo::demo(connection, tell).await.context("the demo data cannot be loaded")
}

/// With a bar on a terminal, else with a line for each step.
async fn load_scale(connection: &DatabaseConnection, units: u32) -> Result<()> {
    let bar = std::io::stderr().is_terminal().then(|| bar(units)).transpose()?;
    let tell = |progress: Progress| match (&bar, progress) {
        (Some(bar), Progress::Units(done)) => bar.set_position(done.into()),
        (Some(bar), Progress::Statistics) => {
            bar.set_position(units.into());
            bar.set_message("collecting statistics");
        }
        (None, Progress::Units(done)) => eprintln!("loading unit {} of {units}", done + 1),
        (None, Progress::Statistics) => eprintln!("collecting statistics"),
    };
    let added = migration::scale::scale(connection, units, tell).await;
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    match added.context("the load was interrupted; the same command goes on with it")? {
        0 => eprintln!("scale {units} was there already; nothing was changed"),
        added => eprintln!("scale {units} is there; units added: {added}"),
    }
    Ok(())
}

fn bar(units: u32) -> Result<ProgressBar> {
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} units after {elapsed} {msg}")
        .context("the progress bar is not understood")?;
    let bar = ProgressBar::new(units.into()).with_style(style);
    // The first unit takes a moment.
    bar.tick();
    Ok(bar)
}
