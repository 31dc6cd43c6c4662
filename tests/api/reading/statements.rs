//! How many SQL statements each table takes, against `statements.tsv`, which is reviewed: a number that depends on the
//! shape of a question and on nothing else. `UPDATE_SNAPSHOTS=1` writes the file anew.

use std::path::Path;

use workgraph::db::Recorder;
use workgraph::graphql::Request;
use workgraph::graphql::catalog::{Cardinality, Table};

use super::sight::Sight;
use crate::support::snapshot;

const HEAD: &str = "table\tlist\tby id\tto-one relations\tto-many relations\tcounts";

/// The statements of a document, which is answered without an error.
async fn statements(sight: &Sight<'_>, query: String) -> usize {
    let recorder = Recorder::default();
    let app = &sight.reader.app.app;
    let ctx = app.ctx(sight.reader.principal, "reader").with_recorder(recorder.clone());
    let answer = app.engine.execute(&ctx, Request { query: query.clone(), ..Request::default() }).await;
    assert!(!answer.body.starts_with(b"{\"errors\""), "{query}: {answer:?}");
    recorder.take().len()
}

/// The line of a table, of which a row has this id.
pub async fn line(sight: &Sight<'_>, table: &Table, id: &str) -> String {
    let (many, one) = (&table.names.many, &table.names.one);
    let relations = |cardinality, inner: &str| {
        let relations = table.relations.iter().filter(move |relation| relation.cardinality == cardinality);
        relations.map(|relation| format!("{}{inner} ", relation.field)).collect::<String>()
    };
    let list = |page: usize, inner: &str| format!("{{ {many}(first: {page}) {{ nodes {{ id {inner} }} }} }}");
    let parents = relations(Cardinality::One, " { id }");
    let children = relations(Cardinality::Many, "(first: 2) { nodes { id } }");
    let counts = relations(Cardinality::Many, " { totalCount }");
    let mut numbers = vec![
        statements(sight, list(1000, "")).await,
        if table.roots { statements(sight, format!("{{ {one}(id: \"{id}\") {{ id }} }}")).await } else { 0 },
        statements(sight, list(1000, &parents)).await,
        statements(sight, list(1000, &children)).await,
    ];
    numbers.push(
        statements(sight, format!("{{ {many}(first: 1000) {{ totalCount nodes {{ id {counts} }} }} }}"))
            .await,
    );
    let most = 2 + table.relations.len();
    assert!(numbers.iter().all(|number| *number <= most), "{}: {numbers:?}", table.names.type_name);
    let numbers = numbers.iter().map(|number| format!("\t{number}"));
    format!("{}{}\n", table.names.type_name, numbers.collect::<String>())
}

/// Says what differs from the file.
pub fn compare<'a>(lines: impl Iterator<Item = &'a String>) -> Result<(), String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/reading/statements.tsv");
    snapshot::text(&file, &format!("{HEAD}\n{}", lines.map(String::as_str).collect::<String>()))
}
