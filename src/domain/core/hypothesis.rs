//! Hypotheses of CodeOps: built, deployed, measured, concluded. `codeops.md` lists the states and what is noted of each.

use crate::domain::operation::{Kind, optional, required};
use crate::domain::transition::{Stamp, Transition};

const AT_WORK: &[&str] = &["READY", "BUILDING", "DEPLOYED", "MEASURING"];
/// The states that the document lists.
pub(super) const STATES: &[&str] = &[
    "DRAFT",
    "READY",
    "BLOCKED",
    "BUILDING",
    "DEPLOYED",
    "MEASURING",
    "VALIDATED",
    "INVALIDATED",
    "ABANDONED",
];

/// `coreHypothesisTransition`.
pub static TRANSITIONS: [Transition; 1] = [Transition {
    name: "coreHypothesisTransition",
    description: "Takes a hypothesis to another state. For its owner, and with `hypotheses.manage`. Refused with CONFLICT when that state does not follow: READY, BUILDING, DEPLOYED, MEASURING, then VALIDATED or INVALIDATED; from READY on it may be BLOCKED for a while, ABANDONED always.",
    table: "core.hypotheses",
    key: "uuid",
    caller: "auth.uid()",
    input: &[
        required("id", Kind::Id("core", "hypotheses"), "The hypothesis."),
        required(
            "status",
            Kind::Choice("CoreHypothesisStatus", "States of hypotheses.", STATES),
            "The state to be reached.",
        ),
        optional(
            "notes",
            Kind::Text(10_000),
            "Why it is BLOCKED, which must be said, or on its conclusion; else passed over.",
        ),
    ],
    output: &[required(
        "coreHypothesis",
        Kind::Row("core", "hypotheses"),
        "The hypothesis in its new state.",
    )],
    moves: &[
        ("READY", &["DRAFT", "BLOCKED"]),
        ("BUILDING", &["READY", "BLOCKED"]),
        ("DEPLOYED", &["BUILDING", "BLOCKED"]),
        ("MEASURING", &["DEPLOYED", "BLOCKED"]),
        ("BLOCKED", AT_WORK),
        ("VALIDATED", &["MEASURING"]),
        ("INVALIDATED", &["MEASURING"]),
        ("ABANDONED", &["DRAFT", "READY", "BLOCKED", "BUILDING", "DEPLOYED", "MEASURING"]),
    ],
    needs: &[("BLOCKED", "notes")],
    stamps: &[
        (&["BUILDING"], "started_at", Stamp::First),
        (&["DEPLOYED"], "deployed_at", Stamp::First),
        (&["MEASURING"], "measuring_started_at", Stamp::First),
        (&["BLOCKED"], "blocked_reason", Stamp::Input("notes")),
        (AT_WORK, "blocked_reason", Stamp::Nothing),
        (&["VALIDATED", "INVALIDATED", "ABANDONED"], "concluded_at", Stamp::Now),
        (&["VALIDATED", "INVALIDATED", "ABANDONED"], "concluded_by_id", Stamp::Caller),
        (&["VALIDATED", "INVALIDATED", "ABANDONED"], "conclusion_notes", Stamp::Input("notes")),
    ],
}];
