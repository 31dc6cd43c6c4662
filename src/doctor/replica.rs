//! The replica. A server works without it, so that most of what can be wrong here is a warning; one that leads to other data
//! is a mistake.

use anyhow::{Context as _, Result};
use sqlx::postgres::PgConnection;

use super::{Finding, Status, connect};
use crate::config;
use crate::db::logins;

const CHECK: &str = "replica";

/// What is compared: the cluster and the database in it.
type Place = (i64, i64);

const PLACE: &str = "select system.system_identifier, database.oid::bigint from pg_control_system() system, \
                     pg_database database where database.datname = current_database()";

/// Nothing where there is none.
pub(super) async fn replica(
    db: &mut PgConnection,
    config: &config::Database,
    owner_url: &str,
) -> Option<Finding> {
    config.replica_url.as_ref()?;
    Some(Finding::or_failed(CHECK, look(db, config, owner_url).await))
}

async fn look(db: &mut PgConnection, config: &config::Database, owner_url: &str) -> Result<Finding> {
    let place = config.replica_url.as_ref().context("there is none")?;
    let login = match &config.api_url {
        Some(url) => url.0.clone(),
        None => logins::expected(owner_url, logins::API)?,
    };
    let url = logins::elsewhere(&login, &place.0).context("DATABASE_REPLICA_URL")?;
    let mut replica = match connect(&url).await {
        Ok(replica) => replica,
        Err(error) => {
            let text = format!("does not answer, so that queries are read from the primary: {error:#}");
            return Ok(Finding::new(CHECK, Status::Warning, text));
        }
    };
    let here: Place = sqlx::query_as(PLACE).fetch_one(&mut *db).await?;
    let there: Place = sqlx::query_as(PLACE).fetch_one(&mut replica).await?;
    if here != there {
        let text = "DATABASE_REPLICA_URL leads to another database than DATABASE_URL; nothing is read there. Set it to a \
                    streaming standby of this one";
        return Ok(Finding::new(CHECK, Status::Failed, text));
    }
    let is_replica: bool = sqlx::query_scalar("select pg_is_in_recovery()").fetch_one(&mut replica).await?;
    if !is_replica {
        let text = "DATABASE_REPLICA_URL leads to a server that takes writes; nothing is read there. Set it to a standby";
        return Ok(Finding::new(CHECK, Status::Warning, text));
    }
    let max_ms = i64::try_from(config.replica_lag_max.as_millis())?;
    let lag_ms = lag_ms(db, &mut replica).await?;
    Ok(if lag_ms > max_ms {
        let text = format!(
            "it is {lag_ms} ms behind, more than the {max_ms} of DATABASE_REPLICA_LAG_MS, and not read from"
        );
        Finding::new(CHECK, Status::Warning, text)
    } else {
        Finding::new(CHECK, Status::Ok, format!("a standby of this database answers, {lag_ms} ms behind"))
    })
}

/// Since when there is a tick that it does not show, as servers see it. First the replica is asked, so that what is written
/// meanwhile does not count for it.
async fn lag_ms(db: &mut PgConnection, replica: &mut PgConnection) -> Result<i64> {
    sqlx::raw_sql("set role anon").execute(&mut *replica).await?;
    let shown: Option<Option<i64>> =
        sqlx::query_scalar("select tick from auth.replayed()").fetch_optional(replica).await?;
    let sql = "select coalesce(extract(epoch from clock_timestamp() - min(at)) * 1000, 0)::bigint \
               from stream.ticks where id > $1";
    Ok(sqlx::query_scalar(sql).bind(shown.flatten().unwrap_or_default()).fetch_one(db).await?)
}
