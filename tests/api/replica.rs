//! Queries from a replica, which is a streaming standby of a PostgreSQL of the test's own. It is made to stand still, so that
//! what it shows is told from what the primary has.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use sqlx::postgres::PgConnection;
use workgraph::auth::Principal;
use workgraph::db::{self, Db, Mark, Reads, ReplicaSettings, Statement, logins};

use crate::support::make::row_id;
use crate::support::{ADA, BEN, CHLOE, Client, Cluster, Contents, Database, IRIS, Lines, Standby, TestApp};

/// A server over a cluster of its own, and what it reads from.
struct Scene {
    app: TestApp,
    ada: Client,
    standby: Standby,
    primary: PgConnection,
    _cluster: Cluster,
}

impl Scene {
    async fn new(lag_max: Duration) -> Self {
        let cluster = Cluster::start().await;
        let mut database = Database::on(cluster.url(), Contents::Demo).await;
        let standby = Standby::of(&cluster).await;
        let primary = database.connect().await;
        let url = logins::elsewhere(&database.settings.api_url, &standby.place(&database.name)).unwrap();
        database.settings.replica = Some(ReplicaSettings { url, lag_max });
        let app = TestApp::on(database, |_| ()).await;
        let ada = app.client(&ADA);
        Self { app, ada, standby, primary, _cluster: cluster }
    }

    /// Returns once queries are read from the replica.
    async fn used(&self) {
        self.until("used", async || {
            title(&self.ada).await;
            self.app.app.db.replica_is_used().unwrap()
        })
        .await;
    }

    async fn until(&self, what: &str, mut holds: impl AsyncFnMut() -> bool) {
        for _ in 0..1000 {
            if holds().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the replica is never {what}");
    }

    /// Has the standby stand still with this title, and writes another.
    async fn part(&mut self, old: &str, new: &str) -> String {
        self.rename(old).await;
        self.standby.pause(&mut self.primary).await;
        self.rename(new).await
    }

    /// Gives the cursor.
    async fn rename(&self, title: &str) -> String {
        let answer = self.ada.run(&rename(title)).await;
        answer["internalTaskUpdate"]["cursor"].as_str().unwrap().to_owned()
    }

    /// What a replica must show now.
    fn mark(&self) -> Mark {
        self.app.app.streams.mark(None).unwrap()
    }
}

fn question() -> String {
    format!("{{ internalTask(id: \"{}\") {{ title }} }}", row_id(1201, 7))
}

fn rename(title: &str) -> String {
    let id = row_id(1201, 7);
    format!(
        "mutation {{ internalTaskUpdate(id: \"{id}\", input: {{title: \"{title}\"}}) {{ cursor internalTask {{ title }} }} }}"
    )
}

async fn title(client: &Client) -> String {
    client.run(&question()).await["internalTask"]["title"].as_str().unwrap().to_owned()
}

async fn title_at_least(client: &Client, cursor: &str) -> String {
    let body = json!({ "query": question() });
    let answer = client.send(&body, &[("workgraph-at-least", cursor)]).await;
    answer["internalTask"]["title"].as_str().unwrap().to_owned()
}

fn ada() -> Principal {
    Principal::Account { account_id: ADA.id, session_id: None, expires_at: chrono::DateTime::UNIX_EPOCH }
}

#[tokio::test]
async fn queries_alone_are_read_from_the_replica_and_show_the_write_that_they_name() {
    // What stands still is never too old.
    let mut scene = Scene::new(Duration::from_secs(3600)).await;
    scene.used().await;
    let cursor = scene.part("old", "new").await;

    assert_eq!(title(&scene.ada).await, "old");
    assert_eq!(title_at_least(&scene.ada, &cursor).await, "new");
    assert_eq!(title(&scene.ada).await, "old", "one write that it does not have is no reason to leave it");
    let mut socket = scene.ada.subscribe(&question()).await;
    assert_eq!(socket.next().await["title"], "old");

    let payload = scene.ada.run(&rename("newer")).await;
    assert_eq!(payload["internalTaskUpdate"]["internalTask"]["title"], "newer");
    let mut live = scene.ada.subscribe(&format!("subscription {{ live {} }}", question())).await;
    assert_eq!(live.next().await["internalTask"]["title"], "newer");
    let snapshot = "subscription { internalTaskChanged(snapshot: true, filter: { title: { eq: \"newer\" } }) \
                    { kind internalTask { title } } }";
    assert_eq!(scene.ada.subscribe(snapshot).await.next().await["internalTask"]["title"], "newer");
    assert_eq!(title(&scene.ada).await, "old");

    each_sees_there_what_is_theirs(&scene).await;
    a_session_that_has_ended_is_refused(&scene).await;
    scopes_ask_behind_a_pooler_as_well(&scene).await;
    a_query_that_is_cut_off_is_answered_by_the_primary(&mut scene).await;
    a_right_that_was_withdrawn_is_gone(&mut scene).await;
}

/// Nobody can read the table at the primary, so that whoever gets an answer has it from the replica.
async fn each_sees_there_what_is_theirs(scene: &Scene) {
    let count = "{ internalTasks { totalCount } viewer { account { email } } }";
    let mut owner = scene.app.database.connect().await;
    let lock = "begin; lock table internal.tasks in access exclusive mode";
    sqlx::raw_sql(lock).execute(&mut owner).await.unwrap();
    let iris = scene.app.client(&IRIS);
    for _ in 0..3 {
        let of_ada = scene.ada.run(count).await;
        assert!(of_ada["internalTasks"]["totalCount"].as_i64() > Some(0));
        assert_eq!(of_ada["viewer"]["account"]["email"], *ADA.email);
        let of_iris = iris.run(count).await;
        assert_eq!(of_iris["internalTasks"]["totalCount"], 0);
        assert_eq!(of_iris["viewer"]["account"]["email"], *IRIS.email);
    }
    sqlx::raw_sql("rollback").execute(&mut owner).await.unwrap();
}

/// The replica still has the session.
async fn a_session_that_has_ended_is_refused(scene: &Scene) {
    let chloe = scene.app.client(&CHLOE);
    assert_eq!(title(&chloe).await, "old");
    assert_eq!(chloe.run("mutation { signOut { signedOut } }").await["signOut"]["signedOut"], true);
    assert_eq!(chloe.run(&question()).await.code(), "UNAUTHENTICATED");
}

/// Where each transaction may run on another server, none is believed to be on the one of the last.
async fn scopes_ask_behind_a_pooler_as_well(scene: &Scene) {
    let settings = &scene.app.database.settings;
    let settings = db::Settings { api_size: 1, transaction_pooler: true, ..settings.clone() };
    let db = Db::new(&settings).unwrap();
    let (door, mark) = (db.scope(&ada()), scene.mark());
    scene.until("used by transactions", async || door.read_replica(Reads::One, &mark).await.is_some()).await;
    for reads in [Reads::One, Reads::Many] {
        let mut scope = door.read_replica(reads, &mark).await.unwrap();
        let sql = "select title from internal.tasks where title in ('old', 'new', 'newer')";
        let row = scope.fetch_optional(Statement::new(sql)).await.unwrap().unwrap();
        assert_eq!(sqlx::Row::get::<String, _>(&row, 0), "old");
        drop(scope);
        let beyond = Mark { tick: i64::MAX, ..mark };
        assert!(door.read_replica(reads, &beyond).await.is_none());
    }
    let elsewhere = Mark { log: (mark.log.0, mark.log.1 + 1, mark.log.2), ..mark };
    assert!(door.read_replica(Reads::One, &elsewhere).await.is_none());
    assert_eq!(db.replica_is_used(), Some(false), "a server with another log is left alone");
    db.close().await;
}

/// A lock that the standby has replayed, and its end not yet, holds the query up there until it is cut off.
async fn a_query_that_is_cut_off_is_answered_by_the_primary(scene: &mut Scene) {
    scene.standby.resume().await;
    scene.standby.follow(&mut scene.primary).await;
    scene.used().await;
    let mut owner = scene.app.database.connect().await;
    let lock = "begin; lock table internal.tasks in access exclusive mode";
    sqlx::raw_sql(lock).execute(&mut owner).await.unwrap();
    scene.standby.pause(&mut scene.primary).await;
    sqlx::raw_sql("commit").execute(&mut owner).await.unwrap();
    let held = "select count(*) = 1 from pg_stat_activity where wait_event_type = 'Lock' and usename = 'workgraph_api'";
    let cut = "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'";
    let (answer, ()) = tokio::join!(title(&scene.ada), async {
        scene.standby.until(held).await;
        scene.standby.run(cut).await;
    });
    assert_eq!(answer, "newer");
    assert_eq!(scene.app.app.db.replica_is_used(), Some(false));

    // What stands in the way of replay is cancelled, which is the replica's own affair.
    scene.standby.resume().await;
    scene.standby.follow(&mut scene.primary).await;
    scene.used().await;
    let (db, mark) = (&scene.app.app.db, scene.mark());
    let mut scope = db.scope(&ada()).read_replica(Reads::One, &mark).await.unwrap();
    let slow = Statement::new("select pg_sleep(60) from internal.tasks limit 1");
    let (answer, ()) = tokio::join!(scope.fetch(slow), async {
        scene.standby.until("select count(*) = 1 from pg_stat_activity where wait_event = 'PgSleep'").await;
        sqlx::raw_sql(lock).execute(&mut owner).await.unwrap();
        sqlx::raw_sql("commit").execute(&mut owner).await.unwrap();
    });
    let error = answer.unwrap_err();
    assert_eq!(error.code(), "TRY_AGAIN");
    assert!(db.replica_failed(&error) && db.replica_is_used() == Some(false));
    scene.used().await;
}

/// The replica still has the membership, and this server knows better.
async fn a_right_that_was_withdrawn_is_gone(scene: &mut Scene) {
    let ben = scene.app.client(&BEN);
    scene.part("seen", "unseen").await;
    assert_eq!(title(&ben).await, "seen");
    let suspend = format!(
        "update internal.team_members set status = 'suspended' where user_id = '{}' returning 1",
        BEN.id
    );
    assert_eq!(scene.app.as_owner(&suspend).await.len(), 1);
    scene.app.settled().await;
    assert_eq!(ben.run(&question()).await["internalTask"], Value::Null);
    scene.standby.resume().await;
    scene.standby.follow(&mut scene.primary).await;
    scene.standby.pause(&mut scene.primary).await;
    scene.rename("later").await;
    assert_eq!(title(&scene.ada).await, "unseen", "once the replica has it, it is read from again");
}

#[tokio::test]
async fn a_replica_that_is_late_or_gone_is_left_alone_until_it_is_back() {
    let mut scene = Scene::new(Duration::from_millis(500)).await;
    let place = scene.standby.place(&scene.app.database.name);
    scene.used().await;
    scene.part("old", "new").await;
    scene.until("too late", async || title(&scene.ada).await == "new").await;
    assert_eq!(scene.app.app.db.replica_is_used(), Some(false));
    doctor_says(&scene, &place, "warning", "ms behind, more than").await;
    assert_eq!(title(&scene.ada).await, "new");
    scene.standby.resume().await;
    scene.used().await;

    scene.standby.stop().await;
    for _ in 0..20 {
        assert_eq!(title(&scene.ada).await, "new");
    }
    assert_eq!(scene.app.app.db.replica_is_used(), Some(false));
    doctor_says(&scene, &place, "warning", "does not answer").await;
    scene.standby.start().await;
    scene.used().await;
    assert_eq!(title(&scene.ada).await, "new");
    let of_replica = scene.app.app.db.connections().find(|(login, ..)| *login == "replica");
    assert!(of_replica.is_some_and(|(_, busy, idle)| busy + idle > 0));

    doctor_says(&scene, &place, "ok", "a standby of this database").await;
    doctor_says(&scene, &scene.app.database.settings.owner_url, "warning", "takes writes").await;
    doctor_says(&scene, &scene.standby.place("postgres"), "failed", "another database").await;
}

/// The state and words of doctor's finding about the replica.
async fn doctor_says(scene: &Scene, place: &str, status: &str, words: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_workgraph"));
    command.arg("doctor").env("DATABASE_URL", &scene.app.database.settings.owner_url);
    command.env("DATABASE_REPLICA_URL", place).env("DATABASE_REPLICA_LAG_MS", "500");
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find(|line| line.contains(" replica: ")).unwrap_or_else(|| panic!("{text}"));
    assert!(line.starts_with(status) && line.contains(words), "{line}");
    assert_eq!(output.status.success(), status != "failed", "{text}");
}

/// A server over the database that all tests share, with this for a replica. Returns what it logs until it has tried.
async fn log_with_replica(url: impl FnOnce(&Database) -> String) -> String {
    let (lines, _guard) = Lines::keep();
    let mut database = Database::clone_of(Contents::Demo).await;
    let (url, lag_max) = (url(&database), Duration::from_secs(5));
    database.settings.replica = Some(ReplicaSettings { url, lag_max });
    let app = TestApp::on(database, |_| ()).await;
    let client = app.client(&ADA);
    let expected = title(&client).await;
    for _ in 0..1000 {
        assert_eq!(title(&client).await, expected);
        if lines.text().contains("the replica cannot be used") {
            assert_eq!(app.app.db.replica_is_used(), Some(false));
            return lines.text();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the replica was never tried: {}", lines.text());
}

#[tokio::test]
async fn a_server_starts_without_its_replica() {
    let log = log_with_replica(|_| "postgres://me:secret@127.0.0.1:1/work".to_owned()).await;
    assert!(log.contains("server=\"replica\"") && !log.contains("secret"), "{log}");
}

#[tokio::test]
async fn a_server_that_takes_writes_is_no_replica() {
    let log = log_with_replica(|database| database.settings.api_url.clone()).await;
    assert!(log.contains("it is not a replica"), "{log}");
}

#[tokio::test]
async fn without_a_replica_nothing_is_asked_of_one() {
    let app = TestApp::demo().await;
    assert_eq!((app.app.db.replica_is_used(), app.app.streams.mark(None)), (None, None));
    assert_eq!(app.app.db.connections().map(|(login, ..)| login).collect::<Vec<_>>(), ["api", "worker"]);
}
