//! The matrix through the API: every way to a row shows it to precisely those who may select it.
//!
//! The ways are made from the catalog, so that a new table or relation needs nothing here. Those that go straight to the
//! row (`direct`) show it exactly to whom the matrix says. Those through other rows (`related`) also depend on who sees
//! the others: they must not show what is hidden, and must agree with each other where it is not.

use std::collections::BTreeSet;

use serde_json::Value;
use workgraph::graphql::catalog::{Cardinality, Relation, Table};

use super::{PEOPLE, World, account, matrix};
use crate::support::reader::{Reader, catalog, global_id, ids, path};
use crate::support::{STRANGER, TestApp};

/// A field that leads straight to the row, and whether its answer shows it.
struct Direct {
    way: &'static str,
    field: String,
    shows: fn(&Value, &str) -> bool,
}

fn direct(table: &Table, id: &str, is_it: &str) -> Vec<Direct> {
    let mut ways = vec![
        Direct { way: "node", field: format!("node(id: \"{id}\") {{ id }}"), shows: |it, id| it["id"] == id },
        Direct {
            way: "nodes",
            field: format!("nodes(ids: [\"{id}\"]) {{ id }}"),
            shows: |it, id| it[0]["id"] == id,
        },
    ];
    for interface in &table.interfaces {
        let field = format!("node(id: \"{id}\") {{ ... on {interface} {{ id headline }} }}");
        ways.push(Direct { way: "its interface", field, shows: |it, id| it["id"] == id });
    }
    if !table.roots {
        return ways;
    }
    let (many, one) = (&table.names.many, &table.names.one);
    let mut more = |way, field, shows| ways.push(Direct { way, field, shows });
    more("its key", format!("{one}(id: \"{id}\") {{ id }}"), |it, id| it["id"] == id);
    more("the list", format!("{many}(first: 1000) {{ totalCount nodes {{ id }} }}"), |it, id| {
        assert_eq!(it["totalCount"].as_u64().unwrap_or_default(), ids(it).len() as u64, "{it}");
        ids(it).contains(&id)
    });
    more("a filtered list", format!("{many}(filter: {is_it}) {{ nodes {{ id }} }}"), |it, _| {
        !ids(it).is_empty()
    });
    more("a figure", format!("{one}Aggregate(filter: {is_it}) {{ count }}"), |it, _| it[0]["count"] == 1);
    more("a count", format!("{many}(filter: {is_it}) {{ totalCount }}"), |it, _| it["totalCount"] == 1);
    ways
}

/// The filter that finds a row by its key.
fn is_the_row(table: &Table, key: &[String]) -> String {
    if let [key] = key {
        return format!("{{id: {{eq: \"{key}\"}}}}");
    }
    let parts = table.key.iter().zip(key).map(|(column, part)| {
        format!("{}: {{eq: \"{part}\"}}", table.columns[*column].field.as_deref().unwrap())
    });
    format!("{{{}}}", parts.collect::<Vec<_>>().join(", "))
}

/// What the rows of a table hold of others, in one list.
fn holding(table: &Table, relations: &[Relation]) -> String {
    let held = relations.iter().map(|relation| match relation.cardinality {
        Cardinality::One => format!("{} {{ id }}", relation.field),
        Cardinality::Many => {
            let field = &relation.field;
            format!("{field}(first: 1000) {{ totalCount nodes {{ id }} }} {field}Aggregate {{ count }}")
        }
    });
    let held = held.collect::<Vec<_>>().join(" ");
    format!("{}(first: 1000) {{ nodes {{ id {held} }} }}", table.names.many)
}

/// Of such a list, the rows that hold the one asked for. A list that counts more than it shows tells of what is hidden.
fn holders<'a>(list: &'a Value, relation: &Relation, id: &str) -> BTreeSet<&'a str> {
    let rows = list["nodes"].as_array().map_or(&[][..], Vec::as_slice);
    let holders = rows.iter().filter(|row| {
        let held = &row[&relation.field];
        let figure = &row[format!("{}Aggregate", relation.field)][0]["count"];
        for count in [&held["totalCount"], figure].into_iter().filter_map(Value::as_u64) {
            assert_eq!(count, ids(held).len() as u64, "{}: {held}", relation.field);
        }
        ids(held).contains(&id)
    });
    holders.filter_map(|row| row["id"].as_str()).collect()
}

/// Rows of a table by what they hold, and by what they do not lack: twice, so that each finds the holders of the row, or
/// nobody, whichever of them is true.
fn asking(table: &Table, relation: &Relation, is_it: &str) -> [String; 2] {
    let field = &relation.field;
    let filters = match relation.cardinality {
        Cardinality::One => {
            [format!("{{{field}: {is_it}}}"), format!("{{not: {{not: {{{field}: {is_it}}}}}}}")]
        }
        Cardinality::Many => [
            format!("{{{field}: {{some: {is_it}}}}}, {{not: {{{field}: {{none: {is_it}}}}}}}"),
            format!("{{not: {{{field}: {{every: {{not: {is_it}}}}}}}}}"),
        ],
    };
    ["and", "or"].map(|word| {
        let filter = format!("{{{word}: [{}]}}", filters.join(", "));
        format!("{}(first: 1000, filter: {filter}) {{ totalCount nodes {{ id }} }}", table.names.many)
    })
}

#[tokio::test]
async fn every_way_straight_to_a_row_shows_what_the_matrix_says() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let (catalog, matrix, mut differences) = (catalog(), matrix(), Vec::new());
    for who in PEOPLE {
        let reader = Reader { app: &app, principal: world.principal(who).await };
        let mut asked = Vec::new();
        for table in &catalog.tables {
            let Some(key) = world.keys.get(path(table).as_str()) else { continue };
            let id = global_id(table, key);
            for way in direct(table, &id, &is_the_row(table, key)) {
                asked.push((path(table), id.clone(), way));
            }
        }
        let fields: Vec<_> = asked.iter().map(|(_, _, way)| way.field.clone()).collect();
        for ((table, id, way), answer) in asked.iter().zip(reader.ask(&fields).await) {
            let (shown, cell) = ((way.shows)(&answer, id), matrix[table.as_str()][who]);
            if shown != cell.contains('s') {
                differences.push(format!("{table}: {} shows it to {who}: {shown}, not {cell}", way.way));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[tokio::test]
async fn no_row_of_another_table_leads_or_answers_to_one_that_is_hidden() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let (catalog, matrix, mut differences) = (catalog(), matrix(), Vec::new());
    let listed: Vec<_> = catalog.tables.iter().filter(|table| table.roots).collect();
    for who in PEOPLE {
        let reader = Reader { app: &app, principal: world.principal(who).await };
        let (mut expected, mut fields) = (Vec::new(), Vec::new());
        // A relation that is closed to nobody closes the others of its list.
        let at_once = if who == "anonymous" { 1 } else { usize::MAX };
        let held =
            listed.iter().flat_map(|table| table.relations.chunks(at_once).map(move |held| (table, held)));
        let lists: Vec<_> = held.clone().map(|(table, held)| holding(table, held)).collect();
        let lists = reader.ask(&lists).await;
        // Who sees no row of a table finds none in it, whatever it is asked.
        let lists = held
            .zip(&lists)
            .filter(|(_, list)| list["nodes"].as_array().is_some_and(|rows| !rows.is_empty()));
        for ((table, relations), list) in lists {
            for relation in relations {
                let target = &catalog.tables[relation.target];
                let Some(key) = world.keys.get(path(target).as_str()) else { continue };
                let holders = holders(list, relation, &global_id(target, key));
                let field = format!("{}.{}", table.names.type_name, relation.field);
                if !holders.is_empty() && !matrix[path(target).as_str()][who].contains('s') {
                    differences.push(format!("{who} is led to a hidden row by {field}"));
                }
                let [all, any] = asking(table, relation, &is_the_row(target, key));
                // If any of them finds nobody, so do all of them together.
                fields.extend((!holders.is_empty()).then_some(all));
                expected.extend((!holders.is_empty()).then(|| (field.clone(), holders.clone())));
                fields.push(any);
                expected.push((field, holders));
            }
        }
        for ((field, holders), answer) in expected.iter().zip(reader.ask(&fields).await) {
            let found: BTreeSet<_> = ids(&answer).into_iter().collect();
            let count = answer["totalCount"].as_u64().unwrap_or_default();
            if found != *holders || count != found.len() as u64 {
                differences.push(format!(
                    "{field}: {who} finds {found:?}, {count}, and is led to it by {holders:?}"
                ));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_table_that_has_a_type_is_in_the_matrix() {
    let (matrix, catalog) = (matrix(), catalog());
    let closed = catalog.tables.iter().filter(|table| table.versioned).map(path).filter(|table| {
        matrix.get(table.as_str()).is_none_or(|cells| !cells.values().any(|cell| cell.contains('s')))
    });
    // Written by who is signed in, and read by nobody: such a type would have no use.
    assert_eq!(closed.collect::<Vec<_>>(), Vec::<String>::new());
}

/// What is open to everybody who is signed in, or to everybody: offers, what they cost, what is published, and templates.
const OPEN: [&str; 18] = [
    "authenticated scaliyo.blog_categories",
    "authenticated scaliyo.blog_posts",
    "authenticated scaliyo.email_templates",
    "authenticated scaliyo.plans",
    "authenticated scaliyo.teamhub_flow_templates",
    "authenticated scaliyo.user_prompts",
    "authenticated taskjuggler.appointment_types",
    "authenticated taskjuggler.availability_slots",
    "authenticated taskjuggler.marketplace_listings",
    "authenticated taskjuggler.marketplace_vendors",
    "anon scaliyo.blog_categories",
    "anon scaliyo.blog_posts",
    "anon scaliyo.email_templates",
    "anon scaliyo.plans",
    "anon scaliyo.teamhub_flow_templates",
    "anon scaliyo.user_prompts",
    "anon taskjuggler.appointment_types",
    "anon taskjuggler.availability_slots",
];

#[tokio::test]
async fn who_belongs_nowhere_counts_nothing_of_the_demo_data() {
    let app = TestApp::demo().await;
    let catalog = catalog();
    let listed: Vec<_> = catalog.tables.iter().filter(|table| table.roots).collect();
    let fields: Vec<_> =
        listed.iter().map(|table| format!("{} {{ totalCount }}", table.names.many)).collect();
    let mut seen = Vec::new();
    for principal in [account(STRANGER.id), workgraph::auth::Principal::Anonymous] {
        let answers = Reader { app: &app, principal }.ask(&fields).await;
        let open = listed.iter().zip(answers).filter(|(_, answer)| answer["totalCount"].as_u64() > Some(0));
        seen.extend(open.map(|(table, _)| format!("{} {}", principal.role(), path(table))));
    }
    assert_eq!(seen, OPEN);
}
