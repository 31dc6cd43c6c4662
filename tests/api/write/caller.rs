//! Columns that have to hold who makes a row hold it without being told.

use serde_json::{Value, json};
use workgraph::graphql::catalog::Table;

use crate::policy::{World, insert, matrix, writes};
use crate::support::reader::{Reader, catalog, path};
use crate::support::{ADA, BEN, TestApp};

fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("DONE")
}

fn fields(table: &Table) -> impl Iterator<Item = &str> {
    table.writes.callers.iter().map(|(at, _)| table.input_field(*at))
}

#[tokio::test]
async fn who_makes_a_row_need_not_be_named() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let (catalog, matrix, mut failed, mut tried) = (catalog(), matrix(), Vec::new(), 0);
    for table in catalog.tables.iter().filter(|table| !table.writes.callers.is_empty()) {
        let path = path(table);
        let may = |who: &&str| matrix[path.as_str()][who].contains('i');
        let who = ["owner", "admin", "member"].into_iter().find(may).unwrap();
        let reader = Reader { app: &app, principal: world.principal(who).await };
        let mut input = writes::input(&app, &catalog, table, &insert(&path, who).unwrap()).await;
        let named: Vec<_> = fields(table).map(|field| input.remove(field)).collect();
        let (one, ty) = (&table.names.one, &table.names.type_name);
        let read = fields(table).collect::<Vec<_>>().join(" ");
        let query = format!(
            "mutation ($input: {ty}CreateInput!) {{ {one}Create(input: $input, dryRun: true) {{ {one} {{ {read} }} }} }}"
        );
        let made = reader.run_with(&query, json!({"input": input})).await;
        let row = &made["data"][format!("{one}Create")][one];
        let is_same = fields(table).zip(&named).all(|(field, named)| named.as_ref() == Some(&row[field]));
        // Access comes first: who is there already was let in.
        if !(is_same || code(&made) == "UNIQUE_VIOLATION") {
            failed.push(format!("{path}: {named:?}: {made}"));
        }
        tried += usize::from(is_same);
    }
    assert!(failed.is_empty() && tried > 40, "{tried} are the caller's: {failed:#?}");
}

#[tokio::test]
async fn the_caller_is_part_of_the_key_of_an_upsert_and_nobody_else_can_be_named() {
    let app = TestApp::demo().await;
    let query = "mutation ($input: ScaliyoLeadStageColorCreateInput!) {
        scaliyoLeadStageColorUpsert(input: $input, onConflict: OWNER_ID_AND_STAGE) {
            scaliyoLeadStageColor { rowId ownerId colorToken }
        }
    }";
    let ada = app.client(&ADA);
    let upsert = async |color: &str| {
        let input = json!({"stage": "by the caller", "colorToken": color});
        ada.run_with(query, json!({"input": input})).await["scaliyoLeadStageColorUpsert"]["scaliyoLeadStageColor"]
            .clone()
    };
    let (made, changed) = (upsert("red").await, upsert("blue").await);
    assert_eq!(made["ownerId"], json!(ADA.id));
    assert_eq!(changed, json!({"rowId": made["rowId"], "ownerId": ADA.id, "colorToken": "blue"}));
    let input = json!({"ownerId": BEN.id, "stage": "by the caller", "colorToken": "red"});
    assert_eq!(ada.run_with(query, json!({"input": input})).await.code(), "FORBIDDEN");

    // Rows that are made together, and rows of which only some name the caller.
    let query = "mutation ($input: [ScaliyoInvoicePackageCreateInput!]!) {
        scaliyoInvoicePackageCreateMany(input: $input) {
            scaliyoInvoicePackages { ownerId name invoicePackageItems { totalCount } }
        }
    }";
    let item = json!({"description": "x", "unitPriceCents": 1});
    let input = json!([
        {"name": "a", "invoicePackageItems": [item, item]}, {"name": "b", "ownerId": ADA.id}, {"name": "c"}
    ]);
    let made = ada.run_with(query, json!({"input": input})).await;
    let package = |name: &str, items: usize| json!({"ownerId": ADA.id, "name": name, "invoicePackageItems": {"totalCount": items}});
    assert_eq!(
        made["scaliyoInvoicePackageCreateMany"]["scaliyoInvoicePackages"],
        json!([package("a", 2), package("b", 0), package("c", 0)])
    );
    assert_eq!(app.anonymous().run_with(query, json!({"input": []})).await.code(), "UNAUTHENTICATED");
}
