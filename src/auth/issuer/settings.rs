//! Which other issuers are trusted, and how far: read once at start, all faults together. No message repeats a secret.

use std::collections::HashSet;

use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use url::Url;

use crate::auth::token::ISSUER;

/// Shorter secrets could be guessed from a token.
const SECRET_BYTES_MIN: usize = 32;
const LEEWAY_SECONDS_MAX: u32 = 300;
const ISSUERS_MAX: usize = 20;

/// An issuer whose tokens are accepted.
#[derive(Debug, Clone)]
pub struct IssuerSettings {
    pub(super) issuer: String,
    pub(super) audience: String,
    pub(super) keys: KeySource,
    /// What its tokens may be signed with; whatever else a token or a key says is refused.
    pub(super) algorithms: Vec<Algorithm>,
    pub(super) leeway: TimeDelta,
    pub(super) create_accounts: bool,
    pub(super) subject_is_account: bool,
}

/// Where an issuer's keys come from.
#[derive(Debug, Clone)]
pub(super) enum KeySource {
    /// A JWK set on the web.
    Url(Url),
    /// One key, for the one algorithm.
    Fixed(Box<DecodingKey>),
}

/// An entry as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Entry {
    issuer: String,
    audience: String,
    jwks_url: Option<String>,
    secret: Option<String>,
    public_key: Option<String>,
    algorithms: Vec<String>,
    #[serde(default = "default_leeway")]
    leeway_seconds: u32,
    #[serde(default)]
    create_accounts: bool,
    #[serde(default)]
    subject_is_account: bool,
}

fn default_leeway() -> u32 {
    10
}

impl IssuerSettings {
    /// Reads a JSON array of issuers.
    ///
    /// # Errors
    /// Everything that is wrong with it, a text for each fault.
    pub fn parse(text: &str) -> Result<Vec<Self>, Vec<String>> {
        let entries: Vec<Entry> = serde_json::from_str(text).map_err(|error| {
            // Its own text may repeat a value.
            let (line, column) = (error.line(), error.column());
            vec![format!(
                ": expected an array of issuers with issuer, audience, algorithms, one of jwksUrl, secret and publicKey, and \
                 perhaps leewaySeconds, createAccounts, subjectIsAccount (line {line}, column {column})"
            )]
        })?;
        let mut faults = Vec::new();
        let mut names = HashSet::from([ISSUER]);
        if entries.len() > ISSUERS_MAX {
            faults.push(format!(": expected at most {ISSUERS_MAX} issuers"));
        }
        let mut settings = Vec::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            if !names.insert(&entry.issuer) {
                faults.push(format!("[{at}].issuer: expected a name that no other issuer has"));
            }
            let mut fault = |text: String| faults.push(format!("[{at}]{text}"));
            settings.extend(entry.check(&mut fault));
        }
        if faults.is_empty() { Ok(settings) } else { Err(faults) }
    }
}

impl Entry {
    /// Looks at everything before it gives up.
    fn check(&self, fault: &mut impl FnMut(String)) -> Option<IssuerSettings> {
        for (name, value) in [("issuer", &self.issuer), ("audience", &self.audience)] {
            if value.is_empty() || value.len() > 255 {
                fault(format!(".{name}: expected a text of at most 255 characters"));
            }
        }
        if self.leeway_seconds > LEEWAY_SECONDS_MAX {
            fault(format!(".leewaySeconds: expected at most {LEEWAY_SECONDS_MAX}"));
        }
        if self.create_accounts && self.subject_is_account {
            fault(".createAccounts: expected false, since subjectIsAccount is true".to_owned());
        }
        let algorithms = self.algorithms(fault);
        let keys = self.keys(&algorithms, fault);
        Some(IssuerSettings {
            issuer: self.issuer.clone(),
            audience: self.audience.clone(),
            keys: keys?,
            algorithms,
            leeway: TimeDelta::seconds(self.leeway_seconds.into()),
            create_accounts: self.create_accounts,
            subject_is_account: self.subject_is_account,
        })
    }

    fn algorithms(&self, fault: &mut impl FnMut(String)) -> Vec<Algorithm> {
        let known = |name: &String| match name.as_str() {
            "HS256" => Some(Algorithm::HS256),
            "RS256" => Some(Algorithm::RS256),
            "ES256" => Some(Algorithm::ES256),
            "EdDSA" => Some(Algorithm::EdDSA),
            _ => None,
        };
        let algorithms: Option<Vec<_>> = self.algorithms.iter().map(known).collect();
        algorithms.filter(|list| !list.is_empty()).unwrap_or_else(|| {
            fault(".algorithms: expected some of HS256, RS256, ES256, EdDSA".to_owned());
            Vec::new()
        })
    }

    fn keys(&self, algorithms: &[Algorithm], fault: &mut impl FnMut(String)) -> Option<KeySource> {
        let is_symmetric = algorithms.contains(&Algorithm::HS256);
        match (&self.jwks_url, &self.secret, &self.public_key) {
            (Some(url), None, None) => {
                if is_symmetric {
                    fault(".algorithms: expected no HS256, since a published key is no secret".to_owned());
                }
                let url = Url::parse(url).ok().filter(is_safe);
                if url.is_none() {
                    fault(".jwksUrl: expected https://…; http:// only of this machine".to_owned());
                }
                url.map(KeySource::Url)
            }
            (None, Some(secret), None) => {
                if algorithms != [Algorithm::HS256] {
                    fault(".algorithms: expected HS256 alone, since there is a secret".to_owned());
                }
                if secret.len() < SECRET_BYTES_MIN {
                    fault(format!(".secret: expected at least {SECRET_BYTES_MIN} bytes"));
                }
                Some(KeySource::Fixed(Box::new(DecodingKey::from_secret(secret.as_bytes()))))
            }
            (None, None, Some(pem)) => {
                let key = match algorithms {
                    [Algorithm::RS256] => DecodingKey::from_rsa_pem(pem.as_bytes()).ok(),
                    [Algorithm::ES256] => DecodingKey::from_ec_pem(pem.as_bytes()).ok(),
                    [Algorithm::EdDSA] => DecodingKey::from_ed_pem(pem.as_bytes()).ok(),
                    _ => {
                        fault(
                            ".algorithms: expected one of RS256, ES256, EdDSA, since there is a publicKey"
                                .to_owned(),
                        );
                        return None;
                    }
                };
                if key.is_none() {
                    fault(".publicKey: expected a public key in PEM that fits the algorithm".to_owned());
                }
                key.map(|key| KeySource::Fixed(Box::new(key)))
            }
            _ => {
                fault(": expected one of jwksUrl, secret and publicKey".to_owned());
                None
            }
        }
    }
}

fn is_safe(url: &Url) -> bool {
    let is_local = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && is_local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_supabase_project_is_an_entry() {
        let text = r#"[{"issuer": "https://project.supabase.co/auth/v1", "audience": "authenticated",
            "secret": "super-secret-jwt-token-with-at-least-32-characters", "algorithms": ["HS256"], "subjectIsAccount": true}]"#;
        let settings = IssuerSettings::parse(text).unwrap();
        assert!(settings[0].subject_is_account);
        assert!(!format!("{settings:?}").contains("super-secret"));
    }

    #[test]
    fn all_faults_are_told_together_and_no_secret_with_them() {
        let text = r#"[
            {"issuer": "workgraph", "audience": "", "secret": "short-secret", "algorithms": ["HS256"]},
            {"issuer": "a", "audience": "b", "jwksUrl": "http://example.com/keys", "algorithms": ["HS256", "none"]},
            {"issuer": "a", "audience": "b", "jwksUrl": "https://example.com/keys", "algorithms": ["HS256"], "leewaySeconds": 301},
            {"issuer": "c", "audience": "b", "publicKey": "-----BEGIN NOTHING-----", "algorithms": ["RS256"]},
            {"issuer": "d", "audience": "b", "secret": "x", "publicKey": "y", "algorithms": ["RS256"], "createAccounts": true, "subjectIsAccount": true}
        ]"#;
        let faults = IssuerSettings::parse(text).unwrap_err().join("\n");
        for expected in [
            "[0].issuer",
            "[0].audience",
            "[0].secret",
            "[1].algorithms",
            "[1].jwksUrl",
            "[2].issuer",
            "[2].algorithms",
            "[2].leewaySeconds",
            "[3].publicKey",
            "[4].createAccounts",
            "[4]: expected one of",
        ] {
            assert!(faults.contains(expected), "{expected} is not in {faults}");
        }
        assert!(!faults.contains("short-secret"));
        let malformed =
            IssuerSettings::parse(r#"[{"secret": "hidden", "algorithms": "hidden"}]"#).unwrap_err();
        assert!(malformed.len() == 1 && !malformed[0].contains("hidden"));
    }
}
