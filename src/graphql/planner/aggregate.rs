//! Aggregates: the selection of a group as keys and figures of one read.

use super::{Parent, Planner};
use crate::error::{Error, Result};
use crate::graphql::aggregate;
use crate::graphql::catalog::{Table, TableId};
use crate::graphql::model::{FieldDef, Source};
use crate::graphql::plan::{Answer, FigureOf, Object, Read, ReadId, Slot};
use crate::graphql::scalar::Wire;
use crate::graphql::selection::{Selected, Selection};
use crate::graphql::term::{Figure, Term};

/// Where in a group a field stands.
#[derive(Clone)]
enum Within {
    /// In the group itself.
    Group,
    /// In what its rows have in common, behind these relations.
    Common(Vec<usize>),
    /// In an object of figures.
    Figures(Figure),
}

impl Planner<'_> {
    /// Groups of a table's rows, or of the rows that belong to each row of a parent.
    pub(super) fn aggregate(
        &mut self,
        table: TableId,
        selected: &Selected,
        field: &FieldDef,
        parent: Option<Parent>,
    ) -> Result<Answer> {
        let arguments = self.arguments(selected, field)?;
        let read = self.filtered(table, parent, &arguments)?;
        let groups = aggregate::groups(&self.model.catalog, table, &arguments)?;
        let read = Read { rows: true, groups: Some(groups), ..read };
        let closed = self.closed(&read, parent)?;
        let read = self.add(read);
        let Some(selection) = selected.selections.first() else { return Ok(Answer::Json("null".into())) };
        let object = self.group(read, selection, &Within::Group);
        let answer = Answer::Rows { read, slot: parent.map(|parent| parent.slot), object };
        Ok(self.unless(closed, read, answer))
    }

    fn group(&mut self, read: ReadId, selection: &Selection, within: &Within) -> Object {
        self.object(selection, |planner, selected, field| planner.of_group(read, selected, field, within))
    }

    fn of_group(
        &mut self,
        read: ReadId,
        selected: &Selected,
        field: &FieldDef,
        within: &Within,
    ) -> Result<Answer> {
        let inner = match (&field.source, within) {
            (Source::FigureOf(figure), within) => return self.figure(read, *figure, within),
            (Source::GroupColumn(at), Within::Common(path)) => {
                return self.common(read, path, *at, &selected.name);
            }
            (Source::Group, _) => Within::Common(Vec::new()),
            (Source::GroupRelation(at), Within::Common(path)) => {
                Within::Common(path.iter().copied().chain([*at]).collect())
            }
            (Source::Figures, _) => Within::Figures(match selected.name.as_str() {
                "sum" => Figure::Sum,
                "avg" => Figure::Avg,
                "min" => Figure::Min,
                "max" => Figure::Max,
                _ => Figure::Count,
            }),
            (other, _) => return Err(Error::internal(format!("{other:?} is not a source of a group"))),
        };
        Ok(match selected.selections.first() {
            Some(selection) => Answer::Row(self.group(read, selection, &inner)),
            None => Answer::Json("null".into()),
        })
    }

    fn figure(&mut self, read: ReadId, figure: FigureOf, within: &Within) -> Result<Answer> {
        // Sums and means share a type, and so do smallest and largest values; the field above tells them apart.
        let figure = match within {
            Within::Figures(kind) => FigureOf { figure: *kind, ..figure },
            _ => figure,
        };
        let table = self.table_of(read);
        let column = figure.column.map(|at| &table.columns[at]);
        let (wire, enumeration) = match (figure.figure, column) {
            (Figure::Count, _) => (Wire::Int4, None),
            (kind @ (Figure::Min | Figure::Max), Some(column)) => {
                (kind.ty(Some(&column.ty)).wire, column.enumeration)
            }
            (kind, column) => (kind.ty(column.map(|column| &column.ty)).wire, None),
        };
        let groups = self.plan.reads[read].groups.as_mut();
        let groups = groups.ok_or_else(|| Error::internal("a figure without groups"))?;
        let at = aggregate::figure(groups, figure);
        let slot = self.slot(read, Slot::Figure(at));
        Ok(Answer::Column { slot, wire, list: false, enumeration })
    }

    /// A value that the rows of a group have in common, which the client must have asked to group by.
    fn common(&mut self, read: ReadId, path: &[usize], at: usize, name: &str) -> Result<Answer> {
        let term =
            path.iter().rev().fold(Term::Column(at), |term, relation| Term::One(*relation, Box::new(term)));
        let groups = self.plan.reads[read].groups.as_ref();
        let found = groups.and_then(|groups| groups.by.iter().position(|key| key.term == term));
        let group = found.ok_or_else(|| {
            Error::bad_user_input(format!("{name} is not named in groupBy.")).field("groupBy")
        })?;
        let mut table = self.table_of(read);
        for relation in path {
            table = &self.model.catalog.tables[table.relations[*relation].target];
        }
        let column = &table.columns[at];
        let (wire, list, enumeration) = (column.ty.wire, column.ty.list, column.enumeration);
        let slot = self.slot(read, Slot::Group(group));
        Ok(Answer::Column { slot, wire, list, enumeration })
    }

    pub(super) fn table_of(&self, read: ReadId) -> &Table {
        &self.model.catalog.tables[self.plan.reads[read].table]
    }
}
