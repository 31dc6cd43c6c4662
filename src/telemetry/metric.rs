//! Figures for operators: every metric in one table, and a small function for each place where something happens.
//!
//! `/metrics` prints them; the README has the table, and a test holds it to this one. Whoever counts calls a function of
//! this file and knows no name. Each series is there from the start, so that a rate of something rare can be computed.
//! Gauges are taken when they are asked for. Where nothing was set up, as in commands, counting does nothing.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use metrics::{
    Counter, Histogram, Label, Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge,
    histogram,
};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::error::CODES;

/// A metric, as it is announced.
#[derive(Debug)]
pub struct Metric {
    /// Its name.
    pub name: &'static str,
    /// Whether it only grows.
    pub kind: Kind,
    /// What it counts in.
    pub unit: Unit,
    /// What tells its series apart, with all values.
    pub labels: &'static [(&'static str, Values)],
    /// What it says.
    pub meaning: &'static str,
}

/// How a metric moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Upwards.
    Counter,
    /// Both ways.
    Gauge,
    /// How often something took how long.
    Histogram,
}

/// The values of a label.
#[derive(Debug, Clone, Copy)]
pub enum Values {
    /// These.
    These(&'static [&'static str]),
    /// The codes of errors.
    Codes,
    /// Whatever comes, which this describes.
    Any(&'static str),
}

use Values::{Any, Codes, These};

/// Bounds of what is counted in seconds.
const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];
/// Names of operations that are told apart.
const NAMES_MAX: usize = 500;
/// The longest of them.
const NAME_BYTES_MAX: usize = 100;

const CONNECTIONS: &str = "workgraph_connections";
const CONNECTIONS_REFUSED: &str = "workgraph_connections_refused_total";
const SOCKETS: &str = "workgraph_sockets";
const EVENT_STREAMS: &str = "workgraph_event_streams";
const SUBSCRIPTIONS: &str = "workgraph_subscriptions";
const REQUESTS: &str = "workgraph_requests_total";
const OPERATIONS: &str = "workgraph_operations_total";
const OPERATION_SECONDS: &str = "workgraph_operation_seconds";
const ERRORS: &str = "workgraph_errors_total";
const STATEMENT_SECONDS: &str = "workgraph_statement_seconds";
const ROWS: &str = "workgraph_rows_total";
const POOL: &str = "workgraph_pool_connections";
const ITEMS_SENT: &str = "workgraph_items_sent_total";
const EVENTS_READ: &str = "workgraph_events_read_total";
const RELAY_LAG: &str = "workgraph_relay_lag_seconds";
const HORIZON_AGE: &str = "workgraph_horizon_age_seconds";
const QUEUED: &str = "workgraph_queued_events";
const QUEUED_MAX: &str = "workgraph_queued_events_max";
const FALL_BACKS: &str = "workgraph_fall_backs_total";
const RESYNCS: &str = "workgraph_resyncs_total";
const LIVE_RUNS: &str = "workgraph_live_runs_total";
const QUERIES_READ: &str = "workgraph_queries_read_total";
const REPLICA_MISSES: &str = "workgraph_replica_misses_total";
const REPLICA_USED: &str = "workgraph_replica_used";
const SPANS: &str = "workgraph_spans_total";

/// Every metric, in the order of the README.
pub const METRICS: [Metric; 25] = [
    gauge_of(CONNECTIONS, Unit::Count, &[], "Open connections, of whatever kind."),
    counter_of(
        CONNECTIONS_REFUSED,
        &[("limit", These(&["connections", "connectionsPerAddress"]))],
        "Connections that were closed at once, for lack of room.",
    ),
    gauge_of(SOCKETS, Unit::Count, &[], "Open websockets."),
    gauge_of(EVENT_STREAMS, Unit::Count, &[], "Open streams of events over HTTP, whatever they carry."),
    gauge_of(SUBSCRIPTIONS, Unit::Count, &[("kind", These(&["stream", "live"]))], "Subscriptions that run."),
    counter_of(
        REQUESTS,
        &[
            ("kind", These(&["query", "mutation", "subscription", "invalid"])),
            ("outcome", These(&["run", "refused"])),
        ],
        "Operations that were asked for, over all transports; of those that are invalid the kind is not known.",
    ),
    counter_of(
        OPERATIONS,
        &[
            ("operation", Any("its name, of which 500 are told apart")),
            ("outcome", These(&["whole", "partial", "refused"])),
        ],
        "Queries and mutations that were answered: without errors, with some, or not run.",
    ),
    Metric {
        name: OPERATION_SECONDS,
        kind: Kind::Histogram,
        unit: Unit::Seconds,
        labels: &[("kind", These(&["query", "mutation"]))],
        meaning: "Time from the request in hand to the answer, not counting its way to the client.",
    },
    counter_of(ERRORS, &[("code", Codes)], "Errors that clients were told of."),
    Metric {
        name: STATEMENT_SECONDS,
        kind: Kind::Histogram,
        unit: Unit::Seconds,
        labels: &[],
        meaning: "Time of SQL statements, from sending to the last row.",
    },
    counter_of(ROWS, &[], "Rows that they brought."),
    gauge_of(
        POOL,
        Unit::Count,
        &[("login", These(&["api", "worker", "replica"])), ("state", These(&["busy", "idle"]))],
        "Connections to the database: of the login that serves requests, of the server's own, and of the former to the replica.",
    ),
    counter_of(
        ITEMS_SENT,
        &[("kind", These(&["stream", "live"]))],
        "Items of subscriptions, handed to a connection.",
    ),
    counter_of(
        EVENTS_READ,
        &[],
        "Events that this node has read from the change log, once for all its readers.",
    ),
    gauge_of(RELAY_LAG, Unit::Seconds, &[], "Time since this node last had read all of the change log."),
    gauge_of(
        HORIZON_AGE,
        Unit::Seconds,
        &[],
        "Age of the oldest transaction in the database that changes something; what it writes to the log comes when it ends.",
    ),
    gauge_of(QUEUED, Unit::Count, &[], "Events that wait for readers, in all queues."),
    gauge_of(QUEUED_MAX, Unit::Count, &[], "Events in the longest of these queues."),
    counter_of(FALL_BACKS, &[], "Readers that were too slow for their queue and were sent to the log."),
    counter_of(
        RESYNCS,
        &[("reason", These(&["cursor", "log", "sight", "table"]))],
        "Streams that ended with `RESYNC_REQUIRED`: the cursor was out of reach, the log began anew, the reader's sight \
         changed, or the table was emptied.",
    ),
    counter_of(LIVE_RUNS, &[], "Runs of live queries, each for all who follow it."),
    counter_of(
        QUERIES_READ,
        &[("server", These(&["primary", "replica"]))],
        "Queries that were read from the database, by the server that they were read from.",
    ),
    counter_of(
        REPLICA_MISSES,
        &[("reason", These(&["away", "late", "behind", "failed"]))],
        "Queries that the primary answered though there is a replica: it is not used at the moment, it was found to be too far behind, it \
         did not have a write in `atLeast` yet, or it failed.",
    ),
    gauge_of(REPLICA_USED, Unit::Count, &[], "Whether queries are read from the replica: 1 or 0."),
    counter_of(
        SPANS,
        &[("outcome", These(&["sent", "lost"]))],
        "Spans of traces that were handed to the collector, or could not be.",
    ),
];

const fn gauge_of(
    name: &'static str,
    unit: Unit,
    labels: &'static [(&'static str, Values)],
    meaning: &'static str,
) -> Metric {
    Metric { name, kind: Kind::Gauge, unit, labels, meaning }
}

const fn counter_of(
    name: &'static str,
    labels: &'static [(&'static str, Values)],
    meaning: &'static str,
) -> Metric {
    Metric { name, kind: Kind::Counter, unit: Unit::Count, labels, meaning }
}

static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();

/// Begins to count, for all of this process. Called again, it does nothing.
pub fn init() {
    let mut is_new = false;
    HANDLE.get_or_init(|| {
        is_new = true;
        let builder = PrometheusBuilder::new();
        // There are bounds, so this is never refused.
        let builder = builder.set_buckets(&SECONDS).unwrap_or_else(|_| PrometheusBuilder::new());
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        if metrics::set_global_recorder(recorder).is_err() {
            tracing::error!("something else counts already; /metrics stays empty");
        }
        handle
    });
    if is_new {
        METRICS.iter().for_each(Metric::announce);
    }
}

/// All figures, in the text format of Prometheus.
pub fn render() -> String {
    HANDLE.get().map(PrometheusHandle::render).unwrap_or_default()
}

impl Metric {
    fn announce(&self) {
        match self.kind {
            Kind::Counter => describe_counter!(self.name, self.unit, self.meaning),
            Kind::Gauge => describe_gauge!(self.name, self.unit, self.meaning),
            Kind::Histogram => describe_histogram!(self.name, self.unit, self.meaning),
        }
        for labels in self.series() {
            match self.kind {
                Kind::Counter => counter!(self.name, labels).absolute(0),
                Kind::Gauge => gauge!(self.name, labels).set(0.0),
                Kind::Histogram => drop(histogram!(self.name, labels)),
            }
        }
    }

    /// Every combination of label values, as far as they are known.
    fn series(&self) -> Vec<Vec<Label>> {
        self.labels.iter().fold(vec![Vec::new()], |series, (label, values)| {
            let values: Vec<_> = match values {
                These(values) => values.to_vec(),
                Codes => CODES.iter().map(|code| code.name).collect(),
                Any(_) => Vec::new(),
            };
            let longer = series.iter().flat_map(|start| {
                values.iter().map(move |value| [&start[..], &[Label::new(*label, *value)]].concat())
            });
            longer.collect()
        })
    }
}

/// Whether a subscription is asked again or follows the log.
fn kind_of(is_live: bool) -> &'static str {
    if is_live { "live" } else { "stream" }
}

/// An operation was asked for; of what kind, if it is valid, and whether it has run.
pub fn request(kind: Option<&'static str>, has_run: bool) {
    let kind = kind.unwrap_or("invalid");
    counter!(REQUESTS, "kind" => kind, "outcome" => if has_run { "run" } else { "refused" }).increment(1);
}

/// How a query or a mutation went.
pub fn outcome(has_run: bool, has_errors: bool) -> &'static str {
    match (has_run, has_errors) {
        (false, _) => "refused",
        (true, true) => "partial",
        (true, false) => "whole",
    }
}

/// A query or a mutation was answered, with this [outcome], after so long. Its name is one that is
/// [told apart](told_apart).
pub fn operation(kind: &'static str, name: &str, outcome: &'static str, time: Duration) {
    counter!(OPERATIONS, "operation" => name.to_owned(), "outcome" => outcome).increment(1);
    histogram!(OPERATION_SECONDS, "kind" => kind).record(time);
}

/// A name that clients have given, as long as there are not too many.
pub fn told_apart(name: Option<&str>) -> Cow<'static, str> {
    static NAMES: Mutex<Option<HashSet<String>>> = Mutex::new(None);
    let Some(name) = name.filter(|name| !name.is_empty()) else { return "(none)".into() };
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    let names = names.get_or_insert_default();
    let is_new = !names.contains(name);
    if is_new && (names.len() >= NAMES_MAX || name.len() > NAME_BYTES_MAX) {
        return "(other)".into();
    }
    if is_new {
        names.insert(name.to_owned());
    }
    name.to_owned().into()
}

/// A client is told of an error.
pub fn error(code: &'static str) {
    counter!(ERRORS, "code" => code).increment(1);
}

/// A statement was run, and brought so many rows.
pub fn statement(time: Duration, rows: usize) {
    static HANDLES: OnceLock<(Histogram, Counter)> = OnceLock::new();
    if HANDLE.get().is_some() {
        let (seconds, counted) = HANDLES.get_or_init(|| (histogram!(STATEMENT_SECONDS), counter!(ROWS)));
        seconds.record(time);
        counted.increment(u64::try_from(rows).unwrap_or(u64::MAX));
    }
}

/// How many connections of a login are in use, and how many wait to be.
pub fn pool(login: &'static str, busy: usize, idle: usize) {
    gauge!(POOL, "login" => login, "state" => "busy").set(figure(busy));
    gauge!(POOL, "login" => login, "state" => "idle").set(figure(idle));
}

/// So many events were read from the change log.
pub fn events_read(count: usize) {
    counter!(EVENTS_READ).increment(u64::try_from(count).unwrap_or(u64::MAX));
}

/// How long ago the change log had been read to its end.
pub fn relay_lag(time: Duration) {
    gauge!(RELAY_LAG).set(time.as_secs_f64());
}

/// A subscription has an item for its connection.
pub fn item(is_live: bool) {
    // There are so many that looking each up by name is felt.
    static COUNTERS: [OnceLock<Counter>; 2] = [OnceLock::new(), OnceLock::new()];
    if HANDLE.get().is_some() {
        let counter = &COUNTERS[usize::from(is_live)];
        counter.get_or_init(|| counter!(ITEMS_SENT, "kind" => kind_of(is_live))).increment(1);
    }
}

/// A reader was too slow for its queue.
pub fn fall_back() {
    counter!(FALL_BACKS).increment(1);
}

/// Why a stream has to begin anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resync {
    /// The log does not reach back, or not yet up, to the cursor.
    Cursor,
    /// The log has begun anew.
    Log,
    /// The reader's sight has changed.
    Sight,
    /// The table was emptied.
    Table,
}

/// A stream has to begin anew.
pub fn resync(reason: Resync) {
    let reason = match reason {
        Resync::Cursor => "cursor",
        Resync::Log => "log",
        Resync::Sight => "sight",
        Resync::Table => "table",
    };
    counter!(RESYNCS, "reason" => reason).increment(1);
}

/// A live query was run.
pub fn live_run() {
    counter!(LIVE_RUNS).increment(1);
}

/// A query was read from the primary or from the replica.
pub fn query_read(from_replica: bool) {
    counter!(QUERIES_READ, "server" => if from_replica { "replica" } else { "primary" }).increment(1);
}

/// Why a query is read from the primary though there is a replica.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Miss {
    /// It is not used at the moment.
    Away,
    /// It is further behind than is allowed.
    Late,
    /// It does not have what the query has to show.
    Behind,
    /// It did not do what it was asked.
    Failed,
}

/// A query is read from the primary though there is a replica.
pub fn replica_missed(reason: Miss) {
    let reason = match reason {
        Miss::Away => "away",
        Miss::Late => "late",
        Miss::Behind => "behind",
        Miss::Failed => "failed",
    };
    counter!(REPLICA_MISSES, "reason" => reason).increment(1);
}

/// Whether queries are read from the replica.
pub fn replica_is_used(is_used: bool) {
    set(REPLICA_USED, is_used.into());
}

/// So many spans were handed to a collector of traces, or not.
pub fn spans(is_sent: bool, count: usize) {
    let outcome = if is_sent { "sent" } else { "lost" };
    counter!(SPANS, "outcome" => outcome).increment(u64::try_from(count).unwrap_or(u64::MAX));
}

/// A connection was closed at once, because of this limit.
pub fn connection_refused(limit: &'static str) {
    counter!(CONNECTIONS_REFUSED, "limit" => limit).increment(1);
}

/// What is looked at when the figures are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sample {
    /// Open connections.
    pub connections: usize,
    /// Those of them that are websockets.
    pub sockets: usize,
    /// Open streams of events.
    pub event_streams: usize,
    /// Subscriptions to changes.
    pub streams: usize,
    /// Live queries, by follower.
    pub lives: usize,
}

/// What the connections of this node are like.
pub fn connections(sample: Sample) {
    set(CONNECTIONS, sample.connections);
    set(SOCKETS, sample.sockets);
    set(EVENT_STREAMS, sample.event_streams);
    gauge!(SUBSCRIPTIONS, "kind" => kind_of(false)).set(figure(sample.streams));
    gauge!(SUBSCRIPTIONS, "kind" => kind_of(true)).set(figure(sample.lives));
}

/// How many events wait, in all queues and in the longest.
pub fn queues(sum: usize, max: usize) {
    set(QUEUED, sum);
    set(QUEUED_MAX, max);
}

/// How old the oldest transaction is that changes something.
pub fn horizon_age(seconds: f64) {
    gauge!(HORIZON_AGE).set(seconds);
}

fn set(name: &'static str, count: usize) {
    gauge!(name).set(figure(count));
}

/// Exact as far as anything is counted here.
fn figure(count: usize) -> f64 {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// The README's table as it should be.
    fn table() -> String {
        let mut table =
            String::from("| Metric | Kind | Unit | Labels | What it says |\n|---|---|---|---|---|\n");
        for Metric { name, kind, unit, labels, meaning } in &METRICS {
            let kind = format!("{kind:?}").to_lowercase();
            let unit = if *unit == Unit::Seconds { "seconds" } else { "count" };
            let values = |values: &Values| match values {
                These(values) => values.join(", "),
                Codes => "those of errors".to_owned(),
                Any(meaning) => (*meaning).to_owned(),
            };
            let labels: Vec<_> =
                labels.iter().map(|(label, of)| format!("`{label}`: {}", values(of))).collect();
            writeln!(table, "| `{name}` | {kind} | {unit} | {} | {meaning} |", labels.join("; ")).unwrap();
        }
        table
    }

    #[test]
    fn the_readme_has_every_metric() {
        let table = table();
        assert!(include_str!("../../README.md").contains(&table), "README.md lacks this table:\n{table}");
    }

    #[test]
    fn names_that_clients_make_up_do_not_fill_the_memory() {
        assert_eq!(told_apart(None), "(none)");
        assert_eq!(told_apart(Some(&"x".repeat(NAME_BYTES_MAX + 1))), "(other)");
        let told: HashSet<_> = (0..2 * NAMES_MAX).map(|n| told_apart(Some(&format!("name{n}")))).collect();
        assert!(told.contains("name0") && told.contains("(other)"));
        assert!(told.len() <= NAMES_MAX + 1);
        assert_eq!(told_apart(Some("name0")), "name0");
    }

    #[test]
    fn every_series_is_there_from_the_start() {
        init();
        let text = render();
        let has_series = |metric: &&Metric| metric.kind != Kind::Histogram && !metric.series().is_empty();
        for metric in METRICS.iter().filter(has_series) {
            let kind = format!("{:?}", metric.kind).to_lowercase();
            assert!(text.contains(&format!("# TYPE {} {kind}\n", metric.name)), "{} in {text}", metric.name);
        }
        assert!(
            text.contains("workgraph_requests_total{kind=\"mutation\",outcome=\"refused\"} 0\n"),
            "{text}"
        );
    }
}
