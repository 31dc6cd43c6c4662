//! Organizations of Assist and teams of Scaliyo: who makes one owns it; who is active in one. Mails of
//! Scaliyo that wait.

use serde_json::json;

use super::{act, refused, row};
use crate::support::make::row_id;
use crate::support::{ADA, BEN, CHLOE, DAN, IRIS, KIRA, STRANGER, TestApp};

#[tokio::test]
async fn who_makes_an_organization_owns_it() {
    let app = TestApp::demo().await;
    let make = "assistOrganizationCreate";
    refused(
        &app,
        "assist.organizations",
        vec![
            (STRANGER, make, json!({"name": "Mine", "slug": "No Slug"}), "BAD_USER_INPUT"),
            (STRANGER, make, json!({"name": " ", "slug": "mine"}), "BAD_USER_INPUT"),
            (STRANGER, make, json!({"name": "Mine", "slug": "mine-"}), "BAD_USER_INPUT"),
        ],
    )
    .await;
    act(&app, &STRANGER, make, json!({"name": "Mine", "slug": "mine-1"})).await.data();
    let taken = act(&app, &ADA, make, json!({"name": "Mine too", "slug": "mine-1"})).await;
    assert_eq!(
        (taken.code(), &taken.error()["extensions"]["field"]),
        ("UNIQUE_VIOLATION", &json!("input.slug"))
    );
    let mine = app.client(&STRANGER).run("{ assistOrganizations { nodes { name slug } } }").await;
    assert_eq!(mine["assistOrganizations"]["nodes"], json!([{"name": "Mine", "slug": "mine-1"}]));
    let budget = "select id from assist.organizations where slug = 'mine-1'";
    let id: uuid::Uuid = sqlx::Row::get(&app.as_owner(budget).await[0], 0);
    let rename = format!(
        "mutation {{ assistOrganizationUpdate(id: \"{id}\", input: {{name: \"Ours\"}}) {{ cursor }} }}"
    );
    app.client(&STRANGER).run(&rename).await.data();
    // Whoever belongs somewhere stays there, and is an owner here.
    act(&app, &ADA, make, json!({"name": "Second", "slug": "second"})).await.data();
    assert_eq!(
        row(&app, "assist.users", &ADA.id.to_string()).await["organization_id"],
        json!(row_id(4001, 1))
    );
}

#[tokio::test]
async fn administrators_say_who_is_active() {
    let app = TestApp::demo().await;
    let step = "assistUserStatusSet";
    let to = |id: uuid::Uuid, status: &str| json!({"id": id, "status": status});
    refused(
        &app,
        "assist.users",
        vec![
            (IRIS, step, to(BEN.id, "SUSPENDED"), "NOT_FOUND"),
            (BEN, step, to(DAN.id, "SUSPENDED"), "FORBIDDEN"),
            (ADA, step, to(ADA.id, "SUSPENDED"), "FORBIDDEN"),
            (ADA, step, to(BEN.id, "ACTIVE"), "CONFLICT"),
        ],
    )
    .await;
    let sees = async || {
        let answer = app.client(&BEN).run("{ assistTasks(first: 1) { nodes { id } } }").await;
        !answer["assistTasks"]["nodes"].as_array().unwrap().is_empty()
    };
    for (status, seen) in [("SUSPENDED", false), ("ACTIVE", true)] {
        act(&app, &ADA, step, to(BEN.id, status)).await.data();
        assert_eq!(sees().await, seen, "{status}");
    }
}

#[tokio::test]
async fn who_makes_a_team_owns_it() {
    let app = TestApp::demo().await;
    let make = |owner: uuid::Uuid| {
        format!(
            "mutation {{ scaliyoTeamCreate(input: {{name: \"New\", ownerId: \"{owner}\"}}) {{ scaliyoTeam {{ name teamMembers {{ nodes {{ role }} }} }} }} }}"
        )
    };
    assert_eq!(app.client(&KIRA).run(&make(ADA.id)).await.code(), "FORBIDDEN");
    let made = app.client(&KIRA).run(&make(KIRA.id)).await;
    let expected = json!({"name": "New", "teamMembers": {"nodes": [{"role": "OWNER"}]}});
    assert_eq!(made["scaliyoTeamCreate"]["scaliyoTeam"], expected);
}

#[tokio::test]
async fn a_mail_that_waits_is_cancelled_by_its_owner() {
    let app = TestApp::demo().await;
    let first = async |status: &str| {
        let sql = format!(
            "select id, owner_id from scaliyo.scheduled_emails where status = '{status}' order by id limit 1"
        );
        let found = &app.as_owner(&sql).await[0];
        let owner: uuid::Uuid = sqlx::Row::get(found, 1);
        let owner = [ADA, CHLOE, IRIS].into_iter().find(|person| person.id == owner).unwrap();
        (sqlx::Row::get::<uuid::Uuid, _>(found, 0), owner)
    };
    let ((pending, owner), (sent, sender)) = (first("pending").await, first("sent").await);
    let cancel = "scaliyoScheduledEmailCancel";
    refused(
        &app,
        "scaliyo.scheduled_emails",
        vec![
            (KIRA, cancel, json!({ "id": pending }), "NOT_FOUND"),
            (sender, cancel, json!({ "id": sent }), "CONFLICT"),
        ],
    )
    .await;
    act(&app, &owner, cancel, json!({ "id": pending })).await.data();
    assert_eq!(row(&app, "scaliyo.scheduled_emails", &pending.to_string()).await["status"], "cancelled");
}
