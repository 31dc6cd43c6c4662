//! Bad tokens: each is refused with a code, and nothing is changed.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use sqlx::Row as _;
use uuid::Uuid;
use workgraph::secret::Secrets;

use super::key_server::{ED, KeyServer, RSA_PUBLIC, Signer};
use crate::support::{TestApp, make};

const OTHER: &str = "https://id.example.com";
const NOW: i64 = 1_800_000_000;
const SQL: &str = "x'; update auth.users set disabled_at = now(); --";

struct World {
    app: TestApp,
    account_id: Uuid,
    session_id: Uuid,
    /// Our own key.
    kid: String,
    key: EncodingKey,
}

impl World {
    async fn over(issuers: Value) -> Self {
        let app = TestApp::with_issuers(&issuers).await;
        let account_id = make::account(&app, "nora@example.org").await.id;
        app.app.accounts.issue_for("nora@example.org", chrono::TimeDelta::hours(1)).await.unwrap();
        let session_id = app.as_owner("select id from auth.sessions").await[0].get(0);
        let rows = app.as_owner("select kid, private_key from auth.signing_keys").await;
        let (kid, sealed): (String, String) = (rows[0].get(0), rows[0].get(1));
        let private = Secrets::for_development()
            .open(&format!("auth.signing_keys.private_key {kid}"), &sealed)
            .unwrap();
        app.as_owner(&format!("insert into auth.identities values ('{OTHER}', 'nora', '{account_id}')"))
            .await;
        Self { app, account_id, session_id, kid, key: EncodingKey::from_ed_der(&private) }
    }

    fn claims(&self) -> Value {
        json!({"iss": "workgraph", "aud": "authenticated", "sub": self.account_id, "role": "authenticated",
               "sid": self.session_id, "iat": NOW, "exp": NOW + 600})
    }

    fn sign(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.kid.clone()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, claims, &self.key).unwrap()
    }

    fn changed(&self, claim: &str, value: Value) -> String {
        let mut claims = self.claims();
        claims[claim] = value;
        self.sign(&claims)
    }

    async fn rows(&self) -> String {
        let sql = "select concat_ws(' ', (select string_agg(u::text, ' ') from auth.users u), \
                                         (select string_agg(s::text, ' ') from auth.sessions s), \
                                         (select string_agg(i::text, ' ') from auth.identities i), \
                                         (select count(*) from auth.signing_keys))";
        self.app.as_owner(sql).await[0].get(0)
    }

    async fn status(&self, token: &str) -> u16 {
        self.app.bearer(token).run("{ __typename }").await.status
    }

    /// Refused over HTTP and on a socket, whatever it was.
    async fn refuses(&self, tokens: Vec<(&str, String)>) {
        let before = self.rows().await;
        for (what, token) in tokens {
            let answer = self.app.bearer(&token).run("mutation { signOut { signedOut } }").await;
            assert_eq!((answer.status, answer.code()), (401, "UNAUTHENTICATED"), "{what}");
            assert_eq!(self.app.bearer(&token).connect().await.closed().await, 4403, "{what}");
        }
        assert_eq!(self.rows().await, before);
    }
}

fn part(value: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(value.to_string())
}

#[tokio::test]
async fn tokens_that_were_not_signed_by_our_key_with_its_algorithm() {
    let world = World::over(json!([])).await;
    let good = world.sign(&world.claims());
    assert_eq!(world.status(&good).await, 200);
    let set: JwkSet = serde_json::from_value(
        world.app.app.tokens.key_set().keys.into_iter().next().map(|key| json!({"keys": [key]})).unwrap(),
    )
    .unwrap();
    let public = serde_json::to_value(&set.keys[0]).unwrap()["x"].as_str().unwrap().to_owned();
    let public = BASE64_URL_SAFE_NO_PAD.decode(public).unwrap();
    let swapped = Header { kid: Some(world.kid.clone()), ..Header::new(Algorithm::HS256) };
    let with_kid = |kid: &str| {
        let header = Header { kid: Some(kid.to_owned()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &world.claims(), &world.key).unwrap()
    };
    let foreign = EncodingKey::from_ed_pem(ED.as_bytes()).unwrap();
    let header = Header { kid: Some(world.kid.clone()), ..Header::new(Algorithm::EdDSA) };
    let (claims, signature) = (part(&world.claims()), good.rsplit('.').next().unwrap().to_owned());
    let head = |alg: &str| part(&json!({"alg": alg, "typ": "JWT", "kid": world.kid}));
    world
        .refuses(vec![
            ("alg none", format!("{}.{claims}.", head("none"))),
            ("alg None", format!("{}.{claims}.{signature}", head("None"))),
            ("another alg in the header", format!("{}.{claims}.{signature}", head("ES256"))),
            (
                "our public key as a secret",
                jsonwebtoken::encode(&swapped, &world.claims(), &EncodingKey::from_secret(&public)).unwrap(),
            ),
            ("a wrong kid", with_kid("another")),
            ("SQL in the kid", with_kid(SQL)),
            (
                "no kid",
                jsonwebtoken::encode(&Header::new(Algorithm::EdDSA), &world.claims(), &world.key).unwrap(),
            ),
            ("a foreign key with our kid", jsonwebtoken::encode(&header, &world.claims(), &foreign).unwrap()),
            ("truncated", good[..good.len() - 3].to_owned()),
            ("without its signature", good[..good.rfind('.').unwrap() + 1].to_owned()),
            ("over-long", format!("{good}{}", "A".repeat(5000))),
            ("over-long with a good signature", world.changed("padding", "x".repeat(5000).into())),
        ])
        .await;
    assert_eq!(world.status(&good).await, 200);
}

#[tokio::test]
async fn tokens_of_ours_that_say_something_wrong() {
    let world = World::over(json!([])).await;
    let twice = |claim: &str, value: &str| {
        let text = world.claims().to_string().replacen('{', &format!("{{\"{claim}\":{value},"), 1);
        let head = part(&json!({"alg": "EdDSA", "typ": "JWT", "kid": world.kid}));
        let message = format!("{head}.{}", BASE64_URL_SAFE_NO_PAD.encode(text));
        let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &world.key, Algorithm::EdDSA).unwrap();
        format!("{message}.{signature}")
    };
    let mut tokens = vec![
        ("expired", world.changed("exp", (NOW - 1).into())),
        ("from the future", world.changed("iat", (NOW + 60).into())),
        ("a time that is none", world.changed("exp", i64::MAX.into())),
        ("service_role", world.changed("role", "service_role".into())),
        ("an account that does not exist", world.changed("sub", json!(Uuid::new_v4()))),
        ("a session that does not exist", world.changed("sid", json!(Uuid::new_v4()))),
        ("a support session that does not exist", world.changed("act", json!({"sub": world.account_id}))),
        ("another audience", world.changed("aud", "another".into())),
        ("two accounts", twice("sub", &format!("\"{}\"", Uuid::new_v4()))),
        ("two roles", twice("role", "\"service_role\"")),
        ("two ends", twice("exp", "9999999999")),
    ];
    for claim in ["iss", "aud", "sub", "role", "sid", "iat", "exp", "act"] {
        tokens.push((claim, world.changed(claim, SQL.into())));
    }
    world.refuses(tokens).await;
}

#[tokio::test]
async fn tokens_of_another_issuer_that_are_bad() {
    let (ed, rsa) = (Signer::ed("ed"), Signer::rsa("rsa"));
    let mut confused = rsa.published();
    confused["alg"] = "HS256".into();
    confused["kid"] = "confused".into();
    let secret = json!({"kty": "oct", "kid": "secret", "alg": "HS256", "k": BASE64_URL_SAFE_NO_PAD.encode("published")});
    let server = KeyServer::start(&[ed.published(), rsa.published(), confused, secret]).await;
    let entry = json!([{"issuer": OTHER, "audience": "workgraph", "jwksUrl": server.url, "algorithms": ["EdDSA", "RS256"]}]);
    let world = World::over(entry).await;
    let claims = json!({"iss": OTHER, "aud": "workgraph", "sub": "nora", "iat": NOW, "exp": NOW + 600});
    let changed = |claim: &str, value: Value| {
        let mut claims = claims.clone();
        claims[claim] = value;
        claims
    };
    assert_eq!(world.status(&ed.sign(&claims)).await, 200);
    assert_eq!(world.status(&rsa.sign(&claims)).await, 200);
    let as_secret = |kid: &'static str, secret: &[u8]| Signer {
        kid,
        algorithm: Algorithm::HS256,
        key: EncodingKey::from_secret(secret),
    };
    let renamed = |kid: &'static str, signer: Signer| Signer { kid, ..signer };
    let mut own = claims.clone();
    own["iss"] = "workgraph".into();
    own["aud"] = "authenticated".into();
    own["sub"] = json!(world.account_id);
    own["role"] = "authenticated".into();
    let our_kid: &'static str = world.kid.clone().leak();
    world
        .refuses(vec![
            ("the set calls an RSA key a secret", as_secret("confused", RSA_PUBLIC.as_bytes()).sign(&claims)),
            ("an RSA key that is said to be for HS256", renamed("confused", Signer::rsa("")).sign(&claims)),
            ("a published secret", as_secret("secret", b"published").sign(&claims)),
            ("the public key as a secret", as_secret("rsa", RSA_PUBLIC.as_bytes()).sign(&claims)),
            ("a kid of another kind of key", renamed("rsa", Signer::ed("")).sign(&claims)),
            ("an algorithm that is not pinned", renamed("ec", Signer::ec("")).sign(&claims)),
            ("their key for our issuer, with our kid", renamed(our_kid, Signer::ed("")).sign(&own)),
            ("their key for our issuer", ed.sign(&own)),
            ("our key for their issuer", world.sign(&claims)),
            ("expired", ed.sign(&changed("exp", (NOW - 11).into()))),
            ("from the future", ed.sign(&changed("iat", (NOW + 11).into()))),
            ("not yet good", ed.sign(&changed("nbf", (NOW + 11).into()))),
            ("another audience", ed.sign(&changed("aud", "authenticated".into()))),
            ("service_role", ed.sign(&changed("role", "service_role".into()))),
            ("no subject", ed.sign(&changed("sub", Value::Null))),
            ("SQL as a time", ed.sign(&changed("exp", SQL.into()))),
            ("SQL as an issuer", ed.sign(&changed("iss", SQL.into()))),
            ("an endless subject", ed.sign(&changed("sub", "x".repeat(300).into()))),
        ])
        .await;
    let planted = world.app.bearer(&ed.sign(&changed("sub", SQL.into()))).run("{ __typename }").await;
    assert_eq!((planted.status, planted.code()), (403, "FORBIDDEN"));
    assert_eq!(world.status(&ed.sign(&claims)).await, 200);
}
