//! Who may do what: `matrix.tsv`, which is reviewed, against the database and against the API.
//!
//! `world/` makes the people of the matrix and what they belong to, `rows/` a row of each table, both a file for each
//! system. A table without a line in the matrix fails a test. `statements` asks PostgreSQL; `answers`, `streams`, `writes`
//! and `permissions` ask the API. `agreement` needs no matrix: it compares the ways of reading with each other.
//! The rest looks at what access is made of: `privileges`, `definers` (functions that run as their owner), `columns` (that
//! policies ask for) and `plans`, `claims` and `secrets`. A file called like a system tries there what a cell cannot say.

mod agreement;
mod answers;
mod assist;
mod claims;
mod columns;
mod core;
mod definers;
mod permissions;
mod plans;
mod privileges;
mod scaliyo;
mod secrets;
mod statements;
mod streams;
pub mod writes;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use sqlx::Row as _;
use uuid::Uuid;
use workgraph::auth::Principal;

use crate::support::Database;
use crate::support::reader::account;

/// The columns of the matrix.
pub const PEOPLE: [&str; 6] = ["anonymous", "stranger", "rival", "member", "owner", "admin"];

/// What the world holds of a system, and a row of each of its tables.
struct System {
    schema: &'static str,
    world: &'static str,
    rows: &'static str,
}

macro_rules! system {
    ($schema:literal) => {
        System {
            schema: $schema,
            world: include_str!(concat!("world/", $schema, ".sql")),
            rows: include_str!(concat!("rows/", $schema, ".sql")),
        }
    };
}

/// The accounts first: they are the people.
const SYSTEMS: [System; 6] = [
    system!("auth"),
    system!("assist"),
    system!("core"),
    system!("internal"),
    system!("scaliyo"),
    system!("taskjuggler"),
];

/// What the matrix says: letters, by table and person.
pub type Matrix = BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>;

pub fn matrix() -> Matrix {
    let lines = include_str!("matrix.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut lines = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    assert_eq!(lines.next().unwrap()[1..], PEOPLE);
    let mut matrix = Matrix::new();
    for line in lines {
        assert_eq!(line.len(), 1 + PEOPLE.len(), "{line:?}");
        let cells = PEOPLE.into_iter().zip(line[1..].iter().copied()).collect();
        assert!(matrix.insert(line[0], cells).is_none(), "{} stands there twice", line[0]);
    }
    matrix
}

/// Everything that anybody may do with a table.
pub fn letters(matrix: &Matrix, table: &str) -> String {
    matrix[table].values().copied().collect()
}

/// The line of a table's rows that starts so.
fn row(table: &str, start: &str) -> Option<&'static str> {
    let (schema, _) = table.split_once('.')?;
    let system = SYSTEMS.iter().find(|system| system.schema == schema)?;
    let start = format!("{start} {table} ");
    system.rows.lines().find(|line| line.starts_with(&start)).map(|line| line.trim_end_matches(';'))
}

/// The statement that inserts a row in somebody's name.
pub fn insert(table: &str, who: &str) -> Option<String> {
    let line = row(table, "INSERT INTO")?;
    let me = if who == "anonymous" { "stranger" } else { who };
    let (side, other) = if who == "member" { ("member", "owner") } else { ("owner", "member") };
    let new = Uuid::new_v4().simple().to_string();
    let line = line.replace("$me", me).replace("$side", side);
    Some(line.replace("$other", other).replace("$new", &new[..20]))
}

/// The world, with a row of every table in the name of the owner.
pub struct World<'a> {
    database: &'a Database,
    /// The key of that row, part by part.
    pub keys: BTreeMap<&'static str, Vec<String>>,
}

impl<'a> World<'a> {
    pub async fn make(database: &'a Database) -> Self {
        for system in &SYSTEMS {
            database.as_owner_all(system.world).await;
        }
        let mut keys = BTreeMap::new();
        for (table, cells) in matrix() {
            if cells.values().all(|cell| *cell == "-") {
                continue;
            }
            let key =
                key_columns(table).iter().map(|column| format!("\"{column}\"::text")).collect::<Vec<_>>();
            let key = key.join(", ");
            let sql = match row(table, "SELECT * FROM") {
                Some(known) => known.replacen('*', &key, 1),
                None => {
                    let insert = insert(table, "owner").unwrap_or_else(|| panic!("rows/ lacks {table}"));
                    format!("{insert} returning {key}")
                }
            };
            let row = &database.as_owner(&sql).await[0];
            keys.insert(table, (0..row.len()).map(|at| row.get(at)).collect());
        }
        Self { database, keys }
    }

    /// SQL that finds the row of a table.
    pub fn is_the_row(&self, table: &str) -> String {
        let parts = key_columns(table).iter().zip(&self.keys[table]);
        parts.map(|(column, part)| format!("\"{column}\"::text = '{part}'")).collect::<Vec<_>>().join(" and ")
    }

    pub async fn principal(&self, who: &str) -> Principal {
        if who == "anonymous" {
            return Principal::Anonymous;
        }
        let account_id = self.database.as_owner(&format!("select id('{who}')")).await[0].get(0);
        account(account_id)
    }
}

fn key_columns(table: &str) -> &'static [&'static str] {
    static KEYS: LazyLock<BTreeMap<String, Vec<&str>>> = LazyLock::new(|| {
        let tables = entity::tables().into_iter();
        tables.map(|table| (format!("{}.{}", table.schema, table.name), table.primary_key)).collect()
    });
    KEYS.get(table).unwrap_or_else(|| panic!("the matrix has {table}, the database has not"))
}

#[test]
fn every_table_has_its_line() {
    let matrix = matrix();
    // A view has no rows of its own to do anything with; what it shows is tested with its system.
    let tables = entity::tables().into_iter().filter(|table| !table.is_view);
    let names = tables.map(|table| format!("{}.{}", table.schema, table.name));
    let missing: Vec<_> = names.filter(|name| !matrix.contains_key(name.as_str())).collect();
    assert!(missing.is_empty(), "matrix.tsv lacks {missing:?}");
}
