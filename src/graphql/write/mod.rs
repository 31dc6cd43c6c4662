//! Generic writes: the mutation fields that a table has without a line of code of its own.
//!
//! # How a table gets its writes
//!
//! What privileges and policies let somebody who is signed in do with a table is what its fields do: the entities carry it
//! (`migration entities` reads it from the database), less what annotations keep for the server and for operations
//! (`server_kept`, `given_once`, `operated`, `made`). `catalog::Writes` is the outcome; `tests/api/write/tables.tsv` lists
//! it for review. So to open a table: grant, write the policies, generate the entities, look at the list.
//!
//! | Field | Does |
//! |---|---|
//! | `xCreate`, `xCreateMany` | makes one row, or many or none |
//! | `xUpdate`, `xUpdateMany` | changes the row of an id, or at most so many that meet a filter |
//! | `xUpsert` | makes a row or, where a key has it already, changes that |
//! | `xDelete`, `xDeleteMany` | removes rows for good |
//! | `xArchive`, `xRestore` | puts a row away and takes it out again, where a table notes that in `deleted_at` |
//!
//! # How one runs
//!
//! One root field is one transaction in the caller's scope. `check` reads the input and finds all that is wrong with it at
//! once; `row` writes; what the database refuses by name comes back with the field that it is about (`refusal`). The rows of
//! the payload are read in the same transaction, as the caller sees them, before the rows that are to be removed are gone.
//! A dry run does all of it and undoes it.
//!
//! Nothing is read, changed and written back: increments and the like (`change`) are expressions over the row, so that two
//! clients do not undo each other. Row level security decides which rows may be written and what may become of them; what
//! this room adds is telling apart "not there", "not yours to change" and "changed meanwhile" (`found`).
//!
//! `fields` and `input` announce all of it. No room here names a table.

mod change;
mod check;
mod fields;
mod found;
mod input;
mod refusal;
mod row;
mod shape;

use std::collections::HashMap;

use async_graphql::Value;

pub use self::fields::{CURSOR, cursor_field, fields};
pub use self::found::Removal;

use self::check::{Faults, Values};
use super::catalog::{Catalog, Table, TableId};
use super::condition::{self, Condition};
use super::id;
use super::plan::{Member, Record};
use super::scalar::Param;
use crate::db::WriteScope;
use crate::error::{Error, Result};

/// Rows that one field makes, changes or removes, at most.
const ROWS_MAX: usize = 500;

/// What a generic write does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Makes a row.
    Create,
    /// Makes rows, all or none.
    CreateMany,
    /// Changes a row.
    Update,
    /// Changes the rows that meet a filter.
    UpdateMany,
    /// Makes a row, or changes the one that is there.
    Upsert,
    /// Removes a row.
    Delete,
    /// Removes the rows that meet a filter.
    DeleteMany,
    /// Puts a row away.
    Archive,
    /// Takes a row out again.
    Restore,
}

/// What was done.
pub struct Outcome {
    /// The members of the payload.
    pub record: Record,
    /// What is left to do when the payload's rows have been read.
    pub then: Then,
}

/// What is left to do when the payload's rows have been read.
pub enum Then {
    /// Nothing.
    Nothing,
    /// The rows are to be removed.
    Remove(Removal),
    /// The row is not as the caller expects: the write fails, and shows the row as it is.
    Refuse(Error),
}

/// The arguments of a field.
type Arguments = HashMap<String, Value>;

/// Whether everything is to be undone in the end.
pub fn is_dry(arguments: &Arguments) -> bool {
    arguments.get("dryRun") == Some(&Value::Boolean(true))
}

/// Runs a write up to the reading of its payload.
///
/// # Errors
/// `BAD_USER_INPUT` for values that do not fit, `NOT_FOUND`, `FORBIDDEN`, and what the table's rules refuse.
pub async fn run(
    catalog: &Catalog,
    table: TableId,
    verb: Verb,
    arguments: &Arguments,
    scope: &mut WriteScope,
) -> Result<Outcome> {
    let mut write = Write { catalog, id: table, table: &catalog.tables[table], arguments, scope };
    match verb {
        Verb::Create => write.create().await,
        Verb::CreateMany => write.create_many().await,
        Verb::Update => {
            let set = write.assignments()?;
            write.one(set).await
        }
        Verb::Archive => write.one(vec![row::archive(write.table, true)?]).await,
        Verb::Restore => write.one(vec![row::archive(write.table, false)?]).await,
        Verb::UpdateMany => write.update_many().await,
        Verb::Upsert => write.upsert().await,
        Verb::Delete => write.delete().await,
        Verb::DeleteMany => write.delete_many().await,
    }
}

/// A write that runs.
struct Write<'a> {
    catalog: &'a Catalog,
    id: TableId,
    table: &'a Table,
    arguments: &'a Arguments,
    scope: &'a mut WriteScope,
}

impl<'a> Write<'a> {
    async fn create(&mut self) -> Result<Outcome> {
        let values = self.row_input("input", self.arguments.get("input"))?;
        let key = row::insert(self.table, values, self.scope).await.map_err(self.named("input"))?;
        Ok(self.row(key))
    }

    async fn create_many(&mut self) -> Result<Outcome> {
        let Some(Value::List(inputs)) = self.arguments.get("input") else { return Err(no_input()) };
        if inputs.len() > ROWS_MAX {
            let message = format!("At most {ROWS_MAX} rows at once.");
            return Err(Error::bad_user_input(message).field("input").with("max", ROWS_MAX));
        }
        let mut faults = Faults::default();
        let rows = inputs.iter().enumerate().map(|(at, input)| {
            check::row(self.catalog, self.table, input, &format!("input.{at}"), &mut faults)
        });
        let rows: Vec<_> = rows.collect();
        faults.into_result()?;
        let keys = row::insert_many(self.table, rows, self.scope).await.map_err(self.named("input"))?;
        Ok(self.rows(keys))
    }

    /// What the arguments of an update come to.
    fn assignments(&self) -> Result<Vec<row::Set>> {
        let mut faults = Faults::default();
        let input = self.arguments.get("input").filter(|input| **input != Value::Null);
        let values = input.map(|input| check::update(self.catalog, self.table, input, &mut faults));
        let mut set: Vec<_> =
            values.into_iter().flatten().map(|(at, value)| row::Set::Value(at, value)).collect();
        if let Some(changes) = self.arguments.get("change").filter(|change| **change != Value::Null) {
            change::read(self.catalog, self.table, changes, &mut set, &mut faults);
        }
        faults.into_result()?;
        if set.is_empty() {
            return Err(Error::bad_user_input("The input names nothing to change.").field("input"));
        }
        Ok(set)
    }

    /// Changes the row of the id.
    async fn one(&mut self, set: Vec<row::Set>) -> Result<Outcome> {
        let (key, version) = (self.key()?, self.expected_version());
        let changed = row::update(self.table, &key, version, set, self.scope).await;
        if changed.map_err(self.named("input"))? > 0 {
            return Ok(self.row(key));
        }
        match found::look(self.table, &key, version, self.scope).await? {
            Ok(_) => Err(Error::forbidden("You may see this row, but not change it.")),
            Err(stale) => Ok(Outcome { then: Then::Refuse(stale), ..self.row(key) }),
        }
    }

    async fn update_many(&mut self) -> Result<Outcome> {
        let set = self.assignments()?;
        let filter = self.filter()?;
        let found = found::matching(self.catalog, self.table, &filter, self.at_most()?, self.scope).await?;
        if found.is_empty() {
            return Ok(self.rows(Vec::new()));
        }
        let changed = row::update_many(self.catalog, self.table, &found, &filter, set, self.scope).await;
        let changed = usize::try_from(changed.map_err(self.named("input"))?).unwrap_or(usize::MAX);
        if changed < found.keys.len() {
            return Err(found::why_not_all(self.table, &found, "change", self.scope).await?);
        }
        Ok(self.rows(found.keys))
    }

    async fn upsert(&mut self) -> Result<Outcome> {
        let values = self.row_input("input", self.arguments.get("input"))?;
        let named = self.named("input");
        let target = input::conflict_key(self.table, self.arguments.get("onConflict"))
            .ok_or_else(|| Error::bad_user_input("A key is needed.").field("onConflict"))?;
        let set = input::fields_to_update(self.table, self.arguments.get("update"), &values);
        let place: Vec<_> = target.iter().filter_map(|at| check::given(&values, *at)).collect();
        if place.len() < target.len() {
            let fields: Vec<_> = target.iter().map(|at| self.table.input_field(*at)).collect();
            let message = format!("To find the row, {} must be given.", fields.join(", "));
            return Err(Error::bad_user_input(message).field("onConflict"));
        }
        if let Some(key) = row::insert_new(self.table, values, target, self.scope).await.map_err(&named)? {
            return Ok(self.row(key));
        }
        let changed = row::update_at(self.table, target, &place, set, self.scope).await;
        match changed.map_err(named)? {
            Some(key) => Ok(self.row(key)),
            None => Err(found::why_taken(self.table, target, &place, self.scope).await?),
        }
    }

    async fn delete(&mut self) -> Result<Outcome> {
        let (key, expected) = (self.key()?, self.expected_version());
        let version = match found::look(self.table, &key, expected, self.scope).await? {
            Ok(version) => version,
            Err(stale) => return Ok(Outcome { then: Then::Refuse(stale), ..self.row(key) }),
        };
        let id = id::of_key(self.table, &key);
        let mut outcome = self.row(key.clone());
        outcome.record.push(("deletedId", Member::Json(id.into())));
        let found = found::Found { keys: vec![key], versions: vec![version] };
        outcome.then = Then::Remove(Removal { table: self.id, found });
        Ok(outcome)
    }

    async fn delete_many(&mut self) -> Result<Outcome> {
        let filter = self.filter()?;
        let found = found::matching(self.catalog, self.table, &filter, self.at_most()?, self.scope).await?;
        let ids: Vec<_> = found.keys.iter().map(|key| id::of_key(self.table, key)).collect();
        let mut outcome = self.rows(found.keys.clone());
        outcome.record.push(("deletedIds", Member::Json(ids.into())));
        if !found.is_empty() {
            outcome.then = Then::Remove(Removal { table: self.id, found });
        }
        Ok(outcome)
    }

    fn row_input(&self, place: &str, input: Option<&Value>) -> Result<Values> {
        let mut faults = Faults::default();
        let input = input.ok_or_else(no_input)?;
        let values = check::row(self.catalog, self.table, input, place, &mut faults);
        faults.into_result()?;
        Ok(values)
    }

    fn key(&self) -> Result<Vec<Param>> {
        match self.arguments.get("id") {
            Some(Value::String(text)) => id::key(self.table, text).map_err(|error| error.field("id")),
            _ => Err(Error::bad_user_input("An id is needed.").field("id")),
        }
    }

    fn expected_version(&self) -> Option<&'a str> {
        match self.arguments.get("expectedVersion") {
            Some(Value::String(version)) => Some(version),
            _ => None,
        }
    }

    fn filter(&self) -> Result<Condition> {
        let filter = self.arguments.get("filter").unwrap_or(&Value::Null);
        let filter = condition::condition(self.catalog, self.table, filter);
        let filter = filter.map_err(|error| error.field("filter"))?;
        Ok(filter.live(self.table, self.arguments))
    }

    fn at_most(&self) -> Result<usize> {
        let at_most = match self.arguments.get("atMost") {
            Some(Value::Number(number)) => number.as_u64().and_then(|number| usize::try_from(number).ok()),
            _ => None,
        };
        at_most.filter(|at_most| (1..=ROWS_MAX).contains(at_most)).ok_or_else(|| {
            let message = format!("atMost is a number from 1 to {ROWS_MAX}.");
            Error::bad_user_input(message).field("atMost").with("max", ROWS_MAX)
        })
    }

    /// Gives a refusal of the database the field that it is about.
    fn named(&self, place: &'static str) -> impl Fn(Error) -> Error + use<'a> {
        let table = self.table;
        move |error| refusal::named(table, error, place)
    }

    fn row(&self, key: Vec<Param>) -> Outcome {
        let record = vec![(self.table.entity, Member::Row(self.id, key)), (CURSOR, Member::Late)];
        Outcome { record, then: Then::Nothing }
    }

    fn rows(&self, keys: Vec<Vec<Param>>) -> Outcome {
        let record = vec![
            ("count", Member::Json(keys.len().into())),
            (self.table.entities, Member::Rows(self.id, keys)),
            (CURSOR, Member::Late),
        ];
        Outcome { record, then: Then::Nothing }
    }
}

fn no_input() -> Error {
    Error::bad_user_input("An input is needed.").field("input")
}
