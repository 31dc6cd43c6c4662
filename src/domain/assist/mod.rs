//! Assist.

pub mod invitation;
pub mod table;
