//! `/readyz` says whether the database is one that this version can serve.

use serde_json::Value;

use crate::support::{Directory, Server};

/// Whether the server is ready, and what it says of the database's migrations.
async fn readiness(server: &Server) -> (bool, Value) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let response = reqwest::get(format!("http://{}/readyz", server.address())).await.unwrap();
    let status = response.status().as_u16();
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["ready"], status == 200, "{body:#}");
    (status == 200, body["checks"]["migrations"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_ready_for_a_database_of_its_version_and_of_a_later_one_and_not_of_an_earlier_one() {
    let directory = Directory::new();
    let server = directory.serve();
    assert_eq!(readiness(&server).await, (true, "ok".into()));
    assert!(directory.run(&["migrate", "down", "1"]).status.success());
    assert_eq!(readiness(&server).await, (false, "failed".into()));
    assert!(directory.run(&["migrate", "up"]).status.success());
    assert_eq!(readiness(&server).await, (true, "ok".into()));

    let later = "insert into public.seaql_migrations values ('m20990101_000001_later', 1)";
    sqlx::raw_sql(later).execute(&mut directory.owner().await).await.unwrap();
    assert_eq!(readiness(&server).await, (true, "ok".into()));
    assert!(server.terminate());
    // A node of the old version that starts while the new one is on its way.
    let server = directory.serve();
    assert_eq!(readiness(&server).await, (true, "ok".into()));
    let (is_in_order, log) = server.terminate_with_log();
    assert!(is_in_order && log.contains("m20990101_000001_later"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_lacks_any_migration_of_this_version_is_an_earlier_one() {
    let directory = Directory::new();
    let server = directory.serve();
    // Of what is listed only: nothing else is missing.
    let first = "delete from public.seaql_migrations where version like '%auth'";
    sqlx::raw_sql(first).execute(&mut directory.owner().await).await.unwrap();
    assert_eq!(readiness(&server).await, (false, "failed".into()));
    let (_, log) = server.terminate_with_log();
    assert!(log.contains("the database lacks migrations: m20261120_000001_auth"), "{log}");
}
