//! The keys that sign access tokens. They live in `auth.signing_keys`, so that all nodes sign and verify alike.
//!
//! A new key is published some time before it signs, so that every node and every program that keeps our key set has it by
//! then; the old one goes on verifying until the last token that it signed has expired. Nothing is switched at the moment
//! of a change: each key says from when it signs, and time does the rest.

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
use crate::secret::{Place, Secrets};

/// Nodes that start at once on an empty table wait for each other, so that one makes the key and all use it.
const LOCK_KEY: i64 = 0x776f_726b_6772_6b79;

/// Where the secret parts are kept.
pub(super) const SEALED: Place = Place { table: "auth.signing_keys", key: "kid", column: "private_key" };

/// How long a key is published before it signs: longer than programs keep a key set.
pub const PUBLISHED_BEFORE: TimeDelta = TimeDelta::minutes(15);
/// How long a retired key still verifies: longer than any access token lives.
const VERIFIES_AFTER_RETIREMENT: TimeDelta = TimeDelta::hours(25);

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

/// A key, and when it signs.
#[derive(Clone)]
struct Dated {
    key: Key,
    signs_from: DateTime<Utc>,
    /// From then on a later key signs.
    retired_at: Option<DateTime<Utc>>,
}

/// The keys that verify, one of which signs at any time. Never empty.
#[derive(Clone)]
pub struct Keys {
    first: Dated,
    others: Vec<Dated>,
}

impl Keys {
    /// A single key.
    pub fn of(key: Key) -> Self {
        let first = Dated { key, signs_from: DateTime::UNIX_EPOCH, retired_at: None };
        Self { first, others: Vec::new() }
    }

    /// The stored keys; makes the first one if there is none. `worker` is the door of the server's own work.
    pub async fn load_or_create(worker: &Door, clock: &Clock, secrets: &Secrets) -> Result<Self> {
        let now = clock.now();
        worker
            .transact(async |mut scope| {
                scope.execute(Statement::new("select pg_advisory_xact_lock($1)").bind(LOCK_KEY)).await?;
                let mut keys = load(&mut scope, secrets, now).await?;
                if keys.iter().all(|key| key.retired_at.is_some()) {
                    // Nobody can have kept a key set without it that is worth waiting for.
                    keys.push(create(&mut scope, secrets, now, now).await?);
                }
                let first = keys.remove(0);
                scope.commit_with(Self { first, others: keys }).await
            })
            .await
    }

    /// Makes a key that takes over after [`PUBLISHED_BEFORE`]. Its name, and from when it signs.
    pub async fn rotate(worker: &Door, clock: &Clock, secrets: &Secrets) -> Result<(String, DateTime<Utc>)> {
        let now = clock.now();
        let signs_from = now + PUBLISHED_BEFORE;
        worker
            .transact(async |mut scope| {
                scope.execute(Statement::new("select pg_advisory_xact_lock($1)").bind(LOCK_KEY)).await?;
                let retire = "update auth.signing_keys set retired_at = $1 where retired_at is null";
                scope.execute(Statement::new(retire).bind(signs_from)).await?;
                let forget = "delete from auth.signing_keys where retired_at <= $1";
                scope.execute(Statement::new(forget).bind(now - VERIFIES_AFTER_RETIREMENT)).await?;
                let kid = create(&mut scope, secrets, now, signs_from).await?.key.kid;
                scope.commit_with((kid, signs_from)).await
            })
            .await
    }

    /// The newest of those whose time has come.
    pub(super) fn signing_at(&self, now: DateTime<Utc>) -> &Key {
        let begun = self.all().filter(|dated| dated.signs_from <= now);
        &begun.max_by_key(|dated| dated.signs_from).unwrap_or(&self.first).key
    }

    pub(super) fn decoding_by_kid(&self) -> HashMap<String, DecodingKey> {
        self.all().map(|dated| (dated.key.kid.clone(), dated.key.decoding())).collect()
    }

    /// The public parts, for other programs that verify our tokens.
    pub fn public_set(&self) -> JwkSet {
        JwkSet { keys: self.all().map(|dated| dated.key.jwk.clone()).collect() }
    }

    fn all(&self) -> impl Iterator<Item = &Dated> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

/// The keys that verify, the oldest first.
async fn load(scope: &mut WriteScope, secrets: &Secrets, now: DateTime<Utc>) -> Result<Vec<Dated>> {
    let statement = Statement::new(
        "select kid, private_key, signs_from, retired_at from auth.signing_keys \
         where retired_at is null or retired_at > $1 order by signs_from, kid",
    );
    let rows = scope.fetch(statement.bind(now - VERIFIES_AFTER_RETIREMENT)).await?;
    let keys = rows.iter().map(|row| {
        Ok(Dated {
            key: open(secrets, row.try_get("kid")?, row.try_get("private_key")?)?,
            signs_from: row.try_get("signs_from")?,
            retired_at: row.try_get("retired_at")?,
        })
    });
    keys.collect()
}

fn open(secrets: &Secrets, kid: &str, sealed: &str) -> anyhow::Result<Key> {
    let opened = secrets.open(&SEALED.of(kid), sealed);
    let pkcs8 =
        opened.context("a signing key cannot be opened; is what sealed it in WORKGRAPH_SECRET_KEY?")?;
    Key::from_pkcs8(pkcs8)
}

async fn create(
    scope: &mut WriteScope,
    secrets: &Secrets,
    now: DateTime<Utc>,
    signs_from: DateTime<Utc>,
) -> Result<Dated> {
    let key = Key::generate()?;
    let sealed = secrets.seal(&SEALED.of(&key.kid), &key.pkcs8)?;
    let statement = Statement::new(
        "insert into auth.signing_keys (kid, algorithm, private_key, public_key, created_at, signs_from) \
         values ($1, 'EdDSA', $2, $3, $4, $5)",
    );
    let statement = statement.bind(&key.kid).bind(sealed).bind(&key.public).bind(now).bind(signs_from);
    scope.execute(statement).await?;
    tracing::info!(kid = key.kid, %signs_from, "made a key to sign access tokens");
    Ok(Dated { key, signs_from, retired_at: None })
}
