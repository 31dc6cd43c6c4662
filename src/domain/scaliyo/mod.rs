//! Scaliyo.

pub mod email;
pub mod support;
pub mod table;
