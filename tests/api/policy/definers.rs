//! Functions that run as their owner are holes in row level security, made on purpose. `definers.tsv` lists them, reviewed:
//! who may execute each, and why it has to be.

use std::collections::BTreeMap;

use sqlx::Row as _;

use crate::support::{Contents, Database};

/// Those that the list knows: roles and reason, by name.
fn reviewed() -> BTreeMap<&'static str, (&'static str, &'static str)> {
    let lines = include_str!("definers.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let cells = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    cells.map(|cells| (cells[0], (cells[1], cells[2]))).collect()
}

/// Those that there are: name, roles that may execute it beside its owner, settings.
async fn found(database: &Database) -> Vec<(String, String, Vec<String>)> {
    let sql = "select p.oid::regprocedure::text,
                      coalesce((select string_agg(distinct coalesce(nullif(acl.grantee, 0)::regrole::text, 'PUBLIC'), ' ')
                                from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl
                                where acl.grantee <> p.proowner), '-'),
                      coalesce(p.proconfig, '{}')
               from pg_proc p join pg_namespace n on n.oid = p.pronamespace
               where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
               order by 1";
    let rows = database.as_owner(sql).await;
    rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
}

fn names(pattern: &str, function: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => function.starts_with(start),
        None => function == pattern,
    }
}

#[tokio::test]
async fn every_function_that_runs_as_its_owner_is_reviewed_with_its_reason() {
    let database = Database::clone_of(Contents::Nothing).await;
    let (reviewed, found) = (reviewed(), found(&database).await);
    for (function, roles, _) in &found {
        let line = reviewed.iter().find(|(pattern, _)| names(pattern, function));
        let (_, (expected, reason)) = line.unwrap_or_else(|| panic!("definers.tsv lacks {function}"));
        assert_eq!(roles, expected, "who may execute {function}");
        assert!(reason.len() > 20, "{function} has no reason");
    }
    for pattern in reviewed.keys() {
        assert!(found.iter().any(|(function, ..)| names(pattern, function)), "there is no {pattern}");
    }
}

#[tokio::test]
async fn a_function_that_runs_as_its_owner_finds_what_it_names_in_the_catalogue_alone() {
    let database = Database::clone_of(Contents::Nothing).await;
    for (function, _, settings) in found(&database).await {
        // Without its name at the end, the caller's own temporary schema would be searched first for tables and types.
        let pinned = settings.iter().any(|setting| setting == "search_path=pg_catalog, pg_temp");
        assert!(pinned, "{function} runs with {settings:?}");
    }
}

#[tokio::test]
async fn no_function_of_ours_is_open_to_everybody() {
    let database = Database::clone_of(Contents::Nothing).await;
    // Extensions bring theirs with them.
    let sql = "select p.oid::regprocedure::text
               from pg_proc p join pg_namespace n on n.oid = p.pronamespace
               where n.nspname in ('auth', 'internal', 'assist', 'core', 'scaliyo', 'taskjuggler', 'work', 'stream', 'audit', 'handover')
                 and p.prorettype <> 'trigger'::regtype
                 and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
                 and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) acl where acl.grantee = 0)";
    let open: Vec<String> = database.as_owner(sql).await.iter().map(|row| row.get(0)).collect();
    assert_eq!(open, Vec::<String>::new());
}
