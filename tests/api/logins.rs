//! The logins of the server are made from the owner's URL.

use futures::future::join_all;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;
use workgraph::db::logins;

use crate::support::{Contents, Database};

/// A role of its own: those of the server are shared by all tests.
async fn role(test: &Database) -> &'static str {
    let role = format!("login_{}", Uuid::new_v4().simple());
    test.as_owner(&format!("create role {role}")).await;
    Box::leak(role.into_boxed_str())
}

#[tokio::test]
async fn nodes_that_start_together_agree_on_a_login() {
    let test = Database::clone_of(Contents::Nothing).await;
    let role = role(&test).await;
    let nodes = (0..6).map(|_| async { logins::prepare(&test.settings.owner_url, role).await.unwrap() });
    let urls = join_all(nodes).await;
    assert!(urls.iter().all(|url| *url == urls[0]));
    PgConnection::connect(&urls[0]).await.unwrap().close().await.unwrap();
    test.as_owner(&format!("drop role {role}")).await;
}

#[tokio::test]
async fn a_login_that_works_is_left_alone() {
    let test = Database::clone_of(Contents::Nothing).await;
    let role = role(&test).await;
    logins::prepare(&test.settings.owner_url, role).await.unwrap();
    let row_version = format!("select xmin::text from pg_authid where rolname = '{role}'");
    let before: String = sqlx::Row::get(&test.as_owner(&row_version).await[0], 0);
    logins::prepare(&test.settings.owner_url, role).await.unwrap();
    let after: String = sqlx::Row::get(&test.as_owner(&row_version).await[0], 0);
    assert_eq!(before, after);
    test.as_owner(&format!("drop role {role}")).await;
}

#[tokio::test]
async fn a_role_that_is_missing_is_said_to_be() {
    let test = Database::clone_of(Contents::Nothing).await;
    let error = logins::prepare(&test.settings.owner_url, "nobody_here").await.unwrap_err();
    assert!(format!("{error:#}").contains("run the migrations first"), "{error:#}");
}
