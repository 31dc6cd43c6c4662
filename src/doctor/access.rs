//! Row level security is on, and has its policies. A table that has lost them opens itself, or closes itself, to everybody.

use std::collections::BTreeSet;

use anyhow::Result;
use sqlx::postgres::PgConnection;

use super::{Finding, Status, list};
use crate::domain;

/// Documented as without: they are granted to nobody, and read by a function.
const WITHOUT: [&str; 2] = ["internal.documentation_chunks", "internal.documentation_manifest"];
/// Policies that migrations make for every table, by one statement for all.
const FOR_ALL_TABLES: [&str; 5] = [
    "service_role_access",
    "restricted_select",
    "restricted_insert",
    "restricted_update",
    "restricted_delete",
];

fn schemas() -> Vec<&'static str> {
    domain::SYSTEMS.iter().map(|system| system.schema).collect()
}

pub(super) async fn row_level_security(db: &mut PgConnection) -> Result<Finding> {
    let sql = "select n.nspname || '.' || c.relname, c.relrowsecurity \
               from pg_class c join pg_namespace n on n.oid = c.relnamespace \
               where c.relkind in ('r', 'p') and n.nspname = any($1) order by 1";
    let tables: Vec<(String, bool)> = sqlx::query_as(sql).bind(schemas()).fetch_all(&mut *db).await?;
    let off: Vec<_> = tables
        .iter()
        .filter(|(table, is_on)| !is_on && !WITHOUT.contains(&table.as_str()))
        .map(|(table, _)| table)
        .collect();
    let mut sentences = Vec::new();
    if !off.is_empty() {
        let text = format!(
            "it is off for {}, so that everybody sees every row; run `alter table … enable row level security`",
            list(&off)
        );
        sentences.push((Status::Failed, text));
    }
    let granted = granted_without(db).await?;
    let granted: Vec<_> = granted.iter().filter(|table| !off.contains(table)).collect();
    if !granted.is_empty() {
        let text = format!(
            "{} has none and is granted to callers; revoke it from anon, authenticated and restricted",
            list(&granted)
        );
        sentences.push((Status::Failed, text));
    }
    let on = tables.iter().filter(|(_, is_on)| *is_on).count();
    Ok(Finding::of("row level security", sentences, format!("it is on for {on} tables")))
}

/// Tables of any schema, the change log's included, that callers can reach past all policies.
async fn granted_without(db: &mut PgConnection) -> Result<Vec<String>> {
    let sql = "select distinct n.nspname || '.' || c.relname \
               from pg_class c join pg_namespace n on n.oid = c.relnamespace, \
                    pg_roles caller \
               where caller.rolname in ('anon', 'authenticated', 'restricted') \
                 and c.relkind in ('r', 'p', 'm') and not c.relrowsecurity \
                 and (n.nspname = any($1) or n.nspname in ('stream', 'audit', 'work', 'public')) \
                 and has_schema_privilege(caller.oid, n.oid, 'USAGE') \
                 and (has_any_column_privilege(caller.oid, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') \
                      or has_table_privilege(caller.oid, c.oid, 'DELETE, TRUNCATE')) order by 1";
    Ok(sqlx::query_scalar(sql).bind(schemas()).fetch_all(db).await?)
}

/// The policies as the migrations have made them, by name.
pub(super) async fn policies(db: &mut PgConnection) -> Result<Finding> {
    let sql = "select n.nspname || '.' || c.relname, p.polname::text \
               from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace \
               where n.nspname = any($1)";
    let found: Vec<(String, String)> = sqlx::query_as(sql).bind(schemas()).fetch_all(&mut *db).await?;
    let count = found.len();
    let found: BTreeSet<_> = found.into_iter().collect();
    let wanted = migration::policies::named();
    let named = |(table, policy): &(String, String)| format!("\"{policy}\" on {table}");
    let mut sentences = Vec::new();

    let gone: Vec<_> = wanted.difference(&found).map(named).collect();
    if !gone.is_empty() {
        let text = format!("there is no {}; make it as the policies.sql of its schema does", list(&gone));
        sentences.push((Status::Failed, text));
    }
    for (problem, tables) in lacking(db).await? {
        sentences.push((
            Status::Failed,
            format!("{problem} on {}; make it as migration/sql/auth does", list(&tables)),
        ));
    }
    let made_by_hand: Vec<_> = found
        .difference(&wanted)
        .filter(|(_, policy)| !FOR_ALL_TABLES.contains(&policy.as_str()))
        .map(named)
        .collect();
    if !made_by_hand.is_empty() {
        let text =
            format!("no migration has made {}; see whether it opens what it should not", list(&made_by_hand));
        sentences.push((Status::Warning, text));
    }
    Ok(Finding::of("policies", sentences, format!("all {count} are there")))
}

/// The marks without which a policy keeps an index from being used. Only a superuser can make them, and no dump holds them.
pub(super) async fn leakproof(db: &mut PgConnection) -> Result<Finding> {
    // One of each kind that migration/sql/auth/leakproof.sql marks.
    let sql = "select bool_and(proleakproof) from pg_proc where oid = any(array['textlike(text, text)', \
               'enum_eq(anyenum, anyenum)', 'numeric_lt(numeric, numeric)', 'arrayoverlap(anyarray, anyarray)', \
               'jsonb_contains(jsonb, jsonb)', 'ts_match_vq(tsvector, tsquery)']::regprocedure[])";
    let are_marked: bool = sqlx::query_scalar(sql).fetch_one(db).await?;
    let mut sentences = Vec::new();
    if !are_marked {
        let text = "searches under policies use no index, which is slow on large tables; have a superuser run \
                    migration/sql/auth/leakproof.sql in this database";
        sentences.push((Status::Warning, text.to_owned()));
    }
    Ok(Finding::of("indexes", sentences, "policies let searches use them"))
}

/// Tables without one of the policies that each table has.
async fn lacking(db: &mut PgConnection) -> Result<Vec<(String, Vec<String>)>> {
    let sql = "select wanted.problem, array_agg(n.nspname || '.' || c.relname order by 1) \
               from pg_class c join pg_namespace n on n.oid = c.relnamespace, \
                    (values ('service_role', '*', true, 'jobs have no policy'), \
                            ('restricted', 'r', false, 'personal access tokens are not kept from reading'), \
                            ('restricted', 'a', false, 'personal access tokens are not kept from adding'), \
                            ('restricted', 'w', false, 'personal access tokens are not kept from changing'), \
                            ('restricted', 'd', false, 'personal access tokens are not kept from deleting')) \
                        as wanted (role, command, permissive, problem) \
               where c.relkind in ('r', 'p') and c.relrowsecurity and n.nspname = any($1) and not exists ( \
                   select from pg_policy p \
                   where p.polrelid = c.oid and p.polcmd::text = wanted.command and p.polpermissive = wanted.permissive \
                     and (select oid from pg_roles where rolname = wanted.role) = any(p.polroles)) \
               group by 1 order by 1";
    Ok(sqlx::query_as(sql).bind(schemas()).fetch_all(db).await?)
}
