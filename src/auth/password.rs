//! Hashing and checking passwords. Slow on purpose: off the runtime's threads, and only so many at once.
//!
//! New hashes are Argon2id. Hashes of bcrypt, as imported accounts have them, are accepted; the caller replaces them
//! when the password has proved right.

use std::sync::Arc;

use anyhow::Context as _;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, Salt, SaltString};
use argon2::{ARGON2ID_IDENT, Argon2, Params, password_hash};
use rand::Rng as _;
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// Longer ones only cost time.
pub const PASSWORD_LENGTH_MAX: usize = 1024;

/// Checked where there is no account, so that its absence cannot be told by the clock. Made with today's parameters.
const NOBODYS_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$d29ya2dyYXBoLW5vYm9keQ$Kq5t3mFmDWl9nqVCTjZ0xW0jXJ8H1lC8N0mZyq5kX2A";

/// The outcome of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Not the password, or there is none.
    Wrong,
    /// The password.
    Right,
    /// The password, but its hash should be replaced by a current one.
    RightButOutdated,
}

/// Checks passwords, a bounded number at a time.
#[derive(Clone)]
pub struct Passwords {
    permits: Arc<Semaphore>,
}

impl Passwords {
    /// At most `at_once` are hashed at the same time; each takes some 19 MiB and a core.
    pub fn new(at_once: usize) -> Self {
        Self { permits: Arc::new(Semaphore::new(at_once)) }
    }

    /// Compares a password with a stored hash. Takes the same time if there is none.
    pub async fn check(&self, password: String, stored: Option<String>) -> Result<Verdict> {
        self.run(move || check(&password, stored.as_deref())).await
    }

    /// A hash to store.
    pub async fn hash(&self, password: String) -> Result<String> {
        self.run(move || hash(&password)).await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
    ) -> Result<T> {
        let permit =
            self.permits.clone().acquire_owned().await.map_err(|error| Error::Internal(error.into()))?;
        let work = move || {
            // Kept while the work lasts, even if the caller has gone.
            let _permit = permit;
            work()
        };
        let done = tokio::task::spawn_blocking(work).await.context("hashing a password was interrupted");
        Ok(done.flatten()?)
    }
}

/// A hash to store. Takes tens of milliseconds.
pub fn hash(password: &str) -> anyhow::Result<String> {
    let salt = SaltString::encode_b64(&rand::rng().random::<[u8; Salt::RECOMMENDED_LENGTH]>())?;
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt)?.to_string())
}

fn check(password: &str, stored: Option<&str>) -> anyhow::Result<Verdict> {
    match stored {
        Some(stored) if ["$2a$", "$2b$", "$2y$"].iter().any(|prefix| stored.starts_with(prefix)) => {
            let right = bcrypt::verify(password, stored).context("a stored bcrypt hash is malformed")?;
            Ok(if right { Verdict::RightButOutdated } else { Verdict::Wrong })
        }
        Some(stored) => check_argon2(password, stored),
        None => check_argon2(password, NOBODYS_HASH).map(|_| Verdict::Wrong),
    }
}

fn check_argon2(password: &str, stored: &str) -> anyhow::Result<Verdict> {
    let parsed = PasswordHash::new(stored).context("a stored password hash is malformed")?;
    match Argon2::default().verify_password(password.as_bytes(), &parsed) {
        Ok(()) if is_current(&parsed) => Ok(Verdict::Right),
        Ok(()) => Ok(Verdict::RightButOutdated),
        Err(password_hash::Error::Password) => Ok(Verdict::Wrong),
        Err(error) => Err(error).context("a stored password hash cannot be checked"),
    }
}

fn is_current(hash: &PasswordHash<'_>) -> bool {
    let costs = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
    hash.algorithm == ARGON2ID_IDENT
        && Params::try_from(hash).is_ok_and(|params| costs(&params) == costs(&Params::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_of_ours_is_current() {
        let stored = hash("correct horse").unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert_eq!(check("correct horse", Some(&stored)).unwrap(), Verdict::Right);
        assert_eq!(check("wrong horse", Some(&stored)).unwrap(), Verdict::Wrong);
    }

    #[test]
    fn bcrypt_in_all_its_spellings_is_accepted_and_outdated() {
        let stored = bcrypt::hash("password123", 4).unwrap();
        for prefix in ["$2a$", "$2b$", "$2y$"] {
            let stored = format!("{prefix}{}", &stored[4..]);
            assert_eq!(check("password123", Some(&stored)).unwrap(), Verdict::RightButOutdated);
            assert_eq!(check("password124", Some(&stored)).unwrap(), Verdict::Wrong);
        }
    }

    #[test]
    fn nobodys_hash_costs_what_a_current_one_costs() {
        assert!(is_current(&PasswordHash::new(NOBODYS_HASH).unwrap()));
        assert_eq!(check("anything", None).unwrap(), Verdict::Wrong);
    }

    #[test]
    fn a_malformed_hash_is_our_fault() {
        assert!(check("anything", Some("secret")).is_err());
        assert!(check("anything", Some("")).is_err());
    }
}
