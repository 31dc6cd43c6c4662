//! Streams with a filter: rows that come to meet it, that do so no longer, and that never did.

use serde_json::json;

use super::Follower;
use crate::support::make::row_id;
use crate::support::reader::account;
use crate::support::{BEN, TestApp};

const ROW: &str = "internalTask { title }";

async fn started(app: &TestApp) -> Follower {
    app.as_owner("update internal.tasks set status = 'done' where status = 'blocked'").await;
    Follower::start(app, &BEN, "internalTaskChanged(filter: {status: {eq: BLOCKED}})", ROW).await
}

async fn set(app: &TestApp, number: u32, what: &str) {
    let id = row_id(1201, number);
    app.as_owner(&format!("update internal.tasks set {what} where id = '{id}'")).await;
}

#[tokio::test]
async fn a_row_is_told_while_it_meets_the_filter_and_when_it_does_so_no_longer() {
    let app = TestApp::demo().await;
    let mut blocked = started(&app).await;
    set(&app, 1, "title = 'Not blocked'").await;
    for (change, told) in [
        ("title = 'Comes', status = 'blocked'", "UPDATED Comes"),
        ("title = 'Stays'", "UPDATED Stays"),
        ("title = 'Goes', status = 'done'", "REMOVED -"),
    ] {
        set(&app, 2, change).await;
        assert_eq!(blocked.told().await, told);
    }
    set(&app, 2, "title = 'Is elsewhere'").await;
    app.as_owner("insert into internal.tasks (title, status) values ('Another', 'done'), ('New', 'blocked')")
        .await;
    assert_eq!(blocked.told().await, "CREATED New");
}

#[tokio::test]
async fn a_removal_is_told_whether_the_row_met_the_filter_or_not() {
    let app = TestApp::demo().await;
    let mut blocked = started(&app).await;
    app.as_owner("insert into internal.tasks (title, status) values ('Passing', 'done')").await;
    app.as_owner("delete from internal.tasks where title = 'Passing'").await;
    assert_eq!(blocked.told().await, "REMOVED -");
}

#[tokio::test]
async fn a_snapshot_has_the_rows_that_meet_the_filter() {
    let app = TestApp::demo().await;
    app.as_owner("update internal.tasks set status = 'done' where status = 'blocked'").await;
    set(&app, 3, "title = 'Three', status = 'blocked'").await;
    let field = "internalTaskChanged(snapshot: true, filter: {status: {eq: BLOCKED}})";
    let mut blocked = Follower::start(&app, &BEN, field, ROW).await;
    assert_eq!(blocked.told().await, "SNAPSHOT Three");
    set(&app, 4, "title = 'Four', status = 'blocked'").await;
    assert_eq!(blocked.told().await, "UPDATED Four");
}

#[tokio::test]
async fn a_filter_may_look_at_other_tables() {
    let app = TestApp::demo().await;
    let field = "internalTaskChanged(filter: {assignee: {fullName: {eq: \"Ben Okafor\"}}})";
    let mut of_ben = Follower::start(&app, &BEN, field, ROW).await;
    let ben = "(select id from internal.team_members where full_name = 'Ben Okafor')";
    set(&app, 5, "title = 'Of nobody', assignee_id = null").await;
    set(&app, 6, &format!("title = 'Of Ben', assignee_id = {ben}")).await;
    // Whether it was Ben's before is not known; that it is not now, is told.
    assert_eq!(of_ben.told().await, "REMOVED -");
    assert_eq!(of_ben.told().await, "UPDATED Of Ben");
}

#[tokio::test]
async fn a_filter_that_does_not_fit_is_refused_with_its_place() {
    let app = TestApp::demo().await;
    let field = "internalTaskChanged(filter: {or: [{id: {eq: \"nonsense\"}}]})";
    let refused = Follower::of(&app, account(BEN.id), field, ROW).await.err().unwrap();
    assert_eq!(refused["extensions"]["code"], json!("BAD_USER_INPUT"), "{refused:#}");
    assert_eq!(refused["extensions"]["field"], json!("filter.or.0.id.eq"), "{refused:#}");
}
