//! What a list can be ordered by: a column of the row, a column of a row that it leads to, or a figure over the rows that
//! lead to it.
//!
//! A term of another table is a subquery over the row at hand, so that row level security holds in it as everywhere: a
//! hidden row has no value, and hidden rows are not counted.

use super::catalog::{Catalog, Table, TableId};
use super::scalar::{ColumnType, Scalar, Wire};

/// A value of a row, its own or of other rows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Term {
    /// A column.
    Column(usize),
    /// A value of the row that a relation leads to.
    One(usize, Box<Term>),
    /// A figure over the rows that a relation leads to, and the column that it is about; a count has none.
    Many(usize, Figure, Option<usize>),
}

/// What many values come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// How many rows there are.
    Count,
    /// The sum.
    Sum,
    /// The mean.
    Avg,
    /// The smallest.
    Min,
    /// The largest.
    Max,
}

impl Figure {
    /// The function in SQL, and the word in the schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Avg => "avg",
            Self::Min => "min",
            Self::Max => "max",
        }
    }

    /// Whether it is known for values of this type.
    pub fn takes(self, ty: &ColumnType) -> bool {
        let is_number = matches!(ty.scalar, Scalar::Int | Scalar::BigInt | Scalar::Float | Scalar::Decimal);
        match self {
            Self::Count => true,
            Self::Sum | Self::Avg => is_number && !ty.list,
            Self::Min | Self::Max => {
                let is_ordered = matches!(ty.scalar, Scalar::String | Scalar::DateTime | Scalar::Date);
                (is_number || is_ordered) && !ty.list
            }
        }
    }

    /// The type of the figure over a column.
    pub fn ty(self, column: Option<&ColumnType>) -> ColumnType {
        let plain = |wire, scalar, sql: &str| ColumnType { wire, scalar, list: false, sql: sql.to_owned() };
        match (self, column) {
            (Self::Count, _) | (_, None) => plain(Wire::Int8, Scalar::BigInt, "bigint"),
            (Self::Min | Self::Max, Some(column)) => column.clone(),
            (Self::Sum | Self::Avg, Some(column)) if column.scalar == Scalar::Float => {
                plain(Wire::Float8, Scalar::Float, "double precision")
            }
            (Self::Sum | Self::Avg, Some(_)) => plain(Wire::Numeric, Scalar::Decimal, "numeric"),
        }
    }

    /// The figure in SQL over an expression.
    pub fn sql(self, column: Option<(&str, &ColumnType)>) -> String {
        match column {
            None => "count(*)".to_owned(),
            Some((sql, ty)) if matches!(self, Self::Sum | Self::Avg) => {
                format!("{}({sql})::{}", self.name(), self.ty(Some(ty)).sql)
            }
            Some((sql, _)) => format!("{}({sql})", self.name()),
        }
    }
}

impl Term {
    /// Its type.
    pub fn ty(&self, catalog: &Catalog, table: &Table) -> ColumnType {
        match self {
            Self::Column(at) => table.columns[*at].ty.clone(),
            Self::One(relation, inner) => {
                inner.ty(catalog, &catalog.tables[table.relations[*relation].target])
            }
            Self::Many(relation, figure, column) => {
                let target = &catalog.tables[table.relations[*relation].target];
                figure.ty(column.map(|at| &target.columns[at].ty))
            }
        }
    }

    /// Adds the tables that it looks into besides the row's own.
    pub fn add_tables(&self, catalog: &Catalog, table: TableId, found: &mut Vec<TableId>) {
        let target = |relation: &usize| catalog.tables[table].relations[*relation].target;
        match self {
            Self::Column(_) => {}
            Self::One(relation, inner) => {
                found.push(target(relation));
                inner.add_tables(catalog, target(relation), found);
            }
            Self::Many(relation, ..) => found.push(target(relation)),
        }
    }

    /// Whether there may be no value.
    pub fn is_nullable(&self, table: &Table) -> bool {
        match self {
            Self::Column(at) => table.columns[*at].nullable,
            Self::Many(_, Figure::Count, _) => false,
            Self::One(..) | Self::Many(..) => true,
        }
    }

    /// The value in SQL, over the row of that name.
    pub fn sql(&self, catalog: &Catalog, table: &Table, row: &str) -> String {
        let (relation, value) = match self {
            Self::Column(at) => return table.columns[*at].sql(row),
            Self::One(relation, _) | Self::Many(relation, ..) => (&table.relations[*relation], self),
        };
        let (target, inner) = (&catalog.tables[relation.target], format!("{row}_"));
        let value = match value {
            Self::One(_, term) => term.sql(catalog, target, &inner),
            Self::Many(_, figure, column) => {
                let column = column.map(|at| (target.columns[at].sql(&inner), &target.columns[at].ty));
                figure.sql(column.as_ref().map(|(sql, ty)| (sql.as_str(), *ty)))
            }
            Self::Column(at) => target.columns[*at].sql(&inner),
        };
        format!(
            "(select {value} from {} {inner} where {} = {}{})",
            target.sql(),
            target.columns[relation.target_column].sql(&inner),
            table.columns[relation.column].sql(row),
            relation.live_sql(target, &inner),
        )
    }

    /// A name of it that lasts, for the marks of cursors.
    pub fn mark(&self, catalog: &Catalog, table: &Table) -> String {
        match self {
            Self::Column(at) => table.columns[*at].name.clone(),
            Self::One(relation, inner) => {
                let relation = &table.relations[*relation];
                format!("{}.{}", relation.field, inner.mark(catalog, &catalog.tables[relation.target]))
            }
            Self::Many(relation, figure, column) => {
                let relation = &table.relations[*relation];
                let column = column.map(|at| catalog.tables[relation.target].columns[at].name.as_str());
                format!("{}.{}.{}", relation.field, figure.name(), column.unwrap_or_default())
            }
        }
    }
}
