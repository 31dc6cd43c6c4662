//! Who may do what: `matrix.tsv`, which is reviewed, against the database and against the API.
//!
//! `world.sql` makes the people of the matrix and `rows.sql` a row of each table. `statements` asks PostgreSQL, `answers`
//! the API, `privileges` what is granted at all. A table without a line in the matrix fails a test.

mod answers;
mod privileges;
mod statements;

use std::collections::BTreeMap;

use chrono::DateTime;
use sqlx::Row as _;
use uuid::Uuid;
use workgraph::auth::Principal;

use crate::support::Database;

/// The columns of the matrix.
const PEOPLE: [&str; 5] = ["anonymous", "stranger", "member", "owner", "admin"];

/// Systems whose tables the matrix lists.
const SYSTEMS: [&str; 3] = ["core", "internal", "taskjuggler"];

/// Tables whose row is one of the world: the row of `rows.sql` would not be the owner's, or be nobody's to see.
const KNOWN: [(&str, &str); 13] = [
    ("core.tenants", "tenant"),
    ("core.users", "owner"),
    ("internal.team_members", "seat of owner"),
    ("taskjuggler.actors", "actor of owner"),
    ("taskjuggler.appointments", "appointment"),
    ("taskjuggler.conversations", "conversation"),
    ("taskjuggler.marketplace_bids", "bid"),
    ("taskjuggler.marketplace_vendors", "vendor of owner"),
    ("taskjuggler.relationships", "relationship"),
    ("taskjuggler.tasks", "task"),
    ("taskjuggler.team_members", "place of owner"),
    ("taskjuggler.teams", "team"),
    ("taskjuggler.users", "owner"),
];

/// What the matrix says of a table: letters for each of [`PEOPLE`].
type Matrix = BTreeMap<&'static str, Vec<&'static str>>;

fn matrix() -> Matrix {
    let lines = include_str!("matrix.tsv").lines().filter(|line| !line.starts_with('#'));
    let cells = lines.skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    cells.map(|cells| (cells[0], cells[1..].to_vec())).collect()
}

/// The statement that inserts a row in somebody's name.
fn insert(table: &str, who: &str) -> Option<String> {
    let start = format!("INSERT INTO {table} (");
    let line = include_str!("rows.sql").lines().find(|line| line.starts_with(&start))?;
    let me = if who == "anonymous" { "stranger" } else { who };
    let (side, other) = if who == "member" { ("member", "owner") } else { ("owner", "member") };
    let new = Uuid::new_v4().simple().to_string();
    let line = line.trim_end_matches(';').replace("$me", me).replace("$side", side);
    Some(line.replace("$other", other).replace("$new", &new[..20]))
}

/// The world, with a row of every table in the name of the owner.
struct World<'a> {
    database: &'a Database,
    /// The key of that row, part by part.
    keys: BTreeMap<&'static str, Vec<String>>,
}

impl<'a> World<'a> {
    async fn make(database: &'a Database) -> Self {
        database.as_owner_all(include_str!("world.sql")).await;
        let mut keys = BTreeMap::new();
        for (table, cells) in matrix() {
            if cells.iter().all(|cell| *cell == "-") {
                continue;
            }
            let key =
                key_columns(table).iter().map(|column| format!("\"{column}\"::text")).collect::<Vec<_>>();
            let key = key.join(", ");
            let sql = match KNOWN.iter().find(|(known, _)| *known == table) {
                Some((_, name)) => format!("select {key} from {table} where id = id('{name}')"),
                None => {
                    let insert = insert(table, "owner").unwrap_or_else(|| panic!("rows.sql lacks {table}"));
                    format!("{insert} returning {key}")
                }
            };
            let row = &database.as_owner(&sql).await[0];
            keys.insert(table, (0..row.len()).map(|at| row.get(at)).collect());
        }
        Self { database, keys }
    }

    /// SQL that finds the row of a table.
    fn is_the_row(&self, table: &str) -> String {
        let parts = key_columns(table).into_iter().zip(&self.keys[table]);
        parts.map(|(column, part)| format!("\"{column}\"::text = '{part}'")).collect::<Vec<_>>().join(" and ")
    }

    async fn principal(&self, who: &str) -> Principal {
        if who == "anonymous" {
            return Principal::Anonymous;
        }
        let account_id = self.database.as_owner(&format!("select id('{who}')")).await[0].get(0);
        Principal::Account { account_id, session_id: None, expires_at: DateTime::UNIX_EPOCH }
    }
}

fn key_columns(table: &str) -> Vec<&'static str> {
    let described =
        entity::tables().into_iter().find(|meta| format!("{}.{}", meta.schema, meta.name) == table);
    described.unwrap_or_else(|| panic!("the matrix has {table}, the database has not")).primary_key
}

#[test]
fn every_table_has_its_line() {
    let matrix = matrix();
    let tables = entity::tables().into_iter().filter(|table| SYSTEMS.contains(&table.schema));
    let names = tables.map(|table| format!("{}.{}", table.schema, table.name));
    let missing: Vec<_> = names.filter(|name| !matrix.contains_key(name.as_str())).collect();
    assert!(missing.is_empty(), "matrix.tsv lacks {missing:?}");
    assert!(matrix.values().all(|cells| cells.len() == PEOPLE.len()));
}
