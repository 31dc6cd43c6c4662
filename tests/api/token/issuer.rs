//! Tokens of other issuers: whose key set is on the web, who share a secret, whose subjects are accounts or lead to one.

use std::time::Duration;

use futures::future::join_all;
use serde_json::{Value, json};
use sqlx::Row as _;

use super::key_server::{KeyServer, RSA_PUBLIC, Signer};
use super::until;
use crate::support::{Answer, TestApp, make};

const ISSUER: &str = "https://id.example.com";
const SECRET: &str = "a secret that is shared with a Supabase project";
const WHO: &str = "{ viewer { account { email displayName } } }";
/// What the clock of the tests says.
const NOW: i64 = 1_800_000_000;

fn claims(subject: &str) -> Value {
    json!({"iss": ISSUER, "aud": "workgraph", "sub": subject, "iat": NOW, "exp": NOW + 3600})
}

fn with(mut claims: Value, more: Value) -> Value {
    claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    claims
}

fn entry(server: &KeyServer, more: Value) -> Value {
    let entry = json!({"issuer": ISSUER, "audience": "workgraph", "jwksUrl": server.url, "algorithms": ["RS256", "ES256", "EdDSA"]});
    json!([with(entry, more)])
}

async fn ask(app: &TestApp, token: &str) -> Answer {
    app.bearer(token).run(WHO).await
}

/// Nora, whom the issuer knows as `nora`.
async fn nora(app: &TestApp) {
    let nora = make::account(app, "nora@example.org").await;
    let sql = "insert into auth.identities (issuer, subject, account_id) values";
    app.as_owner(&format!("{sql} ('{ISSUER}', 'nora', '{}')", nora.id)).await;
}

async fn accounts(app: &TestApp) -> Vec<String> {
    let rows = app.as_owner("select email from auth.users order by email").await;
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn every_pinned_algorithm_is_accepted_from_a_key_set() {
    let signers = [Signer::rsa("rsa"), Signer::ec("ec"), Signer::ed("ed")];
    let server = KeyServer::start(&signers.each_ref().map(Signer::published)).await;
    let app = TestApp::with_issuers(&entry(&server, json!({}))).await;
    nora(&app).await;
    for signer in &signers {
        let answer = ask(&app, &signer.sign(&claims("nora"))).await;
        assert_eq!(answer["viewer"]["account"]["email"], "nora@example.org", "{:?}", signer.algorithm);
    }
    assert_eq!(server.asked(), 1);
}

#[tokio::test]
async fn a_single_public_key_will_do() {
    let settings = json!([{"issuer": ISSUER, "audience": "workgraph", "publicKey": RSA_PUBLIC, "algorithms": ["RS256"]}]);
    let app = TestApp::with_issuers(&settings).await;
    nora(&app).await;
    assert_eq!(ask(&app, &Signer::rsa("any").sign(&claims("nora"))).await.status, 200);
    assert_eq!(ask(&app, &Signer::ec("any").sign(&claims("nora"))).await.status, 401);
}

#[tokio::test]
async fn supabase_tokens_name_accounts_and_their_roles_give_nothing() {
    let settings = json!([{"issuer": ISSUER, "audience": "authenticated", "secret": SECRET, "algorithms": ["HS256"], "subjectIsAccount": true}]);
    let app = TestApp::with_issuers(&settings).await;
    let nora = make::account(&app, "nora@example.org").await;
    let signer = Signer::secret(SECRET);
    let of = |subject: Value, role: &str| {
        let claims = json!({"iss": ISSUER, "aud": "authenticated", "exp": NOW + 3600, "role": role});
        signer.sign(&if subject.is_null() { claims } else { with(claims, json!({"sub": subject})) })
    };
    let signed_in = ask(&app, &of(json!(nora.id), "authenticated")).await;
    assert_eq!(signed_in["viewer"]["account"]["email"], "nora@example.org");
    assert_eq!(ask(&app, &of(Value::Null, "anon")).await["viewer"], Value::Null);
    for (subject, role) in [
        (json!(nora.id), "service_role"),
        (Value::Null, "service_role"),
        (Value::Null, "authenticated"),
        (json!("nora"), "authenticated"),
        (json!("' or true --"), "authenticated"),
        (json!(uuid::Uuid::new_v4()), "authenticated"),
    ] {
        let answer = ask(&app, &of(subject, role)).await;
        assert_eq!((answer.status, answer.code()), (401, "UNAUTHENTICATED"), "{role}");
    }
}

#[tokio::test]
async fn an_unknown_identity_is_refused_and_makes_no_account() {
    let server = KeyServer::start(&[Signer::ed("ed").published()]).await;
    let app = TestApp::with_issuers(&entry(&server, json!({}))).await;
    nora(&app).await;
    let known = json!({"email": "nora@example.org", "email_verified": true});
    for subject in ["omar", "nora'--", "NORA", "nora\u{0}"] {
        let token = Signer::ed("ed").sign(&with(claims(subject), known.clone()));
        let status = ask(&app, &token).await.status;
        assert!(status == 403 || status == 401, "{subject}");
        assert_eq!(app.bearer(&token).connect().await.closed().await, 4403);
    }
    assert_eq!(accounts(&app).await, ["nora@example.org"]);
}

#[tokio::test]
async fn a_newcomer_gets_an_account_where_that_is_wanted_and_the_address_is_verified_and_free() {
    let server = KeyServer::start(&[Signer::ed("ed").published()]).await;
    let app = TestApp::with_issuers(&entry(&server, json!({"createAccounts": true}))).await;
    make::account(&app, "nora@example.org").await;
    let sign = |subject: &str, more: Value| Signer::ed("ed").sign(&with(claims(subject), more));
    for refused in [
        json!({}),
        json!({"email": "omar@example.org"}),
        json!({"email": "omar@example.org", "email_verified": false}),
        json!({"email": "omar@example.org", "email_verified": "true"}),
        json!({"email": "NORA@example.org", "email_verified": true}),
        json!({"email": "no address", "email_verified": true}),
    ] {
        assert_eq!(ask(&app, &sign("omar", refused)).await.code(), "FORBIDDEN");
    }
    assert_eq!(accounts(&app).await, ["nora@example.org"]);
    let name = "Omar'); drop table auth.users; --";
    let token = sign("omar", json!({"email": "omar@example.org", "email_verified": true, "name": name}));
    for answer in join_all((0..4).map(|_| ask(&app, &token))).await {
        assert_eq!(answer["viewer"]["account"], json!({"email": "omar@example.org", "displayName": name}));
    }
    assert_eq!(accounts(&app).await, ["nora@example.org", "omar@example.org"]);
}

#[tokio::test]
async fn an_identity_that_is_taken_away_and_an_account_that_is_disabled_end_at_once() {
    let server = KeyServer::start(&[Signer::ed("ed").published()]).await;
    let app = TestApp::with_issuers(&entry(&server, json!({}))).await;
    nora(&app).await;
    let nora = app.bearer(&Signer::ed("ed").sign(&claims("nora")));
    let mut open = nora.connect().await;
    assert_eq!(open.receive().await["type"], "connection_ack");
    app.as_owner("update auth.users set disabled_at = now()").await;
    assert_eq!(open.closed().await, 4403);
    until("the token is refused", async || nora.run(WHO).await.status == 401).await;
    app.as_owner("update auth.users set disabled_at = null").await;
    until("the token is good again", async || nora.run(WHO).await.status == 200).await;
    app.as_owner("delete from auth.identities").await;
    until("the identity is refused", async || nora.run(WHO).await.status == 403).await;
}

#[tokio::test]
async fn a_new_key_of_the_issuer_is_fetched_but_not_more_often_than_allowed() {
    let server = KeyServer::start(&[Signer::ed("old").published()]).await;
    let app = TestApp::with_issuers(&entry(&server, json!({}))).await;
    nora(&app).await;
    assert_eq!(ask(&app, &Signer::ed("old").sign(&claims("nora"))).await.status, 200);
    let new = Signer::ec("new").sign(&claims("nora"));
    server.publish(&[Signer::ed("old").published(), Signer::ec("new").published()]);
    for _ in 0..3 {
        assert_eq!(ask(&app, &new).await.status, 401);
        assert_eq!(ask(&app, &Signer::ed("invented").sign(&claims("nora"))).await.status, 401);
    }
    assert_eq!(server.asked(), 1);
    app.clock.advance(Duration::from_secs(30));
    assert_eq!(ask(&app, &new).await.status, 200);
    assert_eq!(server.asked(), 2);
}

#[tokio::test]
async fn an_outage_keeps_the_last_good_set_for_a_day() {
    let server = KeyServer::start(&[]).await;
    server.say(503, "");
    let app = TestApp::with_issuers(&entry(&server, json!({"leewaySeconds": 10}))).await;
    nora(&app).await;
    let long = Signer::ed("ed").sign(&with(claims("nora"), json!({"exp": NOW + 200_000})));
    assert_eq!(ask(&app, &long).await.code(), "TRY_AGAIN");
    app.clock.advance(Duration::from_secs(30));
    server.publish(&[Signer::ed("ed").published()]);
    assert_eq!(ask(&app, &long).await.status, 200);
    let no_set = [
        "",
        "[]",
        "{\"keys\": []}",
        "{\"keys\": [{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}]}",
        &" ".repeat(300_000),
    ];
    for body in no_set {
        server.say(200, body);
        app.clock.advance(Duration::from_secs(3600));
        let asked = server.asked();
        assert_eq!(ask(&app, &long).await.status, 200);
        until("the set is asked for", async || server.asked() > asked).await;
    }
    app.clock.advance(Duration::from_secs(86_400));
    assert_eq!(ask(&app, &long).await.code(), "TRY_AGAIN");
}
