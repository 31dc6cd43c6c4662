//! Live queries over real sockets: the answer is always the newest, comes when it has changed, and only then.
//!
//! To prove that something does not come, a later change that must come is waited for.

use futures::StreamExt as _;
use serde_json::{Value, json};
use sqlx::Row as _;
use workgraph::auth::Principal;
use workgraph::db::Recorder;
use workgraph::graphql::{Items, Request};

use crate::support::make::{CHLOE, row_id};
use crate::support::reader::account;
use crate::support::{ADA, BEN, STRANGER, TestApp};

const OPEN_TASKS: &str = "subscription { live { internalTasks(filter: {title: {startsWith: \"Live\"}}) { totalCount nodes { title } } } }";

async fn add(app: &TestApp, title: &str) {
    app.as_owner(&format!("insert into internal.tasks (title) values ('{title}')")).await;
}

fn count(answer: &Value) -> i64 {
    answer["internalTasks"]["totalCount"].as_i64().unwrap()
}

#[tokio::test]
async fn an_answer_comes_at_once_and_again_when_it_has_changed() {
    let app = TestApp::demo().await;
    let mut ben = app.client(&BEN).subscribe(OPEN_TASKS).await;
    assert_eq!(count(&ben.next().await), 0);
    add(&app, "Live 1").await;
    assert_eq!(count(&ben.next().await), 1);
    app.as_owner("delete from internal.tasks where title = 'Live 1'").await;
    assert_eq!(count(&ben.next().await), 0);
}

#[tokio::test]
async fn what_does_not_change_the_answer_is_not_sent() {
    let app = TestApp::demo().await;
    let mut ben = app.client(&BEN).subscribe(OPEN_TASKS).await;
    assert_eq!(count(&ben.next().await), 0);
    app.as_owner("update internal.tasks set priority = 'low'").await;
    add(&app, "Live 1").await;
    assert_eq!(count(&ben.next().await), 1);
}

#[tokio::test]
async fn changes_that_come_together_are_one_answer() {
    let app = TestApp::demo().await;
    let query = OPEN_TASKS.replace("live {", "live(throttleMs: 1500) {");
    let mut ben = app.client(&BEN).subscribe(&query).await;
    assert_eq!(count(&ben.next().await), 0);
    for number in 1..=5 {
        add(&app, &format!("Live {number}")).await;
    }
    let mut last = 0;
    let mut answers = 0;
    while last < 5 {
        last = count(&ben.next().await);
        answers += 1;
    }
    assert!(answers < 5, "{answers} answers");
}

#[tokio::test]
async fn figures_are_followed_like_rows() {
    let app = TestApp::demo().await;
    let query = "subscription { live { internalTaskAggregate(filter: {title: {startsWith: \"Live\"}}, groupBy: [{status: true}]) { count } } }";
    let mut ben = app.client(&BEN).subscribe(query).await;
    assert_eq!(ben.next().await, json!({"internalTaskAggregate": []}));
    add(&app, "Live 1").await;
    assert_eq!(ben.next().await, json!({"internalTaskAggregate": [{"count": 1}]}));
}

#[tokio::test]
async fn a_table_without_a_stream_of_its_own_is_followed_as_well() {
    let app = TestApp::demo().await;
    let query = "subscription { live { internalTeamRoles(filter: {name: {eq: \"live\"}}) { totalCount } } }";
    let mut ada = app.client(&ADA).subscribe(query).await;
    assert_eq!(ada.next().await["internalTeamRoles"]["totalCount"], 0);
    app.as_owner(
        "insert into internal.team_roles (name, display_name, capabilities) values ('live', 'Live', '{}')",
    )
    .await;
    assert_eq!(ada.next().await["internalTeamRoles"]["totalCount"], 1);
}

#[tokio::test]
async fn rows_that_come_into_sight_by_a_membership_are_there() {
    let app = TestApp::demo().await;
    let id = STRANGER.id;
    app.as_owner(&format!(
        "insert into taskjuggler.users (id, email, password, name) values ('{id}', 'stranger@example.com', '', 'Sam') \
         on conflict do nothing"
    ))
    .await;
    let query = "subscription { live { taskjugglerTaskMessages(first: 1) { totalCount } } }";
    let mut stranger = app.client(&STRANGER).subscribe(query).await;
    assert_eq!(stranger.next().await["taskjugglerTaskMessages"]["totalCount"], 0);
    app.as_owner(&format!(
        "insert into taskjuggler.team_members (team_id, user_id) select t.team_id, '{id}' from taskjuggler.tasks t \
         join taskjuggler.task_messages m on m.task_id = t.id where t.team_id is not null limit 1"
    ))
    .await;
    assert!(stranger.next().await["taskjugglerTaskMessages"]["totalCount"].as_i64() > Some(0));
}

#[tokio::test]
async fn what_a_policy_looks_into_is_followed() {
    let app = TestApp::demo().await;
    let query = "subscription { live { coreDecisionComments { totalCount } } }";
    let mut reader = app.client(&CHLOE).subscribe(query).await;
    let before = reader.next().await["coreDecisionComments"]["totalCount"].as_i64().unwrap();
    assert!(before > 0);
    // No comment changes; their decisions go to another tenant.
    app.as_owner("insert into core.tenants (id, name, slug) values ('00000000-0000-4000-8000-00000000ffff', 'Elsewhere', 'elsewhere')").await;
    app.as_owner("update core.decisions set tenant_id = '00000000-0000-4000-8000-00000000ffff'").await;
    assert_eq!(reader.next().await["coreDecisionComments"]["totalCount"], 0);
}

#[tokio::test]
async fn an_error_of_a_field_travels_with_the_answer_and_ends_nothing() {
    let app = TestApp::demo().await;
    let query = OPEN_TASKS
        .replace("live {", "live { bad: internalTask(id: \"nonsense\") { id } assistTokens: __typename");
    let mut ben = app.client(&BEN).subscribe(&query).await;
    let first = ben.socket.receive().await;
    assert_eq!(first["payload"]["errors"][0]["path"], json!(["live", "bad"]), "{first:#}");
    add(&app, "Live 1").await;
    let second = ben.socket.receive().await;
    assert_eq!(second["payload"]["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    assert_eq!(second["payload"]["data"]["live"]["internalTasks"]["totalCount"], 1);
}

#[tokio::test]
async fn what_cannot_be_followed_is_refused() {
    let app = TestApp::demo().await;
    for query in [
        "{ live(throttleMs: 49) { viewer { account { id } } } }",
        "{ live(throttleMs: 60001) { viewer { account { id } } } }",
        "{ live(throttleMs: -1) { viewer { account { id } } } }",
        "{ live { __schema { description } } }",
        "{ live { errorCodes: __type(name: \"Query\") { name } } }",
        "{ live { internalDocumentationSearch(text: \"deploy\") { hits { __typename } } } }",
    ] {
        let ended = app.client(&ADA).subscribe(&format!("subscription {query}")).await.ended().await;
        assert!(
            ["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"].contains(&ended.as_str()),
            "{query}: {ended}"
        );
    }
    let ended = app.anonymous().subscribe(OPEN_TASKS).await.ended().await;
    assert_eq!(ended, "UNAUTHENTICATED");
}

/// Follows a query as a session of an account would, and notes its statements.
async fn follow(app: &TestApp, principal: Principal) -> (Items, Recorder) {
    let recorder = Recorder::default();
    let ctx = app.app.ctx(principal, "live").with_recorder(recorder.clone());
    let request = Request { query: OPEN_TASKS.to_owned(), ..Request::default() };
    let mut items = app.app.engine.subscribe(&ctx, request).await.unwrap();
    let first = items.next().await.unwrap();
    assert!(String::from_utf8_lossy(&first.body).contains("\"totalCount\":"), "{:?}", first.body);
    (items, recorder)
}

#[tokio::test]
async fn the_same_query_of_the_same_rights_is_run_once_and_not_at_all_while_nothing_changes() {
    let app = TestApp::demo().await;
    let session = |number| match account(BEN.id) {
        Principal::Account { account_id, expires_at, .. } => {
            Principal::Account { account_id, session_id: Some(row_id(1, number)), expires_at }
        }
        other => other,
    };
    let (mut first, ran) = follow(&app, session(1)).await;
    let (mut second, ran_again) = follow(&app, session(2)).await;
    let (mut other, ran_apart) = follow(&app, account(ADA.id)).await;
    assert_eq!((ran.take_statements().len(), ran_apart.take_statements().len()), (2, 2));
    // What others write elsewhere is nothing to them.
    app.as_owner("update scaliyo.leads set updated_at = now()").await;
    add(&app, "Live 1").await;
    for items in [&mut first, &mut second, &mut other] {
        let next = items.next().await.unwrap();
        assert!(String::from_utf8_lossy(&next.body).contains("\"totalCount\":1"), "{:?}", next.body);
    }
    assert_eq!((ran.take_statements().len(), ran_apart.take_statements().len()), (2, 2));
    assert_eq!(ran_again.take_statements().len(), 0);

    // It ends with its last reader, and begins anew with the next.
    drop(first);
    add(&app, "Live 2").await;
    let next = second.next().await.unwrap();
    assert!(String::from_utf8_lossy(&next.body).contains("\"totalCount\":2"), "{:?}", next.body);
    drop(second);
    let (_again, ran) = follow(&app, session(1)).await;
    assert_eq!(ran.take_statements().len(), 2);
}

#[tokio::test]
async fn nothing_that_decides_what_is_seen_depends_on_the_time() {
    let app = TestApp::demo().await;
    // Such a rule would change answers without a change of any row, and live queries would have to run on a clock.
    let timed = app
        .as_owner(
            "select named from (
                 select p.polname::text as named, concat(pg_get_expr(p.polqual, p.polrelid)) as rule from pg_policy p
                 union all
                 select c.relname::text, pg_get_viewdef(c.oid) from pg_class c
                 where c.relkind = 'v' and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
                 union all
                 select p.proname::text, concat(p.prosrc, pg_get_function_sqlbody(p.oid)) from pg_proc p
                 where p.provolatile = 's' and p.pronamespace::regnamespace::text = any (
                     array['auth', 'work', 'internal', 'assist', 'core', 'scaliyo', 'taskjuggler'])
             ) rules
             where rule ~* '\\m(now|clock_timestamp|statement_timestamp|transaction_timestamp)\\(|\\mcurrent_(date|time)'",
        )
        .await;
    let names: Vec<String> = timed.iter().map(|row| row.get(0)).collect();
    assert!(names.is_empty(), "{names:?}");
}
