//! CodeOps.

pub mod invitation;
pub mod table;
