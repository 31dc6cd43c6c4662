//! Selify internal: errors, incidents, places in the team.

use serde_json::{Value, json};
use sqlx::Row as _;

use super::{act, refused, row};
use crate::support::make::row_id;
use crate::support::{ADA, BEN, CHLOE, DAN, HUGO, STRANGER, TestApp};

#[tokio::test]
async fn who_may_not_and_what_does_not_follow_is_refused() {
    let app = TestApp::demo().await;
    let (error, incident, ben) = (row_id(1304, 1), row_id(1303, 1), row_id(1001, 2));
    let step = "internalErrorTransition";
    let resolved = |id: Value| json!({"id": id, "status": "RESOLVED"});
    refused(
        &app,
        "internal.errors",
        vec![
            (STRANGER, step, resolved(json!(error)), "NOT_FOUND"),
            (HUGO, step, resolved(json!(error)), "FORBIDDEN"),
            (ADA, step, resolved(json!(row_id(1304, 2))), "CONFLICT"),
        ],
    )
    .await;
    let step = "internalIncidentTransition";
    refused(
        &app,
        "internal.incidents",
        vec![
            (HUGO, step, json!({"id": incident, "status": "RESOLVED"}), "FORBIDDEN"),
            (ADA, step, json!({"id": incident, "status": "CLOSED"}), "CONFLICT"),
        ],
    )
    .await;
    let step = "internalTeamMemberTransition";
    refused(
        &app,
        "internal.team_members",
        vec![
            (BEN, step, json!({"id": row_id(1001, 4), "status": "SUSPENDED"}), "FORBIDDEN"),
            (ADA, step, json!({"id": ben, "status": "ACTIVE"}), "CONFLICT"),
            (ADA, step, json!({"id": ben, "status": "PENDING"}), "BAD_USER_INPUT"),
            (ADA, step, json!({"id": row_id(1001, 8), "status": "ACTIVE"}), "CONFLICT"),
        ],
    )
    .await;
}

#[tokio::test]
async fn errors_and_incidents_are_resolved_and_opened_again() {
    let app = TestApp::demo().await;
    // Dan looks at most things, and works on errors.
    let error = row_id(1304, 1).to_string();
    act(&app, &DAN, "internalErrorTransition", json!({"id": error, "status": "RESOLVED"})).await.data();
    let resolved = row(&app, "internal.errors", &error).await;
    assert_eq!(
        (&resolved["status"], &resolved["resolved_by"]),
        (&json!("resolved"), &json!(row_id(1001, 4)))
    );
    act(&app, &DAN, "internalErrorTransition", json!({"id": error, "status": "UNRESOLVED"})).await.data();
    assert_eq!(row(&app, "internal.errors", &error).await["resolved_at"], Value::Null);

    let incident = row_id(1303, 1).to_string();
    for (status, notes) in
        [("IDENTIFIED", Value::Null), ("RESOLVED", json!("Disk emptied")), ("CLOSED", Value::Null)]
    {
        let input = json!({"id": incident, "status": status, "notes": notes});
        act(&app, &CHLOE, "internalIncidentTransition", input).await.data();
    }
    let closed = row(&app, "internal.incidents", &incident).await;
    assert_eq!((&closed["status"], &closed["resolution_notes"]), (&json!("closed"), &json!("Disk emptied")));
    assert!(closed["identified_at"].is_string() && closed["resolved_at"].is_string());
}

#[tokio::test]
async fn who_is_suspended_sees_nothing_until_that_ends() {
    let app = TestApp::demo().await;
    let hugo = row_id(1001, 5);
    let tasks = "{ internalTasks(first: 1) { nodes { id } } }";
    let sees = async || {
        let answer = app.client(&HUGO).run(tasks).await;
        !answer["internalTasks"]["nodes"].as_array().unwrap().is_empty()
    };
    assert!(sees().await);
    for (status, seen) in [("SUSPENDED", false), ("ACTIVE", true), ("OFFBOARDED", false)] {
        act(&app, &ADA, "internalTeamMemberTransition", json!({"id": hugo, "status": status})).await.data();
        assert_eq!(sees().await, seen, "{status}");
    }
    let notes = format!(
        "select action from internal.team_audit_log where target_id = '{hugo}' order by created_at desc limit 3"
    );
    let notes: Vec<String> = app.as_owner(&notes).await.iter().map(|row| row.get(0)).collect();
    assert_eq!(notes, ["member.offboarded", "member.reinstated", "member.suspended"]);
}
