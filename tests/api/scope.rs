//! Scopes against a real PostgreSQL: nobody ever runs in another's name, whatever happened on the connection before.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use chrono::DateTime;
use futures::future::join_all;
use rand::Rng as _;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use sqlx::Row as _;
use tokio::sync::Barrier;
use uuid::Uuid;
use workgraph::auth::Principal;
use workgraph::db::{
    Committed, Db, ReadScope, Reads, Recorder, Scope, Settings, Statement, Watch, WriteScope,
};
use workgraph::error::{Error, Result};

use crate::support::{Contents, Database};

fn account(number: u128) -> Principal {
    Principal::Account {
        account_id: Uuid::from_u128(number),
        session_id: Some(Uuid::from_u128(number << 64)),
        expires_at: DateTime::UNIX_EPOCH,
    }
}

async fn text<K>(scope: &mut Scope<K>, sql: &str) -> Result<String> {
    let rows = scope.fetch(Statement::new(sql)).await?;
    Ok(rows[0].try_get(0)?)
}

async fn assert_runs_as<K>(scope: &mut Scope<K>, principal: &Principal) {
    let asking = "select concat_ws(' ', current_user, current_setting('request.jwt.claims'), auth.uid())";
    let account = principal.account_id().map(|id| format!(" {id}")).unwrap_or_default();
    let expected = format!("{} {}{account}", principal.role(), principal.claims());
    assert_eq!(text(scope, asking).await.unwrap(), expected);
}

async fn read(db: &Db, principal: &Principal) -> ReadScope {
    db.read(principal, Reads::One).await.unwrap()
}

#[tokio::test]
async fn a_label_that_fits_is_used_again_without_setting_anything() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(2);
    // Both at once, so that each gets a connection of its own.
    let (mut ada, mut bob) = (read(&db, &account(1)).await, read(&db, &account(2)).await);
    let pids = [
        text(&mut ada, "select pg_backend_pid()::text").await.unwrap(),
        text(&mut bob, "select pg_backend_pid()::text").await.unwrap(),
    ];
    // A mark that setting the claims again would wipe out.
    let mark = "select set_config('request.jwt.claims', 'mark', false)";
    text(&mut ada, mark).await.unwrap();
    drop(ada);
    drop(bob);
    for _ in 0..3 {
        let mut bob = read(&db, &account(2)).await;
        assert_eq!(text(&mut bob, "select pg_backend_pid()::text").await.unwrap(), pids[1]);
        drop(bob);
        let mut ada = read(&db, &account(1)).await;
        assert_eq!(text(&mut ada, "select pg_backend_pid()::text").await.unwrap(), pids[0]);
        assert_eq!(text(&mut ada, "select current_setting('request.jwt.claims')").await.unwrap(), "mark");
    }
}

#[tokio::test]
async fn nothing_of_one_principal_is_left_for_the_next() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(1);
    let everybody = [Principal::Anonymous, account(1), account(2)];
    for _ in 0..300 {
        let principal = everybody[rand::rng().random_range(0..everybody.len())];
        match rand::rng().random_range(0..8) {
            0 => assert_runs_as(&mut read(&db, &principal).await, &principal).await,
            1 => assert_runs_as(&mut db.read(&principal, Reads::Many).await.unwrap(), &principal).await,
            2 => {
                let mut scope = db.write(&principal).await.unwrap();
                assert_runs_as(&mut scope, &principal).await;
                scope.commit().await.unwrap();
            }
            3 => {
                let mut scope = db.write(&principal).await.unwrap();
                assert_runs_as(&mut scope, &principal).await;
                scope.roll_back();
            }
            4 => {
                let mut scope = read(&db, &principal).await;
                assert!(text(&mut scope, "select 1 / 0").await.is_err());
                assert_runs_as(&mut scope, &principal).await;
            }
            5 => {
                let mut scope = db.read(&principal, Reads::Many).await.unwrap();
                assert!(text(&mut scope, "select 1 / 0").await.is_err());
            }
            6 => {
                let mut scope = db.write(&principal).await.unwrap();
                assert!(text(&mut scope, "select 1 / 0").await.is_err());
                assert_eq!(scope.commit().await.unwrap_err().code(), "INTERNAL_SERVER_ERROR");
            }
            _ => {
                let mut scope = read(&db, &principal).await;
                let cut = text(&mut scope, "select pg_sleep(0.05)::text");
                let _ =
                    tokio::time::timeout(Duration::from_millis(rand::rng().random_range(0..3)), cut).await;
            }
        }
    }
}

#[tokio::test]
async fn a_statement_whose_caller_has_gone_is_cancelled() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(1);
    for reads in [Reads::One, Reads::Many] {
        let caller = tokio::spawn({
            let db = db.clone();
            async move {
                let mut scope = db.read(&account(1), reads).await.unwrap();
                text(&mut scope, "select pg_sleep(60)::text").await
            }
        });
        test.until_running("%pg_sleep(60)%", 1).await;
        caller.abort();
        test.until_running("%pg_sleep(60)%", 0).await;
        assert_runs_as(&mut read(&db, &account(2)).await, &account(2)).await;
    }
}

#[tokio::test]
async fn a_scope_refuses_to_go_on_after_an_abandoned_statement() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(1);
    let mut scope = read(&db, &account(1)).await;
    let cut = text(&mut scope, "select pg_sleep(60)::text");
    assert!(tokio::time::timeout(Duration::from_millis(50), cut).await.is_err());
    assert_eq!(text(&mut scope, "select 'x'").await.unwrap_err().code(), "INTERNAL_SERVER_ERROR");
}

#[tokio::test]
async fn waiting_for_a_connection_ends_in_a_clear_error() {
    let test = Database::clone_of(Contents::Nothing).await;
    let settings = Settings { api_size: 1, acquire_timeout: Duration::from_secs(1), ..test.settings.clone() };
    let db = Db::new(&settings).unwrap();
    let held = read(&db, &account(1)).await;
    let error = db.read(&account(2), Reads::One).await.err().unwrap();
    assert_eq!(error.code(), "TRY_AGAIN");
    drop(held);
    assert_runs_as(&mut read(&db, &account(2)).await, &account(2)).await;
}

#[tokio::test]
async fn a_crowd_shares_a_small_pool() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(3);
    let callers = (0..200_u32).map(|number| {
        let db = db.clone();
        tokio::spawn(async move {
            let principal = account(u128::from(number % 7) + 1);
            let reads = if number % 2 == 0 { Reads::One } else { Reads::Many };
            assert_runs_as(&mut db.read(&principal, reads).await.unwrap(), &principal).await;
        })
    });
    for caller in join_all(callers).await {
        caller.unwrap();
    }
    let connections = test
        .as_owner(
            "select from pg_stat_activity where usename = 'workgraph_api' and datname = current_database()",
        )
        .await;
    assert!(connections.len() <= 3, "{} connections", connections.len());
}

#[tokio::test]
async fn connections_that_died_while_idle_are_replaced() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(1);
    let kill = "select pg_terminate_backend(pid, 1000) from pg_stat_activity where usename like 'workgraph\\_%' \
                and datname = current_database()";
    for (before, after) in [(account(1), account(1)), (account(1), account(2))] {
        assert_runs_as(&mut read(&db, &before).await, &before).await;
        test.as_owner(kill).await;
        assert_runs_as(&mut read(&db, &after).await, &after).await;
        test.as_owner(kill).await;
        assert_runs_as(&mut db.read(&after, Reads::Many).await.unwrap(), &after).await;
        // The transaction ends off this path: wait until the connection is idle again.
        assert_runs_as(&mut read(&db, &after).await, &after).await;
        test.as_owner(kill).await;
        assert_runs_as(&mut db.write(&after).await.unwrap(), &after).await;
    }
}

#[tokio::test]
async fn a_connection_lost_inside_a_transaction_fails_and_is_not_used_again() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(1);
    let mut scope = db.write(&account(1)).await.unwrap();
    assert_runs_as(&mut scope, &account(1)).await;
    test.as_owner(
        "select pg_terminate_backend(pid, 1000) from pg_stat_activity where usename = 'workgraph_api' \
         and datname = current_database()",
    )
    .await;
    assert_eq!(text(&mut scope, "select 'x'").await.unwrap_err().code(), "TRY_AGAIN");
    assert_eq!(scope.commit().await.unwrap_err().code(), "INTERNAL_SERVER_ERROR");
    assert_runs_as(&mut read(&db, &account(2)).await, &account(2)).await;
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_stopped() {
    let test = Database::clone_of(Contents::Nothing).await;
    let settings = Settings { statement_timeout: Duration::from_millis(50), ..test.settings.clone() };
    let db = Db::new(&settings).unwrap();
    let error = text(&mut read(&db, &account(1)).await, "select pg_sleep(60)::text").await.unwrap_err();
    assert_eq!(error.code(), "TIMEOUT");
}

#[tokio::test]
async fn a_caller_cannot_become_more_than_it_is() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(1);
    for reads in [Reads::One, Reads::Many] {
        for role in ["service_role", "workgraph_worker", "postgres"] {
            let mut scope = db.read(&account(1), reads).await.unwrap();
            let error =
                text(&mut scope, &format!("select set_config('role', '{role}', false)")).await.unwrap_err();
            assert!(matches!(error.code(), "FORBIDDEN" | "BAD_USER_INPUT"), "{error:?}");
        }
        let mut scope = db.read(&account(1), reads).await.unwrap();
        assert_eq!(
            text(&mut scope, "select hash from auth.refresh_tokens").await.unwrap_err().code(),
            "FORBIDDEN"
        );
    }
}

#[tokio::test]
async fn a_read_scope_cannot_write() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(1);
    for reads in [Reads::One, Reads::Many] {
        let mut scope = db.worker().read(reads).await.unwrap();
        let insert = Statement::new("insert into auth.users (email) values ('a@example.org')");
        assert_eq!(scope.execute(insert).await.unwrap_err().code(), "INTERNAL_SERVER_ERROR");
    }
    assert!(test.as_owner("select from auth.users").await.is_empty());
}

#[tokio::test]
async fn a_write_counts_only_if_it_is_committed() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(1);
    let insert = |email: &str| Statement::new("insert into auth.users (email) values ($1)").bind(email);
    let mut scope = db.worker().write().await.unwrap();
    scope.execute(insert("dropped@example.org")).await.unwrap();
    drop(scope);
    let mut scope = db.worker().write().await.unwrap();
    scope.execute(insert("swallowed@example.org")).await.unwrap();
    assert!(scope.execute(insert("swallowed@example.org")).await.is_err());
    assert!(scope.commit().await.is_err());
    let mut scope = db.worker().write().await.unwrap();
    scope.execute(insert("kept@example.org")).await.unwrap();
    scope.commit().await.unwrap();
    let mut scope = db.worker().write().await.unwrap();
    let error = scope.execute(insert("Kept@example.org")).await.unwrap_err();
    assert_eq!((error.code(), error.extensions()["field"].as_str()), ("UNIQUE_VIOLATION", Some("email")));
    let emails = test.as_owner("select email from auth.users").await;
    assert_eq!(emails.iter().map(|row| row.get::<String, _>(0)).collect::<Vec<_>>(), ["kept@example.org"]);
}

#[tokio::test]
async fn an_operation_that_met_a_deadlock_runs_again() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(1);
    test.as_owner("insert into auth.users (email) values ('a'), ('b') returning id").await;
    let (both_hold_one, attempts) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
    let tasks = [["a", "b"], ["b", "a"]].map(|order| {
        let (db, both_hold_one, attempts) = (db.clone(), both_hold_one.clone(), attempts.clone());
        // Spawned, which proves that such a future may move between threads.
        tokio::spawn(async move {
            let rename =
                Statement::new("update auth.users set display_name = display_name || 'x' where email = $1");
            let run = async |mut scope: WriteScope| {
                let is_first = attempts.fetch_add(1, Ordering::SeqCst) < 2;
                assert_eq!(scope.execute(rename.clone().bind(order[0])).await?, 1);
                if is_first {
                    both_hold_one.wait().await;
                }
                assert_eq!(scope.execute(rename.clone().bind(order[1])).await?, 1);
                scope.commit_with(()).await
            };
            db.worker().transact(run).await
        })
    });
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(attempts.load(Ordering::SeqCst), 3);
    assert_eq!(test.as_owner("select from auth.users where display_name = 'xx'").await.len(), 2);
}

#[tokio::test]
async fn an_operation_that_never_succeeds_gives_up() {
    let test = Database::clone_of(Contents::Nothing).await;
    let attempts = AtomicUsize::new(0);
    let door = test.db(1).scope(&account(1));
    let result = door
        .transact(async |_scope| {
            attempts.fetch_add(1, Ordering::SeqCst);
            Err::<Committed<()>, _>(Error::try_again("Not now."))
        })
        .await;
    assert_eq!(result.unwrap_err().code(), "TRY_AGAIN");
    assert_eq!(attempts.into_inner(), 5);
}

#[tokio::test]
async fn seaorm_uses_a_scope_as_its_connection() {
    use entity::auth::users;
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(1);
    let recorder = Recorder::default();
    let mut watch = Watch::default();
    watch.recorder = Some(recorder.clone());
    let scope = db.worker().watched(watch).write().await.unwrap();
    let ada = users::ActiveModel {
        email: Set("ada@example.org".to_owned()),
        display_name: Set("Ada".to_owned()),
        ..Default::default()
    };
    let ada = ada.insert(&scope).await.unwrap();
    let mut renamed: users::ActiveModel = ada.clone().into();
    renamed.display_name = Set("Ada L.".to_owned());
    renamed.update(&scope).await.unwrap();
    let twice = users::ActiveModel { email: Set("ADA@example.org".to_owned()), ..Default::default() };
    scope.commit().await.unwrap();
    assert_eq!(recorder.take().len(), 2);

    let scope = db.worker().read(Reads::One).await.unwrap();
    let found =
        users::Entity::find().filter(users::Column::Email.eq("ada@example.org")).one(&scope).await.unwrap();
    assert_eq!(found.map(|user| (user.id, user.display_name)), Some((ada.id, "Ada L.".to_owned())));
    drop(scope);

    let scope = db.worker().write().await.unwrap();
    let error = Error::from(twice.insert(&scope).await.unwrap_err());
    assert_eq!(error.code(), "UNIQUE_VIOLATION");
}

#[tokio::test]
async fn prepared_statements_stay_within_their_bound() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = Db::new(&Settings { api_size: 1, prepared_max: 10, ..test.settings.clone() }).unwrap();
    for number in 0..50 {
        let mut scope = read(&db, &account(1)).await;
        text(&mut scope, &format!("select 'statement {number}'")).await.unwrap();
    }
    let count =
        text(&mut read(&db, &account(1)).await, "select count(*)::text from pg_prepared_statements").await;
    assert_eq!(count.unwrap(), "10");
}

#[tokio::test]
async fn behind_a_transaction_pooler_nothing_outlives_a_transaction() {
    let test = Database::clone_of(Contents::Nothing).await;
    let settings = Settings { api_size: 1, transaction_pooler: true, ..test.settings.clone() };
    let db = Db::new(&settings).unwrap();
    for number in [1, 2, 1] {
        assert_runs_as(&mut read(&db, &account(number)).await, &account(number)).await;
    }
    let mut scope = read(&db, &account(1)).await;
    assert_eq!(text(&mut scope, "select current_setting('statement_timeout')").await.unwrap(), "15s");
    assert_eq!(
        text(&mut scope, "select count(*)::text from pg_prepared_statements where not from_sql")
            .await
            .unwrap(),
        "0"
    );
}

#[tokio::test]
async fn closing_waits_for_scopes_and_refuses_new_ones() {
    let test = Database::clone_of(Contents::Nothing).await;
    let db = test.db(2);
    drop(read(&db, &account(1)).await);
    db.close().await;
    assert_eq!(db.read(&account(1), Reads::One).await.err().unwrap().code(), "TRY_AGAIN");
    let left =
        "select from pg_stat_activity where usename like 'workgraph\\_%' and datname = current_database()";
    test.until_rows(left, 0).await;
}
