//! The people of a test and the rows that are there to be written.

use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, ensure};
use bench::process;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::table::{Row, TABLES, id};

const SCRIPT: &str = include_str!("world.sql");
/// Rows of each table to begin with, and the most that writers let it grow to.
const ROWS_AT_FIRST: usize = 30;
const ROWS_MAX: usize = 90;
/// How many accounts write through the API.
const AUTHORS: u32 = 2;

/// Somebody who can sign in.
#[derive(Debug)]
pub struct Account {
    /// Its number, from which its ids follow.
    pub number: u32,
    /// Its key.
    pub id: Uuid,
    /// Its access token.
    pub token: String,
}

/// Who reads, who writes, and what.
pub struct World {
    /// Those who read.
    pub accounts: Vec<Account>,
    /// Those who write through the API.
    pub authors: Vec<Account>,
    stock: Mutex<Vec<Vec<Uuid>>>,
}

impl World {
    /// Makes so many readers, and rows, in a database that has been migrated.
    ///
    /// # Errors
    /// What the database says.
    pub async fn make(owner: &Client, database_url: &str, accounts: u32, seed: u64) -> Result<Self> {
        let script = SCRIPT.replace(":accounts", &accounts.to_string());
        owner.batch_execute(&script).await.context("the accounts cannot be made")?;
        let mut random = StdRng::seed_from_u64(seed);
        let mut stock = Vec::with_capacity(TABLES.len());
        for table in TABLES {
            let mut rows = Vec::with_capacity(ROWS_AT_FIRST);
            for _ in 0..ROWS_AT_FIRST {
                let (key, place) = (Uuid::from_u128(random.random()), table.place(accounts, &mut random));
                owner
                    .execute(table.insert, &[&key.to_string(), &"at first", &place])
                    .await
                    .context(table.relation)?;
                rows.push(key);
            }
            stock.push(rows);
        }
        let emails: Vec<String> = (1..=accounts + AUTHORS).map(|n| format!("loss-{n}@example.com")).collect();
        let mut arguments = vec!["token"];
        arguments.extend(emails.iter().flat_map(|email| ["--as", email]));
        let tokens = process::run(&arguments, &[("DATABASE_URL", database_url)]).await?;
        let people = (1..).zip(tokens.lines());
        let people =
            people.map(|(number, token)| Account { number, id: id(1, number), token: token.to_owned() });
        let mut accounts: Vec<Account> = people.collect();
        ensure!(accounts.len() == emails.len(), "{} tokens for {} accounts", accounts.len(), emails.len());
        let authors = accounts.split_off(accounts.len() - AUTHORS as usize);
        Ok(Self { accounts, authors, stock: stock.into() })
    }

    /// How many accounts read.
    pub fn readers(&self) -> u32 {
        u32::try_from(self.accounts.len()).unwrap_or(u32::MAX)
    }

    /// Up to so many rows of a table, in the order of their keys: who locks several does so in the same order.
    pub fn some_of(&self, table: usize, count: usize, random: &mut StdRng) -> Vec<Uuid> {
        let mut rows: Vec<Uuid> = self.stock()[table].choose_multiple(random, count).copied().collect();
        rows.sort_unstable();
        rows
    }

    /// Whether a table has as many rows as it should have at most.
    pub fn is_full(&self, table: usize) -> bool {
        self.stock()[table].len() >= ROWS_MAX
    }

    /// Rows that have come.
    pub fn add(&self, rows: impl IntoIterator<Item = Row>) {
        let mut stock = self.stock();
        for row in rows {
            stock[row.table].push(row.id);
        }
    }

    /// Rows that are gone, or going.
    pub fn remove(&self, table: usize, ids: &[Uuid]) {
        self.stock()[table].retain(|id| !ids.contains(id));
    }

    fn stock(&self) -> MutexGuard<'_, Vec<Vec<Uuid>>> {
        self.stock.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
