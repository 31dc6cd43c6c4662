//! Principals with fewer rights than their account: the role `restricted` and the abilities among its claims.

use serde_json::Value;
use sqlx::Row as _;
use workgraph::auth::{Abilities, Grant, Principal};
use workgraph::db::{Reads, Statement};
use workgraph::graphql::Request;

use crate::support::{ADA, Contents, Database, TestApp};

fn ada(abilities: &[&str]) -> Principal {
    Principal::Restricted {
        account_id: ADA.id,
        by: Grant::PersonalToken(1),
        abilities: Abilities::parse(abilities).unwrap(),
        expires_at: None,
    }
}

async fn ask(app: &TestApp, principal: Principal, query: &str) -> Value {
    let request = Request { query: query.to_owned(), ..Request::default() };
    let response = app.app.engine.execute(&app.app.ctx(principal, "restricted"), request).await;
    serde_json::from_slice(&response.body).unwrap()
}

/// The code of the first error.
fn code(body: &Value) -> &str {
    body["errors"][0]["extensions"]["code"].as_str().unwrap_or_else(|| panic!("expected an error: {body:#}"))
}

async fn names(database: &Database, sql: &str) -> Vec<String> {
    database.as_owner(sql).await.iter().map(|row| row.get(0)).collect()
}

const COUNTS: &str =
    "{ internalTasks { totalCount } coreDecisions { totalCount } taskjugglerTasks { totalCount }
                        viewer { account { email } } }";

#[tokio::test]
async fn every_table_restricts_each_command() {
    let database = Database::clone_of(Contents::Nothing).await;
    let sql = "select c.oid::regclass || ' ' || command::text from pg_class c, unnest('{r,a,w,d}'::\"char\"[]) command \
               where c.relrowsecurity and not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = command \
                   and not p.polpermissive and p.polroles = array['restricted'::regrole::oid])";
    assert_eq!(names(&database, sql).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_restrictions_concern_nobody_else() {
    let database = Database::clone_of(Contents::Nothing).await;
    let sql = "select role from unnest(array['anon', 'authenticated', 'service_role', 'workgraph_worker']) role \
               where pg_has_role(role, 'restricted', 'member')";
    assert_eq!(names(&database, sql).await, Vec::<String>::new());
    let sql = "select p.polname::text from pg_policy p where p.polname like 'restricted\\_%' \
               and (p.polpermissive or p.polroles <> array['restricted'::regrole::oid])";
    assert_eq!(names(&database, sql).await, Vec::<String>::new());
}

#[tokio::test]
async fn functions_that_write_past_the_policies_ask_for_the_ability() {
    let database = Database::clone_of(Contents::Nothing).await;
    let sql = "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace \
               where p.prosecdef and p.provolatile = 'v' and p.prorettype <> 'trigger'::regtype \
                 and n.nspname in ('auth', 'internal', 'assist', 'core', 'scaliyo', 'taskjuggler', 'work') \
                 and has_function_privilege('authenticated', p.oid, 'execute') \
                 and pg_get_functiondef(p.oid) not like '%auth.permits(%'";
    assert_eq!(names(&database, sql).await, Vec::<String>::new());
}

#[tokio::test]
async fn all_abilities_together_are_what_the_account_may() {
    let app = TestApp::demo().await;
    let whole =
        Principal::Account { account_id: ADA.id, session_id: None, expires_at: chrono::DateTime::UNIX_EPOCH };
    let expected = ask(&app, whole, COUNTS).await;
    assert!(expected["data"]["internalTasks"]["totalCount"].as_u64() > Some(0), "{expected:#}");
    assert_eq!(ask(&app, ada(&["*"]), COUNTS).await, expected);
    assert_eq!(ask(&app, ada(&["read"]), COUNTS).await, expected);
}

#[tokio::test]
async fn an_ability_reaches_no_further_than_its_system() {
    let app = TestApp::demo().await;
    let seen = ask(&app, ada(&["core:read"]), COUNTS).await["data"].clone();
    assert_eq!(
        (&seen["internalTasks"]["totalCount"], &seen["taskjugglerTasks"]["totalCount"]),
        (&0.into(), &0.into())
    );
    assert!(seen["coreDecisions"]["totalCount"].as_u64() > Some(0));
    assert_eq!(seen["viewer"]["account"]["email"], *ADA.email);
    let blind = ask(&app, ada(&["core:write"]), COUNTS).await["data"].clone();
    assert_eq!(
        (&blind["coreDecisions"]["totalCount"], &blind["viewer"]["account"]),
        (&0.into(), &Value::Null)
    );
}

#[tokio::test]
async fn who_may_only_read_changes_nothing() {
    let app = TestApp::demo().await;
    let task = "{ taskjugglerTasks(first: 1) { nodes { id title } } }";
    let found = ask(&app, ada(&["read"]), task).await["data"]["taskjugglerTasks"]["nodes"][0].clone();
    let rename = format!(
        "mutation {{ taskjugglerTaskUpdate(id: {}, input: {{ title: \"Renamed\" }}) {{ taskjugglerTask {{ title }} }} }}",
        found["id"]
    );
    for abilities in [&["read"][..], &["read", "core:write"]] {
        assert_eq!(code(&ask(&app, ada(abilities), &rename).await), "FORBIDDEN");
        assert_eq!(ask(&app, ada(abilities), task).await["data"]["taskjugglerTasks"]["nodes"][0], found);
    }
    let renamed = ask(&app, ada(&["taskjuggler:read", "taskjuggler:write"]), &rename).await;
    assert_eq!(renamed["data"]["taskjugglerTaskUpdate"]["taskjugglerTask"]["title"], "Renamed");
}

#[tokio::test]
async fn what_runs_with_the_rights_of_the_server_is_refused() {
    let app = TestApp::demo().await;
    for mutation in [
        "mutation { signOut { signedOut } }",
        "mutation { tokenRefresh(refreshToken: \"x\") { accessToken } }",
    ] {
        assert_eq!(code(&ask(&app, ada(&["*"]), mutation).await), "FORBIDDEN");
    }
}

#[tokio::test]
async fn connections_are_not_shared_between_different_abilities() {
    let database = Database::clone_of(Contents::Demo).await;
    let db = database.db(1);
    let count = async |principal: &Principal| -> i64 {
        let mut scope = db.read(principal, Reads::One).await.unwrap();
        let row = scope.fetch_optional(Statement::new("select count(*) from internal.tasks")).await.unwrap();
        row.unwrap().get(0)
    };
    let whole =
        Principal::Account { account_id: ADA.id, session_id: None, expires_at: chrono::DateTime::UNIX_EPOCH };
    for _ in 0..2 {
        assert!(count(&whole).await > 0);
        assert_eq!(count(&ada(&["core:read"])).await, 0);
        assert!(count(&ada(&["internal:read"])).await > 0);
        assert_eq!(count(&ada(&["scaliyo:read"])).await, 0);
    }
}

#[tokio::test]
async fn the_role_without_abilities_may_nothing() {
    let database = Database::clone_of(Contents::Demo).await;
    let sql = format!(
        "select set_config('role', 'restricted', true), set_config('request.jwt.claims', '{{\"sub\":\"{}\"}}', true); \
         select 1 / (select count(*) from internal.tasks)",
        ADA.id
    );
    let refused = database.try_as_owner(&format!("begin; {sql}")).await.unwrap_err();
    assert!(refused.contains("division by zero"), "{refused}");
}
