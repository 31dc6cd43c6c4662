//! Whose token it is, and whether what it rests on still stands.

use super::{Accounts, Principal};
use crate::error::Result;

impl Accounts {
    /// Whom an access token of ours stands for, if its session still lives.
    ///
    /// The token proves itself without the database; whether its session was revoked or its account disabled since is known
    /// from memory while the change log is read.
    pub async fn authenticate(&self, access_token: &str) -> Result<Principal> {
        let principal = self.tokens.verify(access_token, self.clock.now())?;
        self.revocation.require_alive(&principal).await?;
        Ok(principal)
    }
}
