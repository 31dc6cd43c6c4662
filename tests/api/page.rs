//! Walking through a list page by page: every row once, in order, whatever happens to the rows meanwhile.

use serde_json::{Value, json};

use crate::support::{ADA, Client, TestApp};

const FORWARD: &str = "query ($order: [InternalTaskOrderBy!], $cursor: Cursor) {
    page: internalTasks(first: 40, orderBy: $order, after: $cursor) { ...Page }
} fragment Page on InternalTaskConnection { nodes { issueNumber } pageInfo { hasPreviousPage hasNextPage startCursor endCursor } }";

const BACKWARD: &str = "query ($order: [InternalTaskOrderBy!], $cursor: Cursor) {
    page: internalTasks(last: 40, orderBy: $order, before: $cursor) { ...Page }
} fragment Page on InternalTaskConnection { nodes { issueNumber } pageInfo { hasPreviousPage hasNextPage startCursor endCursor } }";

fn numbers(page: &Value) -> Vec<u64> {
    let nodes = page["nodes"].as_array().unwrap();
    nodes.iter().map(|node| node["issueNumber"].as_u64().unwrap()).collect()
}

/// All pages, one after the other.
async fn walk(client: &Client, query: &str, order: &Value) -> Vec<Vec<u64>> {
    let (more, cursor) =
        if query == FORWARD { ("hasNextPage", "endCursor") } else { ("hasPreviousPage", "startCursor") };
    let (mut pages, mut at) = (Vec::new(), Value::Null);
    loop {
        let answer = client.run_with(query, json!({"order": order, "cursor": at})).await;
        pages.push(numbers(&answer["page"]));
        if answer["page"]["pageInfo"][more] == false {
            return pages;
        }
        at = answer["page"]["pageInfo"][cursor].clone();
    }
}

#[tokio::test]
async fn pages_from_either_end_make_up_the_list() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    for order in [
        json!([]),
        json!([{"issueNumber": "DESC"}]),
        json!([{"priority": "ASC"}, {"storyPoints": "DESC"}]),
        // Many rows have no value in these.
        json!([{"dueDate": "ASC_NULLS_FIRST"}]),
        json!([{"backlogPosition": "DESC_NULLS_LAST"}, {"completedAt": "ASC_NULLS_LAST"}]),
        // Values of other rows.
        json!([{"assignee": {"fullName": "ASC"}}]),
        json!([{"assignee": {"notes": "DESC_NULLS_LAST"}}, {"priority": "ASC"}]),
        json!([{"taskComments": {"count": "DESC"}}]),
        json!([{"taskComments": {"max": {"createdAt": "DESC_NULLS_LAST"}}}, {"storyPoints": "ASC"}]),
        json!([{"taskTimeEntries": {"sum": {"hours": "DESC"}}}]),
    ] {
        let whole = "query ($order: [InternalTaskOrderBy!]) {
            internalTasks(first: 1000, orderBy: $order) { nodes { issueNumber } }
        }";
        let whole = numbers(&ada.run_with(whole, json!({"order": order})).await["internalTasks"]);
        assert_eq!(whole.len(), 149);
        assert_eq!(walk(&ada, FORWARD, &order).await.concat(), whole, "forward, {order}");
        let mut backward = walk(&ada, BACKWARD, &order).await;
        backward.reverse();
        assert_eq!(backward.concat(), whole, "backward, {order}");
    }
}

#[tokio::test]
async fn a_cursor_outlives_its_row() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let order = json!([{"issueNumber": "ASC"}]);
    let first = ada.run_with(FORWARD, json!({"order": order})).await["page"].clone();
    let last = numbers(&first).pop().unwrap();
    app.as_owner(&format!("delete from internal.tasks where issue_number in ({last}, {})", last + 1)).await;
    let cursor = &first["pageInfo"]["endCursor"];
    let second = ada.run_with(FORWARD, json!({"order": order, "cursor": cursor})).await["page"].clone();
    assert_eq!(numbers(&second)[0], last + 2);
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_order_alone() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let first = ada.run_with(FORWARD, json!({"order": [{"issueNumber": "ASC"}]})).await["page"].clone();
    let cursor = &first["pageInfo"]["endCursor"];
    for order in [json!([]), json!([{"issueNumber": "DESC"}]), json!([{"title": "ASC"}])] {
        let answer = ada.run_with(FORWARD, json!({"order": order, "cursor": cursor})).await;
        assert_eq!(answer.code(), "CURSOR_MISMATCH");
    }
    let elsewhere = "query ($cursor: Cursor) { internalTeamMembers(after: $cursor) { totalCount } }";
    assert_eq!(ada.run_with(elsewhere, json!({"cursor": cursor})).await.code(), "CURSOR_MISMATCH");
}
