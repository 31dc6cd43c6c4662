//! Signing in and out through the API. The rules themselves are tested beside this.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::make::{self, PASSWORD};
use crate::support::{Answer, DAN, TestApp};

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

const DONE: &str = "done";

async fn mutate(app: &TestApp, token: Option<&Value>, field: &str) -> Answer {
    let client = match token {
        Some(token) => app.bearer(token.as_str().unwrap()),
        None => app.anonymous(),
    };
    client.run(&format!("mutation {{ {field} }}")).await
}

#[tokio::test]
async fn what_is_too_long_or_no_text_is_refused_before_it_is_looked_at() {
    let app = TestApp::start().await;
    make::account(&app, EMAIL).await;
    let long = "a".repeat(10_000);
    for field in [
        r#"signIn(email: "a\u0000b", password: "password123") { accessToken }"#.to_owned(),
        r#"signIn(email: "nora@example.org", password: "a\u0000b") { accessToken }"#.to_owned(),
        r#"signIn(email: "nora@example.org", password: "password123", code: "1\u0000") { accessToken }"#
            .to_owned(),
        format!(r#"signIn(email: "{long}", password: "password123") {{ accessToken }}"#),
        format!(r#"signIn(email: "nora@example.org", password: "{long}") {{ accessToken }}"#),
        format!(
            r#"signIn(email: "nora@example.org", password: "password123", code: "{long}") {{ accessToken }}"#
        ),
        format!(r#"tokenRefresh(refreshToken: "{long}") {{ accessToken }}"#),
        r#"passwordResetRequest(email: "a\u0000b") { done }"#.to_owned(),
        format!(r#"passwordResetRequest(email: "{long}") {{ done }}"#),
        format!(r#"passwordReset(token: "{long}", new: "battery staple") {{ done }}"#),
        r#"passwordReset(token: "a", new: "battery\u0000staple") { done }"#.to_owned(),
    ] {
        assert_eq!(mutate(&app, None, &field).await.code(), "BAD_USER_INPUT", "{}", &field[..60]);
    }
    for table in ["auth.sessions", "auth.attempts", "assist.password_reset_attempts"] {
        assert!(app.as_owner(&format!("select from {table}")).await.is_empty(), "{table}");
    }
}

#[tokio::test]
async fn sql_in_an_address_is_an_unknown_address() {
    let app = TestApp::start().await;
    make::account(&app, EMAIL).await;
    for email in ["' or true --", "nora@example.org'; drop table auth.users; --", "%", "nora_example.org"] {
        assert_eq!(sign_in(&app, email, PASSWORD).await.code(), "UNAUTHENTICATED");
        let request = format!(r#"passwordResetRequest(email: "{email}") {{ done }}"#);
        assert_eq!(mutate(&app, None, &request).await["passwordResetRequest"][DONE], true);
    }
    assert_eq!(app.as_owner("select from auth.users").await.len(), 1);
}

const OWN: [&str; 5] = [
    r#"passwordChange(current: "password123", new: "battery staple") { done }"#,
    r#"secondFactorEnrol(password: "password123") { secret }"#,
    r#"secondFactorConfirm(code: "123456") { recoveryCodes }"#,
    r#"secondFactorDisable(password: "password123") { done }"#,
    "signOutEverywhere { ended }",
];

#[tokio::test]
async fn an_account_is_managed_by_who_has_signed_in_and_not_by_a_token_with_abilities() {
    let app = TestApp::start().await;
    let tokens = signed_in(&app).await;
    let create = r#"personalTokenCreate(name: "all", abilities: ["*"]) { token }"#;
    let made = mutate(&app, Some(&tokens["accessToken"]), create).await["personalTokenCreate"].clone();
    for field in OWN {
        assert_eq!(mutate(&app, None, field).await.code(), "UNAUTHENTICATED", "{field}");
        assert_eq!(mutate(&app, Some(&made["token"]), field).await.code(), "FORBIDDEN", "{field}");
    }
    assert_eq!(status(&app, &tokens).await, 200);
    assert!(app.as_owner("select from auth.second_factors").await.is_empty());
    sign_in(&app, EMAIL, PASSWORD).await.data();
}

#[tokio::test]
async fn a_second_factor_is_set_up_and_asked_for() {
    let app = TestApp::start().await;
    let tokens = signed_in(&app).await;
    let enrol = r#"secondFactorEnrol(password: "password123") { secret uri }"#;
    let enrolled = mutate(&app, Some(&tokens["accessToken"]), enrol).await["secondFactorEnrol"].clone();
    let secret = totp_rs::Secret::try_from_base32(enrolled["secret"].as_str().unwrap()).unwrap();
    let phone = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let code = phone.generate(app.clock.now().timestamp().unsigned_abs()).to_string();
    let confirm = format!(r#"secondFactorConfirm(code: "{code}") {{ recoveryCodes }}"#);
    let confirmed = mutate(&app, Some(&tokens["accessToken"]), &confirm).await["secondFactorConfirm"].clone();
    let codes = confirmed["recoveryCodes"].as_array().unwrap();
    assert_eq!(codes.len(), 10);
    let asked = sign_in(&app, EMAIL, PASSWORD).await;
    assert_eq!(
        (asked.code(), &asked.error()["extensions"]["field"]),
        ("SECOND_FACTOR_REQUIRED", &"code".into())
    );
    let with_code =
        format!(r#"signIn(email: "{EMAIL}", password: "{PASSWORD}", code: {}) {{ accessToken }}"#, codes[0]);
    mutate(&app, None, &with_code).await.data();
    assert_eq!(mutate(&app, None, &with_code).await.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn who_is_suspended_in_one_system_signs_in_and_has_the_others() {
    let app = TestApp::demo().await;
    let tokens = sign_in(&app, &DAN.email, PASSWORD).await["signIn"].clone();
    let client = app.bearer(tokens["accessToken"].as_str().unwrap());
    let ask = async || {
        let answer = client.run("{ internalTasks { totalCount } coreDecisions { totalCount } }").await;
        ["internalTasks", "coreDecisions"].map(|field| answer[field]["totalCount"].as_i64().unwrap() > 0)
    };
    assert_eq!(ask().await, [true, true]);
    app.as_owner(&format!(
        "update internal.team_members set status = 'suspended' where user_id = '{}' returning 1",
        DAN.id
    ))
    .await;
    assert_eq!(ask().await, [false, true]);
    app.as_owner(&format!("update core.users set is_active = false where id = '{}' returning 1", DAN.id))
        .await;
    assert_eq!(ask().await, [false, false]);
    sign_in(&app, &DAN.email, PASSWORD).await.data();
}
