//! Names of the database as names of Rust.

use super::catalogue::Table;

/// Names that Rust keeps for itself, as far as a column might want them.
const KEYWORDS: [&str; 12] =
    ["as", "crate", "enum", "final", "for", "impl", "in", "match", "move", "ref", "type", "where"];

/// The field of a column, without `r#`.
///
/// A quoted name in mixed case becomes an ordinary one. Where that is taken, the quoted column is the older one of the
/// two: `"createdAt"` beside `created_at` becomes `legacy_created_at`.
pub fn field(table: &Table, column: &str) -> String {
    let field = snake(column);
    if field != column && table.columns.iter().any(|other| other.name == field) {
        return format!("legacy_{field}");
    }
    field
}

/// A field as the struct spells it.
pub fn raw(field: &str) -> String {
    if KEYWORDS.contains(&field) { format!("r#{field}") } else { field.to_owned() }
}

/// `createdAt` becomes `created_at`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// `created_at` becomes `CreatedAt`.
pub fn camel(name: &str) -> String {
    let mut camel = String::new();
    for word in name.split('_') {
        let mut letters = word.chars();
        camel.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        camel.push_str(letters.as_str());
    }
    camel
}

/// The module of a table, seen from the module of another.
pub fn module(from_schema: &str, schema: &str, table: &str) -> String {
    if from_schema == schema { format!("super::{table}") } else { format!("crate::{schema}::{table}") }
}
