//! The schema as plain values: types, fields, arguments, and for each field where its value comes from.
//!
//! One description serves both sides: `schema` makes the async-graphql schema of it (introspection, validation, SDL),
//! `selection` and `plan` resolve a client's fields against it. So a field cannot be announced and then not be answered.

use async_graphql::Value;
use async_graphql::parser::types::Type;
use indexmap::IndexMap;

use super::catalog::{Catalog, TableId};
use super::plan::FigureOf;
use super::scalar::Param;
use super::write::Verb;
use crate::access::Action;

/// All types of the schema.
#[derive(Debug, Default)]
pub struct Model {
    /// The tables behind the types.
    pub catalog: Catalog,
    /// Types by name, in the order they were added.
    pub types: IndexMap<String, TypeDef>,
}

/// A named type.
#[derive(Debug)]
pub enum TypeDef {
    Scalar { description: String },
    Enum { description: String, values: Vec<EnumValue> },
    Object(ObjectDef),
    Interface { description: String, fields: IndexMap<String, FieldDef>, members: Vec<String> },
    Input { description: String, fields: IndexMap<String, InputDef> },
}

/// One value of an enum.
#[derive(Debug)]
pub struct EnumValue {
    /// Its name.
    pub name: String,
    /// What it means.
    pub description: String,
}

/// An object type.
#[derive(Debug, Default)]
pub struct ObjectDef {
    /// What it is.
    pub description: String,
    /// The interfaces it implements.
    pub implements: Vec<String>,
    /// Its fields.
    pub fields: IndexMap<String, FieldDef>,
}

/// A field of an object or an interface.
#[derive(Debug)]
pub struct FieldDef {
    /// What it gives.
    pub description: String,
    /// Its type.
    pub ty: Type,
    /// Its arguments.
    pub arguments: IndexMap<String, InputDef>,
    /// Where its value comes from.
    pub source: Source,
}

/// An argument or a field of an input object.
#[derive(Debug)]
pub struct InputDef {
    /// What it does.
    pub description: String,
    /// Its type.
    pub ty: Type,
    /// What holds when it is left out.
    pub default: Option<Value>,
}

/// Where a field's value comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// Root: a page of a table.
    List(TableId),
    /// Root: figures over groups of a table's rows.
    Aggregate(TableId),
    /// Row: figures over groups of the rows that a relation leads to.
    RelationAggregate(usize),
    /// Group: what its rows have in common, an object.
    Group,
    /// Group: a column that its rows have in common.
    GroupColumn(usize),
    /// Group: columns of the row that its rows lead to.
    GroupRelation(usize),
    /// Group: figures of one kind, an object of [`Source::FigureOf`]s.
    Figures,
    /// Group: a figure.
    FigureOf(FigureOf),
    /// Root: what a search finds, as rows of this table.
    Search(TableId),
    /// Hit: the row that was found.
    HitNode,
    /// Root: one row by its id.
    ByKey(TableId),
    /// Root: one row of any table by its global id.
    Node,
    /// Root: rows of any tables by their global ids.
    Nodes,
    /// Root: the signed-in account, as an object whose fields are [`Source::OwnRow`]s.
    Viewer,
    /// The viewer's row: the one whose column holds the account's id.
    OwnRow(TableId, usize),
    /// Viewer: how many rows of a table meet conditions on columns.
    Tally(TableId, Vec<(usize, Param)>),
    /// Root: a fixed list of texts.
    Constant(Value),
    /// Row: a column.
    Column(usize),
    /// Row: the global id.
    GlobalId,
    /// Row: `xmin`.
    RowVersion,
    /// Row: what the caller may do with it, an object of [`Source::May`]s.
    Can,
    /// Row: whether the caller may do this with it.
    May(Action),
    /// Row: the system it belongs to.
    System,
    /// Row: a relation, by its index.
    Relation(usize),
    /// Page: its rows.
    PageNodes,
    /// Page: its rows with cursors.
    PageEdges,
    /// Page: what lies beyond it.
    PageInfo,
    /// Page: how many rows there are in all.
    TotalCount,
    /// Page: whether there are more than so many rows in all.
    HasMoreThan,
    /// Edge: the row.
    EdgeNode,
    /// Edge: the row's place in the order.
    EdgeCursor,
    /// Page info: whether rows follow.
    HasNextPage,
    /// Page info: whether rows come before.
    HasPreviousPage,
    /// Page info: place of the first row.
    StartCursor,
    /// Page info: place of the last row.
    EndCursor,
    /// A value that whoever made the object put into it (payloads, changes).
    Member,
    /// Root mutation: a generic write to a table.
    Write(TableId, Verb),
    /// Root mutation: an operation, by its index.
    Operation(usize),
    /// Root subscription: a stream, by its index.
    Stream(usize),
    /// Root subscription: a query that is followed.
    Live,
    /// An interface's field: the concrete type's field of the same name counts.
    Abstract,
}

impl Model {
    /// Adds a type.
    ///
    /// # Errors
    /// When the name is taken.
    pub fn add(&mut self, name: impl Into<String>, def: TypeDef) -> anyhow::Result<()> {
        let name = name.into();
        if self.types.contains_key(&name) {
            anyhow::bail!("two things want the type name {name}");
        }
        self.types.insert(name, def);
        Ok(())
    }

    /// The fields of an object or interface.
    pub fn fields(&self, type_name: &str) -> Option<&IndexMap<String, FieldDef>> {
        match self.types.get(type_name)? {
            TypeDef::Object(object) => Some(&object.fields),
            TypeDef::Interface { fields, .. } => Some(fields),
            _ => None,
        }
    }

    /// The object types that a value of this type can have.
    pub fn possible_types<'a>(&'a self, type_name: &'a str) -> Vec<&'a str> {
        match self.types.get(type_name) {
            Some(TypeDef::Object(_)) => vec![type_name],
            Some(TypeDef::Interface { members, .. }) => members.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether an object type is, or implements, the named type.
    pub fn is_a(&self, object: &str, type_name: &str) -> bool {
        object == type_name
            || matches!(self.types.get(object), Some(TypeDef::Object(def)) if def.implements.iter().any(|i| i == type_name))
    }
}

/// A type written as in SDL, `[InternalTask!]!`.
///
/// # Panics
/// Never for the texts of this crate: they are checked by building the schema in every test.
pub fn ty(text: &str) -> Type {
    Type::new(text).unwrap_or_else(|| Type {
        base: async_graphql::parser::types::BaseType::Named(async_graphql::Name::new(text)),
        nullable: true,
    })
}

/// The name inside all lists and non-nulls.
pub fn named(ty: &Type) -> &str {
    let mut base = &ty.base;
    loop {
        match base {
            async_graphql::parser::types::BaseType::Named(name) => return name.as_str(),
            async_graphql::parser::types::BaseType::List(item) => base = &item.base,
        }
    }
}

impl FieldDef {
    /// A field without arguments.
    pub fn new(type_text: &str, source: Source, description: impl Into<String>) -> Self {
        Self { description: description.into(), ty: ty(type_text), arguments: IndexMap::new(), source }
    }

    /// Adds an argument.
    #[must_use]
    pub fn argument(mut self, name: &str, type_text: &str, description: impl Into<String>) -> Self {
        self.arguments.insert(name.to_owned(), InputDef::new(type_text, description));
        self
    }
}

impl InputDef {
    /// An input without a default.
    pub fn new(type_text: &str, description: impl Into<String>) -> Self {
        Self { description: description.into(), ty: ty(type_text), default: None }
    }
}
