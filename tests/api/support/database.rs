//! A database of its own for each test: a clone of a template in the server of `TEST_DATABASE_URL`.
//!
//! Migrating takes seconds, cloning a fraction of one. A template's name holds a hash of what it is made from, so that a
//! changed migration makes a new one; whoever needs it first makes it, under a lock, since tests run in several processes.
//! A clone goes away with its test. What killed runs left behind goes when the next template is made.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use uuid::Uuid;
use workgraph::db::{Db, Settings, logins};

/// What a new database holds beside its tables.
#[derive(Debug, Clone, Copy)]
pub enum Contents {
    /// No rows.
    Nothing,
    /// The demo data.
    Demo,
}

/// A database that goes away with this value.
pub struct Database {
    pub settings: Settings,
    pub name: String,
    server: String,
    owner: tokio::sync::Mutex<PgConnection>,
}

impl Database {
    pub async fn clone_of(contents: Contents) -> Self {
        Self::on(server_url(), contents).await
    }

    /// In a server of the test's own.
    pub async fn on(server_url: String, contents: Contents) -> Self {
        let mut server = PgConnection::connect(&server_url).await.unwrap();
        let template = template(&mut server, &server_url, contents).await;
        let name = format!("workgraph_test_{}", Uuid::new_v4().simple());
        run(&mut server, &format!("create database {name} template {template}")).await;
        mark(&mut server, &name).await;
        let url = url_of(&server_url, &name);
        let api = logins::prepare(&url, logins::API).await.unwrap();
        let worker = logins::prepare(&url, logins::WORKER).await.unwrap();
        let owner = PgConnection::connect(&url).await.unwrap().into();
        Self { settings: Settings::new(api, worker, url), name, server: server_url, owner }
    }

    /// Scopes over so many connections.
    pub fn db(&self, size: usize) -> Db {
        Db::new(&Settings { api_size: size, ..self.settings.clone() }).unwrap()
    }

    /// Runs a statement past all policies, as a person with psql would.
    pub async fn as_owner(&self, sql: &str) -> Vec<PgRow> {
        sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *self.owner.lock().await).await.unwrap()
    }

    /// A connection of its own, as the owner.
    pub async fn connect(&self) -> PgConnection {
        PgConnection::connect(&self.settings.owner_url).await.unwrap()
    }

    /// Runs a script that may be refused; then its error's text.
    pub async fn try_as_owner(&self, sql: &str) -> Result<(), String> {
        let done = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *self.owner.lock().await).await;
        done.map(drop).map_err(|error| error.to_string())
    }

    /// Runs a script.
    pub async fn as_owner_all(&self, sql: &'static str) {
        sqlx::raw_sql(sql).execute(&mut *self.owner.lock().await).await.unwrap();
    }

    /// Returns once so many statements like this are running.
    pub async fn until_running(&self, like: &str, expected: usize) {
        let sql = format!(
            "select from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() \
             and datname = '{}' and query like '{like}'",
            self.name
        );
        self.until_rows(&sql, expected).await;
    }

    /// Returns once a query has so many rows. For what PostgreSQL does in its own time, such as ending the process of a
    /// connection that has been closed.
    pub async fn until_rows(&self, sql: &str, expected: usize) {
        for _ in 0..1000 {
            if self.as_owner(sql).await.len() == expected {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("never {expected} rows: {sql}");
    }
}

impl Drop for Database {
    /// On a thread of its own: the test's runtime may be the one that is ending. It stands still meanwhile, and with it a
    /// connection that it was about to open, for which PostgreSQL would wait a minute before it drops anything: then the
    /// database is left to the next run.
    fn drop(&mut self) {
        let sql = format!("drop database if exists {} with (force)", self.name);
        let url = std::mem::take(&mut self.server);
        let dropping = std::thread::spawn(move || {
            block_on(async {
                let mut server = PgConnection::connect(&url).await?;
                sqlx::raw_sql("set statement_timeout = '3s'").execute(&mut server).await?;
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut server).await?;
                server.close().await
            })
        });
        if let Err(error) = dropping.join().expect("the thread ends by itself") {
            eprintln!("a test database stays: {error}");
        }
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn server_url() -> String {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
    std::env::var("TEST_DATABASE_URL").expect("TEST_DATABASE_URL: an owner's URL; `make test` sets it")
}

fn url_of(server: &str, database: &str) -> String {
    let mut url = url::Url::parse(server).unwrap();
    url.set_path(database);
    url.into()
}

async fn run(connection: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(connection).await.unwrap();
}

async fn exists(server: &mut PgConnection, database: &str) -> bool {
    let found = sqlx::query("select from pg_database where datname = $1").bind(database);
    found.fetch_optional(server).await.unwrap().is_some()
}

/// The name of the template, which is made if it is not there.
async fn template(server: &mut PgConnection, server_url: &str, contents: Contents) -> String {
    let name = match contents {
        Contents::Nothing => format!("workgraph_test_empty_{}", hash_of_migrations()),
        // Its times are relative to its loading, so yesterday's will not do.
        Contents::Demo => format!("workgraph_test_demo_{}_{}", hash_of_migrations(), today(server).await),
    };
    if exists(server, &name).await {
        return name;
    }
    run(server, "select pg_advisory_lock(hashtext('workgraph test template'))").await;
    if !exists(server, &name).await {
        drop_left_overs(server).await;
        make_template(server, server_url, &name, contents).await;
    }
    run(server, "select pg_advisory_unlock(hashtext('workgraph test template'))").await;
    name
}

/// Under another name until it is complete.
async fn make_template(server: &mut PgConnection, server_url: &str, name: &str, contents: Contents) {
    let unfinished = format!("{name}_new");
    run(server, &format!("drop database if exists {unfinished} with (force)")).await;
    run(server, &format!("create database {unfinished}")).await;
    let owner = migration::connect(&url_of(server_url, &unfinished)).await.unwrap();
    migration::up(&owner, |_| ()).await.unwrap();
    if let Contents::Demo = contents {
        migration::demo::demo(&owner, |_| ()).await.unwrap();
    }
    owner.close().await.unwrap();
    mark(server, &unfinished).await;
    run(server, &format!("alter database {unfinished} rename to {name}")).await;
}

async fn today(server: &mut PgConnection) -> String {
    let sql = "select to_char(now(), 'YYYYMMDD')";
    sqlx::query_scalar(sql).fetch_one(server).await.unwrap()
}

/// Notes when a database was made.
async fn mark(server: &mut PgConnection, database: &str) {
    let sql = format!("do $$ begin execute format('comment on database {database} is %L', now()); end $$");
    run(server, &sql).await;
}

/// Databases of runs that ended long ago. One that is in use stays.
async fn drop_left_overs(server: &mut PgConnection) {
    let sql = "select datname from pg_database \
               where datname like 'workgraph\\_test\\_%' \
                 and shobj_description(oid, 'pg_database')::timestamptz < now() - interval '1 day'";
    let names: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut *server).await.unwrap();
    for name in names {
        let sql = format!("drop database if exists {name}");
        let _ = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *server).await;
    }
}

/// Of everything that a template is made from.
fn hash_of_migrations() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migration");
    let mut files = Vec::new();
    for folder in ["sql", "src"] {
        collect(&root.join(folder), &mut files);
    }
    files.sort();
    let mut hasher = Sha256::new();
    for file in files {
        hasher.update(std::fs::read(file).unwrap());
    }
    hasher.finalize()[..6].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
