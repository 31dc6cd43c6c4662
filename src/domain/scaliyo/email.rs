//! Mails of Scaliyo that wait to be sent: their owner cancels them, all else that happens to them is the server's.
//! `scaliyo.md` lists the states.

use crate::domain::operation::{Kind, required};
use crate::domain::transition::Transition;

/// `scaliyoScheduledEmailCancel`.
pub static TRANSITIONS: [Transition; 1] = [Transition {
    name: "scaliyoScheduledEmailCancel",
    description: "Cancels a mail of yours that waits to be sent. Refused with CONFLICT when it has been taken up.",
    table: "scaliyo.scheduled_emails",
    key: "uuid",
    caller: "auth.uid()",
    input: &[required("id", Kind::Id("scaliyo", "scheduled_emails"), "The mail.")],
    output: &[required(
        "scaliyoScheduledEmail",
        Kind::Row("scaliyo", "scheduled_emails"),
        "The mail, cancelled.",
    )],
    moves: &[("cancelled", &["pending"])],
    needs: &[],
    stamps: &[],
}];
