//! Scaliyo.

pub mod invitation;
pub mod lifecycle;
pub mod support;
pub mod table;
