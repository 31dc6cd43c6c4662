//! The fields of log lines that programs may rest on, under the names that metrics have for the same things.
//!
//! The README has this table, and a test holds it to the lines of a server. Lines have further fields, which are for people.

/// A field.
#[derive(Debug)]
pub struct LogField {
    /// Its key in a JSON line.
    pub name: &'static str,
    /// What it says.
    pub meaning: &'static str,
}

const fn field(name: &'static str, meaning: &'static str) -> LogField {
    LogField { name, meaning }
}

/// Every field of `operation` and `slow operation`, in the order of the README.
pub const LOG_FIELDS: [LogField; 17] = [
    field("timestamp", "When, in UTC."),
    field("level", "How important it is: `ERROR`, `WARN`, `INFO`, `DEBUG` or `TRACE`."),
    field("target", "Which part of the program tells it, as `WORKGRAPH_LOG` names it."),
    field("message", "What has happened, in the same words each time."),
    field("span", "Within what: the request's `request_id`, `method` and `path`, or that of a socket."),
    field("request_id", "The id of the request, as in its answer's headers and in errors."),
    field("trace_id", "The id of its trace, where it is traced."),
    field("kind", "`query`, `mutation` or `subscription`."),
    field("operation", "The operation's name, as in `workgraph_operations_total`."),
    field(
        "outcome",
        "How it went, as in `workgraph_operations_total`; of a subscription, how it began, as in `workgraph_requests_total`.",
    ),
    field("code", "The code of the first error, if there was one, as in `workgraph_errors_total`."),
    field(
        "seconds",
        "How long it took, as in `workgraph_operation_seconds`; of a subscription, until it ran.",
    ),
    field("points", "What was asked for, as limits count it."),
    field("statements", "SQL statements that were run, as `workgraph_statement_seconds` counts them."),
    field("rows", "Rows that they brought, as in `workgraph_rows_total`."),
    field("limit_seconds", "The time of `WORKGRAPH_SLOW_MS`; of `slow operation` alone."),
    field("sql", "The longest statements and their times, without arguments; of `slow operation` alone."),
];

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::telemetry::metric::METRICS;

    #[test]
    fn the_readme_has_every_field() {
        let mut table = String::from("| Field | What it says |\n|---|---|\n");
        for LogField { name, meaning } in &LOG_FIELDS {
            writeln!(table, "| `{name}` | {meaning} |").unwrap();
        }
        assert!(include_str!("../../README.md").contains(&table), "README.md lacks this table:\n{table}");
    }

    #[test]
    fn what_metrics_tell_as_well_has_the_name_of_their_label() {
        for (metric, label) in [
            ("workgraph_requests_total", "kind"),
            ("workgraph_operations_total", "operation"),
            ("workgraph_operations_total", "outcome"),
            ("workgraph_errors_total", "code"),
        ] {
            let metric = METRICS.iter().find(|known| known.name == metric).unwrap();
            assert!(metric.labels.iter().any(|(name, _)| *name == label), "{metric:?}");
            assert!(LOG_FIELDS.iter().any(|field| field.name == label), "{label}");
        }
        let named = LOG_FIELDS.iter().flat_map(|field| field.meaning.split('`'));
        for word in named.filter(|word| word.starts_with("workgraph_")) {
            assert!(METRICS.iter().any(|metric| metric.name == word), "there is no metric {word}");
        }
    }
}
