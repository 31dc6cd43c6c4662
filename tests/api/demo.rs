//! The demo data: loaded once and never over other accounts, with a login that works, seen by those it belongs to.

use std::collections::BTreeSet;

use chrono::DateTime;
use entity::TableMeta;
use migration::demo::{DEMO_EMAIL, DEMO_PASSWORD, Outcome, demo};
use sqlx::Row as _;
use uuid::Uuid;
use workgraph::auth::Principal;
use workgraph::auth::password::{self, Verdict};
use workgraph::db::{Reads, Statement};
use workgraph::domain::SYSTEMS;

use crate::support::{ADA, Contents, Database, STRANGER, TestApp};

async fn load(test: &Database) -> Outcome {
    let connection = migration::connect(&test.settings.owner_url).await.unwrap();
    let outcome = demo(&connection, |_| ()).await.unwrap();
    connection.close().await.unwrap();
    outcome
}

async fn one<T>(test: &Database, sql: &str) -> T
where
    T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
{
    test.as_owner(sql).await[0].get(0)
}

fn account(number: u16) -> Principal {
    Principal::Account {
        account_id: Uuid::parse_str(&format!("aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaa{number:03}")).unwrap(),
        session_id: None,
        expires_at: DateTime::UNIX_EPOCH,
    }
}

/// Systems whose tasks and approvals the demo account sees.
async fn systems(test: &Database, number: u16) -> String {
    let principal = account(number);
    let db = test.db(1);
    let mut scope = db.read(&principal, Reads::One).await.unwrap();
    let sql = "select coalesce(string_agg(distinct system, ' ' order by system), 'none')
               from (select system from work.tasks union all select system from work.approvals) work";
    scope.fetch(Statement::new(sql)).await.unwrap()[0].get(0)
}

#[tokio::test]
async fn it_is_loaded_once() {
    let test = Database::clone_of(Contents::Nothing).await;
    assert_eq!(load(&test).await, Outcome::Loaded);
    let tasks: i64 = one(&test, "select count(*) from internal.tasks").await;
    assert_eq!(load(&test).await, Outcome::AlreadyThere);
    assert_eq!(one::<i64>(&test, "select count(*) from internal.tasks").await, tasks);
}

#[tokio::test]
async fn it_leaves_a_database_with_accounts_alone() {
    let test = Database::clone_of(Contents::Nothing).await;
    test.as_owner("insert into auth.users (email) values ('somebody@example.org')").await;
    assert_eq!(load(&test).await, Outcome::OtherAccounts);
    assert_eq!(one::<i64>(&test, "select count(*) from auth.users").await, 1);
}

#[tokio::test]
async fn its_password_is_right_and_its_hash_current() {
    let test = Database::clone_of(Contents::Nothing).await;
    load(&test).await;
    let sql = format!("select password_hash from auth.users where email = '{DEMO_EMAIL}'");
    let hash: String = one(&test, &sql).await;
    let verdict = password::check(DEMO_PASSWORD, Some(&hash)).unwrap();
    assert_eq!(verdict, Verdict::Right);
}

#[tokio::test]
async fn everybody_sees_the_systems_they_belong_to() {
    let test = Database::clone_of(Contents::Nothing).await;
    load(&test).await;
    assert_eq!(systems(&test, 1).await, "assist core internal scaliyo taskjuggler", "Ada");
    assert_eq!(systems(&test, 5).await, "core", "Emi");
    assert_eq!(systems(&test, 6).await, "assist core scaliyo taskjuggler", "Iris, of the other customer");
    assert_eq!(systems(&test, 9).await, "none", "Grace, suspended");
    assert_eq!(systems(&test, 12).await, "none", "a stranger");
}

/// Every table that has a type, as `schema.table`.
fn shown() -> Vec<String> {
    let unexposed = |table: &TableMeta| {
        let annotations = SYSTEMS.iter().filter(|system| system.schema == table.schema);
        annotations.flat_map(|system| system.tables).any(|it| it.table == table.name && !it.exposed)
    };
    // To the owner of the database, who is nobody there, views for the caller show nothing.
    let tables = entity::tables().into_iter().filter(|table| !table.is_view && !unexposed(table));
    tables.map(|table| format!("{}.{}", table.schema, table.name)).collect()
}

/// Of these tables, which have no row.
fn empty_of(tables: &[String]) -> String {
    let empty = |table: &String| format!("select '{table}' where not exists (select from {table})");
    tables.iter().map(empty).collect::<Vec<_>>().join(" union all ")
}

#[tokio::test]
async fn every_table_that_has_a_type_has_rows() {
    let test = Database::clone_of(Contents::Demo).await;
    let empty: Vec<String> = test.as_owner(&empty_of(&shown())).await.iter().map(|row| row.get(0)).collect();
    assert_eq!(empty, Vec::<String>::new());
}

/// Tables with rows that none of the demo people sees, each with the reason.
const UNSEEN: [(&str, &str); 0] = [];

#[tokio::test]
async fn somebody_sees_something_of_every_table_that_has_a_type() {
    let test = Database::clone_of(Contents::Demo).await;
    // Who may not read a table at all would be refused the whole question.
    let granted = |table: &String| {
        format!(
            "select '{table}' where has_any_column_privilege('authenticated', '{table}'::regclass, 'SELECT')"
        )
    };
    let granted = shown().iter().map(granted).collect::<Vec<_>>().join(" union all ");
    let granted: Vec<String> = test.as_owner(&granted).await.iter().map(|row| row.get(0)).collect();
    let question = granted.iter().map(|table| format!("select '{table}' where exists (select from {table})"));
    let question = question.collect::<Vec<_>>().join(" union all ");

    let (db, mut seen) = (test.db(1), BTreeSet::new());
    for number in 1..=12 {
        let mut scope = db.read(&account(number), Reads::One).await.unwrap();
        let rows = scope.fetch(Statement::new(question.clone())).await.unwrap();
        seen.extend(rows.iter().map(|row| row.get::<String, _>(0)));
    }
    let unseen: Vec<_> = shown().into_iter().filter(|table| !seen.contains(table)).collect();
    assert_eq!(unseen, UNSEEN.map(|(table, _)| table));
}

/// What GraphiQL begins with, to be run with the demo login.
const FIRST_OPERATIONS: &str = include_str!("../../src/http/graphiql/src/default.graphql");

#[tokio::test]
async fn the_first_operations_of_graphiql_work_on_it() {
    let app = TestApp::demo().await;
    let operations: Vec<&str> = FIRST_OPERATIONS.split_inclusive("\n}\n").collect();
    let [work, watch, raise] = operations[..] else { panic!("expected three operations") };

    let lists = ["internalTasks", "taskjugglerTasks", "scaliyoTeamhubCards"];
    let (ada, stranger) = (app.client(&ADA).run(work).await, app.client(&STRANGER).run(work).await);
    for list in lists {
        assert_eq!(ada[list]["nodes"].as_array().unwrap().len(), 5, "{list}");
        assert_eq!(stranger[list]["totalCount"], 0, "{list}");
    }
    assert_eq!(
        app.client(&ADA).run(raise).await["internalTaskUpdate"]["internalTask"]["priority"],
        "CRITICAL"
    );
    // A snapshot says something at once.
    let watch = watch.replace("taskChanged {", "taskChanged(snapshot: true) {");
    assert_eq!(app.client(&ADA).subscribe(&watch).await.next().await["kind"], "SNAPSHOT");
}
