//! A gate before something scarce: so many are inside at once, so many wait, and all others are told to come again.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::{Error, Result};

/// The gate. Clones share it.
#[derive(Clone)]
pub(super) struct Gate {
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
}

/// Somebody is inside as long as it lives.
pub(super) struct Turn {
    _turn: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
}

impl Gate {
    pub(super) fn new(at_once: usize, waiting_max: usize) -> Self {
        let places = Semaphore::new(at_once + waiting_max);
        Self { places: Arc::new(places), turns: Arc::new(Semaphore::new(at_once)) }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// `TRY_AGAIN` if too many wait already.
    pub(super) async fn enter(&self) -> Result<Turn> {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            return Err(Error::try_again("Too many ask for this at once. Try again in a moment."));
        };
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        Ok(Turn { _turn: turn.map_err(|error| Error::Internal(error.into()))?, _place: place })
    }
}

#[cfg(test)]
mod tests {
    use futures::poll;

    use super::*;

    #[tokio::test]
    async fn those_beyond_the_places_are_told_to_come_again() {
        let gate = Gate::new(1, 1);
        let first = gate.enter().await.unwrap();
        let mut second = Box::pin(gate.enter());
        assert!(poll!(&mut second).is_pending());
        assert_eq!(gate.enter().await.err().unwrap().code(), "TRY_AGAIN");
        drop(first);
        drop(second.await.unwrap());
        gate.enter().await.unwrap();
    }
}
