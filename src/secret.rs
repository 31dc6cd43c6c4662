//! Secrets at rest: sealed with AES-256-GCM before they are stored, opened when they are used.
//!
//! A key comes from the environment and never touches the database, so that a copy of the database alone opens nothing.
//! A sealed text names its key, so that keys can be changed: the first one seals, all of them open. It is bound to its
//! place by a text that is not stored, such as the column and the row; moved to another row it does not open.

use std::fmt;
use std::sync::Arc;

use aes_gcm::aead::Aead as _;
use aes_gcm::aead::Payload;
use aes_gcm::{Aes256Gcm, KeyInit as _};
use anyhow::{Context as _, anyhow, bail};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use rand::Rng as _;
use sha2::{Digest as _, Sha256};

/// What a sealed text begins with: the form of what follows.
const FORM: &str = "s1";
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;

/// A column of sealed texts. A text is bound to it and to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// With its schema.
    pub table: &'static str,
    /// The column that tells its rows apart.
    pub key: &'static str,
    /// The column itself: of texts, or of JSON whose value is such a text.
    pub column: &'static str,
}

impl Place {
    /// What a text in the row of this key is bound to.
    pub fn of(&self, key: impl fmt::Display) -> String {
        format!("{}.{} {key}", self.table, self.column)
    }
}

/// The keys. Cheap to clone.
#[derive(Clone)]
pub struct Secrets {
    /// The first one seals.
    keys: Arc<[Key]>,
}

#[derive(Clone)]
struct Key {
    /// What sealed texts call it. Says nothing about the key.
    id: String,
    cipher: Aes256Gcm,
}

impl Secrets {
    /// Keys of 32 bytes each in Base64, with commas between them; the first one seals.
    ///
    /// # Errors
    /// When one is no such key. The message does not repeat it.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let keys = text.split(',').map(|key| {
            let bytes = BASE64_STANDARD.decode(key.trim()).map_err(|_| anyhow!("a key is not Base64"))?;
            let bytes: [u8; KEY_BYTES] =
                bytes.try_into().map_err(|_| anyhow!("a key is not {KEY_BYTES} bytes long"))?;
            Ok(Key::new(&bytes))
        });
        Ok(Self { keys: keys.collect::<anyhow::Result<_>>()? })
    }

    /// A key that everybody can know. It is no protection, and needs no keeping: every server in development opens what
    /// another one sealed, also after its data directory is gone.
    pub fn for_development() -> Self {
        Self { keys: [Key::new(&Sha256::digest("workgraph in development").into())].into() }
    }

    /// Seals bytes for a place.
    ///
    /// # Errors
    /// When they are too long for the cipher, which takes gigabytes.
    pub fn seal(&self, place: &str, plain: &[u8]) -> anyhow::Result<String> {
        let key = &self.keys[0];
        let nonce: [u8; NONCE_BYTES] = rand::rng().random();
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = key
            .cipher
            .encrypt(&nonce.into(), payload)
            .map_err(|_| anyhow!("a secret could not be sealed"))?;
        let bytes = [&nonce[..], &sealed].concat();
        Ok(format!("{}{}", self.current_prefix(), BASE64_URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// These keys after others, which seal from then on.
    #[must_use]
    pub fn after(&self, first: &Self) -> Self {
        Self { keys: first.keys.iter().chain(self.keys.iter()).cloned().collect() }
    }

    /// What sealed texts call the keys, the first one first.
    pub fn key_ids(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|key| key.id.as_str())
    }

    /// What every text begins with that the first key has sealed.
    pub fn current_prefix(&self) -> String {
        format!("{FORM}.{}.", self.keys[0].id)
    }

    /// Opens what was sealed for the same place.
    ///
    /// # Errors
    /// When it was sealed for another place, with a key that is not there, or not by us.
    pub fn open(&self, place: &str, sealed: &str) -> anyhow::Result<Vec<u8>> {
        let mut parts = sealed.splitn(3, '.');
        let (Some(FORM), Some(id), Some(text)) = (parts.next(), parts.next(), parts.next()) else {
            bail!("a secret is not sealed as expected");
        };
        let key = self.keys.iter().find(|key| key.id == id);
        let key = key.with_context(|| format!("a secret is sealed with the key {id}, which is not there"))?;
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).context("a sealed secret is malformed")?;
        let (nonce, sealed) =
            bytes.split_first_chunk::<NONCE_BYTES>().context("a sealed secret is too short")?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        let opened = key.cipher.decrypt(&(*nonce).into(), payload);
        opened.map_err(|_| anyhow!("a sealed secret was changed or belongs elsewhere"))
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|key| &key.id)).finish()
    }
}

impl Key {
    fn new(bytes: &[u8; KEY_BYTES]) -> Self {
        let digest = Sha256::new().chain_update("workgraph key id").chain_update(bytes).finalize();
        let id = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        Self { id, cipher: Aes256Gcm::new(&(*bytes).into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    const NEW: &str = "//////////////////////////////////////////8=";

    fn secrets(text: &str) -> Secrets {
        Secrets::parse(text).unwrap()
    }

    #[test]
    fn what_was_sealed_opens_in_its_place_only() {
        let secrets = Secrets::for_development();
        let sealed = secrets.seal("table.column 1", b"secret").unwrap();
        assert_eq!(secrets.open("table.column 1", &sealed).unwrap(), b"secret");
        assert!(secrets.open("table.column 2", &sealed).is_err());
        assert!(!sealed.contains("secret"));
        assert_ne!(secrets.seal("table.column 1", b"secret").unwrap(), sealed);
    }

    #[test]
    fn an_old_key_opens_but_seals_no_more() {
        let sealed = secrets(OLD).seal("here", b"secret").unwrap();
        let both = secrets(&format!("{NEW}, {OLD}"));
        assert_eq!(both.open("here", &sealed).unwrap(), b"secret");
        assert!(both.seal("here", b"").unwrap().starts_with(&format!("s1.{}.", secrets(NEW).keys[0].id)));
        let error = secrets(NEW).open("here", &sealed).unwrap_err().to_string();
        assert!(error.contains("is not there"), "{error}");
    }

    #[test]
    fn a_changed_or_foreign_text_does_not_open() {
        let secrets = Secrets::for_development();
        let sealed = secrets.seal("here", b"secret").unwrap();
        let (head, tail) = sealed.split_at(sealed.len() - 8);
        let changed = format!("{head}{}{}", if tail.starts_with('A') { 'B' } else { 'A' }, &tail[1..]);
        assert!(secrets.open("here", &changed).is_err());
        for text in ["", "secret", "s1.00000000.", "s2.a.b", &sealed[..20]] {
            assert!(secrets.open("here", text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_key_has_32_bytes_and_is_never_shown() {
        for text in ["", "short", "AAAA", &format!("{OLD},"), &format!("{OLD},AAAA")] {
            assert!(Secrets::parse(text).is_err(), "{text}");
        }
        assert!(!format!("{:?}", secrets(OLD)).contains("AAA"));
    }
}
