//! What each field does, step by step.

use async_graphql::Value;

use super::check::{self, Values};
use super::{
    Arguments, CURSOR, Outcome, ROWS_MAX, Removal, Then, Verb, change, found, input, insert, nested, refusal,
    row,
};
use crate::db::WriteScope;
use crate::error::{Error, Result};
use crate::graphql::catalog::{Catalog, Table, TableId};
use crate::graphql::condition::{self, Condition};
use crate::graphql::faults::Faults;
use crate::graphql::id;
use crate::graphql::plan::Member;
use crate::graphql::scalar::Param;

/// A write that runs.
pub struct Write<'a> {
    catalog: &'a Catalog,
    id: TableId,
    table: &'a Table,
    arguments: &'a Arguments,
    scope: &'a mut WriteScope,
}

impl<'a> Write<'a> {
    /// A write to a table with the arguments of its field.
    pub fn new(
        catalog: &'a Catalog,
        table: TableId,
        arguments: &'a Arguments,
        scope: &'a mut WriteScope,
    ) -> Self {
        Self { catalog, id: table, table: &catalog.tables[table], arguments, scope }
    }

    /// Does what the field says, up to the reading of the payload.
    ///
    /// # Errors
    /// As [`super::run`].
    pub async fn run(mut self, verb: Verb) -> Result<Outcome> {
        match verb {
            Verb::Create => self.create().await,
            Verb::CreateMany => self.create_many().await,
            Verb::Update => {
                let set = self.assignments()?;
                self.one(set).await
            }
            Verb::Archive => self.one(row::archive(self.table, true)?).await,
            Verb::Restore => self.one(row::archive(self.table, false)?).await,
            Verb::UpdateMany => self.update_many().await,
            Verb::Upsert => self.upsert().await,
            Verb::Delete => self.delete().await,
            Verb::DeleteMany => self.delete_many().await,
        }
    }

    async fn create(&mut self) -> Result<Outcome> {
        let input = self.arguments.get("input").ok_or_else(no_input)?;
        let rows = nested::read(self.catalog, self.id, std::iter::once(("input".to_owned(), input)))?;
        let made = nested::insert(self.catalog, self.id, rows, self.scope).await?.pop();
        Ok(self.row(made.ok_or_else(|| Error::internal("a row was made and not given"))?))
    }

    async fn create_many(&mut self) -> Result<Outcome> {
        let Some(Value::List(inputs)) = self.arguments.get("input") else { return Err(no_input()) };
        let inputs = inputs.iter().enumerate().map(|(at, input)| (format!("input.{at}"), input));
        let rows = nested::read(self.catalog, self.id, inputs)?;
        let keys = nested::insert(self.catalog, self.id, rows, self.scope).await?;
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
        let input = self.arguments.get("input").ok_or_else(no_input)?;
        let mut faults = Faults::default();
        let values = check::row(self.catalog, self.table, input, Values::new(), "input", &mut faults);
        faults.into_result()?;
        let named = self.named("input");
        let target = input::conflict_key(self.table, self.arguments.get("onConflict"))
            .ok_or_else(|| Error::bad_user_input("A key is needed.").field("onConflict"))?;
        let set = input::fields_to_update(self.table, self.arguments.get("update"), &values);
        let mut place = Vec::with_capacity(target.columns.len());
        for at in &target.columns {
            match check::given(&values, *at) {
                Some(value) => place.push(value),
                None => place.extend(insert::caller(self.table, *at, self.scope).await?),
            }
        }
        if place.len() < target.columns.len() {
            let fields: Vec<_> = target.columns.iter().map(|at| self.table.input_field(*at)).collect();
            let message = format!("To find the row, {} must be given.", fields.join(", "));
            return Err(Error::bad_user_input(message).field("onConflict"));
        }
        if let Some(key) =
            insert::unless_there(self.table, values, target, self.scope).await.map_err(&named)?
        {
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
