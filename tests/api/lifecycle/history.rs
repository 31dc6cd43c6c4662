//! The histories of tasks and boards: written with the change, whoever makes it.

use serde_json::{Value, json};
use sqlx::Row as _;

use crate::support::make::row_id;
use crate::support::{ADA, BEN, TestApp};

async fn list(app: &TestApp, sql: &str) -> Vec<Value> {
    app.as_owner(sql).await.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn what_happens_to_a_task_is_told_with_who_did_it() {
    let app = TestApp::demo().await;
    let task = row_id(1201, 7);
    let clear = format!(
        "delete from internal.task_activities; update internal.tasks set title = 'By hand' where id = '{task}'"
    );
    app.database.try_as_owner(&clear).await.unwrap();
    let change = format!(
        "mutation {{
            a: internalTaskUpdate(id: \"{task}\", input: {{status: IN_REVIEW, title: \"Told\", description: \"Long\"}}) {{ cursor }}
            b: internalTaskCommentCreate(input: {{issueId: \"{task}\", content: \"Secret\", authorId: \"{ada}\", authorType: \"human\"}}) {{ cursor }}
            c: internalTaskArchive(id: \"{task}\") {{ cursor }}
            d: internalTaskUpdate(id: \"{task}\", input: {{title: \"Not told\"}}, dryRun: true) {{ cursor }}
        }}",
        ada = row_id(1001, 1)
    );
    app.client(&ADA).run(&change).await.data();
    let told = "select jsonb_build_array(activity_type, field_name, new_value, actor_name) from internal.task_activities order by created_at, field_name";
    let ada = "Ada";
    assert_eq!(
        list(&app, told).await,
        [
            json!(["updated", "description", null, ada]),
            json!(["status_changed", "status", "in_review", ada]),
            json!(["updated", "title", "Told", ada]),
            json!(["commented", null, null, ada]),
            json!(["deleted", "deleted_at", null, ada]),
        ]
    );

    // A task that goes for good takes its history along, and its links, of which then nothing is told.
    let link = format!(
        "insert into internal.task_links (source_issue_id, target_url, link_type) values ('{task}', 'https://a.example', 'related')"
    );
    app.as_owner(&link).await;
    app.client(&ADA)
        .run(&format!("mutation {{ internalTaskDelete(id: \"{task}\") {{ cursor }} }}"))
        .await
        .data();
    let left = format!("select issue_id from internal.task_activities where issue_id = '{task}'");
    assert_eq!(app.as_owner(&left).await.len(), 0);
}

#[tokio::test]
async fn tasks_and_cards_elsewhere_have_a_history_as_well() {
    let app = TestApp::demo().await;
    let task = row_id(3101, 5);
    let clear = "delete from taskjuggler.task_actions; delete from scaliyo.teamhub_activity";
    app.database.try_as_owner(clear).await.unwrap();
    let change = format!(
        "mutation {{
            a: taskjugglerTaskUpdate(id: \"{task}\", input: {{status: COMPLETED}}) {{ cursor }}
            b: taskjugglerTaskAssign(input: {{id: \"{task}\", owner: \"{}\"}}) {{ cursor }}
        }}",
        ADA.id
    );
    app.client(&BEN).run(&change).await.data();
    let told = "select jsonb_build_array(action_type, action_data ->> 'to', user_id) from taskjuggler.task_actions order by created_at";
    assert_eq!(
        list(&app, told).await,
        [json!(["status_changed", "completed", BEN.id]), json!(["assigned", ADA.id, BEN.id])]
    );

    let card = "select c.id, (select l.id from scaliyo.teamhub_lists l where l.board_id = c.board_id and l.id <> c.list_id order by l.id limit 1),
                       (select l.name from scaliyo.teamhub_lists l where l.board_id = c.board_id and l.id <> c.list_id order by l.id limit 1)
                from scaliyo.teamhub_cards c join scaliyo.teamhub_flow_members m on m.flow_id = c.board_id
                where m.user_id = '{ada}' and m.role = 'owner' and not c.is_archived order by c.id limit 1"
        .replace("{ada}", &ADA.id.to_string());
    let card = &app.as_owner(&card).await[0];
    let (id, other): (uuid::Uuid, uuid::Uuid) = (card.get(0), card.get(1));
    let change = format!(
        "mutation {{
            a: scaliyoTeamhubCardUpdate(id: \"{id}\", input: {{listId: \"{other}\"}}) {{ cursor }}
            b: scaliyoTeamhubCardUpdate(id: \"{id}\", input: {{title: \"Nothing to tell\"}}) {{ cursor }}
        }}"
    );
    app.client(&ADA).run(&change).await.data();
    let told = "select jsonb_build_array(action, details) from scaliyo.teamhub_activity";
    assert_eq!(list(&app, told).await, [json!(["card_moved", {"to": card.get::<String, _>(2)}])]);
    // Its history goes with a card, but for that it went.
    let remove = format!("mutation {{ scaliyoTeamhubCardDelete(id: \"{id}\") {{ cursor }} }}");
    app.client(&ADA).run(&remove).await.data();
    assert_eq!(list(&app, told).await, [json!(["card_deleted", {"title": "Nothing to tell"}])]);
}
