//! Assist.

pub mod budget;
pub mod invitation;
pub mod organization;
pub mod table;
