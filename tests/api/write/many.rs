//! Many rows with one field: all of them, or none.

use serde_json::{Value, json};

use crate::support::{ADA, STRANGER, TestApp};

const CREATE: &str = "mutation ($input: [InternalTaskCreateInput!]!, $dry: Boolean = false) {
    internalTaskCreateMany(input: $input, dryRun: $dry) { count internalTasks { title labels priority backlogPosition } }
}";

async fn count(app: &TestApp, condition: &str) -> i64 {
    let sql = format!("select count(*) from internal.tasks where {condition}");
    sqlx::Row::get(&app.as_owner(&sql).await[0], 0)
}

#[tokio::test]
async fn rows_are_made_all_or_none_and_all_faults_are_told_at_once() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let input = json!([
        {"title": "many 1", "labels": ["a \"quoted\" one", "{b}"], "priority": "HIGH"},
        {"title": "many 2", "backlogPosition": 7},
        {"title": "many 3", "labels": [], "priority": "LOW"},
    ]);
    let dry = ada.run_with(CREATE, json!({"input": input, "dry": true})).await;
    assert_eq!(
        (&dry["internalTaskCreateMany"]["count"], count(&app, "title like 'many %'").await),
        (&json!(3), 0)
    );
    let made = ada.run_with(CREATE, json!({"input": input})).await;
    assert_eq!(
        made["internalTaskCreateMany"]["internalTasks"],
        dry["internalTaskCreateMany"]["internalTasks"]
    );
    let rows = json!([
        {"title": "many 1", "labels": ["a \"quoted\" one", "{b}"], "priority": "HIGH", "backlogPosition": null},
        {"title": "many 2", "labels": [], "priority": "MEDIUM", "backlogPosition": 7},
        {"title": "many 3", "labels": [], "priority": "LOW", "backlogPosition": null},
    ]);
    assert_eq!(made["internalTaskCreateMany"], json!({"count": 3, "internalTasks": rows}));

    let bad = json!([
        {"title": "bad"},
        {"title": "b\u{7}d", "sourceUrl": "javascript:alert(1)"},
        {"title": "bad", "estimatedHours": "123456789.5", "metadata": {"a": "\u{0}"}},
    ]);
    let refused = ada.run_with(CREATE, json!({"input": bad})).await;
    let faults = json!([
        {"field": "input.1.title", "message": "Text may not contain control characters."},
        {"field": "input.1.sourceUrl", "message": "This is no absolute URL of the web."},
        {"field": "input.2.estimatedHours", "message": "The number has at most 4 digits before the point."},
        {"field": "input.2.metadata", "message": "Text may not contain the character U+0000."},
    ]);
    assert_eq!(refused.error()["extensions"]["fields"], faults);
    assert_eq!((refused.code(), count(&app, "title = 'bad'").await), ("BAD_USER_INPUT", 0));

    // What only the database finds undoes the rows before it as well.
    let parent =
        json!([{"title": "bad"}, {"title": "bad", "parentId": "7d444840-9dc0-11d1-b245-5ffdce74fad2"}]);
    let refused = ada.run_with(CREATE, json!({"input": parent})).await;
    assert_eq!(
        (refused.code(), &refused.error()["extensions"]["field"]),
        ("FOREIGN_KEY_VIOLATION", &json!("input.parentId"))
    );
    assert_eq!(count(&app, "title = 'bad'").await, 0);

    let huge: Vec<_> = (0..501).map(|_| json!({"title": "bad"})).collect();
    let refused = ada.run_with(CREATE, json!({"input": huge})).await;
    assert_eq!((refused.code(), &refused.error()["extensions"]["max"]), ("BAD_USER_INPUT", &json!(500)));
}

#[tokio::test]
async fn more_rows_than_expected_are_left_alone() {
    let app = TestApp::demo().await;
    let (ada, stranger) = (app.client(&ADA), app.client(&STRANGER));
    let input: Vec<_> = (0..4).map(|number| json!({"title": format!("many {number}")})).collect();
    ada.run_with(CREATE, json!({"input": input})).await.data();
    let many = "{title: {startsWith: \"many \"}}";
    let update = |more: &str| {
        format!(
            "mutation {{ internalTaskUpdateMany(filter: {many}, input: {{resolution: \"x\"}}{more}) {{ count internalTasks {{ resolution }} }} }}"
        )
    };
    let delete = |more: &str| {
        format!(
            "mutation {{ internalTaskDeleteMany(filter: {many}{more}) {{ count deletedIds internalTasks {{ title }} }} }}"
        )
    };

    let changed = || count(&app, "resolution = 'x'");
    assert_eq!((ada.run(&update("")).await.code(), changed().await), ("BAD_USER_INPUT", 0));
    assert_eq!((ada.run(&update(", atMost: 3")).await.code(), changed().await), ("BAD_USER_INPUT", 0));
    assert_eq!(ada.run(&update(", atMost: 501")).await.code(), "BAD_USER_INPUT");
    assert_eq!(stranger.run(&update(", atMost: 4")).await["internalTaskUpdateMany"]["count"], 0);
    assert_eq!(ada.run(&update(", atMost: 4, dryRun: true")).await["internalTaskUpdateMany"]["count"], 4);
    assert_eq!(changed().await, 0);
    assert_eq!(ada.run(&update(", atMost: 4")).await["internalTaskUpdateMany"]["count"], 4);
    assert_eq!(changed().await, 4);

    assert_eq!(ada.run(&delete("")).await.code(), "BAD_USER_INPUT");
    let removed = ada.run(&delete(", atMost: 10")).await["internalTaskDeleteMany"].clone();
    let titles: Vec<_> =
        removed["internalTasks"].as_array().unwrap().iter().map(|task| &task["title"]).collect();
    assert_eq!((titles.len(), removed["deletedIds"].as_array().map(Vec::len)), (4, Some(4)));
    assert_eq!(count(&app, "title like 'many %'").await, 0);
    let none: Value = ada.run(&delete("")).await["internalTaskDeleteMany"].clone();
    assert_eq!(none, json!({"count": 0, "deletedIds": [], "internalTasks": []}));
}
