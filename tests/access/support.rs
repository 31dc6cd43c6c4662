//! A database of its own for each test, in the server of `TEST_DATABASE_URL`.

use std::time::Duration;

use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use uuid::Uuid;
use workgraph::db::{Db, Settings, logins};

pub struct TestDb {
    owner: tokio::sync::Mutex<PgConnection>,
    pub settings: Settings,
    name: String,
}

impl TestDb {
    /// A database of its own with the roles and the tables of sign-in.
    pub async fn create() -> Self {
        #[expect(clippy::disallowed_methods, reason = "tests have no config")]
        let server = std::env::var("TEST_DATABASE_URL").expect("TEST_DATABASE_URL: an owner's URL");
        let name = format!("scope_{}", Uuid::new_v4().simple());
        let mut first = PgConnection::connect(&server).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(format!("create database {name}"))).execute(&mut first).await.unwrap();
        let mut url = url::Url::parse(&server).unwrap();
        url.set_path(&name);
        let url = String::from(url);
        let migrations = migration::connect(&url).await.unwrap();
        migration::up(&migrations, |_| ()).await.unwrap();
        migrations.close().await.unwrap();
        let api = logins::prepare(&url, logins::API).await.unwrap();
        let worker = logins::prepare(&url, logins::WORKER).await.unwrap();
        let owner = PgConnection::connect(&url).await.unwrap().into();
        Self { owner, settings: Settings::new(api, worker, url), name }
    }

    pub fn db(&self, size: usize) -> Db {
        Db::new(&Settings { api_size: size, ..self.settings.clone() }).unwrap()
    }

    pub async fn as_owner(&self, sql: &str) -> Vec<PgRow> {
        sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *self.owner.lock().await).await.unwrap()
    }

    async fn statements_running(&self, like: &str) -> usize {
        let sql = "select from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()";
        self.as_owner(&format!("{sql} and datname = '{}' and query like '{like}'", self.name)).await.len()
    }

    pub async fn until_running(&self, like: &str, expected: usize) {
        for _ in 0..500 {
            if self.statements_running(like).await == expected {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("never {expected} statements like {like}");
    }
}
