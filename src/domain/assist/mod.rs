//! Assist.

pub mod budget;
pub mod organization;
pub mod table;
