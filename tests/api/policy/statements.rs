//! The matrix in SQL: each person tries each command on the row of each table, in a scope of their own.

use workgraph::auth::Principal;
use workgraph::db::{Db, Statement};
use workgraph::error::Error;

use super::{PEOPLE, World, insert, matrix};
use crate::support::{Contents, Database};

/// Whether the statement is allowed and meets a row. What it did is undone.
pub(super) async fn may(db: &Db, principal: &Principal, sql: String) -> bool {
    let mut scope = db.write(principal).await.unwrap();
    let tried = scope.execute(Statement::new(&sql)).await;
    scope.roll_back();
    match tried {
        Ok(rows) => rows > 0,
        // Other rules of the table come after access.
        Err(Error::UniqueViolation(_) | Error::ForeignKeyViolation(_)) => true,
        Err(Error::Forbidden(_)) => false,
        Err(error) => panic!("{sql}: {error:?}"),
    }
}

/// A column that may be updated, in each table that has one.
async fn updatable(database: &Database) -> std::collections::HashMap<String, String> {
    let sql = "select distinct on (c.oid) n.nspname || '.' || c.relname, a.attname::text
               from pg_class c
               join pg_namespace n on n.oid = c.relnamespace
               join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
               where has_column_privilege('authenticated', c.oid, a.attnum, 'UPDATE')
                 and has_column_privilege('authenticated', c.oid, a.attnum, 'SELECT')
               order by c.oid, a.attname like '%id', a.attname";
    let rows = database.as_owner(sql).await;
    rows.iter().map(|row| (sqlx::Row::get(row, 0), sqlx::Row::get(row, 1))).collect()
}

#[tokio::test]
async fn the_database_opens_what_the_matrix_says() {
    let database = Database::clone_of(Contents::Nothing).await;
    let world = World::make(&database).await;
    let (db, updatable, mut differences) = (database.db(1), updatable(&database).await, Vec::new());
    for (table, expected) in matrix() {
        for who in PEOPLE {
            let expected = expected[who];
            let principal = world.principal(who).await;
            if !world.keys.contains_key(table) {
                let readable = may(&db, &principal, format!("select from {table}")).await;
                assert!(!readable, "{table} is open to {who}");
                continue;
            }
            let row = world.is_the_row(table);
            let column = updatable.get(table).map_or("ctid", String::as_str);
            let mut actual = String::new();
            for (letter, sql) in [
                ('s', format!("select from {table} where {row}")),
                ('i', insert(table, who).unwrap()),
                ('u', format!("update {table} set \"{column}\" = \"{column}\" where {row}")),
                ('d', format!("delete from {table} where {row}")),
            ] {
                if (letter != 'u' || column != "ctid") && may(&db, &principal, sql).await {
                    actual.push(letter);
                }
            }
            if actual != expected.trim_matches('-') {
                differences.push(format!("{table}: {who} has \"{actual}\", the matrix says \"{expected}\""));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
