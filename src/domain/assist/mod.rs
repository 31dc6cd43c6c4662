//! Assist.

pub mod budget;
pub mod invitation;
pub mod table;
