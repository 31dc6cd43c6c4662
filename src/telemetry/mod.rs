//! Log lines: to standard error, as text or as JSON. Standard output belongs to what a command prints. What can be counted
//! is counted by `metric`, and `log` has the names of both; what a request did is told by `trace`, which `export` sends to a collector.

mod export;
mod log;
pub mod metric;
pub mod trace;

pub use self::export::{Headers, Settings as TraceSettings, Traces};
pub use self::log::{LOG_FIELDS, LogField};

use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};

/// Libraries that tell at level `info` what only their own developers want to know.
const TALKATIVE: &str = "sqlx=warn,sea_orm_migration=warn";

/// Sets up logging for this process; called once, by the binary.
pub fn init(config: &Config) {
    let filter = EnvFilter::new(format!("{TALKATIVE},{}", config.log));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    match config.log_format {
        LogFormat::Text => lines.with_ansi(stderr().is_terminal()).with_target(false).compact().init(),
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).init(),
    }
}
