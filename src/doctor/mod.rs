//! `doctor`: what would keep a server from working, or from keeping its promises, found before it does.
//!
//! Each check gives one finding: fine, or what is wrong and what to do about it. A check looks at what the database itself
//! says, through a session that may not write, so that it can be run beside a server in production. What a server makes
//! good by itself when it starts is told, but is no failure.
//!
//! Not looked at: the text of a policy that somebody has altered, and what the data mean.

mod access;
mod cluster;
mod configuration;
mod replica;
mod roles;
mod secrets;
mod stream;

use std::str::FromStr as _;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde::Serialize;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection as _, Executor as _};
use tokio::time::timeout;

pub use self::configuration::configuration;
use crate::config;
use crate::secret::Secrets;

/// A database that does not answer at once is not well.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Names that a sentence can bear.
const NAMES_MAX: usize = 5;

/// How a check ended, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// As it should be.
    Ok,
    /// It works, but somebody should know.
    Warning,
    /// Something does not work, or is not safe.
    Failed,
}

impl Status {
    /// As a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
        }
    }
}

/// What one check has found.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// What was looked at.
    pub check: &'static str,
    /// How it is.
    pub status: Status,
    /// What was found, and what to do about it.
    pub message: String,
}

impl Finding {
    /// A finding about something.
    pub fn new(check: &'static str, status: Status, message: impl Into<String>) -> Self {
        Self { check, status, message: message.into() }
    }

    /// All sentences in one, with the worst of their states; `fine` if there are none.
    fn of(check: &'static str, sentences: Vec<(Status, String)>, fine: impl Into<String>) -> Self {
        let Some(status) = sentences.iter().map(|(status, _)| *status).max() else {
            return Self::new(check, Status::Ok, fine);
        };
        let texts: Vec<_> = sentences.into_iter().map(|(_, text)| text).collect();
        Self::new(check, status, texts.join(". "))
    }

    /// A check that could not be made is one that did not pass.
    fn or_failed(check: &'static str, found: Result<Self>) -> Self {
        found.unwrap_or_else(|error| {
            Self::new(check, Status::Failed, format!("cannot be looked at: {error:#}"))
        })
    }
}

/// Looks at the database that this URL of its owner leads to, and whether these keys open what is sealed in it.
pub async fn database(config: &config::Database, secrets: &Secrets, owner_url: &str) -> Vec<Finding> {
    let mut connection = match connect(owner_url).await {
        Ok(connection) => connection,
        Err(error) => {
            let text = format!("does not answer: {error:#}. Start it, or set DATABASE_URL to where it is");
            return vec![Finding::new("database", Status::Failed, text)];
        }
    };
    let db = &mut connection;
    let mut findings = vec![
        Finding::or_failed("database", cluster::version(db).await),
        Finding::or_failed("clock", cluster::clock(db).await),
    ];
    let migrations = Finding::or_failed("migrations", cluster::migrations(owner_url).await);
    let migrated = migrations.status == Status::Ok;
    findings.push(migrations);
    findings.push(Finding::or_failed("extensions", cluster::extensions(db).await));
    findings.push(Finding::or_failed("roles", roles::roles(db).await));
    findings.push(roles::api(db, config.api_url.as_ref()).await);
    findings.push(roles::worker(db, config.worker_url.as_ref()).await);
    if migrated {
        findings.push(Finding::or_failed("row level security", access::row_level_security(db).await));
        findings.push(Finding::or_failed("policies", access::policies(db).await));
        findings.push(Finding::or_failed("indexes", access::leakproof(db).await));
        findings.push(Finding::or_failed("secrets", secrets::secrets(db, secrets).await));
        findings.push(Finding::or_failed("change log", stream::partitions(db).await));
        findings.push(Finding::or_failed("capture", stream::capture(db).await));
        findings.extend(replica::replica(db, config, owner_url).await);
    } else {
        let text = "were not looked at, since they come with the migrations";
        findings.push(Finding::new("policies and triggers", Status::Warning, text));
    }
    // It has done its work, however it ends.
    let _ = connection.close().await;
    findings
}

/// A session that cannot change anything.
async fn connect(url: &str) -> Result<PgConnection> {
    let options = PgConnectOptions::from_str(url)?;
    let mut connection = timeout(CONNECT_TIMEOUT, PgConnection::connect_with(&options))
        .await
        .context("no answer within ten seconds")??;
    connection.execute("set default_transaction_read_only = on; set statement_timeout = '30s'").await?;
    Ok(connection)
}

/// `a, b and 3 more`
fn list(names: &[impl AsRef<str>]) -> String {
    let shown: Vec<_> = names.iter().take(NAMES_MAX).map(AsRef::as_ref).collect();
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_ends_with_a_number() {
        assert_eq!(list(&["a", "b"]), "a, b");
        assert_eq!(list(&["a"; 7]), "a, a, a, a, a and 2 more");
    }

    #[test]
    fn the_worst_of_several_sentences_decides() {
        let sentence = |status, text: &str| (status, text.to_owned());
        let found =
            Finding::of("x", vec![sentence(Status::Failed, "a"), sentence(Status::Warning, "b")], "fine");
        assert_eq!((found.status, found.message.as_str()), (Status::Failed, "a. b"));
        assert_eq!(Finding::of("x", Vec::new(), "fine").status, Status::Ok);
    }
}
