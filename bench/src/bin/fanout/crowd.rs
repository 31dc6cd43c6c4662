//! Our end of the process that holds the sockets.

use std::collections::HashMap;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

use crate::load::{Answer, Order, Told};

/// How long any answer may take beyond what it is asked to wait.
const PATIENCE: Duration = Duration::from_secs(900);

/// Sockets that have their first answers.
pub struct Crowd {
    process: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Crowd {
    /// One socket for each token, all subscribed to the same; `first` answers come to each before anything changes.
    ///
    /// # Errors
    /// When not all of them begin.
    pub async fn gather(addr: &str, tokens: &[String], document: &str, first: usize) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["load", "--addr", addr, "--document", document, "--first", &first.to_string()]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut process = command.spawn().context("cannot start the process of the sockets")?;
        let input = process.stdin.take().context("it has no input")?;
        let output = BufReader::new(process.stdout.take().context("it has no output")?).lines();
        let mut crowd = Self { process, input, output };
        crowd.input.write_all(format!("{}\n\n", tokens.join("\n")).as_bytes()).await?;
        match crowd.answer().await? {
            Answer::Ready => Ok(crowd),
            other => bail!("expected sockets that are ready, got {other:?}"),
        }
    }

    /// Returns how many deliveries with this mark, and this number or a later one, have come, once they are `count` or the time
    /// is over.
    ///
    /// # Errors
    /// When a socket is lost.
    pub async fn wait(&mut self, mark: &str, from: u64, count: usize, limit: Duration) -> Result<usize> {
        let order = Order::Wait { mark: mark.to_owned(), from, count, seconds: limit.as_secs_f64() };
        match self.ask(&order).await? {
            Answer::Came(count) => Ok(count),
            other => bail!("expected a number, got {other:?}"),
        }
    }

    /// What came of these changes, which are seen by so many sockets, or each by one of its own.
    ///
    /// # Errors
    /// When nothing did.
    pub async fn tell(
        &mut self,
        mark: &str,
        commits: HashMap<u64, f64>,
        sockets: Option<usize>,
    ) -> Result<Told> {
        match self.ask(&Order::Tell { mark: mark.to_owned(), commits, sockets }).await? {
            Answer::Told(told) => Ok(told),
            other => bail!("expected figures, got {other:?}"),
        }
    }

    /// Ends all sockets.
    ///
    /// # Errors
    /// When the process cannot be ended.
    pub async fn leave(mut self) -> Result<()> {
        self.process.kill().await.context("the process of the sockets cannot be ended")
    }

    async fn ask(&mut self, order: &Order) -> Result<Answer> {
        self.input.write_all(format!("{}\n", serde_json::to_string(order)?).as_bytes()).await?;
        self.answer().await
    }

    async fn answer(&mut self) -> Result<Answer> {
        let line =
            timeout(PATIENCE, self.output.next_line()).await.context("the sockets do not answer")??;
        Ok(serde_json::from_str(&line.context("the process of the sockets has ended")?)?)
    }
}
