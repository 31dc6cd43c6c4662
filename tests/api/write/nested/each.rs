//! Every relation whose rows are made with those of their owner: made and read back, undone as a whole, and refused to a
//! stranger. What the rows are made of stands beside the matrix of access.

use std::panic::AssertUnwindSafe;

use futures::FutureExt as _;
use serde_json::{Map, Value, json};
use workgraph::graphql::catalog::{Cardinality, Catalog, Nested, Relation, Table};

use crate::policy::{World, insert, matrix, writes};
use crate::support::TestApp;
use crate::support::reader::{Reader, catalog, ids, path};

struct Making<'a> {
    app: &'a TestApp,
    catalog: &'a Catalog,
    table: &'a Table,
    relation: &'a Relation,
    nested: &'a Nested,
    world: &'a World<'a>,
    who: &'static str,
}

impl Making<'_> {
    fn target(&self) -> &Table {
        &self.catalog.tables[self.relation.target]
    }

    /// What a row of a table is given in the matrix, less what follows from the other.
    async fn input(&self, table: &Table, without: &[usize]) -> Map<String, Value> {
        let line = insert(&path(table), self.who).unwrap();
        let mut input = writes::input(self.app, self.catalog, table, &line).await;
        input.retain(|field, _| !without.iter().any(|at| table.input_field(*at) == field));
        input
    }

    async fn owner(&self) -> Map<String, Value> {
        let column = self.relation.column;
        let brought = (self.relation.cardinality == Cardinality::One).then_some(column);
        self.input(self.table, brought.as_slice()).await
    }

    async fn other(&self) -> Map<String, Value> {
        let tied = self.nested.tied();
        let tied = if self.relation.cardinality == Cardinality::Many { tied } else { Vec::new() };
        self.input(self.target(), &tied).await
    }

    async fn make(&self, reader: &Reader<'_>, others: Value) -> Value {
        let mut input = self.owner().await;
        input.insert(self.relation.field.clone(), others);
        let (one, ty, field) = (&self.table.names.one, &self.table.names.type_name, &self.relation.field);
        let read = match self.relation.cardinality {
            Cardinality::Many => "{ nodes { id } }",
            Cardinality::One => "{ id }",
        };
        let query = format!(
            "mutation ($input: {ty}CreateInput!) {{ {one}Create(input: $input) {{ {one} {{ id {field} {read} }} }} }}"
        );
        reader.run_with(&query, json!({ "input": input })).await
    }

    async fn counts(&self) -> (i64, i64) {
        let (one, other) = (path(self.table), path(self.target()));
        let sql = format!("select (select count(*) from {one}), (select count(*) from {other})");
        let row = &self.app.as_owner(&sql).await[0];
        (sqlx::Row::get(row, 0), sqlx::Row::get(row, 1))
    }

    async fn check(&self, mine: &Reader<'_>, stranger: &Reader<'_>) {
        let what = format!("{} with {}", path(self.table), self.relation.field);
        let one = &self.table.names.one;
        let is_list = self.relation.cardinality == Cardinality::Many;
        let mut others = vec![self.other().await];
        if is_list {
            others.push(self.other().await);
        }
        let given = |others: &[Map<String, Value>]| if is_list { json!(others) } else { json!(others[0]) };
        let mut before = self.counts().await;
        let refused = self.make(stranger, given(&others)).await;
        let code = refused["errors"][0]["extensions"]["code"].as_str().unwrap_or("DONE").to_owned();
        assert_eq!((code.as_str(), self.counts().await), ("FORBIDDEN", before), "{what}: {refused}");

        // What the last of them breaks undoes all.
        let key = self.target().key[0];
        let mut twice = vec![self.other().await; 2];
        if self.target().writes.random == Some(key) {
            for row in &mut twice {
                row.insert(
                    self.target().input_field(key).to_owned(),
                    json!("7d444840-9dc0-11d1-b245-5ffdce74fad2"),
                );
            }
        }
        if is_list {
            let refused = self.make(mine, given(&twice)).await;
            assert_eq!(refused["errors"][0]["extensions"]["code"], "UNIQUE_VIOLATION", "{what}: {refused}");
            assert_eq!(self.counts().await, before, "{what}");
        }

        let mut made = self.make(mine, given(&others)).await;
        let is_taken = |made: &Value| made["errors"][0]["extensions"]["code"] == "UNIQUE_VIOLATION";
        if is_taken(&made) && is_list {
            others.pop();
            made = self.make(mine, given(&others)).await;
        }
        if is_taken(&made) {
            // The world has the only such row: it makes room.
            for table in [self.target(), self.table].map(path) {
                let removal = format!("delete from {table} where {}", self.world.is_the_row(&table));
                self.app.as_owner(&removal).await;
            }
            before = self.counts().await;
            made = self.make(mine, given(&others)).await;
        }
        let row = &made["data"][format!("{one}Create")][one];
        assert!(row["id"].is_string(), "{what}: {made}");
        assert_eq!(ids(&row[&self.relation.field]).len(), others.len(), "{what}: {made}");
        let added = i64::try_from(others.len()).unwrap();
        let (rows, other_rows) = self.counts().await;
        assert!(rows > before.0 && other_rows >= before.1 + added, "{what}");
    }
}

#[tokio::test]
async fn a_row_of_every_table_is_made_with_what_it_owns() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let (catalog, matrix, mut failed, mut tried) = (catalog(), matrix(), Vec::new(), 0);
    for table in &catalog.tables {
        for nested in &table.writes.nested {
            let relation = &table.relations[nested.relation];
            let target = path(&catalog.tables[relation.target]);
            let may = |who: &&str| {
                matrix[path(table).as_str()][who].contains('i') && matrix[target.as_str()][who].contains('i')
            };
            let who = ["owner", "admin", "member"].into_iter().find(may).unwrap();
            let making = Making { app: &app, catalog: &catalog, table, relation, nested, world: &world, who };
            let mine = Reader { app: &app, principal: world.principal(who).await };
            let stranger = Reader { app: &app, principal: world.principal("rival").await };
            tried += 1;
            if AssertUnwindSafe(making.check(&mine, &stranger)).catch_unwind().await.is_err() {
                failed.push(format!("{} with {}", path(table), relation.field));
            }
        }
    }
    assert!(failed.is_empty() && tried > 20, "{tried} tried: {failed:#?}");
}
