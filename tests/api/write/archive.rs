//! Rows that are put away: lists, counts and figures pass them over, streams say that they are gone.

use serde_json::{Value, json};

use crate::support::{ADA, STRANGER, TestApp};

const LISTS: &str = "query ($all: Boolean, $id: ID!) {
    tasks: internalTasks(filter: {title: {startsWith: \"put away\"}}, includeDeleted: $all) { totalCount nodes { title } }
    figures: internalTaskAggregate(filter: {title: {startsWith: \"put away\"}}, includeDeleted: $all) { count }
    comments: internalTaskComments(filter: {content: {eq: \"put away\"}}, includeDeleted: $all) { totalCount }
    one: internalTask(id: $id) { title taskComments(includeDeleted: $all) { totalCount } }
    withComments: internalTasks(filter: {title: {startsWith: \"put away\"}, taskComments: {some: {}}}) { totalCount }
}";

#[tokio::test]
async fn an_archived_row_is_passed_over_until_it_is_asked_for() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let me = format!("select id::text from internal.team_members where user_id = '{}'", ADA.id);
    let me: String = sqlx::Row::get(&app.as_owner(&me).await[0], 0);
    let mut stream = ada.subscribe("subscription { taskChanged { kind entityId task { headline } } }").await;
    let task = ada
        .run("mutation { internalTaskCreate(input: {title: \"put away\"}) { internalTask { id } } }")
        .await["internalTaskCreate"]["internalTask"]["id"]
        .clone();
    let comment = ada
        .run_with(
            "mutation ($task: ID!, $me: UUID!) {
                internalTaskCommentCreate(input: {issueId: $task, authorId: $me, content: \"put away\"}) { internalTaskComment { id } }
            }",
            json!({"task": task, "me": me}),
        )
        .await["internalTaskCommentCreate"]["internalTaskComment"]["id"]
        .clone();
    let told = |item: Value| json!([item["kind"], item["entityId"], item["task"]]);
    assert_eq!(told(stream.next().await), json!(["CREATED", task, {"headline": "put away"}]));

    let seen = async |all: bool| {
        let answer = ada.run_with(LISTS, json!({"all": all, "id": task})).await;
        let data = answer.data();
        json!([
            data["tasks"]["totalCount"],
            data["figures"][0]["count"],
            data["comments"]["totalCount"],
            data["one"]["taskComments"]["totalCount"],
            data["withComments"]["totalCount"]
        ])
    };
    assert_eq!(seen(false).await, json!([1, 1, 1, 1, 1]));
    let archive = "mutation ($comment: ID!, $task: ID!) {
        internalTaskCommentArchive(id: $comment) { internalTaskComment { deletedAt } }
        internalTaskArchive(id: $task) { internalTask { title deletedAt deletedBy { rowId } } }
    }";
    let ids = json!({"comment": comment, "task": task});
    let stranger = app.client(&STRANGER).run_with(archive, ids.clone()).await;
    assert_eq!(stranger.codes(), ["NOT_FOUND", "NOT_FOUND"]);
    let archived = ada.run_with(archive, ids.clone()).await;
    let at = archived["internalTaskArchive"]["internalTask"]["deletedAt"].clone();
    assert!(at.is_string());
    assert_eq!(archived["internalTaskArchive"]["internalTask"]["deletedBy"]["rowId"], me);
    assert_eq!(seen(false).await, json!([0, 0, 0, 0, 0]));
    assert_eq!(seen(true).await, json!([1, 1, 1, 1, 0]));
    // Once more changes nothing.
    assert_eq!(
        ada.run_with(archive, ids.clone()).await["internalTaskArchive"]["internalTask"]["deletedAt"],
        at
    );
    assert_eq!(told(stream.next().await), json!(["REMOVED", task, null]));

    let restore = "mutation ($comment: ID!, $task: ID!) {
        internalTaskCommentRestore(id: $comment) { cursor }
        internalTaskRestore(id: $task) { internalTask { deletedAt } }
    }";
    let restored = ada.run_with(restore, ids).await;
    assert_eq!(restored["internalTaskRestore"]["internalTask"]["deletedAt"], json!(null));
    assert_eq!(seen(false).await, json!([1, 1, 1, 1, 1]));
}
