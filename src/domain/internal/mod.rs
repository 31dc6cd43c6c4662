//! Selify internal.

pub mod approval;
pub mod documentation;
pub mod table;
