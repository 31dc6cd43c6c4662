//! Rows that are made together: which relations of a table a new row may come with, as annotations say.
//!
//! A row and those it owns are made at once because everything that ties them is known before anything is written. So only
//! such ties are allowed: to a key that is given or made here, or to a column that every new row must be given.

use anyhow::{Context as _, Result, bail};

use super::{Cardinality, Catalog, TableId};
use crate::domain::System;

/// Rows that a new row may come with, by the relation that leads to them.
#[derive(Debug, Clone)]
pub struct Nested {
    /// The relation of the table: to many rows, which are made after it, or to the one that is made before it.
    pub relation: usize,
    /// Columns of the rows that point, and those of the row that is pointed at, whose values they have.
    pub ties: Vec<(usize, usize)>,
}

impl Nested {
    /// The columns of owned rows that are not given, since they follow.
    pub fn tied(&self) -> Vec<usize> {
        self.ties.iter().map(|(from, _)| *from).collect()
    }
}

impl Catalog {
    /// Reads the annotations about rows that are made together.
    pub(super) fn nest(&mut self, systems: &[System]) -> Result<()> {
        for system in systems {
            for annotation in system.tables {
                let Some(id) = self.table_named(system.schema, annotation.table) else { continue };
                let mut nested = Vec::new();
                for (child, ties) in annotation.owned {
                    let child = self.table_named(system.schema, child);
                    let owned = child.map(|child| self.owned(id, child, ties)).transpose()?.flatten();
                    nested.push(owned.with_context(|| {
                        format!("{}.{} owns what no key leads to", system.schema, annotation.table)
                    })?);
                }
                for column in annotation.brought {
                    nested.push(self.brought(id, column).with_context(|| {
                        format!(
                            "{}.{} brings what {column} does not point to",
                            system.schema, annotation.table
                        )
                    })?);
                }
                self.tables[id].writes.nested = nested;
            }
        }
        Ok(())
    }

    /// The relation from a row to those that it owns.
    fn owned(&self, owner: TableId, child: TableId, ties: &[(&str, &str)]) -> Result<Option<Nested>> {
        let (table, target) = (&self.tables[owner], &self.tables[child]);
        let ties = ties.iter().map(|(from, to)| Some((target.column_named(from)?, table.column_named(to)?)));
        let Some(ties) = ties.collect::<Option<Vec<_>>>() else { return Ok(None) };
        for (from, to) in &ties {
            let is_known = table.writes.random == Some(*to) || table.writes.required.contains(to);
            if !is_known || !target.writes.create.contains(from) {
                bail!(
                    "{}.{} of a new row cannot be {}.{} of its owner",
                    target.name,
                    target.columns[*from].name,
                    table.name,
                    table.columns[*to].name
                );
            }
        }
        let relation = table.relations.iter().position(|relation| {
            relation.cardinality == Cardinality::Many
                && relation.target == child
                && ties.first() == Some(&(relation.target_column, relation.column))
        });
        Ok(relation.map(|relation| Nested { relation, ties }))
    }

    /// The relation from a row to the one that it points to.
    fn brought(&self, id: TableId, column: &str) -> Option<Nested> {
        let table = &self.tables[id];
        let column = table.column_named(column).filter(|at| table.writes.create.contains(at))?;
        let relation = table.relations.iter().position(|relation| {
            relation.cardinality == Cardinality::One
                && relation.column == column
                && self.tables[relation.target].writes.random == Some(relation.target_column)
        })?;
        let ties = vec![(column, table.relations[relation].target_column)];
        Some(Nested { relation, ties })
    }
}
