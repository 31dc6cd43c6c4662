//! Generic writes: the mutation fields that a table has without a line of code of its own.
//!
//! # How a table gets its writes
//!
//! What privileges and policies let somebody who is signed in do with a table is what its fields do: the entities carry it
//! (`migration entities` reads it from the database), less what annotations keep for the server and for operations
//! (`server_kept`, `given_once`, `operated`, `made`). `catalog::Writes` is the outcome; `tests/api/write/tables.tsv` lists
//! it for review. So to open a table: grant, write the policies, generate the entities, look at the list.
//!
//! A column that every policy wants to hold the caller (`owner_id = (SELECT scaliyo.account_id())`) need not be given: the
//! entities carry it as well, with the SQL that is the caller, and a new row has it by default.
//!
//! | Field | Does |
//! |---|---|
//! | `xCreate`, `xCreateMany` | makes one row, or many or none, with the rows that they own |
//! | `xUpdate`, `xUpdateMany` | changes the row of an id, or at most so many that meet a filter |
//! | `xUpsert` | makes a row or, where a key has it already, changes that |
//! | `xDelete`, `xDeleteMany` | removes rows for good |
//! | `xArchive`, `xRestore` | puts a row away and takes it out again, where a table notes that in `deleted_at` |
//!
//! An upsert goes by a key: the primary one, or a unique one that can be given as a whole. A unique index over some rows is
//! among them where every new row that is given its columns is one of those (`user_id IS NOT NULL`, `deleted_at IS NULL`).
//! One over rows in some state is not: a new row in another state would be made beside the one that is there.
//!
//! # Rows that are made together
//!
//! A table says in its annotations what a new row may come with, one entry for each relation. `owns` names a table whose
//! rows point to the new one: the input has a list under the name of the relation, of a type that lacks what follows from
//! the owner. `brings` names a column: the input has the row that it points to, and that is made first.
//!
//! ```text
//! table("invoices").owns(&[("invoice_line_items", &[("invoice_id", "id")])])
//! table("teamhub_lists").owns(&[("teamhub_cards", &[("list_id", "id"), ("board_id", "board_id")])])
//! table("marketplace_listings").brings(&["task_id"])
//! ```
//!
//! What is owned may own in turn. Every tie is to a value that is known before anything is written: an id that is given or
//! random, or a column that must be given; `catalog` refuses others at start, among them the ids that count. So a tree is
//! checked as a whole, its faults are told with their places (`input.invoiceLineItems.2.amountCents`), and its rows are
//! written relation by relation: one statement for all that are given the same columns, however many parents they have.
//! Rules of access hold for each of them as if it were made alone. All rows together are bounded by the same number as
//! those of `xCreateMany`. An upsert makes none beside its own, so its input has none.
//!
//! # How one runs
//!
//! One root field is one transaction in the caller's scope. `verbs` has one function for each field: `nested` and `check`
//! read the input and find all that is wrong with it at once; `insert` and `row` write; what the database refuses by name comes back
//! with the field that it is about (`refusal`). The rows of the payload are read in the same transaction, as the caller sees them, before the rows that are to be removed are gone.
//! A dry run does all of it and undoes it.
//!
//! No update takes a row out of its writer's sight: PostgreSQL refuses that, so the columns that would do it have no privilege
//! and no input here. `domain::handover` hands such rows to somebody else.
//!
//! Nothing is read, changed and written back: increments and the like (`change`) are expressions over the row, so that two
//! clients do not undo each other. Row level security decides which rows may be written and what may become of them; what
//! this room adds is telling apart "not there", "not yours to change" and "changed meanwhile" (`found`).
//!
//! `fields` and `input` announce all of it. No room here names a table.

mod ahead;
mod change;
mod check;
mod fields;
mod found;
mod input;
mod insert;
mod nested;
mod refusal;
mod row;
mod shape;
mod verbs;

use std::collections::HashMap;

use async_graphql::Value;

pub use self::ahead::refuse;
pub use self::fields::{CURSOR, cursor_field, fields};
pub use self::found::Removal;

use super::catalog::{Catalog, TableId};
use super::plan::Record;
use crate::db::WriteScope;
use crate::error::{Error, Result};

/// Rows that one field makes, changes or removes, at most.
const ROWS_MAX: usize = 500;

/// What a generic write does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Makes a row.
    Create,
    /// Makes rows, all or none.
    CreateMany,
    /// Changes a row.
    Update,
    /// Changes the rows that meet a filter.
    UpdateMany,
    /// Makes a row, or changes the one that is there.
    Upsert,
    /// Removes a row.
    Delete,
    /// Removes the rows that meet a filter.
    DeleteMany,
    /// Puts a row away.
    Archive,
    /// Takes a row out again.
    Restore,
}

/// What was done.
pub struct Outcome {
    /// The members of the payload.
    pub record: Record,
    /// What is left to do when the payload's rows have been read.
    pub then: Then,
}

/// What is left to do when the payload's rows have been read.
pub enum Then {
    /// Nothing.
    Nothing,
    /// The rows are to be removed.
    Remove(Removal),
    /// The row is not as the caller expects: the write fails, and shows the row as it is.
    Refuse(Error),
}

/// The arguments of a field.
type Arguments = HashMap<String, Value>;

/// Whether everything is to be undone in the end.
pub fn is_dry(arguments: &Arguments) -> bool {
    arguments.get("dryRun") == Some(&Value::Boolean(true))
}

/// Runs a write up to the reading of its payload.
///
/// # Errors
/// `BAD_USER_INPUT` for values that do not fit, `NOT_FOUND`, `FORBIDDEN`, and what the table's rules refuse.
pub async fn run(
    catalog: &Catalog,
    table: TableId,
    verb: Verb,
    arguments: &Arguments,
    scope: &mut WriteScope,
) -> Result<Outcome> {
    verbs::Write::new(catalog, table, arguments, scope).run(verb).await
}
