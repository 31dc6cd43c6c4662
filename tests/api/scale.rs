//! Data by the million, in its smallest measure: the same rows everywhere, whole in the end, told to open streams.

use std::collections::BTreeMap;

use migration::scale::{ROWS, scale};
use sea_orm::DbErr;
use sqlx::Row as _;

use crate::support::{ADA, Contents, Database, TestApp};

/// Brings it to a scale; returns how many units that took.
async fn load(test: &Database, units: u32) -> Result<u32, DbErr> {
    let connection = migration::connect(&test.settings.owner_url).await.unwrap();
    let added = scale(&connection, units, |_| ()).await;
    connection.close().await.unwrap();
    added
}

/// Rows and a hash over all of them, by table.
async fn contents(test: &Database) -> BTreeMap<&'static str, (i64, String)> {
    let one = |(table, _): &(&str, u32)| {
        format!(
            "select '{table}', count(*), coalesce(md5(string_agg(md5(t::text), '' order by t::text)), '') from {table} t"
        )
    };
    let sql = ROWS.iter().map(one).collect::<Vec<_>>().join(" union all ");
    let rows = test.as_owner(&sql).await;
    ROWS.iter()
        .map(|(table, _)| {
            let row = rows.iter().find(|row| row.get::<&str, _>(0) == *table).unwrap();
            (*table, (row.get(1), row.get(2)))
        })
        .collect()
}

async fn nothing(test: &Database, sql: &str) {
    let found: Vec<String> = test.as_owner(sql).await.iter().map(|row| row.get(0)).collect();
    assert_eq!(found, Vec::<String>::new());
}

/// Tables whose changes are not logged.
const SILENT: &str = "select tgrelid::regclass::text from pg_trigger where tgenabled <> 'O'";

/// Loads two units and is stopped in the second, when its tasks wait for a team that another transaction has locked.
async fn interrupt_in_unit_two(test: &Database) {
    assert_eq!(load(test, 1).await.unwrap(), 1);
    test.as_owner("begin").await;
    test.as_owner("select from taskjuggler.teams for update").await;
    let connection = migration::connect(&test.settings.owner_url).await.unwrap();
    let loading = tokio::spawn(async move { scale(&connection, 2, |_| ()).await });
    test.until_rows(
        "select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))",
        1,
    )
    .await;
    loading.abort();
    assert!(loading.await.unwrap_err().is_cancelled());
    test.as_owner("rollback").await;
    let others = "select from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()";
    test.until_rows(others, 0).await;
}

#[test]
fn a_hundred_is_more_than_a_million_rows() {
    let rows = BTreeMap::from(ROWS);
    assert!(100 * rows.values().sum::<u32>() > 1_000_000);
    assert_eq!(100 * rows["taskjuggler.tasks"], 200_000);
    assert_eq!(100 * rows["taskjuggler.task_messages"], 600_000);
    assert_eq!(100 * rows["taskjuggler.notifications"], 200_000);
}

#[tokio::test]
async fn the_same_scale_is_the_same_rows_however_it_was_loaded() {
    let (at_once, in_parts) =
        (Database::clone_of(Contents::Demo).await, Database::clone_of(Contents::Demo).await);
    let demo = contents(&at_once).await;
    assert_eq!(load(&at_once, 2).await.unwrap(), 2);
    let expected = contents(&at_once).await;
    for (table, per_unit) in ROWS {
        assert_eq!(expected[table].0, demo[table].0 + 2 * i64::from(per_unit), "{table}");
    }

    interrupt_in_unit_two(&in_parts).await;
    assert_eq!(contents(&in_parts).await["auth.users"].0, demo["auth.users"].0 + 4, "the first unit alone");
    nothing(&in_parts, SILENT).await;

    assert_eq!(load(&in_parts, 2).await.unwrap(), 1);
    assert_eq!(contents(&in_parts).await, expected);
    assert_eq!(load(&in_parts, 2).await.unwrap(), 0);
    assert_eq!(load(&in_parts, 1).await.unwrap(), 0);
    assert_eq!(contents(&in_parts).await, expected);
}

#[tokio::test]
async fn what_is_loaded_hangs_together() {
    let test = Database::clone_of(Contents::Demo).await;
    load(&test, 1).await.unwrap();
    // Keys are checked by the database; what it does not check is whether both ends belong to the same people.
    nothing(&test, "select d.title from core.decisions d join core.outcomes o on o.id = d.outcome_id where o.tenant_id <> d.tenant_id").await;
    nothing(&test, "select d.title from core.decisions d join core.users u on u.id in (d.owner_id, d.assigned_to_id) where u.tenant_id <> d.tenant_id").await;
    nothing(&test, "select t.title from taskjuggler.tasks t where team_id is not null and not exists (select from taskjuggler.team_members m where m.team_id = t.team_id and m.user_id = t.requestor_id)").await;
    nothing(&test, "select e.subject from scaliyo.email_messages e join scaliyo.leads l on l.id = e.lead_id where l.client_id <> e.owner_id").await;
    nothing(&test, "select c.title from scaliyo.teamhub_cards c join scaliyo.teamhub_lists l on l.id = c.list_id where l.board_id <> c.board_id").await;
    nothing(&test, "select t.title from assist.tasks t join assist.areas a on a.id = t.area_id where a.space_id <> t.space_id").await;
    // The log is written again from here on, and plans are made for what there is.
    nothing(&test, SILENT).await;
    nothing(
        &test,
        "select relname::text from pg_class where oid = 'taskjuggler.tasks'::regclass and reltuples < 2000",
    )
    .await;
}

#[tokio::test]
async fn open_streams_are_told_to_read_anew_and_the_demo_people_have_a_share() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let count = "{ taskjugglerTasks { totalCount } internalTasks { totalCount } }";
    let before = ada.run(count).await;
    let mut stream = ada.subscribe("subscription { taskChanged(snapshot: true) { kind } }").await;
    assert_eq!(stream.next().await["kind"], "SNAPSHOT");

    load(&app.database, 1).await.unwrap();

    assert_eq!(stream.ended().await, "RESYNC_REQUIRED");
    let after = ada.run(count).await;
    let more = |list: &str| {
        let count = |answer: &serde_json::Value| answer[list]["totalCount"].as_i64().unwrap();
        count(after.data()) - count(before.data())
    };
    assert!(more("taskjugglerTasks") > 200, "{}", more("taskjugglerTasks"));
    assert_eq!(more("internalTasks"), 400);
    let unsaid = "select from stream.events where operation <> 'resync' and relation like 'taskjuggler.%'";
    assert_eq!(app.as_owner(unsaid).await.len(), 0, "a unit does not write its rows to the log");
}

#[tokio::test]
async fn without_demo_data_nothing_is_loaded() {
    let test = Database::clone_of(Contents::Nothing).await;
    assert!(load(&test, 1).await.is_err());
    assert_eq!(contents(&test).await["auth.users"].0, 0);
}
