//! A new password, for somebody who knows the old one.

use uuid::Uuid;

use super::account::Found;
use super::attempts::Kind;
use super::password::{Hashing, Verdict, require_acceptable, require_hashable};
use super::{Accounts, session};
use crate::db::Statement;
use crate::error::{Error, Result};
use crate::mail::Letter;

impl Accounts {
    /// Replaces the password of a signed-in account. All its other sessions end, and links to reset the password are
    /// void.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a wrong or a poor password, `RATE_LIMITED` after too many wrong ones.
    pub async fn change_password(
        &self,
        account_id: Uuid,
        session_id: Option<Uuid>,
        current: &str,
        new: &str,
    ) -> Result<()> {
        require_acceptable(new, "new")?;
        if new == current {
            return Err(Error::bad_user_input("The new password is the current one.").field("new"));
        }
        let (account, hashing) = self.require_password(account_id, current, "current").await?;
        let hash = hashing.hash(new).await?;
        let now = self.clock.now();
        self.worker
            .transact(async |mut scope| {
                let replace = Statement::new(
                    "update auth.users set password_hash = $1, updated_at = $2 \
                     where id = $3 and password_hash = $4 and disabled_at is null",
                );
                let replace = replace.bind(&hash).bind(now).bind(account.id);
                if scope.execute(replace.bind(account.password_hash.as_deref())).await? == 0 {
                    return Err(Error::conflict("The account was changed at the same moment. Try again."));
                }
                let void = Statement::new("delete from auth.password_reset_tokens where account_id = $1");
                scope.execute(void.bind(account.id)).await?;
                session::revoke_all(&mut scope, account.id, session_id, now).await?;
                scope.commit_with(()).await
            })
            .await?;
        self.revocation.forget(account.id);
        self.notify(changed(&account.email));
        Ok(())
    }

    /// The account, if this is its password, and a place to hash another one.
    pub(super) async fn require_password(
        &self,
        account_id: Uuid,
        password: &str,
        field: &'static str,
    ) -> Result<(Found, Hashing)> {
        require_hashable(password, field)?;
        let hashing = self.passwords.enter().await?;
        let subject = account_id.to_string();
        self.attempts.take(Kind::Password, &subject).await?;
        let account = self.find_own(account_id).await?;
        if hashing.check(password, account.password_hash.as_deref()).await? == Verdict::Wrong {
            return Err(Error::bad_user_input("The password is wrong.").field(field));
        }
        self.attempts.give_back(Kind::Password, &subject).await;
        Ok((account, hashing))
    }
}

/// Tells the owner, who may not have done it.
pub(super) fn changed(email: &str) -> Letter {
    Letter {
        to: email.to_owned(),
        subject: "Your password was changed".to_owned(),
        text: "The password of your Workgraph account was changed, and its other sessions have ended.\n\n\
               If this was not you, ask for a new password at once.\n"
            .to_owned(),
    }
}
