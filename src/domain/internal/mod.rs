//! Selify internal.

pub mod approval;
pub mod table;
