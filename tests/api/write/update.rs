//! One row changed by its id, and the operations that there are for rows with a lifecycle.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::make::row_id;
use crate::support::{ADA, BEN, DAN, HUGO, IRIS, STRANGER, TestApp};

const UPDATE: &str = "mutation ($id: ID!, $input: InternalTaskUpdateInput!, $version: String) {
    internalTaskUpdate(id: $id, input: $input, expectedVersion: $version) {
        internalTask { title description status rowVersion }
    }
}";

/// An internal task.
fn task() -> Uuid {
    row_id(1201, 7)
}

fn update(input: Value) -> Value {
    json!({"id": task(), "input": input})
}

async fn stored(app: &TestApp, column: &str) -> Option<String> {
    let sql = format!("select {column}::text from internal.tasks where id = '{}'", task());
    sqlx::Row::get(&app.as_owner(&sql).await[0], 0)
}

#[tokio::test]
async fn without_a_token_nothing_is_written() {
    let app = TestApp::demo().await;
    let answer = app.anonymous().run_with(UPDATE, update(json!({"title": "x"}))).await;
    assert_eq!(
        (answer.code(), &answer.body["data"]["internalTaskUpdate"]),
        ("UNAUTHENTICATED", &Value::Null)
    );
}

#[tokio::test]
async fn a_row_out_of_sight_reads_like_one_that_is_not_there() {
    let app = TestApp::demo().await;
    let stranger = app.client(&STRANGER);
    let hidden = stranger.run_with(UPDATE, update(json!({"title": "x"}))).await;
    let absent = json!({"id": row_id(1201, 99_999), "input": {"title": "x"}});
    let absent = stranger.run_with(UPDATE, absent).await;
    assert_eq!((hidden.code(), absent.code()), ("NOT_FOUND", "NOT_FOUND"));
    assert_eq!(hidden.error()["message"], absent.error()["message"]);
}

#[tokio::test]
async fn who_may_only_look_may_not_change() {
    let app = TestApp::demo().await;
    let before = stored(&app, "title").await;
    let answer = app.client(&DAN).run_with(UPDATE, update(json!({"title": "x"}))).await;
    assert_eq!(answer.code(), "FORBIDDEN");
    assert_eq!(stored(&app, "title").await, before);
}

#[tokio::test]
async fn an_outdated_version_is_a_conflict_that_tells_the_current_one() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let first = ada.run_with(UPDATE, update(json!({"title": "first"}))).await;
    let version = first["internalTaskUpdate"]["internalTask"]["rowVersion"].clone();
    let second = json!({"id": task(), "input": {"title": "second"}, "version": version});
    let current =
        ada.run_with(UPDATE, second.clone()).await["internalTaskUpdate"]["internalTask"]["rowVersion"]
            .clone();
    let again = ada.run_with(UPDATE, second).await;
    assert_eq!(again.code(), "CONFLICT");
    assert_eq!(again.error()["extensions"]["currentVersion"], current);
    assert_eq!(stored(&app, "title").await.as_deref(), Some("second"));
}

#[tokio::test]
async fn what_is_left_out_stays_and_null_clears() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let query = "mutation ($id: ID!, $title: String, $description: String) {
        internalTaskUpdate(id: $id, input: {title: $title, description: $description}) {
            internalTask { title description }
        }
    }";
    let omitted = ada.run_with(query, json!({"id": task(), "title": "kept"})).await;
    assert!(omitted["internalTaskUpdate"]["internalTask"]["description"].is_string());
    let cleared = ada.run_with(query, json!({"id": task(), "description": null})).await;
    assert_eq!(cleared["internalTaskUpdate"]["internalTask"], json!({"title": "kept", "description": null}));
}

#[tokio::test]
async fn values_that_do_not_fit_are_refused_by_field() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let refusal = async |input: Value| {
        let answer = ada.run_with(UPDATE, update(input)).await;
        let extensions = &answer.error()["extensions"];
        (answer.code().to_owned(), extensions["field"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(refusal(json!({})).await, ("BAD_USER_INPUT".into(), "input".into()));
    assert_eq!(refusal(json!({"title": null})).await, ("BAD_USER_INPUT".into(), "input.title".into()));
    assert_eq!(
        refusal(json!({"assigneeId": "x"})).await,
        ("BAD_USER_INPUT".into(), "input.assigneeId".into())
    );
    assert_eq!(refusal(json!({"status": "NONSENSE"})).await.0, "BAD_USER_INPUT");
    assert_eq!(refusal(json!({"issueNumber": 1})).await.0, "BAD_USER_INPUT");
    assert_eq!(refusal(json!({"parentId": row_id(1201, 99_999)})).await.0, "FOREIGN_KEY_VIOLATION");
}

#[tokio::test]
async fn one_field_in_two_fragments_is_run_once() {
    let app = TestApp::demo().await;
    app.as_owner(
        "create function public.count_up() returns trigger language plpgsql as
         $$ begin new.backlog_position := coalesce(old.backlog_position, 0) + 1; return new; end $$",
    )
    .await;
    app.as_owner("update internal.tasks set backlog_position = 0").await;
    app.as_owner(
        "create trigger counted before update on internal.tasks for each row execute function public.count_up()",
    )
    .await;
    let id = task();
    let query = format!(
        "mutation {{ ...A ...B }}
         fragment A on Mutation {{ internalTaskUpdate(id: \"{id}\", input: {{title: \"x\"}}) {{ internalTask {{ title }} }} }}
         fragment B on Mutation {{ internalTaskUpdate(id: \"{id}\", input: {{title: \"x\"}}) {{ internalTask {{ status }} }} }}"
    );
    let answer = app.client(&ADA).run(&query).await;
    assert_eq!(answer["internalTaskUpdate"]["internalTask"], json!({"title": "x", "status": "TODO"}));
    assert_eq!(stored(&app, "backlog_position").await.as_deref(), Some("1"));
}

#[tokio::test]
async fn a_root_field_that_fails_leaves_the_others_done() {
    let app = TestApp::demo().await;
    let id = task();
    let query = format!(
        "mutation {{
            a: internalTaskUpdate(id: \"{id}\", input: {{title: \"first\"}}) {{ internalTask {{ title }} }}
            b: internalTaskUpdate(id: \"{}\", input: {{title: \"x\"}}) {{ internalTask {{ title }} }}
            c: internalTaskUpdate(id: \"{id}\", input: {{description: \"third\"}}) {{ internalTask {{ title }} }}
        }}",
        row_id(1201, 99_999)
    );
    let answer = app.client(&ADA).run(&query).await;
    assert_eq!((answer.code(), &answer.error()["path"]), ("NOT_FOUND", &json!(["b"])));
    let first = json!({"internalTask": {"title": "first"}});
    assert_eq!(answer.body["data"], json!({"a": first, "b": null, "c": first}));
}

const DECIDE: &str = "mutation ($input: InternalApprovalRequestDecideInput!) {
    internalApprovalRequestDecide(input: $input) {
        internalApprovalRequest { status approvalState resolutionNotes resolver: resolvedBy { fullName } }
    }
}";

/// An approval request that waits.
async fn pending(app: &TestApp) -> Uuid {
    let sql = "select id from internal.approval_requests where status = 'pending' order by id limit 1";
    sqlx::Row::get(&app.as_owner(sql).await[0], 0)
}

#[tokio::test]
async fn a_request_is_decided_once() {
    let app = TestApp::demo().await;
    let id = pending(&app).await;
    let approve = json!({"input": {"id": id, "decision": "APPROVED", "notes": "Go ahead"}});
    let first = app.client(&BEN).run_with(DECIDE, approve).await;
    let decided = &first["internalApprovalRequestDecide"]["internalApprovalRequest"];
    insta::assert_json_snapshot!(decided, @r#"
    {
      "status": "approved",
      "approvalState": "APPROVED",
      "resolutionNotes": "Go ahead",
      "resolver": {
        "fullName": "Ben Okafor"
      }
    }
    "#);
    let reject = json!({"input": {"id": id, "decision": "REJECTED"}});
    let second = app.client(&ADA).run_with(DECIDE, reject).await;
    assert_eq!((second.code(), &second.error()["extensions"]["status"]), ("CONFLICT", &json!("approved")));
}

#[tokio::test]
async fn deciding_needs_the_capability_and_the_team() {
    let app = TestApp::demo().await;
    let decide = json!({"input": {"id": pending(&app).await, "decision": "APPROVED"}});
    assert_eq!(app.client(&HUGO).run_with(DECIDE, decide.clone()).await.code(), "FORBIDDEN");
    assert_eq!(app.client(&STRANGER).run_with(DECIDE, decide.clone()).await.code(), "NOT_FOUND");
    assert_eq!(app.anonymous().run_with(DECIDE, decide).await.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn of_two_simultaneous_decisions_one_counts() {
    let app = TestApp::demo().await;
    let id = pending(&app).await;
    let (ada, ben) = (app.client(&ADA), app.client(&BEN));
    let decide = |decision: &str| json!({"input": {"id": id, "decision": decision}});
    let (one, other) =
        tokio::join!(ada.run_with(DECIDE, decide("APPROVED")), ben.run_with(DECIDE, decide("REJECTED")));
    let mut codes = [one.codes(), other.codes()].concat();
    assert_eq!(codes.pop(), Some("CONFLICT"));
    assert!(codes.is_empty());
}

#[tokio::test]
async fn a_taskjuggler_task_is_changed_by_its_people_alone() {
    let app = TestApp::demo().await;
    let query = "mutation ($id: ID!) {
        taskjugglerTaskUpdate(id: $id, input: {status: IN_PROGRESS, tags: [\"pier\"]}) {
            taskjugglerTask { status tags workState }
        }
    }";
    let id = json!({"id": row_id(3101, 1)});
    assert_eq!(app.client(&IRIS).run_with(query, id.clone()).await.code(), "NOT_FOUND");
    let answer = app.client(&ADA).run_with(query, id).await;
    assert_eq!(
        answer["taskjugglerTaskUpdate"]["taskjugglerTask"],
        json!({"status": "IN_PROGRESS", "tags": ["pier"], "workState": "IN_PROGRESS"})
    );
}

#[tokio::test]
async fn a_notification_read_twice_keeps_its_time() {
    let app = TestApp::demo().await;
    let sql = format!(
        "select id from taskjuggler.notifications where user_id = '{}' and not is_read order by id limit 1",
        ADA.id
    );
    let id: Uuid = sqlx::Row::get(&app.as_owner(&sql).await[0], 0);
    let query = "mutation ($id: ID!) {
        taskjugglerNotificationMarkRead(input: {id: $id}) { taskjugglerNotification { isRead seen readAt } }
    }";
    let ada = app.client(&ADA);
    let first = ada.run_with(query, json!({"id": id})).await["taskjugglerNotificationMarkRead"].clone();
    app.clock.advance(std::time::Duration::from_secs(60));
    let second = ada.run_with(query, json!({"id": id})).await["taskjugglerNotificationMarkRead"].clone();
    let read = json!({"isRead": true, "seen": true, "readAt": "2027-01-15T08:00:00Z"});
    assert_eq!((&first["taskjugglerNotification"], &second), (&read, &first));
    assert_eq!(app.client(&BEN).run_with(query, json!({"id": id})).await.code(), "NOT_FOUND");
}
