//! The keys that sign access tokens: published, and changed while the server runs.

use std::time::Duration;

use chrono::TimeDelta;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::Value;
use workgraph::auth::{Keys, Principal};
use workgraph::secret::Secrets;

use super::until;
use crate::support::{Person, TestApp, make, web};

async fn published(app: &TestApp) -> JwkSet {
    web()
        .get(format!("http://{}/.well-known/jwks.json", app.address))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap()
}

async fn token(app: &TestApp, person: &Person) -> String {
    app.app.accounts.issue_for(&person.email, TimeDelta::hours(23)).await.unwrap()
}

fn kid(token: &str) -> String {
    decode_header(token).unwrap().kid.unwrap()
}

async fn rotate(app: &TestApp) -> String {
    let (kid, signs_from) =
        Keys::rotate(&app.app.db.worker(), &app.clock, &Secrets::for_development()).await.unwrap();
    assert!(signs_from >= app.clock.now() + TimeDelta::minutes(10));
    until("the new key is published", async || published(app).await.find(&kid).is_some()).await;
    kid
}

async fn is_accepted(app: &TestApp, token: &str) -> bool {
    app.bearer(token).run("{ __typename }").await.status == 200
}

#[tokio::test]
async fn other_programs_can_verify_our_tokens() {
    let app = TestApp::start().await;
    let ada = make::account(&app, "ada@example.org").await;
    let url = format!("http://{}/.well-known/jwks.json", app.address);
    let response = web().get(url).send().await.unwrap();
    assert_eq!(response.headers()["cache-control"], "public, max-age=300");
    let text = response.text().await.unwrap();
    let private: &[&str] = &["\"d\"", "\"k\"", "\"p\""];
    assert!(private.iter().all(|member| !text.contains(member)), "{text}");
    let set: JwkSet = serde_json::from_str(&text).unwrap();
    let token = token(&app, &ada).await;
    let key = DecodingKey::from_jwk(set.find(&kid(&token)).unwrap()).unwrap();
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_audience(&["authenticated"]);
    validation.validate_exp = false;
    let claims = decode::<Value>(&token, &key, &validation).unwrap().claims;
    assert_eq!((&claims["sub"], &claims["iss"]), (&ada.id.to_string().into(), &"workgraph".into()));
}

#[tokio::test]
async fn a_new_key_is_published_before_it_signs_and_the_old_one_verifies_after() {
    let app = TestApp::start().await;
    let ada = make::account(&app, "ada@example.org").await;
    let before = token(&app, &ada).await;
    let new = rotate(&app).await;
    let meanwhile = token(&app, &ada).await;
    assert_eq!((kid(&meanwhile), published(&app).await.keys.len()), (kid(&before), 2));
    app.clock.advance(Duration::from_secs(16 * 60));
    let after = token(&app, &ada).await;
    assert_eq!(kid(&after), new);
    for token in [&before, &meanwhile, &after] {
        assert!(is_accepted(&app, token).await);
    }
}

#[tokio::test]
async fn a_retired_key_goes_when_its_last_token_has_expired() {
    let app = TestApp::start().await;
    let ada = make::account(&app, "ada@example.org").await;
    let old = kid(&token(&app, &ada).await);
    let second = rotate(&app).await;
    app.clock.advance(Duration::from_secs(27 * 3600));
    let third = rotate(&app).await;
    let kids: Vec<_> =
        published(&app).await.keys.iter().map(|key| key.common.key_id.clone().unwrap()).collect();
    assert_eq!(kids, [second, third]);
    let sql = format!("select from auth.signing_keys where kid = '{old}'");
    assert!(app.as_owner(&sql).await.is_empty());
}

#[tokio::test]
async fn what_is_stored_of_a_key_signs_nothing() {
    let app = TestApp::start().await;
    let sql = "select from auth.signing_keys where private_key like 's1.%' and kid <> ''";
    assert_eq!(app.as_owner(sql).await.len(), 1);
    // Bound to its row: a copy under another name is not opened.
    app.as_owner("update auth.signing_keys set kid = 'another'").await;
    let settings = workgraph::app::Settings::new(app.database.settings.clone());
    assert!(workgraph::app::App::build(&settings, app.clock.clone()).await.is_err());
}

#[tokio::test]
async fn two_nodes_agree_on_the_key_that_signs() {
    let app = TestApp::start().await;
    let ada = make::account(&app, "ada@example.org").await;
    rotate(&app).await;
    app.clock.advance(Duration::from_secs(16 * 60));
    let settings = workgraph::app::Settings::new(app.database.settings.clone());
    let other = workgraph::app::App::build(&settings, app.clock.clone()).await.unwrap();
    let theirs = other.accounts.issue_for(&ada.email, TimeDelta::hours(1)).await.unwrap();
    assert_eq!(kid(&theirs), kid(&token(&app, &ada).await));
    let principal: Principal = other.accounts.authenticate(&token(&app, &ada).await).await.unwrap();
    assert_eq!(principal.account_id(), Some(ada.id));
    assert!(is_accepted(&app, &theirs).await);
}
