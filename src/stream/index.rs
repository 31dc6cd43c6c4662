//! Who is concerned by an event: from audience keys to sights, from sights to the subscriptions of this node.
//!
//! An event is looked up by its keys once for each account, however many subscriptions the account has, and costs nothing
//! for those whom it does not concern. No waiting here and no locks; the broker has both.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::cursor::Position;
use super::event::{Event, Relation};
use super::feed::Delivery;
use super::log::Published;
use super::sight::{Sight, Whose, is_of_sight};

/// Changes of sight that are remembered for those who are just finding out what an account sees.
const RECENT_MAX: usize = 256;

pub(super) type SubscriptionId = u64;
type SightId = u64;

/// What a subscription wants to hear of.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Its tables, and those on whose rows the audience of its rows rests.
    pub(super) relations: HashSet<Relation>,
    /// Those of them of which it gets every event, whomever it is addressed to.
    pub(super) whole: HashSet<Relation>,
}

#[derive(Default)]
pub(super) struct Index {
    next_id: u64,
    sights: HashMap<SightId, Known>,
    /// The sights that hold.
    current: HashMap<Whose, SightId>,
    by_key: HashMap<String, HashSet<SightId>>,
    /// Everybody who watches a relation.
    all: HashMap<Relation, HashSet<SubscriptionId>>,
    whole: HashMap<Relation, HashSet<SubscriptionId>>,
    /// The latest changes of sight, and the place behind which none is missing.
    recent: VecDeque<Arc<Event>>,
    recent_from: Position,
}

/// A sight and its subscriptions.
struct Known {
    sight: Arc<Sight>,
    subscriptions: HashSet<SubscriptionId>,
    by_relation: HashMap<Relation, HashSet<SubscriptionId>>,
}

/// Where a subscription is found again.
pub(super) struct Entry {
    pub(super) id: SubscriptionId,
    sight: SightId,
}

impl Index {
    /// Forgets everything; the log goes on from here.
    pub(super) fn clear(&mut self, from: Position) {
        let next_id = self.next_id;
        self.sights.values().for_each(|known| known.sight.set_moved());
        *self = Self { next_id, recent_from: from, ..Self::default() };
    }

    /// The sight of somebody, if it is known and holds.
    pub(super) fn sight(&self, whose: &Whose) -> Option<Arc<Sight>> {
        self.current.get(whose).map(|id| self.sights[id].sight.clone())
    }

    /// Takes a sight whose keys were asked for when this node stood at `since`. `None` if it has, or may have, moved.
    pub(super) fn learn(
        &mut self,
        sight: Sight,
        since: Position,
        published: &HashMap<Relation, Published>,
    ) -> Option<Arc<Sight>> {
        let mut later = self.recent.iter().filter(|event| event.position > since);
        if since < self.recent_from || later.any(|event| sight.is_moved_by(event, published)) {
            return None;
        }
        // Somebody else may have found out the same meanwhile.
        if let Some(known) = self.sight(&sight.whose) {
            return Some(known);
        }
        let id = self.next();
        for key in &sight.keys {
            self.by_key.entry(key.clone()).or_default().insert(id);
        }
        self.current.insert(sight.whose.clone(), id);
        let sight = Arc::new(sight);
        let known =
            Known { sight: sight.clone(), subscriptions: HashSet::new(), by_relation: HashMap::new() };
        self.sights.insert(id, known);
        Some(sight)
    }

    /// Adds a subscription; `None` if its sight has moved.
    pub(super) fn add(&mut self, sight: &Sight, watch: &Watch) -> Option<Entry> {
        let id = self.next();
        let at = *self.current.get(&sight.whose)?;
        let known = self.sights.get_mut(&at)?;
        if sight.has_moved() {
            return None;
        }
        known.subscriptions.insert(id);
        for relation in &watch.relations {
            known.by_relation.entry(relation.clone()).or_default().insert(id);
            self.all.entry(relation.clone()).or_default().insert(id);
        }
        for relation in &watch.whole {
            self.whole.entry(relation.clone()).or_default().insert(id);
        }
        Some(Entry { id, sight: at })
    }

    /// Takes a subscription out, and with the last one of a sight the sight.
    pub(super) fn remove(&mut self, entry: &Entry, watch: &Watch) {
        for relation in &watch.relations {
            take(&mut self.all, relation, entry.id);
            take(&mut self.whole, relation, entry.id);
        }
        let Some(known) = self.sights.get_mut(&entry.sight) else { return };
        for relation in &watch.relations {
            take(&mut known.by_relation, relation, entry.id);
        }
        known.subscriptions.remove(&entry.id);
        if known.subscriptions.is_empty()
            && let Some(known) = self.sights.remove(&entry.sight)
        {
            for key in &known.sight.keys {
                take(&mut self.by_key, key, entry.sight);
            }
            if self.current.get(&known.sight.whose) == Some(&entry.sight) {
                self.current.remove(&known.sight.whose);
            }
        }
    }

    /// The subscriptions that an event concerns, each with how it came to be among them. Sights that it moves are marked.
    pub(super) fn match_event(
        &mut self,
        event: &Arc<Event>,
        published: &HashMap<Relation, Published>,
    ) -> HashMap<SubscriptionId, Delivery> {
        let mut hits: HashMap<SubscriptionId, Delivery> = HashMap::new();
        let others = if event.is_for_all() { &self.all } else { &self.whole };
        for id in others.get(&event.relation).into_iter().flatten() {
            hits.insert(*id, Delivery::of(event));
        }
        let moves = is_of_sight(event, published);
        let mut concerned: HashMap<SightId, (bool, bool)> = HashMap::new();
        for id in event.audience_before.iter().flatten().filter_map(|key| self.by_key.get(key)).flatten() {
            concerned.entry(*id).or_default().0 = true;
        }
        for id in event.audience_after.iter().flatten().filter_map(|key| self.by_key.get(key)).flatten() {
            concerned.entry(*id).or_default().1 = true;
        }
        if moves && event.is_for_all() {
            concerned.extend(self.sights.keys().map(|id| (*id, (false, false))));
        }
        for (id, (before, after)) in concerned {
            let Some(known) = self.sights.get(&id) else { continue };
            let subscriptions = if moves && known.sight.whose.rests_on(event.relation.schema()) {
                known.sight.set_moved();
                if self.current.get(&known.sight.whose) == Some(&id) {
                    self.current.remove(&known.sight.whose);
                }
                Some(&known.subscriptions)
            } else {
                known.by_relation.get(&event.relation)
            };
            for id in subscriptions.into_iter().flatten() {
                let delivery = hits.entry(*id).or_insert_with(|| Delivery::of(event));
                (delivery.before, delivery.after) = (before, after);
            }
        }
        if moves {
            self.remember(event);
        }
        hits
    }

    fn remember(&mut self, event: &Arc<Event>) {
        if self.recent.len() == RECENT_MAX
            && let Some(oldest) = self.recent.pop_front()
        {
            self.recent_from = oldest.position;
        }
        self.recent.push_back(event.clone());
    }

    fn next(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    /// Whether nobody is here.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.sights.is_empty()
            && self.current.is_empty()
            && self.by_key.is_empty()
            && self.all.is_empty()
            && self.whole.is_empty()
    }
}

fn take<K: std::hash::Hash + Eq>(map: &mut HashMap<K, HashSet<u64>>, key: &K, id: u64) {
    if let Some(ids) = map.get_mut(key) {
        ids.remove(&id);
        if ids.is_empty() {
            map.remove(key);
        }
    }
}
