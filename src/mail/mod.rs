//! Mail that the server sends: short texts to one person.
//!
//! Nobody waits for a mail. It is put into the [`Outbox`], which a task of the server empties; so how long a request
//! takes does not tell whether it led to one. A mail that cannot be sent is given up after some tries, and named in the
//! log by its subject alone: texts hold links that open accounts.
//!
//! Knows nothing of accounts: what a mail says is said by whoever sends it.

mod outbox;
mod smtp;

use async_trait::async_trait;
use lettre::message::Mailbox;

pub use self::outbox::Outbox;
pub use self::smtp::{Smtp, SmtpUrl};

/// A mail to one person.
#[derive(Clone)]
pub struct Letter {
    /// The address.
    pub to: String,
    /// What it is about; never a secret.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It may go later.
    #[error("not now: {0}")]
    Temporary(anyhow::Error),
    /// It will never go.
    #[error("refused: {0}")]
    Permanent(anyhow::Error),
}

/// A way to send mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Returns once somebody else has taken responsibility for the letter.
    async fn send(&self, letter: &Letter) -> Result<(), Failure>;
}

/// How mail goes out.
#[derive(Debug, Clone)]
pub enum Settings {
    /// By a mail server, in this name.
    Smtp(SmtpUrl, Mailbox),
    /// To the log, in full, links included. For development.
    Console,
    /// Not at all: each one is named in the log.
    Nowhere,
}

impl Settings {
    /// Whether mail reaches anybody.
    pub fn is_sent(&self) -> bool {
        matches!(self, Self::Smtp(..))
    }

    /// The way that they describe.
    ///
    /// # Errors
    /// When a mail server's URL cannot be used.
    pub fn mailer(&self) -> anyhow::Result<Box<dyn Mailer>> {
        Ok(match self {
            Self::Smtp(url, from) => Box::new(Smtp::new(url, from.clone())?),
            Self::Console => Box::new(Console),
            Self::Nowhere => Box::new(Nowhere),
        })
    }
}

struct Console;

#[async_trait]
impl Mailer for Console {
    async fn send(&self, letter: &Letter) -> Result<(), Failure> {
        let Letter { to, subject, text } = letter;
        tracing::info!("no mail server is set, so here is the mail\nTo: {to}\nSubject: {subject}\n\n{text}");
        Ok(())
    }
}

struct Nowhere;

#[async_trait]
impl Mailer for Nowhere {
    async fn send(&self, _: &Letter) -> Result<(), Failure> {
        Err(Failure::Permanent(anyhow::anyhow!("WORKGRAPH_SMTP_URL is not set")))
    }
}
