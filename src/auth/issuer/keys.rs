//! The keys of an issuer. A JWK set on the web is fetched when it is first needed, kept, and fetched again when it is old or
//! a token names a key that is not in it, but at most every [`FETCH_EVERY`], so that nobody can make us fetch by inventing
//! names. When it cannot be had, the last good set goes on for [`KEPT_FOR`].
//!
//! Each key serves one algorithm: the one that its kind implies. What a set says beyond that can only take a key away.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::settings::KeySource;
use crate::clock::Clock;
use crate::error::{Error, Result};

const FETCH_TIMEOUT: Duration = Duration::from_secs(5);
const FETCH_EVERY: TimeDelta = TimeDelta::seconds(30);
/// A set of this age is fetched anew, while it is used.
const FRESH_FOR: TimeDelta = TimeDelta::minutes(10);
const KEPT_FOR: TimeDelta = TimeDelta::hours(24);
const SET_BYTES_MAX: usize = 256 * 1024;
const KEYS_MAX: usize = 100;
const RSA_BYTES_MIN: usize = 256;

/// A key and the one algorithm that it verifies.
#[derive(Clone)]
pub(super) struct IssuerKey {
    kid: Option<String>,
    algorithm: Algorithm,
    pub(super) decoding: DecodingKey,
}

/// The keys of one issuer. Cheap to clone.
#[derive(Clone)]
pub(super) enum IssuerKeys {
    Fixed(Box<DecodingKey>),
    Remote(Arc<Remote>),
}

/// A set on the web.
pub(super) struct Remote {
    url: Url,
    client: reqwest::Client,
    clock: Clock,
    set: RwLock<Set>,
    /// Held by whoever fetches; when that was last begun.
    fetch: tokio::sync::Mutex<Option<DateTime<Utc>>>,
}

#[derive(Clone, Default)]
struct Set {
    keys: Arc<[IssuerKey]>,
    fetched_at: Option<DateTime<Utc>>,
}

impl IssuerKeys {
    pub(super) fn new(source: &KeySource, client: &reqwest::Client, clock: &Clock) -> Self {
        match source {
            KeySource::Fixed(key) => Self::Fixed(key.clone()),
            KeySource::Url(url) => Self::Remote(Arc::new(Remote {
                url: url.clone(),
                client: client.clone(),
                clock: clock.clone(),
                set: RwLock::default(),
                fetch: tokio::sync::Mutex::default(),
            })),
        }
    }

    /// The key by which a token of this algorithm is verified.
    ///
    /// # Errors
    /// `TRY_AGAIN` when no set has been had yet.
    pub(super) async fn find(&self, kid: Option<&str>, algorithm: Algorithm) -> Result<Option<DecodingKey>> {
        match self {
            Self::Fixed(key) => Ok(Some((**key).clone())),
            Self::Remote(remote) => remote.find(kid, algorithm).await,
        }
    }
}

impl Remote {
    async fn find(self: &Arc<Self>, kid: Option<&str>, algorithm: Algorithm) -> Result<Option<DecodingKey>> {
        let now = self.clock.now();
        if let Some(key) = self.set().find(kid, algorithm, now) {
            if self.set().is_older_than(FRESH_FOR, now) {
                let this = Arc::clone(self);
                tokio::spawn(async move { this.refresh().await });
            }
            return Ok(Some(key));
        }
        self.refresh().await;
        let set = self.set();
        if set.is_older_than(KEPT_FOR, now) {
            return Err(Error::try_again(
                "The keys of the token's issuer cannot be had at the moment. Try again.",
            ));
        }
        Ok(set.find(kid, algorithm, now))
    }

    fn set(&self) -> Set {
        self.set.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Unless that was tried a moment ago. Whoever comes meanwhile waits for the outcome.
    async fn refresh(&self) {
        let mut begun_at = self.fetch.lock().await;
        let now = self.clock.now();
        if begun_at.is_some_and(|at| now - at < FETCH_EVERY) {
            return;
        }
        *begun_at = Some(now);
        match self.fetch().await {
            Ok(keys) => {
                let set = Set { keys: keys.into(), fetched_at: Some(now) };
                *self.set.write().unwrap_or_else(PoisonError::into_inner) = set;
            }
            Err(error) => {
                tracing::warn!(error = format!("{error:#}"), url = %self.url, "an issuer's keys cannot be had");
            }
        }
    }

    async fn fetch(&self) -> anyhow::Result<Vec<IssuerKey>> {
        let mut response = self.client.get(self.url.clone()).send().await?.error_for_status()?;
        ensure!(response.status().is_success(), "the answer is {}", response.status());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            ensure!(
                body.len() + chunk.len() <= SET_BYTES_MAX,
                "the set is larger than {SET_BYTES_MAX} bytes"
            );
            body.extend_from_slice(&chunk);
        }
        let keys = read(&body)?;
        ensure!(!keys.is_empty(), "the set has no key that could be used");
        Ok(keys)
    }
}

impl Set {
    /// By its name; a token that names none is verified by the only key, if there is only one.
    fn find(&self, kid: Option<&str>, algorithm: Algorithm, now: DateTime<Utc>) -> Option<DecodingKey> {
        if self.is_older_than(KEPT_FOR, now) {
            return None;
        }
        let key = match (kid, &*self.keys) {
            (Some(kid), keys) => keys.iter().find(|key| key.kid.as_deref() == Some(kid)),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        key.filter(|key| key.algorithm == algorithm).map(|key| key.decoding.clone())
    }

    fn is_older_than(&self, age: TimeDelta, now: DateTime<Utc>) -> bool {
        self.fetched_at.is_none_or(|at| now - at >= age)
    }
}

/// A client for key sets: no redirects, no cookies, no patience.
pub(super) fn client() -> anyhow::Result<reqwest::Client> {
    // Whoever comes first decides for the process; all of ours decide the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .timeout(FETCH_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .context("cannot make a client for the key sets of issuers")
}

fn read(body: &[u8]) -> anyhow::Result<Vec<IssuerKey>> {
    #[derive(Deserialize)]
    struct Published {
        keys: Vec<Value>,
    }
    let published: Published = serde_json::from_slice(body).context("the answer is not a JWK set")?;
    // Keys of kinds that nobody here knows are no fault of the set.
    let known = published.keys.into_iter().filter_map(|key| serde_json::from_value::<Jwk>(key).ok());
    Ok(known.filter_map(|jwk| usable(&jwk)).take(KEYS_MAX).collect())
}

fn usable(jwk: &Jwk) -> Option<IssuerKey> {
    let (algorithm, named) = match &jwk.algorithm {
        AlgorithmParameters::RSA(key) => {
            let modulus = BASE64_URL_SAFE_NO_PAD.decode(&key.n).ok()?;
            (modulus.len() >= RSA_BYTES_MIN).then_some((Algorithm::RS256, KeyAlgorithm::RS256))?
        }
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => {
            (Algorithm::ES256, KeyAlgorithm::ES256)
        }
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => {
            (Algorithm::EdDSA, KeyAlgorithm::EdDSA)
        }
        // A secret that is published is none, whatever it is said to be for.
        _ => return None,
    };
    let fits = jwk.common.key_algorithm.is_none_or(|said| said == named);
    let signs = jwk.common.public_key_use.as_ref().is_none_or(|said| *said == PublicKeyUse::Signature);
    if !fits || !signs {
        return None;
    }
    let decoding = DecodingKey::from_jwk(jwk).ok()?;
    Some(IssuerKey { kid: jwk.common.key_id.clone(), algorithm, decoding })
}
