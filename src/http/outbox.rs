//! Messages on their way to a client: a short queue, and the half of the socket that it is written to.
//!
//! It belongs to the task of its socket and is driven by it, so that a message neither waits for another task nor wakes one.

use std::{
    collections::VecDeque,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures::{SinkExt as _, future::poll_fn, stream::SplitSink};
use tokio::time::{Instant, timeout_at};

use super::protocol::Close;

/// Messages that it holds.
const QUEUE_MAX: usize = 8;

/// The writing half of a socket.
pub struct Outbox {
    sink: SplitSink<WebSocket, Message>,
    queue: VecDeque<Message>,
    /// Whether something was handed to the socket that may not have left it.
    unflushed: bool,
    /// When the socket last took something, or first was to.
    since: Instant,
    patience: Duration,
}

/// The client takes no more.
#[derive(Debug)]
pub struct Lost;

impl Outbox {
    /// An empty one; a client that takes nothing for `patience` is lost.
    pub fn new(sink: SplitSink<WebSocket, Message>, patience: Duration) -> Self {
        Self { sink, queue: VecDeque::new(), unflushed: false, since: Instant::now(), patience }
    }

    /// Whether another message may be added.
    pub fn has_room(&self) -> bool {
        self.queue.len() < QUEUE_MAX
    }

    /// Whether everything has left.
    pub fn is_idle(&self) -> bool {
        self.queue.is_empty() && !self.unflushed
    }

    /// Adds a message.
    pub fn push(&mut self, message: Message) {
        if self.is_idle() {
            self.since = Instant::now();
        }
        self.queue.push_back(message);
    }

    /// Writes what the socket takes at once. What is left is for [`drive`](Self::drive).
    ///
    /// # Errors
    /// When the socket is broken.
    pub async fn attempt(&mut self) -> Result<(), Lost> {
        match poll_fn(|cx| Poll::Ready(self.poll(cx))).await {
            Poll::Ready(Err(_)) => Err(Lost),
            Poll::Ready(Ok(())) | Poll::Pending => Ok(()),
        }
    }

    /// Writes what waits, together. May be dropped while it waits; nothing is lost or sent twice.
    ///
    /// # Errors
    /// When the socket is broken, or has taken nothing for too long.
    pub async fn drive(&mut self) -> Result<(), Lost> {
        loop {
            let (before, until) = (self.since, self.since + self.patience);
            match timeout_at(until, poll_fn(|cx| self.poll(cx))).await {
                Ok(written) => return written.map_err(|_| Lost),
                // It is slow and not stuck.
                Err(_) if self.since > before => {}
                Err(_) => return Err(Lost),
            }
        }
    }

    /// Writes what waits, and says why the socket is closed.
    pub async fn close(mut self, close: &Close) {
        if self.drive().await.is_ok() {
            let frame = CloseFrame { code: close.code, reason: close.reason.as_ref().into() };
            // A client that is gone already needs no farewell.
            self.sink.send(Message::Close(Some(frame))).await.ok();
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), axum::Error>> {
        while !self.queue.is_empty() {
            ready!(self.sink.poll_ready_unpin(cx))?;
            if let Some(message) = self.queue.pop_front() {
                self.sink.start_send_unpin(message)?;
                (self.unflushed, self.since) = (true, Instant::now());
            }
        }
        ready!(self.sink.poll_flush_unpin(cx))?;
        self.unflushed = false;
        Poll::Ready(Ok(()))
    }
}
