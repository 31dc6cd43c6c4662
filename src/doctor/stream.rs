//! The change log can take changes, and every table that has a stream writes to it. Where one does not, streams lose
//! something without anybody noticing, which is the one thing that they must not do.

use std::collections::BTreeSet;

use anyhow::Result;
use sqlx::postgres::PgConnection;

use super::{Finding, Status, list};
use crate::domain;

pub(super) async fn partitions(db: &mut PgConnection) -> Result<Finding> {
    let sql = "select ahead, to_char(day, 'YYYY-MM-DD') \
               from generate_series(0, 3) as ahead, \
                    lateral (select (now() at time zone 'UTC')::date + ahead as day) as of_day \
               where not exists (select from stream.partitions() as known where known.day = of_day.day) order by 1";
    let missing: Vec<(i32, String)> = sqlx::query_as(sql).fetch_all(&mut *db).await?;
    let sql = "select exists (select from pg_inherits where inhparent = 'stream.events'::regclass \
                              and inhrelid = to_regclass('stream.events_default'))";
    let has_default: bool = sqlx::query_scalar(sql).fetch_one(&mut *db).await?;
    let mut sentences = Vec::new();
    if !missing.is_empty() {
        // A server makes them a week ahead; until then the default partition takes what comes.
        let is_near = missing.iter().any(|(ahead, _)| *ahead < 2);
        let days: Vec<_> = missing.into_iter().map(|(_, day)| day).collect();
        let text = format!(
            "stream.events has no partition for {}; start a server, or run `select stream.make_partitions()`",
            list(&days)
        );
        sentences.push((if is_near { Status::Failed } else { Status::Warning }, text));
    }
    if !has_default {
        let text = "stream.events_default is gone, so that a missing partition refuses every write; make it as \
                    migration/sql/stream/log.sql does";
        sentences.push((Status::Failed, text.to_owned()));
    } else if sqlx::query_scalar("select exists (select from stream.events_default)").fetch_one(db).await? {
        let text = "stream.events_default holds events of a day that had no partition; they go after a day";
        sentences.push((Status::Warning, text.to_owned()));
    }
    Ok(Finding::of("change log", sentences, "it has partitions for today and the next days"))
}

/// The triggers that write the log.
pub(super) async fn capture(db: &mut PgConnection) -> Result<Finding> {
    let published: Vec<String> =
        sqlx::query_scalar("select relation from stream.published").fetch_all(&mut *db).await?;
    let captured: BTreeSet<_> = published.into_iter().chain(readable()).collect();
    let count = captured.len();
    let sql = "select wanted.relation, wanted.name, t.tgenabled is null \
               from (select relation, name from unnest($1) as relation, \
                        unnest(array['stream_insert', 'stream_update', 'stream_delete', 'stream_truncate']) as name) as wanted \
               left join (pg_class c join pg_namespace n on n.oid = c.relnamespace) \
                   on n.nspname || '.' || c.relname = wanted.relation \
               left join pg_trigger t on t.tgrelid = c.oid and t.tgname = wanted.name \
               where t.tgenabled is null or t.tgenabled not in ('O', 'A') order by 1, 2";
    let faults: Vec<(String, String, bool)> =
        sqlx::query_as(sql).bind(Vec::from_iter(captured)).fetch_all(&mut *db).await?;
    let of = |is_gone: bool| -> Vec<String> {
        let some = faults.iter().filter(|fault| fault.2 == is_gone);
        some.map(|(relation, name, _)| format!("{name} on {relation}")).collect()
    };
    let (gone, disabled) = (of(true), of(false));
    let mut sentences = Vec::new();
    let mut say = |text: String| sentences.push((Status::Failed, text));
    if !gone.is_empty() {
        say(format!(
            "changes are not captured, since there is no {}; run `select stream.publish_again()`, or `stream.watch` as \
             migration/sql/stream/publish.sql does",
            list(&gone)
        ));
    }
    if !disabled.is_empty() {
        say(format!(
            "changes are not captured, since {} is disabled; run `alter table … enable trigger`",
            list(&disabled)
        ));
    }
    for name in replicas(db).await? {
        say(format!(
            "changes by {name} are not captured, since its sessions say session_replication_role = replica; reset that"
        ));
    }
    Ok(Finding::of("capture", sentences, format!("the triggers of {count} tables are enabled")))
}

/// The tables that the API shows: they carry live queries, if nothing more.
fn readable() -> impl Iterator<Item = String> {
    let shown = |schema: &str, table: &str| {
        domain::SYSTEMS.iter().filter(|system| system.roots && system.schema == schema).any(|system| {
            system.tables.iter().find(|it| it.table == table).is_none_or(|annotation| annotation.exposed)
        })
    };
    let tables = entity::tables().into_iter().filter(|table| !table.is_view);
    tables.filter(move |it| shown(it.schema, it.name)).map(|it| format!("{}.{}", it.schema, it.name))
}

/// Roles and databases whose sessions run no ordinary trigger.
async fn replicas(db: &mut PgConnection) -> Result<Vec<String>> {
    let sql = "select coalesce(r.rolname::text, d.datname::text, 'all') from pg_db_role_setting s \
               left join pg_roles r on r.oid = s.setrole left join pg_database d on d.oid = s.setdatabase \
               where 'session_replication_role=replica' = any(s.setconfig) \
                 and (s.setdatabase = 0 or d.datname = current_database()) order by 1";
    Ok(sqlx::query_scalar(sql).fetch_all(db).await?)
}
