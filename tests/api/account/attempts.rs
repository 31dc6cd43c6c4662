//! Guessing has an end, on all nodes together and whether or not there is such an account.

use std::time::Duration;

use futures::future::join_all;
use serde_json::Value;
use workgraph::auth::password;

use super::{ADA, Node, PASSWORD, code};
use crate::support::make::{self, account};
use crate::support::{STRANGER, TestApp};

async fn guess(node: &Node, email: &str, times: usize) -> Vec<&'static str> {
    let mut codes = Vec::new();
    for _ in 0..times {
        codes.push(code(node.sign_in(email, "wrong horse").await));
    }
    codes
}

#[tokio::test]
async fn guesses_at_one_account_are_limited_wherever_they_come_from() {
    let node = Node::start().await;
    node.ada().await;
    let guesses = (0..30).map(|at| format!("198.51.100.{at}"));
    let here = &node;
    let guesses = guesses.map(|ip| async move { here.sign_in_from(&ip, ADA, "wrong horse").await });
    let codes: Vec<_> = join_all(guesses).await.into_iter().map(code).collect();
    assert_eq!(codes.iter().filter(|code| **code == "UNAUTHENTICATED").count(), 10);
    assert_eq!(codes.iter().filter(|code| **code == "RATE_LIMITED").count(), 20);
    // The right password comes too late, and in other letters as well.
    assert_eq!(code(node.sign_in("ADA@Example.org ", PASSWORD).await), "RATE_LIMITED");
    node.clock.advance(Duration::from_secs(15 * 60));
    node.sign_in(ADA, PASSWORD).await.unwrap();
}

#[tokio::test]
async fn an_unknown_address_is_limited_like_a_known_one() {
    let node = Node::start().await;
    node.ada().await;
    let known = guess(&node, ADA, 12).await;
    assert_eq!(known, guess(&node, "nobody@example.org", 12).await);
    assert_eq!(known[9..], ["UNAUTHENTICATED", "RATE_LIMITED", "RATE_LIMITED"]);
}

#[tokio::test]
async fn a_refusal_says_when_to_come_again_on_every_node() {
    let node = Node::start().await;
    guess(&node, ADA, 10).await;
    node.clock.advance(Duration::from_secs(60));
    let elsewhere = Node { accounts: node.another().await, ..node };
    let error = elsewhere.sign_in(ADA, PASSWORD).await.unwrap_err();
    assert_eq!(error.code(), "RATE_LIMITED");
    assert_eq!(error.extensions()["retryAfterSeconds"], Value::from(14 * 60 + 1));
}

#[tokio::test]
async fn signing_in_often_is_not_guessing() {
    let node = Node::start().await;
    node.ada().await;
    for _ in 0..12 {
        node.sign_in(ADA, PASSWORD).await.unwrap();
    }
    assert_eq!(guess(&node, ADA, 11).await[9..], ["UNAUTHENTICATED", "RATE_LIMITED"]);
}

#[tokio::test]
async fn who_can_sign_in_here_buys_no_guesses_there() {
    let node = Node::start().await;
    node.ada().await;
    guess(&node, ADA, 9).await;
    node.sign_in(ADA, PASSWORD).await.unwrap();
    assert_eq!(guess(&node, ADA, 2).await, ["UNAUTHENTICATED", "RATE_LIMITED"]);
}

#[tokio::test]
async fn one_address_cannot_try_many_accounts() {
    let node = Node::start().await;
    node.test.as_owner("insert into auth.attempts select 'address', b, 195, to_timestamp(1800000900) from generate_series(0, 262143) b returning 1").await;
    let guesses = (0..20).map(|at| format!("nobody{at}@example.org"));
    let here = &node;
    let guesses = guesses.map(|email| async move { here.sign_in(&email, "wrong horse").await });
    let codes: Vec<_> = join_all(guesses).await.into_iter().map(code).collect();
    assert_eq!(codes.iter().filter(|code| **code == "UNAUTHENTICATED").count(), 5);
    assert_eq!(codes.iter().filter(|code| **code == "RATE_LIMITED").count(), 15);
    // What was refused for the address was no guess at the accounts.
    assert_eq!(node.count("auth.attempts where kind = 'email'").await, 5);
    // However many attempts, there are no more rows.
    assert_eq!(node.count("auth.attempts where kind = 'address'").await, 262_144);
}

#[tokio::test]
async fn an_ipv6_customer_is_one_address() {
    let node = Node::start().await;
    for ip in ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"] {
        assert_eq!(code(node.sign_in_from(ip, ADA, "wrong horse").await), "UNAUTHENTICATED");
    }
    assert_eq!(node.count("auth.attempts where kind = 'address'").await, 2);
}

#[tokio::test]
async fn a_storm_of_sign_ins_leaves_room_for_others() {
    let app = TestApp::start().await;
    let reader = account(&app, "nora@example.org").await;
    let hash = password::hash(make::PASSWORD).unwrap();
    app.as_owner(&format!(
        "insert into auth.users (email, password_hash) \
         select 'guest' || n || '@example.org', '{hash}' from generate_series(1, 150) n returning 1"
    ))
    .await;
    let client = app.client(&reader);
    client.token().await;
    let guest = app.anonymous();
    let storm = (1..=150).map(|at| {
        let query = format!(
            r#"mutation {{ signIn(email: "guest{at}@example.org", password: "password123") {{ accessToken }} }}"#
        );
        let guest = &guest;
        async move { guest.run(&query).await }
    });
    let reads = (0..20).map(|_| client.run("{ viewer { account { email } } }"));
    let (signed_in, read) = futures::join!(join_all(storm), join_all(reads));
    for answer in read {
        assert_eq!(answer["viewer"]["account"]["email"], "nora@example.org");
    }
    // Those beyond the places are told, at once and without a hash.
    let told = signed_in.iter().filter(|answer| answer.codes() == ["TRY_AGAIN"]).count();
    let done = signed_in.iter().filter(|answer| answer.codes().is_empty()).count();
    assert_eq!(told + done, 150);
    assert!(done >= 65, "{done}");
}

#[tokio::test]
async fn over_http_the_caller_is_known_by_address_and_program() {
    let app = TestApp::demo().await;
    let query = format!(
        r#"mutation {{ signIn(email: "{}", password: "{}") {{ accessToken }} }}"#,
        STRANGER.email,
        make::PASSWORD
    );
    let client = crate::support::web().post(format!("http://{}/graphql", app.address));
    let request = client.header("user-agent", format!("tester/{}", "9".repeat(400)));
    let request = request.header("x-forwarded-for", "203.0.113.9");
    let body: Value =
        request.json(&serde_json::json!({ "query": query })).send().await.unwrap().json().await.unwrap();
    assert!(body["data"]["signIn"]["accessToken"].is_string(), "{body}");
    let rows = app
        .as_owner("select from auth.sessions where ip = '127.0.0.1' and user_agent like 'tester/9%' and length(user_agent) = 300")
        .await;
    assert_eq!(rows.len(), 1);
}
