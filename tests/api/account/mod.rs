//! Accounts: signing in and out, passwords, second factors, the mail that goes with them. Most of it is asked of a node
//! without its transports.

mod api;
mod attempts;
mod mail;
mod password;
mod reset;
mod second_factor;
mod sign_in;

use chrono::DateTime;
use sqlx::Row as _;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;
use workgraph::app::{App, Settings};
use workgraph::auth::{Accounts, Credentials, Origin, SignedIn, password as passwords};
use workgraph::clock::Clock;
use workgraph::db;
use workgraph::error::Result;
use workgraph::mail as letters;

use crate::support::{Contents, Database, MailServer, Manner};

const ADA: &str = "ada@example.org";
const PASSWORD: &str = "correct horse";
const OTHER: &str = "battery staple";

/// A node of the server without its transports.
struct Node {
    test: Database,
    clock: Clock,
    accounts: Accounts,
    app: App,
    settings: Settings,
    stop: CancellationToken,
    _stop: DropGuard,
}

impl Node {
    /// Mail waits in its outbox.
    async fn start() -> Self {
        Self::with(letters::Settings::Nowhere).await
    }

    /// Mail goes to a mail server.
    async fn with_mail(manner: Manner) -> (Self, MailServer) {
        let server = MailServer::start(manner).await;
        let node = Self::with(server.settings()).await;
        node.send_mail();
        (node, server)
    }

    async fn with(mail: letters::Settings) -> Self {
        let test = Database::clone_of(Contents::Nothing).await;
        let clock = Clock::fixed(DateTime::from_timestamp(1_800_000_000, 0).unwrap());
        let db = db::Settings { api_size: 2, ..test.settings.clone() };
        let settings = Settings { mail, ..Settings::new(db) };
        let app = App::build(&settings, clock.clone()).await.unwrap();
        let stop = CancellationToken::new();
        Self {
            test,
            clock,
            accounts: app.accounts.clone(),
            app,
            settings,
            _stop: stop.clone().drop_guard(),
            stop,
        }
    }

    /// From here on, what is in the outbox leaves.
    fn send_mail(&self) {
        let (outbox, stop) = (self.app.outbox.clone(), self.stop.clone());
        tokio::spawn(async move { outbox.run(stop).await });
    }

    /// Another node of the same database.
    async fn another(&self) -> Accounts {
        App::build(&self.settings, self.clock.clone()).await.unwrap().accounts
    }

    async fn account(&self, email: &str, hash: &str) -> Uuid {
        let sql = "insert into auth.users (email, password_hash) values";
        self.test.as_owner(&format!("{sql} ('{email}', '{hash}') returning id")).await[0].get(0)
    }

    /// Somebody whose password is [`PASSWORD`].
    async fn ada(&self) -> Uuid {
        self.account("Ada@example.org", &passwords::hash(PASSWORD).unwrap()).await
    }

    async fn sign_in(&self, email: &str, password: &str) -> Result<SignedIn> {
        self.sign_in_from("192.0.2.1", email, password).await
    }

    async fn sign_in_from(&self, ip: &str, email: &str, password: &str) -> Result<SignedIn> {
        self.accounts.sign_in(Credentials { email, password, code: None }, &origin(ip)).await
    }

    async fn sign_in_with(&self, code: &str) -> Result<SignedIn> {
        let credentials = Credentials { email: ADA, password: PASSWORD, code: Some(code) };
        self.accounts.sign_in(credentials, &origin("192.0.2.1")).await
    }

    /// Whether both tokens are refused.
    async fn has_ended(&self, signed_in: &SignedIn) -> bool {
        let refused = self.accounts.authenticate(&signed_in.access_token).await.is_err();
        assert_eq!(refused, self.accounts.refresh(&signed_in.refresh_token).await.is_err());
        refused
    }

    /// The only number that a query has.
    async fn count(&self, sql: &str) -> i64 {
        self.test.as_owner(&format!("select count(*) from {sql}")).await[0].get(0)
    }
}

fn origin(ip: &str) -> Origin {
    Origin { user_agent: Some("test".to_owned()), ip: ip.parse().ok() }
}

/// Code and message of a refusal.
fn refusal<T: std::fmt::Debug>(result: Result<T>) -> (&'static str, String) {
    let error = result.unwrap_err();
    (error.code(), error.message().to_owned())
}

fn code<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    result.unwrap_err().code()
}
