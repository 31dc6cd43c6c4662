//! Which pages PostgreSQL can read from an index as they are, read once from its catalogue.
//!
//! Where a column's index goes on with the table's key, a page of the rows with one value of that column, in the order of
//! the key, is the next few entries of the index, however many such rows there are. The engine then need not let the
//! planner look at the value, and PostgreSQL keeps the plan. Decides nothing else: what is asked for comes out the same.

use std::collections::HashSet;

use sqlx::Row as _;

use crate::db::{Door, Reads, Statement};
use crate::error::Result;

/// The columns that have such an index.
#[derive(Debug, Default)]
pub struct Indexes(HashSet<(String, String, String)>);

impl Indexes {
    /// Reads those of all tables of these schemas.
    ///
    /// # Errors
    /// What the database says.
    pub async fn load(worker: &Door, schemas: &[&str]) -> Result<Self> {
        let schemas: Vec<String> = schemas.iter().map(|schema| (*schema).to_owned()).collect();
        let mut scope = worker.read(Reads::One).await?;
        let rows = scope.fetch(Statement::new(INDEXES).bind(schemas)).await?;
        scope.finish();
        let columns = rows
            .iter()
            .map(|row| Ok((row.try_get("schema")?, row.try_get("table")?, row.try_get("column")?)));
        Ok(Self(columns.collect::<Result<_>>()?))
    }

    /// Whether the pages of rows with one value of this column are in an index.
    pub fn have_pages(&self, schema: &str, table: &str, column: &str) -> bool {
        self.0.contains(&(schema.to_owned(), table.to_owned(), column.to_owned()))
    }
}

/// Indexes of two columns, the second of which is the primary key, in ascending order and over all rows.
const INDEXES: &str = "
select n.nspname::text as schema, c.relname::text as \"table\", a.attname::text as \"column\"
from pg_index i
join pg_index k on k.indrelid = i.indrelid and k.indisprimary and k.indnkeyatts = 1 and k.indkey[0] = i.indkey[1]
join pg_class c on c.oid = i.indrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
where n.nspname = any($1) and i.indnkeyatts = 2 and i.indisvalid and i.indpred is null and i.indexprs is null
  and i.indoption[0] = 0 and i.indoption[1] = 0";
