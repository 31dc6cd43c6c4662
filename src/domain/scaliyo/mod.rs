//! Scaliyo.

pub mod email;
pub mod secret;
pub mod support;
pub mod table;
