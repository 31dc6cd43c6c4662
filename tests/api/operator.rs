//! The subscriptions of a node, as operators see and end them.

use serde_json::{Value, json};

use crate::support::{ADA, BEN, CHLOE, Client, HUGO, STRANGER, TestApp};

const LIST: &str = "{ subscriptions { running {
    id accountId account { email } transport operationName field since sent cursor changedAt delayMs
} } }";

async fn running(client: &Client) -> Vec<Value> {
    client.run(LIST).await["subscriptions"]["running"].as_array().unwrap().clone()
}

async fn end(client: &Client, id: &Value) -> crate::support::Answer {
    client.run_with("mutation ($id: String!) { subscriptionEnd(id: $id) { ended } }", json!({"id": id})).await
}

#[tokio::test]
async fn who_lacks_the_capability_sees_and_ends_nothing() {
    let app = TestApp::demo().await;
    let mut stream = app.client(&ADA).subscribe("subscription { taskChanged { task { headline } } }").await;
    for person in [BEN, HUGO, STRANGER] {
        assert_eq!(app.client(&person).run(LIST).await.code(), "FORBIDDEN", "{}", person.email);
        assert_eq!(end(&app.client(&person), &json!("1")).await.code(), "FORBIDDEN", "{}", person.email);
    }
    assert_eq!(app.anonymous().run(LIST).await.code(), "UNAUTHENTICATED");
    assert_eq!(end(&app.anonymous(), &json!("1")).await.code(), "UNAUTHENTICATED");
    let make = "mutation { personalTokenCreate(name: \"x\", abilities: [\"*\"]) { token } }";
    let token = app.client(&ADA).run(make).await["personalTokenCreate"]["token"].as_str().unwrap().to_owned();
    assert_eq!(app.bearer(&token).run(LIST).await.code(), "FORBIDDEN");
    app.as_owner("insert into internal.tasks (title) values ('Goes on')").await;
    assert_eq!(stream.next().await["task"]["headline"], "Goes on");
}

#[tokio::test]
async fn what_does_not_run_cannot_be_ended() {
    let app = TestApp::demo().await;
    for id in ["", "1", "nonsense", "01990000-0000-7000-8000-000000000000"] {
        assert_eq!(end(&app.client(&CHLOE), &json!(id)).await.code(), "NOT_FOUND", "{id}");
    }
}

#[tokio::test]
async fn what_runs_is_listed_with_how_far_it_has_come() {
    let app = TestApp::demo().await;
    let (ada, ben) = (app.client(&ADA), app.client(&BEN));
    let here = ada.run("mutation { internalTaskCreate(input: {title: \"Here\"}) { cursor } }").await;
    let here = here["internalTaskCreate"]["cursor"].as_str().unwrap();
    let query = format!("subscription Board {{ taskChanged(after: \"{here}\") {{ cursor at }} }}");
    let mut stream = ben.subscribe(&query).await;
    app.as_owner("insert into internal.tasks (title) values ('One')").await;
    let item = stream.next().await;
    let mut live = ada.follow("subscription { live { viewer { overdueTasks } } }").await;
    live.next().await;
    for person in [&ADA, &CHLOE] {
        let [first, second] = &running(&app.client(person)).await[..] else { panic!("not two") };
        assert_eq!((&first["account"]["email"], &first["accountId"]), (&json!(BEN.email), &json!(BEN.id)));
        let what = (&first["transport"], &first["operationName"], &first["field"], &first["sent"]);
        assert_eq!(what, (&json!("WEBSOCKET"), &json!("Board"), &json!("taskChanged"), &json!(1)));
        assert_eq!((&first["cursor"], &first["changedAt"]), (&item["cursor"], &item["at"]));
        let what = (&second["transport"], &second["operationName"], &second["field"], &second["cursor"]);
        assert_eq!(what, (&json!("EVENT_STREAM"), &Value::Null, &json!("live"), &Value::Null));
    }
    drop((stream, live));
    while !app.app.roll.running().is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(running(&ada).await.is_empty());
}

#[tokio::test]
async fn an_operator_ends_one_subscription_and_no_other() {
    let app = TestApp::demo().await;
    let (ben, chloe) = (app.client(&BEN), app.client(&CHLOE));
    let query = "subscription { live { viewer { overdueTasks } } }";
    let (mut first, mut second) = (ben.subscribe(query).await, ben.follow(query).await);
    first.next().await;
    second.next().await;
    let mut third = ben.subscribe("subscription { taskChanged(snapshot: true) { kind } }").await;
    third.next().await;
    let running = running(&chloe).await;
    for ended in &running[..2] {
        assert_eq!(end(&chloe, &ended["id"]).await["subscriptionEnd"]["ended"], true);
    }
    assert_eq!(first.ended().await, "SUBSCRIPTION_ENDED");
    assert_eq!(second.ended().await, "SUBSCRIPTION_ENDED");
    assert_eq!(end(&chloe, &running[0]["id"]).await.code(), "NOT_FOUND");
    third.next().await;
    // The socket goes on as well.
    first.socket.subscribe("2", query).await;
    assert!(first.next().await["viewer"]["overdueTasks"].is_u64());
}
