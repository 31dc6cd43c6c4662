//! What has a state in the operations of Selify internal: errors, incidents, places in the team. `selify-internal.md` shows
//! the columns and the first states; the others follow from the columns.

use crate::domain::operation::{Kind, Parameter, optional, required};
use crate::domain::transition::{Stamp, Transition};

const MEMBER: &str = "internal.member_id()";
const ERROR_STATES: &[&str] = &["unresolved", "in_progress", "resolved", "ignored"];
const INCIDENT_STATES: &[&str] = &["investigating", "identified", "monitoring", "resolved", "closed"];
const MEMBER_STATES: &[&str] = &["pending", "active", "suspended", "offboarded"];

const fn to(name: &'static str, lists: &'static str, states: &'static [&'static str]) -> Parameter {
    required("status", Kind::Choice(name, lists, states), "The state to be reached.")
}

/// `internalErrorTransition`, `internalIncidentTransition`, `internalTeamMemberTransition`.
pub static TRANSITIONS: [Transition; 3] = [
    Transition {
        name: "internalErrorTransition",
        description: "Takes an error up, resolves it, ignores it, or opens it again. With `ops.errors.manage`. Refused with CONFLICT when it is in that state.",
        table: "internal.errors",
        key: "uuid",
        caller: MEMBER,
        input: &[
            required("id", Kind::Id("internal", "errors"), "The error."),
            to("InternalErrorState", "States of errors.", ERROR_STATES),
        ],
        output: &[required("internalError", Kind::Row("internal", "errors"), "The error in its new state.")],
        moves: &[
            ("unresolved", &["in_progress", "resolved", "ignored"]),
            ("in_progress", &["unresolved", "resolved", "ignored"]),
            ("resolved", &["unresolved", "in_progress", "ignored"]),
            ("ignored", &["unresolved", "in_progress"]),
        ],
        needs: &[],
        stamps: &[
            (&["resolved"], "resolved_at", Stamp::Now),
            (&["resolved"], "resolved_by", Stamp::Caller),
            (&["unresolved", "in_progress", "ignored"], "resolved_at", Stamp::Nothing),
            (&["unresolved", "in_progress", "ignored"], "resolved_by", Stamp::Nothing),
        ],
    },
    Transition {
        name: "internalIncidentTransition",
        description: "Takes an incident to another state. With `ops.incidents.manage`. Refused with CONFLICT when that state does not follow: investigating, identified, monitoring, resolved, closed, with steps left out or, before it is closed, taken back.",
        table: "internal.incidents",
        key: "uuid",
        caller: MEMBER,
        input: &[
            required("id", Kind::Id("internal", "incidents"), "The incident."),
            to("InternalIncidentState", "States of incidents.", INCIDENT_STATES),
            optional("notes", Kind::Text(10_000), "How it was resolved; else passed over."),
        ],
        output: &[required(
            "internalIncident",
            Kind::Row("internal", "incidents"),
            "The incident in its new state.",
        )],
        moves: &[
            ("investigating", &["identified", "monitoring", "resolved"]),
            ("identified", &["investigating", "monitoring", "resolved"]),
            ("monitoring", &["investigating", "identified", "resolved"]),
            ("resolved", &["investigating", "identified", "monitoring"]),
            ("closed", &["resolved"]),
        ],
        needs: &[],
        stamps: &[
            (&["identified"], "identified_at", Stamp::First),
            (&["resolved"], "resolved_at", Stamp::Now),
            (&["resolved"], "resolved_by", Stamp::Caller),
            (&["resolved"], "resolution_notes", Stamp::Input("notes")),
            (&["investigating", "identified", "monitoring"], "resolved_at", Stamp::Nothing),
            (&["investigating", "identified", "monitoring"], "resolved_by", Stamp::Nothing),
        ],
    },
    Transition {
        name: "internalTeamMemberTransition",
        description: "Suspends a member, ends that, or offboards somebody for good. With `team.members.manage`, for those who hold no more than the caller. Who was offboarded comes back by an invitation, as `pending` comes in. Refused with CONFLICT when that state does not follow.",
        table: "internal.team_members",
        key: "uuid",
        caller: MEMBER,
        input: &[
            required("id", Kind::Id("internal", "team_members"), "The place in the team."),
            to("InternalTeamMemberStatus", "States of places.", MEMBER_STATES),
        ],
        output: &[required(
            "internalTeamMember",
            Kind::Row("internal", "team_members"),
            "The place in its new state.",
        )],
        moves: &[
            ("active", &["suspended"]),
            ("suspended", &["active"]),
            ("offboarded", &["pending", "active", "suspended"]),
        ],
        needs: &[],
        stamps: &[
            (&["suspended"], "suspended_at", Stamp::Now),
            (&["active"], "suspended_at", Stamp::Nothing),
            (&["offboarded"], "offboarded_at", Stamp::Now),
        ],
    },
];
