//! The lists across systems: the same rows as the lists of the single systems, in one order, page by page.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{ADA, BEN, Client, DAN, HUGO, IRIS, STRANGER, TestApp};

/// The lists of the single systems. Deleted rows are not in the list across systems.
const SINGLE: &str = "{
    a: internalTasks(first: 1000, filter: {deletedAt: {isNull: true}}) { nodes { id } }
    b: assistTasks(first: 1000, filter: {deletedAt: {isNull: true}}) { nodes { id } }
    c: taskjugglerTasks(first: 1000, filter: {deletedAt: {isNull: true}}) { nodes { id } }
    d: scaliyoStrategyTasks(first: 1000) { nodes { id } }
    e: scaliyoTeamhubCards(first: 1000) { nodes { id } }
}";

const PAGE: &str = "query ($order: [TaskOrderBy!], $filter: TaskFilter, $after: Cursor) {
    tasks(first: 37, orderBy: $order, filter: $filter, after: $after) {
        totalCount nodes { id headline urgency dueTime } pageInfo { hasNextPage endCursor }
    }
}";

async fn walk(client: &Client, order: &Value) -> Vec<Value> {
    let (mut nodes, mut after) = (Vec::new(), Value::Null);
    loop {
        let answer = client.run_with(PAGE, json!({"order": order, "after": after})).await;
        let page = &answer["tasks"];
        nodes.extend(page["nodes"].as_array().unwrap().iter().cloned());
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(page["totalCount"], nodes.len());
            return nodes;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

fn ids(nodes: &[Value]) -> BTreeSet<String> {
    nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_list_has_the_rows_of_all_systems_for_each_person() {
    let app = TestApp::demo().await;
    for person in [&ADA, &BEN, &DAN, &HUGO, &IRIS, &STRANGER] {
        let client = app.client(person);
        let single = client.run(SINGLE).await;
        let single: Vec<Value> = ["a", "b", "c", "d", "e"]
            .iter()
            .flat_map(|list| single[*list]["nodes"].as_array().unwrap().clone())
            .collect();
        let nodes = walk(&client, &json!([{"dueTime": "ASC_NULLS_LAST"}, {"headline": "DESC"}])).await;
        assert_eq!(nodes.len(), single.len(), "{}", person.email);
        assert_eq!(ids(&nodes), ids(&single), "{}", person.email);
    }
}

#[tokio::test]
async fn its_order_goes_across_the_systems() {
    let app = TestApp::demo().await;
    let nodes = walk(&app.client(&ADA), &json!([{"dueTime": "ASC_NULLS_LAST"}])).await;
    let times: Vec<_> = nodes
        .iter()
        .map(|node| (node["dueTime"].is_null(), node["dueTime"].as_str().unwrap_or_default()))
        .collect();
    assert!(times.is_sorted(), "{times:?}");
}

#[tokio::test]
async fn nobody_but_the_signed_in_may_ask() {
    let app = TestApp::demo().await;
    assert_eq!(app.anonymous().run("{ tasks { totalCount } }").await.code(), "UNAUTHENTICATED");
}
