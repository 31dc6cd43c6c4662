//! Letters on their way out: a bounded queue, emptied by one task of the server.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures::future::BoxFuture;
use futures::{FutureExt as _, StreamExt as _, stream};
use tokio::sync::{Mutex, mpsc};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::{Failure, Letter, Mailer};
use crate::error::{Error, Result};

/// Letters that wait, beside those that are being sent.
const WAITING_MAX: usize = 1_000;
/// Letters that are written and sent at the same time.
const AT_ONCE: usize = 4;
/// Pauses before a letter is tried again.
const PAUSES: [Duration; 4] =
    [Duration::from_millis(200), Duration::from_secs(2), Duration::from_secs(10), Duration::from_secs(60)];
/// What is left gets so long when the server stops.
const FAREWELL: Duration = Duration::from_secs(5);

/// A letter that is still to be written, and may turn out not to be needed.
type Draft = BoxFuture<'static, Result<Option<Letter>>>;

/// Takes letters. Cheap to clone. Nothing leaves before [`run`](Self::run) does.
#[derive(Clone)]
pub struct Outbox {
    queue: mpsc::Sender<Draft>,
    waiting: Arc<Mutex<mpsc::Receiver<Draft>>>,
    mailer: Arc<dyn Mailer>,
}

impl Outbox {
    /// One that sends through `mailer`.
    pub fn new(mailer: Box<dyn Mailer>) -> Self {
        let (queue, waiting) = mpsc::channel(WAITING_MAX);
        Self { queue, waiting: Arc::new(Mutex::new(waiting)), mailer: mailer.into() }
    }

    /// Has a letter written and sent. The writing, with what it reads and stores, happens later as well.
    ///
    /// # Errors
    /// `TRY_AGAIN` when too many are waiting.
    pub fn post(&self, draft: impl Future<Output = Result<Option<Letter>>> + Send + 'static) -> Result<()> {
        self.queue
            .try_send(draft.boxed())
            .map_err(|_| Error::try_again("Too many mails are waiting to be sent. Try again in a minute."))
    }

    /// Sends letters until `stop`, and then for a moment those that are left. Once for each outbox.
    pub async fn run(&self, stop: CancellationToken) {
        let mut waiting = self.waiting.lock().await;
        let drafts = stream::unfold(&mut *waiting, |waiting| async {
            tokio::select! {
                biased;
                draft = waiting.recv() => draft,
                () = stop.cancelled() => None,
            }
            .map(|draft| (draft, waiting))
        });
        let under_way = AtomicUsize::new(0);
        let sending = drafts.for_each_concurrent(AT_ONCE, |draft| async {
            under_way.fetch_add(1, Ordering::Relaxed);
            self.handle(draft).await;
            under_way.fetch_sub(1, Ordering::Relaxed);
        });
        let stopping = async {
            stop.cancelled().await;
            sleep(FAREWELL).await;
        };
        tokio::select! {
            () = sending => {}
            () = stopping => {
                let lost = waiting.len() + under_way.into_inner();
                tracing::error!(lost, "the server stops before all mail was sent");
            }
        }
    }

    async fn handle(&self, draft: Draft) {
        match draft.await {
            Ok(Some(letter)) => self.send(&letter).await,
            Ok(None) => {}
            Err(error) => {
                error.log();
                tracing::error!(code = error.code(), "a mail was not written");
            }
        }
    }

    async fn send(&self, letter: &Letter) {
        for pause in PAUSES.into_iter().map(Some).chain([None]) {
            let failure = match self.mailer.send(letter).await {
                Ok(()) => return,
                Err(failure) => failure,
            };
            match (pause, &failure) {
                (Some(pause), Failure::Temporary(cause)) => {
                    tracing::info!(subject = letter.subject, %cause, "a mail will be tried again");
                    sleep(pause).await;
                }
                _ => {
                    tracing::error!(subject = letter.subject, %failure, "a mail is lost");
                    return;
                }
            }
        }
    }
}
