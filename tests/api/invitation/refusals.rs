//! Invitations that are refused, for every kind alike; nothing is changed by them.

use std::time::Duration;

use futures::future::join_all;
use serde_json::json;
use workgraph::auth::{Abilities, Grant, Principal};
use workgraph::graphql::Request;

use super::{GUEST, House, KINDS, NEW, accept, count, invite, invite_with, kind, refusal, revoke, sign_up};
use crate::support::{ADA, BEN, HUGO, TestApp};

const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test]
async fn a_token_that_is_not_for_the_caller_reads_like_none() {
    let mut house = House::start().await;
    for kind in &KINDS {
        let (_, token) = house.invited(kind, &GUEST.email).await;
        let (wrong, unknown) =
            (accept(&house.app, &HUGO, &token).await, accept(&house.app, &HUGO, "nonsense").await);
        assert_eq!(unknown.code(), "NOT_FOUND");
        assert_eq!(refusal(&wrong), refusal(&unknown), "{}", kind.operation);
        accept(&house.app, &GUEST, &token).await.data();
        let used = accept(&house.app, &HUGO, &token).await;
        assert_eq!(refusal(&used), refusal(&unknown), "{}", kind.operation);
    }
}

#[tokio::test]
async fn an_invitation_is_good_once() {
    let mut house = House::start().await;
    for kind in &KINDS {
        let (_, token) = house.invited(kind, &GUEST.email).await;
        assert!(!kind.has_joined(&house.app, GUEST.id).await, "{}", kind.operation);
        let accepted = accept(&house.app, &GUEST, &token).await;
        assert_eq!(accepted["invitationAccept"]["kind"], kind.name);
        assert!(kind.has_joined(&house.app, GUEST.id).await, "{}", kind.operation);
        assert_eq!(accept(&house.app, &GUEST, &token).await.code(), "CONFLICT", "{}", kind.operation);
        assert!(kind.has_joined(&house.app, GUEST.id).await, "{}", kind.operation);
    }
}

#[tokio::test]
async fn of_simultaneous_acceptances_one_succeeds() {
    let mut house = House::start().await;
    for kind in &KINDS {
        let (_, token) = house.invited(kind, &GUEST.email).await;
        let answers = join_all((0..4).map(|_| accept(&house.app, &GUEST, &token))).await;
        let mut codes: Vec<_> = answers.iter().flat_map(|answer| answer.codes()).collect();
        codes.dedup();
        assert_eq!(
            answers.iter().filter(|answer| answer.codes().is_empty()).count(),
            1,
            "{}",
            kind.operation
        );
        assert_eq!(codes, ["CONFLICT"]);
        assert!(kind.has_joined(&house.app, GUEST.id).await, "{}", kind.operation);
    }
}

#[tokio::test]
async fn an_invitation_ends_after_a_week() {
    let mut house = House::start().await;
    let mut tokens = Vec::new();
    for kind in &KINDS {
        tokens.push((kind, house.invited(kind, &GUEST.email).await.1));
    }
    house.app.clock.advance(7 * DAY);
    for (kind, token) in tokens {
        let (code, message) = refusal(&accept(&house.app, &GUEST, &token).await);
        assert_eq!(code, "CONFLICT");
        assert!(message.contains("expired"), "{message}");
        assert!(!kind.has_joined(&house.app, GUEST.id).await, "{}", kind.operation);
        let renewed = house.invited(kind, &GUEST.email).await.1;
        accept(&house.app, &GUEST, &renewed).await.data();
    }
}

#[tokio::test]
async fn an_invitation_that_was_taken_back_lets_nobody_in() {
    let mut house = House::start().await;
    for kind in &KINDS {
        let (id, token) = house.invited(kind, &GUEST.email).await;
        assert_eq!(revoke(&house.app, &GUEST, &id).await.code(), "NOT_FOUND", "{}", kind.operation);
        revoke(&house.app, &ADA, &id).await.data();
        assert_eq!(revoke(&house.app, &ADA, &id).await.code(), "NOT_FOUND", "{}", kind.operation);
        assert_eq!(accept(&house.app, &GUEST, &token).await.code(), "CONFLICT", "{}", kind.operation);
        assert!(!kind.has_joined(&house.app, GUEST.id).await, "{}", kind.operation);
    }
    assert_eq!(revoke(&house.app, &ADA, "nonsense").await.code(), "BAD_USER_INPUT");
}

#[tokio::test]
async fn inviting_again_voids_the_token_before() {
    let mut house = House::start().await;
    for kind in &KINDS {
        let (id, old) = house.invited(kind, &GUEST.email).await;
        let (renewed, token) = house.invited(kind, &GUEST.email.to_uppercase()).await;
        assert_eq!(id, renewed, "{}", kind.operation);
        assert_eq!(accept(&house.app, &GUEST, &old).await.code(), "NOT_FOUND", "{}", kind.operation);
        accept(&house.app, &GUEST, &token).await.data();
        // There is a limit to letters within a day.
        house.app.clock.advance(DAY);
    }
}

#[tokio::test]
async fn a_disabled_account_is_not_let_in() {
    let mut house = House::start().await;
    let (_, token) = house.invited(kind("taskjugglerTeamInvite"), &GUEST.email).await;
    house.app.as_owner(&format!("update auth.users set disabled_at = now() where id = '{}'", GUEST.id)).await;
    let refused = house.app.app.accounts.accept_invitation(GUEST.id, &token).await;
    assert_eq!(refused.unwrap_err().code(), "FORBIDDEN");
    assert_eq!(count(&house.app, "auth.invitations where accepted_at is not null").await, 0);
}

#[tokio::test]
async fn who_has_fewer_rights_than_the_account_neither_invites_nor_accepts() {
    let mut house = House::start().await;
    let (id, token) = house.invited(kind("coreUserInvite"), &GUEST.email).await;
    let restricted = |account_id| Principal::Restricted {
        account_id,
        by: Grant::PersonalToken(1),
        abilities: Abilities::parse(&["*"]).unwrap(),
        expires_at: None,
    };
    let invite = format!(
        "mutation {{ taskjugglerTeamInvite(input: {{email: \"{NEW}\", team: \"{}\"}}) {{ invitationId }} }}",
        crate::support::make::row_id(3005, 1)
    );
    let accept = format!("mutation {{ invitationAccept(token: \"{token}\") {{ kind }} }}");
    let revoke = format!("mutation {{ invitationRevoke(id: \"{id}\") {{ done }} }}");
    for (who, query) in [(ADA.id, invite), (GUEST.id, accept), (ADA.id, revoke)] {
        let request = Request { query: query.clone(), ..Request::default() };
        let app = &house.app.app;
        let response = app.engine.execute(&app.ctx(restricted(who), "restricted"), request).await;
        let body: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
        assert_eq!(body["errors"][0]["extensions"]["code"], "FORBIDDEN", "{query}");
    }
}

#[tokio::test]
async fn who_is_not_signed_in_is_asked_to() {
    let app = TestApp::demo().await;
    for query in [
        "mutation { invitationAccept(token: \"x\") { kind } }",
        "mutation { invitationRevoke(id: \"x\") { done } }",
        "mutation { coreUserInvite(input: {email: \"a@example.org\", role: \"00002001-0000-4000-8000-000000000001\"}) { invitationId } }",
    ] {
        assert_eq!(app.anonymous().run(query).await.code(), "UNAUTHENTICATED", "{query}");
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    let app = TestApp::demo().await;
    for kind in &KINDS {
        for email in ["", "nora", "nora@example.org\nBcc: all@example.org", "Nora <nora@example.org>"] {
            let answer = invite(&app, &ADA, kind, email).await;
            assert_eq!(answer.code(), "BAD_USER_INPUT", "{} {email:?}", kind.operation);
            assert_eq!(answer.error()["extensions"]["field"], "input.email");
        }
    }
    assert_eq!(count(&app, "auth.invitations").await, 0);
}

#[tokio::test]
async fn the_answer_is_the_same_whether_the_address_has_an_account() {
    let mut house = House::start().await;
    let mut letters = Vec::new();
    for email in [&*GUEST.email, NEW] {
        let answer = invite(&house.app, &ADA, kind("coreUserInvite"), email).await;
        assert_eq!(answer["coreUserInvite"]["expiresAt"], "2027-01-22T08:00:00Z");
        let letter = house.mail.next().await;
        let text = letter.text();
        let (_, text) = text.split_once("\n\n").unwrap();
        letters.push(text.replace(&letter.token(), ""));
    }
    assert_eq!(letters[0], letters[1]);
}

#[tokio::test]
async fn there_is_a_limit_to_letters_for_one_address_and_it_ends() {
    let mut house = House::start().await;
    let kind = kind("scaliyoTeamInvite");
    for _ in 0..10 {
        house.invited(kind, NEW).await;
    }
    let (id, code) = {
        let refused = invite(&house.app, &ADA, kind, NEW).await;
        assert!(refused.error()["extensions"]["retryAfterSeconds"].is_u64());
        (house.invited(kind, "other@example.org").await.0, refused.code().to_owned())
    };
    assert_eq!(code, "RATE_LIMITED");
    revoke(&house.app, &ADA, &id).await.data();
    house.app.clock.advance(DAY);
    house.invited(kind, NEW).await;
}

#[tokio::test]
async fn there_is_a_limit_to_open_invitations_to_one_place() {
    let app = TestApp::demo().await;
    let kind = kind("taskjugglerTeamInvite");
    let open = |number: u32| {
        format!(
            "insert into auth.invitations (kind, target, email, token_hash, invited_by, letters, created_at, expires_at)
             select 'taskjuggler_team', '{}', 'guest' || n || '@example.org', sha256(n::text::bytea), '{}', 1,
                    to_timestamp(1799800000), to_timestamp(1800400000)
             from generate_series(1, {number}) as n",
            crate::support::make::row_id(3005, 1),
            ADA.id
        )
    };
    app.as_owner(&open(100)).await;
    assert_eq!(invite(&app, &ADA, kind, NEW).await.code(), "RATE_LIMITED");
    // One of them may be renewed, and another place has its own.
    invite(&app, &ADA, kind, "guest7@example.org").await.data();
    let elsewhere = json!({"team": crate::support::make::row_id(5004, 1), "role": "MEMBER"});
    invite_with(&app, &ADA, "scaliyoTeamInvite", NEW, elsewhere).await.data();
}

#[tokio::test]
async fn what_somebody_else_has_offered_is_not_changed_by_who_may_not_take_it_back() {
    let mut house = House::start().await;
    let team = json!({"team": crate::support::make::row_id(5004, 1), "role": "ADMIN"});
    invite_with(&house.app, &ADA, "scaliyoTeamInvite", NEW, team.clone()).await.data();
    let token = house.token_for(NEW).await;
    let lower = json!({"team": team["team"], "role": "MEMBER"});
    let kira = &crate::support::KIRA;
    assert_eq!(invite_with(&house.app, kira, "scaliyoTeamInvite", NEW, lower).await.code(), "CONFLICT");
    sign_up(&house.app, NEW, Some(&token)).await.data();
    assert_eq!(count(&house.app, "scaliyo.team_members where role = 'admin'").await, 2);
    assert!(count(&house.app, &format!("scaliyo.profiles where id = '{}'", BEN.id)).await == 0);
}
