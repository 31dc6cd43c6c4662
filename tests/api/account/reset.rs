//! A new password by mail.

use std::time::Duration;

use futures::future::join_all;

use super::{ADA, Node, OTHER, PASSWORD, code, origin};
use crate::support::{MailServer, Manner};

/// Somebody whose mail has brought a token.
async fn with_token() -> (Node, MailServer, String) {
    let (node, mut mail) = Node::with_mail(Manner::Takes).await;
    node.ada().await;
    request(&node, ADA).await;
    let token = mail.next().await.token();
    (node, mail, token)
}

async fn request(node: &Node, email: &str) {
    node.accounts.request_password_reset(email, &origin("192.0.2.1")).await.unwrap();
}

/// That no token works: the password is what it was.
async fn is_unchanged(node: &Node) -> bool {
    node.sign_in(ADA, PASSWORD).await.is_ok()
}

#[tokio::test]
async fn the_link_in_the_mail_sets_a_new_password_and_ends_all_sessions() {
    let (node, mut mail, token) = with_token().await;
    let before = node.sign_in(ADA, PASSWORD).await.unwrap();
    node.accounts.reset_password(&token, OTHER).await.unwrap();
    assert!(node.has_ended(&before).await);
    assert_eq!(code(node.sign_in(ADA, PASSWORD).await), "UNAUTHENTICATED");
    node.sign_in(ADA, OTHER).await.unwrap();
    assert_eq!(mail.next().await.subject(), "Your password was changed");
}

#[tokio::test]
async fn the_mail_goes_to_the_account_and_not_to_what_was_typed() {
    let (node, mut mail) = Node::with_mail(Manner::Takes).await;
    node.ada().await;
    request(&node, " ADA@example.ORG").await;
    let letter = mail.next().await;
    assert_eq!((letter.to.as_str(), letter.subject()), ("RCPT TO:<Ada@example.org>", "Set a new password"));
    assert!(letter.text().contains("http://localhost/reset-password#token="), "{}", letter.content);
}

#[tokio::test]
async fn the_answer_is_given_before_anybody_has_looked_for_the_account() {
    let node = Node::start().await;
    node.ada().await;
    // Nobody empties the outbox, so whatever the account decides has not happened yet.
    request(&node, ADA).await;
    request(&node, "nobody@example.org").await;
    assert_eq!(node.count("auth.password_reset_tokens").await, 0);
    assert_eq!(node.count("assist.password_reset_attempts").await, 2);
}

#[tokio::test]
async fn nobody_else_gets_mail() {
    let mut mail = MailServer::start(Manner::Takes).await;
    let node = Node::with(mail.settings()).await;
    let ada = node.ada().await;
    node.test.as_owner("insert into auth.users (email) values ('nopassword@example.org') returning 1").await;
    node.account("disabled@example.org", "hash").await;
    node.test
        .as_owner("update auth.users set disabled_at = now() where email like 'disabled%' returning 1")
        .await;
    let sql = "ada@example.org' or '1'='1";
    for email in ["nobody@example.org", "nopassword@example.org", "disabled@example.org", "", sql, "%", ADA] {
        request(&node, email).await;
    }
    node.stop.cancel();
    node.app.outbox.run(node.stop.clone()).await;
    assert!(mail.next().await.to.contains("Ada@example.org"));
    assert!(mail.is_empty());
    assert_eq!(node.count(&format!("auth.password_reset_tokens where account_id = '{ada}'")).await, 1);
    assert_eq!(node.count("auth.password_reset_tokens").await, 1);
}

#[tokio::test]
async fn a_token_is_good_once() {
    let (node, _mail, token) = with_token().await;
    node.accounts.reset_password(&token, OTHER).await.unwrap();
    assert_eq!(code(node.accounts.reset_password(&token, "another password").await), "BAD_USER_INPUT");
    node.sign_in(ADA, OTHER).await.unwrap();
}

#[tokio::test]
async fn of_simultaneous_uses_one_succeeds() {
    let (node, _mail, token) = with_token().await;
    let new: Vec<_> = (0..4).map(|at| format!("battery staple {at}")).collect();
    let results = join_all(new.iter().map(|new| node.accounts.reset_password(&token, new))).await;
    let done: Vec<_> = results.iter().zip(&new).filter(|(result, _)| result.is_ok()).collect();
    assert_eq!(done.len(), 1);
    node.sign_in(ADA, done[0].1).await.unwrap();
}

#[tokio::test]
async fn a_token_is_void_once_another_was_used_or_the_password_changed() {
    let (node, mut mail, first) = with_token().await;
    request(&node, ADA).await;
    let second = mail.next().await.token();
    node.accounts.reset_password(&second, OTHER).await.unwrap();
    assert_eq!(code(node.accounts.reset_password(&first, "another password").await), "BAD_USER_INPUT");
    assert_eq!(mail.next().await.subject(), "Your password was changed");
    request(&node, ADA).await;
    let third = mail.next().await.token();
    let ada = node.sign_in(ADA, OTHER).await.unwrap().account_id;
    node.accounts.change_password(ada, None, OTHER, PASSWORD).await.unwrap();
    assert_eq!(code(node.accounts.reset_password(&third, "another password").await), "BAD_USER_INPUT");
    assert!(is_unchanged(&node).await);
}

#[tokio::test]
async fn an_expired_token_changes_nothing() {
    let (node, _mail, token) = with_token().await;
    node.clock.advance(Duration::from_secs(3600));
    assert_eq!(code(node.accounts.reset_password(&token, OTHER).await), "BAD_USER_INPUT");
    assert!(is_unchanged(&node).await);
}

#[tokio::test]
async fn a_token_of_a_disabled_account_changes_nothing() {
    let (node, _mail, token) = with_token().await;
    node.test.as_owner("update auth.users set disabled_at = now() returning 1").await;
    assert_eq!(code(node.accounts.reset_password(&token, OTHER).await), "BAD_USER_INPUT");
    node.test.as_owner("update auth.users set disabled_at = null returning 1").await;
    assert!(is_unchanged(&node).await);
}

#[tokio::test]
async fn an_invented_token_or_a_poor_password_changes_nothing() {
    let (node, _mail, token) = with_token().await;
    let long = "a".repeat(1025);
    for (token, new) in [
        ("invented", OTHER),
        ("", OTHER),
        ("' or true --", OTHER),
        (&token.to_lowercase(), OTHER),
        (&token[..40], OTHER),
        (&token, "too short"),
        (&token, &long),
    ] {
        assert_eq!(code(node.accounts.reset_password(token, new).await), "BAD_USER_INPUT");
    }
    assert!(is_unchanged(&node).await);
    node.accounts.reset_password(&token, OTHER).await.unwrap();
}

#[tokio::test]
async fn the_database_holds_no_token() {
    let (node, _mail, token) = with_token().await;
    let sql = format!(
        "auth.password_reset_tokens t where t::text like '%{token}%' or encode(hash, 'escape') = '{token}'"
    );
    assert_eq!(node.count(&sql).await, 0);
    assert_eq!(node.count("auth.password_reset_tokens where length(hash) = 32").await, 1);
}

#[tokio::test]
async fn requests_are_limited_for_each_account_even_if_they_come_at_once() {
    let node = Node::start().await;
    let requests = (0..12).map(|at| format!("198.51.100.{at}"));
    let accounts = &node.accounts;
    let requests = requests.map(|ip| async move { accounts.request_password_reset(ADA, &origin(&ip)).await });
    let results = join_all(requests).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 5);
    let refused = results.into_iter().find_map(Result::err).unwrap();
    assert_eq!((refused.code(), &refused.extensions()["retryAfterSeconds"]), ("RATE_LIMITED", &3601.into()));
    node.clock.advance(Duration::from_secs(3600));
    request(&node, ADA).await;
    assert_eq!(node.count("assist.password_reset_attempts").await, 1);
}

#[tokio::test]
async fn requests_are_limited_for_each_address() {
    let node = Node::start().await;
    let mut results = Vec::new();
    for at in 0..22 {
        let email = format!("nobody{at}@example.org");
        results.push(node.accounts.request_password_reset(&email, &origin("192.0.2.1")).await);
    }
    assert!(results[..20].iter().all(Result::is_ok));
    for result in results.drain(20..) {
        assert_eq!(code(result), "RATE_LIMITED");
    }
    node.accounts.request_password_reset("nobody@example.org", &origin("192.0.2.2")).await.unwrap();
}
