//! From a prepared selection to a plan. No SQL here, and nothing is run.
//!
//! Two fields that want the same rows share a read: the same relation reached by two branches of a level, two keys that
//! lead to the same table, any number of rows by id.

mod aggregate;
mod closed;
mod list;
mod search;

use std::collections::HashMap;

use async_graphql::Value;

use crate::auth::Principal;
use crate::error::{Error, Result};
use crate::graphql::catalog::{Cardinality, Table, TableId};
use crate::graphql::condition::{self, Condition, Operator};
use crate::graphql::input::{self, Variables};
use crate::graphql::model::{FieldDef, Model, Source};
use crate::graphql::plan::{Answer, Entry, Instead, Link, Member, Object, Plan, Read, ReadId, Record, Slot};
use crate::graphql::scalar::{Param, Wire};
use crate::graphql::selection::{Selected, Selection};
use crate::graphql::wire::{param_bytes, push_key_part};
use crate::graphql::{id, query};

/// Whose rows a list or an aggregate is about.
#[derive(Clone, Copy)]
struct Parent {
    /// The read that has the parents.
    read: ReadId,
    /// Its slot with the value by which rows are found.
    slot: usize,
    /// The column of the rows that equals it.
    column: usize,
}

/// Compiles selections into a plan.
pub struct Planner<'a> {
    model: &'a Model,
    variables: &'a Variables,
    principal: Principal,
    plan: Plan,
    /// What the questions among the root fields gave, by response key.
    asked: HashMap<String, Result<Record>>,
}

impl<'a> Planner<'a> {
    /// Starts an empty plan.
    pub fn new(model: &'a Model, variables: &'a Variables, principal: Principal) -> Self {
        Self { model, variables, principal, plan: Plan::default(), asked: HashMap::new() }
    }

    /// Gives what the questions among the root fields gave.
    #[must_use]
    pub fn with(mut self, asked: HashMap<String, Result<Record>>) -> Self {
        self.asked = asked;
        self
    }

    /// The finished plan.
    pub fn finish(self) -> Plan {
        self.plan
    }

    /// Plans the fields of `Query`.
    pub fn query(&mut self, selection: &Selection) -> Object {
        self.object(selection, |planner, selected, field| planner.root(selected, field))
    }

    /// Plans an object whose values are given.
    pub fn record(&mut self, selection: &Selection, record: &Record) -> Object {
        self.object(selection, |planner, selected, _| {
            match record.iter().find(|(name, _)| *name == selected.name) {
                Some((_, Member::Json(value))) => Ok(Answer::Json(value.to_string())),
                Some((name, Member::Late)) => Ok(Answer::Late((*name).to_owned())),
                Some((_, Member::Row(table, key))) => Ok(planner.row_by_key(*table, key.clone(), selected)),
                Some((_, Member::Rows(table, keys))) => {
                    let rows = keys.iter().map(|key| planner.row_by_key(*table, key.clone(), selected));
                    Ok(Answer::Items(rows.collect()))
                }
                Some((_, Member::Items(records))) => Ok(match selected.selections.first() {
                    Some(inner) => {
                        let items =
                            records.iter().map(|record| Answer::Object(planner.record(inner, record)));
                        Answer::Items(items.collect())
                    }
                    None => Answer::Json("null".into()),
                }),
                None => Ok(Answer::Json("null".into())),
            }
        })
    }

    fn object(
        &mut self,
        selection: &Selection,
        mut answer: impl FnMut(&mut Self, &Selected, &FieldDef) -> Result<Answer>,
    ) -> Object {
        let model = self.model;
        let mut fields = Vec::with_capacity(selection.fields.len());
        for selected in &selection.fields {
            let definition = selected.definition(model, selection);
            let answer = match definition {
                Some(field) => answer(self, selected, field).unwrap_or_else(|error| self.failed(error)),
                None if selected.name == "__typename" => {
                    Answer::Json(serde_json::Value::from(selection.type_name(model)).to_string())
                }
                None => Answer::Late(selected.key.clone()),
            };
            fields.push(Entry {
                json_key: format!("\"{}\":", selected.key).into(),
                key: selected.key.as_str().into(),
                position: selected.position,
                required: definition.is_none_or(|field| !field.ty.nullable),
                answer,
            });
        }
        Object { fields, instead: Vec::new() }
    }

    fn failed(&mut self, error: Error) -> Answer {
        self.plan.errors.push(error);
        Answer::Failed(self.plan.errors.len() - 1)
    }

    fn arguments(&self, selected: &Selected, field: &FieldDef) -> Result<HashMap<String, Value>> {
        input::arguments(self.model, &field.arguments, &selected.arguments, self.variables)
    }

    fn root(&mut self, selected: &Selected, field: &FieldDef) -> Result<Answer> {
        let arguments = self.arguments(selected, field)?;
        let text = |name: &str| match arguments.get(name) {
            Some(Value::String(text)) => text.as_str(),
            _ => "",
        };
        match &field.source {
            Source::List(table) => self.list(*table, selected, field, None),
            Source::Aggregate(table) => self.aggregate(*table, selected, field, None),
            Source::Search(table) => self.search(*table, selected, field),
            Source::ByKey(table) => {
                let key = id::key(&self.model.catalog.tables[*table], text("id"))
                    .map_err(|error| error.field("id"))?;
                Ok(self.row_by_key(*table, key, selected))
            }
            Source::Node => {
                let (table, key) =
                    id::locate(&self.model.catalog, text("id")).map_err(|error| error.field("id"))?;
                Ok(self.row_by_key(table, key, selected))
            }
            Source::Nodes => {
                let Some(Value::List(ids)) = arguments.get("ids") else {
                    return Ok(Answer::Items(Vec::new()));
                };
                if ids.len() > query::NODES_MAX {
                    let message = format!("At most {} ids at once.", query::NODES_MAX);
                    return Err(Error::bad_user_input(message).field("ids").with("max", query::NODES_MAX));
                }
                let rows = ids.iter().map(|id| match id {
                    Value::String(id) => id::locate(&self.model.catalog, id),
                    _ => Err(Error::bad_user_input("An id is a string.")),
                });
                let rows = rows.collect::<Result<Vec<_>>>().map_err(|error| error.field("ids"))?;
                let rows = rows.into_iter().map(|(table, key)| self.row_by_key(table, key, selected));
                Ok(Answer::Items(rows.collect()))
            }
            Source::Viewer => match (self.principal.account_id(), selected.selections.first()) {
                (Some(_), Some(viewer)) => {
                    let object =
                        self.object(viewer, |planner, selected, field| planner.own_row(selected, field));
                    Ok(Answer::Object(object))
                }
                _ => Ok(Answer::Json("null".into())),
            },
            Source::Operation(_) => {
                let given = self.asked.remove(&selected.key);
                let record = given.ok_or_else(|| Error::internal("a question was not asked"))??;
                let inner = selected.selections.first();
                let inner = inner.ok_or_else(|| Error::internal("a question without a selection"))?;
                Ok(Answer::Object(self.record(inner, &record)))
            }
            Source::Constant(value) => Ok(Answer::Json(value.to_string())),
            other => Err(Error::internal(format!("{other:?} is not a source of the query root"))),
        }
    }

    fn own_row(&mut self, selected: &Selected, field: &FieldDef) -> Result<Answer> {
        if let Source::Tally(table, conditions) = &field.source {
            return Ok(self.tally(*table, conditions));
        }
        let (Source::OwnRow(table, column), Some(account)) = (&field.source, self.principal.account_id())
        else {
            return Ok(Answer::Json("null".into()));
        };
        let read = self.read(*table, Link::Value(*column, Param::Uuid(account)), 0);
        let object = self.row_of(*table, selected, read);
        Ok(Answer::First { read, object })
    }

    /// How many rows of a table meet conditions on columns.
    fn tally(&mut self, table: TableId, conditions: &[(usize, Param)]) -> Answer {
        let tests =
            conditions.iter().map(|(column, value)| Condition::Compare(*column, Operator::Eq, value.clone()));
        let filter = Condition::All(tests.collect());
        let read = self.add(Read { filter, count: true, ..Read::new(table, Link::Table, 0) });
        Answer::Count(read)
    }

    /// Reads a row by its key without showing anything of it; gives where it is found if it is there for the caller.
    pub fn probe(&mut self, table: TableId, key: Vec<Param>) -> (ReadId, Vec<u8>) {
        let described = &self.model.catalog.tables[table];
        let bytes = key_bytes(described, &key);
        let read = self.read(table, Link::Keys(vec![key]), 0);
        for column in described.key.iter().chain(&described.archived) {
            self.slot(read, Slot::Column(*column));
        }
        (read, bytes)
    }

    fn row_by_key(&mut self, table: TableId, key: Vec<Param>, selected: &Selected) -> Answer {
        let name = &self.model.catalog.tables[table].names.type_name;
        if selected.of_type(self.model, name).is_none() {
            // The field's type does not allow rows of this table.
            return Answer::Json("null".into());
        }
        if let Err(error) = self.require_open(table) {
            return self.failed(error);
        }
        let (read, bytes) = self.probe(table, key);
        let object = self.row_of(table, selected, read);
        Answer::Keyed { read, key: bytes, object }
    }

    fn row_of(&mut self, table: TableId, selected: &Selected, read: ReadId) -> Object {
        if self.model.catalog.tables[table].is_interface() {
            return self.member_of(table, selected, read);
        }
        let name = &self.model.catalog.tables[table].names.type_name;
        match selected.of_type(self.model, name) {
            Some(selection) => {
                self.object(selection, |planner, selected, field| planner.of_row(read, selected, field))
            }
            None => Object::default(),
        }
    }

    /// The row of a member that a row of an interface's view stands for.
    fn member_of(&mut self, table: TableId, selected: &Selected, read: ReadId) -> Object {
        let model = self.model;
        let level = self.plan.reads[read].level + 1;
        let mut instead = Vec::new();
        for (member, column) in &model.catalog.tables[table].members {
            let Some(key) = model.catalog.tables[*member].single_key() else { continue };
            let slot = self.slot(read, Slot::Column(*column));
            let child = self.read(*member, Link::One(key, vec![(read, slot)]), level);
            self.slot(child, Slot::Column(key));
            let object = self.row_of(*member, selected, child);
            instead.push(Instead { slot, read: child, object });
        }
        Object { fields: Vec::new(), instead }
    }

    fn of_row(&mut self, read: ReadId, selected: &Selected, field: &FieldDef) -> Result<Answer> {
        let table = &self.model.catalog.tables[self.plan.reads[read].table];
        match &field.source {
            Source::Column(at) => {
                let column = &table.columns[*at];
                let slot = self.slot(read, Slot::Column(*at));
                let enumeration = column.enumeration;
                Ok(Answer::Column { slot, wire: column.ty.wire, list: column.ty.list, enumeration })
            }
            Source::RowVersion => {
                let slot = self.slot(read, Slot::Version);
                Ok(Answer::Column { slot, wire: Wire::Text, list: false, enumeration: None })
            }
            Source::GlobalId => {
                let key = table
                    .key
                    .iter()
                    .map(|at| (self.slot(read, Slot::Column(*at)), table.columns[*at].ty.wire));
                Ok(Answer::GlobalId { key: key.collect(), type_name: table.names.type_name.clone() })
            }
            Source::Can => {
                let Some(inner) = selected.selections.first() else { return Ok(Answer::Json("null".into())) };
                let object =
                    self.object(inner, |planner, selected, field| planner.of_row(read, selected, field));
                Ok(Answer::Row(object))
            }
            // Policies call functions that only those who are signed in may call.
            Source::May(_) if self.principal.account_id().is_none() => Ok(Answer::Json("false".into())),
            Source::May(action) => {
                let slot = self.slot(read, Slot::May(*action));
                Ok(Answer::Column { slot, wire: Wire::Bool, list: false, enumeration: None })
            }
            Source::System => {
                Ok(Answer::Json(format!("\"{}\"", crate::graphql::naming::enum_value(table.schema))))
            }
            Source::HitNode => Ok(Answer::Row(self.member_of(self.plan.reads[read].table, selected, read))),
            Source::RelationAggregate(at) => {
                let relation = &table.relations[*at];
                let slot = self.slot(read, Slot::Column(relation.column));
                let parent = Parent { read, slot, column: relation.target_column };
                self.aggregate(relation.target, selected, field, Some(parent))
            }
            Source::Relation(at) => {
                let relation = &table.relations[*at];
                let slot = self.slot(read, Slot::Column(relation.column));
                match relation.cardinality {
                    Cardinality::Many => {
                        let parent = Parent { read, slot, column: relation.target_column };
                        self.list(relation.target, selected, field, Some(parent))
                    }
                    Cardinality::One => {
                        self.require_open(relation.target)?;
                        let level = self.plan.reads[read].level + 1;
                        let link = Link::One(relation.target_column, vec![(read, slot)]);
                        let child = self.read(relation.target, link, level);
                        self.slot(child, Slot::Column(relation.target_column));
                        let object = self.row_of(relation.target, selected, child);
                        Ok(Answer::One { read: child, slot, object })
                    }
                }
            }
            other => Err(Error::internal(format!("{other:?} is not a source of a row"))),
        }
    }

    fn slot(&mut self, read: ReadId, slot: Slot) -> usize {
        let slot = match slot {
            Slot::Column(at) => Slot::Column(self.table_of(read).columns[at].same_as.unwrap_or(at)),
            slot => slot,
        };
        let slots = &mut self.plan.reads[read].slots;
        match slots.iter().position(|own| *own == slot) {
            Some(at) => at,
            None => {
                slots.push(slot);
                slots.len() - 1
            }
        }
    }

    fn read(&mut self, table: TableId, link: Link, level: usize) -> ReadId {
        self.add(Read { rows: true, ..Read::new(table, link, level) })
    }

    /// A table's rows, or those that belong to each row of a parent, as far as the filter among the arguments takes them.
    fn filtered(
        &self,
        table: TableId,
        parent: Option<Parent>,
        arguments: &HashMap<String, Value>,
    ) -> Result<Read> {
        let catalog = &self.model.catalog;
        let filter = arguments.get("filter").unwrap_or(&Value::Null);
        let filter = condition::condition(catalog, &catalog.tables[table], filter)
            .map_err(|error| error.within("filter"))?
            .live(&catalog.tables[table], arguments);
        let (link, level) = match parent {
            None => (Link::Table, 0),
            Some(Parent { read, slot, column }) => {
                (Link::Many(column, vec![(read, slot)]), self.plan.reads[read].level + 1)
            }
        };
        Ok(Read { filter, ..Read::new(table, link, level) })
    }

    /// Whether other reads wait for this one.
    fn has_children(&self, at: ReadId) -> bool {
        self.plan.reads.iter().any(|read| match &read.link {
            Link::One(_, parents) | Link::Many(_, parents) => parents.iter().any(|(parent, _)| *parent == at),
            _ => false,
        })
    }

    /// Adds a read, or joins it to one that finds its rows in the same way. Rows that several levels lead to, such as the
    /// people behind tasks and behind their messages, wait for the last of these levels and are read once.
    fn add(&mut self, new: Read) -> ReadId {
        let known = self.plan.reads.iter().enumerate().position(|(at, old)| {
            let (same_link, any_level) = match (&old.link, &new.link) {
                (Link::Keys(_), Link::Keys(_)) => (true, false),
                (Link::One(a, _), Link::One(b, parents)) => {
                    let is_parent = parents.iter().any(|(parent, _)| *parent == at);
                    (a == b, old.level > new.level || !(is_parent || self.has_children(at)))
                }
                (Link::Many(a, _), Link::Many(b, _)) => (a == b, false),
                (a, b) => (a == b, false),
            };
            same_link
                && old.table == new.table
                && (any_level || old.level == new.level)
                && old.filter == new.filter
                && old.page == new.page
                && old.groups == new.groups
        });
        let Some(at) = known else {
            self.plan.reads.push(new);
            return self.plan.reads.len() - 1;
        };
        let old = &mut self.plan.reads[at];
        old.level = old.level.max(new.level);
        match (&mut old.link, new.link) {
            (Link::Keys(keys), Link::Keys(more)) => {
                for key in more {
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
            }
            (Link::One(_, parents), Link::One(_, more)) | (Link::Many(_, parents), Link::Many(_, more)) => {
                for parent in more {
                    if !parents.contains(&parent) {
                        parents.push(parent);
                    }
                }
            }
            _ => {}
        }
        at
    }
}

/// A key's bytes as PostgreSQL sends them, by which rows are found again.
fn key_bytes(table: &Table, key: &[Param]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(20 * key.len());
    for (at, part) in table.key.iter().zip(key) {
        push_key_part(&mut bytes, &param_bytes(table.columns[*at].ty.wire, part));
    }
    bytes
}
