//! What no client should send: an error that says what is wrong and where, before it costs anything.

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::support::TestApp;
use crate::support::make::ADA;
use crate::support::reader::{Reader, account};

/// Longer than any of these takes, even where others use the machine as well. Whoever needs it waits for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks, and gets an answer of a size that tells of an error and nothing else.
async fn ask(reader: &Reader<'_>, query: &str, variables: Value) -> Value {
    let answer = tokio::time::timeout(PATIENCE, reader.run_with(query, variables)).await;
    answer.unwrap_or_else(|_| panic!("no answer to {query}"))
}

/// The code, path and argument of its only error; the answer repeats nothing of what was long.
fn error(answer: &Value) -> (&str, String, Option<&str>) {
    let errors = answer["errors"].as_array().map_or(&[][..], Vec::as_slice);
    let [error] = errors else { panic!("expected one error: {answer:.1000}") };
    assert!(answer.to_string().len() < 1_000, "a long answer: {:.1000}", answer.to_string());
    let path = error["path"].as_array().into_iter().flatten().map(|step| match step {
        Value::String(key) => key.clone(),
        other => other.to_string(),
    });
    let path = path.collect::<Vec<_>>().join(".");
    // The argument, without what is wrong within it.
    let field = error["extensions"]["field"].as_str().and_then(|field| field.split('.').next());
    (error["extensions"]["code"].as_str().unwrap(), path, field)
}

async fn refused(
    reader: &Reader<'_>,
    query: &str,
    variables: Value,
    code: &str,
    path: &str,
    field: Option<&str>,
) {
    let answer = ask(reader, query, variables).await;
    assert_eq!(error(&answer), (code, path.to_owned(), field), "{query:.300}: {answer:#.1500}");
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_with_its_place() {
    let app = TestApp::demo().await;
    let ada = Reader { app: &app, principal: account(ADA.id) };
    // Of documents that do not fit the schema nothing is run, and there is no path.
    for query in [
        "{ taskjugglerUsers(filter: {password: {eq: \"x\"}}) { totalCount } }",
        "{ taskjugglerUsers(filter: {tasksByOwner: {some: {owner: {password: {eq: \"x\"}}}}}) { totalCount } }",
        "{ taskjugglerUsers(orderBy: [{password: ASC}]) { totalCount } }",
        "{ taskjugglerUserAggregate(groupBy: [{password: true}]) { count } }",
        "{ taskjugglerUserAggregate { min { password } } }",
        "{ internalTasks(orderBy: [{labels: ASC}]) { totalCount } }",
        "{ internalTasks(orderBy: [{metadata: ASC}]) { totalCount } }",
        "{ internalTasks(orderBy: [{taskComments: {sum: {content: ASC}, count: ASC, reactions: DESC}}]) { totalCount } }",
        "{ internalTasks(orderBy: [{title: UP}]) { totalCount } }",
        "{ internalTasks(filter: {title: {regex: \"(a+)+$\"}}) { totalCount } }",
        "{ internalTasks(filter: {title: {contains: 1}}) { totalCount } }",
        "{ internalTasks(filter: {status: {eq: NOWHERE}}) { totalCount } }",
        "{ internalTasks(first: 9999999999) { totalCount } }",
        "{ internalTasks(first: \"1\") { totalCount } }",
        "{ node { id } }",
    ] {
        refused(&ada, query, json!({}), "GRAPHQL_VALIDATION_FAILED", "", None).await;
    }
    let root = "internalTasks";
    let nested = "internalTeamMembers.nodes.0.tasksByAssignee";
    for (arguments, code, field) in [
        ("first: 3, last: 3", "BAD_USER_INPUT", "last"),
        ("first: -1", "BAD_USER_INPUT", "first"),
        ("last: -1", "BAD_USER_INPUT", "last"),
        ("offset: -1", "BAD_USER_INPUT", "offset"),
        ("first: 1001", "BAD_USER_INPUT", "first"),
        ("last: 2147483647", "BAD_USER_INPUT", "last"),
        ("offset: 2147483647", "BAD_USER_INPUT", "offset"),
        ("last: 1, offset: 1", "BAD_USER_INPUT", "offset"),
        ("after: \"\"", "CURSOR_INVALID", "after"),
        ("before: \"nonsense\"", "CURSOR_INVALID", "before"),
        ("orderBy: [{}]", "BAD_USER_INPUT", "orderBy"),
        ("orderBy: [{title: ASC, status: ASC}]", "BAD_USER_INPUT", "orderBy"),
        ("orderBy: [{taskComments: {}}]", "BAD_USER_INPUT", "orderBy"),
        ("orderBy: [{taskComments: {sum: {content: ASC}}}]", "BAD_USER_INPUT", "orderBy"),
        ("orderBy: [{taskComments: {max: {issue: {title: ASC}}}}]", "BAD_USER_INPUT", "orderBy"),
        (
            "orderBy: [{parent: {parent: {parent: {parent: {parent: {title: ASC}}}}}}]",
            "BAD_USER_INPUT",
            "orderBy",
        ),
        ("filter: {id: {eq: \"nothing\"}}", "BAD_USER_INPUT", "filter"),
        ("filter: {title: {eq: \"\\u0000\"}}", "BAD_USER_INPUT", "filter"),
        (
            "filter: {estimatedHours: {eq: \"0.12345678901234567890123456789012345\"}}",
            "GRAPHQL_VALIDATION_FAILED",
            "",
        ),
        ("filter: {metadata: {path: [{at: [], eq: 1}]}}", "BAD_USER_INPUT", "filter"),
        ("filter: {title: {like: \"%a\\\\\"}}", "BAD_USER_INPUT", "filter"),
    ] {
        let (path, place) = if code == "GRAPHQL_VALIDATION_FAILED" {
            (["", ""], None)
        } else {
            ([root, nested], Some(field))
        };
        let query = format!("{{ internalTasks({arguments}) {{ nodes {{ id }} }} }}");
        refused(&ada, &query, json!({}), code, path[0], place).await;
        let query = format!(
            "{{ internalTeamMembers(first: 1) {{ nodes {{ tasksByAssignee({arguments}) {{ nodes {{ id }} }} }} }} }}"
        );
        refused(&ada, &query, json!({}), code, path[1], place).await;
    }
}

#[tokio::test]
async fn what_is_too_long_or_too_much_is_refused_before_the_database_sees_it() {
    let app = TestApp::demo().await;
    let ada = Reader { app: &app, principal: account(ADA.id) };
    let long = "x".repeat(1_000_000);
    let many = |value: Value| vec![value; 5_000];
    let ids: Vec<_> = (0..100_000).map(|at| format!("{at:08}-0000-4000-8000-000000000000")).collect();
    let nested = |word: &str, levels: usize| (0..levels).fold(json!({}), |inner, _| json!({word: inner}));
    let list = "query ($v: InternalTaskFilter) { internalTasks(filter: $v) { totalCount } }";
    let bad = "BAD_USER_INPUT";
    let complex = "QUERY_TOO_COMPLEX";
    for (query, value, code, field) in [
        (list, json!({"id": {"in": ids}}), bad, "filter"),
        (list, json!({"title": {"in": ids}}), bad, "filter"),
        (list, json!({"labels": {"overlaps": ids}}), bad, "filter"),
        (list, json!({"and": many(json!({"title": {"contains": "a"}}))}), complex, "filter"),
        (list, json!({"or": many(json!({}))}), complex, "filter"),
        (
            list,
            json!({"not": {"or": [{"and": many(json!({"storyPoints": {"isNull": true}}))}]}}),
            complex,
            "filter",
        ),
        (list, json!({"metadata": {"path": many(json!({"at": ["a"], "eq": 1}))}}), complex, "filter"),
        (list, json!({"metadata": {"path": [{"at": many(json!("a")), "eq": 1}]}}), bad, "filter"),
        (list, nested("parent", 100), complex, "filter"),
        (list, json!({"title": {"like": long}}), bad, "filter"),
        (list, json!({"title": {"iLike": format!("%{}", "a%".repeat(200))}}), bad, "filter"),
        (list, json!({"title": {"contains": long}}), bad, "filter"),
        (list, json!({"title": {"startsWith": long}}), bad, "filter"),
        (list, json!({"search": long}), bad, "filter"),
        (list, json!({"id": {"eq": long}}), bad, "filter"),
        ("query ($v: [ID!]!) { internalTasks: nodes(ids: $v) { id } }", json!(ids), bad, "ids"),
        ("query ($v: ID!) { internalTasks: node(id: $v) { id } }", json!(long), bad, "id"),
        ("query ($v: ID!) { internalTasks: internalTask(id: $v) { id } }", json!(long), bad, "id"),
        (
            "query ($v: Cursor) { internalTasks(after: $v) { totalCount } }",
            json!(long),
            "CURSOR_INVALID",
            "after",
        ),
        (
            "query ($v: [InternalTaskOrderBy!]) { internalTasks(orderBy: $v) { totalCount } }",
            json!(many(json!({"title": "ASC"}))),
            bad,
            "orderBy",
        ),
        (
            "query ($v: [InternalTaskGroupBy!]) { internalTasks: internalTaskAggregate(groupBy: $v) { count } }",
            json!(many(json!({"title": true}))),
            bad,
            "groupBy",
        ),
        (
            "query ($v: InternalTaskHaving) { internalTasks: internalTaskAggregate(having: $v) { count } }",
            json!({"count": {"in": (0..100_000).collect::<Vec<_>>()}}),
            bad,
            "having",
        ),
        (
            "query ($v: String) { internalTasks: internalTaskAggregate(groupBy: [{createdAt: DAY}], timeZone: $v) { count } }",
            json!(long),
            bad,
            "timeZone",
        ),
        (
            "query ($v: String) { internalTasks: internalTaskAggregate(groupBy: [{createdAt: DAY}], timeZone: $v) { count } }",
            json!("'; select 1"),
            bad,
            "timeZone",
        ),
    ] {
        refused(&ada, query, json!({"v": value}), code, "internalTasks", Some(field)).await;
    }
    // Of a variable whose value is not of its type, nothing is run.
    for (ty, field) in [
        ("DateTime", "createdAt"),
        ("Int", "issueNumber"),
        ("Decimal", "estimatedHours"),
        ("InternalTaskStatus", "status"),
    ] {
        let query =
            format!("query ($v: {ty}) {{ internalTasks(filter: {{{field}: {{eq: $v}}}}) {{ totalCount }} }}");
        refused(&ada, &query, json!({"v": long}), bad, "", Some("$v")).await;
    }
}

#[tokio::test]
async fn what_is_long_and_may_be_is_answered() {
    let app = TestApp::demo().await;
    let ada = Reader { app: &app, principal: account(ADA.id) };
    let long = "x".repeat(1_000_000);
    let ids: Vec<_> = (0..10_000).map(|at| format!("{at:08}-0000-4000-8000-000000000000")).collect();
    let query = "query ($v: InternalTaskFilter) { internalTasks(filter: $v) { totalCount } }";
    let deep = (0..50).fold(json!({"title": {"eq": "x"}}), |inner, _| json!({"not": {"and": [inner]}}));
    for filter in [
        json!({"title": {"eq": long}}),
        json!({"title": {"in": [long]}}),
        json!({"metadata": {"contains": {"a": long}}}),
        json!({"metadata": {"hasKey": long}}),
        json!({"labels": {"contains": [long]}}),
        json!({"id": {"in": ids}}),
        deep,
    ] {
        let answer = ask(&ada, query, json!({"v": filter})).await;
        assert_eq!(answer["data"]["internalTasks"], json!({"totalCount": 0}), "{answer:.1000}");
    }
}

#[tokio::test]
async fn rows_that_are_too_large_together_are_refused_and_fewer_are_answered() {
    let app = TestApp::demo().await;
    let ada = Reader { app: &app, principal: account(ADA.id) };
    app.as_owner("update taskjuggler.tasks set description = repeat('long ', 300000)").await;
    let page = |size: usize| format!("{{ taskjugglerTasks(first: {size}) {{ nodes {{ description }} }} }}");
    // More than the memory of an answer, in fewer rows than it may have.
    refused(&ada, &page(60), json!({}), "QUERY_TOO_COMPLEX", "taskjugglerTasks", None).await;
    let answer = ask(&ada, &page(20), json!({})).await;
    let nodes = answer["data"]["taskjugglerTasks"]["nodes"].as_array().unwrap();
    assert_eq!(
        nodes
            .iter()
            .filter_map(Value::as_object)
            .map(|node| node["description"].as_str().unwrap().len())
            .sum::<usize>(),
        20 * 1_500_000
    );
}

#[tokio::test]
async fn patterns_made_to_be_slow_have_an_end() {
    let app = TestApp::demo().await;
    app.as_owner("update internal.tasks set description = repeat('a', 1000000) where issue_number = 1").await;
    let ada = Reader { app: &app, principal: account(ADA.id) };
    let query = "query ($v: StringFilter) { internalTasks(filter: {issueNumber: {eq: 1}, description: $v}) { totalCount } }";
    for filter in [
        json!({"like": format!("%{}b", "a%".repeat(127))}),
        json!({"iLike": format!("%{}b", "a%".repeat(127))}),
        json!({"like": format!("{}b", "%_".repeat(127))}),
        json!({"contains": format!("{}b", "a".repeat(255))}),
        json!({"endsWith": format!("{}b", "a".repeat(255))}),
    ] {
        let answer = ask(&ada, query, json!({"v": filter})).await;
        // On a machine with much to do the database may give up, and says so.
        match answer["errors"][0]["extensions"]["code"].as_str() {
            None => assert_eq!(answer["data"]["internalTasks"], json!({"totalCount": 0})),
            code => assert_eq!(code, Some("TIMEOUT")),
        }
    }
}

#[tokio::test]
async fn a_time_zone_that_does_not_exist_is_bad_input() {
    let app = TestApp::demo().await;
    let ada = Reader { app: &app, principal: account(ADA.id) };
    let zone = "{ internalTasks: internalTaskAggregate(groupBy: [{createdAt: DAY}], timeZone: \"Mars/Olympus\") { count } }";
    refused(&ada, zone, json!({}), "BAD_USER_INPUT", "internalTasks", Some("timeZone")).await;
}

/// What a cursor says: the mark of its list, and the values of its place.
fn parts(cursor: &Value) -> Vec<Value> {
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(cursor.as_str().unwrap()).unwrap()).unwrap()
}

fn cursor(parts: &[Value]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(json!(parts).to_string())
}

#[tokio::test]
async fn a_cursor_that_was_tampered_with_is_refused_or_is_another_place() {
    let app = TestApp::demo().await;
    let ada = Reader { app: &app, principal: account(ADA.id) };
    let order = "orderBy: [{dueDate: DESC}, {storyPoints: ASC}, {title: ASC}]";
    let query = format!(
        "query ($v: Cursor) {{ internalTasks(first: 1, after: $v, {order}) {{ pageInfo {{ endCursor }} }} }}"
    );
    let first = ask(&ada, &query, json!({})).await;
    let good = &first["data"]["internalTasks"]["pageInfo"]["endCursor"];
    let (text, known) = (good.as_str().unwrap(), parts(good));
    let with = |at: usize, value: Value| {
        let mut parts = known.clone();
        parts[at] = value;
        cursor(&parts)
    };
    let deep = format!("{}{}", "[".repeat(2_000), "]".repeat(2_000));
    for (bad, code) in [
        (with(0, json!(0)), "CURSOR_MISMATCH"),
        (with(0, json!(-1)), "CURSOR_INVALID"),
        (with(0, json!("x")), "CURSOR_INVALID"),
        (with(1, json!("yesterday")), "CURSOR_INVALID"),
        (with(1, json!({"a": 1})), "CURSOR_INVALID"),
        (with(2, json!(3_000_000_000_u64)), "CURSOR_INVALID"),
        (with(3, json!("\u{0}")), "CURSOR_INVALID"),
        (with(4, json!("x")), "CURSOR_INVALID"),
        (cursor(&known[..3]), "CURSOR_MISMATCH"),
        (cursor(&[&known[..], &[json!(1)]].concat()), "CURSOR_MISMATCH"),
        (cursor(&[]), "CURSOR_INVALID"),
        (BASE64_URL_SAFE_NO_PAD.encode(deep), "CURSOR_INVALID"),
        (BASE64_URL_SAFE_NO_PAD.encode("{}"), "CURSOR_INVALID"),
        (BASE64_URL_SAFE_NO_PAD.encode([0xff, 0xfe]), "CURSOR_INVALID"),
        (text.to_uppercase(), "CURSOR_INVALID"),
        (format!("{text}="), "CURSOR_INVALID"),
    ] {
        refused(&ada, &query, json!({"v": bad}), code, "internalTasks", Some("after")).await;
    }
    // Cut off anywhere, and with any character changed: never anything but a cursor's error, or another place.
    let cut = (0..text.len()).map(|end| text[..end].to_owned());
    let changed = (0..text.len()).map(|at| format!("{}~{}", &text[..at], &text[at + 1..]));
    let swapped = (0..text.len()).map(|at| {
        let other = if text.as_bytes()[at] == b'A' { 'B' } else { 'A' };
        format!("{}{other}{}", &text[..at], &text[at + 1..])
    });
    for bad in cut.chain(changed).chain(swapped) {
        let answer = ask(&ada, &query, json!({"v": bad})).await;
        if answer.get("errors").is_some() {
            let (code, path, field) = error(&answer);
            assert!(
                ["CURSOR_INVALID", "CURSOR_MISMATCH", "BAD_USER_INPUT"].contains(&code),
                "{bad}: {answer}"
            );
            assert!(
                path == "internalTasks" && (code == "BAD_USER_INPUT" || field == Some("after")),
                "{bad}: {answer}"
            );
        }
    }
}

#[tokio::test]
async fn a_cursor_is_a_place_wherever_it_comes_from() {
    let (app, other) = (TestApp::demo().await, TestApp::start().await);
    let ada = Reader { app: &app, principal: account(ADA.id) };
    let first = "{ internalTasks(first: 1) { pageInfo { endCursor } } }";
    let first = ask(&ada, first, json!({})).await;
    let cursor = &first["data"]["internalTasks"]["pageInfo"]["endCursor"];
    // It says nothing of a database: in one without rows, none are behind it.
    let nobody = Reader { app: &other, principal: account(ADA.id) };
    let query = "query ($v: Cursor) { internalTasks(after: $v) { nodes { id } } }";
    let answer = ask(&nobody, query, json!({"v": cursor})).await;
    assert_eq!(answer["data"], json!({"internalTasks": {"nodes": []}}), "{answer}");
}

#[tokio::test]
async fn a_row_whose_place_has_no_form_has_no_cursor() {
    let app = TestApp::demo().await;
    app.as_owner(
        "update internal.tasks set due_date = 'infinity', title = repeat('x', 10000) where issue_number = 1",
    )
    .await;
    let ada = Reader { app: &app, principal: account(ADA.id) };
    for order in ["dueDate: DESC_NULLS_LAST", "title: DESC"] {
        app.as_owner("update internal.tasks set title = 'a' || title where issue_number <> 1").await;
        let query = format!(
            "{{ internalTasks(first: 1, orderBy: [{{{order}}}]) {{ nodes {{ issueNumber }} pageInfo {{ endCursor }} }} }}"
        );
        let answer = ask(&ada, &query, json!({})).await;
        assert_eq!(
            answer["data"]["internalTasks"],
            json!({"nodes": [{"issueNumber": 1}], "pageInfo": {"endCursor": null}})
        );
        let (code, path, _) = error(&answer);
        assert_eq!((code, path.as_str()), ("UNEXPECTED_VALUE", "internalTasks.pageInfo.endCursor"));
    }
}
