//! What is noted of the statements that run in somebody's name. Nothing, unless somebody wants to know: then a statement
//! costs a look at three absent values more.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::explain::{Explain, Explainer};
use super::scope::Statement;
use crate::cost::Meter;

/// Those who want to know of the statements of one request. A [`Door`](super::Door) hands it to its scopes.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    /// Adds up what they take.
    pub meter: Meter,
    /// Keeps them, for tests.
    pub recorder: Option<Recorder>,
    /// Keeps their texts and times, for the log.
    pub trail: Option<Trail>,
    pub(super) explainer: Option<Explainer>,
}

impl Watch {
    /// Has them explained, under the request's id.
    pub fn explain(&mut self, explain: Explain, request_id: &Arc<str>) {
        self.explainer = Explainer::new(explain, request_id);
    }

    /// A statement is about to run.
    pub(super) fn note(&self, statement: &Statement) {
        self.meter.count_statement();
        if let Some(recorder) = &self.recorder {
            recorder.push(statement.clone());
        }
    }
}

/// Statements that a trail keeps.
const TRAIL_MAX: usize = 100;

/// Keeps what ran and how long it took, without arguments, for the case that all together takes too long. Clones are the
/// same one.
#[derive(Debug, Clone, Default)]
pub struct Trail(Arc<Mutex<Vec<(String, Duration)>>>);

impl Trail {
    pub(super) fn push(&self, text: String, time: Duration) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < TRAIL_MAX {
            kept.push((text, time));
        }
    }

    /// The statements that took longest, the longest first.
    pub fn longest(&self, count: usize) -> Vec<(String, Duration)> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        kept.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
        kept.truncate(count);
        kept
    }
}

/// Keeps the statements that ran, in their order. Tests count and compare their texts, and have them explained.
#[derive(Debug, Clone, Default)]
pub struct Recorder(Arc<Mutex<Vec<Statement>>>);

impl Recorder {
    /// The texts of what ran since the last call.
    pub fn take(&self) -> Vec<String> {
        self.take_statements().into_iter().map(|statement| statement.sql).collect()
    }

    /// What ran since the last call, with its arguments.
    pub fn take_statements(&self) -> Vec<Statement> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn push(&self, statement: Statement) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(statement);
    }
}
