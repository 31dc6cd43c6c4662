//! Selify internal.

pub mod table;
