//! Tokens that say nothing by themselves: random, handed out once and kept as a hash, so that a copy of the database
//! opens nothing. Refresh tokens are such, and the links that mails carry.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rand::Rng as _;
use sha2::{Digest as _, Sha256};

/// A token that has just been made.
pub(super) struct OpaqueToken {
    /// Leaves the server once and is not kept.
    pub(super) text: String,
    /// What is kept.
    pub(super) hash: Vec<u8>,
}

impl OpaqueToken {
    pub(super) fn generate() -> Self {
        let text = BASE64_URL_SAFE_NO_PAD.encode(rand::rng().random::<[u8; 32]>());
        Self { hash: hash(&text), text }
    }
}

/// A plain hash will do: what is random and this long cannot be guessed from it.
pub(super) fn hash(text: &str) -> Vec<u8> {
    Sha256::digest(text).to_vec()
}
