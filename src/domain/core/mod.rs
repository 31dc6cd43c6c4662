//! CodeOps.

pub mod decision;
pub mod hypothesis;
pub mod invitation;
pub mod outcome;
pub mod table;
