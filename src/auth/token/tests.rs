//! What is proven by a token, and what is not.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::EncodingKey;
use serde_json::json;

use super::*;
use crate::auth::Key;

const ACCOUNT: Uuid = Uuid::from_u128(7);

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_000_000 + seconds, 0).unwrap()
}

fn tokens(key: &Key) -> Tokens {
    Tokens::new(&Keys::of(key.clone()), "workgraph", "authenticated")
}

fn code(result: Result<Principal>) -> (&'static str, String) {
    let error = result.unwrap_err();
    (error.code(), error.message().to_owned())
}

#[test]
fn a_token_names_its_account_until_it_expires() {
    let tokens = tokens(&Key::generate().unwrap());
    let token = tokens.issue(ACCOUNT, Some(Uuid::from_u128(8)), at(0), at(600)).unwrap();
    let expected =
        Principal::Account { account_id: ACCOUNT, session_id: Some(Uuid::from_u128(8)), expires_at: at(600) };
    assert_eq!(tokens.verify(&token, at(0)).unwrap(), expected);
    assert_eq!(tokens.verify(&token, at(609)).unwrap(), expected);
    assert_eq!(
        code(tokens.verify(&token, at(610))),
        ("UNAUTHENTICATED", "The access token has expired.".to_owned())
    );
}

#[test]
fn foreign_and_tampered_tokens_are_refused() {
    let key = Key::generate().unwrap();
    let ours = tokens(&key);
    let token = ours.issue(ACCOUNT, None, at(0), at(600)).unwrap();
    let refused = [
        tokens(&Key::generate().unwrap()).issue(ACCOUNT, None, at(0), at(600)).unwrap(),
        Tokens::new(&Keys::of(key.clone()), "other", "authenticated")
            .issue(ACCOUNT, None, at(0), at(600))
            .unwrap(),
        Tokens::new(&Keys::of(key), "workgraph", "other").issue(ACCOUNT, None, at(0), at(600)).unwrap(),
        ours.issue(ACCOUNT, None, at(60), at(600)).unwrap(),
        token.replace(".e", ".f"),
        token[..token.len() - 4].to_owned(),
        "a".repeat(5000),
        "not a token".to_owned(),
        String::new(),
    ];
    for token in refused {
        assert_eq!(
            code(ours.verify(&token, at(0))),
            ("UNAUTHENTICATED", "The access token is not valid.".to_owned())
        );
    }
}

#[test]
fn another_algorithm_is_refused_even_with_our_key_id() {
    let key = Key::generate().unwrap();
    let ours = tokens(&key);
    let claims = json!({ "iss": "workgraph", "aud": "authenticated", "sub": ACCOUNT, "role": "service_role",
        "iat": at(0).timestamp(), "exp": at(600).timestamp() });
    let header = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::HS256) };
    let public = EncodingKey::from_secret(ours.ring().verifying[&key.kid].try_get_as_bytes().unwrap());
    let confused = jsonwebtoken::encode(&header, &claims, &public).unwrap();
    let part = |value: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let unsigned = format!("{}.{}.", part(json!({"alg": "none", "kid": key.kid})), part(claims));
    for token in [confused, unsigned] {
        assert_eq!(code(ours.verify(&token, at(0))).0, "UNAUTHENTICATED");
    }
}

#[test]
fn a_token_of_another_role_is_not_ours() {
    let key = Key::generate().unwrap();
    for role in ["service_role", "anon", "", "authenticated'; set role service_role; --"] {
        let claims = json!({ "iss": "workgraph", "aud": "authenticated", "sub": ACCOUNT, "role": role,
            "iat": at(0).timestamp(), "exp": at(600).timestamp() });
        let header = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::EdDSA) };
        let token = jsonwebtoken::encode(&header, &claims, &key.encoding()).unwrap();
        assert_eq!(code(tokens(&key).verify(&token, at(0))).0, "UNAUTHENTICATED");
    }
}

#[test]
fn a_token_of_a_support_session_is_restricted_and_names_who_acts() {
    let tokens = tokens(&Key::generate().unwrap());
    let (session_id, admin_id) = (Uuid::from_u128(8), Uuid::from_u128(9));
    let token = tokens.issue_for_support(ACCOUNT, session_id, admin_id, at(0), at(600)).unwrap();
    let principal = tokens.verify(&token, at(0)).unwrap();
    assert_eq!((principal.account_id(), principal.support()), (Some(ACCOUNT), Some((session_id, admin_id))));
    assert_eq!((principal.role(), principal.session_id()), ("restricted", None));
}
