//! The server behind the database, and how far the database has been migrated.

use anyhow::{Context as _, Result};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;

use super::{Finding, Status, list};
use crate::clock::Clock;

/// Views that read with the rights of who asks came with this version.
const VERSION_MIN: i32 = 15;
/// Beyond it, tokens begin or end at another time than their readers think.
const SKEW_MAX: TimeDelta = TimeDelta::seconds(5);

pub(super) async fn version(db: &mut PgConnection) -> Result<Finding> {
    let sql = "select current_setting('server_version'), current_setting('server_version_num')::int / 10000, \
                      pg_is_in_recovery()";
    let (version, major, replica): (String, i32, bool) = sqlx::query_as(sql).fetch_one(db).await?;
    let mut sentences = Vec::new();
    if major < VERSION_MIN {
        sentences.push((
            Status::Failed,
            format!("PostgreSQL {version} is too old; move the data to {VERSION_MIN} or later"),
        ));
    }
    if replica {
        let text = "it is a replica, which takes no writes; set DATABASE_URL to the primary";
        sentences.push((Status::Failed, text.to_owned()));
    }
    Ok(Finding::of("database", sentences, format!("PostgreSQL {version} answers")))
}

/// How far the two clocks are apart, as far as that can be told from here: an answer takes time on its way.
pub(super) async fn clock(db: &mut PgConnection) -> Result<Finding> {
    let clock = Clock::system();
    let before = clock.now();
    let there: DateTime<Utc> = sqlx::query_scalar("select clock_timestamp()").fetch_one(db).await?;
    let apart = distance(there, before, clock.now());
    let ms = apart.num_milliseconds();
    let mut sentences = Vec::new();
    if apart >= SKEW_MAX {
        let text = format!(
            "the clock of this machine and that of the database are {ms} ms apart; have both follow a time server"
        );
        sentences.push((Status::Failed, text));
    }
    Ok(Finding::of("clock", sentences, format!("at most {ms} ms apart from that of the database")))
}

/// How far a time is outside of the span in which it was told.
fn distance(there: DateTime<Utc>, before: DateTime<Utc>, after: DateTime<Utc>) -> TimeDelta {
    (before - there).max(there - after).max(TimeDelta::zero())
}

pub(super) async fn extensions(db: &mut PgConnection) -> Result<Finding> {
    let sql = "select (select extversion from pg_extension where extname = 'vector'), \
                      exists (select from pg_available_extensions where name = 'vector')";
    let (installed, available): (Option<String>, bool) = sqlx::query_as(sql).fetch_one(db).await?;
    let text = match (installed, available) {
        (Some(version), _) => format!("pgvector {version} is used"),
        (None, true) => {
            "pgvector is on the server, but not used in this database; search compares every row".to_owned()
        }
        (None, false) => "there is no pgvector; search compares every row".to_owned(),
    };
    Ok(Finding::new("extensions", Status::Ok, text))
}

/// What has been applied. The pool of a migration is its own; asking it writes nothing.
pub(super) async fn migrations(owner_url: &str) -> Result<Finding> {
    let connection = migration::connect(owner_url).await.context("cannot connect")?;
    let status = migration::status(&connection).await;
    let _ = connection.close().await;
    let status = status.context("a later version of Workgraph may have migrated it; run that one")?;
    let pending: Vec<_> = status.iter().filter(|(_, applied)| !applied).map(|(name, _)| name).collect();
    let mut sentences = Vec::new();
    if !pending.is_empty() {
        let text = format!("{} pending: {}; run `workgraph migrate up`", pending.len(), list(&pending));
        sentences.push((Status::Failed, text));
    }
    Ok(Finding::of("migrations", sentences, format!("all {} are applied", status.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_agree_within_the_time_that_an_answer_took() {
        let at = |ms: i64| DateTime::from_timestamp_millis(1_800_000_000_000 + ms).unwrap();
        assert_eq!(distance(at(50), at(0), at(100)).num_milliseconds(), 0);
        assert_eq!(distance(at(-6_000), at(0), at(100)).num_milliseconds(), 6_000);
        assert_eq!(distance(at(6_100), at(0), at(100)).num_milliseconds(), 6_000);
    }
}
