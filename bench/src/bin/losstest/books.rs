//! What really happened, put in order: the history of each row with its places in the logs, and what each account saw by.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::SystemTime;

use anyhow::{Context, Result};
use uuid::Uuid;
use workgraph::stream::{Cursor, LogId, Position};

use crate::table::{Row, id, named};
use crate::truth::{Event, Log, Sight, Truth};
use crate::world::World;

/// What a row may be seen by, as a number.
pub type Key = usize;

/// A place in any of the logs: the log's index, and the place there. Later logs come after earlier ones.
pub type Place = (usize, Position);

/// Before everything that is in a log.
pub const BEGINNING: Position = Position { tick: 0, seq: 0 };

/// A write in the history of a row.
#[derive(Debug)]
pub struct Step {
    /// Its number.
    pub number: u64,
    /// Where it is in a log; at the [`BEGINNING`] if the log began after it.
    pub place: Place,
    /// By what the row could be seen before.
    pub before: Vec<Key>,
    /// By what it can be seen after.
    pub after: Vec<Key>,
}

/// An event of a row, in the order of its log.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its place.
    pub position: Position,
    /// The row, and which step of its history.
    pub row: Row,
    /// See there.
    pub step: usize,
}

/// A change of what an account sees by.
#[derive(Debug)]
pub struct Turn {
    /// Where it is in a log; at the [`BEGINNING`] if the log began after it.
    pub place: Place,
    /// The schema of its table.
    pub schema: String,
    /// What comes or goes.
    pub key: Key,
    /// Which of them.
    pub holds: bool,
}

/// All of it.
pub struct Books<'a> {
    /// What was read.
    pub truth: &'a Truth,
    /// By row, in order.
    pub histories: HashMap<Row, Vec<Step>>,
    /// For each log, its events in order.
    pub entries: Vec<Vec<Entry>>,
    /// For each log and key, the indices of the events that it sees.
    seen: HashMap<(usize, Key), Vec<usize>>,
    /// By account, in order.
    pub turns: HashMap<Uuid, Vec<Turn>>,
    keys: HashMap<String, Key>,
    /// What was found wrong on the way.
    pub findings: Vec<String>,
}

/// Tables beside those that are followed whose changes are noted.
const NOTED: [&str; 4] = [
    "taskjuggler.team_members",
    "internal.team_members",
    "scaliyo.teamhub_flow_members",
    "assist.space_memberships",
];

/// A transaction, a table, a row's key.
type Writing = (u64, String, String);

/// Events that no note has claimed yet.
struct Unclaimed<'a> {
    truth: &'a Truth,
    places: Vec<HashMap<i64, Position>>,
    /// For each log, in order.
    events: Vec<HashMap<Writing, VecDeque<(i64, &'a Event)>>>,
}

/// A note of something that must be in the log.
struct Note<'a> {
    timeline: i32,
    xid: u64,
    relation: &'a str,
    key: &'a str,
}

/// There is no such event, though there ought to be one in this log.
struct Missing(Place);

impl<'a> Books<'a> {
    /// Puts it in order.
    pub fn new(world: &World, truth: &'a Truth) -> Self {
        let mut books = Self {
            truth,
            histories: HashMap::new(),
            entries: vec![Vec::new(); truth.logs.len()],
            seen: HashMap::new(),
            turns: HashMap::new(),
            keys: HashMap::new(),
            findings: Vec::new(),
        };
        let mut unclaimed = Unclaimed::new(truth);
        for write in &truth.writes {
            let key = write.row.id.to_string();
            let after: Vec<Key> = write.readers.iter().map(|reader| books.key(reader)).collect();
            let note = Note {
                timeline: write.timeline,
                xid: write.xid,
                relation: write.row.table().relation,
                key: &key,
            };
            let (place, event) = unclaimed.claim(&note).unwrap_or_else(|Missing(place)| {
                books
                    .findings
                    .push(format!("write {} of {} has no event in the log", write.number, write.row));
                (place, None)
            });
            let whom = |reader: &String| audience(write.row.table().relation, reader);
            for reader in event.iter().flat_map(|_| &write.readers).map(whom) {
                if event.is_some_and(|event| !event.audience.contains(&reader)) {
                    books
                        .findings
                        .push(format!("event {place:?} of {} is not addressed to {reader}", write.row));
                }
            }
            let history = books.histories.entry(write.row).or_default();
            let before = history.last().map(|step| step.after.clone()).unwrap_or_default();
            if event.is_some() {
                let (log, position) = place;
                books.entries[log].push(Entry { position, row: write.row, step: history.len() });
            }
            history.push(Step { number: write.number, place, before, after });
        }
        for sight in &truth.sights {
            let Sight { timeline, xid, relation, key, .. } = sight;
            let note = Note { timeline: *timeline, xid: *xid, relation, key };
            let (place, _) = unclaimed.claim(&note).unwrap_or_else(|Missing(place)| {
                books.findings.push(format!("a change of {relation} {key} has no event in the log"));
                (place, None)
            });
            books.turn(sight, place);
        }
        unclaimed.tell(&mut books.findings);
        books.sort(world);
        books
    }

    fn turn(&mut self, sight: &Sight, place: Place) {
        let schema = sight.relation.split('.').next().unwrap_or_default().to_owned();
        let turn = Turn { place, schema, key: self.key(&sight.sees), holds: sight.holds };
        self.turns.entry(sight.account).or_default().push(turn);
    }

    fn sort(&mut self, world: &World) {
        for turns in self.turns.values_mut() {
            // Stable: what a log does not have stays in the order in which it was noted.
            turns.sort_by_key(|turn| turn.place);
        }
        for (log, entries) in self.entries.iter_mut().enumerate() {
            entries.sort_by_key(|entry| entry.position);
            for (index, entry) in entries.iter().enumerate() {
                let step = &self.histories[&entry.row][entry.step];
                let keys: BTreeSet<Key> = step.before.iter().chain(&step.after).copied().collect();
                for key in keys {
                    self.seen.entry((log, key)).or_default().push(index);
                }
            }
        }
        // What accounts see by without ever losing it.
        for account in &world.accounts {
            for fixed in [format!("user:{}", account.id), format!("tenant:{}", id(4, account.number % 2 + 1))]
            {
                let key = self.key(&fixed);
                let turn = Turn { place: (0, BEGINNING), schema: String::new(), key, holds: true };
                self.turns.entry(account.id).or_default().insert(0, turn);
            }
        }
    }

    fn key(&mut self, text: &str) -> Key {
        let next = self.keys.len();
        *self.keys.entry(text.to_owned()).or_insert(next)
    }

    /// Which log it is; `None` if it is none of ours.
    pub fn log(&self, id: LogId) -> Option<usize> {
        self.truth.logs.iter().position(|log| log.id == id)
    }

    /// A cursor as a place.
    ///
    /// # Errors
    /// When it is of no log of ours.
    pub fn place(&self, cursor: Cursor) -> Result<Place> {
        let log = self.log(cursor.log).with_context(|| format!("cursor {cursor} is of no log"))?;
        Ok((log, cursor.position))
    }

    /// What an account sees by after everything up to a place.
    pub fn keys_at(&self, account: Uuid, place: Place) -> BTreeSet<Key> {
        let mut keys = BTreeSet::new();
        for turn in self.turns.get(&account).into_iter().flatten() {
            if turn.place > place {
                break;
            }
            if turn.holds {
                keys.insert(turn.key)
            } else {
                keys.remove(&turn.key)
            };
        }
        keys
    }

    /// The events after one place of a log up to another that concern somebody who sees by these keys, in order.
    pub fn between(&self, log: usize, from: Position, to: Position, keys: &BTreeSet<Key>) -> BTreeSet<usize> {
        let entries = &self.entries[log];
        let (first, end) = (
            entries.partition_point(|entry| entry.position <= from),
            entries.partition_point(|entry| entry.position <= to),
        );
        let lists = keys.iter().filter_map(|key| self.seen.get(&(log, *key)));
        lists
            .flat_map(|list| {
                let from = list.partition_point(|index| *index < first);
                list[from..].iter().take_while(move |index| **index < end)
            })
            .copied()
            .collect()
    }

    /// The event at precisely this place.
    pub fn entry_at(&self, (log, position): Place) -> Option<&Entry> {
        let entries = &self.entries[log];
        entries.binary_search_by_key(&position, |entry| entry.position).ok().map(|index| &entries[index])
    }

    /// When the tick before that of this place was taken: the event was not committed then, or was being committed.
    pub fn unseen_until(&self, (log, position): Place) -> Option<SystemTime> {
        let before = self.truth.logs[log].ticks.range(..position.tick).next_back();
        before.map(|(_, tick)| tick.at)
    }
}

impl<'a> Unclaimed<'a> {
    fn new(truth: &'a Truth) -> Self {
        let places = truth.logs.iter().map(Log::places).collect();
        let mut events = Vec::with_capacity(truth.logs.len());
        for log in &truth.logs {
            let mut by_note: HashMap<_, VecDeque<_>> = HashMap::new();
            for (seq, event) in &log.events {
                if named(&event.relation).is_some() || NOTED.contains(&event.relation.as_str()) {
                    let note = (event.xid, event.relation.clone(), event.key.clone());
                    by_note.entry(note).or_default().push_back((*seq, event));
                }
            }
            events.push(by_note);
        }
        Self { truth, places, events }
    }

    /// The next event of a transaction about a row, and its place; no event if the log began after it.
    fn claim(&mut self, note: &Note) -> Result<(Place, Option<&'a Event>), Missing> {
        let log = self.truth.logs.iter().position(|log| log.id.timeline == note.timeline);
        let log = log.ok_or(Missing((0, BEGINNING)))?;
        let key = (note.xid, note.relation.to_owned(), note.key.to_owned());
        if let Some((seq, event)) = self.events[log].get_mut(&key).and_then(VecDeque::pop_front) {
            return Ok(((log, self.places[log][&seq]), Some(event)));
        }
        let first = self.truth.logs[log].ticks.values().next();
        let beginning = (log, BEGINNING);
        if first.is_some_and(|tick| tick.snapshot.sees(note.xid)) {
            Ok((beginning, None))
        } else {
            Err(Missing(beginning))
        }
    }

    /// Says which events are left.
    fn tell(&self, findings: &mut Vec<String>) {
        for (log, events) in self.truth.logs.iter().zip(&self.events) {
            for ((xid, relation, key), left) in events.iter().filter(|(_, left)| !left.is_empty()) {
                let (count, timeline) = (left.len(), log.id.timeline);
                findings.push(format!(
                    "{count} events of {relation} {key} by transaction {xid} on timeline {timeline} have no write"
                ));
            }
        }
    }
}

/// A reader as the log addresses him.
fn audience(relation: &str, reader: &str) -> String {
    match reader.split_once(':') {
        None => "internal:members".to_owned(),
        Some(("user", id)) if relation == "assist.tasks" => format!("person:{id}"),
        Some(("space", id)) => format!("space-reader:{id}"),
        Some(_) => reader.to_owned(),
    }
}
