//! Rows that are handed to somebody else: who may not, to whom not, and what both sides are told.

use serde_json::{Value, json};
use sqlx::Row as _;
use uuid::Uuid;

use crate::support::make::row_id;
use crate::support::{ADA, Answer, BEN, CHLOE, DAN, IRIS, Person, STRANGER, Subscription, TestApp};

const LOGS: [&str; 3] = ["internal.team_audit_log", "assist.audit_events", "scaliyo.audit_logs"];

/// Grace works in the space of the season, as a member.
const GRACE: &str = "update assist.users set status = 'active' where email = 'grace@example.com'";

/// Calls an operation that takes `id`, and gives `entityId`, a row and a cursor.
async fn hand_over(app: &TestApp, person: &Person, operation: &str, input: &Value) -> Answer {
    let entity = operation.strip_suffix("HandOver").or(operation.strip_suffix("Assign")).unwrap();
    let input_type = format!("{}{}Input", operation[..1].to_uppercase(), &operation[1..]);
    let query = format!(
        "mutation ($input: {input_type}!) {{ handed: {operation}(input: $input) {{ entityId cursor {entity} {{ id rowId }} }} }}"
    );
    app.client(person).run_with(&query, json!({ "input": input })).await
}

/// A task of Dan's in a place of which he only reads another part.
async fn task_of_dan(app: &TestApp, id: &str, area: &str) {
    app.as_owner(&format!(
        "insert into assist.tasks (id, title, status, priority, color, space_id, area_id, user_id, user_uuid)
         values ('{id}', 'Hand me over', 'active', 'medium', 'blue', 'space_006', '{area}', '{dan}', '{dan}')",
        dan = DAN.id
    ))
    .await;
}

/// All that must stay as it is where nothing is handed over.
async fn everything(app: &TestApp) -> Vec<String> {
    let mut sums = Vec::new();
    let tables = ["assist.tasks", "assist.spaces", "taskjuggler.tasks", "taskjuggler.teams", "scaliyo.teams"];
    for table in tables.iter().chain(&LOGS) {
        let sql =
            format!("select coalesce(md5(string_agg(t::text, '' order by t::text)), '') from {table} t");
        sums.push(app.as_owner(&sql).await[0].get(0));
    }
    sums
}

#[tokio::test]
async fn what_may_not_be_handed_over_stays_where_it_is() {
    let app = TestApp::demo().await;
    app.as_owner(GRACE).await;
    task_of_dan(&app, "task_of_dan", "area_017").await;
    let grace = Person { id: Uuid::from_u128(ADA.id.as_u128() + 8), email: "grace@example.com".into() };
    let version: String =
        app.as_owner("select xmin::text from assist.tasks where id = 'task_of_dan'").await[0].get(0);
    let before = everything(&app).await;

    let to = |person: &Person| json!({"id": "task_of_dan", "to": person.id});
    let app = &app;
    let assist = |person: Person, input: Value| async move {
        hand_over(app, &person, "assistTaskHandOver", &input).await
    };
    let answer = assist(STRANGER, to(&ADA)).await;
    assert_eq!(answer.code(), "NOT_FOUND");
    assert_eq!(assist(IRIS, to(&IRIS)).await.error()["message"], answer.error()["message"]);
    assert_eq!(assist(ADA, json!({"id": "task_of_nobody", "to": BEN.id})).await.code(), "NOT_FOUND");
    let query = format!(
        "mutation {{ assistTaskHandOver(input: {{id: \"task_of_dan\", to: \"{}\"}}) {{ entityId }} }}",
        ADA.id
    );
    assert_eq!(app.anonymous().run(&query).await.code(), "UNAUTHENTICATED");

    // A member changes the task and does not hand it on; a reader does neither.
    assert_eq!(assist(grace.clone(), to(&grace)).await.code(), "FORBIDDEN");
    app.as_owner("update assist.tasks set user_id = 'gone', user_uuid = null where id = 'task_of_dan'").await;
    assert_eq!(assist(DAN, to(&ADA)).await.code(), "FORBIDDEN");
    app.as_owner(&format!(
        "update assist.tasks set user_id = '{dan}', user_uuid = '{dan}' where id = 'task_of_dan'",
        dan = DAN.id
    ))
    .await;

    // Somebody elsewhere, somebody unknown and somebody who could not have it there read the same.
    let elsewhere = assist(DAN, to(&IRIS)).await;
    assert_eq!(
        (elsewhere.code(), &elsewhere.error()["extensions"]["field"]),
        ("BAD_USER_INPUT", &json!("input.to"))
    );
    for person in [Uuid::new_v4(), STRANGER.id] {
        let answer = assist(DAN, json!({"id": "task_of_dan", "to": person})).await;
        assert_eq!(answer.error()["message"], elsewhere.error()["message"]);
    }
    assert_eq!(assist(DAN, json!({"id": "task_of_dan", "to": "nobody"})).await.code(), "BAD_USER_INPUT");

    let mut stale = to(&CHLOE);
    stale["expectedVersion"] = version.into();
    let conflict = assist(DAN, stale).await;
    assert_eq!(conflict.code(), "CONFLICT");
    assert!(conflict.error()["extensions"]["currentVersion"].is_string());

    // Of other tables: a personal space, a member who is no administrator, a team of others, nobody at all.
    let (task, team) = (row_id(3101, 5), row_id(3005, 1));
    for (person, operation, input, code) in [
        (&ADA, "assistSpaceHandOver", json!({"id": "space_001", "to": CHLOE.id}), "FORBIDDEN"),
        (&ADA, "scaliyoTeamHandOver", json!({"id": row_id(5004, 1), "to": BEN.id}), "BAD_USER_INPUT"),
        (&CHLOE, "scaliyoTeamHandOver", json!({"id": row_id(5004, 1), "to": CHLOE.id}), "FORBIDDEN"),
        (&ADA, "taskjugglerTeamHandOver", json!({"id": team, "to": BEN.id}), "BAD_USER_INPUT"),
        (&CHLOE, "taskjugglerTeamHandOver", json!({"id": team, "to": CHLOE.id}), "FORBIDDEN"),
        (&IRIS, "taskjugglerTaskAssign", json!({"id": task, "owner": IRIS.id}), "NOT_FOUND"),
        (&BEN, "taskjugglerTaskAssign", json!({"id": task, "owner": IRIS.id}), "BAD_USER_INPUT"),
        (&BEN, "taskjugglerTaskAssign", json!({"id": task, "team": row_id(3005, 2)}), "BAD_USER_INPUT"),
        (&BEN, "taskjugglerTaskAssign", json!({"id": task, "teamMember": row_id(3006, 4)}), "BAD_USER_INPUT"),
        (&BEN, "taskjugglerTaskAssign", json!({ "id": task }), "BAD_USER_INPUT"),
    ] {
        let answer = hand_over(app, person, operation, &input).await;
        assert_eq!(answer.code(), code, "{operation} {input}");
    }
    let after = everything(app).await;
    assert_eq!(after[1..], before[1..]);
    assert_eq!(app.as_owner("select from assist.tasks where user_id = 'gone'").await.len(), 0);
}

/// The place of a change in the change log, after which it is listened.
async fn here(app: &TestApp) -> Value {
    let task = row_id(1201, 150);
    let query =
        format!("mutation {{ internalTaskUpdate(id: \"{task}\", input: {{title: \"Here\"}}) {{ cursor }} }}");
    app.client(&ADA).run(&query).await["internalTaskUpdate"]["cursor"].clone()
}

async fn tasks_from(app: &TestApp, here: &Value, person: &Person) -> Subscription {
    let fields = "{ kind entityId task { headline } }";
    app.client(person).subscribe(&format!("subscription {{ taskChanged(after: {here}) {fields} }}")).await
}

#[tokio::test]
async fn the_old_owner_loses_a_row_and_the_new_one_gets_it() {
    let app = TestApp::demo().await;
    // Requested by Chloe, done by Ben, of no team.
    let task = row_id(3101, 5);
    let here = here(&app).await;
    let (mut ben, mut ada) = (tasks_from(&app, &here, &BEN).await, tasks_from(&app, &here, &ADA).await);
    let answer = hand_over(&app, &BEN, "taskjugglerTaskAssign", &json!({"id": task, "owner": ADA.id})).await;
    let handed = answer["handed"].clone();
    assert_eq!(handed["taskjugglerTask"], Value::Null, "Ben sees it no more");
    assert!(handed["cursor"].is_string());
    let (lost, got) = (ben.next().await, ada.next().await);
    assert_eq!((&lost["kind"], &lost["task"]), (&json!("REMOVED"), &Value::Null));
    assert_eq!(got["kind"], "CREATED");
    assert_eq!((&lost["entityId"], &got["entityId"]), (&handed["entityId"], &handed["entityId"]));
    let node = format!("{{ node(id: {}) {{ id }} }}", handed["entityId"]);
    assert_eq!(app.client(&BEN).run(&node).await["node"], Value::Null);
    assert_eq!(app.client(&ADA).run(&node).await["node"]["id"], handed["entityId"]);

    // Who still sees it gets it back; what is handed to who has it is left alone.
    let id = json!({"id": handed["entityId"], "team": row_id(3005, 1), "owner": BEN.id});
    let back = hand_over(&app, &CHLOE, "taskjugglerTaskAssign", &id).await;
    assert_eq!(back["handed"]["taskjugglerTask"]["rowId"], json!(task));
    let again = hand_over(&app, &CHLOE, "taskjugglerTaskAssign", &id).await;
    assert_eq!(
        (&again["handed"]["entityId"], &again["handed"]["cursor"]),
        (&handed["entityId"], &Value::Null)
    );
}

#[tokio::test]
async fn every_kind_of_row_is_handed_over_with_a_note_and_nothing_else_changes() {
    let app = TestApp::demo().await;
    let workshop = format!(
        "update assist.documents set space_id = 'space_003' where id = 'doc_005';
         insert into assist.pages (id, user_id, area_id, title, content, page_type, visibility)
         values ('page_to_go', '{}', 'area_016', 'To go', '{{}}', 'general', 'private')",
        DAN.id
    );
    app.database.try_as_owner(&workshop).await.unwrap();
    task_of_dan(&app, "task_to_go", "area_016").await;
    let (ada, chloe) = (json!(ADA.id), json!(CHLOE.id));
    let row = |kind, number| json!(row_id(kind, number));
    let assist = |person: &Value| json!({"user_id": person, "user_uuid": person});
    let notes = |noun: &str, id: &str| {
        format!(
            "assist.audit_events where action = 'handed_over' and resource_type = '{noun}' and resource_id = '{id}'"
        )
    };
    // Who hands over what, the table, the values that it has then, and the note of it.
    let cases: Vec<(Person, &str, Value, &str, Value, String)> = vec![
        (
            DAN,
            "assistTaskHandOver",
            json!({"id": "task_to_go", "to": ada}),
            "assist.tasks",
            assist(&ada),
            notes("task", "task_to_go"),
        ),
        (
            DAN,
            "assistPageHandOver",
            json!({"id": "page_to_go", "to": chloe}),
            "assist.pages",
            json!({"user_id": chloe}),
            notes("page", "page_to_go"),
        ),
        (
            DAN,
            "assistDocumentHandOver",
            json!({"id": "doc_005", "to": ada}),
            "assist.documents",
            assist(&ada),
            notes("document", "doc_005"),
        ),
        (
            BEN,
            "assistAreaHandOver",
            json!({"id": "area_008", "to": ada}),
            "assist.areas",
            assist(&ada),
            notes("area", "area_008"),
        ),
        (
            BEN,
            "assistSpaceHandOver",
            json!({"id": "space_003", "to": ada}),
            "assist.spaces",
            assist(&ada),
            notes("space", "space_003"),
        ),
        (
            ADA,
            "internalSavedViewHandOver",
            json!({"id": row(1207, 2), "to": row(1001, 2)}),
            "internal.saved_views",
            json!({"owner_id": row(1001, 2)}),
            "internal.team_audit_log where action = 'saved_view.updated'".to_owned(),
        ),
        (
            CHLOE,
            "scaliyoStrategyTaskAssign",
            json!({"id": row(5108, 2), "assignedTo": chloe, "team": null}),
            "scaliyo.strategy_tasks",
            json!({"assigned_to": chloe, "team_id": null}),
            "scaliyo.audit_logs where action = 'strategy_task.updated'".to_owned(),
        ),
        (
            ADA,
            "scaliyoTeamHandOver",
            json!({"id": row(5004, 1), "to": chloe}),
            "scaliyo.teams",
            json!({"owner_id": chloe}),
            "scaliyo.audit_logs where action = 'team.updated'".to_owned(),
        ),
        (
            ADA,
            "taskjugglerTeamHandOver",
            json!({"id": row(3005, 1), "to": chloe}),
            "taskjuggler.teams",
            json!({"created_by": chloe}),
            "(values (1)) as there_is_no_log".to_owned(),
        ),
        (
            BEN,
            "taskjugglerTaskAssign",
            json!({"id": row(3101, 5), "owner": null, "teamMember": row(3006, 2)}),
            "taskjuggler.tasks",
            json!({"owner_id": null, "team_member_id": row(3006, 2)}),
            "(values (1)) as there_is_no_log".to_owned(),
        ),
    ];
    for (person, operation, input, table, expected, note) in cases {
        let id = input["id"].as_str().unwrap().to_owned();
        let read = format!("select to_jsonb(t) - 'updated_at' from {table} t where id::text = '{id}'");
        let mut row: Value = app.as_owner(&read).await[0].get(0);
        let answer = hand_over(&app, &person, operation, &input).await;
        assert!(answer["handed"]["entityId"].as_str().unwrap().starts_with("wg_"), "{operation}");
        let now: Value = app.as_owner(&read).await[0].get(0);
        for (column, value) in expected.as_object().unwrap() {
            row[column] = value.clone();
        }
        assert_eq!(now, row, "{operation}");
        assert_eq!(app.as_owner(&format!("select from {note}")).await.len(), 1, "{operation}: {note}");
    }
    let roles = "select user_id, role from scaliyo.team_members where team_id = '00005004-0000-4000-8000-000000000001' and role <> 'member' order by role";
    let roles: Vec<(Uuid, String)> =
        app.as_owner(roles).await.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert_eq!(roles, [(ADA.id, "admin".to_owned()), (CHLOE.id, "owner".to_owned())]);
    let by_ben =
        format!("select from assist.audit_events where action = 'handed_over' and user_id = '{}'", BEN.id);
    assert_eq!(app.as_owner(&by_ben).await.len(), 2, "the note names who handed over");
}

#[tokio::test]
async fn the_database_itself_refuses_what_the_rules_do_not_allow() {
    let app = TestApp::demo().await;
    // Past the API, as an injection would call it: with more columns, and in the name of somebody else.
    let call = |person: &Person, function: &str, id: &str, wanted: Value| {
        let claims = json!({"sub": person.id, "role": "authenticated"});
        let call = format!(
            "select set_config('request.jwt.claims', '{claims}', true), handover.{function}('{id}', '{wanted}', null)"
        );
        let app = &app;
        async move { app.as_owner(&call).await[0].get::<Option<String>, _>(1) }
    };
    let task = row_id(3101, 5).to_string();
    assert_eq!(
        call(&STRANGER, "taskjuggler_tasks", &task, json!({"owner_id": STRANGER.id})).await.unwrap(),
        "giver"
    );
    assert_eq!(call(&BEN, "taskjuggler_tasks", &task, json!({"owner_id": IRIS.id})).await.unwrap(), "target");
    let more = json!({"requestor_id": BEN.id, "title": "Mine"});
    assert_eq!(call(&BEN, "taskjuggler_tasks", &task, more).await, None, "nothing to be changed");
    let half = json!({"user_uuid": ADA.id});
    assert_eq!(call(&BEN, "assist_spaces", "space_003", half).await.unwrap(), "receiver");
    let kept = "select from taskjuggler.tasks where id = '00003101-0000-4000-8000-000000000005' and title <> 'Mine' and requestor_id <> owner_id";
    assert_eq!(app.as_owner(kept).await.len(), 1);
}
