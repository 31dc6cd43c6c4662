//! CodeOps.

pub mod table;
