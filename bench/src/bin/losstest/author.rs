//! A writer through the API. Each write has a key of its own and is sent until it is answered, whatever happens meanwhile: it
//! must happen once, and what was answered must have happened.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bench::web;
use rand::Rng as _;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use serde_json::json;
use tokio::sync::watch;
use tokio::time::sleep;
use uuid::Uuid;

use crate::table::{Row, id, named};
use crate::world::World;

/// How long a write may stay without an answer.
const PATIENCE: Duration = Duration::from_secs(90);
/// Rows of its own, at most.
const ROWS_MAX: usize = 20;
/// Answers after which the same is sent again.
const PASSING: [&str; 3] = ["TRY_AGAIN", "TIMEOUT", "INTERNAL_SERVER_ERROR"];

/// What is done to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It is made.
    Create,
    /// It gets another title.
    Update,
    /// It is put away.
    Archive,
    /// It is taken back.
    Restore,
    /// It goes.
    Delete,
}

/// One write, and what was answered.
#[derive(Debug)]
pub struct Deed {
    /// Which row.
    pub row: Row,
    /// What was done.
    pub act: Act,
    /// The title that it was to have.
    pub label: String,
    /// The code with which it was refused; `None`: it was done.
    pub refused: Option<String>,
}

/// What an author has to say in the end.
#[derive(Debug, Default)]
pub struct Deeds {
    /// All that were answered.
    pub deeds: Vec<Deed>,
    /// How often a write had to be sent again, by what was answered before.
    pub repeated: BTreeMap<String, usize>,
    /// What ought not to have happened.
    pub faults: Vec<String>,
}

/// One that writes.
pub struct Author {
    world: Arc<World>,
    number: usize,
    address: String,
    random: StdRng,
    is_on: watch::Receiver<bool>,
    pause: Duration,
    /// Its own rows, and whether they are archived.
    rows: Vec<(Row, bool)>,
    done: Deeds,
}

impl Author {
    /// The author of this number, who writes while `is_on` says so.
    pub fn new(
        world: Arc<World>,
        number: usize,
        address: String,
        random: StdRng,
        is_on: watch::Receiver<bool>,
        pause: Duration,
    ) -> Self {
        let (rows, done) = (Vec::new(), Deeds::default());
        Self { world, number, address, random, is_on, pause, rows, done }
    }

    /// Writes until it is told to stop.
    pub async fn run(mut self) -> Deeds {
        while *self.is_on.borrow() {
            let (row, act) = self.choose();
            let label = format!("a{:016x}", self.random.random::<u64>());
            let Some(refused) = self.send(row, act, &label).await else { continue };
            if refused.is_none() {
                self.note(row, act);
            }
            self.done.deeds.push(Deed { row, act, label, refused });
            let pause = self.random.random_range(Duration::ZERO..=self.pause);
            sleep(pause).await;
        }
        self.done
    }

    fn choose(&mut self) -> (Row, Act) {
        let relation = if self.random.random() { "internal.tasks" } else { "taskjuggler.tasks" };
        let table = named(relation).unwrap_or_default();
        let fresh = (Row { table, id: Uuid::from_u128(self.random.random()) }, Act::Create);
        if self.random.random_ratio(1, 4)
            && let Some(shared) = named("internal.tasks")
            && let Some(&id) = self.world.some_of(shared, 1, &mut self.random).first()
        {
            // Others write it as well.
            return (Row { table: shared, id }, Act::Update);
        }
        let Some(&(row, is_archived)) = self.rows.choose(&mut self.random) else { return fresh };
        match self.random.random_range(0..10) {
            0..=2 if self.rows.len() < ROWS_MAX => fresh,
            0 | 1 => (row, Act::Delete),
            _ if is_archived => (row, Act::Restore),
            3 => (row, Act::Archive),
            _ => (row, Act::Update),
        }
    }

    fn note(&mut self, row: Row, act: Act) {
        match act {
            Act::Create => self.rows.push((row, false)),
            Act::Delete => self.rows.retain(|(own, _)| *own != row),
            Act::Archive | Act::Restore => {
                for (_, is_archived) in self.rows.iter_mut().filter(|(own, _)| *own == row) {
                    *is_archived = act == Act::Archive;
                }
            }
            Act::Update => {}
        }
    }

    /// Sends a write until it is answered; `None` if it never was, else the code with which it was refused, if it was.
    async fn send(&mut self, row: Row, act: Act, label: &str) -> Option<Option<String>> {
        let stem = if row.table().relation == "internal.tasks" { "internalTask" } else { "taskjugglerTask" };
        let team = (stem == "taskjugglerTask").then(|| id(2, self.random.random_range(1..=6)));
        let (document, variables) = match act {
            Act::Create => {
                let mut input = json!({"id": row.id, "title": label});
                if let Some(team) = team {
                    input["teamId"] = json!(team);
                }
                let kind = row.table().type_name;
                (
                    format!(
                        "mutation ($input: {kind}CreateInput!) {{ {stem}Create(input: $input) {{ cursor }} }}"
                    ),
                    json!({"input": input}),
                )
            }
            Act::Update => (
                format!(
                    "mutation ($id: ID!, $title: String!) {{ {stem}Update(id: $id, input: {{title: $title}}) {{ cursor }} }}"
                ),
                json!({"id": row.id, "title": label}),
            ),
            Act::Archive | Act::Restore | Act::Delete => (
                format!("mutation ($id: ID!) {{ {stem}{act:?}(id: $id) {{ cursor }} }}"),
                json!({"id": row.id}),
            ),
        };
        let key = Uuid::new_v4().to_string();
        let since = Instant::now();
        loop {
            let token = &self.world.authors[self.number].token;
            let answer = web::ask(&self.address, token, &document, variables.clone(), Some(&key)).await;
            let again = match &answer {
                Err(_) => "no answer",
                Ok(answer) => match web::code(answer) {
                    None => return Some(None),
                    Some(code) if PASSING.contains(&code) => code,
                    Some(code) => return Some(Some(code.to_owned())),
                },
            };
            *self.done.repeated.entry(again.to_owned()).or_default() += 1;
            if since.elapsed() > PATIENCE {
                self.done.faults.push(format!("{act:?} of {row} was not answered in {PATIENCE:?}: {again}"));
                return None;
            }
            sleep(Duration::from_millis(100)).await;
        }
    }
}
