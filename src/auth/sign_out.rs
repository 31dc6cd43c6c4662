//! Ending sessions. Their access tokens are refused from then on, within a second on all nodes.

use uuid::Uuid;

use super::{Accounts, session};
use crate::error::Result;

impl Accounts {
    /// Ends a session.
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

    /// Ends all sessions of an account, except one if it is given. Returns how many ended.
    pub async fn sign_out_everywhere(&self, account_id: Uuid, except: Option<Uuid>) -> Result<u64> {
        let now = self.clock.now();
        let revoked = self
            .worker
            .transact(async |mut scope| {
                let revoked = session::revoke_all(&mut scope, account_id, except, now).await?;
                scope.commit_with(revoked).await
            })
            .await?;
        self.revocation.forget(account_id);
        Ok(revoked)
    }
}
