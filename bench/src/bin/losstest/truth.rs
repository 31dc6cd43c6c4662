//! What really happened, read past the server: the change log with its ticks, and the test's own notes of writes and of sight.
//!
//! The order of the log is worked out here anew, from the ticks' snapshots: an event belongs to the first tick that sees its
//! transaction. A log ends with its timeline, or with what is dropped of it, so it is read before that too.

use std::collections::{BTreeMap, HashMap};
use std::time::SystemTime;

use anyhow::{Context, Result};
use tokio_postgres::Client;
use uuid::Uuid;
use workgraph::stream::{LogId, Position, Snapshot};

use crate::table::{Row, named};

/// Stands for the tick of what no tick has seen.
pub const UNSEEN: i64 = i64::MAX;

/// An event of the log.
#[derive(Debug, Clone)]
pub struct Event {
    /// The transaction.
    pub xid: u64,
    /// The table.
    pub relation: String,
    /// The row's key.
    pub key: String,
    /// Who it was addressed to, before and after.
    pub audience: Vec<String>,
}

/// A tick.
#[derive(Debug, Clone)]
pub struct Tick {
    /// What it saw.
    pub snapshot: Snapshot,
    /// When it was taken.
    pub at: SystemTime,
}

/// The log of one timeline, as it has been read so far.
#[derive(Debug)]
pub struct Log {
    /// Which one.
    pub id: LogId,
    /// By number.
    pub events: BTreeMap<i64, Event>,
    /// By id.
    pub ticks: BTreeMap<i64, Tick>,
}

/// A write that was committed.
#[derive(Debug)]
pub struct Write {
    /// The number that it gave the row.
    pub number: u64,
    /// The transaction, and its timeline.
    pub xid: u64,
    /// See there.
    pub timeline: i32,
    /// Which row.
    pub row: Row,
    /// The title without the number.
    pub label: String,
    /// insert, update or delete.
    pub operation: String,
    /// Whether the row is archived after it.
    pub archived: bool,
    /// Who may see the row after it.
    pub readers: Vec<String>,
}

/// A change of what an account may see.
#[derive(Debug)]
pub struct Sight {
    /// The transaction, and its timeline.
    pub xid: u64,
    /// See there.
    pub timeline: i32,
    /// The table.
    pub relation: String,
    /// The row's key.
    pub key: String,
    /// Whose.
    pub account: Uuid,
    /// What rows are seen by it.
    pub sees: String,
    /// Whether it has come, or gone.
    pub holds: bool,
}

/// Everything.
#[derive(Debug, Default)]
pub struct Truth {
    /// In the order of the timelines.
    pub logs: Vec<Log>,
    /// In the order of their numbers.
    pub writes: Vec<Write>,
    /// In the order in which they were written.
    pub sights: Vec<Sight>,
}

impl Truth {
    /// Reads the log that is in the database now. What of it is known already stays, also if it has been dropped there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn read_log(&mut self, owner: &Client) -> Result<()> {
        let row = owner.query_one("select system, timeline, database from stream.log", &[]).await?;
        let database = u32::try_from(row.get::<_, i64>(2)).context("not the oid of a database")?;
        let id = LogId { system: row.get(0), timeline: row.get(1), database };
        if self.logs.last().is_none_or(|log| log.id != id) {
            self.logs.push(Log { id, events: BTreeMap::new(), ticks: BTreeMap::new() });
        }
        let log = self.logs.last_mut().context("it was just added")?;
        // Ticks after events: what is in the log by then has been seen by a tick that is read, or by a later one.
        const EVENTS: &str = "select xid::text, seq, relation, coalesce(key, ''),
            coalesce(audience_before, '{}') || coalesce(audience_after, '{}') from stream.events";
        for row in owner.query(EVENTS, &[]).await? {
            let (xid, seq) = (row.get::<_, &str>(0).parse()?, row.get(1));
            let event = Event { xid, relation: row.get(2), key: row.get(3), audience: row.get(4) };
            log.events.insert(seq, event);
        }
        for row in owner.query("select id, snapshot::text, at from stream.ticks", &[]).await? {
            let snapshot = row.get::<_, &str>(1).parse().map_err(|_| anyhow::anyhow!("not a snapshot"))?;
            log.ticks.insert(row.get(0), Tick { snapshot, at: row.get(2) });
        }
        Ok(())
    }

    /// Reads the notes.
    ///
    /// # Errors
    /// What the database says.
    pub async fn read_notes(&mut self, owner: &Client) -> Result<()> {
        const WRITES: &str =
            "select number, xid::text, timeline, relation, key, label, operation, archived, readers
            from loss.writes order by number";
        for row in owner.query(WRITES, &[]).await? {
            let table = named(row.get(3)).context("a note of an unknown table")?;
            self.writes.push(Write {
                number: u64::try_from(row.get::<_, i64>(0))?,
                xid: row.get::<_, &str>(1).parse()?,
                timeline: row.get(2),
                row: Row { table, id: row.get(4) },
                label: row.get(5),
                operation: row.get(6),
                archived: row.get(7),
                readers: row.get(8),
            });
        }
        const SIGHTS: &str =
            "select xid::text, timeline, relation, key, account, sees, holds from loss.sights order by id";
        for row in owner.query(SIGHTS, &[]).await? {
            self.sights.push(Sight {
                xid: row.get::<_, &str>(0).parse()?,
                timeline: row.get(1),
                relation: row.get(2),
                key: row.get(3),
                account: row.get(4),
                sees: row.get(5),
                holds: row.get(6),
            });
        }
        Ok(())
    }
}

impl Log {
    /// The places of all events, by their numbers. What no tick has seen is [`UNSEEN`]: a log may end before its last tick.
    pub fn places(&self) -> HashMap<i64, Position> {
        let ticks: Vec<(&i64, &Tick)> = self.ticks.iter().collect();
        let mut by_writer: HashMap<u64, i64> = HashMap::new();
        let mut places = HashMap::with_capacity(self.events.len());
        for (seq, event) in &self.events {
            let tick = match by_writer.get(&event.xid) {
                Some(tick) => *tick,
                None => {
                    // What one tick sees, all later ones see as well.
                    let first = ticks.partition_point(|(_, tick)| !tick.snapshot.sees(event.xid));
                    *by_writer.entry(event.xid).or_insert(ticks.get(first).map_or(UNSEEN, |(id, _)| **id))
                }
            };
            places.insert(*seq, Position { tick, seq: *seq });
        }
        places
    }
}
