//! A code beside the password.

use std::time::Duration;

use futures::future::join_all;
use sqlx::Row as _;
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;
use workgraph::app::App;
use workgraph::auth::Proof;
use workgraph::secret::Secrets;

use super::{ADA, Node, OTHER, PASSWORD, code};
use crate::support::{MailServer, Manner};

/// Somebody's authenticator app.
struct Phone(Totp);

impl Phone {
    fn with(secret: &str) -> Self {
        Self(Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap())
    }

    fn code(&self, node: &Node) -> String {
        self.0.generate(node.clock.now().timestamp().unsigned_abs()).to_string()
    }
}

struct Protected {
    node: Node,
    ada: Uuid,
    phone: Phone,
    recovery: Vec<String>,
    mail: MailServer,
}

/// Somebody with a second factor, half a minute after it was confirmed.
async fn protected() -> Protected {
    let (node, mut mail) = Node::with_mail(Manner::Takes).await;
    let ada = node.ada().await;
    let enrolment = node.accounts.enrol_second_factor(ada, PASSWORD).await.unwrap();
    let phone = Phone::with(&enrolment.secret);
    let recovery = node.accounts.confirm_second_factor(ada, &phone.code(&node)).await.unwrap();
    assert_eq!(mail.next().await.subject(), "Your second factor is on");
    next_code(&node);
    Protected { node, ada, phone, recovery, mail }
}

fn next_code(node: &Node) {
    node.clock.advance(Duration::from_secs(30));
}

#[tokio::test]
async fn a_second_factor_counts_once_it_is_confirmed() {
    let node = Node::start().await;
    let ada = node.ada().await;
    let enrolment = node.accounts.enrol_second_factor(ada, PASSWORD).await.unwrap();
    let uri = &enrolment.uri;
    assert!(uri.starts_with("otpauth://totp/Workgraph:Ada%40example.org?secret="), "{uri}");
    assert!(uri.contains(&enrolment.secret) && uri.contains("issuer=Workgraph"), "{uri}");
    node.sign_in(ADA, PASSWORD).await.unwrap();
    assert_eq!(code(node.accounts.confirm_second_factor(ada, "000000").await), "BAD_USER_INPUT");
    node.sign_in(ADA, PASSWORD).await.unwrap();
    let code_now = Phone::with(&enrolment.secret).code(&node);
    let recovery = node.accounts.confirm_second_factor(ada, &code_now).await.unwrap();
    assert_eq!(recovery.len(), 10);
    assert_eq!(code(node.sign_in(ADA, PASSWORD).await), "SECOND_FACTOR_REQUIRED");
}

#[tokio::test]
async fn a_code_opens_a_session_once() {
    let Protected { node, phone, .. } = protected().await;
    let now = phone.code(&node);
    node.sign_in_with(&now).await.unwrap();
    assert_eq!(code(node.sign_in_with(&now).await), "UNAUTHENTICATED");
    next_code(&node);
    // Still within the tolerance, and still used.
    assert_eq!(code(node.sign_in_with(&now).await), "UNAUTHENTICATED");
    node.sign_in_with(&phone.code(&node)).await.unwrap();
}

#[tokio::test]
async fn the_code_of_the_confirmation_is_used() {
    let node = Node::start().await;
    let ada = node.ada().await;
    let phone = Phone::with(&node.accounts.enrol_second_factor(ada, PASSWORD).await.unwrap().secret);
    let now = phone.code(&node);
    node.accounts.confirm_second_factor(ada, &now).await.unwrap();
    assert_eq!(code(node.sign_in_with(&now).await), "UNAUTHENTICATED");
}

#[tokio::test]
async fn of_simultaneous_sign_ins_with_one_code_one_succeeds() {
    let Protected { node, phone, recovery, .. } = protected().await;
    for used in [phone.code(&node), recovery[0].clone()] {
        let sign_ins = join_all((0..4).map(|_| node.sign_in_with(&used))).await;
        assert_eq!(sign_ins.iter().filter(|result| result.is_ok()).count(), 1);
    }
}

#[tokio::test]
async fn wrong_late_and_early_codes_are_refused() {
    let Protected { node, phone, .. } = protected().await;
    let late = phone.code(&node);
    node.clock.advance(Duration::from_secs(90));
    let long = "1".repeat(10_000);
    for wrong in [late.as_str(), "000000", "", "12345", "1234567", "' or 1=1", "١٢٣٤٥٦", &long] {
        assert_eq!(code(node.sign_in_with(wrong).await), "UNAUTHENTICATED");
    }
    assert_eq!(node.count("auth.sessions").await, 0);
    node.sign_in_with(&phone.code(&node)).await.unwrap();
}

#[tokio::test]
async fn a_code_without_the_password_is_worth_nothing_and_stays_good() {
    let Protected { node, phone, .. } = protected().await;
    let now = phone.code(&node);
    assert_eq!(code(node.sign_in(ADA, "wrong horse").await), "UNAUTHENTICATED");
    node.sign_in_with(&now).await.unwrap();
}

#[tokio::test]
async fn codes_are_not_guessed() {
    let Protected { node, ada, phone, .. } = protected().await;
    node.test.as_owner("delete from auth.attempts returning 1").await;
    node.test.as_owner(&format!("insert into auth.attempts select 'code', (hashtextextended('{ada}', 0) & 262143)::int, 9, to_timestamp(1800003600) returning 1")).await;
    assert_eq!(code(node.sign_in_with("000000").await), "UNAUTHENTICATED");
    assert_eq!(code(node.sign_in_with(&phone.code(&node)).await), "RATE_LIMITED");
    assert_eq!(code(node.accounts.disable_second_factor(ada, Proof::Code("000000")).await), "RATE_LIMITED");
    node.clock.advance(Duration::from_secs(3600));
    node.sign_in_with(&phone.code(&node)).await.unwrap();
}

#[tokio::test]
async fn a_recovery_code_stands_in_once() {
    let Protected { node, recovery, .. } = protected().await;
    node.sign_in_with(&recovery[3]).await.unwrap();
    assert_eq!(code(node.sign_in_with(&recovery[3]).await), "UNAUTHENTICATED");
    let spelt = recovery[4].to_lowercase().replace('-', " ");
    node.sign_in_with(&spelt).await.unwrap();
    assert_eq!(node.count("auth.recovery_codes where used_at is null").await, 8);
}

#[tokio::test]
async fn it_takes_a_password_or_a_code_to_be_rid_of_it() {
    let Protected { node, ada, phone, mut mail, .. } = protected().await;
    let disable = async |proof| node.accounts.disable_second_factor(ada, proof).await;
    assert_eq!(code(disable(Proof::Password("wrong horse")).await), "BAD_USER_INPUT");
    assert_eq!(code(disable(Proof::Code("000000")).await), "BAD_USER_INPUT");
    assert_eq!(code(node.sign_in(ADA, PASSWORD).await), "SECOND_FACTOR_REQUIRED");
    let now = phone.code(&node);
    disable(Proof::Code(&now)).await.unwrap();
    assert_eq!(mail.next().await.subject(), "Your second factor is off");
    node.sign_in(ADA, PASSWORD).await.unwrap();
    assert_eq!(node.count("auth.recovery_codes").await, 0);
    assert_eq!(code(disable(Proof::Password(PASSWORD)).await), "CONFLICT");
}

#[tokio::test]
async fn nobody_enrols_over_it_or_without_the_password() {
    let Protected { node, ada, phone, .. } = protected().await;
    assert_eq!(code(node.accounts.enrol_second_factor(ada, "wrong horse").await), "BAD_USER_INPUT");
    assert_eq!(code(node.accounts.enrol_second_factor(ada, PASSWORD).await), "CONFLICT");
    assert_eq!(code(node.accounts.confirm_second_factor(ada, &phone.code(&node)).await), "CONFLICT");
    node.sign_in_with(&phone.code(&node)).await.unwrap();
}

#[tokio::test]
async fn a_new_password_by_mail_leaves_the_second_factor() {
    let Protected { node, mut mail, .. } = protected().await;
    node.accounts.request_password_reset(ADA, &super::origin("192.0.2.1")).await.unwrap();
    node.accounts.reset_password(&mail.next().await.token(), OTHER).await.unwrap();
    assert_eq!(code(node.sign_in(ADA, OTHER).await), "SECOND_FACTOR_REQUIRED");
}

#[tokio::test]
async fn the_database_holds_neither_secret_nor_codes() {
    let node = Node::start().await;
    let ada = node.ada().await;
    let enrolment = node.accounts.enrol_second_factor(ada, PASSWORD).await.unwrap();
    let phone = Phone::with(&enrolment.secret);
    let recovery = node.accounts.confirm_second_factor(ada, &phone.code(&node)).await.unwrap();
    let stored = node.test.as_owner("select f::text || (select string_agg(encode(hash, 'escape'), '') from auth.recovery_codes) from auth.second_factors f").await;
    let stored: String = stored[0].get(0);
    assert!(stored.contains("s1."), "{stored}");
    for secret in recovery.iter().chain([&enrolment.secret]) {
        assert!(!stored.contains(secret.as_str()) && !stored.contains(&secret.replace('-', "")));
    }
}

#[tokio::test]
async fn a_secret_of_somebody_else_or_under_another_key_does_not_open() {
    let Protected { node, ada, phone, .. } = protected().await;
    let other = "//////////////////////////////////////////8=";
    let settings =
        workgraph::app::Settings { secrets: Secrets::parse(other).unwrap(), ..node.settings.clone() };
    // The keys that sign tokens are sealed as well: this node makes its own.
    node.test.as_owner("delete from auth.signing_keys").await;
    let elsewhere =
        Node { accounts: App::build(&settings, node.clock.clone()).await.unwrap().accounts, ..node };
    assert_eq!(code(elsewhere.sign_in_with(&phone.code(&elsewhere)).await), "INTERNAL_SERVER_ERROR");
    // With the key, but moved to another account.
    let bob = elsewhere.account("bob@example.org", "hash").await;
    elsewhere.test.as_owner(&format!("insert into auth.second_factors (account_id, secret) select '{bob}', secret from auth.second_factors where account_id = '{ada}' returning 1")).await;
    elsewhere.test.as_owner("delete from auth.signing_keys").await;
    let here = elsewhere.another().await;
    assert_eq!(code(here.confirm_second_factor(bob, &phone.code(&elsewhere)).await), "INTERNAL_SERVER_ERROR");
}
