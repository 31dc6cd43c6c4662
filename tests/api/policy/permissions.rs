//! The matrix through `can`: it says beforehand what an update or a removal would be told.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use workgraph::graphql::Request;

use super::{PEOPLE, World, matrix};
use crate::support::TestApp;

#[tokio::test]
async fn a_row_says_what_may_be_done_with_it() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let types = app.app.engine.type_names();
    let mut differences = Vec::new();
    for who in PEOPLE {
        let mut asked = Vec::new();
        let mut query = String::from("{");
        for (table, cells) in matrix() {
            let Some(type_name) = types.get(table).filter(|_| cells[who].contains('s')) else { continue };
            let key = [std::slice::from_ref(type_name), &world.keys[table]].concat();
            let id = BASE64_URL_SAFE_NO_PAD.encode(json!(key).to_string());
            query.push_str(&format!(
                "a{}: node(id: \"wg_{id}\") {{ can {{ update delete }} }}\n",
                asked.len()
            ));
            asked.push((table, cells[who]));
        }
        if asked.is_empty() {
            continue;
        }
        let ctx = app.app.ctx(world.principal(who).await, "policy");
        let request = Request { query: format!("{query}}}"), ..Request::default() };
        let body = app.app.engine.execute(&ctx, request).await.body;
        let answer: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(answer["errors"][0], Value::Null, "{who}");
        for (at, (table, cell)) in asked.into_iter().enumerate() {
            let can = &answer["data"][format!("a{at}")]["can"];
            let expected = json!({"update": cell.contains('u'), "delete": cell.contains('d')});
            if *can != expected {
                differences.push(format!("{table}: {who} is told {can}, the matrix says {cell}"));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
