//! Asking beforehand: why somebody may do something.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::make::row_id;
use crate::support::{ADA, BEN, DAN, STRANGER, TestApp};

const EXPLAIN: &str = "query ($id: ID!, $action: AccessAction!, $account: ID) {
    explainAccess(id: $id, action: $action, account: $account) {
        allowed privilege policies { name action permissive holds condition }
    }
}";

async fn task(app: &TestApp) -> Value {
    let query = format!("{{ internalTask(id: \"{}\") {{ id }} }}", row_id(1201, 7));
    app.client(&ADA).run(&query).await["internalTask"]["id"].clone()
}

async fn explain(app: &TestApp, action: &str, account: Uuid) -> Value {
    let variables = json!({"id": task(app).await, "action": action, "account": account});
    app.client(&ADA).run_with(EXPLAIN, variables).await["explainAccess"].clone()
}

#[tokio::test]
async fn an_administrator_learns_which_policies_hold_for_whom() {
    let app = TestApp::demo().await;
    let mut seen = Vec::new();
    for (person, action) in [(&BEN, "UPDATE"), (&DAN, "READ"), (&DAN, "UPDATE"), (&STRANGER, "READ")] {
        let answer = explain(&app, action, person.id).await;
        let policies = answer["policies"].as_array().unwrap().iter();
        let holding = policies.filter(|policy| policy["holds"] == true).map(|policy| policy["name"].clone());
        seen.push(json!([person.email, action, answer["allowed"], holding.collect::<Vec<_>>()]));
    }
    let expected = json!([
        [
            "ben@example.com",
            "UPDATE",
            true,
            ["tasks_team_access", "tasks_team_select", "tasks_team_access", "tasks_team_update"]
        ],
        ["dan@example.com", "READ", true, ["tasks_team_select"]],
        ["dan@example.com", "UPDATE", false, ["tasks_team_select"]],
        ["stranger@example.com", "READ", false, []],
    ]);
    assert_eq!(json!(seen), expected);
}

#[tokio::test]
async fn what_is_explained_is_what_happens() {
    let app = TestApp::demo().await;
    let query = "query ($id: ID!) { node(id: $id) { can { update delete } } }";
    let id = task(&app).await;
    for person in [&ADA, &BEN, &DAN] {
        let can = app.client(person).run_with(query, json!({"id": id})).await["node"]["can"].clone();
        for (action, field) in [("UPDATE", "update"), ("DELETE", "delete")] {
            assert_eq!(
                explain(&app, action, person.id).await["allowed"],
                can[field],
                "{} {action}",
                person.email
            );
        }
    }
}

#[tokio::test]
async fn only_administrators_who_see_the_row_are_told() {
    let app = TestApp::demo().await;
    let ask = json!({"id": task(&app).await, "action": "READ", "account": ADA.id});
    assert_eq!(app.client(&BEN).run_with(EXPLAIN, ask.clone()).await.code(), "FORBIDDEN");
    assert_eq!(app.anonymous().run_with(EXPLAIN, ask).await.code(), "UNAUTHENTICATED");
    let absent = json!({"id": "wg_WyJJbnRlcm5hbFRhc2siLCIwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAiXQ", "action": "READ"});
    assert_eq!(app.client(&ADA).run_with(EXPLAIN, absent).await.code(), "NOT_FOUND");
    for id in ["", "wg_x", "'; drop table internal.tasks; --"] {
        let answer = app.client(&ADA).run_with(EXPLAIN, json!({"id": id, "action": "READ"})).await;
        assert_eq!((answer.code(), &answer.error()["extensions"]["field"]), ("BAD_USER_INPUT", &json!("id")));
    }
}
