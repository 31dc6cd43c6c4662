//! The logins of the server, made from the URL of the owner alone.
//!
//! Migrations create `workgraph_api` and `workgraph_worker` without a password, because SQL files hold no secrets. At
//! start the server derives one for each from the owner's password, so that all nodes arrive at the same without
//! telling each other, and stores it if logging in with it fails. Only its SCRAM verifier is sent, so that no statement
//! log holds the password.
//!
//! An owner without a password (`trust`, `peer`, certificates) gives nothing to derive from: then the logins must be
//! able to connect in the same way, or be given by URLs of their own.

use std::str::FromStr as _;

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use url::Url;

use super::dump::decoded;

/// May become `anon`, `authenticated` or `restricted`.
pub const API: &str = "workgraph_api";
/// May become `service_role`.
pub const WORKER: &str = "workgraph_worker";

/// As PostgreSQL itself uses by default.
const SCRAM_ITERATIONS: u32 = 4096;
/// Nodes that start at once set passwords one after another.
const LOCK_KEY: i64 = 0x776f_726b_6c67_6e73;

/// Makes sure that one of the two logins can connect, and returns its URL. The roles must exist: migrate first.
pub async fn prepare(owner_url: &str, role: &'static str) -> anyhow::Result<String> {
    let login = Login::derive(owner_url, role)?;
    login.prepare(owner_url).await.with_context(|| format!("cannot prepare the login {role}"))?;
    Ok(login.url)
}

/// The URL of a login as [`prepare`] makes it, without finding out whether it works.
///
/// # Errors
/// When the owner's URL is none.
pub fn expected(owner_url: &str, role: &'static str) -> anyhow::Result<String> {
    Ok(Login::derive(owner_url, role)?.url)
}

/// The URL of a login at another server that has the same logins: where `place` leads, with user and password of `login`.
///
/// # Errors
/// When one of the two is no URL.
pub fn elsewhere(login: &str, place: &str) -> anyhow::Result<String> {
    let login = PgConnectOptions::from_str(login).context("the login's URL")?;
    let password = login.to_url_lossy().password().map(decoded).transpose()?;
    login_url(place, login.get_username(), password.as_deref())
}

struct Login {
    role: &'static str,
    /// Absent if the owner has none.
    password: Option<String>,
    url: String,
}

impl Login {
    fn derive(owner_url: &str, role: &'static str) -> anyhow::Result<Self> {
        let owner = PgConnectOptions::from_str(owner_url).context("the owner's URL")?;
        // It may also come from the password file.
        let password = owner.to_url_lossy().password().map(|secret| {
            let secret = hmac(secret.as_bytes(), role.as_bytes());
            secret.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        });
        let url = login_url(owner_url, role, password.as_deref())?;
        Ok(Self { role, password, url })
    }

    async fn prepare(&self, owner_url: &str) -> anyhow::Result<()> {
        if self.refusal().await?.is_none() {
            return Ok(());
        }
        let set = self.set(owner_url).await;
        match self.refusal().await? {
            // Even if setting it failed: another node, at the same moment, did the same.
            None => Ok(()),
            Some(_) if set.is_err() => set,
            Some(reason) if self.password.is_none() => {
                bail!(
                    "{reason}; DATABASE_URL holds no password to derive one from, so give the login a URL of its own"
                )
            }
            Some(reason) => bail!("{reason}"),
        }
    }

    /// Why the server does not let this login in, if it does not.
    async fn refusal(&self) -> anyhow::Result<Option<String>> {
        match PgConnection::connect(&self.url).await {
            Ok(connection) => {
                connection.close().await?;
                Ok(None)
            }
            Err(sqlx::Error::Database(error)) if error.code().is_some_and(|code| code.starts_with("28")) => {
                Ok(Some(error.message().to_owned()))
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn set(&self, owner_url: &str) -> anyhow::Result<()> {
        let mut owner = PgConnection::connect(owner_url).await.context("connecting as the owner")?;
        let exists: bool = sqlx::query_scalar("select exists (select from pg_roles where rolname = $1)")
            .bind(self.role)
            .fetch_one(&mut owner)
            .await?;
        if !exists {
            bail!("there is no such role yet: run the migrations first");
        }
        let password = match &self.password {
            Some(password) => format!("password '{}'", scram_verifier(password, self.role)),
            None => String::new(),
        };
        // The lock reaches as far as the database; owners of others in the cluster are only put off for a moment.
        sqlx::query("select pg_advisory_lock($1)").bind(LOCK_KEY).execute(&mut owner).await?;
        let alter = format!("alter role {} login {password}", self.role);
        sqlx::raw_sql(AssertSqlSafe(alter))
            .execute(&mut owner)
            .await
            .context("setting its password as the owner")?;
        owner.close().await?;
        Ok(())
    }
}

fn login_url(owner_url: &str, role: &str, password: Option<&str>) -> anyhow::Result<String> {
    let mut url = Url::parse(owner_url).context("the owner's URL")?;
    let others: Vec<(String, String)> =
        url.query_pairs().into_owned().filter(|(key, _)| key != "user" && key != "password").collect();
    url.set_query(None);
    // A URL without a host, for a socket, has no place for a name before it.
    let escaped = |text: &str| text.replace('%', "%25");
    let in_front = url.set_username(&escaped(role)).is_ok()
        && url.set_password(password.map(escaped).as_deref()).is_ok();
    if !in_front {
        let mut pairs = url.query_pairs_mut();
        pairs.append_pair("user", role);
        if let Some(password) = password {
            pairs.append_pair("password", password);
        }
    }
    if !others.is_empty() {
        url.query_pairs_mut().extend_pairs(others);
    }
    Ok(url.into())
}

/// What PostgreSQL stores for a password (RFC 5802). The salt is derived too, so that all nodes write the same.
fn scram_verifier(password: &str, role: &str) -> String {
    let salt = &hmac(password.as_bytes(), format!("salt of {role}").as_bytes())[..16];
    let salted = pbkdf2(password.as_bytes(), salt);
    let stored_key = Sha256::digest(hmac(&salted, b"Client Key"));
    let server_key = hmac(&salted, b"Server Key");
    let base64 = |bytes: &[u8]| BASE64_STANDARD.encode(bytes);
    format!(
        "SCRAM-SHA-256${SCRAM_ITERATIONS}:{}${}:{}",
        base64(salt),
        base64(&stored_key),
        base64(&server_key)
    )
}

/// One block of PBKDF2 with HMAC-SHA-256, which is all that SCRAM needs.
fn pbkdf2(password: &[u8], salt: &[u8]) -> [u8; 32] {
    let mut round = hmac(password, &[salt, &1_u32.to_be_bytes()].concat());
    let mut sum = round;
    for _ in 1..SCRAM_ITERATIONS {
        round = hmac(password, &round);
        sum.iter_mut().zip(round).for_each(|(sum, byte)| *sum ^= byte);
    }
    sum
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_goes_where_the_owner_goes() {
        let url = |owner| login_url(owner, API, Some("secret")).unwrap();
        assert_eq!(
            url("postgres://owner:pw@db.example:5433/work?sslmode=require"),
            "postgres://workgraph_api:secret@db.example:5433/work?sslmode=require"
        );
        assert_eq!(
            url("postgres:///work?host=/run/pg&user=owner&password=pw"),
            "postgres:///work?user=workgraph_api&password=secret&host=%2Frun%2Fpg"
        );
    }

    #[test]
    fn a_login_keeps_its_name_and_its_password_elsewhere() {
        let login = "postgres://api.p:p%40ss%25@db.example:5433/work?sslmode=require";
        assert_eq!(
            elsewhere(login, "postgres://owner:other@standby.example:5434/work?sslmode=verify-full").unwrap(),
            "postgres://api.p:p%40ss%25@standby.example:5434/work?sslmode=verify-full"
        );
        assert_eq!(
            elsewhere(login, "postgres:///work?host=/run/pg&user=owner").unwrap(),
            "postgres:///work?user=api.p&password=p%40ss%25&host=%2Frun%2Fpg"
        );
        assert_eq!(
            elsewhere("postgres://api@db.example/work", "postgres://standby.example/work").unwrap(),
            "postgres://api@standby.example/work"
        );
    }

    #[test]
    fn passwords_differ_by_role_and_owner() {
        let password = |owner, role| Login::derive(owner, role).unwrap().password;
        let api = password("postgres://owner:one@localhost/work", API);
        assert_eq!(api, password("postgres://owner:one@localhost/other", API));
        assert_ne!(api, password("postgres://owner:one@localhost/work", WORKER));
        assert_ne!(api, password("postgres://owner:two@localhost/work", API));
        assert_eq!(password("postgres://owner@localhost/work", API), None);
    }
}
