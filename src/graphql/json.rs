//! Rows of a plan as the bytes of an answer. The only writer of answers: for queries, for payloads of mutations, and for
//! the items of subscriptions.
//!
//! Values go from PostgreSQL's wire format straight into the buffer. A value that fails is null with an error; where null
//! is not allowed, what was written of the parent is taken back and the parent is null in its place, up to the first
//! that may be (specification, section 6.4.4).

use std::io::Write as _;

use super::catalog::{Catalog, EnumId};
use super::plan::{Answer, Entry, Instead, Object, Place, Plan, ReadId};
use super::response::FieldError;
use super::scalar::Wire;
use super::select::{Group, Loaded};
use super::wire::{array, quoted, scalar};
use super::{id, page};
use crate::error::Error;

/// More errors than this are not listed; the fields are null all the same.
const ERRORS_MAX: usize = 100;

/// Writes objects of one plan.
pub struct Writer<'a> {
    catalog: &'a Catalog,
    plan: &'a Plan,
    loaded: &'a [Loaded],
    late: &'a [(String, String)],
    path: Vec<Step<'a>>,
    /// For ids and cursors in the making.
    scratch: Vec<u8>,
    /// What was written so far.
    pub out: Vec<u8>,
    /// What went wrong so far.
    pub errors: Vec<FieldError>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// What the value at hand is.
#[derive(Clone, Copy)]
enum At<'a> {
    /// Nothing that the database knows.
    Nowhere,
    /// A row of a read.
    Row(ReadId, usize),
    /// A page of a read, and its parent's key.
    Page(ReadId, Group, Option<&'a [u8]>),
}

impl<'a> Writer<'a> {
    /// Starts with nothing written.
    pub fn new(catalog: &'a Catalog, plan: &'a Plan, loaded: &'a [Loaded]) -> Self {
        let out = Vec::with_capacity(1024);
        Self {
            catalog,
            plan,
            loaded,
            late: &[],
            path: Vec::new(),
            scratch: Vec::new(),
            out,
            errors: Vec::new(),
        }
    }

    /// Gives the values of [`Answer::Late`], as JSON by name.
    #[must_use]
    pub fn with(mut self, late: &'a [(String, String)]) -> Self {
        self.late = late;
        self
    }

    /// Writes the root object, or null where a required field of it is null.
    pub fn root(&mut self, object: &'a Object) {
        if !self.object(object, At::Nowhere) {
            self.out.extend_from_slice(b"null");
        }
    }

    /// Writes one object below a root field, or null.
    pub fn field(&mut self, key: &'a str, object: &'a Object) -> bool {
        self.path.push(Step::Key(key));
        let written = self.object(object, At::Nowhere);
        self.path.pop();
        if !written {
            self.out.extend_from_slice(b"null");
        }
        written
    }

    /// Whether it could be written; if not, nothing was.
    fn object(&mut self, object: &'a Object, at: At<'a>) -> bool {
        if let (false, At::Row(read, row)) = (object.instead.is_empty(), at) {
            return self.instead(&object.instead, read, row);
        }
        let start = self.out.len();
        self.out.push(b'{');
        for (index, entry) in object.fields.iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            self.out.extend_from_slice(entry.json_key.as_bytes());
            self.path.push(Step::Key(&entry.key));
            let errors = self.errors.len();
            let written = self.answer(entry, &entry.answer, at);
            if !written && entry.required && self.errors.len() == errors {
                self.fail(&Error::unexpected_value("A value that must be there is missing."), entry);
            }
            self.path.pop();
            if !written {
                if entry.required {
                    self.out.truncate(start);
                    return false;
                }
                self.out.extend_from_slice(b"null");
            }
        }
        self.out.push(b'}');
        true
    }

    /// Writes the row of another table that a row stands for.
    fn instead(&mut self, choices: &'a [Instead], read: ReadId, row: usize) -> bool {
        let found = choices.iter().find_map(|choice| {
            let group = self.loaded[choice.read].groups.get(self.loaded[read].value(row, choice.slot)?)?;
            Some((choice, group.start))
        });
        found.is_some_and(|(choice, start)| self.object(&choice.object, At::Row(choice.read, start)))
    }

    /// Writes a value; `false`: it is null, and nothing was written.
    fn answer(&mut self, entry: &'a Entry, answer: &'a Answer, at: At<'a>) -> bool {
        match (answer, at) {
            (Answer::Json(json), _) if json == "null" => false,
            (Answer::Json(json), _) => {
                self.out.extend_from_slice(json.as_bytes());
                true
            }
            (Answer::Late(name), _) => match self.late.iter().find(|(own, _)| own == name) {
                Some((_, json)) => {
                    self.out.extend_from_slice(json.as_bytes());
                    true
                }
                None => false,
            },
            (Answer::Failed(error), _) => {
                self.fail(&self.plan.errors[*error], entry);
                false
            }
            (Answer::Closed { error, instead }, at) => {
                self.fail(&self.plan.errors[*error], entry);
                self.answer(entry, instead, at)
            }
            (Answer::Object(object), _) => self.object(object, At::Nowhere),
            (Answer::Items(items), _) => self.items(entry, items),
            (Answer::List { read, object }, _) => {
                let page = self.loaded[*read].page;
                self.object(object, At::Page(*read, page, None))
            }
            (Answer::Count(read), _) => {
                let count = self.loaded[*read].total;
                self.out.extend_from_slice(itoa::Buffer::new().format(count).as_bytes());
                true
            }
            (Answer::Rows { read, slot: None, object }, _) => {
                self.rows(object, *read, self.loaded[*read].page)
            }
            (Answer::Rows { read, slot: Some(slot), object }, At::Row(parent, row)) => {
                let key = self.loaded[parent].value(row, *slot).unwrap_or_default();
                let group = self.loaded[*read].groups.get(key).copied().unwrap_or_default();
                self.rows(object, *read, group)
            }
            (Answer::First { read, object }, _) => {
                self.loaded[*read].len() > 0 && self.object(object, At::Row(*read, 0))
            }
            (Answer::Keyed { read, key, object }, _) => match self.loaded[*read].groups.get(key) {
                Some(group) => self.object(object, At::Row(*read, group.start)),
                None => false,
            },
            (Answer::Column { slot, wire, list, enumeration }, At::Row(read, row)) => {
                self.column(entry, read, row, *slot, *wire, *list, *enumeration)
            }
            (Answer::GlobalId { type_name, key }, At::Row(read, row)) => {
                self.global_id(type_name, key, read, row)
            }
            (Answer::One { read, slot, object }, At::Row(parent, row)) => {
                let key = self.loaded[parent].value(row, *slot);
                match key.and_then(|key| self.loaded[*read].groups.get(key)) {
                    Some(group) => self.object(object, At::Row(*read, group.start)),
                    None => false,
                }
            }
            (Answer::Many { read, slot, object }, At::Row(parent, row)) => {
                let key = self.loaded[parent].value(row, *slot).unwrap_or_default();
                let group = self.loaded[*read].groups.get(key).copied().unwrap_or_default();
                self.object(object, At::Page(*read, group, Some(key)))
            }
            (Answer::Row(object), at @ At::Row(..)) => self.object(object, at),
            (Answer::Cursor(place), At::Row(read, row)) => self.cursor(entry, place, read, row),
            (Answer::Same(object), at @ At::Page(..)) => self.object(object, at),
            (Answer::Nodes(object) | Answer::Edges(object), At::Page(read, group, _)) => {
                self.rows(object, read, group)
            }
            (answer, At::Page(read, group, key)) => self.of_page(entry, answer, read, group, key),
            _ => false,
        }
    }

    fn of_page(
        &mut self,
        entry: &'a Entry,
        answer: &'a Answer,
        read: ReadId,
        group: Group,
        key: Option<&[u8]>,
    ) -> bool {
        let page = self.plan.reads[read].page.as_ref();
        let (backward, skips) = page.map_or((false, false), |page| {
            let bound = if page.backward { &page.before } else { &page.after };
            (page.backward, page.offset > 0 || bound.is_some())
        });
        let flag = |value: bool| if value { b"true".as_slice() } else { b"false".as_slice() };
        match answer {
            Answer::TotalCount => {
                let loaded = &self.loaded[read];
                let count = key.map_or(loaded.total, |key| loaded.counts.get(key).copied().unwrap_or(0));
                self.out.extend_from_slice(itoa::Buffer::new().format(count).as_bytes());
            }
            Answer::HasMoreThan(bound) => {
                let loaded = &self.loaded[read];
                let count = key.map_or(loaded.total, |key| loaded.counts.get(key).copied().unwrap_or(0));
                self.out.extend_from_slice(flag(count > i64::from(*bound)));
            }
            Answer::HasNextPage => {
                self.out.extend_from_slice(flag(if backward { skips } else { group.more }))
            }
            Answer::HasPreviousPage => {
                self.out.extend_from_slice(flag(if backward { group.more } else { skips }))
            }
            Answer::StartCursor(place) | Answer::EndCursor(place) if group.start < group.end => {
                let first = matches!(answer, Answer::StartCursor(_));
                return self.cursor(entry, place, read, if first { group.start } else { group.end - 1 });
            }
            _ => return false,
        }
        true
    }

    fn items(&mut self, entry: &'a Entry, items: &'a [Answer]) -> bool {
        self.out.push(b'[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            self.path.push(Step::Index(index));
            let start = self.out.len();
            if !self.answer(entry, item, At::Nowhere) {
                self.out.truncate(start);
                self.out.extend_from_slice(b"null");
            }
            self.path.pop();
        }
        self.out.push(b']');
        true
    }

    fn rows(&mut self, object: &'a Object, read: ReadId, group: Group) -> bool {
        let start = self.out.len();
        self.out.push(b'[');
        for (index, row) in (group.start..group.end).enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            self.path.push(Step::Index(index));
            let written = self.object(object, At::Row(read, row));
            self.path.pop();
            if !written {
                self.out.truncate(start);
                return false;
            }
        }
        self.out.push(b']');
        true
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of Answer::Column and the row")]
    fn column(
        &mut self,
        entry: &'a Entry,
        read: ReadId,
        row: usize,
        slot: usize,
        wire: Wire,
        list: bool,
        enumeration: Option<EnumId>,
    ) -> bool {
        let Some(value) = self.loaded[read].value(row, slot) else { return false };
        let start = self.out.len();
        let done = if list {
            array(value).is_some_and(|items| {
                self.out.push(b'[');
                let done = items.iter().enumerate().all(|(index, item)| {
                    if index > 0 {
                        self.out.push(b',');
                    }
                    item.is_some_and(|item| self.scalar(wire, item, enumeration))
                });
                self.out.push(b']');
                done
            })
        } else {
            self.scalar(wire, value, enumeration)
        };
        if !done {
            self.out.truncate(start);
            self.fail(&Error::unexpected_value("The stored value is not one that the schema lists."), entry);
        }
        done
    }

    fn scalar(&mut self, wire: Wire, value: &[u8], enumeration: Option<EnumId>) -> bool {
        if let Some(enumeration) = enumeration {
            let stored = std::str::from_utf8(value).ok();
            let Some(name) = stored.and_then(|stored| self.catalog.enums[enumeration].name_of(stored)) else {
                return false;
            };
            let _infallible = write!(self.out, "\"{name}\"");
            return true;
        }
        scalar(&mut self.out, wire, value)
    }

    fn global_id(&mut self, type_name: &str, key: &[(usize, Wire)], read: ReadId, row: usize) -> bool {
        let mut json = std::mem::take(&mut self.scratch);
        json.clear();
        json.extend_from_slice(b"[\"");
        json.extend_from_slice(type_name.as_bytes());
        json.push(b'"');
        let done = key.iter().all(|(slot, wire)| {
            json.push(b',');
            self.loaded[read].value(row, *slot).is_some_and(|value| quoted(&mut json, *wire, value))
        });
        json.push(b']');
        if done {
            self.out.push(b'"');
            id::push(&mut self.out, &json);
            self.out.push(b'"');
        }
        self.scratch = json;
        done
    }

    /// A value that has no form in a cursor must not pass for null: the next page would begin elsewhere.
    fn cursor(&mut self, entry: &'a Entry, place: &Place, read: ReadId, row: usize) -> bool {
        let mut json = std::mem::take(&mut self.scratch);
        json.clear();
        let _infallible = write!(json, "[{}", place.mark);
        let written = place.slots.iter().all(|(slot, wire)| {
            json.push(b',');
            match self.loaded[read].value(row, *slot) {
                None => {
                    json.extend_from_slice(b"null");
                    true
                }
                Some(value) => scalar(&mut json, *wire, value),
            }
        });
        json.push(b']');
        let start = self.out.len();
        self.out.push(b'"');
        let done = written && page::push_cursor(&mut self.out, &json);
        self.scratch = json;
        if !done {
            self.out.truncate(start);
            let message = "A value that this list is ordered by is too long or has no form in a cursor.";
            self.fail(&Error::unexpected_value(message), entry);
            return false;
        }
        self.out.push(b'"');
        true
    }

    fn fail(&mut self, error: &Error, entry: &Entry) {
        if self.errors.len() >= ERRORS_MAX {
            return;
        }
        let path = self.path.iter().map(|step| match step {
            Step::Key(key) => serde_json::Value::from(*key),
            Step::Index(index) => serde_json::Value::from(*index),
        });
        self.errors.push(FieldError::new(error, path.collect(), vec![entry.position]));
    }
}
