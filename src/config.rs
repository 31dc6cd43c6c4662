//! Every variable: type, default, description. The only reader of the environment.
//!
//! One table (`VARIABLES`) feeds the reader, `--help` and the test that compares README and `.env.example`, so that a
//! variable cannot exist without a description or have a default other than the documented one. All faults are
//! collected and reported together. An empty value counts as absent.

use std::ffi::OsString;
use std::fmt::{self, Display, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use tracing_subscriber::EnvFilter;
use url::Url;

use crate::db::embedded;
use crate::mail::{self, SmtpUrl};
use crate::secret::Secrets;

/// One variable of the environment.
#[derive(Debug)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// The value that holds when it is absent; empty if there is none.
    pub default: &'static str,
    /// What it does, for people.
    pub doc: &'static str,
}

const fn variable(name: &'static str, default: &'static str, doc: &'static str) -> Variable {
    Variable { name, default, doc }
}

/// All variables, the most often needed first.
pub const VARIABLES: [Variable; 18] = [
    variable(
        "DATABASE_URL",
        "",
        "URL of the database, as the login that owns it. Absent: a private PostgreSQL is run in the data directory",
    ),
    variable(
        "DATABASE_API_URL",
        "",
        "URL of the login that serves requests. Absent: workgraph_api at DATABASE_URL, its password set at start",
    ),
    variable(
        "DATABASE_WORKER_URL",
        "",
        "URL of the login that reads the change log. Absent: workgraph_worker at DATABASE_URL, its password set at start",
    ),
    variable("WORKGRAPH_ADDR", "127.0.0.1:4000", "Address and port to serve on"),
    variable("WORKGRAPH_DATA_DIR", ".workgraph", "Folder of the private PostgreSQL"),
    variable(
        "WORKGRAPH_PG_BIN",
        "",
        "Folder with initdb, pg_ctl and postgres (15 or later). Absent: the one `make postgres` fetched, else an installed one",
    ),
    variable("WORKGRAPH_ENV", "development", "development or production"),
    variable(
        "WORKGRAPH_MIGRATE",
        "false",
        "true: `serve` applies pending migrations to the database of DATABASE_URL, and in development loads demo data if it is empty. The private PostgreSQL always gets both",
    ),
    variable(
        "WORKGRAPH_ORIGINS",
        "",
        "Origins of other web pages that may call, with commas between them: https://app.example.com,https://x.example",
    ),
    variable(
        "WORKGRAPH_SECRET_KEY",
        "",
        "32 bytes in Base64 (`openssl rand -base64 32`) that seal the secrets in the database. Several with commas between them: the first one seals, all open. Needed in production; in development a key that everybody knows stands in",
    ),
    variable(
        "WORKGRAPH_PUBLIC_URL",
        "",
        "Address of the web application, for links in mails. Absent: that of the server",
    ),
    variable(
        "WORKGRAPH_SMTP_URL",
        "",
        "Mail server: smtps://user:password@host, smtp://user:password@host?tls=required (STARTTLS) or smtp://host. Absent: no mail is sent; in development it goes to the log",
    ),
    variable("WORKGRAPH_MAIL_FROM", "", "Sender of mails: Workgraph <workgraph@example.com>"),
    variable("WORKGRAPH_POOL_SIZE", "16", "Database connections for requests"),
    variable("WORKGRAPH_STATEMENT_TIMEOUT_MS", "15000", "Time after which an SQL statement is cancelled"),
    variable(
        "WORKGRAPH_SHUTDOWN_TIMEOUT_MS",
        "10000",
        "Time that running requests get when the server is told to stop",
    ),
    variable(
        "WORKGRAPH_LOG",
        "info",
        "What to log: error, warn, info, debug, trace, or a filter such as workgraph=debug,info",
    ),
    variable("WORKGRAPH_LOG_FORMAT", "", "text or json. Absent: text in development, json in production"),
];

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

/// Everything that can be set from outside.
#[derive(Debug, Clone)]
pub struct Config {
    /// Development or production.
    pub mode: Mode,
    /// Where to serve.
    pub addr: SocketAddr,
    /// Origins of other web pages that may call.
    pub origins: Vec<String>,
    /// Which database, and how to use it.
    pub database: Database,
    /// Time after which a request is given up.
    pub statement_timeout: Duration,
    /// Keys of the secrets in the database.
    pub secrets: Secrets,
    /// How mail goes out.
    pub mail: mail::Settings,
    /// Where links in mails lead.
    pub public_url: Url,
    /// Time that running requests get at the end.
    pub shutdown_timeout: Duration,
    /// The filter of log lines.
    pub log: String,
    /// Their looks.
    pub log_format: LogFormat,
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
pub struct Faults(Vec<String>);

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
        let database = Database::take(env);
        let in_production = mode == Some(Mode::Production);
        let secrets = env.secrets("WORKGRAPH_SECRET_KEY", in_production);
        let mail = env.mail(in_production);
        let public_url = env.public_url("WORKGRAPH_PUBLIC_URL", addr, in_production && mail.is_sent());
        let statement_timeout = env.milliseconds("WORKGRAPH_STATEMENT_TIMEOUT_MS", 100, 3_600_000);
        let shutdown_timeout = env.milliseconds("WORKGRAPH_SHUTDOWN_TIMEOUT_MS", 0, 600_000);
        let log = env.value("WORKGRAPH_LOG").unwrap_or_default();
        if EnvFilter::try_new(&log).is_err() {
            env.fault("WORKGRAPH_LOG", "a level, or a filter such as workgraph=debug,info");
        }
        let log_format =
            env.choice("WORKGRAPH_LOG_FORMAT", [("text", LogFormat::Text), ("json", LogFormat::Json)]);
        let usual = if in_production { LogFormat::Json } else { LogFormat::Text };
        Some(Self {
            mode: mode?,
            addr: addr?,
            origins,
            database: database?,
            secrets: secrets?,
            mail,
            public_url: public_url?,
            statement_timeout: statement_timeout?,
            shutdown_timeout: shutdown_timeout?,
            log,
            log_format: log_format.unwrap_or(usual),
        })
    }
}

impl Database {
    fn take(env: &mut Reader<impl Fn(&str) -> Option<OsString>>) -> Option<Self> {
        let owner_url = env.url("DATABASE_URL");
        let (api_url, worker_url) = (env.url("DATABASE_API_URL"), env.url("DATABASE_WORKER_URL"));
        if owner_url.is_none() && (api_url.is_some() || worker_url.is_some()) {
            env.fault("DATABASE_URL", "a value, since DATABASE_API_URL or DATABASE_WORKER_URL has one");
        }
        let migrate = env.choice("WORKGRAPH_MIGRATE", [("true", true), ("false", false)]);
        let pool_size = env.bounded("WORKGRAPH_POOL_SIZE", 2, 1_000);
        let embedded = embedded::Settings {
            data_dir: env.value("WORKGRAPH_DATA_DIR").unwrap_or_default().into(),
            pg_bin: env.value("WORKGRAPH_PG_BIN").map(PathBuf::from),
            caches: caches(env.lookup),
            path: (env.lookup)("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default(),
        };
        Some(Self { owner_url, api_url, worker_url, embedded, migrate: migrate?, pool_size: pool_size? })
    }
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

/// The text of `--help` about variables.
pub fn help() -> String {
    let mut text = String::from("Variables of the environment:\n");
    for Variable { name, default, doc } in &VARIABLES {
        let default = if default.is_empty() { String::new() } else { format!(" [default: {default}]") };
        let _ = write!(text, "\n  {name}{default}\n      {doc}\n");
    }
    text
}

/// Takes values and collects faults.
struct Reader<'a, F> {
    lookup: &'a F,
    faults: Vec<String>,
}

impl<F: Fn(&str) -> Option<OsString>> Reader<'_, F> {
    /// The value given, else the default.
    fn value(&mut self, name: &str) -> Option<String> {
        let given = (self.lookup)(name).filter(|it| !it.is_empty()).and_then(|it| {
            it.into_string().inspect_err(|_| self.faults.push(format!("{name}: expected UTF-8"))).ok()
        });
        let default = || VARIABLES.iter().find(|it| it.name == name).map(|it| it.default.to_owned());
        given.or_else(default).filter(|it| !it.is_empty())
    }

    fn parsed<T: FromStr>(&mut self, name: &str, expected: &str) -> Option<T> {
        let value = self.value(name)?;
        let parsed = value.parse().ok();
        if parsed.is_none() {
            self.faults.push(format!("{name}={value}: expected {expected}"));
        }
        parsed
    }

    fn bounded<T: FromStr + PartialOrd + Display>(&mut self, name: &str, min: T, max: T) -> Option<T> {
        let expected = format!("a number from {min} to {max}");
        let value = self.parsed(name, &expected)?;
        if (min..=max).contains(&value) {
            return Some(value);
        }
        self.faults.push(format!("{name}={value}: expected {expected}"));
        None
    }

    fn milliseconds(&mut self, name: &str, min: u64, max: u64) -> Option<Duration> {
        self.bounded(name, min, max).map(Duration::from_millis)
    }

    fn choice<T: Copy, const N: usize>(&mut self, name: &str, choices: [(&str, T); N]) -> Option<T> {
        let value = self.value(name)?;
        let chosen = choices.iter().find(|(text, _)| *text == value).map(|(_, choice)| *choice);
        if chosen.is_none() {
            let names = choices.map(|(text, _)| text).join(" or ");
            self.faults.push(format!("{name}={value}: expected {names}"));
        }
        chosen
    }

    /// A URL, never repeated in a message since it holds a password.
    fn url(&mut self, name: &str) -> Option<DatabaseUrl> {
        let value = self.value(name)?;
        let known = ["postgres://", "postgresql://"].iter().any(|scheme| value.starts_with(scheme));
        if !known || PgConnectOptions::from_str(&value).is_err() {
            self.fault(name, "postgres://user:password@host:port/database");
        }
        Some(DatabaseUrl(value))
    }

    fn secrets(&mut self, name: &str, needed: bool) -> Option<Secrets> {
        match self.value(name).map(|text| Secrets::parse(&text)) {
            Some(Ok(secrets)) => return Some(secrets),
            None if !needed => return Some(Secrets::for_development()),
            // Not repeated: it may be a key with a slip.
            Some(Err(_)) | None => {
                self.fault(name, "32 bytes in Base64, as `openssl rand -base64 32` prints them")
            }
        }
        None
    }

    fn mail(&mut self, in_production: bool) -> mail::Settings {
        let from = self.parsed("WORKGRAPH_MAIL_FROM", "a sender such as Workgraph <workgraph@example.com>");
        let Some(url) = self.value("WORKGRAPH_SMTP_URL") else {
            return if in_production { mail::Settings::Nowhere } else { mail::Settings::Console };
        };
        match (SmtpUrl::parse(&url), from) {
            (Ok(url), Some(from)) => return mail::Settings::Smtp(url, from),
            // The URL holds a password, so it is not repeated.
            (Err(_), _) => self.fault(
                "WORKGRAPH_SMTP_URL",
                "smtps://user:password@host, smtp://user:password@host?tls=required, or smtp://host",
            ),
            (Ok(_), None) => {
                self.fault("WORKGRAPH_MAIL_FROM", "a sender, since WORKGRAPH_SMTP_URL has a value")
            }
        }
        mail::Settings::Nowhere
    }

    fn public_url(&mut self, name: &str, addr: Option<SocketAddr>, needed: bool) -> Option<Url> {
        let expected = "the address of the web application, such as https://app.example.com";
        let text = match self.value(name) {
            Some(text) => text,
            None if needed => {
                self.fault(name, expected);
                return None;
            }
            None => format!("http://{}", addr?),
        };
        let url = Url::parse(&text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        if url.is_none() {
            self.fault(name, expected);
        }
        url
    }

    fn origins(&mut self, name: &str) -> Vec<String> {
        let list = self.value(name).unwrap_or_default();
        let origins: Vec<_> =
            list.split(',').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
        let is_origin =
            |text: &String| Url::parse(text).is_ok_and(|url| url.origin().ascii_serialization() == *text);
        if !origins.iter().all(is_origin) {
            self.fault(
                name,
                "origins such as https://app.example.com, without a path, with commas between them",
            );
        }
        origins
    }

    fn fault(&mut self, name: &str, expected: &str) {
        self.faults.push(format!("{name}: expected {expected}"));
    }
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
        ])
        .unwrap_err()
        .to_string();
        for expected in [
            "DATABASE_URL: expected postgres://",
            "WORKGRAPH_ADDR=localhost: expected an address",
            "WORKGRAPH_ENV=prod: expected development or production",
            "WORKGRAPH_ORIGINS: expected origins",
            "WORKGRAPH_POOL_SIZE=0: expected a number from 2 to 1000",
        ] {
            assert!(faults.contains(expected), "{expected} is not in {faults}");
        }
        assert!(!faults.contains("secret"));
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

    #[test]
    fn readme_and_env_example_name_every_variable_with_its_default() {
        let example = include_str!("../.env.example");
        let readme = include_str!("../README.md");
        for Variable { name, default, .. } in &VARIABLES {
            assert!(
                example.contains(&format!("#{name}={default}\n")),
                ".env.example lacks #{name}={default}"
            );
            assert!(readme.contains(&format!("`{name}`")), "README.md lacks {name}");
        }
        let listed = example.lines().filter(|line| line.starts_with('#') && !line.starts_with("# ")).count();
        assert_eq!(listed, VARIABLES.len(), ".env.example lists variables that do not exist");
    }
}
