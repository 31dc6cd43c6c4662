//! What has a state in Scaliyo and is in its owner's hands: posts of the blog, mails that wait. What happens to a mail on
//! its way out is the server's. `scaliyo.md` lists the states.

use crate::domain::operation::{Kind, required};
use crate::domain::transition::{Stamp, Transition};

const BLOG_STATES: &[&str] = &["draft", "pending_review", "published", "archived"];

/// `scaliyoBlogPostTransition`, `scaliyoScheduledEmailCancel`.
pub static TRANSITIONS: [Transition; 2] = [
    Transition {
        name: "scaliyoBlogPostTransition",
        description: "Takes a post of yours to another state. What is PUBLISHED and public is read by everybody. Refused with CONFLICT when that state does not follow.",
        table: "scaliyo.blog_posts",
        key: "uuid",
        caller: "auth.uid()",
        input: &[
            required("id", Kind::Id("scaliyo", "blog_posts"), "The post."),
            required(
                "status",
                Kind::Choice("ScaliyoBlogPostStatus", "States of posts.", BLOG_STATES),
                "The state to be reached.",
            ),
        ],
        output: &[required(
            "scaliyoBlogPost",
            Kind::Row("scaliyo", "blog_posts"),
            "The post in its new state.",
        )],
        moves: &[
            ("draft", &["pending_review", "published", "archived"]),
            ("pending_review", &["draft"]),
            ("published", &["draft", "pending_review"]),
            ("archived", &["draft", "pending_review", "published"]),
        ],
        needs: &[],
        stamps: &[(&["published"], "published_at", Stamp::First)],
    },
    Transition {
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
    },
];
