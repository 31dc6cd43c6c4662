//! How long a stream bears with a database that does not answer.

use std::time::Duration;

use crate::error::{Error, Result};

/// How often something is tried again, and the first pause before it.
const ATTEMPTS_MAX: u32 = 10;
const PAUSE: Duration = Duration::from_millis(100);

/// Counts the attempts at one thing.
#[derive(Default)]
pub struct Patience {
    attempts: u32,
}

impl Patience {
    /// Whether it may be over in a moment, and is not the reader's affair.
    pub fn is_passing(error: &Error) -> bool {
        matches!(error, Error::Internal(_) | Error::TryAgain(_) | Error::Timeout(_))
    }

    /// Waits a little longer each time, some ten seconds in all.
    ///
    /// # Errors
    /// The error itself, if it is the reader's affair or if it has lasted too long.
    pub async fn wait(&mut self, error: Error) -> Result<()> {
        if !Self::is_passing(&error) || self.attempts >= ATTEMPTS_MAX {
            return Err(error);
        }
        tracing::warn!(?error, attempt = self.attempts, "a stream waits for the database");
        tokio::time::sleep(PAUSE * 2_u32.pow(self.attempts.min(4))).await;
        self.attempts += 1;
        Ok(())
    }
}
