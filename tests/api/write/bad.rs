//! Values that no column takes: each is refused with its place, and nothing is written.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};
use workgraph::graphql::catalog::Table;

use crate::policy::{World, insert, matrix, writes};
use crate::support::reader::{Reader, catalog, path};
use crate::support::{ADA, TestApp};

/// What is tried in each table.
const CASES: u32 = 8;

/// Values that the column cannot have.
fn bad_values(table: &Table, at: usize, size: usize) -> Vec<Value> {
    let column = &table.columns[at];
    let nested = (0..65 + size % 30).fold(json!(1), |inner, _| json!([inner]));
    let mut bad = match column.ty.scalar.name() {
        _ if column.enumeration.is_some() => vec![json!("NO_SUCH_VALUE"), json!(1), json!(true)],
        // A key of letters may be any text.
        "String" if column.reference || table.is_single_key(at) => vec![json!({}), json!(1.5), json!(true)],
        "String" => vec![json!("a\u{0}"), json!("a\u{7}"), json!("x".repeat(500_001)), json!(1), json!({})],
        "UUID" => vec![json!("x"), json!("wg_x"), json!(1.5), json!([1])],
        "Int" => vec![json!(2_147_483_648_i64), json!(1.5), json!("x"), json!(-3_000_000_000_i64)],
        "BigInt" => vec![json!("9223372036854775808"), json!("x"), json!(1.5), json!(true)],
        "Float" => vec![json!("x"), json!(true), json!({})],
        "Decimal" => vec![json!("x"), json!("1e999"), json!("NaN"), json!(true)],
        "Boolean" => vec![json!("true"), json!(1), json!("yes")],
        "DateTime" => {
            vec![json!("2026-02-30T00:00:00Z"), json!("99999-01-01T00:00:00Z"), json!("x"), json!(1)]
        }
        "Date" => vec![json!("2026-02-30"), json!("+99999-01-01"), json!("x"), json!(1)],
        "JSON" => vec![nested.clone(), json!({"a": {"b": "\u{0}"}}), json!("x".repeat(500_001))],
        other => panic!("{other} has no bad values"),
    };
    if column.ty.list {
        let is_json = column.ty.scalar.name() == "JSON";
        bad = bad.into_iter().filter(|_| !is_json).map(|value| json!([value])).collect();
        bad.push(json!([null]));
    }
    if let Some(length) =
        column.ty.sql.strip_prefix("character varying(").and_then(|rest| rest.strip_suffix(')'))
    {
        let length: usize = length.parse().unwrap();
        bad.extend(column.enumeration.is_none().then(|| json!("x".repeat(length + 1 + size))));
    }
    bad.extend((!column.nullable && column.enumeration.is_none()).then_some(Value::Null));
    // What the random key stands in for.
    bad.retain(|value| !(value.is_null() && table.writes.random == Some(at)));
    bad
}

/// The input with each reference to another row pointing to none.
fn unknown_parents(table: &Table, good: &Map<String, Value>) -> Vec<(String, Map<String, Value>)> {
    let references = table.writes.create.iter().filter(|at| table.columns[**at].reference);
    let references = references.map(|at| {
        let nobody = match table.columns[*at].ty.scalar.name() {
            "BigInt" | "Int" => json!("999999999"),
            _ => json!("7d444840-9dc0-11d1-b245-5ffdce74fad2"),
        };
        let (field, mut input) = (table.input_field(*at).to_owned(), good.clone());
        input.insert(field.clone(), nobody);
        (field, input)
    });
    references.collect()
}

#[tokio::test]
async fn json_of_ten_thousand_levels_is_refused_wherever_it_stands() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let nested = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let create =
        "mutation ($input: InternalTaskCreateInput!) { internalTaskCreate(input: $input) { cursor } }";
    let bodies = [
        format!(
            "{{\"query\": \"{create}\", \"variables\": {{\"input\": {{\"title\": \"deep\", \"metadata\": {nested}}}}}}}"
        ),
        format!(
            "{{\"query\": \"mutation {{ internalTaskCreate(input: {{title: \\\"deep\\\", metadata: {nested}}}) {{ cursor }} }}\"}}"
        ),
    ];
    for body in bodies {
        let answer = ada.send_raw(body.into_bytes()).await;
        assert!(["BAD_USER_INPUT", "QUERY_TOO_DEEP"].contains(&answer.code()), "{:#}", answer.body);
    }
    // Bytes that are no text, in a place where a text belongs.
    let mut body =
        json!({"query": create, "variables": {"input": {"title": "deep?"}}}).to_string().into_bytes();
    let at = body.iter().position(|byte| *byte == b'?').unwrap();
    // The first question mark stands in the title alone.
    body[at] = 0xff;
    let answer = ada.send_raw(body).await;
    assert_eq!((answer.status, answer.codes().len()), (400, 1), "{:#}", answer.body);
    assert!(app.as_owner("select from internal.tasks where title like 'deep%'").await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_no_column_takes_is_refused_with_its_place() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let (catalog, matrix) = (catalog(), matrix());
    for table in catalog.tables.iter().filter(|table| !table.writes.create.is_empty()) {
        let path = path(table);
        let may = |who: &&&str| matrix[path.as_str()][**who].contains('i');
        let who = *["owner", "admin", "member"].iter().find(may).unwrap();
        let reader = Reader { app: &app, principal: world.principal(who).await };
        let good = writes::input(&app, &catalog, table, &insert(&path, who).unwrap()).await;
        let rows = format!("select count(*) from {path}");
        let before: i64 = sqlx::Row::get(&app.as_owner(&rows).await[0], 0);
        let (one, ty) = (&table.names.one, &table.names.type_name);
        let query =
            format!("mutation ($input: {ty}CreateInput!) {{ {one}Create(input: $input) {{ cursor }} }}");
        let mut runner =
            TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
        let strategy = (any::<Index>(), any::<Index>(), 0_usize..300);
        let tried = runner.run(&strategy, |(column, value, size)| {
            let at = *column.get(&table.writes.create);
            let bad = bad_values(table, at, size);
            if bad.is_empty() {
                return Ok(());
            }
            let (bad, field) = (value.get(&bad).clone(), table.input_field(at));
            let mut input = good.clone();
            input.insert(field.to_owned(), bad);
            let handle = tokio::runtime::Handle::current();
            let asked = reader.run_with(&query, json!({"input": input}));
            let answer = tokio::task::block_in_place(|| handle.block_on(asked));
            let error = &answer["errors"][0]["extensions"];
            let place = error["field"].as_str().unwrap_or_default();
            prop_assert_eq!(&error["code"], "BAD_USER_INPUT", "{} {}: {}", &path, field, &answer["errors"]);
            prop_assert!(place.contains(field), "{path} {field}: {place}");
            Ok(())
        });
        tried.unwrap_or_else(|failure| panic!("{failure}"));
        for (field, input) in unknown_parents(table, &good) {
            let answer = reader.run_with(&query, json!({"input": input})).await;
            let error = &answer["errors"][0]["extensions"];
            // Where a policy asks for the parent, it is the policy that misses it.
            let refused = ["FOREIGN_KEY_VIOLATION", "FORBIDDEN", "CHECK_VIOLATION", "UNIQUE_VIOLATION"];
            let is_told = error["code"].as_str().is_some_and(|code| refused.contains(&code));
            assert!(is_told, "{path} {field}: {answer}");
        }
        let many = format!(
            "mutation ($input: [{ty}CreateInput!]!) {{ {one}CreateMany(input: $input) {{ cursor }} }}"
        );
        let answer = reader.run_with(&many, json!({"input": vec![&good; 501]})).await;
        let error = &answer["errors"][0]["extensions"];
        assert_eq!(
            (&error["code"], &error["max"]),
            (&json!("BAD_USER_INPUT"), &json!(500)),
            "{path}: {answer}"
        );
        let after: i64 = sqlx::Row::get(&app.as_owner(&rows).await[0], 0);
        assert_eq!(before, after, "{path}");
    }
}
