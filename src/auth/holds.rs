//! The credentials on which open sockets of this node rest, each with a bell that rings once, when it has ended.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use uuid::Uuid;

use super::standing::{Credential, Key};

/// All holds of this node. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Holds(Arc<Mutex<Accounts>>);

type Accounts = HashMap<Uuid, HashMap<Credential, watch::Sender<bool>>>;

impl Holds {
    /// Keeps a credential watched for as long as the hold lives.
    pub(super) fn hold(&self, key: Key) -> Hold {
        let bell = self.lock().entry(key.0).or_default().entry(key.1).or_default().subscribe();
        Hold { holds: self.clone(), key, bell: Some(bell) }
    }

    /// The credentials of one account that are held.
    pub(super) fn of(&self, account_id: Uuid) -> Vec<Key> {
        let accounts = self.lock();
        let held = accounts.get(&account_id).into_iter().flat_map(HashMap::keys);
        held.map(|credential| (account_id, *credential)).collect()
    }

    /// Everything that is held.
    pub(super) fn all(&self) -> Vec<Key> {
        let accounts = self.lock();
        let held = accounts.iter().flat_map(|(id, held)| held.keys().map(|credential| (*id, *credential)));
        held.collect()
    }

    pub(super) fn has(&self, (account_id, credential): Key) -> bool {
        self.lock().get(&account_id).is_some_and(|held| held.contains_key(&credential))
    }

    /// These have ended.
    pub(super) fn end(&self, keys: impl Iterator<Item = Key>) {
        let accounts = self.lock();
        for (account_id, credential) in keys {
            if let Some(bell) = accounts.get(&account_id).and_then(|held| held.get(&credential)) {
                bell.send_replace(true);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Accounts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One socket's hold on a credential.
pub(super) struct Hold {
    holds: Holds,
    key: Key,
    /// There until the hold is dropped.
    bell: Option<watch::Receiver<bool>>,
}

impl Hold {
    pub(super) fn key(&self) -> Key {
        self.key
    }

    /// Returns when the credential has ended.
    pub(super) async fn ended(&mut self) {
        if let Some(bell) = &mut self.bell {
            // The other end lives as long as somebody holds it.
            let _ = bell.wait_for(|ended| *ended).await;
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let mut accounts = self.holds.lock();
        self.bell = None;
        let Some(held) = accounts.get_mut(&self.key.0) else { return };
        if held.get(&self.key.1).is_some_and(|bell| bell.receiver_count() == 0) {
            held.remove(&self.key.1);
        }
        if held.is_empty() {
            accounts.remove(&self.key.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;

    const KEY: Key = (Uuid::from_u128(1), Credential::Account);

    #[test]
    fn a_credential_is_held_as_long_as_somebody_holds_it() {
        let holds = Holds::default();
        let mut first = holds.hold(KEY);
        let second = holds.hold(KEY);
        let other = (KEY.0, Credential::PersonalToken(1));
        let _third = holds.hold(other);
        drop(second);
        assert_eq!(holds.of(KEY.0).len(), 2);
        assert!(first.ended().now_or_never().is_none());
        holds.end([KEY, (Uuid::from_u128(2), Credential::Account)].into_iter());
        assert!(first.ended().now_or_never().is_some());
        drop(first);
        assert_eq!(holds.all(), [other]);
        // Whoever comes again is looked at anew.
        assert!(holds.hold(KEY).ended().now_or_never().is_none());
    }
}
