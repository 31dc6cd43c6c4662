//! The keys that sign access tokens. They live in `auth.signing_keys`, so that all nodes sign and verify alike.

use std::collections::HashMap;

use anyhow::Context as _;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, JwkSet, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use rand::Rng as _;
use sqlx::Row as _;

use crate::clock::Clock;
use crate::db::{Door, Statement, WriteScope};
use crate::error::Result;

/// Nodes that start at once on an empty table wait for each other, so that one makes the key and all use it.
const LOCK_KEY: i64 = 0x776f_726b_6772_6b79;

/// How long a retired key still verifies: longer than any access token lives.
const VERIFIES_AFTER_RETIREMENT: TimeDelta = TimeDelta::days(1);

/// What stands before the 32 secret bytes of an Ed25519 key in PKCS #8 (RFC 8410).
const PKCS8_HEAD: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// An Ed25519 key.
#[derive(Clone)]
pub struct Key {
    /// Its name in token headers and in the published set: the thumbprint of the public part.
    pub kid: String,
    pkcs8: Vec<u8>,
    public: Vec<u8>,
    jwk: Jwk,
}

impl Key {
    /// A new key from the operating system's randomness.
    pub fn generate() -> anyhow::Result<Self> {
        let mut pkcs8 = PKCS8_HEAD.to_vec();
        pkcs8.extend(rand::rng().random::<[u8; 32]>());
        Self::from_pkcs8(pkcs8)
    }

    fn from_pkcs8(pkcs8: Vec<u8>) -> anyhow::Result<Self> {
        let mut jwk = Jwk::from_encoding_key(&EncodingKey::from_ed_der(&pkcs8), Algorithm::EdDSA)
            .context("a signing key is not an Ed25519 key in PKCS #8")?;
        let kid = jwk.thumbprint(ThumbprintHash::SHA256)?;
        jwk.common.key_id = Some(kid.clone());
        let AlgorithmParameters::OctetKeyPair(pair) = &jwk.algorithm else {
            anyhow::bail!("a signing key is not an Ed25519 key");
        };
        let public = BASE64_URL_SAFE_NO_PAD.decode(&pair.x)?;
        Ok(Self { kid, pkcs8, public, jwk })
    }

    pub(super) fn encoding(&self) -> EncodingKey {
        EncodingKey::from_ed_der(&self.pkcs8)
    }

    pub(super) fn decoding(&self) -> DecodingKey {
        DecodingKey::from_ed_der(&self.public)
    }
}

/// One key that signs, and those that verify.
#[derive(Clone)]
pub struct Keys {
    signing: Key,
    /// They verify, and sign nothing.
    others: Vec<Key>,
}

impl Keys {
    /// A single key.
    pub fn of(signing: Key) -> Self {
        Self { signing, others: Vec::new() }
    }

    /// The stored keys; makes the first one if there is none. `worker` is the door of the server's own work.
    pub async fn load_or_create(worker: &Door, clock: &Clock) -> Result<Self> {
        worker
            .transact(async |mut scope| {
                scope.execute(Statement::new("select pg_advisory_xact_lock($1)").bind(LOCK_KEY)).await?;
                let (signing, others) = load(&mut scope, clock.now()).await?;
                let signing = match signing {
                    Some(key) => key,
                    None => create(&mut scope, clock.now()).await?,
                };
                let keys = Self { signing, others };
                scope.commit_with(keys).await
            })
            .await
    }

    pub(super) fn signing(&self) -> &Key {
        &self.signing
    }

    pub(super) fn decoding_by_kid(&self) -> HashMap<String, DecodingKey> {
        self.all().map(|key| (key.kid.clone(), key.decoding())).collect()
    }

    /// The public parts, for other programs that verify our tokens.
    pub fn public_set(&self) -> JwkSet {
        JwkSet { keys: self.all().map(|key| key.jwk.clone()).collect() }
    }

    fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.signing).chain(&self.others)
    }
}

/// The key that signs, if there is one, and those that only verify.
async fn load(scope: &mut WriteScope, now: DateTime<Utc>) -> Result<(Option<Key>, Vec<Key>)> {
    let statement = Statement::new(
        "select private_key, retired_at is null as signs from auth.signing_keys \
         where retired_at is null or retired_at > $1 order by created_at, kid",
    );
    let (mut signing, mut others) = (None, Vec::new());
    for row in scope.fetch(statement.bind(now - VERIFIES_AFTER_RETIREMENT)).await? {
        let key = Key::from_pkcs8(row.try_get("private_key")?)?;
        if row.try_get("signs")? {
            // The newest one signs.
            others.extend(signing.replace(key));
        } else {
            others.push(key);
        }
    }
    Ok((signing, others))
}

async fn create(scope: &mut WriteScope, now: DateTime<Utc>) -> Result<Key> {
    let key = Key::generate()?;
    let statement = Statement::new(
        "insert into auth.signing_keys (kid, algorithm, private_key, public_key, created_at) \
         values ($1, 'EdDSA', $2, $3, $4)",
    );
    scope.execute(statement.bind(&key.kid).bind(&key.pkcs8).bind(&key.public).bind(now)).await?;
    tracing::info!(kid = key.kid, "made a key to sign access tokens");
    Ok(key)
}
