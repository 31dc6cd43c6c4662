//! Somebody asks for as much as is let through, or for nonsense, as fast as possible: it is refused cleanly, and the others
//! are served meanwhile.

use std::time::{Duration, Instant};

use futures::future::join_all;
use serde_json::json;
use sqlx::Row as _;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::support::{ADA, BEN, Client, TestApp};

/// What somebody asks who wants no harm.
const PLAIN: &str = "{ internalTasks(first: 5) { nodes { id title } } }";

/// How long one of a hundred takes.
async fn p99(client: &Client) -> Duration {
    let mut times = Vec::with_capacity(100);
    for _ in 0..100 {
        let began = Instant::now();
        assert_eq!(client.run(PLAIN).await.codes(), [""; 0]);
        times.push(began.elapsed());
    }
    times.sort();
    times[98]
}

fn resident_bytes() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 4096
}

/// Bodies that are worth nothing, or too much.
pub fn bodies() -> Vec<(&'static str, Vec<u8>, u16)> {
    let query = |text: String| json!({"query": text}).to_string().into_bytes();
    let repeated = |count: usize, part: &str| part.repeat(count);
    let mut bad_utf8 = query("{ viewer { id } }".to_owned());
    bad_utf8[12] = 0xff;
    let bomb: String =
        (0..100).map(|n| format!("fragment f{n} on Query {{ ...f{m} ...f{m} }} ", m = n + 1)).collect();
    vec![
        (
            "aliases",
            query(format!("{{ {} }}", (0..20_000).map(|n| format!("a{n}:__typename ")).collect::<String>())),
            200,
        ),
        ("fields", query(format!("{{ {} }}", repeated(60_000, "__typename "))), 200),
        ("directives", query(format!("{{ __typename {} }}", repeated(10_000, "@skip(if:false) "))), 200),
        ("nesting", query(repeated(1_000, "{ viewer ")), 200),
        ("fragments", query(format!("{{ ...f0 }} {bomb} fragment f100 on Query {{ __typename }}")), 200),
        (
            "circles",
            query("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }".to_owned()),
            200,
        ),
        ("a body of 20 MB", query(repeated(20_000_000, "#")), 413),
        (
            "levels of JSON",
            [repeated(100_000, "{\"a\":").as_bytes(), repeated(100_000, "}").as_bytes()].concat(),
            400,
        ),
        (
            "levels of variables",
            format!(
                "{{\"query\":\"{{ __typename }}\",\"variables\":{{\"a\":{}{}}}}}",
                repeated(100_000, "["),
                repeated(100_000, "]")
            )
            .into_bytes(),
            400,
        ),
        ("invalid UTF-8", bad_utf8, 400),
        ("NaN", b"{\"query\": NaN}".to_vec(), 400),
        (
            "a number without end",
            format!("{{\"query\":\"{{ __typename }}\",\"variables\":{{\"a\":1e{}}}}}", repeated(5_000, "9"))
                .into_bytes(),
            400,
        ),
    ]
}

#[tokio::test]
async fn what_is_worth_nothing_is_refused_cleanly_and_is_not_kept() {
    let app = TestApp::limited().await;
    let ada = app.client(&ADA);
    // What is set up once is not counted.
    for (_, body, _) in bodies() {
        ada.send_raw(body).await;
    }
    let before = resident_bytes();
    for _ in 0..5 {
        for (name, body, status) in bodies() {
            let answer = ada.send_raw(body).await;
            assert_eq!(answer.status, status, "{name}: {:#}", answer.body);
            let code = answer.code();
            let expected =
                ["QUERY_TOO_COMPLEX", "QUERY_TOO_DEEP", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"];
            assert!(expected.contains(&code), "{name}: {code}");
        }
    }
    let grown = resident_bytes().saturating_sub(before);
    assert!(grown < 64 * 1024 * 1024, "the server keeps {grown} bytes");
    assert_eq!(ada.run(PLAIN).await.codes(), [""; 0]);
}

#[tokio::test]
async fn a_key_that_is_there_twice_is_taken_once() {
    let app = TestApp::limited().await;
    let body = br#"{"query": "{ nothing }", "query": "{ __typename }"}"#;
    assert_eq!(app.client(&ADA).send_raw(body.to_vec()).await["__typename"], "Query");
}

/// Asks and goes away before the answer.
async fn ask_and_go(address: &str, token: &str, query: &str) {
    let body = json!({"query": query}).to_string();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(body.as_bytes()).await.unwrap();
}

/// As much as the limits let through.
fn greedy() -> String {
    let one = |n: usize| {
        format!(
            "a{n}: internalTasks(first: 100, filter: {{or: [{{title: {{ne: \"{n}\"}}}}, {{description: {{contains: \"a\"}}}}]}}) \
             {{ totalCount nodes {{ id title description taskComments(first: 40) {{ totalCount nodes {{ id content issue {{ id }} }} }} }} }}"
        )
    };
    format!("{{ {} }}", (0..40).map(one).collect::<Vec<_>>().join(" "))
}

#[tokio::test]
async fn the_worst_that_is_let_through_is_answered_in_time_and_others_are_served_meanwhile() {
    let app = TestApp::limited().await;
    let (ada, ben) = (app.client(&ADA), app.client(&BEN));
    let query = greedy();
    let answer = ada.run(&query).await;
    assert_eq!(answer.codes(), [""; 0], "{:#}", answer.body["errors"][0]);
    let points = answer.body["extensions"]["cost"]["points"].as_u64().unwrap();
    assert!((250_000..=500_000).contains(&points), "not the worst: {points} points");
    // Whatever a machine is like: the others wait for one of those at most, and never for all.
    let began = Instant::now();
    ada.run(&query).await;
    let alone = began.elapsed();
    let flood = join_all((0..8).map(|_| ada.run(&query)));
    let (answers, others) = tokio::join!(flood, p99(&ben));
    assert!(answers.iter().all(|answer| answer.codes().is_empty()), "every one is answered");
    assert!(others < alone * 8, "others waited for {others:?}, and one alone takes {alone:?}");
}

#[tokio::test]
async fn a_storm_of_requests_whose_askers_go_away_leaves_nothing_running() {
    let app = TestApp::limited().await;
    let (ada, ben) = (app.client(&ADA), app.client(&BEN));
    let token = ada.token().await.unwrap();
    let query = greedy();
    let storm = join_all((0..200).map(|_| ask_and_go(&app.address, token, &query)));
    let (_, _) = tokio::join!(storm, p99(&ben));
    // What they asked for is cancelled or comes to its end; then every connection serves others again.
    let running = "select count(*) from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()";
    let deadline = Instant::now() + Duration::from_secs(30);
    while app.as_owner(running).await[0].get::<i64, _>(0) > 0 {
        assert!(Instant::now() < deadline, "statements go on that nobody waits for");
        tokio::task::yield_now().await;
    }
    assert_eq!(ben.run(PLAIN).await.codes(), [""; 0]);
}
