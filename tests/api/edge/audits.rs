//! The audits of graphql-http, which ask for each sentence of "GraphQL over HTTP" whether a server keeps to it: what it must
//! do, what it should, and what it may. We do all of it.

use serde_json::{Value, json};

use super::support::{Door, program_of_clients};
use crate::support::TestApp;

/// How many there are: with fewer, something was not looked at.
const AUDITS: usize = 61;

#[tokio::test]
async fn the_real_server_passes_every_audit_of_graphql_over_http() {
    let app = TestApp::start().await;
    let server = Door::open(&app, "127.0.0.1:0").await;
    let mut program = program_of_clients("audits.mjs", &json!({"address": server.address}));
    let output = program.output().await.expect("Node.js is needed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).unwrap();
    let audits: Vec<Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let failed = audits.iter().filter(|audit| audit["status"] != "ok");
    let failed: Vec<String> = failed.map(Value::to_string).collect();
    assert!(failed.is_empty(), "{} of {} fail\n{}", failed.len(), audits.len(), failed.join("\n"));
    assert_eq!(audits.len(), AUDITS);
}
