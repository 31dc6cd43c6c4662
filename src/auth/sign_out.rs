//! Ending sessions.

use uuid::Uuid;

use super::Accounts;
use super::session;
use crate::error::Result;

impl Accounts {
    /// Ends a session. Its access tokens are refused from then on, within a second on all nodes.
    pub async fn sign_out(&self, session_id: Uuid) -> Result<()> {
        let now = self.clock.now();
        let revoked = self
            .worker
            .transact(async |mut scope| {
                let revoked = session::revoke(&mut scope, session_id, now).await?;
                scope.commit_with(revoked).await
            })
            .await?;
        if let Some(account_id) = revoked {
            self.revocation.forget(account_id);
        }
        Ok(())
    }
}
