//! What writers were told, together.

use crate::author::Deeds;
use crate::writer::Ledger;

/// What all writers have to say.
#[derive(Debug, Default)]
pub struct Promises {
    /// Those with SQL.
    pub ledgers: Vec<Ledger>,
    /// Those through the API.
    pub deeds: Vec<Deeds>,
}
