//! Work that is done once for all who ask for the same: the same operation with the same variables, for the same eyes.
//!
//! A registry hands out what is being shared as long as somebody holds it, and makes it for the first who asks.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use async_graphql::Value;

use super::document::Prepared;
use crate::auth::Principal;
use crate::error::{Error, Result};

/// What makes two subscriptions the same.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Same {
    /// The document, by its place; whoever shares holds it, so that the place is not given to another.
    document: usize,
    operation: Option<String>,
    variables: String,
    /// Role and claims of the reader; `None` where any reader gets the same.
    rights: Option<(&'static str, String)>,
    /// Whatever else they must have in common.
    pace_ms: u64,
}

impl Same {
    /// The operation as it was prepared, for readers with the rights of `principal`, or for all.
    ///
    /// # Errors
    /// When the variables are no JSON, which is a fault of ours.
    pub fn new(prepared: &Prepared, principal: Option<&Principal>) -> Result<Self> {
        let variables: BTreeMap<&str, &Value> =
            prepared.variables.iter().map(|(name, value)| (name.as_str(), value)).collect();
        Ok(Self {
            document: Arc::as_ptr(&prepared.document).addr(),
            operation: prepared.name.clone(),
            variables: serde_json::to_string(&variables).map_err(Error::internal)?,
            rights: principal.map(|principal| (principal.role(), principal.claims())),
            pace_ms: 0,
        })
    }

    /// Only with those of the same pace.
    #[must_use]
    pub fn at_pace(self, pace_ms: u64) -> Self {
        Self { pace_ms, ..self }
    }
}

/// The rights of an account are the same in all its sessions.
pub fn without_session(principal: Principal) -> Principal {
    match principal {
        Principal::Account { account_id, expires_at, .. } => {
            Principal::Account { account_id, session_id: None, expires_at }
        }
        other => other,
    }
}

/// What is shared at the moment.
pub struct Registry<T>(Mutex<Held<T>>);

struct Held<T> {
    shared: HashMap<Same, Weak<T>>,
    /// At this size those are thrown out that nobody holds any more.
    sweep_at: usize,
}

impl<T> Default for Registry<T> {
    fn default() -> Self {
        Self(Mutex::new(Held { shared: HashMap::new(), sweep_at: 64 }))
    }
}

impl<T> Registry<T> {
    /// What others share already, else what `make` makes.
    pub fn join(&self, same: Same, make: impl FnOnce() -> T) -> Arc<T> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shared) = held.shared.get(&same).and_then(Weak::upgrade) {
            return shared;
        }
        if held.shared.len() >= held.sweep_at {
            held.shared.retain(|_, shared| shared.strong_count() > 0);
            held.sweep_at = (2 * held.shared.len()).max(64);
        }
        let shared = Arc::new(make());
        held.shared.insert(same, Arc::downgrade(&shared));
        shared
    }
}
