//! The life of a row in every table that has one: made, read back, changed, found again by its key, removed; by somebody who
//! may, and not by a stranger. What the rows are made of stands beside the matrix of access.

use std::panic::AssertUnwindSafe;

use futures::FutureExt as _;
use serde_json::{Value, json};
use workgraph::graphql::catalog::{Catalog, Table};

use crate::policy::{World, insert, matrix, writes};
use crate::support::TestApp;
use crate::support::reader::{Reader, catalog, path};

/// Tables in which the world has the only row that the person could make, and could not make again: nobody adds whom they
/// have not worked with.
const TAKEN: &[&str] = &["scaliyo.team_members", "scaliyo.teamhub_flow_members"];

/// Tables in which who makes a row may not change it at once: who administers a team is said by its members.
const OTHERS: &[&str] = &["taskjuggler.teams", "taskjuggler.team_members"];

fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("DONE")
}

/// How the schema calls the key of a table among those that an upsert goes by.
fn key_name(table: &Table) -> Option<String> {
    let names: Vec<_> = table.key.iter().map(|at| table.columns[*at].name.to_uppercase()).collect();
    table.writes.keys.iter().any(|key| key.columns == table.key).then(|| names.join("_AND_"))
}

/// Somebody writes to a table.
struct Life<'a> {
    table: &'a Table,
    who: Reader<'a>,
    stranger: Reader<'a>,
}

impl Life<'_> {
    fn one(&self) -> &str {
        &self.table.names.one
    }

    async fn make(&self, input: &Value) -> Value {
        let (one, ty) = (self.one(), &self.table.names.type_name);
        let query = format!(
            "mutation ($input: {ty}CreateInput!) {{ {one}Create(input: $input) {{ {one} {{ id rowVersion }} cursor }} }}"
        );
        self.who.run_with(&query, json!({"input": input})).await
    }

    async fn read(&self, id: &str) -> Value {
        let answer = self.who.run(&format!("{{ {}(id: \"{id}\") {{ id }} }}", self.one())).await;
        answer["data"][self.one()]["id"].clone()
    }

    async fn update(&self, reader: &Reader<'_>, id: &str, change: &str, version: &str) -> Value {
        let one = self.one();
        let arguments = format!("id: \"{id}\", input: {{{change}}}, expectedVersion: \"{version}\"");
        reader.run(&format!("mutation {{ {one}Update({arguments}) {{ {one} {{ id rowVersion }} }} }}")).await
    }

    async fn delete(&self, reader: &Reader<'_>, id: &str, version: &str) -> Value {
        let one = self.one();
        let arguments = format!("id: \"{id}\", expectedVersion: \"{version}\"");
        reader.run(&format!("mutation {{ {one}Delete({arguments}) {{ deletedId {one} {{ id }} }} }}")).await
    }

    async fn upsert(&self, input: &Value, key: &str) -> Value {
        let verb = if self.table.writes.nested.is_empty() { "Create" } else { "Upsert" };
        let (one, ty) = (self.one(), &self.table.names.type_name);
        let query = format!(
            "mutation ($input: {ty}{verb}Input!) {{
                {one}Upsert(input: $input, onConflict: {key}) {{ {one} {{ id rowVersion }} }}
            }}"
        );
        self.who.run_with(&query, json!({"input": input})).await
    }

    /// Everything that can be done with the row, as far as the letters say that it may be.
    async fn live(&self, id: &str, first: &str, change: &str, mut input: Value, letters: &str) {
        let (table, one) = (path(self.table), self.one());
        let mut version = first.to_owned();
        assert_eq!(self.read(id).await, id, "{table} is not read back");
        if !self.table.writes.update.is_empty() && letters.contains('u') {
            let refused = self.update(&self.stranger, id, change, &version).await;
            assert!(["NOT_FOUND", "FORBIDDEN"].contains(&code(&refused)), "{table}: {refused}");
            let changed = self.update(&self.who, id, change, &version).await;
            let now = changed["data"][format!("{one}Update")][one]["rowVersion"].as_str();
            version = now.unwrap_or_else(|| panic!("{table}: {changed}")).to_owned();
            let stale = self.update(&self.who, id, change, first).await;
            assert_eq!(code(&stale), "CONFLICT", "{table}: {stale}");
            assert_eq!(stale["errors"][0]["extensions"]["current"][one]["rowVersion"], version, "{table}");
        }
        if let Some(key) =
            key_name(self.table).filter(|_| self.table.writes.upsert() && letters.contains('u'))
        {
            if self.table.single_key().is_some_and(|key| self.table.columns[key].field.is_none()) {
                input["id"] = id.into();
            }
            let changed = self.upsert(&input, &key).await;
            let row = &changed["data"][format!("{one}Upsert")][one];
            assert_eq!(row["id"], id, "{table}: {changed}");
            version = row["rowVersion"].as_str().unwrap().to_owned();
        }
        if self.table.writes.delete && letters.contains('d') {
            let refused = self.delete(&self.stranger, id, &version).await;
            assert!(["NOT_FOUND", "FORBIDDEN"].contains(&code(&refused)), "{table}: {refused}");
            let stale = self.delete(&self.who, id, "0").await;
            assert_eq!(code(&stale), "CONFLICT", "{table}: {stale}");
            let removed = self.delete(&self.who, id, &version).await;
            let expected = json!({"deletedId": id, one: {"id": id}});
            assert_eq!(removed["data"][format!("{one}Delete")], expected, "{table}: {removed}");
            assert_eq!(self.read(id).await, Value::Null, "{table} has the row still");
        }
    }
}

/// Makes a row and goes through its life; gives the code of the refusal if it cannot be made.
async fn live(app: &TestApp, world: &World<'_>, catalog: &Catalog, table: &Table) -> Option<String> {
    let (path, matrix) = (path(table), matrix());
    let may = |who: &&&str| matrix[path.as_str()][**who].contains('i');
    let who = *["owner", "admin", "member"].iter().find(may).unwrap();
    let principal = world.principal(who).await;
    let stranger = Reader { app, principal: world.principal("rival").await };
    let life = Life { table, who: Reader { app, principal }, stranger };
    let input = Value::Object(writes::input(app, catalog, table, &insert(&path, who).unwrap()).await);
    let made = life.make(&input).await;
    let row = &made["data"][format!("{}Create", life.one())][life.one()];
    let Some(id) = row["id"].as_str() else { return Some(code(&made).to_owned()) };
    let change = match table.writes.update.is_empty() {
        true => String::new(),
        false => writes::change(catalog, table, &json!({}), "changed"),
    };
    let letters = if OTHERS.contains(&path.as_str()) { "" } else { matrix[path.as_str()][who] };
    life.live(id, row["rowVersion"].as_str().unwrap(), &change, input, letters).await;
    None
}

#[tokio::test]
async fn a_row_of_every_table_is_made_changed_and_removed() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let (catalog, mut taken, mut failed) = (catalog(), Vec::new(), Vec::new());
    for table in catalog.tables.iter().filter(|table| !table.writes.create.is_empty()) {
        match AssertUnwindSafe(live(&app, &world, &catalog, table)).catch_unwind().await {
            Ok(None) => {}
            Ok(Some(code)) if code == "UNIQUE_VIOLATION" => taken.push(table),
            Ok(Some(_)) | Err(_) => failed.push(path(table)),
        }
    }
    // The world has the only such row: it makes room.
    let mut left = Vec::new();
    for table in taken {
        let path = path(table);
        let removal = format!("delete from {path} where {}", world.is_the_row(&path));
        if app.database.try_as_owner(&removal).await.is_err() {
            left.push(path);
            continue;
        }
        match AssertUnwindSafe(live(&app, &world, &catalog, table)).catch_unwind().await {
            Ok(None) => {}
            Ok(Some(_)) => left.push(path),
            Err(_) => failed.push(path),
        }
    }
    assert_eq!((left, failed), (TAKEN.iter().map(|path| (*path).to_owned()).collect(), Vec::new()));
}
