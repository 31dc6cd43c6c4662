//! Outcomes of CodeOps: from a draft to what was validated or not. `codeops.md` lists the states and who validated what when.

use crate::domain::operation::{Kind, optional, required};
use crate::domain::transition::{Stamp, Transition};

const OPEN: &[&str] = &["DRAFT", "NOT_STARTED", "IN_PROGRESS", "VALIDATING"];
/// The states that the document lists.
pub(super) const STATES: &[&str] =
    &["DRAFT", "NOT_STARTED", "IN_PROGRESS", "VALIDATING", "VALIDATED", "INVALIDATED", "ABANDONED"];

/// `coreOutcomeTransition`.
pub static TRANSITIONS: [Transition; 1] = [Transition {
    name: "coreOutcomeTransition",
    description: "Takes an outcome to another state. For its owner, and with `outcomes.manage`. Refused with CONFLICT when that state does not follow: NOT_STARTED, IN_PROGRESS, VALIDATING, then VALIDATED or INVALIDATED; ABANDONED from any before.",
    table: "core.outcomes",
    key: "uuid",
    caller: "auth.uid()",
    input: &[
        required("id", Kind::Id("core", "outcomes"), "The outcome."),
        required(
            "status",
            Kind::Choice("CoreOutcomeStatus", "States of outcomes.", STATES),
            "The state to be reached.",
        ),
        optional("notes", Kind::Text(10_000), "On what it is VALIDATED or INVALIDATED; else passed over."),
    ],
    output: &[required("coreOutcome", Kind::Row("core", "outcomes"), "The outcome in its new state.")],
    moves: &[
        ("NOT_STARTED", &["DRAFT"]),
        ("IN_PROGRESS", &["NOT_STARTED", "VALIDATING"]),
        ("VALIDATING", &["IN_PROGRESS"]),
        ("VALIDATED", &["VALIDATING"]),
        ("INVALIDATED", &["VALIDATING"]),
        ("ABANDONED", OPEN),
    ],
    needs: &[],
    stamps: &[
        (&["IN_PROGRESS"], "started_at", Stamp::First),
        (&["VALIDATED"], "validated_at", Stamp::Now),
        (&["VALIDATED"], "validated_by_id", Stamp::Caller),
        (&["INVALIDATED"], "invalidated_at", Stamp::Now),
        (&["INVALIDATED"], "invalidated_by_id", Stamp::Caller),
        (&["VALIDATED", "INVALIDATED"], "validation_notes", Stamp::Input("notes")),
    ],
}];
