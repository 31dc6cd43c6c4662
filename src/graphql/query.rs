//! Root fields that read: `xs` and `x(id)` of every table, `node`, `nodes`, `search`, `viewer`, `errorCodes`.

use async_graphql::Value;
use indexmap::IndexMap;

use super::model::{FieldDef, Model, ObjectDef, Source, TypeDef};
use super::scalar::Param;
use super::{aggregate, naming, object, search};
use crate::error::CODES;

/// The most ids that `nodes` takes.
pub const NODES_MAX: usize = 1_000;

/// Adds `Query` and `Viewer`.
///
/// # Errors
/// When a name is taken, or the viewer's rows are not there.
pub fn types(model: &mut Model, questions: IndexMap<String, FieldDef>) -> anyhow::Result<()> {
    let mut fields = IndexMap::new();
    let viewer = "The signed-in account and its rows in the systems; null when nobody is signed in.";
    fields.insert("viewer".to_owned(), FieldDef::new("Viewer", Source::Viewer, viewer));
    let node = FieldDef::new(
        "Node",
        Source::Node,
        "A row of any table by its global id; null when there is none or it is not yours to see.",
    )
    .argument("id", "ID!", "The global id.");
    fields.insert("node".into(), node);
    let nodes = FieldDef::new(
        "[Node]!",
        Source::Nodes,
        format!("Rows of any tables by their global ids, in the order of the ids; at most {NODES_MAX}."),
    )
    .argument("ids", "[ID!]!", "The global ids.");
    fields.insert("nodes".into(), nodes);
    let codes = CODES.iter().map(|code| Value::from(code.name)).collect();
    fields.insert(
        "errorCodes".into(),
        FieldDef::new(
            "[String!]!",
            Source::Constant(Value::List(codes)),
            "Every code that `errors[].extensions.code` can have.",
        ),
    );
    fields.extend(questions);
    for (id, table) in model.catalog.tables.iter().enumerate().filter(|(_, table)| table.found) {
        fields.insert(table.names.one.clone(), search::field(table, id));
    }
    for (id, table) in model.catalog.tables.iter().enumerate().filter(|(_, table)| table.is_listed()) {
        let many = object::list(
            table,
            Source::List(id),
            format!("A page of {}. {}", table.names.many, table.description),
        );
        let one = FieldDef::new(
            &table.names.type_name,
            Source::ByKey(id),
            format!(
                "One row of {} by its id; null when there is none or it is not yours to see.",
                table.names.many
            ),
        )
        .argument("id", "ID!", "Global id, or the raw key.");
        fields.insert(table.names.many.clone(), many);
        if table.roots {
            fields.insert(table.names.one.clone(), one);
        }
        let aggregate = aggregate::field(table, Source::Aggregate(id));
        fields.insert(naming::aggregate(&table.names.one), aggregate);
    }
    let query =
        ObjectDef { description: "Everything that can be read.".into(), fields, ..ObjectDef::default() };
    model.add("Query", TypeDef::Object(query))?;

    let mut fields = IndexMap::new();
    for (schema, table, column) in crate::domain::OWN_ROWS {
        let id = model.catalog.table_named(schema, table);
        let id =
            id.ok_or_else(|| anyhow::anyhow!("{schema}.{table} holds the viewer's row, but is not there"))?;
        let table = &model.catalog.tables[id];
        let column = table
            .column_named(column)
            .ok_or_else(|| anyhow::anyhow!("{schema}.{} has no column {column}", table.name))?;
        let description = format!("Your row of {}; null when you have none.", table.names.many);
        fields.insert(
            table.names.one.clone(),
            FieldDef::new(&table.names.type_name, Source::OwnRow(id, column), description),
        );
    }
    for tally in crate::domain::TALLIES {
        let found =
            model.catalog.tables.iter().position(|table| table.is_interface() && table.name == tally.view);
        let id = found.ok_or_else(|| anyhow::anyhow!("{} counts in a list that is not there", tally.name))?;
        let conditions = tally.conditions.iter().map(|(field, value)| {
            let column = model.catalog.tables[id].column_of(field);
            let column = column.ok_or_else(|| anyhow::anyhow!("{} asks for {field}", tally.name))?;
            Ok((column, Param::Bool(*value)))
        });
        let conditions = conditions.collect::<anyhow::Result<_>>()?;
        let field = FieldDef::new("Int!", Source::Tally(id, conditions), tally.description);
        fields.insert(tally.name.to_owned(), field);
    }
    let viewer = ObjectDef { description: "Who is signed in.".into(), fields, ..ObjectDef::default() };
    model.add("Viewer", TypeDef::Object(viewer))
}
