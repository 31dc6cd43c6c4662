//! A mail server: speaks SMTP on a port of its own and keeps what it is given.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use workgraph::mail::{Settings, SmtpUrl};

/// How the server answers a mail.
#[derive(Debug, Clone, Copy)]
pub enum Manner {
    /// Takes it.
    Takes,
    /// Puts the first so many off, then takes them.
    PutsOff(usize),
    /// Refuses it, and repeats the whole mail in its answer, as filters do.
    Refuses,
}

/// A mail as it was delivered.
#[derive(Debug)]
pub struct Delivered {
    pub from: String,
    pub to: String,
    /// Headers and text, as they came.
    pub content: String,
}

impl Delivered {
    /// What stands behind `token=` in its link.
    pub fn token(&self) -> String {
        let text = self.text();
        let (_, rest) = text.split_once("token=").expect("a link with a token");
        rest.split_whitespace().next().unwrap().to_owned()
    }

    /// Headers and text, long lines joined: they come as quoted-printable.
    pub fn text(&self) -> String {
        self.content.replace("=\n", "").replace("=3D", "=")
    }

    pub fn subject(&self) -> &str {
        let line = self.content.lines().find_map(|line| line.strip_prefix("Subject: "));
        line.expect("a subject").trim()
    }
}

pub struct MailServer {
    pub address: String,
    delivered: mpsc::UnboundedReceiver<Delivered>,
    serving: JoinHandle<()>,
}

impl MailServer {
    pub async fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (sender, delivered) = mpsc::unbounded_channel();
        let serving = tokio::spawn(async move {
            let put_off =
                Arc::new(AtomicUsize::new(if let Manner::PutsOff(times) = manner { times } else { 0 }));
            while let Ok((stream, _)) = listener.accept().await {
                let put_off = Arc::clone(&put_off);
                let one_less =
                    move || put_off.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).is_ok();
                let reply = move |content: &str| match manner {
                    Manner::Refuses => format!("554 no: {}", content.replace(['\r', '\n'], " ")),
                    _ if one_less() => "451 later".to_owned(),
                    _ => "250 taken".to_owned(),
                };
                let sender = sender.clone();
                tokio::spawn(async move { converse(stream, reply, &sender).await });
            }
        });
        Self { address, delivered, serving }
    }

    /// How to reach it.
    pub fn settings(&self) -> Settings {
        let url = SmtpUrl::parse(&format!("smtp://{}", self.address)).unwrap();
        Settings::Smtp(url, "Workgraph <workgraph@example.com>".parse().unwrap())
    }

    /// The next mail that it has answered.
    pub async fn next(&mut self) -> Delivered {
        let next = timeout(Duration::from_secs(20), self.delivered.recv()).await;
        next.expect("no mail comes").expect("the mail server has stopped")
    }

    /// Whether nothing has come that was not looked at.
    pub fn is_empty(&self) -> bool {
        self.delivered.is_empty()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// One connection. Each `DATA` is answered by `reply`.
async fn converse(
    stream: TcpStream,
    reply: impl Fn(&str) -> String,
    delivered: &mpsc::UnboundedSender<Delivered>,
) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut answer = async |text: &str| write.write_all(format!("{text}\r\n").as_bytes()).await.ok();
    answer("220 mail.example.com").await?;
    let (mut from, mut to) = (String::new(), String::new());
    loop {
        let line = lines.next_line().await.ok()??;
        match line.split([' ', ':']).next()?.to_ascii_uppercase().as_str() {
            "EHLO" | "HELO" | "RSET" | "NOOP" => answer("250 mail.example.com").await?,
            "MAIL" => {
                from = line;
                answer("250 yes").await?;
            }
            "RCPT" => {
                to = line;
                answer("250 yes").await?;
            }
            "DATA" => {
                answer("354 go on").await?;
                let mut content = String::new();
                loop {
                    let line = lines.next_line().await.ok()??;
                    if line == "." {
                        break;
                    }
                    content += &line;
                    content.push('\n');
                }
                answer(&reply(&content)).await?;
                delivered.send(Delivered { from: from.clone(), to: to.clone(), content }).ok()?;
            }
            "QUIT" => {
                answer("221 bye").await?;
                return Some(());
            }
            _ => answer("500 what").await?,
        }
    }
}
