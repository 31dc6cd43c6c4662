//! A writer with SQL, as any other program that has the database: transactions of some statements, which stay open for a
//! while and may be rolled back. What it was told of each is kept, to be compared with what came of it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use bench::cluster::connect;
use rand::Rng as _;
use rand::rngs::StdRng;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tokio_postgres::{Client, Error};
use uuid::Uuid;

use crate::table::{Row, TABLES, Table, id};
use crate::world::World;

/// How long a transaction may stay open.
const OPEN_MAX_MS: u64 = 3_000;
/// How long the database may be away.
const AWAY_MAX: Duration = Duration::from_secs(120);

/// What became of a transaction, as its writer knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The commit was acknowledged.
    Committed,
    /// It was taken back, and that was acknowledged.
    RolledBack,
}

/// A transaction that wrote something, and whose outcome is known.
#[derive(Debug, Clone, Copy)]
pub struct Promise {
    /// Its number.
    pub xid: u64,
    /// On which timeline.
    pub timeline: i32,
    /// What became of it.
    pub outcome: Outcome,
}

/// What a writer has to say in the end.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Transactions with a known outcome.
    pub promises: Vec<Promise>,
    /// How often there was none, because the connection was lost.
    pub unknown: usize,
    /// Statements that PostgreSQL refused, by the code of the error.
    pub refused: BTreeMap<String, usize>,
}

/// One that writes.
pub struct Writer {
    world: Arc<World>,
    database_url: String,
    random: StdRng,
    is_on: watch::Receiver<bool>,
    /// Between two transactions, at most.
    pause: Duration,
    ledger: Ledger,
    /// Lists of boards that it has made, and will remove with all their cards.
    lists: Vec<Uuid>,
    transactions: u64,
}

/// Rows that come or go with the transaction.
#[derive(Default)]
struct Plan {
    come: Vec<Row>,
    lists: Vec<Uuid>,
    gone: Vec<Uuid>,
    /// Writes of rows that are noted.
    writes: u64,
}

impl Writer {
    /// One that writes while `is_on` says so.
    pub fn new(
        world: Arc<World>,
        database_url: String,
        random: StdRng,
        is_on: watch::Receiver<bool>,
        pause: Duration,
    ) -> Self {
        let (ledger, lists) = (Ledger::default(), Vec::new());
        Self { world, database_url, random, is_on, pause, ledger, lists, transactions: 0 }
    }

    /// Writes until it is told to stop.
    ///
    /// # Errors
    /// When the database is away for too long.
    pub async fn run(mut self) -> Result<Ledger> {
        while *self.is_on.borrow() {
            let client = timeout(AWAY_MAX, self.connect()).await.context("a writer finds no database")?;
            while *self.is_on.borrow() && !client.is_closed() {
                if let Err(error) = self.transaction(&client).await {
                    let Some(code) = error.code() else { break };
                    *self.ledger.refused.entry(code.code().to_owned()).or_default() += 1;
                    if client.batch_execute("rollback").await.is_err() {
                        break;
                    }
                }
                let pause = self.random.random_range(Duration::ZERO..=self.pause);
                sleep(pause).await;
            }
        }
        Ok(self.ledger)
    }

    async fn connect(&mut self) -> Client {
        loop {
            if let Ok(client) = connect(&self.database_url).await
                && client.batch_execute("set lock_timeout = '5s'").await.is_ok()
            {
                return client;
            }
            sleep(Duration::from_millis(100)).await;
        }
    }

    async fn transaction(&mut self, client: &Client) -> Result<(), Error> {
        let mut plan = Plan::default();
        client.batch_execute("begin").await?;
        let steps = self.random.random_range(1..=3);
        for _ in 0..steps {
            let is_taken_back = self.random.random_ratio(1, 12);
            if is_taken_back {
                client.batch_execute("savepoint step").await?;
                self.step(client, &mut Plan::default()).await?;
                client.batch_execute("rollback to savepoint step").await?;
            } else {
                self.step(client, &mut plan).await?;
            }
            if self.random.random_ratio(1, 8) {
                let open = Duration::from_millis(self.random.random_range(0..OPEN_MAX_MS));
                sleep(open / steps).await;
            }
        }
        let row =
            client.query_one("select pg_current_xact_id_if_assigned()::text, loss.timeline()", &[]).await?;
        let xid: Option<u64> = row.get::<_, Option<&str>>(0).and_then(|xid| xid.parse().ok());
        let timeline = row.get(1);
        let is_kept = !self.random.random_ratio(1, 6);
        let end = if is_kept { "commit" } else { "rollback" };
        if let Err(error) = client.batch_execute(end).await {
            self.ledger.unknown += 1;
            return Err(error);
        }
        let outcome = if is_kept { Outcome::Committed } else { Outcome::RolledBack };
        let xid = xid.filter(|_| plan.writes > 0);
        self.ledger.promises.extend(xid.map(|xid| Promise { xid, timeline, outcome }));
        if is_kept {
            self.world.add(plan.come);
            self.lists.append(&mut plan.lists);
        }
        self.lists.retain(|list| !plan.gone.contains(list));
        Ok(())
    }

    async fn step(&mut self, client: &Client, plan: &mut Plan) -> Result<(), Error> {
        self.transactions += 1;
        let number = self.random.random_range(0..TABLES.len());
        let table = &TABLES[number];
        let label = format!("w{:08x} {}", self.random.random::<u32>(), self.transactions);
        let count = self.random.random_range(1..=6);
        let rows = self.world.some_of(number, count, &mut self.random);
        let keys: Vec<String> = rows.iter().map(Uuid::to_string).collect();
        let place = table.place(self.world.readers(), &mut self.random);
        let (relation, condition) = (table.relation, table.keys());
        match self.random.random_range(0..12) {
            0 | 1 if !self.world.is_full(number) => self.insert(client, number, &label, count, plan).await?,
            0 => {
                self.world.remove(number, &rows);
                plan.writes +=
                    client.execute(&format!("delete from {relation} where {condition}"), &[&keys]).await?;
            }
            1 | 2 => {
                let key = rows.first().copied().unwrap_or_else(|| Uuid::from_u128(self.random.random()));
                self.upsert(client, number, key, &label, plan).await?;
            }
            3 => self.merge(client, &label, plan).await?,
            4 => self.cascade(client, &label, plan).await?,
            5 | 6 if table.shift.is_some() => {
                let shift = table.shift.unwrap_or_default();
                plan.writes += client.execute(shift, &[&keys, &label, &place]).await?;
            }
            5 if table.is_archivable => {
                let sql = format!(
                    "update {relation} set title = $2::text, deleted_at = case when deleted_at is null then now() end
                     where {condition}"
                );
                plan.writes += client.execute(&sql, &[&keys, &label]).await?;
            }
            6 | 7 => {
                let one = keys.into_iter().take(1).collect::<Vec<_>>();
                plan.writes += self.update(client, table, &one, &label).await?;
            }
            _ => plan.writes += self.update(client, table, &keys, &label).await?,
        }
        Ok(())
    }

    async fn update(
        &self,
        client: &Client,
        table: &Table,
        keys: &[String],
        label: &str,
    ) -> Result<u64, Error> {
        let sql = format!("update {} set title = $2::text where {}", table.relation, table.keys());
        client.execute(&sql, &[&keys, &label]).await
    }

    async fn insert(
        &mut self,
        client: &Client,
        number: usize,
        label: &str,
        count: usize,
        plan: &mut Plan,
    ) -> Result<(), Error> {
        for _ in 0..count {
            let key = Uuid::from_u128(self.random.random());
            let place = TABLES[number].place(self.world.readers(), &mut self.random);
            plan.writes += client.execute(TABLES[number].insert, &[&key.to_string(), &label, &place]).await?;
            plan.come.push(Row { table: number, id: key });
        }
        Ok(())
    }

    /// Of a row that is there, or of one that is not.
    async fn upsert(
        &mut self,
        client: &Client,
        number: usize,
        known: Uuid,
        label: &str,
        plan: &mut Plan,
    ) -> Result<(), Error> {
        let is_new = self.random.random_ratio(1, 4) && !self.world.is_full(number);
        let key = if is_new { Uuid::from_u128(self.random.random()) } else { known };
        let place = TABLES[number].place(self.world.readers(), &mut self.random);
        let sql = format!("{} on conflict (id) do update set title = excluded.title", TABLES[number].insert);
        plan.writes += client.execute(&sql, &[&key.to_string(), &label, &place]).await?;
        if is_new {
            plan.come.push(Row { table: number, id: key });
        }
        Ok(())
    }

    /// One statement that updates, makes and removes rows.
    async fn merge(&mut self, client: &Client, label: &str, plan: &mut Plan) -> Result<(), Error> {
        const MERGE: &str = "
            merge into internal.tasks task using unnest($1::text[]::uuid[]) as source (key) on task.id = source.key
            when matched and task.id = $3::uuid then delete
            when matched then update set title = $2::text
            when not matched then insert (id, title) values (source.key, $2::text)";
        let Some(number) = TABLES.iter().position(|table| table.relation == "internal.tasks") else {
            return Ok(());
        };
        let mut rows = self.world.some_of(number, 4, &mut self.random);
        let gone = rows.first().copied().filter(|_| self.world.is_full(number)).unwrap_or_default();
        self.world.remove(number, &[gone]);
        let fresh = Row { table: number, id: Uuid::from_u128(self.random.random()) };
        rows.push(fresh.id);
        let keys: Vec<String> = rows.iter().map(Uuid::to_string).collect();
        plan.writes += client.execute(MERGE, &[&keys, &label, &gone]).await?;
        plan.come.push(fresh);
        Ok(())
    }

    /// Makes a list with cards, or removes one with whatever cards are in it.
    async fn cascade(&mut self, client: &Client, label: &str, plan: &mut Plan) -> Result<(), Error> {
        const MAKE: &str =
            "insert into scaliyo.teamhub_lists (id, board_id, name) values ($1, $2, 'Passing')";
        const FILL: &str = "insert into scaliyo.teamhub_cards (title, list_id, board_id, created_by)
            select $2::text, id, board_id, loss.id(1, 0) from scaliyo.teamhub_lists, generate_series(1, 4) where id = $1";
        const REMOVE: &str = "delete from scaliyo.teamhub_lists where id = $1";
        if let Some(list) = self.lists.first().copied().filter(|_| self.random.random()) {
            plan.gone.push(list);
            return client.execute(REMOVE, &[&list]).await.map(drop);
        }
        let list = Uuid::from_u128(self.random.random());
        client.execute(MAKE, &[&list, &id(6, self.random.random_range(1..=4))]).await?;
        plan.writes += client.execute(FILL, &[&list, &label]).await?;
        plan.lists.push(list);
        Ok(())
    }
}
