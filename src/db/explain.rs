//! How PostgreSQL runs a statement, for operators: each statement of the API is explained after it ran, in its own scope
//! and with its own arguments, so that the plan is the caller's, policies included.
//!
//! Plans go to the log and nowhere else, never to a client: they hold estimates that count rows which policies hide.
//! They also hold arguments in plain text, which is why nothing is explained unless somebody says so, in development too.
//!
//! `EXPLAIN` plans a statement once more, `ANALYZE` runs it once more. A scope that writes is therefore only planned. An
//! explanation that fails, as one may that runs into the statement's time limit, fails like the statement it explains.

use std::fmt::Write as _;
use std::sync::Arc;

use sqlx::Row as _;
use sqlx::postgres::PgRow;

use super::scope::Statement;

/// What to find out about statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Explain {
    /// Nothing.
    #[default]
    Nothing,
    /// How they are planned.
    Plan,
    /// How they are planned, and for those that read what it came to.
    Analyze,
}

/// What is explained can begin with one of these.
const EXPLAINED: [&str; 6] = ["select", "with", "insert", "update", "delete", "merge"];

/// Explains the statements of one request.
#[derive(Debug, Clone)]
pub(super) struct Explainer {
    analyzes: bool,
    request_id: Arc<str>,
}

impl Explainer {
    /// Nobody, if there is nothing to find out.
    pub(super) fn new(explain: Explain, request_id: &Arc<str>) -> Option<Self> {
        let analyzes = explain == Explain::Analyze;
        (explain != Explain::Nothing).then(|| Self { analyzes, request_id: Arc::clone(request_id) })
    }

    /// The statement that explains another; nothing for those that have no plan.
    pub(super) fn question(&self, statement: &Statement, may_run: bool) -> Option<Statement> {
        let first = statement.sql.split_whitespace().next()?;
        if !EXPLAINED.iter().any(|word| first.eq_ignore_ascii_case(word)) {
            return None;
        }
        let explain = if self.analyzes && may_run { "explain (analyze, buffers)" } else { "explain" };
        let sql = format!("{explain} {}", statement.sql);
        Some(Statement { sql, arguments: statement.arguments.clone() })
    }

    /// Writes the answer to the log.
    pub(super) fn tell(&self, question: &str, rows: &[PgRow]) -> sqlx::Result<()> {
        let mut plan = String::new();
        for row in rows {
            // Set in, so that no value in a plan looks like a line of the log.
            for line in row.try_get::<&str, _>(0)?.lines() {
                let _ = write!(plan, "\n    {line}");
            }
        }
        let request_id = &*self.request_id;
        tracing::info!(target: "workgraph::explain", request_id, sql = question, %plan, "a statement was explained");
        Ok(())
    }
}
