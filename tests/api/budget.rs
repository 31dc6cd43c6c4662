//! Budgets of organizations: for administrators alone, and within their range.

use serde_json::{Value, json};
use sqlx::Row as _;
use uuid::Uuid;

use crate::support::{ADA, IRIS, Person, STRANGER, TestApp};

const READ: &str = "query ($organization: ID!) {
    assistOrganizationBudget(organization: $organization) { monthlyBudget alertThreshold hardLimit }
}";
const SET: &str = "mutation ($input: AssistOrganizationBudgetSetInput!) {
    assistOrganizationBudgetSet(input: $input) { monthlyBudget alertThreshold hardLimit assistOrganization { name } }
}";

/// The organization that Ada administers.
async fn organization(app: &TestApp) -> Uuid {
    let sql = format!(
        "select organization_id from assist.org_memberships where user_id = '{}' and role in ('owner', 'admin')",
        ADA.id
    );
    app.as_owner(&sql).await[0].get(0)
}

async fn member(app: &TestApp, organization: Uuid) -> Person {
    let sql = format!(
        "select u.id, u.email from assist.users u where u.organization_id = '{organization}' and u.status = 'active' \
         and not exists (select from assist.org_memberships m where m.user_id = u.id and m.role in ('owner', 'admin')) limit 1"
    );
    let row = &app.as_owner(&sql).await[0];
    Person { id: row.get(0), email: row.get::<String, _>(1).into() }
}

#[tokio::test]
async fn administrators_change_what_they_name_and_nothing_else() {
    let app = TestApp::demo().await;
    let (ada, organization) = (app.client(&ADA), organization(&app).await);
    let set = |input: Value| {
        let mut input = input;
        input["organization"] = json!(organization);
        json!({"input": input})
    };
    let first = json!({"monthlyBudget": "1200.50", "alertThreshold": 70, "hardLimit": true});
    let first = ada.run_with(SET, set(first)).await["assistOrganizationBudgetSet"].clone();
    assert_eq!((&first["monthlyBudget"], &first["alertThreshold"]), (&json!("1200.50"), &json!(70)));
    let second = ada.run_with(SET, set(json!({"monthlyBudget": null}))).await;
    assert_eq!(second["assistOrganizationBudgetSet"]["alertThreshold"], 70);
    let read = ada.run_with(READ, json!({"organization": organization})).await;
    let expected = json!({"monthlyBudget": null, "alertThreshold": 70, "hardLimit": true});
    assert_eq!(read["assistOrganizationBudget"], expected);
}

#[tokio::test]
async fn nobody_else_reads_or_changes_them() {
    let app = TestApp::demo().await;
    let organization = organization(&app).await;
    let input = json!({"input": {"organization": organization, "monthlyBudget": "1"}});
    let before = "select monthly_budget::text from assist.organizations order by id";
    let before: Vec<Option<String>> = app.as_owner(before).await.iter().map(|row| row.get(0)).collect();
    for person in [member(&app, organization).await, IRIS, STRANGER] {
        let client = app.client(&person);
        assert_eq!(client.run_with(READ, json!({"organization": organization})).await.code(), "NOT_FOUND");
        assert_eq!(client.run_with(SET, input.clone()).await.code(), "NOT_FOUND");
    }
    assert_eq!(app.anonymous().run_with(SET, input).await.code(), "UNAUTHENTICATED");
    let after = app.as_owner("select monthly_budget::text from assist.organizations order by id").await;
    assert_eq!(after.iter().map(|row| row.get(0)).collect::<Vec<Option<String>>>(), before);
}

#[tokio::test]
async fn what_is_out_of_range_is_refused_with_its_place() {
    let app = TestApp::demo().await;
    let (ada, organization) = (app.client(&ADA), organization(&app).await);
    for (field, value) in [
        ("monthlyBudget", json!("-1")),
        ("monthlyBudget", json!("1.234")),
        ("monthlyBudget", json!("100000000")),
        ("alertThreshold", json!(0)),
        ("alertThreshold", json!(101)),
        ("alertThreshold", Value::Null),
        ("hardLimit", Value::Null),
    ] {
        let answer = ada.run_with(SET, json!({"input": {"organization": organization, field: value}})).await;
        let place = format!("input.{field}");
        assert_eq!(
            (answer.code(), &answer.error()["extensions"]["field"]),
            ("BAD_USER_INPUT", &json!(place))
        );
    }
}
