//! Where a line may end with `RESYNC_REQUIRED`, and where it must.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use crate::accountant::{Accountant, Look};
use crate::books::{Key, Place};
use crate::fault::Span;
use crate::kind::Kind;
use crate::line::{End, Line};
use crate::world::Account;

/// For so long after the log was cut a stream may still find that out.
const CUT_FELT: Duration = Duration::from_secs(15);

impl Accountant<'_> {
    /// No line goes on past a change of its reader's sight, unless its snapshot was taken after it.
    pub fn check_sight(&mut self, look: &Look) {
        for turn in self.books.turns.get(&look.account.id).into_iter().flatten() {
            let place = turn.place;
            let is_passed = place > look.place(look.start) && place <= look.place(look.reached);
            if is_passed && look.kind.rests_on(&turn.schema) && !look.may_be_shown(place) {
                self.findings.push(format!(
                    "{}: begun at {:?}, goes on past a change of sight at {:?} to {:?}",
                    look.name, look.start, place.1, look.reached
                ));
            }
        }
    }

    /// No line is resumed from a place that the log has no longer.
    pub fn check_cut(&mut self, look: &Look) {
        let Some(cut) =
            self.record.dropped.filter(|cut| self.books.log(cut.log) == Some(look.place(look.start).0))
        else {
            return;
        };
        for (cursor, at) in &look.line.resumed {
            let is_lost = *at > cut.span.to && cursor.position.tick < cut.horizon;
            if is_lost && look.line.items.iter().any(|item| item.at > *at) {
                self.findings.push(format!("{}: is resumed at {cursor}, which had been dropped", look.name));
            }
        }
    }

    /// What the reader sees by after each change of sight behind the place that the line has reached. Rows are read, and after
    /// a break events are chosen, by the sight of that moment, though the line has yet to come to the change, where it ends.
    pub fn coming(&self, look: &Look) -> Vec<BTreeSet<Key>> {
        if look.line.end.is_none_or(|(end, _)| end != End::Resync) {
            return Vec::new();
        }
        let turns = self.books.turns.get(&look.account.id).into_iter().flatten();
        let places = turns.filter(|turn| look.kind.rests_on(&turn.schema)).map(|turn| turn.place);
        let places =
            places.filter(|place| *place > look.place(look.reached) && self.is_committed(look, *place));
        places.map(|place| self.books.keys_at(look.account.id, place)).collect()
    }

    /// Whether there was a reason for `RESYNC_REQUIRED`. `start`: where the line began, if that is known.
    pub fn is_due(&self, line: &Line, account: &Account, kind: &Kind, start: Option<Place>) -> bool {
        let Some((_, ended_at)) = line.end else { return false };
        let is_over = |span: &Span| ended_at >= span.from && line.begun_at <= span.to + CUT_FELT;
        if self
            .record
            .failover
            .as_ref()
            .is_some_and(|span| is_over(span) && start.is_none_or(|(log, _)| log == 0))
        {
            return true;
        }
        if let Some(cut) = &self.record.dropped {
            let is_behind = line.reached().is_some_and(|reached| reached.position.tick < cut.horizon);
            if is_over(&cut.span) && (is_behind || ended_at <= cut.span.to + CUT_FELT) {
                return true;
            }
        }
        let turns = self.books.turns.get(&account.id).into_iter().flatten();
        let mut places = turns.filter(|turn| kind.rests_on(&turn.schema)).map(|turn| turn.place);
        places.any(|place| {
            let is_after = match start {
                Some(start) => place > start,
                None => self.taken_at(place).is_some_and(|at| at + Duration::from_secs(2) >= line.begun_at),
            };
            is_after && self.books.unseen_until(place).is_none_or(|at| at <= ended_at)
        })
    }

    fn taken_at(&self, (log, position): Place) -> Option<SystemTime> {
        self.books.truth.logs[log].ticks.get(&position.tick).map(|tick| tick.at)
    }
}
