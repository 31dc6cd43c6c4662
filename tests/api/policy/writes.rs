//! The matrix through the API's own writing: a generic write does what the matrix says, or is refused with a code and
//! changes nothing. A row that is hidden reads like one that is not there.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sqlx::Row as _;
use uuid::Uuid;
use workgraph::graphql::catalog::{Catalog, Column, Table};

use super::{PEOPLE, World, insert, matrix};
use crate::support::TestApp;
use crate::support::reader::{Reader, catalog, global_id, path};

/// A field that the generic update takes, and a value that the row does not have yet: a text in preference, which no other
/// rule of the table minds.
pub fn change(catalog: &Catalog, table: &Table, stored: &Value, text: &str) -> String {
    let written = || table.writes.update.iter().map(|at| &table.columns[*at]);
    let is_plain = |column: &&Column| {
        column.ty.scalar.name() == "String"
            && !column.ty.list
            && column.enumeration.is_none()
            && !has_a_shape(column)
    };
    let (column, value) = match (written().find(is_plain), written().find(|column| !column.reference)) {
        (Some(column), _) => (column, format!("\"{text}\"")),
        (None, Some(column)) => (column, other_value(catalog, column, &stored[&column.name], text)),
        (None, None) => panic!("{} has no column to be written", table.name),
    };
    format!("{}: {value}", column.field.as_ref().unwrap())
}

/// Whether any text will not do.
fn has_a_shape(column: &Column) -> bool {
    let short = column
        .ty
        .sql
        .split_once('(')
        .and_then(|(_, length)| length.trim_end_matches(')').parse::<u32>().ok());
    column.reference
        || short.is_some_and(|length| length < 20)
        || ["email", "url"].iter().any(|word| column.name.contains(word))
}

/// Of an enum the last other value: where they have an order, it is the humblest.
fn other_value(catalog: &Catalog, column: &Column, stored: &Value, text: &str) -> String {
    if let Some(id) = column.enumeration {
        let mut others =
            catalog.enums[id].values.iter().rev().filter(|value| stored != value.stored.as_str());
        return others.next().unwrap().name.clone();
    }
    match column.ty.scalar.name() {
        "Boolean" => (stored.as_bool() != Some(true)).to_string(),
        "DateTime" => format!("\"2030-01-{:02}T00:00:00Z\"", 1 + stored.to_string().len() % 27),
        "JSON" => format!("{{by: \"{text}\"}}"),
        "String" => format!("[\"{text}\"]"),
        _ => (stored.as_i64().unwrap_or_default() + 1).to_string(),
    }
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
    let written = catalog.tables.iter().filter(|table| !table.writes.update.is_empty());
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
                let unknown = key.iter().map(|part| match part.parse::<i32>() {
                    Ok(number) => (number + 1_000_000).to_string(),
                    Err(_) => Uuid::new_v4().to_string(),
                });
                let unknown = global_id(table, &unknown.collect::<Vec<_>>());
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

/// What a line of rows/ gives a new row, as the input of the generic create.
pub async fn input(
    app: &TestApp,
    catalog: &Catalog,
    table: &Table,
    line: &str,
) -> serde_json::Map<String, Value> {
    let (columns, values) = line.split_once(" (").unwrap().1.split_once(") VALUES (").unwrap();
    let columns: Vec<_> = columns.split(',').map(|name| name.trim().trim_matches('"')).collect();
    let sql = format!(
        "select to_jsonb(v)::text from (values ({}) v ({})",
        values,
        columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
    );
    let given: Value = serde_json::from_str(app.as_owner(&sql).await[0].get(0)).unwrap();
    let mut input = serde_json::Map::new();
    for at in &table.writes.create {
        let column = &table.columns[*at];
        let Some(value) = given.get(&column.name) else { continue };
        let value = match (column.enumeration, value.as_str()) {
            (Some(id), Some(stored)) => {
                catalog.enums[id].name_of(stored).unwrap_or(&catalog.enums[id].values[0].name).into()
            }
            (None, Some("{}")) if column.ty.list => json!([]),
            (None, Some("x")) if column.name.contains("email") => "somebody@example.org".into(),
            (None, Some(_)) if column.name.contains("url") => "https://example.org/".into(),
            (None, Some(text)) if column.ty.scalar.name() == "JSON" => serde_json::from_str(text).unwrap(),
            (None, Some(text)) if column.ty.scalar.name() == "DateTime" => {
                format!("{}T00:00:00Z", &text[..10]).into()
            }
            _ => value.clone(),
        };
        input.insert(table.input_field(*at).to_owned(), value);
    }
    input
}

#[tokio::test]
async fn a_row_is_made_and_removed_as_the_matrix_says() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let (catalog, matrix, mut differences) = (catalog(), matrix(), Vec::new());
    for table in &catalog.tables {
        let path = path(table);
        let Some(key) = world.keys.get(path.as_str()) else { continue };
        let (one, ty) = (&table.names.one, &table.names.type_name);
        for who in PEOPLE {
            let reader = Reader { app: &app, principal: world.principal(who).await };
            let cell = matrix[path.as_str()][who];
            let mut tried = Vec::new();
            if !table.writes.create.is_empty() {
                let line = insert(&path, who).unwrap();
                let input = input(&app, &catalog, table, &line).await;
                let query = format!(
                    "mutation ($input: {ty}CreateInput!) {{ {one}Create(input: $input, dryRun: true) {{ cursor }} }}"
                );
                tried.push(('i', reader.run_with(&query, json!({"input": input})).await));
            }
            if table.writes.delete {
                let id = global_id(table, key);
                let query = format!("mutation {{ {one}Delete(id: \"{id}\", dryRun: true) {{ deletedId }} }}");
                tried.push(('d', reader.run(&query).await));
            }
            for (letter, answer) in tried {
                let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("DONE");
                // Other rules of the table come after access.
                let is_done = matches!(code, "DONE" | "UNIQUE_VIOLATION" | "FOREIGN_KEY_VIOLATION");
                let is_refused = matches!(code, "FORBIDDEN" | "NOT_FOUND" | "UNAUTHENTICATED");
                if is_done != cell.contains(letter) || is_done == is_refused {
                    differences.push(format!(
                        "{path}: {who} is answered {code} to {letter}, not {cell}: {}",
                        answer["errors"][0]
                    ));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
