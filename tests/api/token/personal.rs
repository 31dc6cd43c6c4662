//! Personal access tokens: made and revoked by their owner, with a part of the owner's rights.

use std::time::Duration;

use serde_json::{Value, json};
use sqlx::Row as _;
use workgraph::graphql::Request;

use super::until;
use crate::support::{Answer, BEN, Client, Person, TestApp, make};

const NOTHING: &str = "{ __typename }";
const LIST: &str = "{ taskjugglerPersonalAccessTokens { nodes { id name abilities expiresAt lastUsedAt } } }";

async fn create(client: &Client, name: &str, abilities: &[&str], expires_at: Option<&str>) -> Answer {
    let mutation = "mutation ($name: String!, $abilities: [String!]!, $expiresAt: DateTime) {
        personalTokenCreate(name: $name, abilities: $abilities, expiresAt: $expiresAt) { token personalToken { id name } } }";
    client.run_with(mutation, json!({"name": name, "abilities": abilities, "expiresAt": expires_at})).await
}

/// A token's text, and its id.
async fn token(client: &Client, abilities: &[&str]) -> (String, Value) {
    let answer = create(client, "script", abilities, None).await;
    let created = &answer["personalTokenCreate"];
    (created["token"].as_str().unwrap().to_owned(), created["personalToken"]["id"].clone())
}

async fn revoke(client: &Client, id: &Value) -> Answer {
    client
        .run_with("mutation ($id: ID!) { personalTokenRevoke(id: $id) { revoked } }", json!({"id": id}))
        .await
}

async fn nora(app: &TestApp) -> (Person, Client) {
    let nora = make::account(app, "nora@example.org").await;
    let client = app.client(&nora);
    (nora, client)
}

async fn until_refused(client: &Client) {
    until("the token is refused", async || client.run(NOTHING).await.status == 401).await;
}

#[tokio::test]
async fn its_owner_sees_what_it_is_and_nobody_sees_the_secret() {
    let app = TestApp::start().await;
    let (_, nora) = nora(&app).await;
    let made = create(&nora, " report ", &["read", "core:write"], Some("2027-02-01T00:00:00Z")).await;
    let text = made["personalTokenCreate"]["token"].as_str().unwrap().to_owned();
    assert!(text.starts_with("wgp_") && text.len() == 42);
    let listed = nora.run(LIST).await["taskjugglerPersonalAccessTokens"]["nodes"][0].clone();
    assert_eq!((&listed["name"], &listed["abilities"]), (&json!("report"), &json!(["read", "core:write"])));
    assert_eq!((&listed["expiresAt"], &listed["lastUsedAt"]), (&json!("2027-02-01T00:00:00Z"), &Value::Null));
    let other = app.client(&make::account(&app, "omar@example.org").await);
    assert_eq!(other.run(LIST).await["taskjugglerPersonalAccessTokens"]["nodes"], json!([]));
    let stored: String = app.as_owner("select token from taskjuggler.personal_access_tokens").await[0].get(0);
    assert!(stored.len() == 64 && !text.contains(&stored[..8]));
    assert!(!app.app.engine.sdl().contains("tokenableId"));
}

#[tokio::test]
async fn it_acts_for_its_owner_as_far_as_its_abilities_go() {
    let app = TestApp::demo().await;
    let (text, _) = token(&app.client(&BEN), &["core:read"]).await;
    let script = app.bearer(&text);
    let answer = script
        .run("{ viewer { account { email } } coreDecisions { totalCount } internalTasks { totalCount } }")
        .await;
    assert_eq!(answer["viewer"]["account"]["email"], *BEN.email);
    assert!(answer["coreDecisions"]["totalCount"].as_u64() > Some(0));
    assert_eq!(answer["internalTasks"]["totalCount"], 0);
}

#[tokio::test]
async fn it_can_neither_make_tokens_nor_end_them() {
    let app = TestApp::start().await;
    let (_, nora) = nora(&app).await;
    let (text, id) = token(&nora, &["*"]).await;
    let script = app.bearer(&text);
    assert_eq!(create(&script, "another", &["read"], None).await.code(), "FORBIDDEN");
    assert_eq!(revoke(&script, &id).await.code(), "FORBIDDEN");
    assert_eq!(app.as_owner("select from taskjuggler.personal_access_tokens").await.len(), 1);
}

#[tokio::test]
async fn what_is_no_ability_is_refused_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let (_, nora) = nora(&app).await;
    let planted =
        ["read'; drop table auth.users; --", "*\",\"role\":\"service_role", "READ", "auth:read", ""];
    for ability in planted {
        assert_eq!(create(&nora, "x", &["read", ability], None).await.code(), "BAD_USER_INPUT", "{ability}");
    }
    assert_eq!(create(&nora, "x", &[], None).await.code(), "BAD_USER_INPUT");
    assert_eq!(create(&nora, "x", &["read"; 21], None).await.code(), "BAD_USER_INPUT");
    assert_eq!(create(&nora, " ", &["read"], None).await.code(), "BAD_USER_INPUT");
    assert_eq!(create(&nora, "x", &["read"], Some("2027-01-01T00:00:00Z")).await.code(), "BAD_USER_INPUT");
    assert_eq!(create(&app.anonymous(), "x", &["read"], None).await.code(), "UNAUTHENTICATED");
    assert!(app.as_owner("select from taskjuggler.personal_access_tokens").await.is_empty());
}

#[tokio::test]
async fn stored_abilities_that_hold_sql_give_nothing() {
    let app = TestApp::demo().await;
    let (text, _) = token(&app.client(&BEN), &["*"]).await;
    app.as_owner("update taskjuggler.personal_access_tokens set abilities = array['*''; set role service_role; --', '\"]}', 'core:read']")
        .await;
    let principal = app.app.bearers.authenticate(&text).await.unwrap();
    assert!(principal.claims().ends_with(r#""abilities":["core:read"]}"#), "{}", principal.claims());
    let request = Request { query: "{ internalTasks { totalCount } }".to_owned(), ..Request::default() };
    let response = app.app.engine.execute(&app.app.ctx(principal, "planted"), request).await;
    let body: Value = serde_json::from_slice(&response.body).unwrap();
    assert_eq!(body["data"]["internalTasks"]["totalCount"], 0);
}

#[tokio::test]
async fn a_revoked_token_ends_at_once_and_alone() {
    let app = TestApp::start().await;
    let (_, nora) = nora(&app).await;
    let ((one, id), (two, _)) = (token(&nora, &["read"]).await, token(&nora, &["read"]).await);
    let (one, two) = (app.bearer(&one), app.bearer(&two));
    let mut open = one.connect().await;
    assert_eq!(open.receive().await["type"], "connection_ack");
    assert_eq!(two.run(NOTHING).await.status, 200);
    assert_eq!(revoke(&nora, &id).await["personalTokenRevoke"]["revoked"], true);
    assert_eq!(one.run(NOTHING).await.status, 401);
    assert_eq!(open.closed().await, 4403);
    assert_eq!(two.run(NOTHING).await.status, 200);
    assert_eq!(revoke(&nora, &id).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn nobody_revokes_the_token_of_another() {
    let app = TestApp::start().await;
    let (_, nora) = nora(&app).await;
    let (text, id) = token(&nora, &["read"]).await;
    let other = app.client(&make::account(&app, "omar@example.org").await);
    assert_eq!(revoke(&other, &id).await.code(), "NOT_FOUND");
    assert_eq!(app.bearer(&text).run(NOTHING).await.status, 200);
}

#[tokio::test]
async fn a_token_that_anybody_deletes_or_whose_account_is_disabled_ends() {
    let app = TestApp::start().await;
    let (_, nora) = nora(&app).await;
    let ((one, _), (two, _)) = (token(&nora, &["read"]).await, token(&nora, &["read"]).await);
    let (one, two) = (app.bearer(&one), app.bearer(&two));
    assert_eq!((one.run(NOTHING).await.status, two.run(NOTHING).await.status), (200, 200));
    app.as_owner("delete from taskjuggler.personal_access_tokens where id = (select min(id) from taskjuggler.personal_access_tokens)")
        .await;
    until_refused(&one).await;
    assert_eq!(two.run(NOTHING).await.status, 200);
    app.as_owner("update auth.users set disabled_at = now()").await;
    until_refused(&two).await;
}

#[tokio::test]
async fn it_expires() {
    let app = TestApp::start().await;
    let (_, nora) = nora(&app).await;
    let made = create(&nora, "short", &["read"], Some("2027-01-15T09:00:00Z")).await;
    let script = app.bearer(made["personalTokenCreate"]["token"].as_str().unwrap());
    assert_eq!(script.run(NOTHING).await.status, 200);
    app.clock.advance(Duration::from_secs(3600));
    assert_eq!(script.run(NOTHING).await.status, 401);
    assert_eq!(script.connect().await.closed().await, 4403);
}

#[tokio::test]
async fn its_last_use_is_noted_once_a_minute() {
    let app = TestApp::start().await;
    let (_, nora) = nora(&app).await;
    let script = app.bearer(&token(&nora, &["read"]).await.0);
    let used = async |expected: &str| {
        script.run(NOTHING).await.data();
        let sql = format!("select from taskjuggler.personal_access_tokens where last_used_at = '{expected}'");
        app.database.until_rows(&sql, 1).await;
    };
    used("2027-01-15T08:00:00Z").await;
    app.clock.advance(Duration::from_secs(59));
    used("2027-01-15T08:00:00Z").await;
    app.clock.advance(Duration::from_secs(1));
    used("2027-01-15T08:01:00Z").await;
}

#[tokio::test]
async fn texts_that_only_look_like_tokens_are_refused() {
    let app = TestApp::start().await;
    let (_, nora) = nora(&app).await;
    let (text, _) = token(&nora, &["*"]).await;
    let turned: String = text[..4].to_owned() + &text[4..].chars().rev().collect::<String>();
    let quoted = format!("wgp_{}", "' or true --".repeat(4));
    for wrong in [&text[..41], &format!("{text}0"), &turned, &quoted, "wgp_", &"wgp_0".repeat(2000)] {
        let answer = app.bearer(wrong).run(NOTHING).await;
        assert_eq!((answer.status, answer.code()), (401, "UNAUTHENTICATED"));
    }
}
