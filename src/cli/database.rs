//! The database of a command: the one of `DATABASE_URL`, or the private one, which runs at least as long as the command.

use anyhow::{Context, Result};
use tokio::task::spawn_blocking;

use crate::app;
use crate::config::{self, Config, DatabaseUrl, Mode};
use crate::db::embedded::{Embedded, Settings};
use crate::db::{self, ReplicaSettings, logins};

/// A database that can be connected to.
#[derive(Debug)]
pub(super) struct Database {
    /// Its owner's URL.
    pub(super) owner_url: String,
    /// Whether it is the private one.
    pub(super) embedded: Option<Embedded>,
}

impl Database {
    /// For a server, which must have the private PostgreSQL to itself.
    pub(super) async fn open(config: &config::Database) -> Result<Self> {
        Self::with(config, Embedded::start).await
    }

    /// For a command, which uses the private PostgreSQL of a running server where there is one.
    pub(super) async fn join(config: &config::Database) -> Result<Self> {
        Self::with(config, Embedded::join_or_start).await
    }

    /// An empty one that ends with the process, whatever the configuration says.
    pub(super) async fn throwaway(config: &config::Database) -> Result<Self> {
        Self::private(config, Embedded::throwaway).await
    }

    async fn with(config: &config::Database, start: fn(&Settings) -> Result<Embedded>) -> Result<Self> {
        match &config.owner_url {
            Some(url) => Ok(Self { owner_url: url.0.clone(), embedded: None }),
            None => Self::private(config, start).await,
        }
    }

    async fn private(config: &config::Database, start: fn(&Settings) -> Result<Embedded>) -> Result<Self> {
        let settings = config.embedded.clone();
        let embedded =
            spawn_blocking(move || start(&settings)).await.context("the start was interrupted")??;
        Ok(Self { owner_url: embedded.url().to_owned(), embedded: Some(embedded) })
    }

    /// How the server's two logins reach it, each with a password that works. The database must have been migrated.
    pub(super) async fn settings(&self, config: &Config) -> Result<db::Settings> {
        let login = async |given: &Option<DatabaseUrl>, role| match given {
            Some(url) => Ok(url.0.clone()),
            None => logins::prepare(&self.owner_url, role).await,
        };
        let api_url = login(&config.database.api_url, logins::API).await?;
        let worker_url = login(&config.database.worker_url, logins::WORKER).await?;
        let replica = config.database.replica_url.as_ref().map(|place| {
            let url = logins::elsewhere(&api_url, &place.0).context("DATABASE_REPLICA_URL")?;
            anyhow::Ok(ReplicaSettings { url, lag_max: config.database.replica_lag_max })
        });
        Ok(db::Settings {
            replica: replica.transpose()?,
            api_size: config.database.pool_size,
            statement_timeout: config.statement_timeout,
            ..db::Settings::new(api_url, worker_url, self.owner_url.clone())
        })
    }

    /// What the server's parts need to know.
    pub(super) async fn app_settings(&self, config: &Config) -> Result<app::Settings> {
        Ok(app::Settings {
            db: self.settings(config).await?,
            secrets: config.secrets.clone(),
            mail: config.mail.clone(),
            public_url: config.public_url.clone(),
            sign_ups: config.sign_ups,
            issuers: config.issuers.clone(),
            shows_cost: config.shows_cost,
            explain: config.explain,
            slow: (!config.slow.is_zero()).then_some(config.slow),
            catch_up_timeout: config.catch_up_timeout,
            limits: config.limits.clone(),
            stored: config.stored.clone(),
            is_open: config.mode == Mode::Development,
        })
    }

    /// Stops the private PostgreSQL if this process started it.
    pub(super) async fn close(self) -> Result<()> {
        match self.embedded {
            Some(embedded) => spawn_blocking(|| embedded.stop()).await.context("the stop was interrupted")?,
            None => Ok(()),
        }
    }
}
