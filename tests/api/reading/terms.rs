//! Values of a row and of the rows that it leads to, as orders and groups go by them.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use workgraph::graphql::catalog::{Cardinality, Column, TableId};

use super::dice::Dice;
use super::plain::{Plain, scalar};
use super::sight::{Row, Sight};

/// What many values come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    Count,
    Sum,
    Avg,
    Min,
    Max,
}

impl Figure {
    pub const OVER_COLUMNS: [Self; 4] = [Self::Sum, Self::Avg, Self::Min, Self::Max];

    pub fn word(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Avg => "avg",
            Self::Min => "min",
            Self::Max => "max",
        }
    }

    /// Whether there is such a figure over a column. Sums of floating-point numbers depend on the order of adding.
    pub fn takes(self, column: &Column) -> bool {
        let scalar = scalar(column);
        let is_exact = matches!(scalar, "Int" | "BigInt" | "Decimal");
        let is_ordered = matches!(scalar, "Float" | "String" | "DateTime" | "Date");
        !column.ty.list && (is_exact || (is_ordered && matches!(self, Self::Min | Self::Max)))
    }

    pub fn of(self, values: &[&Plain]) -> Option<Plain> {
        let numbers = || values.iter().map(|value| value.number());
        let count = Decimal::from(values.len());
        match self {
            Self::Count => Some(Plain::Int(values.len().try_into().unwrap())),
            _ if values.is_empty() => None,
            Self::Sum => Some(Plain::Decimal(numbers().sum())),
            Self::Avg => Some(Plain::Decimal(numbers().sum::<Decimal>() / count)),
            Self::Min => values.iter().min_by(|one, two| one.order(two)).map(|value| (*value).clone()),
            Self::Max => values.iter().max_by(|one, two| one.order(two)).map(|value| (*value).clone()),
        }
    }
}

/// A value of a row: its own, one of a row that it leads to, or a figure over such rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    Column(usize),
    One(usize, Box<Term>),
    Many(usize, Figure, Option<usize>),
}

/// Whether rows can be ordered by a column.
pub fn is_orderable(column: &Column) -> bool {
    !column.ty.list && scalar(column) != "JSON"
}

impl Term {
    /// Any, through so many rows at most.
    pub fn any(sight: &Sight<'_>, id: TableId, dice: &mut Dice<'_>, hops: usize) -> Self {
        let table = &sight.catalog.tables[id];
        if hops > 0 && !table.relations.is_empty() && dice.chance(40) {
            let at = dice.below(table.relations.len());
            let relation = &table.relations[at];
            if relation.cardinality == Cardinality::One {
                return Self::One(at, Box::new(Self::any(sight, relation.target, dice, hops - 1)));
            }
            let columns = &sight.catalog.tables[relation.target].columns;
            let figure = *dice.pick(&Figure::OVER_COLUMNS);
            let over =
                (0..columns.len()).filter(|at| columns[*at].field.is_some() && figure.takes(&columns[*at]));
            let over: Vec<_> = over.collect();
            return match over[..] {
                [] => Self::Many(at, Figure::Count, None),
                _ if dice.chance(30) => Self::Many(at, Figure::Count, None),
                _ => Self::Many(at, figure, Some(*dice.pick(&over))),
            };
        }
        let named = |at: &usize| table.columns[*at].field.is_some() || table.single_key() == Some(*at);
        let columns: Vec<_> =
            (0..table.columns.len()).filter(named).filter(|at| is_orderable(&table.columns[*at])).collect();
        Self::Column(*dice.pick(&columns))
    }

    pub fn value(&self, sight: &Sight<'_>, id: TableId, row: &Row) -> Option<Plain> {
        let relations = &sight.catalog.tables[id].relations;
        match self {
            Self::Column(at) => row.values[*at].clone(),
            Self::One(at, inner) => {
                let other = sight.related(row, &relations[*at]).next()?;
                inner.value(sight, relations[*at].target, other)
            }
            Self::Many(at, figure, column) => {
                let rows: Vec<_> = sight.related(row, &relations[*at]).collect();
                match column {
                    None => Some(Plain::Int(rows.len().try_into().unwrap())),
                    Some(column) => {
                        let values = rows.iter().filter_map(|row| row.values[*column].as_ref());
                        figure.of(&values.collect::<Vec<_>>())
                    }
                }
            }
        }
    }

    /// As the API writes it around a direction, or around whatever else stands at its end.
    pub fn written(&self, sight: &Sight<'_>, id: TableId, end: &str) -> String {
        let table = &sight.catalog.tables[id];
        let field = |id: TableId, at: usize| {
            let column: &Column = &sight.catalog.tables[id].columns[at];
            column.field.clone().unwrap_or_else(|| "id".to_owned())
        };
        match self {
            Self::Column(at) => format!("{{{}: {end}}}", field(id, *at)),
            Self::One(at, inner) => {
                let relation = &table.relations[*at];
                format!("{{{}: {}}}", relation.field, inner.written(sight, relation.target, end))
            }
            Self::Many(at, figure, column) => {
                let relation = &table.relations[*at];
                let inner = match column {
                    None => end.to_owned(),
                    Some(column) => format!("{{{}: {end}}}", field(relation.target, *column)),
                };
                format!("{{{}: {{{}: {inner}}}}}", relation.field, figure.word())
            }
        }
    }
}

/// A direction, and where rows without a value come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Direction {
    pub word: &'static str,
    pub descending: bool,
    pub nulls_first: bool,
}

/// All of them; the short words mean the same as two of the others.
pub const DIRECTIONS: [Direction; 6] = [
    Direction { word: "ASC", descending: false, nulls_first: false },
    Direction { word: "DESC", descending: true, nulls_first: true },
    Direction { word: "ASC_NULLS_FIRST", descending: false, nulls_first: true },
    Direction { word: "ASC_NULLS_LAST", descending: false, nulls_first: false },
    Direction { word: "DESC_NULLS_FIRST", descending: true, nulls_first: true },
    Direction { word: "DESC_NULLS_LAST", descending: true, nulls_first: false },
];

impl Direction {
    pub fn order(self, one: Option<&Plain>, two: Option<&Plain>) -> Ordering {
        match (one, two) {
            (None, None) => Ordering::Equal,
            (None, _) if self.nulls_first => Ordering::Less,
            (None, _) => Ordering::Greater,
            (Some(_), None) => self.order(two, one).reverse(),
            (Some(one), Some(two)) if self.descending => two.order(one),
            (Some(one), Some(two)) => one.order(two),
        }
    }
}
