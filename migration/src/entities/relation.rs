//! Foreign keys as relations of both tables.
//!
//! A table *belongs to* each parent by its own key, named after the column. A parent *has* the children of a key when
//! that key is the only link between the two tables; then `Related` joins them without saying which. Where there are
//! several (requestor and owner, source and target, a task and its listing), no direction is obvious, and a query
//! names the relation of the child, or its reverse.

use super::catalogue::{Catalogue, ForeignKey, Table};
use super::naming::{camel, field, module};

pub struct Relation {
    pub variant: String,
    /// Name and value of each attribute, in order.
    pub attributes: Vec<(&'static str, String)>,
    /// The module of the other table, when it is related by this alone.
    pub only: Option<String>,
}

/// The relations of a table: its parents in the order of its columns, then its children by name.
pub fn relations(catalogue: &Catalogue, table: &Table) -> Vec<Relation> {
    let mut relations: Vec<Relation> =
        table.foreign_keys.iter().map(|key| belongs_to(catalogue, table, key)).collect();
    for child in &catalogue.tables {
        for key in child.foreign_keys.iter().filter(|key| table.is(&key.to_schema, &key.to_table)) {
            if links(child, table) == 1 {
                let has = has(table, child, key, &relations);
                relations.push(has);
            }
        }
    }
    relations
}

fn belongs_to(catalogue: &Catalogue, table: &Table, key: &ForeignKey) -> Relation {
    let own = table.is(&key.to_schema, &key.to_table);
    let parent = catalogue.tables.iter().find(|parent| parent.is(&key.to_schema, &key.to_table));
    let path = module(&table.schema, &key.to_schema, &key.to_table);
    let (entity, to) = if own {
        ("Entity".to_owned(), String::new())
    } else {
        (format!("{path}::Entity"), format!("{path}::"))
    };
    let from: Vec<String> =
        key.columns.iter().map(|column| format!("Column::{}", variant(table, column))).collect();
    let to: Vec<String> = key
        .to_columns
        .iter()
        .map(|column| {
            format!("{to}Column::{}", parent.map_or_else(|| camel(column), |parent| variant(parent, column)))
        })
        .collect();
    let mut attributes = vec![("belongs_to", entity), ("from", tuple(&from)), ("to", tuple(&to))];
    if let Some(action) = on_delete(&key.on_delete) {
        attributes.push(("on_delete", action.to_owned()));
    }
    let only = parent.filter(|parent| !own && links(table, parent) == 1).map(|_| path);
    Relation { variant: parent_name(key), attributes, only }
}

fn has(table: &Table, child: &Table, key: &ForeignKey, others: &[Relation]) -> Relation {
    let path = module(&table.schema, &child.schema, &child.name);
    let mut name = camel(&child.name);
    if child.schema != table.schema {
        name = camel(&child.schema) + &name;
    }
    if others.iter().any(|other| other.variant == name) {
        name = format!("{name}By{}", camel(&key.columns[0]));
    }
    let kind = if child.tells_apart(&key.columns) { "has_one" } else { "has_many" };
    Relation { variant: name, attributes: vec![(kind, format!("{path}::Entity"))], only: Some(path) }
}

/// How many foreign keys there are between two tables, in both directions.
fn links(one: &Table, other: &Table) -> usize {
    let count = |from: &Table, to: &Table| {
        from.foreign_keys.iter().filter(|key| to.is(&key.to_schema, &key.to_table)).count()
    };
    count(one, other) + count(other, one)
}

/// The column less `_id`; a key that is also the table's own id leads to its account.
fn parent_name(key: &ForeignKey) -> String {
    let column = key.columns.join("_");
    if column == "id" {
        return "Account".to_owned();
    }
    let stem = column.strip_suffix("_id").or_else(|| column.strip_suffix("_uuid")).unwrap_or(&column);
    camel(stem)
}

fn variant(table: &Table, column: &str) -> String {
    camel(&field(table, column))
}

fn tuple(parts: &[String]) -> String {
    if let [one] = parts { one.clone() } else { format!("({})", parts.join(", ")) }
}

fn on_delete(letter: &str) -> Option<&'static str> {
    match letter {
        "c" => Some("Cascade"),
        "n" => Some("SetNull"),
        "d" => Some("SetDefault"),
        "r" => Some("Restrict"),
        _ => None,
    }
}
