//! Whoever bears a token: the one way from a text in a request to a principal, whatever kind of token it is.

use std::sync::Arc;

use super::personal::{self, PersonalTokens};
use super::{Accounts, Issuers, Principal};
use crate::error::Result;

/// Makes principals of tokens. Cheap to clone.
#[derive(Clone)]
pub struct Bearers(Arc<Parts>);

struct Parts {
    accounts: Accounts,
    personal: PersonalTokens,
    issuers: Issuers,
}

impl Bearers {
    /// Of our own access tokens, of personal ones, and of those of other issuers.
    pub fn new(accounts: Accounts, personal: PersonalTokens, issuers: Issuers) -> Self {
        Self(Arc::new(Parts { accounts, personal, issuers }))
    }

    /// Whom a token stands for, if it is good and what it rests on still stands.
    pub async fn authenticate(&self, token: &str) -> Result<Principal> {
        if token.starts_with(personal::PREFIX) {
            return self.0.personal.authenticate(token).await;
        }
        if self.0.issuers.know(token) {
            let principal = self.0.issuers.authenticate(token).await?;
            self.0.accounts.revocation().require_alive(&principal).await?;
            return Ok(principal);
        }
        self.0.accounts.authenticate(token).await
    }

    /// Returns within a second of the principal's end by revocation; never for anybody not signed in.
    pub async fn ended(&self, principal: Principal) {
        self.0.accounts.revocation().ended(principal).await;
    }
}
