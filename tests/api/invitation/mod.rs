//! How people come into the systems: invitations of every kind, sign-up, accounts of other systems.
//!
//! `refusals` is about all kinds alike, `rights` about who may invite to what, `entry` about what the newcomer gets, `return`
//! about those who have been there before.

mod entry;
mod import;
mod refusals;
mod returning;
mod rights;
mod sign_up;

use serde_json::{Value, json};
use uuid::Uuid;
use workgraph::auth::SignUps;

use crate::support::make::row_id;
use crate::support::{ADA, Answer, MailServer, Person, STRANGER, TestApp};

/// Who is invited in most tests: has an account and nothing else.
static GUEST: Person = STRANGER;
/// Who has no account yet.
const NEW: &str = "nora@example.org";
const PASSWORD: &str = "correct horse";

/// A kind of invitation, as Ada makes it.
struct Kind {
    operation: &'static str,
    /// The input, but for the address.
    input: fn() -> Value,
    /// What is there once somebody is in; $1 is the account.
    joined: &'static str,
    /// As `InvitationKind`.
    name: &'static str,
}

const KINDS: [Kind; 7] = [
    Kind {
        operation: "internalTeamMemberInvite",
        input: || json!({"fullName": "Guest", "role": row_id(1002, 5)}),
        joined: "internal.team_members where status = 'active' and onboarded_at is not null and user_id",
        name: "INTERNAL",
    },
    Kind {
        operation: "coreUserInvite",
        input: || json!({"role": row_id(2001, 9)}),
        joined: "core.users where is_active and tenant_id = '11111111-1111-1111-1111-111111111111' and id",
        name: "CORE",
    },
    Kind {
        operation: "assistOrganizationInvite",
        input: || json!({"organization": row_id(4001, 1), "role": "MEMBER"}),
        joined: "assist.users join assist.org_memberships m on m.user_id = users.id \
                 where status = 'active' and m.role = 'member' and users.id",
        name: "ASSIST",
    },
    Kind {
        operation: "scaliyoTeamInvite",
        input: || json!({"team": row_id(5004, 1), "role": "MEMBER"}),
        joined: "scaliyo.profiles join scaliyo.team_members m on m.user_id = profiles.id \
                 where status = 'active' and profiles.role = 'CLIENT' and m.role = 'member' and profiles.id",
        name: "SCALIYO_TEAM",
    },
    Kind {
        operation: "scaliyoBoardInvite",
        input: || json!({"board": row_id(5101, 1), "role": "VIEWER"}),
        joined: "scaliyo.profiles join scaliyo.teamhub_flow_members m on m.user_id = profiles.id \
                 where status = 'active' and m.role = 'viewer' and profiles.id",
        name: "SCALIYO_BOARD",
    },
    Kind {
        operation: "taskjugglerTeamInvite",
        input: || json!({"team": row_id(3005, 1)}),
        joined: "taskjuggler.users join taskjuggler.team_members m on m.user_id = users.id where not m.is_admin and users.id",
        name: "TASKJUGGLER_TEAM",
    },
    Kind {
        operation: "taskjugglerTaskInvite",
        input: || json!({"task": row_id(3101, 3)}),
        joined: "taskjuggler.users join auth.invitations i on i.accepted_by = users.id \
                 join taskjuggler.task_invitations t on t.id = i.id and t.status = 'accepted' where users.id",
        name: "TASKJUGGLER_TASK",
    },
];

impl Kind {
    async fn has_joined(&self, app: &TestApp, id: Uuid) -> bool {
        count(app, &format!("{} = '{id}'", self.joined)).await == 1
    }
}

fn kind(operation: &str) -> &'static Kind {
    KINDS.iter().find(|kind| kind.operation == operation).unwrap()
}

/// The server, and the letters that it sends.
struct House {
    app: TestApp,
    mail: MailServer,
}

impl House {
    async fn start() -> Self {
        let (app, mail) = TestApp::with_mail(SignUps::Invited).await;
        Self { app, mail }
    }

    /// Ada invites somebody; returns the invitation's id and the token of its letter.
    async fn invited(&mut self, kind: &Kind, email: &str) -> (String, String) {
        let answer = invite(&self.app, &ADA, kind, email).await;
        let id = answer[kind.operation]["invitationId"].as_str().unwrap().to_owned();
        (id, self.token_for(email).await)
    }

    /// The token of the next letter, which must be for this address.
    async fn token_for(&mut self, email: &str) -> String {
        let letter = self.mail.next().await;
        assert_eq!(letter.to.to_lowercase(), format!("rcpt to:<{}>", email.to_lowercase()));
        letter.token()
    }
}

async fn invite(app: &TestApp, inviter: &Person, kind: &Kind, email: &str) -> Answer {
    invite_with(app, inviter, kind.operation, email, (kind.input)()).await
}

async fn invite_with(
    app: &TestApp,
    inviter: &Person,
    operation: &str,
    email: &str,
    mut input: Value,
) -> Answer {
    input["email"] = email.into();
    let (first, rest) = operation.split_at(1);
    let query = format!(
        "mutation ($input: {}{rest}Input!) {{ {operation}(input: $input) {{ invitationId expiresAt }} }}",
        first.to_uppercase()
    );
    app.client(inviter).run_with(&query, json!({"input": input})).await
}

async fn accept(app: &TestApp, who: &Person, token: &str) -> Answer {
    let query = "mutation ($token: String!) { invitationAccept(token: $token) { kind } }";
    app.client(who).run_with(query, json!({"token": token})).await
}

async fn revoke(app: &TestApp, who: &Person, id: &str) -> Answer {
    let query = "mutation ($id: String!) { invitationRevoke(id: $id) { done } }";
    app.client(who).run_with(query, json!({"id": id})).await
}

async fn sign_up(app: &TestApp, email: &str, invitation: Option<&str>) -> Answer {
    let query = "mutation ($email: String!, $password: String!, $invitation: String) {
        signUp(email: $email, password: $password, displayName: \"Nora New\", invitation: $invitation) { mustConfirm }
    }";
    let variables = json!({"email": email, "password": PASSWORD, "invitation": invitation});
    app.anonymous().run_with(query, variables).await
}

/// The rows of a table, with a condition.
async fn count(app: &TestApp, rows: &str) -> i64 {
    sqlx::Row::get(&app.as_owner(&format!("select count(*) from {rows}")).await[0], 0)
}

/// Code and message of the only error.
fn refusal(answer: &Answer) -> (String, String) {
    let message = answer.error()["message"].as_str().unwrap();
    (answer.code().to_owned(), message.to_owned())
}
