//! `serve`: the long-running tasks, started in order and stopped in the reverse one.
//!
//! Order: address (the most common fault, found first), database, migrations, the relay of the change log, requests.
//! At the end: no new connections, running requests get their time, sockets are closed, traces are flushed, the private
//! PostgreSQL stops last.

use std::convert::Infallible;
use std::future::pending;
use std::io::Write as _;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use futures::FutureExt as _;
use migration::demo::{DEMO_EMAIL, DEMO_PASSWORD, Outcome};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use sqlx::Row as _;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::database::Database;
use super::{migrate, seed};
use crate::app::App;
use crate::auth::Principal;
use crate::clock::Clock;
use crate::config::{Config, Mode};
use crate::db::{Explain, Reads, Statement};
use crate::http::{self, Check, Edge, Gauges, Readers, Tls};
use crate::idempotency;
use crate::telemetry::{Traces, metric};

/// For which a node that has lost the change log still counts as ready.
const RELAY_LAG_MAX: Duration = Duration::from_secs(10);

pub(super) async fn run(config: &Config) -> Result<ExitCode> {
    let stop = stop_signal()?;
    let listener = TcpListener::bind(config.addr).await.with_context(|| {
        format!("cannot serve on {}; set WORKGRAPH_ADDR to another address or port", config.addr)
    })?;
    make_room(config.limits.connections);
    let traces = config.traces.as_ref().map(Traces::begin).transpose()?;
    let database = Database::open(&config.database).await?;
    let served = serve(config, &database, listener, stop).await;
    if let Some(traces) = traces {
        traces.flush().await;
    }
    database.close().await?;
    served.map(|()| ExitCode::SUCCESS)
}

/// Each connection is an open file, and what a process gets unasked is often less than it may have.
fn make_room(connections: usize) {
    let Ok((soft, hard)) = getrlimit(Resource::RLIMIT_NOFILE) else { return };
    let files = if setrlimit(Resource::RLIMIT_NOFILE, hard, hard).is_ok() { hard } else { soft };
    if files < u64::try_from(connections).unwrap_or(u64::MAX) {
        tracing::warn!(
            files,
            connections,
            "this process may have fewer files open than connections; raise its limit"
        );
    }
}

async fn serve(
    config: &Config,
    database: &Database,
    listener: TcpListener,
    stop: CancellationToken,
) -> Result<()> {
    let has_demo = tokio::select! {
        prepared = prepare(config, database) => prepared?,
        () = stop.cancelled() => return Ok(()),
    };
    if config.explain != Explain::Nothing {
        tracing::warn!(
            "WORKGRAPH_EXPLAIN is set: requests are slower, and the log holds plans and arguments of all callers"
        );
    }
    let tls = match &config.tls {
        Some((chain, key)) => {
            Some(Tls::load(chain, key).await.context("WORKGRAPH_TLS_CERT, WORKGRAPH_TLS_KEY")?)
        }
        None => None,
    };
    metric::init();
    let app = App::build(&database.app_settings(config).await?, Clock::system()).await?;
    let relay = tokio::spawn({
        let (streams, stop) = (app.streams.clone(), stop.clone());
        async move { streams.relay(stop).await }
    });
    let mail = tokio::spawn({
        let (outbox, stop) = (app.outbox.clone(), stop.clone());
        async move { outbox.run(stop).await }
    });
    let keys = tokio::spawn(idempotency::tidy(app.db.worker(), app.clock.clone(), stop.clone()));
    app.streams.ready().await.context("the change log cannot be opened")?;
    announce(if tls.is_some() { "https" } else { "http" }, listener.local_addr()?, has_demo);
    let mut edge = edge(config, &app, stop);
    edge.settings.over_tls = tls.is_some();
    let served = http::serve(listener, Arc::new(edge), tls.clone(), config.shutdown_timeout);
    tokio::select! {
        served = served => served.context("cannot serve")?,
        never = renew(config, tls) => match never? {},
    }
    relay.await.context("the relay of the change log has failed")?;
    mail.await.context("the sending of mail has failed")?;
    keys.await.context("the removal of idempotency keys has failed")?;
    app.close().await;
    Ok(())
}

/// Brings the database up to date where that is ours to do, in development with demo data if it is empty; else refuses
/// to start on an outdated one. One that a later version has brought further is served: while a new version takes the place
/// of an old one, nodes of the old one may have to start again. Returns whether the demo data was found or loaded.
async fn prepare(config: &Config, database: &Database) -> Result<bool> {
    let connection =
        migration::connect(&database.owner_url).await.context("cannot connect to the database")?;
    let mut has_demo = false;
    let is_ours = database.embedded.is_some() || config.database.migrate;
    let migration::Standing { pending, later } = migration::standing(&connection).await?;
    if !later.is_empty() {
        tracing::warn!(
            later = later.join(", "),
            "a later version has migrated the database; this one serves it as well"
        );
    }
    match pending.len() {
        0 => {}
        _ if is_ours => {
            migration::up(&connection, migrate::tell_up).await.context("a migration failed")?;
        }
        count => bail!(
            "{count} migrations are pending; run `workgraph migrate up`, or set WORKGRAPH_MIGRATE=true to let `serve` \
             apply them"
        ),
    }
    if is_ours && config.mode == Mode::Development {
        has_demo = seed::load(&connection).await? != Outcome::OtherAccounts;
    }
    connection.close().await.context("cannot close a connection")?;
    Ok(has_demo)
}

fn edge(config: &Config, app: &App, stop: CancellationToken) -> Edge {
    let mut edge = Edge::new(Arc::new(app.clone()));
    edge.clock = app.clock.clone();
    edge.shutdown = stop;
    edge.roll = app.roll.clone();
    edge.budgets = app.budgets.clone();
    edge.settings.allowed_origins.clone_from(&config.origins);
    edge.settings.proxies.clone_from(&config.proxies);
    edge.settings.connections_max = config.limits.connections;
    edge.settings.address_connections_max = config.limits.connections_per_address;
    edge.settings.query_timeout = config.query_timeout;
    edge.settings.sockets_max = config.sockets_max;
    edge.settings.address_sockets_max = config.sockets_max * 10;
    edge.settings.subscriptions_max = config.subscriptions_max;
    edge.settings.metrics_for = match (&config.metrics_token, config.mode) {
        (Some(token), _) => Readers::Bearer(token.0.clone()),
        (None, Mode::Development) => Readers::All,
        (None, Mode::Production) => Readers::Local,
    };
    edge.gauges = Gauges::new({
        let app = app.clone();
        move || app.clone().measure().boxed()
    });
    edge.checks = vec![
        Check::new("database", {
            let app = app.clone();
            move || reads_as_anybody(app.clone())
        }),
        Check::new("migrations", {
            let app = app.clone();
            move || has_migrations(app.clone())
        }),
        Check::new("change log", {
            let app = app.clone();
            move || has_partitions(app.clone())
        }),
        Check::new("relay", {
            let app = app.clone();
            move || follows_the_log(app.clone())
        }),
    ];
    edge
}

async fn reads_as_anybody(app: App) -> Result<()> {
    let mut scope = app.db.read(&Principal::Anonymous, Reads::One).await?;
    scope.fetch(Statement::new("select 1")).await?;
    Ok(())
}

/// A node that does not would answer `atLeast` and streams late.
async fn follows_the_log(app: App) -> Result<()> {
    let lag = app.log_figures.lag().context("the change log has not been read yet")?;
    ensure!(lag < RELAY_LAG_MAX, "the change log was last read to its end {} s ago", lag.as_secs());
    Ok(())
}

/// All that this version needs. More of them are a later version's, which must not turn away what this one still serves.
async fn has_migrations(app: App) -> Result<()> {
    let mut scope = app.db.worker().read(Reads::One).await?;
    let rows = scope.fetch(Statement::new("select version from public.seaql_migrations")).await?;
    let applied = rows.iter().map(|row| row.try_get("version")).collect::<Result<Vec<String>, _>>()?;
    let pending = migration::Standing::of(&applied).pending;
    ensure!(pending.is_empty(), "the database lacks migrations: {}", pending.join(", "));
    Ok(())
}

async fn has_partitions(app: App) -> Result<()> {
    let mut scope = app.db.worker().read(Reads::One).await?;
    let row = scope.fetch_optional(Statement::new("select stream.days_ahead() as days")).await?;
    let days: i32 = row.context("no answer")?.try_get("days")?;
    ensure!(days > 0, "there are no partitions for the days to come");
    Ok(())
}

/// Reads the certificate again whenever that is asked for by SIGHUP. Without one, that signal ends the process, as it should
/// when a terminal is closed.
async fn renew(config: &Config, tls: Option<Tls>) -> Result<Infallible> {
    let (Some((chain, key)), Some(tls)) = (&config.tls, tls) else { return pending().await };
    let mut asked = signal(SignalKind::hangup()).context("cannot listen for signals")?;
    loop {
        asked.recv().await;
        match tls.reload(chain, key).await {
            Ok(()) => tracing::info!("the certificate was read again"),
            Err(error) => tracing::error!(error = format!("{error:#}"), "the old certificate stays in use"),
        }
    }
}

/// On standard output, as the first line tells whoever started the server that it is ready.
fn announce(scheme: &str, addr: SocketAddr, has_demo: bool) {
    let mut text =
        format!("Workgraph serves on {scheme}://{addr}; GraphiQL is at {scheme}://{addr}/graphiql\n");
    if has_demo {
        text += &format!("Sign in as {DEMO_EMAIL} with the password {DEMO_PASSWORD}\n");
    }
    // Whoever reads this may have gone; the server serves others.
    let _ = std::io::stdout().write_all(text.as_bytes());
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
