//! Hashing and checking passwords. Slow on purpose: off the runtime's threads, and only so many at once.
//!
//! New hashes are Argon2id. Hashes of bcrypt, as imported accounts have them, are accepted; the caller replaces them
//! when the password has proved right.

use std::sync::Arc;

use anyhow::Context as _;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, Salt, SaltString};
use argon2::{ARGON2ID_IDENT, Argon2, Params, password_hash};
use rand::Rng as _;

use super::gate::{Gate, Turn};
use crate::error::{Error, Result};

/// Longer ones only cost time.
const PASSWORD_BYTES_MAX: usize = 1024;
/// Shorter ones are guessed.
const PASSWORD_LENGTH_MIN: usize = 10;

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

/// Those that may wait to hash. Beyond it is a storm, which had better be told.
const WAITING_MAX: usize = 64;

/// Hashes passwords, a bounded number at a time, for a bounded number of callers.
#[derive(Clone)]
pub struct Passwords(Gate);

impl Passwords {
    /// At most `at_once` are hashed at the same time; each takes some 19 MiB and a core.
    pub fn new(at_once: usize) -> Self {
        Self(Gate::new(at_once, WAITING_MAX))
    }

    /// Waits for a turn to hash. To be asked for before the database is: so a storm takes no connections from others.
    ///
    /// # Errors
    /// `TRY_AGAIN` if too many wait already.
    pub(super) async fn enter(&self) -> Result<Hashing> {
        Ok(Hashing(Arc::new(self.0.enter().await?)))
    }
}

/// A turn to hash.
pub(super) struct Hashing(Arc<Turn>);

impl Hashing {
    /// Compares a password with a stored hash. Takes as long if there is none.
    pub(super) async fn check(&self, password: &str, stored: Option<&str>) -> Result<Verdict> {
        let (password, stored) = (password.to_owned(), stored.map(str::to_owned));
        self.run(move || check(&password, stored.as_deref())).await
    }

    /// A hash to store.
    pub(super) async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        self.run(move || hash(&password)).await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
    ) -> Result<T> {
        let turn = Arc::clone(&self.0);
        let work = move || {
            // Kept while the work lasts, even if the caller has gone.
            let _turn = turn;
            work()
        };
        let done = tokio::task::spawn_blocking(work).await.context("hashing a password was interrupted");
        Ok(done.flatten()?)
    }
}

/// Refuses a password that is too long to be hashed.
///
/// # Errors
/// `BAD_USER_INPUT`, about this field.
pub fn require_hashable(password: &str, field: &'static str) -> Result<()> {
    if password.len() > PASSWORD_BYTES_MAX {
        let error = Error::bad_user_input(format!("A password has at most {PASSWORD_BYTES_MAX} bytes."));
        return Err(error.field(field).with("max", PASSWORD_BYTES_MAX));
    }
    Ok(())
}

/// Refuses a new password that is too long, or too short to be good. Kinds of characters are not counted: length is what
/// helps.
///
/// # Errors
/// `BAD_USER_INPUT`, about this field.
pub fn require_acceptable(password: &str, field: &'static str) -> Result<()> {
    require_hashable(password, field)?;
    if password.chars().count() < PASSWORD_LENGTH_MIN {
        let error =
            Error::bad_user_input(format!("A password has at least {PASSWORD_LENGTH_MIN} characters."));
        return Err(error.field(field).with("min", PASSWORD_LENGTH_MIN));
    }
    Ok(())
}

/// A hash to store. Takes tens of milliseconds.
pub fn hash(password: &str) -> anyhow::Result<String> {
    let salt = SaltString::encode_b64(&rand::rng().random::<[u8; Salt::RECOMMENDED_LENGTH]>())?;
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt)?.to_string())
}

/// Compares a password with a stored hash. Takes as long.
pub fn check(password: &str, stored: Option<&str>) -> anyhow::Result<Verdict> {
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
