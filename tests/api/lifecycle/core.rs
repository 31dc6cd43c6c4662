//! CodeOps: outcomes, hypotheses, decisions.

use serde_json::{Value, json};
use sqlx::Row as _;

use super::{act, document, refused, row};
use crate::support::make::row_id;
use crate::support::{ADA, BEN, CHLOE, DAN, IRIS, STRANGER, TestApp};

#[tokio::test]
async fn states_that_do_not_follow_are_refused() {
    let app = TestApp::demo().await;
    let (draft, building) = (row_id(2102, 1), row_id(2102, 4));
    let step = "coreHypothesisTransition";
    refused(
        &app,
        "core.hypotheses",
        vec![
            (STRANGER, step, json!({"id": draft, "status": "READY"}), "NOT_FOUND"),
            (IRIS, step, json!({"id": draft, "status": "READY"}), "NOT_FOUND"),
            (DAN, step, json!({"id": draft, "status": "READY"}), "FORBIDDEN"),
            (ADA, step, json!({"id": draft, "status": "VALIDATED"}), "CONFLICT"),
            (ADA, step, json!({"id": draft, "status": "DRAFT"}), "BAD_USER_INPUT"),
            (ADA, step, json!({"id": building, "status": "BLOCKED"}), "BAD_USER_INPUT"),
            (ADA, step, json!({"id": row_id(2102, 7), "status": "ABANDONED"}), "CONFLICT"),
        ],
    )
    .await;
    let open = row_id(2103, 1);
    let (decide, go) = ("coreDecisionDecide", "coreDecisionTransition");
    refused(
        &app,
        "core.decisions",
        vec![
            (IRIS, decide, json!({"id": open, "rationale": "Mine"}), "NOT_FOUND"),
            (DAN, decide, json!({"id": open, "rationale": "Mine"}), "FORBIDDEN"),
            (ADA, decide, json!({"id": row_id(2103, 3), "rationale": "Again"}), "CONFLICT"),
            (ADA, go, json!({"id": open, "status": "IMPLEMENTED"}), "CONFLICT"),
            (ADA, go, json!({"id": open, "status": "DECIDED"}), "BAD_USER_INPUT"),
            (DAN, "coreDecisionEscalate", json!({"id": open, "to": CHLOE.id}), "FORBIDDEN"),
            (ADA, "coreDecisionEscalate", json!({"id": open, "to": IRIS.id}), "NOT_FOUND"),
            (ADA, "coreDecisionEscalate", json!({"id": row_id(2103, 3), "to": CHLOE.id}), "CONFLICT"),
        ],
    )
    .await;
    let refusal = act(&app, &ADA, step, json!({"id": draft, "status": "MEASURING"})).await;
    assert_eq!(refusal.error()["extensions"]["status"], "DRAFT");
    assert_eq!(
        refusal.error()["message"],
        "It is DRAFT and cannot become MEASURING: from there it becomes READY or ABANDONED."
    );
    let anonymous = json!({"input": {"id": draft, "status": "READY"}});
    assert_eq!(app.anonymous().run_with(&document(step), anonymous).await.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn each_step_is_stamped_and_noted() {
    let app = TestApp::demo().await;
    let hypothesis = row_id(2102, 1).to_string();
    for (status, notes) in [
        ("READY", Value::Null),
        ("BUILDING", Value::Null),
        ("BLOCKED", json!("No data yet")),
        ("BUILDING", Value::Null),
        ("DEPLOYED", Value::Null),
        ("MEASURING", Value::Null),
        ("VALIDATED", json!("Twelve percent more")),
    ] {
        let input = json!({"id": hypothesis, "status": status, "notes": notes});
        act(&app, &CHLOE, "coreHypothesisTransition", input).await.data();
        let blocked = row(&app, "core.hypotheses", &hypothesis).await["blocked_reason"].clone();
        assert_eq!(blocked, if status == "BLOCKED" { json!("No data yet") } else { Value::Null });
    }
    let concluded = row(&app, "core.hypotheses", &hypothesis).await;
    for stamp in ["started_at", "deployed_at", "measuring_started_at", "concluded_at"] {
        assert!(concluded[stamp].is_string(), "{stamp}");
    }
    assert_eq!(
        (&concluded["concluded_by_id"], &concluded["conclusion_notes"]),
        (&json!(CHLOE.id), &json!("Twelve percent more"))
    );

    // Dan may only comment; what is escalated to him he decides.
    let decision = row_id(2103, 1).to_string();
    act(&app, &BEN, "coreDecisionEscalate", json!({"id": decision, "to": DAN.id})).await.data();
    let input = json!({"id": decision, "rationale": "It costs less", "selectedOption": "\"b\""});
    act(&app, &DAN, "coreDecisionDecide", input).await.data();
    let decided = row(&app, "core.decisions", &decision).await;
    assert_eq!((&decided["status"], &decided["decided_by_id"]), (&json!("DECIDED"), &json!(DAN.id)));
    assert_eq!(
        (&decided["escalation_level"], &decided["decision_rationale"]),
        (&json!(1), &json!("It costs less"))
    );
    let outcome = row_id(2101, 2);
    let input = json!({"id": outcome, "status": "VALIDATED", "notes": "As measured"});
    act(&app, &CHLOE, "coreOutcomeTransition", input).await.data();
    assert_eq!(row(&app, "core.outcomes", &outcome.to_string()).await["validated_by_id"], json!(CHLOE.id));

    let notes = "select action from core.audit_logs where timestamp > now() - interval '1 hour' order by timestamp, action";
    let notes: Vec<String> = app.as_owner(notes).await.iter().map(|row| row.get(0)).collect();
    let step = "HYPOTHESIS_TRANSITIONED";
    assert_eq!(
        notes,
        [
            step,
            step,
            "HYPOTHESIS_BLOCKED",
            "HYPOTHESIS_UNBLOCKED",
            step,
            step,
            "HYPOTHESIS_CONCLUDED",
            "DECISION_ESCALATED",
            "DECISION_RESOLVED",
            "OUTCOME_VALIDATED"
        ]
    );
}

#[tokio::test]
async fn of_two_who_decide_at_the_same_moment_one_does() {
    let app = TestApp::demo().await;
    let decide = async |rationale: &str| {
        act(&app, &ADA, "coreDecisionDecide", json!({"id": row_id(2103, 2), "rationale": rationale})).await
    };
    let (first, second) = tokio::join!(decide("One"), decide("Two"));
    let codes = [first.codes(), second.codes()].concat();
    assert_eq!(codes, ["CONFLICT"]);
}
