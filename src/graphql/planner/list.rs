//! Lists: a page of rows, its edges, its place, and what is counted beyond it.

use async_graphql::Value;

use super::{Parent, Planner};
use crate::error::{Error, Result};
use crate::graphql::catalog::TableId;
use crate::graphql::model::{FieldDef, Source};
use crate::graphql::order;
use crate::graphql::page::{self, Page};
use crate::graphql::plan::{Answer, Place, Read, ReadId, Slot};
use crate::graphql::selection::Selected;
use crate::graphql::term::Term;

impl Planner<'_> {
    /// A page of a table, or of the rows that belong to each row of a parent.
    pub(super) fn list(
        &mut self,
        table: TableId,
        selected: &Selected,
        field: &FieldDef,
        parent: Option<Parent>,
    ) -> Result<Answer> {
        let arguments = self.arguments(selected, field)?;
        let read = self.filtered(table, parent, &arguments)?;
        let (catalog, described) = (&self.model.catalog, &self.model.catalog.tables[table]);
        let order = order::keys(catalog, described, arguments.get("orderBy"))?;
        let page = Page::read(catalog, described, order, &arguments)?;
        self.page(Read { page: Some(page), ..read }, selected, parent)
    }

    /// The page that a read brings, one for each row of a parent.
    pub(super) fn page(&mut self, read: Read, selected: &Selected, parent: Option<Parent>) -> Result<Answer> {
        let closed = self.closed(&read, parent)?;
        let read = self.add(read);
        let Some(connection) = selected.selections.first() else { return Ok(Answer::Json("null".into())) };
        let object =
            self.object(connection, |planner, selected, field| planner.of_page(read, selected, field));
        Ok(match parent {
            None => Answer::List { read, object },
            Some(Parent { slot, .. }) => self.unless(closed, read, Answer::Many { read, slot, object }),
        })
    }

    fn of_page(&mut self, read: ReadId, selected: &Selected, field: &FieldDef) -> Result<Answer> {
        if !matches!(field.source, Source::TotalCount | Source::HasMoreThan) {
            self.plan.reads[read].rows = true;
        }
        let table = self.plan.reads[read].table;
        let inner = selected.selections.first();
        Ok(match &field.source {
            Source::TotalCount => {
                self.plan.reads[read].count = true;
                Answer::TotalCount
            }
            Source::HasMoreThan => {
                let bound = self.bound(selected, field)?;
                let more_than = &mut self.plan.reads[read].more_than;
                *more_than = Some(more_than.map_or(bound, |known| known.max(bound)));
                Answer::HasMoreThan(bound)
            }
            Source::PageNodes => Answer::Nodes(self.row_of(table, selected, read)),
            Source::EdgeNode => Answer::Row(self.row_of(table, selected, read)),
            Source::PageEdges | Source::PageInfo => {
                let Some(inner) = inner else { return Ok(Answer::Json("null".into())) };
                let object =
                    self.object(inner, |planner, selected, field| planner.of_page(read, selected, field));
                if matches!(field.source, Source::PageEdges) {
                    Answer::Edges(object)
                } else {
                    Answer::Same(object)
                }
            }
            Source::HasNextPage => Answer::HasNextPage,
            Source::HasPreviousPage => Answer::HasPreviousPage,
            Source::EdgeCursor => Answer::Cursor(self.place(read)),
            Source::StartCursor => Answer::StartCursor(self.place(read)),
            Source::EndCursor => Answer::EndCursor(self.place(read)),
            other => return Err(Error::internal(format!("{other:?} is not a source of a page"))),
        })
    }

    /// The argument of `hasMoreThan`.
    fn bound(&self, selected: &Selected, field: &FieldDef) -> Result<u32> {
        let arguments = self.arguments(selected, field)?;
        let bound = match arguments.get("n") {
            Some(Value::Number(number)) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
            _ => None,
        };
        bound.filter(|bound| *bound <= page::BOUND_MAX).ok_or_else(|| {
            let message = format!("n is a number from 0 to {}.", page::BOUND_MAX);
            Error::bad_user_input(message).field("n").with("max", page::BOUND_MAX)
        })
    }

    fn place(&mut self, read: ReadId) -> Place {
        let table = &self.model.catalog.tables[self.plan.reads[read].table];
        let order = self.plan.reads[read].page.as_ref().map(|page| page.order.clone()).unwrap_or_default();
        let slots = order.iter().map(|key| {
            let slot = match &key.term {
                Term::Column(at) => Slot::Column(*at),
                term => Slot::Term(term.clone()),
            };
            (self.slot(read, slot), key.term.ty(&self.model.catalog, table).wire)
        });
        Place { slots: slots.collect(), mark: page::mark(&self.model.catalog, table, &order) }
    }
}
