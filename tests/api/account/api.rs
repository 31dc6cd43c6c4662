//! Signing in and out through the API. The rules themselves are tested beside this.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::make::{self, PASSWORD};
use crate::support::{Answer, TestApp};

const EMAIL: &str = "nora@example.org";

const WHO: &str = "{ viewer { account { email } } }";

async fn sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    let query = "mutation ($email: String!, $password: String!) {
        signIn(email: $email, password: $password) { accessToken accessExpiresAt refreshToken refreshExpiresAt }
    }";
    app.anonymous().run_with(query, json!({"email": email, "password": password})).await
}

async fn refresh(app: &TestApp, signed_in: &Value) -> Answer {
    let query =
        "mutation ($token: String!) { tokenRefresh(refreshToken: $token) { accessToken refreshToken } }";
    app.anonymous().run_with(query, json!({"token": signed_in["refreshToken"]})).await
}

async fn status(app: &TestApp, signed_in: &Value) -> u16 {
    app.bearer(signed_in["accessToken"].as_str().unwrap()).run(WHO).await.status
}

/// The tokens of somebody new who has just signed in.
async fn signed_in(app: &TestApp) -> Value {
    make::account(app, EMAIL).await;
    sign_in(app, EMAIL, PASSWORD).await["signIn"].clone()
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_read_the_same() {
    let app = TestApp::start().await;
    make::account(&app, EMAIL).await;
    let wrong = sign_in(&app, EMAIL, "password124").await;
    let unknown = sign_in(&app, "nobody@example.org", PASSWORD).await;
    assert_eq!((wrong.code(), wrong.status), ("UNAUTHENTICATED", unknown.status));
    assert_eq!((wrong.code(), &wrong.error()["message"]), (unknown.code(), &unknown.error()["message"]));
}

#[tokio::test]
async fn tokens_that_are_none_are_refused_before_anything_is_run() {
    let app = TestApp::start().await;
    for token in ["nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."] {
        let answer = app.bearer(token).run(WHO).await;
        assert_eq!((answer.status, answer.code()), (401, "UNAUTHENTICATED"));
        assert!(answer.body.get("data").is_none());
        assert_eq!(app.bearer(token).connect().await.closed().await, 4403);
    }
}

#[tokio::test]
async fn signing_in_gives_tokens_that_tell_who_asks() {
    let app = TestApp::start().await;
    let tokens = signed_in(&app).await;
    assert_eq!(tokens["accessExpiresAt"], "2027-01-15T08:10:00Z");
    let answer = app.bearer(tokens["accessToken"].as_str().unwrap()).run(WHO).await;
    assert_eq!(answer["viewer"]["account"]["email"], EMAIL);
}

#[tokio::test]
async fn an_expired_token_is_refused_on_http_and_on_sockets() {
    let app = TestApp::start().await;
    let tokens = signed_in(&app).await;
    app.clock.advance(Duration::from_secs(601));
    assert_eq!(status(&app, &tokens).await, 401);
    let late = app.bearer(tokens["accessToken"].as_str().unwrap());
    assert_eq!(late.connect().await.closed().await, 4403);
    let fresh = refresh(&app, &tokens).await["tokenRefresh"].clone();
    assert_eq!(status(&app, &fresh).await, 200);
}

#[tokio::test]
async fn a_refresh_token_used_twice_ends_its_session() {
    let app = TestApp::start().await;
    let first = signed_in(&app).await;
    let second = refresh(&app, &first).await["tokenRefresh"].clone();
    assert_eq!(refresh(&app, &first).await.code(), "UNAUTHENTICATED");
    assert_eq!(refresh(&app, &second).await.code(), "UNAUTHENTICATED");
    assert_eq!(status(&app, &second).await, 401);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_no_other() {
    let app = TestApp::start().await;
    let here = signed_in(&app).await;
    let elsewhere = sign_in(&app, EMAIL, PASSWORD).await["signIn"].clone();
    let client = app.bearer(here["accessToken"].as_str().unwrap());
    assert_eq!(client.run("mutation { signOut { signedOut } }").await["signOut"]["signedOut"], true);
    assert_eq!(client.run(WHO).await.status, 401);
    assert_eq!(refresh(&app, &here).await.code(), "UNAUTHENTICATED");
    assert_eq!(status(&app, &elsewhere).await, 200);
}

#[tokio::test]
async fn there_is_no_session_to_end_without_a_token() {
    let app = TestApp::start().await;
    let answer = app.anonymous().run("mutation { signOut { signedOut } }").await;
    assert_eq!(answer.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn an_open_socket_ends_with_its_session() {
    let app = TestApp::start().await;
    let tokens = signed_in(&app).await;
    let client = app.bearer(tokens["accessToken"].as_str().unwrap());
    let mut subscription = client.subscribe("subscription { taskChanged { kind } }").await;
    client.run("mutation { signOut { signedOut } }").await.data();
    assert_eq!(subscription.socket.closed().await, 4403);
}
