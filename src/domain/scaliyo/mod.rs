//! Scaliyo.

pub mod support;
pub mod table;
