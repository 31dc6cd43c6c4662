//! The list of variables, for the reader, for `--help` and for the test that holds README and `.env.example` to it.

use std::fmt::Write as _;

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
pub const VARIABLES: [Variable; 40] = [
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
    variable(
        "DATABASE_REPLICA_URL",
        "",
        "URL of a standby of the database, or of what distributes connections to several, for queries to be read from. The login is that of requests; user and password in this URL do not count. Absent: all is read from the primary",
    ),
    variable(
        "DATABASE_REPLICA_LAG_MS",
        "5000",
        "How old what is read from the replica may be; one that is further behind is not used",
    ),
    variable("WORKGRAPH_ADDR", "127.0.0.1:4000", "Address and port to serve on"),
    variable(
        "WORKGRAPH_TLS_CERT",
        "",
        "File with the certificate to serve https with, and those that signed it, in PEM. Read again on SIGHUP. Absent: http",
    ),
    variable("WORKGRAPH_TLS_KEY", "", "File with the key of that certificate, in PEM"),
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
        "WORKGRAPH_PROXIES",
        "",
        "Proxies in front of the server, addresses or networks with commas between them: 10.0.0.0/8,192.0.2.7. Their X-Forwarded-For is believed, so that limits count callers and not proxies",
    ),
    variable(
        "WORKGRAPH_SIGN_UP",
        "invitation",
        "Who may make an account: invitation (who is invited) or open (everybody, after confirming the address)",
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
    variable(
        "WORKGRAPH_ISSUERS",
        "",
        "Other issuers whose tokens are accepted: a JSON array, or the path of a file that holds one",
    ),
    variable(
        "WORKGRAPH_POOL_SIZE",
        "",
        "Database connections for requests. Absent: four for each core, 16 at least and 64 at most",
    ),
    variable(
        "WORKGRAPH_SOCKETS_MAX",
        "1000",
        "Websockets and event streams that an account may have open on one node; an address from which nobody has signed in yet, ten times as many",
    ),
    variable(
        "WORKGRAPH_SUBSCRIPTIONS_MAX",
        "10000",
        "Subscriptions that an account may have running on one node, over websockets and event streams together",
    ),
    variable(
        "WORKGRAPH_LIMITS",
        "",
        "Limits of requests that are to be others than usual: depth=30,points=1000000. The README lists them",
    ),
    variable(
        "WORKGRAPH_DOCUMENTS",
        "",
        "Folder of stored documents, which clients name instead of sending them: NAME.graphql, or .json files with documents by their ids. Each is checked at the start",
    ),
    variable("WORKGRAPH_DOCUMENTS_ONLY", "false", "true: nothing but these documents is run"),
    variable(
        "WORKGRAPH_METRICS_TOKEN",
        "",
        "Token whose bearer gets the figures of /metrics. Absent: everybody gets them in development, in production whoever asks from the machine itself and not through a proxy",
    ),
    variable(
        "WORKGRAPH_COST",
        "",
        "true: every response says in extensions.cost what it took: statements, rows, times. Absent: true in development, false in production",
    ),
    variable(
        "WORKGRAPH_EXPLAIN",
        "off",
        "plan: the log says how PostgreSQL plans each statement of the API, with its arguments. analyze: reads are run a second time, for times and rows. Slow, and for looking into something: off otherwise",
    ),
    variable(
        "WORKGRAPH_SLOW_MS",
        "1000",
        "Time after which the log tells of an operation, with its longest statements; 0: never",
    ),
    variable("WORKGRAPH_STATEMENT_TIMEOUT_MS", "15000", "Time after which an SQL statement is cancelled"),
    variable(
        "WORKGRAPH_QUERY_TIMEOUT_MS",
        "30000",
        "Time after which a query is given up, whatever number of statements it has",
    ),
    variable(
        "WORKGRAPH_CATCH_UP_TIMEOUT_MS",
        "5000",
        "Time that a request waits at most until the node has caught up with the cursor in atLeast",
    ),
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
    variable(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "",
        "Collector of traces, by OTLP over HTTP: http://localhost:4318. Absent: nothing is traced",
    ),
    variable(
        "OTEL_EXPORTER_OTLP_HEADERS",
        "",
        "Headers that the collector wants, with commas between them and values percent-encoded: api-key=secret",
    ),
    variable("OTEL_SERVICE_NAME", "workgraph", "As what the server is shown in traces"),
    variable(
        "OTEL_TRACES_SAMPLER_ARG",
        "1",
        "Share of requests that are traced, from 0 to 1. Where a caller sends a traceparent, that decides",
    ),
];

/// The text of `--help` about variables.
pub fn help() -> String {
    let mut text = String::from("Variables of the environment:\n");
    for Variable { name, default, doc } in &VARIABLES {
        let default = if default.is_empty() { String::new() } else { format!(" [default: {default}]") };
        let _ = write!(text, "\n  {name}{default}\n      {doc}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that are named like a variable.
    fn named(text: &str) -> impl Iterator<Item = &str> {
        let words = text.split(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'));
        words.filter(|word| word.starts_with("WORKGRAPH_") || word.starts_with("DATABASE_"))
    }

    fn default(name: &str) -> Option<&'static str> {
        VARIABLES.iter().find(|variable| variable.name == name).map(|variable| variable.default)
    }

    #[test]
    fn what_runs_the_server_sets_variables_that_exist() {
        let files = [
            include_str!("../../deploy/workgraph.service"),
            include_str!("../../deploy/Containerfile"),
            include_str!("../../README.md"),
        ];
        for file in files {
            let unknown: Vec<_> = named(file).filter(|word| default(word).is_none()).collect();
            assert!(unknown.is_empty() && named(file).count() > 3, "there is no variable {unknown:?}");
        }
    }

    #[test]
    fn systemd_gives_the_server_more_time_to_stop_than_the_server_gives_requests() {
        let unit = include_str!("../../deploy/workgraph.service");
        let line = unit.lines().find_map(|line| line.strip_prefix("TimeoutStopSec=")).unwrap();
        let seconds: u64 = line.strip_suffix('s').unwrap().parse().unwrap();
        let requests_ms: u64 = default("WORKGRAPH_SHUTDOWN_TIMEOUT_MS").unwrap().parse().unwrap();
        // The private PostgreSQL may take a minute.
        assert!(seconds * 1000 > requests_ms + 60_000);
    }

    #[test]
    fn readme_and_env_example_name_every_variable_with_its_default() {
        let example = include_str!("../../.env.example");
        let readme = include_str!("../../README.md");
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
