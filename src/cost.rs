//! What a response took: figures that whoever does a part of the work adds to, told in `extensions.cost`, in the log and in
//! traces.
//!
//! A [`Meter`] travels with a request, from the transport through the context into its scopes. Most do not run: such a
//! one keeps nothing, reads no clock and allocates nothing, so that nobody asks before using it. One that runs reads the
//! clock twice for each part of the work and for each statement, never for a row. Where the request is traced, parts are
//! spans as well.
//!
//! The figures are for those who write queries. They count what was done in the caller's name: what the server looks up
//! for itself meanwhile (tokens, its place in the change log) is in the total alone. Parts do not overlap, and what lies
//! between them, such as sorting rows to their parents, is in the total alone too. Statements are counted without those
//! that begin and end transactions, or ask a replica how far it has come.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::telemetry::trace::{Span, Trace};

/// A part of the work for a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Parsing, validating and coercing variables.
    Prepare,
    /// Turning what was asked into reads.
    Plan,
    /// Waiting for connections, and beginning and ending transactions on them.
    Scope,
    /// Statements, from sending to the last row.
    Sql,
    /// Writing the answer from the rows.
    Write,
}

impl Part {
    /// The name of its span. Statements have spans of their own, and a request is prepared in several steps, most of them
    /// a look into a table.
    fn span(self) -> Option<&'static str> {
        match self {
            Self::Plan => Some("plan"),
            Self::Scope => Some("scope"),
            Self::Write => Some("write"),
            Self::Prepare | Self::Sql => None,
        }
    }
}

/// Adds up what one response takes, if it runs. Clones add to the same.
#[derive(Debug, Clone, Default)]
pub struct Meter(Option<Arc<Sums>>);

#[derive(Debug)]
struct Sums {
    /// Whether the caller is told.
    is_told: bool,
    trace: Trace,
    began: Instant,
    statements: AtomicU64,
    rows: AtomicU64,
    document_is_new: AtomicBool,
    points: AtomicU64,
    /// [`NOT_COUNTED`] where they are not.
    points_left: AtomicU64,
    /// Nanoseconds, by [`Part`].
    spent: [AtomicU64; 5],
}

const NOT_COUNTED: u64 = u64::MAX;

/// What a response took, in the words of its reader.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// What was asked for, as limits count it: `graphql::price`.
    pub points: u64,
    /// What the caller has left of them for now, where they are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_left: Option<u64>,
    /// Statements that were run.
    pub statements: u64,
    /// Rows that they brought.
    pub rows: u64,
    /// Whether the document was known already.
    pub document_found: bool,
    /// [`Part::Prepare`].
    pub prepare_ms: f64,
    /// [`Part::Plan`].
    pub plan_ms: f64,
    /// [`Part::Scope`].
    pub scope_ms: f64,
    /// [`Part::Sql`].
    pub sql_ms: f64,
    /// [`Part::Write`].
    pub write_ms: f64,
    /// From the request in hand to now.
    pub total_ms: f64,
}

impl Meter {
    /// One that runs from now on, and whose figures the caller is told.
    pub fn running() -> Self {
        Self::begin(true, Trace::default())
    }

    /// One that runs from now on, for the caller or only for the log and for a trace.
    pub fn begin(is_told: bool, trace: Trace) -> Self {
        Self(Some(Arc::new(Sums {
            is_told,
            trace,
            began: Instant::now(),
            statements: AtomicU64::new(0),
            rows: AtomicU64::new(0),
            document_is_new: AtomicBool::new(false),
            points: AtomicU64::new(0),
            points_left: AtomicU64::new(NOT_COUNTED),
            spent: Default::default(),
        })))
    }

    /// One that runs from now on if the caller is told, for the next response. That is part of no trace.
    #[must_use]
    pub fn anew(&self) -> Self {
        if self.0.as_ref().is_some_and(|sums| sums.is_told) { Self::running() } else { Self::default() }
    }

    /// The trace that the response is a part of.
    pub fn trace(&self) -> Trace {
        self.0.as_ref().map(|sums| sums.trace.clone()).unwrap_or_default()
    }

    /// Does a part of the work.
    pub fn time<T>(&self, part: Part, work: impl FnOnce() -> T) -> T {
        let Some(sums) = &self.0 else { return work() };
        let (_span, began) = (sums.span(part), Instant::now());
        let done = work();
        sums.add(part, began.elapsed());
        done
    }

    /// Waits for a part of the work.
    pub async fn wait<T>(&self, part: Part, work: impl Future<Output = T>) -> T {
        let Some(sums) = &self.0 else { return work.await };
        let (_span, began) = (sums.span(part), Instant::now());
        let done = work.await;
        sums.add(part, began.elapsed());
        done
    }

    /// A statement is run.
    pub fn count_statement(&self) {
        if let Some(sums) = &self.0 {
            sums.statements.fetch_add(1, Relaxed);
        }
    }

    /// A statement has brought so many rows.
    pub fn count_rows(&self, rows: usize) {
        if let Some(sums) = &self.0 {
            sums.rows.fetch_add(u64::try_from(rows).unwrap_or(u64::MAX), Relaxed);
        }
    }

    /// Something is about to be read.
    pub fn charge(&self, points: u64, left: Option<u32>) {
        if let Some(sums) = &self.0 {
            sums.points.fetch_add(points, Relaxed);
            sums.points_left.store(left.map_or(NOT_COUNTED, u64::from), Relaxed);
        }
    }

    /// The document had to be parsed and validated.
    pub fn document_is_new(&self) {
        if let Some(sums) = &self.0 {
            sums.document_is_new.store(true, Relaxed);
        }
    }

    /// What it took so far, if the caller is to know.
    pub fn told(&self) -> Option<Cost> {
        self.0.as_ref().filter(|sums| sums.is_told).and_then(|_| self.cost())
    }

    /// What it took so far; nothing if the meter does not run.
    pub fn cost(&self) -> Option<Cost> {
        let sums = self.0.as_ref()?;
        let left = sums.points_left.load(Relaxed);
        Some(Cost {
            points: sums.points.load(Relaxed),
            points_left: (left != NOT_COUNTED).then_some(left),
            statements: sums.statements.load(Relaxed),
            rows: sums.rows.load(Relaxed),
            document_found: !sums.document_is_new.load(Relaxed),
            prepare_ms: sums.spent_ms(Part::Prepare),
            plan_ms: sums.spent_ms(Part::Plan),
            scope_ms: sums.spent_ms(Part::Scope),
            sql_ms: sums.spent_ms(Part::Sql),
            write_ms: sums.spent_ms(Part::Write),
            total_ms: milliseconds(sums.began.elapsed()),
        })
    }
}

impl Sums {
    fn span(&self, part: Part) -> Option<Span> {
        part.span().map(|name| self.trace.part(name))
    }

    fn add(&self, part: Part, time: Duration) {
        self.spent[part as usize].fetch_add(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX), Relaxed);
    }

    fn spent_ms(&self, part: Part) -> f64 {
        milliseconds(Duration::from_nanos(self.spent[part as usize].load(Relaxed)))
    }
}

/// To the microsecond.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_that_does_not_run_has_nothing_to_tell() {
        let meter = Meter::default();
        meter.count_statement();
        assert_eq!(meter.time(Part::Plan, || 7), 7);
        assert_eq!((meter.cost(), meter.anew().cost()), (None, None));
    }

    #[test]
    fn clones_add_to_the_same_and_the_next_response_begins_at_nothing() {
        let meter = Meter::running();
        let clone = meter.clone();
        clone.count_statement();
        clone.count_rows(3);
        clone.charge(12, Some(88));
        clone.charge(20, Some(68));
        clone.document_is_new();
        clone.time(Part::Write, || std::thread::sleep(Duration::from_millis(2)));
        let cost = meter.cost().unwrap();
        assert_eq!((cost.statements, cost.rows, cost.document_found), (1, 3, false));
        assert_eq!((cost.points, cost.points_left), (32, Some(68)));
        assert!(cost.write_ms >= 2.0 && cost.total_ms >= cost.write_ms && cost.plan_ms == 0.0, "{cost:?}");
        let next = meter.anew().cost().unwrap();
        assert_eq!((next.statements, next.rows, next.document_found, next.write_ms), (0, 0, true, 0.0));
    }

    #[test]
    fn what_is_counted_for_the_log_is_not_told_to_the_caller() {
        let meter = Meter::begin(false, Trace::default());
        meter.count_statement();
        assert_eq!((meter.cost().unwrap().statements, meter.told(), meter.anew().cost()), (1, None, None));
        assert!(Meter::running().told().is_some());
    }

    #[test]
    fn times_are_told_in_milliseconds_to_the_microsecond() {
        assert_eq!(milliseconds(Duration::from_nanos(1_234_567)), 1.235);
    }
}
