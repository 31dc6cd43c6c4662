//! Tables as plain values, read once at start; whoever uses them needs no generics.
//!
//! Names, kinds of columns and relations come from SeaORM's own metadata, the rest from the facts that the generator
//! writes beside each entity. This file is written by hand; everything else in this crate is generated.

use std::borrow::Cow;

use sea_orm::sea_query::{DynIden, SchemaName, TableName, TableRef};
use sea_orm::{ColumnDef, ColumnTrait, ColumnType, EntityTrait, ForeignKeyAction, IdenStatic, Identity};
use sea_orm::{Iterable, PrimaryKeyToColumn, RelationDef, RelationTrait};

#[derive(Debug, Clone)]
pub struct TableMeta {
    pub schema: &'static str,
    pub name: &'static str,
    pub comment: Option<&'static str>,
    /// In the order of the table.
    pub columns: Vec<ColumnMeta>,
    pub primary_key: Vec<&'static str>,
    pub foreign_keys: Vec<ForeignKeyMeta>,
    pub unique: Vec<Vec<&'static str>>,
    /// Columns that tell some rows apart, and which rows, in SQL.
    pub partial: &'static [Partial],
    /// Everything that can refuse a row by name, and the columns that it is about.
    pub rules: &'static [Rule],
    /// Bounds of numbers: column, least and greatest value.
    pub ranges: &'static [(&'static str, &'static str, &'static str)],
    /// Columns that have to hold the caller in a new row, and the caller in SQL.
    pub callers: &'static [(&'static str, &'static str)],
    /// Some of those who are signed in may delete rows: there is the privilege, and a policy for them.
    pub deletable: bool,
    /// Whose affair each change of a row is, as audience keys over its columns; empty where the changes are not streamed.
    pub audience: &'static [&'static str],
    /// A view: read only, and its rows have no version.
    pub is_view: bool,
}

/// The columns of a unique index over some rows, and its predicate.
pub type Partial = (&'static [&'static str], &'static str);

/// The name of a constraint or a unique index, and its columns.
pub type Rule = (&'static str, &'static [&'static str]);

#[derive(Debug, Clone)]
pub struct ColumnMeta {
    /// As the database calls it.
    pub name: &'static str,
    /// As the entity calls it: the same in snake case, and no two alike.
    pub field: &'static str,
    pub kind: ColumnType,
    /// As `format_type` prints it, enum types with their schema; `vector` with or without pgvector.
    pub sql_type: &'static str,
    pub nullable: bool,
    pub has_default: bool,
    /// Computed by the database from other columns.
    pub generated: bool,
    /// Some of those who are signed in may give it to a new row.
    pub insertable: bool,
    /// Some of those who are signed in may change it.
    pub updatable: bool,
    pub comment: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub struct ForeignKeyMeta {
    pub columns: Vec<&'static str>,
    pub to_schema: &'static str,
    pub to_table: &'static str,
    pub to_columns: Vec<&'static str>,
    pub on_delete: ForeignKeyAction,
}

#[derive(Debug, Clone, Copy)]
pub struct EnumMeta {
    pub schema: &'static str,
    pub name: &'static str,
    pub labels: &'static [&'static str],
}

/// Puts an entity and its facts together.
pub(crate) fn describe<E: EntityTrait + Described>() -> TableMeta {
    let columns = E::Column::iter().zip(E::FACTS.columns);
    debug_assert!(columns.clone().all(|(column, facts)| column.as_str() == facts.name));
    TableMeta {
        schema: E::FACTS.schema,
        name: E::default().table_name(),
        comment: E::FACTS.comment,
        columns: columns.map(|(c, facts)| column_meta(c.as_str(), c.json_key(), &c.def(), facts)).collect(),
        primary_key: E::PrimaryKey::iter().map(|key| key.into_column().as_str()).collect(),
        foreign_keys: E::Relation::iter().filter_map(|relation| foreign_key_meta(&relation.def())).collect(),
        unique: E::FACTS.unique.iter().map(|columns| columns.to_vec()).collect(),
        partial: E::FACTS.partial,
        rules: E::FACTS.rules,
        ranges: E::FACTS.ranges,
        callers: E::FACTS.callers,
        deletable: E::FACTS.deletable,
        audience: E::FACTS.audience,
        is_view: false,
    }
}

/// The same of a view.
pub(crate) fn describe_view<E: EntityTrait + Described>() -> TableMeta {
    TableMeta { is_view: true, ..describe::<E>() }
}

fn column_meta(name: &'static str, field: &'static str, def: &ColumnDef, facts: &ColumnFacts) -> ColumnMeta {
    ColumnMeta {
        name,
        field,
        kind: def.get_column_type().clone(),
        sql_type: facts.sql_type,
        nullable: def.is_null(),
        has_default: facts.has_default,
        generated: facts.generated,
        insertable: facts.insertable,
        updatable: facts.updatable,
        comment: facts.comment,
    }
}

/// The key behind a relation; none where the key is the other table's.
fn foreign_key_meta(relation: &RelationDef) -> Option<ForeignKeyMeta> {
    let TableRef::Table(TableName(Some(SchemaName(_, to_schema)), to_table), _) = &relation.to_tbl else {
        return None;
    };
    (!relation.is_owner).then(|| ForeignKeyMeta {
        columns: names(&relation.from_col),
        to_schema: lasting(to_schema),
        to_table: lasting(to_table),
        to_columns: names(&relation.to_col),
        on_delete: relation.on_delete.unwrap_or(ForeignKeyAction::NoAction),
    })
}

fn names(columns: &Identity) -> Vec<&'static str> {
    columns.iter().map(lasting).collect()
}

/// SeaORM copies the name of a schema; it is given back for good: a few bytes for each key, once.
fn lasting(name: &DynIden) -> &'static str {
    match name.inner() {
        Cow::Borrowed(name) => name,
        Cow::Owned(name) => name.leak(),
    }
}

/// What the generator knows of a table and SeaORM does not carry.
pub(crate) struct Facts {
    pub schema: &'static str,
    pub comment: Option<&'static str>,
    pub unique: &'static [&'static [&'static str]],
    pub partial: &'static [Partial],
    pub rules: &'static [Rule],
    pub ranges: &'static [(&'static str, &'static str, &'static str)],
    pub callers: &'static [(&'static str, &'static str)],
    pub deletable: bool,
    pub audience: &'static [&'static str],
    pub columns: &'static [ColumnFacts],
}

pub(crate) struct ColumnFacts {
    /// Facts and columns are joined by position; the name tells that they belong together.
    name: &'static str,
    sql_type: &'static str,
    has_default: bool,
    generated: bool,
    insertable: bool,
    updatable: bool,
    comment: Option<&'static str>,
}

pub(crate) trait Described {
    const FACTS: Facts;
}

impl ColumnFacts {
    pub const fn new(name: &'static str, sql_type: &'static str) -> Self {
        Self {
            name,
            sql_type,
            has_default: false,
            generated: false,
            insertable: false,
            updatable: false,
            comment: None,
        }
    }

    pub const fn default(self) -> Self {
        Self { has_default: true, ..self }
    }

    pub const fn generated(self) -> Self {
        Self { generated: true, ..self }
    }

    pub const fn insert(self) -> Self {
        Self { insertable: true, ..self }
    }

    pub const fn update(self) -> Self {
        Self { updatable: true, ..self }
    }

    pub const fn comment(self, comment: &'static str) -> Self {
        Self { comment: Some(comment), ..self }
    }
}

/// The first, if there is one.
pub(crate) const fn optional(comments: &[&'static str]) -> Option<&'static str> {
    if let [comment] = comments { Some(comment) } else { None }
}

/// Whether a flag is left out.
pub(crate) const fn none(flags: &[&str]) -> bool {
    flags.is_empty()
}

/// The facts of one entity, one line for each.
macro_rules! facts {
    (
        table $schema:literal $($delete:ident)? $(: $comment:literal)?;
        $(published $($audience:literal)+;)?
        $(unique $($unique:literal)+;)*
        $(partial $($partial:literal)+ where $predicate:literal;)*
        $(rule $rule:literal on $($rule_column:literal)*;)*
        $(range $range:literal $least:literal $greatest:literal;)*
        $(caller $caller_column:literal $caller:literal;)*
        $(column $name:literal $sql_type:literal $($flag:ident)* $(: $column_comment:literal)?;)*
    ) => {
        impl crate::meta::Described for Entity {
            const FACTS: crate::meta::Facts = crate::meta::Facts {
                schema: $schema,
                comment: crate::meta::optional(&[$($comment)?]),
                unique: &[$(&[$($unique),+]),*],
                partial: &[$((&[$($partial),+], $predicate)),*],
                rules: &[$(($rule, &[$($rule_column),*])),*],
                ranges: &[$(($range, $least, $greatest)),*],
                callers: &[$(($caller_column, $caller)),*],
                deletable: !crate::meta::none(&[$(stringify!($delete))?]),
                audience: &[$($($audience),+)?],
                columns: &[$(
                    crate::meta::ColumnFacts::new($name, $sql_type)$(.$flag())*$(.comment($column_comment))?
                ),*],
            };
        }
    };
}
pub(crate) use facts;

/// The enum types of all schemas.
macro_rules! enum_types {
    ($($schema:literal $name:literal: $($label:literal)+;)*) => {
        /// Every enum type with its labels, in their order.
        pub fn enum_types() -> Vec<EnumMeta> {
            vec![$(EnumMeta { schema: $schema, name: $name, labels: &[$($label),+] }),*]
        }
    };
}
pub(crate) use enum_types;

#[cfg(test)]
mod tests {
    #[test]
    fn every_entity_agrees_with_its_facts() {
        for table in crate::tables() {
            assert!(!table.columns.is_empty() && !table.primary_key.is_empty(), "{}", table.name);
        }
    }
}
