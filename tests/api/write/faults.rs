//! All that is wrong with an input is told at once, whoever finds it: the type, the column, or the row.

use serde_json::{Value, json};

use crate::support::{ADA, Answer, TestApp};

/// The places that are told, in the order of the alphabet.
fn places(answer: &Answer) -> Vec<&str> {
    let fields = answer.error()["extensions"]["fields"].as_array().unwrap();
    let mut places: Vec<_> = fields.iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    places.sort_unstable();
    places
}

const CREATE: &str = "mutation ($task: InternalTaskCreateInput!) {
    internalTaskCreate(input: $task) { internalTask { title } }
}";

#[tokio::test]
async fn faults_of_types_and_of_columns_are_told_together() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let before = app.as_owner("select from internal.tasks").await.len();
    let task = json!({
        "title": "b\u{7}d",
        "id": "x",
        "dueDate": "2026-02-30",
        "storyPoints": 3_000_000_000_i64,
        "estimatedHours": "123456789.5",
        "status": "NO_SUCH_STATUS",
        "labels": ["a", 1],
        "assigneeId": 1.5,
        "sourceUrl": "javascript:x",
        "noSuchField": 1,
        "taskAttachments": [
            {"filename": "a", "fileType": "x", "fileSize": "x", "storagePath": "a"},
            {"filename": "a\u{0}", "fileType": "x", "fileSize": 1, "storagePath": "a"},
            7,
        ],
    });
    let refused = ada.run_with(CREATE, json!({"task": task})).await;
    assert_eq!(refused.codes(), ["BAD_USER_INPUT"]);
    assert_eq!(refused.body.get("data"), None, "nothing has run");
    let expected = [
        "input.assigneeId",
        "input.dueDate",
        "input.estimatedHours",
        "input.id",
        "input.labels.1",
        "input.noSuchField",
        "input.sourceUrl",
        "input.status",
        "input.storyPoints",
        "input.taskAttachments.0.fileSize",
        "input.taskAttachments.1.filename",
        "input.taskAttachments.2",
        "input.title",
    ];
    assert_eq!(places(&refused), expected, "{:#}", refused.error());

    // What is missing is missed once.
    let refused = ada.run_with(CREATE, json!({"task": {"title": null, "dueDate": "x"}})).await;
    assert_eq!(places(&refused), ["input.dueDate", "input.title"]);
    let refused = ada.run_with(CREATE, json!({"task": {"dueDate": "x"}})).await;
    assert_eq!(places(&refused), ["input.dueDate", "input.title"]);
    assert_eq!(app.as_owner("select from internal.tasks").await.len(), before);
}

#[tokio::test]
async fn places_are_those_of_the_arguments_wherever_the_variables_stand() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let query = "mutation ($due: DateTime, $points: Int, $change: InternalTaskChangeInput, $more: [InternalTaskCreateInput!]!) {
        one: internalTaskUpdate(id: \"x\", input: {dueDate: $due, title: \"b\\u0007d\"}, change: $change) { cursor }
        many: internalTaskCreateMany(input: $more) { cursor }
        other: internalTaskUpdate(id: \"x\", input: {storyPoints: $points}) { cursor }
    }";
    let variables = json!({
        "due": "x", "points": "x",
        "change": {"storyPoints": {"add": 1.5}, "metadata": {"merge": [1]}},
        "more": [{"title": "a"}, {"title": "b\u{7}d", "dueDate": "x"}],
    });
    let refused = ada.run_with(query, variables).await;
    let expected = [
        "change.metadata",
        "change.storyPoints.add",
        "input.1.dueDate",
        "input.1.title",
        "input.dueDate",
        "input.storyPoints",
        "input.title",
    ];
    assert_eq!(places(&refused), expected, "{:#}", refused.error());

    // Without a write a variable keeps its own name, and what decides about fields may be at fault itself.
    let query = "query ($first: Int, $id: ID!) { internalTasks(first: $first) { totalCount } internalTask(id: $id) { title } }";
    let refused = ada.run_with(query, json!({"first": "x"})).await;
    assert_eq!(places(&refused), ["$first", "$id"]);
    let query = "mutation ($with: Boolean!, $task: InternalTaskCreateInput!) {
        internalTaskCreate(input: $task) @include(if: $with) { cursor }
    }";
    let refused = ada.run_with(query, json!({"with": 1, "task": {"title": 1}})).await;
    assert_eq!(places(&refused), ["$task.title", "$with"]);
    let refused: Value = ada.run_with(query, json!({"with": false, "task": {"title": 1}})).await.body;
    assert_eq!(refused["errors"][0]["extensions"]["field"], "$task.title");
}
