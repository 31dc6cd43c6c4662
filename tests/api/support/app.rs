//! A whole server on a port of its own, over a database of its own, at a time that stands still.

use std::sync::Arc;
use std::time::Duration;

use chrono::DateTime;
use futures::FutureExt as _;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};
use workgraph::app::{App, Settings};
use workgraph::auth::{IssuerSettings, SignUps};
use workgraph::clock::Clock;
use workgraph::db::Explain;
use workgraph::graphql::StoredSettings;
use workgraph::http::{Edge, Gauges, serve};
use workgraph::limits::Limits;
use workgraph::telemetry::metric;

use super::client::{Bearer, Client};
use super::database::{Contents, Database};
use super::mail::{MailServer, Manner};
use super::make::Person;

/// Tests ask for everything at once.
const WIDE: &str = "rootFields=10000,points=1000000000,pointsPerMinute=0,list=1000000,string=10000000";

/// The server, and the ends of it that tests hold. It stops when it is dropped.
pub struct TestApp {
    pub app: App,
    pub clock: Clock,
    pub address: String,
    pub database: Database,
    _stop: DropGuard,
}

impl TestApp {
    /// Without any rows.
    pub async fn start() -> Self {
        Self::over(Contents::Nothing, |_| ()).await
    }

    /// With the demo data.
    pub async fn demo() -> Self {
        Self::over(Contents::Demo, |_| ()).await
    }

    /// With the demo data, and the limits that hold outside of tests; responses say what they took.
    pub async fn limited() -> Self {
        let change = |settings: &mut Settings| {
            settings.limits = Limits::default();
            settings.shows_cost = true;
        };
        Self::over(Contents::Demo, change).await
    }

    /// With the demo data; responses say what they took.
    pub async fn with_cost() -> Self {
        Self::over(Contents::Demo, |settings| settings.shows_cost = true).await
    }

    /// With the demo data; shows its schema to nobody who has not signed in.
    pub async fn closed() -> Self {
        Self::over(Contents::Demo, |settings| settings.is_open = false).await
    }

    /// With the demo data; the log tells of operations that take so long.
    pub async fn with_slow(limit: Duration) -> Self {
        Self::over(Contents::Demo, |settings| settings.slow = Some(limit)).await
    }

    /// With the demo data, and these documents.
    pub async fn with_stored(stored: StoredSettings) -> Self {
        Self::over(Contents::Demo, |settings| settings.stored = stored).await
    }

    /// With the demo data; the log says how statements run.
    pub async fn with_explain(explain: Explain) -> Self {
        Self::over(Contents::Demo, |settings| settings.explain = explain).await
    }

    /// With the demo data, and a mail server to which its letters go.
    pub async fn with_mail(sign_ups: SignUps) -> (Self, MailServer) {
        let mail = MailServer::start(Manner::Takes).await;
        let change = |settings: &mut Settings| {
            settings.mail = mail.settings();
            settings.sign_ups = sign_ups;
        };
        let app = Self::over(Contents::Demo, change).await;
        (app, mail)
    }

    /// Without any rows; accepts tokens of these issuers as well.
    pub async fn with_issuers(issuers: &serde_json::Value) -> Self {
        let issuers = IssuerSettings::parse(&issuers.to_string()).unwrap();
        Self::over(Contents::Nothing, |settings| settings.issuers = issuers).await
    }

    async fn over(contents: Contents, change: impl FnOnce(&mut Settings)) -> Self {
        Self::on(Database::clone_of(contents).await, change).await
    }

    /// Over this database, with other settings.
    pub async fn on(database: Database, change: impl FnOnce(&mut Settings)) -> Self {
        let clock = Clock::fixed(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
        let mut settings = Settings::new(database.settings.clone());
        settings.limits = Limits::parse(WIDE).unwrap();
        change(&mut settings);
        metric::init();
        let app = App::build(&settings, clock.clone()).await.unwrap();
        let stop = CancellationToken::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let mut edge = Edge::new(Arc::new(app.clone()));
        edge.clock = clock.clone();
        edge.shutdown = stop.clone();
        edge.roll = app.roll.clone();
        edge.gauges = Gauges::new({
            let app = app.clone();
            move || app.clone().measure().boxed()
        });
        tokio::spawn(serve(listener, Arc::new(edge), None, Duration::from_secs(1)));
        let (streams, ended) = (app.streams.clone(), stop.clone());
        tokio::spawn(async move { streams.relay(ended).await });
        let (outbox, ended) = (app.outbox.clone(), stop.clone());
        tokio::spawn(async move { outbox.run(ended).await });
        // Whatever is written from here on has a place in the change log.
        app.streams.position_of(1).await.unwrap();
        Self { app, clock, address, database, _stop: stop.drop_guard() }
    }

    /// Asks in somebody's name; a session is opened with the first request.
    pub fn client(&self, person: &Person) -> Client {
        let bearer = Bearer::Account(Box::new(self.app.accounts.clone()), person.email.clone().into_owned());
        Client::new(&self.address, bearer)
    }

    /// Asks without a token.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.address, Bearer::Nobody)
    }

    /// Asks with this token, whatever it is worth.
    pub fn bearer(&self, token: &str) -> Client {
        Client::new(&self.address, Bearer::Token(token.to_owned()))
    }

    /// Returns once the server has read everything that has been written to the change log.
    pub async fn settled(&self) {
        let tick: i64 = self.as_owner("select stream.take_tick()").await[0].get(0);
        while self.app.streams.told().await.unwrap() < tick {
            self.app.streams.moved().await;
        }
    }

    /// Runs a statement past all policies, as a person with psql would.
    pub async fn as_owner(&self, sql: &str) -> Vec<PgRow> {
        self.database.as_owner(sql).await
    }
}
