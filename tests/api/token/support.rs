//! Support sessions of Scaliyo: who may begin one, what is seen in it, what is kept of it, how it ends.

use std::time::Duration;

use serde_json::{Value, json};
use sqlx::Row as _;

use super::until;
use crate::support::{Answer, Client, Person, TestApp, make};

const WHO: &str = "{ viewer { account { email } } }";
const PROFILES: &str =
    "query Profiles { scaliyoProfiles { nodes { id email } } internalTasks { totalCount } }";

struct World {
    app: TestApp,
    admin: Client,
    admin_person: Person,
    customer: Person,
}

async fn person(app: &TestApp, name: &str, role: &str) -> Person {
    let email = format!("{name}@example.org");
    let person = make::account(app, &email).await;
    let id = person.id;
    app.as_owner(&format!(
        "insert into scaliyo.profiles (id, email, role) values ('{id}', '{email}', '{role}')"
    ))
    .await;
    person
}

async fn world() -> World {
    let app = TestApp::start().await;
    let admin_person = person(&app, "ada", "ADMIN").await;
    let customer = person(&app, "carl", "CLIENT").await;
    World { admin: app.client(&admin_person), app, admin_person, customer }
}

async fn start(client: &Client, user: &Person, reason: &str, minutes: i32) -> Answer {
    let mutation = "mutation ($input: ScaliyoSupportSessionStartInput!) {
        scaliyoSupportSessionStart(input: $input) { accessToken expiresAt sessionId } }";
    let input = json!({"user": user.id, "reason": reason, "accessLevel": "READ_ONLY", "minutes": minutes});
    client.run_with(mutation, json!({"input": input})).await
}

async fn end(client: &Client, id: &Value) -> Answer {
    let mutation =
        "mutation ($id: ID!) { scaliyoSupportSessionEnd(input: {id: $id}) { session { reason } } }";
    client.run_with(mutation, json!({"id": id})).await
}

impl World {
    /// Somebody with the token of a session, and the session's key.
    async fn begin(&self) -> (Client, Value) {
        let answer = start(&self.admin, &self.customer, "Their import fails.", 30).await;
        let started = &answer["scaliyoSupportSessionStart"];
        (self.app.bearer(started["accessToken"].as_str().unwrap()), started["sessionId"].clone())
    }

    async fn trace(&self) -> Vec<String> {
        let sql = "select action from scaliyo.support_audit_logs order by created_at, id";
        let rows = self.app.as_owner(sql).await;
        let mut actions: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        actions.sort();
        actions
    }
}

#[tokio::test]
async fn an_admin_sees_what_the_customer_sees_of_scaliyo_and_leaves_a_trace() {
    let world = world().await;
    let (client, _) = world.begin().await;
    let seen = client.run(PROFILES).await;
    assert_eq!(seen["scaliyoProfiles"]["nodes"][0]["email"], *world.customer.email);
    assert_eq!(seen["internalTasks"]["totalCount"], 0);
    assert_eq!(client.run(WHO).await["viewer"]["account"]["email"], *world.customer.email);
    assert_eq!(
        world.trace().await,
        ["query (viewer)", "query Profiles(scaliyoProfiles internalTasks)", "session started"]
    );
    let sql = "select from scaliyo.support_audit_logs l join scaliyo.support_sessions s on s.id = l.session_id \
               where l.admin_id = s.admin_id and l.target_user_id = s.target_user_id and l.details ->> 'accessLevel' = 'read_only'";
    assert_eq!(world.app.as_owner(sql).await.len(), 3);
}

#[tokio::test]
async fn nothing_can_be_changed_in_it_and_no_other_right_be_gained() {
    let world = world().await;
    let (client, id) = world.begin().await;
    let refused = [
        start(&client, &world.customer, "Again.", 30).await,
        end(&client, &id).await,
        client.run("mutation { personalTokenCreate(name: \"x\", abilities: [\"*\"]) { token } }").await,
        client.run("mutation { signOut { signedOut } }").await,
    ];
    assert!(refused.iter().all(|answer| answer.code() == "FORBIDDEN"), "{refused:?}");
    assert_eq!(world.trace().await.len(), 5);
    assert!(world.app.as_owner("select from taskjuggler.personal_access_tokens").await.is_empty());
}

#[tokio::test]
async fn only_platform_admins_begin_one_and_only_for_customers() {
    let world = world().await;
    let other_admin = person(&world.app, "alba", "ADMIN").await;
    let nobody = Person { id: uuid::Uuid::new_v4(), email: "".into() };
    let customer = world.app.client(&world.customer);
    let code = async |client: &Client, user: &Person, reason: &str, minutes: i32| {
        start(client, user, reason, minutes).await.code().to_owned()
    };
    assert_eq!(code(&customer, &world.customer, "Why not.", 30).await, "FORBIDDEN");
    assert_eq!(code(&world.app.anonymous(), &world.customer, "Why not.", 30).await, "UNAUTHENTICATED");
    assert_eq!(code(&world.admin, &other_admin, "Curious.", 30).await, "FORBIDDEN");
    assert_eq!(code(&world.admin, &world.admin_person, "Curious.", 30).await, "FORBIDDEN");
    assert_eq!(code(&world.admin, &nobody, "Curious.", 30).await, "NOT_FOUND");
    assert_eq!(code(&world.admin, &world.customer, "  ", 30).await, "BAD_USER_INPUT");
    assert_eq!(code(&world.admin, &world.customer, "Long.", 121).await, "BAD_USER_INPUT");
    assert_eq!(code(&world.admin, &world.customer, "Short.", 0).await, "BAD_USER_INPUT");
    world.app.as_owner("update scaliyo.profiles set status = 'disabled' where role = 'ADMIN'").await;
    assert_eq!(code(&world.admin, &world.customer, "Still here.", 30).await, "FORBIDDEN");
    assert!(world.app.as_owner("select from scaliyo.support_sessions").await.is_empty());
    assert_eq!(world.trace().await, [""; 0]);
}

#[tokio::test]
async fn what_cannot_be_noted_is_not_answered() {
    let world = world().await;
    let (client, _) = world.begin().await;
    world.app.as_owner("revoke insert on scaliyo.support_audit_logs from service_role").await;
    let answer = client.run(PROFILES).await;
    assert!(!answer.codes().is_empty() && !answer.body.to_string().contains("carl@"), "{:#}", answer.body);
    let mut open = client.connect().await;
    assert_eq!(open.receive().await["type"], "connection_ack");
    open.subscribe("1", "subscription { taskChanged(snapshot: true) { kind } }").await;
    assert_eq!(open.receive().await["type"], "error");
    world.app.as_owner("grant insert on scaliyo.support_audit_logs to service_role").await;
    assert_eq!(client.run(PROFILES).await.status, 200);
    assert_eq!(world.trace().await.len(), 2);
}

#[tokio::test]
async fn its_end_is_felt_at_once() {
    let world = world().await;
    let (client, id) = world.begin().await;
    let mut open = client.connect().await;
    assert_eq!(open.receive().await["type"], "connection_ack");
    end(&world.admin, &id).await.data();
    assert_eq!(client.run(WHO).await.status, 401);
    assert_eq!(open.closed().await, 4403);
    assert_eq!(world.trace().await, ["session ended", "session started"]);
    assert_eq!(end(&world.admin, &id).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn it_ends_with_its_time() {
    let world = world().await;
    let (client, _) = world.begin().await;
    assert_eq!(client.run(WHO).await.status, 200);
    world.app.clock.advance(Duration::from_secs(30 * 60));
    assert_eq!(client.run(WHO).await.status, 401);
}

#[tokio::test]
async fn it_ends_with_the_rights_of_the_admin() {
    let world = world().await;
    let (client, _) = world.begin().await;
    let mut open = client.connect().await;
    assert_eq!(open.receive().await["type"], "connection_ack");
    world.app.as_owner("update scaliyo.profiles set role = 'CLIENT' where role = 'ADMIN'").await;
    assert_eq!(open.closed().await, 4403);
    until("the token is refused", async || client.run(WHO).await.status == 401).await;
    let (id, sql) = (world.admin_person.id, "update scaliyo.profiles set role = 'ADMIN' where id");
    world.app.as_owner(&format!("{sql} = '{id}'")).await;
    until("the token is good again", async || client.run(WHO).await.status == 200).await;
    world.app.as_owner(&format!("update auth.users set disabled_at = now() where id = '{id}'")).await;
    until("the token is refused", async || client.run(WHO).await.status == 401).await;
}
