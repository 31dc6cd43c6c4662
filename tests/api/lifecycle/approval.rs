//! Approval requests: votes are counted, two people are two people, and what came of it is kept.

use serde_json::json;
use sqlx::Row as _;

use super::{act, refused, row};
use crate::support::make::row_id;
use crate::support::{ADA, BEN, CHLOE, DAN, Person, STRANGER, TestApp};

#[tokio::test]
async fn who_may_not_decide_and_what_is_decided_is_refused() {
    let app = TestApp::demo().await;
    let (pending, approved, of_two) = (row_id(1102, 1), row_id(1102, 2), row_id(1102, 16));
    let (vote, decide, cancel) =
        ("internalApprovalRequestVote", "internalApprovalRequestDecide", "internalApprovalRequestCancel");
    refused(
        &app,
        "internal.approval_requests",
        vec![
            (STRANGER, vote, json!({"id": pending, "vote": "APPROVE"}), "NOT_FOUND"),
            (DAN, vote, json!({"id": pending, "vote": "APPROVE"}), "FORBIDDEN"),
            (ADA, vote, json!({"id": approved, "vote": "REJECT"}), "CONFLICT"),
            (DAN, decide, json!({"id": pending, "decision": "APPROVED"}), "FORBIDDEN"),
            (ADA, decide, json!({"id": approved, "decision": "REJECTED"}), "CONFLICT"),
            (ADA, decide, json!({"id": of_two, "decision": "APPROVED"}), "CONFLICT"),
            (DAN, cancel, json!({"id": pending}), "FORBIDDEN"),
            (ADA, cancel, json!({"id": approved}), "CONFLICT"),
        ],
    )
    .await;
    let dans = format!("select from internal.approval_votes where voter_id = '{}'", row_id(1001, 4));
    assert_eq!(app.as_owner(&dans).await.len(), 0);
}

#[tokio::test]
async fn a_request_is_approved_by_as_many_as_it_needs() {
    let app = TestApp::demo().await;
    let id = row_id(1102, 16);
    let vote = async |person: Person, says: &str| {
        act(&app, &person, "internalApprovalRequestVote", json!({"id": id, "vote": says})).await.data();
        let row = row(&app, "internal.approval_requests", &id.to_string()).await;
        (row["status"].as_str().unwrap().to_owned(), row["current_approvals"].as_i64().unwrap())
    };
    // Whoever votes again changes the vote, and is not counted twice.
    assert_eq!(vote(ADA, "APPROVE").await, ("pending".to_owned(), 1));
    assert_eq!(vote(ADA, "APPROVE").await, ("pending".to_owned(), 1));
    assert_eq!(vote(ADA, "ABSTAIN").await, ("pending".to_owned(), 0));
    assert_eq!(vote(BEN, "APPROVE").await, ("pending".to_owned(), 1));
    assert_eq!(vote(CHLOE, "APPROVE").await, ("approved".to_owned(), 2));
    let outcome = format!(
        "select human_decision, human_decision_by, was_override from internal.approval_outcomes where approval_request_id = '{id}'"
    );
    let outcome = app.as_owner(&outcome).await;
    let [outcome] = &outcome[..] else { panic!("expected one outcome") };
    assert_eq!(outcome.get::<String, _>(0), "approved");
    assert_eq!(outcome.get::<uuid::Uuid, _>(1), row_id(1001, 3));
}

#[tokio::test]
async fn votes_at_the_same_moment_all_count() {
    let app = TestApp::demo().await;
    let id = row_id(1102, 16);
    app.as_owner(&format!("update internal.approval_requests set required_approvals = 3 where id = '{id}'"))
        .await;
    let vote = async |person: Person| {
        let input = json!({"id": id, "vote": "APPROVE"});
        act(&app, &person, "internalApprovalRequestVote", input).await
    };
    let (ada, ben, chloe) = tokio::join!(vote(ADA), vote(BEN), vote(CHLOE));
    assert_eq!([ada.codes(), ben.codes(), chloe.codes()].concat(), Vec::<&str>::new());
    let row = row(&app, "internal.approval_requests", &id.to_string()).await;
    assert_eq!((&row["status"], &row["current_approvals"]), (&json!("approved"), &json!(3)));
}

#[tokio::test]
async fn a_decision_against_the_ai_is_kept_as_such() {
    let app = TestApp::demo().await;
    // The AI would reject this one, and nobody waits for a second approval.
    let id = row_id(1102, 6);
    let input = json!({"id": id, "decision": "APPROVED", "notes": "Known customer"});
    act(&app, &ADA, "internalApprovalRequestDecide", input).await.data();
    let outcome =
        format!("select was_override from internal.approval_outcomes where approval_request_id = '{id}'");
    assert!(app.as_owner(&outcome).await[0].get::<bool, _>(0));
    act(&app, &ADA, "internalApprovalRequestCancel", json!({"id": row_id(1102, 1), "notes": "Not any more"}))
        .await
        .data();
    let cancelled = row(&app, "internal.approval_requests", &row_id(1102, 1).to_string()).await;
    assert_eq!(
        (&cancelled["status"], &cancelled["resolution_notes"]),
        (&json!("cancelled"), &json!("Not any more"))
    );
}
