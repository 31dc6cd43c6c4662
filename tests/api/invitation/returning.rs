//! People who are there already, who were there before, or whose place is shut.

use serde_json::json;
use uuid::Uuid;

use super::{GUEST, House, KINDS, accept, count, invite, invite_with, kind, sign_up};
use crate::support::make::row_id;
use crate::support::{ADA, BEN, DAN, IRIS, KIRA, Person, TestApp};

const fn person(number: u128, email: &'static str) -> Person {
    Person {
        id: Uuid::from_u128(0xaaaa_aaaa_aaaa_aaaa_aaaa_aaaa_aaaa_a000 + number),
        email: std::borrow::Cow::Borrowed(email),
    }
}

/// Suspended, in the internal team and in Assist.
const GRACE: Person = person(0x009, "grace@example.com");
/// Disabled in Scaliyo.
const JONAS: Person = person(0x007, "jonas@example.com");

#[tokio::test]
async fn who_is_suspended_does_not_come_back_by_an_invitation() {
    let mut house = House::start().await;
    for (operation, who) in
        [("assistOrganizationInvite", &GRACE), ("scaliyoTeamInvite", &JONAS), ("scaliyoBoardInvite", &JONAS)]
    {
        let (_, token) = house.invited(kind(operation), &who.email).await;
        assert_eq!(accept(&house.app, who, &token).await.code(), "CONFLICT", "{operation}");
    }
    let input = json!({"fullName": "Grace", "role": row_id(1002, 5)});
    let answer =
        invite_with(&house.app, &ADA, "internalTeamMemberInvite", "grace@selify.example", input).await;
    assert_eq!(answer.code(), "CONFLICT");
    assert_eq!(
        count(
            &house.app,
            &format!("internal.team_members where user_id = '{}' and status = 'suspended'", GRACE.id)
        )
        .await,
        1
    );
    assert_eq!(
        count(&house.app, &format!("assist.users where id = '{}' and status = 'suspended'", GRACE.id)).await,
        1
    );
    assert_eq!(count(&house.app, &format!("scaliyo.team_members where user_id = '{}'", JONAS.id)).await, 0);
    assert_eq!(count(&house.app, "auth.invitations where accepted_at is not null").await, 0);
}

#[tokio::test]
async fn a_place_suspended_after_the_invitation_is_not_given() {
    let mut house = House::start().await;
    let (_, token) = house.invited(kind("internalTeamMemberInvite"), &GUEST.email).await;
    house
        .app
        .as_owner(&format!(
            "update internal.team_members set status = 'suspended' where email = '{}'",
            GUEST.email
        ))
        .await;
    assert_eq!(accept(&house.app, &GUEST, &token).await.code(), "CONFLICT");
    assert_eq!(count(&house.app, &format!("internal.team_members where user_id = '{}'", GUEST.id)).await, 0);
}

#[tokio::test]
async fn who_was_offboarded_or_deactivated_comes_back_in_the_invitations_role() {
    let mut house = House::start().await;
    let input = json!({"role": row_id(1002, 5)});
    invite_with(&house.app, &ADA, "internalTeamMemberInvite", "marco@selify.example", input).await.data();
    let token = house.token_for("marco@example.com").await;
    sign_up(&house.app, "marco@example.com", Some(&token)).await.data();
    let marco = "internal.team_members where email = 'marco@selify.example' and status = 'active' and offboarded_at is null";
    assert_eq!(
        count(&house.app, &format!("{marco} and role_name = 'viewer' and user_id is not null")).await,
        1
    );

    house.app.as_owner(&format!("update core.users set is_active = false where id = '{}'", DAN.id)).await;
    let (_, token) = house.invited(kind("coreUserInvite"), &DAN.email).await;
    accept(&house.app, &DAN, &token).await.data();
    let dan = format!("core.users where id = '{}' and is_active and role_id = '{}'", DAN.id, row_id(2001, 9));
    assert_eq!(count(&house.app, &dan).await, 1);
}

#[tokio::test]
async fn who_has_left_joins_anew() {
    let mut house = House::start().await;
    house.app.as_owner("update taskjuggler.tasks set team_member_id = null").await;
    for (operation, who, leave) in [
        (
            "assistOrganizationInvite",
            &BEN,
            format!("delete from assist.org_memberships where user_id = '{}'", BEN.id),
        ),
        (
            "scaliyoTeamInvite",
            &KIRA,
            format!("delete from scaliyo.team_members where user_id = '{}'", KIRA.id),
        ),
        (
            "taskjugglerTeamInvite",
            &BEN,
            format!("delete from taskjuggler.team_members where user_id = '{}'", BEN.id),
        ),
    ] {
        house.app.as_owner(&leave).await;
        let (_, token) = house.invited(kind(operation), &who.email).await;
        accept(&house.app, who, &token).await.data();
    }
    assert_eq!(
        count(
            &house.app,
            &format!("assist.org_memberships where user_id = '{}' and role = 'member'", BEN.id)
        )
        .await,
        1
    );
    assert_eq!(
        count(&house.app, &format!("scaliyo.team_members where user_id = '{}' and role = 'member'", KIRA.id))
            .await,
        1
    );
    assert_eq!(
        count(&house.app, &format!("taskjuggler.team_members where user_id = '{}' and not is_admin", BEN.id))
            .await,
        1
    );
}

#[tokio::test]
async fn a_member_keeps_the_role() {
    let mut house = House::start().await;
    for (operation, who, input, kept) in [
        (
            "coreUserInvite",
            &BEN,
            json!({"role": row_id(2001, 9)}),
            format!("core.users where id = '{}' and role_id = '{}'", BEN.id, row_id(2001, 4)),
        ),
        (
            "assistOrganizationInvite",
            &BEN,
            json!({"organization": row_id(4001, 1), "role": "OWNER"}),
            format!("assist.org_memberships where user_id = '{}' and role = 'member'", BEN.id),
        ),
        (
            "scaliyoTeamInvite",
            &KIRA,
            json!({"team": row_id(5004, 1), "role": "ADMIN"}),
            format!("scaliyo.team_members where user_id = '{}' and role = 'member'", KIRA.id),
        ),
        (
            "scaliyoBoardInvite",
            &KIRA,
            json!({"board": row_id(5101, 1), "role": "ADMIN"}),
            format!(
                "scaliyo.teamhub_flow_members where user_id = '{}' and flow_id = '{}' and role = 'viewer'",
                KIRA.id,
                row_id(5101, 1)
            ),
        ),
        (
            "taskjugglerTeamInvite",
            &BEN,
            json!({"team": row_id(3005, 1), "isAdmin": true}),
            format!("taskjuggler.team_members where user_id = '{}' and not is_admin", BEN.id),
        ),
    ] {
        invite_with(&house.app, &ADA, operation, &who.email, input).await.data();
        let token = house.token_for(&who.email).await;
        accept(&house.app, who, &token).await.data();
        assert_eq!(count(&house.app, &kept).await, 1, "{operation}");
    }
}

#[tokio::test]
async fn an_account_is_in_one_tenant_and_has_one_place_in_the_team() {
    let mut house = House::start().await;
    let (_, token) = house.invited(kind("coreUserInvite"), &IRIS.email).await;
    assert_eq!(accept(&house.app, &IRIS, &token).await.code(), "CONFLICT");
    let lumen = "22222222-2222-2222-2222-222222222222";
    assert_eq!(
        count(&house.app, &format!("core.users where id = '{}' and tenant_id = '{lumen}'", IRIS.id)).await,
        1
    );
    let input = json!({"fullName": "Ben again", "personalEmail": BEN.email});
    invite_with(&house.app, &ADA, "internalTeamMemberInvite", "ben2@selify.example", input).await.data();
    let token = house.token_for(&BEN.email).await;
    assert_eq!(accept(&house.app, &BEN, &token).await.code(), "CONFLICT");
    assert_eq!(count(&house.app, &format!("internal.team_members where user_id = '{}'", BEN.id)).await, 1);
}

#[tokio::test]
async fn who_has_declined_is_not_let_in() {
    let mut house = House::start().await;
    for (operation, decline) in [
        ("scaliyoTeamInvite", "update scaliyo.team_invites set status = 'declined'"),
        ("taskjugglerTeamInvite", "update taskjuggler.team_invitations set status = 'declined'"),
        ("taskjugglerTaskInvite", "update taskjuggler.task_invitations set status = 'declined'"),
        ("scaliyoBoardInvite", "delete from scaliyo.teamhub_invites"),
    ] {
        let kind = kind(operation);
        let (_, token) = house.invited(kind, &GUEST.email).await;
        house.app.as_owner(decline).await;
        assert_eq!(accept(&house.app, &GUEST, &token).await.code(), "CONFLICT", "{operation}");
        assert!(!kind.has_joined(&house.app, GUEST.id).await, "{operation}");
        let (_, token) = house.invited(kind, &GUEST.email).await;
        accept(&house.app, &GUEST, &token).await.data();
    }
}

#[tokio::test]
async fn who_is_active_in_the_team_is_not_invited_to_it() {
    let app = TestApp::demo().await;
    let answer = invite(&app, &ADA, &KINDS[0], "ben@selify.example").await;
    assert_eq!(answer.code(), "CONFLICT");
}

#[tokio::test]
async fn a_place_in_the_team_is_offered_to_one_address_at_a_time() {
    let mut house = House::start().await;
    let mut offer = async |address: &str| {
        let input = json!({"fullName": "Guest", "personalEmail": address});
        invite_with(&house.app, &ADA, "internalTeamMemberInvite", "guest@selify.example", input).await.data();
        house.token_for(address).await
    };
    let slip = offer("stranger@example.com").await;
    let meant = offer("nora@example.org").await;
    assert_eq!(accept(&house.app, &GUEST, &slip).await.code(), "CONFLICT");
    sign_up(&house.app, "nora@example.org", Some(&meant)).await.data();
}
