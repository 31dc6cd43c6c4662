//! What the database refuses by name, as an error about the field that the rule is about.

use crate::error::Error;
use crate::graphql::catalog::Table;

/// Names the field of the input at `place` that a rule of this table is about. Rules of other tables say nothing about it.
pub fn named(table: &Table, error: Error, place: &str) -> Error {
    let Some(rule) = error.rule() else { return error };
    let columns = match table.writes.rules.iter().find(|(name, _)| *name == rule) {
        Some((_, columns)) => columns.to_vec(),
        // A value that is missing is told by its column.
        None => vec![rule],
    };
    let known = columns.iter().filter_map(|name| table.column_named(name));
    let fields: Vec<_> = known.map(|at| table.input_field(at)).collect();
    let Some(first) = fields.first() else { return error };
    let all = fields.join(", ");
    let told = match error {
        Error::UniqueViolation(_) => {
            Error::unique_violation(format!("Another row has this value already: {all}."))
        }
        Error::ForeignKeyViolation(_) => {
            Error::foreign_key_violation(format!("There is no such row to refer to: {all}."))
        }
        Error::CheckViolation(_) => {
            Error::check_violation(format!("A rule of the table refuses this value: {all}."))
        }
        other => return other,
    };
    told.field(format!("{place}.{first}"))
}
