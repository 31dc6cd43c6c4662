//! What is granted at all: row level security is on everywhere, secrets are out of reach, new tables are closed.

use std::collections::BTreeSet;

use sqlx::Row as _;
use workgraph::auth::Principal;
use workgraph::db::{Reads, Statement};
use workgraph::domain;

use crate::support::{ADA, Contents, Database};

async fn names(database: &Database, sql: &str) -> Vec<String> {
    database.as_owner(sql).await.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn row_level_security_is_on_but_where_the_documents_say_otherwise() {
    let database = Database::clone_of(Contents::Nothing).await;
    let sql = "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace \
               where c.relkind in ('r', 'p') and not c.relrowsecurity \
                 and n.nspname in ('auth', 'internal', 'assist', 'core', 'scaliyo', 'taskjuggler') order by 1";
    let without = names(&database, sql).await;
    assert_eq!(without, ["internal.documentation_chunks", "internal.documentation_manifest"]);
}

#[tokio::test]
async fn what_has_no_row_level_security_is_granted_to_nobody() {
    let database = Database::clone_of(Contents::Nothing).await;
    let sql = "select role || ' ' || c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace, \
                    unnest(array['anon', 'authenticated']) role \
               where c.relkind in ('r', 'p', 'm') and not c.relrowsecurity \
                 and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%' \
                 and has_any_column_privilege(role, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')";
    assert_eq!(names(&database, sql).await, Vec::<String>::new());
}

#[tokio::test]
async fn views_read_with_the_rights_of_who_asks() {
    let database = Database::clone_of(Contents::Nothing).await;
    let sql = "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace \
               where c.relkind = 'v' and n.nspname = 'work' \
                 and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false)";
    assert_eq!(names(&database, sql).await, Vec::<String>::new());
}

#[tokio::test]
async fn hidden_columns_can_be_read_by_nobody_who_asks() {
    let database = Database::clone_of(Contents::Nothing).await;
    let sql = "select n.nspname || '.' || c.relname || '.' || a.attname \
               from pg_class c join pg_namespace n on n.oid = c.relnamespace \
               join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped \
               where c.relkind in ('r', 'p') \
                 and (has_column_privilege('anon', c.oid, a.attnum, 'SELECT') \
                      or has_column_privilege('authenticated', c.oid, a.attnum, 'SELECT'))";
    let readable: BTreeSet<_> = names(&database, sql).await.into_iter().collect();
    let mut open = Vec::new();
    for system in domain::SYSTEMS {
        for table in system.tables {
            let path = format!("{}.{}.", system.schema, table.table);
            let of_it = readable.iter().filter(|column| column.starts_with(&path));
            let hidden = |column: &&String| {
                !table.exposed || table.hidden.iter().any(|hidden| **column == format!("{path}{hidden}"))
            };
            open.extend(of_it.filter(hidden).cloned());
        }
    }
    assert_eq!(open, Vec::<String>::new());
}

#[tokio::test]
async fn a_new_table_is_closed_until_somebody_opens_it() {
    let database = Database::clone_of(Contents::Demo).await;
    let ada =
        Principal::Account { account_id: ADA.id, session_id: None, expires_at: chrono::DateTime::UNIX_EPOCH };
    let db = database.db(1);
    for schema in ["internal", "assist", "core", "scaliyo", "taskjuggler", "auth", "work"] {
        database.as_owner(&format!("create table {schema}.brand_new (id integer)")).await;
        for principal in [Principal::Anonymous, ada] {
            let mut scope = db.read(&principal, Reads::One).await.unwrap();
            let read = scope.fetch(Statement::new(format!("select from {schema}.brand_new"))).await;
            assert_eq!(read.unwrap_err().code(), "FORBIDDEN", "{schema}");
        }
    }
}
