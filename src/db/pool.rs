//! A small pool of connections of one login.
//!
//! sqlx's own pool is a plain queue that pings on release and does not cancel. This one prefers a connection that
//! already carries the caller's role and claims, makes waiting bounded and fair, and cancels what a caller has left
//! behind. It knows nothing of scopes: a [`Lease`] is the right to one connection, and says when it is dropped what
//! has become of the connection.
//!
//! Invariants: never more than `size` server processes for requests, including those that are being rolled back or
//! cancelled, since a lease keeps its permit until its connection is idle again or closed; one more, that serves
//! nobody, sends cancellations. A connection goes back only if nothing is under way on it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::connection::{Connection, Identity, is_lost, survives};
use super::replica::Shown;
use crate::error::{Error, Result};

/// How long an unanswered `ROLLBACK`, `COMMIT` or cancellation may take before the connection is given up.
const TIDY_TIMEOUT: Duration = Duration::from_secs(5);
/// Ends a transaction and keeps what it did.
pub(super) const COMMIT: &str = "commit";
/// A cancellation that came before its statement had begun is lost, so it is repeated after this while.
const CANCEL_AGAIN_AFTER: Duration = Duration::from_millis(200);

/// How a pool's connections may be used.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    /// What the log calls the server.
    pub(super) server: &'static str,
    pub(super) size: usize,
    pub(super) acquire_timeout: Duration,
    pub(super) statement_timeout: Duration,
    /// Behind a transaction pooler: nothing outlives a transaction, and a server process is not ours alone.
    pub(super) transactions_only: bool,
}

impl Rules {
    /// What a transaction has to set for itself, because it could not be set for the connection.
    pub(super) fn local_settings(&self) -> String {
        if self.transactions_only {
            format!("; set local statement_timeout = {}", self.statement_timeout.as_millis())
        } else {
            String::new()
        }
    }
}

/// A database that is not there for a moment is a reason to come again: nothing has been done.
fn unreachable(server: &'static str, error: sqlx::Error) -> Error {
    match error {
        sqlx::Error::Database(_) | sqlx::Error::Configuration(_) => error.into(),
        other => {
            tracing::warn!(server, error = %other, "the database cannot be reached");
            Error::try_again("The database cannot be reached at the moment. Try again.")
        }
    }
}

#[derive(Clone)]
pub(super) struct Pool(Arc<Shared>);

struct Shared {
    options: PgConnectOptions,
    rules: Rules,
    permits: Arc<Semaphore>,
    /// The most recently used last.
    idle: Mutex<Vec<Connection>>,
    control: tokio::sync::Mutex<Option<PgConnection>>,
    /// Where connections are tidied after their callers have gone.
    runtime: Handle,
}

impl Pool {
    /// Must be called within a Tokio runtime. Connects when first asked.
    pub(super) fn new(options: PgConnectOptions, rules: Rules) -> Self {
        Self(Arc::new(Shared {
            options,
            permits: Arc::new(Semaphore::new(rules.size)),
            idle: Mutex::new(Vec::with_capacity(rules.size)),
            rules,
            control: tokio::sync::Mutex::new(None),
            runtime: Handle::current(),
        }))
    }

    /// How many connections are lent, and how many wait to be.
    pub(super) fn connections(&self) -> (usize, usize) {
        let idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).len();
        (self.0.rules.size.saturating_sub(self.0.permits.available_permits()), idle)
    }

    pub(super) fn rules(&self) -> &Rules {
        &self.0.rules
    }

    /// A connection, if possible one that carries `identity` already. Waits in line for at most the acquire timeout.
    pub(super) async fn acquire(&self, identity: &Identity) -> Result<Lease> {
        let permit = self.permit().await?;
        let (connection, was_idle) = match self.0.take_idle(identity) {
            Some(connection) => (connection, true),
            None => {
                let unreachable = |error| unreachable(self.0.rules.server, error);
                (self.0.open().await.map_err(unreachable)?, false)
            }
        };
        let pool = self.0.clone();
        Ok(Lease {
            connection: Some(connection),
            was_idle,
            busy: false,
            broken: false,
            at_end: None,
            settings: None,
            permit: Some(permit),
            pool,
        })
    }

    async fn permit(&self) -> Result<OwnedSemaphorePermit> {
        match timeout(self.0.rules.acquire_timeout, self.0.permits.clone().acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(_closed)) => Err(Error::try_again("The server is shutting down.")),
            Err(_elapsed) => {
                let Rules { server, size, .. } = self.0.rules;
                tracing::warn!(server, size, "all database connections are busy");
                Err(Error::try_again("All database connections are busy. Try again."))
            }
        }
    }

    /// Where what nobody waits for can be done.
    pub(super) fn runtime(&self) -> &Handle {
        &self.0.runtime
    }

    /// Drops the connections that nobody uses.
    pub(super) fn forget_idle(&self) {
        let idle = std::mem::take(&mut *self.0.idle.lock().unwrap_or_else(PoisonError::into_inner));
        drop(idle);
    }

    /// Hands out nothing more, waits for what is out to come back, and closes all connections.
    pub(super) async fn close(&self) {
        let size = u32::try_from(self.0.rules.size).unwrap_or(u32::MAX);
        let all = timeout(TIDY_TIMEOUT, self.0.permits.acquire_many(size)).await;
        self.0.permits.close();
        drop(all);
        let idle = std::mem::take(&mut *self.0.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for connection in idle {
            connection.close().await;
        }
        if let Some(control) = self.0.control.lock().await.take() {
            let _ = timeout(TIDY_TIMEOUT, control.close()).await;
        }
    }
}

impl Shared {
    /// The same label first, then none, then the one that has been idle longest, so that busy callers keep theirs.
    fn take_idle(&self, identity: &Identity) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let index = idle
            .iter()
            .rposition(|connection| connection.carries(identity))
            .or_else(|| idle.iter().rposition(|connection| connection.label.is_none()))
            .or(if idle.is_empty() { None } else { Some(0) })?;
        Some(idle.remove(index))
    }

    /// On the heap: this is rare, and takes several kilobytes that every future which reads would hold otherwise.
    async fn open(&self) -> sqlx::Result<Connection> {
        Box::pin(Connection::open(&self.options, self.rules.acquire_timeout)).await
    }

    fn put_idle(&self, connection: Connection) {
        if self.permits.is_closed() {
            return;
        }
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }

    /// Ends the statement that runs on `connection`, then closes the connection.
    async fn cancel(&self, mut connection: Connection) {
        if self.rules.transactions_only {
            // The statement timeout ends it.
            return;
        }
        loop {
            if let Err(error) = self.send_cancel(connection.pid).await {
                tracing::warn!(%error, "a statement whose caller has gone could not be cancelled");
                return;
            }
            // Answers, if only with an error, once the statement has ended.
            if timeout(CANCEL_AGAIN_AFTER, connection.inner.ping()).await.is_ok() {
                return;
            }
        }
    }

    /// The scoped role may not cancel, the login may: hence a connection of its own, outside any scope.
    async fn send_cancel(&self, pid: i32) -> sqlx::Result<()> {
        let mut control = self.control.lock().await;
        // Taken out while in use: if this future is dropped half way, the connection goes with it.
        let mut connection = control.take();
        if let Some(idle) = &mut connection
            && ask_to_cancel(idle, pid).await.is_ok()
        {
            *control = connection;
            return Ok(());
        }
        let mut fresh = PgConnection::connect_with(&self.options).await?;
        ask_to_cancel(&mut fresh, pid).await?;
        *control = Some(fresh);
        Ok(())
    }
}

async fn ask_to_cancel(control: &mut PgConnection, pid: i32) -> sqlx::Result<()> {
    sqlx::query("select pg_cancel_backend($1)").bind(pid).execute(control).await?;
    Ok(())
}

/// The right to use one connection, and what is left to do on it when the right ends.
pub(super) struct Lease {
    /// There until the lease is dropped.
    connection: Option<Connection>,
    /// Whether it had been idle in the pool, where it may have died unnoticed.
    was_idle: bool,
    /// A statement has been sent, and its answer has not been read to the end.
    busy: bool,
    /// Not to be used again.
    broken: bool,
    /// A transaction is open, to be ended with this statement.
    at_end: Option<&'static str>,
    /// Whose settings the session carries once the transaction is committed; the label does not say so before.
    settings: Option<Identity>,
    permit: Option<OwnedSemaphorePermit>,
    pool: Arc<Shared>,
}

impl Lease {
    /// The connection, to send one statement. [`settle`](Self::settle) follows; if it does not, the statement has been
    /// abandoned half way and will be cancelled.
    pub(super) fn start(&mut self) -> sqlx::Result<&mut PgConnection> {
        if self.busy || self.broken {
            return Err(sqlx::Error::Protocol(
                "an earlier statement of this scope did not end well".to_owned(),
            ));
        }
        let connection = self.connection.as_mut().ok_or(sqlx::Error::PoolClosed)?;
        self.busy = true;
        Ok(&mut connection.inner)
    }

    /// The answer has been read to its end.
    pub(super) fn settle<T>(&mut self, answer: sqlx::Result<T>) -> sqlx::Result<T> {
        self.busy = false;
        if let Err(error) = &answer {
            self.broken |= !survives(error);
        }
        answer
    }

    /// A transaction was opened, to be ended with the given statement. If it made settings for the session, they are
    /// those of `settings` once it is committed.
    pub(super) fn set_transaction(&mut self, at_end: Option<&'static str>, settings: Option<Identity>) {
        (self.at_end, self.settings) = (at_end, settings);
    }

    /// What the transaction set for the session will not last.
    pub(super) fn forget_settings(&mut self) {
        self.settings = None;
    }

    /// The transaction was committed, or the commit was refused, which has ended it too.
    pub(super) fn settle_commit<T>(&mut self, answer: sqlx::Result<T>) -> sqlx::Result<T> {
        self.at_end = None;
        let settings = self.settings.take();
        let answer = self.settle(answer)?;
        if let (Some(identity), Some(connection)) = (settings, &mut self.connection) {
            connection.label = Some(identity);
        }
        Ok(answer)
    }

    /// Throws the connection away when the lease ends.
    pub(super) fn condemn(&mut self) {
        self.broken = true;
    }

    /// Whether an error means no more than that the connection had died in the pool, so that a new one will do.
    pub(super) fn had_died(&self, error: &sqlx::Error) -> bool {
        self.was_idle && is_lost(error)
    }

    /// Replaces a dead connection by a new one, under the same permit.
    pub(super) async fn reconnect(&mut self) -> sqlx::Result<()> {
        self.connection = Some(self.pool.open().await?);
        (self.was_idle, self.busy, self.broken) = (false, false, false);
        (self.at_end, self.settings) = (None, None);
        Ok(())
    }

    pub(super) fn carries(&self, identity: &Identity) -> bool {
        self.connection.as_ref().is_some_and(|connection| connection.carries(identity))
    }

    /// The role that the session carries, if it is known.
    pub(super) fn role(&self) -> Option<&'static str> {
        self.connection.as_ref()?.label.map(|label| label.role())
    }

    /// How far the server had come, and when it said so.
    pub(super) fn shown(&self) -> Option<(Shown, Instant)> {
        self.connection.as_ref()?.shown
    }

    pub(super) fn set_shown(&mut self, shown: Shown) {
        if let Some(connection) = &mut self.connection {
            connection.shown = Some((shown, Instant::now()));
        }
    }

    pub(super) fn set_label(&mut self, label: Option<Identity>) {
        if let Some(connection) = &mut self.connection {
            connection.label = label;
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        let pool = self.pool.clone();
        if self.busy {
            let permit = self.permit.take();
            self.pool.runtime.spawn(async move {
                if timeout(TIDY_TIMEOUT, pool.cancel(connection)).await.is_err() {
                    tracing::warn!("a statement whose caller has gone did not end when cancelled");
                }
                drop(permit);
            });
        } else if self.broken {
            drop(connection);
        } else if let Some(at_end) = self.at_end {
            let permit = self.permit.take();
            let settings = self.settings.take().filter(|_| at_end == COMMIT);
            self.pool.runtime.spawn(async move {
                let ended = timeout(TIDY_TIMEOUT, sqlx::raw_sql(at_end).execute(&mut connection.inner)).await;
                if let Ok(Ok(_)) = ended {
                    connection.label = settings.or(connection.label);
                    pool.put_idle(connection);
                }
                drop(permit);
            });
        } else {
            pool.put_idle(connection);
        }
    }
}
