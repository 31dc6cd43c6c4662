//! Streams over real sockets: nothing is missing, nothing comes twice, and nobody is told of rows that are not theirs.
//!
//! To prove that something does not come, a later change that must come is waited for.

use std::collections::HashMap;

use serde_json::{Value, json};
use uuid::Uuid;
use workgraph::stream::Cursor;

use crate::support::make::row_id;
use crate::support::{ADA, BEN, Client, Person, STRANGER, Subscription, TestApp};

const CHANGE: &str = "{ kind cursor entityId changedFields task { headline } }";

/// A task of Selify internal.
fn task(number: u32) -> Uuid {
    row_id(1201, number)
}

/// Gives a task a title as a person with psql would.
async fn rename(app: &TestApp, number: u32, title: &str) {
    app.as_owner(&format!("update internal.tasks set title = '{title}' where id = '{}'", task(number))).await;
}

/// Gives a task a title through the API, and the place of that in the change log.
async fn rename_as(client: &Client, number: u32, title: &str) -> String {
    let query = "mutation ($id: ID!, $title: String!) {
        internalTaskUpdate(id: $id, input: {title: $title}) { cursor }
    }";
    let answer = client.run_with(query, json!({"id": task(number), "title": title})).await;
    answer["internalTaskUpdate"]["cursor"].as_str().unwrap().to_owned()
}

async fn after(client: &Client, cursor: &str) -> Subscription {
    client.subscribe(&format!("subscription {{ taskChanged(after: \"{cursor}\") {CHANGE} }}")).await
}

/// Tasks from here on. What is here is known from a change of our own.
async fn from_here(app: &TestApp, person: &Person) -> Subscription {
    let here = rename_as(&app.client(&ADA), 150, "Here").await;
    after(&app.client(person), &here).await
}

fn headline(item: &Value) -> &str {
    item["task"]["headline"].as_str().unwrap_or_default()
}

/// Gives the stranger a task in TaskJuggler.
async fn task_of_the_stranger(app: &TestApp, title: &str) {
    let id = STRANGER.id;
    app.as_owner(&format!(
        "insert into taskjuggler.users (id, email, password, name) values ('{id}', 'stranger@example.com', '', 'Sam') \
         on conflict do nothing"
    ))
    .await;
    app.as_owner(&format!("insert into taskjuggler.tasks (title, requestor_id) values ('{title}', '{id}')"))
        .await;
}

#[tokio::test]
async fn a_garbled_cursor_is_refused() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    assert_eq!(after(&ada, "nonsense").await.ended().await, "CURSOR_INVALID");
    assert_eq!(after(&ada, "").await.ended().await, "CURSOR_INVALID");
}

#[tokio::test]
async fn a_cursor_of_another_log_asks_for_a_new_snapshot() {
    let (here, elsewhere) = (TestApp::demo().await, TestApp::demo().await);
    let cursor = rename_as(&elsewhere.client(&ADA), 7, "Elsewhere").await;
    assert_eq!(after(&here.client(&ADA), &cursor).await.ended().await, "RESYNC_REQUIRED");
}

#[tokio::test]
async fn a_snapshot_and_a_cursor_exclude_each_other() {
    let app = TestApp::demo().await;
    let cursor = rename_as(&app.client(&ADA), 7, "Here").await;
    let query = format!("subscription {{ taskChanged(after: \"{cursor}\", snapshot: true) {CHANGE} }}");
    assert_eq!(app.client(&ADA).subscribe(&query).await.ended().await, "BAD_USER_INPUT");
}

#[tokio::test]
async fn streams_are_for_accounts() {
    let app = TestApp::demo().await;
    for arguments in ["", "(snapshot: true)"] {
        let query = format!("subscription {{ taskChanged{arguments} {CHANGE} }}");
        assert_eq!(app.anonymous().subscribe(&query).await.ended().await, "UNAUTHENTICATED");
    }
}

#[tokio::test]
async fn a_stranger_is_told_nothing() {
    let app = TestApp::demo().await;
    let mut stranger = from_here(&app, &STRANGER).await;
    rename(&app, 7, "Not for you").await;
    app.as_owner(&format!("delete from internal.tasks where id = '{}'", task(8))).await;
    task_of_the_stranger(&app, "Yours").await;
    let first = stranger.next().await;
    assert_eq!((headline(&first), &first["kind"]), ("Yours", &json!("CREATED")));
}

#[tokio::test]
async fn a_change_through_the_api_arrives_with_its_place() {
    let app = TestApp::demo().await;
    let mut ben = from_here(&app, &BEN).await;
    let written = rename_as(&app.client(&ADA), 7, "Through the API").await;
    let item = ben.next().await;
    assert_eq!((headline(&item), &item["kind"]), ("Through the API", &json!("UPDATED")));
    assert_eq!(item["changedFields"], json!(["title", "updatedAt"]));
    let place = |text: &str| text.parse::<Cursor>().unwrap().position;
    assert!(place(item["cursor"].as_str().unwrap()) <= place(&written), "the echo cannot be told");
}

#[tokio::test]
async fn a_change_made_with_psql_arrives() {
    let app = TestApp::demo().await;
    let mut ben = from_here(&app, &BEN).await;
    rename(&app, 7, "With psql").await;
    assert_eq!(headline(&ben.next().await), "With psql");
}

#[tokio::test]
async fn a_row_is_created_and_removed() {
    let app = TestApp::demo().await;
    let mut ben = from_here(&app, &BEN).await;
    let id = task(200);
    app.as_owner(&format!("insert into internal.tasks (id, title) values ('{id}', 'New')")).await;
    let created = ben.next().await;
    app.as_owner(&format!("delete from internal.tasks where id = '{id}'")).await;
    let removed = ben.next().await;
    assert_eq!((&created["kind"], &removed["kind"]), (&json!("CREATED"), &json!("REMOVED")));
    assert_eq!((&created["entityId"], &removed["task"]), (&removed["entityId"], &Value::Null));
}

#[tokio::test]
async fn a_stream_goes_on_where_it_was_left() {
    let app = TestApp::demo().await;
    let mut first = from_here(&app, &BEN).await;
    rename(&app, 7, "Before").await;
    let cursor = first.next().await["cursor"].as_str().unwrap().to_owned();
    drop(first);
    for title in ["one", "two", "three"] {
        app.as_owner(&format!("insert into internal.tasks (title) values ('{title}')")).await;
    }
    let items = after(&app.client(&BEN), &cursor).await.take(3).await;
    assert_eq!(items.iter().map(headline).collect::<Vec<_>>(), ["one", "two", "three"]);
}

#[tokio::test]
async fn a_snapshot_and_what_follows_leave_no_gap_and_tell_nothing_twice() {
    let app = TestApp::demo().await;
    let query = format!("subscription {{ taskChanged(snapshot: true) {CHANGE} }}");
    let (mut ada, ()) = tokio::join!(async { app.client(&ADA).subscribe(&query).await }, async {
        for number in 1..=40 {
            rename(&app, number, &format!("New {number}")).await;
        }
        rename(&app, 150, "The end").await;
    });
    // How often each row was told with its new title.
    let mut told: HashMap<String, usize> = HashMap::new();
    loop {
        let item = ada.next().await;
        *told.entry(headline(&item).to_owned()).or_default() += 1;
        if headline(&item) == "The end" {
            break;
        }
    }
    let expected = (1..=40).map(|number| (format!("New {number}"), 1)).collect::<HashMap<_, _>>();
    told.retain(|title, _| title.starts_with("New "));
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_snapshot_that_breaks_off_cannot_be_gone_on_after() {
    let app = TestApp::demo().await;
    let client = app.client(&BEN);
    let query = format!("subscription {{ internalIncidentChanged(snapshot: true) {} }}", "{ cursor kind }");
    let rows = client.run("{ internalIncidents { totalCount } }").await["internalIncidents"]["totalCount"]
        .as_u64()
        .unwrap();
    let items = client.subscribe(&query).await.take(usize::try_from(rows).unwrap()).await;
    let cursor = |item: &Value| item["cursor"].as_str().unwrap().to_owned();
    let after = |cursor: &str| {
        format!("subscription {{ internalIncidentChanged(after: \"{cursor}\") {{ cursor kind }} }}")
    };
    let (last, others) = items.split_last().unwrap();
    for item in others {
        assert_eq!(client.subscribe(&after(&cursor(item))).await.ended().await, "RESYNC_REQUIRED");
    }
    let mut rest = client.subscribe(&after(&cursor(last))).await;
    app.as_owner("update internal.incidents set updated_at = now() where id = (select min(id::text)::uuid from internal.incidents)").await;
    assert_eq!(rest.next().await["kind"], "UPDATED");
}

#[tokio::test]
async fn who_leaves_the_team_has_to_look_anew() {
    let app = TestApp::demo().await;
    let mut ben = from_here(&app, &BEN).await;
    app.as_owner(&format!(
        "update internal.team_members set status = 'suspended' where user_id = '{}'",
        BEN.id
    ))
    .await;
    rename(&app, 7, "Not for you").await;
    assert_eq!(ben.ended().await, "RESYNC_REQUIRED");
}

#[tokio::test]
async fn lost_connections_lose_no_change() {
    let app = TestApp::demo().await;
    let place = rename_as(&app.client(&ADA), 150, "Here").await;
    let mut ben = after(&app.client(&BEN), &place).await;
    for title in ["one", "two", "three", "four", "five"] {
        app.as_owner(
            "select pg_terminate_backend(pid) from pg_stat_activity \
             where usename in ('workgraph_worker', 'workgraph_api') and datname = current_database()",
        )
        .await;
        app.as_owner(&format!("insert into internal.tasks (title) values ('{title}')")).await;
        assert_eq!(headline(&ben.next().await), title);
    }
}

#[tokio::test]
async fn a_decision_reaches_those_who_follow_approvals() {
    let app = TestApp::demo().await;
    let here = rename_as(&app.client(&ADA), 150, "Here").await;
    let query = format!(
        "subscription {{ approvalChanged(after: \"{here}\") {{ kind approval {{ __typename approvalState }} }} }}"
    );
    let mut ben = app.client(&BEN).subscribe(&query).await;
    let sql = "select id from internal.approval_requests where status = 'pending' order by id limit 1";
    let id: Uuid = sqlx::Row::get(&app.as_owner(sql).await[0], 0);
    let decide = "mutation ($id: ID!) {
        internalApprovalRequestDecide(input: {id: $id, decision: REJECTED}) { cursor }
    }";
    app.client(&ADA).run_with(decide, json!({"id": id})).await.data();
    let approval = json!({"__typename": "InternalApprovalRequest", "approvalState": "REJECTED"});
    assert_eq!(ben.next().await, json!({"kind": "UPDATED", "approval": approval}));
}

#[tokio::test]
async fn a_notification_reaches_its_reader_alone() {
    let app = TestApp::demo().await;
    let here = rename_as(&app.client(&ADA), 150, "Here").await;
    let query = format!(
        "subscription {{ notificationReceived(after: \"{here}\") {{ kind notification {{ headline seen }} }} }}"
    );
    let (mut ada, mut ben) =
        (app.client(&ADA).subscribe(&query).await, app.client(&BEN).subscribe(&query).await);
    for (person, title) in [(&ADA, "For Ada"), (&BEN, "For Ben")] {
        let id = person.id;
        app.as_owner(&format!(
            "insert into taskjuggler.notifications (user_id, type, title, message) values ('{id}', 'x', '{title}', '')"
        ))
        .await;
    }
    let created =
        |headline: &str| json!({"kind": "CREATED", "notification": {"headline": headline, "seen": false}});
    assert_eq!((ada.next().await, ben.next().await), (created("For Ada"), created("For Ben")));
}
