//! Mail on its way to a real mail server.

use std::time::Duration;

use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use workgraph::error::Error;
use workgraph::mail::{Failure, Letter, Mailer as _, Outbox, Settings, Smtp, SmtpUrl};

use crate::support::{MailServer, Manner};

fn letter(to: &str) -> Letter {
    Letter {
        to: to.to_owned(),
        subject: "Grüße".to_owned(),
        text: "Guten Tag,\n.\nhier ist Ihr Wort.\n".to_owned(),
    }
}

/// Sends what is in the outbox, and returns when it is empty.
async fn empty(outbox: &Outbox) {
    let stopped = CancellationToken::new();
    stopped.cancel();
    timeout(Duration::from_secs(20), outbox.run(stopped)).await.expect("the outbox is never empty");
}

fn outbox(server: &MailServer) -> Outbox {
    Outbox::new(server.settings().mailer().unwrap())
}

#[tokio::test]
async fn a_letter_arrives() {
    let mut server = MailServer::start(Manner::Takes).await;
    let outbox = outbox(&server);
    outbox.post(async { Ok(Some(letter("ada@example.org"))) }).unwrap();
    empty(&outbox).await;
    let delivered = server.next().await;
    assert!(delivered.from.starts_with("MAIL FROM:<workgraph@example.com>"), "{}", delivered.from);
    assert_eq!(delivered.to, "RCPT TO:<ada@example.org>");
    assert!(delivered.content.contains("To: ada@example.org"));
    assert!(delivered.content.contains("From: Workgraph <workgraph@example.com>"));
    // A line of one dot ends a mail; in the text it arrives doubled, as it has to.
    assert!(delivered.content.contains("hier ist Ihr Wort"), "{}", delivered.content);
}

#[tokio::test]
async fn a_letter_that_is_put_off_is_sent_again() {
    let mut server = MailServer::start(Manner::PutsOff(2)).await;
    let outbox = outbox(&server);
    outbox.post(async { Ok(Some(letter("ada@example.org"))) }).unwrap();
    empty(&outbox).await;
    for _ in 0..3 {
        assert_eq!(server.next().await.to, "RCPT TO:<ada@example.org>");
    }
    assert!(server.is_empty());
}

#[tokio::test]
async fn a_letter_that_is_refused_is_not_sent_again_and_stops_nothing() {
    let mut server = MailServer::start(Manner::Refuses).await;
    let outbox = outbox(&server);
    outbox.post(async { Ok(Some(letter("not an address\r\nBcc: eve@example.org"))) }).unwrap();
    outbox.post(async { Err(Error::internal("the database is gone")) }).unwrap();
    outbox.post(async { Ok(None) }).unwrap();
    outbox.post(async { Ok(Some(letter("ada@example.org"))) }).unwrap();
    empty(&outbox).await;
    assert_eq!(server.next().await.to, "RCPT TO:<ada@example.org>");
    assert!(server.is_empty());
}

#[tokio::test]
async fn what_a_filter_repeats_of_a_letter_gets_into_no_log() {
    let server = MailServer::start(Manner::Refuses).await;
    let Settings::Smtp(url, from) = server.settings() else { panic!("it has a URL") };
    let failure = Smtp::new(&url, from).unwrap().send(&letter("ada@example.org")).await.unwrap_err();
    assert!(matches!(failure, Failure::Permanent(_)));
    let told = format!("{failure} {failure:?}");
    assert!(told.contains("554") && !told.contains("Wort"), "{told}");
}

#[tokio::test]
async fn nothing_is_sent_in_the_clear_where_tls_is_asked_for() {
    let server = MailServer::start(Manner::Takes).await;
    for url in [format!("smtp://{}?tls=required", server.address), format!("smtps://{}", server.address)] {
        let Settings::Smtp(_, from) = server.settings() else { panic!("it has a URL") };
        let smtp = Smtp::new(&SmtpUrl::parse(&url).unwrap(), from).unwrap();
        assert!(
            timeout(Duration::from_secs(30), smtp.send(&letter("ada@example.org"))).await.unwrap().is_err()
        );
    }
    assert!(server.is_empty());
}

#[tokio::test]
async fn an_outbox_that_nobody_empties_takes_no_more_at_some_point() {
    let outbox = Outbox::new(Settings::Nowhere.mailer().unwrap());
    let refused = (0..2_000).find_map(|_| outbox.post(async { Ok(None) }).err());
    assert_eq!(refused.unwrap().code(), "TRY_AGAIN");
    empty(&outbox).await;
    outbox.post(async { Ok(None) }).unwrap();
}
