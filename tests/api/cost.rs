//! What a response says of its own cost: the truth, and only where callers may know.

use serde_json::{Value, json};
use workgraph::cost::Meter;
use workgraph::db::{Reads, Recorder};
use workgraph::graphql::Request;

use crate::support::make::row_id;
use crate::support::{ADA, Client, TestApp};

const QUERY: &str = "{ internalTasks(first: 5) { totalCount nodes { title assignee { fullName } } } }";
const RENAME: &str = "mutation ($id: ID!, $title: String!) {
    internalTaskUpdate(id: $id, input: {title: $title}) { cursor internalTask { title } }
}";

/// Renames a task, and then again so that a subscription tells of it: both responses.
async fn rename(ada: &Client) -> [Value; 2] {
    let to = |title: &str| json!({"id": row_id(1201, 7), "title": title});
    let first = ada.run_with(RENAME, to("First")).await;
    let cursor = first["internalTaskUpdate"]["cursor"].as_str().unwrap();
    let query = format!("subscription {{ taskChanged(after: \"{cursor}\") {{ task {{ headline }} }} }}");
    let mut changes = ada.subscribe(&query).await;
    ada.run_with(RENAME, to("Second")).await;
    let item = changes.socket.receive().await["payload"].clone();
    assert_eq!(item["data"]["taskChanged"]["task"]["headline"], "Second");
    [first.body, item]
}

#[tokio::test]
async fn statements_and_rows_are_those_that_ran() {
    let app = TestApp::demo().await;
    let token = app.client(&ADA).token().await.unwrap().to_owned();
    let ada = app.app.bearers.authenticate(&token).await.unwrap();
    for query in
        [QUERY, "{ viewer { unreadNotifications } internalTasks { nodes { id } } }", "{ errorCodes }"]
    {
        let recorder = Recorder::default();
        let ctx = app.app.ctx(ada, "cost").with_recorder(recorder.clone()).with_meter(Meter::running());
        let request = Request { query: query.to_owned(), ..Request::default() };
        let response = app.app.engine.execute(&ctx, request).await;
        let body: Value = serde_json::from_slice(&response.body).unwrap();
        let statements = recorder.take_statements();
        let mut scope = app.app.db.read(&ada, Reads::Many).await.unwrap();
        let (ran, mut rows) = (statements.len(), 0);
        for statement in statements {
            rows += scope.fetch(statement).await.unwrap().len();
        }
        let cost = &body["extensions"]["cost"];
        assert_eq!((&cost["statements"], &cost["rows"]), (&json!(ran), &json!(rows)), "{query}");
        let sql = cost["sqlMs"].as_f64().unwrap();
        assert_eq!(sql > 0.0, ran > 0, "{cost}");
    }
}

#[tokio::test]
async fn every_kind_of_response_tells_its_cost_where_callers_may_know() {
    let app = TestApp::with_cost().await;
    let ada = app.client(&ADA);
    let first = ada.run(QUERY).await.body["extensions"]["cost"].clone();
    let again = ada.run(QUERY).await.body["extensions"]["cost"].clone();
    assert_eq!((&first["documentFound"], &again["documentFound"]), (&json!(false), &json!(true)));
    assert_eq!((&first["statements"], &again["statements"]), (&json!(3), &json!(3)), "{first} {again}");
    // Parts do not overlap, and nothing takes longer than the whole; half a microsecond may be rounded up, five times.
    for cost in [&first, &again] {
        let part = |name: &str| cost[name].as_f64().unwrap();
        let parts: Vec<f64> = ["prepareMs", "planMs", "scopeMs", "sqlMs", "writeMs"].map(part).into();
        assert!(part("scopeMs") > 0.0 && part("sqlMs") > 0.0, "{cost}");
        assert!(parts.iter().sum::<f64>() <= part("totalMs") + 0.003, "{cost}");
    }

    let [written, item] = rename(&ada).await.map(|body| body["extensions"]["cost"].clone());
    assert!(written["statements"].as_u64() > Some(1) && written["rows"].as_u64() > Some(0), "{written}");
    assert_eq!((&item["statements"], &item["rows"]), (&json!(1), &json!(1)), "{item}");

    let refused = ada.run("{ nothing }").await;
    assert_eq!((refused.code(), refused.body.get("extensions")), ("GRAPHQL_VALIDATION_FAILED", None));
}

#[tokio::test]
async fn nothing_is_told_where_callers_may_not_know() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let [written, item] = rename(&ada).await;
    for body in [ada.run(QUERY).await.body, written, item] {
        assert_eq!((body.get("errors"), body.get("extensions")), (None, None), "{body:#}");
    }
}

#[tokio::test]
async fn a_thousand_parents_take_the_statements_of_ten() {
    let app = TestApp::with_cost().await;
    let me = ADA.id;
    let tasks = format!(
        "insert into taskjuggler.tasks (title, requestor_id, owner_id) select 'Parent ' || n, '{me}', '{me}' from generate_series(1, 1000) n"
    );
    let messages = format!(
        "insert into taskjuggler.task_messages (task_id, user_id, message) select t.id, '{me}', 'Message ' || n from taskjuggler.tasks t, generate_series(1, 6) n where t.title like 'Parent %'"
    );
    app.database.as_owner(&tasks).await;
    app.database.as_owner(&messages).await;
    let query = "query ($first: Int!) {
        taskjugglerTasks(filter: {title: {startsWith: \"Parent \"}}, first: $first) {
            nodes { owner { name } requestor { name } team { name } taskMessages(first: 5) { nodes { message user { name } } } }
        }
    }";
    let mut costs = Vec::new();
    for parents in [10_usize, 1000] {
        let answer = app.client(&ADA).run_with(query, json!({"first": parents})).await;
        let nodes = answer["taskjugglerTasks"]["nodes"].as_array().unwrap();
        let messages = nodes.iter().map(|node| node["taskMessages"]["nodes"].as_array().unwrap().len());
        assert_eq!((nodes.len(), messages.sum()), (parents, parents * 5));
        costs.push(answer.body["extensions"]["cost"]["statements"].clone());
    }
    assert_eq!(costs, [3, 3]);
}
