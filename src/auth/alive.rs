//! Whose token it is, and whether what it rests on still stands.

use super::{Accounts, Principal};
use crate::error::Result;

impl Accounts {
    /// Whom an access token stands for, if its session still lives.
    ///
    /// The token proves itself without the database; whether its session was revoked or its account disabled since is known
    /// from memory while the change log is read.
    pub async fn authenticate(&self, access_token: &str) -> Result<Principal> {
        let principal = self.tokens.verify(access_token, self.clock.now())?;
        self.require_alive(&principal).await?;
        Ok(principal)
    }

    /// Refuses a principal whose token has expired, whose session has ended or whose account is disabled. For
    /// connections that live longer than a request.
    pub async fn require_alive(&self, principal: &Principal) -> Result<()> {
        self.revocation.require_alive(principal).await
    }

    /// Returns within a second of the session's end, or of the account being disabled; never for anybody not signed in.
    pub async fn ended(&self, principal: Principal) {
        self.revocation.ended(principal).await;
    }
}
