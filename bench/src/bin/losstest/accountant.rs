//! Compares what subscribers were told with what happened.
//!
//! For every line: the places of its items rise, each is that of an event of that row, and the row is shown as it was then or
//! later, never older than before, and only in states that its reader may see. Every event that concerns the reader, between
//! the line's beginning and the last place that it reached, is covered: by an item at or after its place, or by one that shows
//! the row in a later state. What is known of the rows in the end is what a fresh query shows. A line ends with
//! `RESYNC_REQUIRED` where the reader's sight changed, the log was cut or another one began, and nowhere else.
//!
//! What cannot be decided from outside is decided for the server: a snapshot lies somewhere behind the tick that its cursor
//! names, and may have seen what comes in the next batches.

use std::collections::{BTreeSet, HashMap};

use workgraph::stream::Position;

use crate::books::{Books, Entry, Key, Place, Step};
use crate::course::Fresh;
use crate::fault::Record;
use crate::kind::{KINDS, Kind};
use crate::line::{Change, End, Item, Line};
use crate::subscriber::Told;
use crate::table::{Row, named};
use crate::truth::UNSEEN;
use crate::world::{Account, World};

/// Keeps accounts.
pub struct Accountant<'a> {
    world: &'a World,
    /// What really happened.
    pub books: &'a Books<'a>,
    /// What went wrong.
    pub record: &'a Record,
    fresh: &'a Fresh,
    /// What is wrong.
    pub findings: Vec<String>,
}

/// A line that is looked at, with what is known of it.
pub struct Look<'a> {
    /// The line.
    pub line: &'a Line,
    /// Whose and which it is, for people.
    pub name: String,
    /// Its reader.
    pub account: &'a Account,
    /// What it is about.
    pub kind: &'a Kind,
    log: usize,
    /// Where it began.
    pub start: Position,
    /// The last place that it is known to have reached.
    pub reached: Position,
    items: HashMap<Row, Vec<&'a Item>>,
}

impl Look<'_> {
    fn is_final(&self) -> bool {
        self.line.end.is_some_and(|(end, _)| end == End::Final)
    }

    /// A position in the line's log.
    pub fn place(&self, position: Position) -> Place {
        (self.log, position)
    }

    /// Whether the line's snapshot may have seen an event. Its cursor names the last tick that was there when it was taken.
    /// The next one may have been under way; what comes in a batch after that of the next but one was not there yet.
    pub fn may_be_shown(&self, place: Place) -> bool {
        self.line.after.is_none() && place.0 == self.log && place.1.tick <= self.start.tick + 2
    }
}

impl<'a> Accountant<'a> {
    /// One who has not looked at anything yet.
    pub fn new(world: &'a World, books: &'a Books<'a>, record: &'a Record, fresh: &'a Fresh) -> Self {
        Self { world, books, record, fresh, findings: books.findings.clone() }
    }

    /// Whether the log has the writes of each row in their order.
    pub fn check_log(&mut self) {
        for (row, history) in &self.books.histories {
            let places: Vec<Place> = history.iter().map(|step| step.place).collect();
            if !places.is_sorted() {
                self.findings.push(format!("the events of {row} are not in the order of its writes"));
            }
            let last = self.books.truth.logs.len();
            if places.iter().any(|(log, place)| log + 1 == last && place.tick == UNSEEN) {
                self.findings.push(format!("a write of {row} is not in the log, though a later one is"));
            }
        }
    }

    /// Looks at all that a subscriber was told.
    pub fn check(&mut self, told: &'a Told) {
        self.findings.extend(told.faults.iter().cloned());
        // A row is never shown older than before, whatever happened in between.
        let mut newest: HashMap<Row, u64> = HashMap::new();
        for (number, line) in told.lines.iter().enumerate() {
            let (account, kind) = (&self.world.accounts[line.account], &KINDS[line.kind]);
            let name = format!("{} of account {}, line {number}", kind.field, account.number);
            for item in &line.items {
                let known = newest.entry(item.row).or_default();
                match item.number {
                    Some(number) if number < *known => {
                        self.findings
                            .push(format!("{name}: {} goes back from {known} to {number}", item.row));
                    }
                    Some(number) => *known = number,
                    None => {}
                }
            }
            self.check_line(line, name, account, kind);
        }
    }

    fn check_line(&mut self, line: &'a Line, name: String, account: &'a Account, kind: &'a Kind) {
        let Some(start) = line.start() else {
            // Nothing came: there is only its end to be looked at.
            if line.end.is_some_and(|(end, _)| end == End::Resync) && !self.is_due(line, account, kind, None)
            {
                self.findings.push(format!("{name}: RESYNC_REQUIRED at the beginning, for no reason"));
            }
            return;
        };
        let Ok((log, start)) = self.books.place(start) else {
            self.findings.push(format!("{name}: begins in a log that is none of ours"));
            return;
        };
        if line.items.iter().any(|item| self.books.log(item.cursor.log) != Some(log)) {
            self.findings.push(format!("{name}: goes on from one log into another"));
            return;
        }
        let reached = line.reached().map_or(start, |cursor| cursor.position);
        let mut items: HashMap<Row, Vec<&Item>> = HashMap::new();
        for item in &line.items {
            items.entry(item.row).or_default().push(item);
        }
        let look = Look { line, name, account, kind, log, start, reached, items };
        self.check_items(&look);
        self.check_sight(&look);
        self.check_cut(&look);
        self.check_events(&look);
        if look.is_final() {
            self.check_end(&look);
        }
        if line.end.is_some_and(|(end, _)| end == End::Resync)
            && !self.is_due(line, account, kind, Some(look.place(start)))
        {
            self.findings.push(format!("{}: RESYNC_REQUIRED after {reached:?}, for no reason", look.name));
        }
    }

    /// Each item by itself, and against the one before.
    fn check_items(&mut self, look: &Look) {
        let allowed = self.allowed(look);
        let mut last = look.start;
        for item in &look.line.items {
            let (name, row, position) = (&look.name, item.row, item.cursor.position);
            if item.change == Change::Snapshot {
                if look.line.after.is_some() || position != look.start || last != look.start {
                    self.findings
                        .push(format!("{name}: a row of a snapshot at {position:?}, where there is none"));
                }
            } else {
                if position <= last {
                    self.findings.push(format!("{name}: {row} at {position:?}, which is not after {last:?}"));
                }
                last = position;
            }
            let Some(history) = self.books.histories.get(&row) else {
                self.findings.push(format!("{name}: {row} was never written"));
                continue;
            };
            let event = self.books.entry_at(look.place(position)).filter(|entry| entry.row == row);
            if item.change != Change::Snapshot && event.is_none() {
                self.findings.push(format!("{name}: {row} at {position:?}, where it has no event"));
            }
            let shown = look.items[&row].first().filter(|first| first.change == Change::Snapshot);
            let number = event.map(|event| history[event.step].number);
            if item.change != Change::Snapshot
                && number.is_some_and(|number| shown.is_some_and(|it| it.number >= Some(number)))
            {
                self.findings.push(format!("{name}: {row} at {position:?}, which its snapshot has shown"));
            }
            let is_seen = |keys: &[Key]| keys.iter().any(|key| allowed.contains(key));
            match item.number {
                Some(number) => {
                    if item.change == Change::Removed {
                        self.findings.push(format!("{name}: {row} is removed and shown at once"));
                    }
                    let Some(step) = history.iter().find(|step| step.number == number) else {
                        self.findings
                            .push(format!("{name}: {row} is shown as {number}, which was never committed"));
                        continue;
                    };
                    if !is_seen(&step.after) {
                        self.findings
                            .push(format!("{name}: {row} is shown as {number}, which is not for its reader"));
                    }
                    if event.is_some_and(|event| history[event.step].number > number) {
                        self.findings.push(format!(
                            "{name}: {row} at {position:?} is shown as {number}, which is older"
                        ));
                    }
                }
                None if item.change != Change::Removed => {
                    self.findings.push(format!("{name}: {row} at {position:?} comes without its row"));
                }
                None => {
                    let until = look.place(position);
                    let past = history.iter().filter(|step| step.place <= until);
                    if !past.clone().any(|step| is_seen(&step.before) || is_seen(&step.after)) {
                        self.findings
                            .push(format!("{name}: {row} is removed, which was never for its reader"));
                    }
                }
            }
        }
    }

    /// What the reader may have seen by in this line. A row is read with the sight of that moment, which may be ahead of the
    /// line by as many changes as were made until it ended.
    fn allowed(&self, look: &Look) -> BTreeSet<Key> {
        let mut allowed = self.books.keys_at(look.account.id, look.place(look.start));
        let turns = self.books.turns.get(&look.account.id).into_iter().flatten();
        let gains = turns.filter(|turn| turn.holds && turn.place > look.place(look.start));
        allowed.extend(gains.filter(|turn| self.is_committed(look, turn.place)).map(|turn| turn.key));
        allowed
    }

    /// Whether what stands there may have been committed before the line ended.
    pub fn is_committed(&self, look: &Look, place: Place) -> bool {
        let ended_at = look.line.end.map(|(_, ended_at)| ended_at);
        let unseen_until = self.books.unseen_until(place);
        ended_at.zip(unseen_until).is_none_or(|(ended_at, unseen_until)| unseen_until <= ended_at)
    }

    /// Every event that concerns the reader is covered.
    fn check_events(&mut self, look: &Look) {
        let keys = self.books.keys_at(look.account.id, look.place(look.reached));
        let coming = self.coming(look);
        for index in self.books.between(look.log, look.start, look.reached, &keys) {
            let entry = self.books.entries[look.log][index];
            if !look.kind.relations.contains(&entry.row.table().relation) {
                continue;
            }
            let history = &self.books.histories[&entry.row];
            let items = look.items.get(&entry.row).map(Vec::as_slice).unwrap_or_default();
            let number = history[entry.step].number;
            let is_covered = items.iter().any(|item| {
                item.change != Change::Snapshot && item.cursor.position >= entry.position
                    || item.number.is_some_and(|shown| shown >= number)
            });
            if is_covered || self.is_excused(look, entry, items, &keys, &coming) {
                continue;
            }
            let later = history[entry.step..].iter().map(|step| (step.number, step.place));
            let later: Vec<_> = later.take(4).collect();
            self.findings.push(format!(
                "{}: nothing was told of write {number} of {} at {:?}; begun at {:?}{}, resumed {} times, reached {:?}; further \
                 writes {later:?}; told of it {:?}",
                look.name,
                entry.row,
                entry.position,
                look.start,
                if look.line.after.is_none() { " with a snapshot" } else { "" },
                look.line.resumed.len(),
                look.reached,
                items.iter().rev().take(3).map(|item| (item.change, item.number, item.cursor.position)).collect::<Vec<_>>(),
            ));
        }
    }

    /// Whether the row went out of sight soon enough for nothing to be told: before the snapshot was taken, at a place that the
    /// line has not reached, or with one of the changes of sight that are `coming`.
    fn is_excused(
        &self,
        look: &Look,
        entry: Entry,
        items: &[&Item],
        keys: &BTreeSet<Key>,
        coming: &[BTreeSet<Key>],
    ) -> bool {
        self.books.histories[&entry.row][entry.step..].iter().any(|later| {
            if coming.iter().any(|keys| !is_seen(later, keys)) {
                return true;
            }
            if is_seen(later, keys) {
                return false;
            }
            let is_before = items.is_empty() && look.may_be_shown(later.place);
            let is_beyond = later.place > look.place(look.reached);
            is_before || is_beyond
        })
    }

    /// What is known in the end is what a fresh query shows.
    fn check_end(&mut self, look: &Look) {
        let Some(fresh) = self.fresh.get(&(look.line.account, look.line.kind)) else { return };
        let (relation, id) = (look.kind.mark)(look.account);
        let mark = named(relation).map(|table| Row { table, id });
        let known = |row: &Row| look.items.get(row).and_then(|items| items.last()).map(|item| item.number);
        for (row, number) in fresh.iter().filter(|(row, _)| Some(**row) != mark) {
            match known(row) {
                Some(Some(known)) if known == *number => {}
                Some(known) => {
                    self.findings.push(format!(
                        "{}: in the end {row} is {number}, but was told as {known:?}",
                        look.name
                    ));
                }
                // Without a snapshot only rows are known that have changed.
                None if look.line.after.is_some() && !self.has_changed(look, row) => {}
                None => self
                    .findings
                    .push(format!("{}: in the end {row} is {number}, but was not told of", look.name)),
            }
        }
        for row in look.items.keys().filter(|row| !fresh.contains_key(row) && Some(**row) != mark) {
            if let Some(Some(number)) = known(row) {
                self.findings
                    .push(format!("{}: in the end {row} is gone, but was told as {number}", look.name));
            }
        }
    }

    fn has_changed(&self, look: &Look, row: &Row) -> bool {
        let history = self.books.histories.get(row).map(Vec::as_slice).unwrap_or_default();
        history.iter().any(|step| step.place > look.place(look.start))
    }
}

fn is_seen(step: &Step, keys: &BTreeSet<Key>) -> bool {
    step.after.iter().any(|key| keys.contains(key))
}
