//! Sight: what an account may see, as audience keys, for as long as that stays so.
//!
//! All feeds of an account that look at the same schemas share one. It is true from the moment the broker knows it: a change
//! that it rests on marks it as moved before any later event is handed out, and its feeds end. Feeds that begin afterwards
//! get a new one.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};

use uuid::Uuid;

use super::event::{Event, Kind, Relation};
use super::log::Published;

/// Whose sight, and of which schemas.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Whose {
    /// `None` is nobody signed in, who gets only what concerns everybody.
    pub(super) account_id: Option<Uuid>,
    /// The schemas of what is followed.
    pub(super) schemas: BTreeSet<String>,
}

impl Whose {
    /// Whether it rests on tables of a schema. What is said of accounts can concern every system.
    pub(super) fn rests_on(&self, schema: &str) -> bool {
        schema == "auth" || self.schemas.contains(schema)
    }
}

/// The sight of one account.
#[derive(Debug)]
pub(super) struct Sight {
    pub(super) whose: Whose,
    pub(super) keys: HashSet<String>,
    moved: AtomicBool,
}

impl Sight {
    pub(super) fn new(whose: Whose, keys: HashSet<String>) -> Self {
        Self { whose, keys, moved: AtomicBool::new(false) }
    }

    /// Whether it holds no longer.
    pub(super) fn has_moved(&self) -> bool {
        self.moved.load(Ordering::Acquire)
    }

    pub(super) fn set_moved(&self) {
        self.moved.store(true, Ordering::Release);
    }

    /// Whether any of these keys is among its own.
    pub(super) fn has_any<'k>(&self, keys: impl IntoIterator<Item = &'k String>) -> bool {
        keys.into_iter().any(|key| self.keys.contains(key))
    }

    /// Whether an event changes what the account may see.
    pub(super) fn is_moved_by(&self, event: &Event, published: &HashMap<Relation, Published>) -> bool {
        let audience = || event.audience_before.iter().chain(&event.audience_after).flatten();
        is_of_sight(event, published)
            && self.whose.rests_on(event.relation.schema())
            && (event.is_for_all() || self.has_any(audience()))
    }
}

/// Whether an event changes what somebody may see.
pub(super) fn is_of_sight(event: &Event, published: &HashMap<Relation, Published>) -> bool {
    let Some(columns) = published.get(&event.relation).and_then(|published| published.sight.as_ref()) else {
        return false;
    };
    match event.kind {
        Kind::Updated => event.changed.iter().any(|column| columns.contains(column)),
        Kind::Created | Kind::Removed | Kind::Touched | Kind::Resync => true,
    }
}
