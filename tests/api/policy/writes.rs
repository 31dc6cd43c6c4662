//! The matrix through the API's own writing: a generic update does what the matrix says, or is refused with a code and
//! changes nothing. A row that is hidden reads like one that is not there.

use std::collections::BTreeMap;

use serde_json::Value;
use sqlx::Row as _;
use uuid::Uuid;
use workgraph::graphql::catalog::{Catalog, Column, Table};

use super::reader::{Reader, catalog, global_id, path};
use super::{PEOPLE, World, matrix};
use crate::support::TestApp;

/// A field that the generic update takes, and a value that the row does not have yet: a text in preference, which no other
/// rule of the table minds.
fn change(catalog: &Catalog, table: &Table, stored: &Value, text: &str) -> String {
    let written = || table.writable.iter().map(|at| &table.columns[*at]);
    let plain = written().find(|column| column.ty.scalar.name() == "String" && column.enumeration.is_none());
    let (column, value) = match (plain, written().next()) {
        (Some(column), _) => (column, format!("\"{text}\"")),
        (None, Some(column)) => (column, other_value(catalog, column, &stored[&column.name])),
        (None, None) => panic!("{} has no column to be written", table.name),
    };
    format!("{}: {value}", column.field.as_ref().unwrap())
}

/// Of an enum the last other value: where they have an order, it is the humblest.
fn other_value(catalog: &Catalog, column: &Column, stored: &Value) -> String {
    if let Some(id) = column.enumeration {
        let mut others =
            catalog.enums[id].values.iter().rev().filter(|value| stored != value.stored.as_str());
        return others.next().unwrap().name.clone();
    }
    let stored =
        stored.as_bool().unwrap_or_else(|| panic!("{} is neither text, enum nor boolean", column.name));
    (!stored).to_string()
}

/// The row as it is stored.
async fn stored(app: &TestApp, world: &World<'_>, table: &str) -> Value {
    let sql = format!("select to_jsonb(t)::text from {table} t where {}", world.is_the_row(table));
    serde_json::from_str(app.as_owner(&sql).await[0].get(0)).unwrap()
}

async fn update(reader: &Reader<'_>, table: &Table, id: &str, change: &str) -> Result<(), String> {
    let one = &table.names.one;
    let query = format!("mutation {{ {one}Update(id: \"{id}\", input: {{{change}}}) {{ cursor }} }}");
    let answer = reader.run(&query).await;
    if let Value::String(code) = &answer["errors"][0]["extensions"]["code"] {
        return Err(code.clone());
    }
    assert!(answer["data"][format!("{one}Update")]["cursor"].is_string(), "{answer:#}");
    Ok(())
}

#[tokio::test]
async fn an_update_does_what_the_matrix_says_or_nothing() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let (catalog, matrix) = (catalog(), matrix());
    let written = catalog.tables.iter().filter(|table| !table.writable.is_empty());
    let mut told = BTreeMap::new();
    for table in written {
        let path = path(table);
        let Some(key) = world.keys.get(path.as_str()) else { continue };
        for who in PEOPLE {
            let reader = Reader { app: &app, principal: world.principal(who).await };
            let before = stored(&app, &world, &path).await;
            let change = change(&catalog, table, &before, &format!("by {who}"));
            let answer = update(&reader, table, &global_id(table, key), &change).await;
            let (after, cell) = (stored(&app, &world, &path).await, matrix[path.as_str()][who]);
            assert_eq!(
                answer.is_ok(),
                cell.contains('u'),
                "{path}: {who} is answered {answer:?}, not {cell}"
            );
            assert_eq!(before == after, answer.is_err(), "{path}: {who} was answered {answer:?}");
            if !cell.contains('s') {
                let unknown = global_id(table, &vec![Uuid::new_v4().to_string(); key.len()]);
                let unknown = update(&reader, table, &unknown, &change).await;
                assert_eq!(answer, unknown, "{path}: {who} learns something");
            }
            if let Err(code) = answer {
                *told.entry(code).or_insert(0) += 1;
            }
        }
    }
    assert_eq!(told.into_keys().collect::<Vec<_>>(), ["FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED"]);
}
