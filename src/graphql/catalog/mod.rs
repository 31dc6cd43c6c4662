//! The tables as the engine sees them: SeaORM's metadata and the systems' annotations, read once into plain values.
//!
//! Everything after this file works on `Table`, `Column` and `Relation` alone and is not generic over entities. Which
//! tables there are, what is secret and which values a column knows comes in from outside; this file knows the rules that
//! make names and relations of it, and refuses to go on when two things want one name.

mod across;
mod build;
mod nested;
mod writes;

use std::collections::HashMap;

pub use self::nested::Nested;
pub use self::writes::{Key, Writes};
use super::naming::Names;
use super::scalar::{ColumnType, Wire};
use crate::access::{Action, Policies};
use crate::domain::ACCOUNT_TABLE;
use crate::indexes::Indexes;

/// Index of a table in [`Catalog::tables`].
pub type TableId = usize;
/// Index of an enum in [`Catalog::enums`].
pub type EnumId = usize;

/// Everything that has a type.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The tables, in the systems' order.
    pub tables: Vec<Table>,
    /// Enums of columns and of interfaces.
    pub enums: Vec<EnumType>,
    by_type: HashMap<String, TableId>,
}

/// A table that has a type.
#[derive(Debug)]
pub struct Table {
    /// PostgreSQL schema.
    pub schema: &'static str,
    /// Name within the schema.
    pub name: &'static str,
    /// The names it has in the API.
    pub names: Names,
    /// The field of payloads and changes that holds a row: the stem, kept for good, since there is one for each table.
    pub entity: &'static str,
    /// The same for many rows.
    pub entities: &'static str,
    /// What its rows are.
    pub description: String,
    /// Columns that the engine may read; those without a field serve keys and relations only.
    pub columns: Vec<Column>,
    /// The primary key, as indexes of columns.
    pub key: Vec<usize>,
    /// Fields that lead to other tables.
    pub relations: Vec<Relation>,
    /// Whether its rows have a version; those of a view have none.
    pub versioned: bool,
    /// Whether it has root fields for lists and single rows.
    pub roots: bool,
    /// For rows that stand for rows of other tables: those tables, each with the column that holds the key of a row of it.
    pub members: Vec<(TableId, usize)>,
    /// Interfaces across systems that its type implements.
    pub interfaces: Vec<&'static str>,
    /// What the generic writes do with it.
    pub writes: Writes,
    /// Says when a row was archived. Lists and figures pass such rows over unless they are asked for.
    pub archived: Option<usize>,
    /// Whether each change of a row can be followed.
    pub streamed: bool,
    /// The words that a search looks in, as SQL over the row `{t}`; without it, the texts among the columns are read.
    pub searched: Option<&'static str>,
    /// Whether its rows are the hits of a search: those of a function, which takes what is looked for.
    pub found: bool,
    /// Whether those may ask for rows who are not signed in.
    pub open: bool,
    /// Other tables, by schema and name, on which it rests who sees which of its rows, or what they are.
    pub rests_on: Vec<(String, String)>,
    /// Columns by which pages of rows, in the order of the key, are in an index.
    pub paged: Vec<usize>,
    /// What the caller may do with a row, as SQL over the row `{t}`.
    pub permissions: Permissions,
}

/// What somebody who sees a row may do with it, as SQL over the row `{t}`.
#[derive(Debug)]
pub struct Permissions {
    /// To change it.
    pub update: String,
    /// To remove it.
    pub delete: String,
}

impl Default for Permissions {
    fn default() -> Self {
        Self { update: "false".to_owned(), delete: "false".to_owned() }
    }
}

/// A column, or an SQL expression over the row (`expression`).
#[derive(Debug)]
pub struct Column {
    /// Name in the database.
    pub name: String,
    /// Name in the API; `None` when it serves the engine only.
    pub field: Option<String>,
    /// Its type.
    pub ty: ColumnType,
    /// The enum its values belong to.
    pub enumeration: Option<EnumId>,
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether it holds the key of another row.
    pub reference: bool,
    /// What it means.
    pub description: String,
    /// SQL over the row `{t}` instead of a stored column.
    pub expression: Option<String>,
    /// The stored column that the expression is nothing but another name of.
    pub same_as: Option<usize>,
}

/// How many rows a relation leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cardinality {
    /// At most one, by a key of this table.
    One,
    /// A page of rows that hold this row's key.
    Many,
}

/// A field that leads from a row to rows of another table: equality of two columns.
#[derive(Debug)]
pub struct Relation {
    /// Name in the API.
    pub field: String,
    /// One or many.
    pub cardinality: Cardinality,
    /// Column of this table.
    pub column: usize,
    /// The other table.
    pub target: TableId,
    /// Column of the other table.
    pub target_column: usize,
    /// What the field is.
    pub description: String,
}

/// A closed list of values.
#[derive(Debug)]
pub struct EnumType {
    /// Name in the API.
    pub name: String,
    /// What it lists.
    pub description: String,
    /// The values, in their order.
    pub values: Vec<ListedValue>,
}

/// A value of an enum.
#[derive(Debug)]
pub struct ListedValue {
    /// The API's spelling.
    pub name: String,
    /// The database's spelling.
    pub stored: String,
    /// What it means.
    pub description: String,
}

impl EnumType {
    /// The API's spelling of a stored value; `None` for a value outside the list.
    pub fn name_of(&self, stored: &str) -> Option<&str> {
        self.values.iter().find(|value| value.stored == stored).map(|value| value.name.as_str())
    }

    /// The stored spelling of the API's value.
    pub fn value_of(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|value| value.name == name).map(|value| value.stored.as_str())
    }
}

impl Relation {
    /// The further condition that the row of that name, to which it leads, is not archived; a single row is shown even so.
    pub fn live_sql(&self, target: &Table, row: &str) -> String {
        match (self.cardinality, target.archived) {
            (Cardinality::Many, Some(at)) => format!(" and {} is null", target.columns[at].sql(row)),
            _ => String::new(),
        }
    }
}

impl Column {
    /// The column of the row of that name, or the expression that stands for it.
    pub fn sql(&self, row: &str) -> String {
        match &self.expression {
            Some(expression) => expression.replace("{t}", row),
            None => format!("{row}.\"{}\"", self.name.replace('"', "\"\"")),
        }
    }
}

impl Table {
    /// The column behind a field.
    pub fn column_of(&self, field: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.field.as_deref() == Some(field))
    }

    /// The field of inputs that gives a column its value.
    pub fn input_field(&self, column: usize) -> &str {
        self.columns[column].field.as_deref().unwrap_or("id")
    }

    /// The rows that a new row may come with in this field of its input.
    pub fn nested_of(&self, field: &str) -> Option<&Nested> {
        self.writes.nested.iter().find(|nested| self.relations[nested.relation].field == field)
    }

    /// The relation behind a field.
    pub fn relation_of(&self, field: &str) -> Option<usize> {
        self.relations.iter().position(|relation| relation.field == field)
    }

    /// The texts that a search reads where no index of words is there.
    pub fn texts(&self) -> impl Iterator<Item = usize> {
        let is_text = |column: &Column| {
            column.ty.wire == Wire::Text
                && !column.ty.list
                && !column.ty.read_as_text()
                && !column.reference
                && column.enumeration.is_none()
                && column.expression.is_none()
                && column.field.is_some()
        };
        self.columns.iter().enumerate().filter(move |(_, column)| is_text(column)).map(|(at, _)| at)
    }

    /// Whether it has a root field for lists.
    pub fn is_listed(&self) -> bool {
        self.roots || self.is_interface()
    }

    /// Whether it is the view of an interface, whose rows are shown as those of its members.
    pub fn is_interface(&self) -> bool {
        !self.members.is_empty() && !self.found
    }

    /// Whether it has rows of its own, and they global ids.
    pub fn is_stored(&self) -> bool {
        self.members.is_empty()
    }

    /// Whether rows can be searched for words.
    pub fn is_searched(&self) -> bool {
        self.searched.is_some() || self.texts().next().is_some()
    }

    /// The column of that name in the database.
    pub fn column_named(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The stored column that an expression of this type only names, so that it need not be read twice.
    pub(super) fn named_by(&self, expression: &str, ty: &ColumnType) -> Option<usize> {
        let name = expression.strip_prefix("{t}.")?;
        let at = self.column_named(name.strip_suffix("::text").unwrap_or(name))?;
        let stored = &self.columns[at].ty;
        let same = (stored.wire, stored.list) == (ty.wire, ty.list) && !stored.read_as_text();
        same.then_some(at)
    }

    /// The key column, where the key is one column.
    pub fn single_key(&self) -> Option<usize> {
        match self.key.as_slice() {
            [key] => Some(*key),
            _ => None,
        }
    }

    /// Whether the column's own field is `id`'s: a single key has `id` and `rowId`, and no field of its own.
    pub fn is_single_key(&self, column: usize) -> bool {
        self.single_key() == Some(column)
    }

    /// The table as SQL names it.
    pub fn sql(&self) -> String {
        format!("\"{}\".\"{}\"", self.schema, self.name)
    }
}

impl Catalog {
    /// Takes over what row level security says of each table.
    pub fn permit(&mut self, policies: &Policies) {
        for table in &mut self.tables {
            table.rests_on = policies.behind(table.schema, table.name).to_vec();
            let Some(rules) = policies.of(table.schema, table.name) else { continue };
            table.open = rules.open;
            let sql = |action| rules.sql(table.name, action).unwrap_or_else(|| "false".to_owned());
            table.permissions = Permissions { update: sql(Action::Update), delete: sql(Action::Delete) };
        }
    }

    /// Takes over which pages are in an index.
    pub fn index(&mut self, indexes: &Indexes) {
        for table in &mut self.tables {
            let columns = table.columns.iter().enumerate();
            let paged = columns.filter(|(_, column)| {
                column.expression.is_none() && indexes.have_pages(table.schema, table.name, &column.name)
            });
            table.paged = paged.map(|(at, _)| at).collect();
        }
    }

    /// The table behind a type's name.
    pub fn table_of_type(&self, type_name: &str) -> Option<TableId> {
        self.by_type.get(type_name).copied()
    }

    /// The table of accounts.
    pub fn accounts(&self) -> Option<TableId> {
        let (schema, name) = ACCOUNT_TABLE;
        self.table_named(schema, name)
    }

    /// The table of that name in the database.
    pub fn table_named(&self, schema: &str, name: &str) -> Option<TableId> {
        self.tables.iter().position(|table| (table.schema, table.name) == (schema, name))
    }
}
