//! The private PostgreSQL: it goes when its server goes, however that ends.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use sqlx::{Connection, PgConnection};

use crate::support::{Directory, stderr};

#[test]
fn a_server_told_to_stop_stops_its_postgresql() {
    let directory = Directory::new();
    let server = directory.serve();
    assert!(server.first_line.contains("http://127.0.0.1:"), "{}", server.first_line);
    assert!(directory.0.join("postgres/data/postmaster.pid").exists());
    assert!(server.terminate());
    assert!(!directory.0.join("postgres/data/postmaster.pid").exists());
}

#[test]
fn after_a_kill_the_next_server_starts_with_the_same_data() {
    let directory = Directory::new();
    directory.serve().kill();
    let password = fs::read(directory.0.join("postgres/password")).unwrap();
    let server = directory.serve();
    assert!(server.first_line.contains("http://"));
    assert_eq!(fs::read(directory.0.join("postgres/password")).unwrap(), password);
    assert!(server.terminate());
}

#[test]
fn a_stale_process_id_does_not_keep_the_directory_locked() {
    let directory = Directory::new();
    directory.serve().terminate();
    let data = directory.0.join("postgres/data");
    // Ours is certainly alive, and certainly not PostgreSQL.
    let stale = format!("{}\n{}\n1700000000\n1\n\n\n\nready\n", std::process::id(), data.display());
    fs::write(data.join("postmaster.pid"), stale).unwrap();
    assert!(directory.serve().terminate());
}

#[test]
fn a_second_server_is_told_that_the_directory_is_in_use_and_a_command_joins_the_first() {
    let directory = Directory::new();
    let _server = directory.serve();
    let second = directory.run(&["serve"]);
    assert!(!second.status.success());
    assert!(stderr(&second).contains("is in use by another workgraph server"), "{}", stderr(&second));
    assert!(directory.run(&["migrate", "status"]).status.success());
}

#[test]
fn an_interrupted_first_start_is_made_good_by_the_next() {
    let directory = Directory::new();
    fs::create_dir_all(directory.0.join("postgres/data.unfinished/base")).unwrap();
    give_away(&directory.0.join("postgres"));
    assert!(directory.serve().terminate());
    assert!(!directory.0.join("postgres/data.unfinished").exists());
}

#[test]
fn a_cluster_of_another_version_is_refused_with_both_versions() {
    let directory = Directory::new();
    let data = directory.0.join("postgres/data");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("PG_VERSION"), "12\n").unwrap();
    give_away(&directory.0.join("postgres"));
    let text = stderr(&directory.run(&["serve"]));
    assert!(text.contains("was made by PostgreSQL 12, but"), "{text}");
    assert!(text.contains("WORKGRAPH_PG_BIN"), "{text}");
}

#[tokio::test]
async fn a_throwaway_database_is_gone_when_its_process_is_killed() {
    let directory = Directory::new();
    let print_url_and_wait = ["postgres", "--", "sh", "-c", "echo $DATABASE_URL; read -r _"];
    let mut process =
        directory.command(&print_url_and_wait).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut url = String::new();
    BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut url).unwrap();
    let mut connection = PgConnection::connect(url.trim()).await.unwrap();
    let data: String = sqlx::query_scalar("show data_directory").fetch_one(&mut connection).await.unwrap();
    let home = Path::new(&data).parent().unwrap();
    let lock = File::open(home.join("cluster.lock")).unwrap();
    process.kill().unwrap();
    process.wait().unwrap();
    // Free when the keeper has done its work.
    lock.lock().unwrap();
    assert!(!home.exists());
}

/// As root, a directory made by a test has to be given to the user that PostgreSQL runs as.
pub fn give_away(folder: &Path) {
    use nix::unistd::{User, geteuid};
    if geteuid().is_root() {
        let user = |name| User::from_name(name).ok().flatten();
        let owner = user("postgres").or_else(|| user("nobody")).unwrap().uid.as_raw();
        std::os::unix::fs::chown(folder, Some(owner), None).unwrap();
    }
}
