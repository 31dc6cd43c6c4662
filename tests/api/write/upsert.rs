//! A row that is made, or changed if it is there already.

use serde_json::json;

use crate::support::{ADA, BEN, TestApp};

const UPSERT: &str =
    "mutation ($input: InternalMonitoredServiceCreateInput!, $update: [InternalMonitoredServiceField!]) {
    internalMonitoredServiceUpsert(input: $input, onConflict: NAME, update: $update) {
        internalMonitoredService { rowId name displayName description }
    }
}";

#[tokio::test]
async fn a_row_is_made_once_and_changed_then() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let upsert = async |display: &str, description: &str, update: serde_json::Value| {
        let input =
            json!({"name": "pier", "displayName": display, "description": description, "checkType": "http"});
        let answer = ada.run_with(UPSERT, json!({"input": input, "update": update})).await;
        answer["internalMonitoredServiceUpsert"]["internalMonitoredService"].clone()
    };
    let made = upsert("Pier", "one", json!(null)).await;
    let changed = upsert("Pier 2", "two", json!(null)).await;
    let in_part = upsert("Pier 3", "three", json!(["DESCRIPTION"])).await;
    let id = &made["rowId"];
    assert_eq!(changed, json!({"rowId": id, "name": "pier", "displayName": "Pier 2", "description": "two"}));
    assert_eq!(
        in_part,
        json!({"rowId": id, "name": "pier", "displayName": "Pier 2", "description": "three"})
    );
}

#[tokio::test]
async fn a_row_out_of_sight_is_like_any_whose_value_is_taken() {
    let app = TestApp::demo().await;
    let id = "7d444840-9dc0-11d1-b245-5ffdce74fad2";
    let query = "mutation ($input: TaskjugglerContactListUpsertInput!) {
        taskjugglerContactListUpsert(input: $input, onConflict: ID) { taskjugglerContactList { name } }
    }";
    let input =
        |person: &crate::support::Person| json!({"input": {"id": id, "userId": person.id, "name": "by"}});
    let made = app.client(&ADA).run_with(query, input(&ADA)).await;
    assert_eq!(made["taskjugglerContactListUpsert"]["taskjugglerContactList"]["name"], "by");
    let taken = app.client(&BEN).run_with(query, input(&BEN)).await;
    assert_eq!(
        (taken.code(), &taken.error()["extensions"]["field"]),
        ("UNIQUE_VIOLATION", &json!("onConflict"))
    );
    let forbidden = app.client(&BEN).run_with(query, input(&ADA)).await;
    assert_eq!(forbidden.code(), "FORBIDDEN");
}

#[tokio::test]
async fn a_key_over_some_rows_finds_those() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let query = "mutation ($input: AssistSpaceCreateInput!) {
        assistSpaceUpsert(input: $input, onConflict: USER_ID_AND_SLUG) { assistSpace { rowId name } }
    }";
    let upsert = async |name: &str| {
        let input = json!({"name": name, "slug": "by-slug", "type": "personal"});
        ada.run_with(query, json!({"input": input})).await["assistSpaceUpsert"]["assistSpace"].clone()
    };
    let (made, changed) = (upsert("one").await, upsert("two").await);
    assert_eq!(changed, json!({"rowId": made["rowId"], "name": "two"}));
    let archive = "mutation ($id: ID!) { assistSpaceArchive(id: $id) { cursor } }";
    ada.run_with(archive, json!({"id": made["rowId"]})).await.data();
    let fresh = upsert("three").await;
    assert_eq!(fresh["name"], "three");
    assert_ne!(fresh["rowId"], made["rowId"], "an archived row is none of those");

    // Whether a row is active can be said of a new one, so that it is no key.
    let query = "{ __type(name: \"ScaliyoUserPromptKey\") { enumValues { name } } }";
    assert_eq!(ada.run(query).await["__type"]["enumValues"], json!([{"name": "ID"}]));
}
