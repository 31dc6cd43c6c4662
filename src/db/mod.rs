//! The database, reached through scopes and nothing else.
//!
//! A [`Scope`] is a connection that carries the role and claims of one identity. There is no other way to a
//! connection: not for reads, writes, sign-in or jobs. So row level security sees every statement in somebody's name,
//! and a forgotten check cannot show what a policy hides.
//!
//! Two logins, both `NOINHERIT`: *api* may become `anon`, `authenticated` or `restricted` and serves principals; *worker*
//! may become `service_role` and serves the server's own work. The api login can never become `service_role`, which bounds
//! what an injection could do.
//!
//! One request holds one scope at a time: two would let a small pool wait for itself.
//!
//! Rooms: `scope` is what callers hold, `session` sets role and claims and runs statements, `pool` lends connections,
//! `connection` knows whom one serves, `rows` keeps what comes back, `watch` notes what runs, `explain` asks PostgreSQL
//! how, `orm` lets SeaORM use a scope, `logins` prepares the two
//! logins, `embedded` runs the private PostgreSQL. No queries here.

mod connection;
pub mod dump;
pub mod embedded;
mod explain;
pub mod logins;
mod orm;
mod pool;
mod rows;
mod scope;
mod session;
mod watch;

use std::fmt;
use std::str::FromStr as _;
use std::time::Duration;

use anyhow::Context as _;
use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;

pub use self::explain::Explain;
pub use self::rows::Rows;
pub use self::scope::{Committed, Read, ReadScope, Scope, Statement, Write, WriteScope};
pub use self::watch::{Recorder, Trail, Watch};

use self::connection::Identity;
use self::pool::{Pool, Rules};
use crate::auth::{Origin, Principal};
use crate::error::{Error, Result};

/// How often an operation is run again after a serialization failure or a deadlock.
const RETRIES_MAX: u32 = 4;

/// Where the database is, and how much of it to use.
#[derive(Clone)]
pub struct Settings {
    /// Login that serves principals.
    pub api_url: String,
    /// Login that serves the server's own work.
    pub worker_url: String,
    /// Login that owns the schemas: migrations and partitions. No scope uses it.
    pub owner_url: String,
    /// Connections for principals.
    pub api_size: usize,
    /// Connections for the server's own work.
    pub worker_size: usize,
    /// How long a request waits for a connection.
    pub acquire_timeout: Duration,
    /// How long a statement may run.
    pub statement_timeout: Duration,
    /// Statements that each connection keeps prepared.
    pub prepared_max: usize,
    /// The URLs lead to a pooler in transaction mode.
    pub transaction_pooler: bool,
}

impl Settings {
    /// The defaults for these logins.
    pub fn new(api_url: String, worker_url: String, owner_url: String) -> Self {
        Self {
            api_url,
            worker_url,
            owner_url,
            api_size: 16,
            worker_size: 4,
            acquire_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(15),
            prepared_max: 200,
            transaction_pooler: false,
        }
    }
}

impl fmt::Debug for Settings {
    /// Without the URLs: they hold passwords.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("api_size", &self.api_size)
            .field("worker_size", &self.worker_size)
            .field("acquire_timeout", &self.acquire_timeout)
            .field("statement_timeout", &self.statement_timeout)
            .field("prepared_max", &self.prepared_max)
            .field("transaction_pooler", &self.transaction_pooler)
            .finish_non_exhaustive()
    }
}

/// How many statements a read will run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// One, which is its own snapshot: no transaction.
    One,
    /// Several, on one snapshot: a repeatable-read transaction.
    Many,
}

/// The database. Clones share its connections.
#[derive(Clone)]
pub struct Db {
    api: Pool,
    worker: Pool,
}

impl Db {
    /// Connects when first asked. Must be called within a Tokio runtime.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        let pool = |url: &str, size| -> anyhow::Result<Pool> {
            let rules = Rules {
                size,
                acquire_timeout: settings.acquire_timeout,
                statement_timeout: settings.statement_timeout,
                transactions_only: settings.transaction_pooler,
            };
            Ok(Pool::new(connect_options(url, settings)?, rules))
        };
        Ok(Self {
            api: pool(&settings.api_url, settings.api_size).context("the URL of the api login")?,
            worker: pool(&settings.worker_url, settings.worker_size)
                .context("the URL of the worker login")?,
        })
    }

    /// Everything that runs in the name of `principal`.
    pub fn scope(&self, principal: &Principal) -> Door {
        let identity = Identity::Principal(*principal);
        Door { pool: self.api.clone(), identity, watch: Watch::default(), asked: None }
    }

    /// Everything that the server does of its own accord, as `service_role`.
    pub fn worker(&self) -> Door {
        Door { pool: self.worker.clone(), identity: Identity::Service, watch: Watch::default(), asked: None }
    }

    /// Short for `scope(principal).read(reads)`.
    pub async fn read(&self, principal: &Principal, reads: Reads) -> Result<ReadScope> {
        self.scope(principal).read(reads).await
    }

    /// Short for `scope(principal).write()`.
    pub async fn write(&self, principal: &Principal) -> Result<WriteScope> {
        self.scope(principal).write().await
    }

    /// Of each login, how many connections are in use and how many wait to be.
    pub fn connections(&self) -> [(&'static str, usize, usize); 2] {
        [("api", &self.api), ("worker", &self.worker)].map(|(login, pool)| {
            let (busy, idle) = pool.connections();
            (login, busy, idle)
        })
    }

    /// Waits for open scopes to end and closes all connections. Scopes asked for later are refused.
    pub async fn close(&self) {
        tokio::join!(self.api.close(), self.worker.close());
    }
}

fn connect_options(url: &str, settings: &Settings) -> anyhow::Result<PgConnectOptions> {
    let options = PgConnectOptions::from_str(url)?
        .application_name("workgraph")
        .statement_cache_capacity(settings.prepared_max)
        .disable_statement_logging();
    if settings.transaction_pooler {
        // Such poolers refuse settings at connection.
        return Ok(options.statement_cache_capacity(0));
    }
    Ok(options.options([
        ("statement_timeout", settings.statement_timeout.as_millis().to_string()),
        // A write scope says READ WRITE; a read that tries to write is a fault of ours.
        ("default_transaction_read_only", "on".to_owned()),
    ]))
}

/// The way to connections in one name. Nothing is taken from the pool before it is asked for.
#[derive(Clone)]
pub struct Door {
    pool: Pool,
    identity: Identity,
    watch: Watch,
    /// What the transactions that write tell the audit logs of the request, as JSON.
    asked: Option<String>,
}

impl Door {
    /// The same way, with somebody who watches what runs in the scopes opened from here on.
    #[must_use]
    pub fn watched(mut self, watch: Watch) -> Self {
        self.watch = watch;
        self
    }

    /// The same way for a request: what is written notes its id, and from where it came.
    #[must_use]
    pub fn asked_by(mut self, request_id: &str, origin: &Origin) -> Self {
        let Origin { ip, user_agent } = origin;
        let asked = serde_json::json!({ "requestId": request_id, "ip": ip, "userAgent": user_agent });
        self.asked = Some(asked.to_string());
        self
    }

    /// A scope for reading.
    pub async fn read(&self, reads: Reads) -> Result<ReadScope> {
        ReadScope::open(self, reads).await
    }

    /// A scope for writing, which ends with [`commit`](Scope::commit) or undoes everything.
    pub async fn write(&self) -> Result<WriteScope> {
        WriteScope::open(self).await
    }

    /// Runs a whole operation in one transaction. It runs again, from its beginning and in a new transaction, if it met
    /// a deadlock or a serialization failure: it must have no effect outside its scope.
    ///
    /// The operation owns its scope and ends with [`commit_with`](Scope::commit_with); that it cannot succeed without
    /// is what [`Committed`] is for. (A borrowed scope would read better, but futures that borrow from an argument
    /// cannot yet be shown to be `Send`.)
    pub async fn transact<T, F>(&self, mut operation: impl FnMut(WriteScope) -> F) -> Result<T>
    where
        F: Future<Output = Result<Committed<T>>>,
    {
        let mut attempt = 0;
        loop {
            match operation(self.write().await?).await {
                Ok(committed) => return Ok(committed.0),
                Err(Error::TryAgain(_)) if attempt < RETRIES_MAX => pause_before_retry(attempt).await,
                Err(error) => return Err(error),
            }
            attempt += 1;
        }
    }
}

/// Long enough for the others to finish, and of random length so that they do not meet again.
async fn pause_before_retry(attempt: u32) {
    let most_ms = 10_u64 << attempt;
    tokio::time::sleep(Duration::from_millis(rand::random_range(1..=most_ms))).await;
}
