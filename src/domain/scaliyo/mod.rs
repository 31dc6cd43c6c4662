//! Scaliyo.

pub mod table;
