//! Documents and values that would cost too much are refused before they do, and each error names its limit.

use serde_json::json;

use crate::support::{ADA, Answer, IRIS, TestApp};

fn repeated(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().join(" ")
}

/// Fragments that double so many times.
fn bomb(levels: usize) -> String {
    let fragments = repeated(levels, |n| format!("fragment F{n} on Query {{ ...F{m} ...F{m} }}", m = n + 1));
    format!("{{ ...F0 }} {fragments} fragment F{levels} on Query {{ viewer {{ account {{ id }} }} }}")
}

async fn refused(app: &TestApp, query: &str) -> Answer {
    let answer = app.client(&ADA).run(query).await;
    assert!(answer.body.get("data").is_none(), "expected a refusal: {:#}", answer.body);
    answer
}

#[tokio::test]
async fn documents_beyond_a_limit_are_told_which() {
    let app = TestApp::limited().await;
    let task = "internalTask(id: \"00001201-0000-4000-8000-000000000007\")";
    let flood = format!("{{ {} }}", repeated(501, |n| format!("a{n}: __typename")));
    let fields = format!("{{ {task} {{ {} }} }}", repeated(5_001, |_| "id".to_owned()));
    let deep = format!("{{ {task} {{ {} id {} }} }}", "parent { ".repeat(25), "}".repeat(25));
    let directives = format!("{{ viewer {} {{ account {{ id }} }} }}", "@skip(if: false) ".repeat(201));
    for (query, code, limit) in [
        (flood, "QUERY_TOO_COMPLEX", "aliases"),
        (fields, "QUERY_TOO_COMPLEX", "fields"),
        (bomb(22), "QUERY_TOO_COMPLEX", "fields"),
        (deep, "QUERY_TOO_DEEP", "depth"),
        ("{".repeat(65), "QUERY_TOO_DEEP", "brackets"),
        (directives, "QUERY_TOO_COMPLEX", "directives"),
        (" ".repeat(200_001), "QUERY_TOO_COMPLEX", "bytes"),
        ("{ a } ".repeat(6_000), "QUERY_TOO_COMPLEX", "tokens"),
    ] {
        let answer = refused(&app, &query).await;
        assert_eq!((answer.code(), &answer.error()["extensions"]["limit"]), (code, &json!(limit)));
        assert!(answer.error()["extensions"]["max"].is_u64());
    }
}

#[tokio::test]
async fn a_bomb_of_fragments_is_refused_for_the_price_of_reading_it() {
    let app = TestApp::limited().await;
    let ctx = app.app.ctx(workgraph::auth::Principal::Anonymous, "bomb");
    // Expanded, the larger one has 2^150 fields: whoever walked them all would never come to an end.
    for levels in [22, 150] {
        let mut request = workgraph::graphql::Request { query: bomb(levels), ..Default::default() };
        assert!(app.app.engine.kind(&ctx, &mut request).is_err(), "{levels} levels");
    }
}

#[tokio::test]
async fn what_may_read_too_much_is_refused_before_anything_is_read() {
    let app = TestApp::limited().await;
    let wide = "internalTasks(first: 1000) { nodes { taskComments(first: 1000) { nodes { id } } } }";
    let answer = refused(&app, &format!("{{ {wide} }}")).await;
    let extensions = &answer.error()["extensions"];
    assert_eq!((answer.code(), &extensions["limit"]), ("QUERY_TOO_COMPLEX", &json!("points")));
    assert_eq!((&extensions["max"], &extensions["points"]), (&json!(500_000), &json!(1_001_020)));
    let ended =
        app.client(&ADA).subscribe(&format!("subscription {{ live {{ {wide} }} }}")).await.ended().await;
    assert_eq!(ended, "QUERY_TOO_COMPLEX");
    let change = "internalTaskChanged { internalTask { taskComments(first: 1000) { nodes { issue { taskComments(first: 1000) { nodes { id } } } } } } }";
    let ended = app.client(&ADA).subscribe(&format!("subscription {{ {change} }}")).await.ended().await;
    assert_eq!(ended, "QUERY_TOO_COMPLEX");
}

#[tokio::test]
async fn a_payload_that_may_read_too_much_undoes_the_write() {
    let app = TestApp::limited().await;
    let wide = "requestor { tasksByRequestor(first: 1000) { nodes { taskMessages(first: 1000) { nodes { id } } } } }";
    let create = format!(
        "mutation {{ taskjugglerTaskCreate(input: {{title: \"too wide\"}}) {{ taskjugglerTask {{ {wide} }} }} }}"
    );
    let answer = app.client(&ADA).run(&create).await;
    assert_eq!(answer.code(), "QUERY_TOO_COMPLEX", "{:#}", answer.body);
    let count = "{ taskjugglerTasks(filter: {title: {eq: \"too wide\"}}) { totalCount } }";
    assert_eq!(app.client(&ADA).run(count).await.body["data"]["taskjugglerTasks"]["totalCount"], 0);
}

#[tokio::test]
async fn what_cannot_be_undone_is_priced_before_it_is_done() {
    let app = TestApp::limited().await;
    let wide = "session { supportAuditLogs(first: 1000) { nodes { session { supportAuditLogs(first: 1000) { nodes { id } } } } } }";
    let start = format!(
        "mutation ($user: ID!) {{ scaliyoSupportSessionStart(input: {{user: $user, reason: \"x\", accessLevel: READ_ONLY, minutes: 5}}) {{ {wide} }} }}"
    );
    let count = "select count(*) from scaliyo.support_sessions";
    let before: i64 = sqlx::Row::get(&app.as_owner(count).await[0], 0);
    let answer = app.client(&ADA).run_with(&start, json!({"user": IRIS.id})).await;
    assert_eq!(answer.code(), "QUERY_TOO_COMPLEX", "{:#}", answer.body);
    assert_eq!(sqlx::Row::get::<i64, _>(&app.as_owner(count).await[0], 0), before);
}

#[tokio::test]
async fn lists_of_values_have_a_limit() {
    let app = TestApp::limited().await;
    let query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    let ids = vec!["wg_W10"; 1_001];
    let answer = app.client(&ADA).run_with(query, json!({"ids": ids})).await;
    assert_eq!(answer.code(), "BAD_USER_INPUT");
    assert_eq!(answer.error()["extensions"]["max"], 1_000);
}

#[tokio::test]
async fn nothing_of_the_database_leaks() {
    let app = TestApp::limited().await;
    let ada = app.client(&ADA);
    for query in [
        "{ internalTasks(filter: {title: {eq: \"\\u0000\"}}) { totalCount } }",
        "{ internalTasks(filter: {title: {like: \"\\\\\"}}) { totalCount } }",
        "{ internalTasks(filter: {issueNumber: {eq: 99999999999}}) { totalCount } }",
        "{ internalTasks(filter: {estimatedHours: {eq: \"1e400\"}}) { totalCount } }",
        "{ internalTasks(filter: {createdAt: {eq: \"99999-01-01T00:00:00Z\"}}) { totalCount } }",
        "{ internalTask(id: \"' or true --\") { title } }",
        "{ coreOutcomes(filter: {targetDate: {eq: \"2026-02-30\"}}) { totalCount } }",
    ] {
        let answer = ada.run(query).await;
        let text = answer.body.to_string();
        for word in ["internal.", "invalid input", "SQL", "sqlx", "syntax", "pg_", "INTERNAL_SERVER_ERROR"] {
            assert!(!text.contains(word), "{query}: {text}");
        }
    }
}
