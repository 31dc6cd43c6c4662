//! The mutation fields of all tables, and what they give back.

use async_graphql::Value;
use indexmap::IndexMap;

use super::{ROWS_MAX, Verb, input};
use crate::graphql::catalog::{Table, TableId};
use crate::graphql::model::{FieldDef, InputDef, Model, ObjectDef, Source, TypeDef};
use crate::graphql::{filter, object};

/// The name under which every payload tells its place in the change log.
pub const CURSOR: &str = "cursor";

/// Adds the inputs and payloads of all writes, and gives their mutation fields.
///
/// # Errors
/// When a name is taken.
pub fn fields(model: &mut Model) -> anyhow::Result<IndexMap<String, FieldDef>> {
    let mut fields = IndexMap::new();
    for id in 0..model.catalog.tables.len() {
        input::types(model, id)?;
        for verb in verbs(&model.catalog.tables[id]) {
            let (name, field) = field(model, id, verb);
            fields.insert(name, field);
        }
        payloads(model, id)?;
    }
    Ok(fields)
}

/// What can be done with a table, in the order of the alphabet.
pub fn verbs(table: &Table) -> Vec<Verb> {
    let writes = &table.writes;
    let all = [
        (writes.archive, Verb::Archive),
        (!writes.create.is_empty(), Verb::Create),
        (!writes.create.is_empty(), Verb::CreateMany),
        (writes.delete, Verb::Delete),
        (writes.delete, Verb::DeleteMany),
        (writes.archive, Verb::Restore),
        (!writes.update.is_empty(), Verb::Update),
        (!writes.update.is_empty(), Verb::UpdateMany),
        (writes.upsert(), Verb::Upsert),
    ];
    all.into_iter().filter_map(|(there, verb)| there.then_some(verb)).collect()
}

impl Verb {
    /// What the field's name ends with.
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "Create",
            Self::CreateMany => "CreateMany",
            Self::Update => "Update",
            Self::UpdateMany => "UpdateMany",
            Self::Upsert => "Upsert",
            Self::Delete => "Delete",
            Self::DeleteMany => "DeleteMany",
            Self::Archive => "Archive",
            Self::Restore => "Restore",
        }
    }

    /// What the payload's name ends with.
    fn payload(self) -> &'static str {
        match self {
            Self::CreateMany | Self::UpdateMany => "ManyPayload",
            Self::Delete => "DeletePayload",
            Self::DeleteMany => "DeleteManyPayload",
            Self::Create | Self::Update | Self::Upsert | Self::Archive | Self::Restore => "Payload",
        }
    }
}

fn field(model: &Model, id: TableId, verb: Verb) -> (String, FieldDef) {
    let table = &model.catalog.tables[id];
    let (ty, many) = (&table.names.type_name, &table.names.many);
    let description = match verb {
        Verb::Create => format!("Makes a row of {many}."),
        Verb::CreateMany => format!("Makes up to {ROWS_MAX} rows of {many}: all, or none."),
        Verb::Update => format!("Changes a row of {many}. Fields that are not given stay as they are."),
        Verb::UpdateMany => format!("Changes the rows of {many} that meet a filter: all, or none."),
        Verb::Upsert => {
            format!("Makes a row of {many} or, if a key is taken already, changes the row that has it.")
        }
        Verb::Delete => format!("Removes a row of {many} for good."),
        Verb::DeleteMany => format!("Removes the rows of {many} that meet a filter for good: all, or none."),
        Verb::Archive => format!("Puts a row of {many} away: lists and figures pass it over from then on."),
        Verb::Restore => format!("Takes a row of {many} out of the archive."),
    };
    let mut field = FieldDef::new(&format!("{ty}{}", verb.payload()), Source::Write(id, verb), description);
    let has_changes = input::has_changes(&model.catalog, table);
    let by_id = matches!(verb, Verb::Update | Verb::Delete | Verb::Archive | Verb::Restore);
    if by_id {
        field = field.argument("id", "ID!", "Global id, or the raw key.");
    }
    if matches!(verb, Verb::UpdateMany | Verb::DeleteMany) {
        field = field.argument(
            "filter",
            &format!("{}!", filter::filter_name(table)),
            "Which rows. An empty filter is met by all.",
        );
    }
    match verb {
        Verb::Create => {
            field = field.argument("input", &format!("{ty}CreateInput!"), "The new row.");
        }
        Verb::Upsert => {
            field = field.argument("input", &format!("{}!", input::upsert_input(table)), "The row.");
        }
        Verb::CreateMany => {
            field = field.argument("input", &format!("[{ty}CreateInput!]!"), "The new rows.");
        }
        Verb::Update | Verb::UpdateMany => {
            let required = if has_changes { "" } else { "!" };
            field = field.argument("input", &format!("{ty}UpdateInput{required}"), "The new values.");
            if has_changes {
                let meaning = "Changes that build on what is there: increments, items, keys.";
                field = field.argument("change", &format!("{ty}ChangeInput"), meaning);
            }
        }
        _ => {}
    }
    if verb == Verb::Upsert {
        let fields =
            "What to change in a row that is there; by default all that is given and may be changed.";
        field = field
            .argument("onConflict", &format!("{ty}Key!"), "By what a row is found to be there already.")
            .argument("update", &format!("[{ty}Field!]"), fields);
    }
    if matches!(verb, Verb::UpdateMany | Verb::DeleteMany) {
        let meaning = format!(
            "If more rows meet the filter, nothing happens and the field fails. A number from 1 to {ROWS_MAX}."
        );
        let at_most = InputDef { default: Some(Value::from(1)), ..InputDef::new("Int", meaning) };
        field.arguments.insert("atMost".to_owned(), at_most);
        if table.archived.is_some() {
            field = object::include_deleted(field);
        }
    }
    if by_id {
        let meaning = "The `rowVersion` that the row must still have; else `CONFLICT`, with the row as it is in `extensions.current`.";
        field = field.argument("expectedVersion", "String", meaning);
    }
    let meaning = "True: does everything, gives back what would be, and undoes it.";
    let dry_run = InputDef { default: Some(Value::from(false)), ..InputDef::new("Boolean", meaning) };
    field.arguments.insert("dryRun".to_owned(), dry_run);
    (format!("{}{}", table.names.one, verb.name()), field)
}

fn payloads(model: &mut Model, id: TableId) -> anyhow::Result<()> {
    let table = &model.catalog.tables[id];
    let (ty, verbs) = (table.names.type_name.clone(), verbs(table));
    let has = |payload: &str| verbs.iter().any(|verb| verb.payload() == payload);
    let (one, all) = (table.entity, table.entities);
    let row = |meaning: &str| FieldDef::new(&ty, Source::Member, meaning);
    let rows = |meaning: &str| FieldDef::new(&format!("[{ty}]!"), Source::Member, meaning);
    let count = || FieldDef::new("Int!", Source::Member, "How many rows there are.");
    let after = "The row after the change; null if it is out of your sight by then.";
    let before = "The row as it was.";
    let payloads = [
        ("Payload", vec![(one, row(after))]),
        (
            "ManyPayload",
            vec![
                (all, rows("The rows after the change, in the order of the input or of their keys.")),
                ("count", count()),
            ],
        ),
        (
            "DeletePayload",
            vec![
                (one, row(before)),
                ("deletedId", FieldDef::new("ID!", Source::Member, "The id that it had.")),
            ],
        ),
        (
            "DeleteManyPayload",
            vec![
                (all, rows("The rows as they were, in the order of their keys.")),
                ("deletedIds", FieldDef::new("[ID!]!", Source::Member, "The ids that they had.")),
                ("count", count()),
            ],
        ),
    ];
    let payloads: Vec<_> = payloads
        .into_iter()
        .filter(|(name, _)| has(name))
        .map(|(name, mut fields)| {
            fields.push((CURSOR, cursor_field()));
            let fields = fields.into_iter().map(|(name, field)| (name.to_owned(), field)).collect();
            let description = "What a change gives back.".to_owned();
            (format!("{ty}{name}"), ObjectDef { description, fields, ..ObjectDef::default() })
        })
        .collect();
    for (name, payload) in payloads {
        model.add(name, TypeDef::Object(payload))?;
    }
    Ok(())
}

/// The field of a payload that tells where the change stands in the change log.
pub fn cursor_field() -> FieldDef {
    FieldDef::new(
        "Cursor",
        Source::Member,
        "The place of this change in the change log: a stream that has passed it has delivered it. Null if nothing was logged.",
    )
}
