//! Mail by SMTP.

use std::fmt;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use async_trait::async_trait;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use url::Url;

use super::{Failure, Letter, Mailer};

/// For each answer of the mail server.
const PATIENCE: Duration = Duration::from_secs(20);

/// `smtps://user:password@host` (TLS from the start), `smtp://user:password@host?tls=required` (STARTTLS) or
/// `smtp://host` (in the clear, without a password). Hides its password from logs.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(String);

impl SmtpUrl {
    /// Takes one of the three forms.
    ///
    /// # Errors
    /// For anything else, such as a password without TLS, or TLS where the server happens to offer it: whoever sits in
    /// between would take the offer out.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let url = Url::parse(text)?;
        let tls: Vec<_> = url.query_pairs().collect();
        let encrypted = match (url.scheme(), &tls[..]) {
            ("smtps", []) => true,
            ("smtp", [(key, value)]) => {
                ensure!(key == "tls" && value == "required", "the only parameter is tls=required");
                true
            }
            ("smtp", []) => false,
            _ => anyhow::bail!("the scheme is smtp or smtps"),
        };
        ensure!(url.has_host(), "a host is needed");
        ensure!(encrypted || url.password().is_none(), "a password is sent over TLS only");
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmtpUrl(…)")
    }
}

/// A mail server, to which some connections are kept.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// Connects when there is something to send.
    ///
    /// # Errors
    /// When the URL cannot be used.
    pub fn new(url: &SmtpUrl, from: Mailbox) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url.0)
            .context("the URL of the mail server cannot be used")?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self { transport, from })
    }

    fn message(&self, letter: &Letter) -> anyhow::Result<Message> {
        Ok(Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, letter.to.parse()?))
            .subject(&letter.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())?)
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, letter: &Letter) -> Result<(), Failure> {
        let message = self.message(letter).map_err(Failure::Permanent)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(Failure::Permanent(cause(error))),
            Err(error) => Err(Failure::Temporary(cause(error))),
        }
    }
}

/// Of a reply the number alone: the text beside it may repeat what the letter says.
fn cause(error: lettre::transport::smtp::Error) -> anyhow::Error {
    match error.status() {
        Some(code) => anyhow::anyhow!("the mail server answered {code}"),
        None => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_travels_encrypted_or_not_at_all() {
        for text in
            ["smtps://me:pw@mail.example", "smtp://me:pw@mail.example:587?tls=required", "smtp://localhost"]
        {
            let url = SmtpUrl::parse(text).unwrap();
            assert_eq!(format!("{url:?}"), "SmtpUrl(…)");
        }
        for text in [
            "smtp://me:pw@mail.example",
            "smtp://me:pw@mail.example?tls=opportunistic",
            "smtp://mail.example?tls=opportunistic",
            "http://mail.example",
            "smtp:mail.example",
            "mail.example",
        ] {
            assert!(SmtpUrl::parse(text).is_err(), "{text}");
        }
    }
}
