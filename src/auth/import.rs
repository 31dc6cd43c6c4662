//! Accounts of another system, with the hashes of their passwords. All of them come in, or none.
//!
//! They go through a table that lives as long as the transaction, so that a long file needs no memory, and what is there
//! twice is found by the database. Ids are kept: rows of the systems that bear them are theirs from the first sign-in. A
//! hash of bcrypt, or of Argon2id with other costs, is checked as it is and replaced when its owner signs in.

use argon2::password_hash::PasswordHash;
use argon2::{ARGON2ID_IDENT, Params};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::Row as _;
use uuid::Uuid;

use super::{Accounts, parse_address};
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};

/// Of a display name.
const NAME_MAX: usize = 200;
/// Beyond it, checking one password takes seconds of a core.
const BCRYPT_COST_MAX: u32 = 16;
const ARGON2_MEMORY_MAX_KIB: u32 = 1 << 18;
const ARGON2_PASSES_MAX: u32 = 10;
const ARGON2_LANES_MAX: u32 = 16;

/// A line of the file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Line {
    id: Option<Uuid>,
    email: String,
    display_name: Option<String>,
    password_hash: Option<String>,
    created_at: Option<DateTime<Utc>>,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its number, from 1.
    pub line: i64,
    /// For people.
    pub text: String,
}

/// Accounts on their way in.
pub struct Import {
    scope: WriteScope,
    now: DateTime<Utc>,
    batch: Batch,
    count: u64,
}

#[derive(Default)]
struct Batch {
    lines: Vec<i64>,
    ids: Vec<Option<Uuid>>,
    emails: Vec<String>,
    names: Vec<String>,
    hashes: Vec<Option<String>>,
    created: Vec<Option<DateTime<Utc>>>,
}

/// Lines that are stored at once.
const BATCH: usize = 1_000;

impl Accounts {
    /// Begins; nothing is kept before [`Import::commit`].
    pub async fn import(&self) -> Result<Import> {
        let mut scope = self.worker.write().await?;
        // A statement over a million rows takes its time.
        scope.execute(Statement::new("set local statement_timeout = 0")).await?;
        let table = "create temporary table imported (line bigint, id uuid, email text, display_name text, password_hash text, \
                     created_at timestamptz) on commit drop";
        scope.execute(Statement::new(table)).await?;
        Ok(Import { scope, now: self.clock.now(), batch: Batch::default(), count: 0 })
    }
}

impl Import {
    /// Takes a line; tells what is wrong with it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn line(&mut self, number: i64, text: &str) -> Result<Option<Fault>> {
        let fault = |text: String| Ok(Some(Fault { line: number, text }));
        let line: Line = match serde_json::from_str(text) {
            Ok(line) => line,
            Err(error) => {
                return fault(format!("expected a JSON object of an account: {}", without_place(&error)));
            }
        };
        let Ok(email) = parse_address(&line.email, "email") else {
            return fault("email: expected an e-mail address".to_owned());
        };
        let name = line.display_name.unwrap_or_default();
        if name.chars().count() > NAME_MAX || name.chars().any(char::is_control) {
            return fault(format!("displayName: expected at most {NAME_MAX} characters in one line"));
        }
        if let Some(Err(expected)) = line.password_hash.as_deref().map(require_checkable) {
            return fault(format!("passwordHash: expected {expected}"));
        }
        if line.created_at.is_some_and(|at| at > self.now) {
            return fault("createdAt: expected a time that has passed".to_owned());
        }
        self.count += 1;
        let batch = &mut self.batch;
        batch.lines.push(number);
        batch.ids.push(line.id);
        batch.emails.push(email);
        batch.names.push(name);
        batch.hashes.push(line.password_hash);
        batch.created.push(line.created_at);
        if batch.lines.len() >= BATCH {
            self.store().await?;
        }
        Ok(None)
    }

    /// What is there twice: in the file, or in the file and here. At most so many faults.
    ///
    /// # Errors
    /// What the database says.
    pub async fn clashes(&mut self, max: i64) -> Result<Vec<Fault>> {
        self.store().await?;
        let statement = Statement::new(
            "with numbered as ( \
                 select line, id, email, first_value(line) over (partition by lower(email) order by line) as first_email, \
                        first_value(line) over (partition by id order by line) as first_id \
                 from imported) \
             select line, text from ( \
                 select line, 'email: the same as in line ' || first_email as text from numbered where line <> first_email \
                 union all select line, 'id: the same as in line ' || first_id from numbered where id is not null and line <> first_id \
                 union all select n.line, 'email: there is an account with this address' \
                           from numbered n join auth.users u on lower(u.email) = lower(n.email) \
                 union all select n.line, 'id: there is an account with this id' from numbered n join auth.users u on u.id = n.id \
             ) as faults order by line, text limit $1",
        );
        let rows = self.scope.fetch(statement.bind(max)).await?;
        rows.iter().map(|row| Ok(Fault { line: row.try_get("line")?, text: row.try_get("text")? })).collect()
    }

    /// Keeps all accounts; returns how many there are.
    ///
    /// # Errors
    /// `UNIQUE_VIOLATION` if somebody else made one of them meanwhile.
    pub async fn commit(mut self) -> Result<u64> {
        self.store().await?;
        let statement = Statement::new(
            "insert into auth.users (id, email, display_name, password_hash, created_at, updated_at) \
             select coalesce(id, gen_random_uuid()), email, display_name, password_hash, coalesce(created_at, $1), $1 \
             from imported order by line",
        );
        let count = self.scope.execute(statement.bind(self.now)).await?;
        if count != self.count {
            return Err(Error::internal("not as many accounts were imported as there are lines"));
        }
        self.scope.commit().await?;
        Ok(count)
    }

    async fn store(&mut self) -> Result<()> {
        let Batch { lines, ids, emails, names, hashes, created } = std::mem::take(&mut self.batch);
        let statement = Statement::new(
            "insert into imported select * from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])",
        );
        let statement = statement.bind(lines).bind(ids).bind(emails).bind(names).bind(hashes).bind(created);
        self.scope.execute(statement).await?;
        Ok(())
    }
}

/// Without the column: a number that means nothing where the line is named.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(before, _)| before.to_owned())
}

/// Refuses a hash that a sign-in could not check, or not in bearable time.
fn require_checkable(hash: &str) -> Result<(), &'static str> {
    if is_checkable(hash) {
        Ok(())
    } else {
        Err("a hash of bcrypt ($2a$, $2b$, $2y$) or Argon2id, of usual costs")
    }
}

fn is_checkable(hash: &str) -> bool {
    if let Some(rest) = ["$2a$", "$2b$", "$2y$"].iter().find_map(|prefix| hash.strip_prefix(prefix)) {
        let Some((cost, salted)) = rest.split_once('$') else { return false };
        let is_cost = cost.len() == 2
            && cost.bytes().all(|byte| byte.is_ascii_digit())
            && cost.parse().is_ok_and(|cost: u32| (4..=BCRYPT_COST_MAX).contains(&cost));
        let is_text = salted.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'/');
        return is_cost && salted.len() == 53 && is_text;
    }
    PasswordHash::new(hash).is_ok_and(|parsed| {
        parsed.algorithm == ARGON2ID_IDENT
            && parsed.salt.is_some()
            && parsed.hash.is_some()
            && Params::try_from(&parsed).is_ok_and(|params| {
                params.m_cost() <= ARGON2_MEMORY_MAX_KIB
                    && params.t_cost() <= ARGON2_PASSES_MAX
                    && params.p_cost() <= ARGON2_LANES_MAX
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BCRYPT: &str = "$2b$10$N9qo8uLOickgx2ZMRZoMyeTfmMdmN8eFKxR3xiDBAJqt.vWQw1.JW";
    const ARGON2: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$d29ya2dyYXBoLWRlbW8tMQ$MxXmt+eIS/TKVxzsPBEJesovB4UgMbzDkjh8NeL04wI";

    #[test]
    fn hashes_that_a_sign_in_can_check_are_taken() {
        for hash in [BCRYPT, &BCRYPT.replace("$2b$", "$2a$"), &BCRYPT.replace("$2b$", "$2y$"), ARGON2] {
            assert!(is_checkable(hash), "{hash}");
        }
    }

    #[test]
    fn hashes_that_are_broken_unknown_or_too_dear_are_not() {
        let bad = [
            String::new(),
            "password123".to_owned(),
            BCRYPT.replace("$10$", "$31$"),
            BCRYPT.replace("$10$", "$+9$"),
            BCRYPT.replace("$2b$", "$2x$"),
            BCRYPT[..59].to_owned(),
            BCRYPT.replace("N9qo", "N9q!"),
            ARGON2.replace("argon2id", "argon2i"),
            ARGON2.replace("m=19456", "m=4194304"),
            ARGON2.replace("t=2", "t=1000"),
            ARGON2[..60].to_owned(),
            "$5$rounds=5000$salt$hash".to_owned(),
        ];
        for hash in bad {
            assert!(!is_checkable(&hash), "{hash}");
        }
    }
}
