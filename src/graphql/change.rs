//! Subscription fields and the types of their items. What a stream delivers, and when, is `subscribe`'s.

use anyhow::Context as _;
use indexmap::IndexMap;

use super::catalog::TableId;
use super::model::{EnumValue, FieldDef, InputDef, Model, ObjectDef, Source, TypeDef};
use super::{filter, live, naming, object};
use crate::domain::Interface;

/// A stream of changes to some tables.
#[derive(Debug)]
pub struct StreamDef {
    /// The field of an item that holds the row.
    pub entity: &'static str,
    /// The tables.
    pub tables: Vec<TableId>,
}

/// Adds `Subscription` and the types of changes, and gives the streams in the order of their index.
///
/// # Errors
/// When a name is taken, or an interface has no members.
pub fn types(model: &mut Model, interfaces: &'static [Interface]) -> anyhow::Result<Vec<StreamDef>> {
    let kinds = [
        ("SNAPSHOT", "The row as it was when the subscription began."),
        ("CREATED", "The row is new, or has come into your sight."),
        ("UPDATED", "The row has changed."),
        ("REMOVED", "The row is gone, or has left your sight."),
    ];
    let values =
        kinds.map(|(name, description)| EnumValue { name: name.into(), description: description.into() });
    let description = "What happened to a row.".to_owned();
    model.add("ChangeKind", TypeDef::Enum { description, values: values.into() })?;
    let mut streams = Vec::new();
    let mut fields = IndexMap::from([(live::FIELD.to_owned(), live())]);
    for interface in interfaces {
        let spec = &interface.stream;
        let tables = interface.members.iter().map(|member| {
            model
                .catalog
                .table_named(member.schema, member.table)
                .context("a member of a stream is not there")
        });
        let tables = tables.collect::<anyhow::Result<_>>()?;
        let type_name = naming::change_item(interface.name);
        let field = stream(&type_name, streams.len(), spec.description.to_owned());
        fields.insert(spec.name.to_owned(), field);
        model.add(type_name, TypeDef::Object(change(spec.entity, interface.name)))?;
        streams.push(StreamDef { entity: spec.entity, tables });
    }
    let streamed: Vec<TableId> =
        (0..model.catalog.tables.len()).filter(|id| model.catalog.tables[*id].streamed).collect();
    for id in streamed {
        let table = &model.catalog.tables[id];
        let (entity, row) = (table.entity, table.names.type_name.clone());
        let type_name = naming::change_item(&row);
        let description = format!("Changes of {}, as far as you may see them.", table.names.many);
        let field = stream(&type_name, streams.len(), description).argument(
            "filter",
            &filter::filter_name(table),
            "Which rows to take. A row that meets it no longer comes as REMOVED. Rows that are removed or leave your sight \
             come whether they met it or not.",
        );
        fields.insert(naming::changed(&table.names.one), field);
        model.add(type_name, TypeDef::Object(change(entity, &row)))?;
        streams.push(StreamDef { entity, tables: vec![id] });
    }
    fields.sort_unstable_keys();
    let description =
        "Everything that can be followed. A subscription has exactly one of these fields.".into();
    let subscription = ObjectDef { description, fields, ..ObjectDef::default() };
    model.add("Subscription", TypeDef::Object(subscription))?;
    Ok(streams)
}

fn stream(type_name: &str, index: usize, description: String) -> FieldDef {
    FieldDef::new(&format!("{type_name}!"), Source::Stream(index), description)
        .argument(
            "after",
            "Cursor",
            "Go on after this cursor, of an item or of a mutation's payload; nothing in between is lost.",
        )
        .argument("snapshot", "Boolean", "Begin with the rows as they are, without a gap to what follows.")
}

fn live() -> FieldDef {
    let description = "Any query, answered at once and again whenever its answer has become another. \
                       Nothing runs while nothing changes.";
    let mut field = FieldDef::new("Query!", Source::Live, description);
    let mut throttle = InputDef::new(
        "Int",
        "How many milliseconds lie between two answers at least, 50 to 60000; what changes meanwhile comes together.",
    );
    throttle.default = Some(live::THROTTLE_MS.into());
    field.arguments.insert(live::THROTTLE.to_owned(), throttle);
    field
}

fn change(entity: &'static str, row: &str) -> ObjectDef {
    let shown = "The row, as it is when the change is delivered; null if it is gone or out of your sight.";
    let fields = [
        (
            "cursor",
            FieldDef::new(
                "Cursor!",
                Source::Member,
                "The place of the change in the change log. Of rows of a snapshot, the last one's alone can be gone on after: before it, some are missing.",
            ),
        ),
        ("kind", FieldDef::new("ChangeKind!", Source::Member, "What happened.")),
        ("at", FieldDef::new("DateTime!", Source::Member, "When it happened.")),
        ("entityId", FieldDef::new("ID!", Source::Member, "Global id of the row.")),
        (
            "changedFields",
            FieldDef::new("[String!]!", Source::Member, "Fields whose values an update changed."),
        ),
        (entity, FieldDef::new(row, Source::Member, shown)),
    ];
    object::object(format!("A change of {row}."), fields)
}
