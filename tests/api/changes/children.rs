//! Rows whose parent decides who sees them: messages of tasks of TaskJuggler.

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use uuid::Uuid;

use super::Follower;
use crate::support::{ADA, BEN, CHLOE, IRIS, Person, TestApp};

const ROW: &str = "taskjugglerTaskMessage { message }";

/// A task between two people, outside of any team.
async fn task(app: &TestApp, requestor: &Person, owner: &Person) -> Uuid {
    let id = Uuid::new_v4();
    app.as_owner(&format!(
        "insert into taskjuggler.tasks (id, title, requestor_id, owner_id) values ('{id}', 'x', '{}', '{}')",
        requestor.id, owner.id
    ))
    .await;
    id
}

async fn say(app: &TestApp, task: Uuid, content: &str) {
    app.as_owner(&format!(
        "insert into taskjuggler.task_messages (task_id, user_id, message) values ('{task}', '{}', '{content}')",
        ADA.id
    ))
    .await;
}

async fn follow(app: &TestApp, person: &Person) -> Follower {
    Follower::start(app, person, "taskjugglerTaskMessageChanged", ROW).await
}

#[tokio::test]
async fn a_message_reaches_those_who_see_its_task() {
    let app = TestApp::demo().await;
    let (shared, other) = (task(&app, &ADA, &IRIS).await, task(&app, &ADA, &CHLOE).await);
    let (mut ada, mut iris) = (follow(&app, &ADA).await, follow(&app, &IRIS).await);
    say(&app, other, "Not for Iris").await;
    say(&app, shared, "For both").await;
    assert_eq!(ada.told().await, "CREATED Not for Iris");
    assert_eq!((ada.told().await, iris.told().await), ("CREATED For both".into(), "CREATED For both".into()));
}

#[tokio::test]
async fn what_a_task_takes_with_it_when_it_is_deleted_is_told_as_removed() {
    let app = TestApp::demo().await;
    let task = task(&app, &ADA, &IRIS).await;
    let mut iris = follow(&app, &IRIS).await;
    for content in ["One", "Two"] {
        say(&app, task, content).await;
        assert_eq!(iris.told().await, format!("CREATED {content}"));
    }
    app.as_owner(&format!("delete from taskjuggler.tasks where id = '{task}'")).await;
    assert_eq!((iris.told().await, iris.told().await), ("REMOVED -".into(), "REMOVED -".into()));
}

#[tokio::test]
async fn a_message_that_moves_to_another_task_leaves_some_and_comes_to_others() {
    let app = TestApp::demo().await;
    let (from, to) = (task(&app, &ADA, &IRIS).await, task(&app, &ADA, &CHLOE).await);
    say(&app, from, "Wanders").await;
    let mut all = [follow(&app, &ADA).await, follow(&app, &IRIS).await, follow(&app, &CHLOE).await];
    app.as_owner(&format!("update taskjuggler.task_messages set task_id = '{to}' where task_id = '{from}'"))
        .await;
    let mut told = Vec::new();
    for follower in &mut all {
        told.push(follower.told().await);
    }
    assert_eq!(told, ["UPDATED Wanders", "REMOVED -", "CREATED Wanders"]);
}

#[tokio::test]
async fn who_comes_to_see_a_task_or_sees_it_no_longer_has_to_read_its_messages_anew() {
    let app = TestApp::demo().await;
    let task = task(&app, &ADA, &IRIS).await;
    let mut all = [follow(&app, &IRIS).await, follow(&app, &CHLOE).await, follow(&app, &ADA).await];
    app.as_owner(&format!("update taskjuggler.tasks set owner_id = '{}' where id = '{task}'", CHLOE.id))
        .await;
    say(&app, task, "After").await;
    let mut told = Vec::new();
    for follower in &mut all {
        told.push(follower.told().await);
    }
    assert_eq!(told, ["RESYNC_REQUIRED", "RESYNC_REQUIRED", "CREATED After"]);
}

/// The message's event was written while its task was somebody else's, and becomes visible when it is not any more.
#[tokio::test]
async fn a_message_written_while_its_task_is_handed_over_reaches_the_new_owner() {
    let app = TestApp::demo().await;
    let task = task(&app, &ADA, &IRIS).await;
    let mut writer = PgConnection::connect(&app.database.settings.owner_url).await.unwrap();
    let begin = format!(
        "begin; insert into taskjuggler.task_messages (task_id, user_id, message) values ('{task}', '{}', 'Late')",
        ADA.id
    );
    writer.execute(AssertSqlSafe(begin)).await.unwrap();
    app.as_owner(&format!("update taskjuggler.tasks set owner_id = '{}' where id = '{task}'", BEN.id)).await;
    let mut ben = follow(&app, &BEN).await;
    writer.execute("commit").await.unwrap();
    assert_eq!(ben.told().await, "CREATED Late");
}
