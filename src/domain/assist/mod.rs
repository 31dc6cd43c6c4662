//! Assist.

pub mod table;
