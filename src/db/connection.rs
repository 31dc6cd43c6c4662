//! One connection to PostgreSQL, and the label that says whose role and claims it carries.
//!
//! Invariant: a label is there only if the session's settings are exactly those of its identity. It is taken off
//! before settings change and put on after the server has confirmed them.

use std::io;
use std::time::{Duration, Instant};

use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};

use super::replica::Shown;
use crate::auth::Principal;

/// Whom the statements of a connection run as.
#[derive(Debug, Clone, Copy)]
pub(super) enum Identity {
    /// A caller of the API.
    Principal(Principal),
    /// The server itself: jobs, relay, sign-in.
    Service,
}

impl Identity {
    pub(super) fn role(&self) -> &'static str {
        match self {
            Self::Principal(principal) => principal.role(),
            Self::Service => "service_role",
        }
    }

    pub(super) fn claims(&self) -> String {
        match self {
            Self::Principal(principal) => principal.claims(),
            Self::Service => r#"{"role":"service_role"}"#.to_owned(),
        }
    }

    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Principal(one), Self::Principal(two)) => one.has_claims_of(two),
            (Self::Service, Self::Service) => true,
            _ => false,
        }
    }
}

/// A connection of the pool.
pub(super) struct Connection {
    pub(super) inner: PgConnection,
    /// The server process behind it, to cancel its statement.
    pub(super) pid: i32,
    /// Whose session-level settings it carries, if they are known.
    pub(super) label: Option<Identity>,
    /// How far its server had come, and when it said so; of a replica alone.
    pub(super) shown: Option<(Shown, Instant)>,
}

impl Connection {
    pub(super) async fn open(options: &PgConnectOptions, limit: Duration) -> sqlx::Result<Self> {
        let unreachable = |_| sqlx::Error::Io(io::ErrorKind::TimedOut.into());
        tokio::time::timeout(limit, Self::connect(options)).await.map_err(unreachable)?
    }

    async fn connect(options: &PgConnectOptions) -> sqlx::Result<Self> {
        let mut inner = PgConnection::connect_with(options).await?;
        let pid =
            sqlx::query_scalar("select pg_backend_pid()").persistent(false).fetch_one(&mut inner).await?;
        Ok(Self { inner, pid, label: None, shown: None })
    }

    /// Says goodbye; the server would otherwise log a lost connection.
    pub(super) async fn close(self) {
        // A connection that cannot even say goodbye is closed by dropping it.
        let _ = tokio::time::timeout(Duration::from_secs(1), self.inner.close()).await;
    }

    pub(super) fn carries(&self, identity: &Identity) -> bool {
        self.label.is_some_and(|label| label.is_same_as(identity))
    }
}

/// Classes of SQLSTATE after which a connection is not used again.
const FATAL_CLASSES: [&str; 7] = [
    "08", // the connection is lost
    "0A", // the shape of a prepared statement's result has changed: a migration
    "26", // a prepared statement is gone
    "53", // the server has run out of something
    "57", // cancelled, by a timeout or by us; a second cancellation may be on its way
    "58", // a fault of the system
    "XX", // a fault of PostgreSQL
];

/// Whether the connection may be used after this error. Only a plain refusal of a statement leaves it as it was: after
/// a lost connection, a message out of order or a cancelled statement nothing is certain.
pub(super) fn survives(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Encode(_) => true,
        sqlx::Error::Database(cause) => {
            let sqlstate = cause.code().unwrap_or_default();
            !FATAL_CLASSES.iter().any(|class| sqlstate.starts_with(class))
        }
        _ => false,
    }
}

/// Whether the connection was found dead: closed by a restart, an administrator or the network.
pub(super) fn is_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(cause) => {
            cause.code().is_some_and(|code| code.starts_with("57P") || code.starts_with("08"))
        }
        _ => false,
    }
}
