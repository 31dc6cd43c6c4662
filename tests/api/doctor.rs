//! `doctor`: each fault is found and named, a healthy database passes, and nothing is changed by looking.

use std::process::{Command, Output};

use serde_json::Value;
use sqlx::{Connection as _, PgConnection, Row as _};
use uuid::Uuid;
use workgraph::secret::Secrets;

use crate::support::make::row_id;
use crate::support::{Contents, Database};

const FAILED: &str = "failed";
const NEW_KEY: &str = "//////////////////////////////////////////8=";
const LOST_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

async fn doctor(database: &Database, variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_workgraph"));
    command.arg("doctor").args(arguments);
    command.env("DATABASE_URL", &database.settings.owner_url).env("WORKGRAPH_LOG", "error");
    command.envs(variables.iter().copied());
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

/// The state and the sentence of one check, and whether the command failed.
async fn check(database: &Database, variables: &[(&str, &str)], name: &str) -> (String, String, bool) {
    let output = doctor(database, variables, &[]).await;
    let text = String::from_utf8(output.stdout).unwrap();
    let found = text.lines().find_map(|line| {
        let (status, rest) = line.split_once(' ')?;
        let sentence = rest.trim_start().strip_prefix(name)?.strip_prefix(": ")?;
        Some((status.to_owned(), sentence.to_owned()))
    });
    let (status, sentence) = found.unwrap_or_else(|| panic!("nothing about {name} in {text}"));
    (status, sentence, !output.status.success())
}

/// After this script, the check fails and its sentence names all of these.
async fn fails_after(script: &str, name: &str, named: &[&str]) {
    let database = Database::clone_of(Contents::Nothing).await;
    database.try_as_owner(script).await.unwrap();
    let (status, sentence, failed) = check(&database, &[], name).await;
    assert!(status == FAILED && failed, "{status}: {sentence}");
    for word in named {
        assert!(sentence.contains(word), "{word} is not in {sentence}");
    }
}

#[tokio::test]
async fn a_partition_that_is_missing_is_named_by_its_day() {
    let database = Database::clone_of(Contents::Nothing).await;
    let tomorrow = "select to_char((now() at time zone 'UTC')::date + 1, 'YYYYMMDD'), \
                           to_char((now() at time zone 'UTC')::date + 1, 'YYYY-MM-DD')";
    let row = &database.as_owner(tomorrow).await[0];
    let (partition, day): (String, String) = (row.get(0), row.get(1));
    database.try_as_owner(&format!("drop table stream.events_{partition}")).await.unwrap();
    let (status, sentence, failed) = check(&database, &[], "change log").await;
    assert!(status == FAILED && failed, "{status}: {sentence}");
    assert!(sentence.contains(&day) && sentence.contains("stream.make_partitions()"), "{sentence}");
}

#[tokio::test]
async fn without_the_default_partition_a_missing_day_would_refuse_writes() {
    fails_after(
        "alter table stream.events detach partition stream.events_default",
        "change log",
        &["stream.events_default is gone"],
    )
    .await;
}

#[tokio::test]
async fn a_table_without_row_level_security_is_named() {
    let script = "alter table core.decisions disable row level security";
    fails_after(script, "row level security", &["core.decisions", "enable row level security"]).await;
}

#[tokio::test]
async fn a_part_of_the_change_log_that_is_open_to_callers_is_named() {
    let script = "grant usage on schema stream to anon; grant select on stream.ticks to anon";
    fails_after(script, "row level security", &["stream.ticks", "revoke"]).await;
}

#[tokio::test]
async fn a_policy_that_is_gone_is_named_with_its_table() {
    let script = "drop policy tenants_select_own on core.tenants";
    fails_after(script, "policies", &["\"tenants_select_own\" on core.tenants"]).await;
}

#[tokio::test]
async fn a_table_where_personal_tokens_are_not_narrowed_is_named() {
    let script = "drop policy restricted_update on assist.tasks";
    fails_after(script, "policies", &["kept from changing on assist.tasks"]).await;
}

#[tokio::test]
async fn a_policy_that_no_migration_made_is_a_warning() {
    let database = Database::clone_of(Contents::Nothing).await;
    let script = "create policy all_open on core.decisions for select to authenticated using (true)";
    database.try_as_owner(script).await.unwrap();
    let (status, sentence, failed) = check(&database, &[], "policies").await;
    assert!(status == "warning" && !failed, "{status}: {sentence}");
    assert!(sentence.contains("\"all_open\" on core.decisions"), "{sentence}");
}

#[tokio::test]
async fn searches_that_can_use_no_index_are_a_warning() {
    let database = Database::clone_of(Contents::Nothing).await;
    database.try_as_owner("alter function textlike(text, text) not leakproof").await.unwrap();
    let (status, sentence, failed) = check(&database, &[], "indexes").await;
    assert!(status == "warning" && !failed && sentence.contains("leakproof.sql"), "{status}: {sentence}");
}

#[tokio::test]
async fn a_trigger_that_is_disabled_is_named_with_its_table() {
    let script = "alter table taskjuggler.tasks disable trigger stream_update";
    fails_after(script, "capture", &["stream_update on taskjuggler.tasks", "is disabled"]).await;
}

#[tokio::test]
async fn a_trigger_that_is_gone_is_named_also_where_only_live_queries_need_it() {
    let script =
        "drop trigger stream_delete on internal.tasks; drop trigger stream_insert on scaliyo.invoices";
    let named = ["stream_delete on internal.tasks", "stream_insert on scaliyo.invoices"];
    fails_after(script, "capture", &named).await;
}

#[tokio::test]
async fn a_pending_migration_is_named_and_what_rests_on_it_is_not_looked_at() {
    let database = Database::clone_of(Contents::Nothing).await;
    let owner = migration::connect(&database.settings.owner_url).await.unwrap();
    migration::down(&owner, Some(1), |_| ()).await.unwrap();
    owner.close().await.unwrap();
    let (status, sentence, failed) = check(&database, &[], "migrations").await;
    assert!(status == FAILED && failed, "{status}: {sentence}");
    assert!(sentence.contains("m20261201_000015_standing") && sentence.contains("migrate up"), "{sentence}");
    assert_eq!(check(&database, &[], "policies and triggers").await.0, "warning");
}

#[tokio::test]
async fn a_database_that_a_later_version_has_migrated_is_told_so() {
    let script = "insert into public.seaql_migrations values ('m20990101_000001_later', 1)";
    fails_after(script, "migrations", &["m20990101_000001_later", "later version"]).await;
}

/// A login with a password, and the URL by which it connects.
struct Login {
    role: String,
    url: String,
}

impl Login {
    async fn new(database: &Database, options: &str) -> Self {
        let role = format!("login_{}", Uuid::new_v4().simple());
        let script = format!("create role {role} login password 'secret' {options}");
        database.try_as_owner(&script).await.unwrap();
        let mut url = url::Url::parse(&database.settings.owner_url).unwrap();
        url.set_username(&role).unwrap();
        url.set_password(Some("secret")).unwrap();
        Self { role, url: url.into() }
    }

    async fn drop(self, database: &Database) {
        database.try_as_owner(&format!("drop role {}", self.role)).await.unwrap();
    }
}

#[tokio::test]
async fn an_api_login_with_too_many_rights_is_told_each_of_them() {
    let database = Database::clone_of(Contents::Nothing).await;
    let may_become_anybody = "noinherit in role anon, authenticated, restricted, service_role";
    for (options, named) in [
        ("superuser", "is a superuser"),
        ("noinherit bypassrls in role anon, authenticated, restricted", "bypasses row level security"),
        ("inherit in role anon, authenticated, restricted", "without becoming"),
        (may_become_anybody, "may become service_role; run `revoke service_role from"),
        ("noinherit in role anon, authenticated", "may not become restricted; run `grant restricted to"),
    ] {
        let login = Login::new(&database, options).await;
        let variables = [("DATABASE_API_URL", login.url.as_str())];
        let (status, sentence, failed) = check(&database, &variables, "api login").await;
        assert!(status == FAILED && failed, "{options}: {sentence}");
        assert!(sentence.contains(&login.role) && sentence.contains(named), "{named} is not in {sentence}");
        assert!(!sentence.contains("secret"), "{sentence}");
        login.drop(&database).await;
    }
}

#[tokio::test]
async fn a_worker_login_that_may_become_a_caller_or_cannot_log_in_is_told_so() {
    let database = Database::clone_of(Contents::Nothing).await;
    let login = Login::new(&database, "noinherit in role service_role, anon").await;
    let wrong = login.url.replace("secret", "other");
    let (status, sentence, _) = check(&database, &[("DATABASE_WORKER_URL", &wrong)], "worker login").await;
    assert_eq!(status, FAILED, "{sentence}");
    assert!(sentence.contains("may become anon"), "{sentence}");
    assert!(sentence.contains("DATABASE_WORKER_URL does not work"), "{sentence}");
    login.drop(&database).await;
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_told_without_its_password() {
    let database = Database::clone_of(Contents::Nothing).await;
    let nowhere = [("DATABASE_URL", "postgres://me:hunter2@127.0.0.1:1/work")];
    let (status, sentence, failed) = check(&database, &nowhere, "database").await;
    assert!(status == FAILED && failed && sentence.contains("does not answer"), "{sentence}");
    assert!(!sentence.contains("hunter2"), "{sentence}");
}

#[tokio::test]
async fn faults_of_the_configuration_are_findings_like_others() {
    let database = Database::clone_of(Contents::Nothing).await;
    let (status, sentence, failed) =
        check(&database, &[("WORKGRAPH_ENV", "production")], "configuration").await;
    assert!(status == FAILED && failed && sentence.contains("WORKGRAPH_SECRET_KEY"), "{sentence}");
}

#[tokio::test]
async fn a_secret_that_no_key_opens_is_named_with_its_key() {
    let database = Database::clone_of(Contents::Demo).await;
    let webhook = |number, secret: &str| {
        let id = row_id(5405, number);
        format!("update scaliyo.webhooks set secret = '{secret}' where id = '{id}'")
    };
    let seal = |secrets: &Secrets| secrets.seal("anywhere", b"secret").unwrap();
    let (new, lost) = (Secrets::parse(NEW_KEY).unwrap(), Secrets::parse(LOST_KEY).unwrap());
    database.as_owner(&webhook(1, &seal(&lost))).await;
    let (status, sentence, failed) = check(&database, &[], "secrets").await;
    let key = lost.key_ids().next().unwrap();
    assert!(status == FAILED && failed && sentence.contains(key), "{sentence}");
    assert!(sentence.contains("scaliyo.webhooks.secret"), "{sentence}");

    database.as_owner(&webhook(1, "in the open")).await;
    let (status, sentence, failed) = check(&database, &[], "secrets").await;
    assert!(status == FAILED && failed && sentence.contains("not sealed"), "{sentence}");
    assert!(!sentence.contains("in the open"), "{sentence}");

    database.as_owner(&webhook(1, &seal(&new))).await;
    let keys = format!("{LOST_KEY},{NEW_KEY}");
    let (status, sentence, failed) = check(&database, &[("WORKGRAPH_SECRET_KEY", &keys)], "secrets").await;
    assert!(status == "warning" && !failed && sentence.contains("secrets rotate"), "{sentence}");
}

#[tokio::test]
async fn a_healthy_database_passes_and_is_not_changed() {
    let database = Database::clone_of(Contents::Demo).await;
    let mut owner = PgConnection::connect(&database.settings.owner_url).await.unwrap();
    // Of this database alone: others write to the same server meanwhile.
    let written = "select sum(n_tup_ins + n_tup_upd + n_tup_del)::text from pg_stat_user_tables";
    let before: String = sqlx::query_scalar(written).fetch_one(&mut owner).await.unwrap();
    let output = doctor(&database, &[], &["--json"]).await;
    let after: String = sqlx::query_scalar(written).fetch_one(&mut owner).await.unwrap();
    assert_eq!(before, after);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["healthy"], true);
    let checks = report["checks"].as_array().unwrap();
    let not_ok: Vec<_> = checks.iter().filter(|check| check["status"] != "ok").collect();
    assert!(not_ok.is_empty(), "{not_ok:?}");
    assert_eq!(checks.len(), 14, "{text}");
    owner.close().await.unwrap();
}
