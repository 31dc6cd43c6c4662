//! A new password, for somebody who has lost the old one and reads the account's mail.
//!
//! A request is counted and answered; whether there is such an account is looked up afterwards, where nobody waits. So
//! the answer is the same for all addresses, and takes the same time. The counts are the rows that Assist keeps for
//! it, `assist.password_reset_attempts`. Its table of tokens takes only users of Assist, and one who is not would need
//! another place; so the tokens of all accounts are in `auth.password_reset_tokens`.
//!
//! A token is random, sent once, kept as a hash, good for one use within the hour. An account without a password gets
//! none: it signs in elsewhere, and its mail must not open a second door.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::Row as _;
use uuid::Uuid;

use super::attempts::{network, too_many};
use super::change::changed;
use super::opaque::{self, OpaqueToken};
use super::password::require_acceptable;
use super::session::Origin;
use super::{Accounts, session};
use crate::db::{Reads, Statement, WriteScope};
use crate::error::{Error, Result};
use crate::mail::Letter;

const TOKEN_LIFETIME: TimeDelta = TimeDelta::hours(1);
/// In which requests are counted.
const WINDOW: TimeDelta = TimeDelta::hours(1);
const REQUESTS_PER_EMAIL_MAX: i64 = 5;
const REQUESTS_PER_ADDRESS_MAX: i64 = 20;
/// Nodes count one after another: of many simultaneous requests no more than allowed get through.
const LOCK_KEY: i64 = 0x776f_726b_7265_7365;

impl Accounts {
    /// Sends a link to set a new password, if there is an account with this address.
    ///
    /// # Errors
    /// `RATE_LIMITED` after too many requests for an address or from one; `TRY_AGAIN` in a storm. For all addresses alike.
    pub async fn request_password_reset(&self, email: &str, origin: &Origin) -> Result<()> {
        let turn = self.resets.enter().await?;
        let (now, network) = (self.clock.now(), origin.ip.map(network));
        self.worker
            .transact(async |mut scope| {
                count_request(&mut scope, email.trim(), network.as_deref(), now).await?;
                scope.commit_with(()).await
            })
            .await?;
        drop(turn);
        let (accounts, email) = (self.clone(), email.to_owned());
        self.mail.outbox.post(async move { accounts.write_reset_letter(&email).await })
    }

    /// Sets a new password by the token of a link. All sessions of the account end. A second factor stays.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a poor password, and for a token that is unknown, used, expired or of a disabled account.
    pub async fn reset_password(&self, token: &str, new: &str) -> Result<()> {
        require_acceptable(new, "new")?;
        let hashing = self.passwords.enter().await?;
        let token = opaque::hash(token);
        // Hashing is for those who have a token.
        if !self.is_reset_token(&token).await? {
            return Err(no_such_token());
        }
        let (hash, now) = (hashing.hash(new).await?, self.clock.now());
        let (account_id, email) = self
            .worker
            .transact(async |mut scope| {
                let (account_id, email) = use_token(&mut scope, &token, &hash, now).await?;
                session::revoke_all(&mut scope, account_id, None, now).await?;
                scope.commit_with((account_id, email)).await
            })
            .await?;
        self.revocation.forget(account_id);
        self.notify(changed(&email));
        Ok(())
    }

    async fn is_reset_token(&self, token: &[u8]) -> Result<bool> {
        let statement = Statement::new(
            "select from auth.password_reset_tokens where hash = $1 and used_at is null and expires_at > $2",
        );
        let statement = statement.bind(token).bind(self.clock.now());
        Ok(self.worker.read(Reads::One).await?.fetch_optional(statement).await?.is_some())
    }

    async fn write_reset_letter(&self, email: &str) -> Result<Option<Letter>> {
        let account = self.find(email).await?;
        let account = account.filter(|account| !account.disabled && account.password_hash.is_some());
        let Some(account) = account else { return Ok(None) };
        let (token, now) = (OpaqueToken::generate(), self.clock.now());
        self.worker
            .transact(async |mut scope| {
                let clean = Statement::new(
                    "delete from auth.password_reset_tokens \
                     where account_id = $1 and (used_at is not null or expires_at <= $2)",
                );
                scope.execute(clean.bind(account.id).bind(now)).await?;
                let insert = Statement::new(
                    "insert into auth.password_reset_tokens (hash, account_id, created_at, expires_at) \
                     values ($1, $2, $3, $4)",
                );
                let insert = insert.bind(&token.hash).bind(account.id).bind(now);
                scope.execute(insert.bind(now + TOKEN_LIFETIME)).await?;
                scope.commit_with(()).await
            })
            .await?;
        let link = self.mail.link("reset-password", &format!("token={}", token.text));
        Ok(Some(Letter {
            to: account.email,
            subject: "Set a new password".to_owned(),
            text: format!(
                "Somebody asked for a new password for your Workgraph account. If it was you, set it here \
                 within the hour:\n\n{link}\n\nIf it was not you, there is nothing to do.\n"
            ),
        }))
    }
}

/// Refuses one request too many, else notes it. Old ones are forgotten.
async fn count_request(
    scope: &mut WriteScope,
    email: &str,
    network: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    scope.execute(Statement::new("select pg_advisory_xact_lock($1)").bind(LOCK_KEY)).await?;
    let forget = Statement::new("delete from assist.password_reset_attempts where attempted_at <= $1");
    scope.execute(forget.bind(now - WINDOW)).await?;
    let count = Statement::new(
        "select by_email.count, by_email.oldest, by_address.count, by_address.oldest \
         from (select count(*) as count, min(attempted_at) as oldest \
               from assist.password_reset_attempts where email = lower($1)) as by_email, \
              (select count(*) as count, min(attempted_at) as oldest \
               from assist.password_reset_attempts where ip_address = $2) as by_address",
    );
    let row = scope.fetch_optional(count.bind(email).bind(network)).await?;
    let row = row.ok_or_else(|| Error::internal("nothing was counted"))?;
    for (at, max) in [(0, REQUESTS_PER_EMAIL_MAX), (2, REQUESTS_PER_ADDRESS_MAX)] {
        let (count, oldest): (i64, Option<DateTime<Utc>>) = (row.try_get(at)?, row.try_get(at + 1)?);
        if let Some(oldest) = oldest.filter(|_| count >= max) {
            return Err(too_many(oldest + WINDOW - now));
        }
    }
    let note = Statement::new(
        "insert into assist.password_reset_attempts (email, ip_address, attempted_at) values (lower($1), $2, $3)",
    );
    scope.execute(note.bind(email).bind(network).bind(now)).await?;
    Ok(())
}

/// Of two simultaneous uses the row lock lets one through. Returns whose it was, with the address.
async fn use_token(
    scope: &mut WriteScope,
    token: &[u8],
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<(Uuid, String)> {
    let use_up = Statement::new(
        "update auth.password_reset_tokens set used_at = $2 \
         where hash = $1 and used_at is null and expires_at > $2 returning account_id",
    );
    let row = scope.fetch_optional(use_up.bind(token).bind(now)).await?.ok_or_else(no_such_token)?;
    let account_id: Uuid = row.try_get("account_id")?;
    let replace = Statement::new(
        "update auth.users set password_hash = $1, updated_at = $2 \
         where id = $3 and password_hash is not null and disabled_at is null returning email",
    );
    let replace = replace.bind(password_hash).bind(now).bind(account_id);
    let row = scope.fetch_optional(replace).await?.ok_or_else(no_such_token)?;
    let void =
        Statement::new("delete from auth.password_reset_tokens where account_id = $1 and used_at is null");
    scope.execute(void.bind(account_id)).await?;
    Ok((account_id, row.try_get("email")?))
}

fn no_such_token() -> Error {
    Error::bad_user_input("The link has expired or was used. Ask for a new one.").field("token")
}
