//! What a newcomer gets: precisely what the role gives, and nothing in the other systems. Nobody else is disturbed.

use std::time::Duration;

use serde_json::{Value, json};

use super::{GUEST, House, KINDS, NEW, PASSWORD, accept, count, kind, revoke, sign_up};
use crate::support::make::row_id;
use crate::support::{ADA, BEN, Person, TestApp};

const LISTS: [&str; 7] = [
    "internalTasks",
    "coreDecisions",
    "assistOrganizations",
    "scaliyoTeams",
    "scaliyoTeamhubBoards",
    "taskjugglerTeams",
    "taskjugglerTasks",
];

/// How long the lists are for somebody, in one query.
async fn seen(app: &TestApp, who: &Person) -> Vec<i64> {
    let fields: String = LISTS.iter().map(|list| format!("{list} {{ totalCount }} ")).collect();
    let answer = app.client(who).run(&format!("{{ {fields} }}")).await;
    LISTS.iter().map(|list| answer[*list]["totalCount"].as_i64().unwrap()).collect()
}

/// How long they are to be for who has joined by this kind.
async fn expected(app: &TestApp, kind: &str) -> Vec<i64> {
    let tenant = "11111111-1111-1111-1111-111111111111";
    let lists = match kind {
        "INTERNAL" => [count(app, "internal.tasks where deleted_at is null").await, 0, 0, 0, 0, 0, 0],
        "CORE" => {
            [0, count(app, &format!("core.decisions where tenant_id = '{tenant}'")).await, 0, 0, 0, 0, 0]
        }
        "ASSIST" => [0, 0, 1, 0, 0, 0, 0],
        "SCALIYO_TEAM" => [0, 0, 0, 1, 0, 0, 0],
        "SCALIYO_BOARD" => [0, 0, 0, 0, 1, 0, 0],
        "TASKJUGGLER_TEAM" => {
            let tasks =
                format!("taskjuggler.tasks where deleted_at is null and team_id = '{}'", row_id(3005, 1));
            [0, 0, 0, 0, 0, 1, count(app, &tasks).await]
        }
        "TASKJUGGLER_TASK" => [0, 0, 0, 0, 0, 0, 1],
        other => panic!("{other}"),
    };
    lists.to_vec()
}

#[tokio::test]
async fn a_newcomer_signs_up_by_invitation_and_sees_what_the_role_gives() {
    for kind in &KINDS {
        let mut house = House::start().await;
        let (_, token) = house.invited(kind, NEW).await;
        let answer = sign_up(&house.app, NEW, Some(&token)).await;
        assert_eq!(answer["signUp"]["mustConfirm"], false, "{}", kind.operation);
        let row = &house.app.as_owner(&format!("select id from auth.users where email = '{NEW}'")).await[0];
        let nora = Person { id: sqlx::Row::get(row, 0), email: NEW.into() };
        assert!(kind.has_joined(&house.app, nora.id).await, "{}", kind.operation);
        assert_eq!(
            seen(&house.app, &nora).await,
            expected(&house.app, kind.name).await,
            "{}",
            kind.operation
        );
        let signed_in =
            format!("mutation {{ signIn(email: \"{NEW}\", password: \"{PASSWORD}\") {{ accessToken }} }}");
        house.app.anonymous().run(&signed_in).await.data();
    }
}

#[tokio::test]
async fn an_account_joins_all_systems_and_they_add_up() {
    let mut house = House::start().await;
    let mut sum = vec![0; LISTS.len()];
    assert_eq!(seen(&house.app, &GUEST).await, sum);
    for kind in &KINDS {
        // A task of the team is not seen twice.
        if kind.name == "TASKJUGGLER_TASK" {
            continue;
        }
        let (_, token) = house.invited(kind, &GUEST.email).await;
        accept(&house.app, &GUEST, &token).await.data();
        let more = expected(&house.app, kind.name).await;
        sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        assert_eq!(seen(&house.app, &GUEST).await, sum, "{}", kind.operation);
    }
}

#[tokio::test]
async fn the_documents_own_tables_show_the_invitation_and_are_kept_in_step() {
    let mut house = House::start().await;
    for (operation, table) in [
        ("scaliyoTeamInvite", "scaliyo.team_invites"),
        ("scaliyoBoardInvite", "scaliyo.teamhub_invites"),
        ("taskjugglerTeamInvite", "taskjuggler.team_invitations"),
        ("taskjugglerTaskInvite", "taskjuggler.task_invitations"),
    ] {
        let kind = kind(operation);
        let shown = |status: &str| format!("{table} where status = '{status}' and email = '{}'", GUEST.email);
        let (id, _) = house.invited(kind, &GUEST.email).await;
        assert_eq!(count(&house.app, &shown("pending")).await, 1, "{operation}");
        revoke(&house.app, &ADA, &id).await.data();
        assert_eq!(count(&house.app, &shown("pending")).await, 0, "{operation}");
        house.invited(kind, &GUEST.email).await;
        let (_, token) = house.invited(kind, &GUEST.email).await;
        assert_eq!(count(&house.app, &shown("pending")).await, 1, "{operation}");
        accept(&house.app, &GUEST, &token).await.data();
        let both = (count(&house.app, &shown("pending")).await, count(&house.app, &shown("accepted")).await);
        assert_eq!(both, (0, 1), "{operation}");
        // There is a limit to letters within a day.
        house.app.clock.advance(Duration::from_secs(86_400));
    }
}

#[tokio::test]
async fn the_token_stands_in_the_letter_alone() {
    let mut house = House::start().await;
    for kind in &KINDS {
        let (_, token) = house.invited(kind, &GUEST.email).await;
        let rows = house
            .app
            .as_owner("select to_jsonb(i)::text from auth.invitations i union all select to_jsonb(i)::text from taskjuggler.team_invitations i \
                       union all select to_jsonb(i)::text from taskjuggler.task_invitations i")
            .await;
        assert!(rows.iter().all(|row| !sqlx::Row::get::<String, _>(row, 0).contains(&token)));
    }
}

#[tokio::test]
async fn the_streams_of_members_go_on_when_somebody_joins() {
    let mut house = House::start().await;
    let title =
        |title: &str| format!("update internal.tasks set title = '{title}' where id = '{}'", row_id(1201, 7));
    let here = house
        .app
        .client(&ADA)
        .run_with(
            "mutation ($id: ID!) { internalTaskUpdate(id: $id, input: {title: \"Here\"}) { cursor } }",
            json!({"id": row_id(1201, 7)}),
        )
        .await;
    let after = &here["internalTaskUpdate"]["cursor"];
    let query = format!("subscription {{ taskChanged(after: {after}) {{ kind task {{ headline }} }} }}");
    let mut ben = house.app.client(&BEN).subscribe(&query).await;
    for kind in &KINDS {
        let (_, token) = house.invited(kind, &GUEST.email).await;
        accept(&house.app, &GUEST, &token).await.data();
        house.app.as_owner(&title(kind.name)).await;
        assert_eq!(ben.next().await["task"]["headline"], kind.name);
    }
}

#[tokio::test]
async fn who_collaborates_on_a_task_works_on_it_until_the_invitation_is_taken_back() {
    let mut house = House::start().await;
    let kind = kind("taskjugglerTaskInvite");
    let (id, token) = house.invited(kind, &GUEST.email).await;
    accept(&house.app, &GUEST, &token).await.data();
    let guest = house.app.client(&GUEST);
    let task = row_id(3101, 3);
    let own = "{ taskjugglerTasks { nodes { rowId can { update delete } } } }";
    let expected = json!([{"rowId": task, "can": {"update": false, "delete": false}}]);
    assert_eq!(guest.run(own).await["taskjugglerTasks"]["nodes"], expected);
    // A collaborator does not bring others.
    let other = super::invite(&house.app, &GUEST, kind, NEW).await;
    assert_eq!(other.code(), "FORBIDDEN");

    let rename = |title: &str| format!("update taskjuggler.tasks set title = '{title}' where id = '{task}'");
    let mut stream =
        guest.subscribe("subscription { taskChanged(snapshot: true) { kind task { headline } } }").await;
    assert_eq!(stream.next().await["kind"], "SNAPSHOT");
    house.app.as_owner(&rename("Heard")).await;
    assert_eq!(stream.next().await["task"]["headline"], "Heard");
    revoke(&house.app, &ADA, &id).await.data();
    house.app.as_owner(&rename("Not for you")).await;
    assert_eq!(stream.ended().await, "RESYNC_REQUIRED");
    assert_eq!(guest.run(own).await["taskjugglerTasks"]["nodes"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn deleting_the_row_that_is_shown_takes_the_task_away() {
    let mut house = House::start().await;
    let (id, token) = house.invited(kind("taskjugglerTaskInvite"), &GUEST.email).await;
    accept(&house.app, &GUEST, &token).await.data();
    assert_eq!(seen(&house.app, &GUEST).await[6], 1);
    house.app.as_owner(&format!("delete from taskjuggler.task_invitations where id = '{id}'")).await;
    assert_eq!(seen(&house.app, &GUEST).await[6], 0);
}

#[tokio::test]
async fn systems_that_keep_a_log_note_who_was_let_in_by_whom() {
    let mut house = House::start().await;
    // Each log, the note of who came in by whose right, and how many changes there are to be noted: an account that is new
    // to Assist or to Scaliyo gets a user or a profile first.
    for (operation, log, note, changes) in [
        (
            "internalTeamMemberInvite",
            "internal.team_audit_log",
            format!("action = 'member.onboarded' and actor_id = '{}'", row_id(1001, 1)),
            1,
        ),
        (
            "coreUserInvite",
            "core.audit_logs",
            format!("action = 'USER_CREATED' and actor_id = '{}' and entity_id = '{}'", ADA.id, GUEST.id),
            1,
        ),
        (
            "assistOrganizationInvite",
            "assist.audit_events",
            format!("action = 'member_added' and user_id = '{}'", ADA.id),
            2,
        ),
        (
            "scaliyoTeamInvite",
            "scaliyo.audit_logs",
            format!("action = 'team_member.created' and user_id = '{}'", ADA.id),
            2,
        ),
    ] {
        let (_, token) = house.invited(kind(operation), &GUEST.email).await;
        let noted = format!("{log} where {note}");
        let (before, noted_before) = (count(&house.app, log).await, count(&house.app, &noted).await);
        accept(&house.app, &GUEST, &token).await.data();
        assert_eq!(count(&house.app, &noted).await, noted_before + 1, "{operation}");
        assert_eq!(count(&house.app, log).await, before + changes, "{operation}");
    }
}
