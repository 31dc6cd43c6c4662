//! Scaliyo.

pub mod invitation;
pub mod support;
pub mod table;
