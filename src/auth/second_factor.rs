//! A code of an authenticator app beside the password (TOTP, RFC 6238), and recovery codes for when the app is lost.
//!
//! The secret is sealed in the database. A code is good once: the time step of the last one is kept, and no step up to it
//! is taken again. Recovery codes are random, shown once, kept as hashes, each good for one use.

use chrono::{DateTime, Utc};
use rand::Rng as _;
use sqlx::Row as _;
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

use super::account::Found;
use super::attempts::Kind;
use super::{Accounts, opaque};
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};
use crate::mail::Letter;
use crate::secret::Place;

/// Who asks for the code, as the app shows it.
const ISSUER: &str = "Workgraph";
/// As RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
const DIGITS: usize = 6;
const RECOVERY_CODES: usize = 10;
/// 80 bits: too many to be found from the hash.
const RECOVERY_CODE_BYTES: usize = 10;

/// Where the secrets are kept.
pub(super) const SEALED: Place = Place { table: "auth.second_factors", key: "account_id", column: "secret" };

/// What an authenticator app needs to know.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// The secret in Base32, to be typed.
    pub secret: String,
    /// The same as `otpauth://…`, to be shown as a QR code.
    pub uri: String,
}

/// How somebody shows to be the owner of a session's account.
#[derive(Clone, Copy)]
pub enum Proof<'a> {
    /// Its password.
    Password(&'a str),
    /// A code of its second factor.
    Code(&'a str),
}

/// A code as it came, sorted.
pub(super) enum Code {
    Totp(String),
    Recovery(Vec<u8>),
}

impl Code {
    /// Spaces, hyphens and the case of letters do not matter.
    fn parse(text: &str) -> Self {
        let code: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        if code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::Totp(code);
        }
        Self::Recovery(opaque::hash(&code.to_ascii_uppercase()))
    }
}

impl Accounts {
    /// Begins with a second factor. It is asked for once it has been confirmed.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a wrong password, `CONFLICT` if there is a second factor already.
    pub async fn enrol_second_factor(&self, account_id: Uuid, password: &str) -> Result<Enrolment> {
        let (account, hashing) = self.require_password(account_id, password, "password").await?;
        drop(hashing);
        let secret: [u8; SECRET_BYTES] = rand::rng().random();
        // A colon separates issuer and account in the URI.
        let totp = totp(&secret, &account.email.replace(':', "_"))?;
        let uri = totp.to_url().map_err(Error::internal)?;
        let (sealed, now) = (self.secrets.seal(&SEALED.of(account_id), &secret)?, self.clock.now());
        let statement = Statement::new(
            "insert into auth.second_factors (account_id, secret, created_at) values ($1, $2, $3) \
             on conflict (account_id) do update set secret = excluded.secret, created_at = excluded.created_at \
             where second_factors.confirmed_at is null",
        );
        let statement = statement.bind(account_id).bind(sealed).bind(now);
        self.worker
            .transact(async |mut scope| {
                if scope.execute(statement.clone()).await? == 0 {
                    return Err(Error::conflict("The account has a second factor. Disable it first."));
                }
                scope.commit_with(()).await
            })
            .await?;
        Ok(Enrolment { secret: totp.secret().to_base32(), uri })
    }

    /// Confirms a second factor with its first code, and gives the recovery codes.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a wrong code, `CONFLICT` if there is nothing to confirm.
    pub async fn confirm_second_factor(&self, account_id: Uuid, code: &str) -> Result<Vec<String>> {
        let (subject, now) = (account_id.to_string(), self.clock.now());
        self.attempts.take(Kind::Code, &subject).await?;
        let account = self.find_own(account_id).await?;
        let Code::Totp(code) = Code::parse(code) else { return Err(wrong_code()) };
        let recovery: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
        let hashes: Vec<Vec<u8>> = recovery.iter().map(|code| opaque::hash(&code.replace('-', ""))).collect();
        self.worker
            .transact(async |mut scope| {
                let pending = self.factor(&mut scope, account_id, false).await?;
                let (totp, _) = pending
                    .ok_or_else(|| Error::conflict("There is no second factor to confirm. Enrol first."))?;
                let step = step(&totp, &code, now).ok_or_else(wrong_code)?;
                let confirm = Statement::new(
                    "update auth.second_factors set confirmed_at = $2, last_step = $3 where account_id = $1",
                );
                scope.execute(confirm.bind(account_id).bind(now).bind(step)).await?;
                let insert = Statement::new(
                    "insert into auth.recovery_codes (account_id, hash, created_at) \
                     select $1, hash, $3 from unnest($2::bytea[]) as hash",
                );
                scope.execute(insert.bind(account_id).bind(&hashes).bind(now)).await?;
                scope.commit_with(()).await
            })
            .await?;
        self.attempts.give_back(Kind::Code, &subject).await;
        self.notify(letter(account.email, true));
        Ok(recovery)
    }

    /// Does away with the second factor and its recovery codes.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a wrong password or code, `CONFLICT` if there is no second factor.
    pub async fn disable_second_factor(&self, account_id: Uuid, proof: Proof<'_>) -> Result<()> {
        let (account, code) = match proof {
            Proof::Password(password) => {
                (self.require_password(account_id, password, "password").await?.0, None)
            }
            Proof::Code(code) => {
                self.attempts.take(Kind::Code, &account_id.to_string()).await?;
                (self.find_own(account_id).await?, Some(Code::parse(code)))
            }
        };
        let now = self.clock.now();
        self.worker
            .transact(async |mut scope| {
                if let Some(code) = &code
                    && !self.use_code(&mut scope, account_id, code, now).await?
                {
                    return Err(wrong_code());
                }
                let delete = Statement::new("delete from auth.second_factors where account_id = $1");
                if scope.execute(delete.bind(account_id)).await? == 0 {
                    return Err(Error::conflict("The account has no second factor."));
                }
                scope.commit_with(()).await
            })
            .await?;
        if code.is_some() {
            self.attempts.give_back(Kind::Code, &account_id.to_string()).await;
        }
        self.notify(letter(account.email, false));
        Ok(())
    }

    /// The code to be used at a sign-in, if the account needs one; counted as an attempt.
    pub(super) async fn take_code(&self, account: &Found, code: Option<&str>) -> Result<Option<Code>> {
        if !account.has_second_factor {
            return Ok(None);
        }
        let code = code.ok_or_else(|| {
            Error::second_factor_required("Send a code of the authenticator app, or a recovery code.")
                .field("code")
        })?;
        self.attempts.take(Kind::Code, &account.id.to_string()).await?;
        Ok(Some(Code::parse(code)))
    }

    /// Uses a code up, unless it is wrong or was used. Of two simultaneous uses the row lock lets one through.
    pub(super) async fn use_code(
        &self,
        scope: &mut WriteScope,
        account_id: Uuid,
        code: &Code,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let Some((totp, last_step)) = self.factor(scope, account_id, true).await? else { return Ok(false) };
        let statement = match code {
            Code::Totp(code) => {
                let step = step(&totp, code, now).filter(|step| *step > last_step);
                let Some(step) = step else { return Ok(false) };
                Statement::new("update auth.second_factors set last_step = $2 where account_id = $1")
                    .bind(account_id)
                    .bind(step)
            }
            Code::Recovery(hash) => Statement::new(
                "update auth.recovery_codes set used_at = $3 \
                 where account_id = $1 and hash = $2 and used_at is null",
            )
            .bind(account_id)
            .bind(hash)
            .bind(now),
        };
        Ok(scope.execute(statement).await? > 0)
    }

    /// The second factor, locked, with the last step that was used.
    async fn factor(
        &self,
        scope: &mut WriteScope,
        account_id: Uuid,
        confirmed: bool,
    ) -> Result<Option<(Totp, i64)>> {
        let statement = Statement::new(
            "select secret, last_step from auth.second_factors \
             where account_id = $1 and (confirmed_at is not null) = $2 for update",
        );
        let Some(row) = scope.fetch_optional(statement.bind(account_id).bind(confirmed)).await? else {
            return Ok(None);
        };
        let secret = self.secrets.open(&SEALED.of(account_id), row.try_get("secret")?)?;
        Ok(Some((totp(&secret, "account")?, row.try_get("last_step")?)))
    }
}

/// Tells the owner, who may not have done it.
fn letter(email: String, enabled: bool) -> Letter {
    let (subject, text) = if enabled {
        ("Your second factor is on", "From now on a code is needed to sign in to your Workgraph account.")
    } else {
        ("Your second factor is off", "A code is no longer needed to sign in to your Workgraph account.")
    };
    Letter {
        to: email,
        subject: subject.to_owned(),
        text: format!("{text}\n\nIf this was not you, change your password at once.\n"),
    }
}

/// Six digits each thirty seconds by SHA-1, which is what all apps can do. A code may be one step early or late.
fn totp(secret: &[u8], account: &str) -> Result<Totp> {
    Builder::new()
        .with_secret(Secret::from(secret.to_vec()))
        .with_account_name(account)
        .with_issuer(Some(ISSUER))
        .build()
        .map_err(Error::internal)
}

/// The time step that a code belongs to.
fn step(totp: &Totp, code: &str, now: DateTime<Utc>) -> Option<i64> {
    let seconds = u64::try_from(now.timestamp()).ok()?;
    totp.check(code, seconds).and_then(|step| i64::try_from(step).ok())
}

fn recovery_code() -> String {
    let bytes: [u8; RECOVERY_CODE_BYTES] = rand::rng().random();
    let code = Secret::from(bytes.to_vec()).to_base32();
    let groups: Vec<&str> = (0..code.len()).step_by(4).map(|at| &code[at..code.len().min(at + 4)]).collect();
    groups.join("-")
}

fn wrong_code() -> Error {
    Error::bad_user_input("The code is wrong or was used before.").field("code")
}
