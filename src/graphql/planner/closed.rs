//! What is closed to those who are not signed in: most tables. To them it is said field by field, before the database would
//! refuse the whole query. It decides nothing: a table that is open has its policies all the same.

use super::{Parent, Planner};
use crate::error::{Error, Result};
use crate::graphql::catalog::TableId;
use crate::graphql::plan::{Answer, Read, ReadId};

impl Planner<'_> {
    /// Refuses rows of a closed table.
    pub(super) fn require_open(&self, table: TableId) -> Result<()> {
        if !self.model.catalog.tables[table].open {
            self.principal.require_account()?;
        }
        Ok(())
    }

    /// Why the caller may not ask for what a read looks into, be it for a filter or an order alone. At the root that is
    /// the answer; below, the list is empty for that reason.
    pub(super) fn closed(&self, read: &Read, parent: Option<Parent>) -> Result<Option<Error>> {
        if self.principal.account_id().is_some() {
            return Ok(None);
        }
        let tables = read.tables(&self.model.catalog);
        let refusal = tables.into_iter().find_map(|table| self.require_open(table).err());
        match (refusal, parent) {
            (Some(error), None) => Err(error),
            (refusal, _) => Ok(refusal),
        }
    }

    /// The answer, or if it is closed the same from a read that is not run.
    pub(super) fn unless(&mut self, closed: Option<Error>, read: ReadId, answer: Answer) -> Answer {
        let Some(error) = closed else { return answer };
        let read = &mut self.plan.reads[read];
        (read.rows, read.count, read.more_than) = (false, false, None);
        self.plan.errors.push(error);
        Answer::Closed { error: self.plan.errors.len() - 1, instead: Box::new(answer) }
    }
}
