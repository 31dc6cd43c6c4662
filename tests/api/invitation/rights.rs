//! Who may invite to what, and in which role: never to more than the own role may give.

use serde_json::{Value, json};

use super::{GUEST, House, KINDS, NEW, accept, count, invite, invite_with, kind, revoke};
use crate::support::make::row_id;
use crate::support::{ADA, BEN, CHLOE, IRIS, KIRA, Person, STRANGER, TestApp};

/// What this person is answered who invites so.
async fn code(app: &TestApp, inviter: &Person, operation: &str, input: Value) -> String {
    let answer = invite_with(app, inviter, operation, NEW, input).await;
    answer.codes().first().map_or("", |code| *code).to_owned()
}

#[tokio::test]
async fn who_may_not_invite_is_refused_and_no_letter_goes_out() {
    let house = House::start().await;
    let refused = [
        // In the same place, without the right.
        (&BEN, "internalTeamMemberInvite", "FORBIDDEN"),
        (&BEN, "coreUserInvite", "FORBIDDEN"),
        (&BEN, "assistOrganizationInvite", "FORBIDDEN"),
        (&KIRA, "scaliyoBoardInvite", "FORBIDDEN"),
        (&BEN, "taskjugglerTeamInvite", "FORBIDDEN"),
        // Elsewhere, with every right there: the place is not there for them.
        (&IRIS, "internalTeamMemberInvite", "NOT_FOUND"),
        (&IRIS, "assistOrganizationInvite", "NOT_FOUND"),
        (&IRIS, "scaliyoTeamInvite", "NOT_FOUND"),
        (&IRIS, "scaliyoBoardInvite", "NOT_FOUND"),
        (&IRIS, "taskjugglerTeamInvite", "NOT_FOUND"),
        (&IRIS, "taskjugglerTaskInvite", "NOT_FOUND"),
        (&STRANGER, "coreUserInvite", "FORBIDDEN"),
    ];
    for (who, operation, expected) in refused {
        let answer = invite(&house.app, who, kind(operation), NEW).await;
        assert_eq!(answer.code(), expected, "{operation} by {}", who.email);
    }
    for kind in &KINDS {
        let answer = invite(&house.app, &STRANGER, kind, NEW).await;
        assert!(["FORBIDDEN", "NOT_FOUND"].contains(&answer.code()), "{}", kind.operation);
    }
    assert_eq!(count(&house.app, "auth.invitations").await, 0);
    assert_eq!(count(&house.app, &format!("internal.team_members where email = '{NEW}'")).await, 0);
    assert!(house.mail.is_empty());
}

#[tokio::test]
async fn nobody_gives_more_capabilities_than_they_hold() {
    let app = TestApp::demo().await;
    app.as_owner(&format!(
        "update internal.team_members set custom_capabilities = '{{team.members.manage}}' where user_id = '{}'",
        BEN.id
    ))
    .await;
    let role = |number| json!({"fullName": "Nora New", "role": row_id(1002, number)});
    let operation = "internalTeamMemberInvite";
    assert_eq!(code(&app, &BEN, operation, role(1)).await, "FORBIDDEN");
    assert_eq!(code(&app, &BEN, operation, role(2)).await, "");
    // Nor by a place that somebody else has made.
    let place = json!({"fullName": "Nora New", "personalEmail": "mine@example.org"});
    app.as_owner(&format!(
        "update internal.team_members set role_id = '{}' where email = '{NEW}'",
        row_id(1002, 1)
    ))
    .await;
    assert_eq!(code(&app, &BEN, operation, place).await, "FORBIDDEN");
    assert_eq!(count(&app, "internal.team_members where personal_email = 'mine@example.org'").await, 0);
}

#[tokio::test]
async fn a_place_that_became_more_than_the_inviter_may_give_is_not_given() {
    let mut house = House::start().await;
    house
        .app
        .as_owner(&format!(
            "update internal.team_members set custom_capabilities = '{{team.members.manage}}' where user_id = '{}'",
            BEN.id
        ))
        .await;
    let input = json!({"fullName": "Guest", "role": row_id(1002, 5)});
    invite_with(&house.app, &BEN, "internalTeamMemberInvite", &GUEST.email, input).await.data();
    let token = house.token_for(&GUEST.email).await;
    let raise = "update internal.team_members set role_id = (select id from internal.team_roles where name = 'owner')";
    house.app.as_owner(&format!("{raise} where email = '{}'", GUEST.email)).await;
    assert_eq!(accept(&house.app, &GUEST, &token).await.code(), "CONFLICT");
    assert_eq!(count(&house.app, &format!("internal.team_members where user_id = '{}'", GUEST.id)).await, 0);
}

#[tokio::test]
async fn nobody_gives_more_permissions_than_they_hold() {
    let app = TestApp::demo().await;
    app.as_owner(&format!(
        "insert into core.role_permissions (role_id, permission_id) values ('{}', '{}')",
        row_id(2001, 4),
        row_id(2002, 7)
    ))
    .await;
    for (role, expected) in [(1, "FORBIDDEN"), (2, "FORBIDDEN"), (11, "NOT_FOUND"), (4, "")] {
        let input = json!({"role": row_id(2001, role)});
        assert_eq!(code(&app, &BEN, "coreUserInvite", input).await, expected, "role {role}");
    }
}

#[tokio::test]
async fn administrators_make_administrators_and_owners_owners() {
    let app = TestApp::demo().await;
    let organization = |role: &str| json!({"organization": row_id(4001, 1), "role": role});
    let team = |role: &str| json!({"team": row_id(5004, 1), "role": role});
    for (who, operation, input, expected) in [
        (&CHLOE, "assistOrganizationInvite", organization("OWNER"), "FORBIDDEN"),
        (&CHLOE, "assistOrganizationInvite", organization("ADMIN"), ""),
        (&ADA, "assistOrganizationInvite", organization("OWNER"), ""),
        (&KIRA, "scaliyoTeamInvite", team("ADMIN"), "FORBIDDEN"),
        (&KIRA, "scaliyoTeamInvite", team("MEMBER"), ""),
        (&CHLOE, "scaliyoTeamInvite", team("ADMIN"), ""),
    ] {
        assert_eq!(code(&app, who, operation, input.clone()).await, expected, "{} {input}", who.email);
    }
    // There is no such role to ask for.
    let owner = code(&app, &ADA, "scaliyoTeamInvite", team("OWNER")).await;
    assert!(["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"].contains(&owner.as_str()), "{owner}");
}

#[tokio::test]
async fn what_an_inviter_may_no_longer_give_is_not_given() {
    let mut house = House::start().await;
    let ada = ADA.id;
    let losses = [
        (
            "internalTeamMemberInvite",
            format!("update internal.team_members set status = 'suspended' where user_id = '{ada}'"),
        ),
        ("coreUserInvite", format!("update core.users set is_active = false where id = '{ada}'")),
        (
            "assistOrganizationInvite",
            format!("update assist.org_memberships set role = 'member' where user_id = '{ada}'"),
        ),
        ("scaliyoBoardInvite", format!("delete from scaliyo.teamhub_flow_members where user_id = '{ada}'")),
        ("scaliyoTeamInvite", format!("update scaliyo.profiles set status = 'disabled' where id = '{ada}'")),
        (
            "taskjugglerTaskInvite",
            format!(
                "update taskjuggler.tasks set requestor_id = '{}', team_id = null where id = '{}'",
                BEN.id,
                row_id(3101, 3)
            ),
        ),
        ("taskjugglerTeamInvite", format!("delete from taskjuggler.team_members where user_id = '{ada}'")),
    ];
    for (operation, loss) in losses {
        let kind = kind(operation);
        let (_, token) = house.invited(kind, &GUEST.email).await;
        house.app.as_owner(&loss).await;
        assert_eq!(accept(&house.app, &GUEST, &token).await.code(), "CONFLICT", "{operation}");
        assert!(!kind.has_joined(&house.app, GUEST.id).await, "{operation}");
    }
}

#[tokio::test]
async fn a_disabled_inviter_lets_nobody_in() {
    let mut house = House::start().await;
    let kind = kind("taskjugglerTeamInvite");
    let (_, token) = house.invited(kind, &GUEST.email).await;
    house.app.as_owner(&format!("update auth.users set disabled_at = now() where id = '{}'", ADA.id)).await;
    assert_eq!(accept(&house.app, &GUEST, &token).await.code(), "CONFLICT");
    assert!(!kind.has_joined(&house.app, GUEST.id).await);
}

#[tokio::test]
async fn who_governs_a_place_takes_invitations_to_it_back_and_nobody_else() {
    let mut house = House::start().await;
    for (operation, others, governor) in [
        ("internalTeamMemberInvite", [&BEN, &IRIS], None),
        ("coreUserInvite", [&BEN, &IRIS], None),
        ("assistOrganizationInvite", [&BEN, &IRIS], Some(&CHLOE)),
        ("scaliyoTeamInvite", [&KIRA, &IRIS], Some(&CHLOE)),
        ("scaliyoBoardInvite", [&KIRA, &IRIS], Some(&CHLOE)),
        ("taskjugglerTeamInvite", [&BEN, &IRIS], Some(&CHLOE)),
        ("taskjugglerTaskInvite", [&BEN, &IRIS], Some(&CHLOE)),
    ] {
        let (id, _) = house.invited(kind(operation), NEW).await;
        for other in others {
            let code = revoke(&house.app, other, &id).await.code().to_owned();
            assert_eq!(code, "NOT_FOUND", "{operation} by {}", other.email);
        }
        revoke(&house.app, governor.unwrap_or(&ADA), &id).await.data();
    }
    assert_eq!(count(&house.app, "auth.invitations where revoked_at is null").await, 0);
}
