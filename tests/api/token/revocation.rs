//! The end of a session or an account: felt by the next request and by open sockets, and known without asking the database.

use std::time::Duration;

use serde_json::json;

use super::until;
use crate::support::{Client, Socket, TestApp, make};

const WHO: &str = "{ viewer { account { email } } }";
/// Needs nothing of the database.
const NOTHING: &str = "{ __typename }";

/// Somebody new, who has asked once.
async fn somebody(app: &TestApp, email: &str) -> Client {
    let client = app.client(&make::account(app, email).await);
    assert_eq!(client.run(WHO).await["viewer"]["account"]["email"], email);
    client
}

async fn socket(client: &Client) -> Socket {
    let mut socket = client.connect().await;
    assert_eq!(socket.receive().await, json!({"type": "connection_ack"}));
    socket
}

async fn until_refused(client: &Client) {
    until("the token is refused", async || client.run(NOTHING).await.status == 401).await;
}

#[tokio::test]
async fn a_known_session_is_served_without_asking_the_database() {
    let app = TestApp::start().await;
    let client = somebody(&app, "nora@example.org").await;
    app.as_owner("begin").await;
    app.as_owner("lock table auth.users, auth.sessions in access exclusive mode").await;
    // A request that asked would wait for the lock. While this node is so busy that it has not read the change log of late,
    // requests ask; it has its moments.
    until("ten requests in a row are answered", async || {
        for _ in 0..10 {
            let answer = tokio::time::timeout(Duration::from_millis(500), client.run(NOTHING)).await;
            if !answer.is_ok_and(|answer| answer.status == 200) {
                return false;
            }
        }
        true
    })
    .await;
    app.as_owner("commit").await;
}

#[tokio::test]
async fn a_session_that_anybody_revokes_ends_everywhere() {
    let app = TestApp::start().await;
    let (nora, omar) = (somebody(&app, "nora@example.org").await, somebody(&app, "omar@example.org").await);
    let (mut of_nora, mut of_omar) = (socket(&nora).await, socket(&omar).await);
    let revoke = "update auth.sessions s set revoked_at = now() from auth.users u \
                  where u.id = s.account_id and u.email = 'nora@example.org'";
    app.as_owner(revoke).await;
    assert_eq!(of_nora.closed().await, 4403);
    until_refused(&nora).await;
    of_omar.subscribe("1", NOTHING).await;
    assert_eq!(of_omar.receive().await["type"], "next");
}

#[tokio::test]
async fn a_deleted_session_has_ended() {
    let app = TestApp::start().await;
    let nora = somebody(&app, "nora@example.org").await;
    let mut open = socket(&nora).await;
    app.as_owner("delete from auth.sessions").await;
    assert_eq!(open.closed().await, 4403);
    until_refused(&nora).await;
}

#[tokio::test]
async fn a_disabled_account_is_out_and_comes_back_when_it_is_enabled() {
    let app = TestApp::start().await;
    let nora = somebody(&app, "nora@example.org").await;
    let mut open = socket(&nora).await;
    app.as_owner("update auth.users set disabled_at = now()").await;
    assert_eq!(open.closed().await, 4403);
    until_refused(&nora).await;
    app.as_owner("update auth.users set disabled_at = null").await;
    until("the token is good again", async || nora.run(NOTHING).await.status == 200).await;
}

#[tokio::test]
async fn emptying_the_table_ends_every_session() {
    let app = TestApp::start().await;
    let nora = somebody(&app, "nora@example.org").await;
    let mut open = socket(&nora).await;
    app.as_owner("truncate auth.sessions cascade").await;
    assert_eq!(open.closed().await, 4403);
    until_refused(&nora).await;
}

#[tokio::test]
async fn while_the_change_log_cannot_be_read_the_database_is_asked() {
    let app = TestApp::start().await;
    let nora = somebody(&app, "nora@example.org").await;
    let mut open = socket(&nora).await;
    app.as_owner("revoke execute on function stream.look(), stream.take_tick() from service_role").await;
    app.as_owner("update auth.sessions set revoked_at = now()").await;
    assert_eq!(open.closed().await, 4403);
    until_refused(&nora).await;
    app.as_owner("update auth.sessions set revoked_at = null").await;
    assert_eq!(nora.run(WHO).await.status, 200, "nothing is believed");
    app.as_owner("grant execute on function stream.look(), stream.take_tick() to service_role").await;
    app.as_owner("update auth.sessions set revoked_at = now()").await;
    until_refused(&nora).await;
}

#[tokio::test]
async fn no_stream_of_the_api_delivers_what_ends_tokens() {
    let app = TestApp::demo().await;
    let sql = "select from auth.users u, stream.audience_of(u.id) keys, unnest(keys) key where key like 'account:%'";
    assert!(app.as_owner(sql).await.is_empty());
}
