//! What a table means to the API, beyond what the database says of it: one line for each table that needs one.
//!
//! Which rows and columns may be written is no matter of annotations: privileges and policies say it, and the entities
//! carry it. Annotations only take away from that, what operations and the server keep to themselves.
//!
//! An annotation names columns as the database does; a test compares every one with the entities, and another finds
//! columns that look like secrets and are not hidden. Who sees which row is not said here: row level security decides.

/// The annotations of one table. A table without any is shown with all its columns.
#[derive(Debug, Clone, Copy)]
pub struct Annotation {
    /// Its name within the schema.
    pub table: &'static str,
    /// Whether it has a type at all. Sessions, caches and queues are for nobody.
    pub exposed: bool,
    /// Secrets: no field, for reading or for filtering. Operations write them.
    pub hidden: &'static [&'static str],
    /// Columns that the server keeps, beside keys and timestamps: counters, and states with a lifecycle.
    /// Operations and jobs write them.
    pub server_kept: &'static [&'static str],
    /// Columns that a new row may be given and that stay as they are: whose it is, what it belongs to. Needed where the
    /// privileges of the table do not say it.
    pub given_once: &'static [&'static str],
    /// A column that the server keeps and that every new row begins with, where the table has no default.
    pub initial: Option<(&'static str, &'static str)>,
    /// The column that says who archived a row, and the caller as that column has it, in SQL.
    pub archived_by: Option<(&'static str, &'static str)>,
    /// Rows that can be made together with a row: of which tables, and what ties them to it.
    pub owned: &'static [Owned],
    /// Columns whose row can be made first, together with the row that points to it.
    pub brought: &'static [&'static str],
    /// Why operations alone write its rows, where they do.
    pub operated: Option<&'static str>,
    /// Why operations alone make its rows, where they do.
    pub made: Option<&'static str>,
    /// What a search looks in, as SQL over the row `{t}`, where an index of words serves it; else its texts are read.
    pub searched: Option<&'static str>,
    values: [Values; VALUES_MAX],
}

/// A table of the same system whose rows are made together with those of another, and its columns that get their values
/// from the other's: the key that points to it comes first.
pub type Owned = (&'static str, &'static [(&'static str, &'static str)]);

/// A column and all the values it may hold, as stored.
type Values = (&'static str, &'static [&'static str]);

/// Lists of values in one table, at most.
const VALUES_MAX: usize = 4;

/// A table that is shown, with nothing more said about it.
pub const fn table(table: &'static str) -> Annotation {
    Annotation {
        table,
        exposed: true,
        hidden: &[],
        server_kept: &[],
        given_once: &[],
        initial: None,
        archived_by: None,
        owned: &[],
        brought: &[],
        operated: None,
        made: None,
        searched: None,
        values: [("", &[]); VALUES_MAX],
    }
}

impl Annotation {
    /// For nobody: gets no type.
    pub const fn unexposed(self) -> Self {
        Self { exposed: false, ..self }
    }

    /// Columns without a field.
    pub const fn hidden(self, columns: &'static [&'static str]) -> Self {
        Self { hidden: columns, ..self }
    }

    /// Columns that no generic input has.
    pub const fn server_kept(self, columns: &'static [&'static str]) -> Self {
        Self { server_kept: columns, ..self }
    }

    /// Columns that are given to a new row and stay.
    pub const fn given_once(self, columns: &'static [&'static str]) -> Self {
        Self { given_once: columns, ..self }
    }

    /// A new row begins with this value.
    pub const fn initially(self, column: &'static str, value: &'static str) -> Self {
        Self { initial: Some((column, value)), ..self }
    }

    /// Who archives a row is noted.
    pub const fn archived_by(self, column: &'static str, caller: &'static str) -> Self {
        Self { archived_by: Some((column, caller)), ..self }
    }

    /// A new row may bring rows of these tables, each with what ties it to the row: its columns, and the row's that they are
    /// equal to. `("invoice_line_items", &[("invoice_id", "id")])`.
    pub const fn owns(self, owned: &'static [Owned]) -> Self {
        Self { owned, ..self }
    }

    /// What these columns point to may be made with a new row, before it.
    pub const fn brings(self, columns: &'static [&'static str]) -> Self {
        Self { brought: columns, ..self }
    }

    /// Rows are written by operations alone, for this reason.
    pub const fn operated(self, reason: &'static str) -> Self {
        Self { operated: Some(reason), ..self }
    }

    /// Rows are made by operations alone, for this reason; what is there is changed and removed as anywhere.
    pub const fn made(self, reason: &'static str) -> Self {
        Self { made: Some(reason), ..self }
    }

    /// A search looks for words in this `tsvector` over the row `{t}`.
    pub const fn searched(self, words: &'static str) -> Self {
        Self { searched: Some(words), ..self }
    }

    /// The complete list of a column's values; it becomes an enum.
    pub const fn values(mut self, column: &'static str, values: &'static [&'static str]) -> Self {
        let mut at = 0;
        while !self.values[at].0.is_empty() {
            at += 1;
        }
        self.values[at] = (column, values);
        self
    }

    /// The values of a column, where their list is complete.
    pub fn values_of(&self, column: &str) -> Option<&'static [&'static str]> {
        self.lists().find(|(name, _)| *name == column).map(|(_, values)| values)
    }

    /// The columns whose values are listed.
    pub fn lists(&self) -> impl Iterator<Item = Values> {
        self.values.into_iter().filter(|(column, _)| !column.is_empty())
    }
}
