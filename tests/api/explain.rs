//! How statements run, told to operators in the log, and to nobody else.

use serde_json::json;
use sqlx::Row as _;
use workgraph::db::{Explain, Reads, Statement};

use crate::support::make::row_id;
use crate::support::{ADA, Lines, TestApp};

const TASKS: &str = "query ($first: Int!, $title: String!) {
    internalTasks(first: $first, filter: {title: {ne: $title}}) { totalCount nodes { title assignee { fullName } } }
}";
const RENAME: &str = "mutation ($id: ID!) {
    internalTaskUpdate(id: $id, input: {title: \"Renamed\"}) { internalTask { title } }
}";

/// What stands in a line of the log for each explained statement.
const TOLD: &str = "workgraph::explain: a statement was explained";

#[tokio::test]
async fn each_read_is_explained_as_its_caller_and_in_the_log_alone() {
    let app = TestApp::with_explain(Explain::Analyze).await;
    let ada = app.client(&ADA);
    ada.token().await;
    let (lines, _kept) = Lines::keep();
    let told = json!({"first": 2, "title": "x\nforged"});
    let (first, again) = (ada.run_with(TASKS, told.clone()).await, ada.run_with(TASKS, told).await);
    assert_eq!(first["internalTasks"]["nodes"].as_array().unwrap().len(), 2);
    assert_eq!((first.body.get("extensions"), &first.body), (None, &again.body));
    let log = lines.text();
    assert_eq!(log.matches(TOLD).count(), 6, "{log}");
    assert_eq!(log.matches("explain (analyze, buffers) select").count(), 6, "{log}");
    // The policy of the table is a part of the caller's plan, and of nobody else's who may read all.
    for expected in ["request_id=", "on tasks t", "InitPlan", "actual ", "x\n    forged"] {
        assert!(log.contains(expected), "{expected} is not in {log}");
    }
}

#[tokio::test]
async fn a_write_is_planned_and_not_run_again() {
    let app = TestApp::with_explain(Explain::Analyze).await;
    let ada = app.client(&ADA);
    let (lines, _kept) = Lines::keep();
    ada.run_with(RENAME, json!({"id": row_id(1201, 7)})).await.data();
    let log = lines.text();
    assert!(log.contains("explain update") && !log.contains("(analyze, buffers) update"), "{log}");
    let key = row_id(1201, 7);
    let events = app.as_owner(&format!("select from stream.events where key = '{key}'")).await;
    assert_eq!(events.len(), 1);
}

#[tokio::test]
async fn explanations_are_not_kept_prepared_and_none_is_made_unless_asked_for() {
    let app = TestApp::demo().await;
    let token = app.client(&ADA).token().await.unwrap().to_owned();
    let ada = app.app.bearers.authenticate(&token).await.unwrap();
    for (explain, expected) in [(Explain::Plan, 4), (Explain::Nothing, 0)] {
        let (lines, _kept) = Lines::keep();
        let ctx = app.app.ctx(ada, "explained").with_explain(explain);
        let mut scope = ctx.read(Reads::Many).await.unwrap();
        for number in [7, 8, 7] {
            let task =
                Statement::new("select id from internal.tasks where id = $1").bind(row_id(1201, number));
            let row = scope.fetch_optional(task).await.unwrap().unwrap();
            assert_eq!(row.get::<uuid::Uuid, _>(0), row_id(1201, number));
        }
        let kept = "select statement from pg_prepared_statements where statement like 'explain%'";
        assert_eq!(scope.fetch(Statement::new(kept)).await.unwrap().len(), 0);
        scope.fetch(Statement::new("show role")).await.unwrap();
        let log = lines.text();
        assert_eq!((log.matches(TOLD).count(), log.contains("analyze")), (expected, false), "{log}");
    }
}
