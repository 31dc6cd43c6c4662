//! A PostgreSQL of a test's own, and a streaming standby of it, for what cannot be done to the one that all tests share.
//!
//! Both go away with these values, and also if the test is killed.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child as Process, Command, Stdio};
use std::time::Duration;

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _};
use url::Url;
use uuid::Uuid;
use workgraph::config::Config;
use workgraph::db::embedded::binaries::Binaries;
use workgraph::db::embedded::child::Child;
use workgraph::db::embedded::{Embedded, Settings};

/// A replay that waits so long for a query ends it.
const PATIENCE: &str = "100ms";
/// $1 pg_ctl, $2 the folder.
const KEEPER: &str = r#"read -r _; "$1" stop -s -w -m immediate -D "$2/data" >/dev/null 2>&1; rm -rf "$2""#;

/// A server with nothing in it.
pub struct Cluster(Embedded);

impl Cluster {
    pub async fn start() -> Self {
        Self(blocking(|| Embedded::throwaway(&settings()).unwrap()).await)
    }

    /// Its owner's URL.
    pub fn url(&self) -> String {
        self.0.url().to_owned()
    }
}

/// A standby, which follows its primary while it runs.
pub struct Standby {
    folder: PathBuf,
    port: u16,
    /// As the owner, to a database that nobody else uses.
    url: String,
    pg_ctl: PathBuf,
    child: Child,
    keeper: Process,
}

impl Standby {
    /// A copy of a running server, which follows it from then on.
    pub async fn of(primary: &Cluster) -> Self {
        let primary = primary.url();
        let standby = blocking(move || Self::copy(&primary)).await;
        standby.start().await;
        standby
    }

    fn copy(primary: &str) -> Self {
        let parent = std::env::temp_dir();
        let child = Child::choose(&parent).unwrap();
        let binaries = Binaries::find(&settings(), &child, None).unwrap();
        let folder = parent.join(format!("workgraph-standby-{}", Uuid::new_v4().simple()));
        fs::create_dir(&folder).unwrap();
        child.give(&folder).unwrap();
        let pg_ctl = binaries.tool("pg_ctl");
        let mut keeper = child.command("sh".as_ref());
        keeper.args(["-c", KEEPER, "keeper"]).arg(&pg_ctl).arg(&folder);
        keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let keeper = keeper.spawn().unwrap();
        let mut copy = child.command(&binaries.tool("pg_basebackup"));
        copy.arg("--pgdata").arg(folder.join("data")).arg("--dbname").arg(primary);
        copy.args(["--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast", "--no-sync"]);
        child.run(&mut copy).unwrap();
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        // The copy finds its settings beside itself, as the original does.
        let conf = format!(
            "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = ''\nmax_connections = 100\n\
             fsync = off\njit = off\nwal_retrieve_retry_interval = '100ms'\nmax_standby_streaming_delay = '{PATIENCE}'\n"
        );
        let settings = folder.join("workgraph.conf");
        fs::write(&settings, conf).unwrap();
        child.give(&settings).unwrap();
        let mut url = Url::parse(primary).unwrap();
        url.set_port(Some(port)).unwrap();
        Self { folder, port, url: url.into(), pg_ctl, child, keeper }
    }

    /// Returns once it takes connections.
    pub async fn start(&self) {
        let log = self.folder.join("log");
        self.control(move |command| {
            command.args(["start", "-s", "-w", "-l"]).arg(log);
        })
        .await;
    }

    pub async fn stop(&self) {
        self.control(|command| {
            command.args(["stop", "-s", "-w", "-m", "fast"]);
        })
        .await;
    }

    /// Where a database is on it. The login is somebody who does not exist.
    pub fn place(&self, database: &str) -> String {
        format!("postgres://nobody:nothing@127.0.0.1:{}/{database}", self.port)
    }

    /// Has it stand still, once it shows everything that the primary has written.
    pub async fn pause(&self, primary: &mut PgConnection) {
        self.follow(primary).await;
        self.run("select pg_wal_replay_pause()").await;
        self.until("select pg_get_wal_replay_pause_state() = 'paused'").await;
    }

    /// Has it go on.
    pub async fn resume(&self) {
        self.run("select pg_wal_replay_resume()").await;
    }

    /// Returns once it shows everything that the primary has written by now.
    pub async fn follow(&self, primary: &mut PgConnection) {
        // Written by a commit that is waited for, so that all before it has been sent as well.
        let sql = "set synchronous_commit = on; select pg_logical_emit_message(true, 'test', 'sent')";
        sqlx::raw_sql(sql).execute(&mut *primary).await.unwrap();
        let lsn = "select pg_current_wal_flush_lsn()::text";
        let lsn: String = sqlx::query_scalar(lsn).fetch_one(primary).await.unwrap();
        self.until(&format!("select pg_last_wal_replay_lsn() >= '{lsn}'")).await;
    }

    /// Returns once this holds there. A standby tells nobody how far it is.
    pub async fn until(&self, sql: &str) {
        let mut connection = self.connect().await;
        for _ in 0..1000 {
            let sql = AssertSqlSafe(sql.to_owned());
            if sqlx::query_scalar::<_, bool>(sql).fetch_one(&mut connection).await.unwrap() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the standby never came to: {sql}");
    }

    pub async fn run(&self, sql: &str) {
        let mut connection = self.connect().await;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
    }

    async fn connect(&self) -> PgConnection {
        PgConnection::connect(&self.url).await.unwrap()
    }

    async fn control(&self, arguments: impl FnOnce(&mut Command)) {
        let mut command = self.child.command(&self.pg_ctl);
        arguments(&mut command);
        command.arg("-D").arg(self.folder.join("data"));
        // What it starts must not hold a pipe of ours.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let status = blocking(move || command.status().unwrap()).await;
        assert!(status.success(), "pg_ctl: {status}; {}", log(&self.folder));
    }
}

impl Drop for Standby {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

fn settings() -> Settings {
    Config::from_env().unwrap().database.embedded
}

fn log(folder: &Path) -> String {
    fs::read_to_string(folder.join("log")).unwrap_or_default()
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}
