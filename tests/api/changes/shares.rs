//! How often a row is read for those who follow it.

use super::Follower;
use crate::support::make::row_id;
use crate::support::{ADA, BEN, CHLOE, DAN, TestApp};

async fn rename(app: &TestApp, title: &str) {
    let id = row_id(1201, 1);
    app.as_owner(&format!("update internal.tasks set title = '{title}' where id = '{id}'")).await;
}

/// Statements that read the table, of all followers.
fn reads(followers: &[Follower]) -> usize {
    let statements = followers.iter().flat_map(|follower| follower.recorder.take_statements());
    statements.filter(|statement| statement.sql.contains(r#"from "internal"."tasks""#)).count()
}

async fn all_are_told(followers: &mut [Follower], expected: &str) {
    for follower in followers {
        assert_eq!(follower.told().await, expected);
    }
}

#[tokio::test]
async fn own_columns_are_read_once_for_everybody_who_sees_the_row() {
    let app = TestApp::demo().await;
    let mut followers = Vec::new();
    for person in [&ADA, &BEN, &CHLOE, &DAN, &DAN] {
        followers.push(Follower::start(&app, person, "internalTaskChanged", "internalTask { title }").await);
    }
    for title in ["First", "Second"] {
        rename(&app, title).await;
        all_are_told(&mut followers, &format!("UPDATED {title}")).await;
        assert_eq!(reads(&followers), 1);
    }
}

#[tokio::test]
async fn what_readers_may_see_differently_is_read_once_for_each_account() {
    let app = TestApp::demo().await;
    let row = "internalTask { title assignee { id } }";
    let mut followers = Vec::new();
    for person in [&ADA, &DAN, &DAN, &DAN] {
        followers.push(Follower::start(&app, person, "internalTaskChanged", row).await);
    }
    rename(&app, "First").await;
    all_are_told(&mut followers, "UPDATED First").await;
    assert_eq!(reads(&followers), 2);
}

#[tokio::test]
async fn many_changes_at_once_are_read_together() {
    let app = TestApp::demo().await;
    let mut followers =
        vec![Follower::start(&app, &BEN, "internalTaskChanged", "internalTask { title }").await];
    let bulk = "update internal.tasks set title = 'Bulk' where deleted_at is null returning id";
    let rows = app.as_owner(bulk).await.len();
    assert!((100..=200).contains(&rows), "{rows}");
    for _ in 0..rows {
        all_are_told(&mut followers, "UPDATED Bulk").await;
    }
    assert_eq!(reads(&followers), 1);
}
