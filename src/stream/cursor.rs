//! A place in the change log, and the text by which clients keep it.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::{Error, Result};

/// First byte of a cursor, so that its form can change one day.
const FORM: u8 = 1;
/// The same for one within a snapshot.
const WITHIN: u8 = 2;
const LENGTH: usize = 33;

/// Which log a cursor belongs to. A failover or a restore reissues transaction numbers, so that a place in one log means
/// nothing in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogId {
    /// System identifier of the cluster.
    pub system: i64,
    /// Its timeline.
    pub timeline: i32,
    /// Oid of the database.
    pub database: u32,
}

/// A place in one log: after the event of number `seq` in the batch of a tick.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The batch.
    pub tick: i64,
    /// The place in it.
    pub seq: i64,
}

impl Position {
    /// After the whole batch of a tick.
    pub fn end_of(tick: i64) -> Self {
        Self { tick, seq: i64::MAX }
    }

    /// Whether the whole batch is behind.
    pub fn is_end(&self) -> bool {
        self.seq == i64::MAX
    }
}

/// A place in a named log. As text it is opaque; equal places have equal texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The log.
    pub log: LogId,
    /// The place.
    pub position: Position,
    /// It is that of a snapshot of which more is to come: nothing can go on after it without missing that.
    pub within_snapshot: bool,
}

impl Cursor {
    /// A place to go on from.
    pub fn new(log: LogId, position: Position) -> Self {
        Self { log, position, within_snapshot: false }
    }

    /// The place, if it is one in `log`.
    pub fn position_in(&self, log: LogId) -> Result<Position> {
        if self.log == log { Ok(self.position) } else { Err(resync_required()) }
    }
}

/// There is no way to go on without a gap.
pub(super) fn resync_required() -> Error {
    Error::resync_required("The change log cannot continue from here. Subscribe again with a snapshot.")
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.push(if self.within_snapshot { WITHIN } else { FORM });
        bytes.extend(self.log.system.to_be_bytes());
        bytes.extend(self.log.timeline.to_be_bytes());
        bytes.extend(self.log.database.to_be_bytes());
        bytes.extend(self.position.tick.to_be_bytes());
        bytes.extend(self.position.seq.to_be_bytes());
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        URL_SAFE_NO_PAD
            .decode(text)
            .ok()
            .and_then(|bytes| read(&bytes))
            .ok_or_else(|| Error::cursor_invalid("This is not a cursor of a change stream."))
    }
}

fn read(bytes: &[u8]) -> Option<Cursor> {
    let (&[form @ (FORM | WITHIN)], rest) = bytes.split_first_chunk()? else { return None };
    let (system, rest) = rest.split_first_chunk()?;
    let (timeline, rest) = rest.split_first_chunk()?;
    let (database, rest) = rest.split_first_chunk()?;
    let (tick, rest) = rest.split_first_chunk()?;
    let seq = rest.try_into().ok()?;
    let log = LogId {
        system: i64::from_be_bytes(*system),
        timeline: i32::from_be_bytes(*timeline),
        database: u32::from_be_bytes(*database),
    };
    let position = Position { tick: i64::from_be_bytes(*tick), seq: i64::from_be_bytes(seq) };
    let within_snapshot = form == WITHIN;
    (position.tick > 0 && position.seq >= 0).then_some(Cursor { log, position, within_snapshot })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor() -> Cursor {
        let log = LogId { system: -7, timeline: 3, database: 16_384 };
        Cursor::new(log, Position { tick: 1_795_170_570_541_040, seq: 42 })
    }

    #[test]
    fn a_cursor_survives_its_text() {
        let text = cursor().to_string();
        assert_eq!(text.len(), 44);
        assert_eq!(text.parse::<Cursor>().unwrap(), cursor());
        let within = Cursor { within_snapshot: true, ..cursor() };
        assert_eq!(within.to_string().parse::<Cursor>().unwrap(), within);
    }

    #[test]
    fn what_is_not_a_cursor_is_refused() {
        let good = cursor().to_string();
        let longer = format!("{good}AAAA");
        let other_form = format!("D{}", &good[1..]);
        let never = Cursor { position: Position { tick: -1, seq: 0 }, ..cursor() }.to_string();
        for text in ["", "AQ", "not a cursor", &good[1..], &good[..40], &longer, &other_form, &never] {
            assert_eq!(text.parse::<Cursor>().unwrap_err().code(), "CURSOR_INVALID", "{text:?}");
        }
    }

    #[test]
    fn a_cursor_of_another_log_asks_for_a_resync() {
        let log = cursor().log;
        assert_eq!(cursor().position_in(log).unwrap(), cursor().position);
        let promoted = LogId { timeline: 4, ..log };
        assert_eq!(cursor().position_in(promoted).unwrap_err().code(), "RESYNC_REQUIRED");
    }

    #[test]
    fn places_are_ordered_by_batch_then_number() {
        let at = |tick, seq| Position { tick, seq };
        assert!(at(1, 9) < at(2, 1) && at(2, 1) < at(2, 2) && at(2, 2) < Position::end_of(2));
        assert!(Position::end_of(2).is_end() && !at(2, 2).is_end());
    }
}
