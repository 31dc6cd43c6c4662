//! The audit logs: what is noted of a write, that nothing is noted of what was not done, that no secret is, and that it stays.

use serde_json::{Value, json};
use sqlx::Row as _;
use workgraph::domain;

use crate::support::make::row_id;
use crate::support::{ADA, Contents, Database, TestApp};

const LOGS: [&str; 6] = [
    "internal.team_audit_log",
    "internal.ai_audit_log",
    "core.audit_logs",
    "assist.audit_events",
    "scaliyo.audit_logs",
    "scaliyo.support_audit_logs",
];

/// The notes that a query finds, as JSON.
async fn notes(app: &TestApp, log: &str, which: &str) -> Vec<Value> {
    let rows = app.as_owner(&format!("select to_jsonb(l) from {log} l where {which}")).await;
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn a_write_notes_who_did_what_and_from_where() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let (outcome, member) = (row_id(2101, 1), row_id(1001, 3));
    let (organization, team) = (row_id(4001, 1), row_id(5004, 1));
    let query = format!(
        "mutation {{
            coreOutcomeUpdate(id: \"{outcome}\", input: {{title: \"Noted\"}}) {{ cursor }}
            internalTeamMemberUpdate(id: \"{member}\", input: {{displayName: \"Noted\"}}) {{ cursor }}
            assistOrganizationUpdate(id: \"{organization}\", input: {{name: \"Noted\"}}) {{ cursor }}
            scaliyoTeamUpdate(id: \"{team}\", input: {{name: \"Noted\"}}) {{ cursor }}
        }}"
    );
    // What a client says of itself is a text, whatever is in it.
    let headers = [("x-request-id", "trace-1"), ("user-agent", "it's '; drop schema core cascade; --\\")];
    ada.send(&json!({ "query": query }), &headers).await.data();

    let core = notes(&app, "core.audit_logs", "request_id = 'trace-1'").await;
    let [note] = &core[..] else { panic!("expected one note: {core:#?}") };
    assert_eq!(note["actor_id"], json!(ADA.id));
    assert_eq!((&note["actor_email"], &note["ip_address"]), (&json!("ada@example.com"), &json!("127.0.0.1")));
    assert_eq!(note["user_agent"], headers[1].1);
    assert_eq!((&note["action"], &note["entity_type"]), (&json!("UPDATE"), &json!("OUTCOME")));
    assert_eq!((&note["entity_id"], &note["entity_title"]), (&json!(outcome), &json!("Noted")));
    assert_eq!(note["new_values"], r#"{"title": "Noted"}"#);
    assert!(note["old_values"].as_str().unwrap().starts_with(r#"{"title": "Half"#), "{note:#}");

    let internal = notes(&app, "internal.team_audit_log", "details ->> 'requestId' = 'trace-1'").await;
    let [note] = &internal[..] else { panic!("expected one note: {internal:#?}") };
    assert_eq!((&note["actor_id"], &note["target_id"]), (&json!(row_id(1001, 1)), &json!(member)));
    assert_eq!((&note["action"], &note["ip_address"]), (&json!("member.updated"), &json!("127.0.0.1")));
    assert_eq!(note["details"]["after"], json!({"display_name": "Noted"}));

    let of_organization = format!("resource_id = '{organization}' and action = 'updated'");
    let assist = notes(&app, "assist.audit_events", &of_organization).await;
    assert_eq!((assist.len(), &assist[0]["user_id"]), (1, &json!(ADA.id)));
    let scaliyo = notes(&app, "scaliyo.audit_logs", "action = 'team.updated'").await;
    assert_eq!(
        (scaliyo.len(), &scaliyo[0]["user_id"], &scaliyo[0]["team_id"]),
        (1, &json!(ADA.id), &json!(team))
    );

    // What was only tried, what was refused and what changed nothing leaves no note.
    let again = [("x-request-id", "trace-2")];
    for fields in [
        "coreOutcomeUpdate(id: $id, input: {title: \"Other\"}, dryRun: true) { cursor }",
        "coreOutcomeUpdate(id: $id, input: {title: \"Other\"}, expectedVersion: \"1\") { cursor }",
        "coreOutcomeUpdate(id: $id, input: {title: \"Noted\"}) { cursor }",
    ] {
        let body =
            json!({"query": format!("mutation ($id: ID!) {{ {fields} }}"), "variables": {"id": outcome}});
        ada.send(&body, &again).await;
    }
    assert_eq!(notes(&app, "core.audit_logs", "request_id = 'trace-2'").await, Vec::<Value>::new());

    // One that met others' writes twice was done once.
    let meet = "create sequence public.met; grant usage on sequence public.met to authenticated;
                create function public.meet() returns trigger language plpgsql as $$ begin
                if nextval('public.met') < 3 then raise exception using errcode = '40001'; end if; return null; end $$;
                create trigger meet after update on core.outcomes for each row execute function public.meet()";
    app.database.try_as_owner(meet).await.unwrap();
    let body = json!({"query": format!("mutation {{ coreOutcomeUpdate(id: \"{outcome}\", input: {{title: \"Met\"}}) {{ coreOutcome {{ title }} }} }}")});
    let met = ada.send(&body, &[("x-request-id", "trace-3"), ("idempotency-key", "met")]).await;
    assert_eq!(met["coreOutcomeUpdate"]["coreOutcome"]["title"], "Met");
    assert_eq!(app.as_owner("select last_value from public.met").await[0].get::<i64, _>(0), 3);
    assert_eq!(notes(&app, "core.audit_logs", "request_id = 'trace-3'").await.len(), 1);
}

#[tokio::test]
async fn what_is_noted_stays() {
    let database = Database::clone_of(Contents::Demo).await;
    for log in LOGS {
        let count = format!("select md5(string_agg(l::text, '' order by l::text)) from {log} l");
        let before: Option<String> = database.as_owner(&count).await[0].get(0);
        for role in ["anon", "authenticated", "restricted", "service_role"] {
            for act in ["update {log} set action = 'x'", "delete from {log}", "truncate {log}"] {
                let act = act.replace("{log}", log);
                let refused =
                    database.try_as_owner(&format!("do $$ begin set local role {role}; {act}; end $$")).await;
                let refused = refused.expect_err(&format!("{role} may {act}"));
                assert!(refused.contains("permission denied"), "{role}: {refused}");
            }
        }
        assert_eq!(database.as_owner(&count).await[0].get::<Option<String>, _>(0), before, "{log}");
    }
}

#[tokio::test]
async fn no_secret_is_noted() {
    let database = Database::clone_of(Contents::Demo).await;
    let watched =
        "select tgrelid::regclass::text, encode(tgargs, 'escape') from pg_trigger where tgname = 'audit'";
    let watched = database.as_owner(watched).await;
    let mut hidden = 0;
    for row in &watched {
        let (table, told): (String, String) = (row.get(0), row.get(1));
        let (schema, name) = table.split_once('.').unwrap();
        let system = domain::SYSTEMS.iter().find(|system| system.schema == schema).unwrap();
        let columns = system.tables.iter().filter(|known| known.table == name).flat_map(|known| known.hidden);
        for column in columns {
            assert!(told.contains(column), "{table}.{column} would be noted: {told}");
            hidden += 1;
        }
    }
    assert!(hidden > 3, "the hidden columns were not found");

    // That it has changed is told.
    let sql = format!(
        "select set_config('request.jwt.claims', '{{\"sub\": \"{}\", \"role\": \"authenticated\"}}', false)",
        ADA.id
    );
    database.as_owner(&sql).await;
    database.as_owner("update core.users set refresh_token = 'planted-secret', title = title").await;
    let notes = database.as_owner("select to_jsonb(l)::text from core.audit_logs l where entity_type = 'USER' and new_values = '{}'").await;
    assert!(!notes.is_empty());
    let planted =
        database.as_owner("select from core.audit_logs l where l::text like '%planted-secret%'").await;
    assert!(planted.is_empty());
}
