//! Access tokens: made and checked without the database.
//!
//! Each key verifies one algorithm and no other, whatever a token's header says. Of a token's claims only account,
//! session and times count: its `role` does not, since everybody with a valid token is `authenticated` and nothing more.
//! A signature is checked once; the result is remembered by the token's hash, and the times are compared at every use.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use moka::sync::Cache;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::Principal;
use super::keys::Keys;
use crate::error::{Error, Result};

/// How far the clocks of two machines may be apart.
const LEEWAY: TimeDelta = TimeDelta::seconds(10);
/// Longer texts are no tokens of ours.
const TOKEN_LENGTH_MAX: usize = 4096;
/// Tokens whose signature is remembered.
const REMEMBERED_MAX: u64 = 10_000;

/// Makes and checks access tokens. Cheap to clone.
#[derive(Clone)]
pub struct Tokens(Arc<Parts>);

struct Parts {
    issuer: String,
    audience: String,
    header: Header,
    signing: EncodingKey,
    verifying: HashMap<String, DecodingKey>,
    validation: Validation,
    remembered: Cache<[u8; 32], Proven>,
}

/// What a token says. Others may read it: the names are those of JWT and of Supabase.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    role: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sid: Option<Uuid>,
    iat: i64,
    exp: i64,
}

/// What a token whose signature is good says about its bearer.
#[derive(Debug, Clone, Copy)]
struct Proven {
    account_id: Uuid,
    session_id: Option<Uuid>,
    issued_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl Tokens {
    /// Tokens of this issuer, for this audience.
    pub fn new(keys: &Keys, issuer: impl Into<String>, audience: impl Into<String>) -> Self {
        let (issuer, audience) = (issuer.into(), audience.into());
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&issuer]);
        validation.set_audience(&[&audience]);
        validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
        // Compared with our own clock below.
        validation.validate_exp = false;
        Self(Arc::new(Parts {
            issuer,
            audience,
            header: Header { kid: Some(keys.signing().kid.clone()), ..Header::new(Algorithm::EdDSA) },
            signing: keys.signing().encoding(),
            verifying: keys.decoding_by_kid(),
            validation,
            remembered: Cache::new(REMEMBERED_MAX),
        }))
    }

    /// A token for an account, which ends at `expires_at`.
    pub fn issue(
        &self,
        account_id: Uuid,
        session_id: Option<Uuid>,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<String> {
        let claims = Claims {
            iss: self.0.issuer.clone(),
            aud: self.0.audience.clone(),
            sub: account_id,
            role: "authenticated".to_owned(),
            sid: session_id,
            iat: now.timestamp(),
            exp: expires_at.timestamp(),
        };
        jsonwebtoken::encode(&self.0.header, &claims, &self.0.signing)
            .map_err(|error| Error::Internal(error.into()))
    }

    /// Whom a token stands for at this time. Says nothing of whether its session has been revoked since.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Principal> {
        if token.len() > TOKEN_LENGTH_MAX {
            return Err(invalid());
        }
        let hash: [u8; 32] = Sha256::digest(token).into();
        let proven = match self.0.remembered.get(&hash) {
            Some(proven) => proven,
            None => {
                let proven = self.prove(token)?;
                self.0.remembered.insert(hash, proven);
                proven
            }
        };
        let Proven { account_id, session_id, issued_at, expires_at } = proven;
        if issued_at > now + LEEWAY {
            return Err(invalid());
        }
        if expires_at + LEEWAY <= now {
            return Err(Error::unauthenticated("The access token has expired."));
        }
        Ok(Principal::Account { account_id, session_id, expires_at })
    }

    fn prove(&self, token: &str) -> Result<Proven> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| invalid())?;
        let key = header.kid.and_then(|kid| self.0.verifying.get(&kid)).ok_or_else(invalid)?;
        let token = jsonwebtoken::decode::<Claims>(token, key, &self.0.validation).map_err(|_| invalid())?;
        let at = |seconds| DateTime::from_timestamp(seconds, 0).ok_or_else(invalid);
        Ok(Proven {
            account_id: token.claims.sub,
            session_id: token.claims.sid,
            issued_at: at(token.claims.iat)?,
            expires_at: at(token.claims.exp)?,
        })
    }
}

fn invalid() -> Error {
    Error::unauthenticated("The access token is not valid.")
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;
    use serde_json::json;

    use super::super::keys::Key;
    use super::*;

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
        let expected = Principal::Account {
            account_id: ACCOUNT,
            session_id: Some(Uuid::from_u128(8)),
            expires_at: at(600),
        };
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
        let public = EncodingKey::from_secret(ours.0.verifying[&key.kid].try_get_as_bytes().unwrap());
        let confused = jsonwebtoken::encode(&header, &claims, &public).unwrap();
        let part = |value: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let unsigned = format!("{}.{}.", part(json!({"alg": "none", "kid": key.kid})), part(claims));
        for token in [confused, unsigned] {
            assert_eq!(code(ours.verify(&token, at(0))).0, "UNAUTHENTICATED");
        }
    }

    #[test]
    fn a_role_in_the_token_gives_nothing() {
        let key = Key::generate().unwrap();
        let claims = json!({ "iss": "workgraph", "aud": "authenticated", "sub": ACCOUNT, "role": "service_role",
            "iat": at(0).timestamp(), "exp": at(600).timestamp() });
        let header = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::EdDSA) };
        let token = jsonwebtoken::encode(&header, &claims, &key.encoding()).unwrap();
        assert_eq!(tokens(&key).verify(&token, at(0)).unwrap().role(), "authenticated");
    }
}
