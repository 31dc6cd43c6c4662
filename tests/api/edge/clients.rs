//! The usual clients of both protocols against the real server: graphql-ws and graphql-sse, in processes of their own.

use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout};
use tokio::time::timeout;

use super::support::{Door, program_of_clients};
use crate::support::{ADA, TestApp};

#[tokio::test]
async fn graphql_ws_comes_back_by_itself_and_misses_nothing() {
    comes_back_and_misses_nothing("websocket").await;
}

#[tokio::test]
async fn graphql_sse_comes_back_by_itself_and_misses_nothing() {
    comes_back_and_misses_nothing("event stream").await;
}

async fn comes_back_and_misses_nothing(transport: &str) {
    let app = TestApp::demo().await;
    let insert = async |title: &str| {
        app.as_owner(&format!("insert into internal.tasks (title) values ('{title}')")).await;
    };
    let ada = app.client(&ADA);
    let written = ada.run("mutation { internalTaskCreate(input: {title: \"Here\"}) { cursor } }").await;
    let server = Door::open(&app, "127.0.0.1:0").await;
    // The first token is refused; the client asks for another by itself.
    let mut client = Follower::start(&json!({
        "transport": transport,
        "address": server.address,
        "tokens": ["bad", ada.token().await],
        "after": written["internalTaskCreate"]["cursor"],
    }));
    insert("one").await;
    assert_eq!(client.next().await, "one");
    let address = server.close().await;
    insert("two").await;
    insert("three").await;
    let _server = Door::open(&app, &address).await;
    assert_eq!(client.next().await, "two");
    assert_eq!(client.next().await, "three");
    insert("four").await;
    assert_eq!(client.next().await, "four");
    assert_eq!(app.app.roll.running().len(), 1);
    client.complete().await;
    // The server learns of it a moment later.
    while !app.app.roll.running().is_empty() {
        tokio::task::yield_now().await;
    }
}

/// The recipe of README.md: it begins with the rows as they are, goes on after a break, and begins anew where it has to.
async fn the_recipe_holds(client: &str) {
    let app = TestApp::demo().await;
    app.as_owner("delete from internal.incidents").await;
    let insert = async |title: &str| {
        let sql = "insert into internal.incidents (service_id, severity, title) select id, 'minor', ";
        app.as_owner(&format!("{sql} '{title}' from internal.monitored_services limit 1")).await;
    };
    insert("was there").await;
    let ada = app.client(&ADA);
    let server = Door::open(&app, "127.0.0.1:0").await;
    let what = json!({"client": client, "address": server.address, "token": ada.token().await});
    let mut client = Follower::run("recipes.mjs", &what);
    assert_eq!(client.event().await, json!({"kind": "SNAPSHOT", "title": "was there"}));
    let address = server.close().await;
    insert("meanwhile").await;
    let _server = Door::open(&app, &address).await;
    assert_eq!(client.event().await, json!({"kind": "CREATED", "title": "meanwhile"}));
    app.as_owner(&format!(
        "update internal.team_members set custom_capabilities = '{{ops.incidents.manage}}' where user_id = '{}'",
        ADA.id
    ))
    .await;
    assert_eq!(client.event().await, json!({"resync": true}));
    let mut again = [client.event().await, client.event().await].map(|it| it["title"].clone());
    again.sort_by_key(Value::to_string);
    assert_eq!(again, [json!("meanwhile"), json!("was there")]);
    client.orders.write_all(b"enough\n").await.unwrap();
}

#[tokio::test]
async fn the_recipe_for_apollo_holds() {
    the_recipe_holds("apollo").await;
}

#[tokio::test]
async fn the_recipe_for_urql_holds() {
    the_recipe_holds("urql").await;
}

#[tokio::test]
async fn the_recipe_for_relay_holds() {
    the_recipe_holds("relay").await;
}

#[test]
fn the_readme_has_the_recipe_that_is_tried() {
    let readme = include_str!("../../../README.md");
    assert!(readme.contains(include_str!("../../clients/resuming.mjs")));
}

/// A client that follows tasks, and tells what it gets.
struct Follower {
    process: Child,
    orders: ChildStdin,
    told: Lines<BufReader<ChildStdout>>,
}

impl Follower {
    fn start(what: &Value) -> Self {
        Self::run("follow.mjs", what)
    }

    fn run(program: &str, what: &Value) -> Self {
        let mut command = program_of_clients(program, what);
        let mut process =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Node.js is needed");
        let orders = process.stdin.take().unwrap();
        let told = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, orders, told }
    }

    async fn event(&mut self) -> Value {
        let line = timeout(Duration::from_secs(10), self.told.next_line());
        let line = line.await.expect("the client tells nothing").unwrap().expect("the client has ended");
        serde_json::from_str(&line).unwrap()
    }

    /// The title of the next task; connections that come and go are passed over.
    async fn next(&mut self) -> String {
        loop {
            let event = self.event().await;
            if let Some(title) = event["next"].as_str() {
                return title.to_owned();
            }
            assert!(event.get("error").is_none() && event.get("errors").is_none(), "{event}");
        }
    }

    /// Has it unsubscribe, and waits until it has ended.
    async fn complete(mut self) {
        self.orders.write_all(b"enough\n").await.unwrap();
        while self.event().await["complete"] != true {}
        assert!(timeout(Duration::from_secs(10), self.process.wait()).await.unwrap().unwrap().success());
    }
}
