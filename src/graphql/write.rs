//! Root fields that change rows: the generic update, for tables that their system opens for it.
//!
//! One root field is one transaction. Row level security decides which rows may be changed and what may become of them;
//! what this file adds is telling apart "not there", "not yours to change" and "changed meanwhile".

use std::collections::HashMap;

use async_graphql::Value;
use indexmap::IndexMap;

use super::catalog::{Catalog, Table, TableId};
use super::model::{FieldDef, InputDef, Model, ObjectDef, Source, TypeDef};
use super::plan::{Member, Record};
use super::scalar::Param;
use super::sql::{Sql, sql_column};
use super::{condition, id, object};
use crate::db::WriteScope;
use crate::error::{Error, Result};

/// The name under which every payload tells its place in the change log.
pub const CURSOR: &str = "cursor";

/// Adds the inputs and payloads of the updates, and gives their mutation fields.
///
/// # Errors
/// When a name is taken.
pub fn fields(model: &mut Model) -> anyhow::Result<IndexMap<String, FieldDef>> {
    let mut fields = IndexMap::new();
    for id in 0..model.catalog.tables.len() {
        let table = &model.catalog.tables[id];
        if table.writable.is_empty() {
            continue;
        }
        let (input, name) = update_input(&model.catalog, table);
        let (payload_name, payload) = payload(table, "Update");
        let field = FieldDef::new(
            &payload_name,
            Source::Update(id),
            format!("Changes a row of {}. Fields that are not given stay as they are.", table.names.many),
        )
        .argument("id", "ID!", "Global id, or the raw key.")
        .argument("input", &format!("{name}!"), "The new values.")
        .argument(
            "expectedVersion",
            "String",
            "The `rowVersion` that the row must still have; else `CONFLICT`.",
        );
        fields.insert(format!("{}Update", table.names.one), field);
        model.add(name, input)?;
        model.add(payload_name, TypeDef::Object(payload))?;
    }
    Ok(fields)
}

fn update_input(catalog: &Catalog, table: &Table) -> (TypeDef, String) {
    let mut fields = IndexMap::new();
    for at in &table.writable {
        let column = &table.columns[*at];
        let Some(field) = &column.field else { continue };
        let ty = if column.reference {
            "ID".to_owned()
        } else {
            object::column_type(catalog, column).trim_end_matches('!').to_owned()
        };
        fields.insert(field.clone(), InputDef::new(&ty, column.description.clone()));
    }
    let description =
        format!("New values for a row of {}; what is left out stays as it is.", table.names.many);
    (TypeDef::Input { description, fields }, format!("{}UpdateInput", table.names.type_name))
}

/// The payload type of a write to a table.
fn payload(table: &Table, verb: &str) -> (String, ObjectDef) {
    let entity = FieldDef::new(&table.names.type_name, Source::Member, "The row after the change.");
    let fields = [(table.names.one.as_str(), entity), (CURSOR, cursor_field())];
    (
        format!("{}{verb}Payload", table.names.type_name),
        object::object("What a change gives back.".into(), fields),
    )
}

/// The field of a payload that tells where the change stands in the change log.
pub fn cursor_field() -> FieldDef {
    FieldDef::new(
        "Cursor",
        Source::Member,
        "The place of this change in the change log: a stream that has passed it has delivered it. Null if nothing was logged.",
    )
}

/// Changes one row, and gives the members of the payload.
///
/// # Errors
/// `BAD_USER_INPUT` for values that do not fit, `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`, and what the table's rules refuse.
pub async fn update(
    catalog: &Catalog,
    table_id: TableId,
    arguments: &HashMap<String, Value>,
    scope: &mut WriteScope,
) -> Result<Record> {
    let table = &catalog.tables[table_id];
    let key = match arguments.get("id") {
        Some(Value::String(text)) => id::key(table, text).map_err(|error| error.field("id"))?,
        _ => return Err(Error::bad_user_input("An id is needed.").field("id")),
    };
    let version = match arguments.get("expectedVersion") {
        Some(Value::String(version)) => Some(version.clone()),
        _ => None,
    };
    let mut sql = Sql::default();
    let assignments = assignments(catalog, table, arguments.get("input"), &mut sql)?;
    sql.text = format!("update {} t set {assignments} where ", table.sql());
    match_key(table, &key, &mut sql)?;
    if let Some(version) = version.clone() {
        let version = sql.bind(Param::Text(version))?;
        sql.text.push_str(&format!(" and t.xmin::text = {version}"));
    }
    if scope.execute(sql.statement()).await? == 0 {
        return Err(why_nothing_changed(table, &key, version.as_deref(), scope).await?);
    }
    Ok(vec![(table.entity, Member::Row(table_id, key)), (CURSOR, Member::Late)])
}

fn assignments(catalog: &Catalog, table: &Table, input: Option<&Value>, sql: &mut Sql) -> Result<String> {
    let Some(Value::Object(input)) = input else {
        return Err(Error::bad_user_input("An input is needed.").field("input"));
    };
    let mut assignments = Vec::with_capacity(input.len() + 1);
    for (field, value) in input {
        let at = table.column_of(field).filter(|at| table.writable.contains(at));
        let at = at.ok_or_else(|| Error::bad_user_input(format!("\"{field}\" cannot be changed.")))?;
        let column = &table.columns[at];
        let place = format!("input.{field}");
        if *value == Value::Null && !column.nullable {
            return Err(Error::bad_user_input(format!("{field} must have a value.")).field(place));
        }
        let value = value_of(catalog, table, at, value).map_err(|error| error.field(place))?;
        assignments.push(format!("\"{}\" = {}", column.name, sql.bind_for(table, at, value)?));
    }
    if assignments.is_empty() {
        return Err(Error::bad_user_input("The input names nothing to change.").field("input"));
    }
    if table.column_named("updated_at").is_some_and(|at| !table.writable.contains(&at)) {
        assignments.push("\"updated_at\" = now()".to_owned());
    }
    Ok(assignments.join(", "))
}

fn value_of(catalog: &Catalog, table: &Table, at: usize, value: &Value) -> Result<Param> {
    match value {
        Value::List(items) if table.columns[at].ty.list => {
            if items.len() > condition::LIST_MAX {
                let message = format!("A list may have at most {} items.", condition::LIST_MAX);
                return Err(Error::bad_user_input(message).with("max", condition::LIST_MAX));
            }
            let items =
                items.iter().map(|item| condition::param(catalog, table, at, item)).collect::<Result<_>>()?;
            Ok(Param::List(table.columns[at].ty.wire, items))
        }
        value => condition::param(catalog, table, at, value),
    }
}

fn match_key(table: &Table, key: &[Param], sql: &mut Sql) -> Result<()> {
    for (at, (column, part)) in table.key.iter().zip(key).enumerate() {
        let value = sql.bind_for(table, *column, part.clone())?;
        let and = if at > 0 { " and " } else { "" };
        sql.text.push_str(&format!("{and}{} = {value}", sql_column(table, *column)));
    }
    Ok(())
}

/// An update that met no row: hidden rows and absent ones read the same, visible ones say what is wrong.
async fn why_nothing_changed(
    table: &Table,
    key: &[Param],
    version: Option<&str>,
    scope: &mut WriteScope,
) -> Result<Error> {
    let mut sql = Sql::default();
    sql.text = format!("select t.xmin::text from {} t where ", table.sql());
    match_key(table, key, &mut sql)?;
    let Some(row) = scope.fetch_optional(sql.statement()).await? else { return Ok(Error::no_such_row()) };
    let current: String = sqlx::Row::try_get(&row, 0)?;
    Ok(match version {
        Some(version) if version != current => {
            Error::conflict("The row was changed meanwhile. Read it again.")
                .field("expectedVersion")
                .with("currentVersion", current)
        }
        _ => Error::forbidden("You may see this row, but not change it."),
    })
}
