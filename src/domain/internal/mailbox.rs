//! Mailboxes of Selify internal: connected with their password, which can be changed and not read.
//! `selify-internal.md`, `team_email_accounts`.

use crate::domain::operation::{Kind, Parameter, optional, required};
use crate::domain::sealing::{Sealing, TEXT_MAX, Write};
use crate::secret::Place;

const MAILBOX: &[Parameter] =
    &[required("internalTeamEmailAccount", Kind::Row("internal", "team_email_accounts"), "The mailbox.")];
const PASSWORD: Parameter =
    required("password", Kind::Text(TEXT_MAX), "Its password, which nobody can read.");
const KEPT: &[(&str, Place)] =
    &[("password", Place { table: "internal.team_email_accounts", key: "id", column: "password_encrypted" })];

/// `internalTeamEmailAccountConnect`, `internalTeamEmailAccountPasswordSet`.
pub static SEALINGS: [Sealing; 2] = [
    Sealing {
        name: "internalTeamEmailAccountConnect",
        description: "Connects a mailbox of yours. For members of the team.",
        table: "internal.team_email_accounts",
        key: "uuid",
        input: &[
            required("email", Kind::Text(320), "Its address."),
            PASSWORD,
            optional("displayName", Kind::Text(200), "Its name for people."),
            optional("color", Kind::Text(32), "Its color."),
            optional("imapHost", Kind::Text(255), "Where mail is read."),
            optional("imapPort", Kind::Int, "The port there."),
            optional("imapSecure", Kind::Boolean, "Whether by TLS."),
            optional("smtpHost", Kind::Text(255), "Where mail is sent."),
            optional("smtpPort", Kind::Int, "The port there."),
            optional("smtpSecure", Kind::Boolean, "Whether by TLS."),
        ],
        output: MAILBOX,
        secrets: KEPT,
        plain: &[
            ("email", "email"),
            ("displayName", "display_name"),
            ("color", "color"),
            ("imapHost", "imap_host"),
            ("imapPort", "imap_port"),
            ("imapSecure", "imap_secure"),
            ("smtpHost", "smtp_host"),
            ("smtpPort", "smtp_port"),
            ("smtpSecure", "smtp_secure"),
        ],
        dated: true,
        write: Write::Make(Some("user_id")),
    },
    Sealing {
        name: "internalTeamEmailAccountPasswordSet",
        description: "Changes the password with which a mailbox of yours is reached.",
        table: "internal.team_email_accounts",
        key: "uuid",
        input: &[required("id", Kind::Id("internal", "team_email_accounts"), "The mailbox."), PASSWORD],
        output: MAILBOX,
        secrets: KEPT,
        plain: &[],
        dated: true,
        write: Write::Change,
    },
];
