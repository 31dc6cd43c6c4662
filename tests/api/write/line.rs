//! Many requests with one idempotency key: they wait in memory, and leave the connections to others.

use futures::future::join_all;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use workgraph::app::{App, Settings};
use workgraph::auth::Principal;
use workgraph::db;
use workgraph::graphql::Request;

use crate::support::reader::account;
use crate::support::{ADA, BEN, TestApp};

const CREATE: &str =
    "mutation { internalTaskCreate(input: {title: \"in line\"}) { internalTask { id title } cursor } }";
const WAITING: &str = "select from pg_locks where locktype = 'advisory' and objid = 78 and not granted \
                       and database = (select oid from pg_database where datname = current_database())";

struct Node {
    app: App,
    _stop: tokio_util::sync::DropGuard,
}

/// A server with four connections on the database of another.
async fn node(app: &TestApp) -> Node {
    let database = db::Settings { api_size: 4, ..app.database.settings.clone() };
    let node = App::build(&Settings::new(database), app.clock.clone()).await.unwrap();
    let stop = CancellationToken::new();
    let (streams, until) = (node.streams.clone(), stop.clone());
    tokio::spawn(async move { streams.relay(until).await });
    node.streams.ready().await.unwrap();
    Node { app: node, _stop: stop.drop_guard() }
}

impl Node {
    async fn ask(&self, principal: Principal, query: &str, key: Option<&str>) -> Value {
        let extensions = json!({ "idempotencyKey": key }).as_object().cloned().unwrap();
        let request = Request { query: query.to_owned(), extensions, ..Request::default() };
        let body = self.app.engine.execute(&self.app.ctx(principal, "line"), request).await.body;
        serde_json::from_slice(&body).unwrap()
    }
}

#[tokio::test]
async fn those_who_send_the_same_wait_without_a_connection() {
    let app = TestApp::demo().await;
    let node = node(&app).await;
    let slow = "create function public.wait() returns trigger language plpgsql as \
                $$ begin perform pg_advisory_xact_lock(78); return null; end $$";
    app.database.try_as_owner(slow).await.unwrap();
    app.as_owner(
        "create trigger wait after insert on internal.tasks for each row execute function public.wait()",
    )
    .await;
    app.as_owner("select pg_advisory_lock(78)").await;
    let all = join_all((0..64).map(|_| node.ask(account(ADA.id), CREATE, Some("line"))));
    let other = async {
        app.database.until_rows(WAITING, 1).await;
        // All but one connection are free: more reads at once than those that would be left.
        let reads =
            join_all((0..8).map(|_| node.ask(account(BEN.id), "{ viewer { account { email } } }", None)));
        for read in reads.await {
            assert_eq!(read["errors"], Value::Null, "{read}");
        }
        let held = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' \
                    and query like '%claim_key%'";
        assert!(app.as_owner(held).await.is_empty());
        app.as_owner("select pg_advisory_unlock(78)").await;
    };
    let (answers, ()) = tokio::join!(all, other);
    assert_eq!(
        answers[0]["data"]["internalTaskCreate"]["internalTask"]["title"], "in line",
        "{}",
        answers[0]
    );
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(app.as_owner("select from internal.tasks where title = 'in line'").await.len(), 1);
}

#[tokio::test]
async fn if_the_first_fails_the_next_tries_and_keys_have_an_end() {
    let app = TestApp::demo().await;
    let node = node(&app).await;
    // A sequence counts what was undone as well.
    app.as_owner("create sequence public.tries").await;
    app.as_owner("grant usage on sequence public.tries to authenticated").await;
    let once = "create function public.fail_once() returns trigger language plpgsql as \
                $$ begin if nextval('public.tries') = 1 then raise check_violation; end if; return null; end $$";
    app.database.try_as_owner(once).await.unwrap();
    app.as_owner(
        "create trigger fail after insert on internal.tasks for each row execute function public.fail_once()",
    )
    .await;
    let answers = join_all((0..16).map(|_| node.ask(account(ADA.id), CREATE, Some("line")))).await;
    let (failed, done): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer["errors"].is_array());
    assert_eq!((failed.len(), done.len()), (1, 15), "{failed:#?}");
    assert!(done.iter().all(|answer| *answer == done[0]));
    assert_eq!(app.as_owner("select from internal.tasks where title = 'in line'").await.len(), 1);

    let fill = format!(
        "insert into auth.idempotency_keys (account_id, key, request, expires_at) \
         select '{}', 'f' || n, '', timestamptz '{}' + n * interval '1 minute' from generate_series(1, 10000) n",
        ADA.id,
        app.clock.now().to_rfc3339()
    );
    app.as_owner(&fill).await;
    let refused = node.ask(account(ADA.id), CREATE, Some("new")).await;
    let error = &refused["errors"][0]["extensions"];
    assert_eq!(
        (&error["code"], &error["max"], &error["retryAfterSeconds"]),
        (&json!("RATE_LIMITED"), &json!(10_000), &json!(60))
    );
    // What is kept is told even so, and others have keys of their own.
    assert_eq!(&node.ask(account(ADA.id), CREATE, Some("line")).await, done[0]);
    let by_ben = node.ask(account(BEN.id), CREATE, Some("new")).await;
    assert_eq!(by_ben["errors"], Value::Null, "{by_ben}");
    assert_eq!(app.as_owner("select from internal.tasks where title = 'in line'").await.len(), 2);
}
