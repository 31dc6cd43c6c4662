//! Assist, beyond the cells of the matrix: open and restricted areas, shares and their end, visibilities, who is suspended
//! or belongs to what is gone; rising in a role, sharing what is another's, moving rows to foreign parents.
//!
//! Each attempt says whether it must be let through. Most that must fail stand beside one that must not, so that none is
//! refused for another reason than the one it is there for.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::Row as _;
use workgraph::db::{Reads, Statement};

use super::statements::may;
use super::{PEOPLE, World};
use crate::support::{Contents, Database};

/// More rows of the owner's: an area that is restricted, tasks in it and in none, a page that is private. And what the rival
/// has elsewhere.
const MORE: &str = "
    INSERT INTO assist.areas (id, space_id, name, user_id, user_uuid, is_restricted) VALUES (id('closed area'), id('space'), 'x', id('owner'), id('owner'), true);
    INSERT INTO assist.tasks (id, title, color, space_id, area_id, user_id, user_uuid) VALUES
        (id('closed task'), 'x', 'x', id('space'),       id('closed area'), id('owner'), id('owner')),
        (id('loose task'),  'x', 'x', id('space'),       NULL,              id('owner'), id('owner')),
        (id('other task'),  'x', 'x', id('other space'), id('other area'),  id('rival'), id('rival'));
    INSERT INTO assist.pages (id, user_id, area_id, title) VALUES (id('private page'), id('owner'), id('area'), 'x');
    INSERT INTO assist.groups (id, organization_id, name) VALUES (id('other group'), id('other organization'), 'x');
    INSERT INTO assist.documents (id, user_id, user_uuid, filename, mime_type, file_size, char_count, content, content_hash)
    VALUES (id('other document'), id('rival'), id('rival'), 'x', 'x', 1, 1, 'x', 'x');";

/// Who tries what, and whether it must be let through.
type Attempt = (&'static str, &'static str, bool);

/// What happens, and what may be done afterwards.
type Step = (&'static str, &'static [Attempt]);

async fn prepare(database: &Database) -> World<'_> {
    for sql in [include_str!("world/auth.sql"), include_str!("world/assist.sql"), MORE] {
        database.as_owner_all(sql).await;
    }
    World { database, keys: BTreeMap::new() }
}

/// Takes the steps one after the other. Attempts are taken back, what happens is not.
async fn check(steps: &[Step]) {
    let database = Database::clone_of(Contents::Nothing).await;
    let (world, db) = (prepare(&database).await, database.db(1));
    let mut wrong = Vec::new();
    for (happens, attempts) in steps {
        database.as_owner_all(happens).await;
        for (who, sql, expected) in *attempts {
            if may(&db, &world.principal(who).await, (*sql).to_owned()).await != *expected {
                wrong.push(format!(
                    "after \"{happens}\" {who} {} {sql}",
                    if *expected { "may not" } else { "may" }
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const AREA: &str = "select from assist.areas where id = id('closed area')::text";
const TASK: &str = "select from assist.tasks where id = id('closed task')::text";
const WORK: &str = "update assist.tasks set title = 'y' where id = id('closed task')::text";
const OPEN_TASK: &str = "select from assist.tasks where id = id('assist task')::text";
const LOOSE_TASK: &str = "select from assist.tasks where id = id('loose task')::text";
const PAGE: &str = "select from assist.pages where id = id('private page')::text";
const WRITE_PAGE: &str = "update assist.pages set title = 'y' where id = id('private page')::text";
const DOCUMENT: &str = "select from assist.documents where id = id('document')::text";

#[tokio::test]
async fn a_restricted_area_is_for_its_own_members() {
    check(&[
        ("", &[("owner", AREA, true), ("owner", WORK, true), ("member", AREA, false), ("member", TASK, false), ("admin", AREA, false), ("admin", TASK, false)]),
        (
            "insert into assist.area_memberships (id, area_id, user_id, role) values ('m', id('closed area'), id('member'), 'viewer')",
            &[("member", AREA, true), ("member", TASK, true), ("member", WORK, false), ("admin", TASK, false)],
        ),
        ("update assist.area_memberships set role = 'member' where id = 'm'", &[("member", WORK, true)]),
        ("update assist.area_memberships set role = 'nonsense' where id = 'm'", &[("member", AREA, false)]),
        ("update assist.area_memberships set user_id = null, group_id = id('group'), role = 'viewer' where id = 'm'", &[("member", TASK, true), ("guest", TASK, false)]),
        ("delete from assist.area_memberships where id = 'm'", &[("member", TASK, false)]),
        ("update assist.areas set is_restricted = false", &[("member", TASK, true), ("member", WORK, true), ("admin", TASK, true), ("rival", TASK, false)]),
    ])
    .await;
}

#[tokio::test]
async fn a_guest_of_a_space_sees_what_it_is_given_and_no_more() {
    const SPACE: &str = "select from assist.spaces where id = id('space')::text";
    check(&[
        ("", &[("guest", SPACE, true), ("guest", OPEN_TASK, true), ("guest", LOOSE_TASK, true)]),
        ("update assist.space_memberships set role = 'guest' where user_id = id('guest')", &[("guest", SPACE, true), ("guest", OPEN_TASK, false), ("guest", LOOSE_TASK, false)]),
        (
            "insert into assist.area_memberships (id, area_id, user_id, role) values ('m', id('area'), id('guest'), 'viewer')",
            &[("guest", OPEN_TASK, true), ("guest", LOOSE_TASK, false), ("guest", TASK, false)],
        ),
        ("update assist.spaces set deleted_at = now()", &[("guest", SPACE, false), ("guest", OPEN_TASK, false), ("member", OPEN_TASK, false), ("owner", SPACE, true), ("owner", OPEN_TASK, true)]),
    ])
    .await;
}

#[tokio::test]
async fn the_kind_of_a_space_decides_who_is_in_it() {
    check(&[
        (
            "update assist.spaces set space_type = 'personal'",
            &[("owner", LOOSE_TASK, true), ("member", LOOSE_TASK, false), ("admin", LOOSE_TASK, false)],
        ),
        (
            "delete from assist.space_memberships; update assist.spaces set space_type = 'project'",
            &[("member", LOOSE_TASK, false), ("admin", LOOSE_TASK, false)],
        ),
        (
            "update assist.spaces set space_type = 'organization'",
            &[
                ("member", LOOSE_TASK, true),
                ("admin", LOOSE_TASK, true),
                ("rival", LOOSE_TASK, false),
                ("stranger", LOOSE_TASK, false),
            ],
        ),
        (
            "update assist.organizations set deleted_at = now()",
            &[("member", LOOSE_TASK, false), ("owner", LOOSE_TASK, true)],
        ),
    ])
    .await;
}

#[tokio::test]
async fn a_page_is_read_and_written_by_whom_it_is_shared_with_until_it_is_not() {
    const PUBLISH: &str = "update assist.pages set visibility = 'shared' where id = id('private page')::text";
    check(&[
        ("", &[("owner", PAGE, true), ("owner", PUBLISH, true), ("member", PAGE, false), ("admin", PAGE, false)]),
        (
            "insert into assist.page_user_shares (id, page_id, user_id, permission, shared_by) values ('s', id('private page'), id('member'), 'viewer', id('owner'))",
            &[("member", PAGE, true), ("member", WRITE_PAGE, false), ("guest", PAGE, false)],
        ),
        (
            "update assist.page_user_shares set permission = 'editor'",
            &[
                ("member", WRITE_PAGE, true),
                ("member", PUBLISH, false),
                ("member", "update assist.pages set deleted_at = now() where id = id('private page')::text", false),
                ("member", "delete from assist.pages where id = id('private page')::text", false),
                ("member", "insert into assist.page_user_shares (id, page_id, user_id, shared_by) values ('t', id('private page'), id('guest'), id('member'))", false),
                ("owner", "insert into assist.page_user_shares (id, page_id, user_id, shared_by) values ('t', id('private page'), id('guest'), id('owner'))", true),
                ("member", "update assist.page_user_shares set permission = 'viewer'", false),
            ],
        ),
        ("delete from assist.page_user_shares", &[("member", PAGE, false), ("member", WRITE_PAGE, false)]),
        ("update assist.pages set visibility = 'shared'", &[("member", PAGE, true), ("member", WRITE_PAGE, false), ("admin", PAGE, true), ("rival", PAGE, false)]),
    ])
    .await;
}

#[tokio::test]
async fn what_a_group_is_given_ends_with_the_place_in_the_group() {
    const SHARE: &str = "insert into assist.page_group_shares (id, page_id, group_id, permission, shared_by) values ('s', id('private page'), id('group'), 'editor', id('owner'))";
    check(&[
        (SHARE, &[("member", PAGE, true), ("member", WRITE_PAGE, true), ("admin", PAGE, false), ("stranger", PAGE, false)]),
        // Out of the organization, though not out of the group.
        ("update assist.users set organization_id = id('other organization') where id = id('member'); delete from assist.org_memberships where user_id = id('member')", &[("member", PAGE, false)]),
        ("update assist.users set organization_id = id('organization') where id = id('member')", &[("member", PAGE, true)]),
        ("update assist.organizations set deleted_at = now() where id = id('organization')", &[("member", PAGE, false)]),
        ("update assist.organizations set deleted_at = null", &[("member", PAGE, true)]),
        ("delete from assist.group_memberships where user_id = id('member')", &[("member", PAGE, false)]),
        ("insert into assist.group_memberships (group_id, user_id) values (id('group'), id('member'))", &[("member", PAGE, true)]),
        ("delete from assist.groups where id = id('group')", &[("member", PAGE, false)]),
    ])
    .await;
}

#[tokio::test]
async fn a_document_is_shown_as_its_visibility_says() {
    check(&[
        ("", &[("member", DOCUMENT, true), ("admin", DOCUMENT, true), ("rival", DOCUMENT, false)]),
        (
            "update assist.documents set visibility = 'private'",
            &[("owner", DOCUMENT, true), ("member", DOCUMENT, false), ("admin", DOCUMENT, false)],
        ),
        ("update assist.documents set visibility = 'space'", &[("member", DOCUMENT, false)]),
        (
            "update assist.documents set space_id = id('space')",
            &[("member", DOCUMENT, true), ("rival", DOCUMENT, false)],
        ),
        (
            "update assist.documents set visibility = 'areas'; update assist.areas set is_restricted = true",
            &[("member", DOCUMENT, false), ("owner", DOCUMENT, true)],
        ),
        ("update assist.areas set is_restricted = false", &[("member", DOCUMENT, true)]),
        ("delete from assist.document_area_shares", &[("member", DOCUMENT, false)]),
    ])
    .await;
}

#[tokio::test]
async fn the_text_names_the_owner_also_by_what_it_was_called_before() {
    check(&[
        (
            "update assist.tasks set user_id = 'old name' where id = id('closed task')::text",
            &[("owner", WORK, true)],
        ),
        (
            "update assist.areas set user_id = id('admin') where id = id('closed area')::text",
            &[("owner", TASK, false)],
        ),
        (
            "insert into assist.user_id_mappings (legacy_id, user_id) values ('old name', id('owner'))",
            &[("owner", TASK, true), ("member", TASK, false)],
        ),
        (
            "update assist.user_id_mappings set user_id = id('member')",
            &[("owner", TASK, false), ("member", TASK, true)],
        ),
    ])
    .await;
}

#[tokio::test]
async fn nobody_rises_by_their_own_hand() {
    check(&[(
        "insert into assist.area_memberships (id, area_id, user_id, role) values ('m', id('area'), id('member'), 'viewer')",
        &[
            ("member", "update assist.space_memberships set role = 'admin' where user_id = id('member')", false),
            ("admin", "update assist.space_memberships set role = 'owner' where user_id = id('admin')", false),
            ("admin", "update assist.space_memberships set role = 'owner' where user_id = id('guest')", false),
            ("admin", "update assist.space_memberships set role = 'admin' where user_id = id('guest')", true),
            ("owner", "update assist.space_memberships set role = 'owner' where user_id = id('guest')", true),
            ("member", "update assist.area_memberships set role = 'admin' where id = 'm'", false),
            ("admin", "update assist.area_memberships set role = 'owner' where id = 'm'", false),
            ("admin", "update assist.area_memberships set role = 'admin' where id = 'm'", true),
            ("member", "update assist.org_memberships set role = 'admin' where user_id = id('member')", false),
            ("admin", "update assist.org_memberships set role = 'owner' where user_id = id('admin')", false),
            ("admin", "update assist.org_memberships set role = 'owner' where user_id = id('member')", false),
            ("admin", "update assist.org_memberships set role = 'admin' where user_id = id('member')", true),
            ("admin", "update assist.org_memberships set role = 'member' where user_id = id('stranger')", false),
            ("admin", "delete from assist.org_memberships where user_id = id('stranger')", false),
            ("admin", "insert into assist.org_memberships (organization_id, user_id, role) values (id('organization'), id('guest'), 'owner')", false),
            ("admin", "insert into assist.org_memberships (organization_id, user_id, role) values (id('organization'), id('guest'), 'admin')", true),
            ("admin", "insert into assist.space_memberships (id, space_id, group_id, role, invited_by) values ('n', id('space'), id('group'), 'owner', id('admin'))", false),
            ("admin", "insert into assist.space_memberships (id, space_id, group_id, role, invited_by) values ('n', id('space'), id('group'), 'admin', id('admin'))", true),
            ("admin", "insert into assist.area_memberships (id, area_id, group_id, role, invited_by) values ('n', id('area'), id('group'), 'owner', id('admin'))", false),
            ("admin", "insert into assist.area_memberships (id, area_id, group_id, role, invited_by) values ('n', id('area'), id('group'), 'admin', id('admin'))", true),
            ("member", "update assist.group_memberships set role = 'admin' where user_id = id('member')", false),
            ("member", "insert into assist.group_memberships (group_id, user_id) values (id('group'), id('guest'))", false),
            ("admin", "insert into assist.group_memberships (group_id, user_id) values (id('group'), id('guest'))", true),
            ("admin", "insert into assist.group_memberships (group_id, user_id) values (id('other group'), id('guest'))", false),
            ("rival", "insert into assist.org_memberships (organization_id, user_id) values (id('other organization'), id('member'))", false),
            ("rival", "insert into assist.space_memberships (id, space_id, user_id, invited_by) values ('n', id('space'), id('rival'), id('rival'))", false),
            ("owner", "insert into assist.space_memberships (id, space_id, user_id, invited_by) values ('n', id('space'), id('rival'), id('owner'))", false),
            ("owner", "insert into assist.space_memberships (id, space_id, group_id, invited_by) values ('n', id('space'), id('other group'), id('owner'))", false),
            ("owner", "insert into assist.space_memberships (id, space_id, group_id, invited_by) values ('n', id('space'), id('group'), id('owner'))", true),
            ("owner", "insert into assist.space_memberships (id, space_id, group_id, invited_by) values ('n', id('space'), id('group'), id('admin'))", false),
            ("member", "update assist.users set status = 'active' where id = id('member')", false),
            ("member", "update assist.users set display_name = 'y' where id = id('member')", true),
            ("member", "update assist.users set display_name = 'y' where id = id('owner')", false),
        ],
    ), ("insert into assist.group_memberships (group_id, user_id, role) values (id('group'), id('owner'), 'admin')", &[
            ("owner", "insert into assist.group_memberships (group_id, user_id) values (id('group'), id('guest'))", true),
            ("owner", "insert into assist.group_memberships (group_id, user_id) values (id('group'), id('rival'))", false),
            ("owner", "update assist.groups set allowed_tiers = '{premium}' where id = id('group')", false),
    ])])
    .await;
}

#[tokio::test]
async fn nobody_shares_what_is_not_theirs_or_with_whom_they_do_not_see() {
    check(&[(
        "update assist.pages set visibility = 'shared'",
        &[
            ("member", "insert into assist.page_user_shares (id, page_id, user_id, shared_by) values ('s', id('page'), id('guest'), id('member'))", false),
            ("admin", "insert into assist.page_group_shares (id, page_id, group_id, shared_by) values ('s', id('page'), id('group'), id('admin'))", false),
            ("owner", "insert into assist.page_group_shares (id, page_id, group_id, shared_by) values ('s', id('page'), id('group'), id('owner'))", true),
            ("owner", "insert into assist.page_group_shares (id, page_id, group_id, shared_by) values ('s', id('page'), id('other group'), id('owner'))", false),
            ("owner", "insert into assist.page_user_shares (id, page_id, user_id, shared_by) values ('s', id('page'), id('rival'), id('owner'))", false),
            ("owner", "insert into assist.page_user_shares (id, page_id, user_id, shared_by) values ('s', id('page'), 'nobody', id('owner'))", false),
            ("owner", "insert into assist.page_user_shares (id, page_id, user_id, shared_by) values ('s', id('page'), id('guest'), id('member'))", false),
            ("member", "insert into assist.document_area_shares (id, document_id, area_id, shared_by) values ('s', id('document'), id('area'), id('member'))", false),
            ("owner", "insert into assist.document_area_shares (id, document_id, area_id, shared_by) values ('s', id('document'), id('other area'), id('owner'))", false),
            ("owner", "insert into assist.document_area_shares (id, document_id, area_id, shared_by) values ('s', id('document'), id('closed area'), id('owner'))", true),
            ("owner", "insert into assist.task_documents (id, task_id, document_id) values ('s', id('assist task'), id('other document'))", false),
            ("owner", "insert into assist.page_conversations (id, page_id, conversation_id, relationship) values ('s', id('page'), id('conversation of member'), 'source')", false),
            ("member", "update assist.documents set visibility = 'space' where id = id('document')::text", false),
        ],
    )])
    .await;
}

#[tokio::test]
async fn a_row_is_neither_moved_to_a_foreign_parent_nor_given_another_name() {
    check(&[(
        "",
        &[
            ("owner", "update assist.tasks set area_id = id('closed area') where id = id('assist task')::text", true),
            ("owner", "update assist.tasks set area_id = id('other area') where id = id('assist task')::text", false),
            ("owner", "update assist.tasks set space_id = id('other space') where id = id('assist task')::text", false),
            ("owner", "update assist.tasks set user_id = id('member') where id = id('assist task')::text", false),
            ("owner", "update assist.tasks set parent_task_id = id('loose task') where id = id('assist task')::text", false),
            ("owner", "update assist.tasks set deleted_at = now() where id = id('assist task')::text", true),
            ("member", "update assist.tasks set title = 'y' where id = id('assist task')::text", true),
            ("member", "update assist.tasks set area_id = null where id = id('assist task')::text", false),
            ("member", "update assist.tasks set deleted_at = now() where id = id('assist task')::text", false),
            ("admin", "update assist.tasks set area_id = null where id = id('assist task')::text", false),
            ("admin", "update assist.tasks set deleted_at = now() where id = id('assist task')::text", true),
            ("member", "insert into assist.tasks (id, title, color, space_id, user_id, user_uuid) values ('t', 'x', 'x', id('space'), id('member'), id('member'))", true),
            ("member", "insert into assist.tasks (id, title, color, space_id, user_id, user_uuid) values ('t', 'x', 'x', id('space'), id('owner'), id('owner'))", false),
            ("member", "insert into assist.tasks (id, title, color, space_id, user_id, user_uuid) values ('t', 'x', 'x', id('space'), id('member'), id('owner'))", false),
            ("member", "insert into assist.tasks (id, title, color, space_id, area_id, user_id, user_uuid) values ('t', 'x', 'x', id('space'), id('closed area'), id('member'), id('member'))", false),
            ("owner", "insert into assist.tasks (id, title, color, space_id, area_id, user_id, user_uuid) values ('t', 'x', 'x', id('other space'), id('area'), id('owner'), id('owner'))", false),
            ("member", "insert into assist.tasks (id, title, color, space_id, parent_task_id, user_id, user_uuid) values ('t', 'x', 'x', id('space'), id('loose task'), id('member'), id('member'))", true),
            ("member", "insert into assist.tasks (id, title, color, space_id, parent_task_id, user_id, user_uuid) values ('t', 'x', 'x', id('space'), id('closed task'), id('member'), id('member'))", false),
            ("member", "insert into assist.tasks (id, title, color, space_id, source_conversation_id, user_id, user_uuid) values ('t', 'x', 'x', id('space'), id('conversation of owner'), id('member'), id('member'))", false),
            ("owner", "update assist.conversations set space_id = id('other space') where id = id('conversation of owner')::text", false),
            ("owner", "update assist.conversations set task_id = id('other task') where id = id('conversation of owner')::text", false),
            ("owner", "update assist.conversations set task_id = id('closed task') where id = id('conversation of owner')::text", true),
            ("owner", "update assist.documents set space_id = id('other space') where id = id('document')::text", false),
            ("owner", "update assist.documents set space_id = id('space') where id = id('document')::text", true),
            ("owner", "update assist.spaces set space_type = 'organization' where id = id('space')::text", false),
            ("owner", "insert into assist.spaces (id, user_id, user_uuid, name, type, slug, space_type, organization_id) values ('s', id('owner'), id('owner'), 'x', 'x', 's', 'organization', id('organization'))", false),
            ("admin", "insert into assist.spaces (id, user_id, user_uuid, name, type, slug, space_type, organization_id) values ('s', id('admin'), id('admin'), 'x', 'x', 's', 'organization', id('organization'))", true),
        ],
    )])
    .await;
}

#[tokio::test]
async fn who_is_not_active_sees_the_own_row_and_nothing_else() {
    let database = Database::clone_of(Contents::Nothing).await;
    let (world, db) = (prepare(&database).await, database.db(1));
    let tables = "select c.oid::regclass::text from pg_class c \
                  where c.relnamespace = 'assist'::regnamespace and has_any_column_privilege('authenticated', c.oid, 'SELECT')";
    let tables: Vec<String> = database.as_owner(tables).await.iter().map(|row| row.get(0)).collect();
    let admin = world.principal("admin").await;
    let seen = async || {
        let mut scope = db.read(&admin, Reads::Many).await.unwrap();
        let mut seen = BTreeSet::new();
        for table in tables.iter().filter(|table| *table != "assist.users") {
            let rows = scope.fetch(Statement::new(format!("select from {table} limit 1"))).await.unwrap();
            seen.extend((!rows.is_empty()).then_some(table.as_str()));
        }
        let users = scope.fetch(Statement::new("select id = auth.uid() from assist.users")).await.unwrap();
        (seen.len(), users.len())
    };
    let (rows, users) = seen().await;
    assert!(rows > 5 && users > 2, "an active administrator sees {rows} tables and {users} users");
    for (gone, back) in [
        ("status = 'suspended'", "status = 'active'"),
        ("status = null", "status = 'active'"),
        ("deleted_at = now()", "deleted_at = null"),
    ] {
        for (change, expected) in [(gone, (0, 1)), (back, (rows, users))] {
            database.as_owner(&format!("update assist.users set {change} where id = id('admin')")).await;
            assert_eq!(seen().await, expected, "after {change}");
        }
    }
}

#[tokio::test]
async fn whoever_sees_a_task_is_in_its_audience_and_nobody_else() {
    let database = Database::clone_of(Contents::Nothing).await;
    let (world, db) = (prepare(&database).await, database.db(1));
    database
        .as_owner_all(
            "update assist.tasks set user_id = 'old name' where id = id('other task')::text;
             insert into assist.user_id_mappings (legacy_id, user_id) values ('old name', id('owner'));
             insert into assist.area_memberships (id, area_id, group_id, role) values ('g', id('closed area'), id('group'), 'viewer');
             insert into assist.area_memberships (id, area_id, user_id, role) values ('u', id('other area'), id('admin'), 'viewer');
             update assist.spaces set space_type = 'organization' where id = id('other space')::text",
        )
        .await;
    let mut met = 0;
    for who in PEOPLE.into_iter().filter(|who| *who != "anonymous").chain(["guest"]) {
        let mut scope = db.read(&world.principal(who).await, Reads::One).await.unwrap();
        let seen = scope.fetch(Statement::new("select id from assist.tasks")).await.unwrap();
        let seen: BTreeSet<String> = seen.iter().map(|row| row.get(0)).collect();
        let told = format!(
            "select t.id from assist.tasks t where stream.audience(t) && stream.audience_of(id('{who}'))"
        );
        let told: BTreeSet<String> = database.as_owner(&told).await.iter().map(|row| row.get(0)).collect();
        assert_eq!(seen, told, "{who}");
        met += seen.len();
    }
    assert!(met > 12, "{met} tasks are seen in all");
}
