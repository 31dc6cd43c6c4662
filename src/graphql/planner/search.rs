//! The search across systems: a page of hits, the best first. A hit's row is read as that of a list across systems is, so
//! that all hits take one statement, and the rows that they are one for each table.

use async_graphql::Value;

use super::Planner;
use crate::error::Result;
use crate::graphql::catalog::TableId;
use crate::graphql::model::FieldDef;
use crate::graphql::page::Page;
use crate::graphql::plan::{Answer, Link, Read};
use crate::graphql::scalar::{Param, Wire};
use crate::graphql::selection::Selected;
use crate::graphql::{order, search};

impl Planner<'_> {
    /// A page of hits.
    pub(super) fn search(&mut self, table: TableId, selected: &Selected, field: &FieldDef) -> Result<Answer> {
        self.require_open(table)?;
        let arguments = self.arguments(selected, field)?;
        let (catalog, described) = (&self.model.catalog, &self.model.catalog.tables[table]);
        let text = match arguments.get("text") {
            Some(Value::String(text)) => text.as_str(),
            _ => "",
        };
        let words = search::words(text).map_err(|error| error.field("text"))?;
        let values = vec![words, Param::List(Wire::Text, search::tables(arguments.get("types")))];
        let mut order = vec![search::best_first(described)?];
        order.append(&mut order::keys(catalog, described, None)?);
        let page = Page::read(catalog, described, order, &arguments)?;
        let read = Read { page: Some(page), ..Read::new(table, Link::Call(values), 0) };
        self.page(read, selected, None)
    }
}
