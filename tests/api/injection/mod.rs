//! Text that would be SQL, or a path into JSON, if it ever became a part of a statement: in every place of the schema that
//! takes text. The places are read from the schema, so that a new one is tried without a line here.

mod types;

use serde_json::{Map, Value, json};
use sqlx::Row as _;

use self::types::{Kind, Place, Types};
use crate::support::{ADA, Answer, Client, TestApp};

/// The first would make a table, the second would match every row, the third would wait for long.
pub const TEXTS: [&str; 3] = [
    "'; create table public.injected (); select '",
    "x' or true or 'x' = '",
    "$.a ? (@ == \"\") \\\" ') || pg_sleep(30)::text || ('",
];

/// What a client must never read.
const LEAKS: [&str; 6] =
    ["INTERNAL_SERVER_ERROR", "TIMEOUT", "sqlx", "syntax error", "pg_catalog", "SQLSTATE"];

/// Arguments of lists that are tried by themselves or exclude one another.
const APART: [&str; 7] = ["filter", "having", "first", "last", "before", "after", "offset"];

async fn harmless(app: &TestApp, tables: i64) {
    assert_eq!(count_tables(app).await, tables, "a text has been run");
}

async fn count_tables(app: &TestApp) -> i64 {
    app.as_owner("select count(*) from pg_class").await[0].get(0)
}

/// The answer may be a refusal, but one of ours.
fn checked(place: &str, answer: Answer) -> Answer {
    let text = answer.body["errors"].to_string();
    // The texts themselves may be repeated.
    let text = TEXTS.iter().fold(text, |text, own| text.replace(own, ""));
    let leak = LEAKS.iter().find(|leak| text.contains(**leak));
    assert!(leak.is_none(), "{place} lets out {}: {text}", leak.unwrap_or(&""));
    assert!(!text.contains("GRAPHQL_VALIDATION_FAILED"), "{place} was not asked as it should be: {text}");
    answer
}

#[tokio::test]
async fn no_filter_takes_a_text_for_more_than_a_text() {
    let app = TestApp::demo().await;
    let (ada, tables) = (app.client(&ADA), count_tables(&app).await);
    let types = Types::read(&ada).await;
    let mut tried = 0;
    for field in types.fields("Query") {
        let filter = field.arguments.iter().find(|argument| argument.name == "filter");
        let is_list = types.has_field(&field.returns.name, "totalCount");
        let (Some(filter), true) = (filter, is_list) else { continue };
        let conditions = conditions(&types, &filter.of.name);
        tried += conditions.len();
        // No more than one filter may have.
        for some in conditions.chunks(300) {
            let query = format!(
                "query ($filter: {}) {{ {}(filter: $filter) {{ totalCount }} }}",
                filter.of.name, field.name
            );
            let answer = checked(&field.name, ada.run_with(&query, json!({"filter": {"or": some}})).await);
            match answer.codes()[..] {
                [] if answer[&field.name]["totalCount"] == 0 => {}
                // A table that is not hers to read.
                ["FORBIDDEN"] => {}
                // Something has met one of them, or a column takes no such text at all, as addresses do not.
                _ => one_by_one(&ada, &query, &field.name, some).await,
            }
        }
    }
    assert!(tried > 5_000, "only {tried} conditions were tried");
    harmless(&app, tables).await;
}

/// Finds the condition that is to blame.
async fn one_by_one(client: &Client, query: &str, field: &str, conditions: &[Value]) {
    let mut refused = 0;
    for one in conditions {
        let answer = checked(field, client.run_with(query, json!({"filter": one})).await);
        match answer.codes()[..] {
            ["BAD_USER_INPUT"] => refused += 1,
            _ => assert_eq!(answer[field]["totalCount"], 0, "{field} with {one}"),
        }
    }
    assert!((1..conditions.len()).contains(&refused), "{field}: {refused} conditions were refused");
}

/// Every condition of a filter that takes text, with every text.
fn conditions(types: &Types, filter: &str) -> Vec<Value> {
    let mut conditions = Vec::new();
    for column in types.inputs(filter) {
        for operator in types.inputs(&column.of.name) {
            let takes_text = matches!(
                (column.of.name.as_str(), operator.of.name.as_str()),
                ("StringFilter" | "StringListFilter" | "JSONFilter", "String" | "JSON")
            );
            // What rows meet that have nothing to do with the text.
            let excludes =
                ["ne", "notIn", "lt", "lte", "gt", "gte", "containedBy"].contains(&operator.name.as_str());
            if !takes_text || excludes {
                continue;
            }
            for text in TEXTS {
                let value = match (operator.of.name.as_str(), operator.of.is_list) {
                    ("JSON", _) => json!({text: text}),
                    (_, true) => json!([text]),
                    (_, false) => json!(text),
                };
                conditions.push(json!({&column.name: {&operator.name: value}}));
            }
        }
    }
    conditions
}

#[tokio::test]
async fn no_argument_of_a_query_takes_a_text_for_more_than_a_text() {
    fill_all("Query", "query").await;
}

#[tokio::test]
async fn no_argument_of_a_mutation_takes_a_text_for_more_than_a_text() {
    fill_all("Mutation", "mutation").await;
}

/// Asks for every root field with texts for all of its arguments.
async fn fill_all(root: &str, word: &str) {
    let app = TestApp::demo().await;
    let (mut ada, tables) = (app.client(&ADA), count_tables(&app).await);
    let types = Types::read(&ada).await;
    let (mut tried, mut refused) = (0, 0);
    for field in types.fields(root) {
        let is_taken =
            |argument: &&Place| argument.of.is_required || !APART.contains(&argument.name.as_str());
        let taken: Vec<&Place> = field.arguments.iter().filter(is_taken).collect();
        // An id that is none is refused before anything else is looked at.
        let takes_ids_alone = taken.iter().all(|argument| argument.of.name == "ID");
        let mut filler = Filler { types: &types, ids_are_text: takes_ids_alone, next: tried };
        let (mut declared, mut handed, mut values) = (Vec::new(), Vec::new(), Map::new());
        for argument in taken {
            let Some(value) = filler.value(&argument.of, 0) else { continue };
            declared.push(format!("${}: {}", argument.name, argument.of.text()));
            handed.push(format!("{0}: ${0}", argument.name));
            values.insert(argument.name.clone(), value);
        }
        if declared.is_empty() {
            continue;
        }
        let selected = match types.kind(&field.returns.name) {
            Kind::Leaf | Kind::Enum(_) => "",
            _ if types.has_field(&field.returns.name, "totalCount") => "{ totalCount }",
            _ => "{ __typename }",
        };
        let (declared, handed) = (declared.join(", "), handed.join(", "));
        let query = format!("{word} ({declared}) {{ {}({handed}) {selected} }}", field.name);
        let answer = checked(&field.name, ada.run_with(&query, Value::Object(values)).await);
        (tried, refused) = (tried + 1, refused + usize::from(!answer.codes().is_empty()));
        if answer.codes().contains(&"UNAUTHENTICATED") {
            // It has ended her session.
            ada = app.client(&ADA);
        }
    }
    assert!(tried > 400, "only {tried} fields were tried");
    assert!(refused < tried, "nothing has been run");
    harmless(&app, tables).await;
}

/// Makes values of every type.
struct Filler<'a> {
    types: &'a Types,
    ids_are_text: bool,
    next: usize,
}

impl Filler<'_> {
    fn text(&mut self) -> &'static str {
        self.next += 1;
        TEXTS[self.next % TEXTS.len()]
    }

    /// `None` where none is needed and none can be made.
    fn value(&mut self, of: &types::Of, depth: usize) -> Option<Value> {
        let one = match self.types.kind(&of.name) {
            Kind::Enum(values) => json!(values[0]),
            Kind::Input => {
                if depth > 3 && !of.is_required {
                    return None;
                }
                let mut object = Map::new();
                for field in self.types.inputs(&of.name) {
                    // Rows that are made along with a row are tried by themselves.
                    if depth > 0 && field.of.is_list && !field.of.is_required {
                        continue;
                    }
                    if let Some(value) = self.value(&field.of, depth + 1) {
                        object.insert(field.name.clone(), value);
                    }
                }
                Value::Object(object)
            }
            _ => match of.name.as_str() {
                "String" | "Cursor" => json!(self.text()),
                "JSON" => json!({self.text(): self.text()}),
                "ID" if self.ids_are_text => json!(self.text()),
                "ID" | "UUID" => json!("00000000-0000-4000-8000-00000000abcd"),
                "Int" => json!(1),
                "Float" => json!(0.5),
                "Boolean" => json!(false),
                "BigInt" | "Decimal" => json!("1"),
                "Date" => json!("2027-01-01"),
                "DateTime" => json!("2027-01-01T00:00:00Z"),
                _ => return None,
            },
        };
        Some(if of.is_list { json!([one]) } else { one })
    }
}
