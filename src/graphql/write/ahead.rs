//! What else is wrong with the inputs of writes whose variables cannot be used.
//!
//! Such a request is refused before anything runs, and who fills in a form wants to know of all its faults at once: those of
//! types and those that only a write looks for. Both are told under the places that the fields' arguments have.

use std::collections::HashMap;

use async_graphql::{Name, Value as Const};
use async_graphql_value::Value;

use super::check::{self, Values};
use super::{Arguments, Verb, change, nested};
use crate::error::Result;
use crate::graphql::catalog::{Catalog, TableId};
use crate::graphql::faults::Faults;
use crate::graphql::input::{self, Variables};
use crate::graphql::model::{Model, Source};
use crate::graphql::selection::Selection;

/// Refuses a request for the faults of its variables, and for what else is wrong with its writes.
///
/// # Errors
/// `BAD_USER_INPUT` with all of it, if there is a fault.
pub fn refuse(model: &Model, selection: &Selection, variables: &Variables, faults: Faults) -> Result<()> {
    let fields = selection.fields.iter().filter_map(|selected| {
        let field = selected.definition(model, selection)?;
        let Source::Write(table, verb) = field.source else { return None };
        Some((table, verb, selected, &field.arguments))
    });
    let fields: Vec<_> = fields.collect();
    if faults.is_empty() || fields.is_empty() {
        return faults.into_placed_result();
    }
    let mut places = HashMap::new();
    for (.., selected, _) in &fields {
        for (argument, value) in &selected.arguments {
            note_places(value, argument.to_string(), &mut places);
        }
    }
    let mut faults = faults.renamed(|place| {
        let (variable, rest) = place.split_at(place.find('.').unwrap_or(place.len()));
        match variable.strip_prefix('$').and_then(|name| places.get(name)) {
            Some(own) => format!("{own}{rest}"),
            None => place.to_owned(),
        }
    });
    for (table, verb, selected, definitions) in fields {
        // Faults that are found here once more are known by now.
        let again = &mut Faults::default();
        let arguments = input::arguments_as_far(model, definitions, &selected.arguments, variables, again);
        note(&model.catalog, table, verb, &arguments, &mut faults);
    }
    faults.into_result()
}

/// Where variables are used first.
fn note_places<'v>(value: &'v Value, place: String, places: &mut HashMap<&'v str, String>) {
    match value {
        Value::Variable(name) => {
            places.entry(Name::as_str(name)).or_insert(place);
        }
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                note_places(item, format!("{place}.{at}"), places);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                note_places(field, format!("{place}.{name}"), places);
            }
        }
        _ => {}
    }
}

/// Notes what a write finds wrong with its arguments before it asks the database.
fn note(catalog: &Catalog, id: TableId, verb: Verb, arguments: &Arguments, faults: &mut Faults) {
    let table = &catalog.tables[id];
    let given = |name: &str| arguments.get(name).filter(|value| **value != Const::Null);
    match (verb, given("input")) {
        (Verb::Create, Some(input)) => {
            nested::note(catalog, id, std::iter::once(("input".to_owned(), input)), faults);
        }
        (Verb::CreateMany, Some(Const::List(inputs))) => {
            let inputs = inputs.iter().enumerate().map(|(at, input)| (format!("input.{at}"), input));
            nested::note(catalog, id, inputs, faults);
        }
        (Verb::Upsert, Some(input)) => {
            check::row(catalog, table, input, Values::new(), "input", faults);
        }
        (Verb::Update | Verb::UpdateMany, input) => {
            if let Some(input) = input {
                check::update(catalog, table, input, faults);
            }
            if let Some(changes) = given("change") {
                change::read(catalog, table, changes, &mut Vec::new(), faults);
            }
        }
        _ => {}
    }
}
