//! Signing in, staying signed in, signing out.

use std::time::Duration;

use chrono::TimeDelta;
use futures::future::join_all;
use sqlx::Row as _;
use workgraph::auth::{Keys, Principal};
use workgraph::clock::Clock;
use workgraph::secret::Secrets;

use super::{Node, refusal};
use crate::support::{Contents, Database};

const ENDED: (&str, &str) = ("UNAUTHENTICATED", "The session has ended. Sign in again.");

fn ended() -> (&'static str, String) {
    (ENDED.0, ENDED.1.to_owned())
}

#[tokio::test]
async fn the_right_password_opens_a_session() {
    let node = Node::start().await;
    node.ada().await;
    let signed_in = node.sign_in(" ada@EXAMPLE.org ", "correct horse").await.unwrap();
    let principal = node.accounts.authenticate(&signed_in.access_token).await.unwrap();
    assert_eq!(
        principal,
        Principal::Account {
            account_id: signed_in.account_id,
            session_id: Some(signed_in.session_id),
            expires_at: node.clock.now() + TimeDelta::minutes(10),
        }
    );
    let session = node.test.as_owner("select user_agent || ' ' || host(ip) from auth.sessions").await;
    assert_eq!(session[0].get::<String, _>(0), "test 192.0.2.1");
}

#[tokio::test]
async fn a_stranger_cannot_tell_which_addresses_exist() {
    let node = Node::start().await;
    node.ada().await;
    node.test.as_owner("insert into auth.users (email) values ('nopassword@example.org') returning id").await;
    let expected = ("UNAUTHENTICATED", "The address or the password is wrong.".to_owned());
    for email in ["ada@example.org", "nobody@example.org", "nopassword@example.org", ""] {
        assert_eq!(refusal(node.sign_in(email, "wrong horse").await), expected);
    }
    assert!(node.test.as_owner("select from auth.sessions").await.is_empty());
}

#[tokio::test]
async fn an_imported_bcrypt_hash_is_replaced_at_the_first_sign_in() {
    let node = Node::start().await;
    node.account("bob@example.org", &bcrypt::hash("password123", 4).unwrap()).await;
    assert!(node.sign_in("bob@example.org", "password124").await.is_err());
    node.sign_in("bob@example.org", "password123").await.unwrap();
    let stored = node.test.as_owner("select password_hash from auth.users").await[0].get::<String, _>(0);
    assert!(stored.starts_with("$argon2id$"));
    node.sign_in("bob@example.org", "password123").await.unwrap();
}

#[tokio::test]
async fn a_disabled_account_is_out_everywhere() {
    let node = Node::start().await;
    node.ada().await;
    let signed_in = node.sign_in("ada@example.org", "correct horse").await.unwrap();
    node.test.as_owner("update auth.users set disabled_at = now() returning id").await;
    let disabled = ("FORBIDDEN", "This account is disabled.".to_owned());
    assert_eq!(refusal(node.sign_in("ada@example.org", "correct horse").await), disabled);
    assert_eq!(refusal(node.accounts.issue_for("ada@example.org", TimeDelta::hours(1)).await), disabled);
    assert_eq!(refusal(node.accounts.refresh(&signed_in.refresh_token).await), ended());
    assert_eq!(refusal(node.accounts.authenticate(&signed_in.access_token).await), ended());
}

#[tokio::test]
async fn a_refresh_token_is_exchanged_for_new_ones() {
    let node = Node::start().await;
    node.ada().await;
    let first = node.sign_in("ada@example.org", "correct horse").await.unwrap();
    node.clock.advance(Duration::from_secs(3600));
    assert_eq!(
        refusal(node.accounts.authenticate(&first.access_token).await),
        ("UNAUTHENTICATED", "The access token has expired.".to_owned())
    );
    let second = node.accounts.refresh(&first.refresh_token).await.unwrap();
    assert_eq!((second.account_id, second.session_id), (first.account_id, first.session_id));
    assert_ne!(second.refresh_token, first.refresh_token);
    node.accounts.authenticate(&second.access_token).await.unwrap();
    node.accounts.refresh(&second.refresh_token).await.unwrap();
}

#[tokio::test]
async fn a_refresh_token_that_comes_twice_ends_the_session() {
    let node = Node::start().await;
    node.ada().await;
    let first = node.sign_in("ada@example.org", "correct horse").await.unwrap();
    let second = node.accounts.refresh(&first.refresh_token).await.unwrap();
    node.accounts.authenticate(&second.access_token).await.unwrap();
    assert_eq!(refusal(node.accounts.refresh(&first.refresh_token).await), ended());
    assert_eq!(refusal(node.accounts.refresh(&second.refresh_token).await), ended());
    node.clock.advance(Duration::from_secs(1));
    assert_eq!(refusal(node.accounts.authenticate(&second.access_token).await), ended());
}

#[tokio::test]
async fn of_two_simultaneous_exchanges_one_succeeds() {
    let node = Node::start().await;
    node.ada().await;
    let first = node.sign_in("ada@example.org", "correct horse").await.unwrap();
    let exchanges = join_all((0..4).map(|_| node.accounts.refresh(&first.refresh_token))).await;
    assert_eq!(exchanges.iter().filter(|exchange| exchange.is_ok()).count(), 1);
}

#[tokio::test]
async fn expired_and_invented_refresh_tokens_are_refused() {
    let node = Node::start().await;
    node.ada().await;
    let signed_in = node.sign_in("ada@example.org", "correct horse").await.unwrap();
    assert_eq!(refusal(node.accounts.refresh("invented").await), ended());
    node.clock.advance(Duration::from_secs(31 * 86_400));
    assert_eq!(refusal(node.accounts.refresh(&signed_in.refresh_token).await), ended());
}

#[tokio::test]
async fn signing_out_ends_the_session_here_at_once_and_elsewhere_within_a_second() {
    let node = Node::start().await;
    node.ada().await;
    let signed_in = node.sign_in("ada@example.org", "correct horse").await.unwrap();
    let elsewhere = node.another().await;
    elsewhere.authenticate(&signed_in.access_token).await.unwrap();
    node.accounts.authenticate(&signed_in.access_token).await.unwrap();
    node.accounts.sign_out(signed_in.session_id).await.unwrap();
    assert_eq!(refusal(node.accounts.authenticate(&signed_in.access_token).await), ended());
    assert_eq!(refusal(node.accounts.refresh(&signed_in.refresh_token).await), ended());
    node.clock.advance(Duration::from_secs(1));
    assert_eq!(refusal(elsewhere.authenticate(&signed_in.access_token).await), ended());
}

#[tokio::test]
async fn a_token_for_development_works_until_it_expires() {
    let node = Node::start().await;
    node.ada().await;
    let token = node.accounts.issue_for("ada@example.org", TimeDelta::hours(12)).await.unwrap();
    assert_eq!(node.accounts.authenticate(&token).await.unwrap().role(), "authenticated");
    assert_eq!(
        refusal(node.accounts.issue_for("nobody@example.org", TimeDelta::hours(1)).await).0,
        "NOT_FOUND"
    );
    node.clock.advance(Duration::from_secs(12 * 3600 + 60));
    assert!(node.accounts.authenticate(&token).await.is_err());
}

#[tokio::test]
async fn nodes_that_start_together_share_one_signing_key() {
    let test = Database::clone_of(Contents::Nothing).await;
    let clock = Clock::system();
    let nodes = (0..4).map(|_| async {
        Keys::load_or_create(&test.db(1).worker(), &clock, &Secrets::for_development()).await.unwrap()
    });
    let kids: Vec<_> =
        join_all(nodes).await.iter().map(|keys| keys.public_set().keys[0].common.key_id.clone()).collect();
    assert!(kids.iter().all(|kid| *kid == kids[0]));
    assert_eq!(test.as_owner("select from auth.signing_keys").await.len(), 1);
}

#[tokio::test]
async fn tokens_of_a_retired_key_stay_valid() {
    let node = Node::start().await;
    node.ada().await;
    let signed_in = node.sign_in("ada@example.org", "correct horse").await.unwrap();
    let at = node.clock.now().to_rfc3339();
    node.test.as_owner(&format!("update auth.signing_keys set retired_at = '{at}' returning kid")).await;
    let restarted = node.another().await;
    restarted.authenticate(&signed_in.access_token).await.unwrap();
    node.clock.advance(Duration::from_secs(2 * 86_400));
    let restarted = node.another().await;
    assert!(restarted.authenticate(&signed_in.access_token).await.is_err());
}
