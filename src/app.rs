//! The parts of the server, put together in one place: by `serve`, by commands, by tests.
//!
//! It starts nothing: no task, no listener. What runs is started by its owner (`cli::serve`, a test) over these parts.
//! Tests hand in their own clock and database and get the same server otherwise.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use url::Url;

use crate::access::Policies;
use crate::auth::{
    AUDIENCE, Accounts, Bearers, ISSUER, IssuerSettings, Issuers, Keeper, Key, Keys, Mail, Passwords,
    PersonalTokens, Principal, SignUps, SupportSessions, Tokens,
};
use crate::budget::Budgets;
use crate::clock::Clock;
use crate::ctx::Ctx;
use crate::db::{self, Db, Explain};
use crate::domain;
use crate::graphql::{Engine, Rules, Stored, StoredSettings};
use crate::indexes::Indexes;
use crate::limits::Limits;
use crate::mail::{self, Outbox};
use crate::roll::Roll;
use crate::secret::Secrets;
use crate::stream::{LogFigures, Streams};
use crate::telemetry::metric;

/// What the parts need to know from outside.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the database is.
    pub db: db::Settings,
    /// What seals the secrets in it.
    pub secrets: Secrets,
    /// How mail goes out.
    pub mail: mail::Settings,
    /// Where links in mails lead.
    pub public_url: Url,
    /// Who may make an account.
    pub sign_ups: SignUps,
    /// Other issuers whose tokens are accepted.
    pub issuers: Vec<IssuerSettings>,
    /// Whether responses say what they took.
    pub shows_cost: bool,
    /// What the log says of statements.
    pub explain: Explain,
    /// How long an operation may take before the log tells of it; `None`: as long as it likes.
    pub slow: Option<Duration>,
    /// How long a request waits for this node to catch up with the cursor that it names.
    pub catch_up_timeout: Duration,
    /// What a request may ask for.
    pub limits: Limits,
    /// Which documents are stored.
    pub stored: StoredSettings,
    /// Whether the schema is shown to those as well who have not signed in.
    pub is_open: bool,
}

impl Settings {
    /// Plain ones for development, over this database.
    pub fn new(db: db::Settings) -> Self {
        Self {
            db,
            secrets: Secrets::for_development(),
            mail: mail::Settings::Console,
            public_url: Url::parse("http://localhost").expect("it is a URL"),
            sign_ups: SignUps::Invited,
            issuers: Vec::new(),
            shows_cost: false,
            explain: Explain::Nothing,
            slow: None,
            catch_up_timeout: Duration::from_secs(5),
            limits: Limits::default(),
            stored: StoredSettings::default(),
            is_open: true,
        }
    }
}

/// The parts of the server. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// Where the data is.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Access tokens and the keys that sign them.
    pub tokens: Tokens,
    /// From a token to whom it stands for.
    pub bearers: Bearers,
    /// Sign-in and sessions.
    pub accounts: Accounts,
    /// Support sessions, and the trace of what is asked in them.
    pub support: SupportSessions,
    /// Mail on its way out. Nothing is sent before it runs.
    pub outbox: Outbox,
    /// The change log on its way to subscriptions. Nothing flows before its relay runs.
    pub streams: Streams,
    /// What is told of the reading of the change log.
    pub log_figures: LogFigures,
    /// Who is connected, and which subscriptions run.
    pub roll: Roll,
    /// How much everybody may ask for.
    pub budgets: Budgets,
    /// The schema, and the answers to its operations.
    pub engine: Engine,
    /// Whether responses to requests from outside say what they took.
    pub shows_cost: bool,
    /// What the log says of their statements.
    pub explain: Explain,
    /// How long an operation may take before the log tells of it.
    pub slow: Option<Duration>,
}

impl App {
    /// Over a migrated database. Reads the keys that sign tokens and makes the first one.
    pub async fn build(settings: &Settings, clock: Clock) -> Result<Self> {
        let db = Db::new(&settings.db)?;
        let schemas: Vec<_> = domain::SYSTEMS.iter().map(|system| system.schema).collect();
        let policies = Policies::load(&db.worker(), &schemas).await.context("cannot read the policies")?;
        let indexes = Indexes::load(&db.worker(), &schemas).await.context("cannot read the indexes")?;
        let keys = Keys::load_or_create(&db.worker(), &clock, &settings.secrets).await;
        let keys = keys.context("cannot read the signing keys")?;
        Self::assemble(db, settings, clock, &keys, policies, &indexes)
    }

    /// To be looked at, not to be asked: every request would fail. Must be called within a Tokio runtime.
    pub fn without_database() -> Result<Self> {
        let nowhere = || "postgres://nobody@127.0.0.1:1/nothing".to_owned();
        let settings = Settings::new(db::Settings::new(nowhere(), nowhere(), nowhere()));
        let keys = Keys::of(Key::generate()?);
        let (policies, indexes) = (Policies::default(), Indexes::default());
        Self::assemble(Db::new(&settings.db)?, &settings, Clock::system(), &keys, policies, &indexes)
    }

    fn assemble(
        db: Db,
        settings: &Settings,
        clock: Clock,
        keys: &Keys,
        policies: Policies,
        indexes: &Indexes,
    ) -> Result<Self> {
        let policies = Arc::new(policies);
        let tokens = Tokens::new(keys, ISSUER, AUDIENCE);
        // The other half of the cores is for everybody who has signed in already.
        let hashing_at_once = std::thread::available_parallelism().map_or(1, |cores| cores.get().div_ceil(2));
        let passwords = Passwords::new(hashing_at_once);
        let outbox = Outbox::new(settings.mail.mailer()?);
        let mail = Mail { outbox: outbox.clone(), public_url: settings.public_url.clone() };
        let secrets = settings.secrets.clone();
        let keeper = Keeper::new(db.worker(), clock.clone(), secrets.clone(), tokens.clone());
        let accounts = Accounts::new(&db, clock.clone(), tokens.clone(), passwords, secrets, mail)
            .with_sign_ups(settings.sign_ups);
        let revocation = accounts.revocation().clone();
        let personal = PersonalTokens::new(db.worker(), clock.clone(), revocation.clone());
        let support = SupportSessions::new(db.worker(), clock.clone(), tokens.clone(), revocation.clone());
        let issuers = Issuers::new(settings.issuers.clone(), db.worker(), clock.clone(), revocation.clone())?;
        let mut streams = Streams::new(db.clone(), settings.catch_up_timeout);
        if let Some(replica) = &settings.db.replica {
            streams = streams.with_replica(replica.lag_max);
        }
        streams.add_observer(Arc::new(revocation));
        streams.add_observer(Arc::new(personal.clone()));
        streams.add_observer(Arc::new(issuers.identities().clone()));
        streams.add_observer(Arc::new(keeper));
        let log_figures = LogFigures::default();
        streams.add_observer(Arc::new(log_figures.clone()));
        let roll = Roll::default();
        let secrets = &settings.secrets;
        let operations = domain::operations(&accounts, &personal, &support, &policies, &roll, secrets);
        let stored = Stored::read(&settings.stored).context("cannot read the stored documents")?;
        let rules = Rules { limits: settings.limits.clone(), stored, is_open: settings.is_open };
        let engine = Engine::build(operations, streams.clone(), &policies, indexes, rules)?;
        let bearers = Bearers::new(accounts.clone(), personal, issuers);
        let Settings { shows_cost, explain, slow, .. } = *settings;
        Ok(Self {
            db,
            clock,
            tokens,
            bearers,
            accounts,
            support,
            outbox,
            streams,
            log_figures,
            roll,
            budgets: Budgets::new(&settings.limits),
            engine,
            shows_cost,
            explain,
            slow,
        })
    }

    /// The context of one request of a caller.
    pub fn ctx(&self, principal: Principal, request_id: impl Into<Arc<str>>) -> Ctx {
        Ctx::new(principal, self.db.clone(), self.clock.clone(), request_id)
    }

    /// Says what is not counted where it happens.
    pub async fn measure(self) {
        let (sum, max) = self.streams.queued();
        metric::queues(sum, max);
        if let Some(lag) = self.log_figures.lag() {
            metric::relay_lag(lag);
        }
        for (login, busy, idle) in self.db.connections() {
            metric::pool(login, busy, idle);
        }
        metric::replica_is_used(self.db.replica_is_used().unwrap_or_default());
        match self.streams.horizon_age().await {
            Ok(seconds) => metric::horizon_age(seconds),
            Err(error) => tracing::warn!(?error, "the age of the oldest transaction is not known"),
        }
    }

    /// Waits for what is under way in the database and closes its connections.
    pub async fn close(&self) {
        self.db.close().await;
    }
}
