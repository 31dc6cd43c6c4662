//! Scaliyo, beyond the cells of the matrix: rising in a team, moving rows to foreign parents, acting in another's name,
//! changing what the server keeps; and who is disabled, or only invited.
//!
//! Each attempt says whether it must be let through. Most that must fail stand beside one that must not, so that none is
//! refused for another reason than the one it is there for.

use sqlx::Row as _;
use workgraph::auth::Principal;
use workgraph::db::{Db, Reads, Statement};

use super::World;
use super::statements::may;
use crate::support::{Contents, Database, IRIS, TestApp};

/// More people: a viewer of the board, an administrator of the platform and a supporter who belong nowhere, an account
/// that was disabled and may else do everything, and one that is invited and has no profile.
const MORE: &str = "
    INSERT INTO auth.users (id, email)
    SELECT id(who), who || '@example.org' FROM unnest(ARRAY['viewer', 'platform', 'supporter', 'disabled', 'invited']) who;
    INSERT INTO scaliyo.profiles (id, email, role, status, is_super_admin) VALUES
        (id('viewer'),    'viewer',    'CLIENT', 'active',   false),
        (id('platform'),  'platform',  'ADMIN',  'active',   false),
        (id('supporter'), 'supporter', 'CLIENT', 'active',   true),
        (id('disabled'),  'disabled',  'ADMIN',  'disabled', true);
    INSERT INTO scaliyo.team_members (team_id, user_id, role) VALUES (id('crew'), id('disabled'), 'admin');
    INSERT INTO scaliyo.teamhub_flow_members (flow_id, user_id, role)
    VALUES (id('board'), id('viewer'), 'viewer'), (id('board'), id('disabled'), 'admin');
    INSERT INTO scaliyo.teams (id, name, owner_id) VALUES (id('shut crew'), 'x', id('disabled'));
    INSERT INTO scaliyo.leads (id, client_id, name) VALUES (id('lead of disabled'), id('disabled'), 'x');
    INSERT INTO scaliyo.team_invites (team_id, email, invited_by)
    SELECT id('crew'), who || '@example.org', id('owner') FROM unnest(ARRAY['invited', 'disabled']) who;
    INSERT INTO scaliyo.teamhub_cards (id, board_id, list_id, title, created_by)
    VALUES (id('other card'), id('other board'), id('other list'), 'x', id('rival'));
    INSERT INTO scaliyo.invoices (id, owner_id, lead_id, status) VALUES (id('sent invoice'), id('owner'), id('lead'), 'open');
    INSERT INTO scaliyo.invoice_line_items (invoice_id, description, unit_price_cents, amount_cents) VALUES (id('sent invoice'), 'x', 1, 1);
    INSERT INTO scaliyo.scheduled_emails (id, owner_id, to_email, subject, html_body, scheduled_at, status)
    VALUES (id('sent mail'), id('owner'), 'x', 'x', 'x', now(), 'sent'), (id('pending mail'), id('owner'), 'x', 'x', 'x', now(), 'pending');
    INSERT INTO scaliyo.blog_posts (id, author_id, title, slug, status, visibility)
    VALUES (id('draft'), id('owner'), 'x', 'draft', 'draft', 'public'), (id('private'), id('owner'), 'x', 'private', 'published', 'private');
    INSERT INTO scaliyo.email_templates (name, category, is_default) VALUES ('x', 'custom', true);
    INSERT INTO scaliyo.email_templates (name, category, owner_id) VALUES ('x', 'custom', id('owner'));
    REFRESH MATERIALIZED VIEW scaliyo.email_analytics_summary;";

/// Who tries what, and whether it must be let through.
type Attempt = (&'static str, &'static str, bool);

async fn prepare(database: &Database) -> World<'_> {
    let world = World::make(database).await;
    database.as_owner_all(MORE).await;
    world
}

/// Makes all attempts, each taken back before the next.
async fn check(attempts: &[Attempt]) {
    let database = Database::clone_of(Contents::Nothing).await;
    let (world, db) = (prepare(&database).await, database.db(1));
    let mut wrong = Vec::new();
    for (who, sql, expected) in attempts {
        if may(&db, &world.principal(who).await, (*sql).to_owned()).await != *expected {
            wrong.push(format!("{who} {} {sql}", if *expected { "may not" } else { "may" }));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One value, as somebody reads it.
async fn value<T>(db: &Db, principal: &Principal, sql: &str) -> T
where
    T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
{
    let mut scope = db.read(principal, Reads::One).await.unwrap();
    scope.fetch(Statement::new(sql)).await.unwrap()[0].get(0)
}

#[tokio::test]
async fn nobody_rises_or_is_brought_into_a_team_from_outside() {
    check(&[
        ("member", "insert into scaliyo.team_members (team_id, user_id, role) values (id('crew'), id('viewer'), 'member')", true),
        ("member", "insert into scaliyo.team_members (team_id, user_id, role) values (id('crew'), id('viewer'), 'admin')", false),
        ("admin", "insert into scaliyo.team_members (team_id, user_id, role) values (id('crew'), id('viewer'), 'admin')", true),
        ("owner", "insert into scaliyo.team_members (team_id, user_id, role) values (id('crew'), id('viewer'), 'owner')", false),
        ("owner", "insert into scaliyo.team_members (team_id, user_id, role) values (id('crew'), id('stranger'), 'member')", false),
        ("rival", "insert into scaliyo.team_members (team_id, user_id, role) values (id('crew'), id('rival'), 'member')", false),
        ("rival", "insert into scaliyo.team_members (team_id, user_id, role) values (id('other crew'), id('owner'), 'member')", false),
        ("owner", "update scaliyo.team_members set role = 'admin' where user_id = id('member')", false),
        ("admin", "update scaliyo.team_members set role = 'owner' where user_id = id('admin')", false),
        ("member", "delete from scaliyo.team_members where user_id = id('member') and team_id = id('crew')", true),
        ("member", "delete from scaliyo.team_members where user_id = id('admin') and team_id = id('crew')", false),
        ("admin", "delete from scaliyo.team_members where user_id = id('member') and team_id = id('crew')", true),
        ("admin", "delete from scaliyo.team_members where user_id = id('owner') and team_id = id('crew')", false),
        ("owner", "update scaliyo.teams set name = 'y' where id = id('crew')", true),
        ("admin", "update scaliyo.teams set name = 'y' where id = id('crew')", false),
        ("owner", "update scaliyo.teams set owner_id = id('admin') where id = id('crew')", false),
    ])
    .await;
}

#[tokio::test]
async fn invitations_are_made_by_the_team_and_declined_by_who_is_invited() {
    check(&[
        ("member", "insert into scaliyo.team_invites (team_id, email, invited_by) values (id('crew'), 'y', id('member'))", true),
        ("member", "insert into scaliyo.team_invites (team_id, email, invited_by) values (id('crew'), 'y', id('owner'))", false),
        ("member", "insert into scaliyo.team_invites (team_id, email, invited_by, role) values (id('crew'), 'y', id('member'), 'admin')", false),
        ("admin", "insert into scaliyo.team_invites (team_id, email, invited_by, role) values (id('crew'), 'y', id('admin'), 'admin')", true),
        ("owner", "insert into scaliyo.team_invites (team_id, email, invited_by, role) values (id('crew'), 'y', id('owner'), 'owner')", false),
        ("rival", "insert into scaliyo.team_invites (team_id, email, invited_by) values (id('crew'), 'rival@example.org', id('rival'))", false),
        ("member", "insert into scaliyo.team_invites (team_id, email, invited_by, status) values (id('crew'), 'y', id('member'), 'accepted')", false),
        ("member", "update scaliyo.team_invites set status = 'declined' where id = id('crew invitation')", true),
        ("member", "update scaliyo.team_invites set status = 'accepted' where id = id('crew invitation')", false),
        ("member", "update scaliyo.team_invites set role = 'admin' where id = id('crew invitation')", false),
        ("member", "update scaliyo.team_invites set email = 'y' where id = id('crew invitation')", false),
        ("owner", "update scaliyo.team_invites set status = 'declined' where id = id('crew invitation')", false),
        ("stranger", "update scaliyo.team_invites set status = 'declined' where id = id('crew invitation')", false),
        ("invited", "select from scaliyo.team_invites where email = 'invited@example.org'", true),
        ("invited", "update scaliyo.team_invites set status = 'declined' where email = 'invited@example.org'", true),
        ("invited", "select from scaliyo.team_invites where email <> 'invited@example.org'", false),
        ("invited", "select from scaliyo.teams", false),
        ("disabled", "select from scaliyo.team_invites", false),
        ("admin", "insert into scaliyo.teamhub_invites (flow_id, email, invited_by, role) values (id('board'), 'y', id('admin'), 'viewer')", true),
        ("admin", "insert into scaliyo.teamhub_invites (flow_id, email, invited_by, role) values (id('board'), 'y', id('admin'), 'owner')", false),
        ("admin", "insert into scaliyo.teamhub_invites (flow_id, email, invited_by) values (id('board'), 'y', id('owner'))", false),
        ("rival", "insert into scaliyo.teamhub_invites (flow_id, email, invited_by) values (id('board'), 'rival@example.org', id('rival'))", false),
        ("member", "update scaliyo.teamhub_invites set status = 'accepted' where id = id('board invitation')", false),
    ])
    .await;
}

#[tokio::test]
async fn a_card_stays_on_its_board() {
    check(&[
        ("member", "update scaliyo.teamhub_cards set list_id = id('list') where id = id('card')", true),
        ("member", "update scaliyo.teamhub_cards set list_id = id('other list') where id = id('card')", false),
        ("member", "update scaliyo.teamhub_cards set board_id = id('other board') where id = id('card')", false),
        ("rival", "update scaliyo.teamhub_cards set list_id = id('other list') where id = id('other card')", true),
        ("rival", "update scaliyo.teamhub_cards set list_id = id('list') where id = id('other card')", false),
        ("member", "insert into scaliyo.teamhub_cards (board_id, list_id, title, created_by) values (id('board'), id('other list'), 'x', id('member'))", false),
        ("member", "insert into scaliyo.teamhub_cards (board_id, list_id, title, created_by) values (id('other board'), id('list'), 'x', id('member'))", false),
        ("member", "insert into scaliyo.teamhub_cards (board_id, list_id, title, created_by) values (id('board'), id('list'), 'x', id('owner'))", false),
        ("admin", "update scaliyo.teamhub_lists set board_id = id('other board') where id = id('list')", false),
        ("member", "insert into scaliyo.teamhub_activity (board_id, card_id, user_id, action) values (id('board'), id('other card'), id('member'), 'x')", false),
        ("member", "insert into scaliyo.teamhub_comments (card_id, user_id, body) values (id('card'), id('owner'), 'x')", false),
        ("rival", "insert into scaliyo.teamhub_comments (card_id, user_id, body) values (id('card'), id('rival'), 'x')", false),
        ("rival", "insert into scaliyo.teamhub_item_leads (item_id, lead_id) values (id('other card'), id('other lead'))", true),
        ("rival", "insert into scaliyo.teamhub_item_leads (item_id, lead_id) values (id('other card'), id('lead'))", false),
        ("rival", "insert into scaliyo.teamhub_item_leads (item_id, lead_id) values (id('card'), id('other lead'))", false),
    ])
    .await;
}

#[tokio::test]
async fn a_board_has_ranks() {
    check(&[
        ("viewer", "select from scaliyo.teamhub_cards where id = id('card')", true),
        ("viewer", "update scaliyo.teamhub_cards set title = 'y' where id = id('card')", false),
        ("viewer", "delete from scaliyo.teamhub_cards where id = id('card')", false),
        ("viewer", "insert into scaliyo.teamhub_comments (card_id, user_id, body) values (id('card'), id('viewer'), 'x')", false),
        ("viewer", "delete from scaliyo.teamhub_flow_members where user_id = id('viewer')", true),
        ("viewer", "delete from scaliyo.teamhub_flow_members where user_id = id('member')", false),
        ("viewer", "update scaliyo.teamhub_flow_members set role = 'member' where user_id = id('viewer')", false),
        ("admin", "update scaliyo.teamhub_flow_members set role = 'member' where user_id = id('viewer')", true),
        ("admin", "update scaliyo.teamhub_flow_members set role = 'owner' where user_id = id('admin')", false),
        ("admin", "update scaliyo.teamhub_flow_members set role = 'viewer' where user_id = id('owner')", false),
        ("owner", "update scaliyo.teamhub_flow_members set user_id = id('rival') where user_id = id('viewer')", false),
        ("owner", "delete from scaliyo.teamhub_flow_members where user_id = id('owner')", false),
        ("owner", "insert into scaliyo.teamhub_flow_members (flow_id, user_id) values (id('board'), id('stranger'))", false),
        ("rival", "insert into scaliyo.teamhub_flow_members (flow_id, user_id) values (id('board'), id('rival'))", false),
        ("member", "insert into scaliyo.teamhub_card_members (card_id, user_id) values (id('card'), id('viewer'))", true),
        ("member", "insert into scaliyo.teamhub_card_members (card_id, user_id) values (id('card'), id('rival'))", false),
    ])
    .await;
}

#[tokio::test]
async fn what_the_server_keeps_is_kept_from_its_user() {
    check(&[
        ("owner", "update scaliyo.profiles set name = 'y' where id = id('owner')", true),
        ("owner", "update scaliyo.profiles set role = 'ADMIN' where id = id('owner')", false),
        ("owner", "update scaliyo.profiles set status = 'active' where id = id('owner')", false),
        ("owner", "update scaliyo.profiles set plan = 'Scale' where id = id('owner')", false),
        ("owner", "update scaliyo.profiles set credits_used = 0 where id = id('owner')", false),
        ("owner", "update scaliyo.profiles set is_super_admin = true where id = id('owner')", false),
        ("owner", "update scaliyo.profiles set email = 'invited@example.org' where id = id('owner')", false),
        ("invited", "insert into scaliyo.profiles (id, email) values (id('invited'), 'Invited@example.org')", true),
        ("invited", "insert into scaliyo.profiles (id, email) values (id('invited'), 'nobody@example.org')", false),
        ("invited", "insert into scaliyo.profiles (id, email) values (id('stranger'), 'invited@example.org')", false),
        ("invited", "insert into scaliyo.profiles (id, email, role) values (id('invited'), 'invited@example.org', 'ADMIN')", false),
        ("owner", "update scaliyo.leads set client_id = id('rival') where id = id('lead')", false),
        ("owner", "update scaliyo.invoices set status = 'paid' where id = id('invoice')", false),
        ("owner", "update scaliyo.blog_posts set status = 'published' where id = id('draft')", false),
        ("owner", "insert into scaliyo.email_templates (owner_id, name, category, is_default) values (id('owner'), 'x', 'custom', true)", false),
        ("owner", "insert into scaliyo.integrations (owner_id, provider, category, credentials) values (id('owner'), 'x', 'x', '{}')", false),
        ("owner", "insert into scaliyo.email_messages (lead_id, owner_id, provider, to_email) values (id('lead'), id('owner'), 'gmail', 'x')", false),
    ])
    .await;
}

#[tokio::test]
async fn what_has_gone_out_stays_as_it_was() {
    check(&[
        ("owner", "update scaliyo.invoices set notes = 'y' where id = id('invoice')", true),
        ("owner", "select from scaliyo.invoice_line_items where invoice_id = id('sent invoice')", true),
        ("owner", "update scaliyo.invoices set notes = 'y' where id = id('sent invoice')", false),
        ("owner", "delete from scaliyo.invoice_line_items where invoice_id = id('sent invoice')", false),
        ("owner", "insert into scaliyo.invoice_line_items (invoice_id, description, unit_price_cents, amount_cents) values (id('sent invoice'), 'x', 1, 1)", false),
        ("owner", "update scaliyo.scheduled_emails set subject = 'y' where id = id('pending mail')", true),
        ("owner", "update scaliyo.scheduled_emails set subject = 'y' where id = id('sent mail')", false),
    ])
    .await;
}

#[tokio::test]
async fn strategy_is_shared_within_the_own_team() {
    check(&[
        ("owner", "insert into scaliyo.strategy_tasks (user_id, title, lead_id, assigned_to) values (id('owner'), 'x', id('lead'), id('member'))", true),
        ("owner", "insert into scaliyo.strategy_tasks (user_id, title, assigned_to) values (id('owner'), 'x', id('stranger'))", false),
        ("owner", "insert into scaliyo.strategy_tasks (user_id, title, lead_id) values (id('owner'), 'x', id('other lead'))", false),
        ("owner", "insert into scaliyo.strategy_tasks (user_id, title, team_id) values (id('owner'), 'x', id('other crew'))", false),
        ("owner", "insert into scaliyo.strategy_notes (user_id, content, team_id) values (id('owner'), 'x', id('other crew'))", false),
        ("owner", "insert into scaliyo.strategy_notes (user_id, content, author_name) values (id('owner'), 'x', 'member')", false),
        ("member", "insert into scaliyo.strategy_notes (user_id, content, team_id) values (id('owner'), 'x', id('crew'))", false),
        ("owner", "insert into scaliyo.workflows (user_id, team_id) values (id('owner'), id('other crew'))", false),
        ("owner", "insert into scaliyo.audit_logs (user_id, team_id, action) values (id('owner'), id('other crew'), 'x')", false),
        ("member", "insert into scaliyo.audit_logs (user_id, team_id, action) values (id('owner'), id('crew'), 'x')", false),
    ])
    .await;
}

#[tokio::test]
async fn who_runs_the_platform_is_not_for_that_a_member_of_anything() {
    check(&[
        ("platform", "insert into scaliyo.plans (name) values ('x')", true),
        ("platform", "select from scaliyo.profiles where id <> id('platform')", false),
        ("platform", "select from scaliyo.teams", false),
        ("platform", "select from scaliyo.teamhub_cards", false),
        ("platform", "select from scaliyo.leads", false),
        ("platform", "select from scaliyo.support_sessions", false),
        ("supporter", "select from scaliyo.support_sessions", true),
        ("supporter", "insert into scaliyo.plans (name) values ('x')", false),
        ("supporter", "select from scaliyo.leads", false),
    ])
    .await;
}

#[tokio::test]
async fn what_is_published_is_for_everybody_and_nothing_else_is() {
    check(&[
        ("anonymous", "select from scaliyo.blog_posts where id = id('article')", true),
        ("anonymous", "select from scaliyo.blog_posts where id = id('draft')", false),
        ("stranger", "select from scaliyo.blog_posts where id = id('private')", false),
        ("owner", "select from scaliyo.blog_posts where id in (id('draft'), id('private'))", true),
        ("anonymous", "select from scaliyo.email_templates where is_default", true),
        ("anonymous", "select from scaliyo.email_templates where not is_default", false),
        ("anonymous", "select from scaliyo.ai_prompts", false),
        ("invited", "select from scaliyo.ai_prompts", false),
    ])
    .await;
}

/// Everything that the disabled account sees, table by table.
async fn seen_by_disabled(world: &World<'_>, db: &Db) -> Vec<String> {
    let disabled = world.principal("disabled").await;
    let tables = entity::tables().into_iter().filter(|table| table.schema == "scaliyo");
    let mut seen = Vec::new();
    for table in tables.filter(|table| table.name != "sender_account_secrets") {
        let sql = format!("select count(*) from scaliyo.{}", table.name);
        if value::<i64>(db, &disabled, &sql).await > 0 {
            seen.push(table.name.to_owned());
        }
    }
    seen.sort();
    seen
}

#[tokio::test]
async fn who_is_disabled_keeps_the_own_profile_and_what_is_public() {
    let database = Database::clone_of(Contents::Nothing).await;
    let (world, db) = (prepare(&database).await, database.db(1));
    let public = ["blog_categories", "blog_posts", "email_templates", "plans"];
    assert_eq!(seen_by_disabled(&world, &db).await, [&public[..], &["profiles"]].concat());
    let disabled = world.principal("disabled").await;
    for sql in [
        "update scaliyo.profiles set name = 'y'",
        "insert into scaliyo.leads (client_id, name) values (id('disabled'), 'x')",
        "insert into scaliyo.plans (name) values ('x')",
    ] {
        assert!(!may(&db, &disabled, sql.to_owned()).await, "{sql}");
    }

    database.as_owner("update scaliyo.profiles set status = 'active' where id = id('disabled')").await;
    let seen = seen_by_disabled(&world, &db).await;
    for table in ["leads", "teams", "teamhub_cards", "config_settings", "support_sessions", "team_invites"] {
        assert!(seen.iter().any(|name| name == table), "{table}: {seen:?}");
    }
}

#[tokio::test]
async fn who_is_disabled_loses_the_streams_that_are_open() {
    let app = TestApp::demo().await;
    let iris = app.client(&IRIS);
    let mut tasks = iris.subscribe("subscription { taskChanged(snapshot: true) { kind } }").await;
    assert_eq!(tasks.next().await["kind"], "SNAPSHOT");
    let cards = "{ scaliyoTeamhubCards { totalCount } }";
    assert_ne!(iris.run(cards).await["scaliyoTeamhubCards"]["totalCount"], 0);
    app.as_owner(&format!("update scaliyo.profiles set status = 'disabled' where id = '{}'", IRIS.id)).await;
    assert_eq!(tasks.ended().await, "RESYNC_REQUIRED");
    assert_eq!(iris.run(cards).await["scaliyoTeamhubCards"]["totalCount"], 0);
}

#[tokio::test]
async fn the_figures_of_email_are_for_their_owner() {
    let database = Database::clone_of(Contents::Nothing).await;
    let (world, db) = (prepare(&database).await, database.db(1));
    for (who, days) in [("owner", 1_i64), ("rival", 0), ("admin", 0), ("disabled", 0)] {
        let count =
            value::<i64>(&db, &world.principal(who).await, "select count(*) from scaliyo.email_analytics")
                .await;
        assert_eq!(count, days, "{who}");
    }
    for (who, relation) in [("anonymous", "email_analytics"), ("owner", "email_analytics_summary")] {
        let read = may(&db, &world.principal(who).await, format!("select from scaliyo.{relation}")).await;
        assert!(!read, "{who} reads {relation}");
    }
}

/// Rows of a stream are shared among those whom an exact audience names, so the names must say what the policies say.
#[tokio::test]
async fn audiences_say_what_the_policies_say() {
    let database = Database::clone_of(Contents::Nothing).await;
    let (world, db) = (prepare(&database).await, database.db(1));
    let told = "select array(select key from unnest(stream.audience_of(id('$who'))) key
                             where key ~ '^(profile|crew|board):' order by key)";
    let allowed = "select array(
        select 'profile:' || id from scaliyo.account_id() id where id is not null
        union select 'crew:' || id from unnest(scaliyo.team_ids('owner', 'admin', 'member')) id
        union select 'board:' || id from unnest(scaliyo.flow_ids('owner', 'admin', 'member', 'viewer')) id order by 1)";
    let mut keys = 0;
    for who in ["stranger", "rival", "member", "owner", "admin", "viewer", "platform", "disabled", "invited"]
    {
        let told: Vec<String> = database.as_owner(&told.replace("$who", who)).await[0].get(0);
        assert_eq!(told, value::<Vec<String>>(&db, &world.principal(who).await, allowed).await, "{who}");
        keys += told.len();
    }
    assert_eq!(keys, 16, "keys of all");
}
