//! What somebody sees: all rows of all tables, read with plain SQL in their name, and how they are joined.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use sqlx::Row as _;
use sqlx::postgres::PgRow;
use uuid::Uuid;
use workgraph::auth::Principal;
use workgraph::db::{Reads, Statement};
use workgraph::graphql::catalog::{Catalog, Relation, Table, TableId};

use super::plain::{Plain, is_ranked, printed};
use crate::support::TestApp;
use crate::support::reader::{Reader, account, catalog, global_id};

/// Rows of which there is enough to cut into pages.
const ENOUGH: i64 = 6;

/// A row: its id, and its values by column.
pub struct Row {
    pub id: String,
    pub values: Vec<Option<Plain>>,
}

/// The demo data and more, in a database of its own.
pub struct World {
    pub app: TestApp,
    pub catalog: Catalog,
}

impl World {
    pub async fn make() -> Self {
        let (app, catalog) = (TestApp::demo().await, catalog());
        app.database.as_owner_all(include_str!("variety.sql")).await;
        for table in stored(&catalog) {
            // A text that is not listed is an error in every answer; that is tested elsewhere.
            let listed = table.columns.iter().filter(|column| column.enumeration.is_some());
            let listed: Vec<_> = listed.map(|column| column.name.as_str()).collect();
            let sql = format!("select pg_temp.vary('{}', '{{{}}}')", table.sql(), listed.join(","));
            app.as_owner(&sql).await;
        }
        // What is archived is in no list, which is tested with the writes. Here there is no such row, whatever refers to it.
        app.as_owner("set session_replication_role = replica").await;
        for table in stored(&catalog).filter(|table| table.archived.is_some()) {
            app.as_owner(&format!("delete from {} where deleted_at is not null", table.sql())).await;
        }
        app.as_owner("reset session_replication_role").await;
        Self { app, catalog }
    }

    /// Somebody, with all that they see.
    pub async fn sight(&self, account_id: Uuid) -> Sight<'_> {
        let reader = Reader { app: &self.app, principal: account(account_id) };
        Sight::of(reader, &self.catalog).await
    }

    /// Some people, each once.
    pub async fn sights(&self, accounts: &[Uuid]) -> Vec<(Uuid, Sight<'_>)> {
        let accounts: BTreeSet<_> = accounts.iter().copied().collect();
        let mut sights = Vec::new();
        for account_id in accounts {
            sights.push((account_id, self.sight(account_id).await));
        }
        sights
    }

    /// For each table an account that sees enough of it, or most.
    pub async fn best(&self) -> Vec<Uuid> {
        let accounts =
            self.app.as_owner("select id from auth.users where email like '%@example.com' order by email");
        let accounts: Vec<Uuid> = accounts.await.iter().map(|row| row.get(0)).collect();
        let db = self.app.database.db(1);
        let counts = self.catalog.tables.iter().map(|table| match is_read(table) {
            true => format!("(select count(*) from {})", table.sql()),
            false => "0".to_owned(),
        });
        let sql = format!("select array[{}]", counts.collect::<Vec<_>>().join(", "));
        let mut best = vec![(accounts[0], -1); self.catalog.tables.len()];
        for account_id in accounts {
            let counts = fetch(&db, account(account_id), &sql).await.pop().unwrap().get::<Vec<i64>, _>(0);
            for (best, count) in best.iter_mut().zip(counts) {
                if count > best.1 && best.1 < ENOUGH {
                    *best = (account_id, count);
                }
            }
        }
        best.into_iter().map(|(account_id, _)| account_id).collect()
    }
}

/// The tables that have rows of their own.
fn stored(catalog: &Catalog) -> impl Iterator<Item = &Table> {
    catalog.tables.iter().filter(|table| table.versioned && table.schema != "auth")
}

/// Hits of a search are of no list but its own; tests of the search are about them.
fn is_read(table: &Table) -> bool {
    table.is_stored() || table.is_interface()
}

async fn fetch(db: &workgraph::db::Db, principal: Principal, sql: &str) -> Vec<PgRow> {
    let mut scope = db.read(&principal, Reads::One).await.unwrap();
    scope.fetch(Statement::new(sql)).await.unwrap()
}

pub struct Sight<'a> {
    pub reader: Reader<'a>,
    pub catalog: &'a Catalog,
    /// By table, in the order of their keys.
    pub tables: Vec<Vec<Row>>,
    /// Rows by table, column and value.
    joined: HashMap<(TableId, usize), HashMap<String, Vec<usize>>>,
}

impl<'a> Sight<'a> {
    async fn of(reader: Reader<'a>, catalog: &'a Catalog) -> Self {
        let (db, mut tables) = (reader.app.database.db(1), Vec::new());
        for table in &catalog.tables {
            if !is_read(table) {
                tables.push(Vec::new());
                continue;
            }
            let found = fetch(&db, reader.principal, &reading(table)).await;
            let mut rows: Vec<Row> = found.iter().map(|row| read(catalog, table, row)).collect();
            rows.sort_by(|one, two| by_key(table, one, two));
            tables.push(rows);
        }
        let mut sight = Self { reader, catalog, tables, joined: HashMap::new() };
        for relation in catalog.tables.iter().flat_map(|table| &table.relations) {
            let place = (relation.target, relation.target_column);
            let rows = sight.tables[relation.target].iter().enumerate();
            let mut joined: HashMap<_, Vec<_>> = HashMap::new();
            for (at, row) in rows {
                if let Some(value) = &row.values[relation.target_column] {
                    joined.entry(value.key()).or_default().push(at);
                }
            }
            sight.joined.entry(place).or_insert(joined);
        }
        sight
    }

    /// The rows that a relation leads to, in the order of their keys.
    pub fn related(&self, row: &Row, relation: &Relation) -> impl Iterator<Item = &Row> {
        let joined = &self.joined[&(relation.target, relation.target_column)];
        let found = row.values[relation.column].as_ref().and_then(|value| joined.get(&value.key()));
        found.into_iter().flatten().map(move |at| &self.tables[relation.target][*at])
    }

    /// The tables that are listed and of which something is seen.
    pub fn listed(&self) -> impl Iterator<Item = (TableId, &'a Table)> {
        let tables = self.catalog.tables.iter().enumerate();
        tables.filter(|(id, table)| table.is_listed() && !self.tables[*id].is_empty())
    }
}

/// The columns as texts, then the places of those that have them.
fn reading(table: &Table) -> String {
    let printed = table.columns.iter().map(printed);
    let ranked = table.columns.iter().filter(|column| is_ranked(column));
    let ranks = ranked.map(|column| format!("dense_rank() over (order by {})", column.sql("t")));
    format!("select {} from {} t", printed.chain(ranks).collect::<Vec<_>>().join(", "), table.sql())
}

fn read(catalog: &Catalog, table: &Table, row: &PgRow) -> Row {
    let mut next_rank = table.columns.len();
    let values = table.columns.iter().enumerate().map(|(at, column)| {
        let rank = if is_ranked(column) {
            next_rank += 1;
            row.get(next_rank - 1)
        } else {
            0
        };
        row.get::<Option<&str>, _>(at).map(|text| Plain::read(column, text, rank))
    });
    let values: Vec<_> = values.collect();
    let id = |table: &Table, columns: &[usize]| {
        let key = columns.iter().map(|at| values[*at].as_ref().map(Plain::key));
        key.collect::<Option<Vec<_>>>().map(|key| global_id(table, &key))
    };
    // A row across systems is one of its member.
    let mut members = table.members.iter();
    let member = members.find_map(|(member, column)| id(&catalog.tables[*member], &[*column]));
    Row { id: member.or_else(|| id(table, &table.key)).unwrap(), values }
}

/// The order of a list whose order nobody asked for.
pub fn by_key(table: &Table, one: &Row, two: &Row) -> Ordering {
    let parts = table.key.iter().map(|at| match (&one.values[*at], &two.values[*at]) {
        (Some(one), Some(two)) => one.order(two),
        _ => panic!("a key that is null"),
    });
    parts.fold(Ordering::Equal, Ordering::then)
}
