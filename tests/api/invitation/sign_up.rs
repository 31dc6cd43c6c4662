//! Making an account: by invitation, and of one's own accord where that is switched on.

use std::time::Duration;

use serde_json::json;
use workgraph::auth::SignUps;

use super::{House, NEW, PASSWORD, count, kind, refusal, sign_up};
use crate::support::{ADA, Answer, TestApp};

async fn open() -> House {
    let (app, mail) = TestApp::with_mail(SignUps::Open).await;
    House { app, mail }
}

async fn confirm(app: &TestApp, token: &str, password: &str) -> Answer {
    let query = "mutation ($token: String!, $password: String!) { signUpConfirm(token: $token, password: $password) { done } }";
    app.anonymous().run_with(query, json!({"token": token, "password": password})).await
}

async fn sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    let query = "mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { accessToken } }";
    app.anonymous().run_with(query, json!({"email": email, "password": password})).await
}

async fn accounts(app: &TestApp, email: &str) -> i64 {
    count(app, &format!("auth.users where lower(email) = lower('{email}')")).await
}

#[tokio::test]
async fn without_an_invitation_nobody_signs_up_unless_it_is_switched_on() {
    let house = House::start().await;
    assert_eq!(sign_up(&house.app, NEW, None).await.code(), "FORBIDDEN");
    assert_eq!(accounts(&house.app, NEW).await, 0);
    assert!(house.mail.is_empty());
}

#[tokio::test]
async fn an_invitation_makes_an_account_of_its_address_alone() {
    let mut house = House::start().await;
    let (_, token) = house.invited(kind("taskjugglerTeamInvite"), NEW).await;
    let other = sign_up(&house.app, "mallory@example.org", Some(&token)).await;
    let unknown = sign_up(&house.app, NEW, Some("nonsense")).await;
    assert_eq!(unknown.code(), "NOT_FOUND");
    assert_eq!(refusal(&other), refusal(&unknown));
    assert_eq!(accounts(&house.app, NEW).await + accounts(&house.app, "mallory@example.org").await, 0);
    sign_up(&house.app, &NEW.to_uppercase(), Some(&token)).await.data();
    assert_eq!(sign_up(&house.app, NEW, Some(&token)).await.code(), "CONFLICT");
    assert_eq!(accounts(&house.app, NEW).await, 1);
}

#[tokio::test]
async fn an_invitation_that_cannot_be_accepted_makes_no_account() {
    let mut house = House::start().await;
    let kind = kind("taskjugglerTeamInvite");
    let (id, revoked) = house.invited(kind, NEW).await;
    super::revoke(&house.app, &ADA, &id).await.data();
    assert_eq!(sign_up(&house.app, NEW, Some(&revoked)).await.code(), "CONFLICT");
    let (_, expired) = house.invited(kind, NEW).await;
    house.app.clock.advance(Duration::from_secs(7 * 86_400));
    assert_eq!(sign_up(&house.app, NEW, Some(&expired)).await.code(), "CONFLICT");
    assert_eq!(accounts(&house.app, NEW).await, 0);
}

#[tokio::test]
async fn of_simultaneous_sign_ups_by_one_invitation_one_succeeds() {
    let mut house = House::start().await;
    let (_, token) = house.invited(kind("taskjugglerTeamInvite"), NEW).await;
    let app = &house.app;
    let (first, second) = tokio::join!(sign_up(app, NEW, Some(&token)), sign_up(app, NEW, Some(&token)));
    let codes = [first.codes(), second.codes()].concat();
    assert_eq!(codes, ["CONFLICT"]);
    assert_eq!(accounts(app, NEW).await, 1);
}

#[tokio::test]
async fn a_poor_password_or_name_is_refused_before_anything() {
    let app = TestApp::demo().await;
    let query = "mutation ($password: String!, $name: String!) {
        signUp(email: \"nora@example.org\", password: $password, displayName: $name) { mustConfirm }
    }";
    for (password, name, field) in
        [("short", "Nora", "password"), (PASSWORD, " ", "displayName"), (PASSWORD, "a\nb", "displayName")]
    {
        let answer = app.anonymous().run_with(query, json!({"password": password, "name": name})).await;
        assert_eq!(
            (answer.code(), &answer.error()["extensions"]["field"]),
            ("BAD_USER_INPUT", &field.into())
        );
    }
}

#[tokio::test]
async fn an_open_sign_up_is_an_account_once_its_address_is_confirmed() {
    let mut house = open().await;
    assert_eq!(sign_up(&house.app, NEW, None).await["signUp"]["mustConfirm"], true);
    let token = house.token_for(NEW).await;
    assert_eq!(sign_in(&house.app, NEW, PASSWORD).await.code(), "UNAUTHENTICATED");
    assert_eq!(confirm(&house.app, "nonsense", PASSWORD).await.code(), "BAD_USER_INPUT");
    // Who reads the mail and has not chosen the password did not ask for this account.
    assert_eq!(
        confirm(&house.app, &token, "battery staple").await.error()["extensions"]["field"],
        "password"
    );
    assert_eq!(accounts(&house.app, NEW).await, 0);
    confirm(&house.app, &token, PASSWORD).await.data();
    sign_in(&house.app, NEW, PASSWORD).await.data();
    assert_eq!(confirm(&house.app, &token, PASSWORD).await.code(), "BAD_USER_INPUT");
    assert_eq!(count(&house.app, "auth.sign_ups").await, 0);
}

#[tokio::test]
async fn an_address_with_an_account_is_answered_alike_and_its_owner_is_told() {
    let mut house = open().await;
    let known = sign_up(&house.app, &ADA.email, None).await;
    assert_eq!(known.body, sign_up(&house.app, NEW, None).await.body);
    let mut subjects = [house.mail.next().await, house.mail.next().await]
        .map(|letter| (letter.to.clone(), letter.subject().to_owned()));
    subjects.sort();
    assert_eq!(subjects[0], (format!("RCPT TO:<{}>", ADA.email), "You have an account already".to_owned()));
    assert_eq!(subjects[1], (format!("RCPT TO:<{NEW}>"), "Confirm your address".to_owned()));
    assert_eq!(count(&house.app, "auth.sign_ups").await, 1);
    assert_eq!(sign_in(&house.app, &ADA.email, PASSWORD).await.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn the_link_of_a_sign_up_is_good_for_a_day() {
    let mut house = open().await;
    sign_up(&house.app, NEW, None).await.data();
    let token = house.token_for(NEW).await;
    house.app.clock.advance(Duration::from_secs(86_400));
    assert_eq!(confirm(&house.app, &token, PASSWORD).await.code(), "BAD_USER_INPUT");
    assert_eq!(accounts(&house.app, NEW).await, 0);
}

#[tokio::test]
async fn of_two_who_ask_for_an_address_the_first_to_confirm_gets_it() {
    let mut house = open().await;
    sign_up(&house.app, NEW, None).await.data();
    let first = house.token_for(NEW).await;
    sign_up(&house.app, NEW, None).await.data();
    let second = house.token_for(NEW).await;
    let app = &house.app;
    let (one, two) = tokio::join!(confirm(app, &first, PASSWORD), confirm(app, &second, PASSWORD));
    assert_eq!([one.codes(), two.codes()].concat(), ["BAD_USER_INPUT"]);
    assert_eq!(accounts(app, NEW).await, 1);
}

#[tokio::test]
async fn there_is_a_limit_to_sign_ups_for_an_address() {
    let mut house = open().await;
    for _ in 0..10 {
        sign_up(&house.app, NEW, None).await.data();
        house.token_for(NEW).await;
    }
    let refused = sign_up(&house.app, NEW, None).await;
    assert_eq!(refused.code(), "RATE_LIMITED");
    assert!(refused.error()["extensions"]["retryAfterSeconds"].is_u64());
}
