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
//! What may be a little old can be read from a replica. The door is the same: the api login, with role and claims.
//!
//! Rooms: `scope` is what callers hold, `session` sets role and claims and runs statements, `pool` lends connections,
//! `replica` says whether the second server is read from, `connection` knows whom one serves, `rows` keeps what comes back,
//! `watch` notes what runs, `explain` asks PostgreSQL how, `orm` lets SeaORM use a scope, `logins` prepares the two logins,
//! `embedded` runs the private PostgreSQL. No queries here, but the question how far a replica has come.

mod connection;
pub mod dump;
pub mod embedded;
mod explain;
pub mod logins;
mod orm;
mod pool;
mod replica;
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
pub use self::replica::Mark;
pub use self::rows::Rows;
pub use self::scope::{Committed, Read, ReadScope, Scope, Statement, Write, WriteScope};
pub use self::watch::{Recorder, Trail, Watch};

use self::connection::Identity;
use self::pool::{Pool, Rules};
use self::replica::{OPEN_TIMEOUT, Replica};
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
    /// Where queries may be read from as well.
    pub replica: Option<ReplicaSettings>,
}

/// Where a replica is, and how old it may be.
#[derive(Clone)]
pub struct ReplicaSettings {
    /// As the login that serves principals. It has as many connections as that has at the primary.
    pub url: String,
    /// How far it may be behind.
    pub lag_max: Duration,
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
            replica: None,
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
            .field("replica", &self.replica)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ReplicaSettings {
    /// Without the URL: it holds a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplicaSettings").field("lag_max", &self.lag_max).finish_non_exhaustive()
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
    replica: Option<Replica>,
}

impl Db {
    /// Connects when first asked. Must be called within a Tokio runtime.
    pub fn new(settings: &Settings) -> anyhow::Result<Self> {
        let pool = |server, url: &str, size, acquire_timeout| -> anyhow::Result<Pool> {
            let rules = Rules {
                server,
                size,
                acquire_timeout,
                statement_timeout: settings.statement_timeout,
                transactions_only: settings.transaction_pooler,
            };
            Ok(Pool::new(connect_options(url, settings)?, rules))
        };
        let primary = |url: &str, size| pool("primary", url, size, settings.acquire_timeout);
        let replica = settings.replica.as_ref().map(|replica| {
            let pool = pool("replica", &replica.url, settings.api_size, OPEN_TIMEOUT);
            pool.context("the URL of the replica").map(Replica::new)
        });
        Ok(Self {
            api: primary(&settings.api_url, settings.api_size).context("the URL of the api login")?,
            worker: primary(&settings.worker_url, settings.worker_size)
                .context("the URL of the worker login")?,
            replica: replica.transpose()?,
        })
    }

    /// Everything that runs in the name of `principal`.
    pub fn scope(&self, principal: &Principal) -> Door {
        let identity = Identity::Principal(*principal);
        let (pool, replica) = (self.api.clone(), self.replica.clone());
        Door { pool, replica, identity, watch: Watch::default(), asked: None }
    }

    /// Everything that the server does of its own accord, as `service_role`.
    pub fn worker(&self) -> Door {
        let (pool, identity) = (self.worker.clone(), Identity::Service);
        Door { pool, replica: None, identity, watch: Watch::default(), asked: None }
    }

    /// Short for `scope(principal).read(reads)`.
    pub async fn read(&self, principal: &Principal, reads: Reads) -> Result<ReadScope> {
        self.scope(principal).read(reads).await
    }

    /// Short for `scope(principal).write()`.
    pub async fn write(&self, principal: &Principal) -> Result<WriteScope> {
        self.scope(principal).write().await
    }

    /// Whether the replica is read from at the moment; `None` if there is none.
    pub fn replica_is_used(&self) -> Option<bool> {
        self.replica.as_ref().map(Replica::is_used)
    }

    /// Whether an error in a scope of [`Door::read_replica`] is the replica's own affair, so that the primary is to be asked.
    pub fn replica_failed(&self, error: &Error) -> bool {
        self.replica.as_ref().is_some_and(|replica| replica.failed(error))
    }

    /// Of each login at the primary, and of the replica, how many connections are in use and how many wait to be.
    pub fn connections(&self) -> impl Iterator<Item = (&'static str, usize, usize)> {
        let replica = self.replica.iter().map(|replica| ("replica", &replica.pool));
        [("api", &self.api), ("worker", &self.worker)].into_iter().chain(replica).map(|(name, pool)| {
            let (busy, idle) = pool.connections();
            (name, busy, idle)
        })
    }

    /// Waits for open scopes to end and closes all connections. Scopes asked for later are refused.
    pub async fn close(&self) {
        let replica = async {
            if let Some(replica) = &self.replica {
                replica.pool.close().await;
            }
        };
        tokio::join!(self.api.close(), self.worker.close(), replica);
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
    replica: Option<Replica>,
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

    /// A scope for reading on the replica, if that is used at the moment and shows what `mark` says. Whoever gets none, or an
    /// error in it of which [`Db::replica_failed`] says so, reads from the primary.
    pub async fn read_replica(&self, reads: Reads, mark: &Mark) -> Option<ReadScope> {
        self.replica.as_ref()?.read(self, reads, mark).await
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
