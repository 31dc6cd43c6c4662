//! Changes that build on what is there.

use futures::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::make::row_id;
use crate::support::{ADA, Answer, Client, TestApp};

const CHANGE: &str =
    "mutation ($id: ID!, $input: InternalTaskUpdateInput, $change: InternalTaskChangeInput) {
    internalTaskUpdate(id: $id, input: $input, change: $change) {
        internalTask { title labels metadata backlogPosition storyPoints }
    }
}";

/// Clients that do the same at the same time.
const CLIENTS: usize = 200;

/// Asks again for as long as the answer says so.
async fn ask(client: &Client, query: &str, variables: Value) -> Answer {
    loop {
        let answer = client.run_with(query, variables.clone()).await;
        // Nothing was done: all of them want the same row, and this machine may be busy.
        if !matches!(answer.codes()[..], ["TRY_AGAIN" | "TIMEOUT"]) {
            return answer;
        }
    }
}

#[tokio::test]
async fn numbers_lists_and_objects_are_changed_where_they_stand() {
    let app = TestApp::demo().await;
    let (ada, id) = (app.client(&ADA), row_id(1201, 7));
    app.as_owner(&format!(
        "update internal.tasks set labels = '{{a,b,a}}', metadata = '{{\"x\": 1, \"y\": 2}}', backlog_position = null, \
         story_points = 5 where id = '{id}'"
    ))
    .await;
    let change = json!({
        "labels": {"remove": ["a"], "append": ["c", "\"{,}\\"]},
        "metadata": {"remove": ["x"], "merge": {"z": {"deep": [1]}}},
        "backlogPosition": {"add": 3},
        "storyPoints": {"add": -2}
    });
    let answer = ada.run_with(CHANGE, json!({"id": id, "input": {"title": "moved"}, "change": change})).await;
    let expected = json!({
        "title": "moved", "labels": ["b", "c", "\"{,}\\"], "metadata": {"y": 2, "z": {"deep": [1]}},
        "backlogPosition": 3, "storyPoints": 3
    });
    assert_eq!(answer["internalTaskUpdate"]["internalTask"], expected);

    let refused = async |input: Value, change: Value| {
        let answer = ada.run_with(CHANGE, json!({"id": id, "input": input, "change": change})).await;
        let error = &answer.error()["extensions"];
        (error["code"].as_str().unwrap().to_owned(), error["field"].as_str().unwrap_or_default().to_owned())
    };
    let both = refused(json!({"storyPoints": 1}), json!({"storyPoints": {"add": 1}})).await;
    assert_eq!(both, ("BAD_USER_INPUT".to_owned(), "change.storyPoints".to_owned()));
    let no_object = refused(json!({}), json!({"metadata": {"merge": [1]}})).await;
    assert_eq!(no_object, ("BAD_USER_INPUT".to_owned(), "change.metadata".to_owned()));
    assert_eq!(refused(json!({}), json!({})).await.0, "BAD_USER_INPUT");
    let overflow = refused(json!(null), json!({"storyPoints": {"add": 2_147_483_647}})).await;
    assert_eq!(overflow.0, "BAD_USER_INPUT");
    let again = ada.run_with(CHANGE, json!({"id": id, "change": {"labels": {"append": ["d"]}}})).await;
    assert_eq!(again["internalTaskUpdate"]["internalTask"]["storyPoints"], 3);
}

#[tokio::test]
async fn of_many_simultaneous_changes_none_is_lost() {
    let app = TestApp::demo().await;
    let (ada, id) = (app.client(&ADA), row_id(1201, 7));
    app.as_owner(&format!(
        "update internal.tasks set backlog_position = 0, labels = '{{}}' where id = '{id}'"
    ))
    .await;
    let cards = app
        .as_owner(
            "select c.id, array_agg(distinct l.id) from scaliyo.teamhub_cards c \
             join scaliyo.teamhub_lists l on l.board_id = c.board_id \
             join scaliyo.teamhub_flow_members m on m.flow_id = c.board_id and m.role in ('owner', 'admin', 'member') \
             join auth.users u on u.id = m.user_id and u.email = 'ada@example.com' \
             group by c.id, c.board_id order by c.board_id, c.id limit 3",
        )
        .await;
    let cards: Vec<(Uuid, Vec<Uuid>)> =
        cards.iter().map(|row| (sqlx::Row::get(row, 0), sqlx::Row::get(row, 1))).collect();
    app.as_owner("update scaliyo.teamhub_cards set position = 0").await;
    let count = "mutation ($id: ID!, $label: String!) {
        internalTaskUpdate(id: $id, change: {backlogPosition: {add: 1}, labels: {append: [$label]}}) { __typename }
    }";
    let shift = "mutation ($id: ID!, $list: ID!) {
        scaliyoTeamhubCardUpdate(id: $id, input: {listId: $list}, change: {position: {add: 1}}) { __typename }
    }";
    let clients = (0..CLIENTS).map(async |client| {
        let counted = ask(&ada, count, json!({"id": id, "label": format!("l{client}")})).await;
        assert!(counted.codes().is_empty(), "{counted:?}");
        let (card, lists) = &cards[client % cards.len()];
        let shifted = ask(&ada, shift, json!({"id": card, "list": lists[client % lists.len()]})).await;
        assert!(shifted.codes().is_empty(), "{shifted:?}");
    });
    join_all(clients).await;
    let sql = format!(
        "select t.backlog_position, cardinality(array(select distinct unnest(t.labels))), \
                (select sum(position)::integer from scaliyo.teamhub_cards) from internal.tasks t where t.id = '{id}'"
    );
    let row = &app.as_owner(&sql).await[0];
    let figures: [i32; 3] = std::array::from_fn(|at| sqlx::Row::get(row, at));
    assert_eq!(figures, [CLIENTS as i32; 3]);
}
