//! Which kind of change is told, however the row came to change.

use super::Follower;
use crate::support::make::row_id;
use crate::support::{ADA, BEN, DAN, TestApp};

const ROW: &str = "internalTask { title }";

#[tokio::test]
async fn upserts_merges_and_changes_of_many_rows_are_told_row_by_row() {
    let app = TestApp::demo().await;
    let mut ben = Follower::start(&app, &BEN, "internalTaskChanged", ROW).await;
    let (old, new) = (row_id(1201, 1), row_id(1201, 900));
    for sql in [
        format!(
            "insert into internal.tasks (id, title) values ('{old}', 'Upserted'), ('{new}', 'Made')
             on conflict (id) do update set title = excluded.title"
        ),
        format!(
            "merge into internal.tasks t using (values ('{new}'::uuid, 'Merged'), ('{}'::uuid, 'Also made')) v (id, title)
             on t.id = v.id when matched then update set title = v.title
             when not matched then insert (id, title) values (v.id, v.title)",
            row_id(1201, 901)
        ),
    ] {
        app.as_owner(&sql).await;
        let mut told = [ben.told().await, ben.told().await];
        told.sort();
        let expected = if sql.starts_with("merge") {
            ["CREATED Also made", "UPDATED Merged"]
        } else {
            ["CREATED Made", "UPDATED Upserted"]
        };
        assert_eq!(told, expected);
    }
    app.as_owner(
        "update internal.tasks set title = 'All' where title in ('Upserted', 'Merged', 'Also made')",
    )
    .await;
    for _ in 0..3 {
        assert_eq!(ben.told().await, "UPDATED All");
    }
}

#[tokio::test]
async fn what_changes_nothing_is_not_told() {
    let app = TestApp::demo().await;
    let mut ben = Follower::start(&app, &BEN, "internalTaskChanged", ROW).await;
    app.as_owner("update internal.tasks set title = title, updated_at = updated_at").await;
    app.as_owner("insert into internal.tasks (title) values ('The end')").await;
    assert_eq!(ben.told().await, "CREATED The end");
}

#[tokio::test]
async fn a_row_that_is_archived_is_gone_and_one_that_is_restored_is_new() {
    let app = TestApp::demo().await;
    let page = |id: &str| {
        format!(
            "insert into assist.pages (id, user_id, area_id, title, content, page_type, visibility)
             values ('{id}', '{}', 'area_001', '{id}', '{{}}', 'note', 'private')",
            ADA.id
        )
    };
    app.as_owner(&page("one")).await;
    let mut ada = Follower::start(&app, &ADA, "assistPageChanged", "assistPage { title }").await;
    for (statement, told) in [
        ("update assist.pages set deleted_at = now() where id = 'one'", "REMOVED -"),
        ("update assist.pages set title = 'unseen' where id = 'one'", ""),
        (&page("two"), "CREATED two"),
        ("update assist.pages set deleted_at = null where id = 'one'", "CREATED unseen"),
        ("update assist.pages set title = 'seen' where id = 'one'", "UPDATED seen"),
        ("delete from assist.pages where id = 'one'", "REMOVED -"),
    ] {
        app.as_owner(statement).await;
        if !told.is_empty() {
            assert_eq!(ada.told().await, told, "{statement}");
        }
    }
}

/// The change of sight and the change of the row are one transaction: who loses sight by it is not shown the row.
#[tokio::test]
async fn who_loses_sight_of_a_row_is_not_shown_what_became_of_it() {
    let app = TestApp::demo().await;
    let mut dan = Follower::start(&app, &DAN, "internalTaskChanged", ROW).await;
    let mut ben = Follower::start(&app, &BEN, "internalTaskChanged", ROW).await;
    app.as_owner(&format!(
        "with gone as (update internal.team_members set status = 'suspended' where user_id = '{}' returning id)
         update internal.tasks set title = 'Secret' from gone where tasks.id = '{}'",
        DAN.id,
        row_id(1201, 1)
    ))
    .await;
    assert_eq!(ben.told().await, "UPDATED Secret");
    assert_eq!(dan.told().await, "RESYNC_REQUIRED");
}
