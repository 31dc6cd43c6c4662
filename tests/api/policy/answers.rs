//! The matrix through the API: lists, counts, single rows, `node`, `nodes` and nested lists show the row to precisely
//! those who may select it.
//!
//! Which field leads to which table is asked of the schema and of the SQL that a field runs, so that a new table needs
//! nothing here.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use workgraph::auth::Principal;
use workgraph::db::Recorder;
use workgraph::graphql::Request;

use super::{PEOPLE, World, matrix};
use crate::support::{ADA, STRANGER, TestApp};

/// How the API shows a table.
struct Fields {
    type_name: String,
    list: String,
    one: String,
    /// Lists of it in rows of other tables: the list of those, and the field.
    nested: Vec<(String, String)>,
}

/// A field of a type: its name, and the name of its type without wrappers.
fn fields(of: &Value) -> impl Iterator<Item = (&str, &str)> {
    fn named(ty: &Value) -> &str {
        ty["name"].as_str().unwrap_or_else(|| named(&ty["ofType"]))
    }
    of["fields"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|field| (field["name"].as_str().unwrap(), named(&field["type"])))
}

async fn ask(app: &TestApp, principal: Principal, query: &str) -> (Value, Vec<String>) {
    let recorder = Recorder::default();
    let ctx = app.app.ctx(principal, "policy").with_recorder(recorder.clone());
    let request = Request { query: query.to_owned(), ..Request::default() };
    let body = app.app.engine.execute(&ctx, request).await.body;
    (serde_json::from_slice(&body).unwrap(), recorder.take())
}

/// The fields of every table, by the table's name.
async fn discover(app: &TestApp, owner: Principal) -> BTreeMap<String, Fields> {
    let query = "{ __schema { types { name fields {
        name type { name ofType { name ofType { name ofType { name } } } }
    } } } }";
    let (schema, _) = ask(app, owner, query).await;
    let types = schema["data"]["__schema"]["types"].as_array().unwrap();
    let query = types.iter().find(|ty| ty["name"] == "Query").unwrap();
    let roots: Vec<_> = fields(query).collect();
    let list_of = |type_name: &str| {
        roots.iter().find(|(_, ty)| ty.strip_suffix("Connection") == Some(type_name)).map(|(list, _)| *list)
    };
    let mut found = BTreeMap::new();
    for (list, connection) in &roots {
        let Some(type_name) = connection.strip_suffix("Connection") else { continue };
        let Some((one, _)) = roots.iter().find(|(_, ty)| *ty == type_name) else { continue };
        let (_, sql) = ask(app, owner, &format!("{{ {list} {{ totalCount }} }}")).await;
        let Some((_, from)) = sql.first().and_then(|sql| sql.split_once(" from ")) else { continue };
        let table = from.split(' ').next().unwrap().replace('"', "");
        let nested = types.iter().flat_map(|parent| {
            let parents = parent["name"].as_str().and_then(list_of);
            let lists = fields(parent).filter(|(_, ty)| ty == connection);
            lists.filter_map(move |(field, _)| Some((parents?.to_owned(), field.to_owned())))
        });
        let nested = nested.collect();
        let (type_name, list, one) = (type_name.to_owned(), (*list).to_owned(), (*one).to_owned());
        found.insert(table, Fields { type_name, list, one, nested });
    }
    found
}

/// The ways to the row, each with whether it shows it.
async fn ways(
    app: &TestApp,
    world: &World<'_>,
    who: &str,
    table: &str,
    fields: &Fields,
) -> Vec<(String, bool)> {
    let key = [std::slice::from_ref(&fields.type_name), &world.keys[table]].concat();
    let id = format!("wg_{}", BASE64_URL_SAFE_NO_PAD.encode(json!(key).to_string()));
    let Fields { list, one, nested, .. } = fields;
    let through = nested.iter().enumerate().map(|(at, (parents, field))| {
        format!("n{at}: {parents}(first: 1000) {{ nodes {{ {field}(first: 1000) {{ nodes {{ id }} }} }} }}")
    });
    let principal = world.principal(who).await;
    let query = format!(
        "{{ list: {list}(first: 1000) {{ totalCount nodes {{ id }} }}
            one: {one}(id: \"{id}\") {{ id }} node(id: \"{id}\") {{ id }} nodes(ids: [\"{id}\"]) {{ id }} }}"
    );
    let (answer, _) = ask(app, principal, &query).await;
    let data = &answer["data"];
    let count = data["list"]["totalCount"].as_u64().unwrap_or_default();
    let listed = data["list"]["nodes"].as_array().map_or(&[][..], Vec::as_slice);
    assert_eq!(count, listed.len() as u64, "{table}: {who} can count what is not listed");
    let mut ways = vec![
        ("the list".to_owned(), listed.iter().any(|node| node["id"] == *id)),
        ("the row by its key".to_owned(), data["one"]["id"] == *id),
        ("node".to_owned(), data["node"]["id"] == *id),
        ("nodes".to_owned(), data["nodes"][0]["id"] == *id),
    ];
    let nested_query = through.collect::<String>();
    if !nested_query.is_empty() {
        let (answer, _) = ask(app, principal, &format!("{{ {nested_query} }}")).await;
        // Whether a parent leads to it depends on the parent; that it does not where it must not is what counts.
        if answer["data"].to_string().contains(&id) {
            ways.push(("a nested list".to_owned(), true));
        }
    }
    ways
}

#[tokio::test]
async fn every_way_to_a_row_shows_what_select_shows() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let (all, mut differences) = (discover(&app, world.principal("owner").await).await, Vec::new());
    for (table, cells) in matrix() {
        let Some(fields) = all.get(table).filter(|_| world.keys.contains_key(table)) else { continue };
        for (who, cell) in PEOPLE.into_iter().zip(cells) {
            for (way, shown) in ways(&app, &world, who, table, fields).await {
                if shown != cell.contains('s') {
                    differences
                        .push(format!("{table}: {way} shows it to {who}: {shown}, the matrix says {cell}"));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[tokio::test]
async fn every_table_of_the_matrix_that_has_a_type_is_asked_for() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let all = discover(&app, world.principal("owner").await).await;
    let forgotten: Vec<_> = world.keys.keys().filter(|table| !all.contains_key(**table)).collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}

/// What is open to everybody who is signed in, or to everybody: offers, what they cost, what is published, and templates.
const OPEN: [&str; 19] = [
    "authenticated scaliyo.ai_prompts",
    "authenticated scaliyo.blog_categories",
    "anon scaliyo.blog_categories",
    "authenticated scaliyo.blog_posts",
    "anon scaliyo.blog_posts",
    "authenticated scaliyo.email_templates",
    "anon scaliyo.email_templates",
    "authenticated scaliyo.plans",
    "anon scaliyo.plans",
    "authenticated scaliyo.teamhub_flow_templates",
    "anon scaliyo.teamhub_flow_templates",
    "authenticated scaliyo.user_prompts",
    "anon scaliyo.user_prompts",
    "authenticated taskjuggler.appointment_types",
    "anon taskjuggler.appointment_types",
    "authenticated taskjuggler.availability_slots",
    "anon taskjuggler.availability_slots",
    "authenticated taskjuggler.marketplace_listings",
    "authenticated taskjuggler.marketplace_vendors",
];

#[tokio::test]
async fn who_belongs_nowhere_counts_nothing_of_the_demo_data() {
    let app = TestApp::demo().await;
    let of = |account_id| Principal::Account {
        account_id,
        session_id: None,
        expires_at: chrono::DateTime::UNIX_EPOCH,
    };
    let mut seen = Vec::new();
    for (table, fields) in discover(&app, of(ADA.id)).await {
        for principal in [of(STRANGER.id), Principal::Anonymous] {
            let (answer, _) = ask(&app, principal, &format!("{{ {} {{ totalCount }} }}", fields.list)).await;
            if answer["data"][&fields.list]["totalCount"].as_u64().unwrap_or_default() > 0 {
                seen.push(format!("{} {table}", principal.role()));
            }
        }
    }
    assert_eq!(seen, OPEN);
}
