//! Agreement of paths: on the demo data every person sees the same rows on every way of reading, those that plain SQL shows
//! under the same policies.
//!
//! What is expected is what PostgreSQL shows to the person: keys, and the values by which rows are joined. A row holds the
//! rows that it is joined to and that the person sees, and is found by them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Value, json};
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use uuid::Uuid;
use workgraph::auth::Principal;
use workgraph::db::{Reads, Statement};
use workgraph::domain::SEARCH;
use workgraph::error::Error;
use workgraph::graphql::catalog::{Cardinality, Catalog, Column, Relation, Table, TableId};

use super::account;
use crate::support::TestApp;
use crate::support::reader::{Reader, catalog, global_id, ids};

/// Ids that are asked for at once.
const NODES: usize = 300;

/// What many rows of every table have that the search looks in.
const WORDS: &str = "last or two or harbour or pier or price or customer or release or send or forecast or ask or buyer or report";

/// Rows of a table by their ids, with the values that join them to others.
type Rows = BTreeMap<String, BTreeMap<usize, Option<String>>>;

type Ids = BTreeSet<String>;

/// The columns by which rows of a table are joined to others.
fn joints(catalog: &Catalog, id: TableId) -> BTreeSet<usize> {
    let own = catalog.tables[id].relations.iter().map(|relation| relation.column);
    let others = catalog.tables.iter().flat_map(|table| &table.relations);
    own.chain(others.filter(|relation| relation.target == id).map(|relation| relation.target_column))
        .collect()
}

/// The statement that reads a whole table: its key, then its joints, all as texts.
fn reading(table: &Table, joints: &BTreeSet<usize>) -> String {
    let columns = table.key.iter().chain(joints).map(|column| match &table.columns[*column] {
        Column { expression: Some(sql), .. } => format!("({})::text", sql.replace("{t}", "t")),
        Column { name, .. } => format!("t.\"{name}\"::text"),
    });
    format!("select {} from {} t", columns.collect::<Vec<_>>().join(", "), table.sql())
}

fn read(table: &Table, joints: &BTreeSet<usize>, found: &[PgRow]) -> Rows {
    let rows = found.iter().map(|row| {
        let key: Vec<String> = (0..table.key.len()).map(|at| row.get(at)).collect();
        let values = joints.iter().enumerate().map(|(at, column)| (*column, row.get(key.len() + at)));
        (global_id(table, &key), values.collect())
    });
    rows.collect()
}

/// The ids of all rows of all tables.
async fn everything(app: &TestApp, catalog: &Catalog) -> Vec<Vec<String>> {
    let (mut all, joints) = (Vec::new(), BTreeSet::new());
    for table in &catalog.tables {
        // The lists across systems show rows of other tables; `across` is about them.
        if !table.is_stored() {
            all.push(Vec::new());
            continue;
        }
        let found = app.as_owner(&reading(table, &joints)).await;
        all.push(read(table, &joints, &found).into_keys().collect());
    }
    all
}

/// All rows that a search finds which is under no policies.
async fn findable(app: &TestApp, catalog: &Catalog) -> Ids {
    let tables: Vec<_> = SEARCH.kinds.iter().flat_map(|kind| kind.tables).collect();
    let names: Vec<_> = tables.iter().map(|(schema, table)| format!("{schema}.{table}")).collect();
    let sql = format!("select system, entity, row_id from work.search('{WORDS}', '{{{}}}')", names.join(","));
    let found = app.as_owner(&sql).await;
    let rows = found.iter().map(|row| {
        let id = catalog.table_named(row.get(0), row.get(1)).unwrap();
        (id, global_id(&catalog.tables[id], &[row.get(2)]))
    });
    let (of, ids): (BTreeSet<_>, Ids) = rows.unzip();
    assert_eq!(of.len(), tables.len(), "some table has no row with these words");
    ids
}

/// What PostgreSQL shows to somebody. Of a table that is closed to them, nothing.
async fn seen(app: &TestApp, catalog: &Catalog, principal: &Principal) -> Vec<Rows> {
    let (db, mut seen) = (app.database.db(1), Vec::new());
    for (id, table) in catalog.tables.iter().enumerate() {
        if !table.is_stored() {
            seen.push(Rows::default());
            continue;
        }
        let joints = joints(catalog, id);
        let mut scope = db.read(principal, Reads::One).await.unwrap();
        let found = match scope.fetch(Statement::new(reading(table, &joints))).await {
            Err(Error::Forbidden(_) | Error::Unauthenticated(_)) if *principal == Principal::Anonymous => {
                Vec::new()
            }
            found => found.unwrap(),
        };
        seen.push(read(table, &joints, &found));
    }
    seen
}

fn joined(seen: &[Rows]) -> HashMap<(TableId, usize, &str), Ids> {
    let mut joined: HashMap<_, Ids> = HashMap::new();
    for (id, rows) in seen.iter().enumerate() {
        for (row, values) in rows {
            for (column, value) in values {
                if let Some(value) = value {
                    joined.entry((id, *column, value.as_str())).or_default().insert(row.clone());
                }
            }
        }
    }
    joined
}

/// Somebody, what there is, and what of it they see.
struct Person<'a> {
    reader: Reader<'a>,
    name: String,
    /// Among the others.
    place: usize,
    catalog: &'a Catalog,
    all: &'a [Vec<String>],
    seen: &'a [Rows],
    /// The same rows by table, joint and value.
    joined: HashMap<(TableId, usize, &'a str), Ids>,
    differences: Vec<String>,
}

impl<'a> Person<'a> {
    /// The tables that have lists, of which the person sees something.
    fn tables(&self) -> impl Iterator<Item = (TableId, &'a Table)> {
        let listed = self.catalog.tables.iter().enumerate().filter(|(_, table)| table.roots);
        listed.filter(|(id, _)| !self.seen[*id].is_empty())
    }

    /// Notes where the ids that were found are not those expected, or some came twice.
    fn compare(&mut self, what: &str, expected: &Ids, found: &[&str]) {
        let found_once: Ids = found.iter().map(|id| (*id).to_owned()).collect();
        if found_once != *expected || found.len() != expected.len() {
            let example = expected.symmetric_difference(&found_once).next();
            let (name, all) = (&self.name, found.len());
            self.differences.push(format!(
                "{what}: {name} finds {all} rows instead of {}, such as {example:?}",
                expected.len()
            ));
        }
    }

    /// Every list from its first page to its last, in three pages or four, and its count.
    async fn pages(&mut self) {
        let tables: Vec<_> =
            self.catalog.tables.iter().enumerate().filter(|(_, table)| table.roots).collect();
        let mut found: BTreeMap<TableId, Vec<Value>> = BTreeMap::new();
        let mut open: Vec<_> = tables.into_iter().map(|(id, table)| (id, table, String::new())).collect();
        while !open.is_empty() {
            let fields = open.iter().map(|(id, table, after)| {
                let size = (self.seen[*id].len() / 3).clamp(1, 1000);
                let count = if after.is_empty() { "totalCount" } else { "" };
                let page = "nodes { id } pageInfo { hasNextPage endCursor }";
                format!("{}(first: {size}{after}) {{ {count} {page} }}", table.names.many)
            });
            let pages = self.reader.ask(&fields.collect::<Vec<_>>()).await;
            let mut next = Vec::new();
            for ((id, table, _), page) in open.into_iter().zip(pages) {
                if page["pageInfo"]["hasNextPage"] == true {
                    let after = format!(", after: {}", page["pageInfo"]["endCursor"]);
                    next.push((id, table, after));
                }
                found.entry(id).or_default().push(page);
            }
            open = next;
        }
        for (id, pages) in found {
            let listed: Vec<_> = pages.iter().flat_map(ids).collect();
            let expected: Ids = self.seen[id].keys().cloned().collect();
            let (name, count) = (&self.catalog.tables[id].names.many, expected.len() as u64);
            assert_eq!(pages[0]["totalCount"].as_u64().unwrap_or_default(), count, "{name}, {}", self.name);
            self.compare(name, &expected, &listed);
        }
    }

    /// One search: what it finds for everybody, as far as the person sees it.
    async fn found(&mut self, findable: &Ids) {
        let field =
            format!("search(text: \"{WORDS}\", first: 1000) {{ totalCount nodes {{ node {{ id }} }} }}");
        let [page] = &self.reader.ask(&[field]).await[..] else { panic!("one field, one answer") };
        let hits = page["nodes"].as_array().map_or(&[][..], Vec::as_slice);
        let found: Vec<_> = hits.iter().flat_map(|hit| ids(&hit["node"])).collect();
        let is_seen = |id: &&String| self.seen.iter().any(|rows| rows.contains_key(*id));
        let expected: Ids = findable.iter().filter(is_seen).cloned().collect();
        assert_eq!(page["totalCount"].as_u64().unwrap_or_default(), expected.len() as u64, "{}", self.name);
        self.compare("search", &expected, &found);
    }

    /// Of each table some ids at once, and one alone, that is seen or not, in one of two ways. Which they are depends on the
    /// person, so that each row is asked for by some, and each table in every manner.
    async fn keys(&mut self) {
        let mut asked = Vec::new();
        for (id, table) in self.catalog.tables.iter().enumerate() {
            let (all, turn) = (&self.all[id], self.place + id);
            let some: Vec<_> = all.iter().skip(turn % 4).step_by(4).collect();
            asked.extend(
                some.chunks(NODES)
                    .map(|some| (id, some.to_vec(), format!("nodes(ids: {}) {{ id }}", json!(some)))),
            );
            let is_seen = |row: &&String| self.seen[id].contains_key(*row);
            let rows = all.iter().filter(|row| is_seen(row) == (turn % 2 == 0));
            let Some(row) = rows.cycle().nth(turn) else { continue };
            let field = if turn % 4 < 2 && table.roots { &table.names.one } else { "node" };
            asked.push((id, vec![row], format!("{field}(id: \"{row}\") {{ id }}")));
        }
        let fields: Vec<_> = asked.iter().map(|(_, _, field)| field.clone()).collect();
        for ((id, rows, field), answer) in asked.into_iter().zip(self.reader.ask(&fields).await) {
            let expected = rows.into_iter().filter(|row| self.seen[id].contains_key(*row)).cloned().collect();
            let found: Vec<_> = match &answer {
                Value::Array(nodes) => nodes.iter().flat_map(ids).collect(),
                one => ids(one),
            };
            let (way, _) = field.split_once('(').unwrap();
            self.compare(&format!("{way} of {}", self.catalog.tables[id].name), &expected, &found);
        }
    }

    /// What a row holds by a relation.
    fn held(&self, id: TableId, row: &str, relation: &Relation) -> Ids {
        let value = self.seen[id][row][&relation.column].as_deref();
        let held = value.and_then(|value| self.joined.get(&(relation.target, relation.target_column, value)));
        held.cloned().unwrap_or_default()
    }

    /// Relations, in one of three manners: what each row holds, a list of those that hold any, and all in the order of how
    /// many they hold. Which it is depends on the person, as with keys.
    async fn relations(&mut self) {
        let (mut held, mut questions) = (Vec::new(), Vec::new());
        for (id, table) in self.tables() {
            let mut fields = Vec::new();
            for (turn, relation) in (self.place + id..).zip(&table.relations) {
                // To nobody a table that is closed closes lists that ask for it.
                match turn % 3 {
                    _ if self.reader.principal == Principal::Anonymous => {
                        held.push((id, table, vec![relation]))
                    }
                    0 => fields.push(relation),
                    manner => questions.push((id, table, relation, manner == 1)),
                }
            }
            held.push((id, table, fields));
        }
        self.held_rows(held).await;
        self.answers(questions).await;
    }

    /// Every row that is seen, with the rows that it holds by some relations.
    async fn held_rows(&mut self, asked: Vec<(TableId, &'a Table, Vec<&'a Relation>)>) {
        let lists = asked.iter().map(|(_, table, relations)| {
            let held = relations.iter().map(|relation| match relation.cardinality {
                Cardinality::One => format!("{} {{ id }}", relation.field),
                Cardinality::Many => {
                    format!("{}(first: 1000) {{ totalCount nodes {{ id }} }}", relation.field)
                }
            });
            let held = held.collect::<Vec<_>>().join(" ");
            format!("{}(first: 1000) {{ nodes {{ id {held} }} }}", table.names.many)
        });
        let lists = self.reader.ask(&lists.collect::<Vec<_>>()).await;
        for ((id, table, relations), list) in asked.into_iter().zip(lists) {
            for relation in relations {
                let what = format!("{}.{}", table.names.type_name, relation.field);
                for row in list["nodes"].as_array().map_or(&[][..], Vec::as_slice) {
                    let held = self.held(id, row["id"].as_str().unwrap(), relation);
                    let answer = &row[&relation.field];
                    let told = answer["totalCount"].as_u64();
                    assert!(told.is_none_or(|told| told == held.len() as u64), "{what}: {answer}");
                    self.compare(&what, &held, &ids(answer));
                }
            }
        }
    }

    /// Lists of the rows that hold any by a relation, or of all in the order of how many they hold.
    async fn answers(&mut self, questions: Vec<(TableId, &'a Table, &'a Relation, bool)>) {
        let fields = questions.iter().map(|(_, table, relation, filtered)| {
            let (many, field) = (&table.names.many, &relation.field);
            let asked = match (filtered, relation.cardinality) {
                (true, Cardinality::One) => format!("filter: {{{field}: {{}}}}"),
                (true, Cardinality::Many) => format!("filter: {{{field}: {{some: {{}}}}}}"),
                // A row whose other is absent or hidden comes last.
                (false, Cardinality::One) => format!("orderBy: [{{{field}: {{id: ASC}}}}]"),
                (false, Cardinality::Many) => format!("orderBy: [{{{field}: {{count: DESC}}}}]"),
            };
            format!("{many}(first: 1000, {asked}) {{ nodes {{ id }} }}")
        });
        let answers = self.reader.ask(&fields.collect::<Vec<_>>()).await;
        for ((id, table, relation, filtered), answer) in questions.into_iter().zip(&answers) {
            let what = format!("a list by {}.{}", table.names.type_name, relation.field);
            let rows = self.seen[id].keys();
            let counts: BTreeMap<_, _> =
                rows.map(|row| (row.as_str(), self.held(id, row, relation).len())).collect();
            let expected = counts.iter().filter(|(_, count)| !filtered || **count > 0);
            let expected = expected.map(|(row, _)| (*row).to_owned()).collect();
            self.compare(&what, &expected, &ids(answer));
            let in_order =
                ids(answer).into_iter().filter_map(|row| counts.get(row)).is_sorted_by(|one, two| one >= two);
            if !filtered && !in_order {
                self.differences.push(format!("the order of {what} tells {} what is hidden", self.name));
            }
        }
    }
}

#[tokio::test]
async fn every_way_of_reading_shows_what_plain_sql_shows() {
    let app = TestApp::demo().await;
    let catalog = catalog();
    // Rows that are archived are in no list unless they are asked for, which is another matter.
    for table in catalog.tables.iter().filter(|table| table.archived.is_some()) {
        app.as_owner(&format!("update {} set deleted_at = null", table.sql())).await;
    }
    let all = everything(&app, &catalog).await;
    let findable = findable(&app, &catalog).await;
    assert!(all.iter().all(|rows| rows.len() <= 1000), "a list of the demo data has several pages");
    let accounts = app.as_owner("select id, email from auth.users order by email").await;
    let people = accounts.iter().map(|row| (row.get("email"), account(row.get::<Uuid, _>("id"))));
    let mut differences = Vec::new();
    let people = people.chain([("nobody".to_owned(), Principal::Anonymous)]);
    for (place, (name, principal)) in people.enumerate() {
        let seen = seen(&app, &catalog, &principal).await;
        let reader = Reader { app: &app, principal };
        let (seen, joined) = (&seen[..], joined(&seen));
        let (catalog, all, differences_here) = (&catalog, &all[..], Vec::new());
        let mut person =
            Person { reader, name, place, catalog, all, seen, joined, differences: differences_here };
        person.pages().await;
        person.found(&findable).await;
        person.keys().await;
        person.relations().await;
        differences.extend(person.differences);
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
