//! Every variable: type, default, description. The only reader of the environment.
//!
//! One table ([`VARIABLES`]) feeds the reader, `--help` and the test that compares README and `.env.example`, so that a
//! variable cannot exist without a description or have a default other than the documented one. All faults are
//! collected and reported together. An empty value counts as absent.

mod reader;
mod variables;

use std::ffi::OsString;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use tracing_subscriber::EnvFilter;
use url::Url;

use self::reader::Reader;
pub use self::variables::{VARIABLES, Variable, help};
use crate::auth::{IssuerSettings, SignUps};
use crate::db::{Explain, embedded};
use crate::graphql::StoredSettings;
use crate::limits::Limits;
use crate::mail;
use crate::secret::Secrets;
use crate::telemetry::TraceSettings;

/// What the server is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Convenience first: GraphiQL and introspection for everybody, demo data, `token`.
    Development,
    /// Safety first.
    Production,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For eyes.
    Text,
    /// For machines.
    Json,
}

/// A database URL; hides its password from logs.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(pub String);

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseUrl(…)")
    }
}

/// The token of those who read `/metrics`; hides itself from logs.
#[derive(Clone, PartialEq, Eq)]
pub struct MetricsToken(pub String);

impl fmt::Debug for MetricsToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MetricsToken(…)")
    }
}

/// Everything that can be set from outside.
#[derive(Debug, Clone)]
pub struct Config {
    /// Development or production.
    pub mode: Mode,
    /// Where to serve.
    pub addr: SocketAddr,
    /// The certificate and its key, for https.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Origins of other web pages that may call.
    pub origins: Vec<String>,
    /// Proxies in front of the server.
    pub proxies: Vec<IpNet>,
    /// Other issuers whose tokens are accepted.
    pub issuers: Vec<IssuerSettings>,
    /// Which database, and how to use it.
    pub database: Database,
    /// Time after which a request is given up.
    pub statement_timeout: Duration,
    /// Time after which a query is given up.
    pub query_timeout: Duration,
    /// How long a request waits for this node to catch up with the cursor that it names.
    pub catch_up_timeout: Duration,
    /// Keys of the secrets in the database.
    pub secrets: Secrets,
    /// How mail goes out.
    pub mail: mail::Settings,
    /// Where links in mails lead.
    pub public_url: Url,
    /// Who may make an account.
    pub sign_ups: SignUps,
    /// Sockets that an account may have open.
    pub sockets_max: usize,
    /// Subscriptions that an account may have running.
    pub subscriptions_max: usize,
    /// What a request may ask for.
    pub limits: Limits,
    /// Which documents are stored.
    pub stored: StoredSettings,
    /// Bears the figures of `/metrics` to whoever has it.
    pub metrics_token: Option<MetricsToken>,
    /// Whether responses say what they took.
    pub shows_cost: bool,
    /// What the log says of statements.
    pub explain: Explain,
    /// Time after which the log tells of an operation; zero: never.
    pub slow: Duration,
    /// Time that running requests get at the end.
    pub shutdown_timeout: Duration,
    /// The filter of log lines.
    pub log: String,
    /// Their looks.
    pub log_format: LogFormat,
    /// Where traces go; absent: nowhere.
    pub traces: Option<TraceSettings>,
}

/// Which database, and how to use it.
#[derive(Debug, Clone)]
pub struct Database {
    /// As its owner; absent for the private one.
    pub owner_url: Option<DatabaseUrl>,
    /// As the login of requests, if it is not to be derived.
    pub api_url: Option<DatabaseUrl>,
    /// As the login of the change log's reader, if it is not to be derived.
    pub worker_url: Option<DatabaseUrl>,
    /// Where queries may be read from as well; whose login is named there does not count.
    pub replica_url: Option<DatabaseUrl>,
    /// How old what is read there may be.
    pub replica_lag_max: Duration,
    /// The private PostgreSQL, where there is no `owner_url`.
    pub embedded: embedded::Settings,
    /// Whether `serve` may migrate the database of `owner_url`.
    pub migrate: bool,
    /// Connections for requests.
    pub pool_size: usize,
}

/// What is wrong with the environment, all of it.
#[derive(Debug, thiserror::Error)]
#[error("the configuration cannot be used:{}", .0.iter().fold(String::new(), |text, fault| text + "\n  " + fault))]
pub struct Faults(pub Vec<String>);

/// Variables of this process that are named like ours and are not: slips, as a rule.
pub fn unknown_variables() -> Vec<String> {
    let ours = |name: &String| name.starts_with("WORKGRAPH_") && !VARIABLES.iter().any(|it| it.name == name);
    std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(ours).collect()
}

impl Config {
    /// Reads the environment of this process.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn from_env() -> Result<Self, Faults> {
        Self::read(|name| std::env::var_os(name))
    }

    /// Reads variables from anywhere.
    pub fn read(lookup: impl Fn(&str) -> Option<OsString>) -> Result<Self, Faults> {
        let mut env = Reader { lookup: &lookup, faults: Vec::new() };
        match Self::take(&mut env) {
            Some(config) if env.faults.is_empty() => Ok(config),
            _ => Err(Faults(env.faults)),
        }
    }

    /// Takes every variable before it gives up on any, so that all faults are found.
    fn take(env: &mut Reader<impl Fn(&str) -> Option<OsString>>) -> Option<Self> {
        let mode = env
            .choice("WORKGRAPH_ENV", [("development", Mode::Development), ("production", Mode::Production)]);
        let addr = env.parsed("WORKGRAPH_ADDR", "an address and a port such as 127.0.0.1:4000");
        let origins = env.origins("WORKGRAPH_ORIGINS");
        let proxies = env.networks("WORKGRAPH_PROXIES");
        let issuers = env.issuers("WORKGRAPH_ISSUERS");
        let database = Database::take(env);
        let in_production = mode == Some(Mode::Production);
        let sign_ups =
            env.choice("WORKGRAPH_SIGN_UP", [("invitation", SignUps::Invited), ("open", SignUps::Open)]);
        let secrets = env.secrets("WORKGRAPH_SECRET_KEY", in_production);
        let mail = env.mail(in_production);
        let public_url = env.public_url("WORKGRAPH_PUBLIC_URL", addr, in_production && mail.is_sent());
        let statement_timeout = env.milliseconds("WORKGRAPH_STATEMENT_TIMEOUT_MS", 100, 3_600_000);
        let query_timeout = env.milliseconds("WORKGRAPH_QUERY_TIMEOUT_MS", 100, 3_600_000);
        let catch_up_timeout = env.milliseconds("WORKGRAPH_CATCH_UP_TIMEOUT_MS", 1, 60_000);
        let shutdown_timeout = env.milliseconds("WORKGRAPH_SHUTDOWN_TIMEOUT_MS", 0, 600_000);
        let sockets_max = env.bounded("WORKGRAPH_SOCKETS_MAX", 1, 1_000_000);
        let subscriptions_max = env.bounded("WORKGRAPH_SUBSCRIPTIONS_MAX", 1, 10_000_000);
        let limits = env.limits("WORKGRAPH_LIMITS");
        let folder = env.value("WORKGRAPH_DOCUMENTS").map(PathBuf::from);
        let only = env.choice("WORKGRAPH_DOCUMENTS_ONLY", [("true", true), ("false", false)]);
        if only == Some(true) && folder.is_none() {
            env.fault("WORKGRAPH_DOCUMENTS", "a folder, since nothing but its documents is to be run");
        }
        let tls = env.both_or_none("WORKGRAPH_TLS_CERT", "WORKGRAPH_TLS_KEY");
        let metrics_token = env.metrics_token("WORKGRAPH_METRICS_TOKEN");
        let shows_cost = env.choice("WORKGRAPH_COST", [("true", true), ("false", false)]);
        let explain = env.choice(
            "WORKGRAPH_EXPLAIN",
            [("off", Explain::Nothing), ("plan", Explain::Plan), ("analyze", Explain::Analyze)],
        );
        let slow = env.milliseconds("WORKGRAPH_SLOW_MS", 0, 600_000);
        let log = env.value("WORKGRAPH_LOG").unwrap_or_default();
        if EnvFilter::try_new(&log).is_err() {
            env.fault("WORKGRAPH_LOG", "a level, or a filter such as workgraph=debug,info");
        }
        let log_format =
            env.choice("WORKGRAPH_LOG_FORMAT", [("text", LogFormat::Text), ("json", LogFormat::Json)]);
        let traces = env.traces();
        let usual = if in_production { LogFormat::Json } else { LogFormat::Text };
        Some(Self {
            mode: mode?,
            addr: addr?,
            tls,
            origins,
            proxies,
            issuers,
            database: database?,
            secrets: secrets?,
            mail,
            public_url: public_url?,
            sign_ups: sign_ups?,
            statement_timeout: statement_timeout?,
            query_timeout: query_timeout?,
            catch_up_timeout: catch_up_timeout?,
            sockets_max: sockets_max?,
            subscriptions_max: subscriptions_max?,
            limits: limits?,
            stored: StoredSettings { folder, only: only? },
            metrics_token,
            shows_cost: shows_cost.unwrap_or(!in_production),
            explain: explain?,
            slow: slow?,
            shutdown_timeout: shutdown_timeout?,
            log,
            log_format: log_format.unwrap_or(usual),
            traces,
        })
    }
}

impl Database {
    fn take(env: &mut Reader<impl Fn(&str) -> Option<OsString>>) -> Option<Self> {
        let owner_url = env.url("DATABASE_URL");
        let (api_url, worker_url) = (env.url("DATABASE_API_URL"), env.url("DATABASE_WORKER_URL"));
        let replica_url = env.url("DATABASE_REPLICA_URL");
        let others = [
            ("DATABASE_API_URL", &api_url),
            ("DATABASE_WORKER_URL", &worker_url),
            ("DATABASE_REPLICA_URL", &replica_url),
        ];
        if let (None, Some((name, _))) = (&owner_url, others.iter().find(|(_, url)| url.is_some())) {
            env.fault("DATABASE_URL", &format!("a value, since {name} has one"));
        }
        let replica_lag_max = env.milliseconds("DATABASE_REPLICA_LAG_MS", 200, 3_600_000);
        let migrate = env.choice("WORKGRAPH_MIGRATE", [("true", true), ("false", false)]);
        let pool_size = env.bounded("WORKGRAPH_POOL_SIZE", 2, 1_000).unwrap_or_else(usual_pool_size);
        let embedded = embedded::Settings {
            data_dir: env.value("WORKGRAPH_DATA_DIR").unwrap_or_default().into(),
            pg_bin: env.value("WORKGRAPH_PG_BIN").map(PathBuf::from),
            caches: caches(env.lookup),
            path: (env.lookup)("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default(),
        };
        let (replica_lag_max, migrate) = (replica_lag_max?, migrate?);
        Some(Self {
            owner_url,
            api_url,
            worker_url,
            replica_url,
            replica_lag_max,
            embedded,
            migrate,
            pool_size,
        })
    }
}

/// More connections than this wait for the cores of the database, if it has about as many as this machine.
fn usual_pool_size() -> usize {
    std::thread::available_parallelism().map_or(16, |cores| (4 * cores.get()).clamp(16, 64))
}

/// Where a portable PostgreSQL may lie: the user's cache, then the machine's (for root, whose own cache nobody else can
/// read). `make postgres` writes to one of the two.
fn caches(lookup: &impl Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let own = lookup("XDG_CACHE_HOME")
        .filter(|it| !it.is_empty())
        .map(PathBuf::from)
        .or_else(|| lookup("HOME").map(|home| PathBuf::from(home).join(".cache")));
    own.into_iter().chain([PathBuf::from("/var/cache")]).map(|cache| cache.join("workgraph")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, Faults> {
        Config::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into()))
    }

    #[test]
    fn an_empty_environment_is_a_development_server_with_a_private_database() {
        let config = read(&[("DATABASE_URL", "")]).unwrap();
        assert_eq!(config.mode, Mode::Development);
        assert_eq!(config.addr.to_string(), "127.0.0.1:4000");
        assert_eq!(config.database.owner_url, None);
        assert_eq!(config.database.embedded.data_dir, PathBuf::from(".workgraph"));
        assert_eq!(config.log_format, LogFormat::Text);
    }

    #[test]
    fn all_faults_are_reported_together_and_no_password_with_them() {
        let faults = read(&[
            ("DATABASE_URL", "mysql://me:secret@host/db"),
            ("WORKGRAPH_ADDR", "localhost"),
            ("WORKGRAPH_ENV", "prod"),
            ("WORKGRAPH_ORIGINS", "https://app.example.com,app.example.com"),
            ("WORKGRAPH_POOL_SIZE", "0"),
            ("WORKGRAPH_PROXIES", "10.0.0.0/8, proxy.example"),
            ("WORKGRAPH_METRICS_TOKEN", "a :secret b"),
            ("WORKGRAPH_LIMITS", "depth=1000"),
            ("WORKGRAPH_TLS_KEY", "key.pem"),
            ("WORKGRAPH_DOCUMENTS_ONLY", "true"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "api key=:secret"),
            ("OTEL_TRACES_SAMPLER_ARG", "2"),
            (
                "WORKGRAPH_ISSUERS",
                r#"[{"issuer": "a", "audience": "b", "secret": "secret", "algorithms": ["none"]}]"#,
            ),
        ])
        .unwrap_err()
        .to_string();
        for expected in [
            "DATABASE_URL: expected postgres://",
            "WORKGRAPH_ADDR=localhost: expected an address",
            "WORKGRAPH_ENV=prod: expected development or production",
            "WORKGRAPH_ORIGINS: expected origins",
            "WORKGRAPH_PROXIES=10.0.0.0/8, proxy.example: expected addresses",
            "WORKGRAPH_POOL_SIZE=0: expected a number from 2 to 1000",
            "WORKGRAPH_LIMITS=depth=1000: expected depth to be a number from 2 to 60",
            "WORKGRAPH_DOCUMENTS: expected a folder",
            "WORKGRAPH_TLS_CERT: expected a value, since WORKGRAPH_TLS_KEY has one",
            "WORKGRAPH_METRICS_TOKEN: expected at least 16 visible characters",
            "OTEL_EXPORTER_OTLP_ENDPOINT: expected the address",
            "OTEL_EXPORTER_OTLP_HEADERS: expected headers",
            "OTEL_TRACES_SAMPLER_ARG=2: expected a number from 0 to 1",
            "WORKGRAPH_ISSUERS[0].algorithms: expected some of",
            "WORKGRAPH_ISSUERS[0].secret: expected at least",
        ] {
            assert!(faults.contains(expected), "{expected} is not in {faults}");
        }
        assert!(!faults.contains(":secret"));
    }

    #[test]
    fn a_login_or_a_replica_needs_the_database_that_it_belongs_to() {
        for name in ["DATABASE_API_URL", "DATABASE_WORKER_URL", "DATABASE_REPLICA_URL"] {
            let url = "postgres://me@host/db";
            let faults = read(&[(name, url)]).unwrap_err().to_string();
            assert!(
                faults.contains(&format!("DATABASE_URL: expected a value, since {name} has one")),
                "{faults}"
            );
            assert!(read(&[(name, url), ("DATABASE_URL", url)]).is_ok());
        }
    }

    const KEY: (&str, &str) = ("WORKGRAPH_SECRET_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    const PRODUCTION: (&str, &str) = ("WORKGRAPH_ENV", "production");
    const SMTP: (&str, &str) = ("WORKGRAPH_SMTP_URL", "smtps://me:secret@mail.example.com");

    #[test]
    fn production_logs_json_and_sends_no_mail_to_the_log() {
        let config = read(&[PRODUCTION, KEY]).unwrap();
        assert_eq!(config.log_format, LogFormat::Json);
        assert!(matches!(config.mail, mail::Settings::Nowhere));
    }

    #[test]
    fn what_a_response_took_is_told_in_production_only_if_asked_for() {
        let told = |more: &[_]| read(&[&[KEY], more].concat()).unwrap().shows_cost;
        assert!(told(&[]) && !told(&[PRODUCTION]));
        assert!(told(&[PRODUCTION, ("WORKGRAPH_COST", "true")]) && !told(&[("WORKGRAPH_COST", "false")]));
    }

    #[test]
    fn traces_go_where_the_standard_variables_say() {
        assert_eq!(read(&[]).unwrap().traces, None);
        let traces = read(&[
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example:4318/otlp"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%3Db, x-tenant=c"),
        ]);
        let traces = traces.unwrap().traces.unwrap();
        assert_eq!(traces.endpoint.as_str(), "https://collector.example:4318/otlp");
        assert_eq!(
            (traces.headers.0["api-key"].as_str(), traces.headers.0["x-tenant"].as_str()),
            ("a=b", "c")
        );
        assert_eq!((traces.service_name.as_str(), traces.share), ("workgraph", 1.0));
    }

    #[test]
    fn statements_are_explained_only_if_asked_for() {
        let explain = |more: &[_]| read(&[&[KEY], more].concat()).unwrap().explain;
        assert_eq!((explain(&[]), explain(&[PRODUCTION])), (Explain::Nothing, Explain::Nothing));
        assert_eq!(explain(&[("WORKGRAPH_EXPLAIN", "analyze")]), Explain::Analyze);
    }

    #[test]
    fn production_needs_a_key_of_its_own() {
        let short = ("WORKGRAPH_SECRET_KEY", "c2VjcmV0");
        for environment in [&[PRODUCTION][..], &[PRODUCTION, short], &[short]] {
            let faults = read(environment).unwrap_err().to_string();
            assert!(faults.contains("WORKGRAPH_SECRET_KEY: expected 32 bytes"), "{faults}");
            assert!(!faults.contains("c2VjcmV0"));
        }
    }

    #[test]
    fn a_mail_server_needs_a_sender_and_in_production_an_address_for_links() {
        let faults = read(&[PRODUCTION, KEY, SMTP]).unwrap_err().to_string();
        assert!(faults.contains("WORKGRAPH_MAIL_FROM: expected"), "{faults}");
        assert!(!faults.contains("secret"));
        let from = ("WORKGRAPH_MAIL_FROM", "Workgraph <workgraph@example.com>");
        let faults = read(&[PRODUCTION, KEY, SMTP, from]).unwrap_err().to_string();
        assert!(faults.contains("WORKGRAPH_PUBLIC_URL: expected"), "{faults}");
        assert!(matches!(read(&[SMTP, from]).unwrap().mail, mail::Settings::Smtp(..)));
        let in_the_clear = ("WORKGRAPH_SMTP_URL", "smtp://me:secret@mail.example.com");
        let faults = read(&[in_the_clear, from]).unwrap_err().to_string();
        assert!(faults.contains("WORKGRAPH_SMTP_URL: expected smtps://"), "{faults}");
        assert!(!faults.contains("secret@"));
    }
}
