//! The inputs of writes: what a new row is given, what is changed, by which key a row is found.

use async_graphql::Value;
use indexmap::IndexMap;

use super::change;
use super::check::{self, Values};
use super::row::Set;
use crate::graphql::catalog::{Cardinality, Catalog, Key, Nested, Table, TableId};
use crate::graphql::model::{EnumValue, InputDef, Model, TypeDef};
use crate::graphql::{naming, object};

/// Adds the inputs of a table's writes.
///
/// # Errors
/// When a name is taken.
pub fn types(model: &mut Model, id: TableId) -> anyhow::Result<()> {
    let table = &model.catalog.tables[id];
    let (name, many) = (table.names.type_name.clone(), table.names.many.clone());
    let (create, update) = (&table.writes.create, &table.writes.update);
    let mut new = Vec::new();
    if !create.is_empty() {
        let input = |description, fields| TypeDef::Input { description, fields };
        let description = format!("A new row of {many}.");
        new.push((
            format!("{name}CreateInput"),
            input(description, new_row(&model.catalog, table, &[], true)),
        ));
        if table.writes.upsert() && !table.writes.nested.is_empty() {
            let description = format!("A row of {many}, new or there already.");
            new.push((upsert_input(table), input(description, new_row(&model.catalog, table, &[], false))));
        }
        for nested in &table.writes.nested {
            let relation = &table.relations[nested.relation];
            if relation.cardinality == Cardinality::Many {
                let child = &model.catalog.tables[relation.target];
                let description = format!("A new row of {}, made together with {many}.", child.names.many);
                let fields = new_row(&model.catalog, child, &nested.tied(), true);
                new.push((owned_input(&model.catalog, table, nested), input(description, fields)));
            }
        }
    }
    if !update.is_empty() {
        let description = format!("New values for a row of {many}; what is left out stays as it is.");
        let fields = update.iter().map(|at| field(&model.catalog, table, *at, false)).collect();
        new.push((format!("{name}UpdateInput"), TypeDef::Input { description, fields }));
    }
    let mut changes = IndexMap::new();
    for at in update {
        let column = &table.columns[*at];
        let Some((input, def)) = change::input_of(&model.catalog, column) else { continue };
        changes.insert(table.input_field(*at).to_owned(), InputDef::new(&input, column.description.clone()));
        if !model.types.contains_key(&input) && !new.iter().any(|(other, _)| *other == input) {
            new.push((input, def));
        }
    }
    if !changes.is_empty() {
        let description =
            format!("Changes of a row of {many} that build on what is there, whoever wrote it meanwhile.");
        new.push((format!("{name}ChangeInput"), TypeDef::Input { description, fields: changes }));
    }
    if table.writes.upsert() {
        let fields = update.iter().filter(|at| create.contains(at)).map(|at| EnumValue {
            name: naming::enum_value(&table.columns[*at].name),
            description: format!("`{}`.", table.input_field(*at)),
        });
        let description = format!("Fields of {many} that an upsert may change.");
        new.push((format!("{name}Field"), TypeDef::Enum { description, values: fields.collect() }));
        let keys = table.writes.keys.iter().map(|key| {
            let fields = key.columns.iter().map(|at| format!("`{}`", table.input_field(*at)));
            let fields = fields.collect::<Vec<_>>().join(" and ");
            let archived = key.predicate.is_some_and(|rows| rows.ends_with(" IS NULL)"));
            let among = if archived { ", among rows that are not archived" } else { "" };
            EnumValue { name: key_name(table, key), description: format!("By {fields}{among}.") }
        });
        let description = format!("What tells rows of {many} apart.");
        new.push((format!("{name}Key"), TypeDef::Enum { description, values: keys.collect() }));
    }
    for (name, def) in new {
        model.add(name, def)?;
    }
    Ok(())
}

/// Whether an update can build on what is there.
pub fn has_changes(catalog: &Catalog, table: &Table) -> bool {
    table.writes.update.iter().any(|at| change::input_of(catalog, &table.columns[*at]).is_some())
}

/// The key that an upsert finds a row by.
pub fn conflict_key<'t>(table: &'t Table, name: Option<&Value>) -> Option<&'t Key> {
    let Some(Value::Enum(name)) = name else { return None };
    table.writes.keys.iter().find(|key| key_name(table, key) == name.as_str())
}

/// What an upsert changes in a row that is there: the fields that are named, or all that are given and may be changed.
pub fn fields_to_update(table: &Table, named: Option<&Value>, values: &Values) -> Vec<Set> {
    let names: Option<Vec<_>> = match named {
        Some(Value::List(names)) => Some(
            names
                .iter()
                .filter_map(|name| match name {
                    Value::Enum(name) => Some(name.as_str()),
                    _ => None,
                })
                .collect(),
        ),
        _ => None,
    };
    let is_meant = |at: usize| {
        let name = naming::enum_value(&table.columns[at].name);
        names.as_ref().is_none_or(|names| names.contains(&name.as_str()))
    };
    let given = values.iter().filter(|(at, _)| table.writes.update.contains(at) && is_meant(*at));
    given.map(|(at, value)| Set::Value(*at, value.clone())).collect()
}

fn key_name(table: &Table, key: &Key) -> String {
    let names: Vec<_> = key.columns.iter().map(|at| naming::enum_value(&table.columns[*at].name)).collect();
    names.join("_AND_")
}

/// The input of an upsert: it makes or changes one row, and none beside it.
pub fn upsert_input(table: &Table) -> String {
    let verb = if table.writes.nested.is_empty() { "Create" } else { "Upsert" };
    format!("{}{verb}Input", table.names.type_name)
}

/// The input of rows that are made with the one that owns them.
fn owned_input(catalog: &Catalog, owner: &Table, nested: &Nested) -> String {
    let relation = &owner.relations[nested.relation];
    let child = &catalog.tables[relation.target];
    let mut back = child.relations.iter();
    let back =
        back.find(|back| back.cardinality == Cardinality::One && back.column == relation.target_column);
    naming::nested_input(&child.names.type_name, back.map_or("", |back| back.field.as_str()))
}

/// The fields of a new row: its columns less those that are known without, and what it may come with.
fn new_row(
    catalog: &Catalog,
    table: &Table,
    tied: &[usize],
    with_others: bool,
) -> IndexMap<String, InputDef> {
    let nested: Vec<_> = table.writes.nested.iter().filter(|_| with_others).collect();
    let columns = table.writes.create.iter().filter(|at| !tied.contains(at)).map(|at| {
        let is_brought = nested.iter().any(|nested| {
            let relation = &table.relations[nested.relation];
            relation.cardinality == Cardinality::One && relation.column == *at
        });
        field(catalog, table, *at, table.writes.required.contains(at) && !is_brought)
    });
    let others = nested.iter().map(|nested| {
        let relation = &table.relations[nested.relation];
        let target = &catalog.tables[relation.target];
        let (ty, description) = match relation.cardinality {
            Cardinality::Many => (
                format!("[{}!]", owned_input(catalog, table, nested)),
                format!("Rows of {} that are made with it.", target.names.many),
            ),
            Cardinality::One => (
                format!("{}CreateInput", target.names.type_name),
                format!(
                    "A new row of {} that is made before it, instead of `{}`.",
                    target.names.many,
                    table.input_field(relation.column)
                ),
            ),
        };
        (relation.field.clone(), InputDef::new(&ty, description))
    });
    columns.chain(others).collect()
}

fn field(catalog: &Catalog, table: &Table, at: usize, required: bool) -> (String, InputDef) {
    let column = &table.columns[at];
    let ty = match (column.reference, table.is_single_key(at)) {
        (false, false) => object::input_type(catalog, column),
        _ => "ID".to_owned(),
    };
    let required = if required { "!" } else { "" };
    let mut description = column.description.clone();
    if table.writes.random == Some(at) {
        description = "An id of your own making; by default a random one.".to_owned();
    } else if table.is_single_key(at) {
        description = "The key of the new row.".to_owned();
    }
    if table.writes.callers.iter().any(|(caller, _)| *caller == at) {
        description = format!("{}. By default the caller.", description.trim_end_matches('.'));
    }
    if let Some(words) = check::words(column) {
        description = format!("{}. {words}", description.trim_end_matches('.'));
    }
    (table.input_field(at).to_owned(), InputDef::new(&format!("{ty}{required}"), description))
}
