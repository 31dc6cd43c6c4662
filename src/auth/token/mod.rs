//! Access tokens: made and checked without the database.
//!
//! Each key verifies one algorithm and no other, whatever a token's header says. A token names its account, its session
//! and its times; one for a support session also the admin who acts (`act`). Its `role` gives nothing: it is
//! `authenticated`, and a token with another one is not ours. A signature is checked once; the result is remembered by the
//! token's hash, and the times are compared at every use.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use moka::sync::Cache;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::keys::Keys;
use super::{Abilities, Grant, Principal};
use crate::error::{Error, Result};

/// Who issues our tokens, and for whom; the names that other programs find in them.
pub const ISSUER: &str = "workgraph";
/// See [`ISSUER`].
pub const AUDIENCE: &str = "authenticated";

/// How far the clocks of two machines may be apart.
const LEEWAY: TimeDelta = TimeDelta::seconds(10);
/// Longer texts are no tokens of ours.
pub(super) const TOKEN_LENGTH_MAX: usize = 4096;
/// The role of everybody who has a token.
pub(super) const ROLE: &str = "authenticated";
/// Tokens whose signature is remembered.
const REMEMBERED_MAX: u64 = 10_000;

/// Makes and checks access tokens. Cheap to clone.
#[derive(Clone)]
pub struct Tokens(Arc<Parts>);

struct Parts {
    issuer: String,
    audience: String,
    validation: Validation,
    ring: RwLock<Arc<Ring>>,
}

/// Keys, and what was proven with them.
struct Ring {
    keys: Keys,
    verifying: HashMap<String, DecodingKey>,
    remembered: Cache<[u8; 32], Proven>,
}

impl Ring {
    fn new(keys: &Keys) -> Arc<Self> {
        let (keys, verifying) = (keys.clone(), keys.decoding_by_kid());
        Arc::new(Self { keys, verifying, remembered: Cache::new(REMEMBERED_MAX) })
    }
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    act: Option<Actor>,
    iat: i64,
    exp: i64,
}

/// Who acts for the subject (RFC 8693).
#[derive(Debug, Serialize, Deserialize)]
struct Actor {
    sub: Uuid,
}

/// What a token whose signature is good says about its bearer.
#[derive(Debug, Clone, Copy)]
struct Proven {
    account_id: Uuid,
    session_id: Option<Uuid>,
    admin_id: Option<Uuid>,
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
        Self(Arc::new(Parts { issuer, audience, validation, ring: RwLock::new(Ring::new(keys)) }))
    }

    /// From now on these keys count, and no others.
    pub(super) fn set_keys(&self, keys: &Keys) {
        *self.0.ring.write().unwrap_or_else(PoisonError::into_inner) = Ring::new(keys);
    }

    /// The public parts of all keys that verify.
    pub fn key_set(&self) -> JwkSet {
        self.ring().keys.public_set()
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.0.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A token for an account, which ends at `expires_at`.
    pub fn issue(
        &self,
        account_id: Uuid,
        session_id: Option<Uuid>,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<String> {
        self.sign(account_id, session_id, None, now, expires_at)
    }

    /// A token for the admin of a support session, who acts for an account.
    pub(super) fn issue_for_support(
        &self,
        account_id: Uuid,
        session_id: Uuid,
        admin_id: Uuid,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<String> {
        self.sign(account_id, Some(session_id), Some(Actor { sub: admin_id }), now, expires_at)
    }

    fn sign(
        &self,
        account_id: Uuid,
        session_id: Option<Uuid>,
        act: Option<Actor>,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<String> {
        let claims = Claims {
            iss: self.0.issuer.clone(),
            aud: self.0.audience.clone(),
            sub: account_id,
            role: ROLE.to_owned(),
            sid: session_id,
            act,
            iat: now.timestamp(),
            exp: expires_at.timestamp(),
        };
        let ring = self.ring();
        let key = ring.keys.signing_at(now);
        let header = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &key.encoding()).map_err(|error| Error::Internal(error.into()))
    }

    /// Whom a token stands for at this time. Says nothing of whether its session has been revoked since.
    pub fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Principal> {
        if token.len() > TOKEN_LENGTH_MAX {
            return Err(invalid());
        }
        let hash: [u8; 32] = Sha256::digest(token).into();
        let ring = self.ring();
        let proven = match ring.remembered.get(&hash) {
            Some(proven) => proven,
            None => {
                let proven = self.prove(token, &ring)?;
                ring.remembered.insert(hash, proven);
                proven
            }
        };
        let Proven { account_id, session_id, admin_id, issued_at, expires_at } = proven;
        if issued_at > now + LEEWAY {
            return Err(invalid());
        }
        if expires_at + LEEWAY <= now {
            return Err(Error::unauthenticated("The access token has expired."));
        }
        Ok(match (admin_id, session_id) {
            (None, _) => Principal::Account { account_id, session_id, expires_at },
            (Some(admin_id), Some(session_id)) => Principal::Restricted {
                account_id,
                by: Grant::Support { session_id, admin_id },
                abilities: Abilities::SCALIYO_READ,
                expires_at: Some(expires_at),
            },
            (Some(_), None) => return Err(invalid()),
        })
    }

    fn prove(&self, token: &str, ring: &Ring) -> Result<Proven> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| invalid())?;
        let key = header.kid.and_then(|kid| ring.verifying.get(&kid)).ok_or_else(invalid)?;
        let token = jsonwebtoken::decode::<Claims>(token, key, &self.0.validation).map_err(|_| invalid())?;
        if token.claims.role != ROLE {
            return Err(invalid());
        }
        let at = |seconds| DateTime::from_timestamp(seconds, 0).ok_or_else(invalid);
        Ok(Proven {
            account_id: token.claims.sub,
            session_id: token.claims.sid,
            admin_id: token.claims.act.map(|act| act.sub),
            issued_at: at(token.claims.iat)?,
            expires_at: at(token.claims.exp)?,
        })
    }
}

pub(super) fn invalid() -> Error {
    Error::unauthenticated("The access token is not valid.")
}

#[cfg(test)]
mod tests;
