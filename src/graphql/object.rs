//! Object types of the tables, their connections and edges, the interfaces across systems, and the enums.

use anyhow::Context as _;
use indexmap::IndexMap;

use super::catalog::{Cardinality, Catalog, Column, Table, TableId};
use super::model::{EnumValue, FieldDef, Model, ObjectDef, Source, TypeDef};
use super::scalar::Scalar;
use super::{aggregate, filter, naming, order, page};
use crate::access::Action;
use crate::domain::{Interface, InterfaceKind};

/// Adds scalars, enums, interfaces, and the types of all tables.
///
/// # Errors
/// When a name is taken.
pub fn types(model: &mut Model, interfaces: &[Interface]) -> anyhow::Result<()> {
    for (name, description) in Scalar::CUSTOM {
        model.add(*name, TypeDef::Scalar { description: (*description).to_owned() })?;
    }
    for id in 0..model.catalog.enums.len() {
        let ty = &model.catalog.enums[id];
        let values = ty
            .values
            .iter()
            .map(|value| EnumValue { name: value.name.clone(), description: value.description.clone() });
        let def = TypeDef::Enum { description: ty.description.clone(), values: values.collect() };
        let name = ty.name.clone();
        model.add(name, def)?;
    }
    shared(model)?;
    for interface in interfaces {
        add_interface(model, interface)?;
    }
    for id in 0..model.catalog.tables.len() {
        let described = &model.catalog.tables[id];
        let name = described.names.type_name.clone();
        let (connection, edge) = (connection(&name, described), edge(&name));
        if described.found {
            let hit = hit(&model.catalog, described);
            model.add(name.clone(), TypeDef::Object(hit))?;
        } else if described.is_stored() {
            let row = table(&model.catalog, id, interfaces);
            model.add(name.clone(), TypeDef::Object(row))?;
        }
        model.add(format!("{name}Connection"), TypeDef::Object(connection))?;
        model.add(format!("{name}Edge"), TypeDef::Object(edge))?;
    }
    let tables = model.catalog.tables.iter().filter(|table| table.is_stored());
    let members = tables.map(|table| table.names.type_name.clone()).collect();
    let id = FieldDef::new("ID!", Source::Abstract, "Global id.");
    model.add(
        "Node",
        TypeDef::Interface {
            description: "Anything with a global id; every row of every table is one.".into(),
            fields: IndexMap::from([("id".to_owned(), id), ("can".to_owned(), can(Source::Abstract))]),
            members,
        },
    )
}

/// The GraphQL type of one value of a column, an item where it is a list.
pub fn element_type(catalog: &Catalog, column: &Column) -> String {
    match column.enumeration {
        Some(id) => catalog.enums[id].name.clone(),
        None => column.ty.scalar.name().to_owned(),
    }
}

/// The GraphQL type of a value that a column is given, which may be null.
pub fn input_type(catalog: &Catalog, column: &Column) -> String {
    let name = element_type(catalog, column);
    if column.ty.list { format!("[{name}!]") } else { name }
}

/// The GraphQL type of a column's value.
pub fn column_type(catalog: &Catalog, column: &Column) -> String {
    let name = input_type(catalog, column);
    // A value outside an enum's list is null with an error, so an enum over text can always be null.
    if column.nullable || column.enumeration.is_some() { name } else { format!("{name}!") }
}

/// The name of the argument by which archived rows are asked for.
pub const INCLUDE_DELETED: &str = "includeDeleted";

/// Adds the argument by which archived rows are asked for.
pub fn include_deleted(field: FieldDef) -> FieldDef {
    let meaning = "True: also rows that were archived, as far as you may see them.";
    field.argument(INCLUDE_DELETED, "Boolean", meaning)
}

/// A page of a table: its type, and the arguments of filter, order and paging.
pub fn list(table: &Table, source: Source, description: String) -> FieldDef {
    // At the root a list may be null, so that one that fails leaves the others alone.
    let required = if matches!(source, Source::List(_)) { "" } else { "!" };
    let field = FieldDef::new(&format!("{}Connection{required}", table.names.type_name), source, description)
        .argument("filter", &filter::filter_name(table), "Which rows to take.")
        .argument(
            "orderBy",
            &format!("[{}!]", order::name(table)),
            "In which order, the first key counting most.",
        );
    let field = match table.archived {
        Some(_) => include_deleted(field),
        None => field,
    };
    page::arguments(field)
}

fn table(catalog: &Catalog, id: TableId, interfaces: &[Interface]) -> ObjectDef {
    let table = &catalog.tables[id];
    let mut fields = IndexMap::new();
    fields.insert(
        "id".to_owned(),
        FieldDef::new("ID!", Source::GlobalId, "Global id, for `node` and for caches."),
    );
    if let Some(key) = table.single_key() {
        let column = &table.columns[key];
        let ty = format!("{}!", column.ty.scalar.name());
        fields.insert(
            "rowId".into(),
            FieldDef::new(&ty, Source::Column(key), format!("The raw key, `{}`.", column.name)),
        );
    }
    for (at, column) in table.columns.iter().enumerate() {
        let Some(field) = &column.field else { continue };
        let mut description = column.description.clone();
        if column.reference {
            if !description.ends_with('.') {
                description.push('.');
            }
            description.push_str(" Compares with `rowId`.");
        }
        fields.insert(
            field.clone(),
            FieldDef::new(&column_type(catalog, column), Source::Column(at), description),
        );
    }
    for (at, relation) in table.relations.iter().enumerate() {
        let target = &catalog.tables[relation.target];
        let source = Source::Relation(at);
        let def = match relation.cardinality {
            Cardinality::One => FieldDef::new(&target.names.type_name, source, relation.description.clone()),
            Cardinality::Many => list(target, source, relation.description.clone()),
        };
        fields.insert(relation.field.clone(), def);
        if relation.cardinality == Cardinality::Many {
            let aggregate = aggregate::field(target, Source::RelationAggregate(at));
            fields.insert(naming::aggregate(&relation.field), aggregate);
        }
    }
    if interfaces.iter().any(|interface| table.interfaces.contains(&interface.name)) {
        fields.insert(
            "system".into(),
            FieldDef::new("System!", Source::System, "The system the row belongs to."),
        );
    }
    if table.versioned {
        fields.insert(
            "rowVersion".into(),
            FieldDef::new(
                "String!",
                Source::RowVersion,
                "Changes with every write to the row; for optimistic concurrency.",
            ),
        );
    }
    fields.insert("can".into(), can(Source::Can));
    let mut implements = vec!["Node".to_owned()];
    implements.extend(table.interfaces.iter().map(|name| (*name).to_owned()));
    ObjectDef { description: table.description.clone(), implements, fields }
}

/// What is said of a row that a search found, and the row.
fn hit(catalog: &Catalog, table: &Table) -> ObjectDef {
    let columns = table.columns.iter().enumerate().filter_map(|(at, column)| {
        let ty = match column.enumeration {
            // The search knows no others.
            Some(id) => &catalog.enums[id].name,
            None => column.ty.scalar.name(),
        };
        let def = FieldDef::new(&format!("{ty}!"), Source::Column(at), column.description.clone());
        Some((column.field.clone()?, def))
    });
    let node = FieldDef::new("Node!", Source::HitNode, "The row.");
    let fields = columns.chain([("node".to_owned(), node)]).collect();
    ObjectDef { description: table.description.clone(), fields, ..ObjectDef::default() }
}

fn can(source: Source) -> FieldDef {
    FieldDef::new(
        "Permissions!",
        source,
        "What you may do with the row, by the rules that hold at this moment.",
    )
}

fn connection(name: &str, table: &Table) -> ObjectDef {
    let fields = [
        ("nodes", FieldDef::new(&format!("[{name}!]!"), Source::PageNodes, "The rows of this page.")),
        (
            "edges",
            FieldDef::new(
                &format!("[{name}Edge!]!"),
                Source::PageEdges,
                "The rows of this page, each with its cursor.",
            ),
        ),
        ("pageInfo", FieldDef::new("PageInfo!", Source::PageInfo, "Where this page lies in the list.")),
        (
            "totalCount",
            FieldDef::new(
                "Int!",
                Source::TotalCount,
                "How many rows the whole list has; counted only if asked for.",
            ),
        ),
        (
            "hasMoreThan",
            FieldDef::new(
                "Boolean!",
                Source::HasMoreThan,
                "Whether the whole list has more rows than this; cheaper than counting them all.",
            )
            .argument("n", "Int!", format!("A number from 0 to {}.", page::BOUND_MAX)),
        ),
    ];
    object(format!("A page of {}.", table.names.many), fields)
}

fn edge(name: &str) -> ObjectDef {
    let fields = [
        ("node", FieldDef::new(&format!("{name}!"), Source::EdgeNode, "The row.")),
        ("cursor", FieldDef::new("Cursor!", Source::EdgeCursor, "Its place in the list.")),
    ];
    object(format!("A row of a page of {name}."), fields)
}

fn shared(model: &mut Model) -> anyhow::Result<()> {
    let fields = [
        ("hasNextPage", FieldDef::new("Boolean!", Source::HasNextPage, "Whether rows follow this page.")),
        (
            "hasPreviousPage",
            FieldDef::new("Boolean!", Source::HasPreviousPage, "Whether rows come before this page."),
        ),
        (
            "startCursor",
            FieldDef::new("Cursor", Source::StartCursor, "Place of the first row; null for an empty page."),
        ),
        (
            "endCursor",
            FieldDef::new("Cursor", Source::EndCursor, "Place of the last row; null for an empty page."),
        ),
    ];
    let permissions = [
        ("update", FieldDef::new("Boolean!", Source::May(Action::Update), "To change it, or some of it.")),
        ("delete", FieldDef::new("Boolean!", Source::May(Action::Delete), "To remove it.")),
    ];
    let description = "What you may do with a row. The rules have the last word when you do it.";
    model.add("Permissions", TypeDef::Object(object(description.into(), permissions)))?;
    model.add("PageInfo", TypeDef::Object(object("Where a page lies in its list.".into(), fields)))
}

fn add_interface(model: &mut Model, interface: &Interface) -> anyhow::Result<()> {
    let accounts = model.catalog.accounts().context("the table of accounts has no type")?;
    let accounts = model.catalog.tables[accounts].names.type_name.clone();
    let mut fields = IndexMap::new();
    fields.insert("id".to_owned(), FieldDef::new("ID!", Source::Abstract, "Global id."));
    fields.insert(
        "system".to_owned(),
        FieldDef::new("System!", Source::Abstract, "The system the row belongs to."),
    );
    fields.insert("can".to_owned(), can(Source::Abstract));
    for field in interface.fields {
        let ty = match field.kind {
            InterfaceKind::Text => "String",
            InterfaceKind::Time => "DateTime",
            InterfaceKind::Boolean => "Boolean",
            InterfaceKind::Account => accounts.as_str(),
            InterfaceKind::Enum { name, .. } => name,
        };
        fields.insert(field.name.to_owned(), FieldDef::new(ty, Source::Abstract, field.description));
    }
    let tables = model.catalog.tables.iter().filter(|table| table.interfaces.contains(&interface.name));
    let members = tables.map(|table| table.names.type_name.clone()).collect();
    model.add(
        interface.name,
        TypeDef::Interface { description: interface.description.to_owned(), fields, members },
    )
}

/// An object type of these fields, without a table.
pub fn object<const N: usize>(description: String, fields: [(&str, FieldDef); N]) -> ObjectDef {
    ObjectDef {
        description,
        fields: fields.into_iter().map(|(name, field)| (name.to_owned(), field)).collect(),
        ..ObjectDef::default()
    }
}
