//! `serve`: the long-running tasks, started in order and stopped in the reverse one.
//!
//! Order: address (the most common fault, found first), database, migrations, requests. At the end: no new
//! connections, running requests get their time, sockets are closed, the private PostgreSQL stops last.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::database::Database;
use super::migrate::tell_up;
use crate::config::Config;

pub(super) async fn run(config: &Config) -> Result<ExitCode> {
    let stop = stop_signal()?;
    let listener = TcpListener::bind(config.addr).await.with_context(|| {
        format!("cannot serve on {}; set WORKGRAPH_ADDR to another address or port", config.addr)
    })?;
    let database = Database::open(&config.database).await?;
    let served = serve(config, &database, listener, stop).await;
    database.close().await?;
    served.map(|()| ExitCode::SUCCESS)
}

async fn serve(
    config: &Config,
    database: &Database,
    listener: TcpListener,
    stop: CancellationToken,
) -> Result<()> {
    tokio::select! {
        prepared = prepare(config, database) => prepared?,
        () = stop.cancelled() => return Ok(()),
    }
    println!("Workgraph serves on http://{}", listener.local_addr()?);
    stop.cancelled().await;
    Ok(())
}

/// Brings the database up to date where that is ours to do; else refuses to start on an outdated one.
async fn prepare(config: &Config, database: &Database) -> Result<()> {
    let connection =
        migration::connect(&database.owner_url).await.context("cannot connect to the database")?;
    if database.embedded.is_some() || config.database.migrate {
        migration::up(&connection, tell_up).await.context("a migration failed")?;
    } else {
        let pending = migration::status(&connection).await?.iter().filter(|(_, applied)| !applied).count();
        if pending > 0 {
            bail!(
                "{pending} migrations are pending; run `workgraph migrate up`, or set WORKGRAPH_MIGRATE=true to let \
                 `serve` apply them"
            );
        }
    }
    connection.close().await.context("cannot close a connection")
}

/// Cancelled by the first Ctrl-C or SIGTERM; the second ends the process at once.
fn stop_signal() -> Result<CancellationToken> {
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for signals")?;
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for signals")?;
    let stop = CancellationToken::new();
    let first = stop.clone();
    tokio::spawn(async move {
        for asked in 0.. {
            tokio::select! {
                _ = interrupt.recv() => (),
                _ = terminate.recv() => (),
            }
            if asked > 0 {
                std::process::exit(130);
            }
            tracing::info!("stopping");
            first.cancel();
        }
    });
    Ok(stop)
}
