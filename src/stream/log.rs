//! Reading the log: `stream.events` in the order that ticks give it.
//!
//! The SQL is in `migration/sql/stream`; this is its only caller. Everything runs as `service_role`, one statement at a
//! time and never inside a snapshot that is held: a slow reader holds nothing in the database.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::cursor::{LogId, Position};
use super::event::{Event, Kind, Relation};
use super::snapshot::Snapshot;
use crate::db::{Db, Reads, Statement};
use crate::error::{Error, Result};

/// Events read at once.
const PAGE: i32 = 1_000;
/// Batches looked through at once by a reader who is far behind.
const TICKS_MAX: i64 = 1_000;

/// For whom the log is read. Narrows what leaves the database.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    pub(super) relations: Vec<String>,
    /// `None`: for everybody.
    pub(super) audience: Option<Vec<String>>,
}

/// Where the log stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// The newest tick.
    pub(super) tick: i64,
    /// Whether another tick would see something new.
    pub(super) news: bool,
}

/// How a table is published.
#[derive(Debug, Clone)]
pub(super) struct Published {
    /// The columns on which the sight of other tables rests, if it does.
    pub(super) sight: Option<Vec<String>>,
    /// The audience is precisely who may see the row.
    pub(super) has_readers: bool,
    /// The tables whose audiences are part of its own.
    pub(super) parents: Vec<Parent>,
}

/// A table on whose rows it rests whom the rows of another concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parent {
    pub(super) relation: Relation,
    /// Keys with this prefix alone.
    pub(super) prefix: Option<String>,
}

impl Parent {
    /// `schema.table` or `schema.table/prefix`.
    fn parse(text: &str) -> Self {
        let (relation, prefix) = text.split_once('/').unzip();
        let prefix = prefix.map(|prefix| format!("{prefix}:"));
        Self { relation: Relation::parse(relation.unwrap_or(text)), prefix }
    }
}

/// Begins a key that stands for the audience of another row. Alone it is among the keys of every event that has one.
const REFERENCE: char = '@';

/// The change log of the database.
#[derive(Clone)]
pub(super) struct Log {
    db: Db,
}

impl Log {
    pub(super) fn new(db: Db) -> Self {
        Self { db }
    }

    /// Which log this is, and its newest tick. Starts it if it was not written here.
    pub(super) async fn open(&self) -> Result<(LogId, i64)> {
        let row = self
            .write_one(Statement::new("SELECT system, timeline, database, tick FROM stream.open()"))
            .await?;
        let log = LogId {
            system: row.try_get("system")?,
            timeline: row.try_get("timeline")?,
            database: u32::try_from(row.try_get::<i64, _>("database")?).map_err(anyhow::Error::from)?,
        };
        Ok((log, row.try_get("tick")?))
    }

    /// The tables that are published row by row. Migrations change it, so nodes read it once.
    pub(super) async fn published(&self) -> Result<HashMap<Relation, Published>> {
        let rows = self
            .read(Statement::new("SELECT relation, sight, readers, parents FROM stream.published"))
            .await?;
        rows.iter()
            .map(|row| {
                let parents: Vec<String> = row.try_get("parents")?;
                let published = Published {
                    sight: row.try_get("sight")?,
                    has_readers: row.try_get("readers")?,
                    parents: parents.iter().map(|parent| Parent::parse(parent)).collect(),
                };
                Ok((Relation::parse(row.try_get("relation")?), published))
            })
            .collect()
    }

    /// Makes partitions ahead and drops those that nobody resumes from any more. If another node is at it, nothing.
    pub(super) async fn tidy(&self) -> Result<()> {
        self.write_one(Statement::new("SELECT stream.make_partitions()")).await?;
        self.write_one(Statement::new("SELECT stream.drop_partitions()")).await?;
        Ok(())
    }

    /// Asks without writing, so that idle nodes cost next to nothing.
    pub(super) async fn look(&self) -> Result<Look> {
        let row = one(self.read(Statement::new("SELECT tick, news FROM stream.look()")).await?)?;
        Ok(Look { tick: row.try_get("tick")?, news: row.try_get("news")? })
    }

    /// Takes a tick if there is something new; the newest tick.
    pub(super) async fn take_tick(&self) -> Result<i64> {
        Ok(self.write_one(Statement::new("SELECT stream.take_tick() AS tick")).await?.try_get("tick")?)
    }

    /// For how long the oldest transaction that changes something has been open: since the first tick that did not see it.
    /// Zero where there was none.
    pub(super) async fn horizon_age(&self) -> Result<f64> {
        let sql = "SELECT coalesce(extract(epoch FROM clock_timestamp() - (
                       SELECT t.at FROM stream.ticks t
                       WHERE pg_snapshot_xmax(t.snapshot) > pg_snapshot_xmin(pg_current_snapshot())
                       ORDER BY pg_snapshot_xmax(t.snapshot), t.id LIMIT 1)), 0)::float8 AS seconds";
        Ok(one(self.read(Statement::new(sql)).await?)?.try_get("seconds")?)
    }

    /// The end of the last batch whose tick saw no more than `snapshot`.
    pub(super) async fn before(&self, snapshot: &Snapshot) -> Result<Option<Position>> {
        let sql = "SELECT stream.tick_before($1::text::pg_snapshot) AS tick";
        let row = one(self.read(Statement::new(sql).bind(snapshot.to_string())).await?)?;
        Ok(row.try_get::<Option<i64>, _>("tick")?.map(Position::end_of))
    }

    /// The last event of a transaction that has been committed.
    pub(super) async fn position_of(&self, xid: u64) -> Result<Option<Position>> {
        self.take_tick().await?;
        let sql = "SELECT tick, seq FROM stream.position_of($1::text::xid8)";
        let row = one(self.read(Statement::new(sql).bind(xid.to_string())).await?)?;
        let (tick, seq): (Option<i64>, Option<i64>) = (row.try_get("tick")?, row.try_get("seq")?);
        Ok(tick.zip(seq).map(|(tick, seq)| Position { tick, seq }))
    }

    /// The keys under which an event may concern an account.
    pub(super) async fn audience_of(&self, account_id: Uuid) -> Result<Vec<String>> {
        let sql = "SELECT stream.audience_of($1) AS keys";
        Ok(one(self.read(Statement::new(sql).bind(account_id)).await?)?.try_get("keys")?)
    }

    /// Up to a page of whole batches.
    async fn read_batches(&self, from: i64, to: i64, filter: Option<&Filter>) -> Result<Vec<Arc<Event>>> {
        self.read_events("SELECT * FROM stream.read_batches($1, $2, $3, $4, $5)", from, to, filter).await
    }

    /// Up to a page of what is left of one batch.
    async fn read_rest(&self, after: Position, filter: Option<&Filter>) -> Result<Vec<Arc<Event>>> {
        let Position { tick, seq } = after;
        self.read_events("SELECT * FROM stream.read_rest($1, $2, $3, $4, $5)", tick, seq, filter).await
    }

    async fn read_events(
        &self,
        sql: &str,
        from: i64,
        to: i64,
        filter: Option<&Filter>,
    ) -> Result<Vec<Arc<Event>>> {
        let statement = Statement::new(sql)
            .bind(from)
            .bind(to)
            .bind(filter.map(|filter| filter.relations.clone()))
            .bind(filter.and_then(|filter| filter.audience.clone()).map(|mut audience| {
                audience.push(REFERENCE.to_string());
                audience
            }))
            .bind(PAGE);
        let mut events = self.read(statement).await?.iter().map(event).collect::<Result<Vec<_>>>()?;
        self.resolve(&mut events).await?;
        Ok(events.into_iter().map(Arc::new).collect())
    }

    /// Puts the keys in that references to other rows stand for: those of now. Who has come to see such a row since, or sees
    /// it no longer, is told so by an event of that row, which comes later.
    async fn resolve(&self, events: &mut [Event]) -> Result<()> {
        let whom = |event: &Event| [event.audience_before.clone(), event.audience_after.clone()];
        let keys = events.iter().flat_map(whom).flatten().flatten();
        let references: BTreeSet<String> =
            keys.filter(|key| key.starts_with(REFERENCE) && key.len() > 1).collect();
        if references.is_empty() {
            return Ok(());
        }
        let sql = "SELECT reference, audience FROM stream.resolve($1)";
        let rows = self.read(Statement::new(sql).bind(Vec::from_iter(references))).await?;
        let known = rows.iter().map(|row| Ok((row.try_get("reference")?, row.try_get("audience")?)));
        let known: HashMap<String, Vec<String>> = known.collect::<Result<_>>()?;
        for event in events {
            for audience in [&mut event.audience_before, &mut event.audience_after].into_iter().flatten() {
                let parents = audience.iter().filter_map(|key| known.get(key)).flatten().cloned();
                let parents: Vec<String> = parents.collect();
                audience.retain(|key| !key.starts_with(REFERENCE));
                audience.extend(parents);
            }
        }
        Ok(())
    }

    /// Whether something has happened after a tick that changes who sees what.
    pub(super) async fn sight_moved(&self, tick: i64) -> Result<bool> {
        let sql = "SELECT stream.sight_moved($1) AS moved";
        Ok(one(self.read(Statement::new(sql).bind(tick)).await?)?.try_get("moved")?)
    }

    async fn read(&self, statement: Statement) -> Result<Vec<PgRow>> {
        self.db.worker().read(Reads::One).await?.fetch(statement).await
    }

    async fn write_one(&self, statement: Statement) -> Result<PgRow> {
        let mut scope = self.db.worker().write().await?;
        let rows = scope.fetch(statement).await?;
        scope.commit().await?;
        one(rows)
    }
}

/// Reads on from a place, page by page.
pub(super) struct Reader {
    log: Log,
    filter: Option<Filter>,
    position: Position,
    /// How many batches to look through next: more after a page with room left, one after a full page.
    ticks: i64,
}

impl Reader {
    pub(super) fn new(log: Log, filter: Option<Filter>, from: Position) -> Self {
        Self { log, filter, position: from, ticks: 4 }
    }

    /// Everything up to here has been returned.
    pub(super) fn position(&self) -> Position {
        self.position
    }

    /// The next events of the batches up to that of `tick`; empty when there are no more.
    ///
    /// A batch that has been returned in part is finished first. May be dropped while waiting: the place moves only when
    /// events are returned.
    pub(super) async fn next(&mut self, tick: i64) -> Result<Vec<Arc<Event>>> {
        let filter = self.filter.as_ref();
        loop {
            let (events, end) = if !self.position.is_end() {
                (self.log.read_rest(self.position, filter).await?, self.position.tick)
            } else if self.position.tick < tick {
                let to = tick.min(self.position.tick.saturating_add(self.ticks));
                (self.log.read_batches(self.position.tick, to, filter).await?, to)
            } else {
                return Ok(Vec::new());
            };
            match events.last() {
                Some(last) if events.len() >= PAGE as usize => {
                    self.position = last.position;
                    self.ticks = 1;
                }
                _ => {
                    self.position = Position::end_of(end);
                    self.ticks = (self.ticks * 4).min(TICKS_MAX);
                }
            }
            if !events.is_empty() {
                return Ok(events);
            }
        }
    }
}

fn event(row: &PgRow) -> Result<Event> {
    let operation: &str = row.try_get("operation")?;
    Ok(Event {
        position: Position { tick: row.try_get("tick")?, seq: row.try_get("seq")? },
        xid: u64::try_from(row.try_get::<i64, _>("xid")?).map_err(anyhow::Error::from)?,
        at: row.try_get::<DateTime<Utc>, _>("at")?,
        relation: Relation::parse(row.try_get("relation")?),
        kind: Kind::parse(operation)
            .ok_or_else(|| Error::internal(format!("unknown operation in the change log: {operation}")))?,
        key: row.try_get::<Option<String>, _>("key")?.unwrap_or_default(),
        changed: row.try_get::<Option<Vec<String>>, _>("changed")?.unwrap_or_default(),
        audience_before: row.try_get("audience_before")?,
        audience_after: row.try_get("audience_after")?,
    })
}

fn one(rows: Vec<PgRow>) -> Result<PgRow> {
    rows.into_iter().next().ok_or_else(|| Error::internal("a function of the change log returned no row"))
}
