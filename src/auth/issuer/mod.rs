//! Tokens of other issuers, such as an identity provider or a Supabase project.
//!
//! A token's own words choose the entry of the settings by which it is judged and nothing more: algorithm, key, audience and
//! leeway are the entry's. Its subject leads to an account through `auth.identities`, or is one where the entry says so.
//! Its `role` gives nothing, with two exceptions that take away: `anon` without a subject is nobody signed in, and
//! `service_role` is refused, since who can show such a token has more than a token of ours could mean.

mod identity;
mod keys;
mod settings;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use jsonwebtoken::Validation;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::Principal;
use super::revocation::Revocation;
use super::token::{TOKEN_LENGTH_MAX, invalid};
use crate::clock::Clock;
use crate::db::Door;
use crate::error::{Error, Result};

pub use self::identity::Identities;
pub use self::settings::IssuerSettings;

use self::identity::Newcomer;
use self::keys::IssuerKeys;

const SUBJECT_LENGTH_MAX: usize = 255;

/// The issuers that are trusted. Cheap to clone.
#[derive(Clone)]
pub struct Issuers {
    clock: Clock,
    entries: Arc<[Entry]>,
    identities: Identities,
}

struct Entry {
    settings: IssuerSettings,
    keys: IssuerKeys,
}

/// By whom a token says it was issued.
#[derive(Deserialize)]
struct Issued {
    iss: String,
}

/// What is read of a token. A claim that comes twice is an error.
#[derive(Deserialize)]
struct Claims {
    sub: Option<String>,
    exp: i64,
    nbf: Option<i64>,
    iat: Option<i64>,
    role: Option<Value>,
    email: Option<String>,
    email_verified: Option<Value>,
    name: Option<String>,
}

impl Issuers {
    /// `worker` is the door of the server's own work.
    ///
    /// # Errors
    /// When no client for key sets can be made.
    pub fn new(
        settings: Vec<IssuerSettings>,
        worker: Door,
        clock: Clock,
        revocation: Revocation,
    ) -> anyhow::Result<Self> {
        let client = keys::client()?;
        let entry = |settings: IssuerSettings| Entry {
            keys: IssuerKeys::new(&settings.keys, &client, &clock),
            settings,
        };
        let entries = settings.into_iter().map(entry).collect();
        let identities = Identities::new(worker, clock.clone(), revocation);
        Ok(Self { clock, entries, identities })
    }

    /// What has to observe the change log.
    pub fn identities(&self) -> &Identities {
        &self.identities
    }

    /// Whether a token says that one of these issued it.
    pub(super) fn know(&self, token: &str) -> bool {
        !self.entries.is_empty() && self.entry_of(token).is_some()
    }

    /// Whom a token stands for. Says nothing of whether the account is disabled.
    pub(super) async fn authenticate(&self, token: &str) -> Result<Principal> {
        let entry = self.entry_of(token).ok_or_else(invalid)?;
        let claims = entry.prove(token).await?;
        let expires_at = entry.check_times(&claims, self.clock.now())?;
        let role = claims.role.as_ref().and_then(Value::as_str);
        match (&claims.sub, role) {
            (_, Some("service_role")) => Err(invalid()),
            (None, Some("anon")) => Ok(Principal::Anonymous),
            (None, _) => Err(invalid()),
            (Some(subject), _) => {
                let account_id = self.account_of(&entry.settings, subject, &claims).await?;
                Ok(Principal::Account { account_id, session_id: None, expires_at })
            }
        }
    }

    fn entry_of(&self, token: &str) -> Option<&Entry> {
        if token.len() > TOKEN_LENGTH_MAX {
            return None;
        }
        // Nothing is believed of it: the signature is checked with this entry's keys.
        let Issued { iss } = jsonwebtoken::dangerous::insecure_decode(token).ok()?.claims;
        self.entries.iter().find(|entry| entry.settings.issuer == iss)
    }

    async fn account_of(&self, settings: &IssuerSettings, subject: &str, claims: &Claims) -> Result<Uuid> {
        if settings.subject_is_account {
            return subject.parse().map_err(|_| invalid());
        }
        if subject.is_empty() || subject.len() > SUBJECT_LENGTH_MAX || subject.contains('\0') {
            return Err(invalid());
        }
        if let Some(account_id) = self.identities.find(&settings.issuer, subject).await? {
            return Ok(account_id);
        }
        if !settings.create_accounts {
            return Err(Error::forbidden("No account belongs to this identity."));
        }
        let is_verified = claims.email_verified.as_ref().and_then(Value::as_bool) == Some(true);
        let email = claims.email.as_deref().filter(|_| is_verified);
        let email = email.ok_or_else(|| {
            Error::forbidden("No account belongs to this identity, and its address is not verified.")
        })?;
        let name = claims.name.as_deref().unwrap_or_default();
        self.identities.create(&settings.issuer, subject, &Newcomer { email, name }).await
    }
}

impl Entry {
    async fn prove(&self, token: &str) -> Result<Claims> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| invalid())?;
        if !self.settings.algorithms.contains(&header.alg) {
            return Err(invalid());
        }
        let key = self.keys.find(header.kid.as_deref(), header.alg).await?.ok_or_else(invalid)?;
        let mut validation = Validation::new(header.alg);
        validation.set_issuer(&[&self.settings.issuer]);
        validation.set_audience(&[&self.settings.audience]);
        validation.set_required_spec_claims(&["iss", "aud", "exp"]);
        // Compared with our own clock.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        let token = jsonwebtoken::decode::<Claims>(token, &key, &validation).map_err(|_| invalid())?;
        Ok(token.claims)
    }

    fn check_times(&self, claims: &Claims, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).ok_or_else(invalid);
        for seconds in [claims.iat, claims.nbf].into_iter().flatten() {
            if at(seconds)? > now + self.settings.leeway {
                return Err(invalid());
            }
        }
        let expires_at = at(claims.exp)?.checked_add_signed(self.settings.leeway).ok_or_else(invalid)?;
        if expires_at <= now {
            return Err(Error::unauthenticated("The access token has expired."));
        }
        Ok(expires_at)
    }
}
